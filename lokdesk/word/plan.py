"""A document of somebody else's as a sheet for the screen, with what its places are for written at them.

It looks as it does as far as the view can show it: paragraphs in their styles with their numbers, and tables.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from lokdesk.word import appearance, loading, ooxml, source
from lokdesk.word.archive import escaped
from lokdesk.word.block import Block, Kind
from lokdesk.word.body import xml_of
from lokdesk.word.leaf import Cell, Leaf, Paragraph
from lokdesk.word.ooxml import Element
from lokdesk.word.paper import Paper
from lokdesk.word.sheet import Place, Sheet, State, Strip, rows
from lokdesk.word.source import Taken

_LOOK = '<w:rPr><w:b/><w:color w:val="1B5E8C"/></w:rPr>'
"""How what a place is for looks: 6:1 against paper."""
_SIGN = "▸ "
_BOX = "w:txbxContent"


class Mark(NamedTuple):
    """What is written at a place: below the passage with that number, or elsewhere in its table.

    That is in the cell *beside* its own, or in the one of its row that begins with *column*.
    """

    passage: int
    text: str
    beside: bool = False
    column: int | None = None


def address(passage: int) -> str:
    """Return the address that the passage with that number, and what is written at it, has on the sheet."""
    return f"passage/{passage}"


def passage(address: str) -> int:
    """Return the number of the passage with that *address* on the sheet."""
    return int(address.rpartition("/")[2])


@dataclass
class Plan:
    """A document taken in, ready to be shown with other marks each time."""

    taken: Taken = field(repr=False)
    paper: Paper = field(repr=False)

    def sheet(self, marks: Iterable[Mark]) -> Sheet:
        """Return it with *marks*."""
        return _Laying(self, marks).sheet()

    def paragraph(self, element: Element) -> Paragraph:
        """Return the paragraph *element* as it is shown, which no mark changes."""
        if element not in self._paragraphs:
            self._paragraphs[element] = self._made(element)
        return self._paragraphs[element]

    @cached_property
    def _paragraphs(self) -> dict[Element, Paragraph]:
        return {}

    def _made(self, element: Element) -> Paragraph:
        look = self.taken.look
        number = self.passages.get(element)
        said = self.taken.source.by_number[number] if number is not None else None
        level = look.heading_level(element) or 0
        is_item = said is not None and said.kind == "item"
        kind: Kind = "heading" if level else "item" if is_item else "paragraph"
        shape = look.shape(element)._replace(numbering=None)
        own = address(number) if number is not None else ""
        block = Block(kind, xml_of(element), own, level, ooxml.own_words(element), shape)
        return Paragraph(block, said.label if said is not None else "", None, "answer" if own else "template")

    @cached_property
    def passages(self) -> Mapping[Element, int]:
        """The number of the first passage of each paragraph."""
        found: dict[Element, int] = {}
        for number, element in self.taken.elements.items():
            found.setdefault(element, number)
        return found


def plan(docx: bytes) -> Plan:
    """Return the Word document *docx* ready to be shown. Raises source.NotRead."""
    taken = source.taken(docx)
    return Plan(taken, appearance.of_look(taken.look, loading.page_of(taken.root, taken.look)))


class _Laying:
    """Lays out one document."""

    def __init__(self, plan: Plan, marks: Iterable[Mark]) -> None:
        self._plan = plan
        self._below: dict[Element, list[Mark]] = {}
        self._within: dict[Element, list[Mark]] = {}
        self._places: dict[str, Place] = {}
        self._leaves: list[Leaf] = []
        for one in marks:
            self._put(one)

    def _put(self, mark: Mark) -> None:
        element = self._plan.taken.elements.get(mark.passage)
        if element is None:
            return
        cell = _around(element, "w:tc")
        if mark.beside and cell is not None:
            cell = _next_cell(cell)
        elif mark.column is not None and cell is not None:
            cell = _cell_at(cell, mark.column)
        else:
            cell = None
        if cell is not None:
            self._within.setdefault(cell, []).append(mark)
        else:
            self._below.setdefault(element, []).append(mark)

    def sheet(self) -> Sheet:
        body = ooxml.child(self._plan.taken.root, "w:body")
        self._walk([] if body is None else ooxml.children(body))
        strip = Strip([], State(), self._leaves, [], self._places, State())
        return Sheet(self._plan.paper, (strip,))

    def _walk(self, elements: Iterable[Element]) -> None:
        for element in elements:
            if ooxml.is_a(element, "w:p"):
                for one in self._paragraphs(element):
                    self._note(one.block.address, 0)
                    self._leaves.append(one)
            elif ooxml.is_a(element, "w:tbl"):
                self._table(element)
            elif ooxml.is_a(element, "w:sdt"):
                self._walk(ooxml.content_of(element))

    def _note(self, address: str, within: int) -> None:
        if address:
            self._places.setdefault(address, (len(self._leaves), within))

    def _paragraphs(self, element: Element) -> Iterator[Paragraph]:
        """Yield *element*, what stands in boxes on it, and what is written below."""
        yield self._plan.paragraph(element)
        for one in self._below.get(element, ()):
            yield _written(one)
        for box in ooxml.find_all(element, _BOX):
            if _around(box, _BOX) is None:
                for inner in ooxml.find_all(box, "w:p"):
                    if inner in self._plan.passages:
                        yield from self._paragraphs(inner)

    def _table(self, table: Element) -> None:
        properties = ooxml.child(table, "w:tblPr")
        style = ooxml.val(ooxml.child(properties, "w:tblStyle")) or ""
        grid = ooxml.child(table, "w:tblGrid")
        widths = [ooxml.number(one, "w:w") / 20 for one in ([] if grid is None else ooxml.children(grid))]
        held = list(_rows_of(table))
        made: list[tuple[bool, tuple[Cell, ...]]] = []
        for row in held:
            head = ooxml.is_on(ooxml.child(row, "w:trPr", "w:tblHeader"))
            cells = list(_cells_of(row))
            laid: list[Cell] = []
            within = 0
            for place, cell in enumerate(cells):
                said: list[Paragraph] = []
                for one in ooxml.find_all(cell, "w:p"):
                    # What stands in a box comes with the paragraph that the box hangs on to.
                    if _around(one, _BOX) is None:
                        said += self._paragraphs(one)
                said += map(_written, self._within.get(cell, ()))
                for one in said:
                    if one.block.address:
                        self._places.setdefault(one.block.address, (len(self._leaves) + len(made), within))
                    within += 1
                laid.append(Cell(self._width(cell, place, widths, len(cells)), tuple(said)))
            if laid:
                made.append((head, tuple(laid)))
        self._leaves += rows(style, made)

    def _width(self, cell: Element, place: int, widths: Sequence[float], many: int) -> float:
        own = ooxml.child(cell, "w:tcPr", "w:tcW")
        told = ooxml.number(own, "w:w") / 20 if ooxml.val(own, "w:type") in ("dxa", None) else 0.0
        if told > 0:
            return told
        if len(widths) == many and widths[place] > 0:
            return widths[place]
        return self._plan.paper.page.width / many


def _written(mark: Mark) -> Paragraph:
    text = f"{_SIGN}{mark.text}"
    xml = f'<w:p><w:r>{_LOOK}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r></w:p>'
    return Paragraph(Block("paragraph", xml, address(mark.passage), 0, text), "", None, "answer")


def _around(element: Element, prefixed: str) -> Element | None:
    return next(element.iterancestors(ooxml.name(prefixed)), None)


def _rows_of(table: Element) -> Iterator[Element]:
    return (one for one in ooxml.find_all(table, "w:tr") if _around(one, "w:tbl") is table)


def _cells_of(row: Element) -> Iterator[Element]:
    return (one for one in ooxml.find_all(row, "w:tc") if _around(one, "w:tr") is row)


def _next_cell(cell: Element) -> Element | None:
    following = cell.getnext()
    return following if following is not None and ooxml.is_a(following, "w:tc") else None


def _cell_at(cell: Element, column: int) -> Element | None:
    """Return the cell in the row of *cell* that begins with that *column*."""
    row = _around(cell, "w:tr")
    at = 0
    for one in () if row is None else _cells_of(row):
        if at == column:
            return one
        at += max(ooxml.number(ooxml.child(one, "w:tcPr", "w:gridSpan"), default=1), 1)
    return None
