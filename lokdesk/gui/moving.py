"""Versions of template and handbook from the user's side: moving to newer ones, and going back."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from lokdesk.agreement.draft import TemplateUse
from lokdesk.gui.dialogs import message
from lokdesk.gui.dialogs.moving import BackDialog, MoveDialog, OrphansDialog
from lokdesk.gui.wizard.desk import Desk
from lokdesk.project.problem import Problem
from lokdesk.session import comparison, moving
from lokdesk.session.moving import Orphan

_UNCHANGED = "Inget har ändrats."
_NEWEST = "Överenskommelsen har redan den nyaste mallen och handboken."
_NOTHING_BEFORE = (
    "Överenskommelsen har inte bytt mall eller handbok, så det finns inget att gå tillbaka till."
)


class Moving:
    """What the window does with versions of template and handbook."""

    def __init__(self, window: QWidget, desk: Desk, announce: Callable[[str], object]) -> None:
        """Show dialogs on top of *window*; say what has been done with *announce*."""
        self._window = window
        self._desk = desk
        self._session = desk.session
        self._announce = announce

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each of the commands does, by its name."""
        return {"move": lambda: self.move(), "move-back": self.back, "orphans": self.orphans}

    def move(self, template: TemplateUse | None = None) -> bool:
        """Show what a move to the newest versions would do, and make it if the user wants that.

        Where a *template* is told, the move is to that one. Returns whether it has been made.
        """
        library, draft = self._session.library, self._session.draft
        if template is None and moving.newer(library, draft) is None:
            message.notice(self._window, _NEWEST)
            return False
        try:
            rehearsal = moving.rehearse(library, draft, self._desk.today(), template)
        except Problem as problem:
            message.problem(self._window, str(problem), _UNCHANGED)
            return False
        new = rehearsal.new
        to = moving.called(library, new.template, new.handbook.version)
        dialog = MoveDialog(self._window, to, moving.news(library, rehearsal), moving.told(rehearsal))
        if not _agreed(dialog):
            return False
        moving.move(self._session, rehearsal)
        left = len(rehearsal.orphans)
        more = f" {_answers(left)} utan plats finns under Arkiv, Svar utan plats." if left else ""
        self._announce(f"Bytt till {to}.{more}")
        return True

    def back(self) -> bool:
        """Go back to the answers and the versions from before the last move. Returns whether."""
        library, draft = self._session.library, self._session.draft
        if not draft.earlier:
            message.notice(self._window, _NOTHING_BEFORE)
            return False
        last = draft.earlier[-1]
        to = moving.earlier_called(library, last)
        files = self._session.attachment_names
        changes = comparison.changes(library.handbook, last.agreement, draft.agreement, files)
        if not _agreed(BackDialog(self._window, to, list(changes))):
            return False
        moving.back(self._session, last.id, self._desk.today())
        self._announce(f"Tillbaka till {to}.")
        return True

    def orphans(self) -> None:
        """Show the answers that the handbook does not ask for, and let the user put them somewhere."""
        ways = (
            ("own", "Gör till en egen fråga", self._make_own),
            ("copy", "Kopiera svaret", _copy),
            ("remove", "Ta bort …", self._remove),
        )
        dialog = OrphansDialog(self._window, lambda: moving.orphans(self._session), ways)
        dialog.exec()
        dialog.deleteLater()

    def _make_own(self, orphan: Orphan) -> None:
        moving.as_own_question(self._session, orphan.address)
        self._announce(f"”{orphan.where}” är nu en egen fråga, i steget Bilagor.")

    def _remove(self, orphan: Orphan) -> None:
        if message.remove(self._window, f"Vill du ta bort svaret ”{orphan.where}”?", "Det går att ångra."):
            moving.empty(self._session, orphan.address)
            self._announce(f"Tog bort svaret ”{orphan.where}”.")


def _copy(orphan: Orphan) -> None:
    QGuiApplication.clipboard().setText(orphan.says)


def _agreed(dialog: QDialog) -> bool:
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed


def _answers(count: int) -> str:
    return "Ett svar" if count == 1 else f"{count} svar"
