"""Sets the leaves of a sheet in type, for a column of any width."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import ceil
from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from lokdesk.gui.picture import readable
from lokdesk.word import runs as words
from lokdesk.word.leaf import Cell, Leaf, Paragraph, Row
from lokdesk.word.paper import Paper, ParagraphLook, RunLook
from lokdesk.word.runs import Run

INK = "1A1A1A"
"""The colour of words whose style names none."""
QUIET = "595959"
"""The colour of words of the view's own on paper, 7:1 against it."""
_LINE_BREAK = "\N{LINE SEPARATOR}"
_ROOM_PER_LETTER = 0.5
"""How wide a letter is on average, in parts of the size of the type."""
_SINGLE = 1.22
"""How high a line is, in parts of the size of the type."""
_LONGEST_WORD = 18
"""How many letters a column of a table makes room for at the most; longer words are divided."""
_TURN = 44.0
"""The room between the text of one page and that of the next, where a page must be turned, in points."""
_INDENTED = 1.5
"""How much less than the column indents shrink: what stands before a tab stop has to have room there."""
_HEAD_SIZE = 8.5
"""The size of what stands at the head of columns where they have no room abreast."""
_LARGE = 12.5
"""From what size on type is made smaller in narrow columns."""
_RAISED = 0.7
"""The size of raised type, in parts of the type around it."""


@dataclass(slots=True, eq=False)
class Text:
    """A paragraph set in type: where it stands in its leaf, and how far its runs reach."""

    paragraph: Paragraph
    runs: tuple[Run, ...]
    ends: Sequence[int]
    """Where each run ends in the text."""
    layout: QTextLayout
    area: QRectF
    """All of the room that belongs to it, for pointing at."""
    label: QTextLayout | None = None
    leaders: list[tuple[float, float, float, str]] = field(default_factory=list)
    """What leads to tab stops: from where to where, at which height, and how."""
    spoken: str = ""

    @property
    def words(self) -> QRectF:
        """The room that its lines take, over its whole width."""
        if not self.layout.lineCount():
            return self.area
        first, last = self.layout.lineAt(0), self.layout.lineAt(self.layout.lineCount() - 1)
        height = last.y() + last.height() - first.y()
        return QRectF(self.area.left(), first.y(), self.area.width(), height)

    def run_at(self, position: int) -> Run | None:
        """Return the run that holds the character at *position*."""
        place = bisect_right(self.ends, position)
        return self.runs[min(place, len(self.runs) - 1)] if self.runs else None

    def said(self) -> str:
        """Return what the paragraph says, with its label."""
        words = self.layout.text().replace(_LINE_BREAK, "\n")
        return f"{self.paragraph.label} {words}" if self.paragraph.label else words


@dataclass(slots=True, eq=False)
class Setting:
    """A leaf set in type: its height, its paragraphs, and what is painted around them."""

    height: float
    texts: list[Text]
    fills: list[tuple[QRectF, str]] = field(default_factory=list)
    rules: list[tuple[QPointF, QPointF, str, float]] = field(default_factory=list)
    above: float = 0.0
    """The room above it, where a page ends and another begins."""
    picture: tuple[QRectF, QSvgRenderer] | None = None
    heads: list[QTextLayout] = field(default_factory=list)
    """What stands at the head of columns, said anew in every row where columns have no room."""


