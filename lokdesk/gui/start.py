"""The page that the program opens with: go on with an agreement, begin a new one, look at an example.

It shows only what is remembered, and opens no file: it is there at once.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, characters, headed, heading, mixed, muted, tip, wrapped
from lokdesk.gui.meantime import Meantime
from lokdesk.gui.missing import MissingFiles
from lokdesk.gui.reading import Reading
from lokdesk.gui.recent import RecentFile, RecentFiles, when
from lokdesk.gui.recovered import RecoveredRow, erased
from lokdesk.gui.tile import Tile

if TYPE_CHECKING:
    # The page is there before any of this is loaded.
    from lokdesk.session.recovery import Found

_WIDE = 140
"""How wide in characters the page grows at the most."""
_BESIDE = 84
"""How wide in characters it must be for two columns."""
_NAMED = 3
"""How many parties are named before the rest are counted."""
DECIDED = ("beslutad", "undertecknad", "gällande", "ersatt", "upphörd")
"""What the status of a decided agreement begins with: here too, since the vocabulary is not loaded yet."""
_NO_TITLE = "Överenskommelse utan titel"
_LEFT = "Osparat arbete"
_LEFT_LEAD = "Det här hade inte sparats när programmet eller datorn stannade. Återställ det, och spara sedan."
_OFFERED = 3
"""So much of it is offered here at the most."""
_SOON = 0.03
"""How many seconds it is waited for at once; a disk of one's own needs no more."""


