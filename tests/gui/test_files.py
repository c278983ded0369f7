"""New, open, save, export and close, with the questions that go with them."""

import errno
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.gui.files import file_name
from lokdesk.gui.recent import RecentFiles
from lokdesk.office.office import Failed
from lokdesk.project import backups, calls, disk, lock, project, state
from lokdesk.project.version import CURRENT
from lokdesk.session import restoring, sharing
from lokdesk.session.session import Session
from tests.gui.conftest import OpenWindow
from tests.gui.hands import ALT, CTRL, click, meanwhile, press, until
from tests.gui.pages import Screen, answer, dismiss, name_file, read, saved
from tests.office.standin import SlowOffice
from tests.test_newer_files import Marks, newer
from tests.test_old_files import file

Key = Qt.Key


def title_in(path: Path) -> str | None:
    return project.open(path).draft.agreement.title


# Saving


def test_the_first_save_asks_for_a_name_and_the_next_does_not(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    screen.field("title").type("Ett")

    screen.save(name_file(tmp_path / "ett"))
    assert title_in(tmp_path / "ett.lokdesk") == "Ett"
    assert screen.title == "Ett – ett.lokdesk – Lokdesk"

    screen.field("title").type(" till")
    assert screen.title == "Ett till – ett.lokdesk* – Lokdesk"
    screen.save()
    assert title_in(tmp_path / "ett.lokdesk") == "Ett till"


def test_that_a_draft_is_saved_is_said_quietly_and_aloud(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    screen = open_window()
    aloud: list[str] = []
    monkeypatch.setattr(
        "lokdesk.gui.window.QAccessible.updateAccessibility", lambda event: aloud.append(event.message())
    )
    saved(screen, tmp_path / "a.lokdesk")

    said = screen.window.news.text()
    assert re.fullmatch(r"Sparad kl\. \d\d?\.\d\d", said)
    assert screen.window.news.isVisible()
    assert aloud == [said]

    screen.field("title").type("!")
    assert screen.window.news.text() == "", "the draft is no longer what was saved"
    saved(screen, tmp_path / "b.lokdesk")
    screen.new()
    assert screen.window.news.text() == ""


def test_a_save_that_fails_says_nothing_of_the_kind(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    screen.field("title").type("Ett")
    screen.save(name_file(tmp_path / "finns inte" / "a.lokdesk"), answer("Avbryt"))

    assert screen.window.news.text() == ""


def test_the_name_that_is_suggested_is_the_title(open_window: OpenWindow, tmp_path: Path):
    assert file_name("Samverkan 2027: Växjö/Alvesta?") == "Samverkan 2027 Växjö Alvesta"
    assert file_name(" … ") == "…"
    assert file_name("..") == "Ny överenskommelse"
    assert file_name("Samverkan mellan " + "Vimmerby kommun, " * 9) == (
        "Samverkan mellan Vimmerby kommun, Vimmerby kommun, Vimmerby kommun, Vimmerby"
    )
    parties = "Arbetsförmedlingen, Vimmerby kommun och Hultsfreds kommun"
    assert file_name(f"Överenskommelse om samverkan mellan {parties}") == (
        "Överenskommelse om samverkan mellan Arbetsförmedlingen, Vimmerby kommun"
    )
    assert file_name("Överenskommelse om samverkan mellan Alvesta", 40) == "Överenskommelse om samverkan"
    assert file_name("och i för med", 8) == "och"
    assert file_name("å" * 200) == "å" * 80
    assert len(file_name("x" * 500)) < 100


def test_another_file_is_overwritten_only_when_asked_for(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    other = saved(screen, tmp_path / "annan.lokdesk", "Annan")
    screen.new()
    screen.field("title").type("Ny")

    screen.save_as(name_file(tmp_path / "annan"), answer("Avbryt"))
    assert title_in(other) == "Annan"
    assert screen.window.session.path is None

    screen.save_as(name_file(tmp_path / "annan"), answer("Skriv över"))
    assert title_in(other) == "Ny"


def test_it_is_asked_once_when_the_whole_name_is_given(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    other = saved(screen, tmp_path / "annan.lokdesk", "Annan")
    screen.new()
    screen.field("title").type("Ny")

    screen.save_as(name_file(other), answer("Skriv över"))

    assert title_in(other) == "Ny"


def test_a_save_that_fails_is_told_and_loses_nothing(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    folder = tmp_path / "mapp.lokdesk"
    folder.mkdir()
    path = saved(screen, tmp_path / "a.lokdesk")
    path.unlink()
    path.mkdir()
    screen.field("title").type("!")
    said: list[str] = []

    screen.save(read(said, "Avbryt"))

    assert "a.lokdesk" in said[0] and "Det du har skrivit finns kvar i programmet." in said[0]
    assert "inte sparad" in screen.title and "a.lokdesk*" in screen.title
    assert screen.window.trouble.isVisible()
    path.rmdir()
    screen.save()
    assert screen.title.endswith("a.lokdesk – Lokdesk")


def test_a_file_that_someone_else_has_changed_is_not_overwritten_unasked(
    open_window: OpenWindow, tmp_path: Path
):
    mine = open_window()
    path = saved(mine, tmp_path / "a.lokdesk", "Före")
    theirs = Session(mine.window.session.library)
    theirs.open(path)
    theirs.set("title", "Deras")
    theirs.save()
    mine.field("title").replace("Min")
    said: list[str] = []

    offered: list[str] = []

    def look(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        offered.extend(one.text() for one in sorted(box.findChildren(QPushButton), key=QPushButton.y))
        assert box.defaultButton().text() == offered[0]
        read(said, "Avbryt")(box)

    mine.save(look)
    assert "Någon annan har ändrat" in said[0]
    assert (offered[0], offered[5]) == ("Slå ihop och spara", "Avbryt")
    assert title_in(path) == "Deras"

    mine.save(answer("Spara mitt som en kopia …"), name_file(tmp_path / "min.lokdesk"))
    assert (title_in(path), title_in(tmp_path / "min.lokdesk")) == ("Deras", "Min")


def test_what_differs_is_shown_and_theirs_can_be_opened(open_window: OpenWindow, tmp_path: Path):
    mine = open_window()
    path = saved(mine, tmp_path / "a.lokdesk", "Före")
    theirs = Session(mine.window.session.library)
    theirs.open(path)
    theirs.set("title", "Deras")
    theirs.save()
    mine.field("title").replace("Min")
    said: list[str] = []

    mine.save(answer("Jämför"), read(said), answer("Öppna den andras"), read(said, "Öppna den andras"))

    assert "deras ”Deras”, ditt ”Min”." in said[0]
    assert "försvinner" in said[1]
    assert mine.field("title").text == "Deras"
    assert title_in(path) == "Deras"


def test_it_is_overwritten_by_someone_who_says_so(open_window: OpenWindow, tmp_path: Path):
    mine = open_window()
    path = saved(mine, tmp_path / "a.lokdesk", "Före")
    theirs = Session(mine.window.session.library)
    theirs.open(path)
    theirs.set("title", "Deras")
    theirs.save()
    mine.field("title").replace("Min")

    mine.save(answer("Skriv över"))

    assert title_in(path) == "Min"


# Opening


def test_what_is_opened_is_shown_from_its_first_step(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk", "Sparad")
    screen.new()
    screen.step("goals")

    screen.open(name_file(path))

    assert screen.page.step.slug == "parties"
    assert screen.field("title").text == "Sparad"
    assert screen.title == "Sparad – a.lokdesk – Lokdesk"
    assert not screen.window.session.dirty


@pytest.mark.parametrize("address", ["title", "status", "version_date"])
def test_what_is_being_written_in_one_file_never_gets_into_another(
    open_window: OpenWindow, tmp_path: Path, address: str
):
    screen = open_window()
    other = saved(screen, tmp_path / "a.lokdesk", "Den andra")
    there = screen.window.session.value(address)
    screen.new()
    saved(screen, tmp_path / "b.lokdesk", "Den ena")
    # A last space is taken away when the field is left, and it is left when the page goes.
    screen.field(address).type("2026-11-22 ")
    press(Key.Key_S, CTRL)
    assert not screen.window.session.dirty

    screen.window.files.open(other)

    assert screen.window.session.value(address) == there
    assert not screen.window.session.dirty


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"inte en zip", "är inte en projektfil från Lokdesk"), (b"PK\x03\x04skadad", "är skadad")],
)
def test_a_file_that_cannot_be_opened_is_told_of_and_the_draft_stays(
    open_window: OpenWindow, tmp_path: Path, content: bytes, sentence: str
):
    screen = open_window()
    path = tmp_path / "trasig.lokdesk"
    path.write_bytes(content)
    whole = saved(screen, tmp_path / "a.lokdesk", "Kvar")
    said: list[str] = []

    screen.open(name_file(path), read(said))

    assert sentence in said[0]
    assert screen.field("title").text == "Kvar"
    assert screen.window.session.path == whole
    assert path.read_bytes() == content


def damaged(screen: Screen, path: Path, how: str) -> bytes:
    """Save twice in the file at *path*, leave it, and damage it as *how* says. Returns what it is then."""
    saved(screen, path, "Första")
    screen.field("title").replace("Andra")
    screen.save()
    screen.new()
    if how == "gone":
        path.unlink()
        return b""
    path.write_bytes({"cut": path.read_bytes()[:200], "emptied": b""}[how])
    return path.read_bytes()


@pytest.mark.parametrize("how", ["cut", "emptied", "gone"])
def test_instead_of_a_file_that_is_damaged_or_gone_its_latest_copy_is_offered(
    open_window: OpenWindow, tmp_path: Path, how: str
):
    screen = open_window()
    path = tmp_path / "a.lokdesk"
    there = damaged(screen, path, how)
    said: list[str] = []

    meanwhile(lambda: screen.window.files.open(path), read(said, "Öppna säkerhetskopian"))

    assert "Det finns en säkerhetskopia från i dag kl." in said[0]
    assert "Öppna den?" in said[0] and "öppna i stället" not in said[0]
    assert screen.field("title").text == "Andra", "what was saved last is not lost with the file"
    # Whether it has been noticed yet that the file has gone is a matter of chance.
    told = " – filen är borta" if how == "gone" else ""
    assert screen.title in {f"Andra – a.lokdesk*{one} – Lokdesk" for one in ("", told)}
    assert (path.read_bytes() if path.exists() else b"") == there, "nothing is written before it is saved"

    screen.save()
    assert title_in(path) == "Andra"
    assert title_in(project.backup(path)) == "Första", "what is damaged is no backup"


def test_a_damaged_file_is_left_by_whoever_does_not_want_its_copy(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    there = damaged(screen, tmp_path / "a.lokdesk", "cut")

    screen.open(name_file(tmp_path / "a.lokdesk"), answer("Avbryt"))

    assert screen.window.session.path is None
    assert (tmp_path / "a.lokdesk").read_bytes() == there
    assert not lock.place(tmp_path / "a.lokdesk").exists()


def test_where_only_the_backup_beside_it_is_left_that_is_offered(open_window: OpenWindow, tmp_path: Path):
    """On a colleague's computer there are no copies of what was saved here."""
    screen = open_window()
    path = tmp_path / "a.lokdesk"
    damaged(screen, path, "cut")
    backups.erase(path)

    screen.open(name_file(path), answer("Öppna säkerhetskopian"))

    assert screen.field("title").text == "Första"


def test_a_file_from_a_newer_program_opens_with_a_warning(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk", "Framtid")
    newer = tmp_path / "ny.lokdesk"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                manifest = json.loads(content)
                manifest["format"]["minor"] += 1
                content = json.dumps(manifest).encode()
            new.writestr(name, content)
    said: list[str] = []

    screen.open(name_file(newer), read(said))

    assert "sparad med en nyare version" in said[0]
    assert screen.field("title").text == "Framtid"


def test_files_that_were_open_lately_are_in_the_menu(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    a = saved(screen, tmp_path / "a.lokdesk", "A")
    b = saved(screen, tmp_path / "b & c.lokdesk", "B")
    b.unlink()

    menu = screen.window.menus.menus["recent"]
    menu.aboutToShow.emit()
    texts = [(action.text().replace("&&", "&"), action.isEnabled()) for action in menu.actions()]
    assert texts == [
        (f"b & c.lokdesk  (finns inte längre i {tmp_path})", False),
        (f"a.lokdesk  ({tmp_path})", True),
    ]

    menu.actions()[1].trigger()
    assert screen.window.session.path == a


def test_the_latest_files_are_remembered_ten_at_the_most_and_each_once(tmp_path: Path):
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    recent = RecentFiles(settings)
    assert recent.paths() == ()

    for n in (*range(12), 5):
        recent.remember(tmp_path / f"{n}.lokdesk")

    again = RecentFiles(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    assert [path.stem for path in again.paths()] == ["5", "11", "10", "9", "8", "7", "6", "4", "3", "2"]


def test_one_file_is_a_list_of_one(tmp_path: Path):
    RecentFiles(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)).remember(
        tmp_path / "ö.lokdesk"
    )

    again = RecentFiles(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))

    assert again.paths() == (tmp_path / "ö.lokdesk",)


def test_the_examples_are_in_the_menu(open_window: OpenWindow):
    screen = open_window()
    titles = screen.window.session.library.example_titles

    press(Key.Key_A, ALT)
    for name, title in titles.items():
        assert screen.window.menus.actions[f"example-{name}"].text() == title
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    screen.window.menus.actions["example-tva-kommuner"].trigger()

    assert screen.window.session.agreement.parties
    assert screen.window.session.path is None
    assert not screen.window.session.dirty


# Leaving


def test_closing_without_changes_asks_nothing(open_window: OpenWindow):
    screen = open_window()

    screen.close()

    assert not screen.window.isVisible()


def test_closing_asks_about_changes(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk", "Ett")
    screen.field("title").type(" två")
    said: list[str] = []

    screen.close(read(said, "Avbryt"))
    assert "Vill du spara ändringarna i ”Ett två”?" in said[0]
    assert screen.window.isVisible()
    screen.close(dismiss)
    assert screen.window.isVisible()

    screen.close(answer("Spara inte"))
    assert not screen.window.isVisible()
    assert title_in(path) == "Ett"


def test_closing_saves_for_someone_who_wants_to(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    screen.field("title").type("Ny")

    screen.close(answer("Spara"), dismiss)
    assert screen.window.isVisible(), "nothing is saved without a name"

    screen.close(answer("Spara"), name_file(tmp_path / "ny.lokdesk"))
    assert not screen.window.isVisible()
    assert title_in(tmp_path / "ny.lokdesk") == "Ny"


@pytest.mark.parametrize("way", ["new", "open", "example"])
def test_every_way_to_another_draft_asks_about_changes(open_window: OpenWindow, way: str):
    screen = open_window()
    screen.field("title").type("Ny")

    if way == "example":
        action = screen.window.menus.actions["example-kronoberg"]
        meanwhile(action.trigger, answer("Avbryt"))
    else:
        getattr(screen, way)(answer("Avbryt"))

    assert screen.field("title").text == "Ny"


def test_a_new_agreement_is_empty_and_begins_at_the_first_step(open_window: OpenWindow):
    screen = open_window()
    screen.field("title").type("Gammal")
    screen.step("goals")

    screen.new(answer("Spara inte"))

    assert screen.page.step.slug == "parties"
    assert screen.field("title").text == ""
    assert screen.window.session.agreement == Agreement()
    assert screen.title == "Ny överenskommelse – Lokdesk"


# The document


def test_the_document_is_made_from_the_last_step(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    screen.field("title").type("Titel")
    screen.step("review")
    button = screen.review.panel.button
    screen.see(button)
    said: list[str] = []

    meanwhile(lambda: click(button), name_file(tmp_path / "avtal"), read(said))

    assert (tmp_path / "avtal.docx").read_bytes().startswith(b"PK")
    assert "”avtal.docx” är klart" in said[0]
    assert screen.window.session.dirty


def test_files_that_lie_beside_the_document_are_told_of(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    attached = screen.window.session.attach("avtal om lokal.pdf", b"%PDF")
    screen.window.session.add("appendices", {"title": "Lokalen", "attachment": attached})
    said: list[str] = []

    screen.export(name_file(tmp_path / "avtal"), read(said))

    assert "Bilagan ”avtal om lokal.pdf” ligger bredvid dokumentet." in said[0]
    assert (tmp_path / "avtal om lokal.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize(("button", "opened"), [("Öppna dokumentet", "avtal.docx"), ("Visa mappen", "")])
def test_a_document_that_has_been_made_is_one_click_away(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, button: str, opened: str
):
    screen = open_window()
    asked_for: list[str] = []

    def open_url(url: QUrl) -> bool:
        asked_for.append(url.toLocalFile())
        return len(asked_for) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)

    screen.export(name_file(tmp_path / "avtal"), answer(button))
    assert [Path(one) for one in asked_for] == [tmp_path / opened]

    said: list[str] = []
    screen.export(name_file(tmp_path / "avtal"), answer("Skriv över"), answer(button), read(said))
    assert said[0].startswith("Datorn har inget program som öppnar ”")


def test_a_document_that_cannot_be_written_is_told_of(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    (tmp_path / "avtal.docx").mkdir()
    said: list[str] = []

    screen.export(name_file(tmp_path / "avtal"), answer("Skriv över"), read(said, "Avbryt"))

    assert "avtal.docx" in said[0] and "det finns redan en mapp" in said[0]
    assert list((tmp_path / "avtal.docx").iterdir()) == []


@pytest.fixture
def kept_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of a document that Word has open."""
    monkeypatch.setattr(disk, "_LETS_OPEN_FILES_GO", True)
    path = tmp_path / "avtal.docx"
    path.write_bytes(b"gammal")
    (tmp_path / "~$avtal.docx").touch()
    return path


def test_a_document_that_word_has_open_is_made_under_a_free_name(open_window: OpenWindow, kept_open: Path):
    screen = open_window()
    said: list[str] = []
    button = "Spara med nummer efter namnet"

    screen.export(name_file(kept_open), answer("Skriv över"), read(said, button), read(said))

    assert "eftersom filen är öppen i Word" in said[0]
    assert "Med nummer efter namnet blir det ”avtal (2).docx”." in said[0]
    assert "”avtal (2).docx” är klart" in said[1]
    assert kept_open.read_bytes() == b"gammal"
    assert kept_open.with_name("avtal (2).docx").read_bytes().startswith(b"PK")


def test_a_document_that_word_has_open_is_made_when_it_has_been_closed(
    open_window: OpenWindow, kept_open: Path
):
    screen = open_window()

    def close(dialog: QWidget) -> None:
        kept_open.with_name("~$avtal.docx").unlink()
        answer("Försök igen")(dialog)

    screen.export(name_file(kept_open), answer("Skriv över"), close, answer("OK"))

    assert kept_open.read_bytes().startswith(b"PK")


def test_a_document_that_word_has_open_is_made_elsewhere_or_not_at_all(
    open_window: OpenWindow, kept_open: Path
):
    screen = open_window()
    other = kept_open.with_name("annat.docx")

    screen.export(name_file(kept_open), answer("Skriv över"), answer("Avbryt"))
    assert sorted(path.name for path in kept_open.parent.iterdir()) == ["avtal.docx", "~$avtal.docx"]

    elsewhere = answer("Spara på ett annat ställe …")
    screen.export(name_file(kept_open), answer("Skriv över"), elsewhere, name_file(other), answer("OK"))
    assert other.read_bytes().startswith(b"PK")
    assert kept_open.read_bytes() == b"gammal"


def test_a_draft_whose_file_is_held_is_saved_under_a_free_name(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk", "Före")
    screen.field("title").replace("Efter")
    replace = calls.replace

    def held(source: Path, target: Path) -> None:
        if target == path:
            raise PermissionError(errno.EACCES, "in use", str(target))
        replace(source, target)

    monkeypatch.setattr(calls, "replace", held)

    screen.save(answer("Spara med nummer efter namnet"))

    assert (title_in(path), title_in(tmp_path / "a (2).lokdesk")) == ("Före", "Efter")
    assert screen.window.session.path == tmp_path / "a (2).lokdesk"


VAGUE = {"blocks": [{"runs": [{"text": "här", "link": "https://www.example.se"}]}]}


def test_what_some_readers_could_not_use_is_told_before_the_document_is_made(
    open_window: OpenWindow, tmp_path: Path
):
    screen = open_window(Draft(agreement=Agreement.model_validate({"background": VAGUE})))
    said: list[str] = []

    screen.export(name_file(tmp_path / "avtal"), read(said, "Avbryt"))
    assert said[0].startswith("Tillgänglighet: en sak att se över, så att alla kan läsa dokumentet.")
    assert "Länken ”här” säger inte vart den leder." in said[0]
    assert not (tmp_path / "avtal.docx").exists()

    # What has been told is not told again; what is new is.
    screen.export(name_file(tmp_path / "avtal"), answer("OK"))
    assert (tmp_path / "avtal.docx").exists()
    goal = {"id": "goal0001", "title": "Mål", "description": VAGUE}
    screen.window.session.fill({"goals": [goal]})
    screen.export(name_file(tmp_path / "två"), read(said, "Skapa dokumentet"), answer("OK"))
    assert "2 saker" in said[1] and (tmp_path / "två.docx").exists()


def test_from_what_is_told_one_goes_to_the_answer_that_it_is_about(open_window: OpenWindow, tmp_path: Path):
    screen = open_window(Draft(agreement=Agreement.model_validate({"background": VAGUE})))
    screen.step("review")

    screen.export(name_file(tmp_path / "avtal"), answer("Gå dit"))

    assert screen.place == "background"
    assert not (tmp_path / "avtal.docx").exists()


def test_of_much_that_some_could_not_use_only_the_first_is_listed(open_window: OpenWindow, tmp_path: Path):
    goals = [{"id": f"goal{n:04}", "title": f"Mål {n}", "description": VAGUE} for n in range(9)]
    screen = open_window(Draft(agreement=Agreement.model_validate({"goals": goals})))
    said: list[str] = []

    screen.export(name_file(tmp_path / "avtal"), read(said, "Avbryt"))

    assert "9 saker" in said[0] and "Och 5 till." in said[0]
    assert said[0].count("säger inte vart") == 4


def test_the_name_of_a_project_is_completed_before_anything_is_asked(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk")
    said: list[str] = []

    screen.export(name_file(path), read(said))
    assert said[0].startswith("Word-dokumentet ”a.lokdesk.docx” är klart.")

    screen.export(name_file(path), read(said, "Avbryt"))
    assert said[1].startswith("”a.lokdesk.docx” finns redan.")
    assert title_in(path) == "Vår överenskommelse"


# With a word processor


def test_a_pdf_is_made_of_the_draft_as_it_was_while_the_user_goes_on(
    open_window: OpenWindow, tmp_path: Path, slow: SlowOffice, qtbot: QtBot
):
    screen = open_window()
    screen.field("title").type("Först")
    said: list[str] = []
    screen.export(name_file(tmp_path / "avtal.pdf"))
    assert "LibreOffice hjälper till med ”avtal.pdf”" in screen.window.news.text()

    screen.field("title").replace("Sedan")
    assert screen.window.session.agreement.title == "Sedan"
    assert not (tmp_path / "avtal.pdf").exists()

    meanwhile(lambda: (slow.go_on.set(), qtbot.waitUntil(lambda: bool(said), timeout=60_000)), read(said))
    assert said[0].startswith("PDF-dokumentet ”avtal.pdf” är klart.")
    assert (tmp_path / "avtal.pdf").read_bytes() == b"%PDF-1.7"
    assert screen.window.news.text() == ""


def test_the_window_closes_when_the_document_is_done(
    open_window: OpenWindow, tmp_path: Path, slow: SlowOffice
):
    screen = open_window()
    screen.export(name_file(tmp_path / "avtal"))
    slow.go_on.set()
    said: list[str] = []

    screen.close(read(said))

    assert said[0].startswith("Word-dokumentet ”avtal.docx” är klart.")
    assert (tmp_path / "avtal.docx").is_file()
    assert not screen.window.isVisible()


def test_a_word_processor_that_fails_is_told_of_and_makes_no_pdf(
    open_window: OpenWindow, tmp_path: Path, slow: SlowOffice, qtbot: QtBot
):
    slow.fault = Failed("LibreOffice kunde inte göra PDF av dokumentet.")
    screen = open_window()
    said: list[str] = []

    screen.export(name_file(tmp_path / "avtal.pdf"))
    slow.go_on.set()
    meanwhile(lambda: qtbot.waitUntil(lambda: bool(said), timeout=60_000), read(said))

    assert "LibreOffice kunde inte göra PDF" in said[0] and "öppna det i Word" in said[0]
    assert list(tmp_path.glob("*.pdf")) == []


# Qt in Swedish


def test_qts_own_dialogs_are_in_swedish(open_window: OpenWindow):
    screen = open_window()
    texts: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        texts.extend(one.text().replace("&", "") for one in dialog.findChildren(QPushButton))
        texts.extend(one.text().replace("&", "") for one in dialog.findChildren(QLabel))
        dialog.reject()

    screen.open(look)

    assert {"Öppna", "Avbryt", "Filnamn:", "Filer av typ:"} <= set(texts)


def test_a_copy_to_share_is_saved_once_the_user_has_seen_what_goes_along(
    open_window: OpenWindow, tmp_path: Path
):
    screen = open_window()
    screen.field("title").type("Ett")
    screen.save(name_file(tmp_path / "ett"))
    told: list[str] = []

    share = screen.window.menus.actions["share"]
    meanwhile(share.trigger, read(told, "Spara kopian …"), name_file(tmp_path / "ut"), read(told))

    assert "Följer med:\n• 1 svar" in told[0]
    assert "ut.lokdesk" in told[1]
    assert title_in(tmp_path / "ut.lokdesk") == "Ett"
    assert screen.window.session.path == tmp_path / "ett.lokdesk"


def test_all_of_the_project_file_is_sent_only_when_that_is_chosen(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    draft = project.open(file(CURRENT)).draft
    screen.window.session.new(draft)
    told: list[str] = []
    share = screen.window.menus.actions["share"]

    meanwhile(share.trigger, lambda _: press(Key.Key_Return), name_file(tmp_path / "ut"), read(told))
    whole = read(told, "Spara hela projektfilen …")
    meanwhile(share.trigger, whole, name_file(tmp_path / "allt"), read(told))

    assert project.open(tmp_path / "ut.lokdesk").draft == sharing.shared(draft)
    assert "Lämnas kvar i er egen projektfil:\n• 2 anteckningar\n• 2 öppna frågor" in told[1]
    assert project.open(tmp_path / "allt.lokdesk").draft == draft
    assert sharing.ALL_GOES in told[2]
    assert screen.window.session.path is None


def test_a_file_of_a_newer_version_is_opened_with_a_warning_and_keeps_what_is_new(
    open_window: OpenWindow, tmp_path: Path
):
    screen = open_window()
    marks, told = Marks(), list[str]()
    path = tmp_path / "nyare.lokdesk"
    path.write_bytes(newer(marks))

    meanwhile(lambda: screen.window.files.open(path), read(told))
    screen.field("title").type("!")
    screen.save()

    assert told == [project.NEWER]
    assert title_in(path) != title_in(file(CURRENT))
    assert marks.left(path.read_bytes()) == set(marks.made)


# Who has a file open


def held_by_bo(path: Path) -> Path:
    """Leave a lock beside the file at *path*, as a colleague's computer does."""
    told = {"who": "Bo Ek", "computer": "LAPTOP-7", "process": 1, "mark": "bo"}
    lock.place(path).write_text(json.dumps(told | {"since": "2026-03-02T09:05:00"}))
    return lock.place(path)


def in_a_file(screen: Screen, path: Path) -> Path:
    """Save a draft in the file at *path*, and leave it."""
    saved(screen, path, "Deras")
    screen.new()
    return path


def test_a_file_that_somebody_has_open_is_opened_to_read_and_saved_under_another_name(
    open_window: OpenWindow, tmp_path: Path
):
    screen = open_window()
    path = in_a_file(screen, tmp_path / "a.lokdesk")
    theirs = held_by_bo(path)
    said: list[str] = []

    screen.open(name_file(path), read(said, "Öppna skrivskyddad"))
    assert "öppen hos Bo Ek på datorn LAPTOP-7 sedan 2 mars 2026 kl. 9.05." in said[0]
    assert screen.title == "Deras – a.lokdesk (skrivskyddad) – Lokdesk"
    screen.field("title").replace("Min")
    screen.save(name_file(tmp_path / "min.lokdesk"))

    assert (title_in(path), title_in(tmp_path / "min.lokdesk")) == ("Deras", "Min")
    assert screen.title == "Min – min.lokdesk – Lokdesk"
    assert theirs.exists() and lock.place(tmp_path / "min.lokdesk").exists()


def test_once_they_have_closed_it_it_is_saved_in_its_place(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = in_a_file(screen, tmp_path / "a.lokdesk")
    theirs = held_by_bo(path)
    screen.open(name_file(path), answer("Öppna skrivskyddad"))
    screen.field("title").replace("Min")
    theirs.unlink()

    screen.save()

    assert title_in(path) == "Min"
    assert screen.title == "Min – a.lokdesk – Lokdesk"


def test_it_can_be_opened_all_the_same_or_not_at_all(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = in_a_file(screen, tmp_path / "a.lokdesk")
    theirs = held_by_bo(path)

    screen.open(name_file(path), answer("Avbryt"))
    assert screen.window.session.path is None
    assert "Bo Ek" in theirs.read_text()

    screen.open(name_file(path), answer("Öppna ändå"))
    assert screen.title == "Deras – a.lokdesk – Lokdesk"
    assert "Bo Ek" not in theirs.read_text()


def test_a_file_is_let_go_with_the_draft(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk", "En")
    assert lock.place(path).exists()

    screen.new()

    assert not lock.place(path).exists()


def test_nothing_is_saved_over_a_file_that_somebody_has_open(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = in_a_file(screen, tmp_path / "a.lokdesk")
    theirs = held_by_bo(path)
    screen.field("title").type("Ny")
    said: list[str] = []

    screen.save_as(name_file(path), answer("Skriv över"), read(said, "Avbryt"))
    assert "öppen hos Bo Ek" in said[0]
    assert title_in(path) == "Deras"

    other = tmp_path / "min.lokdesk"
    screen.save_as(
        name_file(path), answer("Skriv över"), answer("Spara under ett annat namn …"), name_file(other)
    )
    assert (title_in(path), title_in(other)) == ("Deras", "Ny")
    assert theirs.exists()


def test_a_file_whose_computer_is_off_is_taken_over_by_someone_who_says_so(
    open_window: OpenWindow, tmp_path: Path
):
    screen = open_window()
    path = in_a_file(screen, tmp_path / "a.lokdesk")
    held_by_bo(path)
    screen.field("title").type("Ny")

    screen.save_as(name_file(path), answer("Skriv över"), answer("Ta över och spara"))

    assert title_in(path) == "Ny"
    assert "Bo Ek" not in lock.place(path).read_text(), "the file is held by the one who works in it"
    assert [restoring.read(one).draft.agreement.title for one in backups.kept(path)][:2] == ["Ny", "Deras"]
    screen.new()
    assert not lock.place(path).exists()


def test_a_file_that_somebody_has_taken_meanwhile_is_saved_only_by_someone_who_says_so(
    open_window: OpenWindow, tmp_path: Path
):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk", "Min")
    held_by_bo(path)
    screen.field("title").type("!")

    screen.save(answer("Avbryt"))
    assert title_in(path) == "Min"

    screen.save(answer("Ta över och spara"))
    assert title_in(path) == "Min!"
    assert "Bo Ek" not in lock.place(path).read_text()


def test_a_lock_that_has_been_taken_away_is_taken_again(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk", "Min")
    lock.place(path).unlink()
    screen.field("title").type("!")

    screen.save()

    assert title_in(path) == "Min!"
    assert lock.place(path).exists()


# What happens to the file meanwhile


def come_back(screen: Screen) -> None:
    """Go to another window and back."""
    other = QWidget()
    other.show()
    other.activateWindow()
    until(other.isActiveWindow)
    screen.window.activateWindow()
    until(screen.window.isActiveWindow)
    other.deleteLater()


@pytest.mark.parametrize(
    ("what", "sign", "sentence"),
    [
        ("folder", "mappen går inte att nå", "går inte att nå just nu"),
        ("file", "filen är borta", "finns inte längre i sin mapp"),
        ("changed", "ändrad av någon annan", "har ändrats av någon annan"),
        ("held", "öppen hos någon annan", "öppen hos Bo Ek på datorn LAPTOP-7"),
    ],
)
def test_what_has_become_of_the_file_is_told_when_the_user_comes_back(
    open_window: OpenWindow, tmp_path: Path, what: str, sign: str, sentence: str
):
    screen = open_window()
    (tmp_path / "mapp").mkdir()
    path = saved(screen, tmp_path / "mapp" / "a.lokdesk", "Min")
    before = path.read_bytes()
    match what:
        case "folder":
            (tmp_path / "mapp").rename(tmp_path / "borta")
        case "file":
            path.unlink()
        case "changed":
            project.save(project.Project(Draft()), path, overwrite=True)
        case _:
            held_by_bo(path)

    come_back(screen)
    until(lambda: sign in screen.title)
    assert sign in screen.title
    assert sentence in screen.window.trouble.label.text()
    screen.field("title").type(" text")
    assert screen.field("title").text == "Min text", "work goes on"

    if what == "folder":
        (tmp_path / "borta").rename(tmp_path / "mapp")
    path.write_bytes(before)
    if what == "held":
        lock.place(path).unlink()
    come_back(screen)
    until(lambda: sign not in screen.title)
    assert not screen.window.trouble.isVisible()
    screen.save()
    assert title_in(path) == "Min text"
    assert lock.place(path).exists()


def test_where_the_folder_has_gone_it_is_saved_elsewhere(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    (tmp_path / "mapp").mkdir()
    path = saved(screen, tmp_path / "mapp" / "a.lokdesk", "Min")
    shutil.rmtree(tmp_path / "mapp")
    screen.field("title").type("!")
    said: list[str] = []

    screen.save(read(said, "Spara på ett annat ställe …"), name_file(tmp_path / "b.lokdesk"))

    assert "mappen finns inte" in said[0]
    assert title_in(tmp_path / "b.lokdesk") == "Min!"
    assert screen.title == "Min! – b.lokdesk – Lokdesk"
    assert not path.exists()


def refusing(call: Callable[[Path], int], folder: Path, number: int) -> Callable[[Path], int]:
    """Return what *call* is in a *folder* that refuses it with that *number*."""

    def refused(path: Path) -> int:
        if path.parent == folder:
            raise OSError(number, os.strerror(number), str(path))
        return call(path)

    return refused


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "det finns inte plats på disken"),
        (errno.EROFS, "disken går bara att läsa"),
        (errno.EACCES, "du får inte skriva"),
        (errno.EIO, "kunde inte sparas."),
    ],
)
def test_a_disk_that_takes_no_more_is_told_of_until_the_draft_is_saved(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
):
    screen = open_window()
    (tmp_path / "mapp").mkdir()
    path = saved(screen, tmp_path / "mapp" / "a.lokdesk", "Min")
    screen.field("title").type("!")
    said: list[str] = []

    with monkeypatch.context() as patched:
        for call in ("create", "enter"):
            patched.setattr(calls, call, refusing(getattr(calls, call), path.parent, number))
        screen.save(read(said, "Avbryt"))
        come_back(screen)
    assert reason in said[0]
    assert "inte sparad" in screen.title and "a.lokdesk*" in screen.title
    assert title_in(path) == "Min"
    screen.field("title").type("!")

    screen.save()
    assert screen.title == "Min!! – a.lokdesk – Lokdesk"
    assert not screen.window.trouble.isVisible()


def test_a_backup_that_cannot_be_made_is_told_of_and_the_draft_saved(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    screen = open_window()
    path = saved(screen, tmp_path / "a.lokdesk", "Min")
    screen.field("title").type("!")

    with monkeypatch.context() as patched:
        patched.setenv(state.OVERRIDE, str(path))
        screen.save()
    assert title_in(path) == "Min!"
    assert screen.title.endswith(" – utan säkerhetskopia – Lokdesk")
    assert "Ingen säkerhetskopia kunde göras: " in screen.window.trouble.label.text()

    screen.field("title").type("!")
    screen.save()
    assert screen.title == "Min!! – a.lokdesk – Lokdesk"


def test_a_copy_that_a_synchronised_folder_has_made_is_told_of(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    path = in_a_file(screen, tmp_path / "a.lokdesk")
    (tmp_path / "a-LAPTOP-7.lokdesk").write_bytes(path.read_bytes())
    (tmp_path / "a-utkast.lokdesk").write_bytes(path.read_bytes())
    said: list[str] = []

    screen.open(name_file(path), read(said))

    assert "I mappen ligger också ”a-LAPTOP-7.lokdesk”." in said[0]


@pytest.mark.parametrize(
    "name", ["avtal.docx.exe", "avtal.docm", "avtal.lnk", "avtal.bat", "avtal", "a.html", "a.url"]
)
def test_what_may_be_a_program_is_never_started(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    screen = open_window()
    started: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: started.append(url) or True)
    told: list[str] = []
    path = tmp_path / name
    path.write_bytes(b"MZ")

    meanwhile(lambda: screen.window.files.open_outside(path), read(told))
    screen.window.files.open_outside(tmp_path / "avtal.PDF")

    assert "kan vara ett program" in told[0]
    assert [url.fileName() for url in started] == ["avtal.PDF"]
