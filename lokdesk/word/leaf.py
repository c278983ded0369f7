"""What stands below one another in a document on the screen: paragraphs, and the rows of tables."""

from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from lokdesk.word.block import Block

Origin = Literal["template", "fixed", "answer", "missing", "made"]
"""Whose the words are: the template's own, or its fixed text; an answer, what stands where there is none yet;
or made from the answers, as contents are."""


class Paragraph(NamedTuple):
    """A paragraph: its block, its number or bullet, the list and level it is on, and whose words it holds.

    *notes* is how many footnotes there are before it in the document.
    """

    block: Block
    label: str = ""
    listed: tuple[int, int] | None = None
    origin: Origin = "template"
    notes: int = 0


class Cell(NamedTuple):
    """A cell of a table: its width in points, and its paragraphs, those of a table within it among them."""

    width: float
    paragraphs: tuple[Paragraph, ...]


class Row(NamedTuple):
    """A row of a table in the table style with the id *style*, of which it may be the first or the last.

    *heads* is what stands at the head of each column, if the table has a head and columns; *longest* how many
    characters there are in the longest word of each.
    """

    style: str
    cells: tuple[Cell, ...]
    head: bool
    first: bool
    last: bool
    heads: tuple[str, ...]
    longest: tuple[int, ...]


Leaf: TypeAlias = Paragraph | Row
"""What stands below one another in a document. Equal leaves look the same."""


def paragraphs(leaf: Leaf) -> tuple[Paragraph, ...]:
    """Return the paragraphs of *leaf* in the order they are read."""
    if isinstance(leaf, Paragraph):
        return (leaf,)
    return tuple(chain.from_iterable(cell.paragraphs for cell in leaf.cells))
