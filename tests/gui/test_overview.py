"""The whole agreement at a glance."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from lokdesk.agreement.discussion import AGREED
from lokdesk.gui.panes.overview import OverviewView
from lokdesk.gui.tile import Tile
from lokdesk.gui.wizard import tab_order
from lokdesk.session import discussion
from tests.gui.conftest import TODAY, OpenWindow
from tests.gui.hands import CTRL, click, press
from tests.gui.pages import Screen

Key = Qt.Key


class OverviewHand:
    """The overview as a user has it."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def open(self) -> None:
        self.screen.go("overview")
        self.screen.settle()

    @property
    def view(self) -> OverviewView:
        view = self.screen.window.wizard.stack.currentWidget()
        assert isinstance(view, OverviewView)
        return view

    @property
    def labels(self) -> list[QLabel]:
        return [one for one in self.view.findChildren(QLabel) if one.isVisible()]

    @property
    def words(self) -> list[str]:
        """What is written, without what makes it links."""
        return [re.sub("<[^>]*>", "", one.text().replace("<br>", " | ")) for one in self.labels]

    def said_of(self, section: str) -> str:
        return next(one for one in self.words if one.startswith(f"{section} ·"))

    def follow(self, words: str) -> None:
        """Go to a link with the keys."""
        label = next(one for one in self.labels if f">{words}</a>" in one.text())
        links = re.findall(r"<a [^>]*>([^<]*)</a>", label.text())
        label.setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(links.index(words) + (not label.selectedText())):
            press(Key.Key_Tab)
        press(Key.Key_Return)
        self.screen.settle()

    def tile(self, title: str) -> Tile:
        tile = self.view.findChild(Tile, f"overview:{title}")
        assert isinstance(tile, Tile), title
        return tile


def test_an_empty_draft_shows_what_is_to_be_answered_first(open_window: OpenWindow):
    screen = open_window()
    overview = OverviewHand(screen)
    overview.open()

    assert "Överenskommelse utan titel" in overview.words
    assert "Ska besvaras: Titel" in overview.said_of("Framsida")
    assert not any("se över" in one for one in overview.words)
    click(overview.tile("Nästa fråga som ska besvaras"))
    screen.settle()
    assert screen.place == "title"


def test_what_is_missing_leads_to_its_place(open_window: OpenWindow):
    screen = open_window()
    overview = OverviewHand(screen)
    overview.open()
    overview.follow("Titel")

    assert screen.window.wizard.view == ""
    assert screen.place == "title"


def test_one_goes_on_where_one_was(open_window: OpenWindow):
    screen = open_window()
    screen.step("follow_up")
    screen.field("follow_up/responsible").type("Styrgruppen")
    overview = OverviewHand(screen)
    overview.open()
    click(overview.tile("Fortsätt där ni var"))
    screen.settle()

    assert screen.page.step.slug == "follow_up"
    assert screen.field("follow_up/responsible").row.field.isAncestorOf(screen.focus)


def test_the_button_back_leads_back_to_where_one_was(open_window: OpenWindow):
    screen = open_window()
    back = screen.window.wizard.back
    assert not back.isEnabled()
    screen.field("background").focus()
    for view in ("overview", "open", "document"):
        screen.go(view)
        assert back.isEnabled()
        click(back)
        assert not screen.window.wizard.view
        assert screen.place == "background"
        assert not back.isEnabled(), "the first step has none before it"


def test_from_a_view_one_comes_back_to_the_step_also_where_nothing_had_the_focus_in_it(
    open_window: OpenWindow,
):
    screen = open_window()
    gone = screen.window.session.add("goals")
    screen.window.go_to(f"{gone}/title")
    screen.window.wizard.go_to_view("open")
    screen.window.session.remove(gone)
    press(Key.Key_PageUp, CTRL)
    assert screen.page.step.slug == "goals"
    assert screen.place == "goals:add"


def test_the_facts_and_the_counts_follow_the_draft(open_window: OpenWindow):
    screen = open_window()
    overview = OverviewHand(screen)
    overview.open()
    before = overview.said_of("Framsida")
    screen.window.session.set("title", "Vår & er")
    screen.rest()

    assert "Vår & er" in overview.words
    assert overview.said_of("Framsida") != before
    assert "Ska besvaras" not in overview.said_of("Framsida")


def test_what_is_to_be_seen_to_and_what_is_open_lead_to_their_places(open_window: OpenWindow):
    screen = open_window()
    session = screen.window.session
    session.set_many({"validity/start": "2027-01-01", "validity/end": "2026-01-01"})
    discussion.ask(session, "background", "Vad säger juristen?", "", None, "", TODAY)
    overview = OverviewHand(screen)
    overview.open()
    screen.rest()

    assert "1 att se över" in overview.said_of("Giltighet")
    overview.follow("1 att komma tillbaka till")
    assert screen.place == "background"
    overview.open()
    overview.follow("1 att se över")
    assert screen.place.startswith("validity/")


def test_positions_stand_there_by_party_and_bind_none(open_window: OpenWindow):
    screen = open_window()
    session = screen.window.session
    overview = OverviewHand(screen)
    overview.open()
    assert "Ingen part har tagit ställning till något avsnitt än." in overview.words

    session.fill({"parties": [{"id": "part0001", "name": "Växjö kommun"}, {"id": "part0002", "name": "AF"}]})
    discussion.take_position(session, "goals", ["part0001"], AGREED, "Bo", TODAY)
    screen.rest()
    assert "Avstämd på tjänstepersonsnivå: Växjö kommun" in overview.words
    assert "Ej behandlad: AF" in overview.words
    assert any(one.startswith("Binder inte parten") for one in overview.words)

    discussion.take_position(session, "goals", ["part0002"], AGREED, "Bo", TODAY)
    screen.rest()
    assert "Avstämd på tjänstepersonsnivå: Alla" in overview.words


def test_a_screen_reader_is_told_how_each_section_stands(open_window: OpenWindow):
    screen = open_window()
    overview = OverviewHand(screen)
    overview.open()
    names = [one.accessibleName() for one in overview.labels]

    assert any(re.fullmatch(r"Framsida, orört, 0 av \d besvarade", name) for name in names)
    order: list[QWidget] = list(tab_order.stops(overview.view))
    assert len(order) == len(set(order)) > 30
    assert all(one.accessibleName() for one in order)


def test_nothing_in_the_overview_is_cut_off(open_window: OpenWindow):
    screen = open_window()
    screen.window.session.new(screen.window.session.library.example())
    overview = OverviewHand(screen)
    overview.open()

    assert overview.labels
    for label in overview.labels:
        assert label.height() >= label.heightForWidth(label.width()), label.text()
        assert label.width() >= label.minimumSizeHint().width(), label.text()
