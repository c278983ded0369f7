"""How long journals have lain where they are.

That cannot be told by the clock alone: it may be wrong now, or have been when they were written. So their
days are counted while the program is used, and no more than a week at a time.
"""

import contextlib
import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from lokdesk.project import calls
from lokdesk.project.problem import Problem

_NAME = "ages.json"
_LONGEST = timedelta(days=7)
"""How much time is believed to have passed between two looks at the most."""
_NONE = timedelta()


class _Seen(NamedTuple):
    """How old something was when it was last seen, and on which day that was."""

    age: timedelta
    day: date


def ages(folder: Path, names: Iterable[str], today: date) -> dict[str, timedelta]:
    """Return how long each of *names* has lain in *folder*, in whole days, since it was first seen.

    What that takes is remembered there, if it can be.
    """
    before = _read(folder / _NAME)
    now: dict[str, _Seen] = {}
    for name in names:
        seen = before.get(name, _Seen(_NONE, today))
        passed = min(max(today - seen.day, _NONE), _LONGEST)
        now[name] = _Seen(seen.age + passed, today)
    if now != before:
        _write(folder / _NAME, now)
    return {name: seen.age for name, seen in now.items()}


def _read(path: Path) -> dict[str, _Seen]:
    try:
        raw = json.loads(path.read_bytes())
        return {
            str(name): _Seen(timedelta(days=age), date.fromisoformat(day)) for name, (age, day) in raw.items()
        }
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        # What is not known is new.
        return {}


def _write(path: Path, seen: dict[str, _Seen]) -> None:
    # Loaded when it is needed: the start page lists what there is before any of this.
    from lokdesk.project import disk

    with contextlib.suppress(OSError, Problem):
        if not seen:
            calls.remove(path)
            return
        raw = {name: (one.age.days, one.day.isoformat()) for name, one in seen.items()}
        disk.write(path, json.dumps(raw, indent=1).encode())
