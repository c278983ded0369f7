"""A date, typed as people type dates or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QPoint
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidget, QWidgetAction

from lokdesk.agreement import day
from lokdesk.gui.fields.field import Field, LineInput


class DayField(Field):
    """A date. What cannot be understood as one stays in the field and is not taken for an answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = LineInput(self)
        self.input.setPlaceholderText("åååå-mm-dd")
        self.input.setMaximumWidth(self.input.fontMetrics().averageCharWidth() * 24)
        self.input.textEdited.connect(self._tell)
        self.input.editingFinished.connect(self._tidy)
        self.button = QToolButton(self)
        self.button.setText("Kalender …")
        self.button.setProperty("role", "välj i kalender")
        self.button.clicked.connect(self._open_calendar)
        self.row.addWidget(self.input)
        self.row.addWidget(self.button)
        self.row.addStretch(1)
        self.setFocusProxy(self.input)

    def _meaning(self) -> date | None:
        return day.understood(self.input.text())

    def _tell(self, text: str) -> None:
        self.edited.emit(self._meaning() or text)

    def _tidy(self) -> None:
        meaning = self._meaning()
        if meaning is not None:
            self.input.setText(meaning.isoformat())

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setGridVisible(False)
        meaning = self._meaning()
        if meaning is not None:
            calendar.setSelectedDate(QDate(meaning.year, meaning.month, meaning.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def pick(picked: QDate) -> None:
            menu.close()
            self.input.setText(f"{picked.year():04}-{picked.month():02}-{picked.day():02}")
            self._tell(self.input.text())
            self.input.setFocus()

        calendar.activated.connect(pick)
        calendar.clicked.connect(pick)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
        calendar.setFocus()

    def show_value(self, value: date | None) -> None:
        """Show *value* in the form that Swedish authorities use."""
        if self._meaning() != value:
            self.input.setText(value.isoformat() if value else "")

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the line and the button of the calendar."""
        return self.input, self.button
