"""What differs from an earlier agreement as its user sees it: chosen, read, gone to, made a document of."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from benchmarks import content
from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft, Predecessor
from lokdesk.gui.panes.card import Card
from lokdesk.gui.panes.differences import DifferencesView
from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.session import printing
from lokdesk.session.fill import fill
from lokdesk.session.library import Library
from tests.gui.conftest import OpenWindow
from tests.gui.hands import click, meanwhile
from tests.gui.pages import Screen, answer, dismiss, name_file
from tests.word.story import Story

GOAL = {"id": "goal0001", "title": "Fler i arbete", "effect": "Alla unga får hjälp."}
PARTIES = [{"id": "part0001", "name": "Växjö kommun"}, {"id": "part0002", "name": "Alvesta kommun"}]


class DifferencesHand:
    """The view of what differs, with its user."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.go("differences")
        screen.rest()

    @property
    def view(self) -> DifferencesView:
        (view,) = self.screen.window.wizard.seen("differences")
        assert isinstance(view, DifferencesView)
        return view

    @property
    def words(self) -> list[str]:
        return [one.text() for one in self.view.findChildren(QLabel) if one.isVisible()]

    def card(self, where: str) -> Card:
        return next(one for one in self.view.cards.values() if where in one.findChildren(QLabel)[0].text())

    def press(self, where: str, button: str) -> None:
        self.screen.see(self.card(where).buttons[button])
        click(self.card(where).buttons[button])

    def pick(self, name: str, text: str) -> None:
        """Choose in one of the fields above the changes, with the keyboard."""
        box = getattr(self.view, name)
        box.setFocus()
        keys = [Qt.Key.Key_Home, *[Qt.Key.Key_Down] * box.findText(text)]
        for key in keys:
            QTest.keyClick(box, key)
        self.screen.settle()
        assert box.currentText() == text

    @property
    def titles(self) -> list[str]:
        return [card.findChildren(QLabel)[0].text() for card in self.view.cards.values()]


def revised(library: Library, **answers: object) -> Draft:
    """Return a draft that revises one with a goal and two parties, with other *answers*."""
    blank = library.blank()
    old = fill(blank.agreement, {"title": "Samverkan", "goals": [GOAL], "parties": PARTIES})
    new = fill(old, answers)
    frozen = (Predecessor(id="year0001", agreement=old),)
    return blank.model_copy(update={"agreement": new, "predecessors": frozen})


def test_where_there_is_nothing_to_compare_with_it_says_what_to_do(open_window: OpenWindow):
    hand = DifferencesHand(open_window())

    assert "Det finns inget att jämföra med än." in " ".join(hand.words)
    assert not hand.view.base.isVisible() and not hand.view.document.isVisible()
    assert hand.view.other.isVisible()


def test_what_is_removed_is_struck_out_and_what_is_new_underlined(open_window: OpenWindow, library: Library):
    goal = GOAL | {"effect": "Alla unga får stöd."}
    hand = DifferencesHand(open_window(revised(library, goals=[goal])))

    (card,) = hand.view.cards.values()
    title, words = card.findChildren(QLabel)[:2]

    assert title.text() == "Ändrat: Effekt – mål ”Fler i arbete”"
    assert "<s>" in words.text() and ">hjälp</span></s>" in words.text()
    assert ">stöd</span></u>" in words.text()
    assert words.accessibleName() == "Alla unga får (borttaget: hjälp) (tillagt: stöd) ."
    assert "(tillagt: stöd)" in card.buttons["go"].accessibleDescription()
    hand.press("Effekt", "go")
    assert hand.screen.place == "goals/goal0001/effect"


def test_an_edit_shows_and_so_does_taking_it_back(open_window: OpenWindow, library: Library):
    hand = DifferencesHand(open_window(revised(library)))
    assert "Inget skiljer sig åt." in hand.words

    hand.screen.window.session.set("title", "Samverkan i länet")
    hand.screen.rest()
    assert hand.titles == ["Ändrat: Titel"]

    hand.screen.undo()
    hand.screen.go("differences")
    assert hand.titles == []


