"""Answers that are missing, that hold a personal number, or that point at nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lokdesk.agreement import vocabulary
from lokdesk.rules import check
from tests.rules.judged import EMPTY, agreement, found, places

MISSING = "required_answer_missing"
NUMBER = "811218-9876"


def test_an_empty_agreement_lacks_what_is_required_of_it():
    missing = places(MISSING, agreement())

    assert {"title", "parties", "goals", "target_groups", "validity/kind"} <= set(missing)
    assert "background" not in missing
    assert "goals/*/title" not in missing


def test_what_is_required_of_an_item_is_required_of_each_that_exists():
    given = agreement(goals=[{"id": "goal0001", "title": "Fler i arbete"}, {"id": "goal0002"}])

    assert "goals/goal0002/title" in places(MISSING, given)
    assert not {"goals", "goals/goal0001/title"} & set(places(MISSING, given))


def test_a_missing_answer_is_named_with_the_item_it_is_missing_from():
    given = agreement(goals=[{"title": "Fler i arbete", "indicators": [{}]}])
    (missing,) = (one for one in found(MISSING, given) if one.address.endswith("/name"))

    assert missing.message == "”Indikatorns namn” saknas för indikator nummer 1 (mål ”Fler i arbete”)."
    assert missing.action == "Svara på frågan ”Vad är det indikatorn mäter?”."


def test_an_empty_list_says_what_to_add():
    (missing,) = (one for one in found(MISSING, agreement()) if one.address == "goals")

    assert missing.message == "Listan ”Mål” är tom."
    assert missing.action == "Lägg till ett mål."


def test_a_list_in_which_nothing_is_filled_in_is_not_said_to_be_empty():
    given = agreement(parties=[{}], mapping={"statistics": [{"title": "Arbetslösa", "rows": [{}]}]})
    said = {one.address: one for one in found(MISSING, given)}
    table = f"mapping/statistics/{given.mapping.statistics[0].id}"

    assert said["parties"].message == "Ingenting är ifyllt i listan ”Parter”."
    assert said["parties"].action == "Fyll i det som har lagts till."
    assert said[f"{table}/rows"].message == "Ingenting är ifyllt i listan ”Rader” för tabell ”Arbetslösa”."
    assert said[f"{table}/columns"].message == "Listan ”Kolumner” är tom för tabell ”Arbetslösa”."


def test_what_is_said_of_a_list_follows_what_is_in_it():
    empty, added = agreement(), agreement(parties=[{}])
    before = check.checked(replace(EMPTY, agreement=empty))

    for given, start in ((added, "Ingenting är ifyllt"), (empty, "Listan ”Parter” är tom")):
        before = check.checked(replace(EMPTY, agreement=given), before)
        (message,) = (one.message for one in before.findings if one.address == "parties")
        assert message.startswith(start)


@pytest.mark.parametrize(
    ("status", "severity"),
    [
        (None, "should"),
        ("utkast", "should"),
        ("Utkast 2", "should"),
        ("på remiss", "must"),
        ("avstämningsversion", "must"),
        ("gällande", "must"),
    ],
)
def test_in_a_draft_a_missing_answer_is_no_must(status: str | None, severity: str):
    assert {one.severity for one in found(MISSING, agreement(status=status))} == {severity}


@pytest.mark.parametrize(
    "place",
    [
        {"title": NUMBER},
        {"background": f"Första raden.\nAndra raden med {NUMBER}."},
        {"background": {"blocks": [{"runs": [{"text": "811218-"}, {"text": "9876", "bold": True}]}]}},
        {"background": {"blocks": [{"runs": [{"text": "Not"}, {"footnote": f"Se {NUMBER}."}]}]}},
        {"validity": {"kind": f"enligt {NUMBER}"}},
        {"follow_up": {"interval": {"text": f"när {NUMBER} kan"}}},
        {"parties": [{"contacts": [{"phone": NUMBER}]}]},
        {"additional_answers": [{"question": NUMBER}]},
        {"economy": NUMBER},
    ],
)
def test_a_personal_number_is_found_in_any_text(place: dict[str, Any]):
    (finding,) = found("personal_number", agreement(**place))

    assert finding.severity == "must"
    assert "9876" not in finding.message


def test_an_organisation_number_is_no_personal_number():
    given = agreement(parties=[{"organisation_number": "202100-2114", "registrator": "212000-0142"}])

    assert places("personal_number", given) == []


def test_a_telephone_number_is_no_personal_number():
    number = "0701012387"
    given = agreement(parties=[{"contacts": [{"phone": number}]}], background=number)

    assert places("personal_number", given) == ["background"]


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"goals": [{"id": "goal0001", "target_groups": ["gone0001"]}]}, "goals/goal0001/target_groups"),
        ({"goals": [{"id": "goal0001", "scope": ["gone0001"]}]}, "goals/goal0001/scope"),
        ({"resources": [{"id": "reso0001", "party": "gone0001"}]}, "resources/reso0001/party"),
        (
            {"organisation": {"forums": [{"id": "foru0001", "reports_to": "gone0001"}]}},
            "organisation/forums/foru0001/reports_to",
        ),
        (
            {"processes": [{"id": "proc0001", "information_flows": ["gone0001"]}]},
            "processes/proc0001/information_flows",
        ),
        (
            {"information_flows": [{"id": "flow0001", "sender": "gone0001"}]},
            "information_flows/flow0001/sender",
        ),
        (
            {"parties": [{"id": "part0001", "decisions": [{"id": "deci0001", "body": "gone0001"}]}]},
            "parties/part0001/decisions/deci0001/body",
        ),
    ],
)
def test_a_reference_to_what_is_gone_is_broken(answers: dict[str, Any], place: str):
    (finding,) = found("broken_reference", agreement(**answers))

    assert (finding.address, finding.severity) == (place, "must")


def test_a_reference_to_the_wrong_kind_of_thing_is_broken():
    given = agreement(
        collaborators=[{"id": "coll0001", "name": "Företagarna"}],
        resources=[{"party": "coll0001"}],
        information_flows=[{"sender": "coll0001"}],
    )

    assert [place.rpartition("/")[2] for place in places("broken_reference", given)] == ["party"]


def test_references_that_hold_are_left_alone():
    given = agreement(
        parties=[
            {"id": "part0001", "deciding_bodies": [{"id": "body0001"}], "decisions": [{"body": "body0001"}]}
        ],
        target_groups=[{"id": "grou0001", "scope": ["part0001"]}],
        goals=[{"target_groups": ["grou0001"]}],
    )

    assert places("broken_reference", given) == []
    assert places("foreign_body", given) == []


def test_a_decision_by_another_partys_body_is_noticed():
    given = agreement(
        parties=[
            {"deciding_bodies": [{"id": "body0001", "name": "Socialnämnden"}]},
            {"id": "part0002", "decisions": [{"id": "deci0002", "body": "body0001"}]},
        ]
    )

    assert places("foreign_body", given) == ["parties/part0002/decisions/deci0002/body"]


def test_a_repealed_act_in_running_text_is_a_tip_from_the_day_it_ends():
    given = agreement(background="Enligt förordning (2015:502) ska parterna samverka.")

    assert places("repealed_act_in_text", given, on=date(2023, 2, 28)) == []
    (finding,) = found("repealed_act_in_text", given, on=date(2023, 3, 1))
    assert (finding.address, finding.severity) == ("background", "tip")


def test_history_may_name_repealed_acts():
    given = agreement(validity={"replaces": [{"title": "Överenskommelse enligt förordning (2015:502)"}]})

    assert places("repealed_act_in_text", given) == []


def test_statuses_keep_their_order():
    # Rules count on a draft being the first, and on what has been replaced or has ended being the last.
    assert vocabulary.STATUSES[0] == vocabulary.DRAFT
    assert vocabulary.STATUSES[-2:] == (vocabulary.REPLACED, "upphörd")
