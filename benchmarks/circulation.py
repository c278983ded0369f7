"""Circulation: four copies of the example that came back, each changed in its own way, are taken in.

Each is the version that was sent with words added here and there, every other time as a tracked change. Each
round sends a version of its own, so that nothing is known from the round before.
"""

import re
import statistics
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks import content
from benchmarks.table import Figure, head, show
from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.version import kept
from lokdesk.session import replies
from lokdesk.session.library import Library
from lokdesk.word import package
from lokdesk.word.archive import zipped
from lokdesk.word.render import render

_ROOT = Path(__file__).resolve().parent.parent
_SENDERS = ("Växjö kommun", "Alvesta kommun", "Region Kronoberg", "Arbetsförmedlingen")
_DAY = date(2026, 11, 22)
_ROUNDS = 5
_BETWEEN = 12
"""How many longer runs of text there are from one that somebody changes to the next."""
AIM = 1000.0
"""How many milliseconds four files of the example's size are to take at most, all in all."""

_RUN = re.compile(r"(?P<start><w:t(?: [^>]*)?>)(?P<text>[^<]{30,})(?P<end></w:t></w:r>)")
_INSERTED = (
    '<w:ins w:id="{number}" w:author="{author}" w:date="2026-11-20T09:00:00Z">'
    '<w:r><w:t xml:space="preserve"> {word}</w:t></w:r></w:ins>'
)


def edited(docx: bytes, author: str, first: int) -> bytes:
    """Return *docx* with words that *author* added, from the run of text numbered *first* on."""
    parts = dict(package.opened(docx).parts)
    name = "word/document.xml"
    count = 0

    def change(run: re.Match[str]) -> str:
        nonlocal count
        count += 1
        turn, left = divmod(count - first, _BETWEEN)
        if left or turn < 0:
            return run[0]
        word = f"tillägg {count}"
        if turn % 2:
            return run[0] + _INSERTED.format(number=90000 + count, author=author, word=word)
        place = max(run["text"].rfind(" "), 0)
        text = f"{run['text'][:place]} {word}{run['text'][place:]}"
        return f"{run['start']}{text}{run['end']}"

    parts[name] = _RUN.sub(change, parts[name].decode()).encode()
    return zipped(parts)


def sent(number: int) -> tuple[Draft, bytes]:
    """Return a draft of the example with the version of that *number* that was sent, and its document."""
    agreement = at.replace(content.example(), "version", f"0.{number}")
    docx = render(agreement, content.template())
    version = kept("version1", agreement, "utkast.docx", docx, "skickad", _DAY)
    return Draft(agreement=agreement, versions=(version,)), docx


def main(_: Sequence[int] = ()) -> None:
    """Measure and print."""
    head("Circulation")
    library = Library(_ROOT / "resources", _ROOT / "templates")
    walls: list[float] = []
    busy: list[float] = []
    found = 0
    for number in range(_ROUNDS + 1):
        draft, docx = sent(number)
        returned = [(f"{who}.docx", edited(docx, who, 3 * n)) for n, who in enumerate(_SENDERS)]
        began, worked = time.perf_counter(), time.process_time()
        taken = [replies.taken_in(draft, name, back, library, _DAY) for name, back in returned]
        walls.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - worked) * 1000)
        found = sum(len(one.viewpoints) for one in taken)
    show(Figure(f"four files with {found} viewpoints in all, words just loaded", "× 1", walls[0]))
    show(Figure("four other files", "× 1", statistics.median(walls[1:]), aim=AIM))
    show(Figure("time that the processor spent on them", "× 1", statistics.median(busy[1:])))


if __name__ == "__main__":
    main()
