"""Rules for goals and what they are measured by."""

from collections.abc import Callable, Iterator

from lokdesk.agreement import address as at
from lokdesk.agreement.goals import Goal
from lokdesk.rules.context import Context
from lokdesk.rules.rule import Remark, Rule, words

GOAL = "goals/*"


def _without_effect(_: Context, address: str, goal: Goal) -> Iterator[Remark]:
    if goal.effect is None:
        yield Remark(at.join(address, "effect"))


def _without_indicator(_: Context, address: str, goal: Goal) -> Iterator[Remark]:
    if not goal.indicators:
        yield Remark(at.join(address, "indicators"))


def _about(listed: str) -> Callable[[Context, str, Goal], Iterator[Remark]]:
    """Return what finds goals that are worded with any of the words *listed*."""

    def find(context: Context, address: str, goal: Goal) -> Iterator[Remark]:
        for field, text in (("title", goal.title or ""), ("description", words(goal.description))):
            if context.texts.finds(listed, text):
                yield Remark(at.join(address, field))
                return

    return find


RULES = (
    Rule("goal_without_effect", "should", (GOAL,), _without_effect, covers=("goals/*/effect",)),
    Rule("goal_without_indicator", "should", (GOAL,), _without_indicator, covers=("goals/*/indicators",)),
    Rule("goal_about_lead_time", "tip", (GOAL,), _about("lead_times")),
    Rule("goal_about_part_of_process", "tip", (GOAL,), _about("parts_of_processes")),
)
