"""Where the Tab key goes: through what can be seen, in the order it is laid out.

Qt's own order is the one in which widgets were made. Here they come and go: cards open, items move.
"""

from collections.abc import Iterator

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
    return _laid_out(layout) if layout is not None else iter(())


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for n in range(layout.count()):
        item = layout.itemAt(n)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)


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
