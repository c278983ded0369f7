"""The window's commands for the agreement before: to see what stood there, and to have it back."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QApplication

from lokdesk.agreement.steps import finished
from lokdesk.gui.panes.former import POINTLESS, TAKEN, UNANSWERED
from lokdesk.gui.wizard import here
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.wizard import Wizard
from lokdesk.gui.workshop.workshop import Workshop
from lokdesk.session import retrieval
from lokdesk.session.former import table_of

_NO_FORMER = "Överenskommelsen reviderar ingen tidigare, så det finns inget förra svar."
_NOWHERE = "Ställ dig först i den fråga som det gäller."
_SAME = "Svaret är detsamma som i den förra överenskommelsen."
_FIGURES = "Siffror tas tillbaka för hela tabellen. Tryck F5 för att se vad som stod där."


class TakingBack:
    """What the window does about the answers of the agreement before."""

    def __init__(
        self, desk: Desk, room: Callable[[], Wizard | Workshop], announce: Callable[[str], object]
    ) -> None:
        """*room* is what the user works in; *announce* says what has been done, or why nothing has."""
        self._desk = desk
        self._room = room
        self._announce = announce

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each of the commands does, by its name."""
        return {"former": self._show, "take-back": self._take_back}

    def _show(self) -> None:
        if self._desk.session.draft.predecessors:
            self._room().show_former()
        else:
            self._announce(_NO_FORMER)

    def _take_back(self) -> None:
        """Take back the answer of the question that has the focus."""
        if not self._desk.session.draft.predecessors:
            self._announce(_NO_FORMER)
            return
        address = here.address(QApplication.focusWidget())
        if not address:
            self._announce(_NOWHERE)
            return
        # What has just been typed is compared, too.
        since = finished(self._desk.former.looking(self._desk.session.draft))
        one = since.differences.get(address)
        if since.agreement is None or one is None:
            self._announce(_SAME)
        elif retrieval.kept(self._desk.session, since.agreement, one) is None:
            is_figure = bool(table_of(address))
            self._announce(_FIGURES if is_figure else UNANSWERED if one.kind == "added" else POINTLESS)
        else:
            retrieval.take_back(self._desk.session, since.agreement, one)
            self._announce(TAKEN)
