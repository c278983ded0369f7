"""Presets: ready-made contents for items that many agreements share, to start from and rewrite."""

import tomllib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.schema import GroupOf, ListOf
from lokdesk.agreement.value import Item, Value, new_id
from lokdesk.handbook.book import HandbookError

PRESETS = "presets.toml"


@dataclass(frozen=True)
class Preset:
    """Ready-made contents for an item of a list, or for a group of answers.

    *place* is the pattern of the list (``target_groups``) or the group (``dua``), *value* the item or the
    group as it becomes when the preset is taken. A *historical* preset belongs to older agreements only.
    """

    place: str
    name: str
    value: Value
    historical: bool = False

    def item(self, taken: Container[str] = ()) -> Item:
        """Return the preset as a new item, with ids that are not in *taken*.

        Raises TypeError for the preset of a group.
        """
        if not isinstance(self.value, Item):
            raise TypeError(f"{self.place} is not a list")
        return at.fresh(self.value, taken)


class _Entry(Value):
    list: str
    name: str
    values: dict[str, Any]
    historical: bool = False


class _File(Value):
    presets: tuple[_Entry, ...] = ()


def load(folder: Path) -> tuple[Preset, ...]:
    """Read the presets in *folder*, in order.

    Raises HandbookError, which names the preset, at the first that the model does not take.
    """
    file = folder / PRESETS
    try:
        with file.open("rb") as opened:
            entries = _File.model_validate(tomllib.load(opened)).presets
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise HandbookError(file, "", f"Förvalen går inte att läsa ({error}).") from error
    return tuple(_preset(file, entry) for entry in entries)


def for_place(presets: tuple[Preset, ...], place: str) -> tuple[Preset, ...]:
    """Return those of *presets* that are for the list or group with the pattern *place*."""
    return tuple(preset for preset in presets if preset.place == place)


def _preset(file: Path, entry: _Entry) -> Preset:
    place = f"{entry.list}, {entry.name}"
    field = schema.patterns().get(entry.list)
    if isinstance(field, ListOf):
        model: type[Value] = field.item
    elif isinstance(field, GroupOf):
        model = field.value
    else:
        raise HandbookError(file, place, "Det finns ingen sådan lista eller grupp.")
    listed = isinstance(field, ListOf)
    filled = _with_ids(model, entry.values)
    try:
        agreement = Agreement.model_validate(_within(entry.list, [filled] if listed else filled))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        inside = first["loc"][len(entry.list.split(schema.SEPARATOR)) + listed :]
        where = schema.SEPARATOR.join(str(part) for part in inside)
        raise HandbookError(file, place, f"”{where}”: {first['msg']}") from error
    ((_, value),) = at.found(agreement, at.join(entry.list, schema.ANY) if listed else entry.list)
    return Preset(entry.list, entry.name, value, entry.historical)


def _within(pattern: str, value: Any) -> dict[str, Any]:
    """Return the raw agreement that holds nothing but *value* at *pattern*.

    An agreement is validated before long anyhow, and what that takes is made once.
    """
    for segment in reversed(pattern.split(schema.SEPARATOR)):
        value = [{"id": new_id()} | value] if segment == schema.ANY else {segment: value}
    return value


def _with_ids(model: type[Value], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return *values* with an id for every item in them, which the file leaves out."""
    filled = dict(values)
    for name, field in schema.fields(model).items():
        given = filled.get(name)
        if isinstance(field, ListOf) and isinstance(given, list):
            filled[name] = [_with_ids(field.item, one) for one in cast("list[dict[str, Any]]", given)]
        elif isinstance(field, GroupOf) and isinstance(given, dict):
            filled[name] = _with_ids(field.value, cast("dict[str, Any]", given))
    if issubclass(model, Item):
        filled["id"] = new_id()
    return filled
