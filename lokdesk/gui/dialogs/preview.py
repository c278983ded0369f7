"""A dialog in which answers are changed: it shows which, as soon as the hands rest, before it happens."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from lokdesk.gui import timer
from lokdesk.gui.look import GAP, characters, wrapped
from lokdesk.gui.marked_list import MarkedList

_WAIT = 150
"""How many milliseconds the hands rest before what would change is shown."""
_SHARE = 0.9
"""How much of the screen it takes at the most."""
_STANDARD = QDialogButtonBox.StandardButton


class PreviewDialog(QDialog):
    """Every answer that would change in *preview*, each with a box to tick, and in *count* how many are."""

    def __init__(self, parent: QWidget, title: str, lead: str, agree: str) -> None:
        """*lead* says what is changed; *agree* is what the button says that changes it."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._waiting = timer.once(self, _WAIT, self._plan)
        self.count = QLabel()
        self.preview = MarkedList("Svar som ändras")
        self.preview.ticks.connect(self._show_count)
        self.buttons = QDialogButtonBox(_STANDARD.Ok | _STANDARD.Cancel)
        self.ok = self.buttons.button(_STANDARD.Ok)
        self.ok.setText(agree)
        self.buttons.accepted.connect(self._agree)
        self.buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(GAP)
        self.column.addWidget(wrapped(lead))

    def _size(self, width: int, more: int) -> None:
        """Be *width* characters wide and *more* lines higher than the least, as far as there is room."""
        room = self.screen().availableGeometry().size() * _SHARE
        height = self.column.sizeHint().height() + more * self.fontMetrics().lineSpacing()
        self.resize(QSize(characters(self, width), height).boundedTo(room))

    @property
    def busy(self) -> bool:
        """Whether what would change is still to be shown."""
        return self._waiting.isActive()

    def _plan(self) -> None:
        """Show what would change."""
        raise NotImplementedError

    def _show_count(self) -> None:
        """Show how many of the answers are ticked."""
        raise NotImplementedError

    def _change(self) -> None:
        """Change the answers that are ticked."""
        raise NotImplementedError

    def _agree(self) -> None:
        if self.busy:
            # What is shown is not yet what has been typed last.
            self._plan()
        else:
            self._change()

    def done(self, result: int) -> None:
        """Close, and let nothing more happen by itself."""
        self._waiting.stop()
        super().done(result)
