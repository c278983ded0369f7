"""What has been said about the draft, in words: on the screen, in print and in the margin of a document."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.discussion import STATES, Alternatives, Discussion, Note, OpenQuestion, Proposal
from lokdesk.agreement.phrase import small
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.vocabulary import shown
from lokdesk.agreement.wording import MISSING, Wording
from lokdesk.handbook.progress import Progress
from lokdesk.session import cells, place
from lokdesk.session.open_list import lifted_to
from lokdesk.session.position import CHANGED, Standing

AS_IT_STANDS, AS_IT_STOOD = "Som det står", "Som det stod"
NO_ANSWER = "(inget svar)"
LATE = "Försenad"


def signature(name: str, party: str) -> str:
    """Return how a user called *name* of *party* signs; either may be empty."""
    return ", ".join(part for part in (name.strip(), party.strip()) if part)


def text(value: RichText | None) -> str:
    """Return *value* without its look, empty where there is none."""
    return value.text if value else ""


def counted(count: int, one: str, several: str) -> str:
    """Return *count* things in words, each called *one* and together *several*."""
    return f"{count} {one if count == 1 else several}"


def unanswered(come: Progress) -> str:
    """Return how many questions that shall or ought to be answered are not, as a sentence; empty if none."""
    required, recommended = come.required_missing, come.recommended_missing
    parts = [
        f"{counted(count, 'fråga', 'frågor')} som {how} besvaras"
        for count, how in ((required, "ska"), (recommended, "bör"))
        if count
    ]
    return f"{' och '.join(parts)} saknar svar." if parts else ""


def _dated(verb: str, day: date | None, by: str | None) -> str:
    """Return what was done, when and by whom, as far as it is known, as a sentence."""
    if day is None and not by:
        return ""
    return f"{verb}{f' {day.isoformat()}' if day else ''}{f' av {by}' if by else ''}."


def note_line(note: Note) -> str:
    """Return who wrote *note*, and when."""
    return _dated("Skriven", note.written.astimezone().date() if note.written else None, note.author)


def owner_line(question: OpenQuestion, overdue: bool) -> str:
    """Return who shall come back to *question*, and by when."""
    owner = f"Ansvarig: {question.owner or 'ingen ännu'}."
    if question.due is None:
        return owner
    late = f" {LATE}." if overdue else ""
    return f"{owner} Senast {question.due.isoformat()}.{late}"


def asked_line(question: OpenQuestion) -> str:
    """Return who asked *question* and when, and when it was settled."""
    asked = _dated("Ställd", question.asked, question.author)
    closed = f"Klar {question.closed.isoformat()}." if question.closed else ""
    return " ".join(part for part in (asked, closed) if part)


def proposer(agreement: Agreement, matter: Alternatives, proposal: Proposal, wording: Wording) -> str:
    """Return who proposes the wording, or that it is the answer as it stands.

    Once one has been chosen, or the answer in *agreement* is another, it is the answer as it stood.
    """
    party = wording.name("party", proposal.party) if proposal.party else ""
    if party == MISSING:
        party = "borttagen part"
    who = signature(proposal.person or "", party)
    if proposal.proposed is None:
        return who or (AS_IT_STANDS if _stands(agreement, matter, proposal) else AS_IT_STOOD)
    return f"{who or 'Förslag'}, {proposal.proposed.isoformat()}"


def _stands(agreement: Agreement, matter: Alternatives, proposal: Proposal) -> bool:
    """Return whether *proposal* is the answer, and no wording has been chosen."""
    there = matter.chosen is None and place.exists(agreement, matter.address)
    return there and cells.value(agreement, matter.address) == proposal.value


def plain(wording: Wording, address: str, value: Any) -> str:
    """Return *value*, proposed for the answer at *address*, as plain text."""
    try:
        answer = schema.patterns().get(schema.pattern(address))
    except KeyError:
        # An answer that a later version of the program has added.
        return str(value or NO_ANSWER)
    words = wording.plain(answer, value) if isinstance(answer, Answer) else ""
    return words or NO_ANSWER


def lifted_line(agreement: Agreement, alternatives: Alternatives) -> str:
    """Return where the choice has been lifted, when and by whom; empty where it has not."""
    lift = alternatives.lifted
    if lift is None:
        return ""
    to = f"Lyft till {lifted_to(agreement, lift)}"
    return _dated(to, lift.day, lift.author) or f"{to}."


def chosen_line(alternatives: Alternatives) -> str:
    """Return when, by whom and why a wording was chosen; empty while none is."""
    choice = alternatives.chosen
    if choice is None:
        return ""
    why = text(choice.reason)
    said = _dated("Vald", choice.day, choice.by) or "Vald."
    return f"{said} Skäl: {why}" if why else said


def standing_line(standing: Standing) -> str:
    """Return when and by whom a position was entered, and whether the text has been changed since."""
    if standing.position is None:
        return ""
    entered = _dated("Infört", standing.position.entered, standing.position.author)
    return " ".join(part for part in (entered, f"{CHANGED}." if standing.changed else "") if part)


def standing_lines(parties: Sequence[Standing]) -> list[str]:
    """Return who stands where, a line for each state that anyone has come to, the furthest first."""
    lines: list[str] = []
    for state in reversed(STATES):
        names = [_named(one) for one in parties if one.state == state]
        if names:
            lines.append(f"{shown(state)}: {', '.join(names)}.")
    return lines


def _named(one: Standing) -> str:
    """Return the name of a party with when and by whom its position was entered."""
    if one.position is None:
        return one.name
    day = one.position.entered.isoformat() if one.position.entered else ""
    known = [part for part in (day, one.position.author) if part]
    if one.changed:
        known.append(small(CHANGED))
    return f"{one.name} ({', '.join(known)})" if known else one.name


def still_open(discussion: Discussion) -> str:
    """Return how many things somebody has to come back to, in words; empty where there are none."""
    questions = sum(one.closed is None for one in discussion.open_questions)
    matters = sum(one.chosen is None for one in discussion.alternatives)
    parts = (
        (questions, "öppen fråga", "öppna frågor"),
        (matters, "val av formulering", "val av formulering"),
    )
    return " och ".join(counted(*part) for part in parts if part[0])


def counts(discussion: Discussion) -> Mapping[str, str]:
    """Return how much is open or noted, in words by address: "1 öppen fråga, 2 anteckningar".

    What is said of an item counts for the list that it is in too.
    """
    questions = Counter(_places(one.address for one in discussion.open_questions if one.closed is None))
    matters = Counter(_places(one.address for one in discussion.alternatives if one.chosen is None))
    notes = Counter(_places(one.address for one in discussion.notes))
    words: dict[str, str] = {}
    for address in (*questions, *matters, *notes):
        parts = (
            (questions[address], "öppen fråga", "öppna frågor"),
            (matters[address], "val av formulering", "val av formulering"),
            (notes[address], "anteckning", "anteckningar"),
        )
        words[address] = ", ".join(counted(*part) for part in parts if part[0])
    return words


def _places(addresses: Iterable[str]) -> Iterator[str]:
    for address in addresses:
        yield address
        try:
            is_item = schema.pattern(address).endswith(schema.ANY)
        except KeyError:
            is_item = False
        if is_item:
            yield at.parent(address)
