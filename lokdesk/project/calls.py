"""What is asked of the file system, call by call: nothing else in the program changes a file of the user's.

Each function is one call to the system and raises what that raises, an OSError. They are few, so that it can
be tried what becomes of a file when any of them fails, or the power goes between any two of them.
"""

import os
import sys
from pathlib import Path

_PLAIN = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0) | getattr(os, "O_CLOEXEC", 0)
_MODE = 0o666


def create(path: Path) -> int:
    """Open a new file at *path* to write in; returns its handle. There must be nothing there yet."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, _MODE)


def extend(path: Path) -> int:
    """Open the file at *path* to write at its end; returns its handle."""
    return os.open(path, os.O_WRONLY | os.O_APPEND | _PLAIN)


def enter(path: Path) -> int:
    """Open what is at *path*, a file or a pipe, to write over it from its beginning; returns its handle."""
    return os.open(path, os.O_WRONLY | _PLAIN)


def look(path: Path) -> int:
    """Open what is at *path* to read; returns its handle."""
    return os.open(path, os.O_RDONLY | _PLAIN)


def read(handle: int, size: int) -> bytes:
    """Read at most *size* bytes; none means the end."""
    return os.read(handle, size)


def write(handle: int, content: bytes | memoryview) -> int:
    """Write *content*, or as much of it as the system takes at once; returns how many bytes that was."""
    return os.write(handle, content)


def truncate(handle: int, size: int) -> None:
    """Cut the file off after *size* bytes."""
    os.ftruncate(handle, size)


def sync(handle: int) -> None:
    """Bring what has been written to the disk itself."""
    os.fsync(handle)


def lock(handle: int) -> None:
    """Keep an open file to this process for as long as it is open; another that does so raises OSError."""
    # Loaded where it is needed: each system has only its own.
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def status(handle: int) -> os.stat_result:
    """Return what the system knows of an open file."""
    return os.fstat(handle)


def close(handle: int) -> None:
    """Let go of an open file."""
    os.close(handle)


def replace(source: Path, target: Path) -> None:
    """Let the file at *source* take the place of the one at *target*, in one step."""
    os.replace(source, target)  # noqa: PTH105 - one call, and no more


def remove(path: Path) -> None:
    """Take the file at *path* away."""
    os.unlink(path)  # noqa: PTH108 - one call, and no more


def set_mode(path: Path, mode: int) -> None:
    """Let the file at *path* be read and written by whom *mode* says."""
    os.chmod(path, mode)  # noqa: PTH101 - one call, and no more


def make_folder(path: Path) -> None:
    """Make a folder at *path*."""
    os.mkdir(path)  # noqa: PTH102 - one call, and no more


def remove_folder(path: Path) -> None:
    """Take the folder at *path* away, which has to be empty."""
    os.rmdir(path)  # noqa: PTH106 - one call, and no more


def names(folder: Path) -> list[str]:
    """Return the names of all that is in *folder*, in no order."""
    return os.listdir(folder)  # noqa: PTH208 - one call, and no more


def sync_folder(folder: Path) -> None:
    """Bring the names in *folder* to the disk itself, on systems where a folder can be opened.

    On Windows it cannot, and there a file that takes another's place is brought there with its name.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | _PLAIN)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
