"""What an agreement is made of, read off its models: every field, with the pattern of its address.

A pattern is an address with ``*`` in the place of item ids, such as ``goals/*/indicators/*/name``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.value import Item, Value

ANY = "*"
SEPARATOR = "/"
_ITEM = SEPARATOR + ANY


@dataclass(frozen=True)
class ListOf:
    """A field that holds a list of items."""

    item: type[Item]


@dataclass(frozen=True)
class GroupOf:
    """A field that groups other fields and holds no answer of its own."""

    value: type[Value]


Field = Answer | ListOf | GroupOf


def _field(annotation: Any, metadata: list[Any]) -> Field | None:
    for extra in metadata:
        if isinstance(extra, Answer):
            return extra
    if get_origin(annotation) is tuple:
        element = get_args(annotation)[0]
        return ListOf(element) if isinstance(element, type) and issubclass(element, Item) else None
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return GroupOf(annotation)
    return None


@cache
def fields(model: type[Value]) -> Mapping[str, Field]:
    """Return the fields of *model* by name, in order; an item's own id is none of them."""
    found = {name: _field(info.annotation, info.metadata) for name, info in model.model_fields.items()}
    return MappingProxyType({name: field for name, field in found.items() if field is not None})


@cache
def adapter(model: type[Value], name: str) -> TypeAdapter[Any]:
    """Return what validates, and brings into normal form, a value of the field *name* of *model*."""
    info = model.model_fields[name]
    annotation: Any = info.annotation
    for extra in info.metadata:
        annotation = Annotated[annotation, extra]
    return TypeAdapter(annotation)


@cache
def holder(pattern: str) -> tuple[type[Value], str]:
    """Return the model that holds the field with *pattern*, and the field's name. Raises KeyError."""
    model: type[Value] = Agreement
    *above, name = pattern.split(SEPARATOR)
    for segment in above:
        if segment != ANY:
            outer = fields(model)[segment]
            if isinstance(outer, Answer):
                raise KeyError(pattern)
            model = outer.item if isinstance(outer, ListOf) else outer.value
    if name not in fields(model):
        raise KeyError(pattern)
    return model, name


def _walk(model: type[Value], prefix: str) -> Iterator[tuple[str, Field]]:
    for name, field in fields(model).items():
        pattern = prefix + name
        yield pattern, field
        if isinstance(field, ListOf):
            yield from _walk(field.item, f"{pattern}{SEPARATOR}{ANY}{SEPARATOR}")
        elif isinstance(field, GroupOf):
            yield from _walk(field.value, pattern + SEPARATOR)


@cache
def patterns(model: type[Value] = Agreement) -> Mapping[str, Field]:
    """Return every field of an agreement, or of another *model*, by the pattern of its address, in order."""
    return MappingProxyType(dict(_walk(model, "")))


def pattern(address: str, model: type[Value] = Agreement) -> str:
    """Return the pattern of *address*, which may be that of an answer, a list, a group or an item.

    Raises KeyError when no agreement, or no other *model*, can have such an address.
    """
    known = patterns(model)
    here = ""
    in_list = False
    for segment in address.split(SEPARATOR):
        if in_list:
            here += _ITEM
            in_list = False
            continue
        here = f"{here}{SEPARATOR}{segment}" if here else segment
        field = known.get(here)
        if field is None:
            raise KeyError(address)
        in_list = isinstance(field, ListOf)
    return here
