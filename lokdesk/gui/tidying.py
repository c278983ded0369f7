"""When Python looks for what is no longer used: not while someone types.

Most of what is done with is gone at once. The search for the rest goes through everything there is, which
with a long agreement open takes a quarter of a second. Python would begin it anywhere, even between two keys.
"""

import gc

from PySide6.QtCore import QObject

from lokdesk.gui import timer
from lokdesk.session.event import DraftReplaced, Event
from lokdesk.session.session import Session

_REST, _LONG_REST = 2_000, 120_000
"""How many milliseconds hands rest before the search: after another agreement was opened, and else."""
_NEVER = 1_000_000
"""After how many smaller searches, which go on as ever, Python would begin the whole one by itself."""


class Tidying(QObject):
    """Searches when hands rest, as long as *parent* is there."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _NEVER)
        self._resting = timer.once(self, 0, gc.collect)
        parent.destroyed.connect(session.subscribe(self._told))

    def _told(self, event: Event) -> None:
        replaced = isinstance(event, DraftReplaced)
        if replaced or not self._resting.isActive() or self._resting.interval() != _REST:
            self._resting.start(_REST if replaced else _LONG_REST)
