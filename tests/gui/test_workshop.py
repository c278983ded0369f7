"""A workshop: the questions of the day on a projector, one at a time."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QPushButton, QWidget

from lokdesk.agreement.draft import Draft
from lokdesk.gui.wizard import here
from lokdesk.gui.workshop.picker import AgendaDialog
from lokdesk.gui.workshop.workshop import EndPage, PointPage, Workshop
from lokdesk.handbook import agenda
from lokdesk.handbook.agenda import Point
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, SHIFT, click, meanwhile, press, type_text
from tests.gui.pages import Screen

Key = Qt.Key


def picks(*patterns: str):
    """Return what ticks the questions with *patterns* and begins."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, AgendaDialog)
        dialog.pick(patterns)
        click(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))

    return act


def begin(screen: Screen, *patterns: str) -> Workshop:
    meanwhile(lambda: press(Key.Key_W, CTRL | SHIFT), picks(*patterns))
    assert screen.window.workshop is not None
    return screen.window.workshop


def taken_up(workshop: Workshop) -> str:
    assert isinstance(workshop.page, PointPage)
    return workshop.page.point.address


def test_the_questions_that_are_picked_come_one_at_a_time(open_window: OpenWindow):
    screen = open_window()
    screen.window.session.add("goals", {"title": "Fler i arbete"})
    goal = f"goals/{screen.window.session.agreement.goals[0].id}"
    workshop = begin(screen, "background", "goals/*/title")

    assert taken_up(workshop) == "background"
    assert workshop.count.text() == "Fråga 1 av 2"
    type_text("Vi har arbetat ihop länge.")
    click(workshop.next)
    assert taken_up(workshop) == f"{goal}/title"
    click(workshop.back)
    assert taken_up(workshop) == "background"

    assert str(screen.value("background").text) == "Vi har arbetat ihop länge."


def test_after_the_last_one_comes_what_has_come_of_it(open_window: OpenWindow):
    screen = open_window()
    workshop = begin(screen, "title", "background")
    type_text("Vår överenskommelse")
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_PageDown, CTRL)

    assert isinstance(workshop.page, EndPage)
    assert workshop.page.words.text() == "1 av 2 frågor är besvarade."
    click(workshop.next)
    assert screen.window.workshop is None
    assert screen.window.rooms.currentWidget() is screen.window.wizard


def test_text_is_larger_while_it_lasts(open_window: OpenWindow):
    screen = open_window()
    before = QApplication.font().pointSizeF()
    begin(screen, "title")
    assert QApplication.font().pointSizeF() == before * 1.5

    press(Key.Key_W, CTRL | SHIFT)
    assert screen.window.workshop is None
    assert QApplication.font().pointSizeF() == before


def test_what_asks_for_items_is_as_large_as_what_asks_of_one_of_them(open_window: OpenWindow):
    screen = open_window()
    question = screen.window.desk.handbook.question
    workshop = begin(screen, "goals")
    click(next(one for one in workshop.findChildren(QPushButton) if one.text() == "Lägg till ett mål"))

    sizes = {one.text(): one.font().pointSizeF() for one in workshop.findChildren(QLabel)}
    assert sizes[question("goals").prompt] == sizes[question("goals/*/title").prompt]


def test_help_is_folded_until_it_is_asked_for(open_window: OpenWindow):
    screen = open_window()
    workshop = begin(screen, "title")
    assert not workshop.help.isVisible()

    press(Key.Key_F1)
    assert workshop.help.isVisible()
    question = screen.window.desk.handbook.question("title")
    assert question.example in workshop.help.text.toPlainText()


def test_nothing_private_is_on_the_projector(open_window: OpenWindow):
    screen = open_window()
    begin(screen, "title")

    actions = screen.window.menus.actions
    assert not actions["recent"].isVisible()
    assert not actions["open"].isVisible()
    assert not screen.window.wizard.aside.isVisible()
    press(Key.Key_W, CTRL | SHIFT)
    assert actions["recent"].isVisible()


def test_the_agenda_is_remembered_and_can_be_undone(open_window: OpenWindow):
    screen = open_window()
    begin(screen, "title", "background")
    assert screen.window.session.draft.discussion.agenda == ("title", "background")
    press(Key.Key_W, CTRL | SHIFT)

    seen: list[tuple[str, ...]] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, AgendaDialog)
        seen.append(dialog.picked)
        dialog.reject()

    meanwhile(lambda: press(Key.Key_W, CTRL | SHIFT), look)
    assert seen == [("title", "background")]
    screen.window.undo()
    assert screen.window.session.draft.discussion.agenda == ()


def test_unanswered_questions_can_be_picked_at_once(open_window: OpenWindow):
    screen = open_window(Draft.model_validate({"agreement": {"title": "Vår överenskommelse"}}))
    dialog = AgendaDialog(screen.window, screen.window.desk)
    dialog.open_button.click()

    assert "title" not in dialog.picked
    assert "background" in dialog.picked
    to_take_up = agenda.points(screen.window.desk.handbook, screen.window.session.agreement, dialog.picked)
    assert dialog.count.text() == f"{len(to_take_up)} frågor att ta upp"
    dialog.none_button.click()
    assert dialog.picked == ()
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.deleteLater()


