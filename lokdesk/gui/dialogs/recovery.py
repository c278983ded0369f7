"""All that is kept of what was not saved: to get it back, or to be rid of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from lokdesk.gui import recovered
from lokdesk.gui.dialogs.scrolled import ScrolledDialog
from lokdesk.gui.look import GAP, ROOM, wrapped
from lokdesk.gui.meantime import Meantime
from lokdesk.gui.recovered import RecoveredRow
from lokdesk.session.recovery import Found

_WIDTH = 120
_LEAD = (
    "Det du skriver säkras vid sidan av projektfilen medan du arbetar, och är kvar i minst 30 dagar. Det "
    "ligger bara på den här datorn, där bara du kommer åt det. Det som är öppet nu visas inte här."
)
_NONE = "Det finns inget osparat arbete att återställa."
_LOOKING = "Letar efter osparat arbete …"


class RecoveryDialog(ScrolledDialog):
    """What is kept under each other, the latest first. What the user chooses is *chosen*."""

    def __init__(
        self,
        parent: QWidget,
        look: Callable[[], Sequence[Found]],
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        """*look* finds what there is; it may take a while, and is called in a thread."""
        close = QDialogButtonBox.StandardButton.Close
        buttons = QDialogButtonBox(close)
        super().__init__(parent, "Återställ osparat arbete", buttons)
        self.close_button = buttons.button(close)
        self.close_button.setText("Stäng")
        self.close_button.setAutoDefault(False)
        self.erase_all_button = QPushButton("Radera allt …")
        self.erase_all_button.setObjectName("erase-all")
        self.erase_all_button.setAutoDefault(False)
        self.erase_all_button.clicked.connect(self._erase_all)
        buttons.addButton(self.erase_all_button, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.rejected.connect(self.reject)
        self._look, self._now = look, now
        self._meantime = Meantime(self)
        self.chosen: Found | None = None
        self.rows: list[RecoveredRow] = []
        self._place = 0
        self._show([wrapped(_LOOKING)])
        self._look_again()

    def _look_again(self) -> None:
        found: list[Found] = []

        def then(fault: Exception | None) -> None:
            if fault is not None:
                raise fault
            self._show_found(found)

        self._meantime.do(lambda: found.extend(self._look()), then)

    def _show_found(self, all_found: Sequence[Found]) -> None:
        self.rows = [RecoveredRow(one, self._now()) for one in all_found]
        for place, row in enumerate(self.rows):
            row.restore.connect(partial(self._choose, row.found))
            row.erase.connect(partial(self._erase, place))
        self._show([wrapped(_LEAD if self.rows else _NONE), *self.rows])
        # Where one has been erased, the next one takes its place.
        row = self.rows[min(self._place, len(self.rows) - 1)] if self.rows else None
        (row.first if row is not None else self.close_button).setFocus()

    def _show(self, parts: Sequence[QLabel | RecoveredRow]) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(GAP)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.erase_all_button.setVisible(bool(self.rows))
        self.show_content(content, _WIDTH)

    def _choose(self, found: Found) -> None:
        self.chosen = found
        self.accept()

    def _erase(self, place: int) -> None:
        if recovered.erased(self, self.rows[place].found):
            self._place = place
            # The button that was pressed goes with the rest; it has to have done first.
            QTimer.singleShot(0, self, self._look_again)

    def _erase_all(self) -> None:
        if recovered.all_erased(self, [row.found for row in self.rows]):
            self._place = 0
            self._look_again()
