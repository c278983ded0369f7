"""Filling in answers: JSON-like data of some of them laid over an agreement.

Keys that are absent leave their answers alone and ``None`` clears. A list is replaced by the one given: an
item with the ``id`` of an item that was there is that item with the given answers laid over it, any other
item is new, and one without an id gets one.
"""

from collections.abc import Container, Mapping
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import ListOf
from lokdesk.agreement.value import Item, ItemId, Value, new_id
from lokdesk.session.complaint import UNKNOWN_KEY, Complaint, Unfit, complaints

V = TypeVar("V", bound=Value)
T = TypeVar("T", bound=Item)

Data = Mapping[str, Any]


def fill(root: V, data: Data, address: str = "") -> V:
    """Return *root*, which stands at *address* of its agreement, with the answers of *data* laid over it.

    Raises Unfit, naming everything that cannot be taken in.
    """
    filling = _Filling(at.ids(root) | _ids(data))
    filled = filling.value(root, data, address)
    if filling.complaints:
        raise Unfit(filling.complaints)
    return filled


def item(kind: type[T], data: Data, address: str, taken: Container[str] = ()) -> T:
    """Return a new item of *kind* for the list at *address*, with the answers of *data*.

    It gets an id that is not in *taken* unless *data* brings one. Raises Unfit.
    """
    filling = _Filling(taken)
    made = filling.new(kind, data, address)
    if made is None or filling.complaints:
        raise Unfit(filling.complaints)
    return made


def _ids(data: object) -> frozenset[str]:
    """Return every id that *data* brings along."""
    if isinstance(data, Mapping):
        pairs = cast("Mapping[object, object]", data).items()
        own = (value for key, value in pairs if key == "id" and isinstance(value, str))
        return frozenset(own).union(*(_ids(value) for _, value in pairs))
    if isinstance(data, list | tuple):
        return frozenset[str]().union(*map(_ids, cast("list[object]", data)))
    return frozenset()


def _own_id(data: object) -> object:
    return cast("Data", data).get("id") if isinstance(data, Mapping) else None


class _Filling:
    """One go at filling in, which collects all there is to complain about."""

    def __init__(self, taken: Container[str]) -> None:
        self.complaints: list[Complaint] = []
        self._taken = taken
        self._given: set[str] = set()

    def value(self, old: V, data: object, address: str) -> V:
        if not isinstance(data, Mapping):
            self._complain(address, "Här ska stå ett objekt.")
            return old
        fields = schema.fields(type(old))
        update: dict[str, Any] = {}
        for key, raw in cast("Data", data).items():
            here = at.join(address, key)
            field = fields.get(key)
            if field is None:
                if key != "id" or not isinstance(old, Item):
                    self._complain(here, UNKNOWN_KEY)
            elif isinstance(field, Answer):
                update[key] = self._answer(old, key, raw, here)
            elif isinstance(field, ListOf):
                update[key] = self._list(getattr(old, key), field.item, raw, here)
            else:
                update[key] = field.value() if raw is None else self.value(getattr(old, key), raw, here)
        changed = {key: new for key, new in update.items() if new != getattr(old, key)}
        return old.model_copy(update=changed) if changed else old

    def _complain(self, address: str, sentence: str) -> None:
        self.complaints.append(Complaint(address, sentence))

    def _answer(self, holder: Value, name: str, raw: object, address: str) -> Any:
        try:
            return schema.adapter(type(holder), name).validate_python(raw)
        except ValidationError as error:
            self.complaints.extend(complaints(error, address, raw))

    def _list(self, old: tuple[T, ...], kind: type[T], raw: object, address: str) -> tuple[T, ...]:
        if raw is None:
            return ()
        if not isinstance(raw, list | tuple):
            self._complain(address, "Här ska stå en lista.")
            return old
        standing = {one.id: one for one in old}
        filled: dict[str, T] = {}
        for position, data in enumerate(cast("list[object]", raw)):
            own = _own_id(data)
            if isinstance(own, str) and own in filled:
                self._complain(at.join(address, own), "Två poster i listan har samma id.")
            elif isinstance(own, str) and own in standing:
                filled[own] = self.value(standing[own], data, at.join(address, own))
            elif (made := self.new(kind, data, address, position)) is not None:
                filled[made.id] = made
        return tuple(filled.values())

    def new(self, kind: type[T], data: object, address: str, position: int = 0) -> T | None:
        """Return a new item with the answers of *data*, at *position* of the list as it was given."""
        own = _own_id(data)
        if own is None:
            while (own := new_id(self._taken)) in self._given:
                pass
            self._given.add(own)
            place = at.join(address, str(position))
        else:
            place = at.join(address, own) if isinstance(own, str) else at.join(address, str(position))
        try:
            fresh = kind(id=cast("ItemId", own))
        except ValidationError as error:
            self.complaints.extend(complaints(error, at.join(address, str(position)), data))
            return None
        return self.value(fresh, data, place)
