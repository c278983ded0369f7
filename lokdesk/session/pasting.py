"""A block of cells from elsewhere laid into a list that is shown as a table."""

from collections.abc import Sequence
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import day, schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import ListOf
from lokdesk.agreement.value import Item, new_id
from lokdesk.agreement.wording import Wording
from lokdesk.session.session import Session

Cells = Sequence[Sequence[str]]
NAME = "inklistringen"
"""What is undone with cells that have been pasted."""


def pasted(session: Session, address: str, columns: Sequence[str], cells: Cells) -> tuple[Item, ...]:
    """Return the list that the item at *address* is in, with *cells* laid over it from that item on.

    *columns* are the fields that the cells of a row go into, in order; cells beyond them are left out. Where
    there are more rows than items, new items come right after the last one. An empty cell, and one that is no
    answer of its kind, such as a name that nothing has, leaves the answer as it is.
    """
    items: tuple[Item, ...] = at.get(session.agreement, at.parent(address))
    field = schema.patterns()[schema.pattern(at.parent(address))]
    assert isinstance(field, ListOf)
    start = [item.id for item in items].index(at.last(address))
    taken = set(at.ids(session.agreement))
    new: list[Item] = []
    for number, row in enumerate(cells):
        place = start + number
        if place < len(items):
            item = items[place]
        else:
            item = field.item.model_validate({"id": (own := new_id(taken))})
            taken.add(own)
        new.append(_filled(item, dict(zip(columns, row, strict=False)), session.wording))
    return (*items[:start], *new, *items[start + len(new) :])


def _filled(item: Item, texts: dict[str, str], wording: Wording) -> Item:
    update: dict[str, Any] = {}
    for name, text in texts.items():
        answer = schema.fields(type(item))[name]
        assert isinstance(answer, Answer)
        value = _understood(answer, text.strip(), wording)
        if value is not None:
            update[name] = schema.adapter(type(item), name).validate_python(value)
    return item.model_copy(update=update)


def _understood(answer: Answer, text: str, wording: Wording) -> Any:
    """Return what *text* says as an answer of that kind, ``None`` when it says nothing."""
    if not text:
        return None
    match answer.kind:
        case "line" | "choice":
            return text
        case "date":
            return day.understood(text)
        case "reference":
            assert answer.refers_to is not None
            named = {
                (name or "").casefold(): target for target, name in wording.names(answer.refers_to).items()
            }
            return named.get(text.casefold())
        case _:
            return None
