"""What a template is compiled to: nodes that write blocks, without looking at the template again.

A node holds finished XML and knows which answer goes where; writing it is joining strings.
"""
# What "write" does is said once, by the protocol Node.
# ruff: noqa: D102

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from lokdesk.agreement.draft import Attachment
from lokdesk.agreement.mapping import Cell, Column, Row
from lokdesk.agreement.report import CIRCULATION, Report
from lokdesk.agreement.rich_text import Block as TextBlock
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.steps import Steps, finished
from lokdesk.agreement.wording import Wording
from lokdesk.word import anchor, columns, prose
from lokdesk.word.block import EMPTY_PARAGRAPH, HAIRLINE, PARAGRAPHS, Block, Kind, Shape
from lokdesk.word.inline import (
    BOOKMARK_START,
    CONTROL_CLOSE,
    END_OF_BOOKMARK,
    LONGEST_TAG,
    Condition,
    ControlXml,
    Inline,
    Place,
    Scope,
    WholeControl,
)
from lokdesk.word.landscape import Landscape
from lokdesk.word.manifest import Words
from lokdesk.word.part import moved_to


class Node(Protocol):
    """Writes blocks."""

    def write(self, out: list[Block], scope: Scope) -> None: ...


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks that stand as they are in the template."""

    blocks: tuple[Block, ...]

    def write(self, out: list[Block], scope: Scope) -> None:
        out.extend(self.blocks)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with answers in it. It falls away when all that it would say has fallen away."""

    kind: Kind
    level: int
    shape: Shape
    start: str
    end: str
    body: tuple[Inline, ...]
    lead: Place | None
    """The first answer at home in it, which gives the paragraph its address."""
    stays: bool
    """Whether it holds something besides words, such as a picture, for which it stays."""

    def write(self, out: list[Block], scope: Scope) -> None:
        xml, text = [self.start], list[str]()
        for node in self.body:
            node.write(xml, text, scope)
        says = "".join(text)
        if not self.stays and not says.strip():
            return
        xml.append(self.end)
        lead = self.lead
        address = scope.stack[lead.depth][1] + lead.suffix if lead is not None else ""
        out.append(Block(self.kind, "".join(xml), address, self.level, says, self.shape))


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of block of a rich text is written: its paragraph properties by level, and its shape.

    A numbered list has two sets of properties, for the item that begins a list and for those that follow.
    """

    properties: tuple[str, ...]
    following: tuple[str, ...]
    shape: Shape
    shapes: tuple[Shape, ...] = ()
    """The shape of each level, where they are not all the same."""


@dataclass(frozen=True, slots=True)
class TextStyles:
    """How each kind of block of a rich text is written in one place of the template."""

    paragraph: TextStyle
    bullet: TextStyle
    number: TextStyle
    runs: prose.RunStyles

    def of(self, block: TextBlock, within: int | None) -> tuple[str, Shape]:
        """Return the properties and shape of *block*; *within* is the level of the list it goes on with."""
        style = {"paragraph": self.paragraph, "bullet": self.bullet, "number": self.number}[block.kind]
        properties = style.properties if within is None else style.following
        level = min(block.level, len(properties) - 1)
        return properties[level], style.shapes[level] if style.shapes else style.shape


def _after(block: TextBlock, list_level: int | None) -> int | None:
    """Return the outermost level of the numbered list that is open after *block*, if any.

    A bulleted item deeper than the list belongs to one of its items and does not end it.
    """
    if block.kind == "number":
        return block.level if list_level is None else min(list_level, block.level)
    if block.kind == "bullet" and list_level is not None and block.level > list_level:
        return list_level
    return None


@dataclass(frozen=True, slots=True)
class Text:
    """A rich text in a block control, at home or as a copy: then without bookmarks and footnotes."""

    place: Place
    control: ControlXml
    control_with_look: ControlXml
    """The control around a text that does not begin with plain words."""
    placeholder: ControlXml
    styles: TextStyles
    missing: Block
    missing_pieces: tuple[str, str]
    """What stands before and after the bookmark's name in the XML of the placeholder paragraph."""
    missing_mark: str
    copy: bool
    links: bool
    cell: tuple[Block, Block] | None = None
    """The beginning and end of the table cell that the control is around."""

    def write(self, out: list[Block], scope: Scope) -> None:
        holder, prefix = scope.stack[self.place.depth]
        value: RichText | None = self.place.get(holder)
        address = prefix + self.place.suffix
        if value is None:
            if not self.copy:
                self._placeholder(out, scope, address)
            elif self.cell is not None:
                out += (self.cell[0], EMPTY_PARAGRAPH, self.cell[1])
            return
        if self.copy:
            scope.others += 1
            tag = f"copy:{address}"[:LONGEST_TAG]
        else:
            scope.answers += 1
            tag = address
        if scope.controls:
            begins = value.blocks[0].runs
            plain = prose.is_plain(begins) and not (self.links and prose.refers(begins[0].text))
            control = self.control if plain else self.control_with_look
            out.append(Block("open", control.open(tag), tag))
        if self.cell is not None:
            out.append(self.cell[0])
        self._paragraphs(out, value, address, scope.controls and not self.copy)
        if self.cell is not None:
            out.append(self.cell[1])
        if scope.controls:
            out.append(_CLOSE)

    def _paragraphs(self, out: list[Block], value: RichText, address: str, bookmarks: bool) -> None:
        styles, home = self.styles, not self.copy
        name = anchor.name(address) if bookmarks else ""
        list_level: int | None = None
        for number, block in enumerate(value.blocks, 1):
            properties, shape = styles.of(block, list_level)
            list_level = _after(block, list_level)
            inlines = prose.in_print(block.runs)
            runs = prose.runs(inlines, styles.runs, notes=home, links=self.links)
            if bookmarks:
                ending = "" if number == 1 else f"_{number}"
                runs = f'{BOOKMARK_START}{name}{ending}"/>{runs}{END_OF_BOOKMARK}'
            kind: Kind = "paragraph" if block.kind == "paragraph" else "item"
            xml = f"<w:p>{properties}{runs}</w:p>"
            says = block.text if inlines is block.runs else prose.said(inlines)
            out.append(Block(kind, xml, address, block.level, says, shape))

    def _placeholder(self, out: list[Block], scope: Scope, address: str) -> None:
        if scope.controls:
            out.append(Block("open", self.placeholder.open(address), address))
        if self.cell is not None:
            out.append(self.cell[0])
        before, after = self.missing_pieces
        name = anchor.name(address) + self.missing_mark
        xml = f"{before}{name}{after}" if scope.controls else self.missing.xml
        out.append(self.missing._replace(xml=xml, address=address))
        if self.cell is not None:
            out.append(self.cell[1])
        if scope.controls:
            out.append(_CLOSE)


