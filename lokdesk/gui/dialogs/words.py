"""A question that is answered with some words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from lokdesk.gui.look import GAP, characters, plain_text, wrapped

_WIDTH = 64
_LINES = 4


class WordsDialog(QDialog):
    """A label, room for words, and the buttons OK and Avbryt."""

    def __init__(
        self, parent: QWidget, title: str, label: str, text: str, several_lines: bool, required: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._required = required
        shown = wrapped(label)
        self.input: QLineEdit | QPlainTextEdit
        if several_lines:
            self.input = QPlainTextEdit(text)
            self.input.setTabChangesFocus(True)
            self.input.setFixedHeight((_LINES + 1) * self.fontMetrics().lineSpacing())
            self.input.textChanged.connect(self._follow)
        else:
            self.input = QLineEdit(text)
            self.input.selectAll()
            self.input.textChanged.connect(self._follow)
        self.input.setAccessibleName(title)
        self.input.setAccessibleDescription(label)
        self.input.setMinimumWidth(characters(self, _WIDTH))
        shown.setBuddy(self.input)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.buttons.button(standard.Ok).setText("OK")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        for widget in (shown, self.input, self.buttons):
            column.addWidget(widget)
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow()

    @property
    def text(self) -> str:
        """What has been written."""
        text = self.input.text() if isinstance(self.input, QLineEdit) else plain_text(self.input.document())
        return text.strip()

    def _follow(self) -> None:
        ready = bool(self.text) or not self._required
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)


def ask(
    parent: QWidget,
    title: str,
    label: str,
    text: str = "",
    *,
    several_lines: bool = False,
    required: bool = False,
) -> str | None:
    """Ask for some words, with *text* to begin with; returns ``None`` when the user has changed their mind.

    With *required*, an empty answer cannot be given.
    """
    dialog = WordsDialog(parent, title, label, text, several_lines, required)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    answer = dialog.text
    dialog.deleteLater()
    return answer if agreed else None
