"""Word documents written and project files kept, at several sizes, beside other ways of doing it.

The document is the whole one: controls, figures that are drawn already, contents with estimated page numbers,
and the baseline (:mod:`benchmarks.templated` says what docxtpl writes of it, :mod:`benchmarks.bare` what the
bare writer does). All three have their templates loaded beforehand. To draw the figures has a line of its
own, for it is done once for each change.
"""

import itertools
import statistics
import sys
import tempfile
import tracemalloc
from functools import partial
from pathlib import Path

from benchmarks import bare, content, templated
from benchmarks.turns import Way, medians, seconds
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.word.render import render
from lokdesk.word.template import Template

SIZES = (1, 10, 100)
OURS, BARE, DOCXTPL = "lokdesk", "bare writer", "docxtpl"
OPEN, SAVE = "open", "save"
DRAWN, MEMORY = "figures drawn", "most memory"
MOST_OF_BARE, MOST_OF_DOCXTPL = 1.5, 0.5
"""What the document is to take at the most, of the time of each of the others."""
_ROUNDS = 3
_WORDS = itertools.count(1)
"""What makes figures new: no two agreements that are measured share one."""
_HEAD = "  size  paragraphs                 seconds  of bare  of docxtpl  of size 1"


def exports(agreement: Agreement) -> tuple[dict[str, Way], int]:
    """Return the ways of writing *agreement* as a Word document, and how many paragraphs say something.

    Raises ValueError if the document that docxtpl makes says anything else.
    """
    template = content.template()
    written = render(agreement, template)
    finished = bare.finished(written, frozenset(template.parts))
    prepared = templated.prepared(template)
    contents = templated.entries(agreement, template)
    ways = {
        OURS: Way(lambda _: render(agreement, template)),
        BARE: Way(lambda _: bare.write(finished)),
        DOCXTPL: Way(lambda opened: prepared.write(opened, agreement, contents), prepared.opened),
    }
    says = templated.said(written)
    if templated.said(prepared.write(prepared.opened(), agreement, contents)) != says:
        raise ValueError("docxtpl's document does not say the same")
    return ways, len(says)


def files(agreement: Agreement, folder: Path) -> dict[str, Way]:
    """Return opening a project file with *agreement*, and saving it with a backup of the old one."""
    path = folder / "draft.lokdesk"
    saved = project.save(Project(Draft(agreement=agreement)), path)
    return {OPEN: Way(lambda _: project.open(path)), SAVE: Way(lambda _: project.save(saved, path))}


def drawing(agreement: Agreement, template: Template) -> float:
    """Return the seconds that it takes to draw the figures of *agreement* when all of them have changed.

    That is how much longer the document takes the first time than the second.
    """
    found: list[float] = []
    for _ in range(_ROUNDS):
        changed = content.reworded(agreement, f"{next(_WORDS)}")
        way = partial(render, changed, template)
        first, second = seconds(way), seconds(way)
        found.append(first - second)
    return statistics.median(found)


def memory(agreement: Agreement, template: Template) -> float:
    """Return the most memory that Python holds at a time to write *agreement*, in megabytes."""
    tracemalloc.start()
    try:
        render(agreement, template)
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


def main(sizes: tuple[int, ...] = SIZES) -> None:
    example = content.example()
    print("\nDocuments and files")
    print(_HEAD)
    smallest: dict[str, float] = {}
    for size in sizes:
        agreement = content.grown(example, size)
        ways, paragraphs = exports(agreement)
        times = medians(ways)
        with tempfile.TemporaryDirectory() as folder:
            kept = medians(files(agreement, Path(folder)))
        for name, spent in times.items():
            first = smallest.setdefault(name, spent / size)
            of_bare, of_docxtpl = spent / times[BARE], spent / times[DOCXTPL]
            missed = name == OURS and (of_bare > MOST_OF_BARE or of_docxtpl > MOST_OF_DOCXTPL)
            ratios = f"{of_bare:8.2f} {of_docxtpl:11.2f} {spent / first:10.1f}{'  missed' * missed}"
            print(f"{f'×{size}':>6} {paragraphs:11} {name:14}{spent:9.4f} {ratios}")
        kept[DRAWN] = drawing(agreement, content.template())
        for name, spent in kept.items():
            first = smallest.setdefault(name, spent / size)
            row = f"{f'×{size}':>6} {paragraphs:11} {name:14}{spent:9.4f}"
            print(f"{row} {'':8} {'':11} {spent / first:10.1f}")
        held = memory(agreement, content.template())
        first = smallest.setdefault(MEMORY, held / size)
        print(
            f"{f'×{size}':>6} {paragraphs:11} {MEMORY:14}{held:6.0f} MB {'':8} {'':11} {held / first:10.1f}"
        )
        sys.stdout.flush()
    print(
        f"Aim: {OURS} at most {MOST_OF_BARE} of bare and {MOST_OF_DOCXTPL} of docxtpl; all grow as the size."
    )
