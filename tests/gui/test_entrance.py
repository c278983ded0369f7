"""The window that the program opens with, and the one for the work that takes its place."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QWidget

from lokdesk.agreement.draft import Draft
from lokdesk.gui import drops
from lokdesk.gui.entrance import Entrance
from lokdesk.gui.recent import RecentFiles
from lokdesk.gui.settings import Settings
from lokdesk.gui.window import MainWindow
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.gui.conftest import TODAY, OpenWindow
from tests.gui.hands import CTRL, click, meanwhile, press, until
from tests.gui.pages import Screen, answer, dismiss, name_file, read, saved

Key = Qt.Key


def drop(window: QMainWindow, *paths: Path) -> None:
    """Drop files in the middle of *window*, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle = QPointF(window.width() / 2, window.height() / 2)
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(middle, Qt.DropAction.CopyAction, data, button, none)
    handle = window.windowHandle()
    assert handle is not None
    QApplication.sendEvent(handle, event)


class Door:
    """The program's first window with its user, and the window for the work once there is one."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.loaded = threading.Event()
        self.screen: Screen | None = None
        self._library = library
        self._settings = settings
        self.entrance = Entrance(settings, library.example_titles, self.loaded.set, self._make)
        self.entrance.show()
        self.entrance.activateWindow()
        until(self.entrance.isActiveWindow)
        self.entrance.start.focus_first()

    def _make(self) -> MainWindow:
        window = MainWindow(Session(self._library), self._settings, lambda: TODAY)
        self.screen = Screen(window)
        return window

    @property
    def inside(self) -> Screen:
        assert self.screen is not None, "still at the start"
        return self.screen


OpenDoor = Callable[[], Door]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def open_door(
    library: Library, settings: Settings, swedish: None, nothing_left_behind: None
) -> Iterator[OpenDoor]:
    doors: list[Door] = []

    def open_() -> Door:
        doors.append(Door(library, settings))
        return doors[-1]

    yield open_
    for door in doors:
        if door.screen is not None:
            door.screen.throw_away()
            door.screen.window.deleteLater()
        else:
            door.entrance.close()
            door.entrance.deleteLater()


def test_the_rest_is_loaded_while_one_looks_at_the_start_page(open_door: OpenDoor):
    door = open_door()
    until(door.loaded.is_set)

    assert door.loaded.is_set()
    assert door.screen is None, "nothing is opened unasked"


def test_a_new_agreement_begins_in_the_window_for_the_work(open_door: OpenDoor):
    door = open_door()
    press(Key.Key_Return)

    assert door.inside.window.isVisible()
    assert door.inside.window.opening.who is not None
    assert door.inside.window.rooms.currentWidget() is door.inside.window.opening.who


def test_an_example_is_looked_at(open_door: OpenDoor):
    door = open_door()
    door.entrance.start.example.emit("tva-kommuner")

    assert door.inside.value("parties")
    assert door.inside.title.endswith("– Lokdesk")
    assert door.inside.window.opening.page is None


def test_the_menus_work_from_the_first_moment(open_door: OpenDoor):
    door = open_door()
    actions = door.entrance.menus.actions
    assert not actions["save"].isEnabled()
    seen: list[type[QWidget]] = []

    def look(dialog: QWidget) -> None:
        seen.append(type(dialog))
        dismiss(dialog)

    meanwhile(lambda: press(Key.Key_O, CTRL), look)
    assert seen == [QFileDialog]
    assert door.inside.window.opening.start is not None
    assert door.inside.window.opening.page is door.inside.window.opening.start


def test_keys_for_writing_open_no_window(open_door: OpenDoor):
    door = open_door()

    for key in (Key.Key_C, Key.Key_V, Key.Key_A, Key.Key_F):
        press(key, CTRL)

    assert door.screen is None
    assert door.entrance.isVisible()


def test_a_recent_file_is_gone_on_with(
    open_door: OpenDoor, settings: Settings, library: Library, tmp_path: Path
):
    path = tmp_path / "a.lokdesk"
    session = Session(library)
    session.set("title", "Vår")
    session.save_as(path)
    RecentFiles(settings.store).remember(path)
    open_door_ = open_door()

    press(Key.Key_Return)
    assert open_door_.inside.value("title") == "Vår"


def test_the_window_for_the_work_stands_where_the_first_one_stood(open_door: OpenDoor):
    door = open_door()
    door.entrance.resize(790, 560)
    door.entrance.start.example.emit("tva-kommuner")

    assert door.inside.window.size() == door.entrance.size()
    assert not door.entrance.isVisible()


def test_a_file_that_is_dropped_is_opened(open_door: OpenDoor, library: Library, tmp_path: Path):
    path = tmp_path / "a.lokdesk"
    session = Session(library)
    session.set("title", "Släppt")
    session.save_as(path)
    door = open_door()

    drop(door.entrance, path)
    until(lambda: door.screen is not None)
    assert door.inside.value("title") == "Släppt"


def test_a_file_is_dropped_on_a_field_and_does_not_become_text_in_it(
    open_window: OpenWindow, library: Library, tmp_path: Path
):
    path = tmp_path / "a.lokdesk"
    session = Session(library)
    session.set("title", "Släppt")
    session.save_as(path)
    screen = open_window()
    screen.field("title").type("Osparad")
    screen.field("background").focus()

    meanwhile(lambda: drop(screen.window, path), answer("Avbryt"))
    assert screen.value("title") == "Osparad"

    meanwhile(lambda: drop(screen.window, path), answer("Spara inte"))
    assert screen.value("title") == "Släppt"
    assert screen.value("background") is None


def test_nothing_is_dropped_behind_a_dialog(open_window: OpenWindow, library: Library, tmp_path: Path):
    path = tmp_path / "a.lokdesk"
    Session(library).save_as(path)
    screen = open_window(Draft.model_validate({"agreement": {"title": "Den öppna"}}))

    def drop_and_leave(dialog: QWidget) -> None:
        drop(screen.window, path)
        screen.settle()
        assert screen.value("title") == "Den öppna"
        dismiss(dialog)

    meanwhile(lambda: press(Key.Key_H, CTRL), drop_and_leave)

    screen.settle()
    assert screen.value("title") == "Den öppna"


def test_other_files_are_refused_with_a_reason(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    said: list[str] = []

    meanwhile(lambda: drop(screen.window, tmp_path / "bild.png"), read(said))
    meanwhile(lambda: drop(screen.window, tmp_path / "a.lokdesk", tmp_path / "b.png"), read(said))

    assert said == [
        "”bild.png” är varken en projektfil från Lokdesk eller ett Word-dokument. De slutar på .lokdesk "
        "och .docx. Inget har ändrats.",
        "Det går att öppna en fil i taget. Inget har ändrats.",
    ]


@pytest.mark.parametrize("name", ["a.lokdesk", "a.lokdesk.bak"])
def test_project_files_and_their_backups_can_be_dropped(name: str):
    assert drops.refusal([Path(name)]) == ""


# Beginning, leaving and coming back


def test_a_new_agreement_begins_with_who_the_parties_are(open_window: OpenWindow):
    screen = open_window()
    press(Key.Key_N, CTRL)
    who = screen.window.opening.who
    assert who is not None
    assert screen.title == "Lokdesk"
    who.field.input.setText("vimm")
    click(who.begin)

    assert [one.name for one in screen.value("parties")] == ["Arbetsförmedlingen", "Vimmerby kommun"]
    assert (
        screen.value("title") == "Överenskommelse om samverkan mellan Arbetsförmedlingen och Vimmerby kommun"
    )
    assert screen.page.step.slug == "parties"
    assert screen.window.session.dirty, "what has been chosen is not lost unasked"
    screen.rest()
    assert "att se över" not in " ".join(
        screen.step_text(one.slug) for one in screen.window.desk.handbook.steps
    )

    assert screen.menu_text("undo") == "Ångra: parterna från start"
    screen.undo()
    assert screen.value("parties") == ()


def test_who_changes_their_mind_is_back_where_they_were(open_window: OpenWindow):
    screen = open_window()
    screen.field("title").type("Kvar")
    meanwhile(lambda: press(Key.Key_N, CTRL), answer("Spara inte"))
    who = screen.window.opening.who
    assert who is not None
    click(who.leave)

    assert screen.field("title").text == "Kvar"
    assert screen.window.session.dirty


def test_an_agreement_is_closed_for_the_start_page(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk", "Stängd")
    screen.field("title").type("!")

    meanwhile(lambda: press(Key.Key_W, CTRL), answer("Avbryt"))
    assert screen.window.opening.page is None
    meanwhile(lambda: press(Key.Key_W, CTRL), answer("Spara"))

    start = screen.window.opening.start
    assert start is not None and start.isVisible()
    assert start.rows[path].file.summary.title == "Stängd!"
    assert not screen.window.session.dirty
    assert not screen.window.menus.actions["save"].isEnabled()
    press(Key.Key_Return)
    assert screen.field("title").text == "Stängd!"


def test_a_file_opens_where_its_user_left_it(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    screen.step("goals")
    goal = screen.items("goals").add()
    screen.field(f"{goal}/effect").focus()
    screen.save(name_file(tmp_path / "a.lokdesk"))
    press(Key.Key_W, CTRL)
    press(Key.Key_Return)

    assert screen.page.step.slug == "goals"
    screen.settle()
    assert screen.field(f"{goal}/effect").row.field.isAncestorOf(screen.focus)


def test_a_place_that_is_gone_is_no_trouble(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk")
    files = RecentFiles(screen.window.settings.store)
    press(Key.Key_W, CTRL)
    files.remember_place(path, "goals", "goals/borta000/title")
    press(Key.Key_Return)
    assert screen.page.step.slug == "goals"

    press(Key.Key_W, CTRL)
    files.remember_place(path, "finns-inte", "")
    press(Key.Key_Return)
    assert screen.page.step.slug == "parties"


def test_a_recent_file_that_has_just_gone_is_shown_as_missing(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk")
    press(Key.Key_W, CTRL)
    path.unlink()
    press(Key.Key_Return)

    start = screen.window.opening.start
    assert start is not None
    until(lambda: start.rows[path].forget.isVisible())
    assert screen.window.opening.page is start


def test_the_window_is_arranged_as_it_was(open_window: OpenWindow):
    first = open_window()
    first.window.wizard.aside.hide()
    first.window.wizard.parts.setSizes([300, 700, 0])
    before = first.window.wizard.parts.sizes()[0]
    first.window.close()

    second = open_window()
    assert second.window.wizard.aside.isHidden()
    assert abs(second.window.wizard.parts.sizes()[0] - before) < 40


def test_the_size_of_the_text_changes_without_losing_the_place(open_window: OpenWindow):
    screen = open_window(Draft())
    screen.field("validity/start").type("i höst")
    screen.step("follow_up")
    screen.field("follow_up/responsible").type("Styrgruppen")
    screen.window.settings.text_size = 150
    screen.window.opening.apply_look()
    screen.settle()

    assert screen.page.step.slug == "follow_up"
    assert screen.field("follow_up/responsible").text == "Styrgruppen"
    assert screen.field("follow_up/responsible").row.field.isAncestorOf(screen.focus)
    screen.step("parties")
    assert screen.field("validity/start").text == "i höst", "also what is no date yet"
    screen.window.settings.text_size = 100
    screen.window.opening.apply_look()
