"""Project files, Word documents, templates and clipboards that others have damaged, by chance and on purpose.

``python -m tests.reliability.fuzz`` tries 100,000 of them, each made of a seed and a number and so the same
every time, and tells which one to look at: ``python -m tests.reliability.fuzz --only word 4711``. A part of
the whole is tried with ``--first``, ``--count`` and ``--kinds``.

Each is met in one process that lives for all of them, so that what is never let go of shows. Only what the
program does counts against its time; making the input does not.
"""

import argparse
import gc
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lokdesk.agreement.rich_text import Block, Footnote, RichText
from lokdesk.gui import rich_html
from lokdesk.gui.clipboard import cells, hypertext, markup
from lokdesk.project import project
from lokdesk.project.container import Broken, NoContainer, unpack
from lokdesk.project.problem import Problem, TooNew
from lokdesk.project.version import CURRENT
from lokdesk.session import matters, replies
from lokdesk.word import census, contract, merge, package, soundness, template
from lokdesk.word import read as reading
from lokdesk.word.printed import printed
from lokdesk.word.render import render
from tests.reliability import answers, damage, material

SECONDS = 2.0
"""So long the program may take with one of them."""
MEGABYTES = 300
"""So much memory the program may take for one of them, and so much the process may grow over all."""
STUCK = 900
"""Seconds without an answer after which the process is taken to hang where no signal reaches it."""
SEED = 2026
COUNT = 100_000
_WORD = re.compile(r"[^\W\d_]{5,}")
ANCESTORS = "ancestors.json"
"""The part with the states that a file has been in before."""
_SAFE = ("http://", "https://", "mailto:")


class TooSlow(Exception):
    """An input that took longer than it may."""


class Wrong(AssertionError):
    """An input that was met without a word, and not as it should have been."""


# -- what is done with it


