"""What takes a while, done while the user goes on with other things."""

import queue
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_LATER = 100
"""How many milliseconds there are between two looks for what has been done."""

Work = Callable[[], None]
Then = Callable[[Exception | None], None]
"""Takes what went wrong, if anything did."""


class Meantime(QObject):
    """Does some work in threads of its own, and tells when it has been done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done: queue.SimpleQueue[tuple[threading.Thread, Then, Exception | None]] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LATER)
        self._timer.timeout.connect(self._take)

    def do(self, work: Work, then: Then, patience: float = 0) -> None:
        """Do *work* in a thread, and *then* what follows on it here.

        So many seconds, its *patience*, it is waited for at once.
        """

        def run() -> None:
            fault: Exception | None = None
            try:
                work()
            except Exception as error:
                # What went wrong is told where somebody listens.
                fault = error
            self._done.put((thread, then, fault))

        thread = threading.Thread(target=run, daemon=True)
        self._threads.append(thread)
        self._timer.start()
        thread.start()
        if patience:
            thread.join(patience)
            self._take()

    @property
    def busy(self) -> bool:
        """Whether there is something that is not done yet."""
        return bool(self._threads)

    def finish(self) -> None:
        """Wait until all is done that has been begun, and do what follows on it."""
        while self._threads:
            self._threads[0].join()
            self._take()

    def _take(self) -> None:
        while not self._done.empty():
            thread, then, fault = self._done.get()
            self._threads.remove(thread)
            if not self._threads:
                self._timer.stop()
            then(fault)
