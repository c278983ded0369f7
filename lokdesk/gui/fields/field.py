"""What all fields have in common: they show an answer, and tell when the user has given another one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QSpinBox, QWidget

from lokdesk.agreement import normal
from lokdesk.gui.look import GAP


def _line(text: str) -> str | None:
    return normal.line(text) or None


class Field(QWidget):
    """A widget for one answer. The draft owns the answer; the field only shows it and tells of edits."""

    edited = Signal()
    """The user has just given another answer, or something that cannot be understood as one."""
    left = Signal()
    """The user has left the field, or said that the answer in it is complete."""
    parted = Signal()
    """What the user does next is undone on its own."""
    unfolded = Signal()
    """The user has asked for more of the field than was shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.meaning: Callable[[str], str | None] = _line
        """What is taken in of a line that has been typed."""
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(GAP)

    @property
    def value(self) -> Any:
        """What the user has given, not yet in normal form."""
        raise NotImplementedError

    @property
    def unread(self) -> str:
        """What the user has typed, when it cannot be understood as an answer; most fields take everything."""
        return ""

    def show_unread(self, text: str) -> None:
        """Show *text* that was typed earlier and could not be understood."""

    def show_value(self, value: Any) -> None:
        """Show *value*, the answer in normal form, unless what is shown means the same already."""
        raise NotImplementedError

    def shows(self, value: Any) -> bool:
        """Return whether nothing is shown beside *value*, the answer, such as blanks or what is no answer."""
        return not self.unread

    def show_anew(self, value: Any) -> None:
        """Show *value*, and nothing beside it."""
        self.show_value(value)

    def refresh(self) -> None:
        """Offer what can be chosen now. Most fields offer the same all the time."""

    def make_compact(self) -> None:
        """Take no more room than a cell of a table has. Most fields need no more anyway."""

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the widgets that take the user's input, the main one first."""
        raise NotImplementedError

    def describe(self, name: str, description: str) -> None:
        """Tell a screen reader what is asked for: *name* the short label, *description* all the rest."""
        for widget in self.inputs():
            role = widget.property("role")
            widget.setAccessibleName(f"{name}, {role}" if role else name)
            widget.setAccessibleDescription(description)


def leaves_undo_to_the_window(event: QEvent) -> bool:
    """Return whether *event* asks for undo or redo, which are the draft's and not the single field's."""
    if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            event.ignore()
            return True
    return False


def without_undo(menu: QMenu) -> QMenu:
    """Return the *menu* of a text without undo and redo, which are the draft's."""
    for action in menu.actions():
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    first = next(iter(menu.actions()), None)
    if first is not None and first.isSeparator():
        menu.removeAction(first)
    return menu


class LineInput(QLineEdit):
    """A line of text without an undo of its own."""

    parted = Signal()
    """What is done next is undone on its own."""
    written = Signal(str)
    """The text is another, whether by keys or by what speaks or writes for the user."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.editingFinished.connect(self._tidy)
        # Not textEdited: what takes dictation sets the text as a program would.
        self.textChanged.connect(self._tell)

    def _tell(self, text: str) -> None:
        if not self._showing:
            self.written.emit(text)

    def event(self, event: QEvent) -> bool:
        """Pass undo and redo on."""
        return leaves_undo_to_the_window(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste in the way of this line."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Let what pastes in the menu paste in the way of this line too."""
        menu = without_undo(self.createStandardContextMenu())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self.paste)
        menu.popup(event.globalPos())

    def paste(self) -> None:
        """Put what is on the clipboard in as a part of the line; line breaks become spaces."""
        text = QGuiApplication.clipboard().text()
        self.parted.emit()
        self.insert(normal.line(text) if "\n" in normal.text(text) else text)
        self.parted.emit()

    def _tidy(self) -> None:
        """Show what was typed in its normal form: a pasted line break is a space."""
        self.show_text(normal.line(self.text()))
        self._forget()

    def _forget(self) -> None:
        """Let go of each key that Qt remembers for an undo of its own, all day long, and nobody asks for."""
        if not self.isUndoAvailable():
            return
        place, start, marked = self.cursorPosition(), self.selectionStart(), self.selectionLength()
        # Only a text that is set begins anew, also where it is the same.
        self._showing = True
        self.setText(self.text())
        self._showing = False
        if not marked:
            self.setCursorPosition(place)
        elif place == start:
            self.setSelection(start + marked, -marked)
        else:
            self.setSelection(start, marked)

    def show_text(self, text: str) -> None:
        """Show *text*, and leave the cursor alone where it is shown already."""
        if self.text() != text:
            place = self.cursorPosition()
            self._showing = True
            self.setText(text)
            self._showing = False
            self.setCursorPosition(min(place, len(text)))


class QuietComboBox(QComboBox):
    """A combo box that leaves the wheel to the page unless the user is in it."""

    def event(self, event: QEvent) -> bool:
        """Keep the keys that open the list, which are commands elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            opens = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            if opens and event.modifiers() == Qt.KeyboardModifier.AltModifier:
                event.accept()
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the choice, when the pointer happens to pass over it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class QuietSpinBox(QSpinBox):
    """A spin box that leaves the wheel to the page unless the user is in it, and undo to the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLineEdit(LineInput(self))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the number, when the pointer happens to pass over it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
