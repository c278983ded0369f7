"""The program around the window: its language, its colours, and what happens when something goes wrong."""

import gc
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from lokdesk.gui import application
from lokdesk.session.library import Library
from tests.gui.conftest import OpenWindow
from tests.gui.contrast import contrast
from tests.gui.hands import meanwhile
from tests.gui.pages import read
from tests.tools import ROOT


def test_dates_numbers_and_buttons_are_swedish_whatever_the_system_speaks(swedish: None):
    assert QLocale().toString(2.5) == "2,5"
    assert QLocale().dayName(1) == "måndag"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Avbryt"


def test_what_cannot_be_used_just_now_can_be_read(swedish: None):
    palette = QApplication.palette()
    disabled, roles = QPalette.ColorGroup.Disabled, QPalette.ColorRole

    for text, ground in ((roles.ButtonText, roles.Button), (roles.WindowText, roles.Window)):
        assert contrast(palette.color(disabled, text), palette.color(disabled, ground)) >= 4.5


def test_an_unforeseen_mistake_is_told_of_and_nothing_that_was_written_is_logged(
    open_window: OpenWindow, capsys: pytest.CaptureFixture[str]
):
    screen = open_window()
    tell = application.telling(screen.window)
    said: list[str] = []
    secret = "något hemligt"
    with pytest.raises(ValueError, match=secret) as raised:
        date.fromisoformat(secret)

    meanwhile(lambda: tell(raised.type, raised.value, raised.tb), read(said))

    assert said == [
        "Något gick fel i programmet (ValueError). Det du har skrivit finns kvar. "
        "Spara det under ett annat namn, och starta sedan om programmet."
    ]
    logged = capsys.readouterr().err
    assert "test_application.py" in logged and "ValueError" in logged
    assert secret not in logged


def test_mistakes_that_come_one_on_top_of_the_other_are_told_of_once(open_window: OpenWindow):
    screen = open_window()
    tell = application.telling(screen.window)

    said: list[str] = []

    def another(box: QWidget) -> None:
        tell(KeyError, KeyError(), None)
        read(said)(box)

    meanwhile(lambda: tell(ValueError, ValueError(), None), another)

    assert ["ValueError" in one for one in said] == [True]


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what listens for mistakes be as it was afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)


def fail_with(secret: str) -> None:
    raise ValueError(secret)


@pytest.mark.usefixtures("hooks")
def test_a_mistake_in_a_thread_is_told_in_the_window_and_without_what_was_written(
    open_window: OpenWindow, capfd: pytest.CaptureFixture[str]
):
    screen = open_window()
    application.listen(screen.window)
    said, seen = list[str](), list[str]()

    def look(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        seen.append(box.detailedText())
        read(said)(box)

    thread = threading.Thread(target=fail_with, args=("något hemligt",))
    meanwhile(thread.start, look)
    thread.join()

    assert said == [
        "Något gick fel i programmet (ValueError). Det du har skrivit finns kvar. "
        "Spara det under ett annat namn, och starta sedan om programmet."
    ]
    assert "test_application.py, rad" in seen[0] and "fail_with" in seen[0]
    logged = capfd.readouterr().err
    assert "ValueError" in logged
    assert "hemligt" not in logged + seen[0]


@pytest.mark.usefixtures("hooks")
def test_what_python_can_only_go_on_after_is_written_down_without_what_was_written(
    open_window: OpenWindow, capsys: pytest.CaptureFixture[str]
):
    application.listen(open_window().window)
    # Not as such among the lines of the program that are written down.
    secret = "".join(("något", " ", "hem", "ligt"))

    class Ending:
        def __del__(self) -> None:
            fail_with(secret)

    Ending()

    logged = capsys.readouterr().err
    assert "ValueError" in logged
    assert "hemligt" not in logged


LOOKING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from lokdesk.gui import application

def look(then):
    # Once the message is there: read it, and go on.
    box = QApplication.activeModalWidget()
    if box is None:
        QTimer.singleShot(50, lambda: look(then))
        return
    print(box.text(), "hemligt" in box.detailedText())
    box.reject()
    then()

def fail():
    raise OSError(2, sys.argv[1])
"""
START = """
def load():
    QTimer.singleShot(0, lambda: look(lambda: None))
    fail()

sys.exit(application.run(load, {}, Path("finns inte.lokdesk")))
"""
SLOT = """
def begin():
    QTimer.singleShot(0, lambda: look(QApplication.quit))
    QTimer.singleShot(0, fail)

application.prepare = lambda load: None
Entrance = application.Entrance
def entrance(*arguments):
    QTimer.singleShot(0, begin)
    return Entrance(*arguments)
application.Entrance = entrance
sys.exit(application.run(lambda: None, {}))
"""


@pytest.mark.parametrize(
    ("program", "said", "code"),
    [
        (START, "Lokdesk kunde inte starta (FileNotFoundError). False\n", 2),
        (SLOT, "Något gick fel i programmet (FileNotFoundError). False\n", 0),
    ],
    ids=["at the start", "when Qt calls"],
)
def test_a_mistake_is_told_of_in_the_program_as_it_runs(tmp_path: Path, program: str, said: str, code: int):
    done = subprocess.run(
        [sys.executable, "-c", LOOKING + program, "något hemligt"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.stdout, done.returncode) == (said, code), done.stderr
    assert "FileNotFoundError" in done.stderr
    assert "något" not in done.stderr


def test_what_is_no_longer_used_is_not_looked_for_in_what_has_been_loaded(library: Library):
    application.prepare(lambda: library)

    assert gc.get_freeze_count() > 10_000
    gc.unfreeze()
