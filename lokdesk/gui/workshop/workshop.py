"""A workshop: the questions of the day, one at a time, to be read from the other end of the room."""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement import address as at
from lokdesk.agreement.address import UnknownAddress
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, OneLine, heading, literal, muted, wrapped
from lokdesk.gui.panes.former import FormerPane
from lokdesk.gui.panes.help import HelpPane
from lokdesk.gui.tool_row import ToolRow
from lokdesk.gui.wizard import here
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.form import Form
from lokdesk.gui.wizard.page import Page
from lokdesk.handbook import agenda, asking
from lokdesk.handbook.agenda import Point
from lokdesk.session import event as events
from lokdesk.session import place
from lokdesk.session.event import Event

_NEXT = "Nästa"
_DONE = "Klart för i dag"
_BESIDE = "Inte en av dagens frågor"
_RETURN = "Tillbaka till dagens frågor"


class PointPage(Page):
    """One thing to take up."""

    def __init__(self, desk: Desk, point: Point) -> None:
        super().__init__(desk)
        self.point = point
        if point.prefix:
            name = desk.names([point.prefix])[point.prefix]
            self.column.addWidget(heading(literal(name), 1.25))
        self.column.addWidget(Form(desk, [point.entry], point.prefix, self.places))
        self.column.addStretch(1)


class EndPage(Page):
    """What has come of the workshop, when all has been taken up."""

    def __init__(self, desk: Desk, points: tuple[Point, ...]) -> None:
        super().__init__(desk)
        answered = sum(asking.answered(desk.session.value(point.address)) for point in points)
        self.column.addWidget(heading(_DONE, 1.6))
        self.words = wrapped(f"{answered} av {len(points)} frågor är besvarade.")
        self.column.addWidget(self.words)
        self.open_button = QPushButton("Visa det som är öppet")
        self.column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)


