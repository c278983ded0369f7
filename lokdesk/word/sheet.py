"""The document as a view on a screen takes it: the blocks of a flow as paragraphs and the rows of tables.

A sheet is made of the very blocks that the Word writer writes down, numbered as a word processor would.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from lokdesk.agreement.steps import Steps, finished
from lokdesk.word.block import (
    CAPTION,
    FOOTNOTE,
    HEADING,
    LIST,
    MARK_END,
    PARAGRAPHS,
    SAME_LIST,
    SEQUENCE,
    Block,
)
from lokdesk.word.contents import FIRST_HEADING
from lokdesk.word.counter import Counter, Counts
from lokdesk.word.flow import Flow
from lokdesk.word.leaf import Cell, Leaf, Origin, Paragraph, Row
from lokdesk.word.paper import Paper
from lokdesk.word.runs import NOTE, NUMBERING, SHOWING, belongs, value
from lokdesk.word.tag import AT_HOME

_HEAD, _CONTROL = "<w:tblHeader/>", "<w:sdt>"
_TABLE_STYLE = re.compile(r'<w:tblStyle w:val="([^"]*)"')
_OWN_NUMBER = re.compile(r'<w:numPr>(?:<w:ilvl w:val="(\d)"/>)?<w:numId w:val="([^"]*)"/></w:numPr>')
_CAPTION = re.compile(f"{CAPTION}([^=]*)=")
_COUNTED = re.compile(f"{SEQUENCE}([^{MARK_END}]*){MARK_END}")
_STRIDE = 100
"""How many blocks are gone through at a time."""


Place: TypeAlias = tuple[int, int]
"""A paragraph: the number of its leaf, and its own within it."""


class State(NamedTuple):
    """What goes on from one part of a document into the next: what lists, notes and captions have come to."""

    counts: Counts = ()
    notes: int = 0
    headings: int = 0
    captions: tuple[tuple[str, int], ...] = ()


class Strip(NamedTuple):
    """A part of a sheet, made from one piece of the flow, and in which state that began and ended.

    *places* tells the first paragraph of every answer, item and list that stands in it by address, and that
    of every heading which contents refer to by its bookmark.
    """

    blocks: list[Block]
    before: State
    leaves: Sequence[Leaf]
    notes: Sequence[Paragraph]
    places: Mapping[str, Place]
    after: State


@dataclass(frozen=True)
class Sheet:
    """A document on the screen: parts that stand below one another."""

    paper: Paper
    strips: tuple[Strip, ...]

    @cached_property
    def leaves(self) -> list[Leaf]:
        """What stands below one another, the footnotes last."""
        leaves: list[Leaf] = []
        for strip in self.strips:
            leaves += strip.leaves
        for strip in self.strips:
            leaves += strip.notes
        return leaves

    @cached_property
    def many_notes(self) -> int:
        """How many of the leaves are footnotes."""
        return sum(len(strip.notes) for strip in self.strips)

    def place(self, address: str) -> Place | None:
        """Return where *address* stands first, ``None`` where it does not: it may not be answered yet."""
        before = 0
        for strip in self.strips:
            if address in strip.places:
                leaf, paragraph = strip.places[address]
                return before + leaf, paragraph
            before += len(strip.leaves)
        return None


def sheet(flow: Flow, paper: Paper) -> Sheet:
    """Return the text of *flow* on *paper*."""
    return finished(steps(flow, paper))


def steps(flow: Flow, paper: Paper, former: Sheet | None = None) -> Steps[Sheet]:
    """Make what :func:`sheet` returns, some blocks at a time.

    What is the same in the *former* sheet on the same paper is taken from there.
    """
    known = {id(strip.blocks): strip for strip in (former.strips if former is not None else ())}
    state, strips = State(), list[Strip]()
    for blocks in flow.pieces:
        strip = known.get(id(blocks))
        if strip is None or strip.before != state:
            strip = yield from _strip(blocks, state, paper)
        strips.append(strip)
        state = strip.after
    return Sheet(paper, tuple(strips))


def _strip(blocks: list[Block], state: State, paper: Paper) -> Steps[Strip]:
    laying = _Laying(paper, state)
    for place, block in enumerate(blocks, 1):
        laying.lay(block)
        if not place % _STRIDE:
            yield
    yield
    return Strip(blocks, state, laying.leaves, laying.notes, laying.places, laying.state)


class _Laying:
    """Lays the blocks of a piece, one after the other."""

    def __init__(self, paper: Paper, state: State) -> None:
        self.leaves: list[Leaf] = []
        self.notes: list[Paragraph] = []
        self.places: dict[str, Place] = {}
        self._paper = paper
        self._counter = Counter(paper.levels)
        self._counter.go_on_from(state.counts)
        self._noted = state.notes
        self._headings = state.headings
        self._captions = dict(state.captions)
        self._origins: list[Origin] = ["template"]
        self._waiting: list[str] = []
        """What has been opened and whose first paragraph is still to come."""
        self._depth = 0
        """How many tables there are around what comes next."""
        self._style = ""
        self._rows: list[tuple[bool, tuple[Cell, ...]]] = []
        self._head = False
        self._cells: list[Cell] = []
        self._width = 0.0
        self._cell: list[Paragraph] = []
        self._in_row = 0

    @property
    def state(self) -> State:
        return State(self._counter.state, self._noted, self._headings, tuple(self._captions.items()))

    def lay(self, block: Block) -> None:
        kind = block.kind
        if kind in PARAGRAPHS:
            self._paragraph(block)
        elif kind == "open":
            self._open(block)
        elif kind == "close":
            self._origins.pop()
        elif kind == "table":
            self._depth += 1
            if self._depth == 1:
                self._style, self._rows = value(_TABLE_STYLE, block.xml), []
        elif kind == "table_end":
            self._depth -= 1
            if self._depth == 0:
                self.leaves += rows(self._style, self._rows)
        elif self._depth == 1:
            self._table(block)

    def _table(self, block: Block) -> None:
        """Lay what divides a table, unless it is one within another: that one is read as part of its cell."""
        match block.kind:
            case "row":
                self._head, self._cells, self._in_row = _HEAD in block.xml, [], 0
            case "row_end":
                self._rows.append((self._head, tuple(self._cells)))
            case "cell":
                self._width, self._cell = block.level / 20, []
            case "cell_end":
                self._cells.append(Cell(self._width, tuple(self._cell)))
            case _:
                pass

    def _open(self, block: Block) -> None:
        origin, address = belongs(block.address)
        outer = self._origins[-1]
        if outer == "fixed" or origin == "template":
            origin = outer
        elif origin == "answer" and SHOWING in block.xml:
            origin = "missing"
        self._origins.append(origin)
        if address:
            self._waiting.append(address)

    def _captioned(self, block: Block) -> Block:
        """Return *block*, which is a caption, with its number."""
        for sequence in _CAPTION.findall(block.xml):
            self._captions[sequence] = self._captions.get(sequence, 0) + 1

        def number(found: re.Match[str]) -> str:
            return str(self._captions.get(found[1], 0))

        return block._replace(xml=_COUNTED.sub(number, block.xml), text=_COUNTED.sub(number, block.text))

    def _paragraph(self, block: Block) -> None:
        if SEQUENCE in block.xml:
            block = self._captioned(block)
        listed, label = self._number(block)
        xml = block.xml
        made = Paragraph(block, label, listed, self._origins[-1], self._noted)
        if self._depth:
            here = len(self.leaves) + len(self._rows), self._in_row
            self._in_row += 1
            self._cell.append(made)
        else:
            here = len(self.leaves), 0
            self.leaves.append(made)
        places = self.places
        if self._waiting:
            for address in self._waiting:
                places.setdefault(address, here)
            self._waiting.clear()
        if block.address:
            places.setdefault(block.address, here)
        if _CONTROL in xml:
            for address in AT_HOME.findall(xml):
                places.setdefault(address, here)
        if HEADING in xml:
            self._headings += 1
            places[f"_Toc{FIRST_HEADING + self._headings}"] = here
        if FOOTNOTE in xml:
            for note in NOTE.findall(xml):
                text = f'{self._paper.note}<w:r><w:t xml:space="preserve"> </w:t>{note}</w:r></w:p>'
                self._noted += 1
                block = Block("paragraph", text, block.address)
                self.notes.append(Paragraph(block, str(self._noted), None, "answer"))

    def _number(self, block: Block) -> tuple[tuple[int, int] | None, str]:
        if block.label:
            return None, block.label
        listed = block.shape.numbering
        if NUMBERING in block.xml:
            found = _OWN_NUMBER.search(block.xml)
            if found is not None:
                listed = self._own_number(found[2], int(found[1] or 0))
        if listed is None:
            return None, ""
        return listed, self._counter.label(listed)

    def _own_number(self, list_: str, level: int) -> tuple[int, int] | None:
        """Return the list definition and level of what is on the list that is written so."""
        if list_ == LIST:
            self._counter.begin(self._paper.numbered)
        if list_ in (LIST, SAME_LIST):
            return self._paper.numbered, level
        definition = self._paper.lists.get(int(list_)) if list_.isdecimal() else None
        return (definition, level) if definition is not None else None


def rows(style: str, rows: Sequence[tuple[bool, tuple[Cell, ...]]]) -> Iterator[Row]:
    """Yield the *rows* of a table in that *style*, each with whether it is a head and its cells."""
    heads, longest = tuple[str, ...](), tuple[int, ...]()
    if rows and all(len(cells) == len(rows[0][1]) for _, cells in rows):
        longest = tuple(
            max(map(_longest, column)) for column in zip(*(cells for _, cells in rows), strict=True)
        )
        if rows[0][0]:
            heads = tuple(" ".join(one.block.text for one in cell.paragraphs) for cell in rows[0][1])
    last = len(rows) - 1
    for place, (head, cells) in enumerate(rows):
        yield Row(style, cells, head, place == 0, place == last, heads, longest)


def _longest(cell: Cell) -> int:
    """Return how many characters the longest word in *cell* has."""
    return max((len(word) for one in cell.paragraphs for word in one.block.text.split()), default=0)
