"""A rule: what it is called, how grave it is, what it looks at, and the function that finds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import vocabulary
from lokdesk.agreement.answer import Answer, RefersTo
from lokdesk.agreement.finding import Severity
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.rich_text import Footnote, RichText
from lokdesk.rules.context import Context

AGREEMENT = ""
TEXTS = "**/text"
REFERENCES = "**/reference"
MISSING = "**/missing"
EVERYWHERE = (TEXTS, REFERENCES, MISSING)
"""What a rule can look at that stands anywhere in the agreement."""

Reference = tuple[RefersTo, tuple[str, ...]]
"""An answer that refers: to what kind of thing, and the ids it points at."""


@dataclass(frozen=True)
class Remark:
    """What a rule has found, before it is put into words.

    *address* is that of an answer or a list, so that it can be gone to. *variant* picks among the rule's
    texts, and *values* fill their places beside the ones that every text has (:mod:`check`).
    """

    address: str
    variant: str = ""
    values: Mapping[str, str] = field(default_factory=dict[str, str])


def written(answer: Answer, value: object) -> str:
    """Return all words of an answer, its footnotes with them; empty for one that is not written in words."""
    if isinstance(value, str):
        return "" if answer.refers_to else value
    if isinstance(value, RichText):
        return words(value)
    return str(value) if isinstance(value, Frequency) else ""


def words(text: RichText | None) -> str:
    """Return all words of *text*, a line for each block and each footnote."""
    if text is None:
        return ""
    notes = [run.footnote for block in text.blocks for run in block.runs if isinstance(run, Footnote)]
    return "\n".join((text.text, *notes)) if notes else text.text


@dataclass(frozen=True)
class Rule:
    """A rule by its name.

    *looks_at* says what the rule is shown, one at a time: what has one of these patterns (``goals/*``), the
    words of every answer (:data:`TEXTS`), every answer that refers to something (:data:`REFERENCES`,
    shown as :data:`Reference`), everything that is required and not there (:data:`MISSING`, shown as the
    question that asks for it), or the whole agreement (:data:`AGREEMENT`). What a rule finds
    depends on that, on *reads*, and on what the context holds beside the agreement: as long as none of
    them changes, neither do the findings. *reads* are patterns: what stands there matters, with all that it
    holds (``status``, ``parties``), but of items only which there are (``parties/*``). A rule that looks at
    the whole agreement sees no more of it than it reads.

    *full_from* is the status from which the rule has its full severity; before, what must be done only should
    be. *waits_for* is a list: as long as there is nothing in it and the agreement is a draft, nobody has come
    to the step that it belongs to, and the rule says nothing. *covers* are patterns whose missing answers are
    this rule's to report, with a severity of their own.
    """

    name: str
    severity: Severity
    looks_at: tuple[str, ...]
    find: Callable[[Context, str, Any], Iterable[Remark]]
    reads: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    full_from: str | None = None
    waits_for: str | None = None

    def finds(self, context: Context, address: str, shown: Any) -> Iterable[Remark]:
        """Return what the rule finds in what it is *shown*, which stands at *address*."""
        if self.waits_for and not context.stage and not at.get(context.agreement, self.waits_for):
            return ()
        return self.find(context, address, shown)

    def severity_in(self, context: Context) -> Severity:
        """Return how grave the rule's findings are, given how far the agreement has come."""
        early = self.full_from is not None and context.stage < vocabulary.stage(self.full_from)
        return "should" if early and self.severity == "must" else self.severity


AFTER_DRAFT = vocabulary.CIRCULATED
"""The status from which what is missing is no longer just not written yet."""
