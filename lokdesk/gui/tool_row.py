"""Tools side by side, on as many lines as they need."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from lokdesk.gui.flow import Flow
from lokdesk.gui.icons import icon
from lokdesk.gui.look import GAP

_LOOKS = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)


class ToolRow(QWidget):
    """A button for each action, with an icon and words. They leave the focus where it is."""

    def __init__(self, name: str) -> None:
        """*name* is what a screen reader calls the tools together."""
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[QAction, QToolButton] = {}
        self._row = Flow()
        self._row.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        self.setLayout(self._row)

    def fill(self, actions: Iterable[QAction]) -> None:
        """Add a button for each of *actions*, whose icon has the name of the action."""
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._buttons[action] = button
            self._row.addWidget(button)
        self._show_icons()

    def button(self, action: QAction) -> QToolButton:
        """Return the button of *action*. Raises KeyError where it has none."""
        return self._buttons[action]

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew, in the size and the colours of now."""
        super().changeEvent(event)
        if event.type() in _LOOKS:
            self._show_icons()

    def _show_icons(self) -> None:
        side = self.fontMetrics().height()
        for action, button in self._buttons.items():
            action.setIcon(icon(action.objectName(), self))
            button.setIconSize(QSize(side, side))
