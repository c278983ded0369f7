"""The lock on the project file that is open, so that others see who has it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lokdesk.gui.dialogs import message
from lokdesk.gui.dialogs.message import Held
from lokdesk.project import lock
from lokdesk.project.lock import Holder, Lock


@dataclass
class Hold:
    """How a file is open: with its lock or, *read_only*, while somebody else has that.

    There is no lock either where none can be made, nor for a draft without a file.
    """

    lock: Lock | None = None
    read_only: bool = False

    def release(self) -> None:
        """Let the file go."""
        if self.lock is not None:
            self.lock.release()
            self.lock = None


def asked(window: QWidget, path: Path, who: str) -> Hold | None:
    """Take the lock of the file at *path* for *who*; where somebody has it, ask the user what to do.

    Returns ``None`` where the user does not want to open the file after all.
    """
    got = lock.take(path, who)
    if not isinstance(got, Holder):
        return Hold(got)
    match message.held(window, lock.told(path, got)):
        case Held.READ_ONLY:
            return Hold(read_only=True)
        case Held.ANYWAY:
            forced = lock.take(path, who, force=True)
            return Hold(forced if isinstance(forced, Lock) else None)
        case _:
            return None
