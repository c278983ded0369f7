"""What is open: the list that a workshop ends with, and that can be printed."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QVBoxLayout,
)

from lokdesk.agreement.discussion import Alternatives
from lokdesk.gui.dialogs import compare, file, message
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, heading, wrapped
from lokdesk.gui.open_paper import OpenPaper
from lokdesk.gui.panes import cards
from lokdesk.gui.panes.card import Card
from lokdesk.gui.panes.said import SaidPane
from lokdesk.gui.reading import Reading
from lokdesk.gui.talk import Talk
from lokdesk.gui.tool import tool
from lokdesk.gui.wizard import tab_order
from lokdesk.gui.wizard.desk import Desk
from lokdesk.project.problem import Problem
from lokdesk.session import position, said
from lokdesk.session.open_list import Contested, OpenList, open_list
from lokdesk.session.place import Place
from lokdesk.session.position import NOT_BINDING, SectionStanding

_NOTHING = "Inget är öppet. Öppna frågor och formuleringar som ni inte har enats om samlas här."
_PDF = "PDF-dokument (*.pdf)"
_PDF_SUFFIX = ".pdf"


class OpenView(SaidPane):
    """Open questions, wordings to choose from, sections that are not agreed on, and notes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.talk = Talk(self, desk)
        self._shown: tuple[object, ...] = ()
        self.area = Reading()
        column = self.area.column
        column.setSpacing(GAP * 2)
        column.addWidget(heading("Öppna frågor", 1.6))
        self.summary = wrapped("")
        column.addWidget(self.summary)
        tools = Flow()
        self.print = tool("open:print", "Skriv ut …", self.print_out)
        self.save = tool("open:save-pdf", "Spara som PDF …", self.save_pdf)
        tools.addWidget(self.print)
        tools.addWidget(self.save)
        nest(column, tools)
        nest(column, self.groups)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    # What is to be shown

    def begin(self) -> None:
        """Give the focus to the first thing that can be done."""
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def list(self) -> OpenList:
        """What is open today."""
        return open_list(self.desk.session.draft, self.desk.handbook, self.desk.today())

    def show_said(self) -> None:
        """Show what is said now."""
        found = self.list
        wording = self.desk.session.wording
        matters = [one.alternatives for one in (*found.contested, *found.lifted)]
        names = tuple(wording.names("party").items()) if matters else ()
        who = tuple(tuple(self._proposers(one)) for one in matters)
        if (found, names, who) == self._shown:
            return
        self._shown = (found, names, who)
        number = self._number_of_focus()
        self.clear()
        self.summary.setText(summary(found))
        self._add_questions(found)
        self._add_matters("Formuleringar att välja mellan", found.contested)
        self._add_matters("Lyfta frågor", found.lifted)
        self._add_sections(found.sections)
        self._add_notes(found)
        if number is not None:
            self._give_back(number)

    def _number_of_focus(self) -> int | None:
        """Return the number of the card that has the focus, if one has."""
        focus = QApplication.focusWidget()
        if focus is None:
            return None
        return next((n for n, one in enumerate(self.cards.values()) if one.isAncestorOf(focus)), None)

    def _give_back(self, number: int) -> None:
        """Give the focus to the card that stands where the one with that *number* stood."""
        left = list(self.cards.values())
        card = left[min(number, len(left) - 1)] if left else None
        button = next(tab_order.stops(card), None) if card is not None else None
        (button or self.print).setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self, text: str, count: int) -> None:
        if self.groups.count():
            self.groups.addSpacing(ROOM)
        self.groups.addWidget(heading(f"{text} ({count})", 1.25))

    def _add(self, card: Card, where: Place) -> None:
        if not where.gone:
            self._offer_to_go(card, where.address)
        self.add(card)

    def _offer_to_go(self, card: Card, address: str) -> None:
        card.offer("go", "Gå dit", lambda: self.wanted.emit(address))

    def _add_questions(self, found: OpenList) -> None:
        if found.questions:
            self._title("Öppna frågor", len(found.questions))
        for one in found.questions:
            card = cards.question_card(one.question, self.talk, self.desk, one.place.words)
            self._add(card, one.place)

    def _proposers(self, matter: Alternatives) -> Iterator[str]:
        session = self.desk.session
        for proposal in matter.proposals:
            yield said.proposer(session.agreement, matter, proposal, session.wording)

    def _add_matters(self, title: str, matters: Sequence[Contested]) -> None:
        if matters:
            self._title(title, len(matters))
        for one in matters:
            matter = one.alternatives
            card = Card(matter.id, one.place.words)
            card.name(one.place.words)
            card.say(f"{len(matter.proposals)} st: {'; '.join(self._proposers(matter))}.")
            card.say(said.lifted_line(self.desk.session.agreement, matter))
            card.offer("compare", "Jämför …", lambda one=one: self.compare(one))
            if matter.lifted is None:
                card.offer("lift", "Lyft frågan …", lambda matter=matter: self.talk.lift(matter))
            else:
                card.offer(
                    "take-back", "Ta tillbaka frågan", lambda matter=matter: self.talk.take_back(matter)
                )
            self._add(card, one.place)

    def compare(self, one: Contested) -> None:
        """Show wordings side by side, and let one of them be chosen."""
        chosen = compare.compared(self, self.desk, one.alternatives, choosing=not one.place.gone)
        if chosen is not None:
            self.talk.choose(one.alternatives, chosen)

    def _add_sections(self, sections: Sequence[SectionStanding]) -> None:
        if not sections:
            return
        self._title("Avsnitt som inte är avstämda", len(sections))
        self.groups.addWidget(wrapped(f"{NOT_BINDING}."))
        untouched = [one for one in sections if not one.treated]
        for one in sections:
            if one in untouched:
                continue
            card = Card(f"section:{one.section.slug}", one.section.title)
            card.name(one.section.title)
            for line in said.standing_lines(one.parties):
                card.say(line)
            agreement = self.desk.session.agreement
            address = position.address_of(self.desk.handbook, agreement, one.section.slug)
            self._add(card, Place(address, one.step.title, one.section.title, gone=not address))
        if untouched:
            names = ", ".join(f"”{one.section.title}”" for one in untouched)
            self.groups.addWidget(wrapped(f"Inte behandlade av någon part: {names}."))

    def _add_notes(self, found: OpenList) -> None:
        if found.notes:
            self._title("Anteckningar", len(found.notes))
            self.groups.addWidget(wrapped("De kommer inte med på utskriften."))
        for one in found.notes:
            self._add(cards.note_card(one.note, self.talk, one.place.words), one.place)

    # On paper

    @property
    def paper(self) -> OpenPaper:
        """The list as it is printed today."""
        return OpenPaper(self.desk)

    def print_out(self) -> None:
        """Show the list as it will be printed, and print it from there."""
        self.paper.preview(self)

    def save_pdf(self) -> None:
        """Save the list as a PDF document where the user wants it."""
        suggested = self.desk.folder / f"Öppna frågor {self.desk.today().isoformat()}{_PDF_SUFFIX}"
        path = file.to_save(self, "Spara som PDF", suggested, _PDF, _PDF_SUFFIX)
        if path is None:
            return
        try:
            self.paper.save(path)
        except Problem as problem:
            message.problem(self, str(problem))
            return
        message.notice(self, f"Listan är sparad som ”{path.name}”.", f"Den ligger i mappen {path.parent}.")


def summary(found: OpenList) -> str:
    """Return how much is open, in a sentence or two."""
    if not found.count:
        return _NOTHING
    parts = [
        said.counted(len(found.questions), "öppen fråga", "öppna frågor"),
        said.counted(len(found.contested), "svar med flera formuleringar", "svar med flera formuleringar"),
        said.counted(len(found.lifted), "lyft fråga", "lyfta frågor"),
    ]
    some = ", ".join(part for part in parts if not part.startswith("0 "))
    late = sum(one.overdue for one in found.questions)
    if not late:
        return f"{some}."
    return f"{some}. {'En fråga är försenad' if late == 1 else f'{late} frågor är försenade'}."
