"""Answers from outside are laid over an agreement, and told about when they do not fit."""

import json
from typing import Any

import pytest
from hypothesis import given

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.goals import Goal, Indicator
from lokdesk.agreement.rich_text import plain
from lokdesk.project import answers
from lokdesk.session.complaint import Unfit
from lokdesk.session.fill import fill
from tests.strategies import agreements

GOALS = Agreement(
    title="Vår",
    goals=(
        Goal(
            id="goal0001",
            title="ett",
            effect=plain("Fler i arbete"),
            indicators=(Indicator(id="indi0001", name="Andel"),),
        ),
        Goal(id="goal0002", title="två"),
    ),
)


def written(agreement: Agreement) -> Any:
    return json.loads(answers.dumps(agreement))


@given(agreements(), agreements())
def test_filling_in_all_answers_of_an_agreement_makes_that_agreement(old: Agreement, new: Agreement):
    assert fill(old, written(new)) == new


@given(agreements())
def test_filling_in_what_is_there_already_changes_nothing(agreement: Agreement):
    assert fill(agreement, written(agreement)) is agreement


@given(agreements())
def test_answers_come_back_as_the_same_bytes(agreement: Agreement):
    content = answers.dumps(agreement)

    assert answers.dumps(fill(Agreement(), json.loads(content))) == content
    assert content.endswith(b"\n}\n")
    assert b"\r" not in content


def test_answers_are_readable_json_in_the_order_of_the_model():
    text = answers.dumps(GOALS).decode()

    assert text.startswith('{\n  "title": "Vår",\n  "marking": null,\n')
    assert list(json.loads(text)) == list(Agreement.model_fields)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_what_is_absent_is_left_alone():
    assert fill(GOALS, {}) is GOALS
    assert fill(GOALS, {"validity": {}}) is GOALS
    assert fill(GOALS, {"version": "2"}).goals is GOALS.goals


@pytest.mark.parametrize("empty", [None, ""])
def test_null_clears_an_answer(empty: str | None):
    assert fill(GOALS, {"title": empty}).title is None


def test_null_clears_a_list_and_a_group():
    agreement = fill(GOALS, {"validity": {"notice_period": "sex månader"}})

    assert fill(agreement, {"goals": None}).goals == ()
    assert fill(agreement, {"validity": None}).validity.notice_period is None
    assert fill(agreement, {"validity": {"notice_period": None}}).validity.notice_period is None


def test_an_item_with_a_known_id_keeps_what_is_not_mentioned():
    filled = fill(GOALS, {"goals": [{"id": "goal0002"}, {"id": "goal0001", "title": "Ett"}]})

    assert [goal.id for goal in filled.goals] == ["goal0002", "goal0001"]
    assert filled.goals[1].title == "Ett"
    assert filled.goals[1].effect == GOALS.goals[0].effect
    assert filled.goals[1].indicators == GOALS.goals[0].indicators


def test_a_list_is_replaced_so_that_items_that_are_not_mentioned_go():
    assert [goal.id for goal in fill(GOALS, {"goals": [{"id": "goal0002"}]}).goals] == ["goal0002"]
    assert fill(GOALS, {"goals": []}).goals == ()


def test_an_item_without_an_id_gets_one_and_one_with_a_new_id_keeps_it():
    filled = fill(GOALS, {"goals": [{"title": "tre"}, {"id": None, "title": "fyra"}, {"id": "goal0005"}]})

    assert [goal.title for goal in filled.goals] == ["tre", "fyra", None]
    assert filled.goals[2].id == "goal0005"
    assert len({goal.id for goal in filled.goals}) == 3
    assert Agreement.model_validate(filled.model_dump()) == filled


def test_new_items_may_hold_new_items():
    goal = {"title": "tre", "indicators": [{"name": "Andel", "values": [{"target": "50 %"}]}]}

    filled = fill(GOALS, {"goals": [goal]})

    assert filled.goals[0].indicators[0].values[0].target == "50 %"


def test_new_ids_are_none_that_come_later(monkeypatch: pytest.MonkeyPatch):
    drawn = iter(["aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"])
    monkeypatch.setattr("secrets.token_hex", lambda _: next(drawn))

    filled = fill(GOALS, {"goals": [{}, {"id": "aaaaaaaa"}, {}]})

    assert [goal.id for goal in filled.goals] == ["bbbbbbbb", "aaaaaaaa", "cccccccc"]


def test_a_longer_answer_may_be_given_as_plain_text():
    filled = fill(GOALS, {"background": "Ett stycke.\nEtt till.", "follow_up": {"interval": "varje vår"}})

    assert filled.background is not None
    assert [block.text for block in filled.background.blocks] == ["Ett stycke.", "Ett till."]
    assert str(filled.follow_up.interval) == "varje vår"


