"""Revising as users begin it: from the open agreement, from a file, and from the list of recent ones."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from lokdesk.gui.dialogs.revise import ReviseDialog
from lokdesk.gui.start import StartPage
from lokdesk.gui.tile import Tile
from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.session.fill import fill
from lokdesk.session.library import Library
from tests.gui.conftest import TODAY, OpenWindow
from tests.gui.hands import CTRL, click, meanwhile, press, type_text, until
from tests.gui.pages import Act, Screen, answer, name_file
from tests.gui.talk import fill_in, words_on

Key = Qt.Key
FROM, TO = "Ny period från och med", "Ny period till och med"
LAST_YEAR = {
    "title": "Samverkan i Alvesta",
    "status": "gällande",
    "version": "1.0",
    "validity": {"kind": "tidsperiod", "start": "2026-01-01", "end": "2026-12-31"},
    "follow_up": {"next_revision": "2026-10-01"},
    "goals": [{"id": "goal0001", "title": "Fler i arbete"}],
    "parties": [
        {
            "id": "part0001",
            "name": "Alvesta kommun",
            "deciding_bodies": [{"id": "body0001", "name": "Kommunstyrelsen"}],
            "decisions": [
                {"id": "deci0001", "kind": "godkännande", "body": "body0001", "case_number": "KS 2025/1"}
            ],
        }
    ],
}


@pytest.fixture
def last_year(library: Library, tmp_path: Path) -> Path:
    """Return the file with the agreement of last year."""
    blank = library.blank()
    path = tmp_path / "samverkan-2026.lokdesk"
    agreement = fill(blank.agreement, LAST_YEAR)
    project.save(Project(blank.model_copy(update={"agreement": agreement})), path)
    return path


def begun(said: list[str] | None = None, agree: bool = True, **days: str) -> Act:
    """Return what begins the revision in the dialog, for a period as proposed or from and to other days."""
    fields = {label: days[name] for name, label in (("start", FROM), ("end", TO)) if name in days}

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ReviseDialog), dialog
        if said is not None:
            said.append(words_on(dialog.told))
        fill_in(fields, agree)(dialog)

    return act


def proposing(names: list[str], path: Path) -> Act:
    """Return what takes down the name that is proposed for a file, and saves it at *path*."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog), dialog
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        names.append(line.text())
        name_file(path)(dialog)

    return act


def revise(screen: Screen, *acts: Act) -> None:
    """Choose Revidera in the menu Arkiv, and answer the dialogs that come."""
    meanwhile(screen.window.menus.actions["revise"].trigger, *acts)
    screen.settle()


@pytest.fixture
def opened(open_window: OpenWindow, last_year: Path) -> Screen:
    """Return a window with the agreement of last year."""
    screen = open_window()
    screen.open(name_file(last_year))
    return screen


def test_the_open_agreement_is_revised_to_a_new_draft_that_is_saved_under_a_name_of_the_next_year(
    opened: Screen, last_year: Path, tmp_path: Path
):
    before, said = last_year.read_bytes(), list[str]()
    revise(opened, begun(said))

    assert "Giltighet: 2027-01-01 – 2027-12-31 (förut 2026-01-01 – 2026-12-31)" in said[0]
    assert "Nästa revidering: 2027-10-01 (förut 2026-10-01)" in said[0]
    assert "Diarienummer: Kommunstyrelsen, Alvesta kommun (godkännande)" in said[0]
    assert opened.value("version") == "2.0"
    assert opened.value("parties/part0001/decisions/deci0001/case_number") is None
    assert opened.window.wizard.view == "agenda", "what to go through comes first"
    assert opened.asks_before_leaving
    assert opened.window.session.path is None
    names, new = list[str](), tmp_path / "ny.lokdesk"
    opened.save(proposing(names, new))
    assert names == ["samverkan-2027.lokdesk"]
    draft = project.open(new).draft
    assert draft.predecessors[0].agreement == project.open(last_year).draft.agreement
    assert draft.predecessors[0].frozen == TODAY
    assert last_year.read_bytes() == before


def test_the_last_day_follows_the_first_until_somebody_has_set_it(opened: Screen):
    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ReviseDialog), dialog
        shown: list[tuple[str, str]] = []
        for label, text in ((FROM, "2026-07-01"), (TO, "2028-06-30"), (FROM, "2026-08-01")):
            field = dialog.start if label == FROM else dialog.end
            field.input.setFocus()
            press(Key.Key_A, CTRL)
            type_text(text)
            shown.append((dialog.start.input.text(), dialog.end.input.text()))
        assert shown == [
            ("2026-07-01", "2027-06-30"),
            ("2026-07-01", "2028-06-30"),
            ("2026-08-01", "2028-06-30"),
        ]
        opened.settle()
        assert "Giltighet: 2026-08-01 – 2028-06-30" in words_on(dialog.told)
        press(Key.Key_Return)

    revise(opened, act)
    assert str(opened.value("validity/end")) == "2028-06-30"


