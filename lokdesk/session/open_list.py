"""What is open in a draft: the list that a workshop ends with."""

from dataclasses import dataclass
from datetime import date

from lokdesk.agreement import reference
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Alternatives, Lift, Note, OpenQuestion
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.wording import Wording
from lokdesk.handbook.book import Handbook
from lokdesk.session import place, position
from lokdesk.session.place import Place
from lokdesk.session.position import SectionStanding

BODY = "styrgruppen"
"""Where a choice is usually lifted."""


@dataclass(frozen=True)
class Asked:
    """An open question with its place. One that is *overdue* should have been settled before the day."""

    question: OpenQuestion
    place: Place
    overdue: bool


@dataclass(frozen=True)
class Contested:
    """Wordings that nobody has chosen from yet, with their place. Once lifted, *lifted_to* says where."""

    alternatives: Alternatives
    place: Place
    lifted_to: str


@dataclass(frozen=True)
class Noted:
    """A note with its place."""

    note: Note
    place: Place


@dataclass(frozen=True)
class OpenList:
    """All that is open on a day: questions by the day they are due, then what stands in the handbook's order.

    *sections* are those that not all parties' officials agree with as they read now; one that nothing is
    answered in waits until then.
    """

    questions: tuple[Asked, ...] = ()
    contested: tuple[Contested, ...] = ()
    lifted: tuple[Contested, ...] = ()
    sections: tuple[SectionStanding, ...] = ()
    notes: tuple[Noted, ...] = ()

    @property
    def count(self) -> int:
        """How many things somebody has to come back to."""
        return len(self.questions) + len(self.contested) + len(self.lifted)


def open_list(draft: Draft, handbook: Handbook, on: date) -> OpenList:
    """Return what is open in *draft* on the day *on*."""
    order = _Order(draft.agreement, handbook)
    said = draft.discussion
    questions = [
        Asked(one, order.place(one.address), one.due is not None and one.due < on)
        for one in said.open_questions
        if one.closed is None
    ]
    matters = [
        Contested(one, order.place(one.address), lifted_to(draft.agreement, one.lifted) if one.lifted else "")
        for one in said.alternatives
        if one.chosen is None
    ]
    matters.sort(key=lambda one: order.number(one.place))
    return OpenList(
        tuple(
            sorted(questions, key=lambda one: (one.question.due or date.max, order.number(one.place))),
        ),
        tuple(one for one in matters if not one.lifted_to),
        tuple(one for one in matters if one.lifted_to),
        tuple(
            one
            for one in position.standings(handbook, draft)
            if not one.agreed and (one.begun or one.treated)
        ),
        tuple(
            sorted(
                (Noted(one, order.place(one.address)) for one in said.notes),
                key=lambda one: order.number(one.place),
            )
        ),
    )


def lifted_to(agreement: Agreement, lift: Lift) -> str:
    """Return where a choice has been lifted, in words."""
    if lift.forum is not None:
        return Wording(agreement).name("forum", lift.forum)
    return lift.body or BODY


def forums(agreement: Agreement) -> reference.Names:
    """Return the names by id of the forums that a choice can be lifted to."""
    return reference.targets(agreement, "forum")


class _Order:
    """The places of one draft, each made once, in the order of the handbook."""

    def __init__(self, agreement: Agreement, handbook: Handbook) -> None:
        self._agreement = agreement
        self._handbook = handbook
        self._places: dict[str, Place] = {}
        self._numbers = {step.title: number for number, step in enumerate(handbook.steps)}

    def place(self, address: str) -> Place:
        if address not in self._places:
            self._places[address] = place.place(self._handbook, self._agreement, address)
        return self._places[address]

    def number(self, one: Place) -> int:
        return self._numbers.get(one.step, len(self._numbers))
