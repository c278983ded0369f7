"""A line in the place of an item that has been taken away, with a way to get it back."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from lokdesk.gui.look import GAP, wrapped
from lokdesk.session.session import Session, Step


class Removed(QWidget):
    """Tells what has been taken away. It can be had back as long as nothing else has been done."""

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

    @property
    def latest(self) -> bool:
        """Whether nothing else has been done since."""
        return self._session.to_undo is self.step
