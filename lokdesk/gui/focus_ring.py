"""A ring around what has the focus, for what the style itself shows no focus on."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

_WIDTH = 2.0
_ROUND = 3.0


class _Ring(QWidget):
    """The ring, which lies on what it is around and is as large as that."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(around.rect())
        around.installEventFilter(self)
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what it is around."""
        above = self.parentWidget()
        if event.type() == QEvent.Type.Resize and above is not None:
            self.setGeometry(above.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        inset = _WIDTH / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _WIDTH))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _ROUND, _ROUND)
        painter.end()


class FocusRing(QObject):
    """Puts the ring where it is needed, in all windows of *application*."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._ring: _Ring | None = None
        application.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, new: QWidget | None) -> None:
        ring, self._ring = self._ring, None
        if ring is not None and isValid(ring):
            ring.hide()
            ring.deleteLater()
        if new is not None and _needs_ring(new):
            self._ring = _Ring(new)


def _needs_ring(widget: QWidget) -> bool:
    """Return whether styles show nothing on *widget*: it scrolls, or is blue already for Enter.

    A list that has popped up shows its row, which the ring would lie on.
    """
    if isinstance(widget, QPushButton):
        return widget.isDefault() and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    if isinstance(widget, QListView):
        return widget.window().windowType() != Qt.WindowType.Popup
    return isinstance(widget, QTextEdit | QPlainTextEdit | QScrollArea)
