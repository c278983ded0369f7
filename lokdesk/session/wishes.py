"""Viewpoints as what the agreement holds: the answers and items they are about, as values and not as JSON."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Reply, Viewpoint
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.schema import SEPARATOR, ListOf
from lokdesk.agreement.value import Item
from lokdesk.session import cells

UNKNOWN = "Okänd avsändare"
"""What a sender is called that nobody knows."""


def ref(reply: Reply, viewpoint: Viewpoint) -> str:
    """Return what *viewpoint* in *reply* is called: ``{reply.id}/{viewpoint.id}``."""
    return f"{reply.id}{SEPARATOR}{viewpoint.id}"


def found(draft: Draft, of: str) -> tuple[Reply, Viewpoint]:
    """Return the viewpoint with the ref *of*, and the reply that it is in. Raises KeyError."""
    reply_id, _, viewpoint_id = of.partition(SEPARATOR)
    for reply in draft.replies:
        if reply.id == reply_id:
            for viewpoint in reply.viewpoints:
                if viewpoint.id == viewpoint_id:
                    return reply, viewpoint
    raise KeyError(of)


def sender(reply: Reply) -> str:
    """Return who sent *reply*, or that nobody knows, with the name of the file."""
    return reply.sender or f"{UNKNOWN} ({reply.name})"


def who(reply: Reply, viewpoint: Viewpoint) -> str:
    """Return whose *viewpoint* it is in words: the sender, and the author of the change within brackets."""
    author = viewpoint.author
    return f"{sender(reply)} ({author})" if author and author != reply.sender else sender(reply)


def answer(address: str) -> Answer | None:
    """Return what kind of answer stands at *address*, ``None`` where no answer does."""
    try:
        field = schema.patterns().get(schema.pattern(address))
    except KeyError:
        return None
    return field if isinstance(field, Answer) else None


def kind_of_item(address: str) -> type[Item] | None:
    """Return what kind of item stands at *address*, ``None`` where no item does."""
    try:
        if not schema.pattern(address).endswith(schema.ANY):
            return None
    except KeyError:
        return None
    field = schema.patterns().get(schema.pattern(at.parent(address)))
    return field.item if isinstance(field, ListOf) else None


def value(address: str, data: Any) -> Any:
    """Return *data*, JSON data or a value, as what can stand at *address*: an answer or an item.

    It is returned as it is where nothing is known of the address. Raises pydantic's ValidationError.
    """
    if data is None:
        return None
    if answer(address) is not None:
        return schema.adapter(*schema.holder(schema.pattern(address))).validate_python(data)
    kind = kind_of_item(address)
    if kind is None or isinstance(data, kind):
        return data
    return kind.model_validate(data)


def read(address: str, data: Any) -> Any:
    """Return what :func:`value` does; what can be no answer at *address* is none, other data is itself."""
    try:
        return value(address, data)
    except ValidationError:
        known = answer(address)
        if known is None:
            return data
        return () if known.kind == "references" else None


def data(address: str, said: Any) -> Any:
    """Return what stands at *address* as JSON data."""
    if said is None:
        return None
    if isinstance(said, Item):
        return said.model_dump(mode="json")
    if answer(address) is None:
        return said
    return schema.adapter(*schema.holder(schema.pattern(address))).dump_python(said, mode="json")


def now(agreement: Agreement, address: str) -> Any:
    """Return what stands at *address*, ``None`` also where the address names nothing."""
    try:
        return cells.value(agreement, address) if address else None
    except UnknownAddress:
        return None


def before(agreement: Agreement, address: str) -> str | None:
    """Return the id of the item before the one at *address*, empty for the first; ``None`` if it is gone."""
    those = those_before(agreement, address)
    return None if those is None else "".join(those[-1:])


def those_before(agreement: Agreement, address: str) -> list[str] | None:
    """Return the ids of all items before the one at *address*, in order; ``None`` if it is gone."""
    if kind_of_item(address) is None:
        return None
    known = [one.id for one in now(agreement, at.parent(address)) or ()]
    return known[: known.index(at.last(address))] if at.last(address) in known else None


def wish(viewpoint: Viewpoint) -> str:
    """Return what *viewpoint* wants, in a form that is the same for all that want the same of one place."""
    if viewpoint.kind == "added":
        return content(viewpoint.address, viewpoint.returned)
    if viewpoint.kind == "moved":
        return f"after {viewpoint.after}"
    if viewpoint.kind == "removed":
        return ""
    if viewpoint.returned is not None or viewpoint.kind == "changed":
        return json.dumps(viewpoint.returned, sort_keys=True)
    return viewpoint.text or "".join(one.text for one in viewpoint.strokes if one.kind != "removed")


def content(address: str, data: Any) -> str:
    """Return what the item at *address* says, JSON data, without its own ids, and without what says nothing.

    What it refers to, also the columns of its cells, is part of what it says.
    """
    return _content(address, json.dumps(data, sort_keys=True))


@lru_cache(1024)
def _content(address: str, written: str) -> str:
    # Asked for again and again of the same items, for each that may want the same.
    said = json.loads(written)
    item = read(address, said)
    bare = _bare(at.nameless(item).model_dump(mode="json") if isinstance(item, Item) else said)
    return json.dumps(bare, sort_keys=True)


def _bare(data: Any) -> Any:
    if isinstance(data, dict):
        said = cast("dict[str, Any]", data)
        return {key: bare for key, one in said.items() if (bare := _bare(one)) not in (None, [], {})}
    if isinstance(data, list | tuple):
        return [_bare(one) for one in cast("Sequence[Any]", data)]
    return data


def ids(data: Any) -> list[str]:
    """Return the ids in *data*, of items in their order; whatever else it is has none."""
    if not isinstance(data, list | tuple):
        return []
    return [one for one in cast("Sequence[Any]", data) if isinstance(one, str)]


def about(one: Viewpoint) -> tuple[str, str] | None:
    """Return what the viewpoints of one matter have in common, and its key where that is known already.

    ``None`` is of one that is a matter of its own.
    """
    match one.kind:
        case "changed":
            return "", one.address
        case "removed" | "moved":
            return "item", f"{one.address}{SEPARATOR}"
        case "added":
            return f"{at.parent(one.address)} {content(one.address, one.returned)}", ""
        case "fixed":
            before = one.sent if one.sent is not None else [s.text for s in one.strokes if s.kind != "added"]
            return f"{one.address} {one.place} {json.dumps(before, sort_keys=True)}", ""
        case _:
            return None


def words(one: Viewpoint) -> str:
    """Return the words of a viewpoint that can be put into an answer, empty where there are none."""
    if one.text:
        return one.text
    returned = read(one.address, one.returned)
    if isinstance(returned, RichText):
        return returned.text
    if isinstance(returned, str):
        return returned
    return "".join(stroke.text for stroke in one.strokes if stroke.kind == "added").strip()