_CLOSE = Block("close", CONTROL_CLOSE)


def steps(node: Node, out: list[Block], scope: Scope) -> Steps[None]:
    """Write *node* with a pause after each node within it; an item is written at one stroke."""
    if isinstance(node, Repeat | Table | Section | Conditional | Movable | Control):
        yield from node.steps(out, scope)
    else:
        node.write(out, scope)
        yield


_ROOM_FOR_ALL = 4
"""How many columns of figures there is room for whatever stands in them."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """What is written for each item of a list, in repeating-section controls where Word allows them."""

    place: Place
    home: bool
    controls: tuple[ControlXml, ControlXml] | None
    """The control around all items and the one around each, or none."""
    body: tuple[Node, ...]
    rows: bool
    without: frozenset[str] = frozenset()
    """Ids of items that the template has places of their own for."""
    landscape: Landscape | None = None
    """The pages for items with tables that are too wide for others, if there may be any."""

    def write(self, out: list[Block], scope: Scope) -> None:
        finished(self.steps(out, scope))

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        holder, prefix = scope.stack[self.place.depth]
        items = self.place.get(holder)
        if self.without:
            items = [item for item in items if item.id not in self.without]
        if not items:
            return
        address = prefix + self.place.suffix
        if self.home:
            scope.answers += len(items)
        controls = self.controls if scope.controls else None
        if self.landscape is not None and not scope.within and self._is_wide(items, address, scope):
            yield from self._turned(self.landscape, items, address, out, scope)
            return
        scope.within += controls is not None
        mark = len(out)
        if controls is not None:
            out.append(Block("open", controls[0].open(address), address))
        for item in items:
            here = f"{address}/{item.id}"
            opened = len(out)
            if controls is not None:
                out.append(Block("open", controls[1].open(here), here))
            began = len(out)
            scope.stack.append((item, here + "/"))
            for node in self.body:
                node.write(out, scope)
            scope.stack.pop()
            if controls is not None:
                if len(out) > began:
                    out.append(_CLOSE)
                elif self.rows:
                    del out[opened:]
                else:
                    out += (EMPTY_PARAGRAPH, _CLOSE)
            yield
        if controls is not None:
            scope.within -= 1
            if len(out) == mark + 1:
                del out[mark:]
            else:
                out.append(_CLOSE)

    def _is_wide(self, items: Sequence[Any], address: str, scope: Scope) -> bool:
        """Return whether any of the tables in *items* is too wide for an upright page."""
        return any(self._sample(item, address, scope) for item in items)

    def _sample(self, item: Any, address: str, scope: Scope) -> bool:
        """Return whether a table in *item* is too wide for an upright page."""
        if len(item.columns) <= _ROOM_FOR_ALL:
            return False
        counted = scope.answers, scope.others
        scope.wide, sample = False, list[Block]()
        self._write(item, address, sample, scope)
        scope.answers, scope.others = counted
        wide, scope.wide = scope.wide, False
        return wide

    def _write(self, item: Any, address: str, out: list[Block], scope: Scope) -> None:
        scope.stack.append((item, f"{address}/{item.id}/"))
        for node in self.body:
            node.write(out, scope)
        scope.stack.pop()

    def _turned(
        self, landscape: Landscape, items: Sequence[Any], address: str, out: list[Block], scope: Scope
    ) -> Steps[None]:
        """Write the items without controls around them: what divides pages can stand in none."""
        for item in items:
            began = len(out)
            if self._sample(item, address, scope):
                scope.page = landscape.page
                self._write(item, address, out, scope)
                scope.page = None
                landscape.put_around(out, began, scope.floor)
            else:
                self._write(item, address, out, scope)
            yield


@dataclass(frozen=True, slots=True)
class Columns:
    """Table cells written for each column of a statistics table; *cells* is where a row's figures are."""

    columns: Place
    cells: Place | None
    home: bool
    body: tuple[Node, ...]

    def write(self, out: list[Block], scope: Scope) -> None:
        holder, prefix = scope.stack[self.columns.depth]
        columns: tuple[Column, ...] = self.columns.get(holder)
        if self.cells is None:
            place = f"{prefix}{self.columns.suffix}"
            items: Sequence[Column | Cell] = columns
            if self.home:
                scope.answers += len(columns)
        else:
            row, prefix = scope.stack[self.cells.depth]
            place = f"{prefix}{self.cells.suffix}"
            items = _cells(row, columns)
        for item in items:
            scope.stack.append((item, f"{place}/{item.id}/"))
            for node in self.body:
                node.write(out, scope)
            scope.stack.pop()


