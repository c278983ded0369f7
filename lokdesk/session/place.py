"""Places in an agreement in words, also such as are gone."""

from collections.abc import Iterable
from dataclasses import dataclass

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.phrase import capital
from lokdesk.handbook import book, naming
from lokdesk.handbook.book import Handbook
from lokdesk.session import cells

REMOVED = "borttaget"
NEW = "något nytt"
"""What an item is called that is in no agreement yet."""
_DASH = " – "


@dataclass(frozen=True)
class Place:
    """A place in an agreement: its address, the *step* it is asked for in, and what it is called.

    One that is *gone* is no longer in the agreement: an item that it was in has been removed.
    """

    address: str
    step: str
    words: str
    gone: bool


def place(handbook: Handbook, agreement: Agreement, address: str) -> Place:
    """Return the place with that *address*, which may be that of an answer, a list or an item."""
    gone = not exists(agreement, address)
    asked = in_handbook(handbook, address)
    step = asked.step.title if asked else ""
    return Place(address, step, capital(words(handbook, agreement, address)), gone)


def exists(agreement: Agreement, address: str) -> bool:
    """Return whether there is something at *address*."""
    try:
        cells.value(agreement, address)
    except UnknownAddress:
        return False
    return True


def nearest(agreement: Agreement, address: str) -> str:
    """Return *address*, or what it lay in where it is gone; an empty string where nothing of that is left."""
    while address and not exists(agreement, address):
        address = at.parent(address)
    return address


def in_handbook(handbook: Handbook, address: str) -> book.Place | None:
    """Return where the answer, list or item at *address* is asked for, if it is."""
    for one in (address, at.parent(address)):
        try:
            return handbook.place(one)
        except KeyError:
            pass
    return None


def short(handbook: Handbook, agreements: Iterable[Agreement], address: str) -> str:
    """Return the own name of the item at *address*, in the first of *agreements* that has it."""
    holder = next((one for one in agreements if exists(one, address)), None)
    return naming.named(handbook, holder, address)[-1].short if holder is not None else NEW


def words(handbook: Handbook, agreement: Agreement, address: str) -> str:
    """Return what the place at *address* is called, such as "Effekt – mål ”Fler i arbete”"."""
    asked = in_handbook(handbook, address)
    if asked is None:
        return address
    is_item = address not in handbook.places and schema.pattern(address).endswith(schema.ANY)
    label = "" if is_item else asked.question.label
    if not exists(agreement, address):
        return f"{label or asked.question.item or asked.question.label} ({REMOVED})"
    try:
        items = naming.named(handbook, agreement, address)
    except UnknownAddress:
        # A cell that its row does not hold.
        items = naming.named(handbook, agreement, at.parent(at.parent(address)))
    named = ", ".join(map(str, items))
    return _DASH.join(part for part in (label, named) if part)
