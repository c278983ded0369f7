"""The panes at the right, one of them at a time, each under its tab."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from lokdesk.gui.look import characters
from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.panes.watched import MakePane, Watched
from lokdesk.gui.stock import Stock
from lokdesk.gui.wizard.desk import Desk
from lokdesk.handbook.book import Step
from lokdesk.session.event import Event

_WIDTH = 46
_MOST = 0.28
"""How much of the window's width the panes take at the most, unless the user wants more."""


class Aside(QTabWidget):
    """The panes beside the questions."""

    wanted = Signal(str)
    """The address of a place that the user wants to go to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._panes: dict[str, Watched] = {}
        self.setObjectName("aside")
        self.setDocumentMode(True)
        self.tabBar().setAccessibleName("Sidopanel")
        self.currentChanged.connect(self._show)

    def add(self, slug: str, title: str, make: MakePane) -> None:
        """Add the pane *slug* under a tab with its *title*. It is made when it is first seen."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self._panes[slug] = Watched(self._desk, make, self.wanted.emit)
        self.addTab(holder, title)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The panes there are, in order."""
        return tuple(self._panes)

    @property
    def slug(self) -> str:
        """The pane whose tab is in front."""
        return self.slugs[self.currentIndex()]

    def pane(self, slug: str) -> Pane:
        """Return the pane *slug*."""
        return self._panes[slug].made()

    def choose(self, slug: str) -> None:
        """Bring the tab of the pane *slug* to the front, if there is anything to show in it."""
        index = self.slugs.index(slug)
        if self.isTabVisible(index):
            self.setCurrentIndex(index)

    def offer(self, slug: str, wanted: bool) -> None:
        """Have a tab for the pane *slug*, or none as long as there is nothing to show in it."""
        index = self.slugs.index(slug)
        if self.isTabVisible(index) != wanted:
            if not wanted and self.currentIndex() == index:
                self.setCurrentIndex(0)
            self.setTabVisible(index, wanted)

    def _show(self) -> None:
        """Let the pane in front catch up, if it can be seen."""
        if not self.isVisible() or self.currentIndex() < 0:
            return
        holder, watched = self.currentWidget(), self._panes[self.slug]
        layout = holder.layout()
        if layout is not None and not layout.count():
            layout.addWidget(watched.made())
            # Shown with its holder from now on.
            watched.made().show()
        watched.catch_up()

    def show_place(self, step: Step, address: str) -> None:
        """Follow what has the focus."""
        for one in self._panes.values():
            one.show_place(step, address)

    def show_view(self, slug: str) -> None:
        """Follow what stands in the place of the questions."""
        for one in self._panes.values():
            one.show_view(slug)

    def told(self, event: Event) -> None:
        """Take what the session tells."""
        for one in self._panes.values():
            one.told(event)

    def take_stock(self, stock: Stock) -> None:
        """Take what there is to say of the draft."""
        for one in self._panes.values():
            one.take_stock(stock)

    def refresh(self) -> None:
        """Show everything anew."""
        for one in self._panes.values():
            one.refresh()
        self._show()

    def remake(self) -> None:
        """Make the panes anew, each when it is next seen."""
        for watched in self._panes.values():
            holder = watched.pane.parentWidget() if watched.pane is not None else None
            layout = holder.layout() if holder is not None else None
            if layout is not None and watched.pane is not None:
                layout.removeWidget(watched.pane)
            watched.forget()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the pane in front show what it has missed."""
        super().showEvent(event)
        self._show()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the tabs: all of them can be seen."""
        return QSize(self.tabBar().sizeHint().width(), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Return a width that reads well, where there is room for it."""
        width = min(characters(self, _WIDTH), round(self.window().width() * _MOST))
        return QSize(width, super().sizeHint().height())
