"""What is wrong with a page for those who look at it, and for those who do not: found by going through it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar, cast

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from lokdesk.gui.document.view import SheetView
from lokdesk.gui.look import ElidedButton, OneLine, characters
from lokdesk.gui.picture import Picture
from lokdesk.gui.tile import Tile
from tests.gui import hands, ink

W = TypeVar("W", bound=QWidget)
ENOUGH = 4.5
"""The least contrast of what is written to its ground."""
_FRAME = 3
"""How many pixels wide the frame around a field is at the most."""


def seen(root: QWidget, kind: type[W]) -> Iterator[W]:
    """Yield what there is of a *kind* in *root* that can be seen, or would be when it is scrolled to."""
    found = [root] if isinstance(root, kind) else []
    for one in [*found, *cast("list[W]", root.findChildren(kind))]:
        if one.isVisible() and one.window() is root.window():
            yield one


def called(widget: QWidget) -> str:
    """Return what to call *widget* in a fault."""
    words = widget.accessibleName() or _text(widget) or widget.objectName()
    return f"{type(widget).__name__} ”{words[:60]}”"


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


# For those who do not look


def in_use(root: QWidget) -> Iterator[QWidget]:
    """Yield everything in *root* that takes keys."""
    for widget in seen(root, QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if takes and not isinstance(widget, QScrollBar) and widget is not root and widget.isEnabled():
            yield widget


def unnamed(root: QWidget) -> Iterator[str]:
    """Yield what takes keys and has no name, or has that of another on the same page."""
    names: list[str] = []
    for widget in in_use(root):
        name = (widget.accessibleName() or _own_name(widget)).replace("&", "").strip()
        if not name:
            yield f"no name: {called(widget)}"
        # The line of a combo box is the same field to the user.
        elif not isinstance(widget.parentWidget(), QComboBox):
            names.append(" in ".join((name, *_within(widget))))
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{count} with one name: {name}"


def _within(widget: QWidget) -> Iterator[str]:
    """Yield the names of what *widget* is in, as a screen reader tells them on the way there."""
    above = widget.parentWidget()
    while isinstance(above, QWidget):
        if above.accessibleName():
            yield above.accessibleName()
        above = above.parentWidget()


def _own_name(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""


@dataclass
class Walk:
    """What the Tab key comes to, in its order, and what of it looks the same with the focus as without."""

    stops: list[QWidget]
    unseen: list[str]


def walked(root: QWidget, *, looking: bool = False) -> Walk:
    """Return what the Tab key comes to in *root*, from its first field round to it again.

    Whether it is seen what has the focus is told when *looking*.
    """
    _activate(root)
    walk = Walk([], [])
    first = next(iter(in_use(root)), None)
    if first is None:
        return walk
    first.setFocus(Qt.FocusReason.TabFocusReason)
    if looking:
        # Some things show the focus only once keys are used: what comes first is looked at last.
        _leave(first)
    while (focus := QApplication.focusWidget()) is not None and focus not in walk.stops:
        walk.stops.append(focus)
        before = _around(focus) if looking else None
        _leave(focus)
        if before is not None and not ink.differ(before, _around(focus), _SEEN * ink.SCALE):
            walk.unseen.append(f"looks the same with the focus: {called(focus)}")
    if walk.stops[-1:] == [first]:
        walk.stops.insert(0, walk.stops.pop())
    return walk


def _leave(widget: QWidget) -> None:
    """Press the Tab key until something else than *widget* has the focus; a text may hold several links."""
    for _ in range(_LINKS):
        hands.press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is not widget:
            return


_LINKS = 20
"""How many links there are in a text at the most."""


def _activate(root: QWidget) -> None:
    root.activateWindow()
    hands.until(root.window().isActiveWindow)


def lost(root: QWidget, walk: list[QWidget]) -> Iterator[str]:
    """Yield what the Tab key does not come to, and where it goes back up on the page."""
    for widget in in_use(root):
        if not any(one is widget or one.isAncestorOf(widget) for one in walk) and not _one_of_several(widget):
            yield f"the Tab key does not come to {called(widget)}"
    # A walk is a ring, and goes from its end to what stands highest wherever it was begun.
    rooms = [(_room(one, root), one) for one in walk if root.isAncestorOf(one)]
    _, highest = min(rooms, key=lambda pair: (pair[0].top(), pair[0].left()), default=(None, None))
    for before, after in pairwise(walk):
        if _page(before) is _page(after) and after not in (walk[0], highest):
            here, there = _room(before, root), _room(after, root)
            if there.bottom() < here.top() and there.left() <= here.right():
                yield f"after {called(before)} comes {called(after)}, which stands above it"


def _one_of_several(widget: QWidget) -> bool:
    """Whether the arrow keys go to *widget* from another of its group."""
    return isinstance(widget, QAbstractButton) and widget.autoExclusive() and not widget.isChecked()


def _page(widget: QWidget) -> QWidget | None:
    """Return what scrolls as one and holds *widget*."""
    above = widget.parentWidget()
    while isinstance(above, QWidget) and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above


def _room(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint()), widget.size())


def _around(widget: QWidget) -> QImage:
    """Return *widget* as it is painted with what is around it."""
    above = widget.parentWidget() or widget
    return ink.painted(above, _room(widget, above).adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME))


_SEEN = 20
"""How many pixels differ at least where the focus can be seen."""


# For those who look: whether all fits


def cut_off(root: QWidget) -> Iterator[str]:
    """Yield what has less room than its words need, or lies outside of what it is part of."""
    for area in seen(root, QAbstractScrollArea):
        bar = area.horizontalScrollBar()
        if bar.maximum() > bar.minimum() and not area.property("scrolls-sideways"):
            yield f"scrolls sideways by {bar.maximum() - bar.minimum()}: {called(area)}"
    for label in seen(root, QLabel):
        yield from _cut_label(label)
    for button in seen(root, QAbstractButton):
        yield from _cut_button(button)
    for box in seen(root, QComboBox):
        yield from _cut_choice(box)
    for line in seen(root, QLineEdit):
        words, room = line.placeholderText() if not line.text() else "", line.width() - 2 * _FRAME
        if words and line.fontMetrics().horizontalAdvance(words) > room:
            yield f"the hint ”{words}” has no room: {called(line)}"
    for text in seen(root, QTextEdit):
        if text.verticalScrollBar().isVisible():
            continue
        if text.document().size().height() > text.viewport().height() + 1:
            yield f"text below the edge: {called(text)}"
    for bar in seen(root, QTabBar):
        for n in range(bar.count()):
            if bar.tabRect(n).right() > bar.width() or bar.tabRect(n).left() < 0:
                yield f"tab outside: {bar.tabText(n)}"
    for widget in seen(root, QWidget):
        yield from _outside(widget, root)
    yield from _overlapping(root)


def _cut_label(label: QLabel) -> Iterator[str]:
    if not label.text() or isinstance(label, OneLine):
        return
    if label.wordWrap():
        need = QSize(_longest_word(label), label.heightForWidth(label.width()))
    else:
        need = label.sizeHint()
    if label.height() < need.height() or label.width() < need.width():
        yield f"cut off: {called(label)} has {_said(label.size())} and needs {_said(need)}"


def _longest_word(label: QLabel) -> int:
    margins = label.contentsMargins()
    words = label.text().split() if label.textFormat() == Qt.TextFormat.PlainText else []
    widest = max(map(label.fontMetrics().horizontalAdvance, words), default=0)
    return widest + margins.left() + margins.right()


def _said(size: QSize) -> str:
    return f"{size.width()}x{size.height()}"


def _cut_button(button: QAbstractButton) -> Iterator[str]:
    if isinstance(button, Tile | ElidedButton) or not button.text():
        return
    match button:
        case QToolButton():
            need = button.minimumSizeHint()
        case QCheckBox():
            # One that wraps its words says how wide they are on one line; these are the lines there are.
            need = QCheckBox.sizeHint(button)
        case _:
            need = button.sizeHint()
    if isinstance(button, QCheckBox | QRadioButton | QPushButton | QToolButton) and (
        button.width() < need.width() or button.height() < need.height()
    ):
        yield f"cut off: {called(button)} has {_said(button.size())} and needs {_said(need)}"


def _cut_choice(box: QComboBox) -> Iterator[str]:
    room = _words_of(box)
    words = box.currentText()
    told = box.toolTip() == words and room.width() >= characters(box, _TOLD)
    if words and box.fontMetrics().horizontalAdvance(words) > room.width() and not told:
        yield f"cut off: {called(box)} shows ”{words}” in {room.width()} pixels"


def _words_of(box: QComboBox) -> QRect:
    """Return where in *box* its words stand, beside the arrow."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)


