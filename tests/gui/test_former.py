"""What stood in the agreement before, beside the questions: marked, read, and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, Predecessor
from lokdesk.agreement.rich_text import Block, Footnote, RichText, Run
from lokdesk.gui.panes.former import FormerPane
from lokdesk.gui.wizard.mark import Mark
from lokdesk.gui.workshop.workshop import Workshop
from lokdesk.session.fill import fill
from lokdesk.session.former import Former
from lokdesk.session.library import Library
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, click, press
from tests.gui.pages import Screen
from tests.gui.talk import words_on

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier

BACKGROUND = RichText(
    blocks=(
        Block(runs=(Run(text="Vi har samverkat ", bold=True), Run(text="länge", link="https://example.se"))),
        Block(kind="bullet", runs=(Run(text="Växjö"), Footnote(footnote="Sedan 2015."))),
    )
)
INDICATORS = [{"id": "indi0001", "name": "Andel i arbete", "source": "SCB"}]
GOALS = [
    {"id": "goal0001", "title": "Fler i arbete", "effect": "Alla unga får hjälp.", "indicators": INDICATORS},
    {"id": "goal0002", "title": "Fler i studier", "scope": ["part0001"]},
]
TABLE = {
    "id": "stat0001",
    "title": "Inskrivna",
    "columns": [{"id": "colu0001", "name": "2025"}],
    "rows": [{"id": "rows0001", "label": "Växjö", "cells": [{"id": "colu0001", "value": "12"}]}],
}
ANSWERS = {
    "title": "Samverkan i länet",
    "background": BACKGROUND,
    "parties": [{"id": "part0001", "name": "Växjö kommun"}, {"id": "part0002", "name": "Alvesta kommun"}],
    "goals": GOALS,
    "mapping": {"statistics": [TABLE]},
    "validity": {"start": "2025-01-01", "end": "2025-12-31"},
}


def revision(library: Library, **answers: object) -> Draft:
    """Return a draft that revises another, whose answers are the same but for *answers*."""
    old = fill(library.blank().agreement, ANSWERS)
    return of(library, old, fill(old, answers))


def of(library: Library, old: Agreement, new: Agreement) -> Draft:
    frozen = (Predecessor(id="year0001", agreement=old),)
    return library.blank().model_copy(update={"agreement": new, "predecessors": frozen})


class FormerHand:
    """The pane with the former answers, and the marks at the questions, with their user."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.rest()

    @property
    def pane(self) -> FormerPane:
        pane = self.screen.window.wizard.aside.pane("former")
        assert isinstance(pane, FormerPane) and pane.isVisible(), "the former answers are not shown"
        return pane

    @property
    def words(self) -> str:
        self.screen.settle()
        return words_on(self.pane)

    @property
    def spoken(self) -> list[str]:
        return [one.accessibleName() for one in self.pane.findChildren(QLabel) if one.accessibleName()]

    def marks(self, address: str) -> list[Mark]:
        found = self.screen.page.findChildren(Mark, f"{address}:since")
        return [one for one in found if isinstance(one, Mark) and one.isVisible()]

    def mark(self, address: str) -> str:
        return "".join(one.text() for one in self.marks(address))

    def press_mark(self, address: str) -> None:
        (mark,) = self.marks(address)
        self.screen.see(mark)
        click(mark)
        self.screen.settle()

    def button(self, where: str = "") -> QPushButton:
        cards = [one for one in self.pane.cards.values() if where in one.key]
        (card,) = cards
        return card.buttons["back"]

    def take_back(self, where: str = "") -> None:
        self.screen.settle()
        self.pane.area.ensureWidgetVisible(self.button(where))
        click(self.button(where))
        self.screen.rest()


def test_nothing_is_told_where_there_was_no_agreement_before(open_window: OpenWindow):
    screen = open_window()
    screen.field("title").type("Nytt")
    press(Key.Key_Tab)
    screen.rest()
    aside = screen.window.wizard.aside

    assert not aside.isTabVisible(aside.slugs.index("former"))
    assert not screen.page.findChildren(Mark)
    press(Key.Key_F5)
    assert aside.slug == "help" and "reviderar ingen tidigare" in screen.window.news.text()
    press(Key.Key_Z, CTRL | ALT)
    assert screen.value("title") == "Nytt" and "inget förra svar" in screen.window.news.text()


