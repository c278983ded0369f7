"""A folder in which a word processor turns one document into PDF, and what is said when it cannot."""

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from lokdesk.office import process
from lokdesk.office.office import Failed

_STUCK = "Det tog för lång tid och avbröts."
_NOT_STARTED = "Programmet gick inte att starta."


@contextmanager
def workplace(name: str, within: Path | None = None) -> Generator[Path]:
    """Give a folder to the word processor *name*, *within* another if need be; it is taken away afterwards.

    Raises Failed if the word processor gets stuck there, or cannot be started.
    """
    try:
        if within is not None:
            within.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="lokdesk-", dir=within, ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except process.Stuck:
        raise could_not(name, _STUCK) from None
    except OSError as error:
        raise could_not(name, _NOT_STARTED) from error


def could_not(name: str, reason: str = "") -> Failed:
    """Return that the word processor *name* made no PDF."""
    return Failed(f"{name} kunde inte göra PDF av dokumentet.{' ' if reason else ''}{reason}")