class Typesetter:
    """Sets leaves in type on one paper, for a column of *width* pixels."""

    def __init__(self, paper: Paper, width: float, zoom: float, dots: float, family: str) -> None:
        """Take how many *dots* there are to an inch, and the *family* of type for a paper that names none."""
        self.paper = paper
        self.width = width
        self.zoom = zoom
        self.unit = zoom * dots / 72
        """How many pixels there are to a point."""
        unit = self.unit
        self.squeeze = min(1.0, width / (paper.page.width * unit))
        """How wide the column is, in parts of that on the page."""
        self.side = unit * min(1.0, self.squeeze * _INDENTED)
        """How many pixels there are to a point of an indent, or of the way to a tab stop."""
        self._families = [one for one in (paper.font, _LIKE.get(paper.font, ""), family) if one]
        self._fonts: dict[tuple[float, bool, bool, bool], QFont] = {}
        self._formats: dict[tuple[RunLook, ParagraphLook, bool], QTextCharFormat] = {}
        self._columns: dict[tuple[tuple[float, ...], tuple[int, ...], str], list[float] | None] = {}

    # -- how high

    def estimate(self, leaf: Leaf) -> float:
        """Return about how high *leaf* will be."""
        if isinstance(leaf, Paragraph):
            return self._turn(leaf) + self._estimated(leaf, self.width)
        table = self.paper.table(leaf.style)
        rim = (table.above + table.below) * self.unit
        columns = self._widths(leaf)
        if columns is None:
            return (
                rim if leaf.head else rim + sum(self._estimated_cell(one, self.width) for one in leaf.cells)
            )
        heights = map(self._estimated_cell, leaf.cells, columns)
        return rim + max(heights, default=0.0)

    def _estimated_cell(self, cell: Cell, width: float) -> float:
        return sum(self._estimated(one, width) for one in cell.paragraphs)

    def _estimated(self, paragraph: Paragraph, width: float) -> float:
        block, shape = paragraph.block, paragraph.block.shape
        if block.kind == "figure":
            return (shape.before + shape.after) * self.unit + self._picture_size(paragraph, width).height()
        room = max(width - shape.indent * self.side, 20.0)
        letters = room / (shape.size * self.unit * _ROOM_PER_LETTER)
        many = sum(max(1, ceil(len(line) / letters)) for line in block.text.split("\n"))
        return (shape.before + many * shape.line + shape.after) * self.unit

    # -- setting

    def set(self, leaf: Leaf) -> Setting:
        """Return *leaf* set in type."""
        if isinstance(leaf, Row):
            return self._row(leaf)
        setting = Setting(0.0, [], above=self._turn(leaf))
        setting.height = setting.above + self._paragraph(setting, leaf, 0.0, setting.above, self.width)
        if leaf.block.shape.breaks_after:
            setting.height += _TURN * self.unit
        return setting

    def _turn(self, paragraph: Paragraph) -> float:
        return _TURN * self.unit if paragraph.block.shape.breaks_before else 0.0

    def _row(self, row: Row) -> Setting:
        setting = Setting(0.0, [])
        columns = self._widths(row)
        if columns is None:
            self._stacked(setting, row)
        else:
            self._abreast(setting, row, columns)
        return setting

    def _abreast(self, setting: Setting, row: Row, columns: list[float]) -> None:
        """Set the cells of *row* beside one another."""
        look = self.paper.table(row.style)
        top, left = look.above * self.unit, 0.0
        height = 0.0
        sides = (look.left + look.right) * self.side
        for cell, wide in zip(row.cells, columns, strict=True):
            y, x = top, left + look.left * self.side
            first = len(setting.texts)
            for one in cell.paragraphs:
                y += self._paragraph(setting, one, x, y, max(wide - sides, 10.0))
            for text in setting.texts[first:]:
                text.area.setLeft(left)
                text.area.setWidth(wide)
            height = max(height, y)
            left += wide
        self._frame(setting, row, left, height + look.below * self.unit)

    def _stacked(self, setting: Setting, row: Row) -> None:
        """Set the cells of *row* below one another, each with what stands at the head of its column."""
        if row.head and row.heads:
            return
        look = self.paper.table(row.style)
        y = look.above * self.unit + (4.0 if row.heads else 0.0) * self.unit
        for place, cell in enumerate(row.cells):
            if not any(one.block.text.strip() for one in cell.paragraphs):
                continue
            if row.heads and row.heads[place]:
                head = QTextLayout(row.heads[place], self._font(_HEAD_SIZE, bold=True))
                y += _in_lines(head, 0.0, y, self.width, self.width)
                setting.heads.append(head)
            for one in cell.paragraphs:
                y += self._paragraph(setting, one, 0.0, y, self.width)
            y += 2.0 * self.unit
        self._frame(setting, row, self.width, y + look.below * self.unit, head=False)

    def _frame(self, setting: Setting, row: Row, width: float, height: float, *, head: bool = True) -> None:
        look = self.paper.table(row.style)
        setting.height = height
        if row.head and look.head and head:
            setting.fills.append((QRectF(0, 0, width, height), look.head))
        rules = [(0.0, look.top if row.first else look.between)]
        if row.last:
            rules.append((height, look.bottom))
        for y, color in rules:
            if color:
                thick = 1.0 if color == look.between else 1.5
                setting.rules.append((QPointF(0, y), QPointF(width, y), color, thick))

    def _widths(self, row: Row) -> list[float] | None:
        """Return how wide the columns are, or ``None`` where there is no room to have them abreast."""
        written = tuple(cell.width for cell in row.cells)
        asked = written, row.longest, row.style
        if asked not in self._columns:
            self._columns[asked] = self._fitted(*asked)
        return self._columns[asked]

    def _fitted(self, written: tuple[float, ...], longest: tuple[int, ...], style: str) -> list[float] | None:
        whole = sum(written) or 1.0
        if whole * self.unit <= self.width + 1.0:
            return [one * self.unit for one in written]
        widths = [one * self.width / whole for one in written]
        if not longest:
            return widths
        look = self.paper.table(style)
        letter = QFontMetricsF(self._font(9.5)).averageCharWidth() * 1.1
        sides = (look.left + look.right) * self.side
        needs = [min(one, _LONGEST_WORD) * letter + sides for one in longest]
        spare = self.width - sum(needs)
        if spare < 0 and len(written) > 1:
            return None
        over = [max(0.0, wide - need) for wide, need in zip(widths, needs, strict=True)]
        share = max(0.0, spare) / (sum(over) or 1.0)
        return [need + one * share for need, one in zip(needs, over, strict=True)]

    def _paragraph(self, setting: Setting, paragraph: Paragraph, x: float, y: float, width: float) -> float:
        """Set *paragraph* at the given place in its leaf. Returns how high it is."""
        shape = paragraph.block.shape
        if paragraph.block.kind == "figure":
            return self._figure(setting, paragraph, x, y, width)
        runs = words.runs(paragraph, self.paper)
        look = words.look(paragraph, self.paper)
        text = "".join(run.text for run in runs).replace("\n", _LINE_BREAK)
        layout = QTextLayout(text, self._font(look.size, bold=bool(look.run.bold)))
        layout.setCacheEnabled(True)
        ends = list(accumulate(len(run.text) for run in runs))
        layout.setFormats(
            [
                _ranged(
                    end - len(run.text), len(run.text), self._format(run.look, look, run.origin == "missing")
                )
                for run, end in zip(runs, ends, strict=True)
            ]
        )
        side = self.side
        left = look.indent.left * side
        first = left + look.indent.first * side
        room = max(width - look.indent.right * side, left + 40.0)
        label = self._label(paragraph, look)
        begins = first
        if label is not None:
            wide = label.maximumWidth()
            label.setPosition(QPointF(x + first, 0))
            tabbed = paragraph.listed is None or self._is_tabbed(paragraph)
            gap = 4.0 * self.unit if tabbed else 2.5 * self.unit
            begins = max(left, first + wide + gap) if tabbed else first + wide + gap
        layout.setTextOption(self._option(look, begins, left, room))
        before, after = look.before * self.unit, look.after * self.unit
        height = _in_lines(
            layout, x + begins, y + before, room - begins, room - left, x + left, max(look.line, 0.8)
        )
        if not text.strip() and label is None and shape.line < _SINGLE * 4:
            height = min(height, shape.line * self.unit)
        if label is not None and layout.lineCount():
            baseline = layout.lineAt(0).y() + layout.lineAt(0).ascent()
            label.setPosition(QPointF(x + first, baseline - label.lineAt(0).ascent()))
        whole = before + height + after
        made = Text(paragraph, runs, ends, layout, QRectF(x, y, width, whole), label)
        made.leaders = _leaders(layout, look)
        setting.texts.append(made)
        if look.left_rule:
            bar = x + left - 8.0 * side
            setting.rules.append(
                (QPointF(bar, y + before), QPointF(bar, y + before + height), look.left_rule, 3.0)
            )
        if look.top_rule:
            line = y + before - 4.0 * self.unit
            setting.rules.append((QPointF(x, line), QPointF(x + width, line), look.top_rule, 1.0))
        return whole

    def _is_tabbed(self, paragraph: Paragraph) -> bool:
        found = self.paper.list_looks.get(paragraph.listed) if paragraph.listed is not None else None
        return found is None or found.tabbed

    def _label(self, paragraph: Paragraph, look: ParagraphLook) -> QTextLayout | None:
        if not paragraph.label:
            return None
        label = QTextLayout(paragraph.label, self._font(look.size, bold=bool(look.run.bold)))
        label.setFormats([_ranged(0, len(paragraph.label), self._format(RunLook(), look, missing=False))])
        wide = QFontMetricsF(label.font()).horizontalAdvance(paragraph.label)
        _in_lines(label, 0.0, 0.0, wide + 1.0, wide + 1.0)
        return label

    def _figure(self, setting: Setting, paragraph: Paragraph, x: float, y: float, width: float) -> float:
        shape = paragraph.block.shape
        size = self._picture_size(paragraph, width)
        drawing = QSvgRenderer(readable(paragraph.block.svg))
        top = y + shape.before * self.unit
        setting.picture = QRectF(QPointF(x, top), size), drawing
        whole = (shape.before + shape.after) * self.unit + size.height()
        runs = (Run("", address=paragraph.block.address),)
        layout = QTextLayout("", self._font(10.0))
        _in_lines(layout, x, top, width, width)
        area = QRectF(x, y, width, whole)
        setting.texts.append(Text(paragraph, runs, [0], layout, area, spoken=paragraph.block.text))
        return whole

    def _picture_size(self, paragraph: Paragraph, width: float) -> QSizeF:
        size = QSizeF(paragraph.block.level / 20, paragraph.block.shape.line) * self.unit
        return size * min(1.0, width / max(size.width(), 1.0))

    # -- type

    def _large(self, size: float) -> float:
        """Return the size that type of *size* has: large type is less so in a narrow column."""
        return size if size <= _LARGE else _LARGE + (size - _LARGE) * self.squeeze

    def _font(
        self, size: float, *, bold: bool = False, italic: bool = False, underline: bool = False
    ) -> QFont:
        size = self._large(size)
        asked = size, bold, italic, underline
        if asked not in self._fonts:
            font = QFont(self._families)
            font.setPointSizeF(size * self.zoom)
            font.setBold(bold)
            font.setItalic(italic)
            font.setUnderline(underline)
            # Letters keep their distances at every size, as they do in print.
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[asked] = font
        return self._fonts[asked]

    def _format(self, run: RunLook, look: ParagraphLook, missing: bool) -> QTextCharFormat:
        asked = run, look, missing
        if asked not in self._formats:
            whole = run.over(look.run)
            size = (run.size or look.size) * (_RAISED if whole.raised else 1.0)
            format_ = QTextCharFormat()
            format_.setFont(
                self._font(
                    size, bold=bool(whole.bold), italic=bool(whole.italic), underline=bool(whole.underline)
                )
            )
            format_.setForeground(QColor(f"#{whole.color or INK}"))
            if whole.raised:
                format_.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            if missing:
                format_.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                format_.setUnderlineColor(QColor(f"#{QUIET}"))
            self._formats[asked] = format_
        return self._formats[asked]

    def _option(self, look: ParagraphLook, begins: float, left: float, room: float) -> QTextOption:
        option = QTextOption(_ALIGNMENTS[look.align])
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        side = self.side
        tabs: list[QTextOption.Tab] = []
        for tab in look.tabs:
            # What is aligned to the right in a document is so at the margin that there is.
            at = min(tab.position * side, room) - begins
            if at > 0:
                tabs.append(QTextOption.Tab(at - (1.0 if tab.align == "right" else 0.0), _TABS[tab.align]))
        if left > begins and not any(tab.position <= left - begins for tab in tabs):
            tabs.insert(0, QTextOption.Tab(left - begins, QTextOption.TabType.LeftTab))
        option.setTabs(tabs)
        option.setTabStopDistance(36.0 * side)
        return option


