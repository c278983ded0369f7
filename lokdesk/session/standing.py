"""Stands on what came back: a viewpoint is taken, refused, written otherwise, lifted or put somewhere.

Each function returns another draft, in which the viewpoint with a *ref* (``{reply.id}/{viewpoint.id}``) has
its stand, and what that makes of the agreement is done. *by* is who decides, *on* which day, and *reason*
why; only who refuses must say why. A stand on one wish is a stand on all that want the very same there,
whoever they came from; what is written otherwise or lifted settles all that is wanted in that place.

A stand is taken once: it must be taken back (:func:`reopen`) before another is. :func:`decide` makes a draft
of these the session's, as one edit. All raise KeyError for an unknown ref, and :class:`Unsettled`, whose
message is a Swedish sentence, for what cannot be done; Unfit for a value that the place cannot hold.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from lokdesk.agreement import rich_text
from lokdesk.agreement.discussion import Discussion, Lift
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Decision, Reply, Stand, Viewpoint
from lokdesk.agreement.rich_text import RichText
from lokdesk.session import lifting, open_list, reversal, taking, wishes
from lokdesk.session import place as places
from lokdesk.session.complaint import Unfit, complaints
from lokdesk.session.session import Session
from lokdesk.session.taking import Done
from lokdesk.session.unsettled import Overlap, Unsettled

NAME = "ställningstagandet till synpunkten"
"""What a decision is called where it can be undone."""
AS_IT_STANDS: Any = object()
"""The value of what has been written otherwise already: the draft as it is."""

_DECIDED = "Synpunkten har redan ett ställningstagande. Ångra det först."
_UNDECIDED = "Synpunkten har inget ställningstagande att ångra."
_WHY = "Skriv varför synpunkten avvisas. Motiveringen följer med i sammanställningen."
_NO_WORDS = "Synpunkten har inga ord att placera."
_NO_ANSWER = "Välj en fråga som besvaras med text."
_ONLY_ANSWERS = "Det ändras där det står bland frågorna. Gör det, och välj sedan Tillgodose på annat sätt."


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
    unless they shall stand *instead* of those. A comment, a row without a wording for any answer, and words
    that were changed in the template's own text, change nothing: it is noted that one will see to it. Words
    outside of every answer must be put into one (:func:`place`).
    """
    _, one = _open(draft, ref)
    done = taking.taken(draft, one, instead=instead)
    return _decided(draft, _same_wish(draft, one), "taken", done, by, on, reason)


def refuse(draft: Draft, ref: str, reason: object, *, by: str = "", on: date | None = None) -> Draft:
    """Return *draft* with the viewpoint refused for a *reason*, which must have words."""
    _, one = _open(draft, ref)
    return _decided(draft, _same_wish(draft, one), "refused", Done(draft.agreement), by, on, reason)


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
        done = Done(draft.agreement, where, said, said)
    elif one.kind == "added" and not address:
        done = taking.inserted(draft, one, taking.item_of(where, value))
    elif wishes.answer(where) is None:
        raise Unsettled(_ONLY_ANSWERS if where else taking.NEEDS_PLACE)
    else:
        done = taking.answered(draft.agreement, where, taking.value_of(where, value))
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
    refs = _same_place(draft, one)
    said, ids = _lifted(draft, one, refs, lifted)
    draft = draft.model_copy(update={"discussion": said})
    done = Done(draft.agreement, value=ids)
    return _decided(draft, refs, "lifted", done, by, on, reason, lifted)


def _lifted(draft: Draft, one: Viewpoint, refs: Sequence[str], lifted: Lift) -> tuple[Discussion, Any]:
    wanted = [wishes.found(draft, of) for of in refs]
    if one.kind == "changed" and places.exists(draft.agreement, one.address):
        return lifting.proposed(draft, one.address, wanted, lifted)
    return lifting.asked(draft, one, wanted, lifted)


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
    said = wishes.words(one)
    answer = wishes.answer(address)
    if not said:
        raise Unsettled(_NO_WORDS)
    if answer is None or answer.kind not in ("text", "line"):
        raise Unsettled(_NO_ANSWER)
    if not places.exists(draft.agreement, address):
        raise Unsettled(taking.GONE)
    now = wishes.now(draft.agreement, address)
    if answer.kind == "line" and now and not instead:
        raise Overlap(taking.OCCUPIED)
    value: Any = said
    more = rich_text.plain(said)
    if isinstance(now, RichText) and more is not None and not instead:
        value = RichText(blocks=(*now.blocks, *more.blocks))
    done = taking.answered(draft.agreement, address, taking.value_of(address, value))
    return _decided(draft, _same_wish(draft, one), "taken", done, by, on, reason)


