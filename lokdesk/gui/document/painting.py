"""The picture of a sheet: the paper, the text on it, and what is set off in it at the moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout

from lokdesk.agreement.finding import Finding
from lokdesk.gui.document import colours, mark
from lokdesk.gui.document.column import Column
from lokdesk.gui.document.hit import is_answer
from lokdesk.gui.document.roll import Roll, Seen
from lokdesk.gui.document.selection import Selection
from lokdesk.gui.document.typesetter import Setting, Text
from lokdesk.word.leaf import Paragraph, Row
from lokdesk.word.sheet import Place

_BETWEEN_PAGES = 12.0
"""The room between two pages, in pixels."""
_EDGE = 8.0
"""How far outside of the roll the paper begins and ends, in pixels."""


@dataclass(frozen=True)
class Emphasis:
    """What is set off in a document at the moment."""

    focused: str
    """The answer to the question that has the focus, by address."""
    hovered: str
    """The answer that is pointed at."""
    current: Place | None
    """The paragraph that the keyboard has come to."""
    selection: Selection | None
    marks: Mapping[Place, Sequence[Finding]]


class Painting:
    """Paints what can be seen of a roll in a view; *ground* is the colour that lies behind the paper."""

    def __init__(
        self, painter: QPainter, roll: Roll, column: Column, emphasis: Emphasis, ground: QColor
    ) -> None:
        self._painter = painter
        self._roll = roll
        self._column = column
        self._emphasis = emphasis
        self._ground = ground

    def paint(self, seen: Sequence[Seen], offset: float, size: QRectF) -> None:
        """Paint what is *seen* in a view of this *size* when the roll is drawn up by *offset*."""
        self._paint_paper(offset, size)
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in seen:
            painter.save()
            painter.translate(self._column.left, one.y)
            self._paint_leaf(one.number, one.setting)
            painter.restore()

    def _paint_paper(self, offset: float, size: QRectF) -> None:
        column, painter = self._column, self._painter
        top = max(-1.0, _EDGE - offset)
        bottom = min(size.height() + 1, self._roll.height - _EDGE - offset)
        paper = QRectF(column.paper_left, top, column.paper_width, bottom - top)
        painter.fillRect(paper, QColor(colours.PAPER))
        if column.paper_width < size.width():
            painter.setPen(QColor(colours.EDGE))
            painter.drawRect(paper)

    def _paint_leaf(self, number: int, setting: Setting) -> None:
        painter, width = self._painter, self._column.width
        leaf = self._roll.leaves[number]
        if isinstance(leaf, Paragraph):
            if setting.above and number:
                self._paint_turn(setting)
            if leaf.origin == "fixed" and leaf.block.text.strip():
                height = setting.height - setting.above
                self._paint_fixed(QRectF(-10, setting.above - 3, width + 20, height))
        if self._roll.first_note == number:
            painter.setPen(QPen(QColor(colours.QUIET), 1))
            painter.drawLine(QPointF(0, -2), QPointF(min(150.0, width), -2))
        for rect, color in setting.fills:
            painter.fillRect(rect, QColor(f"#{color}"))
        for begin, end, color, thick in setting.rules:
            painter.setPen(QPen(QColor(f"#{color}"), thick))
            painter.drawLine(begin, end)
        for head in setting.heads:
            painter.setPen(QColor(colours.QUIET))
            head.draw(painter, QPointF(0, 0))
        if setting.picture is not None:
            area, drawing = setting.picture
            drawing.render(painter, area)
        for paragraph, text in enumerate(setting.texts):
            place = number, paragraph
            if isinstance(leaf, Row) and text.paragraph.origin == "fixed":
                painter.fillRect(text.area, QColor(colours.FIXED))
            self._paint_text(place, text)
            if place in self._emphasis.marks:
                area = mark.area(text, -self._column.margin)
                mark.paint(painter, area, self._emphasis.marks[place])
        current = self._emphasis.current
        if current is not None and current[0] == number and current[1] < len(setting.texts):
            painter.setPen(QPen(QColor(colours.CURSOR), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(setting.texts[current[1]].words.adjusted(-5, -2, 5, 2))

    def _paint_turn(self, setting: Setting) -> None:
        """Show that a page ends and another begins."""
        height = min(_BETWEEN_PAGES, setting.above / 2)
        left = -self._column.margin - 1
        between = QRectF(left, setting.above / 2 - height, self._column.paper_width + 2, height)
        self._painter.fillRect(between, self._ground)
        self._painter.setPen(QColor(colours.EDGE))
        self._painter.drawLine(between.topLeft(), between.topRight())
        self._painter.drawLine(between.bottomLeft(), between.bottomRight())

    def _paint_fixed(self, area: QRectF) -> None:
        painter = self._painter
        # Between paragraphs there is to be no seam.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(area, QColor(colours.FIXED))
        painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), QColor(colours.FIXED_RULE))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_text(self, place: Place, text: Text) -> None:
        painter, focused = self._painter, self._emphasis.focused
        if focused:
            whole = is_answer(text.paragraph) and text.paragraph.block.address == focused
            if whole or any(run.address == focused for run in text.runs):
                words = text.words
                bar = QRectF(words.left() - 8, words.top(), 3, words.height())
                painter.fillRect(bar, QColor(colours.FOCUS_RULE))
        painter.setPen(QColor(colours.INK))
        text.layout.draw(painter, QPointF(0, 0), self._grounds(place, text))
        if text.label is not None:
            text.label.draw(painter, QPointF(0, 0))
        for begin, end, y, leader in text.leaders:
            style = Qt.PenStyle.DotLine if leader == "dot" else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(colours.QUIET), 1, style))
            painter.drawLine(QPointF(begin + 3, y), QPointF(end - 3, y))

    def _grounds(self, place: Place, text: Text) -> list[QTextLayout.FormatRange]:
        """Return the grounds of what has the focus, is pointed at, or is selected."""
        now = self._emphasis
        found: list[QTextLayout.FormatRange] = []
        begin = 0
        for run, end in zip(text.runs, text.ends, strict=True):
            if run.address and run.address == now.focused:
                found.append(_ground(begin, end, colours.FOCUS))
            elif run.address and run.address == now.hovered:
                found.append(_ground(begin, end, colours.HOVER))
            begin = end
        chosen = now.selection.part(place, len(text.layout.text())) if now.selection is not None else None
        if chosen is not None:
            found.append(_ground(*chosen, colours.CHOSEN))
        return found


def _ground(begin: int, end: int, color: str) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setBackground(QColor(color))
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = begin, end - begin, look
    return found
