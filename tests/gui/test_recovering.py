"""What was not saved when the program stopped, or when it was left, is had back."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from lokdesk.agreement.draft import Draft
from lokdesk.gui.dialogs.recovery import RecoveryDialog
from lokdesk.project import calls, journal, lock
from lokdesk.project.lock import Lock
from lokdesk.session import recovery
from lokdesk.session.journal import Recorder
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.gui.conftest import OpenWindow
from tests.gui.hands import click, meanwhile, press, until
from tests.gui.left import left
from tests.gui.pages import Screen, answer, name_file, read
from tests.gui.test_entrance import Door, OpenDoor, open_door, settings

Key = Qt.Key
_ = open_door, settings


class Past:
    """What was done before the program was started this time."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.folder = folder

    def stop(self, title: str, file: Path | None = None, *, leave: bool = False) -> None:
        """Write *title*, in a *file* that there is or in none, and be killed then, or *leave*."""
        left(self.library, self.folder, title, file, leave=leave)

    def damage(self) -> None:
        """Damage all that there is."""
        for path in self.folder.glob(f"*{journal.SUFFIX}"):
            path.write_bytes(b"?")

    @property
    def kept(self) -> dict[str, bool]:
        """What is kept, by its title, and whether it is offered unasked."""
        return {one.title: one.to_offer for one in recovery.found(self.folder)}


@pytest.fixture
def past(library: Library, tmp_path: Path) -> Past:
    return Past(library, tmp_path / "state" / recovery.FOLDER)


@pytest.fixture
def file(library: Library, tmp_path: Path) -> Path:
    """Return a project file."""
    return write(library, tmp_path / "vår.lokdesk", "I filen")


def write(library: Library, path: Path, title: str) -> Path:
    session = Session(library)
    session.set("title", title)
    session.save_as(path)
    return path


@pytest.fixture
def screen(open_window: OpenWindow) -> Screen:
    screen = open_window()
    screen.window.opening.show_start()
    return screen


Begin = Callable[[], Screen]


@pytest.fixture
def begin(open_window: OpenWindow) -> Begin:
    """Return what starts the program, when all is found that was left."""

    def begin_() -> Screen:
        screen = open_window()
        screen.window.opening.show_start()
        screen.window.opening.stop()
        screen.settle()
        return screen

    return begin_


def restore(screen: Screen, *acts: Callable[[QWidget], None]) -> None:
    """Get back what the start page offers first."""
    assert screen.window.opening.start is not None
    button = screen.window.opening.start.recovered[0].restore_button
    screen.settle()
    meanwhile(lambda: click(button), *acts)


def erased(past: Past, title: str) -> None:
    """Wait until the journal of what was got back is the new one, and only that."""
    until(lambda: past.kept == {})
    (path,) = past.folder.glob(f"*{journal.SUFFIX}")
    assert recovery.restored(path).draft.agreement.title == title


# After a crash


def test_the_start_page_offers_what_was_never_saved(past: Past, begin: Begin):
    past.stop("Aldrig sparad")
    screen = begin()
    restore(screen)

    assert screen.value("title") == "Aldrig sparad"
    assert screen.title == "Aldrig sparad* – Lokdesk"
    assert screen.window.news.text().startswith("Det osparade är återställt.")
    erased(past, "Aldrig sparad")


def test_from_the_first_window_too(past: Past, open_door: OpenDoor):
    past.stop("Aldrig sparad")
    door = open_door()
    until(lambda: bool(door.entrance.start.recovered))
    assert door.entrance.start.recovered[0].restore_button.hasFocus()
    press(Key.Key_Space)

    assert door.inside.value("title") == "Aldrig sparad"
    erased(past, "Aldrig sparad")


def test_all_that_is_kept_is_shown_from_the_first_window(past: Past, open_door: OpenDoor):
    past.stop("Aldrig sparad")
    door = open_door()
    until(lambda: bool(door.entrance.start.recovered) and door.entrance.start.all_button.isVisible())
    titles: list[str] = []

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, RecoveryDialog)
        until(lambda: bool(dialog.rows))
        titles.extend(row.found.title for row in dialog.rows)
        click(dialog.close_button)

    meanwhile(lambda: click(door.entrance.start.all_button), act)
    assert titles == ["Aldrig sparad"]
    assert isinstance(door, Door) and door.inside.window.isVisible()


