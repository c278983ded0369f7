"""What is said about the open draft: notes, open questions, other wordings and the parties' positions.

Each function is one edit of the session, undone like any other. Who says something, and on which day, is
given by the caller. What is said of an item stays when the item is removed.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import ValidationError

from lokdesk.agreement import schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.discussion import (
    UNTREATED,
    Alternatives,
    Choice,
    Discussion,
    Lift,
    Note,
    OpenQuestion,
    Position,
    PositionState,
    Proposal,
)
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.value import Value, new_id
from lokdesk.handbook import asking
from lokdesk.session import cells, position
from lokdesk.session.complaint import Complaint, Unfit, complaints
from lokdesk.session.session import Session

Said = Note | OpenQuestion | Alternatives | Position
_CHOSEN = "Valet är gjort. Formuleringarna som ni valde mellan sparas som de var."
S = TypeVar("S", Note, OpenQuestion, Alternatives, Position)
V = TypeVar("V", bound=Value)

_FIELDS: Mapping[type[Any], str] = {
    Note: "notes",
    OpenQuestion: "open_questions",
    Alternatives: "alternatives",
    Position: "positions",
}


# Pure, underneath


def all_said(discussion: Discussion) -> tuple[Said, ...]:
    """Return everything that is said in *discussion*."""
    return (
        *discussion.notes,
        *discussion.open_questions,
        *discussion.alternatives,
        *discussion.positions,
    )


def found(discussion: Discussion, kind: type[S], item_id: str) -> S:
    """Return what is said under *item_id*. Raises KeyError when nothing of that *kind* is."""
    said: tuple[S, ...] = getattr(discussion, _FIELDS[kind])
    for one in said:
        if one.id == item_id:
            return one
    raise KeyError(item_id)


def with_said(discussion: Discussion, said: Said) -> Discussion:
    """Return *discussion* with *said* in place of what had its id, or last where nothing had."""
    name = _FIELDS[type(said)]
    before: tuple[Said, ...] = getattr(discussion, name)
    if any(one.id == said.id for one in before):
        after = tuple(said if one.id == said.id else one for one in before)
    else:
        after = (*before, said)
    return discussion.model_copy(update={name: after})


def without_said(discussion: Discussion, said: Said) -> Discussion:
    """Return *discussion* without *said*."""
    name = _FIELDS[type(said)]
    kept = tuple(one for one in getattr(discussion, name) if one.id != said.id)
    return discussion.model_copy(update={name: kept})


def fresh_id(discussion: Discussion) -> str:
    """Return an id that nothing in *discussion* has."""
    taken = {one.id for one in all_said(discussion)}
    taken |= {proposal.id for one in discussion.alternatives for proposal in one.proposals}
    return new_id(taken)


def undecided(discussion: Discussion, address: str) -> Alternatives | None:
    """Return the wordings for the answer at *address* that nobody has chosen from yet, if there are any."""
    return next((one for one in discussion.alternatives if one.address == address and not one.chosen), None)


def _new(kind: type[V], address: str, /, **fields: object) -> V:
    """Return a value of *kind*. Raises Unfit where *fields* cannot be those of one."""
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        raise Unfit(complaints(error, address, fields)) from error


def _changed(old: V, address: str, /, **fields: object) -> V:
    kept = {name: getattr(old, name) for name in type(old).model_fields}
    return _new(type(old), address, **(kept | fields))


def _put(session: Session, said: Said, address: str) -> str:
    discussion = with_said(session.draft.discussion, said)
    if discussion != session.draft.discussion:
        session.change(_draft(session, discussion), address)
    return said.id


def _draft(session: Session, discussion: Discussion) -> Draft:
    return session.draft.model_copy(update={"discussion": discussion})


def _known(address: str) -> None:
    """Raise UnknownAddress unless an agreement can have *address*."""
    try:
        schema.pattern(address)
    except KeyError:
        raise UnknownAddress(address) from None


# Notes and open questions


def add_note(session: Session, address: str, text: object, author: str, now: datetime) -> str:
    """Note something at *address*. Returns the id of the note. Raises UnknownAddress or Unfit."""
    _known(address)
    id_ = fresh_id(session.draft.discussion)
    note = _new(Note, address, id=id_, address=address, text=text, author=author, written=now)
    return _put(session, note, address)


def change_note(session: Session, note_id: str, text: object) -> None:
    """Give a note another text. Raises KeyError or Unfit."""
    note = found(session.draft.discussion, Note, note_id)
    _put(session, _changed(note, note.address, text=text), note.address)


def ask(
    session: Session, address: str, text: object, owner: str, due: date | None, author: str, on: date
) -> str:
    """Ask an open question at *address*, which *owner* shall come back to. Returns its id.

    Raises UnknownAddress or Unfit.
    """
    _known(address)
    id_ = fresh_id(session.draft.discussion)
    question = _new(
        OpenQuestion,
        address,
        id=id_,
        address=address,
        text=text,
        owner=owner,
        due=due,
        author=author,
        asked=on,
    )
    return _put(session, question, address)


def change_question(session: Session, question_id: str, text: object, owner: str, due: date | None) -> None:
    """Give an open question other words, another owner and another day. Raises KeyError or Unfit."""
    one = found(session.draft.discussion, OpenQuestion, question_id)
    _put(session, _changed(one, one.address, text=text, owner=owner, due=due), one.address)


def close(session: Session, question_id: str, on: date) -> None:
    """Let an open question be settled on the day *on*. Raises KeyError."""
    one = found(session.draft.discussion, OpenQuestion, question_id)
    _put(session, one.model_copy(update={"closed": on}), one.address)


def reopen(session: Session, question_id: str) -> None:
    """Let a question that was settled be open again. Raises KeyError."""
    one = found(session.draft.discussion, OpenQuestion, question_id)
    _put(session, one.model_copy(update={"closed": None}), one.address)


def remove(session: Session, said: Said) -> None:
    """Take *said* away, once and for all but for undo. Does nothing when it is gone."""
    discussion = without_said(session.draft.discussion, said)
    if discussion != session.draft.discussion:
        session.change(_draft(session, discussion), address_of(session, said))


def address_of(session: Session, said: Said) -> str:
    """Return the place in the agreement that *said* is about."""
    if isinstance(said, Position):
        return position.address_of(session.handbook, session.agreement, said.section)
    return said.address


# Wordings


def propose(
    session: Session,
    address: str,
    value: object,
    *,
    party: str | None = None,
    person: str = "",
    reason: object = None,
    on: date,
) -> str:
    """Propose *value* for the answer at *address*, beside what else is proposed for it. Returns its id.

    The first to propose something else than the answer puts the answer as it stands beside it, so that there
    is something to compare. Raises UnknownAddress or Unfit.
    """
    stands = cells.value(session.agreement, address)
    discussion = session.draft.discussion
    all_ = undecided(discussion, address)
    if all_ is None:
        all_ = _new(Alternatives, address, id=fresh_id(discussion), address=address)
        discussion = with_said(discussion, all_)
        if asking.answered(stands):
            first = Proposal(id=fresh_id(discussion), value=stands)
            all_ = all_.model_copy(update={"proposals": (first,)})
            discussion = with_said(discussion, all_)
    one = _new(
        Proposal,
        address,
        id=fresh_id(discussion),
        value=_as_answer(address, value),
        party=party,
        person=person,
        reason=reason,
        proposed=on,
    )
    _put(session, _changed(all_, address, proposals=(*all_.proposals, one)), address)
    return one.id


def _as_answer(address: str, value: object) -> Any:
    """Return *value* in the normal form of the answer at *address*. Raises Unfit."""
    try:
        return schema.adapter(*schema.holder(schema.pattern(address))).validate_python(value)
    except ValidationError as error:
        raise Unfit(complaints(error, address, value)) from error


def _of_proposal(session: Session, proposal_id: str) -> tuple[Alternatives, Proposal]:
    for one in session.draft.discussion.alternatives:
        proposal = one.proposal(proposal_id)
        if proposal is not None:
            return one, proposal
    raise KeyError(proposal_id)


def _still_open(session: Session, proposal_id: str) -> tuple[Alternatives, Proposal]:
    """Return a proposal and its matter. Raises Unfit when one has been chosen: all are kept as they were."""
    all_, proposal = _of_proposal(session, proposal_id)
    if all_.chosen is not None:
        raise Unfit([Complaint(all_.address, _CHOSEN)])
    return all_, proposal


def change_proposal(
    session: Session, proposal_id: str, value: object, *, party: str | None, person: str, reason: object
) -> None:
    """Give a proposal another wording, proposer and reason.

    Raises KeyError, and Unfit also when one of the proposals has been chosen.
    """
    all_, old = _still_open(session, proposal_id)
    new = _changed(
        old,
        all_.address,
        value=_as_answer(all_.address, value),
        party=party,
        person=person,
        reason=reason,
    )
    proposals = tuple(new if one is old else one for one in all_.proposals)
    _put(session, _changed(all_, all_.address, proposals=proposals), all_.address)


def withdraw(session: Session, proposal_id: str) -> None:
    """Take a proposal away, and with the last one that somebody made the whole matter.

    Raises KeyError, and Unfit when one of the proposals has been chosen.
    """
    all_, old = _still_open(session, proposal_id)
    kept = tuple(one for one in all_.proposals if one is not old)
    if any(one.proposed for one in kept):
        _put(session, all_.model_copy(update={"proposals": kept}), all_.address)
    else:
        remove(session, all_)


def lift(
    session: Session, alternatives_id: str, *, forum: str | None, body: str, author: str, on: date
) -> None:
    """Lift the choice to a *forum* of the agreement, by its id, or to a *body* in words.

    Raises KeyError or Unfit.
    """
    one = found(session.draft.discussion, Alternatives, alternatives_id)
    lifted = _new(Lift, one.address, forum=forum, body=body, day=on, author=author)
    _put(session, one.model_copy(update={"lifted": lifted}), one.address)


def take_back(session: Session, alternatives_id: str) -> None:
    """Let a choice that was lifted be the group's own again. Raises KeyError."""
    one = found(session.draft.discussion, Alternatives, alternatives_id)
    _put(session, one.model_copy(update={"lifted": None}), one.address)


