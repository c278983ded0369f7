"""A table of figures: columns, rows and cells, edited in place."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement import address as at
from lokdesk.agreement.mapping import StatisticsTable
from lokdesk.gui.look import GAP, muted, wrapped
from lokdesk.gui.wizard.desk import Desk

_LABELS = "Rad"
_MOST_VISIBLE_ROWS = 12


class StatisticsGrid(QWidget):
    """The figures of one statistics table.

    The first row holds the names of the columns and the first column the labels of the rows, so that
    everything is typed the same way.
    """

    def __init__(self, desk: Desk, columns_address: str) -> None:
        super().__init__()
        self._desk = desk
        self.address = at.parent(columns_address)
        self._showing = False
        self.table = QTableWidget()
        self.table.setObjectName(f"{self.address}:figures")
        self.setProperty("address", columns_address)
        self.table.setAccessibleName("Tabellens siffror")
        self.table.setAccessibleDescription("Första raden är kolumnernas rubriker, första kolumnen radernas.")
        self.table.horizontalHeader().hide()
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setTabKeyNavigation(False)
        self.table.itemChanged.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        handbook = desk.handbook
        column.addWidget(wrapped(handbook.question("mapping/statistics/*/columns").prompt))
        self._hint = muted(
            wrapped("Skriv kolumnernas rubriker i första raden och radernas i första kolumnen.")
        )
        column.addWidget(self._hint)
        column.addWidget(self.table)
        buttons = QHBoxLayout()
        self.buttons: dict[str, QPushButton] = {}
        actions: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("add-column", "Lägg till en kolumn", lambda: self._add("columns")),
            ("add-row", "Lägg till en rad", lambda: self._add("rows")),
            ("remove-column", "Ta bort kolumnen", lambda: self._remove("columns")),
            ("remove-row", "Ta bort raden", lambda: self._remove("rows")),
            ("left", "Kolumn åt vänster", lambda: self._move("columns", -1)),
            ("right", "Kolumn åt höger", lambda: self._move("columns", 1)),
            ("up", "Rad upp", lambda: self._move("rows", -1)),
            ("down", "Rad ned", lambda: self._move("rows", 1)),
        )
        grid = QGridLayout()
        for number, (key, text, run) in enumerate(actions):
            button = QPushButton(text)
            button.setObjectName(f"{self.address}:{key}")
            button.clicked.connect(run)
            self.buttons[key] = button
            grid.addWidget(button, number // 4, number % 4)
        buttons.addLayout(grid)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.refresh()

    def _table(self) -> StatisticsTable:
        return self._desk.session.value(self.address)

    def _place(self, row: int, column: int) -> str | None:
        """Return the address of what is typed in a cell of the grid; none for the upper left corner."""
        table = self._table()
        if row == 0:
            return f"{self.address}/columns/{table.columns[column - 1].id}/name" if column else None
        here = f"{self.address}/rows/{table.rows[row - 1].id}"
        return f"{here}/cells/{table.columns[column - 1].id}/value" if column else f"{here}/label"

    def _take(self, item: QTableWidgetItem) -> None:
        address = None if self._showing else self._place(item.row(), item.column())
        if address is not None:
            self._desk.session.set(address, item.text())

    def _add(self, part: str) -> None:
        address = self._desk.session.add(f"{self.address}/{part}")
        self.refresh()
        place = [one.id for one in getattr(self._table(), part)].index(at.last(address)) + 1
        row, column = (0, place) if part == "columns" else (place, 0)
        self.table.setCurrentCell(row, column)
        self.table.setFocus()

    def _current(self, part: str) -> int:
        return (self.table.currentColumn() if part == "columns" else self.table.currentRow()) - 1

    def _remove(self, part: str) -> None:
        items, place = getattr(self._table(), part), self._current(part)
        if 0 <= place < len(items):
            self._desk.session.remove(f"{self.address}/{part}/{items[place].id}")
            self.refresh()

    def _move(self, part: str, by: int) -> None:
        items, place = getattr(self._table(), part), self._current(part)
        if 0 <= place < len(items) and 0 <= place + by < len(items):
            self._desk.session.move(f"{self.address}/{part}/{items[place].id}", place + by)
            self.refresh()
            row, column = self.table.currentRow(), self.table.currentColumn()
            moved = (row, column + by) if part == "columns" else (row + by, column)
            self.table.setCurrentCell(*moved)

    def show_place(self, address: str) -> None:
        """Let the cell that shows *address* be the current one."""
        for row in range(self.table.rowCount()):
            for column in range(self.table.columnCount()):
                if self._place(row, column) == address:
                    self.table.setCurrentCell(row, column)
        self.table.setFocus()

    def refresh(self) -> None:
        """Show the figures as they stand in the draft."""
        table = self._table()
        self._showing = True
        self.table.setRowCount(len(table.rows) + 1)
        self.table.setColumnCount(len(table.columns) + 1)
        for row in range(self.table.rowCount()):
            for column in range(self.table.columnCount()):
                self._show(row, column)
        self._showing = False
        lines = min(self.table.rowCount(), _MOST_VISIBLE_ROWS) + 1
        self.table.setFixedHeight(lines * self.table.rowHeight(0) + 2 * self.table.frameWidth())

    def _show(self, row: int, column: int) -> None:
        address = self._place(row, column)
        item = self.table.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.table.setItem(row, column, item)
        text = (self._desk.session.value(address) or "") if address else _LABELS
        if item.text() != text:
            item.setText(text)
        if address is None:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head = row == 0 or column == 0
        font = item.font()
        font.setBold(head)
        item.setFont(font)
        number = Qt.AlignmentFlag.AlignLeft if head else Qt.AlignmentFlag.AlignRight
        item.setTextAlignment(number | Qt.AlignmentFlag.AlignVCenter)
