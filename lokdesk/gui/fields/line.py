"""A single line of text, with suggestions from a register where there is one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from lokdesk.gui.fields.field import LineInput
from lokdesk.gui.fields.one_line import OneLineField

Suggest = Callable[[str], Sequence[str]]
"""What a register offers for the letters typed so far, best first."""


class LineField(OneLineField):
    """A single line of text."""

    chosen = Signal(str)
    """A suggestion that the user picked, after it has become the answer."""
    entered = Signal()
    """The user has pressed Enter, other than to pick a suggestion."""

    def __init__(self, suggest: Suggest | None = None, parent: QWidget | None = None) -> None:
        line = LineInput()
        super().__init__(line, line, parent)
        self.input = line
        self.input.editingFinished.connect(self.tidy)
        self.input.written.connect(self._tell)
        self.input.parted.connect(self.parted)
        self.input.returnPressed.connect(self._enter)
        if suggest is not None:
            self._offer(suggest)

    def _offer(self, suggest: Suggest) -> None:
        model = QStringListModel(self)
        completer = QCompleter(model, self)
        # The register has done the matching, with its own idea of what fits.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._choose)
        self.input.setCompleter(completer)
        self.input.textEdited.connect(lambda text: model.setStringList(list(suggest(text))))

    def _tell(self) -> None:
        self.edited.emit()

    def _enter(self) -> None:
        completer = self.input.completer()
        popup = completer.popup() if completer is not None else None
        # The line gets the key first, while what it picks is still shown.
        if popup is None or not popup.isVisible() or not popup.currentIndex().isValid():
            self.entered.emit()

    def _choose(self, text: str) -> None:
        self.input.setText(text)
        self.edited.emit()
        self.chosen.emit(text)
