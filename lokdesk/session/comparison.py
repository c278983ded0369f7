"""What differs between two agreements, in words: where, and word by word what stood there and what does."""

from collections.abc import Iterator
from dataclasses import dataclass

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
from lokdesk.revision.comparison import Difference, Kind, compare
from lokdesk.revision.words import Piece
from lokdesk.session import place

KINDS: dict[Kind, str] = {"added": "Nytt", "removed": "Borttaget", "moved": "Flyttat", "changed": "Ändrat"}
"""What has happened to something, in a word."""
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


def changes(handbook: Handbook, old: Agreement, new: Agreement) -> Iterator[Change]:
    """Yield what differs between *old* and *new* in words, in the order of the agreement."""
    was, now = Wording(old), Wording(new)
    for one in compare(old, new):
        holder = old if one.kind == "removed" and not place.exists(new, one.address) else new
        where = phrase.capital(_where(handbook, holder, one.address))
        answer = schema.patterns().get(schema.pattern(one.address))
        if one.kind == "moved":
            yield Change(one, where, note=f"Från plats {one.old} till plats {one.new}.")
        elif not isinstance(answer, Answer):
            wording, item = (was, one.old) if one.kind == "removed" else (now, one.new)
            yield Change(one, where, content=tuple(_content(handbook, wording, one.address, item)))
        else:
            pieces = words.difference(was.plain(answer, one.old), now.plain(answer, one.new))
            only_look = all(piece.kind == "same" for piece in pieces)
            yield Change(one, where, pieces, _ONLY_LOOK if only_look else "")


def _content(handbook: Handbook, wording: Wording, address: str, item: Item) -> Iterator[str]:
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