def test_what_there_is_to_take_up_is_counted_once_however_much_is_ticked_at_a_time(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
):
    screen = open_window()
    dialog = AgendaDialog(screen.window, screen.window.desk)
    screen.settle()
    counted: list[int] = []
    points = agenda.points

    def count(*given: Any) -> tuple[Point, ...]:
        found = points(*given)
        counted.append(len(found))
        return found

    monkeypatch.setattr(agenda, "points", count)
    step = dialog.tree.topLevelItem(0)
    assert step is not None
    step.setCheckState(0, Qt.CheckState.Checked)
    screen.settle()

    assert len(counted) == 1 and counted[0] > 10
    assert dialog.count.text() == f"{counted[0]} frågor att ta upp"
    dialog.pick(("title",))
    screen.settle()
    assert counted[1:] == [1]
    assert dialog.count.text() == "1 fråga att ta upp"
    dialog.deleteLater()


def test_after_the_break_it_opens_at_the_exact_place(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    workshop = begin(screen, "title", "background", "legal_references")
    click(workshop.next)
    file = tmp_path / "workshop.lokdesk"
    screen.window.session.save_as(file)
    screen.throw_away()

    again = open_window()
    again.window.files.open(file)
    assert again.window.workshop is not None
    assert taken_up(again.window.workshop) == "background"
    again.window.end_workshop()
    again.window.files.open(file)
    assert again.window.workshop is None


def test_an_item_that_comes_is_taken_up_too_and_one_removed_no_longer(open_window: OpenWindow):
    screen = open_window()
    workshop = begin(screen, "background", "goals/*/title")
    assert workshop.count.text() == "Fråga 1 av 1"

    address = screen.window.session.add("goals", {"title": "Fler i arbete"})
    assert workshop.count.text() == "Fråga 1 av 2"
    click(workshop.next)
    assert taken_up(workshop) == f"{address}/title"
    screen.window.session.remove(address)
    assert isinstance(workshop.page, EndPage)


def test_an_item_added_to_the_list_that_is_taken_up_is_asked_about_there_and_not_once_more(
    open_window: OpenWindow,
):
    screen = open_window()
    old = screen.window.session.add("goals", {"title": "Fler i arbete"})
    workshop = begin(screen, "goals", "goals/*/title", "goals/*/effect", "perspectives")
    assert workshop.count.text() == "Fråga 1 av 4"

    click(next(one for one in workshop.findChildren(QPushButton) if one.text() == "Lägg till ett mål"))
    type_text("Fler i utbildning")
    new = f"goals/{screen.value('goals')[1].id}"
    assert screen.value(f"{new}/title") == "Fler i utbildning"
    assert workshop.count.text() == "Fråga 1 av 4"
    press(Key.Key_Plus, CTRL)
    again = screen.window.workshop
    assert again is not None and again is not workshop
    assert again.count.text() == "Fråga 1 av 4"

    seen: list[str] = []
    for _ in range(3):
        click(again.next)
        seen.append(taken_up(again))
    assert seen == [f"{old}/title", f"{old}/effect", "perspectives"]
    screen.window.go_to(f"{new}/title")
    assert taken_up(again) == "goals"


def test_an_item_that_comes_back_to_the_list_is_asked_about_on_its_own_as_before(open_window: OpenWindow):
    screen = open_window()
    goal = screen.window.session.add("goals", {"title": "Fler i arbete"})
    workshop = begin(screen, "goals", "goals/*/title")
    screen.window.session.remove(goal)
    assert workshop.count.text() == "Fråga 1 av 1"

    screen.undo()

    assert workshop.count.text() == "Fråga 1 av 2"


def test_undo_goes_to_what_it_changes(open_window: OpenWindow):
    screen = open_window()
    workshop = begin(screen, "title", "background")
    type_text("Vår överenskommelse")
    click(workshop.next)

    press(Key.Key_Z, CTRL)
    assert taken_up(workshop) == "title"
    assert screen.value("title") is None


def test_undo_of_what_is_not_on_the_agenda_shows_it_with_a_way_back(open_window: OpenWindow):
    screen = open_window()
    workshop = begin(screen, "legal_references", "title")
    click(workshop.next)
    before = taken_up(workshop)
    screen.window.session.set("background", "Vi har arbetat ihop länge.")
    screen.undo()

    assert screen.value("background") is None
    assert taken_up(workshop) == "background"
    assert here.address(screen.focus) == "background"
    assert workshop.count.text() == "Inte en av dagens frågor"
    assert screen.window.news.text().startswith("Ångrade ")
    assert workshop.next.text() == "Tillbaka till dagens frågor"
    assert not workshop.back.isVisible()
    click(workshop.next)
    assert taken_up(workshop) == before
    assert workshop.count.text() == "Fråga 2 av 2"
    assert workshop.back.isVisible()


def test_undo_shows_the_list_that_an_item_is_gone_from(open_window: OpenWindow):
    screen = open_window()
    workshop = begin(screen, "title")
    screen.window.session.add("goals", {"title": "Fler i arbete"})
    screen.undo()

    assert screen.value("goals") == ()
    assert taken_up(workshop) == "goals"


def test_undoing_that_questions_were_picked_ends_it(open_window: OpenWindow):
    screen = open_window()
    begin(screen, "background", "title")
    assert screen.menu_text("undo") == "Ångra: valet av dagens frågor"
    screen.undo()

    assert screen.window.workshop is None
    assert screen.window.news.text() == "Ångrade valet av dagens frågor."
    assert not screen.window.menus.actions["workshop"].isChecked()


def search(screen: Screen, words: str) -> None:
    press(Key.Key_F, CTRL)
    type_text(words)
    press(Key.Key_Return)
    screen.settle()


def test_what_is_found_is_shown_though_it_is_not_on_the_agenda(open_window: OpenWindow):
    screen = open_window()
    address = screen.window.session.add("goals", {"title": "Fler i arbete"})
    workshop = begin(screen, "background", "title")
    search(screen, "Fler i arbete")

    assert taken_up(workshop) == f"{address}/title"
    assert here.address(screen.focus) == f"{address}/title"
    assert workshop.ask_button.property("address") == f"{address}/title"
    assert workshop.address == "title", "after the break it opens at the question of the day"
    press(Key.Key_PageDown, CTRL)
    assert taken_up(workshop) == "title"


def test_help_that_is_found_is_folded_out(open_window: OpenWindow):
    screen = open_window()
    workshop = begin(screen, "title")
    question = screen.window.desk.handbook.question("background")
    search(screen, question.why.partition(".")[0])

    assert taken_up(workshop) == "background"
    assert workshop.help.isVisible()
    assert question.why in workshop.help.text.toPlainText()


def test_what_one_looks_at_beside_the_agenda_stays_as_long_as_it_is_there(open_window: OpenWindow):
    screen = open_window()
    address = screen.window.session.add("goals", {"title": "Fler i arbete"})
    workshop = begin(screen, "background", "title")
    screen.window.go_to(f"{address}/effect")
    screen.window.session.add("target_groups")
    assert taken_up(workshop) == f"{address}/effect"
    press(Key.Key_Plus, CTRL)
    again = screen.window.workshop
    assert again is not None and again is not workshop
    assert taken_up(again) == f"{address}/effect"

    screen.window.session.remove(address)
    assert taken_up(again) == "title"
    press(Key.Key_Minus, CTRL)


def test_the_tab_key_goes_through_the_question_to_the_next_one(open_window: OpenWindow):
    screen = open_window()
    workshop = begin(screen, "title", "background")
    seen: list[QWidget] = []
    for _ in range(12):
        press(Key.Key_Tab)
        focus = screen.focus
        assert workshop.isAncestorOf(focus)
        seen.append(focus)

    assert workshop.next in seen
    assert all(one.isVisible() for one in seen if isinstance(one, QPushButton))


def test_what_is_not_settled_is_put_as_an_open_question(open_window: OpenWindow):
    screen = open_window()
    workshop = begin(screen, "title", "background")
    click(workshop.next)

    def write_and_agree(dialog: QWidget) -> None:
        type_text("Vem skriver ett förslag?")
        buttons = dialog.findChild(QDialogButtonBox)
        assert buttons is not None
        click(buttons.button(QDialogButtonBox.StandardButton.Ok))

    meanwhile(lambda: click(workshop.ask_button), write_and_agree)

    (question,) = screen.window.session.draft.discussion.open_questions
    assert question.address == "background"
    assert str(question.text.text if question.text else "") == "Vem skriver ett förslag?"


def test_text_is_made_larger_and_smaller_while_it_goes_on(open_window: OpenWindow):
    screen = open_window()
    usual = QApplication.font().pointSizeF()
    workshop = begin(screen, "title", "background")
    click(workshop.next)

    press(Key.Key_Plus, CTRL)
    assert QApplication.font().pointSizeF() == usual * 1.75
    assert screen.window.workshop is not None
    assert taken_up(screen.window.workshop) == "background"
    press(Key.Key_W, CTRL | SHIFT)
    assert QApplication.font().pointSizeF() == usual


def test_it_goes_on_as_it_was_when_the_system_changes_its_colours(open_window: OpenWindow):
    screen = open_window()
    workshop = begin(screen, "title", "background")
    click(workshop.next)
    press(Key.Key_F1)
    type_text("Vi har arbetat ihop.")
    press(Key.Key_Home)
    size = QApplication.font().pointSizeF()

    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    screen.settle()

    again = screen.window.workshop
    assert again is not None and again is not workshop
    assert QApplication.font().pointSizeF() == size
    assert taken_up(again) == "background"
    assert again.help.isVisible()
    type_text("Nu: ")
    assert str(screen.value("background").text) == "Nu: Vi har arbetat ihop."


def test_the_end_stays_the_end_in_larger_text(open_window: OpenWindow):
    screen = open_window()
    workshop = begin(screen, "title")
    click(workshop.next)
    assert isinstance(workshop.page, EndPage)

    press(Key.Key_Plus, CTRL)

    assert screen.window.workshop is not None
    assert isinstance(screen.window.workshop.page, EndPage)