def choose(session: Session, proposal_id: str, *, by: str, reason: object, on: date) -> None:
    """Let a proposal be the answer, and keep who chose it, when and why: one edit. All proposals are kept.

    Raises KeyError or Unfit, and UnknownAddress when the answer's item is gone.
    """
    all_, one = _of_proposal(session, proposal_id)
    chosen = _new(Choice, all_.address, proposal=proposal_id, by=by, day=on, reason=reason)
    agreement = cells.replaced(session.agreement, all_.address, one.value)
    discussion = with_said(session.draft.discussion, all_.model_copy(update={"chosen": chosen}))
    draft = _draft(session, discussion)
    if agreement is not session.agreement:
        draft = draft.model_copy(update={"agreement": agreement})
    session.change(draft, all_.address)


# Positions


def take_position(
    session: Session, section: str, parties: Iterable[str], state: PositionState, author: str, on: date
) -> None:
    """Enter what the officials of *parties* (their ids) hold of a *section* (its slug) as it now reads.

    It takes the place of what was entered before, as one edit; those who hold the same of the same text are
    left as they are. Raises KeyError for an unknown section.
    """
    handbook, discussion = session.handbook, session.draft.discussion
    about = position.fingerprint(handbook, session.agreement, section)
    for party in parties:
        old = position.entered(discussion, section, party)
        if _stands(old, state, about):
            continue
        new = _new(
            Position,
            section,
            id=old.id if old else fresh_id(discussion),
            section=section,
            party=party,
            state=state,
            author=author,
            entered=on,
            about=about,
        )
        discussion = with_said(discussion, new)
    if discussion != session.draft.discussion:
        address = position.address_of(handbook, session.agreement, section)
        session.change(_draft(session, discussion), address)


def _stands(old: Position | None, state: PositionState, about: str) -> bool:
    """Return whether *state* says no more than *old* does; that nothing is treated is so of any text."""
    if old is None or old.state == UNTREATED:
        return state == UNTREATED
    return old.state == state and old.about == about
