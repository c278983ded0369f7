"""Versions of template and handbook as users see them: what a move does, making it, and going back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from lokdesk.gui.dialogs.moving import BackDialog, MoveDialog, OrphansDialog
from lokdesk.gui.wizard.drafted import Drafted
from lokdesk.project import project
from lokdesk.session.library import Library
from tests.gui.conftest import OpenWindow
from tests.gui.hands import click, meanwhile, until
from tests.gui.pages import Act, Screen
from tests.gui.talk import words_on

OLD, NEW = ("grundmall", "2026.1"), ("grundmall-2026", "2026.2")


class MovingHand:
    """What stands on the last step of the versions, and the commands for them."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.step("review")

    @property
    def panel(self) -> Drafted:
        panel = self.screen.page.findChild(Drafted)
        assert isinstance(panel, Drafted)
        return panel

    def press(self, name: str, *acts: Act) -> None:
        button = self.panel.buttons[name]
        self.screen.see(button)
        meanwhile(lambda: click(button), *acts)
        self.screen.rest()

    @property
    def offered(self) -> set[str]:
        return {name for name, button in self.panel.buttons.items() if button.isVisible()}

    @property
    def versions(self) -> tuple[str, str]:
        draft = self.screen.window.session.draft
        return draft.template.id, draft.handbook.version


def take(kind: type[QDialog], said: list[str], button: QDialogButtonBox.StandardButton) -> Act:
    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, kind)
        said.append(words_on(dialog))
        box = dialog.findChild(QDialogButtonBox)
        assert isinstance(box, QDialogButtonBox)
        click(box.button(button))

    return act


@pytest.fixture
def hand(open_window: OpenWindow, library: Library) -> MovingHand:
    return MovingHand(open_window(library.example("kronoberg")))


OK, CANCEL = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel


def test_what_a_move_does_is_shown_before_anything_happens(hand: MovingHand):
    said: list[str] = []
    before = hand.screen.window.session.draft

    hand.press("move", take(MoveDialog, said, CANCEL))

    assert "Inget har hänt än" in said[0]
    assert "Modul 1" in said[0]
    assert "Sekretessgrund (2 svar)" in said[0]
    assert hand.screen.window.session.draft is before
    assert hand.offered == {"move"}


def test_a_move_shows_the_new_questions_and_one_goes_back_after_a_save(hand: MovingHand, tmp_path: Path):
    session = hand.screen.window.session
    then = session.agreement
    hand.press("move", take(MoveDialog, [], OK))

    assert hand.versions == NEW
    assert session.agreement == then
    assert hand.offered == {"move-back", "orphans"}
    assert "4 svar utan plats" in hand.screen.window.news.text()
    # The new section is there, the one that is no longer asked for is not.
    steps = hand.screen.window.wizard.steps
    assert steps.text("adult_education").startswith("Uppgifter om komvux")
    with pytest.raises(KeyError):
        steps.row("dua_model")
    hand.screen.window.go_to("adult_education/channel")
    hand.screen.settle()
    hand.screen.field("adult_education/channel").type("Brev")
    path = tmp_path / "ny.lokdesk"
    session.save_as(path)
    session.open(path)
    hand.screen.settle()
    hand.screen.step("review")
    said: list[str] = []

    hand.press("move-back", take(BackDialog, said, OK))

    assert "Nytt: Kanal" in said[0] and ">Brev</span></u>" in said[0] and "{+" not in said[0]
    assert hand.versions == OLD
    assert session.agreement == then
    session.save()
    assert project.open(path).draft.agreement == then
    # And forth again, to what was written since.
    hand.press("move-back", take(BackDialog, [], OK))
    assert hand.versions == NEW
    assert session.agreement.adult_education.channel == "Brev"


def test_a_move_is_undone_as_one_edit(hand: MovingHand):
    window = hand.screen.window
    hand.press("move", take(MoveDialog, [], OK))

    window.undo()
    hand.screen.settle()

    assert hand.versions == OLD
    assert window.news.text() == "Ångrade bytet av mall och handbok."
    assert window.wizard.steps.text("dua_model")
    window.redo()
    hand.screen.settle()
    assert hand.versions == NEW


def test_answers_without_a_place_are_shown_and_can_be_put_somewhere(hand: MovingHand):
    session = hand.screen.window.session
    hand.press("move", take(MoveDialog, [], OK))
    modules = session.agreement.dua

    def make_own(dialog: QWidget) -> None:
        assert isinstance(dialog, OrphansDialog)
        assert modules.module_1 is not None
        assert modules.module_1.text in words_on(dialog)
        click(dialog.buttons["dua/module_1:own"])
        until(lambda: "dua/module_1:own" not in dialog.buttons)
        click(dialog.close_button)

    hand.press("orphans", make_own)

    assert session.agreement.dua.module_1 is None
    own = session.agreement.additional_answers[-1]
    assert own.answer == modules.module_1
    assert "3 svar har ingen plats" in hand.panel.left.text()
    hand.screen.window.undo()
    assert session.agreement.dua == modules


def test_a_place_that_is_not_asked_for_can_be_gone_to_without_harm(hand: MovingHand):
    hand.press("move", take(MoveDialog, [], OK))

    hand.screen.window.go_to("dua/module_1")

    assert hand.screen.page.step.slug == "processes"


def test_the_newest_offers_no_move(open_window: OpenWindow, library: Library):
    hand = MovingHand(open_window(library.blank()))

    assert hand.offered == set()
    assert "2026 års variant" in hand.panel.now.text()


def test_the_commands_are_in_the_menu_and_say_what_cannot_be_done(open_window: OpenWindow, library: Library):
    screen = open_window(library.blank())
    for command, said in (("move", "redan den nyaste"), ("move-back", "inte bytt")):

        def act(box: QWidget, said: str = said) -> None:
            assert said in words_on(box)
            button = box.findChild(QPushButton)
            assert isinstance(button, QPushButton)
            click(button)

        meanwhile(screen.window.menus.actions[command].trigger, act)
