"""A dialog with a few fields under each other, in which nothing is lost when something is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from lokdesk.gui import caret
from lokdesk.gui.caret import Caret
from lokdesk.gui.dialogs.scrolled import ScrolledDialog
from lokdesk.gui.fields.field import Field
from lokdesk.gui.fields.text import TextField
from lokdesk.gui.formatting import Formatting
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, plain_text, wrapped
from lokdesk.gui.tool_row import ToolRow
from lokdesk.gui.wizard.unread import EXAMPLES

_WIDTH = 80
_LAST = Caret(1_000_000_000, 1_000_000_000)
"""After all that is written: who changes a text most often goes on with it."""
_LINES = 4


class WordsField(Field):
    """Some lines of plain text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = QPlainTextEdit()
        self.input.setTabChangesFocus(True)
        self.input.setFixedHeight((_LINES + 1) * self.fontMetrics().lineSpacing())
        self.input.textChanged.connect(self.edited)
        self.row.addWidget(self.input)
        self.setFocusProxy(self.input)

    @property
    def value(self) -> str:
        """The text without white space at its ends."""
        return plain_text(self.input.document()).strip()

    def show_value(self, value: str | None) -> None:
        """Show *value*."""
        self.input.setPlainText(value or "")

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the editor."""
        return (self.input,)


@dataclass(frozen=True)
class Row:
    """A field under its *label*. One that is *required* has to be filled in.

    That another need not be is *told*, unless it is plain that it is so.
    """

    label: str
    field: Field
    required: bool = False
    told: bool = True


class FormDialog(ScrolledDialog):
    """Fields under each other, and the buttons OK and Avbryt."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        lead: str,
        rows: Sequence[Row],
        accept: str = "OK",
        below: QWidget | None = None,
        above: Sequence[QWidget] = (),
    ) -> None:
        """*below* is shown under the rows: what comes of what is filled in. *above* stand before the lead."""
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        super().__init__(parent, title, buttons)
        self.buttons = buttons
        self.buttons.button(standard.Ok).setText(accept)
        self.buttons.accepted.connect(self._finish)
        self.buttons.rejected.connect(self.reject)
        self.rows = tuple(rows)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(GAP * 2)
        for one in above:
            column.addWidget(one)
        if lead:
            column.addWidget(wrapped(lead))
        for row in rows:
            nest(column, self._laid_out(row))
        self.remark = wrapped("")
        self.remark.hide()
        column.addWidget(self.remark)
        if below is not None:
            column.addWidget(below)
        column.addStretch(1)
        self.show_content(content, _WIDTH)
        for row in rows:
            for input_ in row.field.inputs():
                caret.put(input_, _LAST)
        if rows:
            rows[0].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _laid_out(self, row: Row) -> QVBoxLayout:
        may_be_empty = row.told and not row.required
        label = QLabel(f"{row.label} (kan lämnas tomt)" if may_be_empty else row.label)
        label.setBuddy(row.field)
        row.field.describe(row.label, "Ska fyllas i." if row.required else "Kan lämnas tomt.")
        place = QVBoxLayout()
        place.setSpacing(GAP // 2)
        place.addWidget(label)
        if isinstance(row.field, TextField):
            place.addWidget(self._tools(row.field))
        place.addWidget(row.field)
        return place

    def _tools(self, field: TextField) -> ToolRow:
        """Return what can be done with a text."""
        bar = ToolRow("Verktyg för text")
        formatting = Formatting(self)
        bar.fill(formatting.actions.values())
        formatting.follow(field.input)
        # The window is not at hand here, so the text undoes what is typed in it by itself.
        field.input.setUndoRedoEnabled(True)
        return bar

    def _finish(self) -> None:
        """Accept what has been filled in, unless something is missing or cannot be understood."""
        for row in self.rows:
            if row.field.unread:
                self._say(row, f"”{row.field.unread}” går inte att förstå som ett datum. {EXAMPLES}")
                return
            if row.required and row.field.value in (None, "", ()):
                self._say(row, f"”{row.label}” ska fyllas i.")
                return
        self.accept()

    def _say(self, row: Row, words: str) -> None:
        self.remark.setText(words)
        self.remark.show()
        row.field.describe(row.label, words)
        row.field.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(row.field, words))


def filled_in(
    parent: QWidget,
    title: str,
    lead: str,
    rows: Sequence[Row],
    accept: str = "OK",
    above: Sequence[QWidget] = (),
) -> bool:
    """Let the user fill in *rows*. Returns whether they did; what they gave is in the fields.

    What stands *above* the lead is what they are asked about.
    """
    dialog = FormDialog(parent, title, lead, rows, accept, above=above)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
