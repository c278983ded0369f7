"""What came back, lifted to be decided elsewhere: proposals to choose among, and questions that are asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from lokdesk.agreement import address as at
from lokdesk.agreement import rich_text
from lokdesk.agreement.discussion import Alternatives, Discussion, Lift, OpenQuestion, Proposal
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.reply import Reply, Stand, Viewpoint
from lokdesk.agreement.value import Item
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import asking
from lokdesk.session import discussion, open_list, place, taking, wishes

_WORDINGS = "alternatives"


def proposed(
    draft: Draft, address: str, wanted: Sequence[tuple[Reply, Viewpoint]], lifted: Lift
) -> tuple[Discussion, Any]:
    """Return what is said, with what is *wanted* proposed beside what stands as the answer at *address*.

    And the ids of what has been added, by what it is.
    """
    said = draft.discussion
    matter = discussion.undecided(said, address)
    if matter is None:
        matter = Alternatives(id=discussion.fresh_id(said), address=address)
        said = discussion.with_said(said, matter)
        stands = wishes.now(draft.agreement, address)
        if asking.answered(stands):
            first = Proposal(id=discussion.fresh_id(said), value=stands)
            matter = matter.model_copy(update={"proposals": (first,)})
            said = discussion.with_said(said, matter)
    made: list[str] = []
    for reply, other in wanted:
        proposal = Proposal(
            id=discussion.fresh_id(said),
            value=taking.value_of(address, other.returned),
            party=reply.party,
            person=other.author if reply.party else wishes.who(reply, other),
            reason=rich_text.plain(other.reason),
            proposed=reply.received or lifted.day,
        )
        made.append(proposal.id)
        matter = matter.model_copy(update={"proposals": (*matter.proposals, proposal)})
        said = discussion.with_said(said, matter)
    ids = {_WORDINGS: matter.id, "proposals": made, "before": _before(draft, matter)}
    return discussion.with_said(said, matter.model_copy(update={"lifted": lifted})), ids


def _lifting(draft: Draft, matter_id: str) -> list[Stand]:
    """Return the stands that have lifted the wordings with that id, the last lifted last."""
    stands = (one.stand for reply in draft.replies for one in reply.viewpoints)
    found = [one for one in stands if one is not None and one.lift and _ids(one).get(_WORDINGS) == matter_id]
    return sorted(found, key=lambda one: one.day or date.min)


def _before(draft: Draft, matter: Alternatives) -> Any:
    """Return where *matter* had been lifted before any stand lifted it, as JSON data."""
    if matter.lifted is None:
        return None
    same = (_ids(one).get("before") for one in _lifting(draft, matter.id) if one.lift == matter.lifted)
    return next(same, matter.lifted.model_dump(mode="json"))


def asked(
    draft: Draft, one: Viewpoint, wanted: Sequence[tuple[Reply, Viewpoint]], lifted: Lift
) -> tuple[Discussion, Any]:
    """Return what is said, with a question to those it is lifted to, in which stands all that is *wanted*.

    It is asked where *one* belongs. And the ids of what has been added, by what it is.
    """
    said = draft.discussion
    lines = [f"{wishes.who(reply, other)} {_told(draft, other)}" for reply, other in wanted]
    address = one.address or next(iter(one.nearest), "")
    if one.kind == "added":
        # It has never been there: its place is the list that it would come into.
        address = place.nearest(draft.agreement, address)
    question = OpenQuestion(
        id=discussion.fresh_id(said),
        address=address,
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
        said = wishes.words(one)
    told = _TELLING[one.kind].format(" ".join(said.split()))
    return f"{told} Motivering: {' '.join(one.reason.split())}" if one.reason else told


def unsaid(draft: Draft, stand: Stand) -> Discussion:
    """Return what is said in *draft* without what the *stand* lifted, unless somebody has settled it.

    Where the matter had been lifted before that, it still is.
    """
    said, ids = draft.discussion, _ids(stand)
    for question in said.open_questions:
        if question.id == ids.get("question") and question.closed is None:
            return discussion.without_said(said, question)
    for matter in said.alternatives:
        if _is_of(matter, stand) and matter.chosen is None:
            proposals = tuple(one for one in matter.proposals if one.id not in ids.get("proposals", ()))
            if not any(one.proposed or one.party or one.person for one in proposals):
                return discussion.without_said(said, matter)
            lifted = matter.lifted
            if lifted == stand.lift:
                others = [one.lift for one in _lifting(draft, matter.id) if one.act != stand.act]
                lifted = others[-1] if others else _lift(ids.get("before"))
            update = {"proposals": proposals, "lifted": lifted}
            return discussion.with_said(said, matter.model_copy(update=update))
    return said


def _ids(stand: Stand) -> dict[str, Any]:
    """Return the ids of what was said when the matter was lifted, by what it is."""
    value: object = stand.value
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _is_of(matter: Alternatives, stand: Stand) -> bool:
    """Return whether the *stand* has lifted *matter*: two copies' may have become one."""
    ids = _ids(stand)
    made = frozenset(ids.get("proposals", ()))
    return matter.id == ids.get(_WORDINGS) or any(one.id in made for one in matter.proposals)


def _lift(data: Any) -> Lift | None:
    return Lift.model_validate(data) if data else None


def stands(draft: Draft, stand: Stand) -> bool:
    """Return whether all is still said in *draft* that the *stand* lifted."""
    said, ids = draft.discussion, _ids(stand)
    there = {one.id for one in discussion.all_said(said)}
    there |= {proposal.id for one in said.alternatives for proposal in one.proposals}
    return there.issuperset({ids.get("question"), ids.get(_WORDINGS), *ids.get("proposals", ())} - {None})


def lifted_again(draft: Draft, stand: Stand) -> Discussion:
    """Return what is said in *draft* with its wordings lifted as the *stand* says, if nobody chose."""
    for matter in draft.discussion.alternatives:
        if _is_of(matter, stand) and matter.chosen is None:
            lifted = matter.model_copy(update={"lifted": stand.lift})
            return discussion.with_said(draft.discussion, lifted)
    return draft.discussion
