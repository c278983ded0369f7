"""Reading and writing whole files, in such a way that a file is either the old one or the new one."""

import contextlib
import errno
import os
import secrets
import sys
from itertools import islice
from pathlib import Path

from lokdesk.project import calls, in_use, naming
from lokdesk.project.problem import NotWritten, Problem

# A system call may write less than it was given; each is kept well below every system's own limit.
_CHUNK = 1 << 26
_LETS_OPEN_FILES_GO = sys.platform != "win32"
"""Whether a file that is open elsewhere can be replaced unseen, and then is lost when it is saved there."""


def read(path: Path) -> bytes:
    """Return the content of the file at *path*. Raises Problem."""
    try:
        return _read_all(path)
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
    say, a pipe is simply written to. Raises NotWritten, and then the file is as it was; so it is when it is
    write-protected, and when a word processor has it open.
    """
    if _LETS_OPEN_FILES_GO and (program := in_use.program(path)) is not None:
        raise NotWritten(_open_in(path, program), _free(path))
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            _write_over(path, content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except (OSError, ValueError) as error:
        raise NotWritten(_reason(path, error), _instead(path, error)) from error


def _replace(path: Path, content: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "write-protected", str(path))
    temporary = path.with_name(f".lokdesk-{secrets.token_hex(8)}.tmp")
    try:
        _write_new(temporary, content)
        with contextlib.suppress(FileNotFoundError):
            calls.set_mode(temporary, path.stat().st_mode)
        calls.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            calls.remove(temporary)
        raise
    # Some network folders do not know how; the content is where it should be all the same.
    with contextlib.suppress(OSError):
        calls.sync_folder(path.parent)


def _write_new(path: Path, content: bytes) -> None:
    handle = calls.create(path)
    try:
        _write_all(handle, content)
        calls.sync(handle)
        if calls.status(handle).st_size != len(content):
            raise OSError(errno.EIO, "not all was written", str(path))
    finally:
        calls.close(handle)


def _write_over(path: Path, content: bytes) -> None:
    handle = calls.enter(path)
    try:
        _write_all(handle, content)
    finally:
        calls.close(handle)


def _write_all(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        written = calls.write(handle, rest[:_CHUNK])
        if not written:
            raise OSError(errno.ENOSPC, "nothing more could be written")
        rest = rest[written:]


def _read_all(path: Path) -> bytes:
    handle = calls.look(path)
    try:
        read: list[bytes] = []
        while piece := calls.read(handle, _CHUNK):
            read.append(piece)
    finally:
        calls.close(handle)
    return b"".join(read)


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
    number = _number(error)
    reason = _REASONS.get(number)
    program = in_use.program(path) if number in _REFUSED else None
    if program is not None:
        return _open_in(path, program)
    if number in _REFUSED:
        reason = (
            "du får inte skriva där, eller så är filen öppen i ett annat program"
            if is_file(path)
            else f"du får inte skriva i mappen ”{path.parent.name or path.parent}”"
        )
    why = f": {reason}" if reason else ""
    return f"”{path.name}” kunde inte sparas{why}.{_kept(path)}"


def _open_in(path: Path, program: str) -> str:
    return (
        f"”{path.name}” kunde inte sparas, eftersom filen är öppen i {program}. "
        f"Stäng den där och försök igen.{_kept(path)}"
    )


def _kept(path: Path) -> str:
    return " Det som fanns där tidigare är kvar." if is_file(path) else ""


_REFUSED = (errno.EACCES, errno.EPERM)
_TOO_LONG_ON_WINDOWS = (3, 111, 206)
"""What Windows says of a path that is too long; 3 says also that there is no such folder."""
_WRITE_PROTECTED_ON_WINDOWS = 19


def _number(error: Exception) -> int:
    """Return the number of *error*, where Windows has several kinds of it the one that fits best."""
    on_windows = getattr(error, "winerror", None)
    if on_windows == _WRITE_PROTECTED_ON_WINDOWS:
        return errno.EROFS
    if on_windows in _TOO_LONG_ON_WINDOWS and _is_folder(
        Path(getattr(error, "filename", None) or ".").parent
    ):
        return errno.ENAMETOOLONG
    return (error.errno or 0) if isinstance(error, OSError) else 0


def _instead(path: Path, error: Exception) -> Path | None:
    """Return where in the same folder the file can be, if it is its name that is in the way."""
    number = _number(error)
    if number == errno.ENAMETOOLONG:
        return _free(path.with_name(f"{path.stem[:_SHORT].rstrip(' .')}{path.suffix[:_SHORT]}"))
    taken = number == errno.EISDIR or (number in _REFUSED and is_file(path))
    return _free(path) if taken else None


_SHORT, _MOST_TRIED = 40, 1000


def _free(path: Path) -> Path | None:
    """Return *path*, or if it is taken the same with the first number that is free."""
    return next((one for one in islice(naming.numbered(path), _MOST_TRIED) if not is_taken(one)), None)


def is_taken(path: Path) -> bool:
    """Return whether there is something at *path*, whatever it is, or nothing can be."""
    try:
        return os.path.lexists(path)
    except ValueError:
        return True
