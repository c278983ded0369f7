"""An agreement taken in from Word as users do it: chosen, held against its passages, and gone on with."""

import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from lokdesk.gui.dialogs.target import TargetDialog
from lokdesk.gui.panes.intake import IntakeView
from lokdesk.gui.paragraphs import Paragraphs
from lokdesk.project import journal, project
from lokdesk.session import document, intake, recovery
from lokdesk.session.library import Library
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, SHIFT, click, meanwhile, press, type_text, until
from tests.gui.pages import Act, Screen, answer, dismiss, name_file, read
from tests.gui.test_entrance import OpenDoor, drop, open_door, settings
from tests.gui.test_revising import begun
from tests.word.foreign.agreements import TUNED
from tests.word.foreign.writer import Writer

Key = Qt.Key
_ = open_door, settings


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    """Return a Word file with two goals, and with two paragraphs that fit nowhere."""
    writer = Writer()
    writer.h("Mål")
    writer.items("Fler unga i arbete", "Fler arbetar deltid")
    writer.h("Kaffe")
    writer.p("Det finns alltid kaffe.")
    writer.p("Och te.")
    path = tmp_path / "Avtal 2019.docx"
    path.write_bytes(writer.docx())
    return path


class IntakeHand:
    """The view of what was taken in, with its user."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    @property
    def view(self) -> IntakeView:
        (view,) = self.screen.window.wizard.seen("intake")
        assert isinstance(view, IntakeView)
        return view

    def click(
        self, list_: Paragraphs, words: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Click on the row of a list that says *words*."""
        from PySide6.QtTest import QTest

        key = next(key for key in list_.keys if words in [one.text for one in list_.row(key).said])
        item = list_.item(key)
        list_.scrollToItem(item)
        rect = list_.visualItemRect(item)
        QTest.mouseClick(
            list_.viewport(),
            Qt.MouseButton.LeftButton,
            modifiers,
            QPoint(rect.right() - 5, rect.center().y()),
        )

    def says(self, list_: Paragraphs) -> list[str]:
        """Return the last rows of a list, each by its paragraphs."""
        return [" | ".join(one.text for one in list_.row(key).said) for key in list_.leaves]

    @property
    def current(self) -> str:
        """What the answer that is chosen says."""
        (key,) = self.view.proposals.chosen
        return self.view.proposals.row(key).said[1].text

    @property
    def left(self) -> list[str]:
        """What fits nowhere yet."""
        left = self.view.left
        return [left.row(key).said[0].text for key in left.leaves if left.item(key).parent() is None]

    def press(self, name: str, *acts: Act) -> None:
        button = getattr(self.view, f"{name}_button")
        meanwhile(lambda: click(button), *acts)
        self.screen.rest()


