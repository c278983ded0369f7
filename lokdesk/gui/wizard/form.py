"""A form: the questions of a section, or of one item in it, laid out in their order."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lokdesk.agreement import schema
from lokdesk.gui.look import GAP
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.grid import StatisticsGrid
from lokdesk.gui.wizard.items import ItemCard, ItemList
from lokdesk.gui.wizard.question import QuestionRow
from lokdesk.handbook import asking
from lokdesk.handbook.page import Ask, Entry, Repeat

_GRID = {"mapping/statistics/*/columns": StatisticsGrid}
"""Lists that have a widget of their own instead of cards."""
_IN_GRID = {"mapping/statistics/*/rows"}
"""Lists that are shown in the widget of another list."""


class Form(QWidget):
    """Everything that is asked at one place, with what is needed to find it again by address."""

    def __init__(self, desk: Desk, entries: Sequence[Entry], prefix: str, register: "Register") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP * 2)
        depth = _depth(prefix)
        for entry in entries:
            if isinstance(entry, Ask):
                address = _at(entry.question.address, prefix)
                row = QuestionRow(desk, entry.question, address, short=depth > 1)
                row.setVisible(asking.applies(entry.question, desk.session.agreement, address))
                register.rows[address] = row
                column.addWidget(row)
            elif entry.pattern not in _IN_GRID:
                column.addWidget(self._list(desk, entry, prefix, register, depth))

    def _list(self, desk: Desk, entry: Repeat, prefix: str, register: "Register", depth: int) -> QWidget:
        address = _at(entry.pattern, prefix)
        if entry.pattern in _GRID:
            grid = _GRID[entry.pattern](desk, address)
            register.grids[schema.SEPARATOR.join(address.split(schema.SEPARATOR)[:-1])] = grid
            return grid

        def make(repeat: Repeat, prefix: str) -> QWidget:
            return Form(desk, repeat.entries, prefix, register)

        items = ItemList(desk, entry, address, make, short=depth > 0)
        register.lists[address] = items
        return items


def _depth(prefix: str) -> int:
    """Return how many items within each other *prefix* leads into."""
    return (
        schema.pattern(prefix.rstrip(schema.SEPARATOR)).split(schema.SEPARATOR).count(schema.ANY)
        if prefix
        else 0
    )


def _at(pattern: str, prefix: str) -> str:
    """Return *pattern* with the ids of *prefix*, the address of the item it is asked in."""
    ids = prefix.rstrip(schema.SEPARATOR).split(schema.SEPARATOR)
    segments = pattern.split(schema.SEPARATOR)
    return schema.SEPARATOR.join(
        ids[n] if segment == schema.ANY else segment for n, segment in enumerate(segments)
    )


class Register:
    """Where on a page each answer, list and table is shown, by address."""

    def __init__(self) -> None:
        self.rows: dict[str, QuestionRow] = {}
        self.lists: dict[str, ItemList] = {}
        self.grids: dict[str, StatisticsGrid] = {}

    def forget(self, item: str) -> None:
        """Forget all that belongs to the item with the address *item*, whose card is gone."""
        prefix = item + schema.SEPARATOR
        for known in (self.rows, self.lists, self.grids):
            for address in [one for one in known if one == item or one.startswith(prefix)]:
                del known[address]

    def cards(self, address: str) -> list[Callable[[], ItemCard | None]]:
        """Return what finds the cards that *address* lies in, the outermost first.

        A card has to be opened before the lists inside it exist, hence functions.
        """
        segments = address.split(schema.SEPARATOR)
        finders: list[Callable[[], ItemCard | None]] = []
        for n in range(1, len(segments) + 1):
            parent = schema.SEPARATOR.join(segments[: n - 1])
            item = schema.SEPARATOR.join(segments[:n])

            def find(parent: str = parent, item: str = item) -> ItemCard | None:
                items = self.lists.get(parent)
                return items.cards.get(item) if items else None

            finders.append(find)
        return finders
