"""The journal that is kept while the window is there."""

import errno
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from lokdesk.project import calls, journal
from lokdesk.session import recovery
from lokdesk.session.journal import NOT_KEPT
from lokdesk.session.recovery import Found
from tests.gui.conftest import OpenWindow
from tests.gui.hands import meanwhile, until
from tests.gui.pages import Screen, answer, name_file


@pytest.fixture
def screen(open_window: OpenWindow) -> Screen:
    return open_window()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / recovery.FOLDER


def title(path: Path) -> str:
    return recovery.restored(path).draft.agreement.title or ""


def written(folder: Path) -> list[str]:
    """Return the titles of the drafts whose journals lie in *folder*, also while they are written."""
    return [title(path) for path in folder.glob(f"*{journal.SUFFIX}")]


def left(folder: Path) -> Found:
    """Return the one journal that is left behind in *folder*."""
    (found,) = recovery.found(folder)
    return found


def test_what_is_typed_is_on_the_disk_a_moment_later_by_itself(screen: Screen, folder: Path):
    screen.field("title").type("Överenskommelse i Växjö")

    until(lambda: written(folder) == ["Överenskommelse i Växjö"])
    assert written(folder) == ["Överenskommelse i Växjö"]
    assert recovery.found(folder) == [], "the window is there, so nothing is left behind"


@pytest.mark.parametrize("signal", ["commitDataRequest", "aboutToQuit"])
def test_what_was_typed_last_is_there_and_offered_when_the_computer_is_turned_off(
    screen: Screen, folder: Path, qapp: QApplication, signal: str
):
    screen.field("title").type("Sist")
    getattr(qapp, signal).emit(*([None] if signal == "commitDataRequest" else []))

    (path,) = folder.glob(f"*{journal.SUFFIX}")
    assert title(path) == "Sist"
    assert not journal.read(path).ended


def test_what_is_not_saved_when_the_window_closes_is_kept_but_not_offered(screen: Screen, folder: Path):
    screen.field("title").type("Utkast")
    meanwhile(screen.window.close, answer("Spara inte"))

    assert title(left(folder).path) == "Utkast"
    assert left(folder).about
    assert not left(folder).to_offer


def test_a_window_that_stays_open_goes_on_writing(screen: Screen, folder: Path):
    screen.field("title").type("Ett")
    meanwhile(screen.window.close, answer("Avbryt"))
    screen.window.session.set("title", "Två")

    until(lambda: written(folder) == ["Två"])
    assert written(folder) == ["Två"]


def test_while_nothing_can_be_kept_the_window_says_so(
    screen: Screen, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patched:
        patched.setattr(calls, "write", full)
        screen.field("title").type("Vår")
        until(screen.window.trouble.isVisible)

        assert screen.window.trouble.label.text() == NOT_KEPT
        assert screen.title == "Vår* – säkras inte – Lokdesk"
        assert screen.value("title") == "Vår"

    # Saving elsewhere is the way out; and once there is room again, all is well.
    meanwhile(screen.window.trouble.button.click, name_file(tmp_path / "annan.lokdesk"))
    until(lambda: not screen.window.trouble.isVisible())
    assert screen.title == "Vår – annan.lokdesk – Lokdesk"
    assert written(folder) == ["Vår"]
