"""How a template's document looks: its styles, lists and tables, for a view that is not a word processor.

Lengths are in points, colours as RRGGBB. What a style leaves open is ``None``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lokdesk.word.counter import Levels
from lokdesk.word.pages import Page

Align = Literal["left", "center", "right", "justify"]


class RunLook(NamedTuple):
    """How words look, as far as one style or run tells."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    color: str | None = None
    size: float | None = None
    raised: bool | None = None

    def over(self, under: "RunLook") -> "RunLook":
        """Return this look laid over *under*: what it leaves open is as there."""
        return under._replace(**{name: told for name, told in self._asdict().items() if told is not None})


class Indent(NamedTuple):
    """How far a paragraph keeps from the margins; *first* is added to *left* on its first line."""

    left: float = 0.0
    first: float = 0.0
    right: float = 0.0


class Tab(NamedTuple):
    """A tab stop: where, of which kind, and what leads there, such as ``dot``."""

    position: float
    align: str
    leader: str


class ParagraphLook(NamedTuple):
    """How the paragraphs of a style look. *line* is the height of a line in parts of a single one."""

    run: RunLook = RunLook()
    size: float = 11.0
    line: float = 1.0
    before: float = 0.0
    after: float = 0.0
    indent: Indent = Indent()
    align: Align = "left"
    tabs: tuple[Tab, ...] = ()
    left_rule: str | None = None
    top_rule: str | None = None


class ListLook(NamedTuple):
    """How one level of a list stands: where its items begin, and whether a tab follows the label."""

    indent: Indent
    tabbed: bool


class TableLook(NamedTuple):
    """The lines and grounds of a table, and the room that its cells keep at their sides."""

    top: str | None = None
    bottom: str | None = None
    between: str | None = None
    upright: str | None = None
    head: str | None = None
    left: float = 5.4
    right: float = 5.4
    above: float = 0.0
    below: float = 0.0


@dataclass(frozen=True)
class Paper:
    """How the document of one template looks.

    *standard* is the style of paragraphs that name none, *note* the XML that a footnote begins with, and
    *lists* tells the definition that each list follows. *numbered* is the definition of numbered lists in
    running text.
    """

    page: Page
    font: str
    standard: str
    note: str = field(repr=False)
    paragraphs: Mapping[str, ParagraphLook] = field(repr=False)
    runs: Mapping[str, RunLook] = field(repr=False)
    tables: Mapping[str, TableLook] = field(repr=False)
    levels: Levels = field(repr=False)
    list_looks: Mapping[tuple[int, int], ListLook] = field(repr=False)
    lists: Mapping[int, int] = field(repr=False)
    numbered: int = 0

    def paragraph(self, style: str) -> ParagraphLook:
        """Return the look of the paragraph style with that id."""
        found = self.paragraphs.get(style or self.standard)
        return found if found is not None else _PLAIN

    def table(self, style: str) -> TableLook:
        """Return the look of the table style with that id."""
        return self.tables.get(style, _BARE)


_PLAIN, _BARE = ParagraphLook(), TableLook()
