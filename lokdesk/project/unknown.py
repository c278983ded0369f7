"""What a newer minor version of the format has written and this one does not know.

It is set aside before validation, by address, and written back unchanged. An unknown key of a group or an
item goes back where it was for as long as that group or item is there. A key within an answer (say, a new
look of a run of text) has no address of its own, so the answer is kept as it was written and goes back for as
long as nobody has changed it; of a list of such, each that nobody has changed.
"""

from dataclasses import dataclass, field
from functools import cache
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin

from lokdesk.agreement.value import Item, Value

Raw = dict[str, Any]
Steps = tuple[str, ...]
"""The segments of an address."""


@dataclass
class Unknown:
    """What has been set aside from one part of a project file.

    *keys* are the unknown keys of items and groups with their values; *answers* the known answers with
    something unknown in them, each as it was written and as this version writes it.
    """

    keys: dict[Steps, Any] = field(default_factory=dict[Steps, Any])
    answers: dict[Steps, tuple[Any, Any]] = field(default_factory=dict[Steps, tuple[Any, Any]])

    def __bool__(self) -> bool:
        return bool(self.keys or self.answers)

    def understood(self, written: Raw) -> None:
        """Remember from *written*, the part as this version writes it, how it understands the answers."""
        for steps, (raw, _) in self.answers.items():
            holder = _holder(written, steps)
            self.answers[steps] = raw, None if holder is None else holder.get(steps[-1])

    def restore(self, written: Raw) -> None:
        """Put back into *written*, the part as it is now, all that still has its place there."""
        for steps, (raw, understood) in self.answers.items():
            holder = _holder(written, steps)
            if holder is not None:
                holder[steps[-1]] = _back(holder.get(steps[-1]), raw, understood)
        for steps, value in self.keys.items():
            holder = _holder(written, steps)
            if holder is not None:
                holder[steps[-1]] = value


def set_aside(model: type[Value], raw: Any, unknown: Unknown, steps: Steps = ()) -> Any:
    """Return *raw* without what *model* does not know, which is put into *unknown*."""
    if not isinstance(raw, dict):
        return raw
    known: Raw = {}
    for key, value in cast("Raw", raw).items():
        here = (*steps, key)
        info = model.model_fields.get(key)
        if info is None:
            unknown.keys[here] = value
            continue
        kind = _kind(info.annotation)
        if kind is not None and issubclass(kind, Item) and _is_list(info.annotation):
            known[key] = _items(kind, value, unknown, here)
        elif kind is not None and info.annotation is kind:
            known[key] = set_aside(kind, value, unknown, here)
        else:
            known[key] = _known(info.annotation, value)
            if known[key] != value:
                unknown.answers[here] = value, None
    return known


def _items(kind: type[Item], raw: Any, unknown: Unknown, steps: Steps) -> Any:
    if not isinstance(raw, list):
        return raw
    items: list[Any] = []
    for one in cast("list[Any]", raw):
        own = cast("Raw", one).get("id") if isinstance(one, dict) else None
        items.append(set_aside(kind, one, unknown, (*steps, own if isinstance(own, str) else "")))
    return items


@cache
def _kind(annotation: Any) -> type[Value] | None:
    """Return the kind of value that a field with *annotation* holds, in a list or not, if any."""
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return annotation
    return next((kind for one in get_args(annotation) if (kind := _kind(one))), None)


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _known(annotation: Any, raw: Any) -> Any:
    """Return *raw*, which is to become a value of *annotation*, without keys that are unknown there."""
    if isinstance(annotation, type) and issubclass(annotation, Value):
        if not isinstance(raw, dict):
            return raw
        fields = annotation.model_fields
        pairs = cast("Raw", raw).items()
        return {key: _known(fields[key].annotation, value) for key, value in pairs if key in fields}
    if _is_list(annotation) and isinstance(raw, list):
        return [_known(get_args(annotation)[0], one) for one in cast("list[Any]", raw)]
    if get_origin(annotation) in (Union, UnionType):
        keys = _keys(raw)
        kinds = [kind for one in get_args(annotation) if (kind := _kind(one))]
        if kinds:
            return _known(max(kinds, key=lambda kind: len(kind.model_fields.keys() & keys)), raw)
    return raw


def _back(now: Any, raw: Any, understood: Any) -> Any:
    """Return *now* as it was written, *raw*, where it still is as it was *understood*; a list one by one."""
    if now == understood:
        return raw
    if isinstance(now, list) and isinstance(raw, list) and isinstance(understood, list):
        was = list(zip(cast("list[Any]", understood), cast("list[Any]", raw), strict=False))
        back: list[Any] = [
            next((old for one, old in was if one == new), new) for new in cast("list[Any]", now)
        ]
        return back
    return cast("Any", now)


def _keys(raw: object) -> set[str]:
    return set(cast("Raw", raw)) if isinstance(raw, dict) else set()


def _holder(written: Raw, steps: Steps) -> Raw | None:
    here: Any = written
    for step in steps[:-1]:
        if isinstance(here, list):
            items = cast("list[Raw]", here)
            here = next((one for one in items if one.get("id") == step), None)
        elif isinstance(here, dict):
            here = cast("Raw", here).get(step)
        else:
            return None
    if not isinstance(here, dict):
        return None
    return cast("Raw", here)
