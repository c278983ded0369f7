"""Who has a project file open: a small file beside it says so, with name, computer and since when.

It hinders nobody: before anything is written the file itself is compared with what was read. It lets people
know of each other before they have both written.
"""

import contextlib
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from lokdesk.project import calls, container, process
from lokdesk.project.container import Broken

_LARGEST = 10_000
_LONGEST = 100


@dataclass(frozen=True)
class Holder:
    """Who has a file open: their name, their computer, the number of the process there, and since when.

    What the lock does not tell is empty; *mark* is what no other lock has.
    """

    who: str = ""
    computer: str = ""
    process: int = 0
    since: datetime | None = None
    mark: str = ""

    @property
    def gone(self) -> bool:
        """Whether it is known that nobody has the file open any more: a process here that has ended."""
        if not self.mark or not self.computer or self.computer != process.computer():
            return False
        # One with this process's number and none of its locks had it before the computer was restarted.
        return not process.alive(self.process) or (self.process == os.getpid() and self.mark not in _OURS)


@dataclass(frozen=True)
class Lock:
    """A lock that this process has: the file at *place* with that *mark*."""

    path: Path
    place: Path
    mark: str

    def release(self) -> None:
        """Let the file go. A lock that somebody else has taken over meanwhile is left."""
        _OURS.discard(self.mark)
        with contextlib.suppress(OSError, Broken):
            if _read(self.place).mark == self.mark:
                calls.remove(self.place)


_OURS: set[str] = set()
"""The marks of the locks that this process has: the only thing that tells it from an earlier one."""


def place(path: Path) -> Path:
    """Return where the lock of the file at *path* lies."""
    whole = Path(os.path.realpath(path))
    return whole.with_name(f".{whole.name}.lock")


def holder(path: Path) -> Holder | None:
    """Return who has the file at *path* open, as far as is known; ``None`` for nobody."""
    try:
        found = _read(place(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError):
        return Holder()
    return None if found.gone else found


def take(path: Path, who: str = "", *, force: bool = False) -> Lock | Holder | None:
    """Take the lock of the file at *path* for *who*.

    Returns the lock; or who has it already, unless *force*; or ``None`` where none can be made, as in a
    folder that can only be read. A lock whose process on this computer has ended is taken over.
    """
    lock = Lock(Path(os.path.realpath(path)), place(path), secrets.token_hex(8))
    try:
        for _ in range(2):
            try:
                return _made(lock, who)
            except FileExistsError:
                there = holder(path)
                if there is not None and not force:
                    return there
                _clear(lock.place, force)
        return holder(path) or Holder()
    except (OSError, ValueError):
        return None


def _made(lock: Lock, who: str) -> Lock:
    told: dict[str, Any] = {
        "who": who or process.user(),
        "computer": process.computer(),
        "process": os.getpid(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
        "mark": lock.mark,
    }
    handle = calls.create(lock.place)
    try:
        try:
            calls.write(handle, container.dumps(told))
        finally:
            calls.close(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            calls.remove(lock.place)
        raise
    _OURS.add(lock.mark)
    return lock


def _clear(at: Path, force: bool) -> None:
    """Take the lock at *at* away, unless somebody who is there has put another one in its place."""
    aside = at.with_name(f"{at.name}-{secrets.token_hex(4)}")
    with contextlib.suppress(FileNotFoundError):
        calls.replace(at, aside)
        try:
            found = _read(aside)
        except (OSError, Broken):
            found = Holder()
        if force or found.gone:
            calls.remove(aside)
        else:
            calls.replace(aside, at)


def _read(at: Path) -> Holder:
    """Return what the lock at *at* tells. Raises OSError, or Broken where it is none."""
    handle = calls.look(at)
    try:
        content = calls.read(handle, _LARGEST)
    finally:
        calls.close(handle)
    told: Any = container.loads(content)
    if not isinstance(told, dict):
        raise Broken("another kind of lock")
    told = cast("dict[str, Any]", told)
    number = told.get("process")
    return Holder(
        _text(told.get("who")),
        _text(told.get("computer")),
        number if type(number) is int else 0,
        _moment(told.get("since")),
        _text(told.get("mark")),
    )


def _text(value: object) -> str:
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


def told(path: Path, by: Holder) -> str:
    """Return in a sentence who has the file at *path* open: *by* is that."""
    where = f" på datorn {by.computer}" if by.computer else ""
    since = f" sedan {said(by.since)}" if by.since is not None else ""
    return f"”{path.name}” är öppen hos {by.who or 'någon annan'}{where}{since}."


def said(moment: datetime) -> str:
    """Return *moment* as one says it, in the time of this computer."""
    here = moment.astimezone() if moment.tzinfo else moment
    return f"{here.day} {_MONTHS[here.month - 1]} {here.year} kl. {here.hour}.{here:%M}"
