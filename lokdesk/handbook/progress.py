"""How far an agreement has come: counts for a step, and which question comes next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import get_args

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.piece import Piece, patterns_in, pieces_in
from lokdesk.handbook import asking
from lokdesk.handbook.book import Handbook, Place, Question, Requirement


@dataclass(frozen=True)
class Progress:
    """How many of the questions that apply are answered, and how many that ought to be are not.

    A question about the items of a list counts once for each item there is.
    """

    answered: int = 0
    total: int = 0
    required_missing: int = 0
    recommended_missing: int = 0

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            self.answered + other.answered,
            self.total + other.total,
            self.required_missing + other.required_missing,
            self.recommended_missing + other.recommended_missing,
        )


class State(Enum):
    """How a part of the work stands, such as a step or a section."""

    UNTOUCHED = auto()
    UNDER_WAY = auto()
    COMPLETE = auto()
    TO_FIX = auto()


def state(progress: Progress, to_fix: int = 0) -> State:
    """Return how a part stands that has come as far as *progress*, with so many things in it *to_fix*.

    It is complete when every required and every recommended question has an answer. What is optional is left
    to the parties, and nothing is complete of which nothing has been said.
    """
    if to_fix:
        return State.TO_FIX
    if not progress.answered:
        return State.UNTOUCHED
    if progress.required_missing or progress.recommended_missing:
        return State.UNDER_WAY
    return State.COMPLETE


@dataclass(frozen=True)
class Counted:
    """A piece of an agreement, and how far it has come with the questions of each section, by slug."""

    piece: Piece
    sections: Mapping[str, Progress]


@dataclass(frozen=True)
class CountedField:
    """A field of an agreement with the pieces in it by address, and how far they all have come."""

    value: object
    pieces: Mapping[str, Counted]
    sections: Mapping[str, Progress]


@dataclass(frozen=True)
class Tally:
    """How far an *agreement* has come with each step and each section, by slug, and how that was counted."""

    agreement: Agreement = field(repr=False)
    steps: Mapping[str, Progress]
    sections: Mapping[str, Progress]
    fields: Mapping[str, CountedField] = field(repr=False)


def asked(questions: Iterable[Question], agreement: Agreement) -> Iterator[tuple[str, Question, bool]]:
    """Yield where each of *questions* is asked in *agreement*, the question, and whether it is answered."""
    for question in questions:
        for address, value in at.found(agreement, question.address):
            yield from _asked(question, agreement, address, value)


def asked_in(
    piece: Piece, questions: Iterable[Question], agreement: Agreement
) -> Iterator[tuple[str, Question, bool]]:
    """Yield the same of *questions* that belong to such a piece (``Handbook.places_by_piece``) in *piece*."""
    for question in questions:
        for address, value in piece.found(question.address):
            yield from _asked(question, agreement, address, value)


def _asked(
    question: Question, agreement: Agreement, address: str, value: object
) -> Iterator[tuple[str, Question, bool]]:
    answered = asking.answered(value)
    # Where no answer is one too, there is nothing left to answer.
    if answered or (not asking.silent(question) and asking.applies(question, agreement, address)):
        yield address, question, answered


def _counted(found: Iterable[tuple[str, Question, bool]]) -> Progress:
    answered = total = 0
    missing = dict.fromkeys(get_args(Requirement), 0)
    for _, question, done in found:
        total += 1
        answered += done
        missing[question.requirement] += not done
    return Progress(answered, total, missing["required"], missing["recommended"])


def tally(handbook: Handbook, agreement: Agreement, before: Tally | None = None) -> Tally:
    """Return how far *agreement* has come with all of *handbook*.

    Given the tally *before* some edits, by the same handbook, only what has changed is counted anew.
    """
    anew = frozenset(
        pattern
        for pattern, conditions in handbook.conditions.items()
        if before is not None
        and any(at.get(before.agreement, one) != at.get(agreement, one) for one in conditions)
    )
    fields: dict[str, CountedField] = {}
    for name in schema.fields(Agreement):
        known = before.fields.get(name) if before is not None else None
        value = getattr(agreement, name)
        if known is None or known.value is not value or anew & patterns_in(name):
            known = _counted_field(handbook, agreement, name, known.pieces if known is not None else {}, anew)
        fields[name] = known
    counts = {section.slug: Progress() for step in handbook.steps for section in step.sections}
    for counted in fields.values():
        for slug, progress in counted.sections.items():
            counts[slug] += progress
    steps = {
        step.slug: sum((counts[section.slug] for section in step.sections), Progress())
        for step in handbook.steps
    }
    return Tally(agreement, steps, counts, fields)


def _counted_field(
    handbook: Handbook,
    agreement: Agreement,
    name: str,
    before: Mapping[str, Counted],
    anew: frozenset[str],
) -> CountedField:
    """Return the field *name* counted, with those pieces *before* that are the same and not asked *anew*."""
    pieces: dict[str, Counted] = {}
    sums: dict[str, list[int]] = {}
    for piece in pieces_in(agreement, name):
        counted = before.get(piece.address)
        if counted is None or counted.piece.value is not piece.value or piece.pattern in anew:
            places = handbook.places_by_piece.get(piece.pattern, ())
            counted = Counted(piece, _by_section(places, piece, agreement))
        pieces[piece.address] = counted
        for slug, progress in counted.sections.items():
            sum_ = sums.setdefault(slug, [0, 0, 0, 0])
            sum_[0] += progress.answered
            sum_[1] += progress.total
            sum_[2] += progress.required_missing
            sum_[3] += progress.recommended_missing
    return CountedField(
        getattr(agreement, name), pieces, {slug: Progress(*sum_) for slug, sum_ in sums.items()}
    )


def _by_section(places: Iterable[Place], piece: Piece, agreement: Agreement) -> Mapping[str, Progress]:
    questions: dict[str, list[Question]] = {}
    for place in places:
        questions.setdefault(place.section.slug, []).append(place.question)
    return {slug: _counted(asked_in(piece, asked, agreement)) for slug, asked in questions.items()}
