"""A line in a table of figures: one is gone from to the next as in a spreadsheet."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

from lokdesk.gui.clipboard import board, cells
from lokdesk.gui.fields.field import LineInput
from lokdesk.gui.look import characters, tip

_WIDEST = 30
"""How many characters wide a column grows at the most with what stands in it."""
_AROUND = 14
"""How many pixels there are around the text in a cell."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DOWN = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, **dict.fromkeys(_ENTER, 1)}
"""How many rows down each key goes."""
_ASIDE = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
"""How many columns to the right each key goes from the end of a cell."""


class GridCell(LineInput):
    """A line in the table."""

    entered = Signal()
    stepped = Signal(int, int)
    """The user wants to go so many rows down and columns to the right."""
    continued = Signal()
    """The user wants a new row below this one."""
    pasted = Signal(object)
    """The user has pasted several cells, which have not been taken in."""

    def __init__(self, narrowest: int) -> None:
        """*narrowest* is how many characters wide it is at the least."""
        super().__init__()
        self.setMinimumWidth(characters(self, narrowest))
        self.textChanged.connect(self._fit)

    def _fit(self) -> None:
        """Ask for room for the text, and tell it in a tip where there is too little."""
        self.setToolTip(tip(self.text()) if self._needed() > self.width() else "")
        self.updateGeometry()

    def _needed(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text() or self.placeholderText()) + _AROUND

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew whether there is room."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the room of the text, as far as that is reasonable; where there is less, it is narrower."""
        wide = min(max(self._needed(), self.minimumWidth()), characters(self, _WIDEST))
        return QSize(wide, super().sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell of it."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from cell to cell with the keys for it, and to a new row with Ctrl+Enter."""
        key = Qt.Key(event.key())
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.continued.emit()
            return
        aside = 0 if event.modifiers() else _ASIDE.get(key, 0)
        end = len(self.text()) if aside > 0 else 0
        if aside and not self.hasSelectedText() and self.cursorPosition() == end:
            self.stepped.emit(0, aside)
            return
        super().keyPressEvent(event)
        if (down := _DOWN.get(key)) is not None:
            event.accept()
            up = key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-down if up else down, 0)

    def paste(self) -> None:
        """Take several cells for cells, and one for a part of the line."""
        block = cells.from_clipboard(*board.read())
        if len(block) > 1 or (block and len(block[0]) > 1):
            self.pasted.emit(block)
        else:
            super().paste()
