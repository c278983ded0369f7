"""Where one is writing, kept while everything around is made anew."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from lokdesk.gui import caret
from lokdesk.gui.caret import Caret
from lokdesk.session.library import Library
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, press, type_text
from tests.gui.pages import Screen

Key = Qt.Key
KINDS: tuple[Callable[[str], QLineEdit | QTextEdit | QPlainTextEdit], ...] = (
    QLineEdit,
    QTextEdit,
    QPlainTextEdit,
)


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("place", [Caret(0, 0), Caret(4, 4), Caret(2, 5), Caret(5, 2), Caret(9, 0)])
def test_a_caret_stands_in_another_text_as_it_stood_in_the_first(
    make: Callable[[str], QWidget], place: Caret
):
    first, second = make("Nio bokst"), make("Nio bokst")

    caret.put(first, place)
    caret.put(second, caret.taken(first))

    assert caret.taken(first) == place
    assert caret.taken(second) == place


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize("make", KINDS)
def test_a_caret_beyond_the_end_stands_at_the_end(make: Callable[[str], QWidget]):
    text = make("Kort")

    caret.put(text, Caret(40, 40))

    assert caret.taken(text) == Caret(4, 4)


@pytest.mark.usefixtures("swedish")
def test_what_is_no_text_has_no_caret():
    assert caret.taken(QLabel("Ord")) is None
    assert caret.taken(None) is None


@pytest.mark.parametrize("address", ["background", "title"])
def test_one_writes_on_where_one_was_when_the_text_grows(
    open_window: OpenWindow, library: Library, address: str
):
    screen = open_window(library.example())
    screen.field(address).focus()
    press(Key.Key_Home, CTRL)
    for _ in range(3):
        press(Key.Key_Right)
    before = screen.field(address).text

    press(Key.Key_Plus, CTRL)
    screen.settle()
    type_text("!")

    assert screen.field(address).text == f"{before[:3]}!{before[3:]}"
    press(Key.Key_Minus, CTRL)


def test_the_focus_stays_outside_the_page_when_the_text_grows(open_window: OpenWindow, library: Library):
    screen = open_window(library.example())
    screen.field("background").focus()
    press(Key.Key_F, CTRL)
    type_text("kom")

    press(Key.Key_Plus, CTRL)
    type_text("mun")

    assert screen.window.lookup.panel.input.text() == "kommun"
    press(Key.Key_Minus, CTRL)


def test_cards_stay_open_and_the_page_stays_where_it_is_in_another_size(
    open_window: OpenWindow, library: Library
):
    screen = open_window(library.example())
    screen.step("goals")
    first, second = (f"goals/{one.id}" for one in screen.value("goals")[:2])
    for goal in (first, second):
        screen.items("goals").open(goal)
    screen.field(f"{second}/effect").focus()
    screen.settle()
    height = _height(screen, f"{second}/effect")

    press(Key.Key_Plus, CTRL)
    screen.settle()

    assert all(screen.items("goals").card(goal).is_open for goal in (first, second))
    assert screen.place == f"{second}/effect"
    assert abs(_height(screen, f"{second}/effect") - height) < screen.window.fontMetrics().height()


def _height(screen: Screen, address: str) -> int:
    """Return how far down on the page the question at *address* is seen."""
    return screen.field(address).row.mapTo(screen.page.viewport(), QPoint()).y()
