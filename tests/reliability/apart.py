"""Two who work in the same file at once, on one disk or in two copies of a synchronised folder.

``python -m tests.reliability.apart`` lets both of them open, edit and save 500 times each, by chance, and
answer what they are asked by chance, too. Each edit puts a word into an answer that is nowhere else. A word
that somebody has been told is saved must stay: in the file, in a copy that people know of, or overwritten by
somebody who had been asked about just that. First they are two processes that have the same file, save at
the same moment, and sometimes are killed; then two computers with a synchroniser between them, which is late,
keeps the newer of two versions, and puts the other one beside it.
"""

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from lokdesk.gui.dialogs import file, message
from lokdesk.gui.dialogs.message import Changed, Held, Place, Unsaved
from lokdesk.gui.files import Files
from lokdesk.gui.recent import RecentFiles
from lokdesk.gui.settings import Settings
from lokdesk.gui.trouble import Trouble
from lokdesk.gui.wizard.desk import Desk
from lokdesk.project import calls, claim, lock, naming, process, project, state
from lokdesk.project.problem import ChangedElsewhere
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.tools import ROOT

COUNT, SEED = 500, 2026
NAME = "avtal.lokdesk"
COPY = "kopia"
PLACES = ("background", "economy", "mapping/gaps", "follow_up/method")
_WORD = re.compile(rb"ord-[A-Z]-\d+")
_EXPECTED = ("är öppen hos", "sparas av någon annan")
"""What people may be told that goes wrong while two work in the same file."""


def words(path: Path) -> frozenset[str]:
    """Return the words in the project file at *path*. Raises Problem."""
    return _words(project.open(path).draft.model_dump_json().encode())


def _words(content: bytes) -> frozenset[str]:
    return frozenset(one.decode() for one in _WORD.findall(content))


def overwritten(own: Path) -> frozenset[str]:
    """Return the words that were in a file which somebody said should be overwritten."""
    return frozenset(word for path in own.glob("overwritten-*") for word in path.read_text().split())


# -- people


class Person:
    """Somebody at a computer, who answers what the program asks by chance."""

    def __init__(self, letter: str, chance: random.Random, own: Path, library: Library) -> None:
        """Let them be called by a *letter*, and keep their settings in the folder *own*."""
        self.letter, self.chance = letter, chance
        self.window = QWidget()
        _AT[self.window] = self
        settings = Settings(QSettings(str(own / f"{letter}.ini"), QSettings.Format.IniFormat))
        settings.name = f"Handläggare {letter}"
        self.session = Session(library)
        desk = Desk(self.session, settings)
        self.files = Files(
            self.window, desk, RecentFiles(settings.store), lambda _: None, Trouble(self.window)
        )
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.notices: list[str] = []
        self._answers = own / f"overwritten-{letter}-{os.getpid()}"
        self._edits = self._copies = 0

    def edit(self) -> None:
        """Put a word that is nowhere else into an answer."""
        self._edits += 1
        self.counts["edits"] += 1
        place = self.chance.choice(PLACES)
        value = self.session.value(place)
        there = "" if value is None else value.text
        self.session.set(place, f"{there} ord-{self.letter}-{os.getpid()}{self._edits:04}".strip())

    def open(self, path: Path) -> None:
        """Open the file at *path*; it may be that they do not want to after all."""
        self.notices.clear()
        self.files.open(path)

    def save(self) -> frozenset[str]:
        """Save, and return the words that they now know to be saved."""
        if not self.files.save():
            return frozenset()
        self.counts["saves"] += 1
        return _words(self.session.agreement.model_dump_json().encode())

    def leave(self) -> None:
        """Let the file go, and be there no more."""
        self.files.release()
        del _AT[self.window]
        self.window.deleteLater()

    # What is asked

    def held(self) -> Held:
        """Answer how to open a file that somebody else has open."""
        self.counts["held"] += 1
        return self.chance.choice([Held.READ_ONLY, Held.ANYWAY, Held.ANYWAY, Held.ANYWAY, Held.NOT])

    def taking_over(self) -> Place:
        """Answer whether to save in a file that somebody else has opened meanwhile."""
        self.counts["held"] += 1
        return self.chance.choice([Place.OVERWRITE, Place.OVERWRITE, Place.ELSEWHERE, Place.NOWHERE])

    def changed(self) -> Changed:
        """Answer what to do about a file that somebody else has changed."""
        self.counts["asked"] += 1
        wish = self.chance.choice(list(Changed))
        self.counts["merged"] += wish is Changed.MERGE
        problem = sys.exception()
        assert isinstance(problem, ChangedElsewhere)
        path = self.session.path
        if wish is Changed.OVERWRITE and path is not None:
            content = path.read_bytes()
            # What has come since then has not been asked about.
            if hashlib.sha256(content).hexdigest() == problem.there:
                said = _words(project.loads(content).draft.agreement.model_dump_json().encode())
                # Written down before it is done: they may be killed.
                with self._answers.open("a") as answers:
                    answers.write("\n".join([*said, ""]))
        return wish

    def unsaved(self) -> Unsaved:
        """Answer what to do with what has not been saved."""
        if self.session.path is None:
            return Unsaved.DISCARD
        return self.chance.choice([Unsaved.SAVE, Unsaved.DISCARD, Unsaved.CANCEL])

    def agreed(self) -> bool:
        """Answer whether they meant it."""
        return self.chance.random() < 0.8

    def merges(self, *said: str) -> bool:
        """Read of copies in conflict, and answer whether to bring them in."""
        self.notices.extend(said)
        wish = self.chance.random() < 0.5
        self.counts["merged"] += wish
        return wish

    def place(self) -> Path | None:
        """Answer what to call a copy."""
        self._copies += 1
        if self.chance.random() < 0.1 or self.session.path is None:
            return None
        self.counts["copies"] += 1
        name = f"avtal {COPY} {self.letter}{os.getpid()} {self._copies}{naming.SUFFIX}"
        return self.session.path.with_name(name)

    def problem(self, text: str) -> None:
        """Read that something went wrong."""
        self.counts["told"] += 1
        if not any(one in text for one in _EXPECTED):
            self.wrong.append(text)


