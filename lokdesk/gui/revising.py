"""Revising from the user's side: the open agreement or one in a file, and then the new draft."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lokdesk.gui.dialogs import message, revise
from lokdesk.gui.files import Files
from lokdesk.gui.taking_in import TakingIn
from lokdesk.gui.wizard.desk import Desk
from lokdesk.project.problem import Problem
from lokdesk.project.project import SUFFIX, Project
from lokdesk.session import revising

_KINDS = f"Överenskommelser (*{SUFFIX} *{revising.WORD});;Alla filer (*)"
_NEVER_SAVED = "Överenskommelsen är inte sparad, så det finns inget att revidera än."
_BEGUN = "Revideringen har börjat. Spara den under ett eget namn."


class Revising:
    """What the window does to begin a revision."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        files: Files,
        announce: Callable[[str], object],
        is_open: Callable[[], bool],
        taking_in: TakingIn,
    ) -> None:
        """Ask on top of *window*; *is_open* tells whether an agreement is open and seen.

        An agreement in a Word file comes by *taking_in*.
        """
        self._window = window
        self._desk = desk
        self._session = desk.session
        self._files = files
        self._announce = announce
        self._is_open = is_open
        self._taking_in = taking_in

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each of the commands does, by its name."""
        return {"revise": self.revise}

    def revise(self) -> None:
        """Begin a revision of the open agreement; where none is open, of one in a file to choose."""
        if not self._is_open():
            self.choose()
        elif self._is_taken_in:
            # All of it goes along, frozen.
            self._begin(self._session.current, None)
        elif self._files.may_leave():
            path = self._session.path
            if not self._session.dirty:
                self._begin(self._session.current, path)
            elif path is not None:
                # What has been changed since it was saved is let go of.
                self._revise(path)
            else:
                self._announce(_NEVER_SAVED)

    @property
    def _is_taken_in(self) -> bool:
        """Whether what is open is an old agreement from Word that stands in no file of its own."""
        draft = self._session.draft
        return bool(draft.intakes) and not draft.predecessors and self._session.path is None

    def choose(self) -> None:
        """Let the user choose the file with the agreement to revise."""
        path = self._files.choose("Vilken överenskommelse ska revideras?", _KINDS)
        if path is None:
            return
        if revising.is_word(path):
            self._taking_in.take_in(path, to_revise=True)
        else:
            self._revise(path)

    def revise_file(self, path: Path) -> None:
        """Begin a revision of the agreement in the file at *path*, once unsaved changes are taken care of."""
        if self._files.may_leave():
            self._revise(path)

    def _revise(self, path: Path) -> None:
        try:
            old = revising.opened(path, self._session.library, self._desk.today())
        except Problem as problem:
            message.problem(self._window, str(problem))
        else:
            self._begin(old, path)

    def _begin(self, old: Project, path: Path | None) -> None:
        revision = revise.ask(self._window, self._desk, old)
        if revision is None:
            return
        near = path or self._files.near(old.draft.agreement.title)
        name = revising.file_name(near.name.partition(".lokdesk")[0], revision.begun)
        if self._files.begin(revision.project, near.with_name(name)):
            self._desk.wishes.command.emit("agenda")
            self._announce(_BEGUN)
