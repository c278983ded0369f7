"""What is told while the open draft is not as safe as it should be."""

from pathlib import Path

import pytest

from lokdesk.gui.trouble import Trouble
from tests.gui.conftest import OpenWindow
from tests.gui.hands import click, meanwhile
from tests.gui.pages import Screen, name_file


@pytest.fixture
def screen(open_window: OpenWindow) -> Screen:
    screen = open_window()
    screen.window.session.set("title", "Vår")
    return screen


@pytest.fixture
def trouble(screen: Screen) -> Trouble:
    return screen.window.trouble


def test_all_is_well_to_begin_with(screen: Screen, trouble: Trouble):
    assert not trouble.isVisible()
    assert screen.title == "Vår* – Lokdesk"


def test_the_title_and_a_line_tell_of_it_for_as_long_as_it_lasts(screen: Screen, trouble: Trouble):
    trouble.tell("disk", "sparas inte", "Disken är full.")
    trouble.tell("journal", "säkras inte", "Det säkras inte.")
    screen.window.session.set("title", "Vår!")

    assert screen.title == "Vår!* – sparas inte – säkras inte – Lokdesk"
    assert trouble.isVisible()
    assert trouble.label.text() == "Disken är full.\nDet säkras inte."

    trouble.over("disk")
    trouble.over("what nobody has told of")
    assert screen.title == "Vår!* – säkras inte – Lokdesk"
    assert trouble.label.text() == "Det säkras inte."

    trouble.over("journal")
    assert screen.title == "Vår!* – Lokdesk"
    assert not trouble.isVisible()


def test_the_way_out_is_to_save_elsewhere(screen: Screen, trouble: Trouble, tmp_path: Path):
    trouble.tell("disk", "sparas inte", "Disken är full.")
    screen.settle()
    meanwhile(lambda: click(trouble.button), name_file(tmp_path / "annan.lokdesk"))

    assert (tmp_path / "annan.lokdesk").is_file()


def test_nothing_is_told_where_no_draft_is_looked_at(screen: Screen, trouble: Trouble):
    trouble.tell("disk", "sparas inte", "Disken är full.")
    screen.window.opening.show_start()

    assert not trouble.isVisible()
    assert screen.title == "Lokdesk"

    screen.window.opening.show_work()
    assert trouble.isVisible()
