"""Measures and small choices of look that all parts of the window share."""

from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QWidget

GAP = 8
"""The distance in pixels between things that belong together."""
ROOM = 24
"""The distance in pixels between things that do not."""
READABLE_WIDTH = 820
"""How wide in pixels a column of questions grows at the most."""


def heading(text: str, size: float, parent: QWidget | None = None) -> QLabel:
    """Return a label with *text*, *size* times as large as running text and in bold."""
    label = QLabel(text, parent)
    label.setWordWrap(True)
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * size)
    font.setBold(True)
    label.setFont(font)
    return label


def muted(label: QLabel) -> QLabel:
    """Return *label* with its text in the colour that the palette has for less important text."""
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def wrapped(text: str, parent: QWidget | None = None) -> QLabel:
    """Return a label with running *text* that wraps."""
    label = QLabel(text, parent)
    label.setWordWrap(True)
    return label
