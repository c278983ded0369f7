"""The goals of the agreement before: outcome against target, and what becomes of each of them."""

from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, Predecessor
from lokdesk.agreement.evaluation import DROP, KEEP, REFORMULATE, Evaluation, GoalEvaluation, Verdict
from lokdesk.agreement.rich_text import plain
from lokdesk.revision import evaluation
from lokdesk.revision.evaluation import Standing

OLD = Agreement.model_validate(
    {
        "parties": [
            {"id": "part0001", "name": "Alvesta kommun", "kind": "kommun"},
            {"id": "part0002", "name": "Växjö kommun", "kind": "kommun"},
            {"id": "part0003", "name": "Arbetsförmedlingen", "kind": "Arbetsförmedlingen"},
        ],
        "target_groups": [{"id": "grou0001", "name": "Unga"}],
        "goals": [
            {"id": "goal0001", "title": "Fler i arbete", "target_groups": ["grou0001"]},
            {
                "id": "goal0002",
                "title": "Färre unga utan sysselsättning",
                "target_groups": ["grou0001"],
                "indicators": [
                    {
                        "id": "indi0001",
                        "name": "Andel i arbete",
                        "values": [
                            {"id": "valu0001", "party": "part0001", "baseline": "20 %", "target": "40 %"},
                            {"id": "valu0002", "party": None, "baseline": "25 %", "target": "35 %"},
                        ],
                        "outcomes": [
                            {"id": "outc0001", "party": "part0001", "period": "T1", "value": "22 %"},
                            {"id": "outc0002", "party": "part0001", "period": "T2", "value": "30 %"},
                        ],
                    },
                    {"id": "indi0002", "name": "Möten"},
                ],
            },
            {"id": "goal0003", "title": "Bättre möten"},
        ],
    }
)


def draft(**more: Any) -> Draft:
    return Draft(agreement=OLD, predecessors=(Predecessor(id="pred0001", agreement=OLD),)).model_copy(
        update=more
    )


def ids(of: Draft) -> list[str]:
    return [one.id for one in of.agreement.goals]


def test_there_is_nothing_to_evaluate_in_an_agreement_that_revises_none():
    assert evaluation.evaluated(Draft(agreement=OLD)) == ()
    assert evaluation.new_goals(Draft(agreement=OLD)) == ()


def test_an_indicator_has_a_row_for_each_party_with_a_target_or_an_outcome():
    _, young, _ = evaluation.evaluated(draft())

    first, together = young.rows["indi0001"]
    assert (first.party, first.baseline, first.target) == ("part0001", "20 %", "40 %")
    # What the agreement before tells last, as long as nothing has been entered.
    assert (first.value, first.period, first.own) == ("30 %", "T2", False)
    assert (together.party, together.target, together.value) == (None, "35 %", None)
    (bare,) = young.rows["indi0002"]
    assert (bare.party, bare.target, bare.value) == (None, None, None)
    assert young.outcomes == (1, 3)


def test_an_outcome_that_is_entered_takes_the_place_of_the_one_that_was_told():
    said = evaluation.outcome(Evaluation(), "goal0002", "indi0001", "part0001", " 41 % ", "helåret")

    _, young, _ = evaluation.evaluated(draft(evaluation=said))

    row = young.rows["indi0001"][0]
    assert (row.value, row.period, row.own, row.standing) == ("41 %", "helåret", True, "reached")
    # The last word on the same figure is the one that stands; none at all is the one before again.
    again = evaluation.outcome(said, "goal0002", "indi0001", "part0001", "39 %", None)
    assert [one.value for one in again.of("goal0002").outcomes] == ["39 %"]
    assert evaluation.outcome(again, "goal0002", "indi0001", "part0001", "", "") == Evaluation()


@pytest.mark.parametrize(
    ("target", "value", "shown"),
    [
        ("40 %", "30", "30 %"),
        ("minst 40 %", "30,5", "30,5 %"),
        ("40 %", "30 %", "30 %"),
        ("40", "30", "30"),
        ("40 %", "en tredjedel", "en tredjedel"),
        ("40 %", None, None),
    ],
)
def test_a_number_alone_reads_as_the_share_that_the_target_is(
    target: str, value: str | None, shown: str | None
):
    indicator = OLD.goals[1].indicators[0]

    assert evaluation.Row(indicator, None, None, target, value).shown == shown


def entered(value: str, period: str) -> Evaluation:
    return evaluation.outcome(Evaluation(), "goal0002", "indi0001", "part0001", value, period)


