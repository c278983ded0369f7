"""A step as a page: its sections with their questions, kept in agreement with the draft."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement.finding import Finding
from lokdesk.gui.look import GAP, READABLE_WIDTH, ROOM, heading, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.form import Form, Register
from lokdesk.gui.wizard.grid import StatisticsGrid
from lokdesk.handbook import asking, page
from lokdesk.handbook.book import Step


class StepPage(QScrollArea):
    """The questions of one step. Pages are made from the handbook and know no step by name."""

    def __init__(self, desk: Desk, step: Step, extra: QWidget | None = None) -> None:
        super().__init__()
        self._desk = desk
        self.step = step
        self.register = Register()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setMaximumWidth(READABLE_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(ROOM)
        column.addWidget(heading(step.title, 1.6))
        column.addWidget(wrapped(step.lead))
        for section in step.sections:
            head = QVBoxLayout()
            head.setSpacing(GAP // 2)
            head.addWidget(heading(section.title, 1.25))
            head.addWidget(wrapped(section.lead))
            column.addLayout(head)
            column.addWidget(Form(desk, page.entries(section), "", self.register))
        if extra is not None:
            column.addWidget(extra)
        column.addStretch(1)
        around = QWidget()
        sides = QHBoxLayout(around)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addStretch(1)
        sides.addWidget(content, 100)
        sides.addStretch(1)
        self._content = around
        self.setWidget(around)

    def answer_changed(self, address: str) -> None:
        """Show the answer at *address* as it is now, and ask what it makes worth asking."""
        grid = self._grid(address)
        if grid is not None:
            grid.refresh()
        if address in self.register.rows:
            self.register.rows[address].refresh()
        for items in self.register.lists.values():
            if items.cards:
                items.refresh_names()
        for row in self.register.rows.values():
            if row.question.when is not None:
                row.setVisible(asking.applies(row.question, self._desk.session.agreement, row.address))

    def items_changed(self, address: str) -> None:
        """Show the list that the item at *address* is, or was, in as it is now."""
        grid = self._grid(address)
        if grid is not None:
            grid.refresh()
        items = self.register.lists.get(at.parent(address))
        if items is not None:
            items.refresh()
            if address not in items.cards:
                self.register.forget(address)
        for other in self.register.lists.values():
            other.refresh_names()

    def _grid(self, address: str) -> StatisticsGrid | None:
        for table, grid in self.register.grids.items():
            if address.startswith(table + "/"):
                return grid
        return None

    def show_findings(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """Show what the rules say, by address, at the questions that are open."""
        for address, row in self.register.rows.items():
            row.show_findings(findings.get(address, ()))

    def reveal(self, address: str) -> bool:
        """Open the cards that *address* lies in, scroll to it and give it the focus.

        Returns whether there was anything to show.
        """
        shown: QWidget | None = None
        for find in self.register.cards(address):
            card = find()
            if card is not None:
                card.open()
                shown = card
        grid = self._grid(address)
        if grid is not None:
            grid.show_place(address)
            shown = grid
        row = self.register.rows.get(address)
        if row is not None:
            row.field.setFocus(Qt.FocusReason.OtherFocusReason)
            shown = row
        items = self.register.lists.get(address)
        if items is not None:
            if items.add_button is not None:
                items.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
            shown = items
        elif row is None and grid is None and shown is not None:
            shown.setFocus()
        if shown is not None:
            # The layout of a card that has just been opened is made first.
            self._content.adjustSize()
            self.ensureWidgetVisible(shown, 0, ROOM)
        return shown is not None