_AT: dict[QWidget, Person] = {}
"""Who sits at which window."""


@contextmanager
def answering() -> Iterator[None]:
    """Let people answer for themselves what is asked on top of their windows."""

    def note(window: QWidget, *said: str) -> None:
        _AT[window].notices.extend(said)

    with pytest.MonkeyPatch.context() as patched:
        for where, name, answer in (
            (message, "held", lambda window, *_: _AT[window].held()),
            (message, "changed_elsewhere", lambda window, *_: _AT[window].changed()),
            (message, "take_over", lambda window, *_: _AT[window].taking_over()),
            (message, "unsaved", lambda window, *_: _AT[window].unsaved()),
            (message, "agreed", lambda window, *_: _AT[window].agreed()),
            (message, "problem", lambda window, text, *_: _AT[window].problem(text)),
            (
                message,
                "not_written",
                lambda window, text, *_, **__: _AT[window].problem(text) or Place.NOWHERE,
            ),
            (message, "notice", note),
            (message, "merged", lambda window, *said: note(window, *said)),
            (message, "in_conflict", lambda window, *said: _AT[window].merges(*said)),
            (file, "to_save", lambda window, *_: _AT[window].place()),
        ):
            patched.setattr(where, name, answer)
        yield


@contextmanager
def before_each_call(act: Callable[[str, tuple[Any, ...]], None]) -> Iterator[None]:
    """Let *act* happen right before each call to the file system, which it is told the name and place of."""

    def interrupted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            act(name, given)
            return real(*given)

        return call

    with pytest.MonkeyPatch.context() as patched:
        for name in (
            "create",
            "look",
            "read",
            "write",
            "sync",
            "lock",
            "status",
            "close",
            "replace",
            "remove",
        ):
            patched.setattr(calls, name, interrupted(name, getattr(calls, name)))
        yield


@dataclass
class Tally:
    """What came of it: how often what happened, which words were *lost*, and what went *wrong* besides."""

    counts: Counter[str] = field(default_factory=Counter[str])
    lost: set[str] = field(default_factory=set[str])
    wrong: list[str] = field(default_factory=list[str])

    @property
    def failed(self) -> bool:
        """Whether anything was lost or went wrong."""
        return bool(self.lost or self.wrong)

    def __str__(self) -> str:
        """Return the figures as one line."""
        counts = self.counts
        return (
            f"{counts['edits']} edits, {counts['saves']} saves, {counts['held']} times open elsewhere, "
            f"{counts['asked']} times changed elsewhere, {counts['copies']} copies"
            + "".join(f", {counts[one]} {one}" for one in ("saved at once", "killed", "conflicts", "merged"))
            + f": {len(self.lost)} updates lost without a question, {len(self.wrong)} other failures"
        )


# -- two processes


