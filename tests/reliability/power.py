"""The power goes at any moment: all that a disk may hold then is gone through, and nothing is lost of it.

``python -m tests.reliability.power`` does so for a save, for the journal, its compaction, its first making
with its folder, for a save with its journal, and for a document. What was brought to the disk before the
power went is found again, from the journal or from the file, and never a draft that there never was.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import pytest

from lokdesk.agreement.draft import Attachment, Draft
from lokdesk.agreement.goals import Goal
from lokdesk.project import disk, journal, project, state
from lokdesk.project.problem import Problem
from lokdesk.session import recovery
from lokdesk.session.journal import Recorder
from lokdesk.session.session import Session
from tests.project.made import FULL
from tests.project.power import Files, Trace, recorded, states
from tests.project.test_faults import NEW, OLD
from tests.project.test_power import damaged, saved
from tests.reliability import life
from tests.reliability.life import FILE, SENT, STATE

MANY = 400
"""In so many places a write is cut off at full length."""
FEW = 3
_NEVER = 3600.0
_NOTHING = "nothing"

Figures = tuple[int, int]
"""How many states there are, and in how many of them something has been lost."""


@dataclass
class Work:
    """Somebody works in *folder*, in such a way that what stands on the disk is known at each moment."""

    folder: Path
    session: Session
    trace: Trace
    recorder: Recorder
    marks: list[str] = field(default_factory=list[str])
    promised: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """After how many steps which state stands on the disk."""
    told: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """After how many steps which state has been said to be saved."""

    def edit(self, act: Callable[[Session], object], *, then_flush: bool = True) -> None:
        """Make a change, and bring it to the disk if wanted."""
        act(self.session)
        self.marks.append(life.mark(self.session.draft))
        if then_flush:
            self.flush()

    def type_on(self, text: str, *, flush_each: bool = True) -> None:
        """Type *text* as a title, a letter at a time."""
        for end in range(1, len(text) + 1):
            title = text[:end]
            self.edit(lambda session, title=title: session.set("title", title), then_flush=flush_each)

    def flush(self) -> None:
        """Bring to the disk what is not there yet."""
        assert self.recorder.flush()
        self.promised.append((len(self.trace.steps), len(self.marks) - 1))

    def save(self) -> None:
        """Save in the project file."""
        self.session.save_as(self.folder / SENT / FILE)
        step = len(self.trace.steps), len(self.marks) - 1
        self.promised.append(step)
        self.told.append(step)


@contextmanager
def work(draft: Draft | None = None, *, new_folder: bool = False, without: str = "") -> Iterator[Work]:
    """Give work in a folder of its own, which is gone afterwards, and let it be recorded."""
    with tempfile.TemporaryDirectory() as made, pytest.MonkeyPatch.context() as patched:
        folder = Path(made).resolve()
        patched.setenv(state.OVERRIDE, str(folder / STATE))
        (folder / SENT).mkdir()
        if not new_folder:
            life.journals(folder).mkdir(parents=True)
        session = Session(life.library(), draft)
        with recorded(folder, without) as trace:
            recorder = Recorder(session, life.journals(folder), pause=_NEVER)
            given = Work(folder, session, trace, recorder, [life.mark(session.draft)])
            yield given
            steps = len(trace.steps)
            recorder.stop()
        # How it ends is no part of it.
        del trace.steps[steps:]


Act = Callable[[Work], None]
"""Something that is done in a piece of work."""


# -- what is done


def append(then: Work) -> None:
    """Write one thing after another, of every kind."""
    then.type_on("Överenskommelse om samverkan")
    then.type_on("i Växjö", flush_each=False)
    then.flush()
    then.edit(lambda session: session.add("goals", Goal(id="goal0009", title="Fler i arbete")))
    file = Attachment(id="file0009", name="karta.pdf", content=bytes(range(256)) * 8)
    update = {"attachments": (file,)}
    then.edit(lambda session: session.change(session.draft.model_copy(update=update)))
    then.edit(lambda session: session.remove("goals/goal0009"))
    then.edit(Session.undo)
    then.edit(Session.redo)


def compact(then: Work) -> None:
    """Write so much that it is brought together, several times."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("lokdesk.session.journal._LARGEST_TAIL", 1)
        for number in range(10):
            text = f"{number} {'samverkan ' * 250}"
            then.edit(lambda session, text=text: session.set("background", text))


def begin(then: Work) -> None:
    """Write for the first time, where there is no folder yet."""
    then.edit(lambda session: session.set("title", "Ny"))
    then.edit(lambda session: session.set("background", "Bakgrund"))


