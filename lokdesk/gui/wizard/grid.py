"""A table of figures: columns, rows and cells, edited in place."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement import normal
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.mapping import StatisticsTable
from lokdesk.gui.fields.field import LineInput
from lokdesk.gui.look import GAP, characters, heading, muted, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.places import Places
from lokdesk.gui.wizard.remark import Remark

_PATTERN = "mapping/statistics/*"
_LABEL_WIDTH = 24
_CELL_WIDTH = 11
_COLUMNS, _ROWS = "columns", "rows"
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Up: -1}
"""How many rows down each key goes."""
_BUTTONS = (
    ("remove-row", "Ta bort raden", _ROWS, 0),
    ("up", "Rad upp", _ROWS, -1),
    ("down", "Rad ned", _ROWS, 1),
    ("remove-column", "Ta bort kolumnen", _COLUMNS, 0),
    ("left", "Kolumn åt vänster", _COLUMNS, -1),
    ("right", "Kolumn åt höger", _COLUMNS, 1),
)
"""What can be done with the row and the column of the cell that has, or had, the focus."""


class _Cell(LineInput):
    """A line in the table."""

    entered = Signal()
    stepped = Signal(int)
    """The user wants to go so many rows down."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell of it."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down with the keys for it, and down with Enter."""
        super().keyPressEvent(event)
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            event.accept()
            self.stepped.emit(step)


class StatisticsGrid(QWidget):
    """The figures of one statistics table.

    The first row holds the names of the columns and the first column the labels of the rows, so that
    everything is typed the same way. Each cell is known by the address of its answer.
    """

    def __init__(self, desk: Desk, address: str, places: Places) -> None:
        super().__init__()
        self._desk = desk
        self._places = places
        self.address = address
        self.setProperty("address", at.join(address, _COLUMNS))
        self.inputs: dict[str, _Cell] = {}
        self._order: list[list[str | None]] = []
        self._current = ""
        self._findings: Sequence[Finding] = ()
        question = desk.handbook.question(at.join(_PATTERN, _COLUMNS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(heading("Siffror", 1))
        column.addWidget(
            muted(
                wrapped(
                    "Överst står kolumnernas rubriker, längst till vänster radernas. Tomma rutor går bra."
                )
            )
        )
        table = QWidget()
        self._grid = QGridLayout(table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(table)
        column.addWidget(self._area)
        self.remark = Remark()
        column.addWidget(self.remark)
        self.buttons: dict[str, QPushButton] = {}
        buttons = QGridLayout()
        buttons.setSpacing(GAP // 2)
        for number, (key, text, part) in enumerate(
            (("add-row", "Lägg till en rad", _ROWS), ("add-column", "Lägg till en kolumn", _COLUMNS))
        ):
            button = self._button(key, text)
            button.setAccessibleDescription(question.prompt)
            button.clicked.connect(lambda _=False, part=part: self._add(part))
            buttons.addWidget(button, number, 0)
        for number, (key, text, part, by) in enumerate(_BUTTONS):
            button = self._button(key, text)
            button.clicked.connect(lambda _=False, part=part, by=by: self._change(part, by))
            buttons.addWidget(button, number // 3, 1 + number % 3)
        buttons.setColumnStretch(4, 1)
        column.addLayout(buttons)
        self.refresh()

    def _button(self, key: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"{self.address}:{key}")
        self.buttons[key] = button
        return button

    def _table(self) -> StatisticsTable:
        return self._desk.session.value(self.address)

    # What the user does

    def _add(self, part: str) -> None:
        new = self._desk.session.add(at.join(self.address, part))
        name = "name" if part == _COLUMNS else "label"
        self._places.bring_into_view(self.inputs[at.join(new, name)])

    def _change(self, part: str, by: int) -> None:
        """Move the current row or column *by* one place, or remove it where *by* is 0."""
        row, column = self.place(self._current)
        place = (row if part == _ROWS else column) - 1
        item = at.join(self.address, part, getattr(self._table(), part)[place].id)
        if by:
            self._desk.session.move(item, place + by)
            self._places.bring_into_view(self.inputs[self._current])
        else:
            self._desk.session.remove(item)
            nearest = self._nearest(row, column)
            button = self.buttons["add-row" if part == _ROWS else "add-column"]
            self._places.bring_into_view(self.inputs[nearest] if nearest else button)

    def _nearest(self, row: int, column: int) -> str | None:
        row = min(row, len(self._order) - 1)
        return self._order[row][min(column, len(self._order[row]) - 1)]

    def place(self, address: str) -> tuple[int, int]:
        """Return the row and column of *address*; the upper left corner, where nothing is, when not found."""
        for row, addresses in enumerate(self._order):
            if address and address in addresses:
                return row, addresses.index(address)
        return 0, 0

    def _step(self, by: int) -> None:
        """Go *by* rows down, in the same column."""
        row, column = self.place(self._current)
        if (row or column) and 0 <= row + by < len(self._order):
            target = self._order[row + by][column]
            if target is not None:
                self.inputs[target].setFocus(Qt.FocusReason.OtherFocusReason)
                self.inputs[target].selectAll()

    def _enter(self, address: str) -> None:
        """Let the buttons work on the row and column of *address*."""
        self._current = address
        self._enable()

    def _enable(self) -> None:
        row, column = self.place(self._current)
        rows, columns = len(self._order) - 1, len(self._order[0]) - 1
        enabled = {
            "remove-row": row > 0,
            "up": row > 1,
            "down": 0 < row < rows,
            "remove-column": column > 0,
            "left": column > 1,
            "right": 0 < column < columns,
        }
        for key, on in enabled.items():
            self.buttons[key].setEnabled(on)

    # What is shown

    def input(self, address: str) -> QWidget:
        """Return what shows *address*, or else what a column is added with."""
        return self.inputs.get(address, self.buttons["add-column"])

    def _addresses(self, table: StatisticsTable) -> list[list[str | None]]:
        columns = [at.join(self.address, _COLUMNS, one.id, "name") for one in table.columns]
        order: list[list[str | None]] = [[None, *columns]]
        for row in table.rows:
            here = at.join(self.address, _ROWS, row.id)
            cells = (at.join(here, "cells", one.id, "value") for one in table.columns)
            order.append([at.join(here, "label"), *cells])
        return order

    def refresh(self) -> None:
        """Show the figures as they stand in the draft."""
        table = self._table()
        order = self._addresses(table)
        if order != self._order:
            self._arrange(order)
        names = [one.name or f"kolumn {n}" for n, one in enumerate(table.columns, 1)]
        labels = [one.label or f"rad {n}" for n, one in enumerate(table.rows, 1)]
        for row, addresses in enumerate(order):
            for column, address in enumerate(addresses):
                if address is not None:
                    value = self._desk.session.value(address) or ""
                    input_ = self.inputs[address]
                    if normal.line(input_.text()) != value:
                        input_.show_text(value)
                    input_.setAccessibleName(_name(names, labels, row, column))
        self._enable()

    def _arrange(self, order: list[list[str | None]]) -> None:
        wanted = {address for addresses in order for address in addresses if address is not None}
        for address in [one for one in self.inputs if one not in wanted]:
            gone = self.inputs.pop(address)
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._order = order
        for row, addresses in enumerate(order):
            for column, address in enumerate(addresses):
                if address is None:
                    continue
                if address not in self.inputs:
                    self.inputs[address] = self._make(address, row, column)
                self._grid.addWidget(self.inputs[address], row, column)
                self.inputs[address].show()
        height = self._grid.sizeHint().height()
        self._area.setFixedHeight(height + self._area.horizontalScrollBar().sizeHint().height())
        self._area.setVisible(bool(self.inputs))

    def _make(self, address: str, row: int, column: int) -> _Cell:
        made = _Cell()
        made.setObjectName(address)
        made.setProperty("address", address)
        made.setMinimumWidth(characters(made, _CELL_WIDTH if column else _LABEL_WIDTH))
        if row and column:
            made.setAlignment(Qt.AlignmentFlag.AlignRight)
        else:
            font = made.font()
            font.setBold(True)
            made.setFont(font)
            made.setPlaceholderText("Kolumnens rubrik" if column else "Radens rubrik")
        made.textEdited.connect(lambda text: self._desk.session.set(address, text))
        made.entered.connect(lambda: self._enter(address))
        made.stepped.connect(self._step)
        return made

    def show_findings(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """Take what the rules say of the figures."""
        prefix = tuple(at.join(self.address, part) for part in (_COLUMNS, _ROWS))
        self._findings = [one for a, found in findings.items() if a.startswith(prefix) for one in found]

    def show_remarks(self) -> None:
        """Show what the rules say of the figures."""
        self.remark.show_findings(self._findings)


def _name(names: Sequence[str], labels: Sequence[str], row: int, column: int) -> str:
    """Return what a screen reader calls a cell."""
    if not row:
        return f"Rubrik för kolumn {column}"
    return f"{labels[row - 1]}, {names[column - 1]}" if column else f"Rubrik för rad {row}"
