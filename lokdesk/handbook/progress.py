"""How far an agreement has come: counts for a step, and which question comes next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import get_args

from lokdesk.agreement.agreement import Agreement
from lokdesk.handbook import asking
from lokdesk.handbook.book import Handbook, Question, Requirement


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

    @property
    def complete(self) -> bool:
        """Whether no required answer is missing."""
        return self.required_missing == 0


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


def asked(questions: Iterable[Question], agreement: Agreement) -> Iterator[tuple[str, Question, bool]]:
    """Yield where each of *questions* is asked in *agreement*, the question, and whether it is answered."""
    for question in questions:
        for address, value in asking.found(agreement, question.address):
            answered = asking.answered(value)
            if answered or asking.applies(question, agreement, address):
                yield address, question, answered


def progress(questions: Iterable[Question], agreement: Agreement) -> Progress:
    """Return how far *agreement* has come with *questions*, such as those of a step or of a section."""
    answered = total = 0
    missing = dict.fromkeys(get_args(Requirement), 0)
    for _, question, done in asked(questions, agreement):
        total += 1
        answered += done
        missing[question.requirement] += not done
    return Progress(answered, total, missing["required"], missing["recommended"])


def by_step(handbook: Handbook, agreement: Agreement) -> dict[str, Progress]:
    """Return how far *agreement* has come with each step, by the step's slug."""
    return {step.slug: progress(step.questions, agreement) for step in handbook.steps}


def next_unanswered(
    questions: Iterable[Question], agreement: Agreement, required: bool = False
) -> str | None:
    """Return the address of the first of *questions* without an answer, or ``None`` when all have one.

    With *required*, only required questions count.
    """
    for address, question, answered in asked(questions, agreement):
        if not answered and (question.requirement == "required" or not required):
            return address
    return None
