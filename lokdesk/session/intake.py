"""A Word file in a draft: what was proposed is confirmed, moved or rejected, and what is left is placed.

The draft has the proposed answers from the beginning, so that nothing of this work is lost, and each step of
it is an edit like any other. An answer that somebody has written over meanwhile stays as it was written.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from lokdesk.agreement import address as at
from lokdesk.agreement import reference
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.intake import Intake, IntakePassage, IntakeProposal, IntakeRemark, IntakeSpan
from lokdesk.agreement.rich_text import Block, RichText, Run
from lokdesk.agreement.value import Item, new_id
from lokdesk.project import disk
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.recognition import proposal, taking
from lokdesk.recognition import tray as trays
from lokdesk.recognition.passage import Passage, Remark, Source, Span
from lokdesk.recognition.proposal import Proposal, Recognition
from lokdesk.recognition.tray import Left
from lokdesk.session import cells, importing, place
from lokdesk.session.fill import fill
from lokdesk.session.importing import Import
from lokdesk.session.library import Library

_NUMBERED = "{:08x}"


def begun(imported: Import, name: str, content: bytes, library: Library, day: date) -> Project:
    """Return *imported*, of a file called *name* with that *content*, as a project that stands in no file."""
    draft = importing.draft(imported, library)
    taken = at.ids(draft.agreement)
    made = _made(imported, new_id(taken), name, content, day)
    return Project(draft.model_copy(update={"intakes": (made,)}))


def opened(path: Path, library: Library, day: date) -> Project:
    """Return the agreement in the Word file at *path* as a project that stands in no file. Raises Problem."""
    content = disk.read(path)
    return begun(importing.taken_in(content, path.name, library), path.name, content, library, day)


def of(draft: Draft) -> Intake | None:
    """Return the Word file that *draft* was taken in from, if it was."""
    return draft.intakes[-1] if draft.intakes else None


def _made(imported: Import, id_: str, name: str, content: bytes, day: date) -> Intake:
    source = imported.recognition.source
    if imported.is_own:
        passages = tuple(
            IntakePassage(number=number, kind="paragraph", text=one.text, place=one.source)
            for number, one in enumerate(imported.left)
        )
    else:
        passages = tuple(_passage(one, source.places[one.number]) for one in source.passages)
    return Intake(
        id=id_,
        name=name,
        day=day,
        own=imported.is_own,
        content=content,
        passages=passages,
        proposals=tuple(
            _proposal(_NUMBERED.format(number), one) for number, one in enumerate(imported.proposals)
        ),
        remarks=tuple(
            IntakeRemark(
                kind=one.kind,
                text=one.text,
                author=one.author,
                day=one.day,
                # Of a document of ours only what is left over is kept, by other numbers.
                passage=None if imported.is_own else one.passage,
            )
            for one in source.remarks
        ),
    )


def _passage(one: Passage, where: str) -> IntakePassage:
    plain = Block(runs=(Run(text=one.text),)) if one.text else None
    return IntakePassage(
        number=one.number,
        kind=one.kind,
        text=one.text,
        block=None if one.block == plain else one.block,
        level=one.level,
        label=one.label,
        place=where,
        notes=one.notes,
    )


def _proposal(id_: str, one: Proposal) -> IntakeProposal:
    return IntakeProposal(
        id=id_,
        role=one.role,
        address=one.address,
        value=one.value,
        spans=tuple(IntakeSpan(passage=span.passage, start=span.start, end=span.end) for span in one.spans),
        confidence=one.confidence,
        because=one.because,
        state=one.state,
    )


def recognition(intake: Intake) -> Recognition:
    """Return what *intake* holds as what was recognised in a document."""
    proposals = tuple(
        Proposal(
            one.id,
            cast("Any", one.role),
            one.address,
            one.value,
            tuple(Span(span.passage, span.start, span.end) for span in one.spans),
            one.confidence,
            one.because,
            cast("Any", one.state),
        )
        for one in intake.proposals
    )
    return Recognition(_source(intake.passages, intake.remarks), proposals)


@lru_cache(maxsize=2)
def _source(passages: tuple[IntakePassage, ...], remarks: tuple[IntakeRemark, ...]) -> Source:
    """Return the document itself, which stays as it is whatever is done with what was proposed."""
    return Source(
        tuple(
            Passage(
                one.number,
                cast("Any", one.kind),
                one.text,
                one.block or Block(runs=(Run(text=one.text),)),
                one.level,
                one.label,
                notes=one.notes,
                place=one.place,
            )
            for one in passages
        ),
        tuple(Remark(cast("Any", one.kind), one.text, one.author, one.day, one.passage) for one in remarks),
    )


def tray(intake: Intake) -> tuple[Left, ...]:
    """Return the words of the file that are in no answer: those that fit nowhere first."""
    return tuple(one for one in trays.tray(recognition(intake)) if one.passage is not None)


def waiting(intake: Intake) -> int:
    """Return how many answers nobody has taken a stand on yet."""
    return sum(one.state == "proposed" for one in taking.answering(recognition(intake)))


# -- what is done


def confirmed(draft: Draft, ids: Collection[str]) -> Draft:
    """Return *draft* with the proposals of those *ids* confirmed."""
    return _with_states(draft, ids, "confirmed")


def rejected(draft: Draft, ids: Collection[str]) -> Draft:
    """Return *draft* with the proposals of those *ids* rejected: their words are in the tray."""
    return _with_states(draft, ids, "rejected")


def _with_states(draft: Draft, ids: Collection[str], state: str) -> Draft:
    wanted = frozenset(ids)
    intake = _intake(draft)
    proposals = tuple(
        one.model_copy(update={"state": state}) if one.id in wanted and one.state != state else one
        for one in intake.proposals
    )
    return _changed(draft, intake, proposals)


def moved(draft: Draft, id_: str, address: str) -> Draft:
    """Return *draft* with the words of the proposal of that id as the answer at *address*.

    An item that the address names need not be there: it is made. Raises KeyError, and Problem when the words
    are no answer of that kind, or when the question has another answer already.
    """
    intake = _intake(draft)
    known = recognition(intake)
    value = _value(known, address, known.by_id[id_].spans)
    update = {"role": "answer", "address": address, "value": value, "state": "confirmed", "confidence": 1.0}
    proposals = tuple(one.model_copy(update=update) if one.id == id_ else one for one in intake.proposals)
    return _taken(_changed(draft, intake, proposals), id_)


def placed(draft: Draft, left: Left, address: str) -> Draft:
    """Return *draft* with the words *left* over as the answer at *address*. Raises as :func:`moved`."""
    intake = _intake(draft)
    known = recognition(intake)
    if left.passage is None:
        raise KeyError(left.source)
    where = span(intake, left)
    value = _value(known, address, (where,))
    id_ = new_id({one.id for one in intake.proposals})
    made = _proposal(id_, Proposal(id_, "answer", address, value, (where,), 1.0, state="confirmed"))
    proposals = sorted((*intake.proposals, made), key=lambda one: (one.spans[0].passage, one.spans[0].start))
    return _taken(_changed(draft, intake, tuple(proposals)), id_)


def span(intake: Intake, left: Left) -> Span:
    """Return which part of the file the words *left* over are; those of a note go with all of its passage."""
    if left.span is not None:
        return left.span
    said = next(one.text for one in intake.passages if one.number == left.passage)
    return Span(left.passage or 0, 0, len(said))


def fits(known: Recognition, spans: Sequence[Span], pattern: str) -> bool:
    """Return whether the words in *spans* can be an answer with that *pattern*."""
    try:
        proposal.value(known, pattern, spans)
    except proposal.NoAnswer:
        return False
    return True


def without(draft: Draft) -> Draft:
    """Return *draft* without the Word file and all that is left of it. The answers stay."""
    return draft.model_copy(update={"intakes": draft.intakes[:-1]})


def _intake(draft: Draft) -> Intake:
    intake = of(draft)
    if intake is None:
        raise KeyError("no Word file was taken in")
    return intake


def _value(known: Recognition, address: str, spans: Sequence[Span]) -> Any:
    try:
        return proposal.value(known, address, spans)
    except proposal.NoAnswer as error:
        raise Problem(str(error)) from error


def _taken(draft: Draft, id_: str) -> Draft:
    """Return *draft* if the proposal of that id became an answer in it. Raises Problem."""
    answering = taking.answering(recognition(_intake(draft)))
    if all(one.id != id_ for one in answering):
        raise _occupied()
    return draft


def _occupied() -> Problem:
    return Problem("Frågan har redan ett svar. Avvisa eller töm det först, eller välj en annan fråga.")


def _changed(draft: Draft, intake: Intake, proposals: tuple[IntakeProposal, ...]) -> Draft:
    """Return *draft* with other *proposals*, and with what that makes of its answers."""
    new = intake.model_copy(update={"proposals": proposals})
    was, now = (taking.answers(recognition(one)) for one in (intake, new))
    agreement = draft.agreement
    if was != now:
        agreement = carried_over(agreement, fill(Agreement(), was), fill(Agreement(), now))
    return draft.model_copy(update={"agreement": agreement, "intakes": (*draft.intakes[:-1], new)})


def carried_over(agreement: Agreement, before: Agreement, after: Agreement) -> Agreement:
    """Return *agreement* with what makes *after* of *before*, and all else as it stands.

    Raises Problem where an answer would have to go that is in neither of them.
    """
    if before == after:
        return agreement
    start = agreement
    was = {address: value for address, _, value in at.answers(before)}
    now = {address: value for address, _, value in at.answers(after)}
    known = dict(at.items(before))
    for address, item in at.items(after):
        if address not in known and not place.exists(agreement, address):
            # It gets its answers one by one, those that others have given it among them.
            blank = type(item).model_validate({"id": item.id})
            if place.exists(agreement, at.parent(address)):
                agreement = at.insert(agreement, at.parent(address), blank)
    for address in (*now, *(one for one in was if one not in now)):
        old, new = _said(was.get(address)), _said(now.get(address))
        if old != new:
            agreement = _answered(agreement, address, old, new)
    gone = [address for address in known if not place.exists(after, address)]
    for address in reversed(gone):
        if place.exists(agreement, address) and _is_blank(at.get(agreement, address)):
            agreement = cells.without(agreement, address)
    return reference.released(agreement, reference.loose(start, agreement))


def _said(value: Any) -> Any:
    return None if value == () else value


def _answered(agreement: Agreement, address: str, old: Any, new: Any) -> Agreement:
    try:
        current = _said(cells.value(agreement, address))
    except UnknownAddress:
        # Somebody has removed what it was in.
        return agreement
    if current == old:
        return cells.replaced(agreement, address, new)
    if current == new:
        return agreement
    if isinstance(current, RichText) or isinstance(old, RichText) or isinstance(new, RichText):
        return at.replace(agreement, address, _text(current, old, new))
    if new is not None:
        raise _occupied()
    return agreement


def _text(current: RichText | None, old: RichText | None, new: RichText | None) -> RichText | None:
    """Return *current* without the paragraphs that *old* has and *new* has not, and with the new ones."""
    blocks = (*_without(current, _without(old, _blocks(new))), *_without(new, _blocks(old)))
    return RichText(blocks=blocks) if blocks else None


def _blocks(text: RichText | None) -> tuple[Block, ...]:
    return text.blocks if text is not None else ()


def _without(text: RichText | None, others: Iterable[Block]) -> list[Block]:
    left = list(_blocks(text))
    for one in others:
        if one in left:
            left.remove(one)
    return left


def _is_blank(item: Item) -> bool:
    return all(_said(value) is None for _, _, value in at.answers(item)) and not dict(at.items(item))
