"""Addresses: reading and changing an agreement along them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.mapping import Cell, Column, Row, StatisticsTable
from lokdesk.agreement.parties import DecidingBody, Decision, Party
from tests.strategies import agreements, edited

TWO_GOALS = Agreement(goals=(Goal(id="aaaaaaaa", title="Ett"), Goal(id="bbbbbbbb", title="Två")))


def test_no_address_is_longer_than_a_word_tag():
    for pattern in schema.patterns():
        assert len(pattern.replace(schema.ANY, "x" * 8)) <= at.LONGEST, pattern


def test_every_answer_and_item_is_found_at_its_own_address():
    for address, answer, value in at.answers(TWO_GOALS):
        assert at.get(TWO_GOALS, address) == value
        assert schema.patterns()[schema.pattern(address)] == answer


@given(agreements())
def test_every_address_of_a_random_agreement_leads_to_its_value(agreement: Agreement):
    for address, _, value in at.answers(agreement):
        assert at.get(agreement, address) == value
    for address, item in at.items(agreement):
        assert at.get(agreement, address) is item


def test_what_has_a_pattern_is_found_at_every_item_in_order_with_its_value():
    assert list(at.found(TWO_GOALS, "goals/*/title")) == [
        ("goals/aaaaaaaa/title", "Ett"),
        ("goals/bbbbbbbb/title", "Två"),
    ]
    assert list(at.found(TWO_GOALS.goals[0], "title", "goals/aaaaaaaa")) == [("goals/aaaaaaaa/title", "Ett")]


@given(agreements())
def test_each_pattern_finds_the_answers_that_have_it(agreement: Agreement):
    by_pattern = [one for pattern in schema.patterns() for one in at.found(agreement, pattern)]
    answers = [(address, value) for address, _, value in at.answers(agreement)]

    assert all(one in by_pattern for one in answers)


@pytest.mark.parametrize(
    "address", ["goal", "goals/cccccccc/title", "goals/aaaaaaaa/titel", "title/x", "goals/0/title"]
)
def test_an_unknown_address_is_named(address: str):
    with pytest.raises(at.UnknownAddress) as caught:
        at.get(TWO_GOALS, address)
    assert caught.value.address == address
    with pytest.raises(at.UnknownAddress):
        at.replace(TWO_GOALS, address, "x")


def test_a_change_shares_everything_beside_it():
    changed = at.replace(TWO_GOALS, "goals/aaaaaaaa/title", "  Nytt \n namn ")
    assert changed.goals[0].title == "Nytt namn"
    assert changed.goals[1] is TWO_GOALS.goals[1]
    assert changed.organisation is TWO_GOALS.organisation
    assert TWO_GOALS.goals[0].title == "Ett"


def test_a_change_to_the_same_answer_is_no_change():
    assert at.replace(TWO_GOALS, "goals/aaaaaaaa/title", "Ett ") is TWO_GOALS


def test_an_answer_of_the_wrong_kind_is_refused():
    with pytest.raises(ValidationError):
        at.replace(TWO_GOALS, "goals/aaaaaaaa/title", 3)
    with pytest.raises(ValidationError):
        at.replace(TWO_GOALS, "version_date", 20260301)


def test_items_are_added_moved_and_removed():
    three = at.insert(TWO_GOALS, "goals", Goal(id="cccccccc"), 1)
    assert [goal.id for goal in three.goals] == ["aaaaaaaa", "cccccccc", "bbbbbbbb"]
    assert at.move(three, "goals/cccccccc", 0).goals[0].id == "cccccccc"
    assert at.move(three, "goals/aaaaaaaa", 99).goals[-1].id == "aaaaaaaa"
    assert at.remove(three, "goals/cccccccc") == TWO_GOALS
    with pytest.raises(ValueError, match="aaaaaaaa"):
        at.insert(TWO_GOALS, "goals", Goal(id="aaaaaaaa"))
    with pytest.raises(at.UnknownAddress):
        at.remove(TWO_GOALS, "goals/cccccccc")


def test_a_copy_with_fresh_ids_keeps_its_inner_references():
    party = Party(
        id="aaaaaaaa",
        deciding_bodies=(DecidingBody(id="bbbbbbbb", name="Nämnden"),),
        decisions=(Decision(id="cccccccc", body="bbbbbbbb", case_number="bbbbbbbb"),),
    )
    copy = at.fresh(party, {"aaaaaaaa"})
    assert copy.deciding_bodies[0].id != "bbbbbbbb"
    assert copy.decisions[0].body == copy.deciding_bodies[0].id
    assert copy.decisions[0].case_number == "bbbbbbbb"
    table = StatisticsTable(
        id="aaaaaaaa",
        columns=(Column(id="bbbbbbbb"),),
        rows=(Row(id="cccccccc", cells=(Cell(id="bbbbbbbb", value="7"),)),),
    )
    copied = at.fresh(table)
    assert copied.rows[0].cells[0].id == copied.columns[0].id != "bbbbbbbb"


@given(agreements().flatmap(lambda a: st.tuples(st.just(a), edited(a, 3))))
def test_putting_every_changed_answer_back_restores_the_agreement(pair: tuple[Agreement, Agreement]):
    old, new = pair
    for name in schema.fields(Agreement):
        new = at.replace(new, name, getattr(old, name))
    assert new == old
