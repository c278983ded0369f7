"""What the rules find in the open draft."""

from datetime import date

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, SetAside
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.steps import finished
from lokdesk.handbook import progress
from lokdesk.session import review
from lokdesk.session.review import Review, sorted_out
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

DAY = date(2026, 3, 1)
MUST = Finding("forum", "must", "organisation/forums", "Det finns inget forum.", "Lägg till ett.")
SHOULD = Finding("effect", "should", "goals/goal0001/effect", "Effekten saknas.", "Beskriv den.")
TIP = Finding("narrow", "tip", "goals/goal0001/title", "Målet är smalt.", "Gör det bredare.")
GOAL = Agreement.model_validate({"goals": [{"id": "goal0001", "title": "Fler i arbete"}]})


def test_findings_keep_their_order_and_lose_those_that_are_set_aside():
    aside = SetAside(rule="effect", address="goals/goal0001/effect", reason="Tas i höst")

    review = sorted_out([MUST, SHOULD, TIP], Draft(agreement=GOAL, set_aside=(aside,)))

    assert review == Review(open=(MUST, TIP), set_aside=((SHOULD, "Tas i höst"),))


def test_a_finding_is_set_aside_at_its_place_only():
    elsewhere = SetAside(rule="effect", address="goals/goal0002/effect", reason="Tas i höst")
    other_rule = SetAside(rule="narrow", address="goals/goal0001/effect", reason="Tas i höst")

    assert sorted_out([SHOULD], Draft(agreement=GOAL, set_aside=(elsewhere, other_rule))).open == (SHOULD,)


def test_a_finding_stays_set_aside_only_for_what_it_was_about():
    session = Session(LIBRARY)
    session.set("background", "Ett påhittat nummer: 19121212-1212")
    number = next(one for one in session.findings(DAY) if one.rule == "personal_number")
    session.set_aside(number, "Det är påhittat")
    assert number not in session.findings(DAY)

    session.set("background", "Ett annat nummer: 19811218-9876")

    assert any(one.rule == "personal_number" for one in session.findings(DAY))
    session.undo()
    assert number not in session.findings(DAY)


def test_only_what_must_be_done_stands_in_the_way():
    assert Review().passed
    assert Review(open=(SHOULD, TIP)).passed
    assert Review(set_aside=((MUST, "Vi vet"),)).passed
    assert not Review(open=(MUST,)).passed


def test_the_findings_follow_the_draft():
    session = Session(LIBRARY)
    session.set("status", "beslutsversion")
    must = [finding for finding in session.findings(DAY) if finding.severity == "must"]
    forum = next(finding for finding in must if finding.address == "organisation/forums")
    assert not session.review(DAY).passed

    session.add("organisation/forums", {"name": "Styrgruppen", "level": "strategisk"})

    assert forum not in session.findings(DAY)
    session.undo()
    assert forum in session.findings(DAY)
    session.set_aside(forum, "Kommer")
    assert forum not in session.findings(DAY)
    assert (forum, "Kommer") in session.review(DAY).set_aside
    session.take_up(forum)
    assert forum in session.findings(DAY)


def test_a_review_that_is_made_a_little_at_a_time_is_the_same_and_an_edit_meanwhile_is_not_lost():
    session = Session(LIBRARY, LIBRARY.example())
    before = review.review(session.draft, DAY, LIBRARY)
    making = session.reviewing(DAY)
    for _ in range(5):
        next(making)
    session.set("status", "beslutsversion")
    session.set("validity/start", date(2040, 1, 1))
    now = session.review(DAY)

    assert finished(making) == before
    assert session.review(DAY) is now
    assert now == review.review(session.draft, DAY, LIBRARY) != before


def test_the_day_and_the_settings_of_the_rules_count():
    session = Session(LIBRARY)
    session.fill({"validity": {"kind": "tidsperiod", "start": "2024-01-01", "end": "2024-12-31"}})

    assert session.findings(date(2024, 6, 1)) != session.findings(date(2025, 6, 1))


def test_a_file_that_is_missing_gives_a_finding():
    session = Session(LIBRARY)
    attachment = session.attach("karta.pdf", b"%PDF")
    appendix = session.add("appendices", {"number": "1", "title": "Karta", "attachment": attachment})
    before = session.findings(DAY)

    session.change(session.draft.model_copy(update={"attachments": ()}))

    new = set(session.findings(DAY)) - set(before)
    assert {finding.address for finding in new} == {f"{appendix}/attachment"}


def test_findings_and_progress_follow_every_edit_and_its_undoing():
    session = Session(LIBRARY, LIBRARY.example())
    party = session.agreement.parties[0].id
    goal = session.agreement.goals[0].id

    def assert_current() -> None:
        assert session.review(DAY) == review.review(session.draft, DAY, LIBRARY)
        assert session.tally.steps == progress.tally(session.handbook, session.agreement).steps

    session.set("status", "beslutsversion")
    assert_current()
    session.set(f"parties/{party}/name", "Ett annat namn")
    assert_current()
    session.move(f"goals/{goal}", 1)
    session.set(f"goals/{goal}/effect", None)
    assert_current()
    session.remove(f"parties/{party}")
    assert_current()
    while session.undoable:
        session.undo()
        assert_current()
