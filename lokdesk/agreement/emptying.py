"""Agreements without some of their answers, named by patterns."""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from lokdesk.agreement import schema
from lokdesk.agreement.value import Item, Value

V = TypeVar("V", bound=Value)
_Tree = Mapping[str, "_Tree"]
"""Patterns by their segments; what has nothing below it is emptied."""


def emptied(root: V, patterns: tuple[str, ...]) -> V:
    """Return *root* without what has one of *patterns*: answers, lists and groups, with all that is in them.

    What is not touched is shared.
    """
    return _emptied(root, _tree(patterns))


@cache
def _tree(patterns: tuple[str, ...]) -> _Tree:
    tree: dict[str, Any] = {}
    for pattern in patterns:
        here = tree
        for segment in pattern.split(schema.SEPARATOR):
            here = here.setdefault(segment, {})
    return tree


def _emptied(value: V, tree: _Tree) -> V:
    update: dict[str, Any] = {}
    for name, below in tree.items():
        was = getattr(value, name)
        now = _without(value, name, was, below)
        if now is not was:
            update[name] = now
    return value.model_copy(update=update) if update else value


def _without(value: Value, name: str, was: Any, below: _Tree) -> Any:
    if not below:
        empty = type(value).model_fields[name].get_default(call_default_factory=True)
        return was if was == empty else empty
    if schema.ANY not in below:
        return _emptied(was, below)
    items: tuple[Item, ...] = was
    now = tuple(_emptied(one, below[schema.ANY]) for one in items)
    return was if all(one is other for one, other in zip(items, now, strict=True)) else now


def without_empty_items(value: V) -> V:
    """Return *value* without the items in its lists that have nothing but an id, however deep they lie."""
    update: dict[str, Any] = {}
    for name, field in schema.fields(type(value)).items():
        was: Any = getattr(value, name)
        if isinstance(field, schema.GroupOf):
            update[name] = without_empty_items(was)
        elif isinstance(field, schema.ListOf):
            items = [without_empty_items(one) for one in was]
            update[name] = tuple(one for one in items if one != type(one)(id=one.id))
    return value.model_copy(update=update)