class Computer:
    """A process of its own that does what it is told."""

    def __init__(self, letter: str, seed: int, own: Path) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.apart", "--person", letter, str(seed), str(own)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )

    def tell(self, **wish: object) -> None:
        """Tell it to do something, and go on."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(wish) + "\n")
        self.process.stdin.flush()

    def heard(self) -> dict[str, Any]:
        """Return what came of it; nothing when the process has been killed."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return json.loads(line) if line else {}

    def do(self, **wish: object) -> dict[str, Any]:
        """Tell it to do something, and return what came of it."""
        self.tell(**wish)
        return self.heard()

    def kill(self) -> None:
        """End it without letting it end anything."""
        self.process.kill()
        self.process.communicate()


def person(letter: str, seed: int, own: Path) -> None:
    """Be one of two processes: do what is read, and tell what came of it."""
    _application()
    chance = random.Random(f"{seed} {letter}")

    def slow(name: str, _: tuple[Any, ...]) -> None:
        # As a network folder is: and so others get in between any two calls.
        if chance.random() < 0.1 or name == "replace":
            time.sleep(chance.random() * 0.01)

    library = Library(ROOT / "resources", ROOT / "templates")
    with answering(), before_each_call(slow):
        someone = Person(letter, chance, own, library)
        for line in sys.stdin:
            wish, saved = json.loads(line), frozenset[str]()
            match wish["do"]:
                case "open":
                    someone.open(Path(wish["path"]))
                case "edit":
                    someone.edit()
                case "save":
                    saved = someone.save()
                case "leave":
                    someone.files.new()
                case _:
                    break
            told = {
                "saved": sorted(saved),
                "path": str(someone.session.path or ""),
                "counts": someone.counts,
                "wrong": someone.wrong,
            }
            print(json.dumps(told), flush=True)
            someone.counts.clear()
            someone.wrong.clear()
        someone.leave()


def processes(count: int, seed: int, folder: Path) -> Tally:
    """Let two processes make *count* edits each in one file in *folder*, and look for what was lost."""
    chance, tally = random.Random(seed), Tally()
    shared = folder / "delad" / NAME
    shared.parent.mkdir()
    library = Library(ROOT / "resources", ROOT / "templates")
    Session(library).save_as(shared)
    known: set[str] = set()
    at: dict[str, str] = {}
    starts = 0

    def started(letter: str) -> Computer:
        nonlocal starts
        starts += 1
        return Computer(letter, seed + starts, folder)

    def took(letter: str, told: dict[str, Any]) -> None:
        at[letter] = told.get("path", "")
        known.update(told.get("saved", ()))
        tally.counts.update(told.get("counts", {}))
        tally.wrong.extend(told.get("wrong", ()))

    def look() -> None:
        there: set[str] = set()
        for path in shared.parent.glob(f"*{naming.SUFFIX}"):
            there |= words(path)
        tally.lost |= known - there - overwritten(folder)

    both = {letter: started(letter) for letter in "AB"}
    made = dict.fromkeys(both, 0)

    def is_to_open(letter: str) -> bool:
        return chance.random() < (0.3 if at.get(letter) == str(shared) else 0.9)

    def file_to_open() -> str:
        copies = sorted(shared.parent.glob(f"*{naming.SUFFIX}"))
        return str(shared if chance.random() < 0.9 else chance.choice(copies))

    try:
        while min(made.values()) < count:
            if chance.random() < 0.4:
                # Both at the same moment, each with something to save.
                path = file_to_open()
                for letter, one in both.items():
                    if is_to_open(letter):
                        took(letter, one.do(do="open", path=path))
                    took(letter, one.do(do="edit"))
                    made[letter] += 1
                for one in both.values():
                    one.tell(do="save")
                tally.counts["saved at once"] += 1
                for letter, one in both.items():
                    took(letter, one.heard())
            else:
                letter = min(made, key=lambda one: (made[one], chance.random()))
                one = both[letter]
                if is_to_open(letter):
                    took(letter, one.do(do="open", path=file_to_open()))
                for _ in range(chance.choice([1, 1, 2, 3])):
                    took(letter, one.do(do="edit"))
                    made[letter] += 1
                match chance.randrange(20):
                    case 0:
                        # In the middle of a save, most often.
                        one.tell(do="save")
                        time.sleep(chance.random() * 0.15)
                        one.kill()
                        tally.counts["killed"] += 1
                        both[letter] = started(letter)
                        took(letter, {})
                    case 1:
                        pass
                    case 2 | 3:
                        took(letter, one.do(do="leave"))
                    case _:
                        took(letter, one.do(do="save"))
            look()
    finally:
        for one in both.values():
            one.process.communicate()
    left = [one for one in shared.parent.glob(f"*{naming.SUFFIX}") if lock.holder(one) is not None]
    if not tally.counts["killed"]:
        left += shared.parent.glob("*.tmp")
    for path in shared.parent.glob(f"*{naming.SUFFIX}"):
        # What a process was killed in the middle of hinders nobody: otherwise this raises.
        with claim.on(path, longest=0):
            pass
    if any(one.process.returncode for one in both.values()) or left:
        tally.wrong.append(f"the processes did not end as they should, and left {[one.name for one in left]}")
    return tally