class Workshop(QWidget):
    """The questions on the agenda, one at a time with a big button to the next, and the help folded."""

    moved = Signal()
    """Something else is taken up now."""
    ended = Signal()
    """The user ends the workshop."""
    open_wanted = Signal()
    """The user wants to see what is open, which ends the workshop too."""
    ask_wanted = Signal()
    """The user wants to come back to what is taken up now."""
    focused = Signal(QWidget)
    """What has the focus on the page now."""

    def __init__(self, desk: Desk, place: str = "", filled_in: Collection[str] = ()) -> None:
        """Begin at the address *place*, or where the agenda begins.

        *filled_in* are items that have been asked about already (:attr:`filled_in`).
        """
        super().__init__()
        self.desk = replace(desk, projected=True)
        self._session = desk.session
        self._points: tuple[Point, ...] = ()
        self._index = 0
        self.filled_in = set(filled_in)
        """The items that have been added to the list that was taken up: they are asked about together with
        it, and not once more when it is their questions' turn."""
        self._asked_about: set[str] = set()
        """The items that have had a point of their own."""
        self._beside: Point | None = None
        """What is looked at though it is not on the agenda, if anything is."""
        self.page: Page | None = None
        self._make_parts()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        self._read_agenda()
        addresses = [point.address for point in self._points]
        self._show(addresses.index(place) if place in addresses else 0)

    def _make_parts(self) -> None:
        self.section = OneLine()
        muted(self.section)
        self.count = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Hur långt ni har kommit")
        self.bar.setMaximumHeight(GAP)
        self.help_button = QPushButton("Visa hjälp")
        self.help_button.setCheckable(True)
        self.help_button.toggled.connect(self._fold)
        self.former_button = QPushButton("Visa förra svaret")
        self.former_button.setCheckable(True)
        self.former_button.setVisible(bool(self._session.draft.predecessors))
        self.former_button.toggled.connect(self._fold_former)
        self.end_button = QPushButton("Avsluta workshopen")
        self.end_button.clicked.connect(self.ended)
        top = QHBoxLayout()
        top.setContentsMargins(ROOM, GAP, ROOM, GAP)
        top.setSpacing(ROOM)
        top.addWidget(self.section, 1)
        top.addWidget(self.count)
        top.addWidget(self.former_button)
        top.addWidget(self.help_button)
        top.addWidget(self.end_button)
        self.tools = ToolRow("Verktyg för text")
        self.help = HelpPane(self.desk)
        self.help.hide()
        self.former = FormerPane(self.desk)
        self.former.wanted.connect(self.go_to)
        self.former.hide()
        self.parts = QSplitter()
        self.parts.setChildrenCollapsible(False)
        self._place = QWidget()
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.parts.addWidget(self._place)
        self.parts.addWidget(self.help)
        self.parts.addWidget(self.former)
        self.parts.setStretchFactor(0, 2)
        self.parts.setStretchFactor(1, 1)
        self.parts.setStretchFactor(2, 1)
        self.back = _big("Föregående")
        self.back.clicked.connect(lambda: self.turn(-1))
        self.next = _big(_NEXT)
        self.next.clicked.connect(lambda: self.turn(1))
        below = QHBoxLayout()
        below.setContentsMargins(ROOM, GAP, ROOM, ROOM)
        self.ask_button = QPushButton("Ställ som öppen fråga …")
        self.ask_button.clicked.connect(self.ask_wanted)
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.ask_button)
        below.addSpacing(ROOM)
        below.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        nest(column, top)
        column.addWidget(self.bar)
        column.addWidget(self.tools)
        column.addWidget(self.parts, 1)
        nest(column, below)

    # Where the workshop is

    @property
    def address(self) -> str:
        """The address of what is taken up now, or an empty string when all has been."""
        return self._points[self._index].address if self._index < len(self._points) else ""

    def _read_agenda(self) -> None:
        picked = self._session.draft.discussion.agenda
        points = agenda.points(self.desk.handbook, self._session.agreement, picked)
        shown = self.page.point.address if isinstance(self.page, PointPage) and not self._beside else ""
        for item in {point.prefix for point in points if point.prefix} - self._asked_about:
            if at.parent(item) == shown:
                self.filled_in.add(item)
        self._points = tuple(point for point in points if point.prefix not in self.filled_in)
        self._asked_about |= {point.prefix for point in self._points}

    def _show(self, index: int) -> None:
        """Take up the point with number *index*, or show the end where there are no more."""
        self._index, self._beside = index, None
        self._show_page(self._points[index] if index < len(self._points) else None)

    def _show_page(self, point: Point | None) -> None:
        """Show the page of *point*, or the end."""
        old = self.page
        if point is not None:
            self.page = PointPage(self.desk, point)
            step = self.desk.handbook.place(point.section.questions[0].address).step
            self.section.show_text(f"{step.title} › {point.section.title}")
            self.help.show_place(step, point.address)
            self.former.show_place(step, point.address)
        else:
            self.page = end = EndPage(self.desk, self._points)
            end.open_button.clicked.connect(self.open_wanted)
            self.section.show_text("")
        # What the button is pressed about.
        self.ask_button.setProperty("address", point.address if point is not None else "")
        self.ask_button.setVisible(point is not None)
        self._column.addWidget(self.page)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._count()
        self.focused.emit(None)
        if self.isVisible():
            self.page.begin()
        self.moved.emit()

    def _count(self) -> None:
        there = self._index < len(self._points)
        self.count.setText(f"Fråga {self._index + 1} av {len(self._points)}" if there else _DONE)
        self.bar.setRange(0, max(len(self._points), 1))
        self.bar.setValue(min(self._index + there, len(self._points)))
        self.back.setEnabled(self._index > 0)
        self.back.setVisible(self._beside is None)
        self.next.setText(_NEXT if there else "Avsluta")
        if self._beside is not None:
            self.count.setText(_BESIDE)
            self.next.setText(_RETURN)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.count, self.count.text()))

    def turn(self, by: int) -> None:
        """Take up the next point, or the one before where *by* is negative; after the last comes the end.

        From beside the agenda one comes back to it.
        """
        self._session.settle()
        if self._beside is not None:
            self._show(self._index)
            return
        index = self._index + by
        if index > len(self._points):
            self.ended.emit()
        elif index >= 0:
            self._show(index)

    def show_end(self) -> None:
        """Show what has come of it, as when all has been taken up."""
        self._show(len(self._points))

    def begin(self) -> None:
        """Give the focus to what is taken up."""
        if self.page is not None:
            self.page.begin()

    def go_to(self, address: str) -> None:
        """Take up the point that *address* belongs to, or show it beside the agenda."""
        index = self._on_agenda(address)
        if index is None:
            self._go_beside(address)
        elif index != self._index or self._beside is not None:
            self._show(index)
        if self.page is not None:
            self.page.reveal(address)

    def _on_agenda(self, address: str) -> int | None:
        """Return the number of the point that *address* belongs to, if it is on the agenda."""
        for number, point in enumerate(self._points):
            if address == point.address or address.startswith(at.join(point.address, "")):
                return number
        return None

    def _go_beside(self, address: str) -> None:
        """Show the question that *address* belongs to, which is not on the agenda, until one goes back."""
        point = agenda.point_at(self.desk.handbook, self._session.agreement, address)
        if point is not None and (self._beside is None or self._beside.address != point.address):
            self._beside = point
            self._show_page(point)

    def show_edit(self, address: str) -> None:
        """Show *address*, the place that an edit just undone or done again has changed, or where it was."""
        address = place.nearest(self._session.agreement, address)
        if address:
            self.go_to(address)

    # The draft

    def told(self, event: Event) -> None:
        """Take what the session tells."""
        if self.page is None:
            return
        match event:
            case events.AnswerChanged(address):
                self.page.answer_changed(address)
            case events.ItemAdded(address) | events.ItemRemoved(address) | events.ItemMoved(address):
                self._rearrange()
                self.page.items_changed(address)
            case events.PartsChanged() if not self._session.draft.discussion.agenda:
                # Undone as far as that questions were picked at all.
                self.ended.emit()
            case events.PartsChanged():
                self._rearrange()
                self.page.refresh()
            case _:
                pass
        if self.former.isVisible():
            self.former.told(event)

    def take_stock(self) -> None:
        """Show what the latest answers have changed: stock has been taken of the draft."""
        if self.former.isVisible():
            self.former.show_said()

    def _rearrange(self) -> None:
        """Follow items that have come or gone; what is taken up stays as long as it is there."""
        address = self.address
        self._read_agenda()
        addresses = [point.address for point in self._points]
        index = addresses.index(address) if address in addresses else len(self._points)
        if address and address not in addresses:
            index = min(self._index, index)
        beside = self._beside is not None and place.exists(self._session.agreement, self._beside.address)
        if beside or (self._beside is None and address in addresses):
            self._index = index
            self._count()
        else:
            self._show(index)

    # The window

    def _fold(self, shown: bool) -> None:
        self.help_button.setText("Dölj hjälp" if shown else "Visa hjälp")
        self.help.setVisible(shown)
        if shown:
            self.former_button.setChecked(False)

    def _fold_former(self, shown: bool) -> None:
        self.former_button.setText("Dölj förra svaret" if shown else "Visa förra svaret")
        self.former.setVisible(shown)
        if shown:
            self.help_button.setChecked(False)
            self.former.look()

    def show_pane(self, slug: str) -> None:
        """Fold the help out, or away."""
        if slug == "help":
            self.help_button.toggle()

    def show_former(self) -> None:
        """Fold out what stood in the agreement before, or away."""
        self.former_button.toggle()

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or self.page is None or not self.page.isAncestorOf(new):
            return
        self._session.settle()
        self.page.show_remarks()
        self.focused.emit(new)
        address = here.address(new)
        if address:
            try:
                step = self.desk.handbook.place(address).step
            except (KeyError, UnknownAddress):
                return
            self.help.show_place(step, address)
            self.former.show_place(step, address)

    def show_what_is_asked(self) -> None:
        """Show the questions that come because of the answer one is about to leave: one may be the next."""
        if self.page is not None:
            self.page.show_what_is_asked()


def _big(text: str) -> QPushButton:
    button = QPushButton(text)
    font = button.font()
    font.setPointSizeF(font.pointSizeF() * 1.3)
    font.setBold(True)
    button.setFont(font)
    button.setMinimumHeight(3 * button.fontMetrics().height())
    button.setMinimumWidth(16 * button.fontMetrics().averageCharWidth())
    return button
