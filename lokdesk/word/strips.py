"""A document as strips: its paragraphs in reading order, each with what of it is which answer.

The answers and what stands around them are told apart by address, so that two documents can be laid side by
side, whatever has become of the controls in one of them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from lokdesk.agreement.normal import text as _normal
from lokdesk.word import ooxml, speech
from lokdesk.word.finding import Finder, Found, what
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element

_NOT_TEXT = frozenset(
    ooxml.name(one)
    for one in (
        "w:pPr w:rPr w:sdtPr w:sdtEndPr w:instrText w:delText w:tblPr w:tblGrid w:trPr w:tcPr w:sectPr "
        "w:bookmarkStart w:bookmarkEnd w:proofErr w:footnoteReference"
    ).split()
)
_P, _TABLE, _ROW, _CELL = (ooxml.name(one) for one in ("w:p", "w:tbl", "w:tr", "w:tc"))
_SDT, _T, _FIELD_CHAR = (ooxml.name(one) for one in ("w:sdt", "w:t", "w:fldChar"))
_SIMPLE, _BOX, _ALTERNATIVES = (
    ooxml.name(one) for one in ("w:fldSimple", "w:txbxContent", "mc:AlternateContent")
)
_RUN, _KIND = ooxml.name("w:r"), ooxml.name("w:fldCharType")
_FORMULA = ooxml.name("m:t")
_LISTED = re.compile(r"[\d.\s]*(?P<title>.*?)[\s.]*\d*\s*")
"""A line of a table of contents: a number, a heading and a page."""
_DIGITS = re.compile(r"\d+")
TOKEN = re.compile(r"\d+|[^\W\d]+|[^\w\s]")
"""The words and signs of a strip; the spaces between them are of no account."""


class Said(NamedTuple):
    """Words of a strip: of the answer at *address*, or the template's or anybody's where that is empty.

    *placeholder* says that they only show what is to be written there. *counted* are worked out by the word
    processor: the number of a table, or of the page that is referred to.
    """

    text: str
    address: str = ""
    placeholder: bool = False
    counted: bool = False


@dataclass(frozen=True)
class Strip:
    """A paragraph as it is read: what it is made of, and where it stands.

    *within* is the innermost item whose control it stands in. *table*, *row* and *cell* count the tables, the
    rows and the cells of a row from zero; outside of tables they are -1. *level* is that of a heading.
    """

    pieces: tuple[Said, ...]
    within: str = ""
    table: int = -1
    row: int = -1
    cell: int = -1
    level: int = 0

    @cached_property
    def text(self) -> str:
        """All that it says, with single spaces."""
        return _spaced("".join([one.text for one in self.pieces]))

    @cached_property
    def key(self) -> str:
        """What tells whether two say the same: without the numbers that word processors work out."""
        if not any([one.counted for one in self.pieces]):
            return self.text
        return _spaced("".join(map(_uncounted, self.pieces)))

    @cached_property
    def beside(self) -> str:
        """What it says that is no answer."""
        if not self.addresses:
            return self.text
        return _spaced("".join([" " if one.address else one.text for one in self.pieces]))

    @cached_property
    def beside_key(self) -> str:
        """The same without what word processors work out."""
        if not self.addresses:
            return self.key
        return _spaced("".join([" " if one.address else _uncounted(one) for one in self.pieces]))

    def said(self, address: str) -> str:
        """Return what of it is the answer at *address*."""
        return _spaced("".join(one.text for one in self.pieces if one.address == address))

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the answers in it, in order."""
        return tuple(dict.fromkeys([one.address for one in self.pieces if one.address]))

    @property
    def is_whole(self) -> bool:
        """Whether all of it is one answer."""
        return len(self.addresses) == 1 and not self.beside


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _uncounted(piece: Said) -> str:
    return _DIGITS.sub("#", piece.text) if piece.counted else piece.text


def title(line: str) -> str:
    """Return which heading a *line* of a table of contents lists."""
    found = _LISTED.fullmatch(line)
    return found["title"] if found is not None else line


class Cut(NamedTuple):
    """The strips of a document, the paragraph of each, and the lines of its contents, with what they list."""

    strips: list[Strip]
    elements: list[Element]
    lines: tuple[str, ...]
    listed: frozenset[str]


