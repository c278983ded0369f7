"""Taking back what stood in the agreement before: whole, in its place, and as one edit."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement import reference
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.rich_text import Block, Footnote, RichText, Run
from lokdesk.revision.comparison import Difference, compare
from lokdesk.session import retrieval
from lokdesk.session.former import table_of
from lokdesk.session.session import Session
from tests.session.made import LIBRARY
from tests.strategies import agreements, revised

PARTIES = [{"id": "part0001", "name": "Växjö kommun"}, {"id": "part0002", "name": "Alvesta kommun"}]
GOALS = [{"id": f"goal000{n}", "title": f"Mål {n}", "scope": ["part0002"]} for n in (1, 2, 3)]
OLD = Agreement.model_validate({"title": "Samverkan", "parties": PARTIES, "goals": GOALS})


def session(**answers: object) -> Session:
    new = Agreement.model_validate(OLD.model_dump() | answers)
    return Session(LIBRARY, Draft(agreement=new))


def found(open_: Session, address: str, old: Agreement = OLD) -> Difference:
    return next(one for one in compare(old, open_.agreement) if one.address == address)


def take(open_: Session, address: str, old: Agreement = OLD) -> None:
    retrieval.take_back(open_, old, found(open_, address, old))


def test_a_text_comes_back_with_its_notes_and_links_and_goes_again_in_one_step():
    runs = (
        Run(text="Se "),
        Run(text="lagen", link="https://example.se", bold=True),
        Footnote(footnote="Not"),
    )
    text = RichText(blocks=(Block(kind="bullet", level=1, runs=runs),))
    old = at.replace(OLD, "background", text)
    open_ = session()
    open_.set("background", "Helt annat")

    take(open_, "background", old)

    assert open_.value("background") == text
    open_.undo()
    assert open_.value("background").text == "Helt annat"


def test_every_sort_of_answer_comes_back():
    answers: dict[str, Any] = {
        "validity/start": date(2025, 1, 1),
        "status": "gällande",
        "goals/goal0001/scope": ("part0001", "part0002"),
        "follow_up/frequency": None,
    }
    old = OLD
    for address, value in answers.items():
        if address != "follow_up/frequency":
            old = at.replace(old, address, value)
    open_ = session()
    for one in list(compare(old, open_.agreement)):
        retrieval.take_back(open_, old, one)
    assert open_.agreement == old


def test_what_was_not_answered_before_is_not_taken_back_to_nothing():
    open_ = session(background="Nytt")
    assert retrieval.kept(open_, OLD, found(open_, "background")) is None
    take(open_, "background")
    assert open_.undoable is None


def test_references_to_what_is_there_still_come_back_and_what_is_lost_is_told():
    old = at.replace(OLD, "goals/goal0001/scope", ["part0001", "part0002"])
    open_ = Session(LIBRARY, Draft(agreement=old))
    open_.set("goals/goal0001/scope", ())
    open_.remove("parties/part0001")

    kept = retrieval.kept(open_, old, found(open_, "goals/goal0001/scope", old))
    assert kept is not None
    assert retrieval.lost_in_words(kept) == (
        "Växjö kommun finns inte längre i överenskommelsen, och följer inte med tillbaka."
    )
    take(open_, "goals/goal0001/scope", old)
    assert open_.value("goals/goal0001/scope") == ("part0002",)


def test_a_reference_to_nothing_but_what_is_gone_does_not_become_one_to_all():
    open_ = Session(LIBRARY, Draft(agreement=OLD))
    open_.remove("parties/part0002")
    assert open_.value("goals/goal0001/scope") == ()
    assert retrieval.kept(open_, OLD, found(open_, "goals/goal0001/scope")) is None


def test_an_item_comes_back_in_its_place_with_its_id_and_answers():
    open_ = session(goals=[GOALS[2], {"id": "goal0009", "title": "Nytt"}, GOALS[0]])
    take(open_, "goals/goal0002")
    assert [one.id for one in open_.agreement.goals] == ["goal0003", "goal0009", "goal0001", "goal0002"]
    assert open_.value("goals/goal0002") == at.get(OLD, "goals/goal0002")
    open_.undo()
    assert [one.id for one in open_.agreement.goals] == ["goal0003", "goal0009", "goal0001"]


def test_an_item_leaves_behind_what_is_about_something_that_is_gone():
    indicators = [
        {"id": "indi0001", "values": [{"id": "valu0001", "party": one["id"], "baseline": "1"}]}
        for one in PARTIES[:1]
    ]
    old = at.replace(OLD, "goals/goal0001/indicators", indicators)
    open_ = Session(LIBRARY, Draft(agreement=old))
    open_.remove("goals/goal0001")
    open_.remove("parties/part0001")

    take(open_, "goals/goal0001", old)

    assert open_.value("goals/goal0001/indicators")[0].values == ()
    assert open_.value("goals/goal0001/scope") == ("part0002",)


def test_a_list_gets_the_order_that_it_had_and_new_items_stay_after_what_they_came_after():
    new = {"id": "goal0009", "title": "Nytt"}
    open_ = session(goals=[GOALS[2], new, GOALS[0]])
    retrieval.take_order_back(open_, OLD, "goals")
    assert [one.id for one in open_.agreement.goals] == ["goal0001", "goal0003", "goal0009"]


def test_a_table_gets_the_figures_that_it_had_in_one_step():
    table = {
        "id": "stat0001",
        "columns": [{"id": "colu0001", "name": "2025"}, {"id": "colu0002", "name": "2026"}],
        "rows": [{"id": "rows0001", "cells": [{"id": "colu0001", "value": "12"}]}, {"id": "rows0002"}],
    }
    old = at.replace(OLD, "mapping/statistics", [table])
    open_ = Session(LIBRARY, Draft(agreement=old))
    where = "mapping/statistics/stat0001"
    open_.set(f"{where}/rows/rows0001/cells/colu0001/value", "13")
    open_.remove(f"{where}/columns/colu0002")
    open_.remove(f"{where}/rows/rows0002")
    before = open_.agreement

    retrieval.take_figures_back(open_, old, where)

    assert open_.agreement == old
    open_.undo()
    assert open_.agreement == before


@given(st.data())
def test_all_that_can_be_taken_back_is_there_again_and_points_at_nothing_that_is_gone(data: st.DataObject):
    old = data.draw(agreements(15))
    new = data.draw(revised(old, 8))
    open_ = Session(LIBRARY, Draft(agreement=new))
    dangling = _dangling(old) | _dangling(new)
    steps = 0
    for one in compare(old, new):
        kept = retrieval.kept(open_, old, one)
        if kept is None or table_of(one.address):
            continue
        before = open_.agreement
        retrieval.take_back(open_, old, one)
        steps += open_.agreement is not before
        assert at.get(open_.agreement, one.address) == kept.value
        if not kept.lost:
            assert kept.value == at.get(old, one.address)
    assert _dangling(open_.agreement) <= dangling
    for _ in range(steps):
        open_.undo()
    assert open_.agreement is new


def _dangling(agreement: Agreement) -> set[tuple[str, str]]:
    """Return what in *agreement* points at nothing in it."""
    return {
        (address, target)
        for address, kind, target in reference.references(agreement)
        if target not in reference.targets(agreement, kind)
    }
