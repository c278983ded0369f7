"""A choice among usual words, or any other text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from lokdesk.agreement import normal, vocabulary
from lokdesk.gui.fields.field import Field, LineInput


class QuietComboBox(QComboBox):
    """A combo box that leaves the wheel to the page unless the user is in it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the choice, when the pointer happens to pass over it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(Field):
    """A choice among the words of a vocabulary, or free text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary = name
        self.input = QuietComboBox(self)
        self.input.setEditable(True)
        self.input.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.input.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line = LineInput(self.input)
        self.input.setLineEdit(self.line)
        self.input.addItems([vocabulary.shown(word) for word in self._words()])
        self.input.setCurrentIndex(-1)
        self.input.editTextChanged.connect(self._tell)
        self.row.addWidget(self.input)
        self.row.addStretch(1)
        self.setFocusProxy(self.input)
        self._showing = False

    def _words(self) -> Sequence[str]:
        return vocabulary.VOCABULARIES[self._vocabulary]

    def _meaning(self) -> str | None:
        return vocabulary.known(self._vocabulary, normal.line(self.line.text())) or None

    def _tell(self) -> None:
        if not self._showing:
            self.edited.emit(self._meaning())

    def show_value(self, value: str | None) -> None:
        """Show *value* as it reads in the document."""
        if self._meaning() != value:
            self._showing = True
            self.input.setCurrentIndex(self.input.findText(vocabulary.shown(value)) if value else -1)
            self.input.setEditText(vocabulary.shown(value) if value else "")
            self._showing = False

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the combo box and its line, which has the focus while it is typed in."""
        return self.input, self.line
