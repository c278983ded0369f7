"""What has happened to the open draft: facts in the past tense, told to whoever subscribes."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class AnswerChanged:
    """The answer at *address* is another one than before."""

    address: str


@dataclass(frozen=True)
class ItemAdded:
    """The item at *address* has come into its list."""

    address: str


@dataclass(frozen=True)
class ItemRemoved:
    """The item that stood at *address* is gone from its list."""

    address: str


@dataclass(frozen=True)
class ItemMoved:
    """The item at *address* has another place in its list."""

    address: str


@dataclass(frozen=True)
class PartsChanged:
    """Whole *parts* of the draft, fields of ``Draft``, are others than before.

    Where it is about one place of the agreement, such as a note on an answer, *address* is that of the place.
    *name* is what the edit is called, in words that its place follows, where that says more than the place.
    """

    parts: frozenset[str]
    address: str = ""
    name: str = ""


@dataclass(frozen=True)
class DraftReplaced:
    """Another draft is open: a new one, or one from a file."""


@dataclass(frozen=True)
class Saved:
    """The draft stands in the project file at *path* as it is.

    *trouble* is what users should know of how that went, as a Swedish sentence, if there is anything.
    """

    path: Path
    trouble: str = ""


Edit = AnswerChanged | ItemAdded | ItemRemoved | ItemMoved | PartsChanged
"""What can be undone."""

Event = Edit | DraftReplaced | Saved