def test_nothing_waits_for_what_is_looked_for(
    past: Past, open_door: OpenDoor, monkeypatch: pytest.MonkeyPatch
):
    may_look = threading.Event()
    names = calls.names

    def slow(folder: Path) -> list[str]:
        if folder == past.folder:
            may_look.wait(20)
        return names(folder)

    past.stop("Aldrig sparad")
    monkeypatch.setattr(calls, "names", slow)
    door = open_door()
    until(door.loaded.is_set)
    assert door.entrance.start.new_tile.hasFocus(), "the page is there, and can be used"
    assert not door.entrance.start.recovered

    may_look.set()
    until(lambda: bool(door.entrance.start.recovered))
    assert door.entrance.start.recovered


def test_what_was_changed_in_a_file_is_gone_on_with_in_it(past: Past, file: Path, begin: Begin):
    past.stop("Ändrad", file)
    screen = begin()
    restore(screen)

    assert screen.title == "Ändrad – vår.lokdesk* – Lokdesk"
    assert not isinstance(lock.take(file, "Någon annan"), Lock), "the file is held"
    screen.window.files.save()
    again = Session(screen.window.session.library)
    again.open(file)
    assert again.value("title") == "Ändrad"


def test_a_file_that_is_newer_is_never_restored_over(past: Past, file: Path, library: Library, begin: Begin):
    past.stop("Osparad", file)
    write(library, file, "Nyare i filen")
    os.utime(file, (2_000_000_000, 2_000_000_000))
    content = file.read_bytes()
    screen = begin()
    said: list[str] = []

    restore(screen, read(said, "Avbryt"))
    assert "”vår.lokdesk” har ändrats sedan det osparade skrevs. Filen är nyare: filen sparades" in said[0]
    assert screen.window.opening.page is not None, "still at the start"

    restore(screen, read(said, "Öppna filen som den är"))
    assert screen.value("title") == "Nyare i filen"
    assert past.kept == {"Osparad": True}, "nothing is erased that was not got back"

    screen.window.opening.close_agreement()
    screen.window.opening.stop()
    restore(screen, answer("Öppna det osparade som en kopia"))
    assert screen.title == "Osparad* – Lokdesk", "it has no file"
    meanwhile(screen.window.files.save, name_file(file.with_name("kopia.lokdesk")))
    assert file.read_bytes() == content


def test_a_file_that_is_older_than_what_was_not_saved_is_told_to_be(
    past: Past, file: Path, library: Library, begin: Begin
):
    past.stop("Osparad", file)
    write(library, file, "En äldre säkerhetskopia")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    said: list[str] = []

    restore(begin(), read(said, "Avbryt"))
    assert "Det osparade är nyare: filen sparades 9 september 2001" in said[0]


def test_where_the_file_is_gone_what_was_not_saved_is_opened_as_a_copy(past: Past, file: Path, begin: Begin):
    past.stop("Osparad", file)
    file.unlink()
    screen = begin()
    said: list[str] = []
    restore(screen, read(said, "Öppna det osparade som en kopia"))

    assert "finns inte längre i mappen" in said[0]
    assert screen.title == "Osparad* – Lokdesk"
    erased(past, "Osparad")


def test_a_copy_of_what_was_saved_counts_as_unsaved_and_is_kept(
    past: Past, file: Path, library: Library, begin: Begin
):
    # All had been saved when the program stopped; then the file went away.
    session = Session(library)
    session.open(file)
    recorder = Recorder(session, past.folder, pause=0)
    session.set("title", "Sparad")
    session.save()
    recorder.stop()
    file.unlink()
    screen = begin()
    assert screen.window.opening.start is not None and not screen.window.opening.start.recovered

    in_dialog(
        screen, lambda dialog: click(dialog.rows[0].restore_button), answer("Öppna det osparade som en kopia")
    )
    assert screen.title == "Sparad* – Lokdesk"
    erased(past, "Sparad")


