"""Taking back what stood in the agreement before: an answer, an item, the order of a list, a table."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import phrase, reference, schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.agreement.value import Item
from lokdesk.agreement.wording import Wording
from lokdesk.revision import alignment
from lokdesk.revision.comparison import Difference
from lokdesk.session import former, place
from lokdesk.session.session import Session

_ORDER = "återtagandet av den förra ordningen"
_FIGURES = "återtagandet av de förra siffrorna"


@dataclass(frozen=True)
class Kept:
    """What can be taken back: the *value*, an answer or an item, and what it loses on the way.

    *lost* are the names of what it referred to that is there no longer.
    """

    value: Any
    lost: tuple[str, ...] = ()


def kept(session: Session, old: Agreement, one: Difference) -> Kept | None:
    """Return what can be taken back from *old* of the difference *one*; ``None`` where nothing can.

    An answer that was not given before cannot, nor can what has nothing left to be about. Figures are taken
    back a table at a time (:func:`take_figures_back`).
    """
    if former.table_of(one.address):
        return None
    wording = Wording(old, session.attachment_names)
    answer = schema.patterns().get(schema.pattern(one.address))
    if isinstance(answer, Answer):
        return None if one.kind == "added" else _answer(session, wording, one, answer)
    if one.kind == "removed" and place.exists(session.agreement, at.parent(one.address)):
        return _item(session, wording, old, one)
    return None


def _answer(session: Session, wording: Wording, one: Difference, answer: Answer) -> Kept | None:
    kind = answer.refers_to
    if kind is None:
        return Kept(one.old)
    there = session.attachment_names if kind == "attachment" else reference.targets(session.agreement, kind)
    value, lost = _pointing(one.old, there)
    if one.old and not value:
        return None
    return Kept(value, tuple(wording.name(kind, target) for target in lost))


def _pointing(value: Any, there: Container[str]) -> tuple[Any, tuple[str, ...]]:
    """Return a reference, or several, without those that point at nothing *there*; and which those are."""
    if value is None:
        return None, ()
    if isinstance(value, str):
        return (value, ()) if value in there else (None, (value,))
    return tuple(x for x in value if x in there), tuple(x for x in value if x not in there)


def _item(session: Session, wording: Wording, old: Agreement, one: Difference) -> Kept | None:
    """Return the item that is gone as it can be put back: without what points at nothing any more."""
    item: Item = one.old
    list_address = at.parent(one.address)
    agreement = at.insert(session.agreement, list_address, item, _index(session.agreement, old, one.address))
    lost: dict[str, None] = {}
    for address, answer, value in at.answers(item, one.address + SEPARATOR):
        kind = answer.refers_to
        if kind is None or not value or not place.exists(agreement, address):
            continue
        files = session.attachment_names
        there = files if kind == "attachment" else reference.targets(agreement, kind)
        value, gone = _pointing(value, there)
        if not gone:
            continue
        lost |= dict.fromkeys(wording.name(kind, target) for target in gone)
        if not (answer.scope and answer.kind == "reference"):
            agreement = at.replace(agreement, address, value)
        elif at.parent(address) == one.address:
            # It is about what is gone, and about nothing else.
            return None
        else:
            agreement = at.remove(agreement, at.parent(address))
    return Kept(at.get(agreement, one.address), tuple(lost))


def _index(agreement: Agreement, old: Agreement, address: str) -> int:
    """Return the position of the item at *address* in its list: after the one it came after."""
    list_address, id_ = at.parent(address), at.last(address)
    now = [one.id for one in at.get(agreement, list_address)]
    was = [one.id for one in at.get(old, list_address) if one.id == id_ or one.id in now]
    return alignment.together(was, now).index(id_)


def take_back(session: Session, old: Agreement, one: Difference) -> None:
    """Take back what can be of the difference *one* from *old*, as one edit. Does nothing where nothing can.

    Raises Unfit, and UnknownAddress for what was there when the difference was found and is no longer.
    """
    if (found := kept(session, old, one)) is None:
        return
    session.settle()
    if isinstance(found.value, Item):
        index = _index(session.agreement, old, one.address)
        session.add(at.parent(one.address), found.value, index)
    else:
        session.set(one.address, found.value)
    session.settle()


def take_order_back(session: Session, old: Agreement, list_address: str) -> None:
    """Give the items of a list the order that they had in *old*; a new one stays after what it came after."""
    items = {one.id: one for one in session.value(list_address)}
    was = [one.id for one in at.get(old, list_address) if one.id in items]
    order = alignment.together(list(items), was)
    session.set(list_address, tuple(items[one] for one in order), _ORDER)


def take_figures_back(session: Session, old: Agreement, table: str) -> None:
    """Give the table of figures at the address *table* the columns, rows and cells that it had in *old*."""
    values = {at.join(table, part): at.get(old, at.join(table, part)) for part in ("columns", "rows")}
    session.set_many(values, table, _FIGURES)


def lost_in_words(found: Kept) -> str:
    """Return what is lost on the way back, in a sentence; empty where nothing is."""
    if not found.lost:
        return ""
    return f"{phrase.joined(found.lost)} finns inte längre i överenskommelsen, och följer inte med tillbaka."