def strips(
    root: Element,
    finder: Finder,
    look: Look,
    without: frozenset[Element] = frozenset(),
    listed: frozenset[str] | None = None,
) -> Cut:
    """Return the strips of *root*, in which *finder* has found the answers.

    Paragraphs that say nothing, the table of contents, and the paragraphs *without* are left out. Where it is
    known what the contents *listed* when the document was sent, what stands among them and is neither that
    nor a heading of the document is somebody's, and a strip.
    """
    cutting = _Cutting(finder, look, without)
    cutting.walk(root, _Place())
    lines = cutting.lines
    if lines and listed is not None:
        there = listed | {title(one.text) for one in cutting.found if one.level}
        lines = {number for number in lines if title(cutting.found[number].text) in there}
    kept = [number for number in range(len(cutting.found)) if number not in lines]
    return Cut(
        [cutting.found[one] for one in kept],
        [cutting.elements[one] for one in kept],
        tuple(cutting.found[one].text for one in sorted(lines)),
        frozenset(title(cutting.found[one].text) for one in cutting.lines),
    )


class _Place(NamedTuple):
    found: Found | None = None
    within: str = ""
    table: int = -1
    row: int = -1
    cell: int = -1

    def of(self, found: Found) -> "_Place":
        """Return the same place in the answer *found*."""
        return _Place(found, self.within, self.table, self.row, self.cell)

    def inside(self, item: str) -> "_Place":
        """Return the same place in the *item* at an address."""
        return _Place(self.found, item, self.table, self.row, self.cell)