def reopen(draft: Draft, ref: str) -> Draft:
    """Return *draft* without the stand, and without what it put there, as far as that stands untouched.

    What has been changed since stays as it is (:func:`stays`). What was lifted is taken out of what is open,
    unless it has been settled.
    """
    _, one = wishes.found(draft, ref)
    if one.stand is None:
        raise Unsettled(_UNDECIDED)
    refs = [of for of, other in _near(draft, one) if _together(one, other)]
    return _with_stand(_without(draft, one), refs, None)


def exchange(draft: Draft, ref: str, stand: Stand | None, *others: Stand | None) -> Draft:
    """Return *draft* with *stand* on the viewpoint, and not those that are *others*.

    They were taken apart in two copies of one project, so that what any of them does may have come into the
    agreement. It has then what *stand* says: where words have been changed since, its own instead of those.
    Raises Unsettled for what cannot be put there.
    """
    _, one = wishes.found(draft, ref)
    refs = [of for of, other in _near(draft, one) if _together(one, other)]
    own = one.stand
    for other in (own, *(it for it in others if it != own)):
        if other is not None and (stand is None or _effect(other) != _effect(stand)):
            draft = _without(draft, one.model_copy(update={"stand": other}))
    if stand is None:
        return _with_stand(draft, refs, None)
    bare = _with_stand(draft, refs, None)
    _, one = wishes.found(bare, ref)
    also = _same_place(bare, one) if stand.decision in ("edited", "lifted") else _same_wish(bare, one)
    if own is None or _effect(stand) != _effect(own) or any(map(_alters, others)):
        bare, stand = _again(bare, one, stand, also)
    return _with_stand(bare, also, stand.model_copy(update={"act": min(also)}))


def _effect(stand: Stand) -> tuple[Any, ...]:
    return stand.address, stand.value, stand.before, stand.lift


def _alters(stand: Stand | None) -> bool:
    """Return whether the *stand* has made something else of the draft than there was."""
    if stand is None or stand.lift is not None:
        return stand is not None
    return bool(stand.address) and stand.value != stand.before


def _again(draft: Draft, one: Viewpoint, stand: Stand, refs: Sequence[str]) -> tuple[Draft, Stand]:
    """Return *draft* with what the *stand* on *one* does done, as if for the first time, and the stand."""
    if stand.lift is not None:
        if lifting.stands(draft, stand):
            said = lifting.lifted_again(draft, stand)
            return draft.model_copy(update={"discussion": said}), stand
        draft = _without(draft, one.model_copy(update={"stand": stand}))
        said, ids = _lifted(draft, one, refs, stand.lift)
        draft = draft.model_copy(update={"discussion": said})
        return draft, stand.model_copy(update={"value": ids})
    if not _alters(stand):
        return draft, stand
    draft = _without(draft, one.model_copy(update={"stand": stand}))
    done = taking.again(draft, one, stand)
    draft = draft.model_copy(update={"agreement": done.agreement})
    update = {"address": done.address, "value": done.value, "before": done.before}
    return draft, stand.model_copy(update=update)


def _without(draft: Draft, one: Viewpoint) -> Draft:
    """Return *draft* without what the stand on *one* does in it, as far as that stands untouched."""
    agreement, said = reversal.back(draft, one)
    return draft.model_copy(update={"agreement": agreement or draft.agreement, "discussion": said})


def stays(draft: Draft, ref: str) -> bool:
    """Return whether what the stand put into the agreement would stay there if it was taken back.

    It does where it has been changed since.
    """
    _, one = wishes.found(draft, ref)
    return one.stand is not None and reversal.back(draft, one)[0] is None


def decide(session: Session, ref: str, draft: Draft) -> None:
    """Let *draft*, which one of these functions made of the session's, be the session's, as one edit."""
    _, one = wishes.found(draft, ref)
    address = one.stand.address if one.stand is not None and one.stand.address else one.address
    session.change(draft, places.nearest(draft.agreement, address) if address else "", NAME)


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


def _together(one: Viewpoint, other: Viewpoint) -> bool:
    """Return whether both were decided in the same act, or are the same."""
    if other is one or one.stand is None or other.stand is None:
        return other is one
    return bool(one.stand.act) and one.stand.act == other.stand.act


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
    done: Done,
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
        # None of these is in any other act that stands: each has one stand at the most.
        "act": min(refs),
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
