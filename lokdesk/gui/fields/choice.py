"""A choice among usual words, or any other text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from lokdesk.agreement import normal, vocabulary
from lokdesk.gui.fields.field import Field, LineInput, QuietComboBox
from lokdesk.gui.look import characters

WIDTH = 56
"""How many characters wide a field is at the most that holds no more than a few words."""

_NARROWEST = 12
"""How many characters wide it is at the least."""
_COMPACT = 6
"""How many characters wide a field in a cell is at the least."""


class ChoiceField(Field):
    """A choice among the words of a vocabulary, or free text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary = name
        self.input = QuietComboBox(self)
        self.input.setEditable(True)
        self.input.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.input.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.input.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.input.setMinimumContentsLength(_NARROWEST)
        self.input.setMaximumWidth(characters(self, WIDTH))
        self.line = LineInput(self.input)
        self.line.setPlaceholderText("Välj, eller skriv något annat")
        self.input.setLineEdit(self.line)
        self.input.addItems([vocabulary.shown(word) for word in self._words()])
        self.input.setCurrentIndex(-1)
        completer = QCompleter(self.input.model(), self)
        # Words are offered below the line and never written into it: other words may begin the same way.
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.input.setCompleter(completer)
        # What the line shows in its normal form when it is left is no edit: only it can tell.
        self.line.written.connect(self._tell)
        self.row.addWidget(self.input, 1)
        self.row.addStretch(0)
        self.setFocusProxy(self.input)
        self._showing = False

    def _words(self) -> Sequence[str]:
        return vocabulary.VOCABULARIES[self._vocabulary]

    @property
    def value(self) -> str | None:
        """The word, as it is known, or the text in its place."""
        return vocabulary.known(self._vocabulary, normal.line(self.line.text())) or None

    def _tell(self) -> None:
        if not self._showing:
            self.edited.emit()

    def show_value(self, value: str | None) -> None:
        """Show *value* as it reads in the document."""
        if self.value != value:
            self._showing = True
            # Words of the user's own stay as they were written.
            shown = value or ""
            if shown in self._words():
                shown = vocabulary.shown(shown)
            self.input.setCurrentIndex(self.input.findText(shown) if value else -1)
            self.line.show_text(shown)
            self._showing = False

    def make_compact(self) -> None:
        """Be no wider than the cell, whatever the words are, and leave the hint to the list."""
        self.input.setMinimumContentsLength(_COMPACT)
        self.line.setPlaceholderText("")

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the combo box and its line, which has the focus while it is typed in."""
        return self.input, self.line
