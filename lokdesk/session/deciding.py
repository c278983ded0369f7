"""What has changed since the agreement was decided, who must decide again, and what the version is called."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lokdesk.agreement import approval
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import joined, small
from lokdesk.handbook.book import Handbook
from lokdesk.revision.comparison import Difference
from lokdesk.revision.weighing import Weighed
from lokdesk.session import keeping, place

NAME = "det nya versionsnumret"
"""What is undone when the version has got the number that is proposed."""


@dataclass(frozen=True)
class Standing:
    """How the agreement stands to what was last decided, in *words*.

    *version* is the number to propose, where contacts are all that is another and it has none of its own yet.
    """

    words: str
    version: str | None = None


def standing(handbook: Handbook, draft: Draft, on: date) -> Standing | None:
    """Return how *draft* stands, on the day *on*, to the version that holds, or to the agreement it revises.

    Returns ``None`` where there is neither.
    """
    version = keeping.settled(draft)
    if version is not None:
        titled = small(keeping.titled(version))
        called = f"den version som är {version.why} {version.day.isoformat()} ({titled})"
        weighed = Weighed(version.agreement, draft.agreement)
        again = [
            ", ".join(part for part in (one.body, one.party) if part)
            for one in approval.unapproved(draft.agreement, draft.versions, on).approvals
        ]
        return _said(handbook, weighed, called, tuple(filter(None, again)))
    if draft.predecessors:
        last = draft.predecessors[-1].agreement
        return _said(handbook, Weighed(last, draft.agreement), _revised(last), ())
    return None


def _revised(last: Agreement) -> str:
    label = f" (version {last.version})" if last.version else ""
    return f"den förra överenskommelsen{label}"


def _said(handbook: Handbook, weighed: Weighed, called: str, again: tuple[str, ...]) -> Standing:
    if weighed.substance:
        where = _where(handbook, weighed.substance)
        return Standing(f"Sedan {called} har det här ändrats: {where}. {_decide(weighed, again)}")
    if weighed.contacts:
        proposed = weighed.version if weighed.new.version == weighed.old.version else None
        more = f" Den nya versionen kan heta {proposed}." if proposed else ""
        return Standing(
            f"Sedan {called} har bara kontakter ändrats: {_where(handbook, weighed.contacts)}. "
            f"Inget organ behöver besluta igen.{more}",
            proposed,
        )
    return Standing(f"Inget som behöver beslutas har ändrats sedan {called}.")


def _decide(weighed: Weighed, again: tuple[str, ...]) -> str:
    who = again or tuple(map(str, weighed.deciders))
    return f"De här behöver besluta: {'; '.join(who)}." if who else "Parterna behöver besluta."


def decide(weighed: Weighed) -> str:
    """Return who must decide on what differs, as a sentence; that nobody must where only contacts do."""
    if weighed.substance:
        return _decide(weighed, ())
    return "Bara kontakter ändras: inget organ behöver besluta igen."


def _where(handbook: Handbook, found: Iterable[Difference]) -> str:
    """Return the sections of the handbook in which there are differences."""
    asked = (place.in_handbook(handbook, one.address) for one in found)
    titles = dict.fromkeys(one.section.title for one in asked if one is not None)
    return joined(list(titles)) or "överenskommelsen"
