"""What of an agreement a template prints."""

from typing import Any

from hypothesis import given, settings

from lokdesk.agreement.agreement import Agreement
from lokdesk.word.printed import printed
from tests.strategies import agreements
from tests.word import made
from tests.word.made import field, p, text


def agreement(**answers: Any) -> Agreement:
    return Agreement.model_validate(answers)


def test_only_answers_with_a_home_are_printed():
    template = made.template(p(field("title"), field("copy:version")), p(field("validity/start")))
    held = agreement(title="A", version="1", validity={"start": "2026-01-01", "end": "2027-01-01"})

    assert printed(held, template) == agreement(title="A", validity={"start": "2026-01-01"})


def test_items_are_printed_whole_or_in_part():
    template = made.template(field("goals", p(field("goals/*/title"))))
    held = agreement(
        goals=[{"id": "goal0001", "title": "A", "effect": "x"}, {"id": "goal0002", "effect": "y"}],
        parties=[{"id": "party001", "name": "AF"}],
    )

    assert printed(held, template) == agreement(goals=[{"id": "goal0001", "title": "A"}, {"id": "goal0002"}])


def test_figures_are_printed_by_column():
    table: dict[str, Any] = {
        "id": "stat0001",
        "columns": [{"id": "col00001"}, {"id": "col00002"}],
        "rows": [
            {
                "id": "row00001",
                "cells": [
                    {"id": "col00002", "value": "2"},
                    {"id": "gone0000", "value": "3"},
                    {"id": "col00001"},
                ],
            }
        ],
    }
    shown = {**table, "rows": [{"id": "row00001", "cells": [{"id": "col00002", "value": "2"}]}]}

    held = printed(agreement(mapping={"statistics": [table]}), made.shipped())

    assert held == agreement(mapping={"statistics": [shown]})


def test_the_items_a_template_names_come_where_they_stand_in_it():
    template = made.template(
        text("additional_answers/egen0001/answer"),
        field("additional_answers", text("additional_answers/*/answer")),
        text("additional_answers/egen0002/answer"),
    )
    held = agreement(
        additional_answers=[
            {"id": "egen0002", "answer": "två", "question": "visas inte"},
            {"id": "fri00001", "answer": "fri"},
            {"id": "egen0001", "question": "bara frågan"},
        ]
    )

    assert printed(held, template) == agreement(
        additional_answers=[{"id": "fri00001", "answer": "fri"}, {"id": "egen0002", "answer": "två"}]
    )


@settings(deadline=None)
@given(agreements())
def test_what_is_printed_of_what_is_printed_is_all_of_it(held: Agreement):
    once = printed(held, made.shipped())

    assert printed(once, made.shipped()) is once or printed(once, made.shipped()) == once
