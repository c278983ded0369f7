"""What differs between two agreements, in words: where, and word by word what stood there and what does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import phrase, schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.agreement.value import Item
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import naming
from lokdesk.handbook.book import Handbook
from lokdesk.revision import words
from lokdesk.revision.alignment import aligned
from lokdesk.revision.comparison import Difference, Kind, compare
from lokdesk.revision.words import Piece
from lokdesk.session import place

KINDS: dict[Kind, str] = {"added": "Nytt", "removed": "Borttaget", "moved": "Flyttat", "changed": "Ändrat"}
"""What has happened to something, in a word."""
_ONLY_NAME = "Namnet är detsamma, men svaret gäller nu en annan post."
_ONLY_LOOK = "Orden är desamma. Bara fetstil, kursiv, länkar, fotnoter eller listor har ändrats."


@dataclass(frozen=True)
class Change:
    """A difference in words: *where* it is, and the *pieces* of both answers; an item has none.

    *content* is what an item that came or went says, a line for each of its answers. *note* is what to know
    of one whose words do not tell.
    """

    difference: Difference
    where: str
    pieces: tuple[Piece, ...] = ()
    note: str = ""
    content: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What has happened."""
        return self.difference.kind

    @property
    def address(self) -> str:
        """The address of what differs."""
        return self.difference.address


@dataclass(frozen=True)
class Compared:
    """An *old* agreement and a *new* one under a *handbook*; *files* are the names of attachments by id."""

    handbook: Handbook
    old: Agreement
    new: Agreement
    files: Mapping[str, str] = field(default_factory=dict[str, str])

    @cached_property
    def was(self) -> Wording:
        """The words for the old answers."""
        return Wording(self.old, self.files)

    @cached_property
    def now(self) -> Wording:
        """The words for the new answers."""
        return Wording(self.new, self.files)

    def change(self, one: Difference) -> Change:
        """Return *one* of the differences between the two in words."""
        holder = self.old if one.kind == "removed" and not place.exists(self.new, one.address) else self.new
        where = phrase.capital(_where(self.handbook, holder, one.address))
        answer = schema.patterns().get(schema.pattern(one.address))
        if one.kind == "moved":
            return Change(one, where, note=f"Från plats {one.old} till plats {one.new}.")
        if not isinstance(answer, Answer):
            wording, item = (self.was, one.old) if one.kind == "removed" else (self.now, one.new)
            return Change(one, where, content=tuple(content(self.handbook, wording, one.address, item)))
        pieces = self.pieces(answer, one.old, one.new)
        alike = all(piece.kind == "same" for piece in pieces)
        return Change(one, where, pieces, _alike(answer) if alike else "")

    def pieces(self, answer: Answer, old: Any, new: Any) -> tuple[Piece, ...]:
        """Return what is the same and what is not in two answers of one kind.

        Texts differ word by word. A day or a choice is another as a whole, and of several that are referred
        to each is named whole.
        """
        if answer.kind == "references" and old and new:
            return tuple(_listed(_names(self.was, answer, old), _names(self.now, answer, new)))
        was, now = self.was.plain(answer, old), self.now.plain(answer, new)
        if answer.kind not in _WHOLE or not was or not now or was == now:
            return words.difference(was, now)
        return Piece("removed", was), Piece("same", " "), Piece("added", now)


def _alike(answer: Answer) -> str:
    """Return what differs in two answers to *answer* that say the same."""
    return _ONLY_NAME if answer.refers_to else _ONLY_LOOK


_WHOLE = ("choice", "date", "flag", "reference")
"""Kinds of answer in which no word stands on its own."""


def _names(wording: Wording, answer: Answer, value: Sequence[str]) -> list[str]:
    return [wording.plain(answer, (one,)) for one in value]


def _listed(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Yield names one after the other with a comma between, each of them whole."""
    found: list[Piece] = []
    for one in aligned(old, new):
        if one.same:
            found += (Piece("same", name) for name in new[one.new])
        else:
            found += (Piece("removed", name) for name in old[one.old])
            found += (Piece("added", name) for name in new[one.new])
    for number, piece in enumerate(found):
        if number:
            yield Piece("same", ", ")
        yield piece


def changes(
    handbook: Handbook, old: Agreement, new: Agreement, files: Mapping[str, str] | None = None
) -> Iterator[Change]:
    """Yield what differs between *old* and *new* in words, in the order of the agreement.

    *files* are the names of attachments by id.
    """
    compared = Compared(handbook, old, new, files or {})
    return map(compared.change, compare(old, new))


def content(handbook: Handbook, wording: Wording, address: str, item: Item) -> Iterator[str]:
    """Yield what *item*, which stands at *address* or is to, says: a line for each of its answers."""
    for here, answer, value in at.answers(item, address + SEPARATOR):
        asked = place.in_handbook(handbook, here)
        if asked is not None and value not in (None, ()):
            yield f"{asked.question.label}: {wording.plain(answer, value)}"


def _where(handbook: Handbook, agreement: Agreement, address: str) -> str:
    found = place.words(handbook, agreement, address)
    return found if found != address else _named(handbook, agreement, address) or address


def _named(handbook: Handbook, agreement: Agreement, address: str) -> str:
    """Return what the items that *address* lies in are called, for what no question asks about."""
    return (
        ", ".join(map(str, naming.named(handbook, agreement, at.parent(address)))) if "/" in address else ""
    )


def line(change: Change) -> str:
    """Return *change* as one line of text, with what went in [-…-] and what came in {+…+}."""
    marked = "".join(_MARKS[piece.kind].format(piece.text) for piece in change.pieces)
    said = " ".join(f"{marked} {change.note}".split())
    return f"{KINDS[change.kind]}: {change.where}{': ' if said else ''}{said}"


_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
