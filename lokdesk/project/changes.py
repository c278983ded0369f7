"""What makes one draft of another, as small JSON data, and doing it again to the draft as it was.

Drafts are immutable and share what they have in common, so only what is not the same object is looked at.
The content of files is not JSON: it stands apart, under its SHA-256.
"""

import hashlib
from typing import Any, TypeGuard, cast

from pydantic import ValidationError

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.value import Item, Value
from lokdesk.project.container import Broken

Raw = dict[str, Any]
Files = dict[str, bytes]
"""Contents of files by their SHA-256."""

AT, VALUE, IDS, NEW = "at", "value", "ids", "new"
"""The keys of a change: where it is, and what stands there now, or the ids of the items of a list in order
and those of them that are new."""

_FILE = "sha256"
_HOLDERS = ("attachments", "versions", "earlier", "intakes", "replies", "template")
"""The fields of a draft in which files are held."""
_AMISS = (ValidationError, KeyError, TypeError, AttributeError, ValueError, IndexError, RecursionError)


def difference(before: Draft, after: Draft, files: Files) -> list[Raw]:
    """Return the changes that make *after* of *before*, and put the contents they speak of into *files*."""
    found: list[Raw] = []
    _compare(before, after, (), found, files)
    return found


def _compare(before: Value, after: Value, here: tuple[str, ...], found: list[Raw], files: Files) -> None:
    for name in type(after).model_fields:
        was, now = getattr(before, name), getattr(after, name)
        if was is now:
            continue
        there = (*here, name)
        if isinstance(was, Value) and type(was) is type(now):
            _compare(was, now, there, found, files)
        elif _is_list(was) and _is_list(now):
            _compare_items(was, now, there, found, files)
        elif was != now:
            found.append({AT: list(there), VALUE: _field(after, name, files)})


def _is_list(value: object) -> TypeGuard[tuple[Item, ...]]:
    return isinstance(value, tuple) and all(isinstance(one, Item) for one in cast("tuple[Any, ...]", value))


def _compare_items(
    before: tuple[Item, ...], after: tuple[Item, ...], here: tuple[str, ...], found: list[Raw], files: Files
) -> None:
    known = {one.id: one for one in before}
    ids = [one.id for one in after]
    if list(known) != ids:
        new = {one.id: _tree(one, files) for one in after if one.id not in known}
        found.append({AT: list(here), IDS: ids, NEW: new})
    for one in after:
        was = known.get(one.id, one)
        if was is not one:
            _compare(was, one, (*here, one.id), found, files)


def tree(draft: Draft, files: Files) -> Raw:
    """Return all of *draft* as JSON data, and put the contents it speaks of into *files*."""
    return _tree(draft, files)


def _tree(value: Value, files: Files) -> Raw:
    return {name: _field(value, name, files) for name in type(value).model_fields}


def _field(owner: Value, name: str, files: Files) -> Any:
    """Return what *owner* has in the field *name* as JSON data, with what is else left out of it."""
    value = getattr(owner, name)
    if isinstance(value, bytes):
        digest = hashlib.sha256(value).hexdigest()
        files[digest] = value
        return {_FILE: digest}
    if type(owner).model_fields[name].exclude:
        return value
    if isinstance(owner, Draft) and name in _HOLDERS:
        return [_tree(one, files) for one in value] if _is_list(value) else _tree(value, files)
    return owner.model_dump(mode="json", include={name})[name]


def apply(raw: Raw, changes: list[Raw]) -> None:
    """Make the *changes* in *raw*, a draft as JSON data. Raises Broken where it has no place for them."""
    try:
        for change in changes:
            _apply(raw, change)
    except _AMISS as error:
        raise Broken("a change has no place") from error


def _apply(raw: Raw, change: Raw) -> None:
    *way, last = cast("list[str]", change[AT])
    here: Any = raw
    for step in way:
        here = _item(cast("list[Raw]", here), step) if isinstance(here, list) else here[step]
    if last not in here:
        raise KeyError(last)
    if VALUE in change:
        here[last] = change[VALUE]
        return
    items: list[Raw] = here[last]
    known: Raw = {one["id"]: one for one in items} | change[NEW]
    here[last] = [known[id_] for id_ in change[IDS]]


def _item(items: list[Raw], id_: str) -> Raw:
    return {one["id"]: one for one in items}[id_]


def draft(raw: Raw, files: Files) -> Draft:
    """Return the draft that *raw* is as JSON data, whose contents are among *files*. Raises Broken."""
    try:
        held = {name: _filled(raw[name], files) for name in _HOLDERS}
        return Draft.model_validate(raw | held)
    except _AMISS as error:
        raise Broken("not the data of a draft") from error


def _filled(holder: Any, files: Files) -> Any:
    """Return *holder*, or each of a list of them, with the content that it speaks of in its place."""
    if isinstance(holder, list):
        return [_filled(one, files) for one in cast("list[Any]", holder)]
    content = holder["content"]
    return holder | {"content": content and files[content[_FILE]]}
