"""The life of a process in which somebody works on a draft and tells on a pipe of it, until it is killed.

Every state of the draft has a number and a mark. What a change will lead to is told before it is made, and
the moment after it has been made: whoever kills the process knows then what must be found again.
"""

import hashlib
import json
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.agreement.goals import Goal
from lokdesk.project import calls, journal, lock, project
from lokdesk.project.lock import Lock
from lokdesk.project.problem import ChangedElsewhere
from lokdesk.session import companion, document, making, recovery
from lokdesk.session.companion import Chosen
from lokdesk.session.journal import Recorder
from lokdesk.session.library import Library
from lokdesk.session.making import Made, Order
from lokdesk.session.session import Session
from tests.tools import ROOT

FILE, WORD, STATE, SENT = "avtal.lokdesk", "avtal.docx", "state", "mapp"
"""The project file and the document, the user's state folder, and the folder that the files are in."""
WHO = "Provaren"
_TAIL = 3_000
"""After so many bytes a journal is compacted in these lives, so that it happens often."""
_WORDS = (
    "mål för unga som varken arbetar eller studerar – samverkan i Växjö om språk, praktik och stöd".split()
)


@cache
def library() -> Library:
    """Return what comes with the program."""
    return Library(ROOT / "resources", ROOT / "templates")


def words(chance: random.Random, most: int) -> str:
    """Return some words, *most* of them at the most."""
    return " ".join(chance.choices(_WORDS, k=chance.randint(1, most)))


def journals(folder: Path) -> Path:
    """Return where the journals of those who live in *folder* are."""
    return folder / STATE / recovery.FOLDER


def let_go(session: Session, recorder: Recorder, old: Path) -> None:
    """Erase an *old* journal that was gone on from, as the window does: only when there is a new one."""
    if session.dirty and recorder.flush():
        recovery.erase(old)


def save_over(session: Session) -> None:
    """Save a draft that was recovered; where the file is newer the user is asked, and wants that."""
    try:
        session.save()
    except ChangedElsewhere as changed:
        session.save(over=changed.there)


def warm() -> None:
    """Load all that a life needs, so that a process that is forked off has it at once."""
    session = Session(library())
    session.set("title", "Varm")
    session.document()
    project.loads(project.dumps(session.project))


def mark(draft: Draft) -> str:
    """Return what tells *draft* from every other one."""
    holders = (*draft.attachments, *draft.versions, draft.template)
    made = hashlib.sha256(draft.model_dump_json().encode())
    for one in holders:
        made.update(hashlib.sha256(one.content or b"").digest())
    return made.hexdigest()[:16]


@dataclass(frozen=True)
class Start:
    """How a life begins: with a new draft, with the project file, or with what a *journal* leads to."""

    journal: Path | None = None
    opens: bool = False


