"""What stands outside of the answers of a document: under which heading, between which answers."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.word import accepted, finding, ooxml
from lokdesk.word.echo import Aside, AsideKind, Mark
from lokdesk.word.finding import Finder
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package
from lokdesk.word.part import CONTENTS
from lokdesk.word.strokes import Strokes, Tracked
from lokdesk.word.tag import COPY, IGNORED_IN_READING, PART

_CONTENTS_TAG = f"{PART}{CONTENTS}"
_GALLERY = "Table of Contents"
_TEXT, _PARAGRAPH, _TABLE, _CONTROL = (ooxml.name(one) for one in ("w:t", "w:p", "w:tbl", "w:sdt"))
_ROW, _CELL = ooxml.name("w:tr"), ooxml.name("w:tc")
_SPACES = tuple(ooxml.name(one) for one in ("w:tab", "w:br", "w:cr"))
_BOX = "w:txbxContent"
_NOT_TEXT = frozenset(
    ooxml.name(one)
    for one in (
        *("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:instrText", "w:tblPr", "w:tblGrid", "w:trPr"),
        *("w:tcPr", "w:sectPr", "w:bookmarkStart", "w:bookmarkEnd", "w:drawing", "w:pict", "w:object"),
    )
)
_COUNTED = tuple(ooxml.name(one) for one in ("w:fldSimple", "w:fldChar"))
_NOTHING = Tracked({}, {}, (), (), ())
_CAPTION = ("tabell", "figur")


@dataclass
class _Entry:
    """An aside on its way."""

    text: str
    kind: AsideKind
    heading: str
    place: str
    marks: tuple[Mark, ...]
    follows: str = ""
    row: int = -1
    column: str = ""
    address: str = ""
    locked: str = ""
    counted: bool = False
    within: str = ""

    def aside(self, before: str, after: str) -> Aside:
        """Return it, between those answers."""
        return Aside(
            text=self.text,
            kind=self.kind,
            before=before,
            after=after,
            follows=self.follows,
            heading=self.heading,
            place=self.place,
            row=self.row,
            column=self.column,
            address=self.address,
            locked=self.locked,
            marks=self.marks,
            counted=self.counted,
            within=self.within,
        )


class _Spot(NamedTuple):
    """Where a paragraph stands: how much came before it, under which heading, in words and in which item."""

    place: int
    heading: str
    words: str
    within: str
    is_heading: bool


@dataclass(frozen=True)
class Position:
    """Where a paragraph stands: in words, in or over which item or list, and the answers nearest to it."""

    words: str = ""
    address: str = ""
    nearest: tuple[str, ...] = ()


@dataclass
class Asides:
    """Goes through the accepted view of a document, in reading order.

    *finder* has found its fields, *tracked* is what tracked changes made of it, and *passed_over* are the
    tables that are read elsewhere. Of the paragraphs *asked* for it remembers where they are.
    """

    look: Look
    finder: Finder | None = None
    tracked: Tracked = _NOTHING
    passed_over: frozenset[Element] = frozenset()
    asked: frozenset[Element] = frozenset()
    _order: list[_Entry | str] = field(default_factory=list["_Entry | str"])
    _at: dict[Element, _Spot] = field(default_factory=dict["Element", "_Spot"])
    _headings: list[tuple[int, int]] = field(default_factory=list["tuple[int, int]"])

    def __post_init__(self) -> None:
        """Remember which elements are those of fields, and the paragraphs that they stand in."""
        found = self.finder.found if self.finder is not None else []
        self._fields = {element: one for one in found for element in one.elements}
        self._holding = {
            paragraph
            for element in self._fields
            if element.tag != _PARAGRAPH and (paragraph := _around(element)) is not None
        }
        self._homes: Mapping[Element, str] = self.finder.homes if self.finder is not None else {}
        self._kind: AsideKind | None = None
        self._heading = self._follows = self._last = self._table = self._within = ""
        self._tables = self._rows = self._row = 0
        self._has_boxes = False

    # -- all

    def of_text(self, root: Element) -> tuple[Aside, ...]:
        """Return what stands outside of fields in *root*, the text of a document."""
        self._has_boxes = next(ooxml.find_all(root, _BOX), None) is not None
        self._walk(root, "", "")
        return tuple(self._placed())

    def of_story(self, root: Element, kind: AsideKind) -> tuple[Aside, ...]:
        """Return what is said in *root*, which stands around the text."""
        self._kind = kind
        return self.of_text(root)

    def _placed(self) -> Iterator[Aside]:
        order = self._with_gone()
        after: list[str] = []
        address = ""
        for one in reversed(order):
            address = one if isinstance(one, str) else address
            after.append(address)
        before = ""
        for one, following in zip(order, reversed(after), strict=True):
            if isinstance(one, str):
                before = one
            else:
                yield one.aside(before, following)

    def _with_gone(self) -> "list[_Entry | str]":
        """Return all in order, with what tracked changes have taken away as a whole where it was."""
        order = list(self._order)
        gone: list[tuple[int, _Entry]] = []
        for before, marks in self.tracked.gone:
            spot = self._at.get(before) if before is not None else None
            kind: AsideKind = self._kind or "paragraph"
            if spot is None:
                spot = _Spot(0, "", self._where(kind, "", ""), "", is_heading=False)
            gone.append((spot.place, _Entry("", kind, spot.heading, spot.words, marks, within=spot.within)))
        for place, entry in sorted(gone, key=lambda one: one[0], reverse=True):
            order.insert(place, entry)
        return order

    def position(self, paragraph: Element) -> Position:
        """Return where *paragraph*, which was asked for, stands."""
        spot = self._at.get(paragraph)
        if spot is None:
            return Position()
        before = next((one for one in reversed(self._order[: spot.place]) if isinstance(one, str)), "")
        after = next((one for one in self._order[spot.place :] if isinstance(one, str)), "")
        nearest = tuple(dict.fromkeys(one for one in (after, before) if one))
        address = spot.within
        if spot.is_heading:
            nearest = nearest if after else nearest[::-1]
            address = common(self._under(spot.place)) or address
        return Position(spot.words, address, nearest)

    def _under(self, place: int) -> list[str]:
        """Return the answers under the heading at *place*."""
        level = next((level for at, level in self._headings if at == place), 0)
        end = next((at for at, other in self._headings if at > place and other <= level), len(self._order))
        return [one for one in self._order[place:end] if isinstance(one, str)]

    # -- going through

    def _walk(self, holder: Element, locked: str, address: str) -> None:
        for one in holder:
            tag = one.tag
            if tag == _PARAGRAPH:
                self._paragraph(one, locked, address)
            elif tag == _TABLE:
                self._follows = ""
                self._in_table(one, locked, address)
                self._follows = ""
            elif tag == _CONTROL:
                self._control(one, locked, address)
            elif tag not in _NOT_TEXT and isinstance(tag, str):
                self._walk(one, locked, address)

    def _control(self, control: Element, locked: str, address: str) -> None:
        tag = ooxml.tag_of(control)
        if tag == _CONTENTS_TAG or _is_contents(control):
            self._follows = ""
            return
        content = ooxml.child(control, "w:sdtContent")
        if content is None:
            return
        if tag.startswith(IGNORED_IN_READING):
            self._follows = ""
            self._walk(content, tag, address)
            self._follows = ""
            return
        within, self._within = self._within, self._item(control) or self._within
        self._walk(content, locked, self._lost(control) or address)
        self._within = within

    def _item(self, control: Element) -> str:
        home = self._homes.get(control, "")
        return home if home and finding.what(home) == "item" else ""

    def _lost(self, control: Element) -> str:
        """Return the answer that *control* is for, in a document where fields are not looked for."""
        tag = ooxml.tag_of(control)
        return tag if self.finder is None and isinstance(finding.what(tag), Answer) else ""

    def _in_table(self, table: Element, locked: str, address: str) -> None:
        self._tables += 1
        if table in self.passed_over:
            return
        outer = self._table, self._row
        caption = self._last if self._last.casefold().startswith(_CAPTION) else ""
        self._table = f"tabellen ”{caption}”" if caption else f"tabell {self._tables}"
        self._row = 0
        above: list[str] = []
        for row, holding in _rows(table, ""):
            within, self._within = self._within, self._item_of_row(row) or self._within
            above = self._in_row(row, holding or locked, address, above)
            self._within = within
        self._table, self._row = outer

    def _item_of_row(self, row: Element) -> str:
        holder = row.getparent()
        control = None if holder is None else holder.getparent()
        return self._item(control) if control is not None and control.tag == _CONTROL else ""

    def _in_row(self, row: Element, locked: str, address: str, above: list[str]) -> list[str]:
        self._rows += 1
        self._row += 1
        number = self._rows
        begun = len(self._order)
        cells: list[tuple[int, int]] = []
        fields: list[str] = []
        for cell in _cells(row):
            start = len(self._order)
            self._walk(cell, locked, address)
            self._follows = ""
            cells.append((start, len(self._order)))
            met = self._order[start:]
            fields.append(next((one for one in met if isinstance(one, str)), ""))
        if any(fields):
            return fields
        if len(self._order) > begun:
            for place, (start, end) in enumerate(cells):
                column = above[place] if place < len(above) else ""
                for one in self._order[start:end]:
                    if isinstance(one, _Entry):
                        one.row, one.column = number, column
        return above

    def _paragraph(self, paragraph: Element, locked: str, address: str) -> None:
        found = self._fields.get(paragraph)
        if found is not None:
            self._see(paragraph)
            self._order.append(found.address)
            self._follows = found.address if found.answer.kind == "text" else ""
            return
        if self.look.contents_level(paragraph) is not None:
            return
        held = paragraph in self._holding
        homes: list[str] = []
        if held or self._has_boxes:
            pieces = self._said(paragraph, homes)
        else:
            pieces = (
                (one.text or "") if one.tag == _TEXT else " " for one in paragraph.iter(_TEXT, *_SPACES)
            )
        said = " ".join("".join(pieces).split())
        level = self.look.heading_level(paragraph) if said or held else None
        if level is not None:
            self._follows = ""
        if level is not None and self._kind is None and not self._row:
            self._heading = " ".join(ooxml.own_words(paragraph).split())
        if said:
            entry = self._entry(paragraph, said, level is not None, locked, address)
            entry.follows = "" if held else self._follows
            self._order.append(entry)
            self._last = " ".join(ooxml.own_words(paragraph).split()) if held else said
        if said or held:
            self._follows = "" if held else self._follows
        self._see(paragraph, level, said)
        self._order += homes
        if self._has_boxes:
            self._boxes(paragraph)

    def _see(self, paragraph: Element, level: int | None = None, said: str = "") -> None:
        is_heading = level is not None and self._kind is None and not self._row
        place = len(self._order)
        if is_heading and level is not None:
            self._headings.append((place, level))
        if paragraph in self.asked or self.tracked.gone:
            kind = self._kind_of(is_heading=is_heading)
            words = self._where(kind, self._heading, said or self._heading)
            self._at[paragraph] = _Spot(place, self._heading, words, self._within, is_heading)

    def _entry(self, paragraph: Element, said: str, is_heading: bool, locked: str, address: str) -> _Entry:
        kind = self._kind_of(is_heading=is_heading)
        entry = _Entry(
            said,
            kind,
            self._heading,
            self._where(kind, self._heading, said),
            self.tracked.besides.get(paragraph, ()),
            locked=locked,
            address=address or (locked.removeprefix(COPY) if locked.startswith(COPY) else ""),
            counted=next(paragraph.iter(*_COUNTED), None) is not None,
            within=self._within,
        )
        if not entry.address:
            entry.address = self._filling(paragraph, said)
        return entry

    def _kind_of(self, *, is_heading: bool) -> AsideKind:
        if self._kind is not None:
            return self._kind
        return "cell" if self._row else "heading" if is_heading else "paragraph"

    def _filling(self, paragraph: Element, said: str) -> str:
        """Return the address of what a control in *paragraph* repeats, where that is all it says."""
        for control in ooxml.find_all(paragraph, "w:sdt"):
            tag = ooxml.tag_of(control)
            named = tag.removeprefix(COPY)
            if (tag.startswith(COPY) or self.finder is None) and isinstance(finding.what(named), Answer):
                return named if " ".join(ooxml.words(control).split()) == said else ""
        return ""

    def _where(self, kind: AsideKind, heading: str, said: str) -> str:
        under = f" under ”{heading}”" if heading else " i början av dokumentet"
        match kind:
            case "heading":
                return f"rubriken ”{said}”"
            case "cell":
                return f"{self._table}, rad {self._row},{under}"
            case "box":
                return f"textruta{under}"
            case "header":
                return "sidhuvudet"
            case "footer":
                return "sidfoten"
            case "note":
                return "fotnot"
            case _:
                return under.strip()

    def _said(self, element: Element, homes: list[str]) -> Iterator[str]:
        for one in element:
            tag = one.tag
            if one in self._fields:
                address = self._fields[one].address
                if address not in homes:
                    homes.append(address)
                yield " "
            elif tag == _TEXT:
                yield one.text or ""
            elif tag in _SPACES:
                yield " "
            elif tag == ooxml.name("mc:AlternateContent"):
                for first in ooxml.children(one)[:1]:
                    yield from self._said(first, homes)
            elif tag not in _NOT_TEXT and isinstance(tag, str):
                yield from self._said(one, homes)

    def _boxes(self, paragraph: Element) -> None:
        kind, row = self._kind, self._row
        for box in ooxml.find_all(paragraph, _BOX):
            if _around(box) is paragraph and not _is_again(box, paragraph):
                self._kind, self._row = kind or "box", 0
                self._walk(box, "", "")
        self._kind, self._row = kind, row


def around(source: Package, look: Look, notes: frozenset[str]) -> tuple[Aside, ...]:
    """Return what stands around the text of *source*: in headers, footers and notes.

    *notes* are the ids of footnotes that belong to answers, and are said with those.
    """
    found: list[Aside] = []
    kinds: tuple[tuple[str, AsideKind], ...] = (
        ("header", "header"),
        ("footer", "footer"),
        ("footnotes", "note"),
        ("endnotes", "note"),
    )
    said: set[str] = set()
    for related, kind in kinds:
        for name in source.related_parts(related, source.document):
            root = source.xml(name)
            for note in list(ooxml.find_all(root, "w:footnote")):
                if ooxml.val(note, "w:id") in notes:
                    ooxml.remove(note)
            tracked = Strokes(root, {}, keeps_structure=True).tracked()
            accepted.accept(root)
            asides = Asides(look, None, tracked).of_story(root, kind)
            # Several headers say the same.
            found += (one for one in asides if kind == "note" or one.text not in said)
            said.update(one.text for one in asides)
    return tuple(found)


def notes_of_fields(finder: Finder) -> frozenset[str]:
    """Return the ids of the footnotes in the fields that *finder* has found."""
    return frozenset(
        ooxml.val(one, "w:id") or ""
        for found in finder.found
        for element in found.elements
        for one in ooxml.find_all(element, "w:footnoteReference")
    )


def common(addresses: Iterable[str]) -> str:
    """Return the address of what all of *addresses* are in; empty where that is the whole agreement."""
    found: str | None = None
    for one in addresses:
        found = one if found is None else _shared(found, one)
    return found or ""


def _shared(one: str, other: str) -> str:
    same = itertools.takewhile(
        lambda pair: pair[0] == pair[1], zip(one.split(SEPARATOR), other.split(SEPARATOR), strict=False)
    )
    return SEPARATOR.join(first for first, _ in same)


def _around(element: Element) -> Element | None:
    return next(element.iterancestors(_PARAGRAPH), None)


def _is_again(box: Element, paragraph: Element) -> bool:
    """Return whether *box* stands there for programs that cannot show what stands beside it."""
    for one in box.iterancestors():
        if one is paragraph:
            return False
        if ooxml.is_a(one, "mc:Fallback"):
            return True
    return False


def _is_contents(control: Element) -> bool:
    gallery = ooxml.child(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
    return ooxml.val(gallery) == _GALLERY


def _rows(holder: Element, locked: str) -> Iterator[tuple[Element, str]]:
    """Yield the rows of a table, each with the tag of the locked control that it stands in."""
    for one in ooxml.children(holder):
        if one.tag == _ROW:
            yield one, locked
        elif one.tag == _CONTROL:
            tag = ooxml.tag_of(one)
            content = ooxml.child(one, "w:sdtContent")
            if content is not None:
                yield from _rows(content, tag if tag.startswith(IGNORED_IN_READING) else locked)
        elif one.tag not in _NOT_TEXT:
            yield from _rows(one, locked)


def _cells(holder: Element) -> Iterator[Element]:
    for one in ooxml.children(holder):
        if one.tag == _CELL:
            yield one
        elif one.tag not in _NOT_TEXT:
            yield from _cells(one)
