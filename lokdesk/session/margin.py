"""What is said about a draft, for the margin of a Word document that is made with comments."""

from collections.abc import Iterator
from datetime import date, datetime, time

from lokdesk.agreement.discussion import Alternatives, Note, OpenQuestion
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.wording import Wording
from lokdesk.session import place, said
from lokdesk.session.library import Library
from lokdesk.word.comments import Comment


def comments(draft: Draft, library: Library) -> tuple[Comment, ...]:
    """Return the notes, the open questions and the wordings that nobody has chosen from, as comments.

    What is said of something that has been removed has no place in the document and is left out.
    """
    found = _comments(draft, library)
    return tuple(one for one in found if place.exists(draft.agreement, one.address))


def _comments(draft: Draft, library: Library) -> Iterator[Comment]:
    spoken = draft.discussion

    def words(address: str) -> str:
        return place.place(library.handbook_of(draft), draft.agreement, address).words

    for note in spoken.notes:
        yield _note(note, words(note.address))
    for question in spoken.open_questions:
        if question.closed is None:
            yield _question(question, words(question.address))
    wording = Wording(draft.agreement, {one.id: one.name for one in draft.attachments})
    for matter in spoken.alternatives:
        if matter.chosen is None:
            yield from _proposals(matter, words(matter.address), draft, wording)


def _note(note: Note, where: str) -> Comment:
    return Comment(note.address, where, (said.text(note.text),), note.author or "", note.written)


def _question(question: OpenQuestion, where: str) -> Comment:
    lines = (f"Öppen fråga: {said.text(question.text)}", said.owner_line(question, overdue=False))
    return Comment(question.address, where, lines, question.author or "", _moment(question.asked))


def _proposals(matter: Alternatives, where: str, draft: Draft, wording: Wording) -> Iterator[Comment]:
    lifted = said.lifted_line(draft.agreement, matter)
    for proposal in matter.proposals:
        if proposal.proposed is None:
            # The answer as it stood: the document says it itself.
            continue
        reason = said.text(proposal.reason)
        lines = [f"Föreslagen formulering: {said.plain(wording, matter.address, proposal.value)}"]
        lines += [f"Skäl: {reason}"] if reason else []
        lines += [lifted] if lifted else []
        party = wording.name("party", proposal.party) if proposal.party else ""
        author = said.signature(proposal.person or "", party)
        yield Comment(matter.address, where, tuple(lines), author, _moment(proposal.proposed))


def _moment(day: date | None) -> datetime | None:
    return datetime.combine(day, time()) if day else None
