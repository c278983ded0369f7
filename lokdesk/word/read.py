"""Reads the answers back out of a Word document that Lokdesk wrote, however it has been edited since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lokdesk.agreement.agreement import Agreement

if TYPE_CHECKING:
    # lxml is only loaded where a document is read.
    from lokdesk.word.outside import Outside


class NotOurs(ValueError):
    """A file that holds no answers of ours, or none that can be got at; the text says so in Swedish."""


@dataclass(frozen=True)
class Unplaced:
    """Words in the document that could not be taken for an answer at the address where they stand."""

    address: str
    text: str


@dataclass(frozen=True)
class Reading:
    """What a document says: answers, words that could not be placed, and the template it was made by.

    *written* are the answers it was written with. *outside* is what stands in it outside of every field, the
    template's own words among it; *printed* are those words with what stands in locked fields.
    *enclosed* is what attached files say in it. *texts* are the words of each answer that has
    a place in it, by address.
    """

    agreement: Agreement
    unplaced: tuple[Unplaced, ...]
    template_id: str
    template_version: str
    written: Agreement = field(default_factory=Agreement, repr=False)
    outside: tuple["Outside", ...] = field(default=(), repr=False)
    printed: tuple[str, ...] = field(default=(), repr=False)
    enclosed: tuple[str, ...] = field(default=(), repr=False)
    texts: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)


@dataclass(frozen=True)
class Surroundings:
    """What stands in a document besides its answers: see Reading."""

    outside: tuple["Outside", ...]
    printed: tuple[str, ...]


def surroundings(docx: bytes) -> Surroundings:
    """Return what stands in the Word document *docx* besides its answers. Raises NotOurs."""
    from lokdesk.word import package, reading

    try:
        return reading.surroundings(package.opened(docx))
    except package.Damaged as error:
        raise NotOurs(str(error)) from error


def written(docx: bytes) -> tuple[Agreement, str]:
    """Return the answers that the Word document *docx* was written with, and its template. Raises NotOurs."""
    from lokdesk.word import baseline, package, reading

    try:
        return reading.written(package.opened(docx, baseline.FOLDER))
    except package.Damaged as error:
        raise NotOurs(str(error)) from error


def read(docx: bytes) -> Reading:
    """Return what the Word document *docx* says.

    Text that is as it was written stands for the answer it was written from; other text stands as edited. An
    answer whose text makes no sense keeps its former value, with the text among the unplaced. Tracked changes
    are read as accepted. Raises NotOurs.
    """
    from lokdesk.word import package, reading

    try:
        return reading.reading(package.opened(docx))
    except package.Damaged as error:
        raise NotOurs(str(error)) from error
