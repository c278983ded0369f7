"""A dialog whose content scrolls where it is larger than the screen, with buttons that stay in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, characters

_SHARE = 0.92
"""How much of the screen a dialog takes at the most."""


class ScrolledDialog(QDialog):
    """Content above buttons."""

    def __init__(self, parent: QWidget, title: str, buttons: QDialogButtonBox) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        below = QHBoxLayout()
        below.setContentsMargins(ROOM, 0, ROOM, 0)
        below.addWidget(buttons)
        self._below = buttons
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, GAP * 2)
        whole.addWidget(self._area, 1)
        nest(whole, below)

    def show_content(self, content: QWidget, width: int) -> None:
        """Show *content*, *width* characters wide, in a dialog as large as it takes and the screen allows."""
        self._area.setWidget(content)
        screen = self.screen().availableGeometry().size() * _SHARE
        bar = self._area.verticalScrollBar().sizeHint().width()
        least = content.minimumSizeHint().width() + bar
        wide = min(max(characters(self, width), least), screen.width())
        self.setMinimumWidth(min(least, screen.width()))
        high = content.heightForWidth(wide) if content.hasHeightForWidth() else content.sizeHint().height()
        self.resize(wide, min(high + self._below.sizeHint().height() + GAP * 4, screen.height()))
