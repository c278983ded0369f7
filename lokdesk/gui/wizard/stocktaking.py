"""When stock is taken of the draft: while the user's hands rest, a moment at a time, so that no key waits."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from lokdesk.gui import timer

REST = 250
"""How many milliseconds the user's hands rest before findings and progress are made anew."""
_OVER = object()
"""What comes after the last part of taking stock."""


class Stocktaking(QObject):
    """Takes stock, as *begin* does part by part, some time after it has been asked for."""

    def __init__(self, owner: QObject, begin: Callable[[], Iterator[None]]) -> None:
        super().__init__(owner)
        self._begin = begin
        self._steps: Iterator[None] = iter(())
        self._resting = timer.once(self, REST, self._rest)
        self._working = timer.once(self, 0, self._work)

    @property
    def busy(self) -> bool:
        """Whether stock is still to be taken, or is being taken, of the latest edit."""
        return self._resting.isActive() or self._working.isActive()

    def wait(self, milliseconds: int = REST) -> None:
        """Take stock once so many *milliseconds* have passed since this was last asked."""
        self._resting.start(milliseconds)

    def begin_anew(self) -> None:
        """Take stock when the hands rest; that of the draft as it was before is not worth going on with."""
        self._working.stop()
        self._resting.start(REST)

    def forget(self) -> None:
        """Let what has been begun be: another draft is open."""
        self._steps = iter(())

    def stop(self) -> None:
        """Let nothing more happen by itself."""
        self._resting.stop()
        self._working.stop()

    def _rest(self) -> None:
        self._steps = self._begin()
        self._work()

    def _work(self) -> None:
        """Work for a moment, and go on once a key that has come meanwhile has had its turn."""
        if QApplication.mouseButtons():
            self._resting.start(REST)
        elif next(self._steps, _OVER) is None:
            self._working.start()
