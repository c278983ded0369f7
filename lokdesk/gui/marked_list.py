"""A list of places in the agreement, each with a piece of its text in which some words are marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lokdesk.gui.look import GAP, MUTED, mixed, tip
from lokdesk.session.match import Excerpt

_ROW = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """A place: *where* it is, and lines of text, each with words before it that say what it is.

    One that is only a *heading* cannot be chosen. One that is *ticked*, or not, has a box for it.
    """

    where: str
    lines: tuple[tuple[str, Excerpt], ...] = ()
    heading: bool = False
    ticked: bool | None = None

    @property
    def spoken(self) -> str:
        """The row as it is read aloud."""
        return ". ".join((self.where, *(f"{before}{text.text}" for before, text in self.lines)))


class MarkedList(QListView):
    """A list of rows. The marked words are in bold, so that they are seen without colour."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """*name* is what a screen reader calls the list."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.ticks = self._model.itemChanged
        """Told when a box has been ticked, or the opposite."""

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show *rows* in the place of what is shown."""
        self._model.clear()
        for row in rows:
            item = QStandardItem()
            item.setData(row, _ROW)
            item.setData(row.spoken, Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(tip(row.where) if not row.heading else "")
            flags = Qt.ItemFlag.ItemIsEnabled
            if not row.heading:
                flags |= Qt.ItemFlag.ItemIsSelectable
            if row.ticked is not None:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
                item.setCheckState(_state(row.ticked))
            item.setFlags(flags)
            self._model.appendRow(item)

    @property
    def count(self) -> int:
        """How many rows there are, headings among them."""
        return self._model.rowCount()

    def row(self, number: int) -> Row:
        """Return the row with that *number*, counted from zero."""
        return self._model.item(number).data(_ROW)

    @property
    def current(self) -> int:
        """The number of the current row, or -1."""
        return self.currentIndex().row()

    def choose(self, number: int) -> None:
        """Make the row with that *number* the current one, and bring it into view."""
        self.setCurrentIndex(self._model.index(number, 0))

    def ticked(self, number: int) -> bool:
        """Return whether the box of the row with that *number* is ticked."""
        return self._model.item(number).checkState() == Qt.CheckState.Checked

    def tick(self, on: bool) -> None:
        """Tick all boxes, or none."""
        for number in range(self.count):
            if self.row(number).ticked is not None:
                self._model.item(number).setCheckState(_state(on))

    def sizeHint(self) -> QSize:
        """Return a modest size: the list takes the room it is given."""
        line = self.fontMetrics().lineSpacing()
        return QSize(super().sizeHint().width(), 10 * line)


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(_ROW)
        metrics = QFontMetrics(option.font)
        return QSize(0, (1 + len(row.lines)) * metrics.lineSpacing() + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(_ROW)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        view = self.parent()
        assert isinstance(view, QListView)
        style = view.style()
        flag = QStyle.StateFlag
        chosen = bool(shown.state & flag.State_Selected)
        if chosen:
            # It looks chosen also while the focus is where the words are typed; and it is of one colour, as
            # some styles paint it lighter above than what can be read on it.
            painter.fillRect(option.rect, view.palette().color(QPalette.ColorRole.Highlight))
            shown.state &= ~(flag.State_Selected | flag.State_HasFocus | flag.State_MouseOver)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, view)
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, view)
        rect: QRect = option.rect
        area = QRect(
            area.left() + GAP // 2, rect.top() + GAP // 2, rect.right() - area.left() - GAP, rect.height()
        )
        painter.save()
        painter.setClipRect(rect)
        self._paint_lines(painter, area, row, view.palette(), view.font(), chosen)
        painter.restore()

    def _paint_lines(
        self, painter: QPainter, area: QRect, row: Row, palette: QPalette, font: QFont, chosen: bool
    ) -> None:
        role = QPalette.ColorRole
        ink = role.HighlightedText if chosen else role.Text
        muted = mixed(palette, ink, role.Highlight if chosen else role.Base, 1 if chosen else MUTED)
        bold = QFont(font)
        bold.setBold(True)
        plain = QFontMetrics(font)
        top = area.top()
        painter.setFont(bold if row.heading else font)
        painter.setPen(palette.color(ink) if row.heading else muted)
        where = plain.elidedText(row.where, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area.left(), top + plain.ascent(), where)
        for before, excerpt in row.lines:
            top += plain.lineSpacing()
            left = area.left()
            for text, marked in _pieces(before, excerpt):
                used = bold if marked else font
                metrics = QFontMetrics(used)
                painter.setFont(used)
                painter.setPen(palette.color(ink))
                room = area.right() - left
                painter.drawText(
                    left, top + plain.ascent(), metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
                )
                left += metrics.horizontalAdvance(text)
                if left >= area.right():
                    break


def _pieces(before: str, excerpt: Excerpt) -> Iterable[tuple[str, bool]]:
    """Yield the text of a line in pieces, each with whether it is marked."""
    yield before, False
    done = 0
    for start, end in excerpt.marks:
        yield excerpt.text[done:start], False
        yield excerpt.text[start:end], True
        done = end
    yield excerpt.text[done:], False
