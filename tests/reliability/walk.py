"""Random walks through the session: edits, undoing, saving, other files, crashes and what they leave.

``python -m tests.reliability.walk`` takes 10,000 steps, in walks of a hundred. Beside the session goes a
model that knows nothing of how it is done: answers by their addresses, the order of lists, and a snapshot of
all of it wherever one can come back to. After each step both must say the same; so must each file, and what a
crash has left, also where its end is cut off.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.finding import Finding
from lokdesk.project import journal, project, state
from lokdesk.project.problem import ChangedElsewhere, Problem
from lokdesk.session import discussion, recovery
from lokdesk.session.journal import Recorder
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.tools import ROOT

COUNT, STEPS, SEED = 10_000, 100, 2026
NEVER = 3600.0
_SMALL_TAIL = 3000
"""So few bytes of changes are brought together as one, which happens rarely in so short a walk otherwise."""

LINES = ("title", "status", "follow_up/responsible", "goals/*/title", "goals/*/indicators/*/name")
TEXTS = ("background", "goals/*/description", "parties/*/mandate")
DAYS = ("validity/start",)
LISTS = {
    "goals": "title",
    "goals/*/indicators": "name",
    "parties": "name",
    "target_groups": "name",
    "resources": "name",
    "appendices": "title",
}
"""The lists that are walked through, and what an item in each is called by."""
REFERENCES = {"resources/*/party": "parties", "appendices/*/attachment": "attachments"}
MANY_REFERENCES = {"goals/*/target_groups": "target_groups"}
FILES = ("a.lokdesk", "b.lokdesk", "ö.lokdesk")
NOW = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)

number = st.integers(0, 1000)
words = st.sampled_from(["Fler i arbete", "å ä ö – ”x”", "1", "Gemensamt", "e\u0301n", "<w:p/>", "*"])
likely = st.sampled_from([True, True, True, False])
days = st.sampled_from(["2026-01-01", "2027-12-31"])


# -- the model


@dataclass
class Plain:
    """What a draft says, as plain as can be: nothing in it knows of the program."""

    answers: dict[str, Any] = field(default_factory=dict[str, Any])
    """What stands at each address that has an answer; for a list the ids of its items, in order."""
    notes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    aside: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    attached: dict[str, tuple[str, bytes]] = field(default_factory=dict[str, tuple[str, bytes]])

    def put(self, address: str, value: object) -> None:
        """Let *value* stand at *address*; nothing empty does."""
        if value in (None, "", []):
            self.answers.pop(address, None)
        else:
            self.answers[address] = value

    def take_out(self, ids: set[str]) -> None:
        """Take the items with those *ids* out, all that is in them, and what refers to them."""
        for address in [one for one in self.answers if ids & set(one.split("/"))]:
            del self.answers[address]
        for address, value in list(self.answers.items()):
            if isinstance(value, list):
                self.put(address, [one for one in value if one not in ids])
            elif value in ids:
                self.put(address, None)


def plain(draft: Draft) -> Plain:
    """Return what *draft* says."""
    raw = draft.model_dump(mode="json")
    said = Plain()
    _flatten(raw["agreement"], "", said)
    said.notes = [(one["address"], _text(one["text"])) for one in raw["discussion"]["notes"]]
    said.aside = {(one["rule"], one["address"]): one["reason"] for one in raw["set_aside"]}
    said.attached = {one.id: (one.name, one.content) for one in draft.attachments}
    return said


def _flatten(raw: Mapping[str, Any], before: str, said: Plain) -> None:
    for name, value in raw.items():
        here = before + name
        if isinstance(value, dict) and "blocks" in value:
            said.put(here, _text(value))
        elif isinstance(value, dict):
            _flatten(value, f"{here}/", said)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            said.put(here, [one["id"] for one in value])
            for one in value:
                _flatten(
                    {key: what for key, what in one.items() if key != "id"}, f"{here}/{one['id']}/", said
                )
        else:
            said.put(here, value)


def _text(raw: Mapping[str, Any] | None) -> str:
    return "\n".join("".join(run["text"] for run in one["runs"]) for one in raw["blocks"]) if raw else ""


@dataclass
class Known:
    """A draft, the file it is in, what stood there when it was opened or saved, and whether it was left."""

    now: Plain
    opened: Plain
    path: Path | None
    left: bool = False


@dataclass
class Trail:
    """What a journal has held: which draft it is, and after how many of its bytes each state is whole."""

    known: Known
    content: bytes
    states: list[tuple[int, Plain]]


@dataclass
class Model:
    """What must be true of the session."""

    now: Plain
    opened: Plain
    path: Path | None = None
    past: list[Plain] = field(default_factory=list[Plain])
    future: list[Plain] = field(default_factory=list[Plain])
    run: str = ""
    """The answer that was edited last, as long as the next edit of it is undone with that."""
    draft: int = 1
    """Which of the drafts that the program has had open this is."""
    edited: bool = False
    wanted: dict[int, Known] = field(default_factory=dict[int, Known])
    """What the journals do not hold yet, by the number of the draft."""

    def edit(self, then: Plain, run: str = "") -> None:
        """Let *then* be what the draft says, as one edit."""
        if run and run == self.run and not self.future:
            if self.past[-1].answers.get(run) == then.answers.get(run):
                self.now, self.run = self.past.pop(), ""
            else:
                self.now = then
        else:
            self.past.append(self.now)
            self.future.clear()
            self.now, self.run = then, run
        self.noted()

    def noted(self, *, edited: bool = True) -> None:
        """The program knows of the draft as it is."""
        self.edited = self.edited or edited
        if self.edited:
            self.wanted[self.draft] = Known(self.now, self.opened, self.path)

    def goes_to(self, now: Plain, opened: Plain, path: Path | None) -> None:
        """Another draft is open."""
        if self.edited:
            self.wanted[self.draft] = Known(self.now, self.opened, self.path, left=True)
        self.now, self.opened, self.path = now, opened, path
        self.past, self.future, self.run = [], [], ""
        self.draft, self.edited = self.draft + 1, False


# -- the walk


class _Ids(random.Random):
    """Ids by chance, but the same every time."""

    def token_hex(self, count: int) -> str:
        """Return *count* bytes in hexadecimal."""
        return self.randbytes(count).hex()


_IDS = _Ids()


def walk(library: Library, root: Path, counts: Counter[str]) -> type[RuleBasedStateMachine]:
    """Return a walk through a session of its own, with its files under *root*; *counts* what it does."""

    class Walk(RuleBasedStateMachine):
        @initialize()
        def begin(self) -> None:
            _IDS.seed(SEED)
            self.folder = Path(tempfile.mkdtemp(dir=root))
            self.journals = self.folder / "journals-0"
            self.disk: dict[Path, Plain] = {}
            self.crashes = self.other = 0
            self.start()

        def start(self) -> None:
            """Start the program."""
            self.session = Session(library)
            self.recorder = Recorder(self.session, self.journals, pause=NEVER, again=NEVER)
            blank = plain(self.session.draft)
            self.model = Model(blank, blank)
            self.earlier = set(self.journals.glob("*"))
            self.trails: dict[int, Trail] = {}

        # Edits

        @rule(which=number, value=words | st.none())
        def set_a_line(self, which: int, value: str | None) -> None:
            self.answer(self.pick(self.places(LINES), which), value)

        @rule(which=number, value=words | st.none())
        def set_a_text(self, which: int, value: str | None) -> None:
            self.answer(self.pick(self.places(TEXTS), which), value)

        @rule(which=number, value=days | st.none())
        def set_a_day(self, which: int, value: str | None) -> None:
            self.answer(self.pick(self.places(DAYS), which), value)

        @rule(which=number, to=number)
        def refer(self, which: int, to: int) -> None:
            address = self.pick(self.places(REFERENCES), which)
            if address is not None:
                self.answer(address, self.pick([None, *self.targets(REFERENCES[pattern(address)])], to))

        @rule(which=number, to=st.sets(number, max_size=3))
        def refer_to_many(self, which: int, to: set[int]) -> None:
            address = self.pick(self.places(MANY_REFERENCES), which)
            if address is not None:
                among = self.targets(MANY_REFERENCES[pattern(address)])
                self.answer(address, [one for n, one in enumerate(among) if n in to])

        def answer(self, address: str | None, value: Any) -> None:
            if address is None:
                return
            self.session.set(address, value)
            then = deepcopy(self.model.now)
            then.put(address, nfc(value))
            if then != self.model.now:
                self.model.edit(then, address)

        @rule(which=number, called=words, place=number)
        def add(self, which: int, called: str, place: int) -> None:
            address = self.pick(self.places(LISTS), which)
            if address is None:
                return
            then = deepcopy(self.model.now)
            ids = list(then.answers.get(address, []))
            name = LISTS[pattern(address)]
            made = self.session.add(address, {name: called}, place % (len(ids) + 1))
            ids.insert(place % (len(ids) + 1), made.rpartition("/")[2])
            then.put(address, ids)
            then.put(f"{made}/{name}", nfc(called))
            self.model.edit(then)

        @precondition(lambda self: bool(self.items()))
        @rule(which=number)
        def remove(self, which: int) -> None:
            address = self.pick(self.items(), which)
            if address is None:
                return
            self.session.remove(address)
            then = deepcopy(self.model.now)
            inside = [one for one in self.items() if one == address or one.startswith(f"{address}/")]
            then.take_out({one.rpartition("/")[2] for one in inside})
            self.model.edit(then)

        @precondition(lambda self: bool(self.items()))
        @rule(which=number, place=number)
        def move(self, which: int, place: int) -> None:
            address = self.pick(self.items(), which)
            if address is None:
                return
            of, _, id_ = address.rpartition("/")
            then = deepcopy(self.model.now)
            ids: list[str] = then.answers[of]
            place %= len(ids)
            ids.remove(id_)
            ids.insert(place, id_)
            self.session.move(address, place)
            if then != self.model.now:
                self.model.edit(then)

        @rule(which=number, content=st.binary(max_size=2000))
        def attach(self, which: int, content: bytes) -> None:
            self.other += 1
            address = self.pick([None, *self.places(["appendices/*/attachment"])], which)
            id_ = self.session.attach(f"fil {self.other}.bin", content, address or "")
            then = deepcopy(self.model.now)
            then.attached[id_] = f"fil {self.other}.bin", content
            if address:
                then.put(address, id_)
            self.model.edit(then)

        @precondition(lambda self: bool(self.model.now.attached))
        @rule(which=number)
        def detach(self, which: int) -> None:
            id_ = self.pick(list(self.model.now.attached), which)
            if id_ is not None:
                self.session.detach(id_)
                then = deepcopy(self.model.now)
                del then.attached[id_]
                then.take_out({id_})
                self.model.edit(then)

        @rule(which=number, text=words)
        def note(self, which: int, text: str) -> None:
            address = self.pick(self.places([*LINES, *TEXTS]), which)
            assert address is not None
            discussion.add_note(self.session, address, text, "Eva", NOW)
            then = deepcopy(self.model.now)
            then.notes.append((address, str(nfc(text))))
            self.model.edit(then)

        @rule(which=number, reason=words)
        def set_aside(self, which: int, reason: str) -> None:
            address = self.pick(self.places(LINES), which)
            assert address is not None
            self.session.set_aside(found(address), reason)
            then = deepcopy(self.model.now)
            then.aside["regel", address] = str(nfc(reason))
            self.model.edit(then)

        @precondition(lambda self: bool(self.model.now.aside))
        @rule(which=number)
        def take_up(self, which: int) -> None:
            key = self.pick(list(self.model.now.aside), which)
            if key is not None:
                self.session.take_up(found(key[1]))
                then = deepcopy(self.model.now)
                del then.aside[key]
                self.model.edit(then)

        @rule()
        def settle(self) -> None:
            self.session.settle()
            self.model.run = ""

        @precondition(lambda self: bool(self.model.past))
        @rule(times=st.integers(1, 4))
        def undo(self, times: int) -> None:
            for _ in range(times):
                self.session.undo()
                if self.model.past:
                    self.model.future.append(self.model.now)
                    self.model.now, self.model.run = self.model.past.pop(), ""
                    self.model.noted()

        @precondition(lambda self: bool(self.model.future))
        @rule(times=st.integers(1, 4))
        def redo(self, times: int) -> None:
            for _ in range(times):
                self.session.redo()
                if self.model.future:
                    self.model.past.append(self.model.now)
                    self.model.now, self.model.run = self.model.future.pop(), ""
                    self.model.noted()

        # Files

        @rule(which=number)
        def save_as(self, which: int) -> None:
            path = self.folder / FILES[which % len(FILES)]
            if path == self.model.path:
                self.save(which, which % 2 == 0)
                return
            self.session.save_as(path)
            self.saved(path)

        @precondition(lambda self: self.model.path is not None)
        @rule(answer=number, other_first=st.booleans())
        def save(self, answer: int, other_first: bool) -> None:
            path, model = self.model.path, self.model
            assert path is not None
            if other_first:
                self.somebody_else_saves(path)
            if self.disk.get(path) in (None, model.opened):
                self.session.save()
                self.saved(path)
                return
            # Somebody else has changed it: then nothing is written before that has been asked about.
            counts["asked"] += 1
            with pytest.raises(ChangedElsewhere) as asked:
                self.session.save()
            assert plain(project.open(path).draft) == self.disk[path]
            if answer % 3 == 0:
                self.session.save(over=asked.value.there)
                self.saved(path)
            elif answer % 3 == 1:
                self.open(FILES.index(path.name))

        def saved(self, path: Path) -> None:
            counts["saved"] += 1
            self.disk[path] = self.model.opened = self.model.now
            self.model.path, self.model.run = path, ""
            self.model.noted(edited=False)

        @precondition(lambda self: bool(self.disk))
        @rule(which=number)
        def open(self, which: int) -> None:
            path = self.folder / FILES[which % len(FILES)]
            if path not in self.disk:
                with pytest.raises(Problem):
                    self.session.open(path)
                return
            self.session.open(path)
            self.model.goes_to(self.disk[path], self.disk[path], path)

        @rule()
        def new(self) -> None:
            self.session.new()
            blank = plain(library.blank())
            self.model.goes_to(blank, blank, None)

        @precondition(lambda self: bool(self.disk))
        @rule(which=number)
        def somebody_else_is_there(self, which: int) -> None:
            self.somebody_else_saves(self.pick(list(self.disk), which))

        def somebody_else_saves(self, path: Path) -> None:
            if path in self.disk:
                self.other += 1
                colleague = Session(library)
                colleague.open(path)
                colleague.set("marking", f"ändrad {self.other}")
                colleague.save()
                self.disk[path] = deepcopy(self.disk[path])
                self.disk[path].put("marking", f"ändrad {self.other}")

        @precondition(lambda self: bool(self.disk))
        @rule(which=number)
        def a_file_goes_away(self, which: int) -> None:
            path = self.folder / FILES[which % len(FILES)]
            if which % 4 == 0 and self.disk.pop(path, None) is not None:
                path.unlink()

        # Crashes

        @precondition(lambda self: bool(self.model.wanted))
        @rule()
        def wait(self) -> None:
            """Let a second pass."""
            assert self.recorder.flush()
            wanted, self.model.wanted = self.model.wanted, {}
            for draft, known in wanted.items():
                content = self.journal(draft).read_bytes()
                trail = self.trails.get(draft)
                if trail is None or not content.startswith(trail.content):
                    # Begun anew: with what was opened, and all that has been done since as one.
                    trail = Trail(known, content, [(0, known.opened)])
                    self.trails[draft] = trail
                trail.known, trail.content = known, content
                trail.states.append((len(content), known.now))

        def journal(self, draft: int) -> Path:
            (path,) = set(self.journals.glob(f"*-{draft}{journal.SUFFIX}")) - self.earlier
            return path

        @precondition(lambda self: bool(self.trails or self.model.wanted))
        @rule(in_time=likely, cut=st.just(0) | st.integers(1, 400), chosen=number, keep=st.booleans())
        def crash(self, in_time: bool, cut: int, chosen: int, keep: bool) -> None:
            if in_time:
                self.wait()
            counts["crashed"] += 1
            self.crashes += 1
            after = self.folder / f"journals-{self.crashes}"
            after.mkdir()
            for draft in self.trails:
                shutil.copy2(self.journal(draft), after)
            named = {self.journal(draft).name: trail for draft, trail in self.trails.items()}
            # What this process goes on to do is of no consequence: all that is looked at has been copied.
            self.recorder.stop()
            self.journals = after
            there = recovery.found(after)
            assert {one.path.name for one in there} == set(named)
            for one in there:
                assert not one.damaged
                self.is_as(one, named[one.path.name])
            # The latest draft first; what they are called otherwise differs from time to time.
            there.sort(key=lambda one: int(one.path.stem.rpartition("-")[2]), reverse=True)
            taken = self.pick(there, chosen // 5) if chosen % 5 else None
            if taken is not None and cut:
                taken = self.cut_off(taken, named[taken.path.name], cut)
            self.start()
            if taken is not None:
                self.resume(taken)
            if not keep:
                for path in sorted(after.glob(f"*{journal.SUFFIX}")):
                    recovery.erase(path)
                self.earlier = set()
                assert recovery.found(after) == []

        def is_as(self, one: recovery.Found, trail: Trail) -> None:
            """See that what was *found* is the draft as it was."""
            known = trail.known
            got = recovery.restored(one.path)
            assert plain(got.draft) == known.now
            assert plain(got.opened.draft) == known.opened
            assert (one.file, got.file, one.ended) == (known.path, known.path, known.left)
            assert one.title == known.now.answers.get("title", "")
            if known.now != known.opened:
                assert one.about
                assert one.to_offer == (not known.left)
            file = got.file_state
            if known.path is None:
                assert file == "none"
            elif known.path not in self.disk:
                assert file == "gone"
            else:
                assert file == ("same" if self.disk[known.path] == known.opened else "changed")

        def cut_off(self, one: recovery.Found, trail: Trail, cut: int) -> recovery.Found | None:
            """Cut the last bytes of a journal off; returns what is found then, if it is of use."""
            counts["cut off"] += 1
            content = one.path.read_bytes()
            kept = max(0, len(content) - cut)
            one.path.write_bytes(content[:kept])
            (again,) = (left for left in recovery.found(self.journals) if left.path == one.path)
            whole = [n for n, (size, _) in enumerate(trail.states) if size <= kept]
            last = whole[-1]
            if again.damaged:
                # Only where not even the draft as it was opened has come to the disk.
                assert last == 0
                return None
            said = plain(recovery.restored(one.path).draft)
            possible = [then for _, then in trail.states[last : last + 2]]
            assert said in possible
            return again

        def resume(self, one: recovery.Found) -> None:
            """Go on with what was found."""
            counts["recovered"] += 1
            got = recovery.restored(one.path)
            self.session.resume(got.opened, got.draft, got.file)
            self.model.goes_to(plain(got.draft), plain(got.opened.draft), got.file)
            if self.session.draft is not self.session.project.draft:
                self.model.noted()

        # What must hold

        @invariant()
        def the_session_says_what_the_model_says(self) -> None:
            if not hasattr(self, "model"):
                return
            counts["steps"] += 1
            session, model = self.session, self.model
            assert plain(session.draft) == model.now
            assert session.path == model.path
            assert (session.undoable is None, session.redoable is None) == (not model.past, not model.future)
            assert session.dirty or model.now == model.opened
            assert self.recorder.trouble == ""

        def teardown(self) -> None:
            if not hasattr(self, "model"):
                return
            for path, said in self.disk.items():
                assert plain(project.open(path).draft) == said
            all_ = [*self.model.past, self.model.now]
            while self.session.undoable:
                assert plain(self.session.draft) == all_.pop()
                self.session.undo()
            assert [plain(self.session.draft)] == all_
            self.recorder.stop()
            shutil.rmtree(self.folder)

        # Where things are

        def items(self) -> list[str]:
            """Return the addresses of the items in the lists that are walked through."""
            lists = self.places(LISTS)
            return [f"{one}/{id_}" for one in lists for id_ in self.model.now.answers.get(one, [])]

        def places(self, patterns: Mapping[str, Any] | list[str] | tuple[str, ...]) -> list[str]:
            """Return the addresses that *patterns* stand for."""
            return [place for one in patterns for place in self.standing_for(one)]

        def standing_for(self, one: str) -> Iterator[str]:
            before, any_, after = one.partition("/*/")
            if not any_:
                yield one
                return
            for id_ in self.model.now.answers.get(before, []):
                inner, more, last = after.partition("/*/")
                here = f"{before}/{id_}/{inner}"
                if not more:
                    yield here
                for deeper in self.model.now.answers.get(here, []) if more else ():
                    yield f"{here}/{deeper}/{last}"

        def targets(self, of: str) -> list[str]:
            """Return the ids of what one can refer to there."""
            now = self.model.now
            return list(now.attached) if of == "attachments" else list(now.answers.get(of, []))

        def pick(self, among: list[Any], which: int) -> Any:
            return among[which % len(among)] if among else None

    return Walk


def pattern(address: str) -> str:
    """Return the pattern of an *address* in one of the lists that are walked through."""
    known = [*LISTS, *REFERENCES, *MANY_REFERENCES]
    pieces = address.split("/")
    return next(
        one
        for one in known
        if len(one.split("/")) == len(pieces)
        and all(a in ("*", b) for a, b in zip(one.split("/"), pieces, strict=True))
    )


def found(address: str) -> Finding:
    """Return a finding at *address*."""
    return Finding(rule="regel", severity="tip", address=address, message="Se över.", action="Ändra.")


def nfc(value: Any) -> Any:
    """Return *value* with accents as the program writes them."""
    return value.replace("e\u0301", "é") if isinstance(value, str) else value


def run(count: int, seed: int, folder: Path, steps: int = STEPS) -> Counter[str]:
    """Take *count* steps at the least, by the chance that *seed* is, and return what was done."""
    counts: Counter[str] = Counter()
    library = Library(ROOT / "resources", ROOT / "templates")
    phases = [phase for phase in Phase if phase is not Phase.shrink]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("lokdesk.session.journal._LARGEST_TAIL", _SMALL_TAIL)
        # The same walk makes the same ids: how long files are, and so what is cut off, depends on them.
        patched.setattr("lokdesk.agreement.value.secrets", _IDS)
        while counts["steps"] < count:
            machine = walk(library, folder, counts)
            walks = max(1, -(-(count - counts["steps"]) // steps))
            given = settings(
                max_examples=walks,
                stateful_step_count=steps,
                phases=phases,
                deadline=None,
                database=None,
                suppress_health_check=[HealthCheck.too_slow],
            )
            counts["walks"] += walks
            by_chance = hypothesis.seed(seed + counts["walks"])(machine)
            run_state_machine_as_test(by_chance, settings=given)
    return counts


def main() -> int:
    """Walk, print how far, and return 1 if the session and the model have parted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="so many steps at the least")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        os.environ[state.OVERRIDE] = str(Path(made) / "state")
        counts = run(given.count, given.seed, Path(made).resolve())
    print(
        f"{counts['steps']} steps in walks of {STEPS}, {counts['saved']} saves, "
        f"{counts['asked']} times changed elsewhere, {counts['crashed']} crashes, {counts['recovered']} "
        f"drafts recovered, {counts['cut off']} journals cut off: the session says what the model says"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
