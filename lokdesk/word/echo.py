"""What came back in a Word document that was sent out: its words, who changed them, what was said of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from lokdesk.agreement.agreement import Agreement
from lokdesk.word.read import NotOurs, Reading

MarkKind = Literal["same", "removed", "added", "undone"]
AsideKind = Literal["paragraph", "heading", "cell", "box", "header", "footer", "note"]


@dataclass(frozen=True)
class Mark:
    """A run of words as tracked changes have left it, with who changed it and when.

    Words that are *undone* were added by somebody, and removed again by *author*: they are neither in what
    was sent nor in what came back. Words that are the *same* have an author where a tracked change gives them
    another look. The end of a paragraph is a line break.
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

    *marks* are its words where tracked changes are among them. *was* is what was sent there, of words that
    have been changed; *text* is empty where they are gone, and *was* the same where they have been moved.
    *within* is the item that it stands in. *counted* says that the word processor counts numbers in it.
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
    within: str = ""
    counted: bool = False


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
    changes, *rejected* are the words before them and *marks* the changes. *items* tells of items that were
    added or removed by tracked changes, by their address; one that was moved is both.
    *asides* is all that stands outside of answers, the template's own words among it.
    """

    reading: Reading
    margin: Margin
    texts: Mapping[str, str] = field(repr=False)
    rejected: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict[str, tuple[Mark, ...]], repr=False)
    items: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict[str, tuple[Mark, ...]], repr=False)
    asides: tuple[Aside, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Foreign:
    """A document that is not ours, or that has lost the answers which we put in it."""

    asides: tuple[Aside, ...]
    margin: Margin


@dataclass(frozen=True)
class Standing:
    """What stood in a document when it was sent: outside of answers, and in its comments."""

    asides: tuple[Aside, ...]
    comments: tuple[Remark, ...] = ()


def came_back(docx: bytes, lost: Agreement | None = None) -> CameBack:
    """Return what the Word document *docx* has come back with.

    *lost* are the answers that it was written with, for one that has lost those. Raises NotOurs.
    """
    # lxml is only loaded where a document is read.
    from lokdesk.word import hearing, package

    try:
        return hearing.came_back(package.opened(docx), lost)
    except package.Damaged as error:
        raise NotOurs(str(error)) from error


def foreign(docx: bytes) -> Foreign:
    """Return what stands in a Word document that is not ours, or has lost its answers. Raises NotOurs."""
    from lokdesk.word import hearing, package

    try:
        return hearing.foreign(package.opened(docx))
    except package.Damaged as error:
        raise NotOurs(str(error)) from error


def standing(docx: bytes) -> Standing:
    """Return what stood in the Word document *docx* as we sent it. Raises NotOurs."""
    came = came_back(docx)
    return Standing(came.asides, came.margin.comments)


def since(came: CameBack, sent: Standing) -> CameBack:
    """Return *came* with only those asides that differ from what was *sent*, and with our own comments told.

    One that has been changed says what it *was*; of one that has been taken away only that is left.
    """
    from lokdesk.word import differing

    return differing.since(came, sent)
