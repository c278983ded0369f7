"""The program around the window: its language, its colours, and what happens when something goes wrong."""

import gc
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from lokdesk.gui import application
from lokdesk.session.library import Library
from tests.gui.conftest import OpenWindow
from tests.gui.contrast import contrast
from tests.gui.hands import meanwhile
from tests.gui.pages import read


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
def no_garbage_is_looked_for() -> Iterator[None]:
    """Begin as the program does, which looks for no garbage while it loads."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("no_garbage_is_looked_for")
def test_what_is_no_longer_used_is_looked_for_also_where_loading_fails():
    def fail() -> Library:
        raise FileNotFoundError

    with pytest.raises(FileNotFoundError):
        application.prepare(fail)

    assert gc.isenabled()


@pytest.mark.usefixtures("no_garbage_is_looked_for")
def test_it_is_looked_for_once_everything_is_loaded(library: Library):
    application.prepare(lambda: library)

    assert gc.isenabled()
