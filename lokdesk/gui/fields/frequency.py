"""How often something happens: an interval, own words for it, or both."""

from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lokdesk.agreement.frequency import Frequency, Unit
from lokdesk.gui.fields.field import Field, LineInput, QuietComboBox, QuietSpinBox
from lokdesk.gui.look import GAP, OneLine, muted

_LARGEST = 99
_NOTHING = "–"
_SEVERAL: dict[Unit, str] = {"vecka": "veckor", "månad": "månader"}
"""Units that have another form in the plural."""


class FrequencyField(Field):
    """A frequency: an interval of some units, and the words that stand in the document when there are any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.every = self._number("kortaste mellanrum")
        self.most = self._number("längsta mellanrum")
        self.unit = QuietComboBox(self)
        self.unit.setProperty("role", "enhet")
        self.unit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.unit.addItem(_NOTHING, userData=None)
        units: tuple[Unit, ...] = get_args(Unit)
        for unit in units:
            self.unit.addItem(_SEVERAL.get(unit, unit), userData=unit)
        interval = Field(self)
        for part in ("Mellanrum:", self.every, "till", self.most, self.unit):
            interval.row.addWidget(QLabel(part, self) if isinstance(part, str) else part)
        interval.row.addStretch(1)
        self.words = LineInput(self)
        self.words.setPlaceholderText("Med egna ord, till exempel ”en gång i månaden utom i juli”")
        self.words.setProperty("role", "med egna ord")
        self.reading = OneLine(self)
        muted(self.reading)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        for widget in (interval, self.words, self.reading):
            column.addWidget(widget)
        self.row.addLayout(column)
        self.setFocusProxy(self.every)
        self.every.valueChanged.connect(self._take_every)
        self.most.valueChanged.connect(self._tell)
        self.unit.currentIndexChanged.connect(self._take_unit)
        self.words.textEdited.connect(self._tell)
        self._showing = False

    def _number(self, role: str) -> QuietSpinBox:
        box = QuietSpinBox(self)
        box.setRange(0, _LARGEST)
        box.setSpecialValueText(_NOTHING)
        box.setProperty("role", role)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return box

    def _take_every(self, every: int) -> None:
        """Let a number have a unit, since neither says anything without the other."""
        if not self._showing:
            self._show(
                every, self.most.value() if every else 0, self.unit.currentIndex() or 1 if every else 0
            )
            self._tell()

    def _take_unit(self, unit: int) -> None:
        """Let a unit have a number, since neither says anything without the other."""
        if not self._showing:
            self._show(self.every.value() or 1 if unit else 0, self.most.value() if unit else 0, unit)
            self._tell()

    def _show(self, every: int, most: int, unit: int) -> None:
        self._showing = True
        self.every.setValue(every)
        self.most.setValue(most)
        self.most.setEnabled(bool(every))
        self.unit.setCurrentIndex(unit)
        self._showing = False

    @property
    def value(self) -> Frequency | None:
        """The frequency as it is given."""
        every, most = self.every.value() or None, self.most.value()
        meaning = Frequency(
            every=every,
            every_most=most if every and most > every else None,
            unit=self.unit.currentData(),
            text=self.words.text(),
        )
        return None if meaning.empty else meaning

    def _tell(self) -> None:
        if not self._showing:
            self._read(self.value)
            self.edited.emit()

    def _read(self, value: Frequency | None) -> None:
        # The line keeps its room, so that what is below stays where it is while one types.
        self.reading.show_text(f"I dokumentet: {value}" if value else "")

    def show_value(self, value: Frequency | None) -> None:
        """Show *value*, and how it reads in the document."""
        self._read(value)
        shown = value or Frequency()
        if self.value != value:
            self.words.show_text(shown.text or "")
            self._show(shown.every or 0, shown.every_most or 0, max(0, self.unit.findData(shown.unit)))
        self.most.setEnabled(bool(shown.every))

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the numbers, the unit and the words."""
        return self.every, self.most, self.unit, self.words
