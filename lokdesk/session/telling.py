"""What has been said about a draft, as a document tells it: what is open, and where the parties stand.

It is the same on whatever day the document is made: what is late is told on the screen.
"""

from collections.abc import Iterator
from datetime import date

from lokdesk.agreement import rich_text
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Alternatives, Proposal
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.report import OpenMatter, Standing
from lokdesk.agreement.vocabulary import shown
from lokdesk.agreement.wording import Wording
from lokdesk.handbook.book import Handbook
from lokdesk.session import open_list, position, said
from lokdesk.session.open_list import Contested
from lokdesk.session.position import CHANGED

QUESTION = "Öppen fråga"
CHOICE = "Val av formulering"


def matters(draft: Draft, handbook: Handbook) -> tuple[OpenMatter, ...]:
    """Return what somebody has to come back to, in the order of the list of what is open in *draft*."""
    found = open_list.open_list(draft, handbook, date.min)
    wording = Wording(draft.agreement, {one.id: one.name for one in draft.attachments})
    questions = (
        OpenMatter(
            id=one.question.id,
            place=one.place.words,
            kind=QUESTION,
            text=one.question.text,
            owner=one.question.owner,
            due=one.question.due,
        )
        for one in found.questions
    )
    choices = (_choice(one, draft.agreement, wording) for one in (*found.contested, *found.lifted))
    return (*questions, *choices)


def standings(draft: Draft, handbook: Handbook) -> tuple[Standing, ...]:
    """Return where each party stands on each section that any of them has a position on."""
    told = (
        Standing(
            id=f"{number:08}",
            section=section.section.title,
            party=one.name,
            state=f"{shown(one.state)}. {CHANGED}." if one.changed else shown(one.state),
            day=one.position.entered if one.position else None,
            author=one.position.author if one.position else None,
        )
        for number, (section, one) in enumerate(
            (section, one)
            for section in position.standings(handbook, draft)
            if section.treated
            for one in section.parties
        )
    )
    return tuple(told)


def _choice(matter: Contested, agreement: Agreement, wording: Wording) -> OpenMatter:
    """Return a choice as a matter; whom it has been lifted to comes back to it."""
    open_ = matter.alternatives
    lines = [line for one in open_.proposals for line in _proposal(one, open_, agreement, wording)]
    return OpenMatter(
        id=open_.id,
        place=matter.place.words,
        kind=CHOICE,
        text=rich_text.plain("\n".join(lines)),
        owner=capital(matter.lifted_to) or None,
    )


def _proposal(
    proposal: Proposal, matter: Alternatives, agreement: Agreement, wording: Wording
) -> Iterator[str]:
    """Yield who proposes which wording, and why, a line for each."""
    who = said.proposer(agreement, matter, proposal, wording)
    yield f"{who}: {said.plain(wording, matter.address, proposal.value)}"
    if reason := said.text(proposal.reason):
        yield f"Skäl: {reason}"
