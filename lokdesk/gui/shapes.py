"""How things stand, drawn as shapes that can be told apart without their colours."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lokdesk.gui.appearance import is_dark
from lokdesk.handbook.progress import State

WORDS = {
    State.UNTOUCHED: "orört",
    State.UNDER_WAY: "påbörjat",
    State.COMPLETE: "klart",
    State.TO_FIX: "något att ordna",
}
"""How a step or a section stands, in words."""

_GREEN = QColor("#1a7f37"), QColor("#57c878")
_ORANGE = QColor("#a84300"), QColor("#f2a25c")
"""On light ground and on dark."""


def colour(state: State, palette: QPalette) -> QColor:
    """Return the colour of *state*, which stands out from the ground of *palette*."""
    dark = is_dark(palette)
    match state:
        case State.COMPLETE:
            return _GREEN[dark]
        case State.TO_FIX:
            return _ORANGE[dark]
        case State.UNTOUCHED | State.UNDER_WAY:
            return palette.color(QPalette.ColorRole.WindowText)


def draw(painter: QPainter, room: QRectF, state: State, ink: QColor, paper: QColor) -> None:
    """Draw the shape of *state* in the middle of *room*, in *ink* on *paper*.

    An empty ring is untouched, one that is half full is under way, a tick is complete, and a triangle with an
    exclamation mark is something to fix.
    """
    side = min(room.width(), room.height())
    line = max(1.2, side / 11)
    square = QRectF(0, 0, side, side)
    square.moveCenter(room.center())
    ring = square.adjusted(line, line, -line, -line)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    match state:
        case State.UNTOUCHED:
            painter.drawEllipse(ring)
        case State.UNDER_WAY:
            painter.drawEllipse(ring)
            painter.setBrush(ink)
            painter.setPen(Qt.PenStyle.NoPen)
            # From six o'clock to twelve: the left half.
            painter.drawPie(ring, 90 * 16, 180 * 16)
        case State.COMPLETE:
            painter.setBrush(ink)
            painter.drawEllipse(ring)
            painter.setPen(QPen(paper, line * 1.4, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(_within(square, (0.30, 0.52), (0.45, 0.67), (0.71, 0.36)))
        case State.TO_FIX:
            painter.setBrush(ink)
            painter.drawPolygon(_within(square, (0.5, 0.10), (0.93, 0.86), (0.07, 0.86)))
            painter.setPen(QPen(paper, line * 1.3, c=Qt.PenCapStyle.RoundCap))
            painter.drawPolyline(_within(square, (0.5, 0.36), (0.5, 0.57)))
            painter.drawPoint(_within(square, (0.5, 0.74)).first())
    painter.restore()


def _within(square: QRectF, *points: tuple[float, float]) -> QPolygonF:
    return QPolygonF(
        [QPointF(square.left() + x * square.width(), square.top() + y * square.height()) for x, y in points]
    )


class StateMark(QWidget):
    """The shape of a state, as large as a line of text. What it says stands in words beside it."""

    def __init__(self, state: State = State.UNTOUCHED, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: State) -> None:
        """Show the shape of another *state*."""
        if state is not self._state:
            self._state = state
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line of text, both ways."""
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        painter = QPainter(self)
        palette = self.palette()
        draw(
            painter,
            QRectF(self.rect()),
            self._state,
            colour(self._state, palette),
            palette.color(QPalette.ColorRole.Window),
        )
        painter.end()