def run(**run: Any) -> Any:
    return {"background": {"blocks": [{"runs": [{"text": "ett"}, run]}]}}


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"titel": "x"}, "titel: Nyckeln finns inte i en överenskommelse."),
        ({"id": "goal0001"}, "id: Nyckeln finns inte i en överenskommelse."),
        ({"validity": {"slut": 1}}, "validity/slut: Nyckeln finns inte i en överenskommelse."),
        (
            {"goals": [{"id": "goal0001", "effekt": "x"}]},
            "goals/goal0001/effekt: Nyckeln finns inte i en överenskommelse.",
        ),
        ({"goals": [{"effekt": "x"}]}, "goals/0/effekt: Nyckeln finns inte i en överenskommelse."),
        (
            {"goals": [{"id": "goal0001", "indicators": [{"id": "indi0001", "namn": 1}]}]},
            "goals/goal0001/indicators/indi0001/namn: Nyckeln finns inte i en överenskommelse.",
        ),
        (
            {"background": {"blocks": [], "block": []}},
            "background/block: Nyckeln finns inte i en överenskommelse.",
        ),
        (
            run(text="två", fet=True),
            "background/blocks/0/runs/1/fet: Nyckeln finns inte i en överenskommelse.",
        ),
        (
            run(footnote="två", fet=1),
            "background/blocks/0/runs/1/fet: Nyckeln finns inte i en överenskommelse.",
        ),
        (run(footnote=2), "background/blocks/0/runs/1/footnote: Här ska stå en text."),
        (run(bold=True), "background/blocks/0/runs/1/text: Nyckeln saknas."),
        (
            {"background": {"blocks": [{"kind": "rubrik"}]}},
            "background/blocks/0/kind: Här kan stå 'paragraph', 'bullet' eller 'number'.",
        ),
        (
            {"background": {"blocks": [{"kind": "bullet", "level": 9}]}},
            "background/blocks/0/level: Talet ska vara högst 3.",
        ),
        ({"background": 5}, "background: Här ska stå ett objekt."),
        ({"title": 5}, "title: Här ska stå en text."),
        ({"title": ["x"]}, "title: Här ska stå en text."),
        ({"version_date": "i går"}, "version_date: Datumet finns inte. Ett datum skrivs som 2026-03-01."),
        (
            {"version_date": "2026-02-30"},
            "version_date: Datumet finns inte. Ett datum skrivs som 2026-03-01.",
        ),
        ({"version_date": 20260301}, "version_date: Ett datum skrivs som 2026-03-01."),
        (
            {"mapping": {"statistics": [{"id": "tabl0001", "split_by_sex": "ja"}]}},
            "mapping/statistics/tabl0001/split_by_sex: Här ska stå true eller false.",
        ),
        (
            {"follow_up": {"interval": {"every": 0, "unit": "år"}}},
            "follow_up/interval/every: Talet ska vara minst 1.",
        ),
        (
            {"follow_up": {"interval": {"every": 1.5, "unit": "år"}}},
            "follow_up/interval/every: Här ska stå ett heltal.",
        ),
        (
            {"follow_up": {"interval": {"every": 2}}},
            "follow_up/interval: Ett intervall behöver både ett antal och en enhet, "
            "till exempel 6 och vecka.",
        ),
        ({"goals": {}}, "goals: Här ska stå en lista."),
        ({"goals": [5]}, "goals/0: Här ska stå ett objekt."),
        ({"goals": [None]}, "goals/0: Här ska stå ett objekt."),
        ({"validity": []}, "validity: Här ska stå ett objekt."),
        (
            {"goals": [{"id": "Mål 1"}]},
            "goals/0/id: Ett id består av åtta tecken: siffror och små bokstäver a–z.",
        ),
        ({"goals": [{"id": 12345678}]}, "goals/0/id: Här ska stå en text."),
        ({"goals": [{"id": "goal0001"}] * 2}, "goals/goal0001: Två poster i listan har samma id."),
        ({"goals": [{"id": "goal0009"}] * 2}, "goals/goal0009: Två poster i listan har samma id."),
        (
            {"goals": [{"id": "goal0001", "scope": ["Växjö"]}]},
            "goals/goal0001/scope/0: Ett id består av åtta tecken: siffror och små bokstäver a–z.",
        ),
        ({"goals": [{"id": "goal0001", "scope": [{}]}]}, "goals/goal0001/scope/0: Här ska stå en text."),
        ({"goals": [{"id": "goal0001", "scope": "part0001"}]}, "goals/goal0001/scope: Här ska stå en lista."),
    ],
)
def test_what_does_not_fit_is_told_in_swedish_with_its_address(data: Any, complaint: str):
    with pytest.raises(Unfit) as raised:
        fill(GOALS, data)

    assert [str(one) for one in raised.value.complaints] == [complaint]


def test_everything_that_does_not_fit_is_told_at_once():
    with pytest.raises(Unfit) as raised:
        fill(GOALS, {"titel": 1, "version": 2, "goals": [{"id": "goal0001", "title": 3}]})

    assert [one.address for one in raised.value.complaints] == ["titel", "version", "goals/goal0001/title"]


def test_a_text_with_half_characters_is_taken_without_them():
    assert fill(GOALS, {"title": "a\ud800b", "background": "a\udfffb"}).title == "ab"
