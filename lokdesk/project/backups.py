"""Copies of project files as they have been, to look at and to restore.

They lie in the user's own folder and not beside the file: a shared or synchronised folder does not fill
with them, nobody gets them along with the file, and they are there when that folder is not. Only the file as
it was before the last save lies beside it too, for everybody who uses the folder.

What order they come in is told by their numbers, since a clock may have been set back.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from lokdesk.project import calls, disk, naming, refuge, state
from lokdesk.project.problem import NotWritten, Problem

LATEST, HOURS, DAYS = 6, 5, 9
"""How many copies of a file there are at the most: the latest, one an hour before those, and one a day."""
LARGEST = 1 << 28
"""How many bytes the copies of a file take together at the most; the latest is there whatever it takes."""
LARGEST_IN_ALL = 1 << 30
"""How many bytes all copies of all files take together at the most."""
MOST_FILES = 500
"""How many files there are copies of at the most."""

_FOLDER = "backups"
_OWN = 0o700
_DIGEST = 32
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(rf"(\d{{6,12}})-(\d{{8}}T\d{{6}}Z)-([0-9a-f]{{{_DIGEST}}}){re.escape(naming.SUFFIX)}")
_SELDOM = 8
"""All copies of all files are gone through with every so many copies that are made of a file."""
_DAMAGED = "Säkerhetskopian är skadad och går inte att öppna. Välj en annan."


@dataclass(frozen=True)
class Copy:
    """A copy of a project file: when it was made, its size in bytes, and its number among those of the file.

    *digest* is the beginning of the SHA-256 that its content has. One that lies beside the file, or was left
    when a save was cut off, has no number.
    """

    path: Path
    when: datetime
    size: int
    digest: str
    number: int = 0


def folder(path: Path) -> Path:
    """Return the folder with the copies of the file at *path*; it need not be there."""
    whole = os.path.normcase(os.path.realpath(path))
    return state.folder() / _FOLDER / hashlib.sha256(os.fsencode(whole)).hexdigest()[:12]


def kept(path: Path) -> tuple[Copy, ...]:
    """Return the copies of the file at *path* that have been kept, the latest first."""
    try:
        return _in(folder(path))
    except (OSError, RuntimeError):
        # Without a home there is no such folder either.
        return ()


def found(path: Path) -> tuple[Copy, ...]:
    """Return all copies there are of the file at *path*, also beside it, the latest first and each once."""
    all_ = list(kept(path))
    others = (path.with_name(path.name + naming.BACKUP_SUFFIX), refuge.latest(path))
    for place in others:
        copy = _other(place) if place is not None else None
        if copy is not None and all(copy.digest != one.digest for one in all_):
            later = [at for at, one in enumerate(all_) if one.when <= copy.when]
            all_.insert(later[0] if later else len(all_), copy)
    return tuple(all_)


def _other(place: Path) -> Copy | None:
    try:
        if not disk.is_file(place):
            return None
        told = place.stat()
        return Copy(
            place, datetime.fromtimestamp(told.st_mtime, UTC), told.st_size, _digest(disk.read(place))
        )
    except (OSError, ValueError, OverflowError, Problem):
        return None


def read(copy: Copy) -> bytes:
    """Return the content of *copy*, which is what it was. Raises Problem."""
    content = disk.read(copy.path)
    if _digest(content) != copy.digest:
        raise Problem(_DAMAGED)
    return content


def has(path: Path, content: bytes) -> bool:
    """Return whether the latest copy of the file at *path* has that *content*."""
    return _is(content, kept(path))


def keep(path: Path, content: bytes) -> None:
    """Keep *content*, a whole project, as the latest copy of the file at *path*.

    It counts once it has been brought to the disk, read back and compared. Older copies give way to it.
    Raises Problem when that could not be done.
    """
    try:
        here = folder(path)
        there = _in(here)
        if _is(content, there):
            return
        _make(here)
        number = there[0].number + 1 if there else 1
        name = f"{number:06}-{datetime.now(UTC).strftime(_STAMP)}-{_digest(content)}{naming.SUFFIX}"
        disk.write(here / name, content)
    except (NotWritten, OSError, RuntimeError) as error:
        raise Problem(_not_kept(error)) from error
    with contextlib.suppress(OSError):
        # What cannot be taken away now goes the next time.
        _remove(to_go(_in(here)))
        if number % _SELDOM == 1:
            _sweep(here)


def _not_kept(error: Exception) -> str:
    cause = error.__cause__ if isinstance(error, NotWritten) else error
    why = disk.why(cause) if isinstance(cause, Exception) else ""
    return f"Ingen säkerhetskopia kunde göras{f': {why}' if why else ''}."


def erase(path: Path) -> None:
    """Take all copies of the file at *path* away, except the one beside it. Raises Problem."""
    try:
        for copy in kept(path):
            with contextlib.suppress(FileNotFoundError):
                calls.remove(copy.path)
    except OSError as error:
        raise Problem("Alla säkerhetskopior kunde inte raderas just nu. Försök igen.") from error


def to_go(copies: Sequence[Copy]) -> list[Copy]:
    """Return which of *copies* of a file, the latest first, give way to the others."""
    stay, rest = list(copies[:LATEST]), list(copies[LATEST:])
    for most, same in ((HOURS, _hour), (DAYS, _day)):
        # Runs that follow on each other: a clock that was set back makes an hour come twice.
        runs = [list(run) for _, run in groupby(rest, same)]
        stay += [run[0] for run in runs[:most]]
        rest = [one for run in runs[most:] for one in run]
    total = 0
    for at, one in enumerate(stay):
        total += one.size
        if at and total > LARGEST:
            del stay[at:]
            break
    return [one for one in copies if one not in stay]


def _hour(copy: Copy) -> tuple[int, ...]:
    return copy.when.timetuple()[:4]


def _day(copy: Copy) -> tuple[int, ...]:
    return copy.when.astimezone().timetuple()[:3]


def _is(content: bytes, copies: Sequence[Copy]) -> bool:
    return bool(copies) and copies[0].size == len(content) and copies[0].digest == _digest(content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGEST]


def _in(here: Path) -> tuple[Copy, ...]:
    """Return the copies in the folder *here*, the latest first. Raises OSError when they cannot be listed."""
    names = calls.names(here) if here.is_dir() else ()
    copies = [copy for name in names if (copy := _named(here / name)) is not None]
    return tuple(sorted(copies, key=lambda one: (one.number, one.when), reverse=True))


def _named(place: Path) -> Copy | None:
    told = _NAME.fullmatch(place.name)
    if told is None:
        return None
    try:
        when = datetime.strptime(told[2], _STAMP).replace(tzinfo=UTC)
        return Copy(place, when, place.stat().st_size, told[3], int(told[1]))
    except (OSError, ValueError):
        return None


def _make(here: Path) -> None:
    for one in (*reversed(here.parents), here):
        if one.is_dir():
            continue
        with contextlib.suppress(FileExistsError):
            calls.make_folder(one)
        with contextlib.suppress(OSError):
            # What users have written is nobody else's to read.
            calls.set_mode(one, _OWN)
        with contextlib.suppress(OSError):
            calls.sync_folder(one.parent)


def _remove(copies: Sequence[Copy]) -> None:
    for one in copies:
        with contextlib.suppress(OSError):
            calls.remove(one.path)


def _sweep(here: Path) -> None:
    """Let the oldest copies of all files give way to those *here*, until they take no more than they may."""
    folders = [here.parent / name for name in calls.names(here.parent)]
    all_ = [(one, copies) for one in folders if (copies := _in(one))]
    all_.sort(key=lambda one: (one[0] == here, one[1][0].when), reverse=True)
    for _, copies in all_[MOST_FILES:]:
        _remove(copies)
    total = 0
    for one in _by_age(all_[:MOST_FILES], here):
        total += one.size
        if total > LARGEST_IN_ALL:
            _remove([one])
    for one in folders:
        if one.is_dir() and not calls.names(one):
            calls.remove_folder(one)


def _by_age(files: Sequence[tuple[Path, tuple[Copy, ...]]], here: Path) -> Iterator[Copy]:
    """Yield all copies of all *files*, the latest of the one *here* first, and then by their age."""
    mine = next((copies[0] for one, copies in files if one == here), None)
    if mine is not None:
        yield mine
    rest = [copy for _, copies in files for copy in copies if copy is not mine]
    yield from sorted(rest, key=lambda one: one.when, reverse=True)
