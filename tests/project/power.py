"""A power cut, thought through: from the calls that were made, all that the disk may hold afterwards.

The model is harsher than any file system. Of what has been written to a file and not brought to the disk,
any number of the first writes are there, the last of them cut off anywhere or as zeros. Of the names that
have been made, moved or taken away in a folder that has not been brought to the disk, any may be so, or not;
where a new folder's own name is not there, nothing in it is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from lokdesk.project import calls

Files = Mapping[Path, bytes]
"""What is on a disk: the content of every file by its path."""


@dataclass(frozen=True)
class Written:
    """*content* put into the file called *file* at *offset*; with *cut* the file ends there."""

    file: int
    offset: int
    content: bytes = b""
    cut: bool = False


@dataclass(frozen=True)
class Synced:
    """The file called *file* brought to the disk."""

    file: int


@dataclass(frozen=True)
class Named:
    """The name *path* given to the file called *file*, or to none; *left* is the name it had, if it moved."""

    path: Path
    file: int | None
    left: Path | None = None


@dataclass(frozen=True)
class FolderSynced:
    """The names in *folder* brought to the disk."""

    folder: Path


Step = Written | Synced | Named | FolderSynced


@dataclass
class Trace:
    """What has been done to files: what was there *before*, and the *steps* in their order."""

    before: Files
    steps: list[Step] = field(default_factory=list[Step])
    names: dict[Path, int] = field(default_factory=dict[Path, int])
    folders: set[Path] = field(default_factory=set[Path])
    """The folders that have been made."""
    _open: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    _sizes: dict[int, int] = field(default_factory=dict[int, int])

    def __post_init__(self) -> None:
        """Call the files that are there by their numbers."""
        self.names = {path: number for number, path in enumerate(self.before)}
        self._sizes = {number: len(content) for number, content in enumerate(self.before.values())}

    def note(self, name: str, given: Sequence[Any], result: Any) -> None:
        """Take down a call that has been made."""
        match name:
            case "create":
                file = len(self._sizes)
                self._sizes[file] = 0
                self.names[given[0]] = file
                self._open[result] = [file, 0]
                self.steps.append(Named(given[0], file))
            case "enter" | "extend":
                file = self.names[given[0]]
                self._open[result] = [file, self._sizes[file] if name == "extend" else 0]
            case "write":
                place = self._open[given[0]]
                file, offset = place
                self.steps.append(Written(file, offset, bytes(given[1][:result])))
                place[1] = offset + result
                self._sizes[file] = max(self._sizes[file], offset + result)
            case "truncate":
                file = self._open[given[0]][0]
                self.steps.append(Written(file, given[1], cut=True))
                self._sizes[file] = given[1]
            case "sync":
                self.steps.append(Synced(self._open[given[0]][0]))
            case "close":
                self._open.pop(given[0], None)
            case "replace":
                file = self.names.pop(given[0])
                self.names[given[1]] = file
                self.steps.append(Named(given[1], file, given[0]))
            case "remove":
                self.names.pop(given[0])
                self.steps.append(Named(given[0], None))
            case "make_folder":
                file = len(self._sizes)
                self._sizes[file] = 0
                self.folders.add(given[0])
                self.steps.append(Named(given[0], file))
            case "sync_folder":
                self.steps.append(FolderSynced(given[0]))
            case _:
                pass


_NOTED = (
    "create",
    "extend",
    "enter",
    "write",
    "truncate",
    "sync",
    "close",
    "replace",
    "remove",
    "make_folder",
    "sync_folder",
)


@contextmanager
def recorded(folder: Path, without: str = "") -> Iterator[Trace]:
    """Take down what is done to the files under *folder*; calls named *without* are never made."""
    trace = Trace({path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()})

    def noting(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            result = real(*given)
            trace.note(name, given, result)
            return result

        return call

    with pytest.MonkeyPatch.context() as patched:
        for name in _NOTED:
            real = getattr(calls, name)
            patched.setattr(calls, name, (lambda *_: None) if name == without else noting(name, real))
        yield trace


@dataclass(frozen=True)
class _Disk:
    contents: Mapping[int, bytes]
    names: Mapping[Path, int]
    folders: frozenset[Path]
    """The folders that have been made, whether they are there yet or not."""
    unwritten: tuple[Written, ...] = ()
    unnamed: tuple[Named, ...] = ()


def states(trace: Trace, cuts: int = 3) -> Iterator[tuple[int, Files]]:
    """Yield all that the disk may hold after each number of steps, each only once for that number.

    Writes are cut off in *cuts* places at the most.
    """
    disk = _Disk(
        dict(enumerate(trace.before.values())),
        {path: number for number, path in enumerate(trace.before)},
        frozenset(trace.folders),
    )
    for done in range(len(trace.steps) + 1):
        if done:
            disk = _after(disk, trace.steps[done - 1])
        seen: set[frozenset[tuple[Path, bytes]]] = set()
        for files in _possible(disk, cuts):
            key = frozenset(files.items())
            if key not in seen:
                seen.add(key)
                yield done, files


def _after(disk: _Disk, step: Step) -> _Disk:
    match step:
        case Written():
            return replace(disk, unwritten=(*disk.unwritten, step))
        case Named():
            return replace(disk, unnamed=(*disk.unnamed, step))
        case Synced(file):
            content = disk.contents.get(file, b"")
            for one in disk.unwritten:
                content = _put(content, one) if one.file == file else content
            rest = tuple(one for one in disk.unwritten if one.file != file)
            return replace(disk, contents={**disk.contents, file: content}, unwritten=rest)
        case FolderSynced(folder):
            here = [one for one in disk.unnamed if one.path.parent == folder]
            rest = tuple(one for one in disk.unnamed if one.path.parent != folder)
            return replace(disk, names=_named(disk.names, here), unnamed=rest)


def _put(content: bytes, written: Written) -> bytes:
    begun = content[: written.offset].ljust(written.offset, b"\0")
    if written.cut:
        return begun
    return begun + written.content + content[written.offset + len(written.content) :]


def _named(names: Mapping[Path, int], moves: Sequence[Named]) -> dict[Path, int]:
    result = dict(names)
    for move in moves:
        if move.file is None:
            result.pop(move.path, None)
            continue
        if move.left is not None and result.get(move.left) == move.file:
            del result[move.left]
        result[move.path] = move.file
    return result


def _possible(disk: _Disk, cuts: int) -> Iterator[Files]:
    written = {one.file for one in disk.unwritten}
    contents = {file: list(_contents(disk, file, cuts)) for file in written}
    for count in range(len(disk.unnamed) + 1):
        for moves in combinations(disk.unnamed, count):
            names = _reached(_named(disk.names, moves), disk.folders)
            files = sorted(set(names.values()))
            choices = (contents.get(file) or [disk.contents.get(file, b"")] for file in files)
            for chosen in product(*choices):
                by_file = dict(zip(files, chosen, strict=True))
                yield {path: by_file[file] for path, file in names.items()}


def _reached(names: Mapping[Path, int], folders: frozenset[Path]) -> dict[Path, int]:
    """Return the *names* of files, without those in one of the new *folders* that has no name itself."""
    missing = folders - names.keys()
    return {
        path: file
        for path, file in names.items()
        if path not in folders and not any(one in missing for one in path.parents)
    }


def _contents(disk: _Disk, file: int, cuts: int) -> Iterator[bytes]:
    content = disk.contents.get(file, b"")
    yield content
    for one in disk.unwritten:
        if one.file != file:
            continue
        length = len(one.content)
        for end in sorted({length * n // (cuts + 1) for n in range(1, cuts + 1)}):
            yield _put(content, replace(one, content=one.content[:end]))
        if length:
            yield _put(content, replace(one, content=bytes(length)))
        content = _put(content, one)
        yield content
