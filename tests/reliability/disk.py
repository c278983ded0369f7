"""A disk that is really full, can really only be read, or is gone: files are whole, and the user is told.

``python -m tests.reliability.disk`` mounts two small disks in memory, one for the files and one for the
user's own folder, in a namespace of its own, for which nobody needs to be an administrator. Before each call
of a save, an export and the writing of a journal the disk is filled up, runs out of names, is made read-only,
or the folder is taken away; and saves are made with every amount of room from none to enough, and with
content that grows until there is none. Then the harm is undone, and the same work can be saved.
"""

import argparse
import ctypes
import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.project import calls, journal, project, state
from lokdesk.project.problem import Problem
from lokdesk.session import companion, making, recovery
from lokdesk.session.companion import Chosen
from lokdesk.session.journal import NOT_KEPT, Recorder
from lokdesk.session.making import Made, Order
from lokdesk.session.session import Session
from tests.project.faults import NAMES
from tests.reliability import life
from tests.reliability.life import FILE, WORD

INSIDE = ["unshare", "--map-root-user", "--mount"]
_SIZE, _NAMES, _PAGE = 1 << 20, 64, 4096
_READ_ONLY, _REMOUNT, _DETACH = 1, 32, 2
_NEVER = 3600.0
_CONTENT = 60_000
_MANY_TRIES = 40


