"""The table of responses in a document that came back: recognised by its controls, else by its headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lokdesk.agreement import normal
from lokdesk.word import ooxml, speech
from lokdesk.word.echo import ResponseRow
from lokdesk.word.ooxml import Element
from lokdesk.word.tag import REPLY

_ROW_TAG = f"{REPLY}rad"
_COLUMNS = ("section", "current", "wording", "reason")
_TAGS = {
    f"{REPLY}avsnitt": "section",
    f"{REPLY}lydelse": "current",
    f"{REPLY}forslag": "wording",
    f"{REPLY}skal": "reason",
}
_LABELS = {"svarande": "sender", "svarets datum": "answered"}
_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("wording", ("föreslagen lydelse", "förslag till", "ny lydelse", "förslag", "synpunkt")),
    ("current", ("nuvarande lydelse", "nuvarande", "plats", "sida")),
    ("section", ("avsnitt", "rubrik", "kapitel")),
    ("reason", ("skäl", "motivering")),
)
_BLANK = "_ \t\n"
_NOT_CELLS = ("w:trPr", "w:tblPr", "w:tblGrid", "w:sdtPr", "w:sdtEndPr", "w:tcPr", "w:tblPrEx")


@dataclass(frozen=True)
class Responses:
    """The rows of all tables of responses, who answers and when.

    *tables* and *paragraphs* are what that was read from; those of the tables are among these.
    """

    rows: tuple[ResponseRow, ...] = ()
    sender: str = ""
    answered: str = ""
    tables: frozenset[Element] = frozenset()
    paragraphs: frozenset[Element] = frozenset()


def responses(root: Element) -> Responses:
    """Return what *root*, in the accepted view, answers in tables of responses."""
    rows: list[ResponseRow] = []
    tables: set[Element] = set()
    for table in ooxml.find_all(root, "w:tbl"):
        if any(one in tables for one in table.iterancestors(ooxml.name("w:tbl"))):
            continue
        grid = [_row(row) for row in _parts(table, "w:tr")]
        columns, first = _columns(table, grid)
        if columns:
            tables.add(table)
            rows += _read(grid[first:], columns)
    if not tables:
        return Responses()
    said, lines = _told(root)
    inside = (one for table in tables for one in ooxml.find_all(table, "w:p"))
    return Responses(
        tuple(rows),
        said.get("sender", ""),
        said.get("answered", ""),
        frozenset(tables),
        frozenset((*lines, *inside)),
    )


@dataclass(frozen=True)
class _Cell:
    """A cell: the column it begins in, what it says, and whether it goes on with what stands above it."""

    column: int
    text: str
    tag: str
    continues: bool


def _row(row: Element) -> list[_Cell]:
    column = ooxml.number(ooxml.child(row, "w:trPr", "w:gridBefore"))
    cells: list[_Cell] = []
    for cell in _parts(row, "w:tc"):
        merged = ooxml.child(cell, "w:tcPr", "w:vMerge")
        continues = merged is not None and ooxml.val(merged) in (None, "continue")
        cells.append(_Cell(column, _said(cell), _tag(cell), continues))
        column += max(ooxml.number(ooxml.child(cell, "w:tcPr", "w:gridSpan"), default=1), 1)
    return cells


def _tag(cell: Element) -> str:
    """Return the tag of the control of a table of responses that is around *cell*, or in it."""
    holder = cell.getparent()
    outer = None if holder is None else holder.getparent()
    around = [outer] if outer is not None and ooxml.is_a(outer, "w:sdt") else []
    for control in (*around, *ooxml.find_all(cell, "w:sdt")):
        if (tag := ooxml.tag_of(control)) in _TAGS:
            return tag
    return ""


def _columns(table: Element, grid: Sequence[Sequence[_Cell]]) -> tuple[dict[int, str], int]:
    """Return what stands in which column of *table*, and its first row that answers; else nothing."""
    by_tag = {one.column: _TAGS[one.tag] for row in grid for one in row if one.tag}
    if by_tag or any(ooxml.tag_of(one) == _ROW_TAG for one in ooxml.find_all(table, "w:sdt")):
        by_tag = by_tag or dict(enumerate(_COLUMNS))
        first = next((n for n, row in enumerate(grid) if any(one.tag for one in row)), 1)
        return by_tag, first
    if not grid:
        return {}, 0
    by_head = _by_head(grid[0])
    if "wording" in by_head.values() and {"section", "reason"} & set(by_head.values()):
        return by_head, 1
    return {}, 0


def _by_head(head: Sequence[_Cell]) -> dict[int, str]:
    found: dict[int, str] = {}
    for name, words in _HEADS:
        for one in head:
            said = " ".join(one.text.casefold().split())
            if one.column not in found and name not in found.values() and said.startswith(words):
                found[one.column] = name
    return found


def _read(rows: Sequence[Sequence[_Cell]], columns: dict[int, str]) -> Iterator[ResponseRow]:
    above: dict[str, str] = {}
    for row in rows:
        said: dict[str, str] = {}
        more: list[str] = []
        for one in row:
            name = columns.get(one.column)
            text = above.get(name, "") if one.continues and name else one.text
            if name is None:
                more.append(text)
            else:
                said[name] = text
        if extra := "\n".join(one for one in more if one):
            said["reason"] = "\n".join(one for one in (said.get("reason", ""), extra) if one)
        above = said
        if any(said.values()):
            yield ResponseRow(**said)


def _said(cell: Element) -> str:
    """Return what *cell* says, a line for each paragraph.

    What is to be filled in is shown by blanks alone, whatever a program says of it.
    """
    lines = (_line(one) for one in speech.paragraphs(ooxml.children(cell)))
    return normal.text("\n".join(one for one in lines if one)).strip(_BLANK)


def _line(paragraph: Element) -> str:
    found = ooxml.find_all(paragraph, "w:t", "w:tab", "w:br", "w:noBreakHyphen")
    return "".join(map(speech.said, found)).strip()


def _told(root: Element) -> tuple[dict[str, str], list[Element]]:
    """Return who answers and when, where the document says so, and the paragraphs that say it."""
    found: dict[str, str] = {}
    lines: list[Element] = []
    for paragraph in ooxml.find_all(root, "w:p"):
        words = _line(paragraph)
        said = ooxml.own_words(paragraph).strip().casefold()
        for label, name in _LABELS.items():
            if said.startswith(label) and said[len(label) : len(label) + 1] in ("", " ", ":", "\t"):
                lines.append(paragraph)
                found.setdefault(name, normal.line(words[len(label) :].lstrip(": \t")).strip(_BLANK))
    return found, lines


def _parts(holder: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row, also those that stand in controls."""
    for one in ooxml.children(holder):
        if ooxml.is_a(one, wanted):
            yield one
        elif not ooxml.is_a(one, *_NOT_CELLS):
            yield from _parts(one, wanted)
