"""The goals of the agreement before, evaluated: outcome against target, and what becomes of each goal.

Targets and baselines are read in the agreement before, as they stood; what is said of the goals stands in the
draft's evaluation. All functions are pure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from lokdesk.agreement import address as at
from lokdesk.agreement import number, reference
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, Predecessor
from lokdesk.agreement.evaluation import (
    DROP,
    KEEP,
    REFORMULATE,
    Evaluation,
    GoalEvaluation,
    IndicatorOutcome,
    Verdict,
)
from lokdesk.agreement.goals import Goal, Indicator, Outcome
from lokdesk.agreement.reference import Loose
from lokdesk.agreement.rich_text import RichText
from lokdesk.handbook import asking
from lokdesk.revision.comparison import compare

GOALS = "goals"
Standing = Literal["reached", "short", "nearer", "not nearer"]
"""How an outcome stands to its target. What is short of it is told to be nearer or not from the baseline."""
Left = Literal["helped", "verdict", "why", "back", "gone", "reworded"]
"""What can be left to do about a goal."""
_BOUND = re.compile(r"(minst|högst) (.+)", re.IGNORECASE)
"""A target that says in which direction it lies."""


@dataclass(frozen=True)
class Row:
    """An outcome against its target, in one municipality or (without a *party*) in all together.

    *own* says whether *value* and *period* have been entered in the evaluation; else they are those that the
    agreement before tells last, if any.
    """

    indicator: Indicator
    party: str | None
    baseline: str | None = None
    target: str | None = None
    value: str | None = None
    period: str | None = None
    own: bool = False

    @property
    def shown(self) -> str | None:
        """The outcome as it reads beside its target: a number alone is the share that the target is."""
        bound = _BOUND.fullmatch(self.target or "")
        goal, reached = _figure(bound[2] if bound else self.target), _figure(self.value)
        if self.value is None or goal is None or reached is None or not goal[1] or reached[1]:
            return self.value
        return f"{self.value} %"

    @property
    def standing(self) -> Standing | None:
        """How the outcome stands to its target; ``None`` where figures do not tell."""
        return standing(self.baseline, self.target, self.value)


@dataclass(frozen=True)
class Evaluated:
    """A *goal* of the agreement before, what is *said* of it, and its outcomes in *rows* by indicator.

    *there* tells whether it is in the new agreement, and *changed* whether it is another there. *reasons* are
    those that were given for it in earlier revisions, the latest first.
    """

    goal: Goal
    said: GoalEvaluation
    rows: Mapping[str, tuple[Row, ...]]
    there: bool
    changed: bool
    reasons: tuple[RichText, ...] = ()

    @property
    def outcomes(self) -> tuple[int, int]:
        """How many outcomes there are, and how many there could be."""
        every = [row for rows in self.rows.values() for row in rows]
        return sum(row.value is not None for row in every), len(every)

    @property
    def left(self) -> tuple[Left, ...]:
        """What is still to be done: to tell if it helped, what becomes of it and why, and to do that.

        A goal that is kept needs no reason.
        """
        said = self.said
        to_do: dict[Left, bool] = {
            "helped": said.helped is None,
            "verdict": said.verdict is None,
            "why": said.verdict in (REFORMULATE, DROP) and said.why is None,
            "back": said.verdict in (KEEP, REFORMULATE) and not self.there,
            "gone": said.verdict == DROP and self.there,
            "reworded": said.verdict == REFORMULATE and self.there and not self.changed,
        }
        return tuple(one for one, wanted in to_do.items() if wanted)

    @property
    def done(self) -> bool:
        """Whether nothing is left to do about it."""
        return not self.left


def latest(draft: Draft) -> Predecessor | None:
    """Return the agreement that *draft* revises, if it does."""
    return draft.predecessors[-1] if draft.predecessors else None


def evaluated(draft: Draft) -> tuple[Evaluated, ...]:
    """Return the goals of the agreement before, in its order, each with what is said of it."""
    before = latest(draft)
    if before is None:
        return ()
    there = {one.id: one for one in draft.agreement.goals}
    return tuple(
        Evaluated(
            goal,
            (said := draft.evaluation.of(goal.id)),
            {one.id: tuple(_rows(one, said, _told(draft, one))) for one in goal.indicators},
            goal.id in there,
            goal.id in there and _reworded(goal, there[goal.id]),
            tuple(_reasons(draft, goal.id)),
        )
        for goal in before.agreement.goals
    )


def _reworded(old: Goal, new: Goal) -> bool:
    """Return whether the goal is another, what its indicators have shown since left aside."""
    return any("/outcomes" not in one.address for one in compare(_only(old), _only(new)))


def _only(goal: Goal) -> Agreement:
    return Agreement(goals=(goal,))


def municipalities_left(one: Evaluated, indicator: Indicator, old: Agreement) -> tuple[str, ...]:
    """Return the municipalities of *old* that the goal holds for and that *indicator* has no row for."""
    told = {row.party for row in one.rows[indicator.id]}
    return tuple(
        party
        for party in asking.municipalities(old)
        if party not in told and (not one.goal.scope or party in one.goal.scope)
    )


def new_goals(draft: Draft) -> tuple[Goal, ...]:
    """Return the goals that the agreement before did not have; none where there is no such agreement."""
    before = latest(draft)
    if before is None:
        return ()
    known = {one.id for one in before.agreement.goals}
    return tuple(one for one in draft.agreement.goals if one.id not in known)


def _reasons(draft: Draft, goal_id: str) -> Iterator[RichText]:
    """Yield why the goal was set or changed, as it was told in the revisions before this one."""
    for one in reversed(draft.predecessors):
        why = one.evaluation.of(goal_id).why
        if why is not None:
            yield why


def _told(draft: Draft, indicator: Indicator) -> dict[str | None, Outcome | IndicatorOutcome]:
    """Return what an indicator has shown last, by party, in the agreements before and in their evaluations.

    What was said in the evaluation while an agreement was drafted is older than what the agreement has come
    to tell since, and newer than what the one before it told.
    """
    told: dict[str | None, Outcome | IndicatorOutcome] = {}
    known: set[tuple[str | None, str | None, str | None]] = set()
    for one in draft.predecessors:
        said = (it for goal in one.evaluation.goals for it in goal.outcomes if it.indicator == indicator.id)
        told |= {it.party: it for it in said if it.value is not None}
        for it in _outcomes(one.agreement, indicator.id):
            key = (it.party, it.period, it.value)
            if it.value is not None and key not in known:
                known.add(key)
                told[it.party] = it
    there = {None, *(one.id for one in draft.predecessors[-1].agreement.parties)}
    return {party: it for party, it in told.items() if party in there}


def _outcomes(agreement: Agreement, indicator: str) -> tuple[Outcome, ...]:
    found = (it for goal in agreement.goals for it in goal.indicators if it.id == indicator)
    return next((it.outcomes for it in found), ())


def _rows(
    indicator: Indicator, said: GoalEvaluation, told: Mapping[str | None, Outcome | IndicatorOutcome]
) -> Iterator[Row]:
    """Yield a row for each party with a target or an outcome; where there is none, one for all together."""
    values = {one.party: one for one in indicator.values}
    entered = {one.party: one for one in said.outcomes if one.indicator == indicator.id}
    for party in dict.fromkeys((*values, *told, *entered)) or (None,):
        target, own, known = values.get(party), entered.get(party), told.get(party)
        shown = own or known
        yield Row(
            indicator,
            party,
            target.baseline if target else None,
            target.target if target else None,
            shown.value if shown else None,
            shown.period if shown else None,
            own is not None,
        )


def standing(baseline: str | None, target: str | None, value: str | None) -> Standing | None:
    """Return how *value* stands to *target*, seen from *baseline*; ``None`` where that cannot be told.

    A number alone is read as the share that the target is. The direction is the one from the baseline to the
    target, or what the target says: "minst 40 %".
    """
    bound = _BOUND.fullmatch(target or "")
    start, goal, reached = (_figure(one) for one in (baseline, bound[2] if bound else target, value))
    if goal is None or reached is None or (reached[1] and not goal[1]):
        return None
    if start is not None and start[1] != goal[1]:
        start = None
    if bound is not None:
        upwards = bound[1].casefold() == "minst"
    elif start is not None and start[0] != goal[0]:
        upwards = goal[0] > start[0]
    else:
        return "reached" if reached[0] == goal[0] else None
    sign = 1 if upwards else -1
    if sign * (reached[0] - goal[0]) >= 0:
        return "reached"
    if start is None:
        return "short"
    return "nearer" if sign * (reached[0] - start[0]) > 0 else "not nearer"


def _figure(written: str | None) -> tuple[Decimal, bool] | None:
    """Return the number that *written* is, and whether it is a share."""
    found = number.understood(written) if written else None
    if found is None:
        return None
    sign = "-" if found.sign == number.MINUS else ""
    return Decimal(f"{sign}{found.whole}.{found.decimals or 0}"), found.share


# Saying something


def said(evaluation: Evaluation, goal_id: str, **fields: Any) -> Evaluation:
    """Return *evaluation* with other *fields* of what is said of a goal, brought into normal form.

    Raises pydantic's ValidationError for what cannot be said.
    """
    before = evaluation.of(goal_id)
    kept = {name: getattr(before, name) for name in GoalEvaluation.model_fields}
    return _with(evaluation, GoalEvaluation.model_validate(kept | fields))


def outcome(
    evaluation: Evaluation,
    goal_id: str,
    indicator: str,
    party: str | None,
    value: str | None,
    period: str | None,
) -> Evaluation:
    """Return *evaluation* with an outcome entered in the place of the one for the same party, if any."""
    one = IndicatorOutcome(indicator=indicator, party=party, value=value, period=period)
    return said(evaluation, goal_id, outcomes=(*evaluation.of(goal_id).outcomes, one))


def _with(evaluation: Evaluation, one: GoalEvaluation) -> Evaluation:
    others = tuple(it for it in evaluation.goals if it.id != one.id)
    if one.empty:
        goals = others
    elif len(others) == len(evaluation.goals):
        goals = (*evaluation.goals, one)
    else:
        goals = tuple(one if it.id == one.id else it for it in evaluation.goals)
    if goals == evaluation.goals:
        return evaluation
    return evaluation.model_copy(update={"goals": goals})


def treated(evaluation: Evaluation, key: str, wanted: bool) -> Evaluation:
    """Return *evaluation* with the point of the agenda with that *key* gone through, or not."""
    if (key in evaluation.treated) == wanted:
        return evaluation
    others = tuple(one for one in evaluation.treated if one != key)
    return evaluation.model_copy(update={"treated": (*others, key) if wanted else others})


def judged(draft: Draft, goal_id: str, verdict: Verdict | None) -> Draft:
    """Return *draft* with another *verdict* on a goal of the agreement before, and what follows from it.

    A goal that is dropped is taken out of the agreement, with all that refers to it. One that is to stay and
    has been taken out is put back as it stood, where it stood among the others.
    """
    draft = draft.model_copy(update={"evaluation": said(draft.evaluation, goal_id, verdict=verdict)})
    there = any(one.id == goal_id for one in draft.agreement.goals)
    if verdict == DROP and there:
        return draft.model_copy(update={"agreement": without_goal(draft.agreement, goal_id)})
    if verdict in (KEEP, REFORMULATE) and not there:
        return draft.model_copy(update={"agreement": _with_goal(draft, goal_id)})
    return draft


def without_goal(agreement: Agreement, goal_id: str) -> Agreement:
    """Return *agreement* without a goal, and without what refers to it."""
    after = at.remove(agreement, at.join(GOALS, goal_id))
    return reference.released(after, reference.loose(agreement, after))


def _with_goal(draft: Draft, goal_id: str) -> Agreement:
    """Return the agreement with a goal put back. What it referred to and is gone is left out of it."""
    before = latest(draft)
    if before is None:
        return draft.agreement
    old = before.agreement.goals
    number_ = next(n for n, one in enumerate(old) if one.id == goal_id)
    after = at.insert(
        draft.agreement, GOALS, old[number_], _place(draft.agreement.goals, [one.id for one in old[:number_]])
    )
    here = at.join(GOALS, goal_id) + "/"
    loose = reference.loose(before.agreement, after)
    mine = Loose(
        {address: kept for address, kept in loose.answers.items() if address.startswith(here)},
        (),
        tuple(one for one in loose.items if one.startswith(here)),
    )
    return reference.released(after, mine)


def _place(goals: Sequence[Goal], earlier: Sequence[str]) -> int:
    """Return the position right after the last of *goals* whose ids are among the *earlier* ones."""
    return max((n + 1 for n, one in enumerate(goals) if one.id in earlier), default=0)
