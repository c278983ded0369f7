"""Two copies of a project file are brought together in the window, and what came is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from lokdesk.agreement.rich_text import plain
from lokdesk.gui.panes.replies import RepliesView
from lokdesk.project import project
from lokdesk.session.session import Session
from tests.gui.conftest import OpenWindow
from tests.gui.hands import meanwhile
from tests.gui.pages import Screen, answer, name_file, read, saved
from tests.gui.test_entrance import drop

SAVED = "Det går inte att se vad"


@pytest.fixture
def screen(open_window: OpenWindow, tmp_path: Path) -> Screen:
    """Return a window in which a file is open that two have a copy of."""
    found = open_window()
    saved(found, tmp_path / "vår.lokdesk", "Före")
    return found


def edited(screen: Screen, name: str, edit: Callable[[Session], object]) -> Path:
    """Return a copy of the open file that somebody has edited on another laptop."""
    own = screen.window.session.path
    assert own is not None
    path = own.with_name(name)
    path.write_bytes(own.read_bytes())
    theirs = Session(screen.window.session.library)
    theirs.open(path)
    edit(theirs)
    theirs.save()
    return path


def background(session: Session) -> None:
    session.set("background", plain("Ny bakgrund"))


def give(screen: Screen, *acts: Callable[..., None]) -> None:
    meanwhile(screen.window.menus.actions["merge"].trigger, *acts)


def test_another_copy_is_brought_in_told_of_and_undone(screen: Screen):
    path = edited(screen, "deras.lokdesk", background)
    screen.field("title").replace("Vår")
    said: list[str] = []

    give(screen, name_file(path), read(said))

    assert said == [
        "”deras.lokdesk” är hopslagen med er fil. 1 ändring i texten har kommit in. Sammanslagningen går "
        "att ångra med Ctrl+Z. Spara när ni är nöjda."
    ]
    assert (screen.value("title"), screen.value("background")) == ("Vår", plain("Ny bakgrund"))
    screen.undo()
    assert (screen.value("title"), screen.value("background")) == ("Vår", None)
    assert "Ångrade sammanslagningen med en annan kopia." in screen.window.news.text()


def test_what_the_two_say_differently_is_shown_in_the_list(screen: Screen):
    path = edited(screen, "deras.lokdesk", lambda session: session.set("title", "Deras"))
    screen.field("title").replace("Vår")
    said: list[str] = []

    give(screen, name_file(path), read(said, "Visa och välj"))

    assert "På 1 ställe säger kopiorna olika saker." in said[0]
    assert screen.window.findChild(RepliesView) is not None
    assert [one.theirs for one in screen.window.session.draft.clashes] == ["Deras"]
    assert screen.value("title") == "Vår"
    # Brought in again it says nothing new.
    give(screen, name_file(path), read(said))
    assert said[1] == "Er fil har redan allt som finns i den andra kopian."


def test_a_file_that_is_none_and_another_agreement_are_told_of(screen: Screen, tmp_path: Path):
    (tmp_path / "brev.lokdesk").write_bytes(b"Hej")
    other = Session(screen.window.session.library)
    other.add("goals", {"title": "Ett"})
    other.save_as(tmp_path / "annan.lokdesk")
    screen.window.session.add("goals", {"title": "Ett"})
    before = screen.window.session.draft
    said: list[str] = []

    give(screen, name_file(tmp_path / "brev.lokdesk"), read(said))
    give(screen, name_file(tmp_path / "annan.lokdesk"), read(said))

    assert "”brev.lokdesk”" in said[0]
    assert "är en annan överenskommelse" in said[1]
    assert all(one.endswith("Inget har ändrats.") for one in said)
    assert screen.window.session.draft is before


def strange(screen: Screen, path: Path) -> Path:
    """Save what nobody can tell is a copy of the open file at *path*, and return that."""
    screen.window.session.add("goals", {"title": "Ett"})
    screen.save()
    agreement = screen.window.session.agreement.model_copy(update={"title": "Deras"})
    draft = screen.window.session.draft.model_copy(update={"agreement": agreement})
    project.save(project.Project(draft), path)
    return path


def test_without_anything_in_common_it_is_asked_first(screen: Screen, tmp_path: Path):
    path = strange(screen, tmp_path / "äldre.lokdesk")
    said: list[str] = []

    give(screen, name_file(path), read(said, "Avbryt"))
    assert SAVED in said[0]
    assert not screen.window.session.dirty

    give(screen, name_file(path), read(said, "Slå ihop ändå"), read(said, "Senare"))
    assert [one.theirs for one in screen.window.session.draft.clashes] == ["Deras"]


def test_a_copy_that_goes_while_it_is_asked_about_is_told_of(screen: Screen, tmp_path: Path):
    path = strange(screen, tmp_path / "äldre.lokdesk")
    said: list[str] = []

    def agree(box: QWidget) -> None:
        path.unlink()
        read(said, "Slå ihop ändå")(box)

    give(screen, name_file(path), agree, read(said))

    assert SAVED in said[0]
    assert "”äldre.lokdesk”" in said[1] and said[1].endswith("Inget har ändrats.")
    assert not screen.window.session.dirty


def test_what_somebody_else_has_saved_is_merged_and_saved(screen: Screen):
    own = screen.window.session.path
    assert own is not None
    theirs = Session(screen.window.session.library)
    theirs.open(own)
    background(theirs)
    theirs.save()
    screen.field("title").replace("Vår")
    said: list[str] = []

    screen.save(answer("Slå ihop och spara"), read(said))

    there = project.open(own).draft.agreement
    assert (there.title, there.background) == ("Vår", plain("Ny bakgrund"))
    assert not screen.window.session.dirty
    assert "Den hopslagna filen sparas nu." in said[0]


def test_a_copy_that_a_synchronised_folder_has_made_is_brought_in(screen: Screen):
    own = screen.window.session.path
    assert own is not None
    edited(screen, "vår-LAPTOP-7.lokdesk", background)
    screen.new()
    said: list[str] = []

    screen.open(name_file(own), read(said, "Inte nu"))
    assert "I mappen ligger också ”vår-LAPTOP-7.lokdesk”." in said[0]
    assert screen.value("background") is None

    screen.open(name_file(own), answer("Slå ihop"), read(said))
    assert screen.value("background") == plain("Ny bakgrund")
    screen.save()
    screen.new()
    # Now all that it says is here.
    screen.open(name_file(own), read(said))
    assert "Allt som finns där finns redan i er fil." in said[2]


def test_two_copies_that_are_dropped_together_are_one(screen: Screen):
    own = screen.window.session.path
    assert own is not None
    path = edited(screen, "vår-LAPTOP-7.lokdesk", background)
    screen.new()
    said: list[str] = []

    meanwhile(lambda: drop(screen.window, path, own), read(said))

    assert screen.window.session.path == own
    assert (screen.value("title"), screen.value("background")) == ("Före", plain("Ny bakgrund"))
    assert "”vår-LAPTOP-7.lokdesk” är hopslagen med er fil." in said[0]


def test_the_file_that_a_copy_to_share_was_made_of_remembers_it(screen: Screen, tmp_path: Path):
    path = tmp_path / "kopia.lokdesk"
    screen.field("title").replace("Inte sparad")
    meanwhile(
        screen.window.menus.actions["share"].trigger, answer("Spara kopian …"), name_file(path), answer("OK")
    )
    screen.field("title").replace("Senare")
    screen.save()
    theirs = Session(screen.window.session.library)
    theirs.open(path)
    background(theirs)
    theirs.save()
    said: list[str] = []

    give(screen, name_file(path), read(said))

    assert "1 ändring i texten har kommit in." in said[0]
    assert (screen.value("title"), screen.value("background")) == ("Senare", plain("Ny bakgrund"))
