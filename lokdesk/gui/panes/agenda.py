"""The agenda of a revision: all there is to go through, section by section, and done right there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lokdesk.gui import layout
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, heading, muted, wrapped
from lokdesk.gui.panes.goal import GoalCard, NewGoalCard
from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.panes.point import PointCard
from lokdesk.gui.reading import Reading
from lokdesk.gui.stock import Stock
from lokdesk.gui.tile import Tile
from lokdesk.gui.tool import tool
from lokdesk.gui.wizard import tab_order
from lokdesk.gui.wizard.desk import Desk
from lokdesk.revision import evaluation
from lokdesk.revision.agenda import Agenda, Section
from lokdesk.revision.point import Point
from lokdesk.session import agenda
from lokdesk.session.event import AnswerChanged, Event

_TITLE = "Dagordning för revideringen"
_LEAD = (
    "Gå igenom punkterna uppifrån och ned, gärna tillsammans. Ni behöver inte göra allt på en gång: det ni "
    "har gjort står kvar."
)


class SectionBox(QWidget):
    """A section: its title with how far it has come, and below, once it is unfolded, its points."""

    def __init__(self, section: Section, make: Callable[[Point], PointCard], *, unfolded: bool) -> None:
        super().__init__()
        self.section = section
        self._make = make
        self.cards: dict[str, PointCard] = {}
        self.head = Tile(section.title)
        self.head.setObjectName(f"agenda:{section.slug}")
        self._progress = self.head.say("")
        self.head.clicked.connect(lambda: self.unfold(not self.unfolded))
        self.unfolded = False
        self._points = QVBoxLayout()
        self._points.setSpacing(GAP * 2)
        self._points.setContentsMargins(GAP * 2, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP * 2)
        column.addWidget(self.head)
        nest(column, self._points)
        self.unfold(unfolded)

    def unfold(self, wanted: bool) -> None:
        """Show the points, or only how far the section has come."""
        if wanted and not self.unfolded:
            self._points.addWidget(muted(wrapped(self.section.lead)))
            for point in self.section.points:
                self.cards[point.key] = card = self._make(point)
                self._points.addWidget(card)
        elif not wanted:
            self.cards.clear()
            for widget in layout.emptied(self._points):
                widget.hide()
                widget.deleteLater()
        self.unfolded = wanted
        self.show_section(self.section)

    def show_section(self, section: Section) -> None:
        """Show how far the section has come, and its points as they are now."""
        self.section = section
        done = f"{section.done} av {len(section.points)} klara"
        self._progress.setText(f"{done} · {'Dölj' if self.unfolded else 'Visa'}")
        self.head.setAccessibleDescription(f"{done}, {'visas' if self.unfolded else 'dold'}")
        for point in section.points:
            if point.key in self.cards:
                self.cards[point.key].show_point(point)


class AgendaView(Pane):
    """The agenda. What leads to a place leads there; goals are evaluated in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.agenda = Agenda()
        self.boxes: dict[str, SectionBox] = {}
        self._unfolded: set[str] | None = None
        self._shape: object = None
        self.area = Reading()
        column = self.area.column
        column.setSpacing(GAP * 2)
        column.addWidget(heading(_TITLE, 1.6))
        self.progress = wrapped("")
        column.addWidget(self.progress)
        self.lead = muted(wrapped(_LEAD))
        column.addWidget(self.lead)
        tools = Flow()
        wishes = desk.wishes
        self.enclose = tool(
            "agenda:enclose",
            "Lägg utvärderingen bland bilagorna",
            lambda: wishes.command.emit("enclose-evaluation"),
        )
        self.document = tool(
            "agenda:document", "Skapa dagordningen som dokument …", lambda: wishes.document.emit("dagordning")
        )
        self.revise = tool("agenda:revise", "Revidera …", lambda: wishes.command.emit("revise"))
        for button in (self.enclose, self.document, self.revise):
            tools.addWidget(button)
        nest(column, tools)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(ROOM // 2)
        nest(column, self._sections)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    # What is shown

    def told(self, event: Event) -> None:
        """Show what has been done since; what only an answer changes comes when the hands rest."""
        if not isinstance(event, AnswerChanged):
            self.show_agenda()

    def take_stock(self, stock: Stock) -> None:
        """Show what the answers have changed."""
        self.show_agenda()

    def refresh(self) -> None:
        """Show everything as it is now."""
        self.show_agenda()

    def show_agenda(self) -> None:
        """Show the agenda as it is now; cards that are there stay, with what the user is typing."""
        session = self.desk.session
        self.agenda = found = session.agenda(self.desk.today())
        there = bool(found.sections)
        self.progress.setText(agenda.progress(found) if there else agenda.NOTHING)
        for widget in (self.lead, self.enclose, self.document):
            widget.setVisible(there)
        self.revise.setVisible(not there)
        shape = (session.draft.predecessors, _shape(found))
        if shape != self._shape:
            self._shape = shape
            self._make(found)
        else:
            goals = {one.goal.id: one for one in evaluation.evaluated(session.draft)}
            for section in found.sections:
                box = self.boxes[section.slug]
                for card in box.cards.values():
                    if isinstance(card, GoalCard):
                        card.one = goals[card.point.goal]
                box.show_section(section)

    def _make(self, found: Agenda) -> None:
        """Make everything anew, what was unfolded still so, and the focus where it was."""
        # While a dialog is open, what had the focus beneath it.
        focus = self.window().focusWidget()
        within = focus is not None and any(box.isAncestorOf(focus) for box in self.boxes.values())
        held = focus.objectName() if focus is not None and within else ""
        height = self.area.verticalScrollBar().value()
        for widget in layout.emptied(self._sections):
            widget.hide()
            widget.deleteLater()
        if self.boxes:
            self._unfolded = {slug for slug, box in self.boxes.items() if box.unfolded}
        if self._unfolded is None:
            # The first that is not done; the others say how far they have come.
            left = [one.slug for one in found.sections if one.done < len(one.points)]
            self._unfolded = set(left[:1])
        self.boxes = {
            one.slug: SectionBox(one, self._card, unfolded=one.slug in self._unfolded)
            for one in found.sections
        }
        for box in self.boxes.values():
            self._sections.addWidget(box)
            box.show()
        self.area.verticalScrollBar().setValue(height)
        if held:
            self._give_back(held)

    def _give_back(self, held: str) -> None:
        """Give the focus to what is called as what had it, or else to the first that is there."""
        found = (one for box in self.boxes.values() for one in box.findChildren(QWidget, held))
        same = next(found, None)
        if same is not None and not same.isHidden():
            same.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.boxes:
            next(iter(self.boxes.values())).head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, point: Point) -> PointCard:
        if point.kind == "goal":
            goals = {one.goal.id: one for one in evaluation.evaluated(self.desk.session.draft)}
            return GoalCard(self.desk, point, goals[point.goal], self.wanted.emit)
        if point.kind == "new_goal":
            return NewGoalCard(self.desk, point, self.wanted.emit)
        return PointCard(self.desk, point, self.wanted.emit)

    def begin(self) -> None:
        """Give the focus to the first section that is not done."""
        for section in self.agenda.sections:
            if section.done < len(section.points):
                tab_order.give_focus(self.boxes[section.slug].head)
                return


def _shape(found: Agenda) -> object:
    """Return what the cards are made from: when it is the same, they only show what has changed."""
    return tuple(
        (
            section.slug,
            tuple((one.key, one.address, one.title, one.people, one.links) for one in section.points),
        )
        for section in found.sections
    )
