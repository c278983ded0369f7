"""What a process holds: memory, files, threads, what Qt has made, and the Python objects by kind."""

import contextlib
import ctypes
import gc
import os
import statistics
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

_LARGE, _LARGE_BYTES = -3, 128 << 10
"""The C library's name for the size of what it asks the system for by itself, and what it is at first."""
_HEAPS, _MOST_HEAPS = -8, 1
"""Its name for how many heaps there are, each for threads of its own, and how many are enough."""


@dataclass(frozen=True)
class Holding:
    """How much there is of everything after some *edits*. What this system does not tell is ``None``."""

    edits: int
    megabytes: float | None
    handles: int | None
    threads: int
    widgets: int
    objects: Mapping[str, int] = field(repr=False)
    """The Python objects that the search for garbage knows of, by kind: those of Qt's among them that
    anybody has asked for in Python."""

    @property
    def object_count(self) -> int:
        """How many of them there are together."""
        return sum(self.objects.values())


def holding(edits: int = 0) -> Holding:
    """Return what this process holds, when all that can go is gone."""
    # Threads that wait for more to do end after a while: whether they have is a matter of chance.
    QThreadPool.globalInstance().waitForDone()
    for _ in range(2):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    _trim()
    objects = Counter(_kind(one) for one in gc.get_objects())
    return Holding(edits, resident(), handles(), _threads(), _widgets(), objects)


def resident() -> float | None:
    """Return how much memory this process has now, in megabytes."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def handles() -> int | None:
    """Return how many files and the like this process has open."""
    try:
        # One of them is the folder itself that is looked into.
        return len([*Path("/proc/self/fd").iterdir()]) - 1
    except OSError:
        return None


def _threads() -> int:
    # Python's own, or where the system tells, those of Qt and of libraries too.
    try:
        return len([*Path("/proc/self/task").iterdir()])
    except OSError:
        return threading.active_count()


def _widgets() -> int:
    return len(QApplication.allWidgets())


def _kind(one: object) -> str:
    kind = type(one)
    return f"{kind.__module__}.{kind.__qualname__}"


def steady() -> None:
    """Let the C library always ask the system for large pieces by themselves, as it does at first.

    It raises that bound as pieces go, up to 32 MB, and has a heap for each thread; pictures and documents
    then lie among small things that stay, and what they leave cannot be given back. That would be measured,
    and not what is in use.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None)
        library.mallopt(_LARGE, _LARGE_BYTES)
        library.mallopt(_HEAPS, _MOST_HEAPS)


def _trim() -> None:
    """Let the C library give back what it keeps for the next time, so that what is in use is measured."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def growth(numbers: Sequence[float]) -> float:
    """Return how much more there is at the end than at the beginning of the line that fits *numbers* best."""
    if len(numbers) < 2:
        return 0.0
    places = range(len(numbers))
    return statistics.linear_regression(places, numbers).slope * places[-1]
