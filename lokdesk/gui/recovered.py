"""What was not saved when the program stopped or was left, as it is told of and offered."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, heading, muted, wrapped
from lokdesk.gui.recent import when

if TYPE_CHECKING:
    # The start page is there before any of this is loaded.
    from lokdesk.session.recovery import Found

_NO_TITLE = "Överenskommelse utan titel"
_DAMAGED = "Osparat arbete som är skadat"
_FOR_EVER = "Det går inte att få tillbaka. Det som är sparat i projektfiler är kvar."
_NAMED = 3
"""So many changes are named before the rest are counted."""


def to_offer(state_folder: Path) -> "Sequence[Found]":
    """Return what is to be offered unasked of what is kept: what nobody has had a chance to save."""
    return [one for one in kept(state_folder) if one.to_offer or one.damaged]


def kept(state_folder: Path) -> "Sequence[Found]":
    """Return all that is kept, the latest first."""
    from lokdesk.session import recovery

    return recovery.found(state_folder / recovery.FOLDER)


def erased(parent: QWidget, found: "Found") -> bool:
    """Erase what was *found* if the user agrees. Returns whether it was done."""
    from lokdesk.gui.dialogs import message

    text = f"Vill du radera ”{titled(found)}” ({moment(found)})?"
    return message.remove(parent, text, _FOR_EVER, "Radera") and _erase(parent, [found])


def all_erased(parent: QWidget, all_found: "Sequence[Found]") -> bool:
    """Erase all that was found if the user agrees. Returns whether it was done."""
    from lokdesk.gui.dialogs import message

    text = f"Vill du radera allt som är kvar ({len(all_found)} stycken)?"
    return message.remove(parent, text, _FOR_EVER, "Radera allt") and _erase(parent, all_found)


def _erase(parent: QWidget, all_found: "Sequence[Found]") -> bool:
    from lokdesk.gui.dialogs import message
    from lokdesk.project.problem import Problem
    from lokdesk.session import recovery

    try:
        for one in all_found:
            recovery.erase(one.path)
    except Problem as problem:
        message.problem(parent, str(problem))
    return True


# Words


def titled(found: "Found") -> str:
    """Return what was *found* is called."""
    return _DAMAGED if found.damaged else found.title or _NO_TITLE


def moment(found: "Found", now: datetime | None = None) -> str:
    """Return when what was *found* was written last, as one says it at *now*."""
    return clock(found.when, now or datetime.now())


def clock(moment: datetime, now: datetime) -> str:
    """Return *moment* as one says it at *now*, with the time of day."""
    try:
        here = moment.astimezone().replace(tzinfo=None)
    except (OSError, OverflowError, ValueError):
        # Some systems know no time zone in years that only a wrong clock shows.
        here = moment.replace(tzinfo=None)
    said = when(here, now)
    return said if " kl. " in said else f"{said} kl. {here.hour}.{here:%M}"


def lines(found: "Found", now: datetime) -> list[str]:
    """Return what there is to say of what was *found*: when, in which file, and what was changed."""
    at = moment(found, now)
    if found.damaged:
        return [f"Skrevs senast {at}. Det går inte att återställa, bara att radera."]
    if found.to_offer:
        how = f"Programmet eller datorn stannade {at}, innan det hade sparats."
    elif found.about:
        how = f"Lämnades {at} utan att sparas."
    else:
        how = f"Allt var sparat {at}."
    file = found.file
    where = f"Fil: {file.name} i mappen {file.parent}" if file is not None else "Inte sparad i någon fil."
    return [how, where, *([f"Ändrat: {_named(found.about)}."] if found.about else [])]


def _named(about: Sequence[str]) -> str:
    if len(about) <= _NAMED + 1:
        *others, last = about
        return f"{', '.join(others)} och {last}" if others else last
    return f"{', '.join(about[:_NAMED])} och {len(about) - _NAMED} till"


class RecoveredRow(QFrame):
    """What was found, in words, with a way to get it back and one to be rid of it."""

    restore = Signal()
    erase = Signal()

    def __init__(self, found: "Found", now: datetime) -> None:
        super().__init__()
        self.found = found
        self._now = now
        self.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout()
        column.setSpacing(GAP // 2)
        column.addWidget(heading(titled(found), 1))
        said = lines(found, now)
        for line in said:
            column.addWidget(muted(wrapped(line)))
        column.addStretch(1)
        self.restore_button = self._button("restore", "Återställ", self.restore)
        self.restore_button.setAccessibleDescription(" ".join(said))
        self.restore_button.setVisible(not found.damaged)
        self.erase_button = self._button("erase", "Radera …", self.erase)
        buttons = QVBoxLayout()
        buttons.setSpacing(GAP // 2)
        buttons.addWidget(self.restore_button)
        buttons.addWidget(self.erase_button)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP * 2, GAP, GAP * 2, GAP)
        row.setSpacing(ROOM)
        nest(row, column, 1)
        nest(row, buttons)

    def _button(self, key: str, text: str, pressed: SignalInstance) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setObjectName(f"{key}:{self.found.path.name}")
        what = f"{titled(self.found)}, {moment(self.found, self._now)}"
        button.setAccessibleName(f"{text.removesuffix(' …')}: {what}")
        button.clicked.connect(pressed)
        return button

    @property
    def first(self) -> QPushButton:
        """The first thing that can be done."""
        return self.erase_button if self.found.damaged else self.restore_button
