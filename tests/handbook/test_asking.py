"""Where questions stand in an agreement, and whether they apply there."""

from typing import Any

from lokdesk.agreement.agreement import Agreement
from lokdesk.handbook import asking
from lokdesk.handbook.book import Question, When
from tests.handbook.shipped import HANDBOOK


def agreement(**given: Any) -> Agreement:
    return Agreement.model_validate(given)


TWO_GOALS = agreement(
    goals=[
        {"id": "goal0001", "title": "Ett", "indicators": [{"id": "indi0001"}]},
        {"id": "goal0002", "indicators": [{"id": "indi0002", "name": "Andel"}, {"id": "indi0003"}]},
    ]
)


def test_a_pattern_is_found_at_every_item_in_order():
    assert list(asking.addresses(TWO_GOALS, "goals/*/indicators/*")) == [
        "goals/goal0001/indicators/indi0001",
        "goals/goal0002/indicators/indi0002",
        "goals/goal0002/indicators/indi0003",
    ]
    assert list(asking.addresses(TWO_GOALS, "goals/*")) == ["goals/goal0001", "goals/goal0002"]
    assert list(asking.addresses(TWO_GOALS, "validity/end")) == ["validity/end"]


def test_nothing_is_found_where_there_are_no_items():
    assert list(asking.addresses(Agreement(), "goals/*/title")) == []


def test_a_list_says_something_once_one_of_its_items_does():
    assert asking.answered(TWO_GOALS.goals)
    assert asking.answered(TWO_GOALS.goals[1].indicators)
    assert not asking.answered(TWO_GOALS.goals[0].indicators)
    assert not asking.answered(
        agreement(goals=[{"id": "goal0001", "indicators": [{"id": "indi0001"}]}]).goals
    )
    assert not asking.answered(())


def test_a_question_without_a_condition_always_applies():
    assert asking.applies(HANDBOOK.question("title"), Agreement())


def test_an_agreement_until_further_notice_is_not_asked_for_its_last_day():
    question = HANDBOOK.question("validity/end")

    assert not asking.applies(question, agreement(validity={"kind": "tills vidare"}))
    assert asking.applies(question, agreement(validity={"kind": "tidsperiod"}))
    assert asking.applies(question, Agreement())


def test_the_modules_of_2017_are_asked_for_under_that_preset_only():
    question = HANDBOOK.question("dua/module_1")

    assert asking.applies(question, agreement(dua={"preset": "Dua 2017"}))
    assert not asking.applies(question, Agreement())
    assert asking.applies(HANDBOOK.question("dua/preset"), Agreement())


def test_an_answer_that_has_been_given_is_always_asked_for_so_that_it_can_be_seen():
    given = agreement(validity={"kind": "tills vidare", "end": "2027-12-31"})

    assert asking.applies(HANDBOOK.question("validity/end"), given)


def conditional(pattern: str, **condition: Any) -> Question:
    question = HANDBOOK.question(pattern)
    return question.model_copy(update={"when": When.model_validate(condition)})


def test_a_condition_within_an_item_looks_at_that_item():
    question = conditional("goals/*/effect", address="goals/*/title", **{"is": ["Ett"]})

    assert asking.applies(question, TWO_GOALS, "goals/goal0001/effect")
    assert not asking.applies(question, TWO_GOALS, "goals/goal0002/effect")


def test_a_condition_may_look_at_an_outer_item():
    question = conditional("goals/*/indicators/*/source", address="goals/*/title", is_not=["Ett"])

    assert not asking.applies(question, TWO_GOALS, "goals/goal0001/indicators/indi0001/source")
    assert asking.applies(question, TWO_GOALS, "goals/goal0002/indicators/indi0003/source")


def parties(*kinds: str) -> dict[str, Any]:
    return {"parties": [{"id": f"party{n:03}", "kind": kind} for n, kind in enumerate(kinds)]}


def test_for_which_parties_is_asked_only_where_it_can_be_some_of_them():
    question = HANDBOOK.question("goals/*/scope")
    goal: dict[str, Any] = {"goals": [{"id": "goal0001"}]}
    address = "goals/goal0001/scope"

    assert not asking.applies(question, agreement(**goal), address)
    assert not asking.applies(question, agreement(**goal, **parties("Arbetsförmedlingen", "kommun")), address)
    assert asking.applies(
        question, agreement(**goal, **parties("Arbetsförmedlingen", "kommun", "kommun")), address
    )
    goal["goals"][0]["scope"] = ["party001"]
    assert asking.applies(question, agreement(**goal, **parties("Arbetsförmedlingen", "kommun")), address)


def test_whose_value_it_is_is_asked_only_where_there_are_several_municipalities():
    question = HANDBOOK.question("target_groups/*/sizes/*/party")
    groups = {"target_groups": [{"id": "grou0001", "sizes": [{"id": "size0001"}]}]}
    address = "target_groups/grou0001/sizes/size0001/party"

    assert not asking.applies(
        question, agreement(**groups, **parties("Arbetsförmedlingen", "kommun", "region")), address
    )
    assert asking.applies(question, agreement(**groups, **parties("kommun", "kommun")), address)


def test_the_municipalities_are_known_among_the_parties():
    given = agreement(**parties("Arbetsförmedlingen", "kommun", "region", "kommun"))

    assert asking.municipalities(given) == ("party001", "party003")
