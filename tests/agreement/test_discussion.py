"""What is said about an agreement, as a value."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.discussion import Alternatives, Choice, Discussion, Proposal, value_of
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.rich_text import RichText, plain
from tests.strategies import discussions, values

ANSWERS = [pattern for pattern, field in schema.patterns().items() if isinstance(field, Answer)]


def proposed(address: str, *given: Any) -> tuple[Any, ...]:
    proposals = tuple(Proposal(id=f"prop{n:04}", value=value) for n, value in enumerate(given))
    made = Alternatives(id="alte0001", address=address, proposals=proposals)
    return tuple(one.value for one in made.proposals)


@given(st.data())
def test_a_wording_can_be_proposed_for_an_answer_of_any_kind(data: st.DataObject):
    pattern = data.draw(st.sampled_from(ANSWERS))
    answer = schema.patterns()[pattern]
    assert isinstance(answer, Answer)
    value = data.draw(values(Agreement(), answer))

    (taken,) = proposed(pattern.replace("*", "item0001"), value)

    assert taken == schema.adapter(*schema.holder(pattern)).validate_python(value)


@given(discussions())
def test_a_discussion_is_the_same_after_a_trip_through_json(discussion: Discussion):
    assert Discussion.model_validate_json(discussion.model_dump_json()) == discussion
    assert Discussion.model_validate(json.loads(discussion.model_dump_json())) == discussion


@pytest.mark.parametrize("word", ["2026-03-01", "true", "ja", "1"])
def test_a_line_stays_the_line_it_is(word: str):
    discussion = Discussion(
        alternatives=(
            Alternatives(id="alte0001", address="title", proposals=(Proposal(id="prop0001", value=word),)),
        )
    )

    again = Discussion.model_validate_json(discussion.model_dump_json())

    assert again.alternatives[0].proposals[0].value == word


def test_a_value_is_of_the_kind_that_its_answer_is():
    assert proposed("validity/start", "2026-03-01") == (date(2026, 3, 1),)
    assert proposed("background", "En rad") == (plain("En rad"),)
    assert proposed("follow_up/interval", {"every": 6, "unit": "vecka"}) == (
        Frequency(every=6, unit="vecka"),
    )
    assert proposed("goals/goal0001/scope", ["part0001", "part0001"]) == (("part0001",),)
    assert proposed("title", "  Titel ", None) == ("Titel", None)


def test_a_value_that_its_answer_could_not_have_is_refused():
    with pytest.raises(ValidationError):
        proposed("validity/start", "i höst")
    with pytest.raises(ValidationError, match="bara föreslås för ett svar"):
        proposed("goals", "Mål")


def test_what_is_proposed_for_an_answer_of_a_later_version_is_left_as_it_is():
    assert proposed("goals/goal0001/mood", "gott", ["part0001"]) == ("gott", ("part0001",))


def test_the_chosen_value_is_that_of_the_chosen_proposal():
    both = Alternatives(
        id="alte0001",
        address="background",
        proposals=(Proposal(id="prop0001", value="Ett"), Proposal(id="prop0002", value="Två")),
    )

    assert value_of(both) is None
    chosen = value_of(both.model_copy(update={"chosen": Choice(proposal="prop0002")}))
    assert isinstance(chosen, RichText)
    assert chosen.text == "Två"


def test_every_field_knows_the_model_that_holds_it():
    for pattern in schema.patterns():
        model, name = schema.holder(pattern)
        assert schema.fields(model)[name] == schema.patterns()[pattern]


@pytest.mark.parametrize("unknown", ["goals/*", "goals/*/mood", "title/x", "mood"])
def test_what_is_no_field_has_no_holder(unknown: str):
    with pytest.raises(KeyError):
        schema.holder(unknown)
