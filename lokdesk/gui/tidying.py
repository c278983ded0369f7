"""When Python looks for what is no longer used: in the window's own thread, and not while someone types.

Python would begin the search anywhere: between two keys, or in a thread that writes the journal. What it
then finds ends there, and a part of the window that ends in another thread, while Qt is at work in its own,
ends the program.

Most of what is done with is gone at once. What is left is mostly young, and found in no time; the whole
search goes through everything there is, which with a long agreement open takes a quarter of a second.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from lokdesk.gui import timer
from lokdesk.session.event import DraftReplaced, Event
from lokdesk.session.session import Session

_OFTEN = 2_000
"""How many milliseconds there are between two searches among what is young."""
_REST, _LONG_REST = 2_000, 120_000
"""How many milliseconds hands rest before the whole search: after another agreement was opened, and else."""


class Tidying(QObject):
    """Searches as long as *parent* is there, and keeps Python from searching by itself."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._often = QTimer(self)
        self._often.setInterval(_OFTEN)
        self._often.timeout.connect(look_among_the_young)
        self._often.start()
        self._resting = timer.once(self, 0, gc.collect)
        parent.destroyed.connect(session.subscribe(self._told))
        parent.destroyed.connect(_let_python_search)

    def _told(self, event: Event) -> None:
        replaced = isinstance(event, DraftReplaced)
        if replaced or not self._resting.isActive() or self._resting.interval() != _REST:
            self._resting.start(_REST if replaced else _LONG_REST)


def _let_python_search() -> None:
    gc.enable()


def look_among_the_young() -> None:
    """Search where Python would have by now, but for the whole search."""
    young, middle, _ = gc.get_count()
    when_young, when_middle, _ = gc.get_threshold()
    if young > when_young:
        gc.collect(1 if middle > when_middle else 0)