def test_by_party_what_names_it_stands_under_it_and_the_rest_last(open_window: OpenWindow, library: Library):
    draft = revised(library, title="Ny", goals=[GOAL | {"scope": ["part0002"], "effect": "Ny"}])
    hand = DifferencesHand(open_window(draft))
    sections = list(hand.words)

    hand.pick("order", "Part")

    assert hand.words != sections
    heads = [one for one in hand.words if one.endswith(")")]
    assert heads == ["Alvesta kommun (2)", "Gäller alla parter (1)"]


def test_only_substance_leaves_contacts_out(open_window: OpenWindow, library: Library):
    parties = [PARTIES[0] | {"contacts": [{"id": "cont0001", "name": "Eva Ek"}]}, PARTIES[1]]
    hand = DifferencesHand(open_window(revised(library, title="Ny", parties=parties)))
    assert len(hand.titles) == 2

    click(hand.view.substance, QPoint(8, hand.view.substance.height() // 2))

    assert hand.titles == ["Ändrat: Titel"]
    assert "En ändring. En till gäller bara kontakter eller formalia." in hand.words


def test_another_project_file_is_compared_with(open_window: OpenWindow, library: Library, tmp_path: Path):
    path = tmp_path / "Förra.lokdesk"
    project.save(Project(revised(library)), path)
    hand = DifferencesHand(open_window(revised(library, title="Ny").model_copy(update={"predecessors": ()})))

    meanwhile(lambda: click(hand.view.other), name_file(path))

    assert hand.view.base.currentText() == "Förra.lokdesk"
    assert hand.titles == ["Ändrat: Titel"]


def test_a_file_that_cannot_be_read_is_told_of(open_window: OpenWindow, library: Library, tmp_path: Path):
    path = tmp_path / "trasig.lokdesk"
    path.write_bytes(b"PK")
    hand = DifferencesHand(open_window(revised(library, title="Ny")))

    meanwhile(lambda: click(hand.view.other), name_file(path), answer("OK"))

    assert hand.titles == ["Ändrat: Titel"]


def test_the_changes_become_a_document(
    open_window: OpenWindow, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(printing, "office", lambda: None)
    hand = DifferencesHand(open_window(revised(library, title="Samverkan i länet")))
    hand.screen.window.settings.name = "Lisa Ek"
    path = tmp_path / "ändringar.docx"

    meanwhile(lambda: click(hand.view.document), name_file(path))
    meanwhile(hand.screen.window.documents.finish, dismiss)

    authors = {one.get(f"{{{Story.W}}}author") for one in Story(path.read_bytes()).root.iter()}
    assert authors == {None, "Lisa Ek"}
    assert hand.screen.window.versions.offer.isHidden()


def test_the_menu_makes_the_document_or_shows_what_to_do_first(open_window: OpenWindow):
    screen = open_window()

    screen.window.menus.actions["redline"].trigger()

    assert screen.window.wizard.view == "differences"


def test_many_changes_come_some_at_a_time(open_window: OpenWindow, library: Library):
    old = content.grown(content.example(), 2)
    new = content.reworded(old, "nu")
    frozen = (Predecessor(id="year0001", agreement=old),)
    draft = library.blank().model_copy(update={"agreement": new, "predecessors": frozen})
    hand = DifferencesHand(open_window(draft))
    first = len(hand.view.cards)

    hand.screen.see(hand.view.more)
    click(hand.view.more)

    assert len(hand.view.cards) == 2 * first
    focus = hand.screen.focus
    assert list(hand.view.cards.values())[first].isAncestorOf(focus)


def test_what_went_leads_to_what_it_lay_in(open_window: OpenWindow, library: Library):
    draft = revised(library)
    gone = at.remove(draft.agreement, "goals/goal0001")
    hand = DifferencesHand(open_window(draft.model_copy(update={"agreement": gone})))

    assert hand.titles == ["Borttaget: Mål ”Fler i arbete”"]
    words = hand.card("Mål").findChildren(QLabel)[2]
    assert words.text().startswith("<s>") and words.accessibleName() == "Effekt: Alla unga får hjälp."
    hand.press("Mål", "go")
    assert hand.screen.window.wizard.view == ""
