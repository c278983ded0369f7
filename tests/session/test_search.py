"""Searching answers, questions and help at once."""

from collections.abc import Callable

import pytest

from lokdesk.agreement import address as at
from lokdesk.session.match import fold
from lokdesk.session.search import KINDS, MOST, Found, Index, Kind
from lokdesk.session.session import Session
from tests.examples.bundled import example
from tests.session.made import LIBRARY

Look = Callable[[str], Found]


@pytest.fixture
def session() -> Session:
    return Session(LIBRARY)


@pytest.fixture
def look(session: Session) -> Look:
    return lambda asked: Index(session.agreement, LIBRARY.handbook, session.wording).search(asked)


def addresses(found: Found, kind: Kind = "answer") -> list[str]:
    return [hit.address for hit in found.hits if hit.kind == kind]


def test_an_answer_is_found_with_the_way_to_it_in_words(session: Session, look: Look):
    goal = session.add("goals", {"title": "Fler unga i arbete"})

    hit = look("unga arbete").hits[0]

    assert hit.kind == "answer"
    assert hit.address == f"{goal}/title"
    assert hit.where == "Mål › Mål och indikatorer › Mål ”Fler unga i arbete” › Målet"
    assert hit.excerpt.text == "Fler unga i arbete"
    assert [hit.excerpt.text[start:end] for start, end in hit.excerpt.marks] == ["unga", "arbete"]
    assert hit.times == 2


def test_answers_of_every_kind_in_words_are_found(session: Session, look: Look):
    party = session.add("parties", {"name": "Zorkköpings kommun", "kind": "zorkförbund"})
    group = session.add("target_groups", {"name": "Zorkar", "scope": [at.last(party)]})
    forum = session.add("organisation/forums", {"frequency": "varje zork"})
    table = session.add("mapping/statistics", {"source": "Zorkverket"})
    column = session.add(f"{table}/columns", {"name": "Zork"})
    row = session.add(f"{table}/rows", {"label": "Zorkinnor"})
    cell = f"{row}/cells/{at.last(column)}/value"
    session.set(cell, "12 zork")
    note = {"runs": [{"text": "En "}, {"footnote": "Se zorkhandboken."}, {"text": "rad"}]}
    session.set("background", {"blocks": [note]})

    assert set(addresses(look("ZORK"))) == {
        f"{party}/name",
        f"{party}/kind",
        f"{group}/name",
        f"{group}/scope",
        f"{forum}/frequency",
        f"{table}/source",
        f"{column}/name",
        f"{row}/label",
        cell,
        "background",
    }


@pytest.mark.parametrize("asked", ["2026-03-01", "1 mars 2026", "mars 2026"])
def test_a_date_is_found_by_its_figures_and_by_its_words(session: Session, look: Look, asked: str):
    session.set("validity/start", "2026-03-01")

    assert addresses(look(asked)) == ["validity/start"]


def test_what_has_no_answer_is_not_found_by_the_words_for_none(session: Session, look: Look):
    session.add("target_groups")

    assert addresses(look("alla parter")) == []


def test_a_question_is_found_where_it_is_answered_first(session: Session, look: Look):
    label = LIBRARY.handbook.question("goals/*/title").label
    assert "goals" in addresses(look(label), "question")

    goals = [session.add("goals") for _ in range(2)]

    found = addresses(look(label), "question")
    assert f"{goals[0]}/title" in found
    assert "goals" not in found


def test_a_question_within_an_item_leads_to_the_innermost_list_there_is(session: Session, look: Look):
    goal = session.add("goals")
    label = LIBRARY.handbook.question("goals/*/indicators/*/name").label

    assert f"{goal}/indicators" in addresses(look(label), "question")


def test_a_question_that_is_not_asked_is_not_found(session: Session, look: Look):
    session.set("validity/kind", "tills vidare")
    prompt = LIBRARY.handbook.question("validity/end").prompt
    assert "validity/end" not in addresses(look(prompt), "question")

    session.set("validity/kind", "tidsperiod")

    assert "validity/end" in addresses(look(prompt), "question")


def test_help_is_found_where_the_question_itself_is_not(look: Look):
    question = LIBRARY.handbook.question("background")
    words = max(question.how.splitlines(), key=len)

    found = look(words)

    assert addresses(found, "help") == ["background"]
    assert addresses(found, "question") == []


def test_answers_come_before_questions_and_those_before_help(session: Session, look: Look):
    session.set("background", "Sekretess")

    kinds = [hit.kind for hit in look("sekretess").hits]

    assert kinds == sorted(kinds, key=KINDS.index)
    assert set(kinds) == set(KINDS)


def test_answers_come_in_the_order_of_the_steps():
    agreement = example("kronoberg")
    session = Session(LIBRARY, LIBRARY.example("kronoberg"))
    steps = [step.slug for step in LIBRARY.handbook.steps]

    found = Index(agreement, LIBRARY.handbook, session.wording).search("kommun", most=10_000)
    order = [steps.index(LIBRARY.handbook.place(address).step.slug) for address in addresses(found)]

    assert order == sorted(order)
    assert len(set(order)) > 3


def test_all_hits_are_counted_but_no_more_returned_than_anyone_reads():
    session = Session(LIBRARY, LIBRARY.example("kronoberg"))

    found = Index(session.agreement, LIBRARY.handbook, session.wording).search("e")

    assert found.totals["answer"] > MOST
    assert len(addresses(found)) == MOST
    assert found.total == sum(found.totals.values())


def test_every_hit_shows_what_was_asked_for_and_leads_somewhere():
    session = Session(LIBRARY, LIBRARY.example("kronoberg"))
    index = Index(session.agreement, LIBRARY.handbook, session.wording)

    for asked in ("kommun", "sekretess", "2020", "unga växjö"):
        found = index.search(asked)
        assert found.hits
        for hit in found.hits:
            assert fold(hit.excerpt.text[slice(*hit.excerpt.marks[0])]) in (asked, *asked.split())
            assert hit.where.count(" › ") >= 1
            session.value(hit.address)


@pytest.mark.parametrize("asked", ["", "   ", "\n"])
def test_nothing_is_found_when_nothing_is_asked_for(look: Look, asked: str):
    assert look(asked) == Found()
