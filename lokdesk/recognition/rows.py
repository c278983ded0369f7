"""Tables with an item in each row: which it is, and what its cells say of it."""

import re
from collections.abc import Mapping

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.recognition import detail, entry, grid, legal, party, patterns, pieces, words
from lokdesk.recognition.lexicon import PARENT
from lokdesk.recognition.passage import Span, Table
from lokdesk.recognition.proposing import Proposing, part, whole

_BODIES = "deciding_bodies/*/name"
_LETTERED = re.compile(r"\s*(\d+)\s?([a-z])\s*", re.IGNORECASE)


def proposed(to: Proposing, table: Table, found: grid.Grid, within: entry.Within | None) -> None:
    """Propose for a *table* with an item in each row, as *found*; *within* is the item it stands below."""
    items = to.lexicon.items[found.list]
    deep = found.list.rpartition("/*/")
    item = ""
    for column, name in found.columns.items():
        for one in table.cells.get((0, column), ()):
            to.heading(f"{found.list}/*/{name}", whole(one), min(found.likeness, 1.0))
    for row in range(1, table.rows):
        cells = _row(to, table, row, found)
        list_ = found.list
        if deep[1]:
            holder = _holder(to, deep[0], deep[2], cells.pop(PARENT, []), within)
            if not holder:
                continue
            list_ = at.join(holder, deep[2])
        named = cells.get(items.named, [])
        if named:
            item = item_of(to, found.list, list_, named, cells)
        elif not item and not any(cells.values()):
            continue
        elif not item or deep[1]:
            first = next((one[0] for one in cells.values() if one), None)
            if first is None:
                continue
            item = to.item(list_, first)
        inner = entry.Within(items, item)
        for name, said in cells.items():
            if name != items.named and said:
                cell(to, inner, name, said, row, cells)
        if named and found.list == entry.FORUMS:
            entry.level(to, item, named[0])


def _row(to: Proposing, table: Table, row: int, found: grid.Grid) -> dict[str, list[Span]]:
    """Return what the cells of a row are the answers to."""
    items = to.lexicon.items[found.list]
    cells: dict[str, list[Span]] = {}
    for column, name in found.columns.items():
        said = table.cells.get((row, column), ())
        if name == PARENT or (name == items.named and found.list in ("parties", "collaborators")):
            cells[name] = [whole(one) for one in said]
            continue
        for piece in pieces.in_cell(said, (name, *found.further.get(column, ())), items):
            if piece.label is not None:
                to.heading(f"{found.list}/*/{piece.name}", piece.label, 0.85)
            cells.setdefault(piece.name, []).append(piece.span)
    return cells


def item_of(
    to: Proposing, pattern: str, list_: str, named: list[Span], cells: Mapping[str, list[Span]]
) -> str:
    """Return the address of the item of *list_* that a row names; a new one if it says other things."""
    if pattern in ("parties", "collaborators", "appendices"):
        address = entry.named(to, pattern, named[0], 0.85)
        if pattern != "appendices":
            for span in named[1:]:
                party.more(to, address, to.source.by_number[span.passage])
        return address
    first = to.source.by_number[named[0].passage]
    name = " ".join(to.text(one) for one in named)
    start = 0
    items = to.lexicon.items[pattern]
    numbered = re.match(r"\s*(?:(\w+)\s+)?(\d+)\s*[.:–-]?\s+(?=\S)", to.text(named[0]))
    if numbered is not None and (not numbered[1] or words.stems(numbered[1]) in items.called):
        start = numbered.end()
    known = to.named(list_, name[start:])
    if known and not _differs(to, known, pattern, cells):
        for one in named:
            to.heading(pattern, one, 0.8)
        return known
    spans = [part(first, named[0].start + start, named[0].end), *named[1:]]
    address = to.item(list_, spans[0], name[start:])
    if pattern == "legal_references" and legal.number(to, address, first):
        return address
    to.answer(at.join(address, items.named), spans, 0.85, pattern)
    if start:
        to.heading(pattern, part(first, named[0].start, named[0].start + start), 0.85)
    return address


def _differs(to: Proposing, item: str, pattern: str, cells: Mapping[str, list[Span]]) -> bool:
    """Return whether a row says another thing of an item of the same name: then it is another item."""
    for name, spans in cells.items():
        if (
            patterns.is_nested(name)
            or name == to.lexicon.items[pattern].named
            or patterns.is_text(f"{pattern}/*/{name}")
        ):
            continue
        before = to.said(at.join(item, name))
        if before and not words.same(before, " ".join(to.text(one) for one in spans)):
            return True
    return False


def _holder(to: Proposing, pattern: str, list_: str, said: list[Span], within: entry.Within | None) -> str:
    """Return the address of the item that a row of its *list_* belongs to."""
    name = " ".join(to.text(one) for one in said)
    if name:
        of_actors = pattern == "parties"
        others = ("collaborators",) if f"collaborators/*/{list_}" in schema.patterns() else ()
        found = to.actor(name, pattern, *others) if of_actors else to.named(pattern, name)
        if found:
            for one in said:
                to.heading(pattern, one, 0.8)
            return found
        if of_actors:
            return ""
        return entry.named(to, pattern, said[0], 0.7)
    return within.address if within is not None and within.items.list == pattern else ""


def cell(
    to: Proposing,
    within: entry.Within,
    name: str,
    said: list[Span],
    row: int,
    cells: Mapping[str, list[Span]],
) -> None:
    """Propose what a cell, or the part of one, *said*: the answer *name* of the item *within*."""
    lettered = _LETTERED.fullmatch(to.text(said[0])) if name == "number" else None
    if lettered is not None:
        start = said[0].start
        for part_, last in ((1, "number"), (2, "letter")):
            span = Span(said[0].passage, start + lettered.start(part_), start + lettered.end(part_))
            to.answer(at.join(within.address, last), [span], 0.85)
        return
    if name == _BODIES:
        for one in said:
            party.bodies(to, within.address, one)
        return
    if name == detail.CONTACTS:
        for one in said:
            party.contact_of(to, within.address, one)
        return
    if not patterns.is_nested(name):
        answer = schema.patterns().get(within.pattern(name))
        if not isinstance(answer, Answer):
            return
        if answer.kind == "text":
            for one in said:
                to.answer(at.join(within.address, name), [one], 0.85, name)
        else:
            to.answer(at.join(within.address, name), said, 0.85, name)
        return
    beside = {
        len(one) for other, one in cells.items() if one and patterns.list_of(other) == patterns.list_of(name)
    }
    if len(said) > 1 and len(beside) == 1:
        for number, one in enumerate(said):
            detail.applied(to, within, name, [one], 0.85, key=f"{row}-{number}")
    else:
        detail.applied(to, within, name, said, 0.85, key=f"{row}-0")
