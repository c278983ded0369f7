"""A single line of text, with suggestions from a register where there is one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from lokdesk.agreement import normal
from lokdesk.gui.fields.field import Field, LineInput

Suggest = Callable[[str], Sequence[str]]
"""What a register offers for the letters typed so far, best first."""


class LineField(Field):
    """A single line of text."""

    chosen = Signal(str)
    """A suggestion that the user picked, after it has become the answer."""
    entered = Signal()
    """The user has pressed Enter, other than to pick a suggestion."""

    def __init__(self, suggest: Suggest | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = LineInput(self)
        self.input.editingFinished.connect(self._tidy)
        self.input.written.connect(self._tell)
        self.input.parted.connect(self.parted)
        self.input.returnPressed.connect(self._enter)
        self.row.addWidget(self.input)
        self.setFocusProxy(self.input)
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

    @property
    def value(self) -> str:
        """The text as it was typed."""
        return self.input.text()

    def show_value(self, value: str | None) -> None:
        """Show *value*."""
        if self.meaning(self.input.text()) != value:
            self.input.show_text(value or "")

    def _tidy(self) -> None:
        """Show the answer as it stands in the document, once it is complete."""
        self.input.show_text(self.meaning(self.input.text()) or "")

    def shows(self, value: str | None) -> bool:
        """Return whether no spaces are shown that are no part of *value*."""
        text = self.input.text()
        return text == (value or "") or normal.line(text) != (value or "")

    def show_anew(self, value: str | None) -> None:
        """Show *value*, without other spaces."""
        self.input.show_text(value or "")

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the line."""
        return (self.input,)
