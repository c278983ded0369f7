"""Word files taken in: one of more than sixty pages that holds nothing of Lokdesk's, and its words counted.

It is the example, twice its size, printed after the shipped template, with every control and the answers that
lie beside the text taken out: what is left is headings, paragraphs, lists and tables, as anybody could have
typed them. LibreOffice sets it on some seventy pages.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import content
from benchmarks.table import Figure, head, show
from benchmarks.turns import seconds
from lokdesk.session import importing
from lokdesk.session.library import Library
from lokdesk.word import ooxml, package, traces
from lokdesk.word.archive import zipped
from lokdesk.word.render import render

_ROOT = Path(__file__).resolve().parent.parent
_TIMES = 2
_ROUNDS = 5
AIM = 1000.0
"""How many milliseconds a Word file of sixty pages is to take at most."""


def foreign(times: int = _TIMES) -> bytes:
    """Return a Word file as somebody else could have written it, the example *times* over."""
    written = package.opened(render(content.grown(content.example(), times), content.template()))
    root = written.xml(written.document)
    traces.take_out(root)
    parts = {name: held for name, held in written.parts.items() if not name.startswith("customXml/")}
    parts[written.document] = ooxml.written(root)
    return zipped(parts)


def main(_: Sequence[int] = ()) -> None:
    """Measure and print."""
    head("Word files taken in")
    library = Library(_ROOT / "resources", _ROOT / "templates")
    docx = foreign()

    def taken_in() -> None:
        imported = importing.taken_in(docx, "avtal.docx", library)
        importing.gaps(imported.agreement, library.handbook)
        assert imported.tray

    first = seconds(taken_in)
    again = sorted(seconds(taken_in) for _ in range(_ROUNDS))[_ROUNDS // 2]
    busy = sorted(_processor_seconds(taken_in) for _ in range(_ROUNDS))[_ROUNDS // 2]
    many = len(importing.taken_in(docx, "avtal.docx", library).recognition.source.passages)
    told = "60+ p"
    show(Figure(f"answers, tray and gaps of {many} passages, words just loaded", told, first * 1000))
    show(Figure("the same again", told, again * 1000, aim=AIM))
    show(Figure("time that the processor spent on it", told, busy * 1000))


def _processor_seconds(work: Callable[[], None]) -> float:
    """Return how long the processor works on it, whatever else the machine is busy with."""
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
