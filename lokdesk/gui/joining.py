"""Another copy of the open file from the user's side: bringing in what it says, and telling what came."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lokdesk.agreement.phrase import joined as listed
from lokdesk.gui.dialogs import message
from lokdesk.gui.waiting import waiting
from lokdesk.gui.wizard.desk import Desk
from lokdesk.project import project
from lokdesk.project.problem import Problem
from lokdesk.session import joining
from lokdesk.session.joining import Joined, Strangers

_UNCHANGED = "Inget har ändrats."
_UNDONE = "Sammanslagningen går att ångra med Ctrl+Z. Spara när ni är nöjda."
_IN_CONFLICT = "Så heter de kopior som OneDrive och liknande gör när två har ändrat i samma fil samtidigt."
_TO_JOIN = (
    "Väljer du Slå ihop hämtas det som bara finns i kopian till er fil. Du får veta vad som kom, och det går "
    "att ångra. Kopian ligger kvar i mappen."
)
_NOTHING_THERE = "Allt som finns där finns redan i er fil. När alla har fått med sitt kan kopian tas bort."
_ASKED = "Ni kan ångra om det inte blev som ni hade tänkt er."


class Joining:
    """What the window does with other copies of the open file."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        """Show dialogs on top of *window*."""
        self._window = window
        self._session = desk.session
        self.show: Callable[[], object] = lambda: None
        """Shows what two copies say differently."""

    def bring(self, path: Path, more: str = _UNDONE) -> bool:
        """Bring the copy in the file at *path* in, as one edit, and tell what came.

        *more* is what is said besides. Returns whether all it says is here now.
        """
        found = self._found(path)
        if found is None:
            return False
        self._session.join(found.project, joining.NAME)
        self._tell(found, path, more)
        return True

    def _found(self, path: Path, *, strangers: bool = False) -> Joined | None:
        """Return what becomes of the draft and the copy at *path*, if they are to be brought together."""
        try:
            return self._joined(path, strangers=strangers)
        except Strangers as problem:
            asked = str(problem)
        except Problem as problem:
            message.problem(self._window, str(problem), _UNCHANGED)
            return None
        # The file is read once more: much may happen to it while the question stands.
        agreed = message.agreed(self._window, asked, _ASKED, "Slå ihop ändå")
        return self._found(path, strangers=True) if agreed else None

    def _joined(self, path: Path, *, strangers: bool = False) -> Joined:
        with waiting():
            return joining.joined(self._session.current, project.open(path), path.name, strangers=strangers)

    def _tell(self, found: Joined, path: Path, more: str) -> None:
        if found.nothing_new:
            message.notice(self._window, found.told)
        elif not found.clashes:
            message.notice(
                self._window, f"”{path.name}” är hopslagen med er fil.", f"{found.told} {more}".strip()
            )
        elif message.merged(
            self._window, f"”{path.name}” är hopslagen med er fil.", f"{found.told} {more}".strip()
        ):
            self.show()

    # Copies that a synchronised folder has made

    def tell_of_conflicts(self, path: Path) -> None:
        """Tell of copies that a synchronised folder has made of the file at *path*.

        Where they say something new it is offered to bring them in.
        """
        names = project.conflicts(path)
        if not names:
            return
        said = f"I mappen ligger också {listed([f'”{name}”' for name in names])}. {_IN_CONFLICT}"
        places = [path.with_name(name) for name in names]
        if not self._anything_new(places):
            message.notice(self._window, f"{said} {_NOTHING_THERE}")
        elif message.in_conflict(self._window, said, _TO_JOIN):
            self.bring_all(places)

    def bring_all(self, paths: Sequence[Path]) -> None:
        """Bring the copies in the files at *paths* in, one after the other."""
        for path in paths:
            self.bring(path)

    def _anything_new(self, places: Sequence[Path]) -> bool:
        """Return whether any of the files at *places* says what the draft does not, or cannot be read."""
        for place in places:
            try:
                if not self._joined(place).nothing_new:
                    return True
            except Problem:
                # They are asked whether to, and then why it cannot be done is told.
                return True
        return False