_TOLD = 24
"""How many characters there is room for at least where the rest is told in a tip."""


def _outside(widget: QWidget, root: QWidget) -> Iterator[str]:
    above = widget.parentWidget()
    if widget is root or above is None or widget.isWindow() or isinstance(above, QAbstractScrollArea):
        return
    holder = above.parentWidget()
    if isinstance(holder, QAbstractScrollArea) and holder.viewport() is above:
        return
    if not above.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()) and not _is_part(widget):
        yield f"{called(widget)} lies outside of {called(above)}: {widget.geometry()} in {above.rect()}"


def _is_part(widget: QWidget) -> bool:
    """Whether *widget* is a piece of one of Qt's own."""
    return widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), QComboBox | QLineEdit)


def _overlapping(root: QWidget) -> Iterator[str]:
    """Yield words that lie over other words."""
    places: dict[int, list[tuple[QRect, QWidget]]] = {}
    for widget in seen(root, QWidget):
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox) and _text(widget):
            above = widget.parentWidget()
            if above is not None and not isinstance(above, QComboBox | QLineEdit):
                places.setdefault(id(above), []).append((widget.geometry(), widget))
    for found in places.values():
        for n, (room, widget) in enumerate(found):
            for other_room, other in found[n + 1 :]:
                if room.intersects(other_room):
                    yield f"{called(widget)} lies over {called(other)}"


