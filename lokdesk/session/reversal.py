"""What a stand put into the agreement, taken out again, as far as it stands untouched."""

from typing import Any

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import reference
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Discussion
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Stand, Viewpoint
from lokdesk.agreement.value import Item
from lokdesk.session import cells, lifting, taking, wishes
from lokdesk.session import place as places
from lokdesk.session.unsettled import Overlap


def back(draft: Draft, one: Viewpoint) -> tuple[Agreement | None, Discussion]:
    """Return the agreement without what the stand on *one* put there, ``None`` if that cannot be undone.

    And what is said without what it said.
    """
    stand = one.stand
    assert stand is not None, "only a stand can be taken back"
    if stand.lift is not None:
        return draft.agreement, lifting.unsaid(draft, stand)
    if not stand.address or stand.value == stand.before:
        return draft.agreement, draft.discussion
    return _undone(draft.agreement, one, stand), draft.discussion


def _undone(agreement: Agreement, one: Viewpoint, stand: Stand) -> Agreement | None:
    address = stand.address
    if wishes.answer(address) is not None:
        if not places.exists(agreement, address):
            return None
        value, before = (wishes.read(address, data) for data in (stand.value, stand.before))
        try:
            return cells.replaced(
                agreement, address, taking.merged(address, value, wishes.now(agreement, address), before)
            )
        except (Overlap, ValidationError):
            return None
    if one.kind == "removed":
        return _restored(agreement, address, stand.before)
    if not places.exists(agreement, address):
        return None
    if one.kind == "moved":
        there = wishes.before(agreement, address) == "".join(wishes.ids(stand.value)[-1:])
        return taking.moved(agreement, address, wishes.ids(stand.before)) if there else None
    if at.get(agreement, address) != wishes.read(address, stand.value):
        return None
    bare = cells.without(agreement, address)
    # What somebody has begun to refer to stays.
    return None if reference.loose(agreement, bare) else bare


def _restored(agreement: Agreement, address: str, before: Any) -> Agreement | None:
    """Return *agreement* with an item back in its place, and with all that referred to it."""
    entries = [{"address": address, **before}, *before["items"]]
    for entry in entries:
        list_ = at.parent(entry["address"])
        if not places.exists(agreement, list_) or places.exists(agreement, entry["address"]):
            return None
        item = wishes.read(entry["address"], entry["item"])
        if not isinstance(item, Item):
            return None
        index = taking.index_after(at.get(agreement, list_), entry["after"])
        agreement = at.insert(agreement, list_, item, index)
    for here, was in before.get("cells", {}).items():
        if places.exists(agreement, here):
            agreement = cells.replaced(agreement, here, was)
    for here, was in before["answers"].items():
        now = wishes.now(agreement, here)
        # Somebody may have chosen something else meanwhile; that stands.
        if wishes.ids([now] if isinstance(now, str) else now or []) == before["kept"][here]:
            agreement = cells.replaced(agreement, here, was)
    return agreement