def test_the_old_journal_stays_for_as_long_as_no_new_one_can_be_written(
    past: Past, begin: Begin, monkeypatch: pytest.MonkeyPatch
):
    past.stop("Aldrig sparad")

    def full(*_: object) -> int:
        raise OSError(28, "no room")

    with monkeypatch.context() as patched:
        patched.setattr(calls, "write", full)
        screen = begin()
        restore(screen)
        until(screen.window.trouble.isVisible)

        assert screen.value("title") == "Aldrig sparad"
        assert past.kept == {"Aldrig sparad": True}


def test_what_somebody_else_has_open_is_asked_about(past: Past, file: Path, begin: Begin):
    past.stop("Osparad", file)
    screen = begin()
    held = lock.take(file, "Kim Berg")
    assert isinstance(held, Lock)
    # In another process it would be told to be somebody else's.
    restore(screen, answer("Öppna skrivskyddad"))

    assert screen.title == "Osparad – vår.lokdesk (skrivskyddad)* – Lokdesk"
    held.release()


def test_what_cannot_be_restored_after_all_is_told(past: Past, begin: Begin):
    past.stop("Aldrig sparad")
    screen = begin()
    past.damage()
    said: list[str] = []
    restore(screen, read(said))

    assert said == ["Det som fanns kvar är skadat och går inte att återställa. Det har lämnats orört."]
    assert screen.window.opening.page is not None


# In a file that is opened


def test_who_opens_the_file_itself_is_offered_what_was_not_saved_in_it(
    past: Past, file: Path, library: Library, tmp_path: Path, begin: Begin
):
    past.stop("Osparad", file)
    other = write(library, tmp_path / "annan.lokdesk", "En annan")
    screen = begin()
    screen.window.files.open(other)
    screen.window.recovering.wait()
    assert not screen.window.recovering.offer.isVisible()

    screen.window.files.open(file)
    until(screen.window.recovering.offer.isVisible)
    assert screen.value("title") == "I filen"
    assert screen.window.news.text().startswith("I den här filen finns osparat arbete från i dag kl.")
    screen.settle()
    click(screen.window.recovering.offer)

    assert screen.title == "Osparad – vår.lokdesk* – Lokdesk"
    assert not screen.window.recovering.offer.isVisible()


def test_who_begins_with_a_file_is_told_of_what_was_left_elsewhere(
    past: Past, file: Path, open_window: OpenWindow
):
    past.stop("Aldrig sparad")
    screen = open_window()
    recovering = screen.window.recovering
    # As when the program is started with a file: the start page is not looked at.
    recovering.mentions_others = True
    screen.window.files.open(file)
    until(recovering.offer.isVisible)
    assert screen.window.news.text() == "På den här datorn finns osparat arbete från en annan gång."
    screen.settle()

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, RecoveryDialog)
        until(lambda: bool(dialog.rows))
        click(dialog.rows[0].restore_button)

    meanwhile(lambda: click(recovering.offer), act)
    assert screen.value("title") == "Aldrig sparad"

    screen.window.session.save_as(file.with_name("ny.lokdesk"))
    past.stop("En till")
    screen.window.files.open(file)
    recovering.wait()
    assert not recovering.offer.isVisible(), "it is told once"


# All that is kept


def in_dialog(
    screen: Screen, act: Callable[[RecoveryDialog], None], *acts: Callable[[QWidget], None]
) -> None:
    """Open the dialog with the menu, and do something there once it shows what there is."""

    def act_(dialog: QWidget) -> None:
        assert isinstance(dialog, RecoveryDialog)
        until(lambda: "Letar" not in words(dialog))
        act(dialog)

    meanwhile(screen.window.menus.actions["recover"].trigger, act_, *acts)


