"""Copies of the open file from the user's side: looking at them, and going back to one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from lokdesk.gui.dialogs import message
from lokdesk.gui.dialogs.backups import BackupsDialog, CopyDialog, moment
from lokdesk.gui.wizard.desk import Desk
from lokdesk.project import backups
from lokdesk.project.backups import Copy
from lokdesk.project.problem import Problem
from lokdesk.session import restoring
from lokdesk.session.restoring import Difference
from lokdesk.session.session import Session

_UNCHANGED = "Inget har ändrats."
_ERASED = (
    "Det går inte att ångra. Projektfilen ligger kvar, och så gör kopian i samma mapp. Nästa gång du sparar "
    "görs en ny säkerhetskopia."
)
_NO_FILE = (
    "Överenskommelsen är inte sparad än, och har därför inga säkerhetskopior. De kommer när du sparar den."
)


class Backups:
    """What the window does with copies of the open file."""

    def __init__(self, window: QWidget, desk: Desk, announce: Callable[[str], object]) -> None:
        """Show dialogs on top of *window*; say what has been done with *announce*."""
        self._window = window
        self._desk = desk
        self._session = desk.session
        self._announce = announce

    def show(self) -> None:
        """Show the copies that there are."""
        path = self._session.path
        if path is None:
            message.notice(self._window, _NO_FILE)
            return
        dialog = BackupsDialog(
            self._window,
            backups.found(path),
            self._compared,
            lambda copy: self._show(dialog, copy),
            lambda copy: self._restore(dialog, copy),
            lambda: self._erase(dialog, path),
        )
        dialog.exec()
        dialog.deleteLater()

    def _compared(self, copy: Copy) -> tuple[Difference, ...]:
        then = restoring.read(copy).draft
        return restoring.differences(self._desk.handbook, then, self._session.draft)

    def _show(self, parent: QWidget, copy: Copy) -> bool:
        """Show what differs in *copy*. Returns whether it has been restored."""
        try:
            found = self._compared(copy)
        except Problem as problem:
            message.problem(parent, str(problem), _UNCHANGED)
            return False
        dialog = CopyDialog(parent, moment(copy, datetime.now()), found)
        wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return wanted and self._restore(parent, copy)

    def _restore(self, parent: QWidget, copy: Copy) -> bool:
        try:
            trouble = restoring.restore(self._session, copy)
        except Problem as problem:
            message.problem(parent, str(problem), _UNCHANGED)
            return False
        said = f"Återställt som det var {moment(copy, datetime.now())}. Spara om det ska gälla, eller ångra."
        self._announce(f"{said} {trouble}".strip())
        return True

    def _erase(self, parent: QWidget, path: Path) -> bool:
        asked = f"Vill du radera alla säkerhetskopior av ”{path.name}” på den här datorn?"
        if not message.remove(parent, asked, _ERASED):
            return False
        try:
            backups.erase(path)
        except Problem as problem:
            message.problem(parent, str(problem))
            return False
        self._announce("Säkerhetskopiorna är raderade.")
        return True


def offered(window: QWidget, session: Session, path: Path, said: str) -> bool:
    """Offer the latest copy of the file at *path*, which cannot be opened, as is *said*.

    Returns whether the copy is open now; if not, the user has been told.
    """
    found = restoring.latest(path)
    if found is None:
        return False
    copy, opened = found
    made = moment(copy, datetime.now())
    more = "Filen lämnas som den är tills du sparar."
    if message.copy_instead(window, f"{said} Det finns en säkerhetskopia från {made}. Öppna den?", more):
        restoring.go_on(session, opened, path)
    return True