_LIKE = {
    "Calibri": "Carlito",
    "Cambria": "Caladea",
    "Arial": "Liberation Sans",
    "Times New Roman": "Liberation Serif",
}
"""Families of type that are as wide as others, for systems that lack those."""
_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    # Short lines in a narrow column would have holes.
    "justify": Qt.AlignmentFlag.AlignLeft,
}


class _Tabs(dict[str, QTextOption.TabType]):
    def __missing__(self, _align: str) -> QTextOption.TabType:
        return QTextOption.TabType.LeftTab


_TABS = _Tabs(
    right=QTextOption.TabType.RightTab,
    end=QTextOption.TabType.RightTab,
    center=QTextOption.TabType.CenterTab,
)


def _ranged(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, look
    return found


def _in_lines(
    layout: QTextLayout,
    x: float,
    y: float,
    first_width: float,
    width: float,
    following_x: float | None = None,
    spacing: float = 1.0,
) -> float:
    """Break *layout* into lines, the first at *x* and the others at *following_x*. Returns how high it is."""
    layout.beginLayout()
    top, height = y, 0.0
    is_first = True
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(first_width if is_first else width, 10.0))
        line.setPosition(QPointF(x if is_first or following_x is None else following_x, top + height))
        height += line.height() * spacing
        is_first = False
    layout.endLayout()
    return height


def _leaders(layout: QTextLayout, look: ParagraphLook) -> list[tuple[float, float, float, str]]:
    """Return the dotted and drawn lines that lead to the tab stops in *layout*."""
    leading = [tab.leader for tab in look.tabs if tab.leader not in ("none", "")]
    if not leading:
        return []
    last = layout.text().rfind("\t")
    if last < 0:
        return []
    line = layout.lineForTextPosition(last)
    return [(x_of(line, last), x_of(line, last + 1), line.y() + line.ascent(), leading[0])]


def x_of(line: QTextLine, position: int) -> float:
    """Return where in *line* the character at *position* begins."""
    # The place that is asked for comes back beside it.
    return cast("tuple[float, int]", line.cursorToX(position))[0]
