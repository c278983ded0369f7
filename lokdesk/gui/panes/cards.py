"""The cards for each kind of thing that is said about the draft."""

from lokdesk.agreement.discussion import Alternatives, Note, OpenQuestion, Proposal
from lokdesk.gui import rich_html
from lokdesk.gui.panes.card import Card
from lokdesk.gui.talk import Talk
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import said


def note_card(note: Note, talk: Talk, where: str = "") -> Card:
    """Return the card of a note; *where* says what it is about if that is not plain."""
    text = said.text(note.text)
    card = Card(note.id, text)
    card.name(where)
    card.say(text)
    card.say(said.note_line(note), faint=True)
    card.offer("change", "Ändra …", lambda: talk.change_note(note))
    card.offer("remove", "Ta bort", lambda: talk.remove(note))
    return card


def question_card(question: OpenQuestion, talk: Talk, desk: Desk, where: str = "") -> Card:
    """Return the card of a question that is open, or was; *where* says what it is about."""
    text = said.text(question.text)
    card = Card(question.id, text)
    card.name(where)
    card.say(text)
    overdue = question.closed is None and question.due is not None and question.due < desk.today()
    card.say(said.owner_line(question, overdue))
    card.say(said.asked_line(question), faint=True)
    if question.closed is None:
        card.offer("close", "Klar", lambda: talk.close(question))
        card.offer("change", "Ändra …", lambda: talk.change_question(question))
    else:
        card.offer("reopen", "Öppna igen", lambda: talk.reopen(question))
    card.offer("remove", "Ta bort", lambda: talk.remove(question))
    return card


def proposal_card(matter: Alternatives, proposal: Proposal, talk: Talk, desk: Desk, gone: bool) -> Card:
    """Return the card of one wording. What is *gone* cannot be answered any more."""
    who = said.proposer(desk.session.agreement, matter, proposal, desk.session.wording)
    # One person may have proposed several on the same day.
    card = Card(proposal.id, f"formulering {matter.proposals.index(proposal) + 1}, {who}")
    card.name(who)
    card.say_html(rich_html.proposed(desk.session.wording, matter, proposal))
    reason = said.text(proposal.reason)
    card.say(f"Skäl: {reason}" if reason else "", faint=True)
    if matter.chosen is not None:
        if matter.chosen.proposal == proposal.id:
            card.say(said.chosen_line(matter))
        return card
    if not gone:
        card.offer("choose", "Välj …", lambda: talk.choose(matter, proposal))
    if proposal.proposed is not None:
        if not gone:
            card.offer("change", "Ändra …", lambda: talk.change_proposal(matter, proposal))
        card.offer("withdraw", "Dra tillbaka", lambda: talk.withdraw(proposal))
    return card
