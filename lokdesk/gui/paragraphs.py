"""A list or a tree whose rows are a few short paragraphs each, wrapped to the width there is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from lokdesk.gui import shapes
from lokdesk.gui.look import GAP, MUTED, characters, mixed
from lokdesk.handbook.progress import State

_ROLE = Qt.ItemDataRole.UserRole
_ROW, _KEY = _ROLE + 1, _ROLE + 2
_ELLIPSIS = "…"
_LEAST, _LINES = 30, 8
"""How many characters wide and how many lines high such a list is at least."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Said:
    """A paragraph of a row. *most* is how many lines of it are shown."""

    text: str
    bold: bool = False
    faint: bool = False
    most: int = 4


@dataclass(frozen=True)
class Row:
    """A row, known by its *key*, with those that lie in it.

    *state* is drawn before it, and *spoken* is how it is read aloud. One that is *folded* hides what lies in
    it until it is asked for.
    """

    key: str
    said: tuple[Said, ...]
    spoken: str = ""
    state: State | None = None
    rows: tuple["Row", ...] = ()
    folded: bool = False


class Paragraphs(QTreeWidget):
    """The rows, of which several can be chosen at a time."""

    entered = Signal()
    """Enter has been pressed, or a row been clicked on twice."""
    deleted = Signal()
    """Delete has been pressed."""
    renamed = Signal()
    """F2 has been pressed: what is chosen shall be something else."""
    reached = Signal(str)
    """The key of the row that the user has come to."""

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._rows: tuple[Row, ...] = ()
        self._showing = False
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setHeaderHidden(True)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.setRootIsDecorated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.currentItemChanged.connect(self._tell)
        self.itemDoubleClicked.connect(lambda *_: self.entered.emit())

    # What is shown

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show *rows*; those that stay, stay where they are and as they are chosen and folded."""
        rows = tuple(rows)
        if rows == self._rows:
            return
        self._showing = True
        if _keys(rows) == _keys(self._rows):
            for row in _all(rows):
                _fill(self._items[row.key], row)
        else:
            self._rebuild(rows)
        self._rows = rows
        self._showing = False
        self.scheduleDelayedItemsLayout()

    def _rebuild(self, rows: tuple[Row, ...]) -> None:
        folded = {key: not item.isExpanded() for key, item in self._items.items() if item.childCount()}
        current, chosen, at = self.key, set(self.chosen), self.verticalScrollBar().value()
        self.clear()
        self._items.clear()
        self.setRootIsDecorated(any(row.rows for row in rows))
        self.addTopLevelItems([self._item(row) for row in rows])
        for row in _all(rows):
            if row.rows:
                self._items[row.key].setExpanded(not folded.get(row.key, row.folded))
        for key in chosen & self._items.keys():
            self._items[key].setSelected(True)
        if current in self._items:
            self.setCurrentItem(self._items[current])
        self.verticalScrollBar().setValue(at)

    def _item(self, row: Row) -> QTreeWidgetItem:
        self._items[row.key] = item = QTreeWidgetItem()
        item.setData(0, _KEY, row.key)
        _fill(item, row)
        item.addChildren([self._item(one) for one in row.rows])
        return item

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all rows, in order."""
        return tuple(self._items)

    @property
    def leaves(self) -> tuple[str, ...]:
        """The keys of the rows that no others lie in, in order."""
        return tuple(key for key, item in self._items.items() if not item.childCount())

    def row(self, key: str) -> Row:
        """Return the row with that *key*. Raises KeyError."""
        return self._items[key].data(0, _ROW)

    def item(self, key: str) -> QTreeWidgetItem:
        """Return what shows the row with that *key*. Raises KeyError."""
        return self._items[key]

    # What is chosen

    @property
    def key(self) -> str:
        """The key of the row that the user is at, or an empty string."""
        item = self.currentItem()
        return item.data(0, _KEY) if item is not None else ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the rows that are chosen, in order."""
        return tuple(key for key, item in self._items.items() if item.isSelected())

    @property
    def chosen_leaves(self) -> tuple[str, ...]:
        """The keys of the chosen rows, and of those that lie in chosen ones, as far as none lie in them."""
        found: dict[str, None] = {}
        for key in self.chosen:
            found |= dict.fromkeys(row.key for row in _all((self.row(key),)) if not row.rows)
        return tuple(found)

    def choose(self, key: str) -> None:
        """Choose the row with that *key*, and bring it into view, without telling."""
        item = self._items.get(key)
        if item is None:
            return
        self._showing = True
        above = item.parent()
        while above is not None:
            above.setExpanded(True)
            above = above.parent()
        self.setCurrentItem(item)
        self.scrollToItem(item)
        self._showing = False

    def choose_first(self) -> None:
        """Choose the first row, where none is."""
        if not self.chosen and self._items:
            self.choose(next(iter(self._items)))

    def _tell(self) -> None:
        if not self._showing and self.key:
            self.reached.emit(self.key)

    # Keys and sizes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter, Delete and F2 do something with what is chosen."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif key == Qt.Key.Key_F2:
            self.renamed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the rows anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setIndentation(self.fontMetrics().height())
            self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        """Return a size in which some rows can be read."""
        return QSize(characters(self, _LEAST), _LINES * self.fontMetrics().lineSpacing())

    def sizeHint(self) -> QSize:
        """Return the same: the list takes the room it is given."""
        return self.minimumSizeHint()


def _keys(rows: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    return tuple((row.key, len(row.rows)) for row in _all(rows))


def _all(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _all(row.rows)


def _fill(item: QTreeWidgetItem, row: Row) -> None:
    if item.data(0, _ROW) != row:
        item.setData(0, _ROW, row)
        spoken = row.spoken or ". ".join(one.text for one in row.said)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)


class _Painter(QStyledItemDelegate):
    """Paints the paragraphs of a row under each other, after the shape of its state."""

    def __init__(self, view: Paragraphs) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[str, int, tuple[Said, ...], int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the row in the width there is."""
        row: Row = index.data(_ROW)
        font = self._view.font()
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        depth += self._view.rootIsDecorated()
        room = self._view.viewport().width() - depth * self._view.indentation()
        width = max(1, room - GAP - self._indent(row))
        key = font.toString(), width, row.said, self._view.logicalDpiX()
        if key not in self._heights:
            self._heights[key] = round(sum(_height(one, font, width) for one in row.said))
        return QSize(0, self._heights[key] + GAP)

    def _indent(self, row: Row) -> int:
        return self._view.fontMetrics().height() + GAP // 2 if row.state is not None else 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        row: Row = index.data(_ROW)
        view, palette, flag, role = self._view, self._view.palette(), QStyle.StateFlag, QPalette.ColorRole
        chosen = bool(option.state & flag.State_Selected)
        if chosen:
            # It looks chosen also while the focus is elsewhere: the buttons do something with it.
            painter.fillRect(option.rect, palette.color(role.Highlight))
        ink = role.HighlightedText if chosen else role.Text
        ground = role.Highlight if chosen else role.Base
        painter.save()
        painter.setClipRect(option.rect)
        left, top = option.rect.left() + GAP // 2, float(option.rect.top() + GAP // 2)
        side = view.fontMetrics().height()
        if row.state is not None:
            colour = palette.color(ink) if chosen else shapes.colour(row.state, palette)
            box = QRectF(left + 1, top + 1, side - 2, side - 2)
            shapes.draw(painter, box, row.state, colour, palette.color(ground))
        left += self._indent(row)
        width = max(1, option.rect.right() - left - GAP // 2 + 1)
        for one in row.said:
            faint = one.faint and not chosen
            painter.setPen(mixed(palette, ink, ground, MUTED) if faint else palette.color(ink))
            top = _draw(painter, one, view.font(), QPointF(left, top), width)
        painter.restore()
        if option.state & flag.State_HasFocus:
            painter.save()
            painter.setPen(palette.color(ink))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
            painter.restore()


def _laid(one: Said, font: QFont, width: int) -> QTextLayout:
    """Return the paragraph set in *width*, no more lines than are shown."""
    font = QFont(font)
    font.setBold(one.bold)
    layout = QTextLayout(one.text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while layout.lineCount() <= one.most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _height(one: Said, font: QFont, width: int) -> float:
    layout = _laid(one, font, width)
    return sum(layout.lineAt(n).height() for n in range(min(layout.lineCount(), one.most)))


def _draw(painter: QPainter, one: Said, font: QFont, at: QPointF, width: int) -> float:
    """Draw the paragraph at a point, and return where the next one begins."""
    layout = _laid(one, font, width)
    shown = min(layout.lineCount(), one.most)
    cut = layout.lineCount() > one.most
    top = at.y()
    for n in range(shown):
        line = layout.lineAt(n)
        if cut and n == shown - 1:
            painter.setFont(layout.font())
            rest = layout.text()[line.textStart() :].replace("\u2028", " ")
            metrics = painter.fontMetrics()
            # Where the line happens to end within the width, it still shows that there is more.
            words = metrics.elidedText(
                rest[: line.textLength() + 1] + _ELLIPSIS, Qt.TextElideMode.ElideRight, width
            )
            painter.drawText(QPointF(at.x(), top + line.ascent()), words)
        else:
            line.draw(painter, at)
        top += line.height()
    return top