@dataclass
class Meter:
    """What the program has taken for one input."""

    timed: bool = True
    seconds: float = 0.0
    megabytes: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what is done within."""
        before = _now_in_memory()
        _forget_most()
        began = time.process_time()
        if self.timed and hasattr(signal, "setitimer"):
            # In what it has computed, not on the clock: a machine with other things to do is no fault.
            signal.signal(signal.SIGVTALRM, _stop)
            signal.setitimer(signal.ITIMER_VIRTUAL, 10 * SECONDS)
        try:
            yield
        finally:
            if self.timed and hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            self.seconds += time.process_time() - began
            self.megabytes = max(self.megabytes, _most_in_memory() - before)


def _stop(*_: object) -> None:
    raise TooSlow


def _status(name: str) -> float:
    """Return what the system says of this process's memory, in megabytes; nothing where it says nothing."""
    try:
        told = Path("/proc/self/status").read_text()
    except OSError:
        return 0.0
    found = re.search(rf"^{name}:\s+(\d+) kB", told, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _now_in_memory() -> float:
    return _status("VmRSS")


def _most_in_memory() -> float:
    return _status("VmHWM")


def _forget_most() -> None:
    """Let the most that there has been in memory be counted from now, where the system can."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        pass


def try_project(chance: random.Random, meter: Meter) -> str:
    """Open a damaged project file; what could be opened is what was there, and the same when saved."""
    whole = chance.choice(material.projects())
    content, name = damage.in_project(chance, whole)
    with meter.running():
        try:
            opened = project.loads(content)
        except (Broken, NoContainer, TooNew):
            return "refused"
        saved = project.dumps(opened)
        again = project.loads(saved)
    if again.draft != opened.draft:
        raise Wrong("saved and opened again, it says something else")
    before = project.loads(whole).draft
    if not name:
        _check_untouched(content, opened.draft, before)
    elif unpack(whole).version >= CURRENT:
        _check_elsewhere(name, opened.draft, before)
        # The states of before are there to be of help, and let go of in time: no words are kept for them.
        if name != ANCESTORS:
            _check_all_words(unpack(content).parts[name], b"".join(unpack(saved).parts.values()))
    return "met"


def _check_untouched(content: bytes, draft: Any, before: Any) -> None:
    """Raise Wrong where a file was opened whose checksums are no longer right, and it says other things."""
    if draft == before:
        return
    # Only what the manifest itself says has no checksum: the name and version of template and handbook.
    told = {"template": before.template, "handbook": before.handbook}
    if draft.model_copy(update=told) != before or unpack(content).manifest == {}:
        raise Wrong("opened without a word, though it is not what was saved")


def _check_elsewhere(name: str, draft: Any, before: Any) -> None:
    """Raise Wrong where what stands in another part than the damaged one has become something else."""
    if name == ANCESTORS:
        if draft != before:
            raise Wrong(f"{name} is damaged, and the draft has changed")
        return
    agreement, *rest = ("agreement", "discussion", "set_aside", "rule_settings", "attachments", "versions")
    same = [agreement, "template", "handbook"] if name != "agreement.json" else [*rest, "template"]
    if name.startswith("predecessors/"):
        same += rest
    elif name.startswith("versions/"):
        same += [one for one in rest if one != "versions"]
    for one in same:
        if getattr(draft, one) != getattr(before, one):
            raise Wrong(f"{name} is damaged, and {one} has changed")


def _check_all_words(damaged: bytes, saved: bytes) -> None:
    """Raise Wrong where a word in the JSON that was opened is no longer there when it has been saved."""
    after = set(_words(saved.decode(errors="replace")))
    lost = [one for text in _texts(json.loads(damaged)) for one in _words(text) if one not in after]
    if lost:
        raise Wrong(f"{len(lost)} words are gone")


def _texts(raw: Any) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for key, value in raw.items():
            yield key
            yield from _texts(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _texts(value)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def try_word(chance: random.Random, meter: Meter) -> str:
    """Read the answers in a damaged document, and put it into another one."""
    whole = chance.choice((*material.documents(), material.foreign()))
    content = damage.in_document(chance, whole)
    found: reading.Reading | None = None
    with meter.running():
        try:
            found = reading.read(content)
        except reading.NotOurs:
            pass
        merge.merged.__wrapped__(content, "appendices/appe0001/attachment", merge.Host())
    if found is None:
        return "refused"
    _check_read(content, found)
    return "met"


def _check_read(content: bytes, found: reading.Reading) -> None:
    """Raise Wrong where an answer is nowhere in the document, or words in one of its fields are not told."""
    said = answers.said(content)
    unplaced = {one.address for one in found.unplaced}
    for address, words in answers.read(found):
        if words not in said and address not in unplaced:
            raise Wrong(f"what was read at {answers.shape(address)} does not stand in the document")
    read = answers.all_letters(found)
    for tag, words in answers.controls(content):
        if tag not in unplaced and words not in read.replace("\n", ""):
            raise Wrong(f"what stands in the field {answers.shape(tag)} was not read")


def try_returned(chance: random.Random, meter: Meter) -> str:
    """Take in a damaged document as what came back: each new word in it is told of, and it can be saved."""
    draft = chance.choice(material.drafts())
    whole = draft.versions[0].content
    content = damage.in_document(chance, whole)
    with meter.running():
        try:
            reply = replies.taken_in(draft, "svar.docx", content, material.LIBRARY, material.SENT)
        except Problem:
            return "refused"
        held = replies.added(draft, [reply])
        matters.matters(held, material.LIBRARY.handbook_of(held))
        saved = project.dumps(project.Project(held))
    if project.loads(saved).draft != held:
        raise Wrong("what was taken in is not what was saved")
    told = census.counted(*_texts([one.model_dump(mode="json") for one in reply.viewpoints]))
    sent = package.opened(whole)
    # What shows where nothing is answered was sent, too, and is the program's own also where nothing says so.
    known = census.shown(sent, sent.xml(sent.document)).keys() | told.keys()
    if lost := [one for one in census.words(content) if not _is_made_of(one, known)]:
        raise Wrong(f"{len(lost)} words that came back are not told of")
    return "met"


def _is_made_of(word: str, known: Collection[str]) -> bool:
    """Return whether *word* is one of those *known*, or several whose spaces have gone."""
    ends = {0}
    for end in range(1, len(word) + 1):
        ends |= {end} if any(word[start:end] in known for start in ends) else set()
    return len(word) in ends


def try_template(chance: random.Random, meter: Meter) -> str:
    """Make a document after a damaged template; if it can be made, it is sound, and its answers come back."""
    form = chance.choice(material.forms())
    content = damage.in_document(chance, form.content)
    with meter.running():
        try:
            loaded = template.load(content, form.manifest)
        except template.BadTemplate:
            return "refused"
        written = render(form.agreement, loaded, form.files)
    told = {(one.rule, one.message) for one in contract.check(loaded)}
    if told - _told_of(form):
        # What is wrong with it is told to whoever made it, and it is theirs to decide.
        return "told"
    if unsound := soundness.faults(written):
        raise Wrong(f"{len(unsound)} faults in what was written, {unsound[0].check} in {unsound[0].part}")
    if not form.comes_back:
        return "met"
    expected = printed(form.agreement, loaded)
    try:
        back = reading.read(written).agreement
    except reading.NotOurs:
        if loaded.homes:
            raise
        return "met"
    if back != expected:
        raise Wrong("what was written says something else when it is read")
    return "met"


@cache
def _told_of(form: material.Form) -> frozenset[tuple[str, str]]:
    """Return what is wrong in the template as it was, before it was damaged."""
    found = contract.check(template.load(form.content, form.manifest))
    return frozenset((one.rule, one.message) for one in found)


def try_clipboard(chance: random.Random, meter: Meter) -> str:
    """Paste damaged HTML into a text and into a table: all its words, and nothing but words."""
    how = chance.choice([damage.in_bytes, damage.in_markup, damage.in_markup])
    html = how(chance, chance.choice(material.pastes())).decode(errors="replace")
    with meter.running():
        pieces = hypertext.read(html)
        cells.from_clipboard(html, html)
        blocks = (Block(kind=one.kind, level=one.level, runs=one.runs) for one in pieces)
        text = RichText(blocks=tuple(one for one in blocks if one.runs))
        shown = rich_html.html(text)
    _check_pasted(html, text)
    _check_harmless(text, shown)
    return "met" if pieces else "refused"


_LEFT_OUT = markup.DROPPED | {"del"}


def _check_pasted(html: str, text: RichText) -> None:
    """Raise Wrong where a long word that a browser would show has not been pasted, or one is made up."""
    runs = [run for block in text.blocks for run in block.runs]
    pasted = "\n".join(one.footnote if isinstance(one, Footnote) else one.text for one in runs)
    seen, all_ = _shown(html)
    found = Counter(_words(pasted))
    whole = pasted.casefold().replace("\n", "")
    for word, times in Counter(_words("\n".join(seen))).items():
        if found[word] < times and whole.count(word) < times:
            raise Wrong(f"a word of {len(word)} letters is not pasted")
    if sum(map(len, _words(pasted))) > 2 * sum(map(len, all_)) + 100:
        raise Wrong("more is pasted than was there")


def _shown(html: str) -> tuple[list[str], list[str]]:
    """Return the texts in *html* that can be seen, and all of them."""
    root = markup.parsed(html)
    sheet = markup.sheet(root)
    seen: list[str] = []
    every: list[str] = []

    def hidden(node: markup.Node) -> bool:
        if markup.tag(node) in _LEFT_OUT:
            return True
        style = sheet.of(node)
        classes = (node.attributes.get("class") or "").casefold() if markup.tag(node)[0] != "-" else ""
        marks = f"{style.get('mso-element', '')} {style.get('mso-special-character', '')} {classes}"
        return markup.is_hidden(style) or "comment" in marks or "msocom" in marks

    for node, entered in markup.walk(root, hidden):
        if entered and markup.tag(node) == markup.TEXT:
            seen.append(node.text_content or "")
    for node, entered in markup.walk(root, lambda _: False):
        if entered and markup.tag(node) == markup.TEXT:
            every.append(node.text_content or "")
    return seen, every


_HARMLESS = frozenset("html head body p ul ol li b i u br".split())


def _check_harmless(text: RichText, shown: str) -> None:
    """Raise Wrong where what was pasted leads where it may not, or is more than words where it is shown."""
    for block in text.blocks:
        for run in block.runs:
            link = getattr(run, "link", None)
            if link is not None and not link.casefold().startswith(_SAFE):
                raise Wrong("a link of another kind than to a page or a mailbox")
    if (
        {markup.tag(one) for one, _ in markup.walk(markup.parsed(shown), lambda _: False)}
        - _HARMLESS
        - {markup.TEXT}
    ):
        raise Wrong("markup from the clipboard is shown as markup")


KINDS: dict[str, Callable[[random.Random, Meter], str]] = {
    "project": try_project,
    "word": try_word,
    "returned": try_returned,
    "template": try_template,
    "clipboard": try_clipboard,
}


# -- trying


@dataclass(frozen=True)
class Tried:
    """How one input was met: what was wrong, empty when nothing was, and what it took."""

    wrong: str
    how: str = ""
    meter: Meter = field(default_factory=Meter)


def tried(kind: str, number: int, seed: int = SEED, *, timed: bool = True) -> Tried:
    """Try the input with that *number* of a *kind*. Where it is not *timed*, it may take however long."""
    meter, how = Meter(timed), ""
    try:
        how = KINDS[kind](random.Random(f"{seed} {kind} {number}"), meter)
    except Exception as error:
        # Only of what kind it is, and where it comes from: the rest may be a megabyte.
        return Tried(f"{type(error).__name__}: {str(error)[:200]}", "wrong", meter)
    if timed and meter.seconds > SECONDS:
        return Tried(f"{meter.seconds:.1f} s", how, meter)
    if timed and meter.megabytes > MEGABYTES:
        return Tried(f"{meter.megabytes:.0f} MB", how, meter)
    return Tried("", how, meter)


def fault(kind: str, number: int, seed: int = SEED, *, timed: bool = True) -> str:
    """Return what was wrong with that input, empty when nothing was."""
    return tried(kind, number, seed, timed=timed).wrong


def numbered(turn: int) -> tuple[str, int]:
    """Return the kind and number of what is tried in that *turn*: one of each kind after another."""
    return list(KINDS)[turn % len(KINDS)], turn // len(KINDS)


def _try_all(turns: range, seed: int, kinds: list[str], place: Path) -> None:
    """Try the inputs of those *turns* and *kinds*, and tell in the file at *place* how far it has come."""
    for kind in KINDS:
        # What is made once does not count.
        fault(kind, 0, seed)
    gc.collect()
    gc.freeze()
    began = _now_in_memory()
    met: Counter[tuple[str, str]] = Counter()
    most: dict[str, list[float]] = {kind: [0.0, 0.0] for kind in KINDS}
    with place.open("wb", buffering=0) as told:
        for turn in turns:
            kind, number = numbered(turn)
            if kind not in kinds:
                continue
            os.pwrite(told.fileno(), turn.to_bytes(8, "little"), 0)
            one = tried(kind, number, seed)
            met[kind, one.how] += 1
            most[kind] = [max(most[kind][0], one.meter.seconds), max(most[kind][1], one.meter.megabytes)]
            if one.wrong:
                print(f"FAULT {kind} {number}: {one.wrong}", flush=True)
            if number % 250 == 249:
                now = _now_in_memory()
                print(f"{turn + 1}: {time.process_time():.0f} s, {now - began:.0f} MB more", flush=True)
                if now - began > MEGABYTES:
                    print(f"FAULT memory {turn}: the process has grown by {now - began:.0f} MB", flush=True)
                    began = now
    for kind, (seconds, megabytes) in most.items():
        hows = ", ".join(f"{times} {how}" for (of, how), times in sorted(met.items()) if of == kind)
        print(f"{kind}: {hows}; at most {seconds:.2f} s and {megabytes:.0f} MB for one", flush=True)
    print(f"grown by {_now_in_memory() - began:.0f} MB", flush=True)


def _watched(turns: range, seed: int, kinds: list[str]) -> int:
    """Try those *turns* in another process, again after one that ended it. Returns how many were wrong."""
    faults = 0
    while turns:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "place"
            here = ["-m", "tests.reliability.fuzz", "--inside", str(place), "--seed", str(seed)]
            arguments = ["--first", str(turns.start), "--count", str(len(turns)), "--kinds", *kinds]
            process = subprocess.Popen(
                [sys.executable, *here, *arguments], stdout=subprocess.PIPE, text=True, bufsize=1
            )
            watch = subprocess.Popen([sys.executable, "-c", _WATCH, str(process.pid), str(place), str(STUCK)])
            assert process.stdout is not None
            for line in process.stdout:
                faults += line.startswith("FAULT")
                print(line, end="", flush=True)
            code = process.wait()
            watch.kill()
            watch.wait()
            if not code:
                return faults
            reached = int.from_bytes(place.read_bytes()[:8], "little") if place.exists() else turns.start
        faults += 1
        kind, number = numbered(reached)
        print(f"FAULT {kind} {number}: the process ended with {code}", flush=True)
        turns = range(reached + 1, turns.stop)
    return faults


_WATCH = """
import os, sys, time
pid, place, stuck = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
parent = os.getppid()
last, since = b"", time.monotonic()
while os.getppid() == parent:
    time.sleep(1)
    try:
        now = open(place, "rb").read()
    except OSError:
        now = b""
    if now != last:
        last, since = now, time.monotonic()
    elif time.monotonic() - since > stuck:
        os.kill(pid, 9)
        break
"""
"""Ends a process that makes no headway, where not even a signal in Python is heard."""


def main() -> int:
    """Try them all, and tell what was wrong."""
    parser = argparse.ArgumentParser(description="Open damaged files and see that nothing breaks.")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--first", type=int, default=0, help="the turn to begin with")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), help="leave out the others")
    parser.add_argument("--only", nargs=2, metavar=("KIND", "NUMBER"), help="try one, with its traceback")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        kind, number = given.only
        meter = Meter()
        print(KINDS[kind](random.Random(f"{given.seed} {kind} {number}"), meter))
        print(f"{meter.seconds:.2f} s, {meter.megabytes:.0f} MB")
        return 0
    turns = range(given.first, given.first + given.count)
    if given.inside:
        _try_all(turns, given.seed, given.kinds, given.inside)
        return 0
    faults = _watched(turns, given.seed, given.kinds)
    count = sum(numbered(turn)[0] in given.kinds for turn in turns)
    print(f"{count} inputs from turn {given.first}, seed {given.seed}: {faults} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
