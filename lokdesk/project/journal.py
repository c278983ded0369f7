"""The journal of a draft: a file that grows with what is done to it, and can be read after any crash.

It consists of frames, each with its length, its kind and a checksum that covers all before it, too. What was
being written when the power went is the last frame: reading ends before the first one that is not whole.
The first frames say what the journal is about and hold the draft as it was to begin with; the others follow.
"""

import contextlib
import errno
import hashlib
import json
import secrets
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any, cast

from lokdesk.project import calls, disk

SUFFIX = ".journal"
TEMPORARY = ".tmp"
LARGEST = 1 << 31
"""How many bytes a journal has at the most; a larger file is none."""

_SIGN = b"Lokdesk journal 1\n"
_FORM = struct.Struct(">IB")
_SUM = 16
_CHUNK = 1 << 24
_CANNOT = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EPERM)
"""What systems say that do not bring folders to the disk when told to."""
_OWN = 0o600
"""Nobody else on the computer reads what its user has typed."""

Raw = dict[str, Any]


class Kind(IntEnum):
    """What a frame holds."""

    HEAD = 1
    BEGINNING = 2
    FILE = 3
    CHANGES = 4
    END = 5


@dataclass(frozen=True)
class Frame:
    """A piece of a journal."""

    kind: Kind
    payload: bytes


@dataclass
class Told:
    """All that a journal tells, as far as it is whole.

    *beginning* is a project file's bytes, *files* the contents that came later, by their SHA-256, *entries*
    what was done, each as it was written, and *ended* whether the program has let go of the draft by itself.
    """

    head: Raw
    beginning: bytes
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    entries: list[Raw] = field(default_factory=list[Raw])
    ended: bool = False


class Unreadable(ValueError):
    """A file that is no journal, or not even whole to begin with."""


def written(kind: Kind, raw: object) -> Frame:
    """Return a frame that holds *raw* as JSON."""
    return Frame(
        kind, json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    )


class Journal:
    """A journal that is being written. Each call brings what it was given to the disk, or raises OSError.

    After one that has failed the file may end in the middle of a frame: another has to take its place.
    """

    def __init__(self, path: Path, frames: Iterable[Frame]) -> None:
        """Begin a journal at *path*; an older one that is there is as it was until this one is whole."""
        self.path = path
        self.size = 0
        self._sum = b""
        temporary = path.with_name(f".{path.name}-{secrets.token_hex(4)}{TEMPORARY}")
        content = _SIGN + self._joined(frames)
        try:
            handle = calls.create(temporary)
            try:
                calls.set_mode(temporary, _OWN)
                disk.write_all(handle, content)
                calls.sync(handle)
                _check(handle, len(content))
            finally:
                calls.close(handle)
            calls.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                calls.remove(temporary)
            raise
        try:
            calls.sync_folder(path.parent)
        except OSError as error:
            if error.errno not in _CANNOT:
                raise
        self.size = len(content)

    def add(self, frames: Iterable[Frame]) -> None:
        """Write *frames* at the end."""
        content = self._joined(frames)
        handle = calls.extend(self.path)
        try:
            # Somebody may have put another file there, or cut this one off.
            _check(handle, self.size)
            disk.write_all(handle, content)
            calls.sync(handle)
            _check(handle, self.size + len(content))
        finally:
            calls.close(handle)
        self.size += len(content)

    def _joined(self, frames: Iterable[Frame]) -> bytes:
        pieces: list[bytes] = []
        for frame in frames:
            start = _FORM.pack(len(frame.payload), frame.kind)
            self._sum = _checksum(self._sum, start, frame.payload)
            pieces += (start, self._sum, frame.payload)
        return b"".join(pieces)


def _checksum(before: bytes, start: bytes, payload: bytes) -> bytes:
    made = hashlib.blake2b(before, digest_size=_SUM)
    made.update(start)
    made.update(payload)
    return made.digest()


def _check(handle: int, size: int) -> None:
    if calls.status(handle).st_size != size:
        raise OSError(errno.EIO, "the journal is not as it was left")


def frames(content: bytes) -> Iterator[Frame]:
    """Yield the frames in *content* up to the first that is not whole."""
    rest, before = memoryview(content), b""
    if not content.startswith(_SIGN):
        return
    rest = rest[len(_SIGN) :]
    while len(rest) >= _FORM.size + _SUM:
        start, checksum = bytes(rest[: _FORM.size]), bytes(rest[_FORM.size : _FORM.size + _SUM])
        length, kind = _FORM.unpack(start)
        payload = bytes(rest[_FORM.size + _SUM :][:length])
        before = _checksum(before, start, payload)
        if len(payload) < length or before != checksum or kind not in _KINDS:
            return
        yield Frame(Kind(kind), payload)
        rest = rest[_FORM.size + _SUM + length :]


_KINDS = frozenset(Kind)


def told(content: bytes) -> Told:
    """Return what the journal with that *content* tells. Raises Unreadable."""
    there = frames(content)
    head, beginning = next(there, None), next(there, None)
    if head is None or beginning is None or (head.kind, beginning.kind) != (Kind.HEAD, Kind.BEGINNING):
        raise Unreadable("no journal, or without its beginning")
    found = Told(_raw(head), beginning.payload)
    for frame in there:
        match frame.kind:
            case Kind.FILE:
                found.files[hashlib.sha256(frame.payload).hexdigest()] = frame.payload
            case Kind.CHANGES:
                found.entries.append(_raw(frame))
            case Kind.END:
                found.ended = True
            case _:
                raise Unreadable("it begins twice")
    return found


def _raw(frame: Frame) -> Raw:
    try:
        raw = json.loads(frame.payload)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON") from error
    if not isinstance(raw, dict):
        raise Unreadable("no object")
    return cast("Raw", raw)


def read(path: Path) -> Told:
    """Return what the journal at *path* tells. Raises Unreadable, or OSError when it cannot be read."""
    handle = calls.look(path)
    try:
        if calls.status(handle).st_size > LARGEST:
            raise Unreadable("too large")
        pieces: list[bytes] = []
        while piece := calls.read(handle, _CHUNK):
            pieces.append(piece)
    finally:
        calls.close(handle)
    return told(b"".join(pieces))
