"""Going back to a copy of the open file: what differs is told, it can be undone, and nothing is written."""

from pathlib import Path

import pytest

from lokdesk.agreement.draft import Draft
from lokdesk.project import backups, project
from lokdesk.project.problem import Problem
from lokdesk.session import edit, restoring
from lokdesk.session.library import Library
from lokdesk.session.restoring import Difference
from lokdesk.session.session import Session

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(ROOT / "resources", ROOT / "templates")


@pytest.fixture
def session(library: Library, tmp_path: Path) -> Session:
    """Return a session that has been saved with one title, and then with another and a goal."""
    session = Session(library)
    session.set("title", "Före")
    session.save_as(tmp_path / "avtal.lokdesk")
    session.set("title", "Efter")
    session.add("goals", {"title": "Fler i arbete"})
    session.save()
    return session


def test_each_place_that_differs_is_told_with_what_stands_there_then_and_now(session: Session):
    assert session.path is not None
    then = restoring.read(backups.kept(session.path)[1]).draft
    session.attach("karta.pdf", b"%PDF")

    found = restoring.differences(session.library.handbook, then, session.draft)

    assert found == (
        Difference("Titel", "Före", "Efter"),
        Difference("Mål ”Fler i arbete”", told="Har tillkommit sedan dess."),
        Difference("Bifogade filer", told="Skiljer sig åt."),
    )
    back = restoring.differences(session.library.handbook, session.draft, then)
    assert back[1].told == "Finns bara i säkerhetskopian."
    assert not restoring.differences(session.library.handbook, then, then)


def test_a_copy_is_restored_as_one_edit_and_the_file_left_as_it_is(session: Session):
    assert session.path is not None
    before, there = session.draft, session.path.read_bytes()

    assert restoring.restore(session, backups.kept(session.path)[1]) == ""

    assert session.agreement.title == "Före" and not session.agreement.goals
    assert session.dirty and session.path.read_bytes() == there
    assert session.to_undo is not None
    assert edit.said(session.to_undo, session.library.handbook) == restoring.NAME
    session.undo()
    assert session.draft is before and not session.dirty


def test_what_had_not_been_saved_is_kept_before_a_copy_is_restored(session: Session):
    assert session.path is not None
    older = backups.kept(session.path)[1]
    session.set("title", "Osparat")

    restoring.restore(session, older)

    assert restoring.read(backups.kept(session.path)[0]).draft.agreement.title == "Osparat"
    session.save()
    titles = [restoring.read(one).draft.agreement.title for one in backups.kept(session.path)]
    assert titles == ["Före", "Efter", "Osparat", "Efter", "Före"]


def test_a_copy_is_restored_even_where_none_can_be_kept(session: Session, monkeypatch: pytest.MonkeyPatch):
    assert session.path is not None
    older = backups.kept(session.path)[1]
    session.set("title", "Osparat")

    def full(*_: object) -> None:
        raise Problem("Ingen säkerhetskopia kunde göras.")

    monkeypatch.setattr(backups, "keep", full)
    assert restoring.restore(session, older) == "Ingen säkerhetskopia kunde göras."

    assert session.agreement.title == "Före"
    session.undo()
    assert session.agreement.title == "Osparat"


def test_a_damaged_copy_is_told_of_and_the_one_before_it_found(session: Session):
    assert session.path is not None
    first, second = backups.kept(session.path)
    first.path.write_bytes(first.path.read_bytes()[:-1] + b"x")

    with pytest.raises(Problem, match="Säkerhetskopian är skadad"):
        restoring.restore(session, first)
    assert session.agreement.title == "Efter"
    latest = restoring.latest(session.path)
    assert latest is not None and latest[0] == second


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", None])
def test_one_goes_on_with_a_copy_of_a_file_that_cannot_be_opened(
    session: Session, library: Library, damage: bytes | None
):
    path = session.path
    assert path is not None
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    another = Session(library)
    found = restoring.latest(path)
    assert found is not None

    restoring.go_on(another, found[1], path)

    assert another.agreement.title == "Efter" and another.path == path and another.dirty
    another.save()
    assert project.open(path).draft == another.draft
    assert not another.dirty


def test_there_is_nothing_to_go_on_with_without_copies(tmp_path: Path):
    assert restoring.latest(tmp_path / "annan.lokdesk") is None
    project.save(project.Project(Draft()), tmp_path / "annan.lokdesk")
    assert restoring.latest(tmp_path / "annan.lokdesk") is None, "no copy is kept of what is not worked in"
