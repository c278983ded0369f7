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

    def __init__(self, suggest: Suggest | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = LineInput(self)
        self.input.written.connect(self._tell)
        self.input.parted.connect(self.parted)
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
        if normal.line(self.input.text()) != (value or ""):
            self.input.show_text(value or "")

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the line."""
        return (self.input,)
