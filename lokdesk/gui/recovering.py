"""Getting back what was not saved when the program stopped, or when it was left."""

import contextlib
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from lokdesk.gui import recovered
from lokdesk.gui.dialogs import message
from lokdesk.gui.dialogs.message import Outdated
from lokdesk.gui.files import Files, waiting
from lokdesk.gui.meantime import Meantime
from lokdesk.project.problem import Problem
from lokdesk.session import recovery
from lokdesk.session.event import DraftReplaced, Event
from lokdesk.session.journal import Recorder
from lokdesk.session.recovery import Found
from lokdesk.session.session import Session

_LEFT = "I den här filen finns osparat arbete från {}, som inte är med här."
_LEFT_ELSEWHERE = "På den här datorn finns osparat arbete från en annan gång."
_DONE = "Det osparade är återställt. Se efter att allt är med, och spara."
_AS_COPY = (
    "Öppnas det osparade som en kopia är filen kvar som den är, och när du sparar får du välja var kopian "
    "ska ligga."
)


class Recovering(QObject):
    """What the window does with journals of drafts that were open before."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        files: Files,
        recorder: Recorder,
        state_folder: Path,
        announce: Callable[[str], object],
    ) -> None:
        """*recorder* keeps the journal of what is open now; *announce* says what has been done."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._files = files
        self._recorder = recorder
        self._state_folder = state_folder
        self._announce = announce
        self._meantime = Meantime(self)
        self.mentions_others = False
        """Whether the next file comes with word of what was left elsewhere: the start page was not seen."""
        self._do_offered: Callable[[], object] = self.show
        self.offer = QPushButton(window)
        self.offer.setObjectName("recovery-offered")
        self.offer.clicked.connect(lambda: self._do_offered())
        self.offer.hide()
        self._unsubscribe = session.subscribe(self._told)

    # In a file that is opened

    def _told(self, event: Event) -> None:
        if isinstance(event, DraftReplaced):
            self.offer.hide()
            # What has just been got back is not offered at the same time.
            if self._session.path is not None and not self._session.dirty:
                self._look(self._session.path)

    def _look(self, path: Path) -> None:
        """Look for what was left unsaved in the file at *path*, and offer it, or the rest if nobody has."""
        found: list[Found] = []

        def then(_: Exception | None) -> None:
            offered = [one for one in found if one.to_offer]
            mine = next((one for one in offered if one.file == path), None)
            if path != self._session.path:
                return
            if mine is not None:
                said = _LEFT.format(recovered.moment(mine))
                self._show_offer("Återställ osparat arbete", partial(self.restore, mine), said)
            elif offered and self.mentions_others:
                self._show_offer("Visa osparat arbete …", self.show, _LEFT_ELSEWHERE)
            self.mentions_others = False

        self._meantime.do(lambda: found.extend(recovered.kept(self._state_folder)), then)

    def _show_offer(self, text: str, do: Callable[[], object], said: str) -> None:
        self._do_offered = do
        self.offer.setText(text)
        self.offer.show()
        self._announce(said)

    def wait(self) -> None:
        """Wait until all is found that is being looked for."""
        self._meantime.finish()

    def stop(self) -> None:
        """Look for nothing more: the window closes."""
        self._unsubscribe()
        self.wait()

    # All there is

    def show(self) -> None:
        """Show all that is kept, and go on with what is chosen there."""
        # Loaded when it is wanted: the window is opened sooner.
        from lokdesk.gui.dialogs.recovery import RecoveryDialog

        dialog = RecoveryDialog(self._window, self._all_kept)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen is not None:
            self.restore(chosen)

    def _all_kept(self) -> Sequence[Found]:
        # What has been left a moment ago may not be written yet.
        self._recorder.flush()
        return recovered.kept(self._state_folder)

    def restore(self, found: Found) -> None:
        """Go on with what was *found*, once unsaved changes are taken care of.

        Where its file is another than it was, or is no longer there, the user says what is opened.
        """
        if not self._files.may_leave():
            return
        try:
            with waiting():
                restored = recovery.restored(found.path)
                state = restored.file_state
        except Problem as problem:
            message.problem(self._window, str(problem))
            return
        copy, file = False, restored.file
        if file is not None and state in ("changed", "gone"):
            wish = self._asked(found, file, there=state == "changed")
            if wish is Outdated.FILE:
                self._files.open(file)
            if wish is not Outdated.COPY:
                return
            copy = True
        if self._files.resume(restored, copy):
            self._announce(_DONE if self._session.dirty else "")
            if self._session.dirty:
                # A folder that does not answer keeps nobody waiting.
                threading.Thread(target=self._let_go, args=(found.path,), daemon=True).start()

    def _asked(self, found: Found, file: Path, *, there: bool) -> Outdated:
        written = recovered.moment(found)
        if not there:
            text = f"”{file.name}” finns inte längre i mappen {file.parent}, eller går inte att läsa."
            return message.outdated(
                self._window, text, f"Det osparade är från {written}.\n\n{_AS_COPY}", there=False
            )
        text = f"”{file.name}” har ändrats sedan det osparade skrevs."
        return message.outdated(
            self._window, text, f"{_which_is_newer(found, file)}\n\n{_AS_COPY}", there=True
        )

    def _let_go(self, path: Path) -> None:
        """Erase the old journal at *path*, once all that it holds stands in the new one."""
        if self._recorder.flush():
            with contextlib.suppress(Problem):
                recovery.erase(path)


def _which_is_newer(found: Found, file: Path) -> str:
    now = datetime.now()
    written = recovered.clock(found.when, now)
    try:
        saved = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return f"Det osparade är från {written}. När filen sparades går inte att se."
    newer = "Filen" if saved > found.when else "Det osparade"
    return (
        f"{newer} är nyare: filen sparades {recovered.clock(saved, now)}, och det osparade är från {written}."
    )
