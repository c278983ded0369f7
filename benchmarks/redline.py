"""Redlines and comparisons: the example's revision beside the comparer Docxodus, and ten times as much.

Docxodus is handed the two finished documents, as it must be; Lokdesk the two agreements with the pages of
their headings, which it makes both documents from on the way. Docxodus is a program of its own: what it takes
to start and to compare two empty documents is a row of its own, and is taken from its time. It is run once:
on these documents it takes a minute or more.
"""

import io
import statistics
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast

from docx import Document

from benchmarks import content
from benchmarks.table import Figure, head, show
from benchmarks.turns import seconds
from lokdesk.agreement.agreement import Agreement
from lokdesk.office import outline
from lokdesk.revision.comparison import compare
from lokdesk.session import printing
from lokdesk.word.contents import Told
from lokdesk.word.redline import Side, redline
from lokdesk.word.render import render
from lokdesk.word.template import Template
from lokdesk.word.tracked import Reviser

SIZES = (1, 10)
SHARE = 5
"""How many per cent of the time of Docxodus a redline is to take at the most: twenty times as fast."""
COMPARED = 50.0
"""How many milliseconds a comparison of two agreements of ten times the example's size is to take at most."""
_COMPARED_SIZE = 10
_MISSING = """
  Docxodus is not there to compare with. It is installed (44 MB) with
      .venv/bin/python -m pip install -r requirements-bench.lock
  and then: make bench ARGS=redline
"""
_ROUNDS = 5
_BY = Reviser("Lokdesk", date(2026, 11, 22))


def main(sizes: Sequence[int] = SIZES) -> None:
    template = content.template()
    head("Redlines and comparisons")
    for size in sizes:
        old = content.grown(content.example(), size)
        # As two files would be read: neither shares anything with the other.
        new = Agreement.model_validate_json(content.revised(old).model_dump_json())
        _measure(old, new, template, size)


def _measure(old: Agreement, new: Agreement, template: Template, size: int) -> None:
    told = f"× {size}"
    aim = COMPARED if size == _COMPARED_SIZE else None
    show(Figure("two agreements compared", told, _median(lambda: list(compare(old, new))) * 1000, aim=aim))
    sides = [(one, _pages(one, template) if size == 1 else None) for one in (old, new)]
    was, now = (Side(one, template, pages=pages) for one, pages in sides)
    ours = _median(lambda: redline(was, now, _BY))
    show(Figure("redline of a revision, page numbers given", told, ours * 1000))
    if size == 1:
        documents = [render(one, template, pages=pages) for one, pages in sides]
        _beside_docxodus(documents[0], documents[1], ours)


def _median(way: Callable[[], object]) -> float:
    way()
    return statistics.median(seconds(way) for _ in range(_ROUNDS))


def _pages(agreement: Agreement, template: Template) -> Told | None:
    """Return the pages of the headings; nothing where no word processor can tell them."""
    office = printing.office()
    return outline.headings(office.pdf(render(agreement, template))) if office is not None else None


def _beside_docxodus(old: bytes, new: bytes, ours: float) -> None:
    try:
        from python_redlines import DocxodusEngine  # pyright: ignore[reportMissingImports]
    except ImportError:
        print(_MISSING, file=sys.stderr)
        return
    engine = cast(Any, DocxodusEngine())
    empty = io.BytesIO()
    Document().save(empty)
    bare = empty.getvalue()
    engine.run_redline("Lokdesk", bare, bare)
    start = statistics.median(
        seconds(lambda: engine.run_redline("Lokdesk", bare, bare)) for _ in range(_ROUNDS)
    )
    show(Figure("Docxodus: process start, two empty documents", "", start * 1000))
    theirs = seconds(lambda: engine.run_redline("Lokdesk", old, new)) - start
    show(Figure("Docxodus: the same two documents, start apart, one run", "× 1", theirs * 1000))
    show(Figure("what a redline takes of that", "× 1", ours / theirs * 100, "per cent", SHARE))


if __name__ == "__main__":
    main()
