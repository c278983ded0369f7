"""Searching answers, questions and help in the window, and replacing words in all answers."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QTextEdit, QWidget

from lokdesk.agreement.draft import Draft
from lokdesk.gui.dialogs.replace import ReplaceDialog
from lokdesk.gui.marked_list import Row
from lokdesk.gui.search import SearchPanel, hits, mark
from lokdesk.session.library import Library
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, SHIFT, click, meanwhile, press, type_text, until
from tests.gui.pages import Screen

Key = Qt.Key
Search = Callable[[str], None]


@pytest.fixture
def example(library: Library) -> Draft:
    return library.example("tva-kommuner")


@pytest.fixture
def screen(open_window: OpenWindow, example: Draft) -> Screen:
    screen = open_window(example)
    screen.window.session.set("background", "Alfa beta.\nGamma alfa, delta.")
    screen.window.session.set("mapping/gaps", "Sist kommer alfa.")
    return screen


def panel(screen: Screen) -> SearchPanel:
    return screen.window.lookup.panel


def search(screen: Screen, words: str) -> None:
    """Open the panel by its key, type *words* and wait for what is found."""
    press(Key.Key_F, CTRL)
    type_text(words)
    wait(screen)


def wait(screen: Screen) -> None:
    until(lambda: not panel(screen).busy)


def rows(screen: Screen) -> list[str]:
    shown = panel(screen).hits
    return [shown.row(n).where for n in range(shown.count)]


def found(screen: Screen) -> list[Row]:
    """Return what has been found, without the headings."""
    shown = panel(screen).hits
    return [row for row in map(shown.row, range(shown.count)) if not row.heading]


def selected() -> str:
    focus = QApplication.focusWidget()
    if isinstance(focus, QTextEdit):
        return focus.textCursor().selectedText()
    assert isinstance(focus, QLineEdit)
    return focus.selectedText()


def start() -> int:
    """Return where the selection in the text that has the focus begins."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, QTextEdit)
    return focus.textCursor().selectionStart()


def place(screen: Screen) -> str:
    """Return the address of what has the focus."""
    widget: QWidget | None = screen.focus
    while widget is not None and not widget.property("address"):
        widget = widget.parentWidget()
    return widget.property("address") if widget is not None else ""


def test_a_search_lists_answers_questions_and_help_each_under_its_heading(screen: Screen):
    screen.window.session.set("mapping/resources", "Sekretess gäller.")
    search(screen, "sekretess")

    shown = panel(screen).hits
    headings = [shown.row(n).where for n in range(shown.count) if shown.row(n).heading]
    assert [one.partition(" (")[0] for one in headings] == ["Svar", "Frågor", "Hjälptexter"]
    assert panel(screen).count.text() == hits(shown.count - len(headings))
    assert shown.isVisible()


def test_enter_goes_to_the_first_hit_and_selects_the_words(screen: Screen):
    search(screen, "ALFA")
    press(Key.Key_Return)

    assert place(screen) == "background"
    assert selected() == "Alfa"
    assert panel(screen).count.text() == "1 av 2"
    assert panel(screen).isVisible()
    assert not panel(screen).hits.isVisible(), "the list gives its room back"


def test_the_arrow_keys_choose_among_the_hits_while_one_types(screen: Screen):
    search(screen, "alfa")
    press(Key.Key_Down)
    assert panel(screen).input.hasFocus()
    press(Key.Key_Down)
    press(Key.Key_Up)
    press(Key.Key_Down)
    press(Key.Key_Return)

    assert place(screen) == "mapping/gaps"
    assert screen.page.step.slug == "mapping"
    assert selected() == "alfa"


def test_a_click_on_a_hit_goes_there(screen: Screen):
    search(screen, "alfa")
    shown = panel(screen).hits
    row = next(n for n, where in enumerate(rows(screen)) if where.startswith("Gemensam kartläggning"))

    click(shown.viewport(), shown.visualRect(shown.model().index(row, 0)).center())

    assert place(screen) == "mapping/gaps"


def test_next_and_previous_go_through_every_time_the_words_stand_there(screen: Screen):
    search(screen, "alfa")
    press(Key.Key_Return)

    stops: list[tuple[str, int]] = []
    for _ in range(4):
        stops.append((place(screen), start()))
        press(Key.Key_F3)
    assert stops == [("background", 0), ("background", 17), ("mapping/gaps", 12), ("background", 0)]

    press(Key.Key_F3, SHIFT)
    press(Key.Key_F3, SHIFT)
    assert (place(screen), selected()) == ("mapping/gaps", "alfa")
    press(Key.Key_F3, SHIFT)
    assert start() == 17


