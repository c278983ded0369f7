"""The steps, the page and the panes side by side, as long as there is room for all three."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from lokdesk.gui.look import characters

_STEPS, _PAGE, _PANES = 24, 62, 28
"""How many characters wide each of the three is at least."""


class Parts(QSplitter):
    """The three parts of the work. The page is never narrower than what is on it.

    Where there is no room for all, the panes are put away by themselves; who wants them then sees them in the
    place of the steps, until the steps are wanted again.
    """

    changed = Signal()
    """Other parts are shown than before, or there is room for others."""

    def __init__(self, steps: QWidget, page: QWidget, panes: QWidget) -> None:
        super().__init__()
        self._steps, self._page, self._panes = steps, page, panes
        self._fitting = False
        self.panes_wanted = True
        """Whether the user wants the panes, where there is room for them."""
        self._instead = False
        self._alone = False
        self.setChildrenCollapsible(False)
        for part in (steps, page, panes):
            self.addWidget(part)
            # A splitter puts each part below the ones before, and a screen reader reads from the bottom.
            part.raise_()
        self.setStretchFactor(1, 1)
        panes.installEventFilter(self)
        page.installEventFilter(self)

    @property
    def crowded(self) -> bool:
        """Whether there is no room for all three."""
        return self.width() < self._needed

    @property
    def _needed(self) -> int:
        parts = ((self._page, _PAGE), (self._panes, _PANES))
        widths = [max(part.minimumSizeHint().width(), characters(self, least)) for part, least in parts]
        return characters(self, _STEPS) + sum(widths) + 2 * self.handleWidth()

    def show_steps(self) -> None:
        """Show the steps, in the place of the panes where there is no room for both."""
        self._instead = False
        self._fit()

    def show_panes(self) -> None:
        """Show the panes, in the place of the steps where there is no room for both."""
        self.panes_wanted = self._instead = True
        self._alone = False
        self._fit()

    def show_alone(self, alone: bool) -> None:
        """Put the panes away for what needs their room, until the user wants them or it is gone."""
        if alone != self._alone:
            self._alone = alone
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is done with the panes, and what room the page needs."""
        kind = event.type()
        if self._fitting:
            pass
        elif watched is self._panes and kind == QEvent.Type.ShowToParent:
            self.panes_wanted = True
            self._alone = False
            self._instead = self.isVisible()
            self._fit()
        elif watched is self._panes and kind == QEvent.Type.HideToParent:
            self.panes_wanted = self._instead = False
            self._fit()
        elif watched is self._page and kind == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put away what there is no longer any room for, or bring it back."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.width() and not self._fitting:
            crowded = self.crowded
            panes = self.panes_wanted and not self._alone and (self._instead or not crowded)
            self._fitting = True
            self._panes.setVisible(panes)
            self._steps.setVisible(not (panes and crowded))
            self._fitting = False
            self.changed.emit()
