"""Keeps what is done to the open draft in a journal, as it is done, so that it survives a crash.

The one who types only hands the draft over, as it has become; a thread finds out what is new in it and brings
that to the disk, well within a second. What cannot be written stays in memory and is tried again.
"""

import contextlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from lokdesk.agreement.draft import Draft
from lokdesk.project import calls, changes, project
from lokdesk.project.journal import Frame, Journal, Kind, written
from lokdesk.project.project import Project
from lokdesk.session import recovery
from lokdesk.session.event import DraftReplaced, Event, Saved
from lokdesk.session.session import Session

PAUSE = 0.3
"""How many seconds after a change it is written, with what else has been changed meanwhile."""
AGAIN = 3.0
"""How many seconds there are between two attempts while it cannot be written."""
_LONGEST_END = 10.0
"""How many seconds the end of the program waits for what is left to be written."""
_TRIES, _MOMENT = 5, 0.01
"""How many times a file is tried to be held, and how many seconds there are between."""
_LARGEST_TAIL = 1 << 20
"""How many bytes the changes take at the most before they are brought together as one."""
NOT_KEPT = (
    "Det du skriver kan inte säkras på den här datorn just nu, och går förlorat om programmet eller datorn "
    "stannar. Spara överenskommelsen nu, eller spara den på ett annat ställe. Lokdesk försöker igen."
)


@dataclass(frozen=True)
class _Beginning:
    """A draft as it was opened or last saved, in *file* if it has one, and the name of its journal."""

    name: str
    project: Project
    file: Path | None


@dataclass(frozen=True)
class _Wanted:
    """What is to stand in a journal: the draft as it is, and whether the program has let go of it."""

    beginning: _Beginning
    draft: Draft
    ended: bool = False


@dataclass
class _Kept:
    """What stands in a journal; there is no *journal* where the last attempt to write has failed."""

    beginning: _Beginning
    draft: Draft
    ended: bool = False
    journal: Journal | None = None
    size_at_first: int = 0
    places: dict[str, None] = field(default_factory=dict[str, None])
    """What has been changed since the beginning, in words, in order."""


