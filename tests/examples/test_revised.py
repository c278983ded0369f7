"""The larger example taken through two yearly revisions: what is kept of each, what the boards see."""

from datetime import date
from pathlib import Path

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.revision.comparison import compare
from lokdesk.revision.weighing import Weighed
from lokdesk.session import document, redline, revising
from lokdesk.session.session import Session
from lokdesk.word import accepted
from tests.session.made import LIBRARY
from tests.word.story import Story

DAY = date(2022, 10, 3)


def _worked(path: Path, goal: str, year: int) -> Draft:
    """Open the file at *path*, word the first goal anew, get case numbers, decide and save."""
    session = Session(LIBRARY)
    session.open(path)
    first = session.agreement.goals[0].id
    session.set(f"goals/{first}/title", goal)
    for party in session.agreement.parties:
        for decision in party.decisions:
            where = f"parties/{party.id}/decisions/{decision.id}"
            session.set(f"{where}/case_number", f"EX {year}/7")
            session.set(f"{where}/date", date(year, 12, 1))
    session.set("status", "gällande")
    session.save()
    return session.draft


def _revised(old: Path, new: Path, day: date) -> revising.Revision:
    revision = revising.begin(revising.opened(old, LIBRARY, day), day)
    project.save(revision.project, new)
    return revision


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> tuple[Draft, Draft, Draft]:
    """Return the example as it is, and its revisions after one period and after two."""
    folder = tmp_path_factory.mktemp("revideringar")
    first, second, third = (folder / f"kronoberg-{year}.lokdesk" for year in (2021, 2023, 2025))
    project.save(Project(LIBRARY.example()), first)
    _revised(first, second, DAY)
    once = _worked(second, "Fler unga i arbete eller studier", 2022)
    _revised(second, third, date(2024, 10, 1))
    twice = _worked(third, "Fler unga i arbete, studier eller praktik", 2024)
    assert project.open(third).draft == twice
    return project.open(first).draft, once, twice


def _frozen(draft: Draft) -> list[Agreement]:
    return [one.agreement for one in draft.predecessors]


def test_each_year_has_all_the_earlier_ones_in_it(years: tuple[Draft, Draft, Draft]):
    first, once, twice = years
    assert _frozen(first) == []
    assert _frozen(once) == [first.agreement]
    assert _frozen(twice) == [first.agreement, once.agreement]
    assert [one.agreement.version for one in years] == ["1.0", "2.0", "3.0"]
    periods = [(str(one.agreement.validity.start), str(one.agreement.validity.end)) for one in years]
    assert periods == [
        ("2021-01-01", "2022-12-31"),
        ("2023-01-01", "2024-12-31"),
        ("2025-01-01", "2026-12-31"),
    ]
    assert [str(one.agreement.follow_up.next_revision) for one in years] == [
        "2022-01-31",
        "2024-01-31",
        "2026-01-31",
    ]


def test_a_goal_can_be_followed_through_the_years_by_its_id(years: tuple[Draft, Draft, Draft]):
    first = years[0].agreement.goals[0]
    titles = [next(one.title for one in year.agreement.goals if one.id == first.id) for year in years]
    assert titles == [
        first.title,
        "Fler unga i arbete eller studier",
        "Fler unga i arbete, studier eller praktik",
    ]


def test_what_differs_between_the_years_is_what_somebody_did(years: tuple[Draft, Draft, Draft]):
    _, once, twice = years
    goal = f"goals/{once.agreement.goals[0].id}/title"
    found = Weighed(once.agreement, twice.agreement)
    replaced = [one.id for year in (once, twice) for one in year.agreement.validity.replaces]
    assert {one.address for one in found.substance} == {
        goal,
        "follow_up/next_revision",
        "validity/start",
        "validity/end",
        *(f"validity/replaces/{one}" for one in replaced),
    }
    assert found.contacts == ()
    assert len(found.deciders) == len(twice.agreement.parties)
    assert "goals" not in {one.address for one in compare(once.agreement, twice.agreement)}


def test_a_new_period_replaces_the_last_one_with_its_case_numbers(years: tuple[Draft, Draft, Draft]):
    _, once, twice = years
    (replaced,) = twice.agreement.validity.replaces
    assert replaced.title == f"{once.agreement.title}, version {once.agreement.version}"
    assert replaced.case_number == "EX 2022/7"
    assert replaced.date == date(2022, 12, 1)


@pytest.mark.parametrize("year", [1, 2])
def test_the_redline_of_each_year_is_both_documents(years: tuple[Draft, Draft, Draft], year: int):
    new = years[year]
    old = new.model_copy(update={"agreement": new.predecessors[-1].agreement})
    marked = redline.made(old, new, LIBRARY, "Lisa Ek", DAY)
    for take, draft in ((accepted.accept, new), (accepted.reject, old)):
        story, alone = Story(marked), Story(document.render(draft, LIBRARY))
        take(story.root)
        told, plain = "\n".join(story.lines()), "\n".join(alone.lines())
        goal = draft.agreement.goals[0].title or ""
        assert goal in plain
        assert goal in told
        assert str(draft.agreement.validity.end) in told