def save(then: Work) -> None:
    """Write, save, write and save again."""
    then.edit(lambda session: session.set("title", "Ett"))
    then.save()
    then.edit(lambda session: session.set("title", "Två"))
    then.flush()
    then.edit(lambda session: session.set("title", "Tre"), then_flush=False)
    then.save()
    then.edit(lambda session: session.set("title", "Fyra"))


# -- what there is of it


@cache
def _led_to(content: bytes) -> str:
    """Return the mark of the draft that a journal with that *content* leads to, or nothing."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / f"a-1{journal.SUFFIX}"
        path.write_bytes(content)
        try:
            return life.mark(recovery.restored(path).draft)
        except Problem:
            return _NOTHING


@cache
def _held(content: bytes) -> str:
    """Return the mark of the draft that a project file with that *content* holds, or nothing."""
    try:
        return life.mark(project.loads(content).draft)
    except ValueError:
        return _NOTHING


def lost(done: Work, cuts: int) -> Figures:
    """Return how many states there are of what was *done*, and in how many of them something is lost."""
    numbers = {mark: number for number, mark in enumerate(done.marks)}
    count = bad = 0
    for steps, files in states(done.trace, cuts):
        count += 1
        bad += not _is_kept(done, numbers, steps, files)
    return count, bad


def _is_kept(done: Work, numbers: dict[str, int], steps: int, files: Files) -> bool:
    saved = done.folder / SENT / FILE
    found = [_led_to(content) for path, content in files.items() if path.suffix == journal.SUFFIX]
    in_file = _held(files[saved]) if saved in files else None
    found += [] if in_file is None else [in_file]
    if any(mark not in numbers for mark in found):
        return False
    best = max((numbers[mark] for mark in found), default=0)
    told = [number for when, number in done.told if when <= steps]
    return best >= _promised(done.promised, steps) and (
        not told or (in_file is not None and numbers[in_file] >= told[-1])
    )


def _promised(promised: list[tuple[int, int]], steps: int) -> int:
    return max((number for when, number in promised if when <= steps), default=0)


def of_journal(
    act: Act,
    cuts: int,
    draft: Draft | None = None,
    *,
    new_folder: bool = False,
    without: str = "",
) -> Figures:
    """Return the figures of a journal with which *act* is done."""
    with work(draft, new_folder=new_folder, without=without) as given:
        act(given)
    return lost(given, cuts)


def of_saves(cuts: int) -> Figures:
    """Return the figures of a save, short and long, beside the old file and over it where it stands."""
    count = bad = 0
    for then in (NEW, FULL):
        for over in (False, True):
            with tempfile.TemporaryDirectory() as made, pytest.MonkeyPatch.context() as patched:
                folder = Path(made).resolve() / "save"
                patched.setenv(state.OVERRIDE, str(folder / "eget"))
                found = damaged(*saved(folder, then, over=over), then, cuts)
            count, bad = count + found[0], bad + found[1]
    return count, bad


def of_documents(cuts: int, without: str = "") -> Figures:
    """Return the figures of a Word document that takes an older one's place."""
    old, new = (Session(life.library(), draft).document() for draft in (OLD, NEW))
    with tempfile.TemporaryDirectory() as made:
        path = Path(made).resolve() / "avtal.docx"
        path.write_bytes(old)
        with recorded(path.parent, without) as trace:
            disk.write(path, new)
    count = bad = 0
    for steps, files in states(trace, cuts):
        count += 1
        wanted = (new,) if steps == len(trace.steps) else (old, new)
        bad += files.get(path) not in wanted
    return count, bad


KINDS: dict[str, Callable[[int], Figures]] = {
    "save, with its backups": of_saves,
    "journal": lambda cuts: _sum(of_journal(append, cuts), of_journal(append, cuts, FULL)),
    "compaction": partial(of_journal, compact),
    "first journal, with its folder": partial(of_journal, begin, new_folder=True),
    "save with its journal": lambda cuts: _sum(
        of_journal(save, cuts), of_journal(save, FEW, FULL, new_folder=True)
    ),
    "document": of_documents,
}


def _sum(*figures: Figures) -> Figures:
    return sum(count for count, _ in figures), sum(bad for _, bad in figures)


def main() -> int:
    """Go through all the states there are, and tell how many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=MANY, help="in how many places a write is cut off")
    given = parser.parse_args()
    found = {name: figures(given.cuts) for name, figures in KINDS.items()}
    for name, (count, bad) in found.items():
        print(f"{name}: {count} states, {bad} with something lost")
    count, bad = _sum(*found.values())
    print(f"{count} states after a power cut, {bad} with something lost")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
