"""A block of cells, as spreadsheets and tables in documents are copied."""

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lokdesk.agreement import normal, number

if TYPE_CHECKING:
    from lokdesk.gui.clipboard.markup import Node

Cells = tuple[tuple[str, ...], ...]
"""Rows of equally many cells, each a line in normal form. There is no row where there is nothing."""

_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)')
_YEAR = re.compile(r"(?:19|20)\d\d")


def from_clipboard(hypertext: str, text: str) -> Cells:
    """Return the cells of the first table in *hypertext*, or those in *text* where there is none."""
    return from_html(hypertext) or from_text(text)


def from_text(text: str) -> Cells:
    """Return the cells of *text*: a line for each row, tabs between cells, quotes around odd ones."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = [[]]
    for quoted, plain, end in _CELL.findall(text):
        rows[-1].append(quoted.replace('""', '"') if quoted else plain)
        if end == "\n":
            rows.append([])
        elif not end:
            break
    return _squared(rows)


def from_html(hypertext: str) -> Cells:
    """Return the cells of the first table in *hypertext* that has any."""
    if "<t" not in hypertext.casefold():
        return ()
    # What reads HTML takes a while to load, and the window is opened without.
    from lokdesk.gui.clipboard import markup

    root = markup.parsed(hypertext)
    sheet = markup.sheet(root)

    def leaves_out(node: "Node") -> bool:
        return markup.tag(node) in markup.DROPPED or markup.is_hidden(sheet.of(node))

    for table in root.css("table"):
        rows: list[list[str]] = []
        spans: dict[tuple[int, int], str] = {}
        depth = 0
        words: list[str] = []
        for node, entered in markup.walk(table, leaves_out):
            match markup.tag(node):
                case "table":
                    depth += 1 if entered else -1
                case "tr" if entered and not depth:
                    rows.append([])
                case "td" | "th" if not depth and rows:
                    if entered:
                        words.clear()
                    else:
                        _put(rows, spans, node, " ".join("".join(words).split()))
                case markup.TEXT:
                    words.append(node.text_content or "")
                case "br" | "p" | "div" | "li":
                    words.append(" ")
                case _:
                    pass
        if cells := _squared(rows):
            return cells
    return ()


def _put(rows: list[list[str]], spans: dict[tuple[int, int], str], cell: "Node", text: str) -> None:
    """Put *text* into the last row, after what reaches down into it from above."""
    here, row = len(rows) - 1, rows[-1]
    while (here, len(row)) in spans:
        row.append("")
    across, down = (_span(cell.attributes.get(name)) for name in ("colspan", "rowspan"))
    for below in range(1, down):
        for beside in range(across):
            spans[here + below, len(row) + beside] = ""
    row.extend([text, *[""] * (across - 1)])


def _span(written: str | None) -> int:
    number_ = (written or "").strip()
    return max(1, min(int(number_), 100)) if number_.isascii() and number_.isdigit() else 1


def _squared(rows: Sequence[Sequence[str]]) -> Cells:
    """Return *rows* in normal form and equally long, without the empty ones at the end and the right."""
    lines = [[normal.line(cell) for cell in row] for row in rows]
    while lines and not any(lines[-1]):
        lines.pop()
    width = max(
        (len(row) - next((n for n, cell in enumerate(reversed(row)) if cell), len(row)) for row in lines),
        default=0,
    )
    return tuple((*row[:width], *[""] * (width - len(row))) for row in lines)


def in_swedish(cells: Cells) -> Cells:
    """Return *cells* with their numbers in Swedish form, a point being read as the whole block shows it."""
    point = any(number.has_decimal_point(cell) for row in cells for cell in row)
    return tuple(tuple(number.shown(cell, decimal_point=point) for cell in row) for row in cells)


def has_column_headings(cells: Cells) -> bool:
    """Return whether the first row holds the headings of the columns: words or years, and no figures."""
    first = cells[0] if cells else ()
    return len(cells) > 1 and not any(_is_figure(cell) for cell in first[1:])


def has_row_headings(cells: Cells) -> bool:
    """Return whether the first column holds the headings of the rows: words or years, and no figures."""
    below = cells[1:] if has_column_headings(cells) else cells
    first = [row[0] for row in below if row[0]]
    return bool(first) and len(cells[0]) > 1 and not any(_is_figure(cell) for cell in first)


def _is_figure(cell: str) -> bool:
    return number.understood(cell) is not None and not _YEAR.fullmatch(cell)


def as_text(cells: Cells) -> str:
    """Return *cells* as spreadsheets take them from plain text."""
    return "\n".join("\t".join(row) for row in cells)


def as_html(cells: Cells, *, column_headings: bool = True, row_headings: bool = True) -> str:
    """Return *cells* as a table with its headings marked."""
    rows: list[str] = []
    for r, row in enumerate(cells):
        tags = [
            "th" if (column_headings and not r) or (row_headings and not c) else "td" for c in range(len(row))
        ]
        rows.append(
            "".join(f"<{name}>{html.escape(cell)}</{name}>" for name, cell in zip(tags, row, strict=True))
        )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