def _cells(row: Row, columns: tuple[Column, ...]) -> list[Cell]:
    figures = {cell.id: cell for cell in row.cells}
    return [figures.get(column.id) or Cell.model_construct(id=column.id) for column in columns]


@dataclass(frozen=True, slots=True)
class ColumnCell:
    """The beginning of a table cell that shares the width of the template's cell with its like."""

    before: str
    after: str

    def write(self, out: list[Block], scope: Scope) -> None:
        width = scope.column_width
        out.append(Block("cell", f"{self.before}{width}{self.after}", level=width))


@dataclass(frozen=True, slots=True)
class Table:
    """A table. It falls away when none of its rows is left."""

    start: str
    widths: tuple[int, ...]
    repeated: int | None
    """Which grid column is written for each column of the statistics table."""
    columns: Place | None
    body: tuple[Node, ...]

    def write(self, out: list[Block], scope: Scope) -> None:
        finished(self.steps(out, scope))

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        mark = len(out)
        if follows_table(out):
            out.append(HAIRLINE)
        outer = scope.column_width
        began = len(out)
        out.append(Block("table", self.start + self._grid(scope)))
        rows = len(out)
        for node in self.body:
            yield from steps(node, out, scope)
        scope.column_width = outer
        if any(block.kind == "row" for block in out[rows:]):
            out.append(_TABLE_END)
            if self.repeated is not None and self.columns is not None:
                self._fit(out, began, scope)
        else:
            del out[mark:]

    def _fit(self, out: list[Block], began: int, scope: Scope) -> None:
        """Give the columns of the table in *out* since *began* the widths that what is in them asks for."""
        written = out[began:]
        wanted = columns.needs(written)
        room = round(scope.page.width * 20) if scope.page is not None else sum(self.widths)
        if len(wanted) > 1:
            scope.wide = scope.wide or sum(one.least for one in wanted) > room
            out[began:] = columns.laid_out(written, columns.widths(wanted, room))

    def _grid(self, scope: Scope) -> str:
        widths = list(self.widths)
        if self.repeated is not None and self.columns is not None:
            many = len(self.columns.get(scope.stack[self.columns.depth][0]))
            scope.column_width = widths[self.repeated] // many if many else 0
            widths[self.repeated : self.repeated + 1] = [scope.column_width] * many
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return f"<w:tblGrid>{columns}</w:tblGrid>"


_TABLE_END = Block("table_end", "</w:tbl>")


def follows_table(out: Sequence[Block]) -> bool:
    """Return whether what comes after *out* stands right below a table."""
    for block in reversed(out):
        if block.kind not in ("open", "close"):
            return block.kind == "table_end"
    return False


