"""The way through the agreement at the left."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QTreeWidgetItem

from lokdesk.gui.look import ROOM
from lokdesk.gui.recent import RecentFiles
from lokdesk.gui.wizard.steps import StepTree
from lokdesk.session import discussion
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.gui.conftest import TODAY, OpenWindow
from tests.gui.hands import click, press, until
from tests.gui.pages import Screen

Key = Qt.Key


def tree(screen: Screen) -> StepTree:
    return screen.window.wizard.steps


def children(row: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for n in range(row.childCount()) if (child := row.child(n)) is not None]


def items(screen: Screen, section: str) -> list[str]:
    """Return what the rows below a section say."""
    step = next(
        one for one in screen.window.desk.handbook.steps for two in one.sections if two.slug == section
    )
    rows = dict(zip((one.slug for one in step.sections), children(tree(screen).row(step.slug)), strict=True))
    return [row.text(0) for row in children(rows[section])]


def all_words(screen: Screen) -> list[str]:
    steps = screen.window.desk.handbook.steps
    return [screen.step_text(step.slug) for step in steps]


def test_a_fresh_draft_is_untouched_everywhere(open_window: OpenWindow):
    screen = open_window()
    screen.rest()

    assert all(", orört, 0 av " in words for words in all_words(screen))
    assert not any("ordna" in words or "se över" in words for words in all_words(screen))


def test_a_file_is_shown_before_stock_is_taken_and_the_marks_come_without_moving_anything(
    open_window: OpenWindow, library: Library, tmp_path: Path
):
    file = tmp_path / "exempel.lokdesk"
    Session(library, library.example()).save_as(file)
    screen = open_window()

    def heights() -> list[tuple[int, int]]:
        # Another handbook has rows of its own.
        rows = [tree(screen).row(step.slug) for step in screen.window.desk.handbook.steps]
        return [(one.top(), one.height()) for one in map(tree(screen).visualItemRect, rows)]

    screen.window.files.open(file)

    assert screen.window.wizard.page.step.slug == "parties"
    assert all_words(screen)[0] == "1. Parter och uppdrag"
    places = heights()
    summary = RecentFiles(screen.window.settings.store).files()[0].summary
    assert not summary.total
    screen.rest()
    assert " besvarade" in all_words(screen)[0]
    assert heights() == places
    summary = RecentFiles(screen.window.settings.store).files()[0].summary
    assert 0 < summary.answered < summary.total


def test_stock_is_taken_a_little_at_a_time_of_a_draft_that_has_just_been_opened(
    open_window: OpenWindow, library: Library
):
    screen = open_window()
    screen.window.session.new(library.example())
    rounds = 0
    while screen.window.wizard.busy:
        QApplication.processEvents()
        rounds += 1

    assert rounds > 10
    assert " besvarade" in all_words(screen)[0]


def test_who_goes_on_to_another_step_at_once_sees_how_everything_stands(
    open_window: OpenWindow, library: Library
):
    screen = open_window()
    screen.window.session.new(library.example())
    assert screen.page.step.slug == "parties"
    screen.window.wizard.go_to_step("goals")

    assert " besvarade" in all_words(screen)[0]


def test_a_step_says_in_words_how_it_stands(open_window: OpenWindow):
    screen = open_window()
    screen.field("title").type("T")
    screen.rest()
    assert screen.step_text("parties").startswith("1. Parter och uppdrag, påbörjat, 1 av ")

    screen.field("validity/start").type("2027-01-01")
    screen.field("validity/end").type("2026-01-01\t")
    screen.rest()
    assert ", något att ordna, " in screen.step_text("parties")
    assert screen.step_text("parties").endswith(" 1 att se över")
    assert screen.step_text("validity") == "Giltighet, något att ordna"


def test_only_the_step_one_is_at_is_unfolded(open_window: OpenWindow):
    screen = open_window()
    steps = tree(screen)
    assert steps.row("parties").isExpanded()

    screen.step("goals")
    slugs = [one.slug for one in screen.window.desk.handbook.steps]
    assert [slug for slug in slugs if steps.row(slug).isExpanded()] == ["goals"]


def test_the_items_of_a_section_are_there_by_name_and_are_gone_to(open_window: OpenWindow):
    screen = open_window()
    screen.step("organisation")
    forums = screen.items("organisation/forums")
    first = forums.add()
    screen.field(f"{first}/name").type("Styrgruppen")
    second = forums.add()
    screen.field(f"{second}/name").type("Operativ grupp")
    screen.rest()
    assert items(screen, "forums") == ["Styrgruppen", "Operativ grupp"]

    screen.step("goals")
    screen.step("organisation")
    row = children(tree(screen).row("forums"))[0]
    tree(screen).scrollToItem(row)
    click(tree(screen).viewport(), tree(screen).visualItemRect(row).center())
    screen.settle()
    assert screen.window.wizard.last.startswith(first)

    forums = screen.items("organisation/forums")
    forums.remove(first)
    screen.rest()
    assert items(screen, "forums") == ["Operativ grupp"]
    screen.undo()
    screen.rest()
    assert items(screen, "forums") == ["Styrgruppen", "Operativ grupp"]


def test_the_row_of_where_the_focus_is_is_marked(open_window: OpenWindow):
    screen = open_window()
    screen.step("goals")
    goal = screen.items("goals").add()
    screen.field(f"{goal}/title").type("Fler i arbete")
    screen.rest()
    screen.field(f"{goal}/effect").focus()
    screen.settle()

    current = tree(screen).currentItem()
    assert current is not None and current.text(0) == "Fler i arbete"


def test_a_section_is_gone_to(open_window: OpenWindow):
    screen = open_window()
    screen.go("validity")
    screen.settle()

    assert screen.place.startswith("validity/")


def test_the_tree_and_the_help_stay_with_the_section_that_a_folded_card_is_shown_in(
    open_window: OpenWindow, library: Library
):
    screen = open_window(library.example())
    party = f"parties/{screen.value('parties')[0].id}"
    for section, question in (("mandates", "mandate"), ("decisions", "decisions")):
        screen.go(section)
        screen.settle()
        cards = [items.cards[party] for items in screen.page.places.lists("parties") if not items.editable]
        folded = next(card for card in cards if f"{party}/{question}" == card.property("address"))
        folded.home.setFocus()
        screen.settle()

        assert not folded.is_open
        assert tree(screen).currentItem() is tree(screen).row(section)
        help_ = screen.window.desk.handbook.question(f"parties/*/{question}")
        assert screen.help.startswith(help_.prompt)


def test_the_next_step_is_shown_from_its_top_the_first_time_too(open_window: OpenWindow):
    screen = open_window()
    screen.window.resize(1320, 705)

    scrolled: dict[str, int] = {}
    while screen.window.wizard.next.isEnabled():
        click(screen.window.wizard.next)
        screen.rest()
        screen.settle()
        scrolled[screen.page.step.slug] = screen.page.verticalScrollBar().value()
    assert set(scrolled.values()) == {0}, scrolled


def test_the_tree_lies_in_as_far_as_before_once_the_text_is_as_large_as_before(
    open_window: OpenWindow, library: Library
):
    screen = open_window(library.example())
    before, actions = tree(screen).indentation(), screen.window.menus.actions

    actions["larger"].trigger()
    screen.settle()
    assert tree(screen).indentation() > before
    actions["smaller"].trigger()
    screen.settle()
    assert tree(screen).indentation() == before


def test_the_question_one_is_in_is_seen_in_larger_text_however_quickly_it_grows(
    open_window: OpenWindow, library: Library
):
    screen = open_window(library.example())
    screen.window.resize(1320, 705)
    screen.go("validity")
    screen.settle()
    place, view = screen.place, screen.page.viewport()

    def top() -> int:
        return screen.field(place).row.mapTo(screen.page.viewport(), QPoint()).y()

    # It is the last that can be seen of the page.
    lowest = view.height() - screen.field(place).row.height()
    bar = screen.page.verticalScrollBar()
    bar.setValue(bar.value() - (lowest - top()))
    assert top() == lowest

    for _ in range(3):
        screen.window.menus.actions["larger"].trigger()
    screen.settle()
    assert screen.place == place

    def in_view() -> bool:
        return 0 <= top() <= screen.page.viewport().height() - screen.field(place).row.height()

    # Larger text is laid out in several rounds.
    until(in_view)
    assert in_view()


def test_a_click_shows_a_step_from_its_top_a_section_from_its_heading_and_an_item_whole(
    open_window: OpenWindow, library: Library
):
    screen = open_window(library.example())
    screen.go("validity")
    screen.settle()
    title = next(one for one in screen.page.findChildren(QLabel) if one.text() == "Giltighet")
    assert 0 <= title.mapTo(screen.page.viewport(), QPoint()).y() <= screen.page.viewport().height() // 6
    assert tree(screen).currentItem() is tree(screen).row("validity")
    assert screen.page.verticalScrollBar().value() > 0

    screen.step("parties")
    screen.settle()
    assert screen.page.verticalScrollBar().value() == 0
    assert tree(screen).currentItem() is tree(screen).row("parties")

    table = f"mapping/statistics/{screen.value('mapping/statistics')[-1].id}"
    screen.step("mapping")
    screen.window.wizard.steps.wanted.emit(table)
    screen.settle()
    card = screen.items("mapping/statistics").card(table)
    assert card.is_open
    top = card.mapTo(screen.page.viewport(), QPoint()).y()
    assert top >= 0
    assert top + card.height() <= screen.page.viewport().height() or top <= ROOM


def test_nothing_is_offered_for_texts_while_the_focus_is_in_none(open_window: OpenWindow):
    screen = open_window()
    bold = screen.window.formatting.actions["bold"]
    screen.field("background").focus()
    assert bold.isEnabled()

    tree(screen).setFocus()
    assert not bold.isEnabled()
    screen.field("background").focus()
    assert bold.isEnabled()


def test_a_section_with_nothing_to_ask_yet_leads_to_its_step(open_window: OpenWindow):
    screen = open_window()
    screen.step("review")
    screen.go("decisions")

    assert screen.page.step.slug == "review"


def test_the_arrow_keys_go_from_step_to_step_and_enter_to_what_is_in_one(open_window: OpenWindow):
    screen = open_window()
    steps = tree(screen)
    screen.step("goals")
    steps.setFocus()
    press(Key.Key_Left)
    press(Key.Key_Down)
    assert screen.page.step.slug == "organisation"
    assert screen.focus is steps

    press(Key.Key_Down)
    assert screen.page.step.slug == "organisation"
    press(Key.Key_Return)
    screen.settle()
    assert screen.place.startswith("organisation/forums")


def test_the_views_stand_before_and_after_the_steps(open_window: OpenWindow):
    screen = open_window()
    screen.go("overview")
    assert screen.window.wizard.view == "overview"
    screen.go("open")
    assert screen.window.wizard.view == "open"
    screen.step("parties")
    assert screen.window.wizard.view == ""


def test_what_is_open_is_counted(open_window: OpenWindow):
    screen = open_window()
    assert screen.step_text("open") == "Öppna frågor, Inget att komma tillbaka till"

    question = discussion.ask(screen.window.session, "background", "Vad säger juristen?", "", None, "", TODAY)
    screen.rest()
    assert screen.step_text("open") == "Öppna frågor, 1 att komma tillbaka till"

    discussion.close(screen.window.session, question, date(2026, 3, 3))
    screen.rest()
    assert screen.step_text("open") == "Öppna frågor, Inget att komma tillbaka till"


def test_what_is_cut_short_is_told_whole(open_window: OpenWindow):
    screen = open_window()
    steps = tree(screen)
    screen.window.wizard.parts.setSizes([120, 800, 300])
    screen.settle()
    place = steps.visualItemRect(steps.row("mapping")).center()
    QApplication.sendEvent(
        steps.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, steps.viewport().mapToGlobal(QPoint(place)))
    )

    assert QToolTip.text().startswith("2. Gemensam kartläggning")
    QToolTip.hideText()
