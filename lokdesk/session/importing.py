"""A Word file taken in: the answers in it, the words that are in none, and what the handbook asks for too.

A document that Lokdesk wrote is read by its fields. Of any other, what its passages are is proposed, each
proposal beside its passage: to be confirmed, moved or rejected. All of it is values.
"""

from dataclasses import dataclass, field, replace

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.agreement.value import new_id
from lokdesk.handbook import progress
from lokdesk.handbook.book import AGREEMENT, Handbook, Requirement
from lokdesk.project.problem import Problem
from lokdesk.recognition import proposal, recogniser, taking
from lokdesk.recognition import tray as trays
from lokdesk.recognition.proposal import Proposal, Recognition
from lokdesk.recognition.tray import Left
from lokdesk.session import returned
from lokdesk.session.fill import fill
from lokdesk.session.library import Library

NAME = "det som hämtades från Word"
"""What is undone with the answers from a Word file."""


@dataclass(frozen=True)
class Gap:
    """A question of the handbook that the document has no answer to, and whether there ought to be one."""

    address: str
    label: str
    section: str
    requirement: Requirement


@dataclass(frozen=True)
class Import:
    """A Word file taken in.

    *recognition* holds the proposals; there are none for a document of *own*, whose answers stand in its
    fields, and of which *left* could not be placed.
    """

    recognition: Recognition
    own: Agreement | None = None
    left: tuple[Left, ...] = ()
    template: TemplateUse = field(default_factory=TemplateUse, repr=False)

    @property
    def is_own(self) -> bool:
        """Whether Lokdesk wrote the document."""
        return self.own is not None

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What is proposed, in reading order."""
        return self.recognition.proposals

    @property
    def agreement(self) -> Agreement:
        """The answers, as far as they have not been rejected."""
        if self.own is not None:
            return self.own
        return fill(Agreement(), taking.answers(self.recognition))

    @property
    def tray(self) -> tuple[Left, ...]:
        """The words that are in no answer; those that fit nowhere stand first."""
        return self.left if self.is_own else trays.tray(self.recognition)

    def place(self, passage: int) -> str:
        """Return in words where the passage with that number stands."""
        return self.recognition.source.places[passage]


def taken_in(content: bytes, name: str, library: Library) -> Import:
    """Return the Word document *content*, a file called *name*, taken in. Raises Problem."""
    from lokdesk.word import read, source

    try:
        try:
            agreement, left, use = returned.returned(content, read.read(content), library)
            return Import(Recognition(recogniser.NOTHING), agreement, left, use)
        except read.NotOurs:
            passages = source.source(content)
    except source.NotRead as error:
        raise Problem(f"”{name}” kan inte läsas. {error}") from error
    found = recogniser.recognised(passages, library.lexicon, library.actor_names)
    return Import(found, template=library.template_use())


def confirm(imported: Import, id_: str) -> Import:
    """Return *imported* with the proposal of that id confirmed. Raises KeyError."""
    return replace(imported, recognition=proposal.confirm(imported.recognition, id_))


def reject(imported: Import, id_: str) -> Import:
    """Return *imported* with the proposal of that id rejected: its words go to the tray. Raises KeyError."""
    return replace(imported, recognition=proposal.reject(imported.recognition, id_))


def move(imported: Import, id_: str, address: str) -> Import:
    """Return *imported* with the words of the proposal of that id as the answer at *address*.

    An item that the address names need not be there: it is made. Raises KeyError, and Problem when the words
    are no answer of that kind.
    """
    try:
        return replace(imported, recognition=proposal.move(imported.recognition, id_, address))
    except proposal.NoAnswer as error:
        raise Problem(str(error)) from error


def place(imported: Import, passage: int, address: str) -> Import:
    """Return *imported* with the passage of that number, which was in no answer, as the answer at *address*.

    Raises KeyError, and Problem when the words are no answer of that kind.
    """
    try:
        return replace(imported, recognition=proposal.placed(imported.recognition, passage, address))
    except proposal.NoAnswer as error:
        raise Problem(str(error)) from error


def new_item(imported: Import, list_: str) -> str:
    """Return the address of an item of *list_* that is not there yet, to move something to."""
    return at.join(list_, new_id(at.ids(imported.agreement)))


def gaps(agreement: Agreement, handbook: Handbook) -> tuple[Gap, ...]:
    """Return the questions that ought to have an answer in *agreement* and have none."""
    found: list[Gap] = []
    for step in handbook.steps:
        for section in step.sections:
            asked = [
                one
                for one in section.questions
                if one.requirement != "optional" and one.document == AGREEMENT
            ]
            found += (
                Gap(address, question.label, section.title, question.requirement)
                for address, question, answered in progress.asked(asked, agreement)
                if not answered
            )
    return tuple(found)


def draft(imported: Import, library: Library) -> Draft:
    """Return *imported* as a new draft."""
    own = library.started(imported.template)
    agreement = imported.agreement
    if not agreement.additional_answers:
        kept = own.agreement.additional_answers
        agreement = agreement.model_copy(update={"additional_answers": kept})
    return own.model_copy(update={"agreement": agreement})
