"""Changing what is shown already: much at a time, or all anew."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


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
