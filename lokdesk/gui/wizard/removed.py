"""A line in the place of an item that has been taken away, with a way to get it back while there is one."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from lokdesk.gui.look import GAP, wrapped
from lokdesk.session.session import Session, Step

_LATER = "Annat har ändrats sedan dess. Med Redigera – Ångra kommer du tillbaka hit, ett steg i taget."


class Removed(QWidget):
    """Tells what has been taken away. It can be had back as long as nothing else has been done.

    The line stays as long as the page is shown: nothing moves under the pointer.
    """

    def __init__(self, session: Session, address: str, name: str, place: int) -> None:
        """*name* is what the item at *address* was called, and *place* its place in the list."""
        super().__init__()
        self._session = session
        self.address = address
        self.place = place
        self.step: Step | None = session.to_undo
        self.setProperty("address", address.rpartition("/")[0])
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        row.setSpacing(GAP)
        self.label = wrapped(f"Borttaget: {name}.")
        row.addWidget(self.label, 1)
        self.button = QPushButton("Ångra")
        self.button.setObjectName(f"{address}:undo")
        self.button.setAccessibleName(f"Ångra borttagningen av {name}")
        row.addWidget(self.button)

    def tell(self) -> None:
        """Tell those who cannot see it."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.label.text()))

    def show_whether_latest(self) -> None:
        """Offer to bring it back only while that is what undo does."""
        if self.button.isEnabled() != self.latest:
            self.button.setEnabled(self.latest)
            self.button.setToolTip("" if self.latest else _LATER)

    @property
    def latest(self) -> bool:
        """Whether nothing else has been done since."""
        return self._session.to_undo is self.step
