"""A Word file that a draft was taken in from: its passages, what each is proposed to answer, and the file."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from lokdesk.agreement.rich_text import Block
from lokdesk.agreement.value import Item, Items, Value


class IntakePassage(Value):
    """A paragraph of the file: its words, how it stands there, and where, in words.

    *block* is its text as it looks, ``None`` where that is nothing but *text*. *kind* is what it is in the
    file, such as a heading; *level* and *label* are those of a heading or an item of a list. *notes* are its
    footnotes.
    """

    number: Annotated[int, Field(ge=0)]
    kind: str
    text: str
    block: Block | None = None
    level: int = 0
    label: str = ""
    place: str = ""
    notes: tuple[str, ...] = ()


class IntakeSpan(Value):
    """A part of a passage: its number, and where it begins and ends in its text."""

    passage: Annotated[int, Field(ge=0)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class IntakeProposal(Item):
    """What a part of the file is taken for: an answer with its *address* and *value*, a heading, or known.

    *state* says whether anybody has confirmed or rejected it yet.
    """

    role: str
    address: str
    value: Any = None
    spans: Annotated[tuple[IntakeSpan, ...], Field(min_length=1)]
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0
    because: str = ""
    state: str = "proposed"


class IntakeRemark(Value):
    """An open change in the file, or a comment: who made it, when, and its words.

    *passage* is the number of that it stands in, ``None`` where it stands in none.
    """

    kind: str
    text: str
    author: str = ""
    day: str = ""
    passage: int | None = None


class Intake(Item):
    """A Word file that was taken in, called *name*, on *day*; *content* is the file as it came.

    Of one that is our *own* the answers stood in its fields, and the passages are those without a place.
    """

    name: str
    day: date | None = None
    own: bool = False
    content: Annotated[bytes, Field(exclude=True, repr=False)] = b""
    passages: Annotated[tuple[IntakePassage, ...], Field(repr=False)] = ()
    proposals: Annotated[Items[IntakeProposal], Field(repr=False)] = ()
    remarks: tuple[IntakeRemark, ...] = ()

    @model_validator(mode="after")
    def _stands_on_what_is_there(self) -> Self:
        there = {one.number for one in self.passages}
        if any(span.passage not in there for one in self.proposals for span in one.spans):
            raise ValueError("a proposal is of a passage that is not there")
        return self
