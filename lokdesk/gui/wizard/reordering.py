"""Moving the items of a list with the mouse: a mark shows where the dragged one will come."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_THICK = 3
"""How many pixels thick the mark is."""
_EDGE = 48
"""How many pixels from the edge of the page it begins to scroll."""
_FASTEST = 24
"""How many pixels it scrolls at a time, at the very edge."""
_EVERY = 25
"""How many milliseconds there are between two times."""


class Reordering(QObject):
    """The dragging of one of several parts of *owner* that lie below each other.

    *parts* returns them in their order, and *move* is told which is to be at which place, counted from zero.
    It is one of Qt's objects: what others would be told by each handle is never forgotten.
    """

    def __init__(
        self, owner: QWidget, parts: Callable[[], Sequence[QWidget]], move: Callable[[QWidget, int], object]
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._parts = parts
        self._move = move
        self._dragged: QWidget | None = None
        self._place = 0
        self._here = QPoint()
        self.mark = QFrame(owner)
        self.mark.setAutoFillBackground(True)
        self.mark.hide()
        self._scrolling = QTimer(owner)
        self._scrolling.setInterval(_EVERY)
        self._scrolling.timeout.connect(self._scroll)

    def drag(self, part: QWidget, here: QPoint) -> None:
        """Show where *part* will come when it is let go *here*, a point of the screen."""
        self._dragged = part
        self._here = here
        self._show()
        if not self._scrolling.isActive():
            self._scrolling.start()

    def _show(self) -> None:
        parts = self._parts()
        height = self._owner.mapFromGlobal(self._here).y()
        self._place = sum(part.geometry().center().y() < height for part in parts)
        if self._place < len(parts):
            top = parts[self._place].geometry().top()
            above = parts[self._place - 1].geometry().bottom() if self._place else top - 2 * _THICK
        else:
            above = parts[-1].geometry().bottom()
            top = above + 2 * _THICK
        palette = self.mark.palette()
        palette.setColor(QPalette.ColorRole.Window, palette.color(QPalette.ColorRole.Highlight))
        self.mark.setPalette(palette)
        first = parts[0].geometry()
        self.mark.setGeometry(first.left(), max(0, (above + top - _THICK) // 2), first.width(), _THICK)
        self.mark.raise_()
        self.mark.show()

    def _scroll(self) -> None:
        """Scroll the page while the mouse is held near its upper or lower edge."""
        area = self._area()
        if area is None:
            return
        height = area.viewport().mapFromGlobal(self._here).y()
        near = max(0, _EDGE - height) - max(0, _EDGE - (area.viewport().height() - height))
        if near:
            bar = area.verticalScrollBar()
            before = bar.value()
            bar.setValue(before - round(_FASTEST * max(-1.0, min(1.0, near / _EDGE))))
            if bar.value() != before:
                self._show()

    def _area(self) -> QScrollArea | None:
        widget = self._owner.parentWidget()
        while widget is not None and not isinstance(widget, QScrollArea):
            widget = widget.parentWidget()
        return widget

    def drop(self) -> None:
        """Move what is dragged to where the mark is."""
        dragged, parts = self._dragged, list(self._parts())
        self.give_up()
        if dragged is not None and dragged in parts:
            own = parts.index(dragged)
            # Taken from its place, it leaves one less before the mark.
            place = self._place - (own < self._place)
            if place != own:
                self._move(dragged, place)

    def give_up(self) -> None:
        """Let everything stay where it is."""
        self._dragged = None
        self._scrolling.stop()
        self.mark.hide()
