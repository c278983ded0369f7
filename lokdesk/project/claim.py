"""A claim on a file for as long as it is being saved, so that two who save it do so one after the other.

Without it, both could find the file as they had read it, and the second would then replace what the first had
just written. The system lets go of a claim when its process ends, however it ends; nothing is left to be
taken over. Where a system or a network folder has no such claims, the comparison is all there is.
"""

import contextlib
import errno
import hashlib
import os
import sys
import time
import unicodedata
from collections.abc import Generator
from pathlib import Path

from lokdesk.project import calls
from lokdesk.project.problem import NotWritten

LONGEST = 10.0
"""How many seconds one waits for somebody else's save to end."""
_PAUSE = 0.02
_HELD = (errno.EACCES, errno.EDEADLK) if sys.platform == "win32" else (errno.EAGAIN, errno.EWOULDBLOCK)
"""What the system says while somebody else has the claim."""


@contextlib.contextmanager
def on(path: Path, longest: float = LONGEST) -> Generator[None]:
    """Keep the file at *path* to oneself for a save.

    Raises NotWritten when somebody else's save has not ended within *longest* seconds.
    """
    place = _place(path)
    try:
        handle = _taken(place, time.monotonic() + longest)
    except TimeoutError:
        raise NotWritten(
            f"”{path.name}” sparas av någon annan just nu. Vänta en stund och försök igen."
        ) from None
    try:
        yield
    finally:
        if handle is not None:
            _let_go(place, handle)


def _place(path: Path) -> Path:
    """Return where the claim on the file at *path* lies: its name is never too long, and not synchronised."""
    whole = Path(os.path.realpath(path))
    # Where upper and lower case are the same to the system, so must they be here; elsewhere it does no harm.
    mark = hashlib.sha256(unicodedata.normalize("NFC", whole.name).casefold().encode("utf-8", "replace"))
    return whole.with_name(f".lokdesk-saving-{mark.hexdigest()[:16]}.tmp")


def _taken(place: Path, until: float) -> int | None:
    """Return the handle of the claim at *place*, or ``None`` where there are none. Raises TimeoutError."""
    while True:
        try:
            handle = _opened(place)
        except (OSError, ValueError):
            return None
        try:
            calls.lock(handle)
            if _is_at(place, handle):
                return handle
        except OSError as error:
            if error.errno not in _HELD:
                _let_go(place, handle)
                return None
        # Somebody has it, or took it away when they let go of it.
        _close(handle)
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(_PAUSE)


def _opened(place: Path) -> int:
    try:
        return calls.create(place)
    except FileExistsError:
        return calls.enter(place)


def _is_at(place: Path, handle: int) -> bool:
    """Return whether what *handle* is of still is what lies at *place*."""
    held = calls.status(handle)
    try:
        return os.path.samestat(held, place.stat())
    except FileNotFoundError:
        return False


def _let_go(place: Path, handle: int) -> None:
    gone = _removed(place)
    _close(handle)
    if not gone:
        # Windows takes no file away that is open; nor this one, if somebody has opened it meanwhile.
        _removed(place)


def _removed(place: Path) -> bool:
    try:
        calls.remove(place)
    except OSError:
        return False
    return True


def _close(handle: int) -> None:
    with contextlib.suppress(OSError):
        calls.close(handle)
