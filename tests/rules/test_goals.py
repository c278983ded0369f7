"""Goals: effect, indicators, and what they are about."""

from typing import Any

import pytest

from tests.rules.judged import agreement, found, places


def goal(**answers: Any) -> Any:
    return agreement(goals=[{"id": "goal0001", "title": "Fler i arbete", **answers}])


def test_a_goal_needs_an_effect():
    (finding,) = found("goal_without_effect", goal())

    assert (finding.severity, finding.address) == ("should", "goals/goal0001/effect")
    assert finding.message == "Målet ”Fler i arbete” saknar effekt."
    assert places("goal_without_effect", goal(effect="Fler försörjer sig själva.")) == []


def test_a_goal_needs_an_indicator():
    (finding,) = found("goal_without_indicator", goal())

    assert (finding.severity, finding.address) == ("should", "goals/goal0001/indicators")
    assert places("goal_without_indicator", goal(indicators=[{"name": "Andel"}])) == []


def test_a_goal_without_a_title_goes_by_its_number():
    (finding,) = found("goal_without_effect", goal(title=None))

    assert finding.message == "Målet nummer 1 saknar effekt."


@pytest.mark.parametrize(
    ("rule", "answers", "field"),
    [
        ("goal_about_lead_time", {"title": "Kortare ledtider mellan aktiviteter"}, "title"),
        ("goal_about_lead_time", {"description": "Väntetiden till sfi ska bli kortare."}, "description"),
        ("goal_about_part_of_process", {"title": "Antalet trepartssamtal ska öka"}, "title"),
        ("goal_about_part_of_process", {"title": "Fler överlämningsmöten"}, "title"),
    ],
)
def test_a_goal_about_time_or_about_a_part_gets_a_tip(rule: str, answers: dict[str, str], field: str):
    (finding,) = found(rule, goal(**answers))

    assert (finding.severity, finding.address) == ("tip", f"goals/goal0001/{field}")


@pytest.mark.parametrize(
    "title",
    [
        "Fler nyanlända går till arbete eller studier",
        "Arbetsgivare hittar den kompetens de behöver",
        "Fler ledare",
    ],
)
def test_a_goal_about_people_gets_no_tip(title: str):
    given = goal(title=title)

    assert places("goal_about_lead_time", given) + places("goal_about_part_of_process", given) == []


def test_indicators_may_be_about_time_and_parts():
    given = goal(indicators=[{"name": "Ledtid mellan anvisning och start"}, {"name": "Antal möten"}])

    assert places("goal_about_lead_time", given) + places("goal_about_part_of_process", given) == []
