"""A page that is read from top to bottom: one column in the middle, no wider than reads well."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lokdesk.gui.look import READABLE, ROOM, characters


class Reading(QScrollArea):
    """A column that scrolls up and down, and is never narrower than what is in it."""

    def __init__(self, widest: int = READABLE, above: int = ROOM) -> None:
        """*widest* is how wide in characters the column grows at the most, *above* the pixels over it."""
        super().__init__()
        self._widest = widest
        self._above = above
        self._needed = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column = self.start_over()

    def start_over(self) -> QVBoxLayout:
        """Throw away what is in the column, and return a new and empty one."""
        self.content = QWidget()
        """All there is to scroll through."""
        content = QWidget()
        content.setMaximumWidth(characters(self, self._widest))
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(ROOM, self._above, ROOM, ROOM)
        self.column.setSpacing(ROOM)
        sides = QHBoxLayout(self.content)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addStretch(1)
        sides.addWidget(content, 100)
        sides.addStretch(1)
        self.setWidget(self.content)
        return self.column

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when what is in the column needs another width."""
        if watched is self.content and event.type() == QEvent.Type.LayoutRequest:
            needed = self.content.minimumSizeHint().width()
            if needed != self._needed:
                self._needed = needed
                self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Return a size that leaves nothing outside at the sides."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._needed + bar, super().minimumSizeHint().height())
