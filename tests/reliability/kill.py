"""Kill -9 at random moments, in real processes: no file is damaged, and no change older than a second lost.

``python -m tests.reliability.kill`` forks a thousand lives (`life.py`) off a process that has loaded all they
need, kills each of them at a random moment of a phase that it has said it is in, and looks at what is left:
the project file is the one that was saved last, whole, and so are its backups and the Word document; journal
or file lead to a state with every change that had been made more than a second before; the lock can be taken
over. Up to five lives follow each other in the same folder, each going on with what the one before has left;
the last one ends in good order, and then nothing is left lying about. One life in ten is that of the real
window.
"""

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import select
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lokdesk.project import backups, journal, lock, project, state
from lokdesk.project.lock import Lock
from lokdesk.project.problem import Problem
from lokdesk.session import recovery
from lokdesk.word import soundness
from tests.reliability import life, window_life
from tests.reliability.life import FILE, SENT, STATE, WORD, Start

COUNT = 1_000
SEED = 2026
SHOWN = 1.0
"""A change that has been there for so many seconds survives."""
PHASES = {
    "typing": 3,
    "journal": 4,
    "compaction": 5,
    "saving": 3,
    "writing": 5,
    "replacing": 5,
    "exporting": 3,
    "beginning": 2,
    "recovering": 2,
}
"""What a life can be killed in, and how often beside the others."""
CHAIN = 5
_SHORTEST, _LONGEST, _WAIT = 0.5, 3.5, 6.0
"""So many seconds a life lasts, and so many at the most where another phase than typing is waited for."""
_SHORT, _LONG = -2.3, -0.8
"""Powers of ten: so many seconds after a phase has been entered it may be that the process is killed."""
_WINDOWED = 10
_ERRORS = "errors.txt"
_WATCHDOG = 60.0


@dataclass
class Told:
    """What a life has told."""

    marks: list[str] = field(default_factory=list[str])
    moments: list[float] = field(default_factory=list[float])
    saving: int | None = None
    saved: list[int] = field(default_factory=list[int])
    word: str = ""
    coming: str = ""
    within: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list[str])

    def hear(self, what: str, moment: float, *details: Any) -> None:
        """Take down one thing."""
        match what:
            case "begun":
                self.marks.append(details[0])
                self.moments.append(moment)
            case "will":
                self.marks.append(details[1])
            case "did":
                self.moments.append(moment)
            case "saving":
                self.saving = details[0]
            case "saved":
                self.saved.append(details[0])
                self.saving = None
            case "exporting":
                self.coming = details[0]
            case "exported":
                self.word, self.coming = self.coming, ""
            case "enter":
                self.within[details[0]] += 1
            case "leave":
                self.within[details[0]] -= 1
            case "trouble":
                self.wrong += [f"it was told: {one}" for one in details if one]

    def older_than(self, moment: float) -> int:
        """Return the number of the last state that was there before *moment*."""
        return max((number for number, made in enumerate(self.moments) if made <= moment), default=0)


@dataclass
class Left:
    """What is in the folder between two lives: how to go on, and what the files hold."""

    start: Start = field(default_factory=Start)
    state: str = ""
    file: str = ""
    word: str = ""
    states: frozenset[str] = frozenset()
    """All that there has been in the folder."""
    saved: frozenset[str] = frozenset()
    """All that has been saved in the project file, or was about to be."""


@dataclass
class Outcome:
    """What became of some lives."""

    kills: int = 0
    windows: int = 0
    """How many of them were of the real window."""
    phases: Counter[str] = field(default_factory=Counter[str])
    changes: int = 0
    lost: list[float] = field(default_factory=list[float])
    """How long each change that was not found again had been there."""
    wrong: list[str] = field(default_factory=list[str])

    def add(self, other: "Outcome") -> None:
        """Count *other* in."""
        self.kills += other.kills
        self.windows += other.windows
        self.phases += other.phases
        self.changes += other.changes
        self.lost += other.lost
        self.wrong += other.wrong


# -- killing


Live = Callable[[Path, str, int, Start], None]


