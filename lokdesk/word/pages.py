"""An estimate of which page a heading lands on, for contents that are filled in before Word has seen them.

Lines are counted from the number of characters and a typical width of a letter; table rows stay whole, and a
heading stays with what follows it. The numbers are close, not exact: Word puts them right when it prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from lokdesk.word.block import PARAGRAPHS, Block, Shape
from lokdesk.word.steps import Steps, finished

_LETTER = 0.43
"""The width of an average letter of running Swedish text in Calibri, in parts of the size of the type."""
_CELL_PADDING = 10.8
_ROW_EXTRA = 0.5
_FOLLOWING_LINES = 30.0
"""The room that must be left below a heading, in points."""
_STRIDE = 500
"""How many blocks are gone through at a time."""


@dataclass(frozen=True)
class Page:
    """The room for text on a page, in points."""

    width: float = 453.6
    height: float = 700.0


class _Layout:
    """Fills pages from the top down."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.number = 1
        self.used = 0.0

    def turn(self) -> None:
        if self.used > 0:
            self.number += 1
            self.used = 0.0

    def whole(self, height: float) -> None:
        """Place what is not divided between pages."""
        if self.used + height > self.page.height:
            self.turn()
        self.used += height

    def lines(self, many: int, shape: Shape) -> None:
        before = shape.before if self.used else 0.0
        if self.used + before + many * shape.line <= self.page.height:
            self.used += before + many * shape.line + shape.after
            return
        fit = int((self.page.height - self.used - before) // shape.line)
        if fit < 2 or many - fit < 2:
            # Word leaves no single line behind.
            self.turn()
            fit = 0
        left = many - fit
        per_page = max(1, int(self.page.height // shape.line))
        if fit:
            self.number += 1
        self.number += (left - 1) // per_page
        self.used = ((left - 1) % per_page + 1) * shape.line + shape.after


def _lines(block: Block, width: float) -> int:
    text, shape = block.text, block.shape
    if block.kind == "figure":
        return 1
    room = max(width - shape.indent, 20.0) / (shape.size * _LETTER)
    if "\n" not in text:
        return max(1, ceil(len(text) / room))
    return sum(max(1, ceil(len(line) / room)) for line in text.split("\n"))


def of_headings(blocks: Sequence[Block], page: Page, entries: Sequence[Shape]) -> list[int]:
    """Return the page that each heading in *blocks* starts on.

    The table of contents is not filled in yet; it will have a line for each of *entries*.
    """
    return finished(steps(blocks, page, entries))


def steps(blocks: Sequence[Block], page: Page, entries: Sequence[Shape]) -> Steps[list[int]]:
    """Make what :func:`of_headings` returns, some blocks at a time."""
    layout = _Layout(page)
    found: list[int] = []
    depth = 0
    width = page.width
    cell = row = 0.0
    for place, block in enumerate(blocks, 1):
        if not place % _STRIDE:
            yield
        kind = block.kind
        if kind in PARAGRAPHS:
            shape = block.shape
            if depth:
                if kind == "heading":
                    found.append(layout.number)
                cell += shape.before + _lines(block, width) * shape.line + shape.after
                continue
            if shape.breaks_before:
                layout.turn()
            many = _lines(block, page.width)
            if shape.keeps_next:
                room = shape.before + many * shape.line + shape.after + _FOLLOWING_LINES
                if layout.used + room > page.height:
                    layout.turn()
            if kind == "heading":
                found.append(layout.number)
            layout.lines(many, shape)
            if shape.breaks_after:
                layout.number += 1
                layout.used = 0.0
        elif kind == "cell":
            if depth == 1:
                width, cell = block.level / 20 - _CELL_PADDING, 0.0
        elif kind == "cell_end":
            if depth == 1:
                row = max(row, cell)
        elif kind == "row_end":
            if depth == 1:
                layout.whole(row + _ROW_EXTRA)
                row = 0.0
        elif kind == "table":
            depth += 1
        elif kind == "table_end":
            depth -= 1
        elif kind == "contents":
            for entry in entries:
                layout.lines(1, entry)
    return found
