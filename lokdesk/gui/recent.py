"""The project files that were open lately, remembered from one start to the next.

What is worth knowing of each is remembered with it, so that the list can be shown without opening any file.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QSettings

_KEY = "recent"
_MOST = 10
# Qt knows the months too, but takes longer to say so than the whole start page may take.
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


class Summary(NamedTuple):
    """What there is to know of a draft at a glance: its answers so far, and how many there are room for."""

    title: str = ""
    parties: tuple[str, ...] = ()
    status: str = ""
    answered: int = 0
    total: int = 0


class RecentFile(NamedTuple):
    """A project file with what it held when it was last used, and when that was."""

    path: Path
    summary: Summary = Summary()
    used: datetime | None = None
    step: str = ""
    address: str = ""


class RecentFiles:
    """The latest project files, the last one first."""

    def __init__(self, settings: QSettings) -> None:
        """Keep the list in *settings*."""
        self._settings = settings

    def files(self) -> tuple[RecentFile, ...]:
        """Return the files, whether they still exist or not. What cannot be understood is left out."""
        value = self._settings.value(_KEY, [])
        stored: Sequence[object] = value if isinstance(value, list) else [value]
        found = (_read(one) for one in stored if isinstance(one, str))
        return tuple({one.path: one for one in found if one is not None}.values())

    def paths(self) -> tuple[Path, ...]:
        """Return where the files are."""
        return tuple(one.path for one in self.files())

    def file(self, path: Path) -> RecentFile | None:
        """Return what is remembered of the file at *path*, if anything."""
        return next((one for one in self.files() if one.path == path), None)

    def remember(self, path: Path, summary: Summary | None = None, used: datetime | None = None) -> None:
        """Put *path* first, used just now or at *used*, with its *summary* where there is a new one."""
        known = self.file(path) or RecentFile(path)
        new = known._replace(summary=summary or known.summary, used=used or datetime.now())
        self._store(new, *(one for one in self.files() if one.path != path))

    def forget(self, path: Path) -> None:
        """Take *path* out of the list."""
        self._store(*(one for one in self.files() if one.path != path))

    def remember_place(self, path: Path, step: str, address: str) -> None:
        """Remember where in the file at *path* its user was, if it is in the list."""
        self._store(
            *(one._replace(step=step, address=address) if one.path == path else one for one in self.files())
        )

    def _store(self, *files: RecentFile) -> None:
        self._settings.setValue(_KEY, [_written(one) for one in files[:_MOST]])
        self._settings.sync()


def _written(file: RecentFile) -> str:
    summary = file.summary
    return json.dumps(
        {
            "path": str(file.path),
            "title": summary.title,
            "parties": summary.parties,
            "status": summary.status,
            "answered": summary.answered,
            "total": summary.total,
            "used": file.used.isoformat() if file.used else "",
            "step": file.step,
            "address": file.address,
        }
    )


def _read(stored: str) -> RecentFile | None:
    """Return the file that *stored* tells of; a path alone is what the list held before there was more."""
    if not stored.startswith("{"):
        return RecentFile(Path(stored)) if stored else None
    try:
        data = json.loads(stored)
    except ValueError:
        return None
    path = _text(data, "path")
    parties = data.get("parties")
    named = cast("list[object]", parties) if isinstance(parties, list) else []
    summary = Summary(
        title=_text(data, "title"),
        parties=tuple(one for one in named if isinstance(one, str)),
        status=_text(data, "status"),
        answered=_count(data, "answered"),
        total=_count(data, "total"),
    )
    try:
        used = datetime.fromisoformat(_text(data, "used"))
    except ValueError:
        used = None
    return (
        RecentFile(Path(path), summary, used, _text(data, "step"), _text(data, "address")) if path else None
    )


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _count(data: dict[str, Any], key: str) -> int:
    value = data.get(key)
    return value if type(value) is int and value >= 0 else 0


def when(moment: datetime, now: datetime) -> str:
    """Return *moment* as one says it at *now*: "i dag kl. 14.05", "i går kl. 9.12", "3 november"."""
    days = (now.date() - moment.date()).days
    if days in (0, 1):
        return f"{('i dag', 'i går')[days]} kl. {moment.hour}.{moment:%M}"
    year = f" {moment.year}" if moment.year != now.year else ""
    return f"{moment.day} {_MONTHS[moment.month - 1]}{year}"
