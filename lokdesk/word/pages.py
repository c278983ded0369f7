"""An estimate of which page a heading lands on, for contents that are filled in before Word has seen them.

Lines are broken by the widths of the letters, and pages are filled as Word fills them: table rows stay whole
and their head is repeated, a heading stays with what follows, no line is left alone, footnotes take room. The
numbers are close, not exact: Word puts them right when it prints.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lokdesk.agreement.steps import Steps, finished
from lokdesk.word import letters
from lokdesk.word.block import FOOTNOTE, MARK_END, PARAGRAPHS, PLAIN, Block, Shape

_NOTES = 4.5
"""The room that footnotes take besides their lines: the rule above, less the space below the last."""
_NARROWEST = 12.0
"""The room for words that a column has at the least."""
_WIDOWS = 3
"""How many lines stay together in a paragraph of few lines, since no line is left alone."""
_TOLERANCE = 0.05
_WIDE = 0.75
"""What no text is as wide as, in parts of the size of the type for each letter."""
_STRIDE = 500
"""How many blocks are gone through at a time."""
_TWIPS = 20


class Cells(NamedTuple):
    """The room that the cells of a table keep around what is in them, and the lines between its rows."""

    left: float = 5.4
    right: float = 5.4
    above: float = 0.0
    below: float = 0.0
    line: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


_NO_ROOM = Cells()


@dataclass(frozen=True)
class Page:
    """The room for text on a page, in points, and what is known of tables and footnotes in the document."""

    width: float = 453.6
    height: float = 700.0
    tables: Mapping[str, Cells] = field(default_factory=dict[str, Cells], hash=False)
    """By the styles of tables."""
    note: Shape = PLAIN
    """How a footnote takes up room."""


class _Piece(NamedTuple):
    """What is placed on a page: a paragraph, or a row of a table, which is one line."""

    lines: int
    line: float
    height: float
    before: float = 0.0
    after: float = 0.0
    headings: int = 0
    keeps_next: bool = False
    whole: bool = False
    notes: float = 0.0
    close_to: str = ""
    slack: float = 0.0
    frame: float = 0.0
    repeated: bool = False
    """Whether it is a row that is repeated where the table goes on."""

    @property
    def least(self) -> float:
        """How much of it must stand on the page that it begins on."""
        if self.whole or self.lines <= _WIDOWS:
            return self.height + self.notes - self.slack
        return 2 * self.line - self.slack


class _Layout:
    """Fills pages from the top down."""

    def __init__(self, page: Page) -> None:
        self.found: list[int] = []
        self._number = 1
        self._room = page.height
        self._used = 0.0
        self._after = 0.0
        self._close_to = ""
        self._notes = 0.0
        self._head: list[_Piece] = []
        self._chain: list[_Piece] = []

    def add(self, piece: _Piece) -> None:
        """Place *piece*, once it is known what it must stand together with."""
        if piece.keeps_next:
            self._chain.append(piece)
        elif self._chain:
            self._chain.append(piece)
            self.settle()
        else:
            self._place(piece)

    def settle(self) -> None:
        """Place all that waits for what comes next."""
        chain, self._chain = self._chain, []
        if len(chain) > 1 and self._used:
            needed, after = 0.0, self._after
            for piece in chain[:-1]:
                needed += max(after, piece.before) + piece.height + piece.notes
                after = piece.after
            needed += max(after, chain[-1].before) + chain[-1].least
            if self._used + needed > self._left and needed <= self._room:
                self._turn()
        for piece in chain:
            self._place(piece)

    def end_page(self) -> None:
        """Go on with a new page, even if nothing stands on this one."""
        self.settle()
        self._number += 1
        self._clear()

    def begin_page(self) -> None:
        """Go on with a new page, unless this one is empty."""
        self.settle()
        if self._used > 0:
            self.end_page()

    def end_section(self, height: float, *, continuous: bool) -> None:
        """Go on with pages that have room for text of that *height*."""
        if continuous:
            self.settle()
        else:
            self.end_page()
        self._room = height

    def end_table(self, cells: Cells) -> None:
        """Leave a table; the line below its last row is another than that between rows."""
        self.settle()
        self._head = []
        if self._used:
            self._used += cells.bottom - cells.line

    @property
    def _left(self) -> float:
        return self._room - self._notes + _TOLERANCE

    def _turn(self) -> None:
        self._number += 1
        self._clear()
        for piece in self._head:
            self._used += piece.height

    def _clear(self) -> None:
        self._used = self._after = self._notes = 0.0
        self._close_to = ""

    def _place(self, piece: _Piece) -> None:
        notes = piece.notes + _NOTES if piece.notes and not self._notes else piece.notes
        apart = max(self._after, piece.before)
        if piece.close_to and piece.close_to == self._close_to:
            apart = 0.0
        start = self._used + apart if self._used else 0.0
        left = self._left - notes + piece.slack
        lines, line = piece.lines, piece.line
        if start + piece.height > left:
            fit = int((left - start) // line) if line else lines
            if not piece.whole and lines > _WIDOWS:
                fit = min(fit, lines - 2)
            if piece.whole or lines <= _WIDOWS or fit < 2:
                if self._used:
                    self._turn()
                start, fit = self._used, 0
            self.found += [self._number] * piece.headings
            lines -= fit
            if fit:
                self._turn()
                start = self._used
            many = max(int((self._room - start - notes + piece.slack) // line), 1) if line else lines
            while lines > many:
                lines -= many
                self._turn()
                start = self._used
        else:
            self.found += [self._number] * piece.headings
        self._used = start + lines * line + piece.frame
        self._after, self._close_to = piece.after, piece.close_to
        self._notes += notes
        if piece.repeated:
            self._head.append(piece)


class _Row(NamedTuple):
    """What a row says of itself."""

    repeated: bool = False
    height: float = 0.0
    exact: bool = False


_PLAIN_ROW = _Row()


class _Rows:
    """The rows of a table, and what has been put into the one that is being filled."""

    __slots__ = (
        "after",
        "cell",
        "cells",
        "close_to",
        "headings",
        "height",
        "keeps_next",
        "notes",
        "row",
        "rows",
    )

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.rows = 0
        self.begin(_PLAIN_ROW)

    def begin(self, row: _Row) -> None:
        """Begin a row."""
        self.row = row
        self.height = self.notes = 0.0
        self.headings = 0
        self.keeps_next = False

    def begin_cell(self) -> None:
        self.cell = self.after = 0.0
        self.close_to = ""

    def add(self, height: float, shape: Shape) -> None:
        """Put what is that high below what is in the cell."""
        if not self.cell:
            self.keeps_next = self.keeps_next or shape.keeps_next
        before, after = shape.before, self.after
        if not shape.close_to or shape.close_to != self.close_to:
            height += before if before > after else after
        self.cell += height
        self.after, self.close_to = shape.after, shape.close_to

    def end_cell(self) -> None:
        height = self.cell + self.after
        if height > self.height:
            self.height = height

    def end(self) -> float:
        """Return the height of the row that has come to its end."""
        cells, row = self.cells, self.row
        self.rows += 1
        if row.exact:
            return row.height
        # The line below a row is reckoned with it, that above the first row too.
        height = self.height + cells.above + cells.below + cells.line
        if self.rows == 1:
            height += cells.top
        return max(height, row.height)


def of_headings(blocks: Sequence[Block], page: Page, entries: Sequence[tuple[str, Shape]]) -> list[int]:
    """Return the page that each heading in *blocks* starts on.

    The table of contents is not filled in yet; it will have *entries* of these words and shapes.
    """
    return finished(steps(blocks, page, entries))


def steps(blocks: Sequence[Block], page: Page, entries: Sequence[tuple[str, Shape]]) -> Steps[list[int]]:
    """Make what :func:`of_headings` returns, some blocks at a time."""
    sections = _sections(blocks, page)
    width, height, _ = next(sections)
    layout = _Layout(page)
    layout.end_section(height, continuous=True)
    tables: list[_Rows] = []
    table = _Rows(_NO_ROOM)
    column = 0.0
    for place, block in enumerate(blocks, 1):
        if not place % _STRIDE:
            yield
        kind = block.kind
        if kind in PARAGRAPHS:
            shape = block.shape
            if tables:
                many = _lines(block, shape, column)
                table.add(many * shape.line + shape.frame, shape)
                if kind == "heading":
                    tables[0].headings += 1
                if MARK_END in block.xml:
                    tables[0].notes += _notes(block.xml, page, width)
                continue
            if shape.breaks_before:
                layout.begin_page()
            many = _lines(block, shape, width)
            notes = _notes(block.xml, page, width) if MARK_END in block.xml else 0.0
            layout.add(_piece(many, shape, int(kind == "heading"), notes))
            if shape.breaks_after:
                if _SECTION in block.xml:
                    width, height, continuous = next(sections)
                    layout.end_section(height, continuous=continuous)
                else:
                    layout.end_page()
        elif kind == "open" or kind == "close":
            pass
        elif kind == "cell":
            column = block.level / _TWIPS - table.cells.left - table.cells.right
            table.begin_cell()
        elif kind == "cell_end":
            table.end_cell()
        elif kind == "row":
            table.begin(_row(block.xml))
        elif kind == "row_end":
            height = table.end()
            if len(tables) > 1:
                tables[-2].add(height, PLAIN)
            else:
                layout.add(_whole(height, table))
        elif kind == "table":
            table = _Rows(_cells(block.xml, page))
            tables.append(table)
        elif kind == "table_end":
            tables.pop()
            if tables:
                table = tables[-1]
            else:
                layout.end_table(table.cells)
        elif kind == "contents":
            for words, shape in entries:
                layout.add(_piece(_broken(words, shape, width), shape))
    layout.settle()
    return layout.found


def _lines(block: Block, shape: Shape, width: float) -> int:
    """Return how many lines the paragraph *block* of that *shape* takes."""
    if len(block.text) * shape.size * _WIDE < width - shape.indent and "\n" not in block.text:
        return 1
    if block.kind == "figure":
        return 1
    if shape.first and _TAB in block.xml:
        return _broken(_indented(block.text, block.xml, shape), shape, width)
    return _broken(block.text, shape, width)


def _broken(text: str, shape: Shape, width: float) -> int:
    size, first = shape.size, shape.first
    wide = width - shape.indent
    room = (wide if wide > _NARROWEST else _NARROWEST) / size
    # Where a list is numbered, its label stands where the first line hangs out.
    hanging = -first / size if first < 0 and not shape.numbering else 0.0
    return letters.lines(text, shape.font, shape.bold, room + hanging, room)


def _whole(height: float, table: _Rows) -> _Piece:
    """Return the row of *table* that has come to its end, which is that high."""
    return _Piece(
        1,
        height,
        height,
        headings=table.headings,
        keeps_next=table.keeps_next,
        whole=True,
        notes=table.notes,
        repeated=table.row.repeated,
    )


def _piece(many: int, shape: Shape, headings: int = 0, notes: float = 0.0) -> _Piece:
    return _Piece(
        many,
        shape.line,
        many * shape.line + shape.frame,
        shape.before,
        shape.after,
        headings,
        shape.keeps_next,
        shape.keeps_lines,
        notes,
        shape.close_to,
        shape.slack,
        shape.frame,
    )


_TAB = "<w:tab/>"
_TAGS = re.compile("<[^>]*>")


def _indented(text: str, xml: str, shape: Shape) -> str:
    """Return *text* with spaces where there is a tab after a label that hangs out to the left of it."""
    label = _TAGS.sub("", xml.partition(_TAB)[0])
    if not text.startswith(label) or shape.first >= 0:
        return text
    space = letters.width(" ", shape.font, False) * shape.size
    missing = -shape.first - letters.width(label, shape.font, True) * shape.size
    return f"{label}{' ' * max(round(missing / space), 1)}{text[len(label) :]}"


def _notes(xml: str, page: Page, width: float) -> float:
    """Return the room that the footnotes of the paragraph *xml* take."""
    height = 0.0
    for held in xml.split(FOOTNOTE)[1:]:
        many = _broken(_TAGS.sub("", held.partition(MARK_END)[0]), page.note, width)
        height += page.note.before + many * page.note.line + page.note.after
    return height


# -- what is read off the XML, of which there are few kinds


_SECTION = "<w:sectPr"
_ON = {"1", "true", "on"}


def _sections(blocks: Sequence[Block], page: Page) -> Iterator[tuple[float, float, bool]]:
    """Yield for each section its width and height, and whether it goes on, on the page of the one before."""
    for block in blocks:
        if block.shape.breaks_after and _SECTION in block.xml:
            properties = block.xml[block.xml.index(_SECTION) :]
            continuous = '<w:type w:val="continuous"/>' in properties
            yield (*_room(properties, page), continuous)
    yield page.width, page.height, False


def _room(properties: str, page: Page) -> tuple[float, float]:
    size, margins = (_numbers(properties, name) for name in ("pgSz", "pgMar"))
    if not {"w", "h"} <= size.keys() or not {"left", "right", "top", "bottom"} <= margins.keys():
        return page.width, page.height
    width = size["w"] - margins["left"] - margins["right"]
    height = size["h"] - abs(margins["top"]) - abs(margins["bottom"])
    return max(width, _TWIPS) / _TWIPS, max(height, _TWIPS) / _TWIPS


def _numbers(xml: str, name: str) -> dict[str, int]:
    found = re.search(rf"<w:{name}\b[^>]*>", xml)
    pairs = re.findall(r'w:(\w+)="(-?\d+)"', found[0]) if found else ()
    return {key: int(value) for key, value in pairs}


@lru_cache(256)
def _row(xml: str) -> _Row:
    height = _numbers(xml, "trHeight").get("val", 0) / _TWIPS
    exact = 'w:hRule="exact"' in xml
    return _Row(_switched("tblHeader", xml), height, exact)


def _switched(name: str, xml: str) -> bool:
    found = re.search(rf'<w:{name}(?: w:val="(\w+)")?/>', xml)
    return found is not None and (found[1] is None or found[1] in _ON)


_STYLE = re.compile('<w:tblStyle w:val="([^"]*)"')


def _cells(xml: str, page: Page) -> Cells:
    style = _STYLE.search(xml)
    return page.tables.get(style[1] if style else "", _NO_ROOM)
