"""Stands on what came back: a viewpoint is taken, refused, written otherwise, lifted or put somewhere.

Each function returns another draft, in which the viewpoint with a *ref* (``{reply.id}/{viewpoint.id}``) has
its stand, and what that makes of the agreement is done. *by* is who decides, *on* which day, and *reason*
why; only who refuses must say why. A stand on one wish is a stand on all that want the very same there,
whoever they came from; what is written otherwise or lifted settles all that is wanted in that place.

A stand is taken once: it must be taken back (:func:`reopen`) before another is. :func:`decide` makes a draft
of these the session's, as one edit. All raise KeyError for an unknown ref, and :class:`Unsettled`, whose
message is a Swedish sentence, for what cannot be done; Unfit for a value that the place cannot hold.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import reference, rich_text
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Alternatives, Discussion, Lift, OpenQuestion, Proposal
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.reply import Decision, Reply, Stand, Viewpoint
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.value import Item
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import asking
from lokdesk.project.problem import Problem
from lokdesk.revision import three_way
from lokdesk.session import cells, discussion, open_list, wishes
from lokdesk.session import place as places
from lokdesk.session.complaint import Unfit, complaints
from lokdesk.session.session import Session

NAME = "ställningstagandet till synpunkten"
"""What a decision is called where it can be undone."""
AS_IT_STANDS: Any = object()
"""The value of what has been written otherwise already: the draft as it is."""


class Unsettled(Problem):
    """A stand that cannot be taken; the message is a sentence for the user."""


class Overlap(Unsettled):
    """Words that the draft has changed too since they were sent: they can only be taken instead of those."""


_DECIDED = "Synpunkten har redan ett ställningstagande. Ångra det först."
_UNDECIDED = "Synpunkten har inget ställningstagande att ångra."
_WHY = "Skriv varför synpunkten avvisas. Motiveringen följer med i sammanställningen."
_OVERLAP = (
    "Samma ord har ändrats i utkastet sedan det skickades. Skriv ihop dem under Ändra, eller ta in lydelsen "
    "i stället för det som står."
)
_ITEM_CHANGED = (
    "Posten har ändrats i utkastet sedan den skickades. Ta bort den ändå, eller avvisa synpunkten."
)
_GONE = (
    "Det som synpunkten gäller finns inte i utkastet. Det har tagits bort sedan dess, eller hör till en ny "
    "post som inte är intagen. Placera orden någon annanstans."
)
_NO_LIST = "Listan som posten hör till finns inte längre i utkastet."
_SCOPE = (
    "Posten gäller bara parter som inte längre finns i utkastet. Lägg till den för hand bland frågorna, och "
    "välj sedan Ändrat på annat sätt."
)
_NEEDS_PLACE = "Synpunkten hör inte till något svar. Placera orden där de ska stå."
_NO_WORDS = "Synpunkten har inga ord att placera."
_NO_ANSWER = "Välj en fråga som besvaras med text."
_OCCUPIED = (
    "Frågan har redan ett svar. Skriv ihop dem under Ändra, eller ta in orden i stället för det som står."
)
_ONLY_ANSWERS = "En post ändras där den står i frågorna. Gör det, och välj sedan Ändrat på annat sätt."


@dataclass(frozen=True)
class _Done:
    """What a stand makes of the agreement, where, and what stood there before and stands there after."""

    agreement: Agreement
    address: str = ""
    value: Any = None
    before: Any = None


# -- what can be done


def take(
    draft: Draft,
    ref: str,
    *,
    by: str = "",
    on: date | None = None,
    reason: object = None,
    instead: bool = False,
) -> Draft:
    """Return *draft* with what is wanted in it: words, an item that is new, gone or moved.

    Words are merged with what the draft has changed since they were sent; where they meet Overlap is raised,
    unless they shall stand *instead* of those. A comment, and words that were changed in the template's own
    text, change nothing: it is noted that one will see to it. What has no place must be put into one
    (:func:`place`).
    """
    _, one = _open(draft, ref)
    done = _TAKING[one.kind](draft, one, instead)
    return _decided(draft, _same_wish(draft, one), "taken", done, by, on, reason)


def refuse(draft: Draft, ref: str, reason: object, *, by: str = "", on: date | None = None) -> Draft:
    """Return *draft* with the viewpoint refused for a *reason*, which must have words."""
    _, one = _open(draft, ref)
    return _decided(draft, _same_wish(draft, one), "refused", _Done(draft.agreement), by, on, reason)


def edit(
    draft: Draft,
    ref: str,
    value: object = AS_IT_STANDS,
    *,
    address: str = "",
    by: str = "",
    on: date | None = None,
    reason: object = None,
) -> Draft:
    """Return *draft* with *value* as the answer there, or at another *address*: what the group writes itself.

    Without a value it is noted that it has been written already. A new item can be given as it shall be. It
    settles all that is wanted there and that nobody has taken a stand on.
    """
    _, one = _open(draft, ref)
    where = address or one.address
    if value is AS_IT_STANDS:
        said = wishes.data(where, wishes.now(draft.agreement, where)) if where else None
        done = _Done(draft.agreement, where, said, said)
    elif one.kind == "added" and not address:
        done = _inserted(draft, one, _item(where, value))
    elif wishes.answer(where) is None:
        raise Unsettled(_ONLY_ANSWERS if where else _NEEDS_PLACE)
    else:
        done = _answered(draft.agreement, where, _value(where, value))
    return _decided(draft, _same_place(draft, one), "edited", done, by, on, reason)


def lift(
    draft: Draft,
    ref: str,
    *,
    forum: str | None = None,
    body: str = "",
    by: str = "",
    on: date | None = None,
    reason: object = None,
) -> Draft:
    """Return *draft* with the matter lifted to a *forum* of the agreement, by its id, or a *body* in words.

    All wordings that are wanted of an answer, and the one that stands, become proposals to choose among; of
    what is no answer an open question is asked. So it stands in the list of what is open. It settles all that
    is wanted there and that nobody has taken a stand on.
    """
    _, one = _open(draft, ref)
    lifted = Lift(forum=forum, body=body or (None if forum else open_list.BODY), day=on, author=by or None)
    if one.kind == "changed" and places.exists(draft.agreement, one.address):
        said, ids = _proposed(draft, one, lifted)
    else:
        said, ids = _asked(draft, one, lifted)
    draft = draft.model_copy(update={"discussion": said})
    done = _Done(draft.agreement, value=ids)
    return _decided(draft, _same_place(draft, one), "lifted", done, by, on, reason, lifted)


def place(
    draft: Draft,
    ref: str,
    address: str,
    *,
    by: str = "",
    on: date | None = None,
    reason: object = None,
    instead: bool = False,
) -> Draft:
    """Return *draft* with the words of the viewpoint in the answer at *address*: last, or *instead* of it."""
    _, one = _open(draft, ref)
    said = words(one)
    answer = wishes.answer(address)
    if not said:
        raise Unsettled(_NO_WORDS)
    if answer is None or answer.kind not in ("text", "line"):
        raise Unsettled(_NO_ANSWER)
    if not places.exists(draft.agreement, address):
        raise Unsettled(_GONE)
    now = wishes.now(draft.agreement, address)
    if answer.kind == "line" and now and not instead:
        raise Overlap(_OCCUPIED)
    value: Any = said
    more = rich_text.plain(said)
    if isinstance(now, RichText) and more is not None and not instead:
        value = RichText(blocks=(*now.blocks, *more.blocks))
    done = _answered(draft.agreement, address, _value(address, value))
    return _decided(draft, _same_wish(draft, one), "taken", done, by, on, reason)


def reopen(draft: Draft, ref: str) -> Draft:
    """Return *draft* without the stand, and without what it put there, as far as that stands untouched.

    What has been changed since stays as it is (:func:`stays`). What was lifted is taken out of what is open,
    unless it has been settled.
    """
    _, one = wishes.found(draft, ref)
    if one.stand is None:
        raise Unsettled(_UNDECIDED)
    agreement, said = _back(draft, one)
    refs = [of for of, other in _near(draft, one) if other.stand == one.stand]
    draft = draft.model_copy(update={"agreement": agreement or draft.agreement, "discussion": said})
    return _with_stand(draft, refs, None)


def stays(draft: Draft, ref: str) -> bool:
    """Return whether what the stand put into the agreement would stay there if it was taken back.

    It does where it has been changed since.
    """
    _, one = wishes.found(draft, ref)
    return one.stand is not None and _back(draft, one)[0] is None


def decide(session: Session, ref: str, draft: Draft) -> None:
    """Let *draft*, which one of these functions made of the session's, be the session's, as one edit."""
    _, one = wishes.found(draft, ref)
    address = one.stand.address if one.stand is not None and one.stand.address else one.address
    session.change(draft, places.nearest(draft.agreement, address) if address else "", NAME)


def words(one: Viewpoint) -> str:
    """Return the words of a viewpoint that can be put into an answer, empty where there are none."""
    if one.text:
        return one.text
    returned = wishes.read(one.address, one.returned)
    if isinstance(returned, RichText):
        return returned.text
    if isinstance(returned, str):
        return returned
    return "".join(stroke.text for stroke in one.strokes if stroke.kind == "added").strip()


# -- which viewpoints


def _open(draft: Draft, ref: str) -> tuple[Reply, Viewpoint]:
    reply, one = wishes.found(draft, ref)
    if one.stand is not None:
        raise Unsettled(_DECIDED)
    return reply, one


def _near(draft: Draft, one: Viewpoint) -> Iterator[tuple[str, Viewpoint]]:
    """Yield the viewpoints that are on the same matter as *one*, itself too, by their refs."""
    about = wishes.about(one)
    for reply in draft.replies:
        for other in reply.viewpoints:
            if other is one or (about is not None and wishes.about(other) == about):
                yield wishes.ref(reply, other), other


def _same_place(draft: Draft, one: Viewpoint) -> list[str]:
    return [of for of, other in _near(draft, one) if other.stand is None]


def _same_wish(draft: Draft, one: Viewpoint) -> list[str]:
    wanted = wishes.wish(one)
    near = list(_near(draft, one))
    # Two new items that say the same, from one sender, are two.
    own = next(of for of, other in near if other is one).partition(wishes.SEPARATOR)[0]
    return [
        of
        for of, other in near
        if other.stand is None
        and wishes.wish(other) == wanted
        and (one.kind != "added" or other is one or of.partition(wishes.SEPARATOR)[0] != own)
    ]


def _decided(
    draft: Draft,
    refs: Sequence[str],
    decision: Decision,
    done: _Done,
    by: str,
    on: date | None,
    reason: object,
    lifted: Lift | None = None,
) -> Draft:
    fields = {
        "decision": decision,
        "reason": reason,
        "address": done.address,
        "value": done.value,
        "before": done.before,
        "lift": lifted,
        "by": by,
        "day": on,
    }
    try:
        stand = Stand.model_validate(fields)
    except ValidationError as error:
        raise Unfit(complaints(error, "", fields)) from error
    if decision == "refused" and stand.reason is None:
        raise Unsettled(_WHY)
    return _with_stand(draft.model_copy(update={"agreement": done.agreement}), refs, stand)


def _with_stand(draft: Draft, refs: Sequence[str], stand: Stand | None) -> Draft:
    wanted = frozenset(refs)

    def changed(reply: Reply) -> Reply:
        if not any(wishes.ref(reply, one) in wanted for one in reply.viewpoints):
            return reply
        viewpoints = tuple(
            one.model_copy(update={"stand": stand}) if wishes.ref(reply, one) in wanted else one
            for one in reply.viewpoints
        )
        return reply.model_copy(update={"viewpoints": viewpoints})

    return draft.model_copy(update={"replies": tuple(map(changed, draft.replies))})


# -- what is taken


def _take_answer(draft: Draft, one: Viewpoint, instead: bool) -> _Done:
    if not places.exists(draft.agreement, one.address):
        raise Unsettled(_GONE)
    sent, wanted = (_value(one.address, data) for data in (one.sent, one.returned))
    now = wishes.now(draft.agreement, one.address)
    value = wanted if instead else merged(one.address, sent, now, wanted)
    return _answered(draft.agreement, one.address, value)


def merged(address: str, sent: Any, now: Any, wanted: Any) -> Any:
    """Return what the draft says *now* with what makes *wanted* of *sent*. Raises Overlap where they meet."""
    answer = wishes.answer(address)
    together = three_way.merge_answer(answer, sent, now, wanted) if answer is not None else None
    if together is None:
        raise Overlap(_OVERLAP)
    return together.value


def _answered(agreement: Agreement, address: str, value: Any) -> _Done:
    before = wishes.data(address, wishes.now(agreement, address))
    try:
        changed = cells.replaced(agreement, address, value)
    except UnknownAddress:
        raise Unsettled(_GONE) from None
    after = wishes.data(address, wishes.now(changed, address))
    return _Done(changed, address, after, before)


def _take_new(draft: Draft, one: Viewpoint, instead: bool) -> _Done:
    del instead
    return _inserted(draft, one, _item(one.address, one.returned))


def _inserted(draft: Draft, one: Viewpoint, item: Item) -> _Done:
    """Put *item* into its list after the one that it came after, or after what is left of those before it."""
    list_ = at.parent(one.address)
    if not places.exists(draft.agreement, list_):
        raise Unsettled(_NO_LIST)
    items: tuple[Item, ...] = at.get(draft.agreement, list_)
    if any(one.id == item.id for one in items):
        item = at.fresh(item, at.ids(draft.agreement))
    index = _index(items, _after(draft, one, items))
    agreement = at.insert(draft.agreement, list_, item, index)
    address = at.join(list_, item.id)
    files = {file.id for file in draft.attachments}
    for here, answer, value in at.answers(item, address + "/"):
        if answer.refers_to is None or not value:
            continue
        known = files if answer.refers_to == "attachment" else reference.targets(agreement, answer.refers_to)
        pointed = (value,) if isinstance(value, str) else value
        kept = tuple(target for target in pointed if target in known)
        if kept == pointed:
            continue
        if answer.scope and not kept:
            # With nothing there it would apply to all.
            raise Unsettled(_SCOPE)
        agreement = at.replace(agreement, here, kept or None)
    return _Done(agreement, address, wishes.data(address, at.get(agreement, address)))


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


def _index(items: Sequence[Item], after: str) -> int | None:
    """Return the place after the item with the id *after*, first where it is empty, last where it is gone."""
    if not after:
        return 0
    return next((number for number, item in enumerate(items, 1) if item.id == after), None)


def _take_away(draft: Draft, one: Viewpoint, instead: bool) -> _Done:
    agreement = draft.agreement
    if not places.exists(agreement, one.address):
        return _Done(agreement, one.address)
    item = at.get(agreement, one.address)
    if not instead and one.sent is not None and item != wishes.read(one.address, one.sent):
        raise Overlap(_ITEM_CHANGED)
    bare = cells.without(agreement, one.address)
    loose = reference.loose(agreement, bare)
    before = {
        "item": wishes.data(one.address, item),
        "after": wishes.before(agreement, one.address),
        "answers": {here: wishes.data(here, wishes.now(agreement, here)) for here in loose.answers},
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
    return _Done(reference.released(bare, loose), one.address, None, before)


def _take_move(draft: Draft, one: Viewpoint, instead: bool) -> _Done:
    del instead
    agreement = draft.agreement
    if not places.exists(agreement, one.address):
        raise Unsettled(_GONE)
    before = wishes.before(agreement, one.address)
    agreement = _moved(agreement, one.address, one.after, wishes.ids(one.returned))
    return _Done(agreement, one.address, wishes.before(agreement, one.address), before)


def _moved(agreement: Agreement, address: str, after: str, others: Sequence[str] = ()) -> Agreement:
    """Return *agreement* with the item at *address* *after* another, or the last that is left of *others*."""
    items = [one.id for one in at.get(agreement, at.parent(address)) if one.id != at.last(address)]
    if not after:
        return at.move(agreement, address, 0)
    found = next((one for one in (after, *reversed(others)) if one in items), None)
    return at.move(agreement, address, items.index(found) + 1 if found is not None else len(items))


def _take_note(draft: Draft, one: Viewpoint, instead: bool) -> _Done:
    del one, instead
    return _Done(draft.agreement)


def _take_nowhere(draft: Draft, one: Viewpoint, instead: bool) -> _Done:
    raise Unsettled(_NEEDS_PLACE)


def _take_row(draft: Draft, one: Viewpoint, instead: bool) -> _Done:
    answer = wishes.answer(one.address) if one.address else None
    if answer is None or answer.kind not in ("text", "line") or not one.text:
        raise Unsettled(_NEEDS_PLACE)
    if not places.exists(draft.agreement, one.address):
        raise Unsettled(_GONE)
    now = wishes.now(draft.agreement, one.address)
    wanted = _value(one.address, one.text)
    if not instead and now is not None and now != wanted:
        sent = _value(one.address, one.sent)
        if sent is None:
            raise Overlap(_OCCUPIED)
        wanted = merged(one.address, sent, now, wanted)
    return _answered(draft.agreement, one.address, wanted)


_TAKING: dict[str, Callable[[Draft, Viewpoint, bool], _Done]] = {
    "changed": _take_answer,
    "added": _take_new,
    "removed": _take_away,
    "moved": _take_move,
    "fixed": _take_note,
    "outside": _take_nowhere,
    "comment": _take_note,
    "row": _take_row,
}


def _value(address: str, data: object) -> Any:
    try:
        return wishes.value(address, data)
    except ValidationError as error:
        raise Unfit(complaints(error, address, data)) from error


def _item(address: str, data: object) -> Item:
    item = _value(address, data)
    if not isinstance(item, Item):
        raise Unsettled(_NO_LIST)
    return item


# -- what is lifted


def _proposed(draft: Draft, one: Viewpoint, lifted: Lift) -> tuple[Discussion, Any]:
    """Return what is said, with all that is wanted of the answer as proposals beside the one that stands."""
    said = draft.discussion
    matter = discussion.undecided(said, one.address)
    if matter is None:
        matter = Alternatives(id=discussion.fresh_id(said), address=one.address)
        said = discussion.with_said(said, matter)
        stands = wishes.now(draft.agreement, one.address)
        if asking.answered(stands):
            first = Proposal(id=discussion.fresh_id(said), value=stands)
            matter = matter.model_copy(update={"proposals": (first,)})
            said = discussion.with_said(said, matter)
    made: list[str] = []
    for of in _same_place(draft, one):
        reply, other = wishes.found(draft, of)
        proposal = Proposal(
            id=discussion.fresh_id(said),
            value=_value(one.address, other.returned),
            party=reply.party,
            person=other.author if reply.party else wishes.who(reply, other),
            reason=rich_text.plain(other.reason),
            proposed=reply.received or lifted.day,
        )
        made.append(proposal.id)
        matter = matter.model_copy(update={"proposals": (*matter.proposals, proposal)})
        said = discussion.with_said(said, matter)
    matter = matter.model_copy(update={"lifted": lifted})
    return discussion.with_said(said, matter), {"alternatives": matter.id, "proposals": made}


def _asked(draft: Draft, one: Viewpoint, lifted: Lift) -> tuple[Discussion, Any]:
    """Return what is said, with a question to those it is lifted to, and all that is wanted there in it."""
    said = draft.discussion
    lines = [
        f"{wishes.who(*found)} {_told(draft, found[1])}"
        for found in (wishes.found(draft, of) for of in _same_place(draft, one))
    ]
    question = OpenQuestion(
        id=discussion.fresh_id(said),
        address=one.address or next(iter(one.nearest), ""),
        text=rich_text.plain("\n".join(lines)),
        owner=capital(open_list.lifted_to(draft.agreement, lifted)),
        author=lifted.author,
        asked=lifted.day,
    )
    return discussion.with_said(said, question), {"question": question.id}


_TELLING = {
    "changed": "vill att det ska stå: {}",
    "added": "vill lägga till: {}",
    "removed": "vill ta bort: {}",
    "moved": "vill flytta: {}",
    "fixed": "vill ändra mallens text till: {}",
    "outside": "har skrivit: {}",
    "comment": "kommenterar: {}",
    "row": "föreslår: {}",
}


def _told(draft: Draft, one: Viewpoint) -> str:
    """Return what a sender wants, after who it is."""
    item = wishes.read(one.address, one.returned if one.kind == "added" else one.sent)
    if one.kind == "moved":
        item = wishes.now(draft.agreement, one.address)
    if isinstance(item, Item):
        wording = Wording(draft.agreement, {file.id: file.name for file in draft.attachments})
        parts = (wording.plain(answer, value) for _, answer, value in at.answers(item) if value)
        said = "; ".join(part for part in parts if part)
    else:
        said = words(one)
    told = _TELLING[one.kind].format(" ".join(said.split()))
    return f"{told} Motivering: {' '.join(one.reason.split())}" if one.reason else told


# -- what is taken back


def _back(draft: Draft, one: Viewpoint) -> tuple[Agreement | None, Discussion]:
    """Return the agreement without what the stand on *one* put there, ``None`` if that cannot be undone.

    And what is said without what it said.
    """
    stand = one.stand
    assert stand is not None, "only a stand can be taken back"
    if stand.lift is not None:
        return draft.agreement, _unsaid(draft.discussion, stand.value)
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
                agreement, address, merged(address, value, wishes.now(agreement, address), before)
            )
        except (Overlap, ValidationError):
            return None
    if one.kind == "removed":
        return _restored(agreement, address, stand.before)
    if not places.exists(agreement, address):
        return None
    if one.kind == "moved":
        there = wishes.before(agreement, address) == stand.value
        return _moved(agreement, address, stand.before) if there else None
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
        index = _index(at.get(agreement, list_), entry["after"])
        agreement = at.insert(agreement, list_, item, index)
    for here, was in before["answers"].items():
        now = wishes.now(agreement, here)
        # Somebody may have chosen something else meanwhile; that stands.
        if wishes.ids([now] if isinstance(now, str) else now or []) == before["kept"][here]:
            agreement = cells.replaced(agreement, here, was)
    return agreement


def _unsaid(said: Discussion, ids: Any) -> Discussion:
    """Return what is said without what was lifted, unless somebody has settled it."""
    for question in said.open_questions:
        if question.id == ids.get("question") and question.closed is None:
            return discussion.without_said(said, question)
    for matter in said.alternatives:
        if matter.id == ids.get("alternatives") and matter.chosen is None:
            proposals = tuple(one for one in matter.proposals if one.id not in ids["proposals"])
            if not any(one.proposed or one.party or one.person for one in proposals):
                return discussion.without_said(said, matter)
            update = {"proposals": proposals, "lifted": None}
            return discussion.with_said(said, matter.model_copy(update=update))
    return said
