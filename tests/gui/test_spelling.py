"""Spelling in the window: what is misspelled is marked and put right, and never while one types."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextLayout
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget

from lokdesk.agreement.rich_text import Block, RichText, Run
from lokdesk.gui.fields import rich_document
from lokdesk.gui.fields.text import TextInput
from lokdesk.gui.spelling import Spelling
from lokdesk.session.library import Library
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, SHIFT, choose, meanwhile, press, type_text, until
from tests.gui.pages import Screen, answer

Key = Qt.Key


@pytest.fixture(autouse=True)
def no_long_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for as long as people's hands rest."""
    for name in ("_REST", "_LONG_REST"):
        monkeypatch.setattr(f"lokdesk.gui.spelling.{name}", 30)


@pytest.fixture
def screen(open_window: OpenWindow) -> Screen:
    return open_window()


def spelling(screen: Screen) -> Spelling:
    return screen.window.lookup.spelling


def look(screen: Screen) -> None:
    """Let the hands rest until all that is shown has been looked through."""
    until(lambda: not spelling(screen).busy)


def text(screen: Screen, address: str) -> TextInput:
    screen.window.go_to(address)
    focus = screen.focus
    assert isinstance(focus, TextInput)
    return focus


def waves(input_: TextInput) -> list[str]:
    """Return the words that have waves under them, in their order."""
    found: list[str] = []
    block = input_.document().begin()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        for one in formats(block.layout()):
            assert one.format.underlineStyle() == one.format.UnderlineStyle.WaveUnderline
            found.append(units[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le"))
        block = block.next()
    return found


def formats(layout: QTextLayout) -> list[QTextLayout.FormatRange]:
    return list(layout.formats())


def test_misspelled_words_get_waves_when_the_hands_rest(screen: Screen):
    input_ = text(screen, "background")
    type_text("Parterna samvärkar i Växjös kommmun, 16-åringar, KAA. ")

    look(screen)

    assert waves(input_) == ["samvärkar", "kommmun"]


def test_neither_the_text_nor_its_value_is_touched_by_waves(screen: Screen):
    input_ = text(screen, "background")
    type_text("Felstavvat ord. ")
    draft = screen.window.session.draft
    changed: list[int] = []
    input_.textChanged.connect(lambda: changed.append(1))

    look(screen)

    assert waves(input_) == ["Felstavvat"]
    assert changed == []
    assert screen.window.session.draft is draft
    assert rich_document.read(input_.document()) == RichText(
        blocks=(Block(runs=(Run(text="Felstavvat ord."),)),)
    )


def test_a_word_gets_its_wave_when_it_has_been_left_and_not_before(screen: Screen):
    input_ = text(screen, "background")
    type_text("Vi samvärkar")
    look(screen)
    assert waves(input_) == []

    type_text(" ")
    look(screen)
    assert waves(input_) == ["samvärkar"]

    type_text("kommmun")
    look(screen)
    assert waves(input_) == ["samvärkar"]
    press(Key.Key_Home)
    look(screen)
    assert waves(input_) == ["samvärkar", "kommmun"]


def test_the_last_word_gets_its_wave_when_the_field_is_left(screen: Screen):
    input_ = text(screen, "background")
    type_text("Vi samvärkar")

    press(Key.Key_Tab)
    look(screen)

    assert waves(input_) == ["samvärkar"]


def test_waves_go_when_the_word_is_put_right(screen: Screen):
    input_ = text(screen, "background")
    type_text("Vi samvärkar här. ")
    look(screen)

    screen.window.session.set("background", "Vi samverkar här.")

    assert waves(input_) == []


def test_waves_stay_on_their_words_when_the_text_before_them_changes(screen: Screen):
    input_ = text(screen, "background")
    type_text("🙂 samvärkar och kommmun nu. ")
    look(screen)
    press(Key.Key_Home)
    type_text("Vi 🙂 ")
    look(screen)

    assert waves(input_) == ["samvärkar", "kommmun"]


def test_texts_on_the_page_are_looked_through_before_anyone_comes_to_them(screen: Screen):
    screen.window.session.set("mapping/mandates", "Ett felstavvat ord.")
    screen.window.session.set("mapping/gaps", "Ett tilll.")
    text(screen, "mapping/mandates")
    gaps = screen.page.places.rows["mapping/gaps"].field.input
    look(screen)

    assert waves(gaps) == ["tilll"]


def menu_at_word(screen: Screen, input_: TextInput, word: str) -> QMenu:
    cursor = input_.document().find(word)
    cursor.setPosition(cursor.selectionStart() + 1)
    input_.setTextCursor(cursor)
    return spelling(screen).menu(input_, input_.cursorRect().center())


def offered(menu: QMenu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions() if action.text()]


def test_the_menu_of_a_misspelled_word_offers_what_it_may_mean(screen: Screen):
    input_ = text(screen, "background")
    type_text("Vi samvärkar här. ")
    look(screen)

    words = offered(menu_at_word(screen, input_, "samvärkar"))

    assert words[0] == "samverkar"
    assert words.index("Lägg till i ordlistan") <= 5
    assert any("Kopiera" in one for one in words)


def test_the_menu_of_a_word_that_is_right_is_the_usual_one(screen: Screen):
    input_ = text(screen, "background")
    type_text("Vi samverkar här. ")
    look(screen)

    words = offered(menu_at_word(screen, input_, "samverkar"))

    assert "Lägg till i ordlistan" not in words
    assert any("Kopiera" in one for one in words)


def test_a_suggestion_takes_the_place_of_the_word_in_its_look_and_is_undone_alone(screen: Screen):
    bold = Run(text="samvärkar", bold=True)
    said = (Run(text="Vi "), bold, Run(text=" här."))
    screen.window.session.set("background", RichText(blocks=(Block(runs=said),)))
    input_ = text(screen, "background")
    press(Key.Key_End, CTRL)
    type_text(" Bra.")
    before = screen.window.session.draft
    look(screen)
    cursor = input_.document().find("samvärkar")
    cursor.setPosition(cursor.selectionStart() + 2)
    input_.setTextCursor(cursor)

    meanwhile(lambda: press(Key.Key_F7, SHIFT), choose("samverkar"))

    assert screen.value("background").blocks[0].runs == (
        Run(text="Vi "),
        Run(text="samverkar", bold=True),
        Run(text=" här. Bra."),
    )
    press(Key.Key_Z, CTRL)
    assert screen.window.session.draft is before


def test_the_menu_key_opens_the_menu_of_the_word_at_the_cursor(screen: Screen):
    input_ = text(screen, "background")
    type_text("Vi samvärkar här. ")
    look(screen)
    cursor = input_.document().find("samvärkar")
    cursor.setPosition(cursor.selectionStart() + 2)
    input_.setTextCursor(cursor)
    at = input_.cursorRect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, input_.viewport().mapToGlobal(at))

    meanwhile(lambda: QApplication.sendEvent(input_.viewport(), asked), choose("samverkar"))

    assert screen.value("background").text == "Vi samverkar här."


def test_a_word_that_is_added_to_the_list_is_right_from_then_on(
    screen: Screen, open_window: OpenWindow, tmp_path: Path
):
    input_ = text(screen, "background")
    type_text("Vi zorkar här. ")
    look(screen)
    assert waves(input_) == ["zorkar"]
    cursor = input_.document().find("zorkar")
    cursor.setPosition(cursor.selectionStart() + 2)
    input_.setTextCursor(cursor)

    meanwhile(lambda: press(Key.Key_F7, SHIFT), choose("Lägg till i ordlistan"))
    look(screen)

    assert waves(input_) == []
    assert (tmp_path / "ordlista.txt").read_text(encoding="utf-8") == "zorkar\n"
    other = open_window()
    again = text(other, "background")
    type_text("Zorkar felstavvat. ")
    look(other)
    assert waves(again) == ["felstavvat"]


def test_a_word_can_be_let_pass_in_one_agreement(screen: Screen, library: Library):
    input_ = text(screen, "background")
    type_text("Vi zorkar här. ")
    look(screen)
    menu = menu_at_word(screen, input_, "zorkar")
    next(one for one in menu.actions() if "Godta" in one.text()).trigger()
    look(screen)
    assert waves(input_) == []
    assert not screen.window.lookup.own_words.words

    screen.window.session.new(library.blank())
    screen.window.session.set("background", "Vi zorkar här.")
    again = text(screen, "background")
    look(screen)

    assert waves(again) == ["zorkar"]


def test_a_list_that_cannot_be_saved_is_told_of_and_nothing_is_lost(screen: Screen, tmp_path: Path):
    (tmp_path / "ordlista.txt").mkdir()
    said: list[str] = []

    def act(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        answer("OK")(box)

    meanwhile(lambda: spelling(screen).learn("zorkar"), act)

    assert said == ["Ordlistan går inte att spara."]
    assert "zorkar" in screen.window.lookup.own_words.words


def test_the_names_in_the_agreement_are_known_at_once(screen: Screen):
    input_ = text(screen, "background")
    type_text("Zorkköpings kommun samvärkar. ")
    look(screen)
    assert waves(input_) == ["Zorkköpings", "samvärkar"]

    screen.window.session.add("parties", {"name": "Zorkköpings kommun"})
    look(screen)

    assert waves(input_) == ["samvärkar"]


def test_spelling_can_be_turned_off_and_on_and_stays_so(screen: Screen, open_window: OpenWindow):
    input_ = text(screen, "background")
    type_text("Vi samvärkar här. ")
    look(screen)
    toggle = screen.window.menus.actions["spelling"]

    toggle.trigger()
    assert waves(input_) == []
    assert not open_window().window.lookup.spelling.on

    toggle.trigger()
    look(screen)
    assert waves(input_) == ["samvärkar"]


def selected(screen: Screen) -> str:
    focus = screen.focus
    assert isinstance(focus, TextInput)
    return focus.textCursor().selectedText()


def test_a_key_goes_from_one_misspelled_word_to_the_next_through_all_steps(screen: Screen):
    screen.window.session.set("background", "Vi samvärkar om kommmun.")
    screen.window.session.set("mapping/gaps", "Ett tilll.")
    screen.field("title").focus()

    stops: list[tuple[str, str]] = []
    for _ in range(4):
        press(Key.Key_F7)
        stops.append((screen.page.step.slug, selected(screen)))

    assert stops == [
        ("parties", "samvärkar"),
        ("parties", "kommmun"),
        ("mapping", "tilll"),
        ("parties", "samvärkar"),
    ]
    assert screen.window.news.text().startswith("Felstavat? samvärkar. Förslag: samverkar")


def test_when_nothing_is_misspelled_that_is_said(screen: Screen):
    screen.window.session.set("background", "Vi samverkar.")
    screen.field("title").focus()
    before = screen.focus

    press(Key.Key_F7)

    assert screen.window.news.text() == "Inga felstavade ord hittades i texterna."
    assert screen.focus is before


def test_without_hunspell_everything_else_works(
    open_window: OpenWindow, library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(library.__dict__, "speller", None)
    screen = open_window()
    input_ = text(screen, "background")
    type_text("Vi samvärkar här. ")
    look(screen)

    press(Key.Key_F7)

    assert waves(input_) == []
    assert screen.window.news.text() == "Stavningskontrollen finns inte på den här datorn."
