"""Where the Tab key goes: through what can be seen, in the order it is laid out.

Qt's own order is the one in which widgets were made. Here they come and go: cards open, items move.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLayout,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield what can have the focus in *widget*, itself included, in the order it is laid out."""
    if widget.isHidden() or not widget.isEnabled():
        return
    inner = _inner(widget)
    if inner is not None:
        if isinstance(widget, QScrollArea) and _takes_focus(widget):
            # What can be scrolled with the keys, and has no other way to be.
            yield widget
        for child in inner:
            yield from stops(child)
    elif _takes_focus(widget) and not _passed_over(widget):
        yield widget


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _inner(widget: QWidget) -> Iterator[QWidget] | None:
    """Return what *widget* holds, or ``None`` where it is one thing to the user."""
    if isinstance(widget, QSplitter):
        return filter(None, map(widget.widget, range(widget.count())))
    if isinstance(widget, QTabWidget):
        return filter(None, (widget.tabBar(), widget.currentWidget()))
    if isinstance(widget, QStackedWidget):
        return filter(None, (widget.currentWidget(),))
    if isinstance(widget, QScrollArea):
        return filter(None, (widget.widget(),))
    if _takes_focus(widget):
        return None
    layout = widget.layout()
    return _laid_out(layout, _children(widget)) if layout is not None else iter(())


def _children(widget: QWidget) -> list[QWidget]:
    return widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _laid_out(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    """Yield those of *widgets* that *layout* holds, in its order.

    The layout is never asked for its items: what ``itemAt`` returns is remembered for as long as the layout
    is there, under an address where something else may be once Qt has thrown the item away. When that is
    thrown away in its turn, the program ends.
    """
    inner = [one for one in layout.children() if isinstance(one, QLayout)]
    placed = [(layout.indexOf(one), one) for one in (*widgets, *inner)]
    for index, one in sorted(placed, key=lambda pair: pair[0]):
        if index < 0:
            continue
        if isinstance(one, QLayout):
            yield from _laid_out(one, widgets)
        else:
            yield one


def _passed_over(widget: QWidget) -> bool:
    """Return whether *widget* is one of several that the arrow keys go between."""
    if not isinstance(widget, QRadioButton) or widget.isChecked():
        return False
    group = widget.group()
    return group is not None and group.checkedButton() is not None


def after(root: QWidget, current: QWidget | None, forwards: bool) -> QWidget | None:
    """Return what has the focus after *current* in *root*, going round; ``None`` where there is nothing."""
    order = list(stops(root))
    if not order:
        return None
    # What is within another one stands after it.
    place = next((n for n, one in reversed(tuple(enumerate(order))) if _holds(one, current)), None)
    if place is None:
        return order[0] if forwards else order[-1]
    return order[(place + (1 if forwards else -1)) % len(order)]


def go(root: QWidget, forwards: bool) -> bool:
    """Give the focus to what comes next in *root*, or before. Returns whether there is anything."""
    target = after(root, QApplication.focusWidget(), forwards)
    if target is None:
        return False
    give_focus(target, forwards)
    return True


def give_focus(widget: QWidget, forwards: bool = True) -> None:
    """Give *widget* the focus, to one who goes on, or back, by the keyboard."""
    # Many styles show which button has the focus only to those who use the keyboard.
    widget.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    widget.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)


def _holds(widget: QWidget, current: QWidget | None) -> bool:
    """Return whether *current* is *widget* or a part of it, such as the line of a combo box."""
    return current is not None and (widget is current or widget.isAncestorOf(current))
