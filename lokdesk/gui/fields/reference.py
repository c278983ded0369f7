"""References to other parts of the agreement: one of them, or several."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from lokdesk.agreement.wording import ALL, MISSING, UNNAMED
from lokdesk.gui.fields.choice import QuietComboBox
from lokdesk.gui.fields.field import Field
from lokdesk.gui.look import muted

Targets = Callable[[], Mapping[str, str | None]]
"""What can be referred to at this moment: names by id."""


class ReferenceField(Field):
    """A reference to one thing."""

    browse = Signal()
    """The user wants to bring in something from outside that can be referred to."""

    def __init__(self, targets: Targets, browse: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._targets = targets
        self._value: str | None = None
        self.input = QuietComboBox(self)
        self.input.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.input.activated.connect(self._tell)
        self.row.addWidget(self.input)
        self.button: QPushButton | None = None
        if browse:
            self.button = QPushButton(browse, self)
            self.button.setProperty("role", browse)
            self.button.clicked.connect(self.browse)
            self.row.addWidget(self.button)
        self.row.addStretch(1)
        self.setFocusProxy(self.input)
        self.refresh()

    def _tell(self) -> None:
        self._value = self.input.currentData()
        self.edited.emit(self._value)

    def refresh(self) -> None:
        """Offer what can be referred to now; a reference that points at nothing stays and says so."""
        names = dict(self._targets())
        if self._value is not None:
            names.setdefault(self._value, MISSING)
        wanted = [("–", None), *((name or UNNAMED, target) for target, name in names.items())]
        shown = [(self.input.itemText(n), self.input.itemData(n)) for n in range(self.input.count())]
        if shown != wanted:
            self.input.clear()
            for name, target in wanted:
                self.input.addItem(name, target)
        self.input.setCurrentIndex(max(0, self.input.findData(self._value)))

    def showEvent(self, event: QShowEvent) -> None:
        """Offer what may have come or gone while the field was out of sight."""
        self.refresh()
        super().showEvent(event)

    def show_value(self, value: str | None) -> None:
        """Show what *value*, an id, points at."""
        self._value = value
        self.refresh()

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the combo box, and the button where there is one."""
        return (self.input,) if self.button is None else (self.input, self.button)


class ReferencesField(Field):
    """References to several things, each with a box to tick. For a scope no tick at all means all."""

    def __init__(self, targets: Targets, scope: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._targets = targets
        self._scope = scope
        self._value: tuple[str, ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout()
        self._all = QCheckBox(ALL, self)
        self._all.setProperty("role", ALL)
        self._all.setVisible(scope)
        self._all.clicked.connect(self._choose_all)
        self._none = muted(QLabel("Det finns inget att välja här än.", self))
        self._column.addWidget(self._all)
        self._column.addWidget(self._none)
        self.row.addLayout(self._column)
        self.row.addStretch(1)
        self._name = self._description = ""
        self.refresh()

    def _choose_all(self) -> None:
        self._all.setChecked(True)
        self.edited.emit(())

    def _tell(self) -> None:
        ticked = tuple(target for target, box in self._boxes.items() if box.isChecked())
        # Every single party is not the same as all parties: one that joins later would be left out.
        self.edited.emit(ticked)

    def refresh(self) -> None:
        """Offer what can be referred to now; references that point at nothing stay and say so."""
        names = dict(self._targets())
        for target in self._value:
            names.setdefault(target, MISSING)
        if list(names) != list(self._boxes):
            for box in self._boxes.values():
                self._column.removeWidget(box)
                box.deleteLater()
            self._boxes = {target: self._box() for target in names}
            self.describe(self._name, self._description)
        for target, name in names.items():
            box = self._boxes[target]
            # An ampersand in a name is no mnemonic.
            box.setText((name or UNNAMED).replace("&", "&&"))
            box.setProperty("role", name or UNNAMED)
            box.setChecked(target in self._value)
        self._all.setChecked(not self._value)
        self._none.setVisible(not names and not self._scope)

    def _box(self) -> QCheckBox:
        box = QCheckBox(self)
        box.clicked.connect(self._tell)
        self._column.addWidget(box)
        return box

    def showEvent(self, event: QShowEvent) -> None:
        """Offer what may have come or gone while the field was out of sight."""
        self.refresh()
        super().showEvent(event)

    def show_value(self, value: tuple[str, ...]) -> None:
        """Show what *value*, ids, points at."""
        self._value = value
        self.refresh()

    def describe(self, name: str, description: str) -> None:
        """Remember the words too, for the boxes that come later."""
        self._name, self._description = name, description
        super().describe(name, description)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the boxes, the one for all of them first."""
        return (self._all, *self._boxes.values()) if self._scope else tuple(self._boxes.values())