# For those who look: whether it can be read


def faint(root: QWidget) -> Iterator[str]:
    """Yield what stands out from its ground by less than it takes to be read, as it has been painted."""
    image = ink.painted(root)
    for widget, what, room in _written(root):
        shown = room.intersected(_unhidden(widget, root))
        if shown.width() < _FRAME or shown.height() < _FRAME:
            continue
        if shown.height() < room.height():
            # Of words that are cut by the edge of what is scrolled, only faint rims may be left.
            continue
        found = ink.faintest(image, shown)
        if found < ENOUGH:
            yield f"contrast {found:.1f}: {what or called(widget)}"


def _unhidden(widget: QWidget, root: QWidget) -> QRect:
    """Return the part of *widget* that is not scrolled out of sight, where *root* is painted."""
    room = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(root, room.topLeft()), room.size())


def _written(root: QWidget) -> Iterator[tuple[QWidget, str, QRect]]:
    """Yield where something is written: on what, what to call it, and where *root* is painted."""
    for widget in seen(root, QWidget):
        origin = widget.mapTo(root, QPoint())
        for what, room in _places(widget):
            yield widget, what, room.translated(origin)


def _places(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    """Yield where in *widget* words are written that are its own, and not those of a part of it."""
    inner = widget.rect().adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)
    match widget:
        case QLabel():
            if widget.text():
                yield "", widget.contentsRect()
        case Tile() | Picture():
            pass
        case QCheckBox() | QRadioButton():
            option = QStyleOptionButton()
            widget.initStyleOption(option)
            part = QStyle.SubElement.SE_CheckBoxContents
            yield "", widget.style().subElementRect(part, option, widget)
        case QPushButton() | QToolButton():
            if widget.text():
                yield "", inner
        case QLineEdit():
            if not isinstance(widget.parentWidget(), QComboBox):
                # A button at its end comes and goes little by little.
                for button in cast("list[QToolButton]", widget.findChildren(QToolButton)):
                    inner.setRight(min(inner.right(), button.x()))
                yield "", inner
        case QComboBox():
            yield "", _words_of(widget)
        case QMenuBar() | QMenu():
            for action in widget.actions():
                if not action.isSeparator() and action.isVisible():
                    # A box to tick stands before the words.
                    before = 2 * widget.fontMetrics().height() if isinstance(widget, QMenu) else 0
                    yield (
                        f"”{action.text()}” in a menu",
                        widget.actionGeometry(action).adjusted(before, 0, 0, 0),
                    )
        case QTabBar():
            for n in filter(widget.isTabVisible, range(widget.count())):
                yield f"the tab ”{widget.tabText(n)}”", widget.tabRect(n).adjusted(6, 6, -6, -4)
        case QAbstractItemView():
            for index in _rows(widget):
                room = widget.visualRect(index).adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)
                yield f"the row ”{index.data()}”", room.translated(widget.viewport().pos())
        case QTextEdit() | QPlainTextEdit():
            # Where there are no words there may still be a cursor, which comes and goes.
            if widget.toPlainText() or widget.placeholderText():
                yield "", widget.viewport().geometry()
        case SheetView():
            yield "", widget.viewport().geometry()
        case _:
            pass


def _rows(view: QAbstractItemView) -> Iterator[QModelIndex]:
    index = view.indexAt(QPoint(view.viewport().width() // 2, 1))
    while index.isValid() and view.visualRect(index).top() < view.viewport().height():
        yield index
        below = view.visualRect(index).bottom() + 2
        index = view.indexAt(QPoint(view.viewport().width() // 2, below))


def fits(root: QWidget) -> Iterator[str]:
    """Yield whether a window takes more than the screen."""
    room = root.screen().availableGeometry().size()
    if root.width() > room.width() or root.height() > room.height():
        yield f"{type(root).__name__} takes {_said(root.size())} of {_said(room)}"
