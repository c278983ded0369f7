"""What came back, lifted to be decided elsewhere: proposals to choose among, and questions that are asked."""

from collections.abc import Sequence
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import rich_text
from lokdesk.agreement.discussion import Alternatives, Discussion, Lift, OpenQuestion, Proposal
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.reply import Reply, Viewpoint
from lokdesk.agreement.value import Item
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import asking
from lokdesk.session import discussion, open_list, taking, wishes


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
    matter = matter.model_copy(update={"lifted": lifted})
    return discussion.with_said(said, matter), {"alternatives": matter.id, "proposals": made}


def asked(
    draft: Draft, one: Viewpoint, wanted: Sequence[tuple[Reply, Viewpoint]], lifted: Lift
) -> tuple[Discussion, Any]:
    """Return what is said, with a question to those it is lifted to, in which stands all that is *wanted*.

    It is asked where *one* belongs. And the ids of what has been added, by what it is.
    """
    said = draft.discussion
    lines = [f"{wishes.who(reply, other)} {_told(draft, other)}" for reply, other in wanted]
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
        said = wishes.words(one)
    told = _TELLING[one.kind].format(" ".join(said.split()))
    return f"{told} Motivering: {' '.join(one.reason.split())}" if one.reason else told


def unsaid(said: Discussion, ids: Any) -> Discussion:
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
