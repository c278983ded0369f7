"""What of an agreement a template prints: the answers that have a home in it, and the lists that do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.mapping import JointMapping, Row, StatisticsTable
from lokdesk.agreement.schema import ANY, SEPARATOR, GroupOf, ListOf
from lokdesk.agreement.value import Value

if TYPE_CHECKING:
    from lokdesk.word.template import Template

V = TypeVar("V", bound=Value)
_CELL = "mapping/statistics/*/rows/*/cells/*/value"


@dataclass(frozen=True)
class Mask:
    """What is kept of a value: the fields in *kept*, of which those with a mask of their own only in part.

    *named* gives, for lists of which the template names items itself, those items in document order, each
    with the fields that are kept; ``*`` stands for all the others, where the template repeats them.
    """

    kept: Mapping[str, "Mask | None"]
    named: Mapping[str, Mapping[str, frozenset[str]]]


def mask(homes: Sequence[str]) -> Mask | None:
    """Return the mask that keeps what is at home at the addresses *homes*; ``None`` keeps everything."""
    return _mask(Agreement, "", dict.fromkeys(homes))


def _mask(model: type[Value], prefix: str, homes: Mapping[str, None]) -> Mask | None:
    kept: dict[str, Mask | None] = {}
    named: dict[str, Mapping[str, frozenset[str]]] = {}
    for name, field in schema.fields(model).items():
        here = prefix + name
        if isinstance(field, Answer):
            if here in homes:
                kept[name] = None
            continue
        if isinstance(field, GroupOf):
            kept[name] = _mask(field.value, here + SEPARATOR, homes)
            continue
        if here in homes:
            kept[name] = _mask(field.item, f"{here}{SEPARATOR}{ANY}{SEPARATOR}", homes)
        if any(_named_item(here, home) for home in homes):
            named[name] = _named(here, homes)
    whole = (
        len(kept) == len(schema.fields(model)) and not named and all(part is None for part in kept.values())
    )
    return None if whole else Mask(kept, named)


def _named_item(list_: str, address: str) -> str:
    """Return the id of the item of *list_* that *address* names, empty when it names none."""
    if not address.startswith(list_ + SEPARATOR):
        return ""
    item = address.removeprefix(list_ + SEPARATOR).partition(SEPARATOR)[0]
    return "" if item == ANY else item


def _named(list_: str, homes: Mapping[str, None]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for home in homes:
        if home == list_:
            found[ANY] = frozenset()
        elif item := _named_item(list_, home):
            field = home.removeprefix(f"{list_}{SEPARATOR}{item}{SEPARATOR}")
            found[item] = found.get(item, frozenset()) | {field}
    return found


def printed(agreement: Agreement, template: "Template") -> Agreement:
    """Return *agreement* restricted to what *template* prints of it."""
    kept = agreement if template.mask is None else _restricted(agreement, template.mask)
    return _with_cells_by_column(kept) if _CELL in template.homes else kept


@cache
def _empty(model: type[Value], name: str) -> Any:
    return model.model_fields[name].get_default(call_default_factory=True)


def _restricted(value: V, mask_: Mask) -> V:
    update: dict[str, Any] = {}
    for name, field in schema.fields(type(value)).items():
        old = getattr(value, name)
        if name in mask_.named:
            update[name] = tuple(_by_name(old, mask_.named[name], mask_.kept.get(name)))
        elif name not in mask_.kept:
            empty = _empty(type(value), name)
            if old != empty:
                update[name] = empty
        elif (inner := mask_.kept[name]) is not None:
            if isinstance(field, ListOf):
                update[name] = tuple(_restricted(item, inner) for item in old)
            else:
                update[name] = _restricted(old, inner)
    return value.model_copy(update=update) if update else value


def _by_name(
    items: tuple[Any, ...], named: Mapping[str, frozenset[str]], others: Mask | None
) -> Iterator[Any]:
    """Yield the items that the template names and that have something to print, and all others at ``*``."""
    by_id = {item.id: item for item in items}
    for id_, fields in named.items():
        if id_ == ANY:
            rest = (item for item in items if item.id not in named)
            yield from rest if others is None else (_restricted(item, others) for item in rest)
        elif id_ in by_id:
            shown = _restricted(by_id[id_], Mask(dict.fromkeys(fields), {}))
            if shown != type(shown)(id=id_):
                yield shown


def _with_cells_by_column(agreement: Agreement) -> Agreement:
    """Return *agreement* with the cells of each statistics table as they are printed.

    By column, in their order; empty cells, and figures in columns that are no more, are not printed.
    """
    tables = tuple(_table(table) for table in agreement.mapping.statistics)
    if all(new is old for new, old in zip(tables, agreement.mapping.statistics, strict=True)):
        return agreement
    mapping: JointMapping = agreement.mapping.model_copy(update={"statistics": tables})
    return agreement.model_copy(update={"mapping": mapping})


def _table(table: StatisticsTable) -> StatisticsTable:
    columns = [column.id for column in table.columns]
    rows = tuple(_row(row, columns) for row in table.rows)
    if all(new is old for new, old in zip(rows, table.rows, strict=True)):
        return table
    return table.model_copy(update={"rows": rows})


def _row(row: Row, columns: list[str]) -> Row:
    ids = [cell.id for cell in row.cells]
    if ids == columns and all(cell.value is not None for cell in row.cells):
        return row
    figures = {cell.id: cell for cell in row.cells if cell.value is not None}
    cells = tuple(figures[column] for column in columns if column in figures)
    return row if cells == row.cells else row.model_copy(update={"cells": cells})
