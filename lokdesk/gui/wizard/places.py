"""Where on a page each answer, list and table is shown, by address."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.schema import SEPARATOR

if TYPE_CHECKING:
    from lokdesk.gui.wizard.grid import StatisticsGrid
    from lokdesk.gui.wizard.item import ItemFrame
    from lokdesk.gui.wizard.items import ItemList
    from lokdesk.gui.wizard.question import QuestionRow


class Places:
    """The parts of a page by the address they are about.

    A list may be shown more than once: where its items are added, and where more is asked about each of them.
    """

    def __init__(
        self,
        bring_into_view: Callable[[QWidget], None],
        reveal: Callable[[str], None],
        show_unfolded: Callable[[QWidget, QWidget], None],
    ) -> None:
        """*bring_into_view* gives a widget the focus and scrolls to it, *reveal* the place of an address.

        *show_unfolded* scrolls to all of a widget that there is room for, from what it was unfolded with on.
        """
        self.bring_into_view = bring_into_view
        self.reveal = reveal
        self.show_unfolded = show_unfolded
        self.findings: Mapping[str, Sequence[Finding]] = {}
        """What the rules said last, by address: parts that are made later have it to show from the start."""
        self.rows: dict[str, QuestionRow] = {}
        self.grids: dict[str, StatisticsGrid] = {}
        self._lists: dict[str, list[ItemList]] = {}

    def add_list(self, items: "ItemList") -> None:
        """Remember a list that is shown."""
        self._lists.setdefault(items.address, []).append(items)

    def lists(self, address: str) -> "tuple[ItemList, ...]":
        """Return where the list at *address* is shown."""
        return tuple(self._lists.get(address, ()))

    @property
    def all_lists(self) -> "tuple[ItemList, ...]":
        """Every list that is shown, outer ones before those they hold."""
        return tuple(one for lists in self._lists.values() for one in lists)

    def editable_list(self, address: str) -> "ItemList | None":
        """Return where items are added to the list at *address*, if it is here."""
        return next((one for one in self.lists(address) if one.editable), None)

    def grid(self, address: str) -> "StatisticsGrid | None":
        """Return the table that *address* lies in, if it is here."""
        return next((one for table, one in self.grids.items() if address.startswith(table + SEPARATOR)), None)

    def cards(self, address: str) -> "Iterator[ItemFrame]":
        """Yield the cards that *address* lies in or is, the outermost first.

        A card has to be opened before the next one is asked for: the lists in it do not exist before.
        """
        segments = address.split(SEPARATOR)
        for n in range(2, len(segments) + 1):
            item = SEPARATOR.join(segments[:n])
            for items in self.lists(at.parent(item)):
                if item in items.cards and items.leads_to(address):
                    yield items.cards[item]

    def forget(self, item: str) -> None:
        """Forget all that belongs to the item with the address *item*, whose card is gone."""
        prefix = item + SEPARATOR
        for known in (self.rows, self.grids, self._lists):
            for address in [one for one in known if one == item or one.startswith(prefix)]:
                del known[address]
