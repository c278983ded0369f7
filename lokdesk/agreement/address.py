"""One address for every answer: reading and changing an agreement along addresses.

``goals/4f2a91c0/title`` names the title of the goal with that id; ``goals`` the list, ``goals/4f2a91c0`` the
item, ``validity`` a group. Nothing here changes an agreement: each function returns a new one that shares
all that did not change.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.mapping import Cell
from lokdesk.agreement.schema import SEPARATOR, GroupOf, ListOf
from lokdesk.agreement.value import Item, Value, new_id

LONGEST = 64

V = TypeVar("V", bound=Value)
T = TypeVar("T", bound=Item)


class UnknownAddress(LookupError):
    """An address that names nothing in the agreement at hand."""

    def __init__(self, address: str) -> None:
        """Remember *address*, the whole address that was asked for."""
        super().__init__(address)
        self.address = address


def join(*segments: str) -> str:
    """Return the address of the last of *segments* within the first."""
    return SEPARATOR.join(segment for segment in segments if segment)


def parent(address: str) -> str:
    """Return the address of what holds *address*; the empty string is the agreement itself."""
    return address.rpartition(SEPARATOR)[0]


def last(address: str) -> str:
    """Return the last segment: a field's name or an item's id."""
    return address.rpartition(SEPARATOR)[2]


def _step(holder: Any, segment: str, address: str) -> Any:
    if isinstance(holder, tuple):
        for item in cast("tuple[Item, ...]", holder):
            if item.id == segment:
                return item
    elif isinstance(holder, Value) and segment in schema.fields(type(holder)):
        return getattr(holder, segment)
    raise UnknownAddress(address)


def get(root: Value, address: str) -> Any:
    """Return what stands at *address*: an answer, a list, an item or a group.

    Raises UnknownAddress when nothing can stand there.
    """
    holder: Any = root
    for segment in address.split(SEPARATOR) if address else ():
        holder = _step(holder, segment, address)
    return holder


def _change(holder: Any, segments: list[str], address: str, change: Callable[[Any, str], Any]) -> Any:
    segment, rest = segments[0], segments[1:]
    if not rest:
        return change(holder, segment)
    child = _step(holder, segment, address)
    changed = _change(child, rest, address, change)
    if changed is child:
        return holder
    if isinstance(holder, tuple):
        return tuple(changed if item is child else item for item in cast("tuple[Item, ...]", holder))
    return holder.model_copy(update={segment: changed})


def _changed(root: V, address: str, change: Callable[[Any, str], Any]) -> V:
    if not address:
        raise UnknownAddress(address)
    return _change(root, address.split(SEPARATOR), address, change)


def replace(root: V, address: str, value: object) -> V:
    """Return *root* with *value*, brought into normal form, as the answer, list or group at *address*.

    Raises UnknownAddress, or pydantic's ValidationError when *value* is not of the right kind.
    """

    def change(holder: Any, name: str) -> Any:
        if not isinstance(holder, Value) or name not in schema.fields(type(holder)):
            raise UnknownAddress(address)
        new = schema.adapter(type(holder), name).validate_python(value)
        return holder if new == getattr(holder, name) else holder.model_copy(update={name: new})

    return _changed(root, address, change)


def _list(holder: Any, name: str, address: str) -> tuple[tuple[Item, ...], type[Item]]:
    field = schema.fields(type(holder)).get(name) if isinstance(holder, Value) else None
    if not isinstance(field, ListOf):
        raise UnknownAddress(address)
    return getattr(holder, name), field.item


def insert(root: V, address: str, item: Item, index: int | None = None) -> V:
    """Return *root* with *item* put into the list at *address*, last or before position *index*.

    Raises UnknownAddress, or ValueError when the list already holds an item with that id.
    """

    def change(holder: Any, name: str) -> Any:
        items, kind = _list(holder, name, address)
        if not isinstance(item, kind):
            raise TypeError(f"{address} holds {kind.__name__}, not {type(item).__name__}")
        if any(other.id == item.id for other in items):
            raise ValueError(f"{address} already holds {item.id}")
        place = len(items) if index is None else max(0, min(index, len(items)))
        return holder.model_copy(update={name: (*items[:place], item, *items[place:])})

    return _changed(root, address, change)


def _without(items: tuple[Item, ...], address: str) -> tuple[Item, tuple[Item, ...]]:
    gone = next((item for item in items if item.id == last(address)), None)
    if gone is None:
        raise UnknownAddress(address)
    return gone, tuple(item for item in items if item is not gone)


def remove(root: V, address: str) -> V:
    """Return *root* without the item at *address*. What refers to it is left as it is.

    Raises UnknownAddress.
    """

    def change(holder: Any, name: str) -> Any:
        items, _ = _list(holder, name, address)
        return holder.model_copy(update={name: _without(items, address)[1]})

    return _changed(root, parent(address), change)


def move(root: V, address: str, index: int) -> V:
    """Return *root* with the item at *address* at position *index* of its list, counted from zero.

    Raises UnknownAddress.
    """

    def change(holder: Any, name: str) -> Any:
        items, _ = _list(holder, name, address)
        item, others = _without(items, address)
        place = max(0, min(index, len(others)))
        return holder.model_copy(update={name: (*others[:place], item, *others[place:])})

    return _changed(root, parent(address), change)


def answers(root: Value, prefix: str = "") -> Iterator[tuple[str, Answer, Any]]:
    """Yield the address, kind and value of every answer there is room for in *root*, in model order.

    Questions without an answer come too, with ``None`` or an empty tuple.
    """
    for name, field in schema.fields(type(root)).items():
        here = prefix + name
        value = getattr(root, name)
        if isinstance(field, Answer):
            yield here, field, value
        elif isinstance(field, ListOf):
            for item in value:
                yield from answers(item, f"{here}{SEPARATOR}{item.id}{SEPARATOR}")
        else:
            yield from answers(value, here + SEPARATOR)


def found(root: Value, pattern: str, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every address in *root* that has *pattern*, with what stands there, in order.

    *prefix* is the address of *root*, and *pattern* is read from there: the empty one is its own.
    """
    yield from _found(root, _segments(pattern), 0, prefix)


