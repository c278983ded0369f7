"""The agenda of a workshop: the questions that are picked, and what is taken up of them one at a time."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.schema import ANY, SEPARATOR
from lokdesk.handbook import asking, page
from lokdesk.handbook.book import Handbook, Question, Section
from lokdesk.handbook.page import Ask, Entry, Repeat

_SHOWN_WITH_COLUMNS = "mapping/statistics/*/rows"
"""The rows of a table, which are filled in together with its columns."""


@dataclass(frozen=True)
class Point:
    """One thing to take up: the answer or the list at *address*, asked for by *entry*.

    *prefix* is the address of the item that it is asked about, or empty.
    """

    address: str
    prefix: str
    entry: Entry
    section: Section


def offered(section: Section) -> tuple[Question, ...]:
    """Return the questions of *section* that can be picked, each to be taken up on its own.

    What is asked within a list within an item is taken up with that list.
    """
    return tuple(question for question, _ in _offered(page.entries(section), depth=0))


def _offered(entries: Sequence[Entry], depth: int) -> Iterator[tuple[Question, Entry]]:
    for entry in entries:
        if isinstance(entry, Ask):
            yield entry.question, entry
        elif entry.pattern != _SHOWN_WITH_COLUMNS:
            if entry.question is not None:
                yield entry.question, entry
            if not depth:
                yield from _offered(entry.entries, depth + 1)


def points(handbook: Handbook, agreement: Agreement, agenda: Collection[str]) -> tuple[Point, ...]:
    """Return what there is to take up of *agenda*, patterns of questions, in the order of the handbook.

    A question about the items of a list is taken up for one item after the other, together with the others
    about the same item. One that does not apply is passed over.
    """
    picked = frozenset(agenda)
    return tuple(
        point
        for step in handbook.steps
        for section in step.sections
        for point in _points(section, page.entries(section), "", agreement, picked)
    )


def point_at(handbook: Handbook, agreement: Agreement, address: str) -> Point | None:
    """Return what would be taken up for *address*, on the agenda or not; ``None`` where nothing is asked.

    *address* is that of an answer, a list or an item, or of a group of answers, which begins with its first.
    """
    sections = (section for step in handbook.steps for section in step.sections)
    patterns = [question.address for section in sections for question in offered(section)]
    all_ = points(handbook, agreement, patterns)
    around = [one for one in all_ if _within(address, one.address)]
    inside = (one for one in all_ if _within(one.address, address))
    return max(around, key=lambda one: len(one.address)) if around else next(inside, None)


def _within(address: str, other: str) -> bool:
    return address == other or address.startswith(other + SEPARATOR)


def _points(
    section: Section, entries: Sequence[Entry], prefix: str, agreement: Agreement, agenda: Collection[str]
) -> Iterator[Point]:
    for entry in entries:
        question = entry.question
        if question is not None and question.address in agenda:
            address = _at(prefix, question.address)
            if asking.applies(question, agreement, address):
                yield Point(address, prefix, entry, section)
        if isinstance(entry, Repeat) and not prefix:
            for item in at.get(agreement, entry.pattern):
                inner = at.join(entry.pattern, item.id)
                yield from _points(section, entry.entries, inner, agreement, agenda)


def _at(prefix: str, pattern: str) -> str:
    """Return *pattern* within the item at *prefix*."""
    if not prefix:
        return pattern
    _, _, inner = pattern.partition(f"{SEPARATOR}{ANY}{SEPARATOR}")
    return at.join(prefix, inner)
