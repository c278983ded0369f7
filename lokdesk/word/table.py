"""Tables, of which columns and rows may be written for what there is in the agreement."""

from collections.abc import Sequence
from dataclasses import dataclass

from lokdesk.agreement.mapping import Cell, Column, Row
from lokdesk.agreement.steps import Steps
from lokdesk.word import columns
from lokdesk.word.block import EMPTY_PARAGRAPH, HAIRLINE, PARAGRAPHS, Block
from lokdesk.word.inline import Place, Scope
from lokdesk.word.node import Divided, Node, steps

CELL_END = Block("cell_end", "</w:tc>")
_TABLE_END = Block("table_end", "</w:tbl>")


@dataclass(frozen=True, slots=True)
class Columns:
    """Table cells written for each column of a statistics table; *cells* is where a row's figures are."""

    columns: Place
    cells: Place | None
    home: bool
    body: tuple[Node, ...]

    def write(self, out: list[Block], scope: Scope) -> None:
        """Write blocks."""
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
        """Write blocks."""
        width = scope.column_width
        out.append(Block("cell", f"{self.before}{width}{self.after}", level=width))


@dataclass(frozen=True, slots=True)
class Table(Divided):
    """A table. It falls away when none of its rows is left."""

    start: str
    widths: tuple[int, ...]
    repeated: int | None
    """Which grid column is written for each column of the statistics table."""
    columns: Place | None
    body: tuple[Node, ...]

    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        """Write blocks, with a pause after each node within."""
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
        """Write blocks."""
        last = next(one for one in reversed(out) if one.xml)
        if last.kind == "cell":
            out.append(self.empty)
        elif last.kind not in PARAGRAPHS:
            out.append(HAIRLINE)
        out.append(CELL_END)
