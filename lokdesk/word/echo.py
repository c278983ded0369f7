"""What came back in a Word document besides its words: who changed them, and what was said of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

MarkKind = Literal["same", "removed", "added", "undone"]


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
class Margin:
    """What stands in a document besides its text: who wrote in it, what they said, what they filled in.

    *sender* and *answered* are what a table of responses says of who answers and when; *rows* are its rows.
    *authors* are those of tracked changes and comments, *saved_by* is who saved the file last. *heads* are
    the headings of each table of responses that is known by them.
    """

    comments: tuple[Remark, ...] = ()
    rows: tuple[ResponseRow, ...] = ()
    sender: str = ""
    answered: str = ""
    authors: tuple[str, ...] = ()
    saved_by: str = ""
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Echo:
    """Who changed what in a document that came back.

    *marks* are the words of the answers that tracked changes touch, by address, and *rejected* what those
    answers said before them. *items* are the items that tracked changes have added or removed as a whole, by
    address; one that was moved is both. *besides* are the words outside of answers that they touch, by the
    number of the strip, and *gone* those of paragraphs that they have taken away.
    """

    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict[str, tuple[Mark, ...]])
    rejected: Mapping[str, str] = field(default_factory=dict[str, str])
    items: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict[str, tuple[Mark, ...]])
    besides: Mapping[int, tuple[Mark, ...]] = field(default_factory=dict[int, tuple[Mark, ...]])
    gone: tuple[tuple[Mark, ...], ...] = ()
    margin: Margin = field(default_factory=Margin)


def answers_in_a_table(docx: bytes) -> bool:
    """Return whether the Word document *docx* is, or holds, a table of responses."""
    # lxml is only loaded where a document is read.
    from lokdesk.word import hearing

    return hearing.answers_in_a_table(docx)
