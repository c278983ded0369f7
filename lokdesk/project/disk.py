"""Reading and writing whole files, in such a way that a file is either the old one or the new one."""

import contextlib
import errno
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from lokdesk.project.problem import Problem

# A system call may write less than it was given; each is kept well below every system's own limit.
_CHUNK = 1 << 26


def read(path: Path) -> bytes:
    """Return the content of the file at *path*. Raises Problem."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Problem(f"Filen ”{path.name}” finns inte.") from None
    except IsADirectoryError:
        raise Problem(f"”{path.name}” är en mapp, inte en fil.") from None
    except (OSError, ValueError) as error:
        # Some systems say of a folder only that it may not be read.
        if _is_folder(path):
            raise Problem(f"”{path.name}” är en mapp, inte en fil.") from None
        raise Problem(f"Filen ”{path.name}” går inte att läsa.") from error


def write(path: Path, content: bytes) -> None:
    """Put *content* into the file at *path*, in place of what may be there.

    The content is written in full to a new file in the same folder, and brought to the disk, before that file
    takes the other one's place; its permissions are kept, and a symbolic link stays one. What is no file but,
    say, a pipe is simply written to. Raises Problem, and then the file is as it was; so it is when it is
    write-protected.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb", buffering=0) as other:
                _write_all(other, content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except (OSError, ValueError) as error:
        raise Problem(_reason(path, error)) from error


def _replace(path: Path, content: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "write-protected", str(path))
    temporary = path.with_name(f".lokdesk-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb", buffering=0) as file:
            _write_all(file, content)
            os.fsync(file.fileno())
            if os.fstat(file.fileno()).st_size != len(content):
                raise OSError(errno.EIO, "not all was written", str(path))
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _write_all(file: BinaryIO, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        written = file.write(rest[:_CHUNK])
        if not written:
            raise OSError(errno.ENOSPC, "nothing more could be written")
        rest = rest[written:]


def _sync_folder(folder: Path) -> None:
    """Bring the folder's own change to the disk, on systems where a folder can be opened."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


_REASONS = {
    errno.ENOSPC: "det finns inte plats på disken",
    errno.EDQUOT: "det finns inte plats på disken",
    errno.EFBIG: "filen är för stor för disken",
    errno.ENOENT: "mappen finns inte",
    errno.ENOTDIR: "mappen finns inte",
    errno.EISDIR: "det finns redan en mapp med det namnet",
    errno.EACCES: "du får inte skriva där, eller så är filen öppen i ett annat program",
    errno.EPERM: "du får inte skriva där, eller så är filen öppen i ett annat program",
    errno.EROFS: "disken går bara att läsa",
    errno.ENAMETOOLONG: "namnet är för långt",
}


def is_file(path: Path) -> bool:
    """Return whether there is a file at *path*; there is none where no file can be."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _reason(path: Path, error: Exception) -> str:
    """Return why nothing could be written, and that what may have been there is as it was."""
    reason = _REASONS.get(error.errno or 0) if isinstance(error, OSError) else None
    why = f": {reason}" if reason else ""
    kept = " Det som fanns där tidigare är kvar." if is_file(path) else ""
    return f"”{path.name}” kunde inte sparas{why}.{kept}"
