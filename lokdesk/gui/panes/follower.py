"""A pane that follows the question that has the focus, on cards in a column that scrolls up and down."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from lokdesk.gui.look import GAP
from lokdesk.gui.panes.said import SaidPane
from lokdesk.gui.wizard import tab_order
from lokdesk.gui.wizard.desk import Desk
from lokdesk.handbook.book import Step


class Follower(SaidPane):
    """What is said of the question at *address*, or of all of a step where it is empty.

    What stands in it is put into *column*.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.address = ""
        self._step: Step | None = None
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(GAP * 2, GAP * 2, GAP * 2, GAP * 2)
        self.column.setSpacing(GAP * 2)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def show_place(self, step: Step, address: str) -> None:
        """Show what is said at *address*, or of all of *step* where it is empty."""
        if (self._step, self.address) != (step, address):
            self._stand(step, address)
            self.area.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Give the focus to the first thing that can be done."""
        first = next(tab_order.stops(self), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stand(self, step: Step | None, address: str) -> None:
        self._step, self.address = step, address
        # A command that is given while the focus is here is about the same question.
        self.setProperty("address", address)
        self.show_said()
