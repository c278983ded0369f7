"""What stands in a document as the sample of what is put there: the look of paragraphs, cells and tables."""

import copy
from collections.abc import Sequence

from lokdesk.word import ooxml
from lokdesk.word.forms import Figures
from lokdesk.word.ooxml import Element

_CELL = 1500
"""How wide a cell is that says nothing of it, in twentieths of a point."""
_NOT_KEPT = ("w:numPr", "w:sectPr", "w:rPr", "w:pageBreakBefore")


def figures(table: Element) -> Figures | None:
    """Return what tables of figures look like after that *table*; ``None`` where it has no columns."""
    rows = [one for one in ooxml.children(table) if ooxml.is_a(one, "w:tr")]
    wide = [there for one in rows if len(there := cells(one)) > 1]
    if not wide:
        return None
    head, body = wide[0], wide[1] if len(wide) > 1 else wide[0]
    return Figures(
        _start(table),
        ooxml.fragment(head[0], ooxml.NAMESPACES),
        (_cell_properties(head[1:]), properties(ooxml.child(head[1], "w:p"))),
        (_cell_properties(body[:1]), properties(ooxml.child(body[0], "w:p"))),
        (_cell_properties(body[1:]), properties(ooxml.child(body[1], "w:p"))),
    )


def properties(paragraph: Element | None) -> str:
    """Return the properties of *paragraph* that others may have, too, as XML."""
    own = ooxml.child(paragraph, "w:pPr")
    if own is None:
        return ""
    kept = copy.deepcopy(own)
    for one in ooxml.children(kept):
        if ooxml.is_a(one, *_NOT_KEPT):
            kept.remove(one)
    return ooxml.fragment(kept, ooxml.NAMESPACES)


def row(element: Element) -> Element:
    """Return a copy of the row *element* that is no heading row."""
    made = copy.deepcopy(element)
    own = ooxml.child(made, "w:trPr")
    for one in [] if own is None else ooxml.children(own):
        if ooxml.is_a(one, "w:tblHeader"):
            ooxml.remove(one)
    return made


def cells(element: Element) -> list[Element]:
    """Return the cells of the row *element*, as far as they stand in no control."""
    return [one for one in ooxml.children(element) if ooxml.is_a(one, "w:tc")]


def _cell_properties(some: Sequence[Element]) -> str:
    """Return the properties of the first of *some* cells, as wide as all of them, in one row and column."""
    own = ooxml.child(some[0], "w:tcPr")
    kept = ooxml.made("w:tcPr") if own is None else copy.deepcopy(own)
    for one in ooxml.children(kept):
        if ooxml.is_a(one, "w:gridSpan", "w:vMerge", "w:hMerge", "w:tcW"):
            kept.remove(one)
    width = ooxml.made("w:tcW")
    width.set(ooxml.name("w:w"), str(sum(_width(one) for one in some)))
    width.set(ooxml.name("w:type"), "dxa")
    kept.insert(1 if ooxml.child(kept, "w:cnfStyle") is not None else 0, width)
    return ooxml.fragment(kept, ooxml.NAMESPACES)


def _width(cell: Element) -> int:
    own = ooxml.child(cell, "w:tcPr", "w:tcW")
    told = ooxml.number(own, "w:w") if ooxml.val(own, "w:type") in ("dxa", None) else 0
    return told if told > 0 else _CELL


def _start(table: Element) -> str:
    """Return what the *table* begins with, for a first column and one for all the others."""
    first_row = next(there for one in ooxml.children(table) if len(there := cells(one)) > 1)
    first, rest = _width(first_row[0]), sum(map(_width, first_row[1:]))
    own = ooxml.child(table, "w:tblPr")
    kept = ooxml.made("w:tblPr") if own is None else copy.deepcopy(own)
    for one in ooxml.children(kept):
        if ooxml.is_a(one, "w:tblW", "w:tblpPr"):
            kept.remove(one)
    width = ooxml.made("w:tblW")
    width.set(ooxml.name("w:w"), str(first + rest))
    width.set(ooxml.name("w:type"), "dxa")
    early = ("w:tblStyle", "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize", "w:tblStyleColBandSize")
    kept.insert(sum(ooxml.is_a(one, *early) for one in ooxml.children(kept)), width)
    grid = f'<w:tblGrid><w:gridCol w:w="{first}"/><w:gridCol w:w="{rest}"/></w:tblGrid>'
    return ooxml.fragment(kept, ooxml.NAMESPACES) + grid
