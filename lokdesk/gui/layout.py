"""Changing much at a time in what is shown already."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget


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
        # A layout that has let a request go by while it was not enabled does not ask for itself again.
        QApplication.postEvent(widget, QEvent(QEvent.Type.LayoutRequest))
