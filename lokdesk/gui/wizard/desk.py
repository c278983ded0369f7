"""What every part of a page needs: the open draft, and what the questions can draw on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.steps import Steps
from lokdesk.agreement.wording import TOGETHER, Wording
from lokdesk.gui.against import Against
from lokdesk.gui.fields.attachment import AttachmentField
from lokdesk.gui.fields.cell import CellField
from lokdesk.gui.fields.choice import ChoiceField
from lokdesk.gui.fields.day import DayField
from lokdesk.gui.fields.field import Field
from lokdesk.gui.fields.flag import FlagField
from lokdesk.gui.fields.frequency import FrequencyField
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.fields.reference import ReferenceField
from lokdesk.gui.fields.references import ReferencesField
from lokdesk.gui.fields.text import TextField
from lokdesk.gui.settings import Settings
from lokdesk.gui.wishes import Wishes
from lokdesk.gui.wizard.former import FormerAnswers
from lokdesk.gui.wizard.mark import Marks
from lokdesk.gui.wizard.unread import Unread
from lokdesk.handbook import asking, naming, suggestion
from lokdesk.handbook.book import Handbook, Question
from lokdesk.handbook.suggestion import Source
from lokdesk.session import choices
from lokdesk.session.review import Review
from lokdesk.session.session import Session

REQUIREMENTS = {"required": "Ska besvaras", "recommended": "Bör besvaras", "optional": ""}
"""The mark beside a question, by how much it matters."""


class _Names:
    """What items are called by one wording, found out once for all that show it."""

    def __init__(self) -> None:
        self._wording: Wording | None = None
        self._known: dict[tuple[str, ...], Mapping[str, str]] = {}

    def of(self, wording: Wording) -> dict[tuple[str, ...], Mapping[str, str]]:
        """Return what is known by *wording*, which is another one after each edit."""
        if wording is not self._wording:
            self._wording, self._known = wording, {}
        return self._known


@dataclass(frozen=True)
class Desk:
    """The open draft and its handbook, with the user's settings and the day that findings are made for.

    What is *projected* is seen by everyone in the room: then nothing private is shown.
    """

    session: Session
    settings: Settings
    today: Callable[[], date] = date.today
    unread: Unread = field(default_factory=Unread)
    marks: Marks = field(default_factory=Marks)
    former: FormerAnswers = field(default_factory=FormerAnswers)
    against: Against = field(default_factory=Against)
    wishes: Wishes = field(default_factory=Wishes)
    projected: bool = False
    _names: _Names = field(default_factory=_Names, init=False, repr=False, compare=False)

    @property
    def handbook(self) -> Handbook:
        """The handbook that the open draft is drafted under."""
        return self.session.handbook

    @property
    def folder(self) -> Path:
        """Where the project is, or where users keep what is theirs."""
        path = self.session.path
        return path.parent if path is not None else Path.home()

    def field(self, question: Question, answer: Answer, address: str) -> Field:
        """Return a new field for the answer to *question* at *address*."""
        match answer.kind:
            case "text":
                return TextField()
            case "choice":
                return ChoiceField(answer.vocabulary or "")
            case "date":
                return DayField()
            case "flag":
                return FlagField()
            case "frequency":
                return FrequencyField()
            case "reference":
                if answer.refers_to == "attachment":
                    return AttachmentField(self._choices(address))
                if answer.scope:
                    return ReferenceField(self._choices(address), TOGETHER)
                return ReferenceField(self._choices(address))
            case "references":
                return ReferencesField(self._choices(address), answer.scope)
            case "line":
                source = self.source(question)
                line = LineField(source.suggestions if source else None)
                line.meaning = _meaning(question)
                return line

    def cell(self, question: Question, answer: Answer, address: str) -> Field:
        """Return a new field for the answer to *question* at *address*, for a cell of a table."""
        if answer.kind == "line" and self.source(question) is None:
            cell = CellField()
            cell.meaning = _meaning(question)
            return cell
        field = self.field(question, answer, address)
        field.make_compact()
        return field

    def source(self, question: Question) -> Source | None:
        """Return the register that answers to *question* can be picked from, if any."""
        return suggestion.source(self.session.library.register, question.address)

    def _choices(self, address: str) -> Callable[[], Mapping[str, str | None]]:
        return lambda: choices.choices(self.session, address)

    def names(self, addresses: Sequence[str]) -> Mapping[str, str]:
        """Return what the items of a list at *addresses* are called: by name, or what each is and its number.

        A short answer comes after it where there is no name, or where others have the same and it tells the
        item apart from them: many members are called "ordförande".
        """
        session, listed = self.session, tuple(addresses)
        known = self._names.of(session.wording)
        if listed not in known:
            known[listed] = naming.told_apart(self.handbook, session.agreement, listed, session.wording)
        return known[listed]

    def reviewing(self) -> Steps[Review]:
        """Make what there is to say of the draft today, first of all what could not be understood."""
        review = yield from self.session.reviewing(self.today())
        unread: tuple[Finding, ...] = tuple(map(self.unread.finding, self.unread.texts))
        return Review((*unread, *review.open), review.set_aside) if unread else review

    def adds_to_the_mark(self, finding: Finding) -> bool:
        """Return whether *finding* says more than the mark that stands beside its question all the time.

        One that is about an answer which is not given yet does not, as long as it need not be given.
        """
        question = self.handbook.question(asked(finding.address))
        marked = bool(REQUIREMENTS[question.requirement])
        return (
            finding.severity == "must"
            or not marked
            or asking.answered(self.session.value(asked(finding.address)))
        )


def _meaning(question: Question) -> Callable[[str], str | None]:
    """Return what takes a line in as the answer to *question*."""
    return schema.adapter(*schema.holder(question.address)).validate_python


def asked(address: str) -> str:
    """Return the address, or that of the list, that a question asks for: an item itself is not asked for."""
    return address if schema.pattern(address) in schema.patterns() else at.parent(address)
