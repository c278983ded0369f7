"""A revision in a few sentences: counted by list, and inflected as Swedish is."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.schema import ListOf
from lokdesk.revision import summary
from lokdesk.revision.weighing import Weighed
from tests.session.made import LIBRARY
from tests.strategies import agreements, revised

WORDS = summary.load(Path(__file__).parents[2] / "resources/revision/summary.toml")
HANDBOOK = LIBRARY.handbook


def items(count: int, kind: str, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"{kind}{n:04}", **more} for n in range(count)]


def told(old: dict[str, Any], new: dict[str, Any]) -> tuple[str, ...]:
    weighed = Weighed(Agreement.model_validate(old), Agreement.model_validate(new))
    return summary.summary(weighed, HANDBOOK, WORDS)


def test_goals_that_came_changed_and_went_are_one_sentence():
    goals = items(4, "goal", title="A")
    now = [*goals[2:3], goals[3] | {"effect": "Fler i arbete"}, *items(2, "newg", title="B")]
    assert told({"goals": goals}, {"goals": now}) == (
        "Två mål är nya, ett har formulerats om och två är borttagna.",
    )


@pytest.mark.parametrize(
    ("field", "one", "many"),
    [
        ("parties", "En part är ny.", "Tre parter är nya."),
        ("processes", "En process är ny.", "Tre processer är nya."),
        ("job_tracks", "Ett lokalt jobbspår är nytt.", "Tre lokala jobbspår är nya."),
        ("target_groups", "En målgrupp är ny.", "Tre målgrupper är nya."),
    ],
)
def test_words_agree_in_gender_and_number(field: str, one: str, many: str):
    assert told({}, {field: items(1, "item")})[0] == one
    assert told({}, {field: items(3, "item")})[0] == many
    assert told({}, {field: items(13, "item")})[0].startswith("13 ")


def test_a_goal_whose_scope_is_another_is_not_worded_otherwise():
    goals = items(1, "goal", title="A")
    parties = items(1, "part", name="B")
    old = {"goals": goals, "parties": parties}
    new = {"goals": [goals[0] | {"scope": ["part0000"]}], "parties": parties}
    assert told(old, new)[0] == "Ett mål är ändrat."


def test_what_is_in_an_item_is_counted_where_it_has_words_of_its_own():
    goals = items(1, "goal", title="A")
    with_indicator = [goals[0] | {"indicators": items(1, "indi", name="B")}]
    with_value = [goals[0] | {"indicators": items(1, "indi", name="B", values=items(1, "valu", target="5"))}]
    assert told({"goals": goals}, {"goals": with_indicator}) == ("En indikator är ny.",)
    assert told({"goals": with_indicator}, {"goals": with_value}) == ("En indikator är ändrad.",)


def test_answers_in_no_list_are_named():
    assert told({"title": "A"}, {"title": "B", "background": "C"}) == (
        "Svar som i övrigt är ändrade: ”Titel” och ”Bakgrund”.",
    )


def test_contacts_alone_need_no_decision_and_the_rest_is_for_the_bodies():
    party = {"id": "part0001", "name": "Alvesta kommun"}
    body = {"deciding_bodies": [{"id": "body0001", "name": "Kommunstyrelsen"}]}
    contact = {"contacts": [{"id": "cont0001", "name": "Eva Ek"}]}
    old = {"parties": [party | body]}
    assert told(old, {"parties": [party | body | contact]}) == (
        "Inget av det som organen beslutar om är ändrat.",
        "Kontaktuppgifter är ändrade på ett ställe.",
        "Det behövs inget nytt beslut.",
    )
    assert told(old, {"title": "A", "parties": [party | body | contact]}) == (
        "Svar som i övrigt är ändrade: ”Titel”.",
        "Kontaktuppgifter är ändrade på ett ställe.",
        "Ändringarna ska beslutas av Kommunstyrelsen (Alvesta kommun).",
    )


def test_all_lists_that_have_words_are_lists():
    for pattern in WORDS.lists:
        assert isinstance(schema.patterns()[pattern], ListOf), pattern


@given(agreements(12).flatmap(lambda one: st.tuples(st.just(one), revised(one))))
def test_there_is_something_to_tell_of_any_pair(pair: tuple[Agreement, Agreement]):
    weighed = Weighed(*pair)
    found = summary.summary(weighed, HANDBOOK, WORDS)
    assert found and all(one.endswith(".") and one[0] == one[0].upper() for one in found)
    assert (WORDS.nothing in found) == (not weighed.substance)
