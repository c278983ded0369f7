"""What a document is made of, as somebody reads it: passages with their words and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from lokdesk.agreement.rich_text import Block

Kind = Literal[
    "heading",
    "paragraph",
    "item",
    "cell",
    "contents",
    "box",
    "header",
    "footer",
    "note",
    "equation",
    "drawing",
]
RemarkKind = Literal["added", "removed", "comment"]


@dataclass(frozen=True)
class Cell:
    """Where in a table a passage stands: the table's number from 0, row and column from 0, and its width.

    *head* says whether the row is marked as one that is repeated at the top of each page. *rows* and
    *columns* are how many the table has, also of those that say nothing.
    """

    table: int
    row: int
    column: int
    span: int = 1
    head: bool = False
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Passage:
    """A paragraph of a document: its words, its look, and where it stands.

    *level* is that of a heading, from 1, or of an item of a list, from 0. *label* is what the word processor
    writes before it: a number or a bullet. *control* is the tag or the title of the content control it stands
    in. *prompt* says whether it only shows what is to be filled in. *place* is where it stands, in words,
    where that is known and does not follow from the rest.
    """

    number: int
    kind: Kind
    text: str
    block: Block
    level: int = 0
    label: str = ""
    cell: Cell | None = None
    bold: bool = False
    size: float = 11.0
    style: str = ""
    control: str = ""
    prompt: bool = False
    notes: tuple[str, ...] = ()
    place: str = ""

    @property
    def said(self) -> str:
        """All that it says, with its notes after it."""
        return "\n".join((self.text, *self.notes))

    @property
    def bold_start(self) -> int:
        """How much of it is bold at its beginning; nothing where all of it is."""
        end = 0
        for run in self.block.runs:
            if not getattr(run, "bold", False):
                break
            end += len(getattr(run, "text", ""))
        return end if 1 < end < len(self.text.rstrip()) else 0


@dataclass(frozen=True)
class Remark:
    """An open change in a document, or a comment: who made it, when, its words, and by which passage."""

    kind: RemarkKind
    text: str
    author: str = ""
    day: str = ""
    passage: int | None = None


@dataclass(frozen=True)
class Source:
    """A document as passages in reading order, and what is open in it."""

    passages: tuple[Passage, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def by_number(self) -> Mapping[int, Passage]:
        """The passages by their number."""
        return {one.number: one for one in self.passages}

    @cached_property
    def places(self) -> Mapping[int, str]:
        """Where each passage stands, in words, by its number."""
        found: dict[int, str] = {}
        heading = ""
        for one in self.passages:
            if one.kind == "heading":
                heading = one.text
            found[one.number] = _place(one, heading)
        return found


_PLACES: dict[Kind, str] = {
    "heading": "rubrik",
    "paragraph": "stycke",
    "item": "punkt",
    "cell": "tabell",
    "contents": "innehållsförteckning",
    "box": "textruta",
    "header": "sidhuvud",
    "footer": "sidfot",
    "note": "slutnot",
    "equation": "formel",
    "drawing": "diagram",
}


def _place(one: Passage, heading: str) -> str:
    if one.place:
        return one.place
    what = f"{_PLACES[one.kind]} {one.number + 1}"
    if one.cell is not None:
        at = one.cell
        what = f"tabell {at.table + 1}, rad {at.row + 1}, kolumn {at.column + 1}"
    if heading and one.kind in ("paragraph", "item", "cell", "box"):
        return f"{what} under ”{heading}”"
    return what


@dataclass(frozen=True)
class Span:
    """A part of a passage: its number, and where it begins and ends in the passage's text."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True)
class Table:
    """The passages of one table, by row and column."""

    number: int
    cells: Mapping[tuple[int, int], tuple[Passage, ...]] = field(repr=False)
    rows: int = 0
    columns: int = 0
    head: bool = False
    """Whether the first row is marked as a heading."""
    spans: Mapping[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int], repr=False)

    def text(self, row: int, column: int) -> str:
        """Return what the cell says, its paragraphs run together."""
        return " ".join(one.text for one in self.cells.get((row, column), ()))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All its passages, row by row."""
        return tuple(one for place in sorted(self.cells) for one in self.cells[place])
