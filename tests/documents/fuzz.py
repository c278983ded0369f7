"""Makes every document of many random agreements, and has all judges look at each: ``make fuzz-documents``.

Draft number N is always the same: what fails is tried again with ``--seed N --count 1``. What fails is kept
in out/fuzz/, the documents and the project file that they were made of.
"""

import argparse
import os
import secrets
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from lokdesk.project import project
from lokdesk.project.project import Project
from tests.documents import extreme, judged
from tests.session.made import LIBRARY
from tests.tools import ROOT

_KEPT = ROOT / "out" / "fuzz"
_SHOWN = 300


@dataclass
class Outcome:
    """What came of one draft: how many documents of each kind, what is objected to, and the seconds spent."""

    number: int
    kinds: Counter[str] = field(default_factory=Counter[str])
    objections: list[str] = field(default_factory=list[str])
    seconds: dict[str, float] = field(default_factory=dict[str, float])


def judge(number: int, most: int) -> Outcome:
    """Make every document of the draft with that number, of each kind about at most so many subjects."""
    outcome = Outcome(number)
    draft = extreme.draft(number)
    name = f"{extreme.shape_of(number)}-{number}"
    with tempfile.TemporaryDirectory(prefix="lokdesk-fuzz-", ignore_cleanup_errors=True) as holder:
        folder = Path(holder)
        paths: list[Path] = []
        try:
            start = time.perf_counter()
            for made in judged.documents(draft, LIBRARY, name, most, Random(number)):
                outcome.kinds[made.kind] += 1
                outcome.objections += judged.faults(made)
                paths.append(folder / f"{made.name}.docx")
                paths[-1].write_bytes(made.content)
            outcome.seconds["made"] = time.perf_counter() - start
            for judges, found in (
                ("validators", judged.validated),
                ("LibreOffice", lambda these: judged.opened_otherwise(these, folder)),
            ):
                start = time.perf_counter()
                outcome.objections += found(paths)
                outcome.seconds[judges] = time.perf_counter() - start
        except Exception:
            outcome.objections.append(f"{name}: {traceback.format_exc()}")
        if outcome.objections:
            _KEPT.mkdir(parents=True, exist_ok=True)
            for path in paths:
                shutil.copy(path, _KEPT)
            project.save(Project(draft), _KEPT / f"{name}.lokdesk", overwrite=True)
    return outcome


def main(arguments: list[str]) -> int:
    """Judge as many drafts as are asked for, and tell of each and of all. Returns 1 if any failed."""
    parser = argparse.ArgumentParser(prog="make fuzz-documents")
    parser.add_argument("--seed", type=int, help="the number of the first draft; else any")
    parser.add_argument("--count", type=int, default=300, help="how many drafts")
    parser.add_argument("--subjects", type=int, default=2, help="how many documents of each kind, at most")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time")
    given = parser.parse_args(arguments)
    seed = secrets.randbelow(10**6) if given.seed is None else given.seed
    print(f"seed {seed}: drafts {seed} to {seed + given.count - 1}", flush=True)
    kinds: Counter[str] = Counter()
    seconds: defaultdict[str, float] = defaultdict(float)
    failed = 0
    with ProcessPoolExecutor(given.jobs) as pool:
        numbers = range(seed, seed + given.count)
        for outcome in pool.map(judge, numbers, [given.subjects] * given.count):
            kinds += outcome.kinds
            for judges, spent in outcome.seconds.items():
                seconds[judges] += spent
            failed += bool(outcome.objections)
            print(
                f"{outcome.number} {extreme.shape_of(outcome.number)}: {outcome.kinds.total()} documents, "
                f"{len(outcome.objections)} objections, {sum(outcome.seconds.values()):.0f} s",
                flush=True,
            )
            for objection in outcome.objections:
                print(f"    {objection[:_SHOWN]}" if "\n" not in objection else objection, flush=True)
    print(f"{given.count} drafts, {kinds.total()} documents, {failed} drafts with objections")
    print(", ".join(f"{kind} {count}" for kind, count in kinds.items()))
    print(", ".join(f"{judges} {spent:.0f} s" for judges, spent in seconds.items()))
    if failed:
        print(f"kept in {_KEPT}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
