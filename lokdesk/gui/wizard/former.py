"""What the questions tell of the agreement before, and the wish to see more of it."""

from PySide6.QtCore import QObject, Signal

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.steps import Steps
from lokdesk.session.former import Former, Since


class FormerAnswers(QObject):
    """The agreement before the open one, held against it whenever stock is taken."""

    wanted = Signal(str)
    """The address of a place where the user wants to see what stood before."""

    def __init__(self) -> None:
        super().__init__()
        self._former = Former()

    @property
    def since(self) -> Since:
        """What differed when stock was taken last."""
        return self._former.since

    def looking(self, draft: Draft) -> Steps[Since]:
        """Find what differs in *draft* now, a part of it at a time."""
        return self._former.looking(draft)
