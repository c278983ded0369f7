"""What came back in a Word document that was sent out: its words, who changed them, what was said of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from lokdesk.word.read import Reading

MarkKind = Literal["same", "removed", "added", "undone"]
AsideKind = Literal["paragraph", "heading", "cell", "box", "header", "footer", "note"]


@dataclass(frozen=True)
class Mark:
    """A run of words as tracked changes have left it, with who changed it and when.

    Words that are *undone* were added by somebody, and removed again by *author*: they are neither in what
    was sent nor in what came back. The end of a paragraph is a line break.
    """

    kind: MarkKind
    text: str
    author: str = ""
    written: datetime | None = None


@dataclass(frozen=True)
class Remark:
    """A comment, with those that answer it in their order.

    *address* is that of the innermost answer that it is about, or else of the item or list; empty where it is
    about none of them. *nearest* are the addresses around it, the most likely first, and *place* says in
    words where it stands. *quoted* is what it was hung on. *settled* says whether somebody has ticked it off.
    *ours* says that it went out with the document.
    """

    text: str
    author: str = ""
    written: datetime | None = None
    address: str = ""
    quoted: str = ""
    place: str = ""
    nearest: tuple[str, ...] = ()
    replies: tuple["Remark", ...] = ()
    settled: bool = False
    ours: bool = False


@dataclass(frozen=True)
class ResponseRow:
    """A row of a table of responses: what it is about, the wording proposed and why.

    *current* is what the agreement says now, or where it says it, in the sender's words.
    """

    section: str = ""
    current: str = ""
    wording: str = ""
    reason: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether anybody has written anything in it, besides the section that it came with."""
        return bool(self.current or self.wording or self.reason)


@dataclass(frozen=True)
class Aside:
    """Words that stand outside of every answer.

    *before* and *after* are the addresses of the answers nearest before and after it, and *follows* that of
    the longer text whose last paragraph stands right before it. *heading* is the heading that it stands
    under, *place* where it stands in words. Of a cell in a row without answers, *row* is the number of the
    row and *column* the address of the answer above it. *address* is what its control or bookmark names, in
    a file whose answers are lost. *locked* is the tag of the locked control that it stands in.

    *marks* are its words where tracked changes are among them. *was* is what the template says there, of its
    words that have been changed; *text* is empty where they are gone.
    """

    text: str
    kind: AsideKind = "paragraph"
    before: str = ""
    after: str = ""
    follows: str = ""
    heading: str = ""
    place: str = ""
    row: int = -1
    column: str = ""
    address: str = ""
    locked: str = ""
    marks: tuple[Mark, ...] = ()
    was: str = ""


@dataclass(frozen=True)
class Margin:
    """What stands in a document besides its text: who wrote in it, what they said, what they filled in.

    *sender* and *answered* are what a table of responses says of who answers and when. *authors* are those of
    tracked changes and comments, *saved_by* is who saved the file last.
    """

    comments: tuple[Remark, ...] = ()
    rows: tuple[ResponseRow, ...] = ()
    sender: str = ""
    answered: str = ""
    authors: tuple[str, ...] = ()
    saved_by: str = ""


@dataclass(frozen=True)
class CameBack:
    """A document of ours that has come back.

    *reading* holds its answers as if every tracked change were accepted. *texts* are their words by address,
    of all that are in the document: an address that is not there has lost its place. Of those with tracked
    changes, *rejected* are the words before them and *marks* the changes. *items* tells of rows and whole
    paragraphs that were added or removed by a tracked change, by the address of the item.
    *asides* is all that stands outside of answers, the template's own words among it.
    """

    reading: Reading
    margin: Margin
    texts: Mapping[str, str] = field(repr=False)
    rejected: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict[str, tuple[Mark, ...]], repr=False)
    items: Mapping[str, Mark] = field(default_factory=dict[str, Mark], repr=False)
    asides: tuple[Aside, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Foreign:
    """A document that is not ours, or that has lost the answers which we put in it."""

    asides: tuple[Aside, ...]
    margin: Margin
