"""A table of figures: columns, rows and cells, edited in place."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement import address as at
from lokdesk.agreement import normal, number
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.mapping import StatisticsTable
from lokdesk.agreement.value import new_id
from lokdesk.gui.clipboard import board, cells
from lokdesk.gui.clipboard.cells import Cells
from lokdesk.gui.dialogs import message
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, heading, muted, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.grid_cell import GridCell
from lokdesk.gui.wizard.item import ADD_KEYS, COMMANDS
from lokdesk.gui.wizard.mark import MarkPlace
from lokdesk.gui.wizard.places import Places
from lokdesk.gui.wizard.remark import Remark
from lokdesk.session import grid, pasting, said

_PATTERN = "mapping/statistics/*"
_LABEL_WIDTH = 16
_CELL_WIDTH = 9
_COLUMNS, _ROWS = "columns", "rows"
COLUMN_COMMANDS: Mapping[str, tuple[str, str]] = {
    "column-add": ("add-column", "Alt+Shift+Ins"),
    "column-left": ("left", "Alt+Left"),
    "column-right": ("right", "Alt+Right"),
    "column-remove": ("remove-column", "Alt+Shift+Del"),
}
"""What can be done with a column: the button that does it, and the keys that do it wherever one is in it."""
_BUTTONS = (
    ("remove-row", "Ta bort raden", COMMANDS["remove"][1], _ROWS, 0),
    ("up", "Rad upp", COMMANDS["up"][1], _ROWS, -1),
    ("down", "Rad ned", COMMANDS["down"][1], _ROWS, 1),
    ("remove-column", "Ta bort kolumnen", COLUMN_COMMANDS["column-remove"][1], _COLUMNS, 0),
    ("left", "Kolumn åt vänster", COLUMN_COMMANDS["column-left"][1], _COLUMNS, -1),
    ("right", "Kolumn åt höger", COLUMN_COMMANDS["column-right"][1], _COLUMNS, 1),
)
"""What can be done with the row and the column of the cell that has the focus, and the keys for it.

