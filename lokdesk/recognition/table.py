"""Tables: of items, of one item, of figures, of signatures, or with labels to the left."""

from dataclasses import replace

from lokdesk.recognition import (
    caption,
    detail,
    entry,
    figures,
    grid,
    layout,
    outline,
    party,
    patterns,
    period,
    rows,
    signing,
)
from lokdesk.recognition.lexicon import PARENT
from lokdesk.recognition.outline import Node
from lokdesk.recognition.passage import Passage, Table
from lokdesk.recognition.proposing import Proposing, whole
from lokdesk.recognition.reading import Reading


def proposed(reading: Reading, table: Table, here: list[str], within: entry.Within | None) -> None:
    """Propose for a *table*, where the lists *here* are usual; *within* is the item it stands below."""
    found = grid.grid(table, reading.to.lexicon, here)
    if layout.is_signing(table, reading.to.lexicon):
        signing.proposed(reading.to, [table], reading.names, reading.to.lexicon)
    elif found is not None:
        rows.proposed(reading.to, table, found, within)
    elif within is None and (sheet := grid.sheet(table, reading.to.lexicon, here)) is not None:
        _sheet(reading, table, sheet)
    elif grid.is_of_labels(table, reading.to.lexicon) or within is not None:
        _labels(reading, table, within)
    elif grid.is_statistics(table):
        reading.figures = figures.proposed(reading.to, table, reading.caption)
        reading.caption = None
        return
    else:
        _labels(reading, table, within)
    reading.caption, reading.figures = None, ""


def is_all_below(to: Proposing, node: Node) -> bool:
    """Return whether there are but tables below the heading that are items themselves, or have them."""
    above: Passage | None = None
    many = 0
    for one in node.content:
        if isinstance(one, Passage) and caption.start(one.text):
            above = one
        elif isinstance(one, Table):
            found = grid.grid(one, to.lexicon, [node.means])
            told = grid.sheet(one, to.lexicon, [node.means])
            by_row = found is not None and found.list == node.means
            named = told is not None and (
                told.named is not None or (above is not None and bool(caption.known(to, node.means, above)))
            )
            if not by_row and not (named and told is not None and told.list == node.means):
                return False
            many += 1
        else:
            return False
    return many > 0


def _sheet(reading: Reading, table: Table, sheet: grid.Sheet) -> None:
    """Propose for a table that tells of one item, its labels to the left."""
    items = reading.to.lexicon.items[sheet.list]
    item = ""
    if sheet.named is not None:
        said = table.cells.get((sheet.named, 1), ())
        reading.to.heading(sheet.list, whole(table.cells[sheet.named, 0][0]), 0.85)
        item = rows.item_of(reading.to, sheet.list, sheet.list, [whole(one) for one in said], {})
        if sheet.list == entry.FORUMS:
            entry.level(reading.to, item, whole(said[0]))
    elif reading.caption is not None:
        item = caption.item(reading.to, sheet.list, reading.caption)
    if not item:
        _labels(reading, table, None)
        return
    inner = entry.Within(items, item)
    for row, name in sheet.rows.items():
        label = table.cells[row, 0][0]
        reading.to.heading(f"{sheet.list}/*/{name}", whole(label), sheet.likeness)
        said = [one for column in range(1, table.columns) for one in table.cells.get((row, column), ())]
        for one in said:
            if patterns.is_nested(name) or patterns.is_text(f"{sheet.list}/*/{name}"):
                detail.in_pieces(reading.to, inner, name, one, 0.85)
        if said and not patterns.is_nested(name) and not patterns.is_text(f"{sheet.list}/*/{name}"):
            rows.cell(reading.to, inner, name, [whole(one) for one in said], row, {})


def _labels(reading: Reading, table: Table, within: entry.Within | None) -> None:
    """Propose for a table with labels in its left column, or with parts of the agreement there."""
    for row in range(table.rows):
        left = table.cells.get((row, 0), ())
        values = [one for column in range(1, table.columns) for one in table.cells.get((row, column), ())]
        if not left or not values:
            continue
        said = left[0].text.rstrip(": ")
        if within is not None:
            name, likeness = within.items.field(said)
            if likeness >= entry.QUITE and name != PARENT:
                reading.to.heading(within.pattern(name), whole(left[0]), likeness)
                for one in values:
                    detail.applied(reading.to, within, name, [whole(one)], likeness)
                continue
        address = reading.to.lexicon.answer(said)
        if address:
            if reading.to.answer(address, [whole(one) for one in values], 0.85, said):
                reading.to.heading(address, whole(left[0]), 0.85, said)
                if address == "validity/start":
                    period.kind(reading.to, left[0])
                continue
        if period.mentioned_beside(reading.to, left[0], values):
            continue
        sense = outline.outlined(
            (_as_heading(left[0]), *(_as_text(one) for one in values)), reading.to.lexicon
        )
        for node in sense.content:
            if isinstance(node, Node) and node.means and table.columns == 2:
                if node.means in ("parties", "collaborators"):
                    reading.to.heading(node.means, whole(left[0]), node.confidence)
                    for one in values:
                        party.from_passage(reading.to, node.means, one, reading.names)
                elif node.means in reading.to.lexicon.items and not any(
                    one.text.rstrip().endswith(".") for one in values
                ):
                    node.content = [replace(one, kind="item") for one in values]
                    reading.node(node, "")
                else:
                    reading.node(node, "")


def _as_heading(one: Passage) -> Passage:
    return replace(one, kind="heading", level=1)


def _as_text(one: Passage) -> Passage:
    return replace(one, kind="paragraph" if one.block.kind == "paragraph" else "item")
