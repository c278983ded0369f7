"""A tile: a button with room for more than one line of words."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lokdesk.gui.look import GAP, heading, mixed, muted, wrapped

_BORDER = 0.35
_PRESSED = 0.12
"""How much of the text's colour the border has, and the ground while it is pressed."""
_ROUND = 6


class Tile(QAbstractButton):
    """A button as wide as its column, with a title and what there is to say of it on lines below."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP * 2, GAP * 3 // 2, GAP * 2, GAP * 3 // 2)
        self.column.setSpacing(GAP // 2)
        self.setAccessibleName(title)
        self.add(heading(title, 1))

    def say(self, text: str) -> QLabel:
        """Add a line of *text* in a fainter colour, and return it."""
        label = muted(wrapped(text))
        self.setAccessibleDescription(f"{self.accessibleDescription()} {text}".strip())
        self.add(label)
        return label

    def add(self, widget: QWidget) -> None:
        """Add *widget*, which is only looked at."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # Within a button it would be that of buttons, which a fainter colour is not given to.
        widget.setForegroundRole(QPalette.ColorRole.WindowText)
        self.column.addWidget(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the tile, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the border: a wide one where the focus is, or the pointer."""
        role = QPalette.ColorRole
        palette = self.palette()
        ground = palette.color(role.Base if self.isEnabled() else role.Window)
        if self.isDown():
            ground = mixed(palette, role.Text, role.Base, _PRESSED)
        strong = self.hasFocus() or (self.underMouse() and self.isEnabled())
        edge = palette.color(role.Highlight) if strong else mixed(palette, role.Text, role.Base, _BORDER)
        width = 2.0 if self.hasFocus() else 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(edge, width)
        if not self.isEnabled():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(ground)
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _ROUND, _ROUND)
        painter.end()
