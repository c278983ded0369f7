"""What came back, put into the agreement: words merged with what it says now, and items."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import reference
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Stand, Viewpoint
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.value import Item
from lokdesk.revision import three_way
from lokdesk.session import cells, wishes
from lokdesk.session import place as places
from lokdesk.session.complaint import Unfit, complaints
from lokdesk.session.unsettled import Overlap, Unsettled

_OVERLAP = (
    "Ni har ändrat samma ord sedan versionen skickades. Välj Ändra för att skriva ihop lydelserna, eller byt "
    "ut er text."
)
_ITEM_CHANGED = (
    "Ni har ändrat det som ska tas bort sedan versionen skickades. Ta bort det ändå, eller avvisa synpunkten."
)
_NO_LIST = "Det som tillägget hör till finns inte längre i er text."
_SCOPE = (
    "Svaret gäller bara parter som inte längre finns i er text. Avvisa synpunkten, eller välj Ändra och "
    "skriv vilka det ska gälla."
)
_NEW_FIRST = "Svaret hänvisar till ett tillägg som också är en synpunkt. Ta ställning till tillägget först."
_SCOPE_OF_ITEM = (
    "Tillägget gäller bara parter som inte längre finns i er text. Gör det för hand bland frågorna, och "
    "välj sedan Tillgodose på annat sätt."
)
GONE = (
    "Det som synpunkten gäller finns inte i er text. Det har tagits bort sedan dess, eller hör till ett "
    "tillägg som ni inte har gjort. Placera orden någon annanstans."
)
NEEDS_PLACE = "Synpunkten hör inte till något svar. Placera orden där de ska stå."
OCCUPIED = "Frågan har redan ett svar. Välj Ändra för att skriva ihop lydelserna, eller byt ut er text."


@dataclass(frozen=True)
class Done:
    """What a stand makes of the agreement, where, and what stood there before and stands there after."""

    agreement: Agreement
    address: str = ""
    value: Any = None
    before: Any = None


def taken(draft: Draft, one: Viewpoint, *, instead: bool = False) -> Done:
    """Return what *draft* becomes with what *one* wants in it, *instead* of what has been changed since.

    Raises Unsettled where it has no place there, and Overlap where the same has been changed in the draft.
    """
    return _TAKING[one.kind](draft, one, instead)


def _take_answer(draft: Draft, one: Viewpoint, instead: bool) -> Done:
    if not places.exists(draft.agreement, one.address):
        raise Unsettled(GONE)
    sent, wanted = (value_of(one.address, data) for data in (one.sent, one.returned))
    now = wishes.now(draft.agreement, one.address)
    value = wanted if instead else merged(one.address, sent, now, wanted)
    answer = wishes.answer(one.address)
    if answer is not None:
        kept = pointing(draft, answer, value)
        if kept != value and not _new(draft).isdisjoint(wishes.ids(value)):
            raise Unsettled(_NEW_FIRST)
        if answer.scope and value and not kept:
            raise Unsettled(_SCOPE)
        value = kept
    return answered(draft.agreement, one.address, value)


def _new(draft: Draft) -> frozenset[str]:
    """Return the ids of what is new in what came back to *draft*, and has not been decided on."""
    views = (one for reply in draft.replies for one in reply.viewpoints)
    new = (one for one in views if one.kind == "added" and one.stand is None)
    items = (wishes.read(one.address, one.returned) for one in new)
    return frozenset(id_ for item in items if isinstance(item, Item) for id_ in at.own_ids(item))


def again(draft: Draft, one: Viewpoint, stand: Stand) -> Done:
    """Return what *draft* becomes with what the *stand* on *one* put into it, which is not there now.

    Where the words have been changed since, its own come instead of those. Raises Unsettled.
    """
    address, agreement = stand.address, draft.agreement
    if wishes.answer(address) is not None:
        value, before = (value_of(address, data) for data in (stand.value, stand.before))
        try:
            value = merged(address, before, wishes.now(agreement, address), value)
        except Overlap:
            pass
        return answered(agreement, address, value)
    if one.kind == "added" and not places.exists(agreement, address):
        new = one.model_copy(update={"address": address})
        return inserted(draft, new, item_of(address, stand.value))
    if one.kind == "removed":
        return _take_away(draft, one, instead=True)
    if one.kind == "moved":
        return _take_move(draft, one, instead=True)
    return Done(agreement, address, stand.value, stand.before)


def merged(address: str, sent: Any, now: Any, wanted: Any) -> Any:
    """Return what the draft says *now* with what makes *wanted* of *sent*. Raises Overlap where they meet."""
    answer = wishes.answer(address)
    together = three_way.merge_answer(answer, sent, now, wanted) if answer is not None else None
    if together is None:
        raise Overlap(_OVERLAP)
    return together.value


def answered(agreement: Agreement, address: str, value: Any) -> Done:
    """Return *agreement* with *value* as the answer at *address*. Raises Unsettled where there is none."""
    before = wishes.data(address, wishes.now(agreement, address))
    try:
        changed = cells.replaced(agreement, address, value)
    except UnknownAddress:
        raise Unsettled(GONE) from None
    after = wishes.data(address, wishes.now(changed, address))
    return Done(changed, address, after, before)


def _take_new(draft: Draft, one: Viewpoint, instead: bool) -> Done:
    del instead
    return inserted(draft, one, item_of(one.address, one.returned))


def inserted(draft: Draft, one: Viewpoint, item: Item) -> Done:
    """Put *item* into its list after the one that it came after, or after what is left of those before it."""
    list_ = at.parent(one.address)
    if not places.exists(draft.agreement, list_):
        raise Unsettled(_NO_LIST)
    items: tuple[Item, ...] = at.get(draft.agreement, list_)
    item = at.apart(draft.agreement, item)
    index = index_after(items, _after(draft, one, items))
    agreement = at.insert(draft.agreement, list_, item, index)
    address = at.join(list_, item.id)
    draft = draft.model_copy(update={"agreement": agreement})
    for here, answer, value in at.answers(item, address + "/"):
        kept = pointing(draft, answer, value)
        if answer.scope and value and not kept:
            # With nothing there it would apply to all.
            raise Unsettled(_SCOPE_OF_ITEM)
        agreement = at.replace(agreement, here, kept)
    return Done(agreement, address, wishes.data(address, at.get(agreement, address)))


def pointing(draft: Draft, answer: Answer, value: Any) -> Any:
    """Return *value*, the answer to a question in *draft*, without what it refers to that is not there."""
    if answer.refers_to is None or not value:
        return value
    files = {file.id for file in draft.attachments}
    known = (
        files if answer.refers_to == "attachment" else reference.targets(draft.agreement, answer.refers_to)
    )
    if isinstance(value, str):
        return value if value in known else None
    return tuple(one for one in value if one in known)


def _after(draft: Draft, one: Viewpoint, items: Sequence[Item]) -> str:
    """Return what *one* comes after among *items*; new ones that nobody has taken are passed over."""
    known = {item.id for item in items}
    new = {
        other.address: other.after
        for reply in draft.replies
        if any(other is one for other in reply.viewpoints)
        for other in reply.viewpoints
        if other.kind == "added"
    }
    after = one.after
    while after and after not in known:
        before = new.pop(at.join(at.parent(one.address), after), None)
        if before is None:
            break
        after = before
    return after


def index_after(items: Sequence[Item], after: str) -> int | None:
    """Return the place after the item with the id *after*, first where it is empty, last where it is gone."""
    if not after:
        return 0
    return next((number for number, item in enumerate(items, 1) if item.id == after), None)


def index_after_any(items: Sequence[Item], before: Sequence[str]) -> int:
    """Return the place after the last that is left of those *before*, first where none is."""
    known = {item.id: number for number, item in enumerate(items, 1)}
    return next((known[one] for one in reversed(before) if one in known), 0)


def _take_away(draft: Draft, one: Viewpoint, instead: bool) -> Done:
    agreement = draft.agreement
    if not places.exists(agreement, one.address):
        return Done(agreement, one.address)
    item = at.get(agreement, one.address)
    if not instead and one.sent is not None and item != wishes.read(one.address, one.sent):
        raise Overlap(_ITEM_CHANGED)
    bare = cells.without(agreement, one.address)
    loose = reference.loose(agreement, bare)
    before = {
        "item": wishes.data(one.address, item),
        "after": wishes.before(agreement, one.address),
        "answers": {here: wishes.data(here, wishes.now(agreement, here)) for here in loose.answers},
        "cells": cells.of_column(agreement, one.address),
        "kept": {here: list(kept) for here, kept in loose.answers.items()},
        "items": [
            {
                "address": here,
                "item": wishes.data(here, at.get(agreement, here)),
                "after": wishes.before(agreement, here),
            }
            for here in loose.items
        ],
    }
    return Done(reference.released(bare, loose), one.address, None, before)


def _take_move(draft: Draft, one: Viewpoint, instead: bool) -> Done:
    del instead
    agreement = draft.agreement
    if not places.exists(agreement, one.address):
        raise Unsettled(GONE)
    before = wishes.those_before(agreement, one.address)
    agreement = moved(agreement, one.address, wishes.ids(one.returned) or wishes.ids([one.after]))
    return Done(agreement, one.address, wishes.those_before(agreement, one.address), before)


def moved(agreement: Agreement, address: str, before: Sequence[str]) -> Agreement:
    """Return *agreement* with the item at *address* after the last that is left of those *before* it."""
    items = [one for one in at.get(agreement, at.parent(address)) if one.id != at.last(address)]
    return at.move(agreement, address, index_after_any(items, before))


def _take_note(draft: Draft, one: Viewpoint, instead: bool) -> Done:
    del one, instead
    return Done(draft.agreement)


def _take_nowhere(draft: Draft, one: Viewpoint, instead: bool) -> Done:
    raise Unsettled(NEEDS_PLACE)


def _take_row(draft: Draft, one: Viewpoint, instead: bool) -> Done:
    answer = wishes.answer(one.address) if one.address else None
    if answer is None or answer.kind not in ("text", "line") or not one.text:
        # There is no wording that could stand there: one sees to it, as to a comment.
        return Done(draft.agreement)
    if not places.exists(draft.agreement, one.address):
        raise Unsettled(GONE)
    now = wishes.now(draft.agreement, one.address)
    wanted = row_value(one, now)
    if wanted is None:
        wanted = value_of(one.address, one.text)
        if not instead and now is not None and now != wanted:
            raise Overlap(OCCUPIED)
    return answered(draft.agreement, one.address, wanted)


def row_value(one: Viewpoint, now: Any) -> Any:
    """Return what an answer that is *now* becomes with the words of a row for those that it quotes.

    Returns ``None`` where they are not there, so that the row's words are another answer.
    """
    if not one.quoted or not one.text or not isinstance(now, RichText | str):
        return None
    return three_way.exchanged(now, one.quoted, one.text)


_TAKING: dict[str, Callable[[Draft, Viewpoint, bool], Done]] = {
    "changed": _take_answer,
    "added": _take_new,
    "removed": _take_away,
    "moved": _take_move,
    "fixed": _take_note,
    "outside": _take_nowhere,
    "comment": _take_note,
    "row": _take_row,
}


def value_of(address: str, data: object) -> Any:
    """Return the value at *address* that *data* stands for. Raises Unfit when it cannot stand there."""
    try:
        return wishes.value(address, data)
    except ValidationError as error:
        raise Unfit(complaints(error, address, data)) from error


def item_of(address: str, data: object) -> Item:
    """Return the item at *address* that *data* stands for. Raises Unfit, and Unsettled when it is none."""
    item = value_of(address, data)
    if not isinstance(item, Item):
        raise Unsettled(_NO_LIST)
    return item
