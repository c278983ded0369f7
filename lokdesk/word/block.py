"""The blocks that a document flows in, each with its address and its XML.

A flow is the one thing that the Word writer, a view on a screen and a redline are made from. A block's XML
is the same wherever in the document it stands: what is numbered through a document (ids, footnotes, lists,
links) is left as a mark, which begins with a character that no text can hold, and filled in by the writer.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from lokdesk.word.borrowed import Goods

MARK, MARK_END = "\x01", "\x02"
"""What every mark begins with, before the character that tells which; and what ends one that holds a text."""
CONTROL = f"{MARK}c"
"""The next unused id, for a control or a drawing."""
BOOKMARK, BOOKMARK_END = f"{MARK}b", f"{MARK}e"
"""A new bookmark's id, and the id of the innermost bookmark that is open."""
LINK, FOOTNOTE = f"{MARK}l", f"{MARK}f"
"""The id for the link or footnote whose target or text stands between the mark and MARK_END."""
LIST, SAME_LIST = f"{MARK}n", f"{MARK}s"
"""The id of a new numbered list, and of the one begun last."""
HEADING = f"{MARK}h"
"""The number of the heading, which contents refer to."""
CAPTION, SEQUENCE = f"{MARK}q", f"{MARK}m"
"""The number of the bookmark around the next number in the sequence whose name stands, with an equals sign
and the word before the number, between the mark and MARK_END; and the number that a sequence has come to."""
TARGET = f"{MARK}t"
"""The number of the bookmark around what references name by the words between the mark and MARK_END."""
REFERENCE, REFERENCE_FIELD, REFERENCE_END = f"{MARK}r", f"{MARK}g", f"{MARK}x"
"""Where a reference begins, if there is what the words between the mark and MARK_END name; where its field
does, and where both end."""
PICTURE, VECTOR = f"{MARK}p", f"{MARK}v"
"""The id for a picture, whose SVG stands between the mark and MARK_END, and for the SVG of it."""
BORROWED = f"{MARK}o"
"""The id of what a merged file brings with it; what it is stands between the mark and MARK_END."""

Kind = Literal[
    "heading",
    "paragraph",
    "item",
    "figure",
    "table",
    "table_end",
    "row",
    "row_end",
    "cell",
    "cell_end",
    "open",
    "close",
    "contents",
]
PARAGRAPHS = frozenset({"heading", "paragraph", "item", "figure"})


class Shape(NamedTuple):
    """How a paragraph takes up room, in points, as far as its style tells."""

    size: float = 11.0
    line: float = 13.5
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    keeps_next: bool = False
    breaks_before: bool = False
    breaks_after: bool = False
    numbering: tuple[int, int] | None = None
    """The list and level that number the paragraph by its style."""
    first: float = 0.0
    """How much further in the first line begins; less than nothing where it hangs out."""
    font: str = ""
    bold: bool = False
    keeps_lines: bool = False
    slack: float = 0.0
    """How much of the height of a line may be missing at the foot of a page."""
    frame: float = 0.0
    """The room that lines above and below the paragraph take."""
    close_to: str = ""
    """The style of those paragraphs that it keeps no distance to: its own, or none."""


PLAIN = Shape()


class Block(NamedTuple):
    """A piece of the flow.

    *level* is the level of a heading or list item (from 1 and 0), and the width of a cell or a figure in
    twentieths of a point. *text* is what a paragraph says. *address* is that of the answer the block belongs
    to, or of the list, item or part that a control opens; empty for what stands in the template. A figure is
    a paragraph with nothing but a picture in it: *svg*, as high as a line of its *shape*; its *text* says the
    same in words. *label* is what stands before a paragraph where that is known, and is not to be counted:
    in a merged file, whose *goods* the first of its blocks carries.
    """

    kind: Kind
    xml: str
    address: str = ""
    level: int = 0
    text: str = ""
    shape: Shape = PLAIN
    svg: str = ""
    label: str = ""
    goods: "Goods | None" = None


THIN = f"{MARK}y"
"""The properties of a paragraph that nobody should see: the template's style for it, or how high it is."""
NAMED_LIST = f"{MARK}k"
"""The id of the numbered list with the name between the mark and MARK_END, new when it is met first."""
FIRST_SECTION = f"{MARK}u"
"""What stands between the mark and MARK_END, in the first section of the document alone."""

HOLDING = f"{MARK}[flmopqrtuk][^{MARK_END}]*{MARK_END}"
"""The pattern of the marks that hold a text, which may have signs of XML in it."""

OUTLINE_END = Block("close", "")
"""What ends a list or an item that is only marked, by an "open" block with its address and no XML."""

EMPTY_PARAGRAPH = Block("paragraph", "<w:p/>")
# Where Word asks for a paragraph that nobody should see: between two tables, and after a control in a cell.
HAIRLINE = Block("paragraph", f"<w:p><w:pPr>{THIN}</w:pPr></w:p>", shape=Shape(1.0, 1.0))
