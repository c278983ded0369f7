"""Footnotes in HTML: where they are called, and what they say.

Word, LibreOffice and others write a note as two links that lead to each other: one in the text, which calls
the note, and one in the note, which leads back.
"""

import re
from collections.abc import Container, Mapping
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
_LONGEST_MARK, _MOST_LETTERS = 10, 4
"""Signs in the mark of a note, and how many of them may be letters: what says more is text."""
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
    backs: dict[int, tuple[Node, dict[int, int]]] = {}
    for anchor in root.css("a[href]"):
        target = anchor.attributes.get("href") or ""
        own = anchor.attributes.get("name") or anchor.attributes.get("id") or ""
        if not target.startswith("#") or not own or any(one in own for one in _COMMENTS):
            continue
        call = calls.get(target)
        if call is None or call.attributes.get("href") != f"#{own}":
            calls[f"#{own}"] = anchor
        elif (holder := _holder(anchor)) is not None:
            backs.setdefault(holder.mem_id, (holder, {}))[1][anchor.mem_id] = call.mem_id
    called = {call for _, leading in backs.values() for call in leading.values()}
    texts: dict[int, list[str]] = {}
    holders: set[int] = set()
    for holder, leading in backs.values():
        notes = _notes(holder, leading, called, backs)
        if notes:
            holders.add(holder.mem_id)
        for call, text in notes:
            texts.setdefault(call, []).append(text)
    return Footnotes({call: " ".join(filter(None, said)) for call, said in texts.items()}, frozenset(holders))


def is_mark(anchor: Node) -> bool:
    """Return whether *anchor* is the mark of a note: a number that leads to a place in the document."""
    target = anchor.attributes.get("href") or ""
    if target.startswith(_TARGETS):
        return is_short(anchor)
    said = markup.short_text(anchor, _LONGEST_MARK) if target.startswith("#") else None
    return said is not None and _MARK.fullmatch(said) is not None


def is_short(anchor: Node) -> bool:
    """Return whether *anchor* says no more than what calls a note, or leads back from one, does."""
    said = markup.short_text(anchor, _LONGEST_MARK)
    return said is not None and sum(map(str.isalpha, said)) <= _MOST_LETTERS


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


def _notes(
    holder: Node, leading: Mapping[int, int], called: Container[int], holders: Container[int]
) -> list[tuple[int, str]]:
    """Return the notes that *holder* holds, each as one line with the call that it belongs to.

    *leading* are the links back in it, with the calls they lead to. What one of the *called* or another of
    the *holders* stands in is text, and no note: to leave it out would lose what else it says.
    """
    words: dict[int, list[str]] = {call: [] for call in leading.values()}
    first = next(iter(words))
    here = words[first]
    muted: int | None = None
    for node, entered in markup.walk(holder, lambda _: False):
        if not entered or muted is not None:
            muted = None if node.mem_id == muted else muted
        elif node.mem_id in called or node.mem_id in holders:
            return []
        elif node.mem_id in leading:
            here = words[leading[node.mem_id]]
            muted = node.mem_id if is_short(node) else None
        elif markup.tag(node) == markup.TEXT:
            here.append(node.text_content or "")
        elif markup.tag(node) in _APART:
            here.append(" ")
    return [(call, " ".join("".join(said).split())) for call, said in words.items()]
