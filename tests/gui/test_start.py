"""The page that the program opens with."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from lokdesk.agreement import vocabulary
from lokdesk.gui.recent import RecentFiles, Summary
from lokdesk.gui.start import DECIDED, StartPage
from lokdesk.gui.tile import Tile
from lokdesk.session.recovery import Found
from tests.gui.contrast import contrast
from tests.gui.hands import click, meanwhile, press, until
from tests.gui.pages import answer
from tests.tools import ROOT

Show = Callable[[QWidget], QWidget]
Key = Qt.Key
NOW = datetime(2026, 11, 5, 16, 0)
EXAMPLES = {"ett": "Ett exempel & ett till", "annat": "Ett annat"}


class StartHand:
    """The start page as a user has it."""

    def __init__(self, show: Show, folder: Path) -> None:
        self.files = RecentFiles(QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
        self._show = show
        self.left: list[Found] = []
        """What was not saved when the program stopped."""
        self.wishes: list[object] = []

    def open(self) -> None:
        self.page = StartPage(self.files, EXAMPLES, lambda: list(self.left), lambda: NOW)
        self.page.new.connect(lambda: self.wishes.append("new"))
        self.page.open.connect(lambda: self.wishes.append("open"))
        self.page.example.connect(self.wishes.append)
        self.page.recent.connect(self.wishes.append)
        self.page.restore.connect(self.wishes.append)
        self.page.all_kept.connect(lambda: self.wishes.append("all"))
        self.page.resize(1366, 700)
        self._show(self.page)
        self.page.focus_first()
        self.page.look()
        self.page.stop()
        until(self.page.new_tile.isVisible)
        QTest.qWait(1)

    def tile(self, name: str) -> Tile:
        found = self.page.findChild(Tile, f"start:{name}")
        assert isinstance(found, Tile), name
        return found

    def words(self, widget: QWidget | None = None) -> str:
        labels = (widget or self.page).findChildren(QLabel)
        return "\n".join(one.text() for one in labels if not one.isHidden())


@pytest.fixture
def start(shown: Show, tmp_path: Path) -> StartHand:
    return StartHand(shown, tmp_path)


def made(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(b"")
    return path


def test_with_no_files_yet_one_begins_with_a_new_agreement(start: StartHand):
    start.open()

    assert "Fortsätt med" not in start.words()
    assert start.tile("new").hasFocus()
    press(Key.Key_Return)
    assert start.wishes == ["new"]


def test_a_file_is_told_of_by_what_is_remembered_of_it(start: StartHand, tmp_path: Path):
    path = made(tmp_path, "a.lokdesk")
    parties = ("Arbetsförmedlingen", "Alvesta kommun", "Växjö kommun", "Lessebo kommun", "Region Kronoberg")
    summary = Summary("Vår & er", parties, "utkast", 143, 210)
    start.files.remember(path, summary, datetime(2026, 11, 5, 14, 5))
    start.open()

    assert start.words(start.tile(str(path))).splitlines() == [
        "Vår & er",
        "Arbetsförmedlingen, Alvesta kommun, Växjö kommun och 2 till",
        "Utkast · senast använd i dag kl. 14.05 · a.lokdesk",
        "143 av 210 frågor besvarade",
    ]
    assert start.tile(str(path)).accessibleName() == "Vår & er"
    assert "143 av 210 frågor besvarade" in start.tile(str(path)).accessibleDescription()


def test_the_latest_file_has_the_focus_and_enter_opens_it(start: StartHand, tmp_path: Path):
    start.files.remember(made(tmp_path, "a.lokdesk"))
    latest = made(tmp_path, "b.lokdesk")
    start.files.remember(latest)
    start.open()

    assert start.tile(str(latest)).hasFocus()
    press(Key.Key_Enter)
    press(Key.Key_Space)
    assert start.wishes == [latest, latest]


def test_a_missing_file_is_shown_as_missing_and_can_be_taken_out_of_the_list(
    start: StartHand, tmp_path: Path
):
    there, gone = made(tmp_path, "kvar.lokdesk"), tmp_path / "borta.lokdesk"
    start.files.remember(there)
    start.files.remember(gone, Summary("Borta"))
    start.open()
    row = start.page.rows[gone]
    until(row.forget.isVisible)

    assert f"Filen finns inte längre i mappen {tmp_path}." in start.words(row)
    assert not row.tile.isEnabled()
    assert start.tile(str(there)).hasFocus(), "the first that can be opened"
    assert not start.page.rows[there].forget.isVisible()

    click(row.forget)
    assert list(start.page.rows) == [there]
    assert start.files.paths() == (there,)
    assert start.wishes == []


def test_what_is_told_of_a_missing_file_can_be_read(start: StartHand, tmp_path: Path):
    gone = tmp_path / "borta.lokdesk"
    start.files.remember(gone, Summary("Borta", ("A", "B"), "utkast", 1, 2), NOW)
    start.open()
    row = start.page.rows[gone]
    until(row.forget.isVisible)

    for label in row.tile.findChildren(QLabel):
        palette = label.palette()
        group = palette.ColorGroup.Disabled
        ink = palette.color(group, palette.ColorRole.WindowText)
        assert contrast(ink, palette.color(group, palette.ColorRole.Window)) >= 4.5, label.text()


def test_everything_else_is_a_click_away(start: StartHand):
    start.open()
    for name in ("new", "open", "example-ett", "example-annat"):
        click(start.tile(name))

    assert start.wishes == ["new", "open", "ett", "annat"]


def lost(folder: Path, number: int, **more: object) -> Found:
    """Return what was not saved at five past four some days ago."""
    when = datetime(2026, 11, 5 - number, 16, 5).astimezone()
    name = f"{number}.journal"
    facts = {"title": f"Nummer {number}", "about": ("Titel", "Parter", "Mål", "Syfte", "Ort")} | more
    return Found(folder / name, when, **facts)  # pyright: ignore[reportArgumentType]


def test_what_was_not_saved_is_offered_first_and_enter_gets_it_back(start: StartHand, tmp_path: Path):
    start.files.remember(made(tmp_path, "a.lokdesk"))
    start.left = [lost(tmp_path, 0, file=Path("/hem/b.lokdesk")), lost(tmp_path, 1, about=("Titel", "Ort"))]
    start.open()

    first, second = start.page.recovered
    assert start.words(first).splitlines() == [
        "Nummer 0",
        "Programmet eller datorn stannade i dag kl. 16.05, innan det hade sparats.",
        f"Fil: b.lokdesk i mappen {Path('/hem')}",
        "Ändrat: Titel, Parter, Mål och 2 till.",
    ]
    assert start.words(second).splitlines() == [
        "Nummer 1",
        "Programmet eller datorn stannade i går kl. 16.05, innan det hade sparats.",
        "Inte sparad i någon fil.",
        "Ändrat: Titel och Ort.",
    ]
    assert first.restore_button.accessibleName() == "Återställ: Nummer 0, i dag kl. 16.05"
    assert "Titel, Parter" in first.restore_button.accessibleDescription()
    assert first.restore_button.hasFocus()
    click(first.restore_button)
    click(second.restore_button)
    assert start.wishes == start.left


def test_of_much_that_was_not_saved_the_latest_is_offered(start: StartHand, tmp_path: Path):
    start.left = [lost(tmp_path, number) for number in range(5)]
    start.open()

    assert [row.found for row in start.page.recovered] == start.left[:3]
    assert start.page.all_button.text() == "Visa allt som är kvar (2 till) …"
    start.page.ensureWidgetVisible(start.page.all_button)
    click(start.page.all_button)
    assert start.wishes == ["all"]


def test_what_is_damaged_is_told_of_and_can_only_be_erased(start: StartHand, tmp_path: Path):
    path = made(tmp_path, "0.journal")
    start.left = [lost(tmp_path, 0, damaged=True)]
    start.open()
    (row,) = start.page.recovered

    assert start.words(row).splitlines() == [
        "Osparat arbete som är skadat",
        "Skrevs senast i dag kl. 16.05. Det går inte att återställa, bara att radera.",
    ]
    assert not row.restore_button.isVisible()
    assert start.tile("new").hasFocus()

    meanwhile(lambda: click(row.erase_button), answer("Avbryt"))
    assert path.exists()

    start.left = []
    meanwhile(lambda: click(row.erase_button), answer("Radera"))
    until(lambda: not start.page.recovered)
    assert not path.exists()
    assert "Osparat arbete" not in start.words()


def test_there_is_one_column_where_there_is_no_room_for_two(start: StartHand, tmp_path: Path):
    path = made(tmp_path, "a.lokdesk")
    start.files.remember(
        path, Summary("Överenskommelse om samverkan mellan Arbetsförmedlingen och Växjö kommun")
    )
    start.open()
    assert start.tile("new").x() > start.tile(str(path)).width()

    start.page.resize(420, 900)
    until(lambda: start.tile("new").mapTo(start.page, start.tile("new").rect().topLeft()).x() < 100)
    content = start.page.widget()
    assert content is not None
    assert content.width() <= start.page.viewport().width()


def test_the_start_page_loads_nothing_that_takes_time():
    heavy = ("pydantic", "lxml", "docx", "dataclasses", "lokdesk.agreement", "lokdesk.handbook")
    code = (
        "import sys, lokdesk.app, lokdesk.gui.application; "
        f"print([one for one in {heavy} if one in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert ran.stdout.strip() == "[]"


def test_agreements_that_have_been_decided_are_known_by_the_words_for_it():
    come = vocabulary.stage(vocabulary.DECISION_VERSION)
    assert vocabulary.STATUSES[come + 1 :] == DECIDED