# -- two copies of a synchronised folder


@dataclass
class Side:
    """One computer's copy of the folder, and what the synchroniser knew of it when it last looked."""

    folder: Path
    computer: str
    known: dict[str, bytes] = field(default_factory=dict[str, bytes])
    """What each file was when it was last alike here and in the cloud."""
    changed: dict[str, tuple[bytes | None, int]] = field(default_factory=dict[str, tuple[bytes | None, int]])
    """What has become of a file here since then, and when that was seen."""


class Synchroniser:
    """What keeps two copies of a folder alike, sooner or later, as OneDrive does.

    Of two versions that do not know of each other the newer one keeps the name; the other becomes
    ``namn-DATORNAMN.lokdesk``. Lock files come late or, without *locks*, never.
    """

    def __init__(self, sides: tuple[Side, Side], *, locks: bool) -> None:
        self._sides, self._locks = sides, locks
        self._cloud: dict[str, tuple[bytes, int, str]] = {}
        """What each file is in the cloud, when it was made and on which computer."""
        self._clock = 0
        self.conflicts: list[str] = []

    def notice(self, side: Side) -> None:
        """See what has changed on the computer of *side*."""
        self._clock += 1
        there = {path.name: path.read_bytes() for path in side.folder.iterdir() if self._takes(path.name)}
        for name in {*there, *side.known, *side.changed}:
            now = there.get(name)
            if now == side.known.get(name):
                side.changed.pop(name, None)
            elif name not in side.changed or side.changed[name][0] != now:
                side.changed[name] = now, self._clock

    def _takes(self, name: str) -> bool:
        return not name.endswith(".tmp") and (self._locks or not name.endswith(".lock"))

    def work(self, side: Side, only: str = "") -> None:
        """Bring what is new on *side* to the cloud and what is new there to it."""
        self.notice(side)
        for name in sorted({*self._cloud, *side.known, *side.changed}):
            if only and only != name:
                continue
            cloud = self._cloud.get(name)
            content = cloud[0] if cloud is not None else None
            here = side.changed.get(name)
            if here is None:
                if content != side.known.get(name):
                    self._fetch(side, name, content)
            elif content == side.known.get(name) or here[0] == content:
                self._bring(side, name, *here)
            elif here[0] is None or content is None:
                # Taken away in one place and changed in the other: what was changed stays.
                if content is None:
                    self._bring(side, name, *here)
                else:
                    self._fetch(side, name, content)
            else:
                self._part(side, name)

    def _bring(self, side: Side, name: str, content: bytes | None, when: int) -> None:
        side.changed.pop(name, None)
        if content is None:
            side.known.pop(name, None)
            self._cloud.pop(name, None)
        else:
            side.known[name] = content
            self._cloud[name] = content, when, side.computer

    def _fetch(self, side: Side, name: str, content: bytes | None) -> None:
        side.changed.pop(name, None)
        path = side.folder / name
        if content is None:
            side.known.pop(name, None)
            path.unlink(missing_ok=True)
            return
        side.known[name] = content
        arriving = side.folder / "arriving.tmp"
        arriving.write_bytes(content)
        arriving.replace(path)

    def _part(self, side: Side, name: str) -> None:
        """Keep both of two versions that do not know of each other."""
        theirs, then, computer = self._cloud[name]
        mine, when = side.changed[name]
        assert mine is not None
        newer, older, of = (mine, theirs, computer) if when >= then else (theirs, mine, side.computer)
        beside = self._free(side, name, of)
        if name == NAME:
            self.conflicts.append(beside)
        self._fetch(side, beside, older)
        self._bring(side, beside, older, min(when, then))
        if newer is theirs:
            self._fetch(side, name, theirs)
        else:
            self._bring(side, name, mine, when)

    def _free(self, side: Side, name: str, computer: str) -> str:
        stem, dot, suffix = name.rpartition(".")
        number = 1
        while True:
            counted = f"-{number}" if number > 1 else ""
            tried = f"{stem}-{computer}{counted}{dot}{suffix}"
            if tried not in self._cloud and not (side.folder / tried).exists():
                return tried
            number += 1

    def settle(self) -> None:
        """Let both have all that the other has."""
        for _ in range(3):
            for side in self._sides:
                self.work(side)