class _Cutting:
    def __init__(self, finder: Finder, look: Look, without: frozenset[Element]) -> None:
        self._look = look
        self._without = without
        self._homes = finder.homes
        self._tags = finder.tags
        self._field: dict[Element, Found] = {
            element: found for found in finder.found for element in found.elements
        }
        self.found: list[Strip] = []
        self.elements: list[Element] = []
        self.lines: set[int] = set()
        """The numbers of the strips that stand among the contents, or look like one of them."""
        self._in_contents = False
        self._tables = 0
        self._rows = 0
        self._counting = False
        self._codes = 0

    def walk(self, element: Element, place: _Place) -> None:
        for one in ooxml.children(element):
            self._visit(one, place)

    def _visit(self, one: Element, place: _Place) -> None:
        found = self._field.get(one)
        if found is not None:
            place = place.of(found)
        tag = one.tag
        if tag == _P:
            self._paragraph(one, place)
        elif tag == _TABLE:
            number = self._tables
            self._tables += 1
            for row, within in self._parts(one, _ROW, place.within):
                self._row(row, _Place(place.found, within, number, self._rows))
                self._rows += 1
        elif tag == _SDT:
            item = self._item(one)
            inner = place.inside(item) if item else place
            outside = self._in_contents
            self._in_contents = outside or self._is_table_of_contents(one)
            for inside in ooxml.content_of(one):
                self._visit(inside, inner)
            self._in_contents = outside
        elif tag not in _NOT_TEXT:
            self.walk(one, place)

    def _is_table_of_contents(self, control: Element) -> bool:
        tag = self._tags.get(control, "")
        if what(tag) is not None:
            return False
        return tag == "part:contents" or ooxml.is_table_of_contents(control)

    def _row(self, row: Element, place: _Place) -> None:
        for number, (cell, within) in enumerate(self._parts(row, _CELL, place.within)):
            found = self._field.get(cell) or place.found
            self.walk(cell, _Place(found, within, place.table, place.row, number))

    def _item(self, control: Element) -> str:
        """Return the address of the item that *control* stands for, empty where it is no item's."""
        address = self._homes.get(control, "")
        return address if address and what(address) == "item" else ""

    def _parts(self, holder: Element, wanted: str, within: str) -> Iterator[tuple[Element, str]]:
        """Yield the rows of a table or the cells of a row, each with the innermost item around it."""
        for one in ooxml.children(holder):
            if one.tag == wanted:
                yield one, within
            elif one.tag == _SDT:
                yield from self._parts(one, wanted, self._item(one) or within)
            elif one.tag not in _NOT_TEXT:
                yield from self._parts(one, wanted, within)

    def _paragraph(self, paragraph: Element, place: _Place) -> None:
        if paragraph in self._without:
            return
        level, entry = self._look.levels(paragraph)
        listed = self._in_contents or entry is not None
        boxes: list[Element] = []
        pieces: list[Said] = []
        codes = self._codes
        self._gather(ooxml.children(paragraph), place.found, pieces, boxes)
        if listed:
            # The contents are a field themselves, and may have been cut off in the midst of it.
            self._codes = codes
        if any([one.text.strip() for one in pieces]):
            if listed:
                self.lines.add(len(self.found))
            strip = Strip(
                tuple(_joined(pieces)),
                place.within,
                place.table,
                place.row,
                place.cell,
                0 if listed else level or 0,
            )
            self.found.append(strip)
            self.elements.append(paragraph)
        for box in boxes:
            self.walk(box, _Place(None, place.within))

    def _gather(
        self, elements: Iterable[Element], found: Found | None, pieces: list[Said], boxes: list[Element]
    ) -> None:
        """Add to *pieces* what *elements* of a paragraph say, and to *boxes* those that hang on to it."""
        for one in elements:
            tag = one.tag
            if tag in _NOT_TEXT:
                continue
            here = self._field.get(one) or found
            if tag == _RUN:
                self._run(one, here, pieces, boxes)
            elif tag == _SIMPLE:
                first = len(pieces)
                self._gather(ooxml.children(one), here, pieces, boxes)
                pieces[first:] = [said._replace(counted=True) for said in pieces[first:]]
            elif tag == _ALTERNATIVES:
                self._gather(ooxml.children(one)[:1], here, pieces, boxes)
            elif tag == _BOX:
                boxes.append(one)
            elif tag == _FORMULA:
                words = _normal(one.text or "").replace("\n", " ")
                pieces.append(Said(words, here.address if here else "", counted=False))
            else:
                self._gather(ooxml.children(one), here, pieces, boxes)

    def _run(self, run: Element, found: Found | None, pieces: list[Said], boxes: list[Element]) -> None:
        for one in run:
            tag = one.tag
            if tag == _FIELD_CHAR:
                kind = one.get(_KIND)
                if kind == "begin":
                    self._codes += 1
                elif kind == "end":
                    self._codes = max(self._codes - 1, 0)
            elif tag in _NOT_TEXT or not isinstance(tag, str):
                continue
            elif words := (one.text or "") if tag == _T else speech.said(one):
                pieces.append(
                    Said(
                        _normal(words).replace("\n", " "),
                        found.address if found else "",
                        found.placeholder if found else False,
                        self._codes > 0,
                    )
                )
            elif tag != _T:
                self._gather([one], found, pieces, boxes)


def _joined(pieces: Iterable[Said]) -> Iterator[Said]:
    """Yield *pieces* with those of one kind that stand beside each other as one."""
    last: Said | None = None
    for one in pieces:
        if last is None:
            last = one
        elif (last.address, last.placeholder, last.counted) == (one.address, one.placeholder, one.counted):
            last = one._replace(text=last.text + one.text)
        else:
            yield last
            last = one
    if last is not None:
        yield last


def places_of_answers(strips: Iterable[Strip]) -> dict[str, tuple[int, ...]]:
    """Return which of *strips* each answer stands in, by number."""
    found: dict[str, list[int]] = {}
    for number, one in enumerate(strips):
        for address in one.addresses:
            found.setdefault(address, []).append(number)
    return {address: tuple(numbers) for address, numbers in found.items()}


def with_rows_as_lines(strips: Iterable[Strip]) -> tuple[Strip, ...]:
    """Return *strips* with each row of a table as one: so it comes where only the text has been pasted."""
    found: list[Strip] = []
    for one in strips:
        last = found[-1] if found else None
        if last is None or one.row < 0 or last.row != one.row:
            found.append(one)
        else:
            found[-1] = replace(last, pieces=(*last.pieces, Said(" "), *one.pieces), cell=-1)
    return tuple(found)