def test_what_an_earlier_evaluation_told_last_is_told_in_the_next():
    first = Predecessor(id="pred0001", agreement=OLD)
    second = Predecessor(id="pred0002", agreement=OLD, evaluation=entered("36 %", "helåret"))

    _, young, _ = evaluation.evaluated(Draft(agreement=OLD, predecessors=(first, second)))

    row = young.rows["indi0001"][0]
    assert (row.value, row.period, row.own, row.standing) == ("36 %", "helåret", False, "nearer")


def test_what_the_agreement_has_come_to_tell_since_is_newer_than_the_evaluation():
    told = {"id": "outc0003", "party": "part0001", "period": "T3", "value": "38 %"}
    outcomes = at.get(OLD, "goals/goal0002/indicators/indi0001/outcomes")
    since = at.replace(OLD, "goals/goal0002/indicators/indi0001/outcomes", (*outcomes, told))
    first = Predecessor(id="pred0001", agreement=OLD)
    second = Predecessor(id="pred0002", agreement=since, evaluation=entered("36 %", "helåret"))

    _, young, _ = evaluation.evaluated(Draft(agreement=since, predecessors=(first, second)))

    assert (young.rows["indi0001"][0].value, young.rows["indi0001"][0].period) == ("38 %", "T3")


def test_what_was_told_of_a_party_that_has_left_is_not_asked_for_again():
    left = OLD.model_copy(update={"parties": OLD.parties[1:]})
    left = at.replace(left, "goals/goal0002/indicators/indi0001/values", ())
    left = at.replace(left, "goals/goal0002/indicators/indi0001/outcomes", ())
    first = Predecessor(id="pred0001", agreement=OLD)
    second = Predecessor(id="pred0002", agreement=left, evaluation=entered("36 %", "helåret"))

    _, young, _ = evaluation.evaluated(Draft(agreement=left, predecessors=(first, second)))

    assert [row.party for row in young.rows["indi0001"]] == [None]


def test_the_municipalities_without_a_row_can_be_asked_for():
    _, young, _ = evaluation.evaluated(draft())
    one, two = young.goal.indicators

    assert evaluation.municipalities_left(young, one, OLD) == ("part0002",)
    assert evaluation.municipalities_left(young, two, OLD) == ("part0001", "part0002")


@pytest.mark.parametrize(
    ("baseline", "target", "value", "standing"),
    [
        ("20 %", "40 %", "40 %", "reached"),
        ("20 %", "40 %", "41,5 %", "reached"),
        ("20 %", "40 %", "30 %", "nearer"),
        ("20 %", "40 %", "20 %", "not nearer"),
        ("20 %", "40 %", "15 %", "not nearer"),
        ("600", "500", "480", "reached"),
        ("600", "500", "550", "nearer"),
        ("600", "500", "1 240", "not nearer"),
        (None, "Minst 40 %", "42 %", "reached"),
        (None, "minst 40 %", "31 %", "short"),
        ("20 %", "minst 40 %", "31 %", "nearer"),
        (None, "högst 10", "12", "short"),
        (None, "40 %", "40 %", "reached"),
        (None, "40 %", "31 %", None),
        ("20", "40 %", "50 %", None),
        ("20 %", "40 %", "41", "reached"),
        ("20 %", "40 %", "30", "nearer"),
        ("600", "500", "48 %", None),
        ("20 %", "fler än i dag", "30 %", None),
        ("20 %", "40 %", None, None),
    ],
)
def test_how_an_outcome_stands_to_its_target_is_told_where_figures_tell(
    baseline: str | None, target: str, value: str | None, standing: Standing | None
):
    assert evaluation.standing(baseline, target, value) == standing


def test_a_goal_that_is_dropped_leaves_the_agreement_and_what_is_said_of_it_stays():
    said = evaluation.said(Evaluation(), "goal0002", helped="Nej", why="Ingen följde det.")

    after = evaluation.judged(draft(evaluation=said), "goal0002", DROP)

    assert ids(after) == ["goal0001", "goal0003"]
    kept = after.evaluation.of("goal0002")
    assert (kept.verdict, kept.helped, kept.why) == (DROP, "nej", plain("Ingen följde det."))
    (_, gone, _) = evaluation.evaluated(after)
    assert (gone.there, gone.goal.title, gone.done) == (False, "Färre unga utan sysselsättning", True)


@pytest.mark.parametrize("verdict", [KEEP, REFORMULATE])
@pytest.mark.parametrize("goal", ["goal0001", "goal0002", "goal0003"])
def test_a_goal_that_is_to_stay_after_all_is_put_back_where_it_stood(goal: str, verdict: Verdict):
    before = draft()

    after = evaluation.judged(evaluation.judged(before, goal, DROP), goal, verdict)

    assert after.agreement == before.agreement
    assert after.evaluation.of(goal).verdict == verdict


