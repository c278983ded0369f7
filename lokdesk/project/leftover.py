"""The temporary files of saves, and taking away those of saves that were cut off."""

import contextlib
import hashlib
import os
import re
import secrets
import time
from pathlib import Path

from lokdesk.project import calls, process

_KEPT = 7 * 24 * 60 * 60
"""After so many seconds nobody anywhere is still writing to one."""
_NAME = re.compile(r"\.lokdesk-([0-9a-f]{8})-([0-9]{1,10})-[0-9a-f]{16}\.tmp")


def fresh(path: Path) -> Path:
    """Return a new name beside *path* for what is to take its place; it tells whose it is."""
    return path.with_name(f".lokdesk-{_computer()}-{os.getpid()}-{secrets.token_hex(8)}.tmp")


def clear(folder: Path) -> None:
    """Take away what saves that were cut off have left in *folder*, as far as it can be known and done."""
    with contextlib.suppress(OSError):
        for name in calls.names(folder):
            found = _NAME.fullmatch(name)
            if found is not None and _is_left(folder / name, *found.groups()):
                with contextlib.suppress(OSError):
                    calls.remove(folder / name)


def _is_left(path: Path, computer: str, number: str) -> bool:
    if computer == _computer() and process.computer() and not process.alive(int(number)):
        return True
    try:
        return time.time() - path.stat().st_mtime > _KEPT
    except OSError:
        return False


def _computer() -> str:
    return hashlib.sha256(process.computer().encode("utf-8", "replace")).hexdigest()[:8]
