"""How often something happens, typed as people say it, with the interval behind the words."""

from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from lokdesk.agreement import normal
from lokdesk.agreement.frequency import Frequency, Unit, understood
from lokdesk.gui.fields.field import Field, LineInput, QuietComboBox, QuietSpinBox
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, OneLine, muted, tip

_LARGEST = 99
_NOTHING = "–"
_SEVERAL: dict[Unit, str] = {"vecka": "veckor", "månad": "månader"}
"""Units that have another form in the plural."""
_NONE = Frequency()


class FrequencyField(Field):
    """A frequency: one line of words, and below it what interval they are understood as.

    The interval can be given by hand too. Words that say an interval themselves follow it; beside words that
    say none, such as "vid behov", it stands on its own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = LineInput(self)
        self.words.setPlaceholderText("Till exempel varannan vecka eller vid behov")
        self.button = QToolButton(self)
        self.button.setText("Intervall …")
        self.button.setProperty("role", "ange intervall")
        self.button.setCheckable(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.every = self._number("kortaste intervall")
        self.most = self._number("längsta intervall")
        self.unit = QuietComboBox(self)
        self.unit.setProperty("role", "enhet")
        self.unit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.unit.addItem(_NOTHING, userData=None)
        units: tuple[Unit, ...] = get_args(Unit)
        for unit in units:
            self.unit.addItem(_SEVERAL.get(unit, unit), userData=unit)
        self.interval = QWidget(self)
        parts = Flow()
        for part in ("Intervall:", self.every, "till", self.most, self.unit):
            parts.addWidget(self._label(part) if isinstance(part, str) else part)
        self.interval.setLayout(parts)
        self.interval.hide()
        self.reading = OneLine(self)
        muted(self.reading)
        line = Field(self)
        line.row.addWidget(self.words, 1)
        line.row.addWidget(self.button)
        column = QVBoxLayout()
        column.setSpacing(GAP // 2)
        for widget in (line, self.interval, self.reading):
            column.addWidget(widget)
        nest(self.row, column)
        self.setFocusProxy(self.words)
        self._by_hand = _NONE
        self._showing = False
        self.words.written.connect(self._take_words)
        self.words.editingFinished.connect(self._tidy)
        self.button.toggled.connect(self._unfold)
        self.every.valueChanged.connect(self._take_every)
        self.most.valueChanged.connect(self._take_interval)
        self.unit.currentIndexChanged.connect(self._take_unit)

    def _number(self, role: str) -> QuietSpinBox:
        box = QuietSpinBox(self)
        box.setRange(0, _LARGEST)
        box.setSpecialValueText(_NOTHING)
        box.setProperty("role", role)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return box

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setMinimumHeight(self.every.sizeHint().height())
        return label

    def make_compact(self) -> None:
        """Be the line alone; what it is understood as stands in its tool tip."""
        self.button.hide()
        self.reading.hide()
        self.words.setPlaceholderText("")

    # What the user does

    def _unfold(self, wanted: bool) -> None:
        self.interval.setVisible(wanted)
        if wanted:
            self.every.setFocus(Qt.FocusReason.OtherFocusReason)
            self.unfolded.emit()

    def _take_words(self) -> None:
        said = understood(self.words.text())
        if said.every is not None or not said.text:
            self._by_hand = _NONE
        self._show_interval(self.value or _NONE)
        self._tell()

    def _take_every(self, every: int) -> None:
        """Let a number have a unit, since neither says anything without the other."""
        if not self._showing:
            self._show_numbers(
                every, self.most.value() if every else 0, self.unit.currentIndex() or 1 if every else 0
            )
            self._take_interval()

    def _take_unit(self, unit: int) -> None:
        """Let a unit have a number, since neither says anything without the other."""
        if not self._showing:
            self._show_numbers(self.every.value() or 1 if unit else 0, self.most.value() if unit else 0, unit)
            self._take_interval()

    def _take_interval(self) -> None:
        if self._showing:
            return
        every, most = self.every.value() or None, self.most.value()
        longest = most if every and most > every else None
        given = Frequency(every=every, every_most=longest, unit=self.unit.currentData())
        said = understood(self.words.text())
        if said.every is not None or said.text is None:
            self._by_hand = _NONE
            self.words.show_text(str(given))
        else:
            self._by_hand = given
        self._tell()

    def _tidy(self) -> None:
        """Show the words that stand in the document."""
        self.words.show_text(str(self.value or ""))
        self._read()

    def _tell(self) -> None:
        self._read()
        self.edited.emit()

    # What is shown

    @property
    def value(self) -> Frequency | None:
        """The frequency as it is given."""
        if self._by_hand.empty:
            meaning = understood(self.words.text())
        else:
            meaning = self._by_hand.model_copy(update={"text": normal.line(self.words.text()) or None})
        return None if meaning.empty else meaning

    def show_value(self, value: Frequency | None) -> None:
        """Show *value*, and what it is understood as."""
        if self.value != value:
            shown = value or _NONE
            self.words.show_text(str(shown))
            self._by_hand = _NONE if understood(str(shown)) == shown else shown.interval
            self._show_interval(shown)
        self._read()

    def _show_interval(self, shown: Frequency) -> None:
        unit = max(0, self.unit.findData(shown.unit))
        self._show_numbers(shown.every or 0, shown.every_most or 0, unit)

    def _show_numbers(self, every: int, most: int, unit: int) -> None:
        self._showing = True
        self.every.setValue(every)
        self.most.setValue(most)
        self.most.setEnabled(bool(every))
        self.unit.setCurrentIndex(unit)
        self._showing = False

    def _read(self) -> None:
        # The line keeps its room, so that what is below stays where it is while one types.
        said = _reading(self.value, normal.line(self.words.text()))
        self.reading.show_text(said)
        self.words.setToolTip("" if self.reading.isVisible() else tip(said))

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the words, what opens the interval, its numbers and the unit."""
        return self.words, self.button, self.every, self.most, self.unit


def _reading(value: Frequency | None, words: str) -> str:
    """Return what there is to say of how *words* are understood."""
    if value is None:
        return ""
    if value.every is None:
        return "Står i dokumentet med era ord, utan ett bestämt intervall."
    if value.text is not None:
        return f"Räknas som {value.interval}. I dokumentet står era ord."
    return f"I dokumentet: {value}" if words != str(value) else f"Räknas som {value}."
