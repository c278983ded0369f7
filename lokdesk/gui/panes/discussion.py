"""What is said about the question that has the focus: open questions, wordings, notes and positions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement.discussion import Alternatives, Note, OpenQuestion, value_of
from lokdesk.gui import rich_html
from lokdesk.gui.dialogs import compare
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, heading, muted, wrapped
from lokdesk.gui.panes import cards
from lokdesk.gui.panes.card import Card
from lokdesk.gui.panes.follower import Follower
from lokdesk.gui.panes.positions import PositionTable
from lokdesk.gui.talk import Talk, can_be_worded
from lokdesk.gui.wizard.desk import Desk, asked
from lokdesk.handbook.book import Section
from lokdesk.session import place, position, said
from lokdesk.session.position import NOT_BINDING, SectionStanding

_HERE = "Det som sägs här sparas i projektfilen. Det står aldrig i överenskommelsen."
_NOWHERE = "Ställ dig i en fråga för att se och skriva vad som sägs om den."
_CHANGED = "Svaret har ändrats sedan formuleringen valdes."


class DiscussionPane(Follower):
    """The discussion about the question that has the focus, and the positions on the section it is in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.talk = Talk(self, desk, self.wanted.emit)
        self._shown: tuple[object, ...] = ()
        self.buttons: dict[str, QPushButton] = {}
        self.table = PositionTable(self.talk)
        self.overview = QLabel()
        self.overview.setTextFormat(Qt.TextFormat.RichText)
        self.overview.setWordWrap(True)
        column = self.column
        self.title = heading("", 1.1)
        column.addWidget(self.title)
        self.lead = muted(wrapped(""))
        column.addWidget(self.lead)
        self._starts = Flow()
        for name, text, run in (
            ("ask", "Öppen fråga …", self.talk.ask),
            ("propose", "Ny formulering …", self.talk.propose),
            ("note", "Anteckning …", self.talk.note),
        ):
            button = QPushButton(text)
            button.setObjectName(f"talk:{name}")
            button.clicked.connect(lambda _=False, run=run: run(self.address))
            self.buttons[name] = button
            self._starts.addWidget(button)
        nest(column, self._starts)
        nest(column, self.groups)
        column.addSpacing(GAP)
        column.addWidget(self.table)
        column.addWidget(self.overview)
        column.addStretch(1)

    # What is to be shown

    def show_said(self) -> None:
        """Show what is said now."""
        # Also what gets the focus back when a dialog on top of the window is gone.
        focus = self.window().focusWidget()
        held = focus.objectName() if focus is not None and self.isAncestorOf(focus) else ""
        self._show_cards()
        self._show_positions()
        if held:
            self._give_back(held)

    def _give_back(self, name: str) -> None:
        """Give the focus to what has the *name* that had it, or to the first button where it is gone."""
        focus = self.window().focusWidget()
        if focus is not None and focus.objectName() == name and focus.isVisible():
            return
        # Cards that are gone may still be there for a moment, with buttons of the same name.
        there = [one for card in self.cards.values() for one in card.buttons.values()]
        there += [one for one in self.findChildren(QWidget, name) if one.isVisible()]
        again = next((one for one in there if one.objectName() == name), self.buttons["ask"])
        again.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is said of the question

    def _show_cards(self) -> None:
        draft, wording = self.desk.session.draft, self.desk.session.wording
        here = place.place(self.desk.handbook, draft.agreement, self.address) if self.address else None
        notes = tuple(one for one in draft.discussion.notes if self._is_here(one.address))
        questions = tuple(one for one in draft.discussion.open_questions if self._is_here(one.address))
        matters = tuple(one for one in draft.discussion.alternatives if self._is_here(one.address))
        stands = tuple(place.exists(draft.agreement, one.address) for one in matters)
        answers = tuple(self._answer(one) for one in matters)
        names = (tuple(wording.names("party").items()), tuple(wording.names("forum").items()))
        shown = (here, self._step, notes, questions, matters, stands, answers, names if matters else ())
        if shown == self._shown:
            return
        self._shown = shown
        self.title.setText(here.words if here else (self._step.title if self._step else ""))
        self.lead.setText(_HERE if here else _NOWHERE)
        usable = here is not None and not here.gone
        for button in self.buttons.values():
            button.setVisible(usable)
            button.setAccessibleDescription(self.title.text())
        self.buttons["propose"].setVisible(usable and can_be_worded(self.address))
        self.clear()
        self._add_questions("Öppna frågor", [one for one in questions if one.closed is None])
        for one in matters:
            if one.chosen is None:
                self._add_matter(one)
        self._add_notes(notes)
        for one in matters:
            if one.chosen is not None:
                self._add_matter(one)
        self._add_questions("Klara frågor", [one for one in questions if one.closed is not None])

    def _is_here(self, address: str) -> bool:
        """Return whether what is said at *address* is about what has the focus: a list has its items too."""
        return bool(self.address) and (address == self.address or at.parent(address) == self.address)

    def _where(self, address: str) -> str:
        """Return what *address* is called, where it is not what has the focus."""
        if address == self.address:
            return ""
        return place.place(self.desk.handbook, self.desk.session.agreement, address).words

    def _answer(self, matter: Alternatives) -> object:
        if not place.exists(self.desk.session.agreement, matter.address):
            return None
        return self.desk.session.value(matter.address)

    def _add_questions(self, title: str, questions: Sequence[OpenQuestion]) -> None:
        if questions:
            self.groups.addWidget(heading(f"{title} ({len(questions)})", 1))
        for one in questions:
            self.add(cards.question_card(one, self.talk, self.desk, self._where(one.address)))

    def _add_notes(self, notes: Sequence[Note]) -> None:
        if notes:
            self.groups.addWidget(heading(f"Anteckningar ({len(notes)})", 1))
        for one in notes:
            self.add(cards.note_card(one, self.talk, self._where(one.address)))

    def _add_matter(self, matter: Alternatives) -> None:
        gone = not place.exists(self.desk.session.agreement, matter.address)
        title = "Formuleringar att välja mellan" if matter.chosen is None else "Avgjord formulering"
        where = self._where(matter.address)
        self.groups.addWidget(heading(f"{title}: {where}" if where else title, 1))
        for proposal in matter.proposals:
            self.add(cards.proposal_card(matter, proposal, self.talk, self.desk, gone))
        foot = Card(matter.id, title)
        foot.setFrameShape(QFrame.Shape.NoFrame)
        foot.column.setContentsMargins(0, 0, 0, 0)
        foot.say(said.lifted_line(self.desk.session.agreement, matter))
        if matter.chosen is not None and not gone and value_of(matter) != self._answer(matter):
            foot.say(_CHANGED)
        foot.offer("compare", "Jämför …", lambda: self.compare(matter))
        if matter.chosen is None:
            if matter.lifted is None:
                foot.offer("lift", "Lyft frågan …", lambda: self.talk.lift(matter))
            else:
                foot.offer("take-back", "Ta tillbaka frågan", lambda: self.talk.take_back(matter))
        else:
            foot.offer("remove", "Ta bort", lambda: self.talk.remove(matter))
        self.add(foot)

    def compare(self, matter: Alternatives) -> None:
        """Show the wordings of *matter* side by side, and let one be chosen while none is."""
        gone = not place.exists(self.desk.session.agreement, matter.address)
        chosen = compare.compared(self, self.desk, matter, choosing=matter.chosen is None and not gone)
        if chosen is not None:
            self.talk.choose(matter, chosen)

    # Positions

    def _section(self) -> Section | None:
        """Return the section of the question that has the focus, if one has."""
        try:
            return self.desk.handbook.place(asked(self.address)).section if self.address else None
        except KeyError:
            return None

    def _show_positions(self) -> None:
        handbook, draft = self.desk.handbook, self.desk.session.draft
        section = self._section()
        self.table.setVisible(section is not None)
        self.overview.setVisible(section is None)
        if section is not None:
            self.table.show_standing(position.standing(handbook, draft, section.slug))
        elif self._step is not None:
            sections = self._step.sections
            standings = [position.standing(handbook, draft, one.slug) for one in sections]
            self.overview.setText(_overview(standings))


def _overview(standings: Sequence[SectionStanding]) -> str:
    """Return how the parties stand to several sections, as HTML."""
    parts = [f"<p><b>{NOT_BINDING}.</b></p>"]
    for one in standings:
        lines = "<br/>".join(map(rich_html.plain, said.standing_lines(one.parties)))
        parts.append(f"<p><b>{rich_html.plain(one.section.title)}</b><br/>{lines}</p>")
    return "".join(parts)
