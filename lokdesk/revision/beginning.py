"""How a revision begins: the agreement of last time is frozen, and the new one starts as a copy of it.

The copy keeps all ids, so that the two can be compared; what belongs to last time only is emptied, and what
is a day to come is moved on. The patterns say which is which.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lokdesk.agreement import address as at
from lokdesk.agreement import emptying, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Discussion, OpenQuestion
from lokdesk.agreement.draft import Draft, Predecessor
from lokdesk.agreement.evaluation import Evaluation
from lokdesk.agreement.parties import Decision, Party
from lokdesk.agreement.rich_text import RichText, plain
from lokdesk.agreement.validity import ReplacedAgreement, Validity
from lokdesk.agreement.value import new_id
from lokdesk.revision import numbering
from lokdesk.revision.comparison import compare
from lokdesk.revision.period import Period, following, later, shift

PERIOD = ("validity/start", "validity/end")
"""The days of the period, which get the new one's."""
MOVED = ("follow_up/next_revision",)
"""Days to come, which are as far into the new period as they were into the old one."""
EMPTIED = (
    "marking",
    "version_date",
    "parties/*/decisions/*/case_number",
    "parties/*/decisions/*/date",
    "parties/*/decisions/*/paragraph",
    "parties/*/decisions/*/rapporteur",
    "parties/*/decisions/*/certified",
    "parties/*/decisions/*/posted",
    "parties/*/signatories/*/place",
    "parties/*/signatories/*/signed",
    "parties/*/signatories/*/method",
    "validity/replaces",
    "circulations",
    "workshops",
)
"""What was said of how the last agreement was made, decided and signed."""
KEPT = (
    "mapping/statistics/*/retrieved",
    "goals/*/indicators/*/outcomes/*/retrieved",
    "validity/supplements/*/date",
)
"""Days on which something has happened, whatever the period."""
SUPPLEMENTS = "validity/supplements"
_FACTS = (
    "mapping",
    "legal_references",
    "target_groups/*/sizes",
    "goals/*/basis",
    "goals/*/indicators/*/values/*/baseline",
    "goals/*/indicators/*/outcomes",
    "validity/supplements",
    "validity/replaces",
)
"""What rightly speaks of years that have been."""

TO_WORK_IN = "Arbeta in tilläggsöverenskommelsen i överenskommelsen, och ta sedan bort den ur listan."


class Move(NamedTuple):
    """A day at *address* that has been moved on."""

    address: str
    old: date | None
    new: date | None


@dataclass(frozen=True)
class Begun:
    """A revision that has begun: the new *draft*, and all in it that is another than it was.

    *period* are the days of the new period and *moved* those that were moved on with it. *emptied* are the
    addresses, in the *old* agreement, of answers and items that are gone. *supplements* are those of
    supplements that shall be worked in, and *dated* those of answers that speak of years of the old period:
    both stand as they were.
    """

    draft: Draft
    period: tuple[Move, Move]
    moved: tuple[Move, ...]
    emptied: tuple[str, ...]
    supplements: tuple[str, ...]
    dated: tuple[str, ...]

    @property
    def old(self) -> Agreement:
        """The agreement that is revised."""
        return self.draft.predecessors[-1].agreement


def begun(
    draft: Draft,
    day: date,
    start: date | None = None,
    end: date | None = None,
    fresh: Callable[[frozenset[str]], str] = new_id,
) -> Begun:
    """Return the revision of *draft* that begins on *day*, for the period from *start* to *end*.

    Without those days the period is as long as the last one and comes right after it. *fresh* makes an id
    that is none of those it is given.
    """
    old = draft.agreement
    taken = at.ids(old) | {one.id for one in draft.predecessors}
    mine = fresh(taken)
    replaced = fresh(taken | {mine})
    last = Period(old.validity.start, old.validity.end)
    period = following(last, start, end)
    frozen = Predecessor(
        id=mine,
        agreement=old,
        frozen=day,
        handbook=draft.handbook.version or None,
        evaluation=draft.evaluation,
    )
    new, gone = _without_last_time(old)
    new = new.model_copy(update={"validity": _validity(new, old, period, replaced)})
    moves = tuple(_moves(new, shift(last, period)))
    for one in moves:
        new = at.replace(new, one.address, one.new)
    new = new.model_copy(
        update={"status": vocabulary.DRAFT, "version": numbering.renewed(old.version), "version_date": None}
    )
    return Begun(
        draft.model_copy(
            update={
                "agreement": new,
                "discussion": _discussion(draft.discussion, new, day, fresh, taken | {mine, replaced}),
                "set_aside": (),
                "predecessors": (*draft.predecessors, frozen),
                "evaluation": Evaluation(),
                "versions": (),
                "earlier": (),
            }
        ),
        (Move(PERIOD[0], last.start, period.start), Move(PERIOD[1], last.end, period.end)),
        tuple(one for one in moves if one.new is not None),
        (*gone, *(one.address for one in moves if one.new is None)),
        tuple(at.join(SUPPLEMENTS, one.id) for one in new.validity.supplements),
        tuple(_dated(new, last)),
    )


