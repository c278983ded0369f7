"""What journals tell of drafts that the program was stopped in: finding it, opening it, erasing it."""

import contextlib
import errno
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lokdesk.project import calls, journal
from lokdesk.project.journal import Told, Unreadable
from lokdesk.project.problem import Problem, TooNew
from lokdesk.session import age

if TYPE_CHECKING:
    # The start page lists what there is before any of this is loaded.
    from lokdesk.agreement.draft import Draft
    from lokdesk.handbook.book import Handbook
    from lokdesk.project.project import Project

FOLDER = "recovery"
"""What the folder is called that journals lie in, among what outlasts the program."""
KEPT = timedelta(days=30)
"""How long a journal lies there at the least, also after a clean end."""
_ALIVE = ".alive"
_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What systems say of a file that another holds."""

_PARTS = {
    "agreement": "Svaren",
    "discussion": "Samtalet",
    "evaluation": "Utvärderingen av målen",
    "set_aside": "Det som är satt åt sidan",
    "rule_settings": "Granskningens inställningar",
    "attachments": "Bifogade filer",
    "predecessors": "Tidigare överenskommelser",
    "versions": "Behållna versioner",
    "earlier": "Svaren som de var före ett byte av mall eller handbok",
    "intakes": "Det som hämtades från Word",
    "replies": "Inkomna synpunkter",
    "clashes": "Ställen som två kopior har ändrat olika",
    "template": "Mallen",
    "handbook": "Handboken",
}
"""What the parts of a draft are called."""
_UNREADABLE = "Det som fanns kvar är skadat och går inte att återställa. Det har lämnats orört."

_TOO_NEW = (
    "Det som fanns kvar är sparat med en nyare version av Lokdesk. Installera en nyare version för att "
    "återställa det. Det har lämnats orört."
)

FileState = Literal["none", "same", "changed", "gone"]


@dataclass(frozen=True)
class Found:
    """A journal that nobody writes in any more.

    *about* is what has been changed since the draft was opened or saved, in words, *file* the project file
    it has, and *ended* whether the user left it so. One that is *damaged* can only be erased; of one that is
    *unread*, since the system did not let it be read just now, nothing more is known.
    """

    path: Path
    when: datetime
    title: str = ""
    file: Path | None = None
    about: tuple[str, ...] = ()
    ended: bool = False
    damaged: bool = False
    unread: bool = False

    @property
    def to_offer(self) -> bool:
        """Whether its user has had no chance to save it, as far as is known."""
        return self.unread or (bool(self.about) and not self.ended)


@dataclass(frozen=True)
class Recovered:
    """A draft as it was when the program was stopped, and *opened*: the project that it was made of."""

    opened: "Project"
    draft: "Draft"
    file: Path | None

    @property
    def file_state(self) -> FileState:
        """How the project file is now, beside how it was when the draft was opened or last saved."""
        from hashlib import sha256

        from lokdesk.project import disk

        if self.file is None:
            return "none"
        if not disk.is_file(self.file):
            return "gone"
        try:
            same = sha256(disk.read(self.file)).hexdigest() == self.opened.fingerprint
        except Problem:
            return "gone"
        return "same" if same else "changed"


# Names


def name(own: str, number: int) -> str:
    """Return the name of the journal with that *number* of the process called *own*."""
    return f"{own}-{number}{journal.SUFFIX}"


def alive(own: str) -> str:
    """Return the name of the file that the process called *own* holds for as long as it runs."""
    return f"{own}{_ALIVE}"


def _is_alive(folder: Path, own: str) -> bool:
    """Return whether the process called *own* still runs."""
    try:
        handle = calls.look(folder / alive(own))
    except FileNotFoundError:
        return False
    except OSError:
        # It is there. What belongs to one who may be running is left alone.
        return True
    try:
        calls.lock(handle)
    except OSError as error:
        # Where no file can be held at all, nobody can be told from one who has ended.
        return error.errno in _HELD
    finally:
        with contextlib.suppress(OSError):
            calls.close(handle)
    return False


def _all(folder: Path, suffix: str) -> Iterator[tuple[Path, bool]]:
    """Yield the files in *folder* with that *suffix*, and whether the process runs that each belongs to."""
    try:
        names = sorted(calls.names(folder))
    except OSError:
        return
    running: dict[str, bool] = {}
    for one in names:
        if not one.endswith(suffix):
            continue
        own = one.removeprefix(".").partition("-")[0].partition(".")[0]
        if own not in running:
            running[own] = _is_alive(folder, own)
        yield folder / one, running[own]


def _left(folder: Path, suffix: str) -> Iterator[Path]:
    """Yield the files in *folder* with that *suffix* of processes that have ended."""
    return (path for path, running in _all(folder, suffix) if not running)


# What there is


def found(folder: Path) -> list[Found]:
    """Return what journals there are in *folder* that nobody writes in any more, the latest first."""
    all_ = [
        (one, running) for path, running in _all(folder, journal.SUFFIX) if (one := _found(path)) is not None
    ]
    # A program that goes on has let go of some of what it has written in, and says so there.
    kept = [one for one, running in all_ if one.ended or not running]
    return sorted(kept, key=lambda one: one.when, reverse=True)


def _found(path: Path) -> Found | None:
    when = _time(path)
    if when is None:
        return None
    try:
        return _summary(path, when, journal.read(path))
    except (FileNotFoundError, PermissionError):
        # It is being taken away, or looked at by somebody else: it may be as good as ever.
        return None
    except OSError:
        return Found(path, when, unread=True)
    except (Unreadable, TypeError, KeyError, ValueError):
        return Found(path, when, damaged=True)


def _summary(path: Path, when: datetime, told: Told) -> Found:
    last = told.entries[-1] if told.entries else {}
    entry = told.head | last
    file, about = told.head["file"], last.get("about", [])
    return Found(
        path,
        _moment(entry["when"]) if "when" in entry else when,
        str(entry["title"]),
        Path(file) if file else None,
        tuple(str(one) for one in about),
        told.ended,
    )


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def restored(path: Path) -> Recovered:
    """Return the draft that the journal at *path* leads to. Raises Problem."""
    from lokdesk.project import changes, project
    from lokdesk.project.container import Broken, NoContainer

    try:
        told = journal.read(path)
        opened = project.loads(told.beginning)
        files: changes.Files = {}
        raw = changes.tree(opened.draft, files)
        for entry in told.entries:
            changes.apply(raw, entry["changes"])
        draft = changes.draft(raw, files | told.files) if told.entries else opened.draft
        file = Path(told.head["file"]) if told.head["file"] else None
        fingerprint = str(told.head["fingerprint"])
    except TooNew as error:
        raise TooNew(_TOO_NEW) from error
    except (Unreadable, Broken, NoContainer, KeyError, TypeError) as error:
        raise Problem(_UNREADABLE) from error
    except OSError as error:
        raise Problem("Det som fanns kvar går inte att läsa just nu. Försök igen.") from error
    from dataclasses import replace

    if file is not None and (saved := _saved(file, draft, fingerprint)) is not None:
        return Recovered(saved, saved.draft, file)
    return Recovered(replace(opened, fingerprint=fingerprint), draft, file)


def _saved(file: Path, draft: "Draft", fingerprint: str) -> "Project | None":
    """Return the project in *file* when it holds just that *draft*, though the journal does not know of it.

    The program may have been stopped when it had saved and had not told the journal of it yet; then it is no
    other who has changed the file since.
    """
    from lokdesk.project import project

    try:
        there = project.open(file)
    except Problem:
        return None
    return there if there.draft == draft and there.fingerprint != fingerprint else None


# Erasing


def erase(path: Path) -> None:
    """Take the journal at *path* away. Raises Problem."""
    try:
        calls.remove(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise Problem("Det som fanns kvar kunde inte raderas just nu. Försök igen.") from error


def sweep(folder: Path, now: datetime) -> None:
    """Take away what has lain in *folder* for too long, and what is left there of processes that ended."""
    left = {path.name: path for path in _left(folder, journal.SUFFIX)}
    too_old = [name for name, lain in age.ages(folder, left, now.date()).items() if lain > KEPT]
    for path in [*(left[name] for name in too_old), *_left(folder, journal.TEMPORARY)]:
        with contextlib.suppress(OSError):
            calls.remove(path)
    for path in _left(folder, _ALIVE):
        with contextlib.suppress(OSError):
            _clear(path)


def _clear(alive: Path) -> None:
    """Take the file *alive* away, of which it has to be certain that nobody holds it. Raises OSError."""
    handle = calls.look(alive)
    try:
        calls.lock(handle)
        if sys.platform != "win32":
            calls.remove(alive)
    finally:
        calls.close(handle)
    if sys.platform == "win32":
        # There, no file is taken away that is open; nor is this one, if somebody holds it by now.
        calls.remove(alive)


def _time(path: Path) -> datetime | None:
    """Return when the file at *path* was last written, if that can be told."""
    with contextlib.suppress(OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return None


# Words


def places(changes: Sequence[dict[str, Any]], handbook: "Handbook") -> list[str]:
    """Return what *changes* are about, in the handbook's words, each once."""
    return list(dict.fromkeys(_place(change["at"], handbook) for change in changes))


def _place(at: Sequence[str], handbook: "Handbook") -> str:
    part, *rest = at
    if part == "agreement":
        while rest:
            with contextlib.suppress(KeyError):
                return handbook.question("/".join(rest)).label
            del rest[-1]
    return _PARTS.get(part, part)
