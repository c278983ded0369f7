"""A pane that is made when it is first seen, and kept up to date only while it can be."""

from collections.abc import Callable

from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.stock import Stock
from lokdesk.gui.wizard.desk import Desk
from lokdesk.handbook.book import Step
from lokdesk.session.event import Event

MakePane = Callable[[Desk], Pane]


class Watched:
    """A pane that may not have been made yet, kept up to date while it can be seen."""

    def __init__(self, desk: Desk, make: MakePane, wanted: Callable[[str], object]) -> None:
        self._desk = desk
        self._make = make
        self._wanted = wanted
        self._place: tuple[Step, str] | str | None = None
        """What has the focus, or the view that stands in the place of the questions."""
        self._stock: Stock | None = None
        self._behind = True
        self.pane: Pane | None = None

    def made(self) -> Pane:
        """Return the pane."""
        if self.pane is None:
            self.pane = self._make(self._desk)
            self.pane.wanted.connect(self._wanted)
        return self.pane

    def catch_up(self) -> None:
        """Let the pane show what it has missed: it can be seen now."""
        pane = self.made()
        if self._behind:
            self._behind = False
            pane.refresh()
            self._pass_on_place(pane)
            if self._stock is not None:
                pane.take_stock(self._stock)

    def forget(self) -> None:
        """Throw the pane away. It is made anew when it is next seen."""
        if self.pane is not None:
            self.pane.hide()
            self.pane.deleteLater()
        self.pane = None
        self._behind = True

    def _seen(self) -> Pane | None:
        if self.pane is not None and self.pane.isVisible():
            return self.pane
        self._behind = True
        return None

    def show_place(self, step: Step, address: str) -> None:
        """Pass on what has the focus."""
        self._place = step, address
        if (pane := self._seen()) is not None:
            self._pass_on_place(pane)

    def show_view(self, slug: str) -> None:
        """Pass on what stands in the place of the questions."""
        self._place = slug
        if (pane := self._seen()) is not None:
            self._pass_on_place(pane)

    def _pass_on_place(self, pane: Pane) -> None:
        if isinstance(self._place, str):
            pane.show_view(self._place)
        elif self._place is not None:
            pane.show_place(*self._place)

    def told(self, event: Event) -> None:
        """Pass on what the session tells."""
        if (pane := self._seen()) is not None:
            pane.told(event)

    def take_stock(self, stock: Stock) -> None:
        """Pass on what there is to say of the draft."""
        self._stock = stock
        if (pane := self._seen()) is not None:
            pane.take_stock(stock)

    def refresh(self) -> None:
        """Let the pane show everything anew, at once or when it comes into view."""
        self._behind = True
        if self.pane is not None and self.pane.isVisible():
            self.catch_up()
