"""Cells of statistics tables, which are there only when they hold something.

A cell's id is the id of its column. Here a cell is answered and cleared like any other answer, and a column
takes its cells along when it goes.
"""

from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.mapping import Cell, StatisticsTable

_TABLES = "mapping/statistics/"
_VALUE = "mapping/statistics/*/rows/*/cells/*/value"
_COLUMN = "mapping/statistics/*/columns/*"


def _is(address: str, pattern: str) -> bool:
    # Almost every address is told from a table's by how it begins.
    if not address.startswith(_TABLES):
        return False
    try:
        return schema.pattern(address) == pattern
    except KeyError:
        return False


def _table(agreement: Agreement, address: str) -> StatisticsTable:
    return at.get(agreement, at.join(*address.split(schema.SEPARATOR)[:3]))


def value(agreement: Agreement, address: str) -> Any:
    """Return what stands at *address*; ``None`` for a cell that its row does not hold.

    Raises UnknownAddress.
    """
    if not _is(address, _VALUE):
        return at.get(agreement, address)
    column = at.last(at.parent(address))
    if all(one.id != column for one in _table(agreement, address).columns):
        raise UnknownAddress(address)
    row_cells = at.get(agreement, at.parent(at.parent(address)))
    return next((cell.value for cell in row_cells if cell.id == column), None)


def replaced(agreement: Agreement, address: str, new: object) -> Agreement:
    """Return *agreement* with *new* at *address*, as ``address.replace`` does, cells coming and going.

    Raises UnknownAddress, or pydantic's ValidationError.
    """
    if not _is(address, _VALUE):
        return at.replace(agreement, address, new)
    old = value(agreement, address)
    written = schema.adapter(Cell, "value").validate_python(new)
    if written == old:
        return agreement
    cell = at.parent(address)
    if old is not None:
        return at.remove(agreement, cell) if written is None else at.replace(agreement, address, written)
    column, row_cells = at.last(cell), at.parent(cell)
    order = [one.id for one in _table(agreement, address).columns]
    cells = {one.id: one for one in at.get(agreement, row_cells)} | {column: Cell(id=column, value=written)}
    strays = [one for one in cells if one not in order]
    return at.replace(agreement, row_cells, [cells[one] for one in (*order, *strays) if one in cells])


def of_column(agreement: Agreement, address: str) -> dict[str, Any]:
    """Return what stands in the cells that go with the item at *address*, a column, by their addresses."""
    if not _is(address, _COLUMN):
        return {}
    column, rows = at.last(address), at.join(at.parent(at.parent(address)), "rows")
    return {
        at.join(rows, row.id, "cells", column, "value"): cell.value
        for row in _table(agreement, address).rows
        for cell in row.cells
        if cell.id == column
    }


def without(agreement: Agreement, address: str) -> Agreement:
    """Return *agreement* without the item at *address*; a column goes with its cells.

    Raises UnknownAddress.
    """
    gone = at.remove(agreement, address)
    if not _is(address, _COLUMN):
        return gone
    column = at.last(address)
    table = at.parent(at.parent(address))
    rows = tuple(
        row.model_copy(update={"cells": tuple(cell for cell in row.cells if cell.id != column)})
        for row in _table(agreement, address).rows
    )
    return at.replace(gone, at.join(table, "rows"), rows)