def words(dialog: RecoveryDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def test_what_was_left_unsaved_on_purpose_is_had_back_from_the_menu(past: Past, begin: Begin):
    past.stop("Lämnad", leave=True)
    screen = begin()
    assert screen.window.opening.start is not None
    assert not screen.window.opening.start.recovered, "it is not offered"
    seen: list[str] = []

    def act(dialog: RecoveryDialog) -> None:
        seen.append(words(dialog))
        assert dialog.rows[0].restore_button.hasFocus()
        press(Key.Key_Space)

    in_dialog(screen, act)
    assert "utan att sparas." in seen[0]
    assert screen.title == "Lämnad* – Lokdesk"
    erased(past, "Lämnad")


def test_who_regrets_not_having_saved_finds_it_at_once(past: Past, begin: Begin, library: Library):
    screen = begin()
    screen.window.session.new(Draft(agreement=library.blank().agreement))
    screen.window.session.set("title", "Ångrad")
    said: list[str] = []
    meanwhile(screen.window.opening.close_agreement, read(said, "Spara inte"))
    assert "går att få tillbaka på den här datorn i minst 30 dagar" in said[0]

    in_dialog(screen, lambda dialog: click(dialog.rows[0].restore_button))
    assert screen.value("title") == "Ångrad"


def test_while_nothing_can_be_kept_who_does_not_save_is_told_that_it_is_lost(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> int:
        raise OSError(28, "no room")

    screen = begin()
    with monkeypatch.context() as patched:
        patched.setattr(calls, "write", full)
        screen.window.session.new()
        screen.window.session.set("title", "Förlorad")
        until(screen.window.trouble.isVisible)
        said: list[str] = []
        meanwhile(screen.window.close, read(said, "Avbryt"))

    assert "försvinner det som har ändrats" in said[0]


def test_one_is_erased_and_the_next_takes_its_place(past: Past, begin: Begin):
    for title in ("Ett", "Två", "Tre"):
        past.stop(title, leave=True)
    others: list[str] = []

    def erase(dialog: RecoveryDialog) -> None:
        titles = [row.found.title for row in dialog.rows]
        click(dialog.rows[1].erase_button)
        until(lambda: len(dialog.rows) == 2)
        del titles[1]
        assert [row.found.title for row in dialog.rows] == titles
        assert dialog.focusWidget() is dialog.rows[1].restore_button
        others.extend(titles)
        press(Key.Key_Escape)

    in_dialog(begin(), erase, answer("Radera"))
    assert set(past.kept) == set(others)


def test_all_are_erased_on_request(past: Past, begin: Begin):
    past.stop("Ett")
    past.stop("Två", leave=True)
    screen = begin()
    said: list[str] = []

    def erase(dialog: RecoveryDialog) -> None:
        click(dialog.erase_all_button)
        assert len(past.kept) == 2
        click(dialog.erase_all_button)
        until(lambda: not dialog.rows)
        assert "Det finns inget osparat arbete att återställa." in words(dialog)
        assert not dialog.erase_all_button.isVisible()
        assert dialog.focusWidget() is dialog.close_button
        press(Key.Key_Escape)

    in_dialog(screen, erase, answer("Avbryt"), read(said, "Radera allt"))
    assert past.kept == {}
    assert "(2 stycken)" in said[0]
    start = screen.window.opening.start
    assert start is not None
    until(lambda: not start.recovered)
    assert not start.recovered, "nor is it offered any more"


def test_what_cannot_be_erased_stays_and_is_told_of(
    past: Past, begin: Begin, monkeypatch: pytest.MonkeyPatch
):
    past.stop("Ett")
    screen = begin()
    said: list[str] = []

    def refused(_: Path) -> None:
        raise PermissionError(13, "no")

    def erase(dialog: RecoveryDialog) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(calls, "remove", refused)
            click(dialog.rows[0].erase_button)
        press(Key.Key_Escape)

    in_dialog(screen, erase, answer("Radera"), read(said))
    assert said == ["Det som fanns kvar kunde inte raderas just nu. Försök igen."]
    assert set(past.kept) == {"Ett"}


def test_the_keys_go_through_all_that_can_be_done(past: Past, begin: Begin):
    past.stop("Ett")
    past.stop("Två", leave=True)
    stops: list[str] = []

    def walk(dialog: RecoveryDialog) -> None:
        for _ in range(6):
            focus = QApplication.focusWidget()
            assert focus is not None
            stops.append(focus.accessibleName() or focus.property("text"))
            press(Key.Key_Tab)
        press(Key.Key_Escape)

    in_dialog(begin(), walk)
    kinds = [stop.partition(":")[0] for stop in stops]
    assert sorted(kinds) == sorted(["Återställ", "Radera", "Återställ", "Radera", "Radera allt …", "Stäng"])
    assert kinds[:4] == ["Återställ", "Radera", "Återställ", "Radera"]
