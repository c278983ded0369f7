"""The agenda of a revision of the open draft, in lines and as data."""

import json
from datetime import date

from lokdesk.agreement.draft import Draft
from lokdesk.revision.agenda import Agenda
from lokdesk.revision.beginning import begun
from lokdesk.session import agenda, evaluating
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

TODAY = date(2026, 11, 22)
BEGUN = begun(LIBRARY.example(), TODAY).draft


def test_a_draft_that_revises_nothing_has_none():
    assert agenda.of(Draft(), LIBRARY, TODAY) == Agenda()


def test_the_example_has_points_in_every_section_but_that_of_the_law():
    found = agenda.of(BEGUN, LIBRARY, TODAY)

    assert {one.slug for one in found.sections} == {
        "goals", "mapping", "organisation", "processes", "job_tracks", "appendices", "questions",
    }  # fmt: skip


def test_the_session_finds_no_more_anew_than_has_changed():
    session = Session(LIBRARY, BEGUN)
    first = session.agenda(TODAY)
    assert session.agenda(TODAY) is first

    goal = session.agreement.goals[0].id
    key = next(one.key for one in first.points if one.kind == "process")
    edits = (
        lambda: evaluating.say(session, goal, helped="nej", why="Ord."),
        lambda: evaluating.treat(session, key, wanted=True),
        lambda: session.set("mapping/gaps", "Något annat."),
        lambda: evaluating.judge(session, goal, "drop"),
        lambda: session.add("goals", {"title": "Nytt"}),
        lambda: session.add("legal_references", {"act": "Socialtjänstlag (2001:453)"}),
        lambda: evaluating.treat(session, key, wanted=False),
        session.undo,
        session.undo,
    )
    for edit in edits:
        edit()
        assert session.agenda(TODAY) == agenda.of(session.draft, LIBRARY, TODAY)
    assert session.agenda(date(2030, 1, 1)) == agenda.of(session.draft, LIBRARY, date(2030, 1, 1))
    session.new()
    assert session.agenda(TODAY) == Agenda()


def test_its_lines_tell_all_of_it():
    found = agenda.of(BEGUN, LIBRARY, TODAY)

    lines = list(agenda.lines(found))

    assert lines[0] == f"0 av {len(found.points)} punkter är klara."
    assert sum(line.startswith("[ ] ") for line in lines) == len(found.points)
    for section in found.sections:
        assert f"{section.title} (0 av {len(section.points)})" in lines
    assert "    – Förnamn Efternamn (exempel), Ledamot" in lines


def test_as_data_it_says_the_same():
    found = agenda.of(BEGUN, LIBRARY, TODAY)

    data = json.loads(json.dumps(agenda.listed(found)))

    points = [one for section in data["sections"] for one in section["points"]]
    assert [one["key"] for one in points] == [one.key for one in found.points]
    assert data["points"] == len(points)
    assert {"kind", "address", "title", "told", "todo", "done", "links", "people"} <= set(points[0])