def test_an_answer_that_is_changed_is_marked_once_the_question_is_left(
    open_window: OpenWindow, library: Library
):
    hand = FormerHand(open_window(revision(library)))
    hand.screen.field("title").replace("Samverkan i hela länet")
    hand.screen.rest()
    assert hand.mark("title") == ""

    press(Key.Key_Tab)
    hand.screen.rest()
    assert hand.mark("title") == "Ändrat sedan sist"
    assert "Ändrat sedan sist." in hand.screen.field("title").row.field.inputs()[0].accessibleDescription()

    hand.screen.field("title").replace("Samverkan i länet")
    press(Key.Key_Tab)
    hand.screen.rest()
    assert hand.mark("title") == ""
    assert "sedan sist" not in hand.screen.field("title").row.field.inputs()[0].accessibleDescription()


def test_the_mark_shows_word_by_word_what_stood_there_and_it_is_taken_back_in_one_step(
    open_window: OpenWindow, library: Library
):
    hand = FormerHand(open_window(revision(library, title="Samarbete i länet")))
    hand.press_mark("title")

    assert "Förra överenskommelsen, 2025" in hand.words
    assert hand.spoken == ["(borttaget: Samverkan) (tillagt: Samarbete) i länet"]
    (diff,) = [one for one in hand.pane.findChildren(QLabel) if one.accessibleName()]
    assert "<s>" in diff.text() and "<u>" in diff.text()
    assert hand.screen.focus is hand.button()
    assert hand.button().text() == "Ta tillbaka förra svaret"
    assert "(borttaget: Samverkan)" in hand.button().accessibleDescription()

    hand.take_back()

    assert hand.screen.value("title") == "Samverkan i länet"
    assert hand.screen.field("title").text == "Samverkan i länet" and hand.screen.place == "title"
    assert "Svaret är detsamma" in hand.words and hand.mark("title") == ""
    hand.screen.undo()
    hand.screen.rest()
    assert hand.screen.value("title") == "Samarbete i länet"
    assert hand.screen.field("title").text == "Samarbete i länet"
    assert "Ta tillbaka" in hand.button().text()


def test_a_text_comes_back_whole_with_notes_links_and_lists(open_window: OpenWindow, library: Library):
    hand = FormerHand(open_window(revision(library)))
    hand.screen.field("background").replace("Helt annat")
    press(Key.Key_F5)
    hand.screen.settle()
    assert "Hela det förra svaret" in hand.words
    assert "(fotnot: Sedan 2015.)" in hand.words

    hand.take_back()

    assert hand.screen.value("background") == BACKGROUND
    hand.screen.undo()
    assert hand.screen.value("background").text == "Helt annat"


def test_the_keys_show_the_former_answer_and_put_it_away_again(open_window: OpenWindow, library: Library):
    hand = FormerHand(open_window(revision(library, title="Samarbete i länet")))
    hand.screen.field("title").focus()

    press(Key.Key_F5)
    assert hand.screen.focus is hand.button()
    press(Key.Key_F5)

    assert not hand.screen.window.wizard.aside.isVisible()
    assert hand.screen.place == "title"


def test_the_keys_take_the_former_answer_back_where_one_is_also_what_was_typed_a_moment_ago(
    open_window: OpenWindow, library: Library
):
    hand = FormerHand(open_window(revision(library)))
    hand.screen.field("title").replace("Annat")

    press(Key.Key_Z, CTRL | ALT)
    assert hand.screen.value("title") == "Samverkan i länet"
    assert hand.screen.field("title").text == "Samverkan i länet"
    assert "är tillbaka" in hand.screen.window.news.text()

    press(Key.Key_Z, CTRL | ALT)
    assert "detsamma" in hand.screen.window.news.text()
    hand.screen.field("marking").type("Arbetsmaterial")
    press(Key.Key_Z, CTRL | ALT)
    assert hand.screen.value("marking") == "Arbetsmaterial"
    assert "inte besvarad" in hand.screen.window.news.text()