def test_escape_closes_the_panel_and_gives_the_focus_back(screen: Screen):
    screen.field("marking").focus()
    before = screen.focus
    search(screen, "alfa")

    press(Key.Key_Escape)

    assert not panel(screen).isVisible()
    assert screen.focus is before


def test_the_panel_begins_with_what_is_selected(screen: Screen):
    screen.window.session.set("title", "Överenskommelse om unga")
    screen.field("title").focus()
    line = screen.focus
    assert isinstance(line, QLineEdit)
    line.setSelection(19, 4)

    press(Key.Key_F, CTRL)

    assert panel(screen).input.text() == "unga"
    assert panel(screen).input.selectedText() == "unga"
    assert panel(screen).hits.isVisible()


def test_what_is_found_follows_the_draft(screen: Screen):
    search(screen, "alfa")
    press(Key.Key_Return)
    screen.window.session.set("mapping/gaps", "Inget kvar.")
    wait(screen)
    assert panel(screen).count.text() == "1 av 1"

    screen.window.session.set("background", None)
    press(Key.Key_F3)

    assert panel(screen).count.text() == "Inga träffar"


def test_next_goes_on_when_the_panel_has_been_closed(screen: Screen):
    search(screen, "alfa")
    press(Key.Key_Escape)

    press(Key.Key_F3)

    assert (place(screen), selected()) == ("background", "Alfa")


def test_next_asks_for_words_when_there_are_none(screen: Screen):
    press(Key.Key_F3)

    assert panel(screen).isVisible()
    assert panel(screen).input.hasFocus()


def test_a_hit_in_the_help_shows_the_help(screen: Screen):
    screen.window.wizard.aside.hide()
    words = screen.window.desk.handbook.question("mapping/kaa_measures").how.split(".")[0]
    search(screen, words)
    press(Key.Key_Return)

    assert place(screen) == "mapping/kaa_measures"
    assert screen.window.wizard.aside.isVisible()
    assert screen.window.wizard.aside.slug == "help"


def test_a_question_without_items_leads_to_the_button_that_adds_one(open_window: OpenWindow):
    screen = open_window()
    search(screen, screen.window.desk.handbook.question("goals/*/title").prompt)
    press(Key.Key_Return)

    assert screen.page.step.slug == "goals"
    assert place(screen) == "goals" or screen.focus is screen.items("goals").items.add_button


def test_a_word_that_is_nowhere_is_said_to_be_nowhere(screen: Screen):
    search(screen, "zzzz")

    assert panel(screen).count.text() == "Inga träffar"
    assert not panel(screen).hits.isVisible()
    assert not panel(screen).next.isEnabled()
    press(Key.Key_Return)
    assert panel(screen).input.hasFocus()


def test_another_draft_is_searched_after_it_has_been_opened(screen: Screen, library: Library):
    search(screen, "alfa")
    screen.window.session.new(library.blank())
    wait(screen)

    assert panel(screen).count.text() == "Inga träffar"


def test_the_tab_key_goes_through_the_panel_and_on(screen: Screen):
    search(screen, "alfa")
    shown = panel(screen)

    visited: list[QWidget] = []
    while shown.isAncestorOf(screen.focus):
        visited.append(screen.focus)
        press(Key.Key_Tab)

    assert visited == [shown.input, shown.before, shown.next, shown.replace, shown.shut, shown.hits]
    press(Key.Key_F, CTRL)
    press(Key.Key_Tab)
    press(Key.Key_Backtab, SHIFT)
    assert shown.input.hasFocus()


def test_everything_in_the_panel_has_a_name(screen: Screen):
    search(screen, "alfa")

    for widget in (panel(screen).input, panel(screen).hits):
        assert widget.accessibleName()
    model = panel(screen).hits.model()
    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Alfa beta. Gamma alfa, delta." in spoken


def test_words_are_selected_beside_characters_that_qt_counts_twice(shown: Callable[[QWidget], QWidget]):
    editor = QTextEdit()
    shown(editor)
    editor.setPlainText("🙂👩‍👩‍👧 emoji\noch Växjö")

    assert mark(editor, "växjö", 0) == 1
    assert editor.textCursor().selectedText() == "Växjö"


# Replacing


