"""A point of the agenda of a revision on a card: what is told of it, what to do, and whether it is done."""

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from lokdesk.gui import links
from lokdesk.gui.fields.tick import TickBox
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, Linked, heading, literal, muted, wrapped
from lokdesk.gui.panes.card import Card
from lokdesk.gui.shapes import StateMark
from lokdesk.gui.wizard.desk import Desk
from lokdesk.handbook.progress import State
from lokdesk.revision.point import Person, Point
from lokdesk.session import agenda, evaluating

_GO, _GONE, _TREATED = "Gå dit", "Har slutat …", "Genomgången"
_MOVE = "Byt till nyare mall och handbok …"


class PointCard(Card):
    """A point. What has changed since is shown by :meth:`show_point`, as long as it is the same point."""

    def __init__(self, desk: Desk, point: Point, wanted: Callable[[str], object]) -> None:
        super().__init__(f"agenda:{point.key}", point.title)
        self.desk = desk
        self.point = point
        self._wanted = wanted
        self.left: dict[str, QPushButton] = {}
        """What says that somebody has left, by the address of the name."""
        self.mark = StateMark()
        self.title = heading(point.title, 1)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        nest(self.column, head)
        self.column.setSpacing(GAP)
        self.told = wrapped("")
        self.column.addWidget(self.told)
        self._make(point)
        self.todo = muted(wrapped(""))
        self.column.addWidget(self.todo)
        self.tick: TickBox | None = None
        self._make_tools(point)
        self.show_point(point)

    def _make(self, point: Point) -> None:
        """Put what else there is on the card, above what to do."""
        for person in point.people:
            nest(self.column, self._person(person))
        if point.links:
            anchors = (f'<a href="{escape(one)}">{escape(one)}</a>' for one in point.links)
            label = Linked(f"Här kan nya siffror finnas: {', '.join(anchors)}")
            label.setObjectName(f"{self.key}:links")
            label.linkActivated.connect(partial(links.open, self))
            self.column.addWidget(label)

    def _person(self, person: Person) -> Flow:
        row = Flow()
        label = QLabel(literal(agenda.said(person)))
        label.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(label)
        button = QPushButton(_GONE)
        button.setObjectName(f"{self.key}:left:{person.address}")
        button.setAccessibleName(f"Har slutat: {agenda.said(person)}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: self.desk.wishes.successor.emit(person.name))
        self.left[person.address] = button
        row.addWidget(button)
        return row

    def _make_tools(self, point: Point) -> None:
        if point.ticked:
            self.tick = TickBox()
            self.tick.show_text(_TREATED)
            self.tick.setObjectName(f"{self.key}:treated")
            self.tick.setAccessibleName(f"{_TREATED}: {point.title}")
            self.tick.toggled.connect(self._treat)
            self.column.addWidget(self.tick)
        if point.address:
            self.offer("go", _GO, lambda: self._wanted(self.point.address))
        if point.kind == "handbook":
            self.offer("move", _MOVE, lambda: self.desk.wishes.command.emit("move"))

    def _treat(self, on: bool) -> None:
        evaluating.treat(self.desk.session, self.point.key, on)

    def show_point(self, point: Point) -> None:
        """Show what is told of the *point* now, and whether it is done."""
        self.point = point
        self.mark.show_state(State.COMPLETE if point.done else State.UNTOUCHED)
        self.told.setText("\n".join(point.told))
        self.told.setVisible(bool(point.told))
        self.todo.setText(point.todo)
        self.title.setAccessibleName(f"{point.title}, {agenda.DONE if point.done else agenda.LEFT}")
        if self.tick is not None:
            with QSignalBlocker(self.tick):
                self.tick.setChecked(point.key in self.desk.session.draft.evaluation.treated)
        if "move" in self.buttons:
            self.buttons["move"].setVisible(not point.done)