def test_the_keys_say_of_a_figure_that_the_table_is_taken_back_as_a_whole(
    open_window: OpenWindow, library: Library
):
    rows = [{"id": "rows0001", "label": "Växjö", "cells": [{"id": "colu0001", "value": "13"}]}]
    hand = FormerHand(open_window(revision(library, mapping={"statistics": [TABLE | {"rows": rows}]})))
    hand.screen.step("mapping")
    hand.screen.items("mapping/statistics").open("mapping/statistics/stat0001")
    hand.screen.rest()
    inputs = hand.screen.grid("mapping/statistics/stat0001").grid.inputs
    next(one for one in inputs.values() if one.text() == "13").setFocus()

    press(Key.Key_Z, CTRL | ALT)

    assert "hela tabellen" in hand.screen.window.news.text()
    assert hand.screen.value("mapping/statistics/stat0001/rows")[0].cells[0].value == "13"


def test_the_keys_say_where_what_the_answer_was_about_is_gone(open_window: OpenWindow, library: Library):
    goals = [GOALS[0], GOALS[1] | {"scope": []}]
    parties = [{"id": "part0002", "name": "Alvesta kommun"}, {"id": "part0003", "name": "Tingsryds kommun"}]
    hand = FormerHand(open_window(revision(library, parties=parties, goals=goals)))
    hand.screen.window.go_to("goals/goal0002/scope")
    hand.screen.rest()

    press(Key.Key_Z, CTRL | ALT)

    assert "finns inte längre" in hand.screen.window.news.text()


def test_the_pane_follows_the_focus_and_says_where_nothing_has_changed(
    open_window: OpenWindow, library: Library
):
    hand = FormerHand(open_window(revision(library, title="Ny")))
    hand.press_mark("title")
    hand.screen.field("background").focus()
    hand.screen.settle()

    assert words_on(hand.pane).startswith("Bakgrund")
    assert "Svaret är detsamma" in hand.words and not hand.pane.cards


def test_an_unanswered_question_is_not_taken_back_to_nothing(open_window: OpenWindow, library: Library):
    hand = FormerHand(open_window(revision(library, marking="Arbetsmaterial")))
    hand.screen.field("marking").focus()
    press(Key.Key_F5)
    assert "inte besvarad i den förra" in hand.words
    assert not [one for card in hand.pane.cards.values() for one in card.buttons]


def test_what_an_item_that_is_gone_said_is_shown_at_the_list_and_it_comes_back_in_its_place(
    open_window: OpenWindow, library: Library
):
    hand = FormerHand(open_window(revision(library)))
    hand.screen.step("goals")
    hand.screen.items("goals").remove("goals/goal0001")
    hand.screen.rest()
    assert hand.mark("goals") == "1 har tagits bort sedan sist"

    hand.press_mark("goals")
    assert "Borttaget: Mål ”Fler i arbete”" in hand.words
    assert "Effekt: Alla unga får hjälp." in hand.words and "Andel i arbete" in hand.words
    hand.take_back("goal0001")

    assert [one.id for one in hand.screen.window.session.agreement.goals] == ["goal0001", "goal0002"]
    assert hand.screen.value("goals/goal0001/indicators")[0].name == "Andel i arbete"
    assert hand.screen.items("goals").names[0].startswith("Fler i arbete")
    assert hand.mark("goals") == ""
    hand.screen.undo()
    assert [one.id for one in hand.screen.window.session.agreement.goals] == ["goal0002"]


def test_cards_say_whether_they_are_new_or_changed_before_they_are_opened(
    open_window: OpenWindow, library: Library
):
    goals = [GOALS[0] | {"effect": "Ny"}, GOALS[1], {"id": "goal0003", "title": "Ett till"}]
    hand = FormerHand(open_window(revision(library, goals=goals)))
    hand.screen.step("goals")
    hand.screen.rest()

    names = hand.screen.items("goals").names
    assert "ändrat sedan sist" in names[0] and "sedan sist" not in names[1]
    assert "nytt sedan sist" in names[2]
    # What is in a new item is new with it, and says no more.
    hand.screen.items("goals").open("goals/goal0003")
    assert hand.mark("goals/goal0003/title") == ""
    hand.screen.field("goals/goal0003/title").focus()
    press(Key.Key_F5)
    assert "fanns inte i den förra" in hand.words


