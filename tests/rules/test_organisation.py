"""Forums: one that is strategic, and none that report in a circle."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.organisation import Forum
from lokdesk.rules.organisation import circles
from tests.rules.judged import agreement, found, places

STRATEGIC = "no_strategic_forum"


def forums(*given: dict[str, Any], status: str | None = None) -> Any:
    return agreement(status=status, organisation={"forums": list(given)})


@pytest.mark.parametrize(
    ("status", "severity"),
    [(None, "should"), ("utkast", "should"), ("avstämningsversion", "must"), ("beslutad", "must")],
)
def test_an_agreement_needs_a_strategic_forum(status: str | None, severity: str):
    for without in (
        forums(status=status),
        forums({"level": "operativ"}, {"name": "Styrgrupp"}, status=status),
    ):
        (finding,) = found(STRATEGIC, without)
        assert (finding.severity, finding.address) == (severity, "organisation/forums")


@pytest.mark.parametrize(
    "level", ["strategisk", "Strategisk", "strategisk och regional", "regional/strategisk"]
)
def test_a_forum_is_strategic_by_its_level(level: str):
    assert places(STRATEGIC, forums({"level": level})) == []


def test_the_missing_forum_is_reported_once():
    given = forums(status="beslutsversion")

    assert places(STRATEGIC, given) == ["organisation/forums"]
    assert "organisation/forums" not in places("required_answer_missing", given)


def chain(**reports: str | None) -> list[Forum]:
    return [
        Forum(id=f"forum00{name}", reports_to=f"forum00{to}" if to else None) for name, to in reports.items()
    ]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ({"a": None, "b": "a", "c": "b"}, []),
        ({"a": "a"}, ["a"]),
        ({"a": "b", "b": "a"}, ["ab"]),
        ({"a": "b", "b": "c", "c": "b"}, ["bc"]),
        ({"a": "c", "b": "a", "c": "b"}, ["acb"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c", "e": "a"}, ["ab", "cd"]),
        ({"a": "x"}, []),
    ],
)
def test_circles_are_found_each_once_from_their_first_forum(
    reports: dict[str, str | None], expected: list[str]
):
    assert ["".join(one[-1] for one in circle) for circle in circles(chain(**reports))] == expected


@given(st.lists(st.integers(0, 9), max_size=10))
def test_every_forum_that_leads_back_to_itself_is_in_one_circle(above: list[int]):
    reports = {str(n): str(to) if to < len(above) else None for n, to in enumerate(above)}
    in_circles = [one[-1] for circle in circles(chain(**reports)) for one in circle]

    def leads_back(start: str) -> bool:
        here = reports[start]
        for _ in above:
            if here is None or here == start:
                break
            here = reports[here]
        return here == start

    assert sorted(in_circles) == sorted(one for one in reports if leads_back(one))


def test_a_circle_is_told_by_the_forums_names():
    (finding,) = found(
        "circle_among_forums",
        forums(
            {"id": "foru0001", "name": "Styrgruppen", "level": "strategisk", "reports_to": "foru0002"},
            {"id": "foru0002", "name": "Idégruppen", "reports_to": "foru0001"},
        ),
    )

    assert (finding.severity, finding.address) == ("should", "organisation/forums/foru0001/reports_to")
    assert "Styrgruppen → Idégruppen → Styrgruppen" in finding.message