@cache
def lacking() -> str:
    """Return why no disk can be mounted here; empty when one can."""
    if not sys.platform.startswith("linux"):
        return "disks are mounted in a namespace, which only Linux has"
    if shutil.which(INSIDE[0]) is None:
        return "unshare, of util-linux, is not installed"
    tried = subprocess.run(
        [*INSIDE, sys.executable, "-c", "from tests.reliability import disk; disk.try_out()"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if tried.returncode:
        return f"this system lets nobody but an administrator mount a disk: {tried.stderr.strip()[-200:]}"
    return ""


def try_out() -> None:
    """Mount a disk, and raise OSError where that is not allowed."""
    with tempfile.TemporaryDirectory() as made:
        disk = Disk(Path(made) / "disk")
        disk.only_read()
        disk.unmount()


def _mount(folder: Path, flags: int, options: str = "") -> None:
    kind = None if flags & _REMOUNT else b"tmpfs"
    _checked(_system().mount(kind, os.fsencode(folder), kind, flags, options.encode() or None))


def _system() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


class Disk:
    """A small disk, on which there is the folder *work*, and what can happen to it."""

    def __init__(self, root: Path) -> None:
        """Mount it at *root*."""
        root.mkdir()
        _mount(root, 0, f"size={_SIZE},nr_inodes={_NAMES}")
        self.work = root / "mapp"
        self._ballast = root / "ballast"
        self._away = root / "borta"
        self.work.mkdir()
        self._ballast.mkdir()
        self._root = root

    def unmount(self) -> None:
        """Take it away."""
        _checked(_system().umount2(os.fsencode(self._root), _DETACH))

    def fill(self, left: int = 0) -> None:
        """Fill it up, with *left* pages to spare."""
        free = os.statvfs(self._root).f_bfree - left
        if free > 0:
            with (self._ballast / "0").open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, free * _PAGE)

    def use_up_names(self) -> None:
        """Make files until there can be no more of them."""
        with suppress(OSError):
            for number in range(_NAMES):
                (self._ballast / f"{number}").touch()

    def only_read(self) -> None:
        """Let it only be read. Raises OSError while somebody writes there."""
        _mount(self._root, _REMOUNT | _READ_ONLY)

    def lose(self) -> None:
        """Take the folder away."""
        self.work.rename(self._away)

    def mend(self) -> None:
        """Undo all harm."""
        _mount(self._root, _REMOUNT)
        if self._away.exists():
            # Somebody may have made a new one meanwhile.
            shutil.rmtree(self.work, ignore_errors=True)
            self._away.rename(self.work)
        for one in self._ballast.iterdir():
            one.unlink()

    def clean(self) -> None:
        """Take all away that is on it."""
        self.mend()
        shutil.rmtree(self.work)
        self.work.mkdir()


HARMS: dict[str, Callable[[Disk], None]] = {
    "full": Disk.fill,
    "no more names": Disk.use_up_names,
    "read-only": Disk.only_read,
    "gone": Disk.lose,
}


@dataclass
class Desk:
    """Somebody who works, with the files on one disk and their own folder on another."""

    files: Disk
    own: Disk
    told: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        """Begin with a draft that is somewhat long, and that no zip makes shorter."""
        self.session = Session(life.library(), _draft("Gammal", _CONTENT))
        self.recorder = Recorder(
            self.session, life.journals(self.own.work), self.told.append, pause=_NEVER, again=_NEVER
        )
        self.path, self.word = self.files.work / FILE, self.files.work / WORD

    # What is done

    def save(self) -> None:
        """Save what has been changed."""
        self.session.save_as(self.path)

    def export(self) -> None:
        """Make the document, and write it."""
        chosen = Chosen(companion.document(life.library(), companion.AGREEMENT))
        made = making.written(Made(Order(chosen, self.word), self.session.document()))
        if made.problem:
            raise Problem(made.problem)

    def keep(self) -> None:
        """Bring what has been changed to the journal."""
        if not self.recorder.flush():
            raise Problem(self.told[-1])

    def compact(self) -> None:
        """Bring so much to the journal that it is written anew."""
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("lokdesk.session.journal._LARGEST_TAIL", -_SIZE)
            self.keep()


def _draft(title: str, length: int) -> Draft:
    file = Attachment(id="file0001", name="karta.pdf", content=random.Random(1).randbytes(length))
    return Draft(agreement=Agreement(title=title), attachments=(file,))


ACTS: dict[str, tuple[Callable[[Desk], None], bool]] = {
    "first save": (Desk.save, False),
    "save": (Desk.save, True),
    "first export": (Desk.export, False),
    "export": (Desk.export, True),
    "first journal": (Desk.keep, False),
    "journal": (Desk.keep, True),
    "compaction": (Desk.compact, True),
}
"""What is done, and whether it has been done before."""


@contextmanager
def _before_call(at: int, happen: Callable[[], None]) -> Iterator[list[str]]:
    """Let something *happen* before the call with number *at*; gives the names of the calls that are made."""
    made: list[str] = []

    def call(name: str, real: Callable[..., Any], *given: Any) -> Any:
        made.append(name)
        if len(made) - 1 == at:
            happen()
        return real(*given)

    with pytest.MonkeyPatch.context() as patched:
        for name in NAMES:
            real = getattr(calls, name)
            patched.setattr(calls, name, lambda *given, n=name, r=real: call(n, r, *given))
        yield made


def _nothing() -> None:
    pass


@dataclass
class Outcome:
    """What became of it: how often it was tried and told of as not possible, and what was wrong."""

    tried: int = 0
    told: int = 0
    wrong: list[str] = field(default_factory=list[str])


class Proof:
    """All that is tried on two disks."""

    def __init__(self, files: Disk, own: Disk) -> None:
        """Work on the disks."""
        self.files, self.own = files, own
        self.outcome = Outcome()

    def calls_of(self, name: str) -> int:
        """Return how many calls the act called *name* makes."""
        desk = self._begun(name)
        with _before_call(-1, _nothing) as made:
            ACTS[name][0](desk)
        self._end(desk)
        return len(made)

    def _begun(self, name: str) -> Desk:
        self.files.clean()
        self.own.clean()
        desk = Desk(self.files, self.own)
        act, before = ACTS[name]
        if before:
            desk.session.set("background", "Före")
            act(desk)
        desk.session.set("title", "Ny")
        return desk

    def _end(self, desk: Desk) -> None:
        self.files.mend()
        self.own.mend()
        desk.recorder.stop()

    def at_each_call(self, every: int) -> None:
        """Do each harm to each disk before every call, or before one in so many of them."""
        for name in ACTS:
            for at in range(0, self.calls_of(name), every):
                for harm, happen in HARMS.items():
                    for disk in (self.files, self.own):
                        where = "files" if disk is self.files else "own"
                        self._try(name, f"{harm}, {where}, before call {at}", at, partial(happen, disk))

    def with_little_room(self, every: int) -> None:
        """Do all with every amount of room from none to enough."""
        for name in ACTS:
            for left in range(0, 3 * _CONTENT // _PAGE, every):
                self._try(name, f"{left} pages left", 0, partial(self._fill, left))

    def _fill(self, left: int) -> None:
        self.files.fill(left)
        self.own.fill(left)

    def _try(self, name: str, how: str, at: int, happen: Callable[[], None]) -> None:
        desk = self._begun(name)
        busy = False

        def harm() -> None:
            nonlocal busy
            try:
                happen()
            except OSError as error:
                if error.errno != errno.EBUSY:
                    raise
                # Somebody is writing there just now: no system lets a disk be made read-only then.
                busy = True

        before = self._there(desk)
        said = ""
        try:
            with _before_call(at, harm):
                ACTS[name][0](desk)
        except Problem as problem:
            said = str(problem)
        except Exception as error:
            self._fault(name, how, f"{error!r} was raised")
        self.files.mend()
        self.own.mend()
        self.outcome.tried += not busy
        self.outcome.told += bool(said)
        if said and (not said.endswith(".") or "rrno" in said or not any(one in said for one in _SWEDISH)):
            self._fault(name, how, f"it is told: {said}")
        for wrong in self._judged(desk, name, before, said):
            self._fault(name, how, wrong)
        try:
            for wrong in self._afterwards(desk):
                self._fault(name, how, wrong)
        except Problem as problem:
            self._fault(name, how, f"afterwards: {problem}")
        self._end(desk)

    def _fault(self, name: str, how: str, what: str) -> None:
        self.outcome.wrong.append(f"{name}, {how}: {what}")

    @staticmethod
    def _there(desk: Desk) -> tuple[bytes | None, bytes | None]:
        return tuple(one.read_bytes() if one.exists() else None for one in (desk.path, desk.word))  # type: ignore[return-value]

    def _judged(
        self, desk: Desk, name: str, before: tuple[bytes | None, bytes | None], said: str
    ) -> Iterator[str]:
        """Yield what is wrong with the files: each is as it was before, or as it should be now."""
        file, word = self._there(desk)
        if "save" in name:
            if said and file != before[0]:
                yield "the project file is another one"
            if not said and project.open(desk.path).draft != desk.session.draft:
                yield "the project file is not what was saved"
        if "export" in name:
            if word != (before[1] if said else desk.session.document()):
                yield "the document is neither the old one nor the new one"
        for one in _journals(desk):
            try:
                recovery.restored(one)
            except Problem as problem:
                yield f"a journal is damaged: {problem}"
        if desk.told not in ([], [NOT_KEPT], [NOT_KEPT, ""]):
            yield f"the journal tells: {desk.told}"

    def _afterwards(self, desk: Desk) -> Iterator[str]:
        """Go on with the work, now that there is room again; yields what is wrong then."""
        desk.session.set("title", "Efteråt")
        desk.save()
        desk.session.set("background", "Och så vidare")
        desk.keep()
        desk.export()
        if project.open(desk.path).draft.agreement.title != "Efteråt":
            yield "afterwards, the project file is not what was saved"
        if desk.session.draft not in [recovery.restored(one).draft for one in _journals(desk)]:
            yield "afterwards, no journal leads to the draft"
        if desk.recorder.trouble:
            yield "the journal still tells of trouble"

    def growing(self) -> None:
        """Save content that grows until there is no room for it, and then less again."""
        desk = self._begun("save")
        desk.save()
        self._fill(_SIZE // _PAGE // 2)
        last, refused = desk.session.draft, 0
        for number in range(1, _MANY_TRIES):
            desk.session.change(_draft("Växer", number * _CONTENT // 2))
            self.outcome.tried += 1
            try:
                desk.save()
                last = desk.session.draft
            except Problem as problem:
                refused += 1
                self.outcome.told += 1
                if "inte plats" not in str(problem):
                    self._fault("growing", str(number), f"it is told: {problem}")
            try:
                if project.open(desk.path).draft != last:
                    self._fault("growing", str(number), "the project file is not what was saved last")
            except Problem as problem:
                self._fault("growing", str(number), f"the project file is damaged: {problem}")
            with suppress(Problem):
                desk.keep()
        if not refused:
            self._fault("growing", "", "there was always room")
        self.files.mend()
        self.own.mend()
        desk.session.change(_draft("Åter liten", _CONTENT))
        try:
            for wrong in self._afterwards(desk):
                self._fault("growing", "afterwards", wrong)
        except Problem as problem:
            self._fault("growing", "afterwards", str(problem))
        self._end(desk)


_SWEDISH = ("kunde inte", "går inte att läsa", "kan inte säkras", "finns inte")


def _journals(desk: Desk) -> list[Path]:
    return sorted(life.journals(desk.own.work).glob(f"*{journal.SUFFIX}"))


def inside(every: int) -> Outcome:
    """Try everything, or one in so many of it, in a namespace where disks can be mounted."""
    # Whoever is mapped to root there is none to the rest of the system, but may write to all of its own.
    with tempfile.TemporaryDirectory() as made:
        files, own = (Disk(Path(made).resolve() / name) for name in ("filer", "eget"))
        os.environ[state.OVERRIDE] = str(own.work / life.STATE)
        life.warm()
        proof = Proof(files, own)
        try:
            proof.at_each_call(every)
            proof.with_little_room(every)
            proof.growing()
        finally:
            files.unmount()
            own.unmount()
        return proof.outcome


def main() -> int:
    """Try everything, and tell in figures what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="try only one in so many")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.inside:
        if why := lacking():
            print(f"Not tried: {why}")
            return 1
        again = [sys.executable, "-m", "tests.reliability.disk", "--inside", "--every", str(given.every)]
        os.execvp(INSIDE[0], [*INSIDE, *again])
    outcome = inside(given.every)
    for one in outcome.wrong:
        print(one)
    print(
        f"{outcome.tried} times a disk was full, without names, read-only or gone; "
        f"{outcome.told} times it was told; {len(outcome.wrong)} faults"
    )
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
