"""What an item is dragged by with the mouse."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from lokdesk.gui.look import mixed

_DOTS = 2, 3
"""How many dots there are across and down."""
_FAINT = 0.6
"""How much of the text's colour the dots have."""
_TIP = "Dra för att flytta. Med tangenterna: Alt+Skift+Upp eller Alt+Skift+Ned."


def width(widget: QWidget) -> int:
    """Return how wide in pixels a handle is beside text in the font of *widget*."""
    return widget.fontMetrics().height() * 3 // 4


class Handle(QWidget):
    """Two rows of dots that the mouse takes hold of. With the keys an item is moved by commands instead."""

    moved = Signal(QPoint)
    """The mouse has dragged the handle to this point of the screen."""
    dropped = Signal()
    """The mouse has let go after dragging."""
    given_up = Signal()
    """The user wants everything to stay where it was."""

    def __init__(self) -> None:
        super().__init__()
        self._from: QPoint | None = None
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(_TIP)
        kept = self.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.setSizePolicy(kept)

    def sizeHint(self) -> QSize:
        """Return a size that goes with the text beside it."""
        return QSize(width(self), self.fontMetrics().height() * 3 // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        palette, roles = self.palette(), QPalette.ColorRole
        painter.setBrush(mixed(palette, roles.WindowText, roles.Window, _FAINT))
        size = self.fontMetrics().height() / 10
        across, down = _DOTS
        step = size * 3.2
        left = (self.width() - step * (across - 1)) / 2
        top = (self.height() - step * (down - 1)) / 2
        for x in range(across):
            for y in range(down):
                painter.drawEllipse(QPointF(left + x * step, top + y * step), size, size)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, once the mouse has moved far enough for it to be meant."""
        if self._from is None:
            return
        here = event.globalPosition().toPoint()
        far = (here - self._from).manhattanLength() >= QApplication.startDragDistance()
        if far and not self._dragging:
            self._dragging = True
            # The keys go to whatever has the focus, and Escape ends the dragging.
            QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        if self._dragging:
            self.moved.emit(here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._end():
            self.dropped.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give up at Escape."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self._end():
                self.given_up.emit()
                return True
        return False

    def _end(self) -> bool:
        """Return whether there was any dragging to end."""
        was = self._dragging
        self._dragging = False
        self._from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if was:
            QApplication.instance().removeEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        return was