def replace(screen: Screen, *acts: Callable[[ReplaceDialog], object]) -> None:
    """Open the dialog by its key and do *acts* in it."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ReplaceDialog)
        for one in acts:
            one(dialog)

    meanwhile(lambda: press(Key.Key_H, CTRL), act)


def fill(old: str, new: str) -> Callable[[ReplaceDialog], None]:
    def act(dialog: ReplaceDialog) -> None:
        for line, text in ((dialog.old, old), (dialog.new, new)):
            line.setFocus()
            line.selectAll()
            type_text(text)
        until(lambda: not dialog.busy)

    return act


def agree(dialog: ReplaceDialog) -> None:
    click(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))


def test_words_are_replaced_in_all_answers_and_brought_back_by_one_undo(screen: Screen):
    texts: list[str] = []
    before = screen.window.session.draft

    replace(
        screen,
        fill("alfa", "omega"),
        lambda dialog: texts.extend(dialog.preview.row(n).spoken for n in range(dialog.preview.count)),
        lambda dialog: texts.append(dialog.count.text()),
        agree,
    )

    assert texts[-1] == "Valda: 3 ställen i 2 svar."
    assert "Bakgrund (2 ställen). Nu: Alfa beta. Gamma alfa, delta." in texts[0]
    assert "Blir: Omega beta. Gamma omega, delta." in texts[0]
    assert screen.value("background").text == "Omega beta.\nGamma omega, delta."
    assert screen.value("mapping/gaps").text == "Sist kommer omega."
    assert screen.window.news.text() == "Ersatte i 2 svar."
    assert screen.menu_text("undo") == "Ångra: bytet av ”alfa” mot ”omega”"
    press(Key.Key_Z, CTRL)
    assert screen.window.session.draft is before


def test_only_what_is_ticked_is_replaced(screen: Screen):
    def untick(dialog: ReplaceDialog) -> None:
        dialog.preview.setFocus()
        dialog.preview.choose(0)
        press(Key.Key_Space)
        assert dialog.count.text() == "Valda: 1 ställe i 1 av 2 svar."

    replace(screen, fill("alfa", "omega"), untick, agree)

    assert screen.value("background").text.startswith("Alfa")
    assert screen.value("mapping/gaps").text == "Sist kommer omega."


def test_all_or_none_can_be_ticked_at_once(screen: Screen):
    def act(dialog: ReplaceDialog) -> None:
        button = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
        click(dialog.none)
        assert dialog.count.text() == "Inget svar är valt."
        assert not button.isEnabled()
        click(dialog.all)
        assert button.isEnabled()
        press(Key.Key_Escape)

    replace(screen, fill("alfa", "omega"), act)


def test_case_and_whole_words_can_matter(screen: Screen):
    screen.window.session.set("background", "Zorka, zorkas och zorkade.")
    said: list[str] = []

    def act(dialog: ReplaceDialog) -> None:
        said.append(dialog.count.text())
        for box in (dialog.same_case, dialog.whole_words):
            click(box, QPoint(8, box.height() // 2))
            said.append(dialog.count.text())
        press(Key.Key_Escape)

    replace(screen, fill("zorka", "x"), act)

    assert said == [f"Valda: {times} i 1 svar." for times in ("3 ställen", "2 ställen", "1 ställe")]


def test_the_dialog_begins_with_the_words_of_the_search(screen: Screen):
    search(screen, "alfa")
    seen: list[str] = []

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ReplaceDialog)
        seen.append(dialog.old.text())
        assert dialog.new.hasFocus()
        press(Key.Key_Escape)

    meanwhile(lambda: click(panel(screen).replace), act)

    assert seen == ["alfa"]


def test_nothing_can_be_replaced_before_it_is_said_what(screen: Screen):
    def act(dialog: ReplaceDialog) -> None:
        assert dialog.count.text() == "Skriv vad som ska ersättas."
        assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
        for widget in (dialog.old, dialog.new, dialog.preview):
            assert widget.accessibleName()
        press(Key.Key_Escape)

    before = screen.window.session.draft
    replace(screen, act)

    assert screen.window.session.draft is before


def test_what_is_searched_for_again_is_found_in_the_agreement_that_is_open_now(screen: Screen):
    search(screen, "alfa")
    assert any("Alfa" in row.lines[0][1].text for row in found(screen))
    press(Key.Key_Escape)

    screen.window.session.new()
    screen.settle()
    press(Key.Key_F, CTRL)

    assert panel(screen).input.text() == "alfa"
    assert not found(screen)


def test_nothing_is_searched_where_no_agreement_is_shown(screen: Screen):
    search(screen, "alfa")
    screen.window.opening.show_start()

    assert not panel(screen).isVisible()
