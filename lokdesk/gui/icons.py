"""Icons, drawn in the colours of the window, for beside the words that say what they mean."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QIcon, QPainter, QPalette, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

_LINE = 0.09
"""How thick lines are, as a share of the icon's side."""
_SHARP = 3
"""How many times larger than life icons are kept, for screens with small pixels."""

Draw = Callable[[QPainter], None]
"""Draws on a square from 0 to 1 with the pen of the painter."""


def _lines(painter: QPainter, *lines: tuple[tuple[float, float], ...]) -> None:
    for points in lines:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _letters(
    painter: QPainter, letters: str, room: QRectF, *, bold: bool = False, italic: bool = False
) -> None:
    font = QFont(painter.font())
    font.setBold(bold)
    font.setItalic(italic)
    # Letters are set in whole pixels: larger than the square, and scaled down with it.
    font.setPixelSize(100)
    painter.save()
    painter.setFont(font)
    painter.translate(room.center())
    painter.scale(room.height() / 100, room.height() / 100)
    painter.drawText(QRectF(-100, -100, 200, 200), Qt.AlignmentFlag.AlignCenter, letters)
    painter.restore()


_RIGHT = tuple(((0.42, y), (0.95, y)) for y in (0.2, 0.5, 0.8))


def _bullets(painter: QPainter) -> None:
    _lines(painter, *_RIGHT)
    painter.setBrush(painter.pen().color())
    for y in (0.2, 0.5, 0.8):
        painter.drawEllipse(QPointF(0.14, y), 0.05, 0.05)


def _numbers(painter: QPainter) -> None:
    _lines(painter, ((0.45, 0.25), (0.95, 0.25)), ((0.45, 0.75), (0.95, 0.75)))
    for number, y in (("1", 0.25), ("2", 0.75)):
        _letters(painter, number, QRectF(0.0, y - 0.24, 0.36, 0.48), bold=True)


def _indent(painter: QPainter, inwards: bool) -> None:
    _lines(painter, ((0.05, 0.1), (0.95, 0.1)), ((0.5, 0.5), (0.95, 0.5)), ((0.05, 0.9), (0.95, 0.9)))
    tip, back = (0.34, 0.12) if inwards else (0.06, 0.28)
    _lines(painter, ((back, 0.32), (tip, 0.5), (back, 0.68)))


def _link(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(0.04, 0.34, 0.5, 0.32), 0.16, 0.16)
    painter.drawRoundedRect(QRectF(0.46, 0.34, 0.5, 0.32), 0.16, 0.16)


def _footnote(painter: QPainter) -> None:
    _letters(painter, "a", QRectF(0.0, 0.18, 0.7, 0.95))
    _letters(painter, "1", QRectF(0.62, 0.0, 0.36, 0.55), bold=True)


def _plus(painter: QPainter) -> None:
    _lines(painter, ((0.5, 0.15), (0.5, 0.85)), ((0.15, 0.5), (0.85, 0.5)))


def _arrow(painter: QPainter, forwards: bool) -> None:
    tip, back = (0.68, 0.34) if forwards else (0.32, 0.66)
    _lines(painter, ((back, 0.15), (tip, 0.5), (back, 0.85)))


_ICONS: Mapping[str, Draw] = {
    "bold": partial(_letters, letters="F", room=QRectF(0, 0, 1, 1), bold=True),
    "italic": partial(_letters, letters="K", room=QRectF(0, 0, 1, 1), italic=True),
    "bullet": _bullets,
    "number": _numbers,
    "deeper": partial(_indent, inwards=True),
    "outer": partial(_indent, inwards=False),
    "link": _link,
    "footnote": _footnote,
    "add": _plus,
    "back": partial(_arrow, forwards=False),
    "next": partial(_arrow, forwards=True),
}


def icon(name: str, widget: QWidget) -> QIcon:
    """Return the icon *name* in the size and the colours of the text of *widget*. Raises KeyError."""
    side = widget.fontMetrics().height()
    made = QIcon()
    group, mode = QPalette.ColorGroup, QIcon.Mode
    for colours, used in ((group.Active, mode.Normal), (group.Disabled, mode.Disabled)):
        pixmap = QPixmap(side * _SHARP, side * _SHARP)
        pixmap.setDevicePixelRatio(_SHARP)
        pixmap.fill(Qt.GlobalColor.transparent)
        ink = widget.palette().color(colours, QPalette.ColorRole.ButtonText)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(widget.font())
        painter.scale(side, side)
        pen = QPen(ink, _LINE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        _ICONS[name](painter)
        painter.end()
        made.addPixmap(pixmap, used)
    return made
