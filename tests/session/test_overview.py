"""A draft at a glance."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import AGREED, UNTREATED
from lokdesk.agreement.finding import Finding
from lokdesk.handbook.progress import State
from lokdesk.session import discussion, overview
from lokdesk.session.library import Library
from lokdesk.session.overview import Overview, Part
from lokdesk.session.session import Session
from tests.tools import ROOT

LIBRARY = Library(ROOT / "resources", ROOT / "templates")
ON = date(2026, 3, 2)
TWO_PARTIES = {"parties": [{"id": "part000a", "name": "Växjö kommun"}, {"id": "part000b", "name": "AF"}]}


def session(answers: Mapping[str, object] | None = None) -> Session:
    opened = Session(LIBRARY)
    if answers:
        opened.fill(answers)
    return opened


def seen(opened: Session, *to_fix: Finding) -> Overview:
    return overview.overview(opened.handbook, opened.draft, opened.tally, to_fix)


def part(found: Overview, slug: str) -> Part:
    return next(one for step in found.steps for one in step.parts if one.slug == slug)


def test_an_empty_draft_is_untouched_and_begins_with_its_title():
    found = seen(session())

    assert {step.state for step in found.steps} == {State.UNTOUCHED}
    assert found.next is not None
    assert (found.next.address, found.next.words) == ("title", "Titel")
    assert found.facts == overview.Facts("", (), "", "")
    assert found.positions == ()


def test_what_is_missing_is_named_with_the_item_it_is_missing_in():
    found = seen(session({"goals": [{"id": "goal0001", "effect": "Något"}]}))
    goals = part(found, "goals")

    assert [(one.address, one.words) for one in goals.required] == [
        ("goals/goal0001/title", "Målet – mål nummer 1")
    ]
    assert goals.state is State.UNDER_WAY
    first, count = goals.recommended
    assert first.startswith("goals/goal0001/")
    assert count == goals.progress.recommended_missing > 0


def test_something_to_fix_is_told_where_it_is():
    finding = Finding(rule="x", severity="should", address="goals/goal0001/effect", message="x", action="x")
    other = replace(finding, address="goals/goal0001")
    goals = part(seen(session({"goals": [{"id": "goal0001", "title": "Fler"}]}), finding, other), "goals")

    assert goals.to_fix == ("goals/goal0001/effect", 2)
    assert goals.state is State.TO_FIX


def test_the_facts_are_in_words():
    validity = {"kind": "tidsperiod", "start": "2026-07-01", "end": "2028-12-31"}
    found = seen(session({"title": "Vår", "status": "utkast", "validity": validity, **TWO_PARTIES}))

    assert found.facts == overview.Facts(
        "Vår", ("Växjö kommun", "AF"), "Utkast", "Tidsperiod, 2026-07-01 – 2028-12-31"
    )


def test_an_open_question_counts_where_it_is_asked_until_it_is_closed():
    opened = session()
    question = discussion.ask(opened, "background", "Vad säger juristen?", "Anna", None, "Bo", ON)
    assert part(seen(opened), "background").open == ("background", 1)

    discussion.close(opened, question, ON)
    assert part(seen(opened), "background").open == ("", 0)


def test_positions_are_told_by_state_for_sections_that_someone_has_taken_one_on():
    opened = session(TWO_PARTIES)
    discussion.take_position(opened, "goals", ["part000a"], AGREED, "Bo", ON)
    (standing,) = seen(opened).positions

    assert standing.section.slug == "goals"
    names = overview.named_by_state(standing)
    assert names[AGREED] == ("Växjö kommun",)
    assert names[UNTREATED] == ("AF",)

    opened.set("goals", Agreement.model_validate({"goals": [{"id": "goal0001", "title": "Fler"}]}).goals)
    (standing,) = seen(opened).positions
    assert overview.named_by_state(standing)[AGREED] == ("Växjö kommun (texten har ändrats sedan dess)",)


def test_no_more_answers_are_named_than_there_is_room_for():
    goals = [{"id": f"goal{n:04}", "effect": "Något"} for n in range(20)]
    found = part(seen(session({"goals": goals})), "goals")

    assert len(found.required) == overview.MOST_MISSING
    assert found.progress.required_missing > overview.MOST_MISSING


def test_the_example_has_a_place_to_go_to_in_every_section():
    opened = Session(LIBRARY, LIBRARY.example())
    found = seen(opened)

    assert all(one.address for step in found.steps for one in step.parts)
    assert found.next is None
