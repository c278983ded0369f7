"""Values that may differ between municipalities."""

from typing import Any

import pytest

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.handbook.book import Question
from lokdesk.session import municipal
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

SIZES = "target_groups/grou0001/sizes"
OUTCOMES = "goals/goal0001/indicators/indi0001/outcomes"
KINDS = {"afafafaf": "Arbetsförmedlingen", "alvesta1": "kommun", "ljungby1": "kommun"}


def session(kinds: dict[str, str] = KINDS, *sizes: dict[str, Any]) -> Session:
    return Session(
        LIBRARY,
        Draft.model_validate(
            {
                "agreement": {
                    "parties": [{"id": one, "kind": kind} for one, kind in kinds.items()],
                    "target_groups": [{"id": "grou0001", "sizes": sizes}],
                    "goals": [{"id": "goal0001", "indicators": [{"id": "indi0001"}]}],
                }
            }
        ),
    )


def question(address: str) -> Question:
    return LIBRARY.handbook.question(address)


def lacking(session: Session, address: str = SIZES) -> tuple[str, ...]:
    return municipal.without_row(session.agreement, address, question(address))


def with_rows(session: Session, address: str = SIZES) -> list[str | None]:
    rows = municipal.with_rows(session.agreement, address, question(address))
    session.set(address, rows)
    return [row.party for row in session.value(address)]


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("target_groups/*/sizes", "party"),
        ("goals/*/indicators/*/values", "party"),
        ("goals/*/indicators/*/outcomes", "party"),
        ("processes/*/variants", None),
        ("goals", None),
        ("goals/*/title", None),
    ],
)
def test_lists_whose_items_are_someones_or_everyones_are_known(pattern: str, name: str | None):
    assert municipal.owner(question(pattern)) == name


def test_there_is_a_row_for_every_municipality_that_has_none():
    given = session(KINDS, {"id": "size0001", "party": "alvesta1", "number": "12"})

    assert lacking(given) == ("ljungby1",)
    assert with_rows(given) == ["alvesta1", "ljungby1"]
    assert lacking(given) == ()
    assert with_rows(given) == ["alvesta1", "ljungby1"]


def test_an_empty_row_gives_way_and_one_with_an_answer_stays():
    assert with_rows(session(KINDS, {"id": "size0001"})) == ["alvesta1", "ljungby1"]
    assert with_rows(session(KINDS, {"id": "size0001", "number": "40"})) == [None, "alvesta1", "ljungby1"]


def test_where_each_period_has_rows_of_its_own_more_can_always_be_added():
    given = session()

    assert with_rows(given, OUTCOMES) == ["alvesta1", "ljungby1"]
    given.set(at.join(OUTCOMES, given.value(OUTCOMES)[0].id, "period"), "2026")
    given.set(at.join(OUTCOMES, given.value(OUTCOMES)[1].id, "period"), "2026")
    for row in given.value(OUTCOMES):
        given.set(at.join(OUTCOMES, row.id, "value"), "41 %")
    assert lacking(given, OUTCOMES) == ("alvesta1", "ljungby1")
    assert with_rows(given, OUTCOMES) == ["alvesta1", "ljungby1"] * 2


def test_one_municipality_alone_needs_no_rows_of_its_own():
    assert lacking(session({"afafafaf": "Arbetsförmedlingen", "alvesta1": "kommun"})) == ()