def test_what_a_goal_that_is_put_back_spoke_of_and_is_gone_is_left_out():
    dropped = evaluation.judged(draft(), "goal0002", DROP)
    bare = at.remove(at.remove(dropped.agreement, "parties/part0001"), "target_groups/grou0001")

    after = evaluation.judged(dropped.model_copy(update={"agreement": bare}), "goal0002", KEEP)

    (goal,) = [one for one in after.agreement.goals if one.id == "goal0002"]
    assert goal.target_groups == ()
    assert [one.party for one in goal.indicators[0].values] == [None]
    assert goal.indicators[0].outcomes == ()


def test_no_verdict_changes_nothing_else():
    after = evaluation.judged(evaluation.judged(draft(), "goal0001", KEEP), "goal0001", None)

    assert after == draft()


def test_what_is_left_to_do_about_a_goal_is_told_one_by_one():
    one = draft()
    assert evaluation.evaluated(one)[0].left == ("helped", "verdict")
    judged = evaluation.judged(one, "goal0001", REFORMULATE)
    assert evaluation.evaluated(judged)[0].left == ("helped", "why", "reworded")
    gone = judged.model_copy(update={"agreement": at.remove(judged.agreement, "goals/goal0001")})
    assert evaluation.evaluated(gone)[0].left == ("helped", "why", "back")
    dropped = evaluation.judged(one, "goal0001", DROP).model_copy(update={"agreement": one.agreement})
    assert evaluation.evaluated(dropped)[0].left == ("helped", "why", "gone")


def done(verdict: Verdict | None, *, helped: str | None = "ja", why: str | None = "Därför.") -> bool:
    after = evaluation.judged(draft(), "goal0001", verdict)
    said = evaluation.said(after.evaluation, "goal0001", helped=helped, why=why)
    return evaluation.evaluated(after.model_copy(update={"evaluation": said}))[0].done


def test_a_goal_is_done_when_it_is_told_if_it_helped_and_what_becomes_of_it():
    assert done(KEEP)
    assert done(KEEP, why=None), "a goal that is kept needs no reason"
    assert done(DROP)
    assert not done(DROP, why=None)
    assert not done(KEEP, helped=None)
    assert not done(None)
    assert not done(REFORMULATE), "it has not been reformulated"


def test_a_goal_that_is_to_be_reformulated_is_done_when_it_reads_otherwise():
    after = evaluation.judged(draft(), "goal0002", REFORMULATE)
    said = evaluation.said(after.evaluation, "goal0002", helped="delvis", why="För brett.")
    after = after.model_copy(update={"evaluation": said})
    outcomes = at.replace(after.agreement, "goals/goal0002/indicators/indi0001/outcomes", ())
    reworded = at.replace(after.agreement, "goals/goal0002/title", "Fler unga i arbete eller studier")

    # That the figures for the last year are gone is no rewording.
    for agreement, is_done in ((after.agreement, False), (outcomes, False), (reworded, True)):
        one = evaluation.evaluated(after.model_copy(update={"agreement": agreement}))[1]
        assert one.done is is_done


def test_why_a_goal_was_set_is_read_in_the_revisions_before():
    first = Evaluation(goals=(GoalEvaluation(id="goal0001", why=plain("Kartläggningen 2024.")),))
    second = Evaluation(goals=(GoalEvaluation(id="goal0001", why=plain("Styrgruppen ville.")),))
    chain = (
        Predecessor(id="pred0001", agreement=OLD, evaluation=first),
        Predecessor(id="pred0002", agreement=OLD, evaluation=second),
        Predecessor(id="pred0003", agreement=OLD),
    )

    one = evaluation.evaluated(draft(predecessors=chain))[0]

    assert [reason.text for reason in one.reasons] == ["Styrgruppen ville.", "Kartläggningen 2024."]


def test_new_goals_are_those_that_the_agreement_before_did_not_have():
    new = at.insert(OLD, "goals", OLD.goals[0].model_copy(update={"id": "goal0009", "title": "Nytt"}), 0)

    assert [one.title for one in evaluation.new_goals(draft(agreement=new))] == ["Nytt"]


def test_what_says_nothing_is_no_part_of_an_evaluation():
    said = evaluation.said(Evaluation(), "goal0001", how="Ord.")
    assert said.goals
    assert evaluation.said(said, "goal0001", how="") == Evaluation()
    assert evaluation.said(said, "goal0001", how="Ord.") is said


def test_a_point_is_gone_through_until_it_is_not():
    one = evaluation.treated(Evaluation(), "process:processes/proc0001", wanted=True)

    assert one.treated == ("process:processes/proc0001",)
    assert evaluation.treated(one, "process:processes/proc0001", wanted=True) is one
    assert evaluation.treated(one, "process:processes/proc0001", wanted=False) == Evaluation()
