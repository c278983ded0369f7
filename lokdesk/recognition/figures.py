"""Tables of figures: their rows and columns, and what the notes below them tell."""

from lokdesk.agreement import address as at
from lokdesk.recognition import caption, pieces
from lokdesk.recognition.passage import Passage, Span, Table
from lokdesk.recognition.proposing import Proposing, part, whole

_STATISTICS = "mapping/statistics"


def noted(to: Proposing, address: str, one: Passage) -> bool:
    """Propose what is said below the figures at *address*: where they are from, when, and of whom."""
    items = to.lexicon.items[_STATISTICS]
    told = [piece for piece in pieces.pieces(one, "", items) if piece.label is not None]
    for piece in told:
        assert piece.label is not None  # that is what tells it
        to.heading(f"{_STATISTICS}/*/{piece.name}", piece.label, 0.8)
        to.answer(at.join(address, piece.name), [piece.span], 0.8, "tabell")
    return bool(told)


def proposed(to: Proposing, table: Table, above: Passage | None) -> str:
    """Propose for a table of figures, with the caption *above* it; return the address of it."""
    first = table.passages[0]
    address = to.item(_STATISTICS, Span(first.number, 0, 0), "")
    if above is not None:
        start = caption.start(above.text)
        to.answer(at.join(address, "title"), [part(above, start)], 0.8, "tabell")
        to.heading(_STATISTICS, part(above, 0, start), 0.8)
    columns: dict[int, str] = {}
    for column in range(1, table.columns):
        head = table.cells.get((0, column), ())
        if not head:
            continue
        columns[column] = to.item(at.join(address, "columns"), whole(head[0]))
        to.answer(at.join(columns[column], "name"), [whole(one) for one in head], 0.75, "tabell")
    for row in range(1, table.rows):
        labels = table.cells.get((row, 0), ())
        anything = labels or next((table.cells[row, one] for one in columns if (row, one) in table.cells), ())
        if not anything:
            continue
        own = to.item(at.join(address, "rows"), whole(anything[0]))
        to.answer(at.join(own, "label"), [whole(one) for one in labels], 0.75, "tabell")
        for column, name in columns.items():
            said = table.cells.get((row, column), ())
            cell = at.join(own, "cells", at.last(name))
            to.answer(at.join(cell, "value"), [whole(one) for one in said], 0.75, "tabell")
    return address
