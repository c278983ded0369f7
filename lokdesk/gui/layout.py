"""One layout within another, and changing what is shown already: much at a time, or all anew."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget
from shiboken6 import invalidate

from lokdesk.gui.flow import Flow


def nest(outer: QBoxLayout | QGridLayout, inner: QLayout, *where: int) -> None:
    """Put *inner* last in *outer*, or *where* it says (a stretch, or row, column and how many of each).

    Python wraps each item of a layout that comes into another, and remembers it for as long as the other is
    there, under an address where something else may be once Qt has thrown the item away. When that is thrown
    away in its turn, the program ends. Hence what is remembered is forgotten at once, and layouts are never
    asked for their items (``itemAt``) while what they hold may go without them.
    """
    flows = inner.findChildren(Flow)
    with ExitStack() as stack:
        # Their items are Python's own, and not to be forgotten.
        for flow in (*flows, inner) if isinstance(inner, Flow) else flows:
            stack.enter_context(flow.emptied())
        outer.addLayout(inner, *where)  # pyright: ignore[reportCallIssue, reportArgumentType]
        _forget_items(inner)


def _forget_items(layout: QLayout) -> None:
    for n in range(layout.count()):
        item = layout.itemAt(n)
        if isinstance(item, QLayout):
            _forget_items(item)
        elif item is not None:
            invalidate(item)


@contextmanager
def at_once(widget: QWidget) -> Iterator[None]:
    """Let *widget*, which has a layout, be laid out once all is done that is done to what it holds.

    Otherwise all of the window is, for each part that comes. What has come can be seen, and have the focus,
    when this ends: a layout shows what it is given at its leisure.
    """
    layout = widget.layout()
    if layout is None or not layout.isEnabled():
        yield
        return
    layout.setEnabled(False)
    try:
        yield
        if widget.isVisible():
            for part in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                asked = part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
                if not asked and not part.isWindow():
                    part.show()
    finally:
        layout.setEnabled(True)
        layout.invalidate()


def emptied(holder: QLayout) -> tuple[QWidget, ...]:
    """Take all out of *holder*, and return the widgets that were there in their order.

    ``QLayout.takeAt`` is not enough: in Python nobody deletes the item that it returns, the widget stays tied
    to that item, and the layout that it comes to next does not hear when it needs another size.
    """
    widgets: list[QWidget] = []
    while (item := holder.itemAt(0)) is not None:
        if (widget := item.widget()) is not None:
            holder.removeWidget(widget)
            widgets.append(widget)
        else:
            holder.takeAt(0)
    return tuple(widgets)
