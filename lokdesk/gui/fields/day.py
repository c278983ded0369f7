"""A date, typed as people type dates or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QPoint
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from lokdesk.agreement import day
from lokdesk.gui.fields.field import Field, LineInput
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, OneLine, characters, muted

_WIDTH = 22
"""How many characters wide the line is."""


class DayField(Field):
    """A date. What cannot be understood as one stays in the field and is not taken for an answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = LineInput(self)
        self.input.setPlaceholderText("åååå-mm-dd")
        self.input.setFixedWidth(characters(self, _WIDTH))
        self.input.written.connect(self._tell)
        self.input.editingFinished.connect(self._tidy)
        self.button = QToolButton(self)
        self.button.setText("Kalender …")
        self.button.setProperty("role", "välj i kalender")
        self.button.clicked.connect(self._open_calendar)
        # It has its room from the start, so that nothing moves while one types.
        self.reading = OneLine(self)
        muted(self.reading)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.input)
        line.addWidget(self.button)
        line.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        nest(column, line)
        column.addWidget(self.reading)
        nest(self.row, column, 1)
        self.setFocusProxy(self.input)

    @property
    def value(self) -> date | None:
        """The date that the text stands for."""
        return day.understood(self.input.text())

    @property
    def unread(self) -> str:
        """The text, when it is no date."""
        return self.input.text().strip() if self.value is None else ""

    def show_unread(self, text: str) -> None:
        """Show *text*, which is no date yet."""
        self.input.show_text(text)
        self._read()

    def _tell(self) -> None:
        self._read()
        self.edited.emit()

    def _tidy(self) -> None:
        if self.value is not None:
            self.input.show_text(self.value.isoformat())
        self._read()
        self.left.emit()

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        if (shown := self.value) is not None:
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def pick(picked: QDate) -> None:
            menu.close()
            self.input.setText(f"{picked.year():04}-{picked.month():02}-{picked.day():02}")
            self.input.setFocus()

        calendar.activated.connect(pick)
        calendar.clicked.connect(pick)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
        calendar.setFocus()

    def show_value(self, value: date | None) -> None:
        """Show *value* in the form that Swedish authorities use."""
        if self.value != value or value is None:
            self.input.show_text(value.isoformat() if value else "")
        self._read()

    def _read(self) -> None:
        self.reading.show_text(_reading(self.value, self.input.text().strip()))

    def make_compact(self) -> None:
        """Let the line be as wide as the cell leaves room for, beside a small button."""
        self.button.setText("…")
        self.button.setToolTip("Kalender")
        self.input.setPlaceholderText("")
        self.input.setMinimumWidth(0)
        self.input.setMaximumWidth(characters(self, _WIDTH))
        self.reading.hide()

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the line and the button of the calendar."""
        return self.input, self.button


def _reading(value: date | None, written: str) -> str:
    """Return what there is to say of how *written* is understood."""
    if value is None:
        return "Skriv också vilket år." if day.lacks_year(written) else ""
    if written == value.isoformat():
        return ""
    return f"Tolkas som {day.WEEKDAYS[value.weekday()]} {day.in_words(value)}"
