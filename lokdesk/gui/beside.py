"""The window's commands on what shows the draft in another way: the document's size, and the figure."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.wizard.wizard import Wizard

if TYPE_CHECKING:
    # Both take a while to load, and are there once they are shown.
    from lokdesk.gui.panes.document import DocumentPane
    from lokdesk.gui.panes.figures import FiguresPane

_NO_DOCUMENT = "Dokumentet är inte framme. Tryck på F8 för att se det."
_NO_FIGURE = "Ingen figur är framme. Tryck på F9 för att se figurerna."

_DOCUMENT: "Mapping[str, Callable[[DocumentPane], object]]" = {
    "document-larger": lambda pane: pane.view.zoom_by(1),
    "document-smaller": lambda pane: pane.view.zoom_by(-1),
    "document-natural": lambda pane: pane.view.set_zoom(1.0),
    "document-width": lambda pane: pane.view.fit_width(),
}
_FIGURE: "Mapping[str, Callable[[FiguresPane], object]]" = {
    "figure-large": lambda pane: pane.enlarge(),
    "figure-copy": lambda pane: pane.copy(),
    "figure-save": lambda pane: pane.save(),
}


class Beside:
    """What can be done with the document and the figures in *wizard*, from wherever the focus is."""

    def __init__(self, wizard: Wizard, tell: Callable[[str], object]) -> None:
        """*tell* says why there is nothing to do."""
        self._wizard = wizard
        self._tell = tell

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each of the commands does, by its name."""
        return {
            **{name: partial(self._with_document, run) for name, run in _DOCUMENT.items()},
            **{name: partial(self._with_figure, run) for name, run in _FIGURE.items()},
        }

    def follow(self, menu: QMenu, actions: Mapping[str, QAction]) -> None:
        """Let *menu*, whenever it is open, offer those of the *actions* that there is something to do for."""
        menu.aboutToShow.connect(lambda: self._offer(actions))
        # Their keys work wherever the document or a figure comes to be shown.
        menu.aboutToHide.connect(lambda: self._offer_all(actions))

    def _offer(self, actions: Mapping[str, QAction]) -> None:
        for names, there in ((_DOCUMENT, self._document()), (_FIGURE, self._figure())):
            for name in names:
                actions[name].setEnabled(there is not None)

    def _offer_all(self, actions: Mapping[str, QAction]) -> None:
        for name in (*_DOCUMENT, *_FIGURE):
            actions[name].setEnabled(self._wizard.isVisible())

    def _with_document(self, run: "Callable[[DocumentPane], object]") -> None:
        pane = self._document()
        if pane is None:
            self._tell(_NO_DOCUMENT)
        else:
            run(pane)

    def _with_figure(self, run: "Callable[[FiguresPane], object]") -> None:
        pane = self._figure()
        if pane is None:
            self._tell(_NO_FIGURE)
        else:
            run(pane)

    def _document(self) -> "DocumentPane | None":
        return cast("DocumentPane | None", self._seen("document"))

    def _figure(self) -> "FiguresPane | None":
        """Return the pane that shows a figure, if one does."""
        pane = cast("FiguresPane | None", self._seen("figures"))
        return pane if pane is not None and pane.figure is not None else None

    def _seen(self, slug: str) -> Pane | None:
        """Return what shows *slug*, if anything does: what has the focus, where it is shown twice."""
        panes, focus = self._wizard.seen(slug), QApplication.focusWidget()
        focused = (one for one in panes if focus is not None and one.isAncestorOf(focus))
        return next(focused, panes[0] if panes else None)
