"""A figure on the screen: on white paper, as wide as there is room for."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from lokdesk.figures import lettering
from lokdesk.figures.figure import Figure
from lokdesk.figures.svg import FAMILY
from lokdesk.gui.look import GAP

_LARGEST = 2.0
"""How much larger than on paper a figure is drawn at the most."""
_POINTS_PER_INCH = 72.0


@cache
def _know_letters() -> None:
    """Make the type known that figures are lettered in."""
    for file in (lettering.REGULAR, lettering.BOLD):
        QFontDatabase.addApplicationFont(str(file))


def readable(svg: str) -> QByteArray:
    """Return *svg* as Qt reads it: with one font, which is known, and not a list to choose from."""
    _know_letters()
    return QByteArray(svg.replace(FAMILY, FAMILY.partition(",")[0], 1).encode())


class Picture(QWidget):
    """Shows a figure, with what it says in words for those who do not see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        self._renderer = QSvgRenderer(self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def figure(self) -> Figure | None:
        """The figure that is shown."""
        return self._figure

    def show_figure(self, figure: Figure) -> None:
        """Show *figure*."""
        if figure is self._figure:
            return
        self._figure = figure
        self._renderer.load(readable(figure.svg))
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(figure.description)
        self.updateGeometry()
        self.update()

    def _drawn(self, width: int) -> QRectF:
        """Return where the figure is drawn in a widget of that *width*."""
        assert self._figure is not None
        natural = self._figure.width * self.logicalDpiX() / _POINTS_PER_INCH
        wide = max(min(width - 2.0 * GAP, natural * _LARGEST), 1.0)
        return QRectF((width - wide) / 2, GAP, wide, wide * self._figure.height / self._figure.width)

    def hasHeightForWidth(self) -> bool:
        """Return that it is as high as its width demands."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high it is in that *width*, with a margin of paper around it."""
        return round(self._drawn(width).height()) + 2 * GAP if self._figure is not None else 0

    def sizeHint(self) -> QSize:
        """Return the size on paper."""
        if self._figure is None:
            return QSize()
        natural = round(self._figure.width * self.logicalDpiX() / _POINTS_PER_INCH) + 2 * GAP
        return QSize(natural, self.heightForWidth(natural))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure. The paper is white in the dark, too: so it is in the document."""
        if self._figure is None:
            return
        painter = QPainter(self)
        drawn = self._drawn(self.width())
        painter.fillRect(drawn.adjusted(-GAP, -GAP, GAP, GAP), Qt.GlobalColor.white)
        self._renderer.render(painter, drawn)
        painter.end()
