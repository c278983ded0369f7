"""Evaluating the goals of the agreement before: each function is one edit, undone as any other.

What is typed in one place is undone as one, until the session is settled.
"""

from typing import Any

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement.evaluation import Evaluation, Verdict
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.reference import Loose, loose
from lokdesk.agreement.wording import UNNAMED
from lokdesk.handbook import naming
from lokdesk.revision import evaluation
from lokdesk.revision.evaluation import GOALS
from lokdesk.session.complaint import Unfit, complaints
from lokdesk.session.session import Session

TREATED = "genomgången punkt på dagordningen"
"""What it is called to say that a point of the agenda is gone through."""


def say(session: Session, goal_id: str, **fields: Any) -> None:
    """Say something else of a goal: whether it helped, how, or why it becomes what it does.

    Raises Unfit for what cannot be said.
    """
    try:
        now = evaluation.said(session.draft.evaluation, goal_id, **fields)
    except ValidationError as error:
        raise Unfit(complaints(error, at.join(GOALS, goal_id), fields)) from error
    _change(session, now, goal_id, f"{goal_id}/{'+'.join(fields)}")


def enter_outcome(
    session: Session, goal_id: str, indicator: str, party: str | None, value: str | None, period: str | None
) -> None:
    """Enter what an indicator has shown for a *party*, or for all together. Raises Unfit."""
    try:
        now = evaluation.outcome(session.draft.evaluation, goal_id, indicator, party, value, period)
    except ValidationError as error:
        raise Unfit(complaints(error, at.join(GOALS, goal_id), value)) from error
    _change(session, now, goal_id, f"{goal_id}/{indicator}/{party or ''}")


def judge(session: Session, goal_id: str, verdict: Verdict | None) -> None:
    """Let a goal be kept, reformulated or dropped. One that is dropped is taken out of the agreement.

    It is put back as it stood when it is to stay after all. Raises KeyError when there was no such goal.
    """
    called = f"bedömningen av {_named(session, goal_id)}"
    session.change(evaluation.judged(session.draft, goal_id, verdict), name=called)


def treat(session: Session, key: str, wanted: bool) -> None:
    """Say that the point of the agenda with that *key* is gone through, or that it is not."""
    now = evaluation.treated(session.draft.evaluation, key, wanted)
    if now is not session.draft.evaluation:
        session.change(session.draft.model_copy(update={"evaluation": now}), name=TREATED)


def would_go(session: Session, goal_id: str) -> Loose:
    """Return what refers to a goal of the agreement, and goes with it when it is dropped."""
    return loose(session.agreement, evaluation.without_goal(session.agreement, goal_id))


def old_goal(session: Session, goal_id: str) -> Goal:
    """Return a goal as it stood in the agreement before. Raises KeyError when there was none."""
    before = evaluation.latest(session.draft)
    for one in before.agreement.goals if before is not None else ():
        if one.id == goal_id:
            return one
    raise KeyError(goal_id)


def _named(session: Session, goal_id: str) -> str:
    """Return what a goal is called, as it is now or as it was."""
    address = at.join(GOALS, goal_id)
    if any(one.id == goal_id for one in session.agreement.goals):
        return str(naming.named(session.handbook, session.agreement, address)[-1])
    return f"mål ”{old_goal(session, goal_id).title or UNNAMED}”"


def _change(session: Session, now: Evaluation, goal_id: str, run: str) -> None:
    if now is session.draft.evaluation:
        return
    draft = session.draft.model_copy(update={"evaluation": now})
    session.change(draft, name=f"utvärderingen av {_named(session, goal_id)}", run=run)
