"""What the parties say of the goals of the agreement before, while they revise it.

It is about goals that may be gone from the agreement that is drafted, and so it is no part of that: it
stands beside it, under the ids that the goals had. What a target was is read in the agreement before and
never copied.
"""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator

from lokdesk.agreement.answer import HelpedWord, Line, PartyOrAll, Text
from lokdesk.agreement.value import Item, ItemId, Items, Value

Verdict = Literal["keep", "reformulate", "drop"]
KEEP: Verdict = "keep"
REFORMULATE: Verdict = "reformulate"
DROP: Verdict = "drop"
VERDICTS: tuple[Verdict, ...] = (KEEP, REFORMULATE, DROP)


class IndicatorOutcome(Value):
    """What an *indicator* of the agreement before, by its id, has shown: in one municipality, or in all.

    *period* says when, or what else there is to say of the figure.
    """

    indicator: ItemId
    party: PartyOrAll = None
    value: Line = None
    period: Line = None


def _said(outcomes: Sequence[IndicatorOutcome]) -> tuple[IndicatorOutcome, ...]:
    """Keep what says something, the last for each place."""
    found = {(one.indicator, one.party): one for one in outcomes}
    return tuple(one for one in found.values() if one.value is not None or one.period is not None)


class GoalEvaluation(Item):
    """What is said of one goal. Its id is that of the goal.

    Of a goal of the agreement before: the *outcomes*, whether it *helped* and *how*, the *verdict*, and
    *why*. Of a goal that is new: *why* it has been set.
    """

    outcomes: Annotated[tuple[IndicatorOutcome, ...], AfterValidator(_said)] = ()
    helped: HelpedWord = None
    how: Text = None
    verdict: Verdict | None = None
    why: Text = None

    @property
    def empty(self) -> bool:
        """Whether nothing has been said."""
        return self == GoalEvaluation(id=self.id)


class Evaluation(Value):
    """What has been said of each goal, and what else on the agenda of a revision is *treated*.

    A point that has been gone through is named by its key (``processes:processes/4f2a91c0``).
    """

    goals: Items[GoalEvaluation] = ()
    treated: tuple[str, ...] = ()

    def of(self, goal_id: str) -> GoalEvaluation:
        """Return what is said of the goal with that id; where nothing is, what says nothing."""
        found = next((one for one in self.goals if one.id == goal_id), None)
        return found or GoalEvaluation(id=goal_id)
