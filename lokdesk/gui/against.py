"""What the open draft is held against, as the user has chosen, and the wish for a document of it."""

from PySide6.QtCore import QObject, Signal

from lokdesk.agreement.draft import Draft
from lokdesk.session import differing
from lokdesk.session.differing import Base


class Against(QObject):
    """What the open draft is held against: what the user has chosen, or else the agreement before it."""

    document_wanted = Signal()
    """The user wants the document in which all that differs from it is tracked."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen = ""
        self._files: list[Base] = []

    def bases(self, draft: Draft) -> tuple[Base, ...]:
        """Return what *draft* can be held against: what is in it, and the files that have been chosen."""
        return (*differing.bases(draft), *self._files)

    def base(self, draft: Draft) -> Base | None:
        """Return what *draft* is held against, if there is anything."""
        found = self.bases(draft)
        return next((one for one in found if one.id == self._chosen), found[0] if found else None)

    def choose(self, base: Base) -> None:
        """Hold the draft against *base* from now on."""
        self._chosen = base.id

    def add(self, base: Base) -> None:
        """Hold the draft against *base*, the draft in a file."""
        self._files = [*(one for one in self._files if one.id != base.id), base]
        self.choose(base)

    def clear(self) -> None:
        """Forget what has been chosen: another draft is open."""
        self._chosen = ""
        self._files.clear()
