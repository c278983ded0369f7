"""The pieces that an agreement is put together from, small enough to be looked at one at a time.

A piece is a field of the agreement itself, such as ``title``, ``goals`` or ``validity``, or an outermost item
such as ``goals/4f2a91c0``. An edit shares all that it does not change: a piece whose value is the same object
as before holds the same answers, and what was found out about it still holds.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import ANY, SEPARATOR, GroupOf, ListOf
from lokdesk.agreement.value import Value


class Piece(NamedTuple):
    """A piece: where it stands, the pattern of that, its value, and an item's number in its list from one.

    A list or a group as a piece is without the items in it: those are pieces of their own.
    """

    address: str
    pattern: str
    value: Any
    number: int = 0

    def answers(self) -> Iterator[tuple[str, Answer, Any]]:
        """Yield the address, kind and value of every answer there is room for in the piece."""
        field = schema.patterns().get(self.pattern)
        if isinstance(field, Answer):
            yield self.address, field, self.value
        elif self.number:
            yield from at.answers(self.value, self.address + SEPARATOR)
        elif isinstance(field, GroupOf):
            yield from _own_answers(self.value, self.address + SEPARATOR)

    def found(self, pattern: str) -> Iterator[tuple[str, Any]]:
        """Yield every address in the piece that has *pattern*, with what stands there.

        *pattern* must be one that belongs to such pieces (:func:`owner`).
        """
        yield from at.found(self.value, pattern[len(self.pattern) + 1 :], self.address)


def pieces_in(agreement: Agreement, name: str) -> Iterator[Piece]:
    """Yield the pieces in the field *name* of *agreement*; a list or a group comes before the items in it.

    Raises KeyError when it has no such field.
    """
    yield Piece(name, name, getattr(agreement, name))
    for path, pattern in _layout()[name]:
        prefix = pattern[:-1]
        for number, item in enumerate(at.get(agreement, path), 1):
            yield Piece(prefix + item.id, pattern, item, number)


@cache
def patterns_in(name: str) -> frozenset[str]:
    """Return the patterns of the pieces in the field *name* of an agreement."""
    return frozenset((name, *(pattern for _, pattern in _layout()[name])))


@cache
def _layout() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the outermost lists in each of the agreement's fields, with the pattern of their items."""
    return {name: tuple(_lists(name, field)) for name, field in schema.fields(Agreement).items()}


def _lists(address: str, field: schema.Field) -> Iterator[tuple[str, str]]:
    if isinstance(field, ListOf):
        yield address, at.join(address, ANY)
    elif isinstance(field, GroupOf):
        for name, inner in schema.fields(field.value).items():
            yield from _lists(at.join(address, name), inner)


def owner(address: str) -> str:
    """Return the address of the piece that *address* belongs to; of a pattern, the pattern of such pieces."""
    first, *others = address.split(SEPARATOR)
    here = first
    for segment in others:
        if isinstance(schema.patterns().get(here), ListOf):
            return at.join(here, segment)
        here = at.join(here, segment)
    return first


def _own_answers(group: Value, prefix: str) -> Iterator[tuple[str, Answer, Any]]:
    for name, field in schema.fields(type(group)).items():
        if isinstance(field, Answer):
            yield prefix + name, field, getattr(group, name)
        elif isinstance(field, GroupOf):
            yield from _own_answers(getattr(group, name), prefix + name + SEPARATOR)
