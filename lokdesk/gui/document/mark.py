"""The marks of findings in the margin of the document: a shape for each severity, with a sign in it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from lokdesk.agreement.finding import Finding, Severity
from lokdesk.gui.document import colours
from lokdesk.gui.document.typesetter import Text
from lokdesk.gui.wizard.remark import SEVERITIES

SHAPES: Mapping[Severity, str] = {"must": "■", "should": "▲", "tip": "◆"}
"""The shapes of the marks, as far as characters can say it."""
_SIGNS: Mapping[Severity, str] = {"must": "!", "should": "!", "tip": "i"}
"""What stands in the shapes."""
_GRAVEST_FIRST: tuple[Severity, ...] = ("must", "should", "tip")
_SIZE = 17.0
"""How wide and high a mark is, in pixels."""


def spoken(finding: Finding) -> str:
    """Return *finding* in words, with what it is called."""
    return f"{SEVERITIES[finding.severity]}: {finding.message}"


def area(text: Text, left: float) -> QRectF:
    """Return where the mark of *text* stands in its leaf, whose paper begins at *left*."""
    line = text.layout.lineAt(0) if text.layout.lineCount() else None
    middle = line.y() + line.height() / 2 if line is not None else text.area.top() + _SIZE / 2
    return QRectF(max(left + 2, text.area.left() - 30), middle - _SIZE / 2, _SIZE, _SIZE)


def paint(painter: QPainter, area: QRectF, findings: Sequence[Finding]) -> None:
    """Paint the mark of the gravest of *findings* in *area*."""
    there = {one.severity for one in findings}
    gravest: Severity = next(one for one in _GRAVEST_FIRST if one in there)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.MARKS[gravest]))
    painter.drawPolygon(_shape(gravest, area))
    painter.setPen(QColor(colours.PAPER))
    font = painter.font()
    font.setPixelSize(round(area.height() * 0.62))
    font.setBold(True)
    painter.setFont(font)
    sign = area.translated(0, area.height() * 0.1) if gravest == "should" else area
    painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, _SIGNS[gravest])


def _shape(severity: Severity, area: QRectF) -> QPolygonF:
    """Return the shape that stands for *severity*: a square, a triangle or a diamond."""
    match severity:
        case "must":
            inner = area.adjusted(1, 1, -1, -1)
            return QPolygonF([inner.topLeft(), inner.topRight(), inner.bottomRight(), inner.bottomLeft()])
        case "should":
            top = QPointF(area.center().x(), area.top())
            return QPolygonF([top, area.bottomRight(), area.bottomLeft()])
        case "tip":
            middle = area.center()
            half = area.width() / 2
            return QPolygonF([middle + QPointF(*one) * half for one in ((0, -1), (1, 0), (0, 1), (-1, 0))])
