"""How often something happens: an interval, own words for it, or both."""

from typing import Any, get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSpinBox, QVBoxLayout, QWidget

from lokdesk.agreement.frequency import Frequency, Unit
from lokdesk.gui.fields.choice import QuietComboBox
from lokdesk.gui.fields.field import Field, LineInput
from lokdesk.gui.look import GAP, muted

_LARGEST = 99


class OftenField(Field):
    """A meeting frequency: "var … till … vecka" as an interval, and the words that stand in the document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        interval = Field(self)
        self.every = self._number("från antal")
        self.most = self._number("till antal")
        self.unit = QuietComboBox(self)
        self.unit.setProperty("role", "enhet")
        self.unit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.unit.addItem("–", None)
        for unit in get_args(Unit):
            self.unit.addItem(unit, unit)
        for part in ("Var", self.every, "till", self.most, self.unit):
            interval.row.addWidget(QLabel(part, self) if isinstance(part, str) else part)
        interval.row.addStretch(1)
        self.words = LineInput(self)
        self.words.setPlaceholderText("Med egna ord, till exempel ”en gång i månaden utom i juli”")
        self.words.setProperty("role", "med egna ord")
        self.reading = muted(QLabel(self))
        column.addWidget(interval)
        column.addWidget(self.words)
        column.addWidget(self.reading)
        self.row.addLayout(column)
        self.setFocusProxy(self.every)
        self.every.valueChanged.connect(self._tell)
        self.most.valueChanged.connect(self._tell)
        self.unit.currentIndexChanged.connect(self._tell)
        self.words.textEdited.connect(self._tell)
        self._showing = False

    def _number(self, role: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(0, _LARGEST)
        box.setSpecialValueText("–")
        box.setProperty("role", role)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return box

    def _raw(self) -> dict[str, Any]:
        every, most, unit = self.every.value(), self.most.value(), self.unit.currentData()
        whole = bool(every and unit)
        return {
            "every": every if whole else None,
            "every_most": most if whole and most > every else None,
            "unit": unit if whole else None,
            "text": self.words.text(),
        }

    def _meaning(self) -> Frequency | None:
        meaning = Frequency.model_validate(self._raw())
        return None if meaning.empty else meaning

    def _tell(self) -> None:
        if not self._showing:
            meaning = self._meaning()
            self._read(meaning)
            self.edited.emit(meaning)

    def _read(self, value: Frequency | None) -> None:
        self.reading.setText(f"I dokumentet: {value}" if value else "")
        self.reading.setVisible(value is not None)

    def show_value(self, value: Frequency | None) -> None:
        """Show *value*, and how it reads in the document."""
        self._read(value)
        if self._meaning() == value:
            return
        self._showing = True
        shown = value or Frequency()
        self.every.setValue(shown.every or 0)
        self.most.setValue(shown.every_most or 0)
        self.unit.setCurrentIndex(max(0, self.unit.findData(shown.unit)))
        self.words.setText(shown.text or "")
        self._showing = False

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the numbers, the unit and the words."""
        return self.every, self.most, self.unit, self.words