class Teller:
    """Tells on a pipe what goes on: a line for each thing, in one write."""

    def __init__(self, pipe: int) -> None:
        """Write to *pipe*."""
        self._pipe = pipe

    def __call__(self, what: str, *details: object) -> None:
        """Tell *what*, with the moment and the *details*."""
        try:
            os.write(self._pipe, (json.dumps([what, time.monotonic(), *details]) + "\n").encode())
        except BrokenPipeError:
            # Nobody is there any more to end this life.
            os._exit(1)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Tell that a phase has been entered, and that it has been left."""
        self("enter", name)
        yield
        self("leave", name)


class Life:
    """Somebody works in *folder*, by chance."""

    def __init__(self, folder: Path, chance: random.Random, tell: Teller, start: Start) -> None:
        """Begin as *start* says."""
        self._chance, self._tell = chance, tell
        self._folder = folder
        self._path, self._word = folder / SENT / FILE, folder / SENT / WORD
        self._number = 0
        self._lock: Lock | None = None
        self._recovered = start.journal is not None
        self.session = Session(library())
        self._begin(start)
        self.twin = Session(library())
        self.twin.resume(self.session.project, self.session.draft, self.session.path)
        self._tell("begun", mark(self.session.draft))

    def _begin(self, start: Start) -> None:
        if start.journal is not None:
            with self._tell.phase("recovering"):
                found = recovery.restored(start.journal)
                self.session.resume(found.opened, found.draft, found.file)
        elif start.opens:
            self._hold()
            self.session.open(self._path)
        self.recorder = Recorder(self.session, journals(self._folder), partial(self._tell, "trouble"))
        if start.journal is not None:
            with self._tell.phase("recovering"):
                let_go(self.session, self.recorder, start.journal)
            if self.session.path is not None:
                self._hold()

    def _hold(self) -> None:
        if self._lock is None:
            held = lock.take(self._path, WHO)
            if not isinstance(held, Lock):
                raise AssertionError("a lock was not taken over")
            self._lock = held

    def end(self) -> None:
        """End in order."""
        self.recorder.stop()
        if self._lock is not None:
            self._lock.release()

    # What is done

    def act(self) -> None:
        """Do something, mostly typing."""
        acts = (
            [self.type_on] * 6 + [self.paste] * 3 + [self.save] * 3 + [self.export, self.arrange, self.attach]
        )
        self._chance.choice(acts)()

    def _change(self, act: Callable[[Session], object]) -> None:
        """Make a change, first to a twin of the session that has no journal: that tells what will be."""
        act(self.twin)
        coming = mark(self.twin.draft)
        self._number += 1
        self._tell("will", self._number, coming)
        act(self.session)
        self._tell("did", self._number)
        if mark(self.session.draft) != coming:
            raise AssertionError("a change had two outcomes")

    def type_on(self) -> None:
        """Type some words, at the pace of a person, into one answer."""
        address = self._address()
        pace = self._chance.uniform(0.005, 0.06)
        text = ""
        with self._tell.phase("typing"):
            for letter in words(self._chance, 5):
                text += letter
                self._change(lambda session, text=text: session.set(address, text))
                time.sleep(pace)
        self._change_settled()

    def _change_settled(self) -> None:
        self.session.settle()
        self.twin.settle()

    def _address(self) -> str:
        goals = [f"goals/{one.id}/title" for one in self.session.agreement.goals]
        return self._chance.choice(["title", "background", *goals])

    def paste(self) -> None:
        """Put a long text into an answer at once."""
        text = " ".join(self._chance.choices(_WORDS, k=self._chance.choice([100, 500, 2000])))
        self._change(lambda session: session.set("background", text))
        time.sleep(self._chance.uniform(0, 0.5))

    def arrange(self) -> None:
        """Add, take away or move a goal, or undo, or redo."""
        goals = self.session.agreement.goals
        match self._chance.choice(["add", "add", "remove", "move", "undo", "redo"]):
            case "add":
                goal = Goal(id=f"{self._chance.randrange(1 << 32):08x}", title="Ett mål")
                self._change(lambda session: session.add("goals", goal))
            case "remove" if goals:
                self._change(lambda session: session.remove(f"goals/{goals[0].id}"))
            case "move" if goals:
                self._change(lambda session: session.move(f"goals/{goals[-1].id}", 0))
            case "undo":
                self._change(Session.undo)
            case _:
                self._change(Session.redo)
        time.sleep(self._chance.uniform(0, 0.1))

    def attach(self) -> None:
        """Attach a file that cannot be packed, or take all files away."""
        files = self.session.draft.attachments
        content = self._chance.randbytes(self._chance.choice([10, 1_000, 8_000]))
        new = Attachment(id=f"{self._chance.randrange(1 << 32):08x}", name="karta.pdf", content=content)
        update = {"attachments": () if len(files) > 1 else (*files, new)}
        self._change(lambda session: session.change(session.draft.model_copy(update=update)))

    def save(self) -> None:
        """Save in the project file; the first time under a name."""
        with self._tell.phase("saving"):
            self._tell("saving", self._number)
            if self._recovered and self.session.path is not None:
                save_over(self.session)
            else:
                self.session.save_as(self._path)
            self._recovered = False
            self._hold()
            self._tell("saved", self._number)
        self.twin.settle()

    def export(self) -> None:
        """Make the agreement as a Word document, and write it."""
        export(self.session.draft, self._word, self._tell)


def export(draft: Draft, path: Path, tell: Teller) -> None:
    """Make the Word document of *draft*, and write it to *path*, as the window does."""
    with tell.phase("exporting"):
        chosen = Chosen(companion.document(library(), companion.AGREEMENT))
        content = document.made(draft, library(), path, None, chosen)
        tell("exporting", hashlib.sha256(content).hexdigest())
        made = making.written(Made(Order(chosen, path), content))
        tell("exported" if not made.problem else "trouble", made.problem)


def live(folder: Path, seed: str, pipe: int, start: Start) -> None:
    """Live in *folder* by chance until killed, and tell on *pipe* of it. Never returns."""
    life = Life(folder, random.Random(seed), Overheard.telling(pipe), start)
    while True:
        life.act()


def close(folder: Path, pipe: int, start: Start) -> None:
    """Live in *folder* for a short while in good order: begin, write, save, export, end."""
    life = Life(folder, random.Random(0), Teller(pipe), start)
    life.type_on()
    life.save()
    life.export()
    life.end()


class Overheard:
    """What is asked of the file system, told as phases."""

    def __init__(self, tell: Teller) -> None:
        """Let *tell* hear of all that this process asks from now on; it must have no other use."""
        self._tell = tell
        self._journals: set[str] = set()
        self._begun: dict[Path, str] = {}
        self._extended: set[int] = set()
        patched = pytest.MonkeyPatch()
        for own in (self.create, self.extend, self.close, self.replace, self.sync_folder):
            real: Callable[..., Any] = getattr(calls, own.__name__)
            patched.setattr(calls, own.__name__, partial(own, real))

    @classmethod
    def telling(cls, pipe: int) -> Teller:
        """Return what tells on *pipe*, of the file system, too; journals are compacted often from now on."""
        tell = Teller(pipe)
        cls(tell)
        pytest.MonkeyPatch().setattr("lokdesk.session.journal._LARGEST_TAIL", _TAIL)
        return tell

    def create(self, real: Callable[[Path], int], path: Path) -> int:
        if path.suffix == journal.TEMPORARY and "-saving-" not in path.name:
            self._begun[path] = self._name(path)
            self._tell("enter", self._begun[path])
        return real(path)

    def _name(self, path: Path) -> str:
        whole, is_journal, _ = path.name.partition(f"{journal.SUFFIX}-")
        if not is_journal:
            return "writing"
        known = whole in self._journals
        self._journals.add(whole)
        return "compaction" if known else "beginning"

    def extend(self, real: Callable[[Path], int], path: Path) -> int:
        self._tell("enter", "journal")
        handle = real(path)
        self._extended.add(handle)
        return handle

    def close(self, real: Callable[[int], None], handle: int) -> None:
        real(handle)
        if handle in self._extended:
            self._extended.discard(handle)
            self._tell("leave", "journal")

    def replace(self, real: Callable[[Path, Path], None], source: Path, target: Path) -> None:
        if source in self._begun:
            self._tell("leave", self._begun.pop(source))
            self._tell("enter", "replacing")
        real(source, target)

    def sync_folder(self, real: Callable[[Path], None], folder: Path) -> None:
        real(folder)
        self._tell("leave", "replacing")