class Recorder:
    """Follows a session, and keeps a journal of each draft that is edited in it."""

    def __init__(
        self,
        session: Session,
        folder: Path,
        tell: Callable[[str], None] = lambda _: None,
        pause: float = PAUSE,
        again: float = AGAIN,
    ) -> None:
        """Keep journals in *folder*, which is made when it is needed.

        *tell* is called, in a thread, with a sentence when they cannot be written, and with an empty one when
        they can again.
        """
        self._session = session
        self._folder = folder
        self._tell = tell
        self._pause, self._again = pause, again
        self._own = secrets.token_hex(8)
        self._count = 0
        self._alive: int | None = None
        self._changed = threading.Condition()
        self._wanted: dict[str, _Wanted] = {}
        """What is to be written, by the name of its journal."""
        self._latest: _Wanted | None = None
        """What was last wanted of the draft that is open, if it has been edited."""
        self._begun = self._done = 0
        """How many rounds of writing have been begun and done."""
        self._hurried = False
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._kept: dict[str, _Kept] = {}
        self.trouble = ""
        """Why nothing can be written at the moment, as a sentence; empty when all is well."""
        self._beginning = self._new()
        self._unsubscribe = session.subscribe(self._told)
        if session.draft is not session.project.draft:
            self._want(_Wanted(self._beginning, session.draft))

    # What happens to the draft

    def _new(self) -> _Beginning:
        self._count += 1
        name = recovery.name(self._own, self._count)
        return _Beginning(name, self._session.project, self._session.path)

    def _told(self, event: Event) -> None:
        match event:
            case DraftReplaced():
                self._end()
                self._beginning = self._new()
            case Saved():
                self._beginning = _Beginning(self._beginning.name, self._session.project, self._session.path)
            case _:
                pass
        self._want(_Wanted(self._beginning, self._session.draft))

    def _want(self, wanted: _Wanted) -> None:
        if self._latest is None and wanted.draft is wanted.beginning.project.draft:
            return
        self._latest = wanted
        with self._changed:
            self._wanted[wanted.beginning.name] = wanted
            if self._thread is None and not self._stopped:
                self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def _end(self) -> None:
        """Let go of the draft that has been open."""
        if self._latest is not None:
            self._want(replace(self._latest, ended=True))
            self._latest = None

    def flush(self) -> bool:
        """Write at once what is not written yet. Returns whether all of it stands on the disk."""
        with self._changed:
            if self._thread is None:
                return not self._wanted
            self._hurried = True
            self._changed.notify_all()
            asked = self._begun
            self._changed.wait_for(lambda: self._done > asked or self._thread is None)
            return not self._wanted

    def stop(self) -> None:
        """Write what is left, and follow the session no more."""
        self._unsubscribe()
        self._end()
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._thread is not None:
            # A folder that does not answer must not keep the program from ending.
            self._thread.join(_LONGEST_END)

    # The thread

    def _run(self) -> None:
        while True:
            with self._changed:
                self._done = self._begun
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._wanted or self._hurried or self._stopped)
                if self._wanted and not (self._hurried or self._stopped):
                    wait = self._again if self.trouble else self._pause
                    self._changed.wait_for(lambda: self._hurried or self._stopped, wait)
                wanted, self._wanted = self._wanted, {}
                self._hurried = False
                self._begun += 1
                stopped = self._stopped
            failed = self._write(wanted)
            with self._changed:
                self._wanted = failed | self._wanted
            if stopped:
                self._let_go()
                with self._changed:
                    self._done = self._begun
                    self._thread = None
                    self._changed.notify_all()
                return

    def _write(self, all_wanted: dict[str, _Wanted]) -> dict[str, _Wanted]:
        """Write what is wanted; returns what could not be written."""
        failed: dict[str, _Wanted] = {}
        for name, wanted in all_wanted.items():
            try:
                self._keep(wanted)
            except Exception:
                # Whatever it is, the draft is in memory, and the next attempt begins a whole new file.
                if name in self._kept:
                    self._kept[name].journal = None
                failed[name] = wanted
        if all_wanted:
            self._say(NOT_KEPT if failed else "")
        return failed

    def _say(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self._tell(trouble)

    def _keep(self, wanted: _Wanted) -> None:
        kept = self._kept.get(wanted.beginning.name)
        if (
            kept is None
            or kept.journal is None
            or kept.beginning is not wanted.beginning
            or kept.journal.size - kept.size_at_first > max(_LARGEST_TAIL, kept.size_at_first)
        ):
            self._begin(wanted)
            return
        try:
            frames = self._news(kept, wanted)
            kept.journal.add(frames)
        except OSError:
            self._begin(wanted)
            return
        kept.draft, kept.ended = wanted.draft, wanted.ended
        if wanted.ended:
            del self._kept[wanted.beginning.name]

    def _begin(self, wanted: _Wanted) -> None:
        """Write a journal anew, which takes the place of the one that was there."""
        self._open_folder()
        beginning = wanted.beginning
        kept = _Kept(beginning, beginning.project.draft)
        frames = [
            written(
                Kind.HEAD,
                {
                    "title": beginning.project.draft.agreement.title or "",
                    "file": str(beginning.file) if beginning.file is not None else "",
                    "fingerprint": beginning.project.fingerprint,
                    "when": _now(),
                },
            ),
            Frame(Kind.BEGINNING, project.dumps(beginning.project)),
        ]
        kept.journal = Journal(self._folder / beginning.name, [*frames, *self._news(kept, wanted)])
        kept.size_at_first = kept.journal.size
        kept.draft, kept.ended = wanted.draft, wanted.ended
        self._kept[beginning.name] = kept
        if wanted.ended:
            del self._kept[beginning.name]

    def _news(self, kept: _Kept, wanted: _Wanted) -> list[Frame]:
        files: changes.Files = {}
        news = changes.difference(kept.draft, wanted.draft, files)
        frames = [Frame(Kind.FILE, content) for content in files.values()]
        if news:
            if wanted.draft is wanted.beginning.project.draft:
                # All of it has been undone.
                kept.places.clear()
            else:
                kept.places |= dict.fromkeys(recovery.places(news, self._session.library.handbook))
            entry = {
                "when": _now(),
                "title": wanted.draft.agreement.title or "",
                "about": list(kept.places),
                "changes": news,
            }
            frames.append(written(Kind.CHANGES, entry))
        if wanted.ended and not kept.ended:
            frames.append(written(Kind.END, {"when": _now()}))
        return frames

    # The folder

    def _open_folder(self) -> None:
        """Make the folder where it is missing, and hold a file in it for as long as the program runs."""
        missing: list[Path] = []
        here = self._folder
        while not here.is_dir() and here != here.parent:
            missing.append(here)
            here = here.parent
        for folder in reversed(missing):
            calls.make_folder(folder)
            # Nothing in it outlasts a power cut that takes its own name away.
            with contextlib.suppress(OSError):
                calls.sync_folder(folder.parent)
        alive = self._folder / recovery.alive(self._own)
        if self._alive is not None:
            if alive.exists():
                return
            calls.close(self._alive)
            self._alive = None
        self._alive = calls.create(alive)
        _hold(self._alive)
        if not alive.exists():
            # Somebody has taken it away before it was held.
            calls.close(self._alive)
            self._alive = calls.create(alive)
            _hold(self._alive)
        with contextlib.suppress(OSError):
            recovery.sweep(self._folder, datetime.now(UTC))

    def _let_go(self) -> None:
        if self._alive is not None:
            with contextlib.suppress(OSError):
                calls.close(self._alive)
            with contextlib.suppress(OSError):
                calls.remove(self._folder / recovery.alive(self._own))
            self._alive = None


def _hold(handle: int) -> None:
    """Keep an open file to this process, so that others see that the program runs.

    Where no file can be held they do not, and offer what it is writing.
    """
    for _ in range(_TRIES):
        with contextlib.suppress(OSError):
            calls.lock(handle)
            return
        # It may be held by somebody who is looking whether anybody holds it.
        time.sleep(_MOMENT)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
