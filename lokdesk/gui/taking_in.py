"""Taking in an agreement from a Word file: chosen, read meanwhile, and then opened as a draft."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lokdesk.gui.dialogs import message
from lokdesk.gui.files import Files
from lokdesk.gui.meantime import Meantime
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.steps import INTAKE
from lokdesk.gui.wizard.wizard import Wizard
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.session.revising import WORD

KIND = f"Word-dokument (*{WORD})"
_NOTHING_CHANGED = "Inget har ändrats."
_BUSY = "Ett Word-dokument läses redan."
_DONE = "Överenskommelsen är hämtad och är nu ett utkast. Gå igenom det som hittades, och spara."
_TO_REVISE = "Överenskommelsen är hämtad. Gå igenom det som hittades, och välj sedan Börja revidera."


class TakingIn:
    """What the window does to take in an agreement from Word."""

    def __init__(
        self, window: QWidget, desk: Desk, files: Files, wizard: Wizard, announce: Callable[[str], object]
    ) -> None:
        """Ask on top of *window*, and say what goes on with *announce*; what was taken in is in *wizard*."""
        self._window = window
        self._desk = desk
        self._session = desk.session
        self._files = files
        self._wizard = wizard
        self._announce = announce
        self._meantime = Meantime(window)
        self._stopped = False

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each of the commands does, by its name."""
        return {"take-in": self.choose, "intake": lambda: self._wizard.go_to_view(INTAKE)}

    @property
    def busy(self) -> bool:
        """Whether a document is being read."""
        return self._meantime.busy

    def choose(self) -> None:
        """Let the user choose the Word file, and take it in."""
        path = self._files.choose("Hämta en överenskommelse från Word", KIND)
        if path is not None:
            self.take_in(path)

    def take_in(self, path: Path, *, to_revise: bool = False) -> None:
        """Read the Word file at *path* and open it as a draft, once unsaved changes are taken care of.

        Where it is *to_revise*, the user is told how to go on with that.
        """
        if self._meantime.busy:
            self._announce(_BUSY)
        elif self._files.may_leave():
            self.read(path, to_revise=to_revise)

    def read(self, path: Path, *, to_revise: bool = False) -> None:
        """Read the Word file at *path* and open it: unsaved changes have been taken care of."""
        if self._meantime.busy:
            self._announce(_BUSY)
            return
        left, library, day = self._session.draft, self._session.library, self._desk.today()
        self._announce(f"Läser ”{path.name}” …")
        read: list[Project] = []

        def work() -> None:
            # What recognises a document is loaded when there is one.
            from lokdesk.session import intake

            read.append(intake.opened(path, library, day))

        def then(fault: Exception | None) -> None:
            if self._stopped:
                return
            if isinstance(fault, Problem):
                self._announce("")
                message.problem(self._window, str(fault), _NOTHING_CHANGED)
                return
            if fault is not None:
                raise fault
            # What has been done while it was read is asked about anew.
            if self._session.draft is left or self._files.may_leave():
                self._open(read[0], path, _TO_REVISE if to_revise else _DONE)

        self._meantime.do(work, then)

    def _open(self, taken: Project, path: Path, told: str) -> None:
        if self._files.begin(taken, path.with_suffix("")):
            self._wizard.begin_view(INTAKE)
            self._announce(told)

    def stop(self) -> None:
        """Let nothing come of what is being read: the window closes."""
        self._stopped = True
        self._meantime.finish()
