"""The view of the document: paper that can be scrolled, read, pointed at and copied from.

Only what can be seen is set in type; how high the rest will be is estimated. So a long agreement costs no
more than a short one, and an edit no more than what it changes.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QToolTip

from lokdesk.agreement.finding import Finding, Severity
from lokdesk.agreement.steps import Steps, finished
from lokdesk.gui.document import colours
from lokdesk.gui.document.typesetter import Setting, Text, Typesetter
from lokdesk.gui.wizard.remark import SEVERITIES
from lokdesk.word import sheet as sheets
from lokdesk.word.paper import Paper
from lokdesk.word.sheet import Leaf, Paragraph, Place, Row, Run, Sheet, Strip

ZOOMS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
"""How large paper may be shown."""
BAR = "▌"
SIGNS: Mapping[Severity, str] = {"must": "■", "should": "▲", "tip": "◆"}
"""How fixed text and findings are marked, as far as characters can say it."""
FIXED_TIP = "Styrande text. Den är lika för alla och ändras inte i överenskommelsen."
_GUTTER, _EDGE = 30.0, 14.0
"""The least room beside the text, in pixels: to the left, where the marks are, and to the right."""
_DESK = 16
"""The room around the paper where there is some to spare, in pixels."""
_MARGIN = 56.0
"""The margins of the paper at the most, in points."""
_MARK = 17.0
"""How wide and high a mark is, in pixels."""
_BETWEEN_PAGES = 12.0
"""The room between two pages, in pixels."""
_KEPT = 900
"""How many leaves that have been set in type are kept so."""
_FEW = 1500
"""Up to how many leaves are reckoned at one stroke."""
_STRIDE = 100
"""How many leaves are reckoned at a time."""
_NEAR = 0.3
"""How far down a place is shown that is gone to, in parts of the height of the view."""

_END = 1_000_000
"""A position after every character of a paragraph."""

_COPY, _ALL = QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll

Point = tuple[int, int, int]
"""A place between two characters: leaf, paragraph in it, and position."""


@dataclass(frozen=True)
class Hit:
    """What is at a point of the view."""

    leaf: int
    paragraph: int
    position: int
    text: Text
    run: Run | None
    on_words: bool
    """Whether the point is on the line of words itself, and not beside or below it."""

    @property
    def place(self) -> Place:
        """The paragraph."""
        return self.leaf, self.paragraph

    @property
    def address(self) -> str:
        """The answer that the point belongs to: that of the words there, or the first of the paragraph."""
        if self.run is not None and self.run.address and self.on_words:
            return self.run.address
        return first_address(self.text.paragraph, self.text.runs)


@dataclass(frozen=True)
class Reckoned:
    """A sheet that is ready to be shown: about how high all in it is, as *setter* sets it."""

    sheet: Sheet
    heights: list[float]
    setter: Typesetter


def first_address(paragraph: Paragraph, runs: Sequence[Run]) -> str:
    """Return the answer that a paragraph is about, empty for text that belongs to none."""
    return (
        paragraph.block.address if _is_answer(paragraph) else next((r.address for r in runs if r.address), "")
    )


def _is_answer(paragraph: Paragraph) -> bool:
    return paragraph.origin in ("answer", "missing") and bool(paragraph.block.address)


class SheetView(QAbstractScrollArea):
    """A sheet on the screen."""

    wanted = Signal(str)
    """The address of the answer that the user wants to go to."""
    zoomed = Signal()

    def __init__(self, describe: Callable[[str], str]) -> None:
        """Take what *describes* an address to those who point at its answer."""
        super().__init__()
        self._describe = describe
        self._paper: Paper | None = None
        self._sheet: Sheet | None = None
        self._leaves: list[Leaf] = []
        self._heights: list[float] = []
        self._tops: list[float] | None = None
        self._strips: dict[int, tuple[Strip, int]] = {}
        self._settings: dict[Leaf, Setting] = {}
        self._setter: Typesetter | None = None
        self._zoom = self._scale = 1.0
        self._fits = False
        self._marks: Mapping[Place, Sequence[Finding]] = {}
        self._focused = ""
        self._current: Place | None = None
        self._come_by_keys = False
        """Whether the focus, if it is here, has not come with the mouse: then there is a place of it."""
        self._anchor: Point | None = None
        self._end: Point | None = None
        self._origin: Place | None = None
        """The paragraph that the keyboard selects from."""
        self._hovered: str = ""
        self._pressed: QPoint | None = None
        self.setObjectName("document")
        self.setAccessibleName("Dokumentet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its width decides the height of everything: it must not come and go.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.viewport().setAutoFillBackground(True)
        self.verticalScrollBar().setSingleStep(40)

    # -- what is shown

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is shown."""
        return self._sheet

    def steps(self, sheet: Sheet) -> Steps["Reckoned"]:
        """Reckon how high everything in *sheet* will be, a little at a time; then it can be shown."""
        if sheet.paper is not self._paper:
            self._forget()
            self._paper = sheet.paper
            self._setter = self._typesetter(sheet.paper)
        setter = self._setter
        assert setter is not None
        heights: list[float] = []
        for strip in sheet.strips:
            kept = self._strips.get(id(strip))
            if kept is not None and kept[0] is strip and setter is self._setter:
                heights += self._heights[kept[1] : kept[1] + len(strip.leaves)]
                continue
            for begin in range(0, len(strip.leaves), _STRIDE):
                heights += (self._height(leaf, setter) for leaf in strip.leaves[begin : begin + _STRIDE])
                yield
        heights += (self._height(note, setter) for strip in sheet.strips for note in strip.notes)
        return Reckoned(sheet, heights, setter)

    def show_sheet(self, reckoned: "Reckoned") -> None:
        """Show a sheet. What was at the top of the view stays there as far as it is still in it."""
        if reckoned.setter is not self._setter:
            # The view has got another size in the meantime.
            reckoned = finished(self.steps(reckoned.sheet))
        old, top = self._leaves, self._top_place()
        self._sheet, self._leaves = reckoned.sheet, reckoned.sheet.leaves
        self._heights, self._tops = reckoned.heights, None
        self._strips.clear()
        begins = 0
        for strip in reckoned.sheet.strips:
            self._strips[id(strip)] = strip, begins
            begins += len(strip.leaves)
        self._set_range()
        self._keep_top(old, top)
        if self._anchor is not None and self._end is not None:
            # Text that has moved would be another text.
            same = self._leaves[: max(self._anchor[0], self._end[0]) + 1]
            if same != old[: len(same)]:
                self._deselect()
        if self._current is not None and self._current[0] >= len(self._leaves):
            self._current = None
        if self._current is None and self._come_by_keys and self.hasFocus():
            self._begin()
        self.viewport().update()

    def _forget(self) -> None:
        """Show nothing, as before the first sheet."""
        self._sheet, self._leaves, self._heights, self._tops = None, [], [], None
        self._strips.clear()
        self._settings.clear()
        self._marks = {}
        self._current = None
        self._deselect()

    def _typesetter(self, paper: Paper) -> Typesetter:
        """Return what sets text for the view as it is now."""
        if self._fits:
            whole = self.viewport().width() - 2 * _DESK
            dots = (paper.page.width + 2 * _MARGIN) * self._scale * self.logicalDpiY() / 72
            self._zoom = max(ZOOMS[0], min(ZOOMS[-1], whole / dots))
        width = self._column().width()
        return Typesetter(paper, width, self._size, self.logicalDpiY(), self.font().family())

    def _make_anew(self) -> None:
        """Set everything in type anew, for another width or size, and keep the place."""
        if self._paper is None or self._setter is None:
            return
        top, old = self._top_place(), self._setter
        self._settings.clear()
        self._setter = setter = self._typesetter(self._paper)
        if len(self._leaves) <= _FEW:
            self._heights = [setter.estimate(leaf) for leaf in self._leaves]
        else:
            # What covers the same area of text: closer is only what has been set.
            grown = (setter.unit / old.unit) ** 2 * old.width / setter.width
            self._heights = [height * grown for height in self._heights]
        self._tops = None
        self._set_range()
        self._keep_top(self._leaves, (top[0], 0.0 if old.unit != setter.unit else top[1]))
        self.viewport().update()

    def _height(self, leaf: Leaf, setter: Typesetter) -> float:
        setting = self._settings.get(leaf)
        return setting.height if setting is not None else setter.estimate(leaf)

    @property
    def _size(self) -> float:
        """How many times its own size the paper is shown at."""
        return self._zoom * self._scale

    @property
    def _unit(self) -> float:
        """How many pixels there are to a point."""
        return self._size * self.logicalDpiY() / 72

    def _column(self) -> QRectF:
        """Return where the text stands: its left edge and width, within the paper."""
        paper = self._paper_width()
        margin = self._margin(paper, _GUTTER)
        left = (self.viewport().width() - paper) / 2 + margin
        return QRectF(left, 0, paper - margin - self._margin(paper, _EDGE), 0)

    def _paper_width(self) -> float:
        assert self._paper is not None
        whole = self.viewport().width()
        wanted = (self._paper.page.width + 2 * _MARGIN) * self._unit
        return float(whole) if wanted + 2 * _DESK > whole + 1 else wanted

    def _margin(self, paper: float, least: float = _GUTTER) -> float:
        """Return the room beside the text, as on the page where there is room for that."""
        assert self._paper is not None
        spare = (paper - self._paper.page.width * self._unit) / 2
        return max(least, min(spare, _MARGIN * self._unit))

    # -- scrolling

    def _offsets(self) -> list[float]:
        """Return where every leaf begins, and where the last one ends."""
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=self._above()))
        return self._tops

    def _above(self) -> float:
        """Return the room above the first leaf."""
        return 24.0 + 20.0 * self._size

    def _set_range(self) -> None:
        whole = self._offsets()[-1] + self._above()
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(page)
        bar.setRange(0, max(0, round(whole) - page))

    def _top_place(self) -> tuple[int, float]:
        """Return the leaf at the top of the view, and how far down in it the view begins."""
        if not self._leaves:
            return 0, 0.0
        value = self.verticalScrollBar().value()
        tops = self._offsets()
        leaf = max(0, min(bisect_right(tops, value) - 1, len(self._leaves) - 1))
        return leaf, value - tops[leaf]

    def _keep_top(self, old: Sequence[Leaf], top: tuple[int, float]) -> None:
        leaf, down = top
        if not old or not self._leaves:
            return
        anchor = old[leaf]
        # What is above may have grown or shrunk: look for the same leaf, nearest first.
        shift = len(self._leaves) - len(old)
        tried = (
            leaf,
            leaf + shift,
            *range(leaf - 40, leaf + 41),
            *range(leaf + shift - 40, leaf + shift + 41),
        )
        found = next(
            (one for one in tried if 0 <= one < len(self._leaves) and self._leaves[one] == anchor), None
        )
        place = found if found is not None else max(0, min(leaf, len(self._leaves) - 1))
        self.verticalScrollBar().setValue(round(self._offsets()[place] + down))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint what has come into view."""
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the text for the new width, and keep the place."""
        super().resizeEvent(event)
        if self._setter is None:
            return
        if event.oldSize().width() != event.size().width():
            self._make_anew()
        else:
            self._set_range()

    # -- type

    def _set(self, leaf: Leaf) -> Setting:
        assert self._setter is not None
        setting = self._settings.get(leaf)
        if setting is None:
            if len(self._settings) >= _KEPT:
                for old in list(self._settings)[: _KEPT // 2]:
                    del self._settings[old]
            setting = self._settings[leaf] = self._setter.set(leaf)
        return setting

    def _seen(self) -> list[tuple[int, float, Setting]]:
        """Return the leaves in view, each with where it begins in the view, all set in type."""
        if self._setter is None or not self._leaves:
            return []
        first, down = self._top_place()
        y, found = -down, list[tuple[int, float, Setting]]()
        bottom = self.viewport().height()
        changed = False
        for number in range(first, len(self._leaves)):
            if y >= bottom:
                break
            setting = self._set(self._leaves[number])
            if abs(self._heights[number] - setting.height) > 0.01:
                self._heights[number] = setting.height
                changed = True
            found.append((number, y, setting))
            y += setting.height
        if changed:
            self._tops = None
            self._set_range()
        return found

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        if self._sheet is None or self._setter is None:
            return
        seen = self._seen()
        with QPainter(self.viewport()) as painter:
            self._paint(painter, seen)

    def _paint(self, painter: QPainter, seen: Sequence[tuple[int, float, Setting]]) -> None:
        paper, column = self._paper_width(), self._column()
        left = column.left() - self._margin(paper)
        offset = self.verticalScrollBar().value()
        top = max(-1.0, 8.0 - offset)
        bottom = min(float(self.viewport().height()) + 1, self._offsets()[-1] + self._above() - 8 - offset)
        sheet = QRectF(left, top, paper, bottom - top)
        painter.fillRect(sheet, QColor(colours.PAPER))
        if paper < self.viewport().width():
            painter.setPen(QColor(colours.EDGE))
            painter.drawRect(sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, y, setting in seen:
            painter.save()
            painter.translate(column.left(), y)
            self._paint_leaf(painter, number, setting, left - column.left(), paper)
            painter.restore()

    def _paint_leaf(
        self, painter: QPainter, number: int, setting: Setting, left: float, paper: float
    ) -> None:
        leaf = self._leaves[number]
        width = self._column().width()
        if isinstance(leaf, Paragraph):
            if setting.above and number:
                self._paint_turn(painter, setting, left - 1, paper + 2)
            if leaf.origin == "fixed" and leaf.block.text.strip():
                height = setting.height - setting.above
                self._paint_fixed(painter, QRectF(-10, setting.above - 3, width + 20, height))
        if self._first_note() == number:
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
        for place, text in enumerate(setting.texts):
            if isinstance(leaf, Row) and text.paragraph.origin == "fixed":
                painter.fillRect(text.area, QColor(colours.FIXED))
            self._paint_text(painter, (number, place), text)
            if (number, place) in self._marks:
                self._paint_mark(painter, text, self._marks[number, place], left)
        if self._current is not None and self._current[0] == number and self.hasFocus():
            text = setting.texts[self._current[1]] if self._current[1] < len(setting.texts) else None
            if text is not None:
                painter.setPen(QPen(QColor(colours.CURSOR), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(text.words.adjusted(-5, -2, 5, 2))

    def _paint_turn(self, painter: QPainter, setting: Setting, left: float, paper: float) -> None:
        """Show that a page ends and another begins."""
        height = min(_BETWEEN_PAGES, setting.above / 2)
        between = QRectF(left, setting.above / 2 - height, paper, height)
        painter.fillRect(between, self.palette().color(QPalette.ColorRole.Window))
        painter.setPen(QColor(colours.EDGE))
        painter.drawLine(between.topLeft(), between.topRight())
        painter.drawLine(between.bottomLeft(), between.bottomRight())

    def _paint_fixed(self, painter: QPainter, area: QRectF) -> None:
        # Between paragraphs there is to be no seam.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(area, QColor(colours.FIXED))
        painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), QColor(colours.FIXED_RULE))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_text(self, painter: QPainter, place: Place, text: Text) -> None:
        if self._focused:
            whole = _is_answer(text.paragraph) and text.paragraph.block.address == self._focused
            if whole or any(run.address == self._focused for run in text.runs):
                words = text.words
                bar = QRectF(words.left() - 8, words.top(), 3, words.height())
                painter.fillRect(bar, QColor(colours.FOCUS_RULE))
        painter.setPen(QColor(colours.INK))
        text.layout.draw(painter, QPointF(0, 0), self._highlights(place, text))
        if text.label is not None:
            text.label.draw(painter, QPointF(0, 0))
        for begin, end, y, leader in text.leaders:
            style = Qt.PenStyle.DotLine if leader == "dot" else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(colours.QUIET), 1, style))
            painter.drawLine(QPointF(begin + 3, y), QPointF(end - 3, y))

    def _highlights(self, place: Place, text: Text) -> list[QTextLayout.FormatRange]:
        """Return the grounds of what has the focus, is pointed at, or is selected."""
        found: list[QTextLayout.FormatRange] = []
        begin = 0
        for run, end in zip(text.runs, text.ends, strict=True):
            if run.address and run.address == self._focused:
                found.append(_ground(begin, end - begin, colours.FOCUS))
            elif run.address and run.address == self._hovered:
                found.append(_ground(begin, end - begin, colours.HOVER))
            begin = end
        chosen = self._chosen(place, len(text.layout.text()))
        if chosen is not None:
            found.append(_ground(chosen[0], chosen[1] - chosen[0], colours.CHOSEN))
        return found

    def _paint_mark(self, painter: QPainter, text: Text, findings: Sequence[Finding], left: float) -> None:
        """Paint the sign of the gravest of *findings* in the margin: a shape each, with a sign in it."""
        there = {one.severity for one in findings}
        gravest: Severity = next(one for one in _GRAVEST_FIRST if one in there)
        area = self._mark_area(text, left)
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

    def _mark_area(self, text: Text, left: float) -> QRectF:
        """Return where the mark of *text* stands in its leaf, whose paper begins at *left*."""
        line = text.layout.lineAt(0) if text.layout.lineCount() else None
        middle = line.y() + line.height() / 2 if line is not None else text.area.top() + _MARK / 2
        return QRectF(max(left + 2, text.area.left() - 30), middle - _MARK / 2, _MARK, _MARK)

    def _first_note(self) -> int:
        assert self._sheet is not None
        return len(self._leaves) - self._sheet.many_notes if self._sheet.many_notes else -1

    # -- pointing

    def hit(self, point: QPointF) -> Hit | None:
        """Return what is at *point* of the view, or what is nearest to it in its row."""
        column = self._column() if self._sheet is not None else QRectF()
        for number, y, setting in self._seen():
            if not y <= point.y() < y + setting.height or not setting.texts:
                continue
            inner = QPointF(point.x() - column.left(), point.y() - y)
            place = min(range(len(setting.texts)), key=lambda one: _distance(setting.texts[one].area, inner))
            text = setting.texts[place]
            position, on_words = _position(text, inner)
            run = text.run_at(position) if on_words else None
            return Hit(number, place, position, text, run, on_words)
        return None

    def area(self, place: Place) -> QRectF | None:
        """Return where the paragraph at *place* is in the view, ``None`` if it is not in view."""
        column = self._column() if self._sheet is not None else QRectF()
        for number, y, setting in self._seen():
            if number == place[0] and place[1] < len(setting.texts):
                return setting.texts[place[1]].words.translated(column.left(), y)
        return None

    def mark_at(self, point: QPointF) -> Sequence[Finding]:
        """Return the findings whose mark is at *point*."""
        if self._sheet is None:
            return ()
        column = self._column()
        left = -self._margin(self._paper_width())
        for number, y, setting in self._seen():
            inner = QPointF(point.x() - column.left(), point.y() - y)
            for place, text in enumerate(setting.texts):
                findings = self._marks.get((number, place))
                if findings and self._mark_area(text, left).adjusted(-3, -3, 3, 3).contains(inner):
                    return findings
        return ()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select, or to click."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position().toPoint()
        hit = self.hit(event.position())
        if hit is None:
            return
        here = (*hit.place, hit.position)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._anchor is not None:
            self._end = here
        else:
            self._anchor = self._end = here
        self._current, self._origin = hit.place, None
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select on, or show what can be clicked on."""
        hit = self.hit(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton and self._anchor is not None:
            if hit is not None:
                self._end = (*hit.place, hit.position)
                self.viewport().update()
            return
        leads = bool(self.mark_at(event.position())) or (hit is not None and self._leads(hit))
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self._hover(hit.address if hit is not None and leads else "")

    def _leads(self, hit: Hit) -> bool:
        return bool(hit.address) or bool(hit.run is not None and hit.run.link.startswith("#"))

    def _hover(self, address: str) -> None:
        if address != self._hovered:
            self._hovered = address
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        self._hover("")
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the question of what has been clicked on, unless text has been selected."""
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        moved = (event.position().toPoint() - pressed).manhattanLength()
        selected = self._anchor != self._end
        if moved >= QGuiApplication.styleHints().startDragDistance() or selected:
            return
        findings = self.mark_at(event.position())
        if findings:
            self.wanted.emit(findings[0].address)
            return
        hit = self.hit(event.position())
        if hit is not None:
            self._follow(hit.run, hit.address)

    def _follow(self, run: Run | None, address: str) -> None:
        if run is not None and run.link.startswith("#"):
            self.go_to(run.link.removeprefix("#"))
        elif address:
            self.wanted.emit(address)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom while Ctrl is held down."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell of what is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip, area = self._tip(QPointF(event.pos()))
            if tip:
                QToolTip.showText(event.globalPos(), tip, self.viewport(), area)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _tip(self, point: QPointF) -> tuple[str, QRect]:
        around = QRect(round(point.x()) - 4, round(point.y()) - 4, 8, 8)
        findings = self.mark_at(point)
        if findings:
            return "\n".join(map(spoken, findings)), around
        hit = self.hit(point)
        if hit is None:
            return "", around
        if hit.run is not None and hit.run.note:
            return hit.run.note, around
        if hit.address:
            words = self._describe(hit.address)
            if hit.run is not None and hit.run.link and not hit.run.link.startswith("#"):
                words = f"{hit.run.link}\n{words}"
            return words, around
        if hit.text.paragraph.origin == "fixed" or (hit.run is not None and hit.run.origin == "fixed"):
            return FIXED_TIP, around
        return "", around

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the text."""
        menu = QMenu(self)
        hit = self.hit(QPointF(event.pos()))
        if hit is not None and hit.address:
            address = hit.address
            menu.addAction("Gå till frågan", lambda: self.wanted.emit(address))
            menu.addSeparator()
        copy = menu.addAction("Kopiera", self.copy)
        copy.setEnabled(self.can_copy)
        menu.addAction("Markera allt", self.select_all)
        menu.exec(event.globalPos())
        menu.deleteLater()

    # -- selecting

    def _deselect(self) -> None:
        self._anchor = self._end = self._origin = None

    def _chosen(self, place: Place, length: int) -> tuple[int, int] | None:
        """Return from where to where the paragraph at *place* is selected."""
        if self._anchor is None or self._end is None or self._anchor == self._end:
            return None
        first, last = sorted((self._anchor, self._end))
        if not first[:2] <= place <= last[:2]:
            return None
        begin = first[2] if place == first[:2] else 0
        end = last[2] if place == last[:2] else length
        return begin, end

    @property
    def selected_text(self) -> str:
        """What has been selected: paragraphs on lines of their own, cells of a row with tabs between."""
        if self._anchor is None or self._end is None or self._anchor == self._end:
            return ""
        first, last = sorted((self._anchor, self._end))
        lines = [self._selected(number) for number in range(first[0], last[0] + 1)]
        return "\n".join(one for one in lines if one is not None)

    def _selected(self, number: int) -> str | None:
        leaf = self._leaves[number]
        assert self._sheet is not None
        parts: list[str] = []
        place = 0
        cells = leaf.cells if isinstance(leaf, Row) else None
        groups = [cell.paragraphs for cell in cells] if cells is not None else [sheets.paragraphs(leaf)]
        for group in groups:
            said: list[str] = []
            for paragraph in group:
                words = "".join(run.text for run in sheets.runs(paragraph, self._sheet.paper))
                chosen = self._chosen((number, place), len(words))
                if chosen is not None:
                    label = f"{paragraph.label} " if paragraph.label and chosen[0] == 0 else ""
                    said.append(label + words[chosen[0] : chosen[1]])
                place += 1
            if said:
                parts.append("\n".join(said))
        return "\t".join(parts) if parts else None

    @property
    def can_copy(self) -> bool:
        """Whether there is something to copy."""
        return self._anchor != self._end or self._current is not None

    def copy(self) -> None:
        """Copy what has been selected, or else the paragraph that the keyboard has come to."""
        text = self.selected_text or (self._said(self._current) if self._current is not None else "")
        if text:
            QGuiApplication.clipboard().setText(text)

    def select_all(self) -> None:
        """Select the whole document."""
        if not self._leaves:
            return
        last = len(self._leaves) - 1
        paragraphs = sheets.paragraphs(self._leaves[last])
        self._anchor = (0, 0, 0)
        self._end = (last, max(len(paragraphs) - 1, 0), _END)
        self._origin = None
        self.viewport().update()

    # -- the keyboard

    def event(self, event: QEvent) -> bool:
        """Take the keys for copying, and for the size of the paper, before the menus do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            zooms = ctrl and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus)
            if zooms or any(event.matches(key) for key in (_COPY, _ALL)):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from text to text, select on the way with Shift, go to its question, and copy."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(_COPY):
            self.copy()
            return
        if event.matches(_ALL):
            self.select_all()
            return
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if shift:
                self._select_on(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Up:
                self._move(-1)
            case Qt.Key.Key_Home if ctrl:
                self._move_to(0)
            case Qt.Key.Key_End if ctrl:
                self._move_to(len(self._leaves) - 1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp | Qt.Key.Key_Home | Qt.Key.Key_End:
                bar = self.verticalScrollBar()
                step = bar.pageStep() - 60
                bar.setValue(
                    {
                        Qt.Key.Key_PageDown: bar.value() + step,
                        Qt.Key.Key_PageUp: bar.value() - step,
                        Qt.Key.Key_Home: bar.minimum(),
                        Qt.Key.Key_End: bar.maximum(),
                    }[Qt.Key(event.key())]
                )
                self._seen()
                if event.key() == Qt.Key.Key_End:
                    # What has come into view may be higher than it was reckoned to be, again and again.
                    for _ in self._leaves:
                        if bar.value() == bar.maximum():
                            break
                        bar.setValue(bar.maximum())
                        self._seen()
                self._current = self._first_in_view()
                self._say_current()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case Qt.Key.Key_Plus if ctrl:
                self.zoom_by(1)
            case Qt.Key.Key_Minus if ctrl:
                self.zoom_by(-1)
            case _:
                super().keyPressEvent(event)

    def _enter(self) -> None:
        text = self._text_at(self._current) if self._current is not None else None
        if text is not None:
            run = next((one for one in text.runs if one.link.startswith("#")), None)
            self._follow(run, first_address(text.paragraph, text.runs))

    def _text_at(self, place: Place) -> Text | None:
        if place[0] >= len(self._leaves):
            return None
        texts = self._set(self._leaves[place[0]]).texts
        return texts[place[1]] if place[1] < len(texts) else None

    def _first_in_view(self) -> Place | None:
        for number, y, setting in self._seen():
            if setting.texts and y >= -setting.height / 2:
                return number, 0
        return None

    def _select_on(self, by: int) -> None:
        """Select the paragraph that the keyboard has come to, and one more each time."""
        if self._origin is None:
            self._origin = self._current = self._current or self._first_in_view()
        elif self._current is not None:
            self._current = self._next(self._current, by) or self._current
        if self._origin is not None and self._current is not None:
            first, last = sorted((self._origin, self._current))
            self._anchor, self._end = (*first, 0), (*last, _END)
        self._show_current()

    def _move(self, by: int) -> None:
        self._deselect()
        if self._current is None:
            self._current = self._first_in_view()
        else:
            self._current = self._next(self._current, by) or self._current
        self._show_current()

    def _move_to(self, leaf: int) -> None:
        if self._leaves:
            self._deselect()
            self._current = leaf, 0
            self._show_current()

    def _next(self, place: Place, by: int) -> Place | None:
        """Return the text after *place*, or before it, that says something."""
        leaf, paragraph = place
        while 0 <= leaf < len(self._leaves):
            texts = self._set(self._leaves[leaf]).texts
            paragraph += by
            if 0 <= paragraph < len(texts):
                if texts[paragraph].said().strip() or texts[paragraph].spoken:
                    return leaf, paragraph
            else:
                leaf += by
                if 0 <= leaf < len(self._leaves):
                    paragraph = -1 if by > 0 else len(self._set(self._leaves[leaf]).texts)
        return None

    def _show_current(self) -> None:
        if self._current is not None:
            self._bring_into_view(self._current)
            self._say_current()
        self.viewport().update()

    def _said(self, place: Place) -> str:
        text = self._text_at(place)
        return (text.spoken or text.said()) if text is not None else ""

    def spoken_at(self, place: Place) -> str:
        """Return what there is to say, to someone who cannot see it, of the text at *place*."""
        text = self._text_at(place)
        if text is None:
            return ""
        leaf = self._leaves[place[0]]
        parts = [_kind(leaf, text), text.spoken or text.said()]
        if isinstance(leaf, Row) and leaf.heads and not leaf.head:
            parts.insert(0, _head_of(leaf, place[1]))
        if self._focused and any(run.address == self._focused for run in text.runs):
            parts.append("Svaret på frågan som är framme.")
        if self._chosen(place, _END) is not None:
            parts.append("Markerat")
        parts += (spoken(one) for one in self._marks.get(place, ()))
        return ". ".join(one.strip(" .") for one in parts if one.strip(" ."))

    def _say_current(self) -> None:
        """Tell screen readers where the keyboard has come to."""
        if self._current is None:
            return
        words = self.spoken_at(self._current)
        self.setAccessibleDescription(words)
        if words and self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the answer that is shown, or at the top of what is in view."""
        super().focusInEvent(event)
        self._come_by_keys = event.reason() != Qt.FocusReason.MouseFocusReason
        if self._come_by_keys:
            self._begin()
        self.viewport().update()

    def _begin(self) -> None:
        """Let the keyboard be at the answer that is shown, or at the top of what is in view."""
        place = self._sheet.place(self._focused) if self._sheet is not None and self._focused else None
        if self._current is None:
            self._current = place or self._first_in_view()
        self._say_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no place of the keyboard any more."""
        super().focusOutEvent(event)
        self.viewport().update()

    # -- places

    def go_to(self, address: str) -> bool:
        """Show the place of *address* in the document; returns whether it has one."""
        place = self._sheet.place(address) if self._sheet is not None else None
        if place is None:
            return False
        self._current = place
        self._bring_into_view(place)
        self._say_current()
        return True

    def show_focused(self, address: str) -> bool:
        """Mark the answer at *address*; returns whether it stands in the document."""
        self._focused = address
        self.viewport().update()
        return bool(address) and self._sheet is not None and self._sheet.place(address) is not None

    def _bring_into_view(self, place: Place) -> None:
        """Scroll so that *place* can be seen, if it cannot."""
        if self._setter is None:
            return
        leaf = place[0]
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        setting = self._set(self._leaves[leaf])
        top = self._offsets()[leaf]
        if place[1] < len(setting.texts):
            area = setting.texts[place[1]].area
        else:
            area = QRectF(0, 0, 0, setting.height)
        begin, end = top + area.top(), top + area.bottom()
        if begin >= bar.value() + 8 and min(end, begin + height / 2) <= bar.value() + height - 8:
            return
        bar.setValue(round(begin - height * _NEAR))

    @property
    def focused(self) -> str:
        """The address of the answer that is marked as the one that has the focus."""
        return self._focused

    @property
    def current(self) -> Place | None:
        """The paragraph that the keyboard has come to."""
        return self._current

    @property
    def marks(self) -> Mapping[Place, Sequence[Finding]]:
        """The findings that are marked, by place."""
        return self._marks

    def show_marks(self, marks: Mapping[Place, Sequence[Finding]]) -> None:
        """Mark the places that there are findings on."""
        if marks != self._marks:
            self._marks = marks
            self.viewport().update()

    # -- size

    @property
    def zoom(self) -> float:
        """How large the paper is shown."""
        return self._zoom

    @property
    def fits(self) -> bool:
        """Whether the paper is as wide as the view."""
        return self._fits

    def set_zoom(self, zoom: float) -> None:
        """Show the paper so large."""
        self._resize(zoom, fits=False)

    def fit_width(self) -> None:
        """Let the paper be as wide as the view."""
        self._resize(self._zoom, fits=True)

    def zoom_by(self, steps: int) -> None:
        """Show the paper some steps larger or smaller."""
        larger = [one for one in ZOOMS if one > self._zoom + 0.005]
        smaller = [one for one in ZOOMS if one < self._zoom - 0.005]
        if steps > 0 and larger:
            self.set_zoom(larger[0])
        elif steps < 0 and smaller:
            self.set_zoom(smaller[-1])

    def _resize(self, zoom: float, *, fits: bool) -> None:
        if (zoom, fits) == (self._zoom, self._fits):
            return
        self._zoom, self._fits = zoom, fits
        self._make_anew()
        self.zoomed.emit()

    def set_scale(self, scale: float) -> None:
        """Take how much larger than usual all text in the window is shown."""
        if scale != self._scale:
            self._scale = scale
            self._make_anew()

    def sizeHint(self) -> QSize:
        """Return a width that reads well."""
        return QSize(self.fontMetrics().averageCharWidth() * 60, 400)


def spoken(finding: Finding) -> str:
    """Return *finding* in words, with what it is called."""
    return f"{SEVERITIES[finding.severity]}: {finding.message}"


_GRAVEST_FIRST: tuple[Severity, ...] = ("must", "should", "tip")
_SIGNS: Mapping[Severity, str] = {"must": "!", "should": "!", "tip": "i"}


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


def _ground(start: int, length: int, color: str) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setBackground(QColor(color))
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, look
    return found


def _distance(area: QRectF, point: QPointF) -> float:
    across = max(area.left() - point.x(), 0.0, point.x() - area.right())
    down = max(area.top() - point.y(), 0.0, point.y() - area.bottom())
    return across * across + down * down


def _position(text: Text, point: QPointF) -> tuple[int, bool]:
    """Return the character of *text* at *point*, and whether the point is on words."""
    layout = text.layout
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if point.y() < line.y() + line.height() or number == layout.lineCount() - 1:
            position = line.xToCursor(point.x())
            if isinstance(position, tuple):
                position = position[0]
            used = line.naturalTextRect()
            beside = used.adjusted(-4, -2, 4, 2)
            return int(position), beside.contains(point)
    return 0, False


def _kind(leaf: Leaf, text: Text) -> str:
    """Return what kind of text it is, in a word for those who cannot see it."""
    block = text.paragraph.block
    if block.kind == "figure":
        return "Figur"
    if block.kind == "heading":
        return f"Rubrik {block.level}"
    if text.paragraph.origin == "fixed":
        return "Styrande text"
    if text.paragraph.origin == "missing" or any(run.origin == "missing" for run in text.runs):
        return "Svar saknas"
    if isinstance(leaf, Row) and leaf.head:
        return "Tabellhuvud"
    return ""


def _head_of(row: Row, paragraph: int) -> str:
    """Return what stands at the head of the column that the *paragraph* of *row* is in."""
    for head, cell in zip(row.heads, row.cells, strict=True):
        if paragraph < len(cell.paragraphs):
            return head
        paragraph -= len(cell.paragraphs)
    return ""
