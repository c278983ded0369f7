"""A line of text in a cell of a table, which goes on below where it is too long for the cell."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from lokdesk.agreement import normal
from lokdesk.gui.clipboard import cells
from lokdesk.gui.fields.field import leaves_undo_to_the_window, without_undo
from lokdesk.gui.fields.one_line import OneLineField
from lokdesk.gui.look import plain_text

_MARGIN = 4
"""How many pixels there are around the text: a cell of one line is as high as the fields beside it."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellInput(QPlainTextEdit):
    """One line of text, shown on as many as it needs."""

    edited = Signal()
    """The user has changed the text."""
    stepped = Signal(int)
    """The user wants to go so many rows down, -1 for up."""
    left = Signal()
    """The user has left the text."""
    entered = Signal()
    """The user has pressed Enter."""
    pasted = Signal(tuple)
    """The user has pasted a block of cells, which may be meant for several fields; none has been taken in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_MARGIN)
        self.textChanged.connect(self._tell)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Pass undo and redo on."""
        return leaves_undo_to_the_window(event) or super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the text."""
        menu = without_undo(self.createStandardContextMenu())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def text(self) -> str:
        """Return the text."""
        return plain_text(self.document())

    def show_text(self, text: str) -> None:
        """Show *text*, and leave the cursor alone where it is shown already."""
        if plain_text(self.document()) == text:
            return
        place = self.textCursor().position()
        self._showing = True
        self.setPlainText(text)
        self._showing = False
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.setTextCursor(cursor)

    def _tell(self) -> None:
        self._fit()
        if not self._showing:
            self.edited.emit()

    def _fit(self) -> None:
        """Be as high as the text."""
        line = QFontMetricsF(self.font()).lineSpacing()
        lines = max(1, round(self.document().size().height()))
        edges = 2 * (self.frameWidth() + self.document().documentMargin())
        # Where the last pixel is missing, the line that it belongs to is scrolled out of sight.
        height = ceil(lines * line + edges) + 1
        if height != self.height():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """Return the height of the text; how wide it is follows from the table."""
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the text anew."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter, and the keys up and down where the text ends, to the table."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.entered.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            before = self.textCursor()
            super().keyPressEvent(event)
            if self.textCursor() == before:
                self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take in text as a part of the line, and leave several cells to the table."""
        found = cells.from_clipboard(source.html(), source.text())
        if sum(map(len, found)) > 1:
            self.pasted.emit(found)
        else:
            self.insertPlainText(normal.line(source.text()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the text when one comes with the Tab key, as in other lines."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the text is complete."""
        super().focusOutEvent(event)
        self.left.emit()


class CellField(OneLineField):
    """A line of text in a cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        line = CellInput()
        super().__init__(line, line, parent)
        self.input = line
        self.input.edited.connect(self.edited)
        self.input.left.connect(self.tidy)
