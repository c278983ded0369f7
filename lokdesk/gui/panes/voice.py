"""What one sender wants at a place, in words that the keys can be used on, with the buttons for it below."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from lokdesk.gui.look import GAP, heading, muted, wrapped
from lokdesk.gui.panes.card import Card

_RING, _ROUND = 2.0, 4.0
_KEYS: Mapping[Qt.Key, str] = {
    Qt.Key.Key_Return: "take",
    Qt.Key.Key_Enter: "take",
    Qt.Key.Key_Delete: "refuse",
    Qt.Key.Key_F2: "edit",
    Qt.Key.Key_L: "lift",
    Qt.Key.Key_P: "place",
    Qt.Key.Key_Backspace: "reopen",
    Qt.Key.Key_G: "go",
}
"""What each key does with a viewpoint that has the focus, by the name of the button that does the same."""
_TOLD = {
    "take": "Enter",
    "refuse": "Delete",
    "edit": "F2",
    "lift": "L",
    "place": "P",
    "reopen": "Backsteg",
    "go": "G",
}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Words(QFrame):
    """The words, as one thing that has the focus and is read out whole."""

    stepped = Signal(int)
    """The user goes so many viewpoints on, or back."""
    ended = Signal(bool)
    """The user goes to the last viewpoint, or to the first."""
    pressed = Signal(str)
    """The name of what the user wants to do with it."""

    def __init__(self, name: str, spoken: str) -> None:
        """*name* is the object's, and *spoken* what a screen reader says."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP, GAP, GAP, GAP)
        self.column.setSpacing(GAP // 2)

    def name(self, text: str) -> None:
        """Put *text* first, as who it is from."""
        self.column.addWidget(heading(text, 1))

    def say(self, text: str, *, faint: bool = False) -> None:
        """Put *text* below, if there is any."""
        if text:
            label = wrapped(text)
            self.column.addWidget(muted(label) if faint else label)

    def say_html(self, html: str, spoken: str) -> None:
        """Put a text with marks below; a screen reader says what is *spoken*."""
        label = QLabel(html)
        label.setAccessibleName(spoken)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        self.column.addWidget(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows go to other viewpoints, and other keys do something with this one."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.ended.emit(key == Qt.Key.Key_End)
        elif plain and key in _KEYS:
            if not event.isAutoRepeat():
                self.pressed.emit(_KEYS[key])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ring where the focus is."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        inset = _RING / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _RING))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _ROUND, _ROUND)
        painter.end()


class VoiceCard(Card):
    """The words of one viewpoint, known by its *ref*, above what can be done with it."""

    def __init__(self, key: str, ref: str, about: str, spoken: str) -> None:
        """*about* tells a screen reader what the buttons do something with."""
        super().__init__(key, about)
        self.ref = ref
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        self.words = Words(f"{key}:words", spoken)
        self.column.addWidget(self.words)

    def can(self, name: str, text: str, run: Callable[[], object]) -> None:
        """Offer something to do, by a button that says *text* and by the key for it."""
        button = self.offer(name, text, run)
        button.setToolTip(f"{_TOLD[name]} när synpunkten är markerad")

    def press(self, name: str) -> None:
        """Press the button called *name*, where it is offered."""
        button = self.buttons.get(name)
        if button is not None and button.isEnabled():
            button.click()