def killed(folder: Path, seed: str, start: Start, live: Live = life.live) -> tuple[Told, float]:
    """Let somebody live in *folder* and kill them; returns what they told, and when they were killed."""
    chance = random.Random(f"kill {seed}")
    wanted = chance.choices(list(PHASES), list(PHASES.values()))[0]
    occurrence = chance.choice([1, 1, 1, 2, 3])
    after = 10 ** chance.uniform(-5, _LONG if wanted in ("typing", "exporting") else _SHORT)
    latest = chance.uniform(_SHORTEST, _LONGEST) if wanted == "typing" else _WAIT
    pipe, number = _forked(folder, seed, start, live)
    told, rest, at = Told(), b"", time.monotonic() + _WATCHDOG
    ended = False
    while not ended and (left := at - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            continue
        content = os.read(pipe, 1 << 16)
        ended = not content
        rest += content
        *lines, rest = rest.split(b"\n")
        for line in lines:
            what, moment, *details = json.loads(line)
            told.hear(what, moment, *details)
            if what == "begun":
                at = min(at, moment + latest)
            if (what, details[:1]) == ("enter", [wanted]):
                occurrence -= 1
                if not occurrence:
                    at = min(at, moment + after)
    moment = time.monotonic()
    os.kill(number, signal.SIGKILL)
    _, status = os.waitpid(number, 0)
    while content := os.read(pipe, 1 << 16):
        rest += content
    os.close(pipe)
    for line in rest.split(b"\n")[:-1]:
        told.hear(*json.loads(line))
    if not os.WIFSIGNALED(status):
        told.wrong.append("it ended by itself")
    if "Traceback" in (errors := (folder / _ERRORS).read_text()):
        told.wrong.append(errors)
    return told, moment


def _forked(folder: Path, seed: str, start: Start, live: Live) -> tuple[int, int]:
    """Return the pipe and the number of a process that lives in *folder*."""
    reading, writing = os.pipe()
    if number := os.fork():
        os.close(writing)
        return reading, number
    try:
        os.close(reading)
        # What fails within Qt is only printed.
        os.dup2(os.open(folder / _ERRORS, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), sys.stderr.fileno())
        live(folder, seed, writing, start)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    os._exit(1)


# -- looking


def judged(folder: Path, before: Left, told: Told, moment: float) -> tuple[Left, Outcome]:
    """Return what a life that told so and was killed at a *moment* has left, and what is wrong with it."""
    outcome = Outcome(1, phases=Counter({name: 1 for name, count in told.within.items() if count > 0}))
    outcome.wrong += told.wrong
    left = Left(states=before.states | set(told.marks))
    _judge_file(folder, before, told, left, outcome)
    _judge_word(folder, before, told, left, outcome)
    found = _journals(folder, outcome)
    # What was there before the life had begun has to be there still.
    marks = told.marks or [before.state]
    numbers = {mark: number for number, mark in enumerate(marks)}
    best, left.start = numbers.get(left.file, -1), Start(opens=bool(left.file))
    for one in found:
        there = numbers.get(one.mark, -1)
        if one.mark not in left.states:
            outcome.wrong.append("a journal leads to a state that never was")
        if there > best:
            best, left.start = there, Start(one.path)
    needed = told.older_than(moment - SHOWN)
    nothing_yet = not needed and not before.state
    if best < needed and not nothing_yet:
        age = moment - told.moments[needed] if told.moments else 0.0
        outcome.wrong.append(f"state {best} of {len(marks) - 1} is there, {needed} is {age:.2f} s old")
    left.state = marks[best] if best >= 0 else ""
    outcome.changes = len(told.moments) - 1 if told.moments else 0
    outcome.lost = [moment - made for made in told.moments[max(best, 0) + 1 :]]
    if left.file:
        held = lock.take(folder / SENT / FILE, life.WHO)
        if isinstance(held, Lock):
            held.release()
        else:
            outcome.wrong.append("the lock cannot be taken over")
    return left, outcome


def _judge_file(folder: Path, before: Left, told: Told, left: Left, outcome: Outcome) -> None:
    path = folder / SENT / FILE
    last = told.marks[told.saved[-1]] if told.saved else before.file
    coming = told.marks[told.saving] if told.saving is not None else last
    left.saved = before.saved | {coming} | {told.marks[number] for number in told.saved}
    if path.exists():
        left.file = _mark(path, outcome)
    if left.file not in (last, coming):
        outcome.wrong.append("the project file is not what was saved last")
    for one in path.parent.iterdir():
        if one.name not in (FILE, WORD) and not one.name.startswith("."):
            if _mark(one, outcome) not in left.saved:
                outcome.wrong.append(f"{one.name} is nothing that was saved")
    for copy in backups.kept(path):
        try:
            if life.mark(project.loads(backups.read(copy)).draft) not in left.saved:
                outcome.wrong.append("a backup is nothing that was saved")
        except (Problem, ValueError) as error:
            outcome.wrong.append(f"a backup is damaged: {error}")


def _mark(path: Path, outcome: Outcome) -> str:
    try:
        return life.mark(project.open(path).draft)
    except Problem as problem:
        outcome.wrong.append(f"damaged: {problem}")
        return ""


def _judge_word(folder: Path, before: Left, told: Told, left: Left, outcome: Outcome) -> None:
    path = folder / SENT / WORD
    last = told.word or before.word
    if path.exists():
        content = path.read_bytes()
        left.word = hashlib.sha256(content).hexdigest()
        outcome.wrong += [f"the document is damaged: {one}" for one in soundness.faults(content)]
    if left.word not in (last, told.coming or last):
        outcome.wrong.append("the document is neither the one before nor the new one")


@dataclass(frozen=True)
class _Journal:
    path: Path
    mark: str
    to_offer: bool


def _journals(folder: Path, outcome: Outcome) -> list[_Journal]:
    """Return the journals that are found, and the states they lead to."""
    found: list[_Journal] = []
    for one in recovery.found(life.journals(folder)):
        try:
            found.append(_Journal(one.path, life.mark(recovery.restored(one.path).draft), one.to_offer))
        except Problem as problem:
            outcome.wrong.append(f"a journal is damaged: {problem}")
    there = list((life.journals(folder)).glob(f"*{journal.SUFFIX}"))
    if len(there) != len(found):
        outcome.wrong.append(f"{len(there)} journals are there, {len(found)} are found")
    return found


# -- lives one after another


def chain(seed: str, length: int, live: Live = life.live) -> Outcome:
    """Kill *length* lives that follow each other in one folder; the last is ended in good order."""
    total = Outcome()
    with tempfile.TemporaryDirectory(prefix="torture-") as made:
        folder = Path(made).resolve()
        (folder / SENT).mkdir()
        os.environ[state.OVERRIDE] = str(folder / STATE)
        left = Left()
        for number in range(length):
            each = f"{seed} {number}"
            told, moment = killed(folder, each, left.start, live)
            left, outcome = judged(folder, left, told, moment)
            outcome.wrong = [f"{each}: {one}" for one in outcome.wrong]
            total.add(outcome)
        total.wrong += [f"{seed}: {one}" for one in _ended(folder, left)]
    return total


def _ended(folder: Path, left: Left) -> list[str]:
    """Return what is wrong when the next one begins and ends in good order."""
    pipe, number = _forked(
        folder, "", left.start, lambda folder, _, pipe, start: life.close(folder, pipe, start)
    )
    while os.read(pipe, 1 << 16):
        pass
    os.close(pipe)
    _, status = os.waitpid(number, 0)
    if status:
        return [f"the next one could not go on: {(folder / _ERRORS).read_text()}"]
    lying = [
        str(one.relative_to(folder))
        for inner in (SENT, STATE)
        for one in (folder / inner).rglob("*")
        if one.is_file() and (one.suffix in (journal.TEMPORARY, ".alive") or ".lock" in one.name)
    ]
    return [f"left lying about: {', '.join(lying)}"] if lying else []


def run(count: int, seed: int, beside: int, length: int = CHAIN) -> Outcome:
    """Kill *count* lives, *beside* each other so many at a time, and *length* of them one after another."""
    life.warm()
    chains = [
        (f"{seed} {first}", min(length, count - first), first // length % _WINDOWED == 1)
        for first in range(0, count, length)
    ]
    total = Outcome()
    with multiprocessing.get_context("fork").Pool(beside) as pool:
        for outcome in pool.imap_unordered(_chained, chains):
            total.add(outcome)
            for one in outcome.wrong:
                print(one, flush=True)
    return total


def _chained(given: tuple[str, int, bool]) -> Outcome:
    seed, length, windowed = given
    outcome = chain(seed, length, window_life.live if windowed else life.live)
    outcome.windows = outcome.kills if windowed else 0
    return outcome


def main() -> int:
    """Kill, and tell in figures what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--beside", type=int, default=3, help="how many live at the same time")
    parser.add_argument("--chain", type=int, default=CHAIN, help="how many follow each other in a folder")
    given = parser.parse_args()
    total = run(given.count, given.seed, given.beside, given.chain)
    print(", ".join(f"{name} {total.phases[name]}" for name in PHASES))
    oldest = max(total.lost, default=0.0)
    print(
        f"{total.kills} kills, {total.windows} of them of the window, {total.changes} changes, "
        f"the oldest that was lost was {oldest:.2f} s old, {len(total.wrong)} faults"
    )
    return 1 if total.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
