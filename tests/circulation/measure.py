"""How surely what came back is found and placed: a table for each kind of edit.

`python -m tests.circulation.measure [word|office|all]` edits documents as Word writes them and in
LibreOffice, takes them in, and judges. With `--faults` it tells what was missed and what was wrong.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lokdesk.agreement.reply import Reply
from lokdesk.project.problem import Problem
from lokdesk.session import replies
from tests.circulation import judged, office, returned
from tests.circulation.judged import Judgement
from tests.circulation.material import CAME
from tests.circulation.returned import Returned
from tests.session.made import LIBRARY


@dataclass
class Figures:
    """What has been counted: by kind of edit how many there were and how many were found and placed right."""

    made: Counter[str] = field(default_factory=Counter[str])
    right: Counter[str] = field(default_factory=Counter[str])
    false: int = 0
    documents: int = 0
    unedited: int = 0
    faults: list[str] = field(default_factory=list[str])

    def count(self, document: Returned, judgement: Judgement) -> None:
        """Count what became of the edits of *document*."""
        if document.edits:
            self.documents += 1
        else:
            self.unedited += 1
        for verdict in judgement.verdicts:
            self.made[verdict.edit.kind] += 1
            self.right[verdict.edit.kind] += verdict.is_right
            self.faults += (f"{document.name}: {verdict.edit.kind}: missed {what}" for what in verdict.missed)
        self.false += len(judgement.false)
        self.faults += (f"{document.name}: false: {told(one)}" for one in judgement.false)


def told(viewpoint: judged.Viewpoint) -> str:
    """Return *viewpoint* on one line."""
    shown = viewpoint.model_dump(exclude_defaults=True, exclude={"id"}, mode="json")
    return str(shown)[:700]


def measured(documents: Iterable[Returned]) -> Figures:
    """Return what is counted when *documents* are taken in."""
    figures = Figures()
    for one in documents:
        try:
            reply = replies.taken_in(one.sent.draft, one.name, one.content, LIBRARY, CAME)
        except Problem as problem:
            figures.faults.append(f"{one.name}: {problem}")
            reply = Reply(id="nothing1", name=one.name)
        figures.count(one, judged.judged(one.edits, reply))
    return figures


def table(figures: Figures, within: frozenset[str]) -> Iterator[str]:
    """Yield the lines of a table of *figures*; *within* are the kinds of edits within an answer."""
    yield "| edit | made | found and placed |"
    yield "|---|---|---|"
    for name, kinds in (
        ("within an answer", [one for one in figures.made if one in within]),
        ("structural", [one for one in figures.made if one not in within]),
    ):
        for kind in kinds:
            yield f"| {kind} | {figures.made[kind]} | {figures.right[kind]} |"
        total, right = (sum(those[one] for one in kinds) for those in (figures.made, figures.right))
        share = f" ({right / total:.1%})" if total else ""
        yield f"| **{name}, in all** | **{total}** | **{right}{share}** |"
    yield ""
    yield (
        f"{sum(figures.made.values())} edits of {len(figures.made)} kinds in {figures.documents} documents; "
        f"{figures.unedited} documents without an edit; false changes: {figures.false}"
    )


def main() -> int:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("which", nargs="?", choices=("word", "office", "all"), default="all")
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--short", action="store_true")
    wanted = parser.parse_args()
    missed = 0
    for name, documents in _sets(wanted.which, short=wanted.short):
        figures = measured(documents)
        print(f"\n{name}\n", *table(figures, returned.KINDS_WITHIN), sep="\n")
        if wanted.faults:
            print(*figures.faults, sep="\n")
        missed += len(figures.faults)
    return 1 if missed else 0


def _sets(which: str, *, short: bool) -> Iterator[tuple[str, Iterable[Returned]]]:
    if which in ("word", "all"):
        yield "Edited as Word writes it", returned.by_word(short=short)
        yield "Opened and saved in Word without an edit", returned.unedited()
    if which in ("office", "all"):
        yield "Edited in LibreOffice", office.by_libreoffice(short=short)
        yield "Opened and saved in LibreOffice without an edit", office.unedited()


if __name__ == "__main__":
    sys.exit(main())