def _without_last_time(old: Agreement) -> tuple[Agreement, tuple[str, ...]]:
    """Return *old* without what belongs to last time, and the addresses of what is gone."""
    parties = tuple(
        one.model_copy(update={"decisions": kept})
        if len(kept := _decisions(one)) < len(one.decisions)
        else one
        for one in old.parties
    )
    new = emptying.emptied(old.model_copy(update={"parties": parties}), EMPTIED)
    # Nothing but what is gone is another than it was.
    return new, tuple(one.address for one in compare(old, new))


def _decisions(party: Party) -> tuple[Decision, ...]:
    """Return the decisions to make again: one of each kind by each body, and no change of the old one."""
    wanted: dict[object, Decision] = {}
    for one in party.decisions:
        if one.kind != vocabulary.CHANGE:
            wanted.setdefault((one.body, one.kind) if one.body or one.kind else one.id, one)
    return tuple(wanted.values())


def _validity(new: Agreement, old: Agreement, period: Period, replaced: str) -> Validity:
    # An agreement and its revision often have the same title.
    title = f"{old.title}, version {old.version}" if old.title and old.version else old.title
    item = ReplacedAgreement(id=replaced, title=title, case_number=_case_numbers(old), date=_concluded(old))
    return new.validity.model_copy(update={"start": period.start, "end": period.end, "replaces": (item,)})


def _case_numbers(old: Agreement) -> str | None:
    """Return the case numbers that the bodies approved the agreement under, or of what was decided at all."""
    made = [one for party in old.parties for one in party.decisions if one.case_number]
    approved = [one for one in made if one.kind == vocabulary.APPROVAL]
    return ", ".join(dict.fromkeys(one.case_number or "" for one in approved or made)) or None


def _concluded(old: Agreement) -> date | None:
    """Return the day the last of the parties signed, or for want of that the last body approved."""
    signed = [one.signed for party in old.parties for one in party.signatories]
    made = [one for party in old.parties for one in party.decisions]
    approved = [one.date for one in made if one.kind == vocabulary.APPROVAL]
    return max(filter(None, signed), default=max(filter(None, approved), default=None))


def _moves(new: Agreement, by: int | None) -> Iterator[Move]:
    for pattern in MOVED:
        for address, value in at.found(new, pattern):
            if value is not None and by != 0:
                yield Move(address, value, later(value, by) if by is not None else None)


def _discussion(
    said: Discussion,
    new: Agreement,
    day: date,
    fresh: Callable[[frozenset[str]], str],
    taken: frozenset[str],
) -> Discussion:
    """Return what is still to be said: notes, and what is open. That supplements are worked in is, too."""
    still = [one for one in said.open_questions if one.closed is None]
    taken |= {one.id for one in said.open_questions}
    for one in new.validity.supplements:
        id_ = fresh(taken)
        taken |= {id_}
        where = at.join(SUPPLEMENTS, one.id, "title")
        still.append(OpenQuestion(id=id_, address=where, text=plain(TO_WORK_IN), asked=day))
    return Discussion(
        notes=said.notes,
        open_questions=tuple(still),
        alternatives=tuple(one for one in said.alternatives if one.chosen is None),
    )


def _dated(new: Agreement, last: Period) -> Iterator[str]:
    """Yield the addresses of answers in words that speak of years of the *last* period, or the one before."""
    years = {day.year for day in last if day is not None}
    if not years:
        return
    said = re.compile(rf"(?<!\d)(?:{'|'.join(map(str, range(min(years), max(years) + 1)))})(?!\d)")
    present = emptying.emptied(new, _FACTS)
    for address, answer, value in at.answers(present):
        if answer.kind in ("line", "text", "frequency") and value is not None:
            words = value.text if isinstance(value, RichText) else str(value)
            if said.search(words):
                yield address
