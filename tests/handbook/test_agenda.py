"""The agenda of a workshop."""

from pathlib import Path

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.handbook import agenda, book
from lokdesk.handbook.book import Handbook

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return book.load(ROOT / "resources" / "handbook" / "2026.1")


@pytest.fixture
def agreement() -> Agreement:
    return Agreement.model_validate(
        {
            "goals": [
                {"id": "aaaaaaaa", "title": "Fler i arbete", "indicators": [{"id": "cccccccc"}]},
                {"id": "bbbbbbbb", "title": "Kortare väg"},
            ]
        }
    )


def taken_up(handbook: Handbook, agreement: Agreement, *patterns: str) -> list[str]:
    return [point.address for point in agenda.points(handbook, agreement, patterns)]


def test_every_question_can_be_picked_but_those_within_a_list_within_an_item(handbook: Handbook):
    sections = [section for step in handbook.steps for section in step.sections]
    picked = [question.address for section in sections for question in agenda.offered(section)]

    assert len(picked) == len(set(picked))
    deep = {one.address for one in handbook.questions if one.address.count("*") > 1}
    assert set(picked) == {one.address for one in handbook.questions} - deep - {"mapping/statistics/*/rows"}


def test_what_is_picked_is_taken_up_in_the_order_of_the_handbook(handbook: Handbook, agreement: Agreement):
    assert taken_up(handbook, agreement, "goals", "background", "title") == ["title", "background", "goals"]


def test_items_are_taken_up_one_after_the_other(handbook: Handbook, agreement: Agreement):
    assert taken_up(handbook, agreement, "goals", "goals/*/title", "goals/*/indicators") == [
        "goals",
        "goals/aaaaaaaa/title",
        "goals/aaaaaaaa/indicators",
        "goals/bbbbbbbb/title",
        "goals/bbbbbbbb/indicators",
    ]


def test_a_point_knows_the_item_and_the_section_it_belongs_to(handbook: Handbook, agreement: Agreement):
    first, *_ = agenda.points(handbook, agreement, ["goals/*/title"])

    assert first.prefix == "goals/aaaaaaaa"
    assert first.section.slug == handbook.place("goals/*/title").section.slug


def test_a_question_that_does_not_apply_is_passed_over(handbook: Handbook, agreement: Agreement):
    hanging = next(one.address for one in handbook.questions if one.when is not None and one.when.any_of)

    assert taken_up(handbook, agreement, hanging, "title") == ["title"]


def test_more_is_asked_about_the_items_of_another_step_without_their_list(handbook: Handbook):
    agreement = Agreement.model_validate({"parties": [{"id": "aaaaaaaa", "name": "Alvesta kommun"}]})

    assert taken_up(handbook, agreement, "parties/*/decisions") == ["parties/aaaaaaaa/decisions"]


@pytest.mark.parametrize(
    ("address", "taken_up"),
    [
        ("background", "background"),
        ("goals/aaaaaaaa/title", "goals/aaaaaaaa/title"),
        ("goals/aaaaaaaa/indicators/cccccccc/name", "goals/aaaaaaaa/indicators"),
        ("goals/aaaaaaaa", "goals"),
        ("goals", "goals"),
        ("validity", "validity/kind"),
    ],
)
def test_every_place_is_taken_up_somewhere(
    handbook: Handbook, agreement: Agreement, address: str, taken_up: str
):
    point = agenda.point_at(handbook, agreement, address)

    assert point is not None and point.address == taken_up


def test_where_nothing_is_asked_nothing_is_taken_up(handbook: Handbook, agreement: Agreement):
    forever = agreement.model_copy(
        update={"validity": agreement.validity.model_copy(update={"kind": "tills vidare"})}
    )

    assert agenda.point_at(handbook, forever, "validity/end") is None
