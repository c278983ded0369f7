"""What a file that is merged into a document brings into its package, besides the blocks of its text.

Its ids are marks until the document is written: they name what they stand for, and the writer numbers it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lokdesk.word.archive import Relationship
from lokdesk.word.block import BORROWED, MARK_END, Block

Kind = Literal["list", "note", "bookmark"]


def mark(kind: Kind, key: str, own: str) -> str:
    """Return the mark of the id of what a merged file calls *own*; *key* is that of its goods."""
    return f"{BORROWED}{kind}:{key}:{own}{MARK_END}"


@dataclass(frozen=True)
class BorrowedList:
    """A list of a merged file: its own name for the definition it follows, and the XML after that."""

    definition: str
    overrides: str


@dataclass(frozen=True, eq=False)
class Goods:
    """What a merged file brings with it.

    *key* goes before the names of all of it, so that it meets nothing of the same name. *styles* is the XML
    of its styles; *definitions* that inside its list definitions, and *notes* that inside its footnotes, each
    by its own name for it. The *parts* that its text points at come with their *types*.
    """

    key: str
    styles: str = field(repr=False)
    lists: Mapping[str, BorrowedList] = field(repr=False)
    definitions: Mapping[str, str] = field(repr=False)
    notes: Mapping[str, str] = field(repr=False)
    relationships: tuple[Relationship, ...] = field(repr=False)
    parts: Mapping[str, bytes] = field(repr=False)
    types: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Merged:
    """A file taken apart, to be put into a document: its *blocks*, of which the first carries its goods.

    One *with_sections* has pages of its own: their sections end in blocks of it.
    """

    blocks: tuple[Block, ...] = field(repr=False)
    with_sections: bool = False


class Rejected(ValueError):
    """A file that is not merged. The text says why in Swedish, and goes on from "eftersom"."""
