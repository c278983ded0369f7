"""References to several other parts of the agreement, each with a box to tick."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QToolButton, QVBoxLayout, QWidget

from lokdesk.agreement.wording import ALL, MISSING, UNNAMED
from lokdesk.gui.fields.field import Field
from lokdesk.gui.fields.reference import Choices
from lokdesk.gui.fields.tick import TickBox
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, muted, wrapped

_SHORT = 36
"""How many characters long names are at the most that stand in two columns."""
_SOME = "Bara vissa parter …"
_NOTHING = "Det finns inget att välja här än."


class ReferencesField(Field):
    """References to several things. For a scope no tick at all means everyone.

    Then there is no more to see than that, until the user wants to say for which of them.
    """

    def __init__(self, choices: Choices, scope: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._scope = scope
        self._value: tuple[str, ...] = ()
        self.boxes: dict[str, TickBox] = {}
        self._shown: Mapping[str, str] = {}
        self.all = QCheckBox(ALL, self)
        self.all.setProperty("role", ALL)
        self.all.setVisible(scope)
        self.all.clicked.connect(self._choose_all)
        self.some = QToolButton(self)
        self.some.setText(_SOME)
        self.some.setProperty("role", _SOME)
        self.some.setAutoRaise(True)
        self.some.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.some.clicked.connect(self._unfold)
        self._unfolded = not scope
        self._none = muted(wrapped(_NOTHING, self))
        # A grid with nothing to show would leave what is above it no width: it is hidden with its widget.
        self._ticks = QWidget(self)
        self._grid = QGridLayout(self._ticks)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP * 2)
        column = QVBoxLayout()
        column.setSpacing(GAP // 2)
        top = Flow()
        top.setSpacing(GAP * 2)
        top.addWidget(self.all)
        top.addWidget(self.some)
        nest(column, top)
        column.addWidget(self._none)
        column.addWidget(self._ticks)
        nest(self.row, column, 1)
        self._name = self._description = ""
        self.refresh()

    def _unfold(self) -> None:
        self._unfolded = True
        self.refresh()
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_all(self) -> None:
        # With everyone there is nobody in particular to untick.
        self.all.setChecked(True)
        self._value = ()
        self.edited.emit()

    def _tell(self) -> None:
        # Every single party is not the same as all parties: one that joins later would be left out.
        self._value = tuple(target for target, box in self.boxes.items() if box.isChecked())
        self.edited.emit()

    @property
    def value(self) -> tuple[str, ...]:
        """The ids of what is ticked."""
        return self._value

    def refresh(self) -> None:
        """Offer what can be referred to now; references that point at nothing stay and say so."""
        self._unfolded = self._unfolded or bool(self._value)
        names = dict(self._choices())
        for target in self._value:
            names.setdefault(target, MISSING)
        shown = {target: name or UNNAMED for target, name in names.items()}
        if shown != self._shown:
            self._offer(shown)
        for target, box in self.boxes.items():
            box.setChecked(target in self._value)
        self._ticks.setVisible(self._unfolded and bool(names))
        self.all.setChecked(not self._value)
        self._none.setVisible(not names and not self._scope)
        self.some.setVisible(not self._unfolded and bool(names))
        if inputs := self.inputs():
            self.setFocusProxy(inputs[0])

    def _offer(self, names: Mapping[str, str]) -> None:
        self._shown = names
        for target in [one for one in self.boxes if one not in names]:
            gone = self.boxes.pop(target)
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        kept = self.boxes
        self.boxes = {target: kept.get(target) or self._box() for target in names}
        columns = 2 if all(len(name) <= _SHORT for name in names.values()) else 1
        lines = -(-len(names) // columns)
        for number, (target, name) in enumerate(names.items()):
            box = self.boxes[target]
            box.show_text(name)
            box.setProperty("role", name)
            self._grid.addWidget(box, number % lines, number // lines)
        self.describe(self._name, self._description)

    def _box(self) -> TickBox:
        box = TickBox(self._ticks)
        box.clicked.connect(self._tell)
        return box

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
        return (self.all, self.some, *self.boxes.values()) if self._scope else tuple(self.boxes.values())
