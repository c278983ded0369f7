"""Taking in what came back: files chosen or dropped, read one by one meanwhile, then kept with the draft."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Reply
from lokdesk.gui.dialogs import message
from lokdesk.gui.meantime import Meantime
from lokdesk.gui.tool import tool
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.steps import REPLIES
from lokdesk.gui.wizard.wizard import Wizard
from lokdesk.project import disk
from lokdesk.project.problem import Problem
from lokdesk.session import viewpoint
from lokdesk.session.event import DraftReplaced, Event
from lokdesk.session.revising import WORD
from lokdesk.session.said import counted

_TITLE = "Hämta ändringar från Word"
_KIND = f"Word-dokument (*{WORD})"
_BUSY = "Word-filer läses redan."
_STOPPED = "Läsningen är avbruten. Inget är hämtat."
_OTHER_OPEN = "Inget är hämtat, eftersom en annan överenskommelse är öppen nu."
_NOTHING_TAKEN = "Inget är hämtat."
_THERE = "Filerna är redan hämtade."
_OTHERS_TAKEN = "De andra filerna är hämtade."


class Replies:
    """What the window does to take in files that came back."""

    def __init__(
        self, window: QWidget, desk: Desk, wizard: Wizard, announce: Callable[[str], object]
    ) -> None:
        """Ask on top of *window*, and say what goes on with *announce*; what came is shown in *wizard*."""
        self._window = window
        self._desk = desk
        self._session = desk.session
        self._wizard = wizard
        self._announce = announce
        self._meantime = Meantime(window)
        self._round = 0
        """How many times files have been taken in: what was read for an earlier one comes to nothing."""
        self.busy = False
        """Whether files are being read."""
        self.offer = tool("replies:stop", "Avbryt läsningen", self.cancel)
        """Stops the reading; it can be seen as long as that goes on."""
        self.offer.hide()
        window.destroyed.connect(self._session.subscribe(self._told))

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each of the commands does, by its name."""
        return {"take-replies": self.choose, "replies": lambda: self._wizard.begin_view(REPLIES)}

    def choose(self) -> None:
        """Let the user choose one Word file or more, and take them in."""
        chosen, _ = QFileDialog.getOpenFileNames(self._window, _TITLE, str(self._desk.folder), _KIND)
        if chosen:
            self.take_in([Path(one) for one in chosen])

    # Reading

    def take_in(self, paths: Sequence[Path]) -> None:
        """Read the Word files at *paths* one by one, and keep with the draft what came in them."""
        if self.busy:
            self._announce(_BUSY)
            return
        self._round += 1
        self.busy = True
        self.offer.show()
        self._read(_Reading(self._round, tuple(paths), self._session.draft))

    def cancel(self) -> None:
        """Read no more, and take nothing in."""
        if self.busy:
            self._end()
            self._announce(_STOPPED)

    def _end(self) -> None:
        self._round += 1
        self.busy = False
        self.offer.hide()

    def _read(self, reading: "_Reading") -> None:
        """Read the next file of *reading*, or tell what came where that was the last one."""
        if reading.done == len(reading.paths):
            self._end()
            self._take(reading)
            return
        path, library, day = reading.paths[reading.done], self._session.library, self._desk.today()
        which = f"fil {reading.done + 1} av {len(reading.paths)}: " if len(reading.paths) > 1 else ""
        self._announce(f"Läser {which}”{path.name}” …")
        read: list[Reply] = []

        def work() -> None:
            # What reads documents is loaded when there is one.
            from lokdesk.session import replies

            # The same file twice is found out also among those that came together.
            so_far = replies.added(reading.draft, reading.replies)
            read.append(replies.taken_in(so_far, path.name, disk.read(path), library, day))

        def then(fault: Exception | None) -> None:
            if reading.round != self._round:
                return
            reading.replies += read
            if fault is not None:
                reading.faults.append(_told(path.name, fault))
                reading.unexpected += () if isinstance(fault, Problem) else (fault,)
            reading.done += 1
            self._read(reading)

        self._meantime.do(work, then)

    def _take(self, reading: "_Reading") -> None:
        """Keep with the draft what was read, and show it."""
        from lokdesk.session import replies

        told = ""
        if reading.replies:
            session = self._session
            session.settle()
            before = len(session.draft.replies)
            draft = replies.added(session.draft, reading.replies)
            # Meanwhile an undone reading of the same files may have been done again.
            came = draft.replies[before:]
            if came:
                count = counted(len(came), "fil", "filer")
                session.change(draft, name=f"hämtningen av {count} från Word")
            told = viewpoint.received(came) if came else _THERE
        if reading.faults:
            self._tell_faults(reading)
        if reading.replies:
            self._wizard.begin_view(REPLIES)
        self._announce(told)
        if reading.unexpected:
            # The program is at fault, and not the file: that is told where all such are.
            raise reading.unexpected[0]

    def _tell_faults(self, reading: "_Reading") -> None:
        more = _OTHERS_TAKEN if reading.replies else _NOTHING_TAKEN
        message.problem(self._window, "\n\n".join(reading.faults), more)

    # The window

    def _told(self, event: Event) -> None:
        if isinstance(event, DraftReplaced) and self.busy:
            self._end()
            # What is said of the draft before is taken away first.
            QTimer.singleShot(0, self._window, lambda: self._announce(_OTHER_OPEN))

    def stop(self) -> None:
        """Let nothing come of what is being read: the window closes."""
        self._end()
        self._meantime.finish()


class _Reading:
    """Files that are being read, for the *draft* as it was: what came of them so far, and what is wrong."""

    def __init__(self, number: int, paths: tuple[Path, ...], draft: Draft) -> None:
        self.round = number
        self.paths = paths
        self.draft = draft
        self.done = 0
        self.replies: list[Reply] = []
        self.faults: list[str] = []
        self.unexpected: tuple[Exception, ...] = ()


def _told(name: str, fault: Exception) -> str:
    from lokdesk.session import replies

    if isinstance(fault, Problem):
        return replies.told(name, fault)
    return f"”{name}” kunde inte hämtas, på grund av ett fel i Lokdesk."