class StartPage(Reading):
    """What can be done when no agreement is open."""

    new = Signal()
    open = Signal()
    example = Signal(str)
    """The name of an example that the user wants to look at."""
    recent = Signal(object)
    """The path of a file that the user wants to go on with."""
    take_in = Signal()
    """The user wants to take in an agreement from a Word file to choose."""
    revise = Signal()
    """The user wants to revise an agreement in a file to choose."""
    revise_recent = Signal(object)
    """The path of a file with an agreement that the user wants to revise."""
    restore = Signal(object)
    """What the user wants to get back of what was found."""
    all_kept = Signal()
    """The user wants to see all that is kept of what was not saved."""

    def __init__(
        self,
        files: RecentFiles,
        examples: Mapping[str, str],
        look: "Callable[[], Sequence[Found]]" = tuple,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        """*examples* are what the examples are called, by name.

        *look* finds what was not saved when the program stopped; it is called in a thread.
        """
        super().__init__(_WIDE, above=ROOM * 2)
        self._files = files
        self._examples = examples
        self._now = now
        self._missing = MissingFiles(self)
        self._missing.found.connect(self._show_missing)
        self._look = look
        self._meantime = Meantime(self)
        self._found: Sequence[Found] = ()
        self.recovered: list[RecoveredRow] = []
        """What is offered of what was not saved."""
        self.rows: dict[Path, RecentRow] = {}
        self.setObjectName("start")
        self.refresh()

    def refresh(self) -> None:
        """Show what is remembered now."""
        self.rows = {one.path: RecentRow(one, self._now()) for one in self._files.files()}
        for row in self.rows.values():
            row.tile.clicked.connect(lambda _=False, path=row.file.path: self.recent.emit(path))
            row.forget.clicked.connect(lambda _=False, path=row.file.path: self._forget(path))
            row.revise.clicked.connect(lambda _=False, path=row.file.path: self.revise_recent.emit(path))
        column = self.start_over()
        head = headed("Överenskommelser om samverkan", 1.9)
        head.addWidget(
            wrapped(
                "Svara på handbokens frågor tillsammans. Av svaren blir det en överenskommelse i Word, "
                "färdig att skicka ut, besluta om och skriva under."
            )
        )
        nest(column, head)
        self._recovered_column = QVBoxLayout()
        self._recovered_column.setSpacing(GAP)
        nest(column, self._recovered_column)
        self._show_recovered()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(ROOM * 2)
        if self.rows:
            nest(self._columns, self._recent_files(), 3)
        nest(self._columns, self._beginnings(), 2)
        nest(column, self._columns)
        column.addStretch(1)
        self._fit()
        self._missing.ask(tuple(self.rows))

    def look(self) -> None:
        """Look for what was not saved when the program stopped, and offer it once it is found."""
        found: list[Found] = []

        def then(fault: Exception | None) -> None:
            if fault is not None:
                raise fault
            if found != list(self._found):
                self._found = found
                self.refresh()
                self.focus_first()
                if found:
                    QAccessible.updateAccessibility(
                        QAccessibleAnnouncementEvent(self, f"{_LEFT}. {_LEFT_LEAD}")
                    )

        self._meantime.do(lambda: found.extend(self._look()), then, patience=_SOON)

    def stop(self) -> None:
        """Wait for what is being looked for: the page is left for good."""
        self._meantime.finish()

    def _show_recovered(self) -> None:
        self.recovered = [RecoveredRow(one, self._now()) for one in self._found[:_OFFERED]]
        if not self.recovered:
            return
        column = self._recovered_column
        column.addWidget(heading(_LEFT, 1.2))
        column.addWidget(muted(wrapped(_LEFT_LEAD)))
        for row in self.recovered:
            row.restore.connect(partial(self.restore.emit, row.found))
            row.erase.connect(partial(self._erase, row.found))
            column.addWidget(row)
        more = len(self._found) - _OFFERED
        text = f"Visa allt som är kvar ({more} till) …" if more > 0 else "Visa allt som är kvar …"
        self.all_button = QPushButton(text)
        self.all_button.setObjectName("start:all-kept")
        self.all_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.all_button.clicked.connect(self.all_kept)
        column.addWidget(self.all_button)
        column.addSpacing(ROOM - GAP)

    def _erase(self, found: "Found") -> None:
        if erased(self.window(), found):
            # The button that was pressed goes with the rest; it has to have done first.
            QTimer.singleShot(0, self, self.look)

    def _recent_files(self) -> QVBoxLayout:
        column = headed("Fortsätt med", 1.2)
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        return column

    def _beginnings(self) -> QVBoxLayout:
        column = headed("Börja", 1.2)
        self.new_tile = _tile(column, "new", "Ny överenskommelse", "Börja från början, med vilka ni är.")
        self.new_tile.clicked.connect(self.new)
        open_tile = _tile(column, "open", "Öppna …", "Välj en fil, eller dra den hit till fönstret.")
        open_tile.clicked.connect(self.open)
        word_tile = _tile(
            column,
            "take-in",
            "Hämta från Word …",
            "En överenskommelse som är skriven i Word blir ett utkast.",
        )
        word_tile.clicked.connect(self.take_in)
        revise_tile = _tile(
            column, "revise", "Revidera …", "Börja nästa period med den förra överenskommelsen som grund."
        )
        revise_tile.clicked.connect(self.revise)
        column.addSpacing(ROOM - GAP)
        column.addWidget(heading("Titta på ett exempel", 1.2))
        for name, title in self._examples.items():
            tile = _tile(column, f"example-{name}", title)
            tile.clicked.connect(lambda _=False, name=name: self.example.emit(name))
        column.addStretch(1)
        return column

    def _show_missing(self, path: Path) -> None:
        row = self.rows.get(path)
        if row is not None:
            had_focus = row.tile.hasFocus()
            row.show_missing()
            if had_focus:
                self.focus_first()

    def _forget(self, path: Path) -> None:
        self._files.forget(path)
        self.refresh()
        self.focus_first()

    def focus_first(self) -> None:
        """Give the focus to the first thing that can be opened."""
        offered = (row.restore_button for row in self.recovered if not row.found.damaged)
        there = (row.tile for row in self.rows.values() if row.tile.isEnabled())
        next(chain(offered, there), self.new_tile).setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready for the Enter key."""
        super().showEvent(event)
        self.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let there be one column where there is no room for two."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() >= characters(self, _BESIDE)
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)


def _tile(column: QVBoxLayout, name: str, title: str, more: str = "") -> Tile:
    tile = Tile(title)
    tile.setObjectName(f"start:{name}")
    if more:
        tile.say(more)
    column.addWidget(tile)
    return tile


class RecentRow(QWidget):
    """A file that can be gone on with, or that is missing and can be taken out of the list."""

    def __init__(self, file: RecentFile, now: datetime) -> None:
        super().__init__()
        self.file = file
        summary = file.summary
        self.tile = Tile(summary.title or _NO_TITLE)
        self.tile.setObjectName(f"start:{file.path}")
        self.tile.setToolTip(tip(str(file.path)))
        if summary.parties:
            self.tile.say(_named(summary.parties))
        used = f"senast använd {when(file.used, now)}" if file.used else ""
        said = " · ".join(one for one in (summary.status, used, file.path.name) if one)
        self.tile.say(f"{said[:1].upper()}{said[1:]}")
        if summary.total:
            bar = Bar(summary.answered / summary.total)
            self.tile.add(bar)
            self.tile.say(f"{summary.answered} av {summary.total} frågor besvarade")
        self.forget = QPushButton("Ta bort ur listan")
        self.forget.setAccessibleName(f"Ta bort ur listan: {summary.title or file.path.name}")
        self.forget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.forget.hide()
        self.revise = QPushButton("Revidera …")
        self.revise.setAccessibleName(f"Revidera: {summary.title or file.path.name}")
        self.revise.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # As long as it is not decided it is gone on with: there is nothing to revise yet.
        if not summary.status.casefold().startswith(DECIDED):
            self.revise.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        column.addWidget(self.tile)
        column.addWidget(self.revise)
        column.addWidget(self.forget)

    def show_missing(self) -> None:
        """Show that the file is no longer where it was."""
        if self.tile.isEnabled():
            self.tile.say(f"Filen finns inte längre i mappen {self.file.path.parent}.")
            self.tile.setEnabled(False)
            self.revise.hide()
            self.forget.show()


def _named(parties: Sequence[str]) -> str:
    """Return the first of *parties* by name, and how many there are besides."""
    if len(parties) <= _NAMED + 1:
        *others, last = parties
        return f"{', '.join(others)} och {last}" if others else last
    return f"{', '.join(parties[:_NAMED])} och {len(parties) - _NAMED} till"


class Bar(QWidget):
    """How much of something is done, as a thin bar. What it shows stands in words beside it."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = min(1.0, max(0.0, share))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a third of the height of a line."""
        return QSize(characters(self, 10), self.fontMetrics().height() // 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar, full as far as the share goes."""
        role = QPalette.ColorRole
        palette = self.palette()
        room = QRectF(self.rect())
        radius = room.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(palette, role.Text, role.Base, 0.18))
        painter.drawRoundedRect(room, radius, radius)
        if self._share:
            room.setWidth(max(room.height(), room.width() * self._share))
            painter.setBrush(palette.color(role.Highlight) if self.isEnabled() else palette.color(role.Mid))
            painter.drawRoundedRect(room, radius, radius)
        painter.end()
