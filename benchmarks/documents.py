"""Word documents written and project files kept, at several sizes, beside other ways of doing it."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import bare, content, templated
from benchmarks.turns import medians
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.word.flow import flow
from lokdesk.word.render import render

SIZES = (1, 10, 100)
OURS, BARE, DOCXTPL = "lokdesk", "bare writer", "docxtpl"
OPEN, SAVE = "open", "save"
_HEAD = "  size  paragraphs                 seconds  of bare  of docxtpl  of size 1"


def exports(agreement: Agreement) -> tuple[dict[str, Callable[[], bytes]], int]:
    """Return the ways of writing *agreement* as a Word document, and how many blocks of text it has."""
    template = content.template()
    finished = bare.finished(render(agreement, template), frozenset(template.parts))
    plain = flow(agreement, template, controls=False)
    same = templated.content(plain.body)
    jinja = templated.template(render(Agreement(), template), same.styles)
    return {
        OURS: lambda: render(agreement, template),
        BARE: lambda: bare.write(finished),
        DOCXTPL: lambda: templated.write(jinja, same.pieces),
    }, sum(bool(block.text) for block in plain.body)


def files(agreement: Agreement, folder: Path) -> dict[str, Callable[[], object]]:
    """Return opening a project file with *agreement*, and saving it with a backup of the old one."""
    path = folder / "draft.lokdesk"
    saved = project.save(Project(Draft(agreement=agreement)), path)
    return {OPEN: lambda: project.open(path), SAVE: lambda: project.save(saved, path)}


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
        for name, seconds in times.items():
            first = smallest.setdefault(name, seconds / size)
            ratios = f"{seconds / times[BARE]:8.2f} {seconds / times[DOCXTPL]:11.2f} {seconds / first:10.1f}"
            print(f"{f'×{size}':>6} {paragraphs:11} {name:14}{seconds:9.4f} {ratios}")
        for name, seconds in kept.items():
            first = smallest.setdefault(name, seconds / size)
            row = f"{f'×{size}':>6} {paragraphs:11} {name:14}{seconds:9.4f}"
            print(f"{row} {'':8} {'':11} {seconds / first:10.1f}")
        sys.stdout.flush()
