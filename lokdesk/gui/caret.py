"""Where in a text one is writing, kept while the field that it stands in is made anew."""

from typing import NamedTuple

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class Caret(NamedTuple):
    """The place that is written at, and where what is selected begins."""

    position: int
    anchor: int


def taken(widget: QWidget | None) -> Caret | None:
    """Return where the caret stands in *widget*, if it is a text."""
    if isinstance(widget, QLineEdit):
        length = len(widget.selectedText())
        start = widget.selectionStart() if length else widget.cursorPosition()
        at_start = widget.cursorPosition() == start
        return Caret(start, start + length) if at_start else Caret(start + length, start)
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        cursor = widget.textCursor()
        return Caret(cursor.position(), cursor.anchor())
    return None


def put(widget: QWidget | None, caret: Caret | None) -> None:
    """Let the *caret* stand in *widget* as it did, where that is a text."""
    if caret is None:
        return
    if isinstance(widget, QLineEdit):
        position, anchor = (min(place, len(widget.text())) for place in caret)
        widget.setCursorPosition(anchor)
        widget.cursorForward(True, position - anchor)
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        cursor = widget.textCursor()
        position, anchor = (min(place, widget.document().characterCount() - 1) for place in caret)
        cursor.setPosition(anchor)
        cursor.setPosition(position, cursor.MoveMode.KeepAnchor)
        widget.setTextCursor(cursor)
