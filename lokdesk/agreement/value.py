"""The bases of everything an agreement is made of: immutable values and list items with stable ids."""

import re
import secrets
from collections.abc import Container
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

_ID = r"[a-z0-9]{8}"
ItemId = Annotated[str, StringConstraints(pattern=f"^{_ID}$")]


class Value(BaseModel):
    """An immutable value that knows all of its fields and refuses others."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Item(Value):
    """A value in a list. Its id stays the same for as long as the item lives, wherever it is moved."""

    id: ItemId


T = TypeVar("T", bound=Item)


def _some(raw: Any) -> Any:
    return () if raw is None else raw


def _distinct(items: tuple[T, ...]) -> tuple[T, ...]:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise PydanticCustomError(
                "duplicate_id", "Två poster i listan har samma id, {id}.", {"id": item.id}
            )
        seen.add(item.id)
    return items


Items = Annotated[tuple[T, ...], BeforeValidator(_some), AfterValidator(_distinct)]
"""A list of items with distinct ids; ``None`` is taken for an empty one."""


def is_id(text: str) -> bool:
    """Return whether *text* can be the id of an item."""
    return re.fullmatch(_ID, text) is not None


def new_id(taken: Container[str] = ()) -> str:
    """Return a fresh item id, eight hexadecimal digits, that is not in *taken*."""
    while (candidate := secrets.token_hex(4)) in taken:
        pass
    return candidate