def folders(
    count: int, seed: int, folder: Path, *, locks: bool = True, silent: bool = False, careless: bool = False
) -> Tally:
    """Let two people make *count* edits each in two copies of a folder, and look for what was lost.

    Where the program is *silent*, nobody is told of the copies that the synchroniser makes; where it is
    *careless*, files are overwritten without a question. Then something must be found to be lost.
    """
    _application()
    chance, tally = random.Random(seed), Tally()
    library = Library(ROOT / "resources", ROOT / "templates")
    sides = Side(folder / "a", "KOMMUN-A123"), Side(folder / "b", "DESKTOP-B0B0B0B")
    for side in sides:
        side.folder.mkdir()
    between = Synchroniser(sides, locks=locks)
    Session(library).save_as(sides[0].folder / NAME)
    between.settle()
    known: set[str] = set()
    seen_to: set[str] = set()
    here = sides[0]

    def meanwhile(name: str, given: tuple[Any, ...]) -> None:
        # Not in the one moment that remains: between the last look at the file and its being replaced.
        if not (name == "replace" and given[1].name == NAME) and chance.random() < 0.02:
            between.work(here, NAME)

    with answering(), pytest.MonkeyPatch.context() as patched, before_each_call(meanwhile):
        patched.setattr(process, "computer", lambda: here.computer)
        if careless:
            save = project.save
            patched.setattr(project, "save", lambda one, path, *_, **__: save(one, path, overwrite=True))
        people = [Person(letter, chance, folder, library) for letter in "AB"]
        made = [0, 0]

        def open_all() -> None:
            """Open the file on both computers, once all has come through, and see to the copies beside it."""
            nonlocal here
            between.settle()
            for number, side in enumerate(sides):
                here = side
                one = Person("ÅÄ"[number], random.Random(0), folder, library)
                one.held = lambda: Held.READ_ONLY
                one.open(side.folder / NAME)
                told = "" if silent else "\n".join(one.notices)
                one.leave()
                there: set[str] = set()
                for path in side.folder.glob(f"*{naming.SUFFIX}"):
                    if path.name == NAME or COPY in path.name or f"”{path.name}”" in told:
                        there |= words(path)
                tally.lost |= known - there - overwritten(folder) - seen_to
            for path in sides[0].folder.glob(f"avtal-*{naming.SUFFIX}"):
                seen_to.update(words(path))
                path.unlink()
            between.settle()

        turn = 0
        while min(made) < count:
            turn += 1
            number = min((0, 1), key=lambda one: (made[one], chance.random()))
            one, here = people[number], sides[number]
            if chance.random() < (0.3 if one.session.path == here.folder / NAME else 0.9):
                one.open(here.folder / NAME)
            for _ in range(chance.choice([1, 1, 2, 3])):
                one.edit()
                made[number] += 1
            if chance.random() < 0.8:
                known |= one.save()
            if chance.random() < 0.15:
                one.files.new()
            between.notice(here)
            for side in sides:
                if chance.random() < 0.5:
                    between.work(side, NAME if chance.random() < 0.5 else "")
            if turn % 20 == 0:
                open_all()
        open_all()
        for one in people:
            one.leave()
    for one in people:
        tally.counts.update(one.counts)
        tally.wrong.extend(one.wrong)
    tally.counts["conflicts"] = len(between.conflicts)
    return tally


def _application() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _KEPT.append(QApplication.instance() or QApplication([]))


_KEPT: list[object] = []


# -- as a program


def main() -> int:
    """Run both, print what came of them, and return 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="so many edits each of the two makes")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--person", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.person:
        letter, seed, own = given.person
        person(letter, int(seed), Path(own))
        return 0
    failed = False
    for name, run in (
        ("two processes, one file", processes),
        ("two synchronised folders", folders),
        ("the same without lock files", lambda *rest: folders(*rest, locks=False)),
    ):
        with tempfile.TemporaryDirectory() as made:
            os.environ[state.OVERRIDE] = str(Path(made) / "state")
            tally = run(given.count, given.seed, Path(made).resolve())
        print(f"{name}: {tally}", *sorted(tally.lost), *tally.wrong, sep="\n  ", flush=True)
        failed |= tally.failed
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
