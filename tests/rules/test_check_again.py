"""The check after an edit: only what the edit touches is judged anew, and nothing differs for it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.rules.check import RULES, Check, checked
from lokdesk.rules.context import Context
from lokdesk.rules.rule import Rule
from tests import strategies
from tests.handbook.shipped import asking_after
from tests.rules.judged import EMPTY, agreement
from tests.rules.test_check import FLAWED, KEPT

AGREEMENTS = strategies.agreements() | st.sampled_from(FLAWED)


@st.composite
def rearranged(draw: st.DrawFn, given: Agreement) -> Agreement:
    """Return *given* after items have been taken away, moved and copied."""
    for _ in range(draw(st.integers(0, 4))):
        items = [address for address, _ in at.items(given) if not schema.pattern(address).endswith("cells/*")]
        if not items:
            break
        address = draw(st.sampled_from(items))
        match draw(st.sampled_from(("remove", "move", "copy"))):
            case "remove":
                given = at.remove(given, address)
            case "move":
                given = at.move(given, address, draw(st.integers(0, 3)))
            case _:
                copy = at.fresh(at.get(given, address), at.ids(given))
                given = at.insert(given, at.parent(address), copy, draw(st.integers(0, 3)))
    return given


@st.composite
def histories(draw: st.DrawFn) -> list[Agreement]:
    """Return an agreement as it is after each of some edits; now and then an edit is undone."""
    history = [draw(AGREEMENTS)]
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.integers(0, 4)) == 0:
            history.append(draw(st.sampled_from(history)))
        else:
            history.append(draw(rearranged(draw(strategies.edited(history[-1], 6)))))
    return history


def same(one: Check, other: Check) -> bool:
    return one.findings == other.findings


@given(histories())
def test_a_check_that_goes_on_from_an_earlier_one_finds_what_a_new_one_finds(history: list[Agreement]):
    check = checked(EMPTY.of(history[0]))
    for then in history[1:]:
        check = checked(EMPTY.of(then), check)

        assert same(check, checked(EMPTY.of(then)))


@given(AGREEMENTS, AGREEMENTS)
def test_any_earlier_check_will_do(one: Agreement, other: Agreement):
    assert same(checked(EMPTY.of(other), checked(EMPTY.of(one))), checked(EMPTY.of(other)))


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"on": date(2010, 1, 1)},
        {"attachments": frozenset({"gone0001"})},
        {"small_count_limit": 2},
        {"versions": KEPT},
    ],
    ids=lambda one: next(iter(one)),
)
def test_nothing_is_kept_where_more_than_the_agreement_has_changed(elsewhere: Mapping[str, Any]):
    context = EMPTY.of(FLAWED[0])
    then: Context = replace(context, **elsewhere)

    assert not same(checked(then), checked(context))
    assert same(checked(then, checked(context)), checked(then))


def after(check: Check, address: str, value: object) -> Check:
    then = checked(check.context.of(at.replace(check.context.agreement, address, value)), check)
    assert same(then, checked(then.context))
    return then


def message(check: Check, rule: str) -> str:
    return next(one.message for one in check.findings if one.rule == rule)


def test_a_finding_follows_the_name_of_its_item():
    before = checked(EMPTY.of(agreement(goals=[{"id": "goal0001", "title": "Fler i arbete"}])))

    then = after(before, "goals/goal0001/title", "Fler i studier")

    assert "Fler i arbete" in message(before, "goal_without_effect")
    assert "Fler i studier" in message(then, "goal_without_effect")


def test_a_finding_follows_the_number_of_its_item():
    goals = [{"id": "goal0001", "title": "Ett", "effect": "Ja"}, {"id": "goal0002"}]
    before = checked(EMPTY.of(agreement(goals=goals)))

    without = at.remove(before.context.agreement, "goals/goal0001")
    then = checked(EMPTY.of(without), before)

    assert "nummer 2" in message(before, "goal_without_effect")
    assert "nummer 1" in message(then, "goal_without_effect")


def test_a_finding_follows_the_name_of_the_party_that_its_item_is_called_by():
    value = {"id": "valu0001", "party": "part0001", "baseline": "811218-9876"}
    goals = [{"id": "goal0001", "indicators": [{"id": "indi0001", "values": [value]}]}]
    parties = [{"id": "part0001", "name": "Växjö kommun"}]
    before = checked(EMPTY.of(agreement(goals=goals, parties=parties)))

    then = after(before, "parties/part0001/name", "Alvesta kommun")

    assert "Växjö kommun" in message(before, "personal_number")
    assert "Alvesta kommun" in message(then, "personal_number")


def test_what_the_rules_say_of_the_whole_follows_the_names_in_it():
    forums = [{"id": "foru0001", "name": "Styrgrupp", "reports_to": "foru0001"}]
    before = checked(EMPTY.of(agreement(organisation={"forums": forums})))

    then = after(before, "organisation/forums/foru0001/name", "Ledningsgrupp")

    assert "Ledningsgrupp" in message(then, "circle_among_forums")


def test_severity_follows_the_status():
    before = checked(EMPTY.of(agreement(status="utkast")))

    then = after(before, "status", "beslutsversion")

    assert all(one.severity != "must" for one in before.findings)
    assert any(one.severity == "must" for one in then.findings)


def test_a_reference_is_broken_when_what_it_points_at_goes():
    given = agreement(parties=[{"id": "part0001"}], goals=[{"id": "goal0001", "scope": ["part0001"]}])
    before = checked(EMPTY.of(given))

    then = checked(EMPTY.of(at.remove(given, "parties/part0001")), before)

    assert all(one.rule != "broken_reference" for one in before.findings)
    assert [one.address for one in then.findings if one.rule == "broken_reference"] == [
        "goals/goal0001/scope"
    ]


def test_what_is_missing_follows_a_condition_that_stands_elsewhere():
    context = replace(
        EMPTY, handbook=asking_after("marking"), agreement=agreement(goals=[{"id": "goal0001"}])
    )

    def missing(check: Check) -> bool:
        return any(one.address == "goals/goal0001/title" for one in check.findings)

    asked = checked(context)
    unasked = after(asked, "marking", "nej")

    assert missing(asked)
    assert not missing(unasked)
    assert missing(after(unasked, "marking", None))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda one: one.name)
def test_every_read_is_of_something_there_is(rule: Rule):
    for read in rule.reads:
        assert read.removesuffix("/*") in schema.patterns()


def test_what_is_far_from_the_edit_is_not_judged_anew():
    given = agreement(goals=[{"id": "goal0001"}, {"id": "goal0002"}])
    before = checked(EMPTY.of(given))

    then = after(before, "goals/goal0001/title", "Ett")

    goals_before, goals_then = before.fields["goals"].pieces, then.fields["goals"].pieces
    assert then.fields["parties"] is before.fields["parties"]
    assert goals_then["goals/goal0002"] is goals_before["goals/goal0002"]
    assert goals_then["goals/goal0001"] is not goals_before["goals/goal0001"]
