"""Two project files edited apart become one, and nobody is asked what they have said already."""

from dataclasses import replace
from pathlib import Path

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import Discussion, Note
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.rich_text import plain
from lokdesk.project import project
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.project.version import CURRENT, Version
from lokdesk.session import clash, joining, restoring, sharing
from lokdesk.session.session import Session
from tests.session.made import LIBRARY

NOTE = Note(id="note0001", address="title", text=plain("Vem bestämmer?"))


@pytest.fixture
def mine(tmp_path: Path) -> Session:
    session = Session(LIBRARY, LIBRARY.example("tva-kommuner"))
    session.change(session.draft.model_copy(update={"discussion": Discussion(notes=(NOTE,))}))
    session.save_as(tmp_path / "vår.lokdesk")
    return session


def copied(session: Session, name: str = "deras.lokdesk") -> Session:
    """Return the same file, copied to another laptop and opened there."""
    assert session.path is not None
    path = session.path.with_name(name)
    path.write_bytes(session.path.read_bytes())
    return opened(path)


def opened(path: Path) -> Session:
    session = Session(LIBRARY)
    session.open(path)
    return session


def brought(mine: Session, theirs: Session, *, strangers: bool = False) -> joining.Joined:
    """Bring what *theirs* has saved into *mine*."""
    assert theirs.path is not None
    there = project.open(theirs.path)
    found = joining.joined(mine.current, there, theirs.path.name, strangers=strangers)
    mine.join(found.project, joining.NAME)
    return found


def test_two_laptops_get_what_the_other_has_written(mine: Session):
    theirs = copied(mine)
    mine.set("title", "En ny titel")
    mine.save()
    theirs.set("background", plain("Ny bakgrund"))
    theirs.add("goals", {"title": "Ett mål till"})
    theirs.save()

    found = brought(mine, theirs)

    assert found.clashes == ()
    assert found.told == "2 ändringar i texten har kommit in."
    assert mine.agreement.title == "En ny titel"
    assert mine.agreement.background == plain("Ny bakgrund")
    assert mine.agreement.goals[-1].title == "Ett mål till"
    assert mine.draft.discussion.notes == (NOTE,)


def test_it_is_one_edit_that_can_be_undone_and_brought_in_again(mine: Session):
    theirs = copied(mine)
    theirs.set("background", plain("Ny bakgrund"))
    theirs.save()
    before = mine.draft
    brought(mine, theirs)
    after = mine.draft
    mine.save()

    mine.undo()
    assert mine.draft is before
    mine.save()
    # What has been undone does not count as known: it comes in again, from the files, too.
    assert mine.path is not None
    assert brought(opened(mine.path), theirs).draft == after
    assert brought(mine, theirs).draft == after
    mine.undo()
    mine.redo()
    mine.save()
    assert brought(mine, theirs).told == joining.NOTHING_NEW


def test_what_only_the_other_file_knows_comes_and_goes_with_what_it_says(mine: Session):
    theirs = copied(mine)
    theirs.set("background", plain("Ny bakgrund"))
    theirs.save()
    newer = Version(CURRENT.major, CURRENT.minor + 1)
    there = replace(theirs.project, others={"later/x.json": b"{}"}, version=newer)
    mine.join(joining.joined(mine.current, there, "deras.lokdesk").project, joining.NAME)

    def saved() -> Project:
        mine.save()
        assert mine.path is not None
        return project.open(mine.path)

    assert (saved().others, saved().version) == ({"later/x.json": b"{}"}, newer)
    mine.undo()
    assert (saved().others, saved().version) == ({}, CURRENT)
    mine.redo()
    assert (saved().others, saved().version) == ({"later/x.json": b"{}"}, newer)


def test_nobody_is_asked_twice_about_the_same(mine: Session):
    theirs = copied(mine)
    mine.set("title", "Vår titel")
    mine.save()
    theirs.set("title", "Deras titel")
    theirs.save()
    (asked,) = brought(mine, theirs).clashes
    assert (asked.mine, asked.theirs, asked.name) == ("Vår titel", "Deras titel", "deras.lokdesk")
    mine.change(clash.settle(mine.draft, asked.id, "mine"))
    mine.save()

    theirs.set("background", plain("Ny bakgrund"))
    theirs.save()
    again = brought(mine, theirs)

    assert again.clashes == ()
    assert (mine.agreement.title, mine.agreement.background) == ("Vår titel", plain("Ny bakgrund"))
    # And the one who gets it back has nothing to decide either.
    mine.save()
    assert brought(theirs, mine).clashes == ()
    assert theirs.agreement == mine.agreement


