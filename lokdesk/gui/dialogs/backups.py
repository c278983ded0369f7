"""The copies of the open file: when each was made, what differs from it, and a way back to it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lokdesk.agreement.phrase import capital
from lokdesk.gui.dialogs.scrolled import ScrolledDialog
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, heading, muted, wrapped
from lokdesk.gui.recent import when
from lokdesk.project.backups import Copy
from lokdesk.project.problem import Problem
from lokdesk.session.restoring import Difference

_WIDTH = 84
_NAMED = 3
"""So many places that differ are named in the list."""
_LEAD = (
    "Varje gång du sparar behålls filen som den blev på den här datorn. De senaste finns alla kvar, äldre "
    "finns en för varje timme och sedan en för varje dag. Återställ byter ut det som är öppet. Filen ändras "
    "först när du sparar, och du kan ångra."
)
_NONE = "Det finns ingen säkerhetskopia än. Den första kommer när du sparar."
_SAME = "Samma som det som är öppet."
_LOOKING = "Jämförs med det som är öppet …"
_KILO, _MEGA = 1 << 10, 1 << 20

Compare = Callable[[Copy], Sequence[Difference]]
"""Returns what differs in a copy from what is open. Raises Problem when it cannot be opened."""


def moment(copy: Copy, now: datetime) -> str:
    """Return when *copy* was made, as one says it at *now*."""
    made = copy.when.astimezone().replace(tzinfo=None)
    said = when(made, now)
    return said if " kl. " in said else f"{said} kl. {made.hour}.{made:%M}"


def size(count: int) -> str:
    """Return how much *count* bytes are, in a few characters."""
    if count < _MEGA:
        return f"{max(1, round(count / _KILO))} kB"
    return f"{count / _MEGA:.1f} MB".replace(".", ",")


class BackupsDialog(ScrolledDialog):
    """The copies under each other, the latest first. What differs is found out while they are looked at."""

    def __init__(
        self,
        parent: QWidget,
        copies: Sequence[Copy],
        compare: Compare,
        show: Callable[[Copy], bool],
        restore: Callable[[Copy], bool],
        erase: Callable[[], bool],
    ) -> None:
        """*show* and *restore* return whether the copy has been restored, and *erase* whether all are gone.

        Then the dialog closes.
        """
        close = QDialogButtonBox.StandardButton.Close
        buttons = QDialogButtonBox(close)
        super().__init__(parent, "Säkerhetskopior", buttons)
        self.close_button = buttons.button(close)
        self.close_button.setText("Stäng")
        self.close_button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        self.erase = buttons.addButton("Radera alla …", QDialogButtonBox.ButtonRole.ResetRole)
        self.erase.setAutoDefault(False)
        self.erase.setEnabled(any(copy.number for copy in copies))
        self.erase.clicked.connect(lambda: self.accept() if erase() else None)
        self._compare = compare
        self._waiting = list(copies)
        self.told: dict[int, QLabel] = {}
        """What there is to say of each copy, by its place in the list."""
        self.buttons: dict[str, QPushButton] = {}
        """The buttons, by the copy's place in the list and what they do."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(GAP * 3)
        column.addWidget(wrapped(_LEAD if copies else _NONE))
        now = datetime.now()
        for at, copy in enumerate(copies):
            nest(column, self._part(at, copy, now, show, restore))
        column.addStretch(1)
        self.show_content(content, _WIDTH)
        next(iter(self.buttons.values()), self.close_button).setFocus()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        if copies:
            self._timer.start(0)

    def _part(
        self,
        at: int,
        copy: Copy,
        now: datetime,
        show: Callable[[Copy], bool],
        restore: Callable[[Copy], bool],
    ) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setSpacing(GAP // 2)
        called = moment(copy, now)
        where = "" if copy.number else f", ”{copy.path.name}” i samma mapp som filen"
        part.addWidget(heading(capital(called), 1.15))
        part.addWidget(muted(wrapped(f"{size(copy.size)}{where}")))
        self.told[at] = wrapped(_LOOKING)
        part.addWidget(self.told[at])
        row = Flow()
        for key, text, do in (("show", "Visa", show), ("restore", "Återställ", restore)):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.setObjectName(f"{at}:{key}")
            # Two may have been made in the same minute.
            which = f"nummer {at + 1} av {len(self._waiting)}"
            button.setAccessibleName(f"{text}: säkerhetskopian från {called}, {which}")
            button.clicked.connect(lambda _=False, do=do: self._do(do, copy))
            self.buttons[button.objectName()] = button
            row.addWidget(button)
        nest(part, row)
        return part

    def _do(self, do: Callable[[Copy], bool], copy: Copy) -> None:
        if do(copy):
            self.accept()

    def _look(self) -> None:
        """Say what differs in the next copy: each takes a moment to read."""
        at = len(self.told) - len(self._waiting)
        copy = self._waiting.pop(0)
        if not self._waiting:
            self._timer.stop()
        try:
            found = self._compare(copy)
        except Problem as problem:
            self.told[at].setText(str(problem))
            for key in ("show", "restore"):
                self.buttons[f"{at}:{key}"].setEnabled(False)
            return
        self.told[at].setText(_summary(found))
        self.buttons[f"{at}:restore"].setEnabled(bool(found))

    def done(self, result: int) -> None:
        """Look no further when the dialog closes."""
        self._timer.stop()
        super().done(result)


def _summary(found: Sequence[Difference]) -> str:
    if not found:
        return _SAME
    named = ", ".join(one.where for one in found[:_NAMED])
    more = f" och {len(found) - _NAMED} till" if len(found) > _NAMED else ""
    return f"Skiljer sig från det som är öppet på {_count(len(found))}: {named}{more}."


def _count(number: int) -> str:
    return "ett ställe" if number == 1 else f"{number} ställen"


class CopyDialog(ScrolledDialog):
    """What differs between a copy and what is open, place by place, with both wordings."""

    def __init__(self, parent: QWidget, called: str, found: Sequence[Difference]) -> None:
        """*called* is when the copy was made."""
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Close)
        super().__init__(parent, f"Säkerhetskopian från {called}", buttons)
        self.close_button = buttons.button(standard.Close)
        self.close_button.setText("Stäng")
        buttons.rejected.connect(self.reject)
        self.restore = buttons.addButton("Återställ", QDialogButtonBox.ButtonRole.AcceptRole)
        self.restore.setAccessibleName(f"Återställ: säkerhetskopian från {called}")
        self.restore.setEnabled(bool(found))
        buttons.accepted.connect(self.accept)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(GAP * 2)
        if not found:
            column.addWidget(wrapped(_SAME))
        for one in found:
            nest(column, _place(one))
        column.addStretch(1)
        self.show_content(content, _WIDTH)
        self.close_button.setFocus()


def _place(one: Difference) -> QVBoxLayout:
    part = QVBoxLayout()
    part.setSpacing(GAP // 2)
    part.addWidget(heading(one.where, 1.1))
    if one.told:
        part.addWidget(wrapped(one.told))
        return part
    sides = QGridLayout()
    sides.setHorizontalSpacing(ROOM)
    for at, (title, text) in enumerate((("I säkerhetskopian", one.then), ("Nu", one.now))):
        sides.setColumnStretch(at, 1)
        sides.addWidget(muted(wrapped(title)), 0, at)
        said = wrapped(text)
        said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        said.setAccessibleName(f"{title}: {text}")
        sides.addWidget(said, 1, at)
    nest(part, sides)
    return part
