"""A statistics table as a grid: headings above, labels at the left, and figures.

The headings are row 0 and the labels column 0; the corner between them holds nothing.
"""

from collections.abc import Container, Sequence

from lokdesk.agreement import normal
from lokdesk.agreement.mapping import Cell, Column, Row, StatisticsTable
from lokdesk.agreement.value import new_id

Lines = Sequence[Sequence[str]]
"""Rows of equally many lines of text."""


def lines(table: StatisticsTable) -> tuple[tuple[str, ...], ...]:
    """Return all that *table* holds, row by row, with an empty string for what is not there."""
    rows = [("", *(column.name or "" for column in table.columns))]
    for row in table.rows:
        held = {cell.id: cell.value or "" for cell in row.cells}
        rows.append((row.label or "", *(held.get(column.id, "") for column in table.columns)))
    return tuple(rows)


def laid_over(
    table: StatisticsTable, block: Lines, row: int, column: int, taken: Container[str] = ()
) -> StatisticsTable:
    """Return *table* with *block* over what stands from *row* and *column* on, larger where it must be.

    New rows and columns get ids that are not in *taken*.
    """
    width = max((len(line) for line in block), default=0)
    made: set[str] = set()

    def fresh() -> str:
        while (one := new_id(taken)) in made:
            pass
        made.add(one)
        return one

    columns = [*table.columns, *(Column(id=fresh()) for _ in range(column + width - 1 - len(table.columns)))]
    rows = [*table.rows, *(Row(id=fresh()) for _ in range(row + len(block) - 1 - len(table.rows)))]
    for below, line in enumerate(block):
        figures: dict[str, str | None] = {}
        for beside, text in enumerate(line):
            written = normal.line(text) or None
            r, c = row + below, column + beside
            if r and c:
                figures[columns[c - 1].id] = written
            elif r:
                rows[r - 1] = rows[r - 1].model_copy(update={"label": written})
            elif c:
                columns[c - 1] = columns[c - 1].model_copy(update={"name": written})
        if figures:
            order = [one.id for one in columns]
            rows[row + below - 1] = _with(rows[row + below - 1], figures, order)
    return table.model_copy(update={"columns": tuple(columns), "rows": tuple(rows)})


def _with(row: Row, figures: dict[str, str | None], order: Sequence[str]) -> Row:
    """Return *row* with *figures*, by the ids of their columns, which stand in *order*; none is no cell."""
    held: dict[str, str | None] = {cell.id: cell.value for cell in row.cells} | figures
    strays = [one for one in held if one not in order]
    cells = tuple(Cell(id=one, value=held[one]) for one in (*order, *strays) if held.get(one) is not None)
    return row.model_copy(update={"cells": cells})