The focus may have gone on from the cell to one of the buttons.
"""
_OF_ROW = {"up": "up", "down": "down", "remove": "remove-row"}
"""The button for each command that can be given for an item, which in a table of figures is a row."""


class StatisticsGrid(QWidget):
    """The figures of one statistics table.

    The first row holds the names of the columns and the first column the labels of the rows, so that
    everything is typed the same way. Each cell is known by the address of its answer. Numbers are shown, and
    kept, as they are written in Swedish.
    """

    def __init__(self, desk: Desk, address: str, places: Places) -> None:
        super().__init__()
        self._desk = desk
        self._places = places
        self.address = address
        self.setProperty("address", at.join(address, _COLUMNS))
        self.inputs: dict[str, GridCell] = {}
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
                    "Överst står kolumnernas rubriker, längst till vänster radernas. Tomma rutor går bra. "
                    "Du kan kopiera en tabell i Excel och klistra in den här."
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
        self.pasted = muted(wrapped(""))
        """What there is to say of the cells that have just been pasted."""
        self.pasted.hide()
        column.addWidget(self.pasted)
        self.said = MarkPlace(desk.marks, desk.former, self.property("address"), "Siffror")
        nest(column, self.said)
        self.remark = Remark()
        column.addWidget(self.remark)
        self.buttons: dict[str, QPushButton] = {}
        whole, of_row, of_column = Flow(), Flow(), Flow()
        for key, text, keys, run in (
            ("add-row", "Lägg till en rad", ADD_KEYS, lambda: self._add(_ROWS)),
            (
                "add-column",
                "Lägg till en kolumn",
                COLUMN_COMMANDS["column-add"][1],
                lambda: self._add(_COLUMNS),
            ),
            ("paste", "Klistra in tabell", "", self.paste_all),
            ("copy", "Kopiera tabellen", "", self.copy),
        ):
            button = self._button(key, text, keys)
            button.clicked.connect(lambda _=False, run=run: run())
            whole.addWidget(button)
        for key in ("add-row", "add-column"):
            self.buttons[key].setAccessibleDescription(question.prompt)
        for key, text, keys, part, by in _BUTTONS:
            button = self._button(key, text, keys)
            button.clicked.connect(lambda _=False, part=part, by=by: self._change(part, by))
            (of_row if part == _ROWS else of_column).addWidget(button)
        for flow in (whole, of_row, of_column):
            nest(column, flow)
        self.refresh()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def _button(self, key: str, text: str, keys: str) -> QPushButton:
        button = QPushButton(text)
        if keys:
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{text} ({shown})")
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

    def add_row(self) -> None:
        """Put a new row below the one with the focus, or below the headings, and go to its beginning."""
        row, _ = self.place(self._current)
        new = self._desk.session.add(at.join(self.address, _ROWS), index=row if self._current else None)
        self._places.bring_into_view(self.inputs[at.join(new, "label")])

    def do(self, key: str) -> None:
        """Do what the command *key* (:data:`item.COMMANDS`) says with the row that has the focus, if any."""
        if key == "copy":
            self._copy_row()
        else:
            self.buttons[_OF_ROW[key]].click()

    def do_with_column(self, key: str) -> None:
        """Do what the command *key* (:data:`COLUMN_COMMANDS`) says with the column that has the focus."""
        self.buttons[COLUMN_COMMANDS[key][0]].click()

    def _copy_row(self) -> None:
        row, _ = self.place(self._current)
        if row:
            session = self._desk.session
            copied = self._table().rows[row - 1].model_copy(update={"id": new_id(at.ids(session.agreement))})
            new = session.add(at.join(self.address, _ROWS), copied, row)
            self._places.bring_into_view(self.inputs[at.join(new, "label")])

    def _change(self, part: str, by: int) -> None:
        """Move the current row or column *by* one place, or remove it where *by* is 0."""
        row, column = self.place(self._current)
        place = (row if part == _ROWS else column) - 1
        item = at.join(self.address, part, getattr(self._table(), part)[place].id)
        # Its button may not be in use where it ends up, and then the focus goes elsewhere.
        current = self._current
        if by:
            self._desk.session.move(item, place + by)
            self._places.bring_into_view(self.inputs[current])
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

    def _step(self, down: int, aside: int) -> None:
        """Go *down* rows and *aside* columns, as far as there are cells."""
        row, column = self.place(self._current)
        if (row or column) and 0 <= row + down < len(self._order):
            across = self._order[row + down]
            if 0 <= column + aside < len(across) and (target := across[column + aside]) is not None:
                self._focus(target)

    def _focus(self, address: str) -> None:
        self._places.bring_into_view(self.inputs[address])
        self.inputs[address].selectAll()

    # The clipboard

    def paste_all(self) -> None:
        """Let the cells on the clipboard be the table, or stand over it from its corner on."""
        self._lay(cells.from_clipboard(*board.read()), 0, 0)

    def _paste(self, block: Cells) -> None:
        """Put *block* over what stands from the cell with the focus on."""
        self._lay(block, *self.place(self._current))

    def _lay(self, block: Cells, row: int, column: int) -> None:
        if not block:
            message.notice(
                self.window(),
                "Det finns ingen tabell att klistra in.",
                "Markera cellerna i Excel eller i ett annat dokument, kopiera dem och försök igen.",
            )
            return
        table = self._table()
        if not any(any(line) for line in grid.lines(table)) or not (row or column):
            # A whole table: it brings its headings along, or has room left for them.
            row, column = int(not cells.has_column_headings(block)), int(not cells.has_row_headings(block))
        taken = at.ids(self._desk.session.agreement)
        laid = grid.laid_over(table, _in_swedish(block, row, column), row, column, taken)
        values = {at.join(self.address, part): getattr(laid, part) for part in (_COLUMNS, _ROWS)}
        self._desk.session.set_many(values, self.address, pasting.NAME)
        target = self._order[row][column] or next(iter(self.inputs), None)
        if target is not None:
            self._places.bring_into_view(self.inputs[target])
        self._tell(_told_of(block, row, column))

    def _tell(self, text: str) -> None:
        self.pasted.setText(text)
        self.pasted.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.pasted, text))

    def copy(self) -> None:
        """Put the table on the clipboard, for spreadsheets and documents."""
        block = grid.lines(self._table())
        board.copy(cells.as_text(block), cells.as_html(block))

    def _enter(self, address: str) -> None:
        """Let the buttons work on the row and column of *address*."""
        self._current = address
        self._area.ensureWidgetVisible(self.inputs[address], 0, 0)
        self._enable()

    def _follow_focus(self, _: QWidget | None, new: QWidget | None) -> None:
        """Forget the row and the column once the focus is in something else than the table.

        A menu is opened to do something in it.
        """
        there = new is not None and new.window() is self.window() and not isinstance(new, QMenuBar)
        if self._current and new is not None and there and not self.isAncestorOf(new):
            self._current = ""
            self._enable()

    def _enable(self) -> None:
        row, column = self.place(self._current)
        rows, columns = len(self._order) - 1, len(self._order[0]) - 1
        enabled = {
            "copy": bool(self.inputs),
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
        if self.pasted.text():
            # It was about the figures as they were pasted.
            self._tell("")
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
                    if self._meant(input_.text(), row, column) != value:
                        input_.show_text(value)
                    input_.setAccessibleName(_name(names, labels, row, column))
        self._enable()

    @staticmethod
    def _meant(text: str, row: int, column: int) -> str:
        """Return what *text* means in its place: a number, where figures stand, in Swedish."""
        return number.shown(text) if row and column else normal.line(text)

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

    def _make(self, address: str, row: int, column: int) -> GridCell:
        made = GridCell(_CELL_WIDTH if column else _LABEL_WIDTH)
        made.setObjectName(address)
        made.setProperty("address", address)
        if column:
            # A heading stands above its figures.
            made.setAlignment(Qt.AlignmentFlag.AlignRight)
        if not (row and column):
            font = made.font()
            font.setBold(True)
            made.setFont(font)
            made.setPlaceholderText("Kolumnens rubrik" if column else "Radens rubrik")
        made.written.connect(lambda text: self._desk.session.set(address, self._meant(text, row, column)))
        made.editingFinished.connect(lambda: self._tidy(address))
        made.parted.connect(lambda: self._desk.session.settle())
        made.entered.connect(lambda: self._enter(address))
        made.stepped.connect(self._step)
        made.continued.connect(self.add_row)
        made.pasted.connect(self._paste)
        return made

    def _tidy(self, address: str) -> None:
        """Show what was typed as it is kept; the cell may be gone with its row."""
        if address in self.inputs:
            with suppress(UnknownAddress):
                self.inputs[address].show_text(self._desk.session.value(address) or "")

    def show_findings(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """Take what the rules say of the figures."""
        prefix = tuple(at.join(self.address, part) for part in (_COLUMNS, _ROWS))
        self._findings = [one for a, found in findings.items() if a.startswith(prefix) for one in found]

    def show_remarks(self) -> None:
        """Show what the rules say of the figures."""
        if not self._desk.projected:
            self.said.show_since(self._desk.former.since.mark(self.address))
        self.remark.show_findings(self._findings)


def _told_of(block: Cells, row: int, column: int) -> str:
    """Return what there is to say of *block*, which has been pasted from *row* and *column* on."""
    counts = (len(block) - (not row), "rad", "rader"), (len(block[0]) - (not column), "kolumn", "kolumner")
    parts = [said.counted(*one) for one in counts if one[0]]
    told = [f"{' och '.join(parts)} har klistrats in."] if parts else []
    if not (row or column) and block[0][0]:
        told.append(f"”{block[0][0]}” i hörnet följde inte med: där har tabellen ingen rubrik.")
    return " ".join(told)


def _in_swedish(block: Cells, row: int, column: int) -> Cells:
    """Return *block*, which goes to *row* and *column*, with its figures, not its headings, in Swedish."""
    swedish = cells.in_swedish(block)
    return tuple(
        tuple(swedish[r][c] if row + r and column + c else text for c, text in enumerate(line))
        for r, line in enumerate(block)
    )


def _name(names: Sequence[str], labels: Sequence[str], row: int, column: int) -> str:
    """Return what a screen reader calls a cell."""
    if not row:
        return f"Rubrik för kolumn {column}"
    return f"{labels[row - 1]}, {names[column - 1]}" if column else f"Rubrik för rad {row}"
