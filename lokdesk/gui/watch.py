"""Whether the open file still is where it was and as it was, asked when the user comes back to the window."""

import contextlib
import threading
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from lokdesk.project import disk, lock, project
from lokdesk.project.lock import Holder
from lokdesk.project.problem import Problem


class State(Enum):
    """How a file is, beside how it was when it was opened or last saved."""

    SAME = auto()
    CHANGED = auto()
    GONE = auto()
    """It is not in its folder."""
    OUT_OF_REACH = auto()
    """Its folder is not there, or cannot be read."""


@dataclass(frozen=True)
class Seen:
    """What has been seen of the file at *path*, which had that *fingerprint*, and who has it open by now."""

    path: Path
    fingerprint: str
    state: State
    holder: Holder | None = None


class Watch(QObject):
    """Looks at a file without waiting: a folder on a network may take its time to answer."""

    seen = Signal(object)
    """What has been seen, a ``Seen``."""
    _came = Signal(object)
    """The same, from the thread that looks."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._came.connect(self.seen, Qt.ConnectionType.QueuedConnection)

    def look(self, path: Path, fingerprint: str) -> None:
        """Look at the file at *path*, which had that *fingerprint*; unless it is being looked at already."""
        if self._thread is not None and self._thread.is_alive():
            return
        # A thread that waits for a network must not keep the program from ending.
        self._thread = threading.Thread(target=self._look, args=(path, fingerprint), daemon=True)
        self._thread.start()

    def _look(self, path: Path, fingerprint: str) -> None:
        found = look(path, fingerprint)
        # The window may be gone by now.
        with contextlib.suppress(RuntimeError):
            self._came.emit(found)


def look(path: Path, fingerprint: str) -> Seen:
    """Return how the file at *path* is, which had that *fingerprint*."""
    try:
        if not path.parent.is_dir():
            return Seen(path, fingerprint, State.OUT_OF_REACH)
        if not path.is_file():
            return Seen(path, fingerprint, State.GONE)
        same = project.fingerprint(disk.read(path)) == fingerprint
    except (OSError, Problem):
        return Seen(path, fingerprint, State.OUT_OF_REACH)
    return Seen(path, fingerprint, State.SAME if same else State.CHANGED, lock.holder(path))
