"""A box to tick whose words go on below where there is no room for them beside each other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from lokdesk.gui.look import characters, literal

_NARROWEST = 12
"""How many characters wide the words are at the least."""


class TickBox(QCheckBox):
    """A check box with a text of any length."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._edge = super().sizeHint().width()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show *text*, on as many lines as it needs."""
        if text != self._whole:
            self._whole = text
            self._fit()

    def _fit(self) -> None:
        lines = wrapped(self._whole, self.fontMetrics(), self.width() - self._edge)
        text = "\n".join(map(literal, lines))
        if text != self.text():
            self.setText(text)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the width of the words on one line, and the height of them as they are."""
        whole = self.fontMetrics().horizontalAdvance(self._whole) + self._edge
        return QSize(whole + characters(self, 1), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the width of a few words."""
        words = max(map(self.fontMetrics().horizontalAdvance, self._whole.split()), default=0)
        narrowest = max(characters(self, _NARROWEST), words) + self._edge
        return QSize(min(narrowest, self.sizeHint().width()), super().minimumSizeHint().height())


def wrapped(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return *text* as lines that are no wider than *width*, as far as its words allow."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
