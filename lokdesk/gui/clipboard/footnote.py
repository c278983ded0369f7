"""Footnotes in HTML: where they are called, and what they say.

Word, LibreOffice and others write a note as two links that lead to each other: one in the text, which calls
the note, and one in the note, which leads back.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lokdesk.gui.clipboard import markup
from lokdesk.gui.clipboard.markup import Node

_MARK = re.compile(r"\W*(?:\d{1,3}|[ivxl]{1,5}|\*+)\W*", re.IGNORECASE)
_TARGETS = ("#_ftn", "#_edn", "#sdfootnote", "#sdendnote")
_COMMENTS = ("msocom", "msoanchor")
_HOLDERS = frozenset({"div", "li", "aside"})
_PARAGRAPHS = frozenset({"p", "li", "dd", "td"})
_DEEPEST = 100
"""So far above a link its holder is looked for: what is deeper was made to take time."""
_APART = frozenset({"br", "div", "p", "li"})


@dataclass(frozen=True)
class Footnotes:
    """The footnotes of a document."""

    texts: Mapping[int, str] = field(default_factory=dict[int, str])
    """What each note says, by the node of the link that calls it."""
    holders: frozenset[int] = frozenset()
    """The nodes that hold the notes and are no part of the text."""


def found(root: Node) -> Footnotes:
    """Return the footnotes of the document whose notes stand in it too."""
    calls: dict[str, Node] = {}
    texts: dict[int, str] = {}
    holders: set[int] = set()
    for anchor in root.css("a[href]"):
        target = anchor.attributes.get("href") or ""
        own = anchor.attributes.get("name") or anchor.attributes.get("id") or ""
        if not target.startswith("#") or not own or any(one in own for one in _COMMENTS):
            continue
        call = calls.get(target)
        if call is None or call.attributes.get("href") != f"#{own}":
            calls[f"#{own}"] = anchor
        elif (holder := _holder(anchor)) is not None:
            texts[call.mem_id] = _text(holder, anchor)
            holders.add(holder.mem_id)
    return Footnotes(texts, frozenset(holders))


def is_mark(anchor: Node) -> bool:
    """Return whether *anchor* is the mark of a note: a number that leads to a place in the document."""
    target = anchor.attributes.get("href") or ""
    return target.startswith(_TARGETS) or (
        target.startswith("#") and _MARK.fullmatch(anchor.text() or "") is not None
    )


def _holder(anchor: Node) -> Node | None:
    """Return what holds the note that *anchor* stands in: an element with an id, or else a paragraph."""
    paragraph: Node | None = None
    node = anchor.parent
    for _ in range(_DEEPEST):
        if node is None or markup.tag(node) in ("body", "html", "-document"):
            break
        if paragraph is None and markup.tag(node) in _PARAGRAPHS:
            paragraph = node
        if markup.tag(node) in _HOLDERS and node.attributes.get("id"):
            return node
        node = node.parent
    return paragraph


def _text(holder: Node, anchor: Node) -> str:
    """Return what *holder* says apart from the link back, as one line."""
    words: list[str] = []
    for node, entered in markup.walk(holder, lambda one: one.mem_id == anchor.mem_id):
        if markup.tag(node) == markup.TEXT:
            words.append(node.text_content or "")
        elif entered and markup.tag(node) in _APART:
            words.append(" ")
    return " ".join("".join(words).split())
