"""What is said about an agreement while it is drafted: notes, open questions, other wordings, positions."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StrictBool, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer, Day, ForumRef, Line, PartyRef, Text
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.value import Item, ItemId, Items, Value

PositionState = Literal["ej behandlad", "under diskussion", "avstämd på tjänstepersonsnivå"]

UNTREATED: PositionState = "ej behandlad"
DISCUSSED: PositionState = "under diskussion"
AGREED: PositionState = "avstämd på tjänstepersonsnivå"
STATES: tuple[PositionState, ...] = (UNTREATED, DISCUSSED, AGREED)

# In this order, so that a text which looks like a date or a word for yes is taken for the text it is.
_AnyAnswer = Annotated[
    StrictBool | StrictStr | tuple[ItemId, ...] | date | RichText | Frequency | None,
    Field(union_mode="left_to_right"),
]


class Note(Item):
    """A remark on one place, seen only by those who work on the draft."""

    address: str
    text: Text = None
    author: Line = None
    written: datetime | None = None


class OpenQuestion(Item):
    """Something the group has not settled, with an owner and a day to come back to it.

    The *owner* is whoever shall come back: a role, a party or a person.
    """

    address: str
    text: Text = None
    owner: Line = None
    due: Day = None
    author: Line = None
    asked: Day = None
    closed: Day = None


class Proposal(Item):
    """A wording that someone wants for an answer, and why.

    The *value* is one that the answer could have. *party* and *person* say who proposes it.
    """

    value: _AnyAnswer = None
    party: PartyRef = None
    person: Line = None
    reason: Text = None
    proposed: Day = None


class Lift(Value):
    """That a matter has been lifted to those who decide: a *forum* of the agreement, or a *body* in words."""

    forum: ForumRef = None
    body: Line = None
    day: Day = None
    author: Line = None


class Choice(Value):
    """Which proposal was chosen, by whom, when and why."""

    proposal: ItemId
    by: Line = None
    day: Day = None
    reason: Text = None


class Alternatives(Item):
    """The wordings proposed for one answer, side by side, until one of them is chosen and all are kept."""

    address: str
    proposals: Items[Proposal] = ()
    lifted: Lift | None = None
    chosen: Choice | None = None

    @model_validator(mode="after")
    def _normal(self) -> Self:
        """Bring the values into the normal form of the answer that they are proposed for.

        An answer that only a later version of the program knows has values that nothing is known of.
        """
        try:
            field = schema.patterns().get(pattern := schema.pattern(self.address))
        except KeyError:
            return self
        if not isinstance(field, Answer):
            raise PydanticCustomError("address", "Formuleringar kan bara föreslås för ett svar.")
        adapter = schema.adapter(*schema.holder(pattern))
        values = [adapter.validate_python(one.value) for one in self.proposals]
        if values != [one.value for one in self.proposals]:
            pairs = zip(self.proposals, values, strict=True)
            normal = tuple(one.model_copy(update={"value": value}) for one, value in pairs)
            object.__setattr__(self, "proposals", normal)
        return self

    def proposal(self, proposal_id: str) -> Proposal | None:
        """Return the proposal with that id, if it is one of these."""
        return next((one for one in self.proposals if one.id == proposal_id), None)


class Position(Item):
    """What one party's officials hold of one section of the handbook. It does not bind the party.

    *about* is the fingerprint of the section's answers when it was entered; ``None`` where it is not known.
    """

    section: str
    party: PartyRef = None
    state: PositionState = UNTREATED
    author: Line = None
    entered: Day = None
    about: str | None = None


class Discussion(Value):
    """What is said about the agreement and never printed in it.

    *agenda* holds the patterns of the questions that the next workshop, or the one going on, takes up.
    """

    notes: Items[Note] = ()
    open_questions: Items[OpenQuestion] = ()
    alternatives: Items[Alternatives] = ()
    positions: Items[Position] = ()
    agenda: tuple[str, ...] = ()


def value_of(alternatives: Alternatives) -> Any:
    """Return the value that was chosen among *alternatives*, ``None`` while none is."""
    chosen = alternatives.proposal(alternatives.chosen.proposal) if alternatives.chosen else None
    return chosen.value if chosen else None
