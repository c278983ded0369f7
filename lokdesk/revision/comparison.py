"""What came, went, moved and changed from one agreement to another.

Items are told apart by their ids, never by their places.
"""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR, Field, ListOf
from lokdesk.agreement.value import Item, Value
from lokdesk.revision import alignment

Kind = Literal["added", "removed", "moved", "changed"]


class Difference(NamedTuple):
    """One thing that differs: an answer, or an item of a list.

    *old* and *new* are what stands at the address: an answer, an item, or ``None`` where there was or is
    none. Of an item that has *moved* they are its numbers in the list, counted from one.
    """

    kind: Kind
    address: str
    old: Any
    new: Any


def compare(old: Agreement, new: Agreement) -> Iterator[Difference]:
    """Yield what differs between *old* and *new*, in the order of the agreement.

    An item that came or went is one difference with all that is in it. One that went stands after the one it
    came after.
    """
    return _in_value(old, new, "")


def compare_part(name: str, old: Any, new: Any) -> Iterator[Difference]:
    """Yield what differs between *old* and *new*, what two agreements have in their field called *name*."""
    return _in_field(schema.fields(Agreement)[name], old, new, name)


def sharing(name: str, old: Any, new: Any) -> Any:
    """Return *old*, what an agreement has in its field *name*, sharing with *new* all that is the same.

    It is equal to what it was; of two agreements that were read from a file no part is shared, and then
    every comparison looks at all of them.
    """
    return _sharing(schema.fields(Agreement)[name], old, new)


def _sharing(field: Field, old: Any, new: Any) -> Any:
    if old is new or old == new:
        return new
    if isinstance(field, ListOf):
        are = {item.id: item for item in new}
        return tuple(_value_sharing(item, are[item.id]) if item.id in are else item for item in old)
    return old if isinstance(field, Answer) else _value_sharing(old, new)


def _value_sharing(old: Value, new: Value) -> Value:
    if old == new:
        return new
    parts = schema.fields(type(old)).items()
    return old.model_copy(
        update={name: _sharing(field, getattr(old, name), getattr(new, name)) for name, field in parts}
    )


def _in_value(old: Value, new: Value, prefix: str) -> Iterator[Difference]:
    # What an edit does not touch is shared, and then nothing in it need be looked at.
    if old is new:
        return
    for name, field in schema.fields(type(new)).items():
        was, now = getattr(old, name), getattr(new, name)
        if was is not now:
            yield from _in_field(field, was, now, prefix + name)


def _in_field(field: Field, was: Any, now: Any, here: str) -> Iterator[Difference]:
    if isinstance(field, Answer):
        if was != now:
            yield Difference(_kind(was, now, field), here, was, now)
    elif isinstance(field, ListOf):
        yield from _in_list(was, now, here)
    else:
        yield from _in_value(was, now, here + SEPARATOR)


def _kind(was: Any, now: Any, answer: Answer) -> Kind:
    # Where no reference at all means all parties, none is an answer too.
    if was in (None, ()) and not answer.scope:
        return "added"
    return "removed" if now in (None, ()) and not answer.scope else "changed"


def _in_list(old: tuple[Item, ...], new: tuple[Item, ...], address: str) -> Iterator[Difference]:
    were = {item.id: (number, item) for number, item in enumerate(old, 1)}
    are = {item.id: (number, item) for number, item in enumerate(new, 1)}
    moved = alignment.moved(list(were), list(are))
    for one in alignment.together(list(were), list(are)):
        here = at.join(address, one)
        if one not in were:
            yield Difference("added", here, None, are[one][1])
        elif one not in are:
            yield Difference("removed", here, were[one][1], None)
        else:
            (was_number, was), (number, now) = were[one], are[one]
            if one in moved:
                yield Difference("moved", here, was_number, number)
            yield from _in_value(was, now, here + SEPARATOR)
