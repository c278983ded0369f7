"""What all fields have in common: they show an answer, and tell when the user has given another one."""

from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from lokdesk.gui.look import GAP


class Field(QWidget):
    """A widget for one answer. The draft owns the answer; the field only shows it and tells of edits."""

    edited = Signal(object)
    """The value, not yet in normal form, that the user has just given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(GAP)

    def show_value(self, value: Any) -> None:
        """Show *value*, the answer in normal form, unless what is shown means the same already."""
        raise NotImplementedError

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the widgets that take the user's input, the main one first."""
        raise NotImplementedError

    def describe(self, name: str, description: str) -> None:
        """Tell a screen reader what is asked for: *name* the short label, *description* all the rest."""
        for widget in self.inputs():
            role = widget.property("role")
            widget.setAccessibleName(f"{name}, {role}" if role else name)
            widget.setAccessibleDescription(description)


def leave_undo_to_the_window(event: QEvent) -> bool:
    """Return whether *event* asks for undo or redo, which are the draft's and not the single field's."""
    if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            event.ignore()
            return True
    return False


class LineInput(QLineEdit):
    """A line of text without an undo of its own."""

    def event(self, event: QEvent) -> bool:
        """Pass undo and redo on."""
        return leave_undo_to_the_window(event) or super().event(event)