def test_what_has_come_from_one_copy_is_known_when_a_copy_of_that_comes(mine: Session):
    second = copied(mine)
    second.set("title", "En titel")
    second.save()
    third = copied(second, "tredje.lokdesk")
    third.set("marking", "Utkast")
    third.save()
    second.set("title", "En annan titel")
    second.save()
    assert brought(mine, second).clashes == ()
    mine.save()

    assert brought(mine, third).clashes == ()

    assert (mine.agreement.title, mine.agreement.marking) == ("En annan titel", "Utkast")
    mine.save()
    assert brought(third, mine).clashes == ()
    assert third.agreement == mine.agreement


def test_what_has_not_been_saved_is_merged_too(mine: Session):
    theirs = copied(mine)
    theirs.set("background", plain("Ny bakgrund"))
    theirs.save()
    mine.set("title", "Inte sparad")

    brought(mine, theirs)

    assert (mine.agreement.title, mine.agreement.background) == ("Inte sparad", plain("Ny bakgrund"))
    assert mine.dirty


def test_a_copy_to_share_comes_back_to_the_file_that_it_was_made_from(mine: Session, tmp_path: Path):
    path = tmp_path / "kopia.lokdesk"
    mine.set("title", "Inte sparad när kopian gjordes")
    sharing.save(mine.current, path, mine.path)
    mine.remember()
    mine.set("marking", "Utkast")
    mine.save()
    theirs = opened(path)
    theirs.set("background", plain("Ny bakgrund"))
    theirs.save()

    found = brought(mine, theirs)

    assert (found.clashes, found.known, found.changes) == ((), True, 1)
    assert mine.agreement.title == "Inte sparad när kopian gjordes"
    assert mine.draft.discussion.notes == (NOTE,)
    # What is said around it comes back, too, and is added to what is said here.
    theirs.change(theirs.draft.model_copy(update={"discussion": Discussion(notes=(other(NOTE),))}))
    theirs.save()
    assert brought(mine, theirs).around == ("anteckningar, öppna frågor, förslag och ståndpunkter",)
    assert mine.draft.discussion.notes == (NOTE, other(NOTE))


def other(note: Note) -> Note:
    return note.model_copy(update={"id": "note0002", "text": plain("Från oss")})


def test_a_restored_copy_gets_what_was_brought_in_after_it(mine: Session):
    theirs = copied(mine)
    theirs.set("background", plain("Ny bakgrund"))
    theirs.save()
    brought(mine, theirs)
    mine.save()
    assert mine.path is not None
    found = next(one for one in restoring.backups.found(mine.path)[::-1])

    restoring.restore(mine, found)
    assert mine.agreement.background != plain("Ny bakgrund")
    mine.save()
    brought(mine, theirs)

    assert mine.agreement.background == plain("Ny bakgrund")


def test_another_agreement_altogether_is_refused(mine: Session, tmp_path: Path):
    other_ = Project(Draft(agreement=Agreement(goals=(Goal(id="goal9999"),))))

    with pytest.raises(Problem, match="är en annan överenskommelse") as refused:
        joining.joined(mine.current, other_, "x.lokdesk")
    assert not isinstance(refused.value, joining.Strangers)
    # Also where both have begun as nothing at all.
    begun = Project(Draft(), ancestors=Project(Draft()).past)
    one = replace(begun, draft=Draft(agreement=Agreement(goals=(Goal(id="goal0001"),))))
    with pytest.raises(Problem, match="en annan överenskommelse"):
        joining.joined(one, replace(begun, draft=other_.draft), "x.lokdesk")


def test_without_anything_in_common_all_that_differs_is_asked_about(mine: Session):
    agreement = mine.agreement.model_copy(update={"title": "En annan"})
    theirs = Project(mine.draft.model_copy(update={"agreement": agreement}))

    with pytest.raises(joining.Strangers, match="hade gemensamt"):
        joining.joined(Project(mine.draft), theirs, "x.lokdesk")
    found = joining.joined(Project(mine.draft), theirs, "x.lokdesk", strangers=True)

    assert not found.known
    assert [(one.address, one.mine, one.theirs) for one in found.clashes] == [
        ("title", mine.agreement.title, "En annan")
    ]


def test_what_a_newer_version_has_written_in_either_is_kept(mine: Session):
    theirs = replace(mine.project, others={"nytt.json": b"{}"}, draft=mine.draft)
    own = replace(mine.current, others={"annat.json": b"[]"})

    found = joining.joined(own, theirs, "x.lokdesk")

    assert found.project.others == {"annat.json": b"[]", "nytt.json": b"{}"}


def test_two_copies_of_what_was_empty_are_merged_while_nothing_says_that_they_are_not(tmp_path: Path):
    mine = Session(LIBRARY)
    mine.save_as(tmp_path / "vår.lokdesk")
    theirs = copied(mine)
    mine.set("title", "Vår titel")
    theirs.set("background", plain("Deras bakgrund"))
    theirs.save()

    found = brought(mine, theirs)

    assert (found.known, found.clashes) == (True, ())
    assert (mine.agreement.title, mine.agreement.background) == ("Vår titel", plain("Deras bakgrund"))