@cache
def _segments(pattern: str) -> tuple[str, ...]:
    return tuple(pattern.split(SEPARATOR)) if pattern else ()


def _found(holder: Any, segments: tuple[str, ...], place: int, address: str) -> Iterator[tuple[str, Any]]:
    while place < len(segments):
        segment = segments[place]
        place += 1
        if segment == schema.ANY:
            for item in cast("tuple[Item, ...]", holder):
                yield from _found(
                    item, segments, place, f"{address}{SEPARATOR}{item.id}" if address else item.id
                )
            return
        holder = getattr(holder, segment)
        address = f"{address}{SEPARATOR}{segment}" if address else segment
    yield address, holder


def items(root: Value, prefix: str = "") -> Iterator[tuple[str, Item]]:
    """Yield the address and value of every list item in *root*, outer items before those they hold."""
    for name, field in schema.fields(type(root)).items():
        if isinstance(field, Answer):
            continue
        here = prefix + name + SEPARATOR
        value = getattr(root, name)
        if isinstance(field, ListOf):
            for item in value:
                yield here + item.id, item
                yield from items(item, here + item.id + SEPARATOR)
        else:
            yield from items(value, here)


def ids(root: Value) -> frozenset[str]:
    """Return the ids of all items in *root*."""
    return frozenset(item.id for _, item in items(root))


def fresh(item: T, taken: Container[str] = ()) -> T:
    """Return a copy of *item* in which it and all it holds have new ids that are not in *taken*.

    References from one part of it to another follow along, and so do cells to their columns: a cell has the
    id of its column, and keeps it when the column is not copied with it.
    """
    return _renewed(item, own_ids(item), taken)


def apart(root: Value, item: T) -> T:
    """Return *item* with new ids in the place of those that items of the same kind in *root* have."""
    taken = {(type(one), one.id) for _, one in items(root)}
    held = [("", item), *((here, one) for here, one in items(item) if not isinstance(one, Cell))]
    olds = dict.fromkeys(one.id for _, one in held if (type(one), one.id) in taken)
    return _renewed(item, tuple(olds), ids(root) | set(own_ids(item))) if olds else item


def _renewed(item: T, olds: tuple[str, ...], taken: Container[str]) -> T:
    renewed: dict[str, str] = {}
    for old in olds:
        while (new := new_id(taken)) in renewed.values():
            pass
        renewed[old] = new
    return _renamed(item, renewed)


def own_ids(item: Item) -> tuple[str, ...]:
    """Return the ids of *item* and of all it holds, in order; a cell's is its column's, and not its own."""
    held = (one.id for _, one in items(item) if not isinstance(one, Cell))
    return tuple(dict.fromkeys((item.id, *held)))


def nameless(item: T) -> T:
    """Return *item* with numbers for its own ids, so that what says the same is equal.

    What it refers to outside of itself it still refers to.
    """
    return _renamed(item, {old: str(number) for number, old in enumerate(own_ids(item))})


def _renamed(value: V, new: Mapping[str, str]) -> V:
    update: dict[str, Any] = {}
    for name, field in schema.fields(type(value)).items():
        old = getattr(value, name)
        if isinstance(field, ListOf):
            update[name] = tuple(_renamed(item, new) for item in old)
        elif isinstance(field, GroupOf):
            update[name] = _renamed(old, new)
        elif field.kind == "reference":
            update[name] = new.get(old, old)
        elif field.kind == "references":
            update[name] = tuple(new.get(one, one) for one in old)
    if isinstance(value, Item):
        update["id"] = new.get(value.id, value.id)
    return value.model_copy(update=update)
