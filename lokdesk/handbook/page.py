"""A section as a page: its questions laid out in nested forms, items within their lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from lokdesk.agreement.schema import ANY, SEPARATOR
from lokdesk.handbook.book import Question, Section

_ITEM = f"{SEPARATOR}{ANY}{SEPARATOR}"


@dataclass(frozen=True)
class Ask:
    """One question with one answer."""

    question: Question


@dataclass(frozen=True)
class Repeat:
    """A form that is repeated for each item of the list with the pattern *pattern*.

    *question* is the list's own question. It is ``None`` when the list belongs to another section: then there
    is one form for each item that exists, and none can be added, removed or moved here.
    """

    pattern: str
    question: Question | None
    entries: "tuple[Entry, ...]"


Entry = Ask | Repeat


def entries(section: Section) -> tuple[Entry, ...]:
    """Return *section* as entries in the order of its questions, those about items within their lists."""
    return _entries(section.questions, "")


def _entries(questions: Sequence[Question], prefix: str) -> tuple[Entry, ...]:
    """Lay out *questions*, whose addresses all begin with *prefix*."""
    result: list[Entry] = []
    start = 0
    while start < len(questions):
        question = questions[start]
        pattern, in_item, _ = question.address.removeprefix(prefix).partition(_ITEM)
        pattern = prefix + pattern
        own = not in_item and question.kind == "list"
        end = start + 1
        if not in_item and not own:
            result.append(Ask(question))
        else:
            while end < len(questions) and questions[end].address.startswith(pattern + _ITEM):
                end += 1
            inner = questions[start + own : end]
            result.append(Repeat(pattern, question if own else None, _entries(inner, pattern + _ITEM)))
        start = end
    return tuple(result)


def about(section: Section) -> str | None:
    """Return the address of the list whose items *section* is about, if it is about the items of one.

    It is when that is what its first question asks for: the parties, the goals, the forums.
    """
    first = next(iter(section.questions), None)
    if first is None or first.kind != "list" or ANY in first.address.split(SEPARATOR):
        return None
    return first.address
