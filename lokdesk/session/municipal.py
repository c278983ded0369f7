"""Values that may differ between municipalities: lists with a row for each, or one for all together."""

from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import ListOf
from lokdesk.agreement.value import Item, new_id
from lokdesk.handbook import asking
from lokdesk.handbook.book import Question

_SEVERAL = 2


def owner(question: Question) -> str | None:
    """Return the field that says whose each item is of the list that *question* asks for, if one does.

    It is the one where no answer means all parties together.
    """
    if not isinstance(question.field, ListOf):
        return None
    for name, field in schema.fields(question.field.item).items():
        if isinstance(field, Answer) and field.kind == "reference" and field.scope:
            return name
    return None


def without_row(agreement: Agreement, list_address: str, question: Question) -> tuple[str, ...]:
    """Return the ids of the municipalities that a row of their own can be added for.

    There is none where there are not several municipalities. Where the rows are called by the municipality,
    one each is enough; else, as when each period has its own, each can have another.
    """
    name = owner(question)
    if name is None or len(municipalities := asking.municipalities(agreement)) < _SEVERAL:
        return ()
    if question.named_by != name:
        return municipalities
    taken = {getattr(item, name) for item in at.get(agreement, list_address)}
    return tuple(one for one in municipalities if one not in taken)


def with_rows(agreement: Agreement, list_address: str, question: Question) -> tuple[Item, ...]:
    """Return the list at *list_address* with a row more for each municipality :func:`without_row`.

    A row without any answer gives way to them.
    """
    items: tuple[Item, ...] = at.get(agreement, list_address)
    name = owner(question)
    assert name is not None and isinstance(question.field, ListOf)
    taken = set(at.ids(agreement))
    new: list[Item] = []
    for party in without_row(agreement, list_address, question):
        own: Any = new_id(taken)
        taken.add(own)
        new.append(question.field.item.model_validate({"id": own, name: party}))
    return (*(item for item in items if not new or not asking.empty(item)), *new)
