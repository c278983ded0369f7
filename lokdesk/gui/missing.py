"""Which files are missing, asked without waiting: a folder on a network may take its time to answer."""

import queue
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

_SOON = 0.03
"""How many seconds the answer is waited for at once; a disk of one's own needs no more."""
_LATER = 100
"""How many milliseconds there are between two looks for an answer that takes longer."""


class MissingFiles(QObject):
    """Finds out which of some files are missing."""

    found = Signal(object)
    """The path of a file that is not there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers: queue.SimpleQueue[Path | None] = queue.SimpleQueue()
        self._timer = QTimer(self)
        self._timer.setInterval(_LATER)
        self._timer.timeout.connect(self._take)

    def ask(self, paths: Sequence[Path]) -> None:
        """Look for *paths*. What was asked before is no longer answered."""
        answers = self._answers = queue.SimpleQueue()
        # A thread that waits for a network must not keep the program from ending.
        thread = threading.Thread(target=_look, args=(tuple(paths), answers), daemon=True)
        thread.start()
        thread.join(_SOON)
        self._timer.start()
        self._take()

    def _take(self) -> None:
        while not self._answers.empty():
            path = self._answers.get()
            if path is None:
                self._timer.stop()
            else:
                self.found.emit(path)


def _look(paths: Sequence[Path], answers: "queue.SimpleQueue[Path | None]") -> None:
    """Put those of *paths* that are missing into *answers*, and ``None`` at the end."""
    for path in paths:
        try:
            there = path.is_file()
        except (OSError, ValueError):
            there = False
        if not there:
            answers.put(path)
    answers.put(None)
