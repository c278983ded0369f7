"""The table of responses in a document that came back: recognised by its controls, else by its headings."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lokdesk.agreement import normal
from lokdesk.word import ooxml, speech
from lokdesk.word.echo import ResponseRow
from lokdesk.word.ooxml import Element
from lokdesk.word.tag import REPLY

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

    *tables* and *paragraphs* are what that was read from; those of the tables are among these. *heads* are
    the headings of each table that is known by them.
    """

    rows: tuple[ResponseRow, ...] = ()
    sender: str = ""
    answered: str = ""
    tables: frozenset[Element] = frozenset()
    paragraphs: frozenset[Element] = frozenset()
    heads: tuple[str, ...] = ()


def responses(root: Element, tags: Collection[str]) -> Responses:
    """Return what *root*, in the accepted view, answers in tables of responses.

    *tags* are those of its controls.
    """
    found: list[ResponseRow] = []
    tables: set[Element] = set()
    heads: list[str] = []
    has_controls = any(one.startswith(REPLY) for one in tags)
    for table in ooxml.find_all(root, "w:tbl"):
        if any(one in tables for one in table.iterancestors(ooxml.name("w:tbl"))):
            continue
        rows = _parts(table, "w:tr")
        head = next(rows, None)
        if head is None:
            continue
        top = _row(head)
        told = _by_tag(table) if has_controls else {}
        columns = told or _by_head(top)
        if columns:
            tables.add(table)
            heads += () if told else (" | ".join(one.text for one in top),)
            below = [_row(one) for one in rows]
            # One that is known by its headings has them; where there are controls, they are in what answers.
            found += _read([*([top] if any(one.tag for one in top) else []), *below], columns)
    if not tables:
        return Responses()
    said, lines = _told(root)
    inside = (one for table in tables for one in ooxml.find_all(table, "w:p"))
    return Responses(
        tuple(found),
        said.get("sender", ""),
        said.get("answered", ""),
        frozenset(tables),
        frozenset((*lines, *inside)),
        tuple(heads),
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


def _by_tag(table: Element) -> dict[int, str]:
    """Return what stands in which column of *table*, where controls tell; else nothing."""
    if not any(ooxml.tag_of(one).startswith(REPLY) for one in ooxml.find_all(table, "w:sdt")):
        return {}
    cells = (one for row in _parts(table, "w:tr") for one in _row(row))
    return {one.column: _TAGS[one.tag] for one in cells if one.tag} or dict(enumerate(_COLUMNS))


def _by_head(head: Sequence[_Cell]) -> dict[int, str]:
    """Return the same by the headings of the columns; nothing where they are those of another table."""
    found: dict[int, str] = {}
    for name, words in _HEADS:
        for one in head:
            said = " ".join(one.text.casefold().split())
            if one.column not in found and name not in found.values() and said.startswith(words):
                found[one.column] = name
    told = set(found.values())
    return found if "wording" in told and told & {"section", "reason"} else {}


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
