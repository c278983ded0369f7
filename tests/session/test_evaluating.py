"""Evaluating goals in the open draft: edits that are undone, saved, kept in the journal and never shared."""

from datetime import date
from pathlib import Path

import pytest

from lokdesk.agreement.evaluation import Evaluation
from lokdesk.agreement.rich_text import plain
from lokdesk.handbook import naming
from lokdesk.project import changes, project
from lokdesk.revision.beginning import begun
from lokdesk.session import edit, evaluating, sharing
from lokdesk.session.complaint import Unfit
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

TODAY = date(2026, 11, 22)


@pytest.fixture
def session() -> Session:
    return Session(LIBRARY, begun(LIBRARY.example(), TODAY).draft)


@pytest.fixture
def goal(session: Session) -> str:
    return session.agreement.goals[0].id


def said(session: Session) -> str:
    assert session.to_undo is not None
    return edit.said(session.to_undo, session.handbook)


def test_what_is_typed_in_one_place_is_undone_as_one(session: Session, goal: str):
    for text in ("I", "In", "Ingen"):
        evaluating.say(session, goal, why=text)
    evaluating.say(session, goal, how="A")
    evaluating.say(session, goal, how="Av")

    session.undo()
    assert session.draft.evaluation.of(goal).why == plain("Ingen")
    assert session.draft.evaluation.of(goal).how is None
    session.undo()
    assert session.draft.evaluation == Evaluation()
    session.redo()
    assert session.draft.evaluation.of(goal).why == plain("Ingen")


def test_a_pause_parts_what_is_typed(session: Session, goal: str):
    evaluating.say(session, goal, why="Ingen")
    session.settle()
    evaluating.say(session, goal, why="Ingen alls")

    session.undo()

    assert session.draft.evaluation.of(goal).why == plain("Ingen")


def test_another_edit_in_between_is_no_part_of_the_run(session: Session, goal: str):
    evaluating.say(session, goal, why="A")
    session.set("title", "Ny")
    evaluating.say(session, goal, why="AB")

    session.undo()
    assert (session.agreement.title, session.draft.evaluation.of(goal).why) == ("Ny", plain("A"))
    session.undo()
    assert session.agreement.title != "Ny"


def test_after_undo_a_run_begins_anew(session: Session, goal: str):
    evaluating.say(session, goal, why="A")
    evaluating.say(session, goal, why="AB")
    session.undo()
    session.redo()
    evaluating.say(session, goal, why="ABC")

    session.undo()

    assert session.draft.evaluation.of(goal).why == plain("AB")


def test_an_outcome_is_entered_for_one_party_at_a_time(session: Session, goal: str):
    indicator = session.agreement.goals[0].indicators[0].id
    one, two = (party.id for party in session.agreement.parties[:2])

    evaluating.enter_outcome(session, goal, indicator, one, "3", None)
    evaluating.enter_outcome(session, goal, indicator, one, "31 %", None)
    evaluating.enter_outcome(session, goal, indicator, two, "29 %", "2026")

    found = session.draft.evaluation.of(goal).outcomes
    assert [(it.party, it.value, it.period) for it in found] == [(one, "31 %", None), (two, "29 %", "2026")]
    session.undo()
    assert [it.value for it in session.draft.evaluation.of(goal).outcomes] == ["31 %"]


def test_dropping_a_goal_is_one_edit_with_a_name(session: Session, goal: str):
    before = session.agreement
    title = naming.named(session.handbook, before, f"goals/{goal}")[-1].short

    evaluating.judge(session, goal, "drop")

    assert goal not in {one.id for one in session.agreement.goals}
    assert said(session).startswith(f"bedömningen av mål {title[:12]}")
    session.undo()
    assert session.agreement is before
    session.redo()
    evaluating.judge(session, goal, "keep")
    assert session.agreement == before
    assert session.draft.evaluation.of(goal).verdict == "keep"


def test_what_is_said_of_a_goal_stands_when_it_is_gone(session: Session, goal: str):
    evaluating.say(session, goal, helped="Nej", why="Ingen följde det.")
    session.remove(f"goals/{goal}")
    evaluating.say(session, goal, how="Vi saknade siffror.")

    one = session.draft.evaluation.of(goal)
    assert (one.helped, one.why, one.how) == (
        "nej", plain("Ingen följde det."), plain("Vi saknade siffror."),
    )  # fmt: skip
    assert "utvärderingen av mål" in said(session)


def test_what_cannot_be_said_changes_nothing(session: Session, goal: str):
    with pytest.raises(Unfit):
        evaluating.say(session, goal, verdict="burn")
    with pytest.raises(Unfit):
        evaluating.enter_outcome(session, goal, "no id", None, "3", None)

    assert session.draft.evaluation == Evaluation()


def test_a_point_is_gone_through_and_not(session: Session):
    evaluating.treat(session, "goals:goals", wanted=True)
    evaluating.treat(session, "goals:goals", wanted=True)
    assert said(session) == evaluating.TREATED

    session.undo()

    assert session.draft.evaluation == Evaluation()
    assert session.undoable is None


def test_it_is_saved_and_kept_in_the_journal(session: Session, goal: str, tmp_path: Path):
    before = session.draft
    evaluating.say(session, goal, helped="delvis", why="Ord.")
    evaluating.judge(session, goal, "drop")
    evaluating.treat(session, "goals:goals", wanted=True)

    path = tmp_path / "ny.lokdesk"
    session.save_as(path)
    assert project.open(path).draft == session.draft

    files: changes.Files = {}
    raw = changes.tree(before, files)
    changes.apply(raw, changes.difference(before, session.draft, files))
    assert changes.draft(raw, files) == session.draft


def test_a_copy_to_share_has_nothing_of_it_and_that_is_told(session: Session, goal: str):
    evaluating.say(session, goal, why="Internt.")
    evaluating.treat(session, "goals:goals", wanted=True)

    assert sharing.shared(session.draft).evaluation == Evaluation()
    stays = sharing.luggage(session.project.__class__(session.draft)).stays
    assert "1 utvärdering av ett mål" in stays
    assert "1 punkt som är genomgången i revideringen" in stays