def test_a_row_of_a_table_says_which_fields_have_changed(open_window: OpenWindow, library: Library):
    goals = [GOALS[0] | {"indicators": [INDICATORS[0] | {"source": "AF"}]}, GOALS[1]]
    hand = FormerHand(open_window(revision(library, goals=goals)))
    hand.screen.step("goals")
    hand.screen.items("goals").open("goals/goal0001")
    hand.screen.rest()
    row = "goals/goal0001/indicators/indi0001"
    assert hand.mark(row) == "Ändrat sedan sist: Källa"

    hand.press_mark(row)
    hand.take_back("source")

    assert hand.screen.value(f"{row}/source") == "SCB" and hand.mark(row) == ""


def test_days_and_choices_of_several_are_shown_whole_and_come_back(open_window: OpenWindow, library: Library):
    goals = [GOALS[0], GOALS[1] | {"scope": ["part0002"]}]
    new = {"validity": {"start": "2026-01-01"}, "goals": goals}
    hand = FormerHand(open_window(revision(library, **new)))
    hand.press_mark("validity/start")
    assert hand.spoken == ["(borttaget: 2025-01-01) (tillagt: 2026-01-01)"]
    hand.take_back()
    assert hand.screen.value("validity/start").year == 2025

    hand.screen.step("goals")
    hand.screen.items("goals").open("goals/goal0002")
    hand.press_mark("goals/goal0002/scope")
    assert hand.spoken == ["(borttaget: Växjö kommun) , (tillagt: Alvesta kommun)"]
    hand.take_back()
    assert hand.screen.field("goals/goal0002/scope").ticked == ["Växjö kommun"]


def test_an_answer_about_what_is_gone_says_why_it_cannot_come_back(open_window: OpenWindow, library: Library):
    old = fill(library.blank().agreement, ANSWERS)
    new = at.remove(at.replace(old, "goals/goal0002/scope", ["part0002"]), "parties/part0001")
    hand = FormerHand(open_window(of(library, old, new)))
    hand.screen.step("goals")
    hand.screen.items("goals").open("goals/goal0002")
    hand.press_mark("goals/goal0002/scope")

    assert "Det går inte att ta tillbaka" in hand.words
    assert "back" not in next(iter(hand.pane.cards.values())).buttons


def test_the_order_of_a_list_is_taken_back(open_window: OpenWindow, library: Library):
    hand = FormerHand(open_window(revision(library, goals=GOALS[::-1])))
    hand.screen.step("goals")
    hand.screen.rest()
    assert hand.mark("goals") == "Annan ordning än sist"

    hand.press_mark("goals")
    hand.take_back("order")

    assert [one.id for one in hand.screen.value("goals")] == ["goal0001", "goal0002"]
    hand.screen.undo()
    assert [one.id for one in hand.screen.value("goals")] == ["goal0002", "goal0001"]


def test_figures_are_taken_back_as_a_table(open_window: OpenWindow, library: Library):
    rows = [{"id": "rows0001", "label": "Växjö", "cells": [{"id": "colu0001", "value": "13"}]}]
    hand = FormerHand(open_window(revision(library, mapping={"statistics": [TABLE | {"rows": rows}]})))
    hand.screen.step("mapping")
    hand.screen.items("mapping/statistics").open("mapping/statistics/stat0001")
    hand.screen.rest()
    (mark,) = [one for one in hand.screen.page.findChildren(Mark) if "Siffrorna" in one.text()]
    hand.screen.see(mark)
    click(mark)
    assert "Ändrat: rad ”Växjö”, siffra ”2025”" in hand.words

    hand.take_back()

    assert hand.screen.value("mapping/statistics/stat0001/rows")[0].cells[0].value == "12"
    grid = hand.screen.grid("mapping/statistics/stat0001")
    assert "12" in [one.text() for one in grid.grid.inputs.values()]


def test_a_step_leads_to_all_that_differs_in_it(open_window: OpenWindow, library: Library):
    goals = [GOALS[0] | {"effect": "Ny"}]
    hand = FormerHand(open_window(revision(library, goals=goals)))
    press(Key.Key_F5)
    hand.screen.go("goals")
    hand.screen.settle()

    assert "2 saker i det här steget" in hand.words
    assert 'href="goals/goal0001/effect"' in hand.pane.links.text()
    hand.pane.links.linkActivated.emit("goals/goal0001/effect")
    assert hand.screen.place == "goals/goal0001/effect"
    hand.pane.links.linkActivated.emit("goals/goal0002")
    assert "Borttaget: Mål ”Fler i studier”" in hand.words


