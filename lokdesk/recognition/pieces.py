"""What a point or a cell says of an item: the answers in it that have a label of their own, and the rest."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lokdesk.agreement import schema, vocabulary
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import ListOf
from lokdesk.recognition import words
from lokdesk.recognition.lexicon import PARENT, ItemWords
from lokdesk.recognition.passage import Passage, Span
from lokdesk.recognition.proposing import days, part

_SURE = 0.9
_FEW = 4
_PAIR = 2
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:\+46|0)[\d\s-]{6,14}\d")
_PARAGRAPH = re.compile(r"§+\s*\d+\s?[a-z]?|\d+\s?[a-z]?\s*§+")
_SHAPES = {"email": _MAIL, "phone": _PHONE, "paragraph": _PARAGRAPH}
"""Answers that are told by what they look like."""


@dataclass(frozen=True)
class Piece:
    """A part of a passage that is the answer *name* of an item, and the *label* before it."""

    name: str
    span: Span
    label: Span | None = None


def pieces(one: Passage, name: str, items: ItemWords, start: int = 0, *, first: bool = True) -> list[Piece]:
    """Return what *one* says from *start* on: *name* is the answer that it is where nothing tells otherwise.

    *first* says that it begins what is said there, and so is that answer whatever its words.
    """
    found: list[Piece] = []
    for found_begin, found_end in words.sentences(one.text[start:]):
        begin, end = start + found_begin, start + found_end
        made = _labelled(one, begin, end, items)
        if made is None and (found or not first):
            made = _chosen(one, begin, end, items)
        if made is not None:
            found.append(made)
        elif found and found[-1].name == name and found[-1].label is None:
            found[-1] = Piece(name, Span(one.number, found[-1].span.start, end))
        else:
            found.append(Piece(name, part(one, begin, end)))
    return [each for each in found if each.span.end > each.span.start]


def _labelled(one: Passage, start: int, end: int, items: ItemWords) -> Piece | None:
    found = words.label(one.text[start:end])
    if found is None or start + found[1] >= end:
        return None
    name, likeness = items.field(found[0])
    if likeness < _SURE or name == PARENT:
        return None
    return Piece(name, _bare(one, start + found[1], end), part(one, start, start + found[1]))


def _chosen(one: Passage, start: int, end: int, items: ItemWords) -> Piece | None:
    """Return the answer of which a sentence is but one of the usual words."""
    span = _bare(one, start, end)
    said = one.text[span.start : span.end].casefold()
    if len(said.split()) > _FEW:
        return None
    name = next((name for name, usual in choices(items.list) if said in usual), "")
    return Piece(name, span) if name else None


def _bare(one: Passage, start: int, end: int) -> Span:
    """Return a part of *one* without the full stop after it, but with that of an abbreviation within."""
    span = part(one, start, end)
    said = one.text[span.start : span.end]
    return Span(one.number, span.start, span.start + len(said.rstrip(" .;")))


@cache
def choices(list_: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the choices that the items of *list_* have, each with its usual words in lower case."""
    held = schema.patterns()[list_]
    assert isinstance(held, ListOf)  # the words are of lists
    return tuple(
        (name, frozenset(one.casefold() for one in vocabulary.VOCABULARIES[field.vocabulary]))
        for name, field in schema.fields(held.item).items()
        if isinstance(field, Answer) and field.kind == "choice" and field.vocabulary is not None
    )


def in_cell(said: Sequence[Passage], names: Sequence[str], items: ItemWords) -> list[Piece]:
    """Return what the paragraphs of a cell are, in a column that is headed by the answers *names*."""
    apart: list[Piece] = []
    plain: list[Piece] = []
    for number, one in enumerate(said):
        for each in pieces(one, names[0], items, first=number == 0):
            (apart if each.label is not None or each.name != names[0] else plain).append(each)
    told = {one.name for one in apart}
    left = [one for one in names if one not in told] or list(names)
    if len(names) > 1:
        plain = list(_shared({one.number: one for one in said}, [one.span for one in plain], left))
    elif (beside := items.beside.get(names[0])) and plain:
        first = plain[0].span.passage
        plain = [one if one.span.passage == first else Piece(beside, one.span) for one in plain]
    return sorted((*apart, *plain), key=lambda one: (one.span.passage, one.span.start))


def _shared(said: Mapping[int, Passage], spans: Sequence[Span], names: Sequence[str]) -> Iterator[Piece]:
    """Yield the *spans* of a cell that is headed by several answers: by their shape, then by their order."""
    left = list(names)
    units: list[Span] = []
    for span in spans:
        one = said[span.passage]
        rest = one.text[span.start : span.end]
        for name in tuple(left):
            place = _place(rest, name)
            if place is not None:
                start, end = place
                yield Piece(name, Span(one.number, span.start + start, span.start + end))
                left.remove(name)
                rest = rest[:start] + " " * (end - start) + rest[end:]
        if any(letter.isalnum() for letter in rest):
            start, end = len(rest) - len(rest.lstrip(" ,;")), len(rest.rstrip(" ,;"))
            units.append(Span(one.number, span.start + start, span.start + end))
    if not left:
        left = [names[-1]]
    if len(units) == 1 and len(names) > _PAIR:
        # "Roll, namn och enhet"; but below "Ledamot och ersättare" commas do not part them.
        (whole,) = units
        one = said[whole.passage]
        listed = [found.span() for found in re.finditer(r"[^,;]+", one.text[whole.start : whole.end])]
        if 1 < len(listed) <= len(left):
            units = [part(one, whole.start + start, whole.start + end) for start, end in listed]
    for number, unit in enumerate(units):
        yield Piece(left[min(number, len(left) - 1)], unit)


def _place(text: str, name: str) -> tuple[int, int] | None:
    """Return where in *text* the answer *name* stands, if it can be told by what it looks like."""
    last = name.rpartition("/")[2]
    if last == "date":
        return next(((start, end) for _, start, end in days(text)), None)
    found = _SHAPES[last].search(text) if last in _SHAPES else None
    return found.span() if found else None
