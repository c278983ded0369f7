"""What differs from the agreement before, as a document for those who decide tells it."""

import re
from collections.abc import Iterable, Iterator
from itertools import count, groupby
from typing import Any

from lokdesk.agreement import phrase, rich_text
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.report import ReportedChange, Sentence
from lokdesk.agreement.rich_text import RichText
from lokdesk.handbook import naming
from lokdesk.revision.summary import summary
from lokdesk.revision.weighing import Weighed
from lokdesk.session import comparison, differing
from lokdesk.session.comparison import KINDS, Change
from lokdesk.session.library import Library

_MOST_LINES = 6
"""How many answers are told of an item that came or went, at the most: the redline has them all."""
_MORE = "…"
_MANY = "{} siffror är ändrade. De står i dokumentet med ändringarna."
_FIGURE = re.compile(r"(mapping/statistics/[^/]+)/rows/[^/]+/cells/[^/]+/value")
_NOTHING = "–"
"""What stands where there was nothing, or is nothing now."""


def told(draft: Draft, library: Library) -> dict[str, Any]:
    """Return what a report of *draft* tells of the difference, by field; nothing where none came before."""
    if not draft.predecessors:
        return {}
    base = differing.bases(draft)[0]
    old, new = base.draft.agreement, draft.agreement
    sentences = summary(Weighed(old, new), library.handbook, library.summary_words)
    files = {one.id: one.name for one in draft.attachments}
    changes = comparison.changes(library.handbook, old, new, files)
    decided = differing.of_substance(old, new, changes)
    return {
        "earlier": base.name,
        "summary": tuple(Sentence(id=f"{n:08}", text=one) for n, one in enumerate(sentences)),
        "changes": tuple(_listed(decided, new, library)),
    }


def _listed(changes: Iterable[Change], new: Agreement, library: Library) -> Iterator[ReportedChange]:
    """Yield the *changes* one by one, but the figures of a table of statistics, if they are many, as one."""
    numbers = count()
    for table, group in groupby(changes, _table):
        found = list(group)
        if table is None or len(found) <= _MOST_LINES:
            yield from (_change(next(numbers), one) for one in found)
        else:
            called = phrase.small(str(naming.named(library.handbook, new, table)[-1]))
            yield ReportedChange(
                id=f"{next(numbers):08}",
                place=f"Siffror – {called}",
                kind=KINDS["changed"],
                old=_text(""),
                new=_text(_MANY.format(len(found))),
            )


def _table(change: Change) -> str | None:
    """Return the address of the table of statistics in which the change is one of a figure, if it is."""
    figure = _FIGURE.fullmatch(change.address)
    return figure[1] if figure and change.kind == "changed" else None


def _change(number: int, change: Change) -> ReportedChange:
    old, new = _both(change)
    return ReportedChange(
        id=f"{number:08}", place=change.where, kind=KINDS[change.kind], old=_text(old), new=_text(new)
    )


def _both(change: Change) -> tuple[str, str]:
    """Return what stood there and what does, with no more of what is the same than tells where it is."""
    if change.pieces:
        pieces = differing.shortened(change.pieces)
        return (
            "".join(one.text for one in pieces if one.kind != "added"),
            "".join(one.text for one in pieces if one.kind != "removed"),
        )
    more = (_MORE,) if len(change.content) > _MOST_LINES else ()
    lines = "\n".join((*change.content[:_MOST_LINES], *more))
    if change.kind == "removed":
        return lines, ""
    return "", lines or change.note


def _text(text: str) -> RichText | None:
    return rich_text.plain(text if text.strip() else _NOTHING)
