"""What users say about places in the draft: asked for in dialogs, kept by the session."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from lokdesk.agreement import reference, schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.discussion import Alternatives, Note, OpenQuestion, PositionState, Proposal
from lokdesk.agreement.phrase import capital
from lokdesk.gui.dialogs import form, words
from lokdesk.gui.dialogs.form import Row, WordsField
from lokdesk.gui.fields.day import DayField
from lokdesk.gui.fields.field import Field
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.fields.reference import ReferenceField
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import discussion, place, said
from lokdesk.session.open_list import BODY, forums

_NOT_PRINTED = "Det som skrivs här står aldrig i överenskommelsen."
_NAME = "Vad heter du? Namnet står vid det som du för in, och sparas i programmets inställningar."
_GROUP = "Gruppen"


def can_be_worded(address: str) -> bool:
    """Return whether wordings can be proposed for what stands at *address*: an answer of one's own."""
    try:
        field = schema.patterns().get(schema.pattern(address))
    except KeyError:
        return False
    return isinstance(field, Answer) and field.refers_to != "attachment"


class Talk:
    """The ways to say something, each a dialog on top of *parent*."""

    def __init__(self, parent: QWidget, desk: Desk, go_to: Callable[[str], object] | None = None) -> None:
        """*go_to* is called with the address of an answer once it has been chosen, to go on with it."""
        self._parent = parent
        self._desk = desk
        self._session = desk.session
        self._go_to = go_to

    # Who says it

    @property
    def _signature(self) -> str:
        return said.signature(self._desk.settings.name, self._desk.settings.party)

    def _signed(self) -> str | None:
        """Return who enters something, asked for where it is not known; ``None`` when the user will not."""
        if not self._desk.settings.name:
            name = words.ask(self._parent, "Ditt namn", _NAME, required=True)
            if name is None:
                return None
            self._desk.settings.name = name
        return self._signature

    def _line(self, text: str = "", suggestions: tuple[str, ...] = ()) -> LineField:
        def suggest(letters: str) -> tuple[str, ...]:
            return tuple(one for one in suggestions if letters.casefold() in one.casefold())

        field = LineField(suggest if suggestions else None)
        field.show_value(text)
        return field

    @property
    def _owners(self) -> tuple[str, ...]:
        """Who may be asked to come back to a question: the parties, the forums, and those who have been."""
        agreement = self._session.agreement
        names = [party.name for party in agreement.parties]
        names += [forum.name for forum in agreement.organisation.forums]
        names += [one.owner for one in self._session.draft.discussion.open_questions]
        return tuple(dict.fromkeys(name for name in names if name))

    def _place(self, address: str) -> str:
        return place.place(self._desk.handbook, self._session.agreement, address).words

    def _party(self) -> str | None:
        """Return the id of the user's own party, if it is one of the agreement's."""
        own = self._desk.settings.party.casefold()
        names = reference.targets(self._session.agreement, "party").items()
        return next((id_ for id_, name in names if own and own == (name or "").casefold()), None)

    # Notes

    def note(self, address: str) -> None:
        """Note something at *address*."""
        text, author = WordsField(), self._line(self._signature)
        rows = [Row("Anteckning", text, required=True), Row("Av", author)]
        if self._filled_in("Ny anteckning", f"{self._place(address)}. {_NOT_PRINTED}", rows):
            now = datetime.now().astimezone()
            discussion.add_note(self._session, address, text.value, author.value, now)

    def change_note(self, note: Note) -> None:
        """Give *note* another text."""
        text = WordsField()
        text.show_value(said.text(note.text))
        if self._filled_in("Anteckning", self._place(note.address), [Row("Anteckning", text, required=True)]):
            discussion.change_note(self._session, note.id, text.value)

    # Open questions

    def ask(self, address: str) -> None:
        """Ask an open question at *address*."""
        text, owner, due = WordsField(), self._line("", self._owners), DayField()
        rows = _question_rows(text, owner, due)
        if self._filled_in("Ny öppen fråga", f"{self._place(address)}. {_NOT_PRINTED}", rows):
            discussion.ask(
                self._session,
                address,
                text.value,
                owner.value,
                due.value,
                self._signature,
                self._desk.today(),
            )

    def change_question(self, question: OpenQuestion) -> None:
        """Give *question* other words, another owner or another day."""
        text, owner, due = WordsField(), self._line(question.owner or "", self._owners), DayField()
        text.show_value(said.text(question.text))
        due.show_value(question.due)
        if self._filled_in("Öppen fråga", self._place(question.address), _question_rows(text, owner, due)):
            discussion.change_question(self._session, question.id, text.value, owner.value, due.value)

    def close(self, question: OpenQuestion) -> None:
        """Let *question* be settled today."""
        discussion.close(self._session, question.id, self._desk.today())

    def reopen(self, question: OpenQuestion) -> None:
        """Let *question* be open again."""
        discussion.reopen(self._session, question.id)

    # Wordings

    def propose(self, address: str) -> None:
        """Propose another wording for the answer at *address*."""
        value = self._value_field(address)
        value.show_value(self._session.value(address))
        lead = f"{self._place(address)}. Svaret står kvar som det är tills en formulering har valts."
        rows = self._proposal_rows(value, self._party(), self._desk.settings.name, "")
        if self._filled_in("Ny formulering", lead, rows):
            _, party, person, reason = (row.field for row in rows)
            discussion.propose(
                self._session,
                address,
                value.value,
                party=party.value,
                person=person.value,
                reason=reason.value,
                on=self._desk.today(),
            )

    def change_proposal(self, matter: Alternatives, proposal: Proposal) -> None:
        """Give *proposal* another wording, proposer or reason."""
        value = self._value_field(matter.address)
        value.show_value(proposal.value)
        rows = self._proposal_rows(value, proposal.party, proposal.person or "", said.text(proposal.reason))
        if self._filled_in("Formulering", self._place(matter.address), rows):
            _, party, person, reason = (row.field for row in rows)
            discussion.change_proposal(
                self._session,
                proposal.id,
                value.value,
                party=party.value,
                person=person.value,
                reason=reason.value,
            )

    def withdraw(self, proposal: Proposal) -> None:
        """Take *proposal* away."""
        discussion.withdraw(self._session, proposal.id)

    def _value_field(self, address: str) -> Field:
        question = self._desk.handbook.question(address)
        assert isinstance(question.field, Answer)
        return self._desk.field(question, question.field, address)

    def _proposal_rows(self, value: Field, party: str | None, person: str, reason: str) -> list[Row]:
        parties = ReferenceField(lambda: reference.targets(self._session.agreement, "party"))
        parties.show_value(party)
        why = WordsField()
        why.show_value(reason)
        return [
            Row("Formulering", value),
            Row("Part som föreslår", parties),
            Row("Person som föreslår", self._line(person)),
            Row("Skäl", why),
        ]

    def lift(self, matter: Alternatives) -> None:
        """Lift the choice to those who decide."""
        names = forums(self._session.agreement)
        known = {name: id_ for id_, name in names.items() if name}
        body = self._line(next(iter(known), BODY), tuple(dict.fromkeys((*known, BODY))))
        lead = f"{self._place(matter.address)}. Frågan står kvar i listan över det som är öppet."
        if not self._filled_in("Lyft frågan", lead, [Row("Lyfts till", body, required=True)]):
            return
        author = self._signed()
        if author is not None:
            written = body.value.strip()
            discussion.lift(
                self._session,
                matter.id,
                forum=known.get(written),
                body="" if written in known else written,
                author=author,
                on=self._desk.today(),
            )

    def take_back(self, matter: Alternatives) -> None:
        """Let a choice that was lifted be the group's own again."""
        discussion.take_back(self._session, matter.id)

    def choose(self, matter: Alternatives, proposal: Proposal) -> None:
        """Let *proposal* be the answer."""
        by, day, reason = self._line(self._chooser(matter), self._owners), DayField(), WordsField()
        day.show_value(self._desk.today())
        rows = [Row("Vald av", by, required=True), Row("Datum", day, required=True), Row("Skäl", reason)]
        who = said.proposer(self._session.agreement, matter, proposal, self._session.wording)
        lead = (
            f"{self._place(matter.address)}: {who}. Formuleringen blir svaret. De andra sparas här och står "
            "inte i överenskommelsen."
        )
        if self._filled_in("Välj formulering", lead, rows, "Välj") and day.value is not None:
            discussion.choose(self._session, proposal.id, by=by.value, reason=reason.value, on=day.value)
            if self._go_to is not None:
                self._go_to(matter.address)

    def _chooser(self, matter: Alternatives) -> str:
        """Return who is likely to choose: those it was lifted to, or the group itself."""
        if matter.lifted is None:
            return _GROUP
        if matter.lifted.forum is not None:
            return self._session.wording.name("forum", matter.lifted.forum)
        return capital(matter.lifted.body or BODY)

    # Positions

    def take_position(self, section: str, parties: tuple[str, ...], state: PositionState) -> bool:
        """Enter the position of *parties* on the section with the slug *section*. Returns whether it was."""
        author = self._signed()
        if author is None:
            return False
        discussion.take_position(self._session, section, parties, state, author, self._desk.today())
        return True

    # All of them

    def remove(self, one: Note | OpenQuestion | Alternatives) -> None:
        """Take away what has been said."""
        discussion.remove(self._session, one)

    def _filled_in(self, title: str, lead: str, rows: list[Row], accept: str = "OK") -> bool:
        return form.filled_in(self._parent, title, lead, rows, accept)


def _question_rows(text: WordsField, owner: LineField, due: DayField) -> list[Row]:
    return [
        Row("Fråga", text, required=True),
        Row("Ansvarig: en part, en roll eller en person", owner),
        Row("Klar senast", due),
    ]
