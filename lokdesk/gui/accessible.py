"""What assistive technology is told of a part that scrolls."""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget

_SCROLLS = ("QScrollArea", "QAbstractScrollArea")


@cache
def install() -> None:
    """Let assistive technology read parts that scroll as any other part, from now on.

    What Qt has for them ends the program when it is asked for a part that is there no more: a screen reader
    that has counted the parts asks for the last one, and the scroll bar has gone meanwhile.
    """
    QAccessible.installFactory(_made)


def _made(kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Return what is to be told of *thing* as a *kind* of thing, where Qt's own will not do."""
    if kind in _SCROLLS and isinstance(thing, QAbstractScrollArea):
        return QAccessibleWidget(thing, QAccessible.Role.Client)
    return None
