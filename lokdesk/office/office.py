"""What is asked of a word processor."""

from typing import NamedTuple, Protocol


class Failed(Exception):
    """A word processor did not do what it was asked to; the message is a sentence for the user."""


class Heading(NamedTuple):
    """A heading as a word processor shows it, its number included, and the page it stands on."""

    title: str
    page: int


class Office(Protocol):
    """A word processor."""

    @property
    def name(self) -> str:
        """What users call it."""
        ...

    def pdf(self, docx: bytes) -> bytes:
        """Return a Word document as PDF: tagged, with bookmarks, made for archives. Raises Failed."""
        ...


LONGEST = 180.0
"""How many seconds a word processor may take before it is taken to have got stuck."""
