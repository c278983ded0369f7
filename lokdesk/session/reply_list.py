"""Replies written out: as data for other programs, and in words for whoever reads them in a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic_core import to_jsonable_python

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital, joined, small
from lokdesk.agreement.reply import Reply, Stroke, Viewpoint, ViewpointKind
from lokdesk.agreement.value import Item
from lokdesk.handbook import naming
from lokdesk.handbook.book import Handbook
from lokdesk.session import place, wishes
from lokdesk.session.library import Library
from lokdesk.session.said import counted

KINDS: dict[ViewpointKind, str] = {
    "changed": "Ändrat",
    "added": "Nytt",
    "removed": "Borttaget",
    "moved": "Flyttat",
    "fixed": "Mallens text",
    "outside": "Utan plats",
    "comment": "Kommentar",
    "row": "Svarstabell",
}
"""What a viewpoint is, in a word or two."""
NOTHING = "Har svarat utan synpunkter."


def listed(draft: Draft, replies: Iterable[Reply]) -> dict[str, Any]:
    """Return *replies* to *draft* as data: what is changed, the comments, and what has no place.

    The words of a change are those that were sent, came back, and stand in the draft now, each as JSON data.
    """
    told: dict[str, list[dict[str, Any]]] = {"changes": [], "comments": [], "tray": []}
    for reply in replies:
        for one in reply.viewpoints:
            if one.kind == "comment":
                told["comments"].append(_comment(reply, one))
            elif one.kind == "outside":
                told["tray"].append(
                    {"text": one.text, "source": source(reply, one), "nearest": list(one.nearest)}
                )
            else:
                told["changes"].append(_change(draft, reply, one))
    return told


def _change(draft: Draft, reply: Reply, one: Viewpoint) -> dict[str, Any]:
    told = {
        "file": reply.name,
        "author": author(reply, one),
        "kind": one.kind,
        "address": one.address,
        "sent": one.sent,
        "returned": one.returned,
        "draft": now(draft.agreement, one),
    }
    if one.kind in ("fixed", "row"):
        told |= {"place": one.place}
    return told | {"reason": one.reason} if one.kind == "row" else told


def _comment(reply: Reply, one: Viewpoint) -> dict[str, Any]:
    return {
        "file": reply.name,
        "author": author(reply, one),
        "written": to_jsonable_python(one.written),
        "address": one.address,
        "quoted": one.quoted,
        "text": one.text,
    }


def source(reply: Reply, one: Viewpoint) -> str:
    """Return where words without a place stand, in words."""
    return ", ".join(part for part in (reply.name, one.place) if part)


def author(reply: Reply, one: Viewpoint) -> str:
    """Return whose the viewpoint is: who has tracked the changes, else who sent the file."""
    if one.author:
        return one.author
    names = dict.fromkeys(stroke.author or "" for stroke in one.strokes if stroke.kind != "same")
    if not any(names):
        return reply.sender or ""
    return joined([name or reply.sender or "" for name in names if name or reply.sender])


def now(agreement: Agreement, one: Viewpoint) -> Any:
    """Return what *agreement* says where the viewpoint is, as JSON data; ``None`` where nothing stands."""
    if not one.address:
        return None
    try:
        found = at.get(agreement, one.address)
    except at.UnknownAddress:
        return None
    if one.kind != "moved":
        return to_jsonable_python(found)
    ids = [item.id for item in at.get(agreement, at.parent(one.address))]
    place = ids.index(at.last(one.address))
    return ids[place - 1] if place else ""


# In words


def lines(draft: Draft, replies: Sequence[Reply], library: Library) -> Iterator[str]:
    """Yield *replies* in words, a line for each thing that came back."""
    for reply in replies:
        yield f"{title(reply)}:"
        for one in reply.viewpoints:
            yield f"  {line(draft, reply, one, library)}"
        if not reply.viewpoints:
            yield f"  {NOTHING}"


def title(reply: Reply) -> str:
    """Return what a reply is called: the file, its sender, and how much is in it."""
    sender = reply.sender or small(wishes.UNKNOWN)
    count = len(reply.viewpoints)
    return f"{reply.name} från {sender}, {counted(count, 'synpunkt', 'synpunkter')}"


def line(draft: Draft, reply: Reply, one: Viewpoint, library: Library) -> str:
    """Return a viewpoint as one line, with what went in [-…-] and what came in {+…+}."""
    by = author(reply, one)
    who = f" ({by})" if by and by != reply.sender else ""
    place_ = where(draft, one, library)
    what = " ".join(_said(draft, one, library).split())
    # An item that says no more than its name has been told.
    what = "" if f"”{what}”" in place_ else what
    return f"{KINDS[one.kind]}: {place_}{who}{f': {what}' if what else ''}"


def where(draft: Draft, one: Viewpoint, library: Library) -> str:
    """Return where the viewpoint is about, in words."""
    handbook = library.handbook_of(draft)
    if not one.address:
        return one.place or "i dokumentet"
    if one.kind == "added" and not place.exists(draft.agreement, one.address):
        return _coming(handbook, draft.agreement, one)
    found = place.place(handbook, draft.agreement, one.address).words
    return f"{found}, {one.place}" if one.place and one.kind in ("fixed", "row") else found


def _coming(handbook: Handbook, agreement: Agreement, one: Viewpoint) -> str:
    """Return what a new item is called, and what it is to stand in: "Ledamot ”X” i forum ”Y”"."""
    item, list_ = wishes.read(one.address, one.returned), at.parent(one.address)
    if not isinstance(item, Item) or not place.exists(agreement, list_):
        return place.place(handbook, agreement, list_).words
    made = item.model_copy(update={"id": at.last(one.address)})
    *within, own = map(str, naming.named(handbook, at.insert(agreement, list_, made), one.address))
    return " i ".join((capital(own), *([", ".join(within)] if within else ())))


def _said(draft: Draft, one: Viewpoint, library: Library) -> str:
    if one.kind in ("comment", "outside"):
        near = [place.place(library.handbook_of(draft), draft.agreement, to).words for to in one.nearest[:1]]
        return f"{one.text} – ligger närmast {near[0]}" if near and one.kind == "outside" else one.text
    if one.kind == "row":
        return f"{one.text} Skäl: {one.reason}" if one.reason else one.text
    if one.kind == "moved":
        after = at.join(at.parent(one.address), one.after)
        name = place.short(library.handbook_of(draft), (draft.agreement,), after)
        return f"ska stå efter {name}" if one.after else "ska stå först"
    if one.kind in ("added", "removed"):
        return "; ".join(_words(one))
    return "".join(map(marked, one.strokes))


def _words(one: Viewpoint) -> Iterator[str]:
    """Yield what an item that came or went says."""
    value = one.returned if one.kind == "added" else one.sent
    list_ = schema.pattern(at.parent(one.address))
    yield from _strings(value, list_)


def _strings(value: Any, pattern: str) -> Iterator[str]:
    for name, held in value.items():
        here = f"{pattern}/*/{name}"
        asked = schema.patterns().get(here)
        if isinstance(asked, Answer) and asked.kind in ("line", "choice") and held:
            yield str(held)
        elif isinstance(asked, Answer) and asked.kind == "text" and held:
            yield " ".join(
                "".join(run.get("text", "") for run in block.get("runs", ())) for block in held["blocks"]
            )


_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def marked(stroke: Stroke) -> str:
    """Return a stroke of words with marks around what went and what came."""
    return _MARKS[stroke.kind].format(stroke.text)