def to(search: str, *items_: str, agree: bool = True, found: list[str] | None = None) -> Act:
    """Return what searches for a question, takes the first and picks items by name, in the dialog for it."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, TargetDialog), dialog
        type_text(search)
        if found is not None:
            found.extend(dialog.list.row(key).said[0].text for key in dialog.list.leaves)
            found.append(dialog.remark.text() if dialog.remark.isVisible() else "")
        for box, name in zip(dialog.boxes, items_, strict=False):
            box.setFocus()
            while box.currentText() != name:
                before = box.currentIndex()
                press(Key.Key_Down)
                assert box.currentIndex() != before, f"no {name}"
        standard = dialog.buttons.StandardButton
        button = dialog.buttons.button(standard.Ok if agree else standard.Cancel)
        click(button)

    return act


def take_in(screen: Screen, path: Path, *acts: Act) -> IntakeHand:
    """Choose the command in the menu Arkiv, and the file."""
    meanwhile(screen.window.menus.actions["take-in"].trigger, *acts, name_file(path))
    until(lambda: not screen.window.taking_in.busy)
    screen.rest()
    return IntakeHand(screen)


@pytest.fixture
def hand(open_window: OpenWindow, agreement: Path) -> IntakeHand:
    return take_in(open_window(), agreement)


# -- coming in


def test_a_word_file_becomes_a_draft_that_begins_with_what_is_to_be_decided(hand: IntakeHand):
    screen = hand.screen

    assert [one.title for one in screen.value("goals")] == ["Fler unga i arbete", "Fler arbetar deltid"]
    assert screen.window.session.dirty and screen.window.session.path is None
    assert hand.view.proposals.hasFocus()
    assert hand.current == "Fler unga i arbete"
    assert "2 svar hittades: 2 att ta ställning till." in hand.view.summary.text()
    assert hand.left == ["Kaffe", "Det finns alltid kaffe.", "Och te."]
    assert hand.view.left_title.text() == "Ännu inte placerat (3)"
    assert screen.step_text("intake") == "Hämtat från Word, 2 att ta ställning till, 3 utan plats"
    assert "Överenskommelsen är hämtad" in screen.window.news.text()


def test_each_answer_has_its_passage_beside_it_and_the_file_says_what_each_was_taken_for(hand: IntakeHand):
    assert hand.says(hand.view.proposals)[0] == (
        "Målet | Fler unga i arbete | Ur punkt 2 under ”Mål”: ”Fler unga i arbete”"
    )
    assert hand.view.document.chosen == ("1",)
    assert hand.says(hand.view.document)[:2] == ["Mål | → Rubrik", "• Fler unga i arbete | → Målet"]

    press(Key.Key_Down)
    press(Key.Key_Down)
    assert hand.current == "Fler arbetar deltid"
    assert hand.view.document.chosen == ("2",)
    hand.click(hand.view.document, "• Fler unga i arbete")
    assert hand.current == "Fler unga i arbete"
    hand.click(hand.view.document, "Och te.")
    (key,) = hand.view.left.chosen
    assert hand.view.left.row(key).said[0].text == "Och te."


def test_the_file_is_read_while_the_user_goes_on_and_what_was_written_meanwhile_is_asked_about(
    open_window: OpenWindow, agreement: Path, monkeypatch: pytest.MonkeyPatch
):
    read_it, typed = intake.opened, threading.Event()

    def slowly(path: Path, library: Library, day: date) -> project.Project:
        typed.wait()
        return read_it(path, library, day)

    monkeypatch.setattr(intake, "opened", slowly)
    screen = open_window()
    screen.window.taking_in.take_in(agreement)
    try:
        screen.field("title").type("Under tiden")
    finally:
        # Nothing comes of it before the events are seen to again.
        typed.set()

    meanwhile(lambda: until(lambda: not screen.window.taking_in.busy), answer("Avbryt"))

    assert screen.value("title") == "Under tiden"
    assert not screen.window.session.draft.intakes


def test_what_is_open_is_asked_about_before_a_file_is_read(open_window: OpenWindow, agreement: Path):
    screen = open_window()
    screen.field("title").type("Vår")

    meanwhile(lambda: screen.window.taking_in.take_in(agreement), answer("Avbryt"))

    assert not screen.window.taking_in.busy
    assert screen.value("title") == "Vår"


def test_a_file_that_is_no_word_document_is_told_of_and_nothing_has_changed(
    open_window: OpenWindow, tmp_path: Path
):
    screen = open_window()
    path = tmp_path / "bild.docx"
    path.write_bytes(b"inte Word")
    said: list[str] = []

    meanwhile(
        lambda: (screen.window.taking_in.take_in(path), until(lambda: not screen.window.taking_in.busy)),
        read(said),
    )

    assert "”bild.docx” kan inte läsas" in said[0]
    assert "spara den som ett nytt Word-dokument (.docx) och försök igen" in said[0]
    assert "Inget har ändrats" in said[0]
    assert not screen.window.session.dirty


def test_a_window_that_closes_while_a_file_is_read_opens_nothing(open_window: OpenWindow, agreement: Path):
    screen = open_window()
    screen.window.taking_in.take_in(agreement)
    screen.window.close()

    assert not screen.window.isVisible()
    assert not screen.window.session.draft.intakes


def test_the_start_page_takes_a_word_file_by_its_tile_and_by_dropping(open_door: OpenDoor, agreement: Path):
    door = open_door()
    meanwhile(door.entrance.start.take_in.emit, name_file(agreement))
    until(lambda: bool(door.inside.window.session.draft.intakes))
    assert IntakeHand(door.inside).view.isVisible()

    other = open_door()
    drop(other.entrance, agreement)
    until(lambda: other.screen is not None and bool(other.inside.window.session.draft.intakes))
    assert other.inside.window.wizard.view == "intake"


def test_a_word_file_can_be_opened_like_any_other_and_is_asked_about_once(
    open_window: OpenWindow, agreement: Path
):
    screen = open_window()
    screen.field("title").type("Osparad")

    meanwhile(lambda: press(Key.Key_O, CTRL), answer("Spara inte"), name_file(agreement))
    until(lambda: not screen.window.taking_in.busy)
    screen.rest()

    assert IntakeHand(screen).left == ["Kaffe", "Det finns alltid kaffe.", "Och te."]


def test_the_start_page_begins_a_revision_from_the_first_moment(open_door: OpenDoor):
    door = open_door()
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        seen.append(dialog.windowTitle())
        dismiss(dialog)

    meanwhile(door.entrance.start.revise.emit, look)

    assert seen == ["Vilken överenskommelse ska revideras?"]


# -- confirming, rejecting, moving


def test_enter_confirms_and_comes_to_the_next_until_all_is_decided(hand: IntakeHand):
    press(Key.Key_Return)
    assert hand.current == "Fler arbetar deltid"
    assert "1 är bekräftat och 1 att ta ställning till" in hand.view.summary.text()

    press(Key.Key_Return)
    hand.screen.rest()
    assert "2 svar hittades: 2 är bekräftade." in hand.view.summary.text()
    assert not hand.view.confirm_button.isEnabled()
    assert hand.screen.step_text("intake") == "Hämtat från Word, 3 utan plats"


def test_all_of_a_section_is_confirmed_at_once_and_undone_at_once(hand: IntakeHand):
    hand.click(hand.view.proposals, "Mål och indikatorer")
    assert hand.view.confirm_button.text() == "Bekräfta (2)"

    hand.press("confirm")
    assert "2 svar hittades: 2 är bekräftade." in hand.view.summary.text()

    assert hand.screen.menu_text("undo") == "Ångra: bekräftelsen av 2 svar"
    hand.screen.undo()
    assert "2 att ta ställning till" in hand.view.summary.text()
    assert hand.screen.window.wizard.view == "intake"


def test_delete_rejects_and_the_words_stand_in_the_tray_until_it_is_undone(hand: IntakeHand):
    press(Key.Key_Delete)

    assert [one.title for one in hand.screen.value("goals")] == ["Fler arbetar deltid"]
    assert "Fler unga i arbete" in hand.left
    assert hand.current == "Fler arbetar deltid"
    hand.screen.undo()
    assert [one.title for one in hand.screen.value("goals")] == ["Fler unga i arbete", "Fler arbetar deltid"]
    assert "Fler unga i arbete" not in hand.left


def test_what_was_rejected_is_chosen_again_when_it_is_undone(hand: IntakeHand):
    press(Key.Key_Delete)
    hand.screen.undo()

    assert hand.current == "Fler unga i arbete"
    assert hand.view.proposals.hasFocus() and hand.view.confirm_button.isEnabled()


def test_an_item_whose_name_was_rejected_keeps_what_is_chosen_when_it_is_undone(
    open_window: OpenWindow, tmp_path: Path
):
    writer = Writer()
    writer.h("Parter")
    writer.table(
        ("Part", "Org.nr"), ("Arbetsförmedlingen", "202100-2114"), ("Norbergs kommun", "212000-2072")
    )
    path = tmp_path / "parter.docx"
    path.write_bytes(writer.docx())
    hand = take_in(open_window(), path)
    assert hand.current == "Arbetsförmedlingen"

    press(Key.Key_Delete)
    hand.screen.rest()
    hand.screen.undo()
    hand.screen.rest()

    assert hand.current == "Arbetsförmedlingen"
    assert hand.view.confirm_button.isEnabled()


def test_an_answer_is_moved_to_another_question_that_is_searched_for(hand: IntakeHand):
    found: list[str] = []

    meanwhile(lambda: press(Key.Key_F2), to("bakgrund", found=found))

    assert found[0] == "Bakgrund"
    assert hand.screen.value("background").blocks[0].runs[0].text == "Fler unga i arbete"
    assert [one.title for one in hand.screen.value("goals")] == ["Fler arbetar deltid"]
    assert any("Bakgrund | Fler unga" in one for one in hand.says(hand.view.proposals))


def test_what_is_left_over_goes_to_a_question_of_an_item_that_is_there_or_is_made(hand: IntakeHand):
    goal = hand.screen.value("goals")[1]
    hand.click(hand.view.left, "Det finns alltid kaffe.")
    hand.press("place", to("effekt", "Fler arbetar deltid"))
    assert hand.screen.value(f"goals/{goal.id}/effect").blocks[0].runs[0].text == "Det finns alltid kaffe."

    hand.click(hand.view.left, "Och te.")
    add = hand.screen.window.desk.handbook.question("target_groups").add
    assert add is not None
    hand.press("place", to("målgruppens namn", add))
    assert [one.name for one in hand.screen.value("target_groups")] == ["Och te."]
    assert hand.left == ["Kaffe"]


def test_several_become_an_item_each(hand: IntakeHand):
    hand.click(hand.view.left, "Det finns alltid kaffe.")
    hand.click(hand.view.left, "Och te.", SHIFT)
    hand.press("place", to("målgruppens namn"))

    assert [one.name for one in hand.screen.value("target_groups")] == ["Det finns alltid kaffe.", "Och te."]
    assert hand.screen.menu_text("undo") == "Ångra: placeringen av 2 textbitar"


def test_words_are_not_put_where_they_are_no_answer(hand: IntakeHand):
    found: list[str] = []
    hand.click(hand.view.left, "Och te.")

    hand.press("place", to("gäller från", agree=False, found=found))

    assert found[-1] == "Texten går inte att använda som svar på den frågan. Välj en annan fråga."
    assert "Och te." in hand.left


def test_nothing_takes_the_place_of_an_answer_that_is_there(hand: IntakeHand):
    hand.screen.window.session.set("title", "Vår egen")
    hand.screen.rest()
    hand.click(hand.view.left, "Och te.")
    said: list[str] = []

    hand.press("place", to("titel"), read(said))

    assert "Frågan har redan ett svar" in said[0]
    assert hand.screen.value("title") == "Vår egen"


def test_it_goes_with_the_keyboard_all_the_way(hand: IntakeHand):
    view = hand.view
    order: list[QWidget] = []
    for _ in range(6):
        press(Key.Key_Tab)
        focus = hand.screen.focus
        order.append(focus)

    assert order[:5] == [
        view.confirm_button,
        view.move_button,
        view.reject_button,
        view.left,
        view.place_button,
    ] or order[:4] == [view.confirm_button, view.move_button, view.reject_button, view.left]
    view.left.setFocus()
    press(Key.Key_Home)
    press(Key.Key_Down)
    meanwhile(lambda: press(Key.Key_Return), to("bakgrund"))
    assert hand.screen.value("background").blocks[0].runs[0].text == "Det finns alltid kaffe."


# -- what is missing, and going on


def test_what_the_agreement_lacks_is_listed_and_leads_to_the_questions(hand: IntakeHand):
    click(hand.view.go_on)

    assert hand.view.tabs.currentWidget() is hand.view.gaps
    labels = [one for one in hand.view.gaps.findChildren(QLabel) if "<a " in one.text()]
    assert any('href="title"' in one.text() for one in labels)
    assert not any('href="goals"' in one.text() for one in labels)
    next(one for one in labels if 'href="title"' in one.text()).linkActivated.emit("title")
    hand.screen.settle()
    assert hand.screen.place == "title"

    type_text("Vår överenskommelse")
    hand.screen.rest()
    hand.screen.go("intake")
    hand.screen.rest()
    assert not any('href="title"' in one.text() for one in hand.view.gaps.findChildren(QLabel))


def test_the_file_and_all_that_is_undecided_is_there_when_the_project_is_opened_again(
    hand: IntakeHand, tmp_path: Path, agreement: Path
):
    press(Key.Key_Return)
    hand.screen.save(name_file(tmp_path / "vår.lokdesk"))
    left, screen = hand.left, hand.screen
    press(Key.Key_W, CTRL)
    screen.open(name_file(tmp_path / "vår.lokdesk"))
    screen.rest()
    assert screen.step_text("intake") == "Hämtat från Word, 1 att ta ställning till, 3 utan plats"

    screen.go("intake")
    screen.rest()
    again = IntakeHand(screen)
    assert again.left == left
    assert again.current == "Fler arbetar deltid" and again.view.confirm_button.isEnabled()
    meanwhile(lambda: click(again.view.save_button), name_file(tmp_path / "kopia.docx"), answer("OK"))
    assert (tmp_path / "kopia.docx").read_bytes() == agreement.read_bytes()


def test_what_was_decided_is_kept_from_a_crash_from_the_first_moment(hand: IntakeHand, tmp_path: Path):
    folder = tmp_path / "state" / recovery.FOLDER

    def waiting() -> list[int]:
        drafts = (recovery.restored(path).draft for path in folder.glob(f"*{journal.SUFFIX}"))
        return [intake.waiting(draft.intakes[-1]) for draft in drafts]

    until(lambda: waiting() == [2])
    assert waiting() == [2]
    press(Key.Key_Return)
    until(lambda: waiting() == [1])
    assert waiting() == [1]


def test_the_file_is_taken_out_of_the_project_only_when_that_is_agreed_to(hand: IntakeHand):
    said: list[str] = []

    hand.press("remove", read(said, "Avbryt"))
    assert "3 textbitar som inte har fått någon plats" in said[0]
    assert hand.screen.window.session.draft.intakes
    hand.press("remove", answer("Ta bort"))

    assert not hand.screen.window.session.draft.intakes
    assert [one.title for one in hand.screen.value("goals")] == ["Fler unga i arbete", "Fler arbetar deltid"]
    assert hand.view.empty.isVisible() and not hand.view.tabs.isVisible()
    assert hand.screen.window.wizard.steps.row("intake").isHidden()


def test_a_document_of_our_own_brings_its_answers_and_lists_what_has_no_place(
    open_window: OpenWindow, library: Library, tmp_path: Path
):
    import io

    from docx import Document

    opened = Document(io.BytesIO(document.render(library.example(), library)))
    opened.add_paragraph("En rad som någon har skrivit sist.")
    path = tmp_path / "skickad.docx"
    opened.save(str(path))

    hand = take_in(open_window(), path)

    assert hand.screen.value("title") == library.example().agreement.title
    assert "skrivet med Lokdesk" in hand.view.summary.text()
    assert "En rad som någon har skrivit sist." in hand.left
    assert not hand.view.proposals_part.isVisible()


def test_open_changes_and_comments_are_listed(open_window: OpenWindow, tmp_path: Path):
    tracked = next(one for one in TUNED if one.name.startswith("spårade"))
    path = tmp_path / "spårade.docx"
    path.write_bytes(tracked.docx())

    hand = take_in(open_window(), path)

    assert hand.view.remarks_title.text() == "Öppna ändringar och kommentarer (2)"
    (taken,) = hand.screen.window.session.draft.intakes
    there = next(one.place for one in taken.passages if "arbetslösheten sjunker" in one.text)
    assert hand.says(hand.view.remarks) == [
        f"arbetslösheten stiger | Spårad ändring, borttaget av Eva Lind 2025-02-03, i {there}",
        f"arbetslösheten sjunker | Spårad ändring, tillagt av Eva Lind 2025-02-03, i {there}",
    ]
    hand.click(hand.view.remarks, "arbetslösheten stiger")
    (key,) = hand.view.document.chosen
    assert "arbetslösheten sjunker" in hand.view.document.row(key).said[0].text


# -- as the beginning of a revision


def test_a_word_file_is_revised_once_it_has_been_gone_through_and_goes_along(
    open_window: OpenWindow, agreement: Path, tmp_path: Path
):
    screen = open_window()
    screen.window.opening.show_start()
    meanwhile(screen.window.menus.actions["revise"].trigger, name_file(agreement))
    until(lambda: not screen.window.taking_in.busy)
    screen.rest()
    hand = IntakeHand(screen)
    assert "välj sedan Börja revidera" in screen.window.news.text()
    press(Key.Key_Delete)

    told: list[str] = []

    def read_and_begin(dialog: QWidget) -> None:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        begun()(dialog)

    hand.press("revise", read_and_begin)

    assert any(
        "I ”Avtal 2019.docx” finns 1 svar att ta ställning till och 4 textbitar som" in one for one in told
    )
    draft = screen.window.session.draft
    assert [one.title for one in draft.predecessors[-1].agreement.goals] == ["Fler arbetar deltid"]
    assert draft.intakes[-1].content == agreement.read_bytes()
    screen.save(name_file(tmp_path / "ny.lokdesk"))
    assert project.open(tmp_path / "ny.lokdesk").draft.intakes[-1].name == "Avtal 2019.docx"
    screen.go("intake")
    screen.rest()
    assert "Fler unga i arbete" in hand.left
    assert not hand.view.revise_button.isVisible()


# -- room for it


@pytest.mark.parametrize(("size", "width"), [(100, 1366), (200, 1366), (200, 1180)])
def test_nothing_lies_outside_at_the_sides_and_the_answers_come_first_where_there_is_little_room(
    open_window: OpenWindow, agreement: Path, size: int, width: int
):
    screen = open_window()
    screen.window.settings.text_size = size
    screen.window.opening.apply_look()
    screen.window.resize(width, 768)
    hand = take_in(screen, agreement)
    screen.settle()

    assert screen.window.width() == width
    area = hand.view.area
    inner = area.widget()
    assert inner is not None
    assert inner.width() <= area.viewport().width()
    for list_ in (hand.view.proposals, hand.view.left, hand.view.document):
        assert list_.horizontalScrollBar().maximum() == 0
    beside = hand.view.sides.orientation() == Qt.Orientation.Horizontal
    assert beside == (width == 1366)
    assert hand.view.sides.indexOf(hand.view.source) == (0 if beside else 1)
    top = hand.view.proposals.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < area.viewport().height() - hand.view.proposals.fontMetrics().height()


def test_the_panes_come_back_after_it_or_when_they_are_wanted(hand: IntakeHand):
    aside = hand.screen.window.wizard.aside
    assert not aside.isVisible()
    hand.screen.step("goals")
    assert aside.isVisible()
    hand.screen.go("intake")
    assert not aside.isVisible()

    press(Key.Key_0, CTRL)
    assert aside.isVisible()