@dataclass(frozen=True, slots=True)
class CellEnd:
    """The end of a table cell, which must have a paragraph last: one of no height where need be."""

    empty: Block = EMPTY_PARAGRAPH
    """What stands in the cell when all that was to be in it has fallen away."""

    def write(self, out: list[Block], scope: Scope) -> None:
        if out[-1].kind == "cell":
            out.append(self.empty)
        elif out[-1].kind not in PARAGRAPHS:
            out.append(HAIRLINE)
        out.append(CELL_END)


CELL_END = Block("cell_end", "</w:tc>")


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks, rows or cells that fall away when nothing in them has anything to print.

    By answers at home where there are any; a section of copies and generated parts alone goes by those.
    """

    body: tuple[Node, ...]
    by_answers: bool

    def write(self, out: list[Block], scope: Scope) -> None:
        mark, before = len(out), self._printed(scope)
        for node in self.body:
            node.write(out, scope)
        if before == self._printed(scope):
            del out[mark:]

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        mark, before = len(out), self._printed(scope)
        for node in self.body:
            yield from steps(node, out, scope)
        if before == self._printed(scope):
            del out[mark:]

    def _printed(self, scope: Scope) -> int:
        return scope.answers if self.by_answers else scope.others


@dataclass(frozen=True, slots=True)
class Conditional:
    """Blocks or rows that stand only on a condition."""

    condition: Condition
    body: tuple[Node, ...]

    def write(self, out: list[Block], scope: Scope) -> None:
        finished(self.steps(out, scope))

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        if self.condition.holds(scope):
            for node in self.body:
                yield from steps(node, out, scope)


@dataclass(frozen=True, slots=True)
class Movable:
    """A part of the agreement that is written in an appendix of its *kind*, where there is one for it.

    In the place that it has left stands what leads there, if there is anything in it.
    """

    kind: str
    appendices: Place
    body: tuple[Node, ...]
    instead: tuple[Node, ...]

    def write(self, out: list[Block], scope: Scope) -> None:
        finished(self.steps(out, scope))

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        moved = self.kind in moved_to(self.appendices.get(scope.stack[0][0]))
        before = scope.answers
        # What has moved is only written here to see whether there is anything in it.
        written = list[Block]() if moved else out
        for node in self.body:
            yield from steps(node, written, scope)
        if moved:
            for node in self.instead if scope.answers > before else ():
                node.write(out, scope)


@dataclass(frozen=True, slots=True)
class Control:
    """A control around blocks, rows or a cell that is no answer: fixed text, or one of the template's own."""

    control: WholeControl
    address: str
    body: tuple[Node, ...]

    def write(self, out: list[Block], scope: Scope) -> None:
        finished(self.steps(out, scope))

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        opened = len(out)
        opening = self.control.opening(scope)
        if opening:
            out.append(Block("open", opening, self.address))
            scope.within += 1
        began = len(out)
        for node in self.body:
            yield from steps(node, out, scope)
        if opening:
            scope.within -= 1
            if len(out) == began:
                del out[opened:]
            else:
                out.append(_CLOSE)


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the table of contents; it can only be filled in when all headings are known."""

    control: WholeControl
    title: tuple[Block, ...]

    def write(self, out: list[Block], scope: Scope) -> None:
        opening = self.control.opening(scope)
        if opening:
            out.append(Block("open", opening, "part:contents"))
        out.extend(self.title)
        out.append(Block("contents", ""))
        if opening:
            out.append(_CLOSE)


@dataclass(frozen=True, slots=True)
class Program:
    """A part of the document, compiled: what stands before and after its blocks, and the nodes between."""

    start: str
    end: str
    body: tuple[Node, ...] = field(repr=False)

    def blocks(self, scope: Scope) -> list[Block]:
        """Return the blocks of the part for the agreement in *scope*."""
        out: list[Block] = []
        for node in self.body:
            node.write(out, scope)
        return out + ending(out)


def ending(out: Sequence[Block]) -> list[Block]:
    """Return what must come after *out* at the end of a part: a paragraph, where nothing else stands last."""
    if out and (out[-1].kind in PARAGRAPHS or not follows_table(out)):
        return []
    return [EMPTY_PARAGRAPH]


def scope(
    told: Report,
    wording: Wording,
    words: Words,
    attachments: Mapping[str, Attachment],
    *,
    controls: bool,
    own_controls: bool,
) -> Scope:
    """Return the scope in which writing what is *told*, with the *attachments* by id, begins.

    In the version that goes out for comments the fixed text can be commented on: it is marked, not locked.
    """
    locks = told.form != CIRCULATION
    return Scope(wording, words, [(told, "")], controls, own_controls, locks, attachments)
