"""Measures and small choices of look that all parts of the window share."""

from collections.abc import Iterable
from html import escape
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QPalette, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

GAP = 8
"""The distance in pixels between things that belong together."""
ROOM = 24
"""The distance in pixels between things that do not."""
READABLE = 136
"""How wide in characters a column of questions grows at the most."""

_BULLET = "•"
MUTED = 0.7
"""How much of the text's own colour muted text keeps; still more than 4.5:1 against its ground."""


def characters(widget: QWidget, count: int) -> int:
    """Return how wide in pixels *count* characters are on average in the font of *widget*."""
    return widget.fontMetrics().averageCharWidth() * count


class Running(QLabel):
    """Running text, which knows how high it is in each width that it has been asked about.

    Layouts within layouts ask time and again, in more widths than Qt remembers; each time it would be set
    anew.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._heights: dict[int, int] = {}

    def heightForWidth(self, width: int) -> int:
        """Return how high the text is in *width*."""
        if (height := self._heights.get(width)) is None:
            self._heights[width] = height = super().heightForWidth(width)
        return height

    def setText(self, text: str) -> None:
        """Show *text* in the place of what there was."""
        self._heights.clear()
        super().setText(text)

    def setContentsMargins(self, *margins: Any) -> None:
        """Keep so much room around the text."""
        self._heights.clear()
        super().setContentsMargins(*margins)

    def changeEvent(self, event: QEvent) -> None:
        """Forget the heights when the letters are others."""
        self._heights.clear()
        super().changeEvent(event)


def wrapped(text: str, parent: QWidget | None = None) -> QLabel:
    """Return a label with running *text* that wraps."""
    label = Running(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return with_dots(label)


def with_dots(label: QLabel) -> QLabel:
    """Return *label* with room for the dots over a capital letter.

    In some fonts they reach above what the font says is its height, most of all in small and in bold text.
    """
    label.setContentsMargins(0, max(1, label.fontMetrics().height() // 8), 0, 0)
    return label


def heading(text: str, size: float, parent: QWidget | None = None) -> QLabel:
    """Return a label with *text*, *size* times as large as running text and in bold."""
    label = wrapped(text, parent)
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * size)
    font.setBold(True)
    label.setFont(font)
    return with_dots(label)


def headed(text: str, size: float, lead: str = "") -> QVBoxLayout:
    """Return a column for what belongs together under a heading, and a *lead* if there is one."""
    column = QVBoxLayout()
    column.setSpacing(GAP)
    column.addWidget(heading(text, size))
    if lead:
        column.addWidget(muted(wrapped(lead)))
    return column


def bulleted(lines: Iterable[QLabel]) -> QWidget:
    """Return *lines* under each other, each after a bullet that the text does not go back under."""
    listed = QWidget()
    grid = QGridLayout(listed)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(GAP // 2)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        bullet = with_dots(QLabel(_BULLET))
        bullet.setFont(line.font())
        grid.addWidget(bullet, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(line, row, 1)
    return listed


def muted(label: QLabel) -> QLabel:
    """Return *label* with its text in a fainter colour."""
    palette = label.palette()
    text, ground = QPalette.ColorRole.WindowText, QPalette.ColorRole.Window
    palette.setColor(text, mixed(palette, text, ground, MUTED))
    label.setPalette(palette)
    return with_dots(label)


def mixed(palette: QPalette, text: QPalette.ColorRole, ground: QPalette.ColorRole, share: float) -> QColor:
    """Return the colour of *text* with no more than a *share* of its contrast to *ground*."""
    ink, paper = palette.color(text), palette.color(ground)
    pairs = ((ink.red(), paper.red()), (ink.green(), paper.green()), (ink.blue(), paper.blue()))
    return QColor(*(round(a * share + b * (1 - share)) for a, b in pairs))


def literal(text: str) -> str:
    """Return *text* for a button or a menu: an ampersand in it is an ampersand, no mnemonic."""
    return text.replace("&", "&&")


def tip(text: str) -> str:
    """Return *text* for a tool tip, where Qt takes for HTML what looks like it, and fetches its pictures."""
    if "<" not in text and "&lt;" not in text:
        return text
    return f'<span style="white-space: pre-wrap">{escape(text)}</span>'


class Linked(QLabel):
    """Running text with links, which the Tab key goes through one by one."""

    def __init__(self, html: str, parent: QWidget | None = None) -> None:
        super().__init__(html, parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to the first link at once, or to the last one from behind."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)


class OneLine(QLabel):
    """A label that takes the room of one line whatever it says, and cuts short what is longer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show *text*, or as much of it as there is room for."""
        self.whole = text
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(tip(self.whole) if shown != self.whole else "")

    def sizeHint(self) -> QSize:
        """Return the room of one line, also when there is nothing to say."""
        return QSize(0, self.fontMetrics().height() + self.contentsMargins().top())

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the text as the new size has room for."""
        super().resizeEvent(event)
        self._fit()


class ElidedButton(QToolButton):
    """A button that cuts a long text short rather than being as wide as it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show *text*, or as much of it as there is room for."""
        if text == self._whole:
            return
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        # The arrow and the frame take about three lines' height of the width.
        room = self.width() - 3 * self.fontMetrics().height()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(literal(shown))
        self.setToolTip(tip(self._whole) if shown != self._whole else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the text as the new size has room for."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return a width that does not depend on the text."""
        return QSize(characters(self, 20), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()


def plain_text(document: QTextDocument) -> str:
    """Return the text of *document* as it was written; Qt's own way makes breaking spaces of the others."""
    lines: list[str] = []
    block = document.begin()
    while block.isValid():
        lines.append(block.text().replace("\u2028", "\n"))
        block = block.next()
    return "\n".join(lines)
