"""Lists as people type them in mail and plain text: lines that begin with a bullet, a dash or a number.

A bullet makes a list. A dash or a number may be anything; it makes one where several lines in a row have it,
numbers from one and upwards, since that is how a list here is numbered.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lokdesk.agreement import normal
from lokdesk.agreement.rich_text import DEEPEST_LEVEL, Footnote, Inline, Run
from lokdesk.gui.clipboard.piece import Piece

_TAB = 4
"""How many spaces a tab is worth before a line."""
_FEWEST = 2
"""How many lines in a row it takes for dashes and numbers to be a list."""
_MARKER = re.compile(
    r"(?:(?P<bullet>[•·▪●■‣\uf0b7\uf0a7])|(?P<inner>[◦○]|o(?=\t|\s\s))|(?P<dash>[-–*])|(?P<number>\d{1,2})[.)])\s+(?=\S)"
)


@dataclass(frozen=True)
class _Line:
    piece: Piece
    source: int
    """Which of the pieces the line is from."""
    indent: int = 0
    marker: str = ""
    """What kind of marker it begins with, if any."""
    number: int = 0
    length: int = 0
    """How long the marker is."""


def from_text(text: str, *, lists: bool = True) -> tuple[Piece, ...]:
    """Return the lines of *text* that say something, as paragraphs and, with *lists*, as items of lists."""
    lines: list[_Line] = []
    for number, line in enumerate(re.split(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text)):
        bare = line.lstrip()
        indent = len(line.expandtabs(_TAB)) - len(bare.expandtabs(_TAB))
        found = _marked(_Line(_paragraph(bare), number, indent), bare) if lists else None
        # Words alone keep the room at their ends: they may go between others.
        found = found if found and found.marker else _Line(_paragraph(line), number)
        if found.piece.says_something:
            lines.append(found)
    if not lists:
        return tuple(line.piece for line in lines)
    return _put_together(lines, joined=False)


def _paragraph(text: str) -> Piece:
    return Piece("paragraph", 0, (Run(text=normal.text(text)),))


def with_lists(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return *pieces* with those lines of their paragraphs as items that make a list."""
    lines = [line for number, piece in enumerate(pieces) for line in _lines(piece, number)]
    return _put_together(lines, joined=True)


def _lines(piece: Piece, source: int) -> Iterator[_Line]:
    if piece.kind != "paragraph":
        yield _Line(piece, source)
        return
    runs: list[Inline] = []
    for run in piece.runs:
        if isinstance(run, Footnote):
            runs.append(run)
            continue
        first, *rest = run.text.split("\n")
        runs.append(run.with_text(first))
        for text in rest:
            yield _line(runs, source)
            runs = [run.with_text(text)]
    yield _line(runs, source)


def _line(runs: Sequence[Inline], source: int) -> _Line:
    text = "".join("x" if isinstance(run, Footnote) else run.text for run in runs)
    return _marked(_Line(Piece("paragraph", 0, tuple(runs)), source), text)


def _marked(line: _Line, text: str) -> _Line:
    match = _MARKER.match(text)
    if match is None or match.lastgroup is None:
        return line
    number = int(match["number"]) if match["number"] else 0
    return replace(line, marker=match.lastgroup, number=number, length=match.end())


def _put_together(lines: Sequence[_Line], *, joined: bool) -> tuple[Piece, ...]:
    """Return *lines* as pieces; *joined* lines of one source that are no items stay one paragraph."""
    result: list[Piece] = []
    for is_list, groups in groupby(_groups(lines), lambda group: group[0]):
        if is_list:
            for _, group in groups:
                result.extend(_items(group))
            continue
        plain = [line for _, group in groups for line in group]
        result.extend(_of_one_source(plain) if joined else (line.piece for line in plain))
    return tuple(piece for piece in result if piece.says_something)


def _of_one_source(lines: Sequence[_Line]) -> Iterator[Piece]:
    for _, same in groupby(lines, lambda line: line.source):
        first, *rest = same
        runs = [*first.piece.runs]
        for line in rest:
            runs += [Run(text="\n"), *line.piece.runs]
        yield replace(first.piece, runs=tuple(runs)) if rest else first.piece


def _groups(lines: Sequence[_Line]) -> Iterator[tuple[bool, list[_Line]]]:
    """Yield *lines* in groups, each with whether it is a list."""
    for in_list, group in groupby(lines, lambda line: bool(line.marker)):
        members = list(group)
        if not in_list:
            yield False, members
            continue
        for _, same in groupby(members, _family):
            items = list(same)
            yield _is_list(items), items


def _family(line: _Line) -> str:
    """Return what kind of list *line* may be in; bullets of all kinds may stand in one list, on levels."""
    return "number" if line.marker == "number" else "bullet"


def _is_list(items: Sequence[_Line]) -> bool:
    if items[0].marker == "number":
        outer = min(item.indent for item in items)
        numbers = [item.number for item in items if item.indent == outer]
        return len(numbers) >= _FEWEST and numbers == list(range(1, len(numbers) + 1))
    return len(items) >= _FEWEST or items[0].marker == "bullet"


def _items(lines: Sequence[_Line]) -> Iterator[Piece]:
    indents = {indent: place for place, indent in enumerate(sorted({line.indent for line in lines}))}
    for line in lines:
        level = indents[line.indent] if len(indents) > 1 else int(line.marker == "inner")
        kind = "number" if line.marker == "number" else "bullet"
        yield Piece(kind, min(level, DEEPEST_LEVEL), tuple(_without(line.piece.runs, line.length)))


def _without(runs: Sequence[Inline], length: int) -> Iterator[Inline]:
    """Yield *runs* without the first *length* characters."""
    for run in runs:
        if isinstance(run, Footnote) or length <= 0:
            yield run
        elif len(run.text) > length:
            yield run.with_text(run.text[length:])
            length = 0
        else:
            length -= len(run.text)
