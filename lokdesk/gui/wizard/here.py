"""Where the user is: the question, the item and the list that has the focus."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from lokdesk.gui.wizard.grid import StatisticsGrid
from lokdesk.gui.wizard.item import ItemFrame
from lokdesk.gui.wizard.items import ItemList
from lokdesk.gui.wizard.question import QuestionRow

W = TypeVar("W", ItemFrame, ItemList)


def address(widget: QWidget | None) -> str:
    """Return the address of what *widget* is about: a question, an item or a list; nothing elsewhere."""
    while widget is not None:
        if found := widget.property("address"):
            return str(found)
        widget = widget.parentWidget()
    return ""


def question() -> QuestionRow | None:
    """Return the question that has the focus, if one has."""
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, QuestionRow):
        widget = widget.parentWidget()
    return widget


def _around_focus(kind: type[W]) -> W | None:
    """Return the innermost *kind* of part with the focus in it that can be edited, if there is one."""
    widget = QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, kind) and widget.editable:
            return widget
        widget = widget.parentWidget()
    return None


def figures() -> StatisticsGrid | None:
    """Return the table of figures that has the focus, if one has."""
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, StatisticsGrid):
        widget = widget.parentWidget()
    return widget


def do_with_column(key: str) -> None:
    """Do what *key* (:data:`grid.COLUMN_COMMANDS`) says with the column that has the focus, if any."""
    if (table := figures()) is not None:
        table.do_with_column(key)


def do(key: str) -> None:
    """Do what the command *key* (:data:`item.COMMANDS`) says with the item that has the focus, if any.

    In a table of figures that is the row.
    """
    if (table := figures()) is not None:
        table.do(key)
        return
    item = _around_focus(ItemFrame)
    if item is not None:
        item.owner.do(key, item.address)


def add() -> None:
    """Add an item to the list that has the focus, after the item that has it; a row in a table of figures."""
    if (table := figures()) is not None:
        table.add_row()
        return
    items = _around_focus(ItemList)
    if items is not None:
        here = [n for n, address in enumerate(items.cards) if items.focused_in(address) is not None]
        items.add(index=here[0] + 1 if here else None)
