"""Things side by side that go on below where there is no more room, as words in a paragraph do."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from lokdesk.gui.look import GAP


class Flow(QLayout):
    """A layout that puts what it holds side by side for as long as there is room, and then below."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setSpacing(GAP // 2)
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        """Put *item* last."""
        self._items.append(item)
        self.invalidate()

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Hold nothing for as long as this lasts; what comes back belongs to the widget there is then."""
        items, self._items = self._items, []
        try:
            yield
        finally:
            self._items = items
            self.invalidate()
            for item in items:
                if (widget := item.widget()) is not None:
                    self._take_along(widget)

    def _take_along(self, widget: QWidget) -> None:
        holder = self.parentWidget()
        if holder is None or widget.parentWidget() is holder:
            return
        asked = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        hidden = asked and widget.isHidden()
        widget.setParent(holder)
        if holder.isVisible() and not hidden:
            widget.show()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """Return the item at *index*, nothing when there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Take out and return the item at *index*, nothing when there is none."""
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def hasHeightForWidth(self) -> bool:
        """Return that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how much room is needed within *width*."""
        if (height := self._heights.get(width)) is None:
            self._heights[width] = height = self._place(QRect(0, 0, width, 0), False)
        return height

    def invalidate(self) -> None:
        """Forget what is known of what it holds."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place within *rect*."""
        super().setGeometry(rect)
        self._place(rect, True)

    def sizeHint(self) -> QSize:
        """Return the least room."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the room of the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it takes the width that there is, and no more height than it needs."""
        return Qt.Orientation.Horizontal

    def _place(self, rect: QRect, really: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, height = rect.x(), y + height + self.spacing(), 0
            if really:
                width = min(size.width(), rect.width())
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += size.width() + self.spacing()
            height = max(height, size.height())
        return y + height - rect.y()
