"""The words of a document that are in no answer: each with where it stands, and whether it was understood."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from lokdesk.recognition import taking
from lokdesk.recognition.passage import Passage, Remark, Span
from lokdesk.recognition.proposal import Recognition
from lokdesk.recognition.words import are_small

_WORD = re.compile(r"\w+")
_REMARKS = {
    "added": "Spårad ändring, tillagt",
    "removed": "Spårad ändring, borttaget",
    "comment": "Kommentar",
}


@dataclass(frozen=True)
class Left:
    """Words that are in no answer.

    *source* is where they stand, in words, and *passage* its number (``None`` for a remark). *understood*
    says that they tell something nevertheless: a heading, a label, a day, the name in a reference. *span* is
    which part of the passage they are; ``None`` for those of a note.
    """

    text: str
    source: str
    passage: int | None
    understood: bool
    span: Span | None = None


def tray(recognition: Recognition) -> tuple[Left, ...]:
    """Return the words of the document that are in no answer: those that fit nowhere first."""
    spans: dict[int, list[Span]] = defaultdict(list)
    said: dict[int, Counter[str]] = defaultdict(Counter)
    pool: dict[str, tuple[list[int], Counter[str]]] = {}
    for one in taking.answering(recognition):
        counted = Counter(_WORD.findall(" ".join(strings(one.value))))
        whole = Counter(
            word
            for span in one.spans
            for word in _WORD.findall(recognition.source.by_number[span.passage].said)
        )
        if counted - whole:
            # A day in figures, or a word that follows from others: these stand beside what was read.
            counted = Counter[str]()
        pool[one.id] = ([span.passage for span in one.spans], counted)
        for span in one.spans:
            spans[span.passage].append(span)
    for numbers, counted in pool.values():
        # The words of an answer that is made of several passages count in each as far as they go.
        left = counted.copy()
        for number in dict.fromkeys(numbers):
            own = Counter(_WORD.findall(recognition.source.by_number[number].said))
            here = left & own
            said[number] += here
            left -= here
    understood = {
        span.passage: True
        for one in recognition.proposals
        if one.role in ("heading", "known") and one.state != "rejected"
        for span in one.spans
    }
    found: list[Left] = []
    places = recognition.source.places
    for passage in recognition.source.passages:
        told = understood.get(passage.number, False)
        for text, inside, span in _left(passage, spans[passage.number], said[passage.number]):
            # Nothing but "och" between two answers is no text that anybody misses.
            known = inside or told or passage.kind == "contents" or are_small(text)
            found.append(Left(text, places[passage.number], passage.number, known, span))
    found += (remark(one) for one in recognition.source.remarks)
    return tuple(sorted(found, key=lambda one: one.understood))


def _left(passage: Passage, spans: list[Span], said: Counter[str]) -> Iterator[tuple[str, bool, Span | None]]:
    """Yield what of *passage* is not *said* in answers, whether all of it lies within *spans*, and where."""
    text = passage.text
    left = said.copy()
    words = list(_WORD.finditer(text))
    inside = [any(span.start <= one.start() and one.end() <= span.end for span in spans) for one in words]
    gone = [False] * len(words)
    for place, one in enumerate(words):
        if inside[place] and left[one[0]] > 0:
            left[one[0]] -= 1
            gone[place] = True
    stretch: list[int] = []
    for place in range(len(words) + 1):
        if place < len(words) and not gone[place]:
            stretch.append(place)
        elif stretch:
            start = _from(text, words[stretch[0]].start(), words[stretch[0] - 1].end() if stretch[0] else 0)
            following = words[stretch[-1] + 1].start() if stretch[-1] + 1 < len(words) else len(text)
            end = _until(text, words[stretch[-1]].end(), following)
            said_here = text[start:end].strip()
            start = text.index(said_here, start)
            where = Span(passage.number, start, start + len(said_here))
            yield said_here, all(inside[one] for one in stretch), where
            stretch = []
    for note in passage.notes:
        counted = Counter(_WORD.findall(note))
        if counted - left:
            yield note, False, None
        left -= counted


def _from(text: str, start: int, least: int) -> int:
    while start > least and not text[start - 1].isspace():
        start -= 1
    return start


def _until(text: str, end: int, most: int) -> int:
    while end < most and not text[end].isspace():
        end += 1
    return end


def strings(value: Any) -> Iterator[str]:
    """Yield the words in *value*, as it stands in a project file, that people have written."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in cast("Mapping[str, Any]", value).items():
            if key in ("blocks", "runs", "text", "footnote"):
                yield from strings(one)
    elif isinstance(value, list | tuple):
        for one in cast("list[Any]", value):
            if not isinstance(one, str):
                yield from strings(one)


def remark(one: Remark) -> Left:
    """Return an open change or a comment as it is listed."""
    by = f" av {one.author}" if one.author else ""
    on = f" {one.day}" if one.day else ""
    return Left(one.text, f"{_REMARKS[one.kind]}{by}{on}", None, one.kind == "added")