def test_a_step_leaves_out_what_is_new_each_time(open_window: OpenWindow, library: Library):
    hand = FormerHand(open_window(revision(library, version="2.0")))
    hand.screen.go("goals")
    press(Key.Key_F5)
    assert "Inget i det här steget" in hand.words
    hand.screen.go("parties")
    assert "Bara version, status" in hand.words and not hand.pane.links.isVisible()
    # The question itself tells, though it has no mark.
    hand.screen.field("version").focus()
    assert hand.mark("version") == "" and "inte besvarad" in hand.words


def test_nothing_is_compared_and_nothing_moves_while_one_types(
    open_window: OpenWindow, library: Library, monkeypatch: pytest.MonkeyPatch
):
    hand = FormerHand(open_window(revision(library, title="Ny")))
    hand.press_mark("title")
    hand.screen.field("title").focus()
    hand.screen.rest()
    looked: list[object] = []
    looking = Former.looking
    monkeypatch.setattr(Former, "looking", lambda *a: looked.append(a) or looking(*a))
    shown = list(hand.pane.cards.values())
    place = hand.screen.field("title").row.geometry()

    hand.screen.field("title").type(" titel")
    assert not looked and list(hand.pane.cards.values()) == shown
    assert hand.screen.field("title").row.geometry() == place

    hand.screen.rest()
    assert looked
    assert hand.spoken and "titel" in hand.spoken[0]


def test_what_is_shown_stays_as_it_is_as_long_as_it_is_the_same(open_window: OpenWindow, library: Library):
    hand = FormerHand(open_window(revision(library, title="Ny")))
    hand.press_mark("title")
    shown = list(hand.pane.cards.values())
    hand.screen.window.session.set("background", "Annat")
    hand.screen.rest()
    assert list(hand.pane.cards.values()) == shown


def test_a_workshop_shows_no_marks(open_window: OpenWindow, library: Library):
    draft = revision(library, background="Nytt")
    said = draft.discussion.model_copy(update={"agenda": ("background",)})
    screen = open_window(draft.model_copy(update={"discussion": said}))
    screen.rest()
    screen.window.begin_workshop()
    screen.settle()
    page = screen.window.room.page
    assert page is not None and not page.findChildren(Mark)


def test_a_workshop_shows_what_stood_there_when_it_is_asked_for(open_window: OpenWindow, library: Library):
    draft = revision(library, background="Nytt")
    said = draft.discussion.model_copy(update={"agenda": ("background",)})
    screen = open_window(draft.model_copy(update={"discussion": said}))
    screen.rest()
    screen.window.begin_workshop()
    screen.settle()
    workshop = screen.window.room
    assert isinstance(workshop, Workshop) and not workshop.former.isVisible()

    press(Key.Key_F5)
    screen.settle()
    assert "Hela det förra svaret" in words_on(workshop.former)
    click(workshop.help_button)
    assert not workshop.former.isVisible()
    click(workshop.former_button)
    screen.settle()
    (card,) = workshop.former.cards.values()
    click(card.buttons["back"])
    screen.rest()

    assert screen.value("background") == BACKGROUND
    assert "Svaret är detsamma" in words_on(workshop.former)
    screen.window.undo()
    press(Key.Key_Z, CTRL | ALT)
    assert screen.value("background") == BACKGROUND


def test_a_workshop_on_an_agreement_without_one_before_offers_nothing(
    open_window: OpenWindow, library: Library
):
    draft = library.blank()
    said = draft.discussion.model_copy(update={"agenda": ("background",)})
    screen = open_window(draft.model_copy(update={"discussion": said}))
    screen.window.begin_workshop()
    screen.settle()
    workshop = screen.window.room
    assert isinstance(workshop, Workshop) and not workshop.former_button.isVisible()


def test_the_former_answers_are_there_for_the_file_that_is_opened_next(
    open_window: OpenWindow, library: Library, tmp_path: Path
):
    screen = open_window(revision(library, title="Ny"))
    aside = screen.window.wizard.aside
    hand = FormerHand(screen)
    hand.press_mark("title")
    assert aside.slug == "former"

    screen.window.session.new(library.blank())
    screen.rest()
    assert aside.slug == "help" and not aside.isTabVisible(aside.slugs.index("former"))
    screen.window.session.new(revision(library, title="Ny"))
    screen.rest()
    assert aside.isTabVisible(aside.slugs.index("former"))