def test_a_period_that_ends_before_it_begins_is_no_period(opened: Screen):
    def act(dialog: QWidget) -> None:
        fill_in({TO: "2026-01-01"}, agree=True)(dialog)
        assert isinstance(dialog, ReviseDialog) and dialog.isVisible()
        assert "innan den börjar" in words_on(dialog.told)
        press(Key.Key_Escape)

    revise(opened, act)
    assert opened.value("version") == "1.0"


def test_who_thinks_better_of_it_has_the_agreement_as_it_was(opened: Screen, last_year: Path):
    revise(opened, begun(agree=False))
    assert opened.window.session.path == last_year
    assert not opened.asks_before_leaving


def test_what_is_not_saved_is_asked_about_first_and_can_be_let_go_of(opened: Screen):
    opened.field("title").replace("En annan titel")
    revise(opened, answer("Spara inte"), begun())
    assert opened.window.session.draft.predecessors[0].agreement.title == "Samverkan i Alvesta"
    assert opened.value("title") == "Samverkan i Alvesta"


def test_what_was_never_saved_and_is_let_go_of_is_told_to_be_nothing_to_revise(open_window: OpenWindow):
    screen = open_window()
    screen.field("title").replace("Samverkan i Lessebo")

    revise(screen, answer("Spara inte"))

    assert "inte sparad" in screen.window.news.text()
    assert screen.value("title") == "Samverkan i Lessebo"


def test_an_example_that_is_in_no_file_can_be_revised(open_window: OpenWindow, library: Library):
    screen = open_window(library.example())
    revise(screen, begun())
    (last,) = screen.window.session.draft.predecessors
    assert last.agreement == library.example().agreement
    assert screen.window.files.suggested(".lokdesk").name.endswith(" 2023.lokdesk")


def start_page(screen: Screen) -> StartPage:
    screen.window.opening.show_start()
    page = screen.window.opening.page
    assert isinstance(page, StartPage)
    screen.settle()
    return page


def test_the_start_page_asks_for_the_file_to_revise(open_window: OpenWindow, last_year: Path):
    screen = open_window()
    page = start_page(screen)
    tile = page.findChild(Tile, "start:revise")
    assert isinstance(tile, Tile)
    meanwhile(lambda: click(tile), name_file(last_year), begun())
    until(lambda: screen.window.opening.page is None)
    assert screen.value("version") == "2.0"
    assert screen.window.files.suggested(".lokdesk") == last_year.with_name("samverkan-2027.lokdesk")


def test_a_recent_agreement_that_has_been_decided_can_be_revised_at_once(
    opened: Screen, last_year: Path, library: Library, tmp_path: Path
):
    opened.rest()
    draft = tmp_path / "utkast.lokdesk"
    project.save(Project(library.blank()), draft)
    meanwhile(lambda: opened.window.files.open(draft))
    opened.rest()
    page = start_page(opened)
    assert not page.rows[draft].revise.isVisible()
    button: QPushButton = page.rows[last_year].revise
    page.ensureWidgetVisible(button)
    assert button.isVisible()
    meanwhile(lambda: click(button), begun())
    assert opened.value("status") == "utkast"


def test_a_file_that_is_no_agreement_is_told_of(open_window: OpenWindow, tmp_path: Path):
    path = tmp_path / "brev.lokdesk"
    path.write_text("hej", encoding="utf-8")
    screen = open_window()
    page = start_page(screen)
    tile = page.findChild(Tile, "start:revise")
    assert isinstance(tile, Tile)
    meanwhile(lambda: click(tile), name_file(path), answer("OK"))
    assert screen.window.opening.page is page


def test_an_agreement_goes_through_two_yearly_revisions(opened: Screen, tmp_path: Path):
    def years() -> list[str]:
        return [str(one.agreement.validity.start) for one in opened.window.session.draft.predecessors]

    revise(opened, begun())
    opened.window.go_to("goals/goal0001/title")
    opened.settle()
    opened.field("goals/goal0001/title").replace("Fler unga i arbete")
    opened.save(name_file(tmp_path / "samverkan-2027.lokdesk"))
    revise(opened, begun())
    assert years() == ["2026-01-01", "2027-01-01"]
    assert opened.value("version") == "3.0"
    assert str(opened.value("validity/start")) == "2028-01-01"
    (replaced,) = opened.value("validity/replaces")
    assert replaced.title == "Samverkan i Alvesta, version 2.0"
    names, new = list[str](), tmp_path / "tredje.lokdesk"
    opened.save(proposing(names, new))
    assert names == ["samverkan-2028.lokdesk"]
    titles = [one.agreement.goals[0].title for one in project.open(new).draft.predecessors]
    assert titles == ["Fler i arbete", "Fler unga i arbete"]
