"""A reference to one other part of the agreement, or to a file that goes with it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QWidget

from lokdesk.agreement.wording import MISSING, UNNAMED
from lokdesk.gui.fields.choice import WIDTH
from lokdesk.gui.fields.field import Field, QuietComboBox
from lokdesk.gui.look import characters, tip

Choices = Callable[[], Mapping[str, str | None]]
"""What can be referred to at this moment: names by id."""

_NOTHING = "–"
_COMPACT = 6
"""How many characters wide a field in a cell is at the least."""


class _Combo(QuietComboBox):
    """A combo box that offers what there is when one comes to it."""

    def __init__(self, offer: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._offer = offer
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaximumWidth(characters(self, WIDTH))

    def showPopup(self) -> None:
        """Offer what there is now, with room for the longest name."""
        self._offer()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + characters(self, 4))
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer what there is now, for the keys that go through it without opening the list."""
        self._offer()
        super().focusInEvent(event)


class ReferenceField(Field):
    """A reference to one thing."""

    def __init__(self, choices: Choices, nothing: str = _NOTHING, parent: QWidget | None = None) -> None:
        """*nothing* is what a reference to nothing means."""
        super().__init__(parent)
        self._nothing = nothing
        self._choices = choices
        self._value: str | None = None
        self.input = _Combo(self._offer, self)
        self.input.activated.connect(self._tell)
        self.row.addWidget(self.input, 1)
        self.row.addStretch(0)
        self.setFocusProxy(self.input)
        self.refresh()

    def _tell(self) -> None:
        self._value = self.input.currentData()
        self.edited.emit()

    @property
    def value(self) -> str | None:
        """The id of what is chosen."""
        return self._value

    def refresh(self) -> None:
        """Show what is referred to by its name of now; one that points at nothing stays and says so.

        All else there is to choose from is found out when one comes to the field: there are many fields.
        """
        if self.input.hasFocus():
            self._offer()
        else:
            self._show([self._chosen(self._choices())])

    def _offer(self) -> None:
        """Offer what can be referred to now."""
        names = dict(self._choices())
        if self._value is not None:
            names.setdefault(self._value, MISSING)
        self._show([(self._nothing, None), *((name or UNNAMED, target) for target, name in names.items())])

    def _chosen(self, names: Mapping[str, str | None]) -> tuple[str, str | None]:
        if self._value is None:
            return self._nothing, None
        return names.get(self._value, MISSING) or UNNAMED, self._value

    def _show(self, wanted: Sequence[tuple[str, str | None]]) -> None:
        shown = [(self.input.itemText(n), self.input.itemData(n)) for n in range(self.input.count())]
        if shown != wanted:
            self.input.clear()
            for name, target in wanted:
                self.input.addItem(name, target)
        self.input.setCurrentIndex(max(0, self.input.findData(self._value)))
        # Where the field is too narrow for the name.
        self.input.setToolTip(tip(self.input.currentText()) if self._value is not None else "")

    def show_value(self, value: str | None) -> None:
        """Show what *value*, an id, points at."""
        self._value = value
        self.refresh()

    def make_compact(self) -> None:
        """Be no wider than the cell; the list has room for the longest name."""
        self.input.setMinimumContentsLength(_COMPACT)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the combo box."""
        return (self.input,)
