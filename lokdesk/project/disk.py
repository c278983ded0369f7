"""Reading and writing whole files, in such a way that a file is either the old one or the new one."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from lokdesk.project import calls, in_use, leftover, naming, refuge
from lokdesk.project.problem import NotWritten, Problem

# A system call may write less than it was given; each is kept well below every system's own limit.
_CHUNK = 1 << 26
LARGEST = 1 << 30
"""No file that Lokdesk reads is larger; a device may have no end at all."""
_LETS_OPEN_FILES_GO = sys.platform != "win32"
"""Whether a file that is open elsewhere can be replaced unseen, and then is lost when it is saved there."""


class TooLarge(Exception):
    """A file that has more in it than is read."""


def read(path: Path) -> bytes:
    """Return the content of the file at *path*. Raises Problem."""
    try:
        return _read_all(path)
    except FileNotFoundError:
        raise Problem(f"Filen ”{path.name}” finns inte.") from None
    except IsADirectoryError:
        raise Problem(f"”{path.name}” är en mapp, inte en fil.") from None
    except TooLarge:
        raise Problem(f"Filen ”{path.name}” är större än 1 GiB och öppnas därför inte.") from None
    except (OSError, ValueError) as error:
        # Some systems say of a folder only that it may not be read.
        if _is_folder(path):
            raise Problem(f"”{path.name}” är en mapp, inte en fil.") from None
        raise Problem(f"Filen ”{path.name}” går inte att läsa.") from error


Check = Callable[[bytes], bool]
"""Whether what has been read back says what it should."""


def write(
    path: Path, content: bytes, check: Check | None = None, before: Callable[[], None] | None = None
) -> None:
    """Put *content* into the file at *path*, in place of what may be there.

    The content is written in full to a new file in the same folder, brought to the disk, read back, compared
    and tried with *check*, before that file takes the other one's place; *before* is called right then, and
    what it raises ends it. Permissions are kept, and a symbolic link stays one. Only where the folder takes
    no new files is the file written over where it stands, once a copy of it lies on the disk elsewhere. What
    is no file but, say, a pipe is simply written to. Raises NotWritten, and then the file is as it was; so it
    is when it is write-protected, and when a word processor has it open.
    """
    if _LETS_OPEN_FILES_GO and (program := in_use.program(path)) is not None:
        raise NotWritten(_open_in(path, program), _free(path))
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            _write_to(path, content)
        else:
            _replace(Path(os.path.realpath(path)), content, check or _fine, before or _nothing)
    except _Broken as broken:
        raise NotWritten(_broken(path, broken.copy)) from broken
    except (OSError, ValueError) as error:
        no_files = isinstance(error, PermissionError) and not is_file(path)
        raise NotWritten(_reason(path, error), _instead(path, error), takes_no_files=no_files) from error


def _fine(_: bytes) -> bool:
    return True


def _nothing() -> None:
    pass


class _Broken(Exception):
    """A file that had to be written over where it stands, and could neither be finished nor put back."""

    def __init__(self, copy: Path) -> None:
        super().__init__()
        self.copy = copy


def _replace(path: Path, content: bytes, check: Check, before: Callable[[], None]) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "write-protected", str(path))
    leftover.clear(path.parent)
    temporary = leftover.fresh(path)
    try:
        handle = calls.create(temporary)
    except PermissionError:
        # Want of space is another error: then nothing may be written over.
        if not path.is_file():
            raise
        _write_over(path, content, check, before)
        return
    try:
        _fill(temporary, handle, content)
        _read_back(temporary, content, check)
        with contextlib.suppress(FileNotFoundError):
            _make_alike(temporary, path)
        before()
        calls.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            calls.remove(temporary)
        raise
    # Some network folders do not know how; the content is where it should be all the same.
    with contextlib.suppress(OSError):
        calls.sync_folder(path.parent)


def _make_alike(temporary: Path, path: Path) -> None:
    mode = path.stat().st_mode
    # Where all files have the same rights there is nothing to set, and often nobody who may.
    if temporary.stat().st_mode != mode:
        calls.set_mode(temporary, mode)


def _fill(path: Path, handle: int, content: bytes) -> None:
    """Write all of *content* to the new file that *handle* is of, bring it to the disk, and let go of it."""
    try:
        write_all(handle, content)
        calls.sync(handle)
        if calls.status(handle).st_size != len(content):
            raise OSError(errno.EIO, "not all was written", str(path))
    finally:
        calls.close(handle)


def _read_back(path: Path, content: bytes, check: Check) -> None:
    there = _read_all(path)
    if there != content or not check(there):
        raise OSError(errno.EBADMSG, "something else was written", str(path))


def _write_over(path: Path, content: bytes, check: Check, before: Callable[[], None]) -> None:
    """Write *content* over the file at *path* where it stands, with a copy elsewhere to put back."""
    old = _read_all(path)
    copy = refuge.free(path)
    handle = calls.create(copy)
    try:
        _fill(copy, handle, old)
        _read_back(copy, old, _fine)
        with contextlib.suppress(OSError):
            calls.sync_folder(copy.parent)
        before()
        # Where this is refused, too, nothing has been written.
        handle = calls.enter(path)
    except BaseException:
        with contextlib.suppress(OSError):
            calls.remove(copy)
        raise
    try:
        _write_in_place(path, handle, content, check)
    except BaseException:
        try:
            _write_in_place(path, calls.enter(path), old, _fine)
        except OSError as error:
            raise _Broken(copy) from error
        with contextlib.suppress(OSError):
            calls.remove(copy)
        raise
    with contextlib.suppress(OSError):
        calls.remove(copy)


def _write_in_place(path: Path, handle: int, content: bytes, check: Check) -> None:
    try:
        write_all(handle, content)
        calls.truncate(handle, len(content))
        calls.sync(handle)
    finally:
        calls.close(handle)
    _read_back(path, content, check)


def _write_to(path: Path, content: bytes) -> None:
    handle = calls.enter(path)
    try:
        write_all(handle, content)
    finally:
        calls.close(handle)


def write_all(handle: int, content: bytes) -> None:
    """Write all of *content* in an open file, in as many calls as the system wants. Raises OSError."""
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
        length = 0
        while piece := calls.read(handle, _CHUNK):
            read.append(piece)
            length += len(piece)
            if length > LARGEST:
                raise TooLarge
    finally:
        calls.close(handle)
    return b"".join(read)


def make_folder(path: Path) -> None:
    """Make a folder at *path*, and those that are missing above it, unless it is there. Raises Problem."""
    for folder in (*reversed(path.parents), path):
        if not _is_folder(folder):
            try:
                calls.make_folder(folder)
            except (OSError, ValueError) as error:
                # Somebody else may have made it just now.
                if not _is_folder(folder):
                    raise Problem(f"Mappen ”{path.name}” kunde inte skapas.") from error


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
    errno.EBADMSG: "det som skrevs gick inte att läsa tillbaka",
}


def is_file(path: Path) -> bool:
    """Return whether there is a file at *path*; there is none where no file can be."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def why(error: Exception) -> str:
    """Return why nothing could be written, in a few words, or nothing where *error* does not tell."""
    number = _number(error)
    return "du får inte skriva där" if number in _REFUSED else _REASONS.get(number, "")


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


def _broken(path: Path, copy: Path) -> str:
    return (
        f"”{path.name}” kunde inte sparas, och är kanske inte hel: disken slutade ta emot mitt i. "
        f"Filen som den var ligger i ”{copy}”."
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
