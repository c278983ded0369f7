"""The first question of a new agreement."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lokdesk.gui.who import WhoPage
from lokdesk.session.library import Library
from tests.gui.hands import click, press, type_text, until
from tests.tools import ROOT

Show = Callable[[QWidget], QWidget]
Key = Qt.Key


class WhoHand:
    """The page as a user has it."""

    def __init__(self, show: Show, library: Library) -> None:
        self._show = show
        self._library = library
        self.wishes: list[str] = []

    def open(self, own_party: str = "", folder: str = "") -> None:
        self.page = WhoPage(self._library, own_party, folder)
        for name in ("begun", "skipped", "left"):
            getattr(self.page, name).connect(lambda name=name: self.wishes.append(name))
        self.page.resize(1366, 700)
        self._show(self.page)
        self.page.focus_first()

    def type(self, text: str) -> None:
        type_text(text)

    def settle(self) -> None:
        until(lambda: self.page.field.value == "")

    @property
    def suggested(self) -> list[str]:
        completer = self.page.field.input.completer()
        model = completer.completionModel()
        return [model.index(n, 0).data() for n in range(model.rowCount())]


@pytest.fixture
def who(shown: Show, library: Library) -> WhoHand:
    return WhoHand(shown, library)


def test_arbetsförmedlingen_is_there_from_the_start(who: WhoHand):
    who.open()

    assert who.page.names == ["Arbetsförmedlingen"]
    assert who.page.field.input.hasFocus()


def test_a_municipality_is_found_by_a_few_letters(who: WhoHand):
    who.open()
    who.type("hul")
    assert "Hultsfreds kommun" in who.suggested

    press(Key.Key_Down)
    press(Key.Key_Return)
    who.settle()
    assert who.page.names == ["Arbetsförmedlingen", "Hultsfreds kommun"]
    assert who.page.field.input.hasFocus(), "ready for the next"

    who.type("hul")
    assert "Hultsfreds kommun" not in who.suggested
    assert "begun" not in who.wishes


def test_what_the_register_does_not_know_is_a_party_only_where_that_is_said(who: WhoHand):
    who.open()
    who.type("vimm\n")
    who.settle()
    who.type("Föreningen Bron\n")
    assert who.page.names == ["Arbetsförmedlingen", "Vimmerby kommun"]
    assert who.page.hint.isVisible()
    assert who.page.hint.text().startswith("”Föreningen Bron” finns inte i registret.")

    click(who.page.begin)
    assert who.wishes == [], "what is typed is not lost, and not taken for a party either"
    assert who.page.field.value == "Föreningen Bron"

    who.page.field.input.clear()
    who.type("Föreningen Bron")
    assert who.suggested == ["Lägg till ”Föreningen Bron” som part"]
    press(Key.Key_Down)
    press(Key.Key_Return)
    who.settle()

    assert who.page.names == ["Arbetsförmedlingen", "Vimmerby kommun", "Föreningen Bron"]
    assert who.page.title.text().startswith(
        "Titeln blir ”Överenskommelse om samverkan mellan Arbetsförmedlingen, Vimmerby kommun och "
    )


def test_a_party_that_is_there_already_is_not_added_again(who: WhoHand):
    who.open()
    who.type("tranås\n")
    who.settle()

    who.type("trana\n")
    who.settle()
    assert who.page.names == ["Arbetsförmedlingen", "Tranås kommun"]
    assert who.page.hint.text() == "Tranås kommun är redan med."

    who.type("v")
    assert not who.page.hint.isVisible()
    who.page.field.input.clear()

    who.type("tranås")
    click(who.page.begin)
    assert who.wishes == ["begun"]
    assert who.page.names == ["Arbetsförmedlingen", "Tranås kommun"]


def test_a_party_is_taken_away_again(who: WhoHand):
    who.open()
    who.type("vimm\n")
    who.settle()
    assert who.page.rows["Vimmerby kommun"].remove.accessibleName() == "Ta bort: Vimmerby kommun"

    click(who.page.rows["Vimmerby kommun"].remove)
    assert who.page.names == ["Arbetsförmedlingen"]
    assert who.page.title.text() == ""


def test_enter_in_an_empty_line_goes_on_to_begin(who: WhoHand):
    who.open()
    who.type("\n")
    assert who.page.begin.hasFocus()
    assert who.wishes == []

    press(Key.Key_Space)
    assert who.wishes == ["begun"]


def test_what_is_typed_and_not_yet_added_is_not_lost(who: WhoHand):
    who.open()
    who.type("vimm")
    click(who.page.begin)

    assert who.page.names[-1] == "Vimmerby kommun"
    assert who.wishes == ["begun"]


def test_it_can_be_skipped_and_left(who: WhoHand):
    who.open()
    click(who.page.skip)
    click(who.page.leave)

    assert who.wishes == ["skipped", "left"]


def test_the_users_own_party_is_there_too(who: WhoHand):
    who.open("Växjö kommun")
    assert who.page.names == ["Arbetsförmedlingen", "Växjö kommun"]

    who.open("Arbetsförmedlingen")
    assert who.page.names == ["Arbetsförmedlingen"]


def test_a_template_is_asked_for_only_where_there_is_a_choice(who: WhoHand, tmp_path: Path):
    who.open(folder=str(tmp_path))
    assert who.page.template is None
    assert who.page.template_path is None

    who.open(folder=str(ROOT / "templates"))
    assert who.page.template is not None
    assert who.page.template.isVisible()
    assert who.page.template_path is None, "the one that comes with the program"
    who.page.template.setFocus()
    press(Key.Key_Down)
    assert who.page.template_path == ROOT / "templates" / "grundmall-2026.docx"
