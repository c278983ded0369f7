"""Versions as users see them: sent out, kept, shown, taken out and archived."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from lokdesk.agreement.report import SIGNING
from lokdesk.agreement.version import KeptVersion
from lokdesk.gui.dialogs.versions import VersionsDialog
from lokdesk.project import project
from lokdesk.session import keeping
from lokdesk.session.fill import fill
from lokdesk.session.library import Library
from tests.gui.conftest import TODAY, OpenWindow
from tests.gui.hands import click, meanwhile, until
from tests.gui.pages import Act, Screen, answer, name_file, read
from tests.gui.talk import fill_in, words_on
from tests.office.standin import PaperOffice

ROUND = {
    "id": "circ0001",
    "title": "remiss",
    "last_day": "2026-04-10",
    "recipients": [{"name": "Växjö kommun", "address": "kommun@vaxjo.se"}, {"name": "Region Kronoberg"}],
}
APPROVED = {
    "parties": [
        {
            "id": "part0001",
            "name": "Växjö kommun",
            "deciding_bodies": [{"id": "body0001", "name": "Kommunstyrelsen"}],
            "decisions": [
                {"id": "deci0001", "kind": "godkännande", "body": "body0001", "date": "2026-03-01"}
            ],
        }
    ]
}


class VersionsHand:
    """The commands for versions, and the dialog that shows them."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def give(self, command: str, *acts: Act) -> None:
        """Give one of the commands in the menu, and answer the dialogs that come."""
        meanwhile(self.screen.window.menus.actions[command].trigger, *acts)

    @property
    def kept(self) -> tuple[KeptVersion, ...]:
        return self.screen.window.session.draft.versions

    @property
    def news(self) -> str:
        """What is said at the foot of the window."""
        return self.screen.window.news.text()

    @property
    def is_offered(self) -> bool:
        return self.screen.window.versions.offer.isVisible()

    def take_offer(self, *acts: Act) -> None:
        """Press the button at the foot of the window."""
        meanwhile(lambda: click(self.screen.window.versions.offer), *acts)


def hand(open_window: OpenWindow, library: Library, **answers: object) -> VersionsHand:
    blank = library.blank()
    return VersionsHand(open_window(blank.model_copy(update={"agreement": fill(blank.agreement, answers)})))


def seen(said: list[str], act: Act) -> Act:
    """Return what reads a dialog before *act* is done in it."""

    def look(dialog: QWidget) -> None:
        said.append(words_on(dialog))
        act(dialog)

    return look


def pressed(*names: str, said: list[str] | None = None) -> Act:
    """Return what presses buttons in the dialog with the versions, of the latest, and closes it."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, VersionsDialog), dialog
        if said is not None:
            said.append(words_on(dialog))
        for name in names:
            click(next(button for key, button in dialog.buttons.items() if key.endswith(f":{name}")))
        if not names:
            click(dialog.close_button)

    return act


def closed(said: list[str]) -> Act:
    """Return what reads the dialog with the versions and closes it."""
    return pressed(said=said)


def test_the_agreement_is_kept_as_it_is_now_and_that_can_be_undone(open_window: OpenWindow, library: Library):
    versions = hand(open_window, library, title="Samverkan", status="beslutsversion", version="1.0")

    versions.give("keep", fill_in({"Dag": "2026-02-26", "Mottagare, en per rad": "Nämnden"}))

    (version,) = versions.kept
    assert (version.name, version.why, version.day) == ("Samverkan.docx", "beslutad", date(2026, 2, 26))
    assert (version.label, version.recipients) == ("1.0", ("Nämnden",))
    assert version.content.startswith(b"PK")
    assert versions.news.startswith("”Samverkan.docx” är behållen.")
    assert versions.screen.menu_text("undo") == "Ångra: behållandet av en version"
    versions.screen.undo()
    assert versions.kept == ()


def test_nothing_is_kept_by_whoever_changes_their_mind(open_window: OpenWindow, library: Library):
    versions = hand(open_window, library)

    versions.give("keep", fill_in({}, agree=False))

    assert versions.kept == () and not versions.screen.window.session.dirty


def test_who_sends_out_is_told_gently_what_it_means_and_to_whom_it_goes(
    open_window: OpenWindow, library: Library
):
    versions = hand(
        open_window, library, title="Samverkan", status="avstämningsversion", circulations=[ROUND]
    )
    told: list[str] = []

    versions.give("send", seen(told, fill_in({})))

    assert "delningsundantaget" in told[0] and "Svaren" in told[0] and "registreras" in told[0]
    assert "Ni skickar själva" in told[0]
    (version,) = versions.kept
    assert (version.why, version.day) == ("skickad", TODAY)
    assert version.recipients == ("Växjö kommun, kommun@vaxjo.se", "Region Kronoberg")
    assert version.circulation == versions.screen.value("circulations")[0].id
    assert versions.screen.value("status") == "avstämningsversion"


def test_a_version_that_has_just_been_made_is_offered_to_be_kept_until_something_is_edited(
    open_window: OpenWindow, library: Library, tmp_path: Path
):
    versions = hand(open_window, library, title="Samverkan", status="avstämningsversion")
    path = tmp_path / "till remiss.docx"
    assert not versions.is_offered

    versions.screen.export(name_file(path), answer("OK"))
    assert versions.is_offered
    assert versions.news == "När ”till remiss.docx” skickas ut kan ni behålla dokumentet som det är."
    versions.screen.field("title").type("!")
    assert not versions.is_offered

    versions.screen.export(name_file(path), answer("Skriv över"), answer("OK"))
    versions.take_offer(fill_in({}))
    (version,) = versions.kept
    assert (version.name, version.content) == (path.name, path.read_bytes())
    assert not versions.is_offered


def test_a_draft_is_made_without_a_word_of_keeping_it(
    open_window: OpenWindow, library: Library, tmp_path: Path
):
    versions = hand(open_window, library, status="utkast")

    versions.screen.export(name_file(tmp_path / "a.docx"), answer("OK"))

    assert not versions.is_offered and versions.news == ""


def test_a_file_from_elsewhere_is_kept_byte_for_byte(
    open_window: OpenWindow, library: Library, tmp_path: Path
):
    versions = hand(open_window, library)
    signed = tmp_path / "signerad.pdf"
    signed.write_bytes(b"%PDF-signerad")

    versions.give(
        "keep", fill_in({"Dokument": "En annan fil …", "Varför": "Undertecknad"}), name_file(signed)
    )

    (version,) = versions.kept
    assert (version.name, version.why, version.content) == ("signerad.pdf", "undertecknad", b"%PDF-signerad")


def test_the_same_document_twice_is_told_of(open_window: OpenWindow, library: Library, tmp_path: Path):
    versions = hand(open_window, library)
    (tmp_path / "a.docx").write_bytes(b"PK")
    other = {"Dokument": "En annan fil …"}
    said: list[str] = []

    versions.give("keep", fill_in(other), name_file(tmp_path / "a.docx"))
    versions.give("keep", fill_in(other), name_file(tmp_path / "a.docx"), read(said))

    assert "är redan behållen" in said[0] and "Inget har ändrats." in said[0]
    assert len(versions.kept) == 1


@pytest.fixture
def shown(open_window: OpenWindow, library: Library) -> VersionsHand:
    """Return a window on a draft in which a version has been kept."""
    draft = library.blank()
    draft, _ = keeping.keep(draft, "Beslut.docx", b"PK beslut", "beslutad", TODAY, recipients=("Nämnden",))
    return VersionsHand(open_window(draft))


def test_what_is_kept_is_shown_and_its_sum_copied(shown: VersionsHand):
    said: list[str] = []

    def act(dialog: QWidget) -> None:
        pressed("sum", said=said)(dialog)
        pressed()(dialog)

    shown.give("versions", act)

    assert "Beslutad 2026-03-02 till Nämnden." in said[0]
    assert f"SHA-256: {shown.kept[0].sha256[:16]}…" in said[0]
    assert QGuiApplication.clipboard().text() == shown.kept[0].sha256


def test_a_copy_is_saved_where_the_user_wants_it(shown: VersionsHand, tmp_path: Path):
    path = tmp_path / "kopia.docx"

    def leave(box: QWidget) -> None:
        answer("OK")(box)

    def close(dialog: QWidget) -> None:
        pressed("save")(dialog)
        pressed()(dialog)

    shown.give("versions", close, name_file(path), leave)

    assert path.read_bytes() == b"PK beslut"


def test_a_copy_is_opened_and_not_the_kept_document(shown: VersionsHand, monkeypatch: pytest.MonkeyPatch):
    opened: list[bytes] = []

    def open_url(url: QUrl) -> bool:
        path = Path(url.toLocalFile())
        opened.append(path.read_bytes())
        path.write_bytes(b"annat")
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)

    def act(dialog: QWidget) -> None:
        pressed("open", "open")(dialog)
        pressed()(dialog)

    shown.give("versions", act)

    assert opened == [b"PK beslut", b"PK beslut"]
    assert shown.kept[0].intact


def test_before_a_version_is_taken_away_the_user_is_asked(shown: VersionsHand):
    said: list[str] = []

    def keep_it(dialog: QWidget) -> None:
        pressed("remove")(dialog)
        pressed()(dialog)

    shown.give("versions", keep_it, read(said, "Avbryt"))
    assert "Vill du ta bort ”Beslut.docx”" in said[0]
    assert len(shown.kept) == 1

    def take_it_away(dialog: QWidget) -> None:
        assert isinstance(dialog, VersionsDialog)
        pressed("remove")(dialog)
        until(lambda: not dialog.buttons)
        said.append(words_on(dialog))
        pressed()(dialog)

    shown.give("versions", take_it_away, answer("Ta bort"))
    assert shown.kept == ()
    assert "Ingen version är behållen än." in said[-1]
    shown.screen.undo()
    assert len(shown.kept) == 1


def test_a_changed_document_says_so(open_window: OpenWindow, library: Library):
    draft, version = keeping.keep(library.blank(), "Beslut.docx", b"PK", "beslutad", TODAY)
    changed = version.model_copy(update={"content": b"annat"})
    said: list[str] = []

    VersionsHand(open_window(draft.model_copy(update={"versions": (changed,)}))).give(
        "versions", closed(said)
    )

    assert "inte längre som när det behölls" in said[0]


def test_the_first_edit_of_what_is_approved_is_said_once(open_window: OpenWindow, library: Library):
    blank = library.blank()
    agreement = fill(blank.agreement, APPROVED)
    draft, _ = keeping.keep(
        blank.model_copy(update={"agreement": agreement}), "Beslut.docx", b"PK", "beslutad", TODAY
    )
    versions = VersionsHand(open_window(draft))

    versions.screen.field("title").type("Nytt")
    versions.screen.rest()
    assert versions.news.startswith("Ändringen rör det som är godkänt: Kommunstyrelsen, Växjö kommun behöver")
    versions.screen.field("title").type(" igen")
    versions.screen.rest()
    assert versions.news == ""


def folder(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    def chosen(*_: object) -> str:
        return str(path)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", chosen)


def test_the_archive_set_is_made_while_the_user_goes_on(
    shown: VersionsHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("lokdesk.session.printing.office", PaperOffice)
    folder(monkeypatch, tmp_path / "arkiv")
    told: list[str] = []
    said: list[str] = []

    shown.give("archive", read(told, "Välj mapp …"), read(said))

    assert "överenskommelsen som PDF/A" in told[0]
    assert "Arkivuppsättningen är klar." in said[0]
    assert sorted(path.name for path in (tmp_path / "arkiv").iterdir()) == [
        "Att registrera.pdf",
        "Beslut.pdf",
    ]


def test_an_archive_set_that_has_been_made_is_written_where_that_can_be_done(
    shown: VersionsHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("lokdesk.session.printing.office", PaperOffice)
    there = tmp_path / "arkiv"
    there.mkdir()
    (there / "Beslut.pdf").touch()
    folder(monkeypatch, there)
    said: list[str] = []

    shown.give("archive", answer("Välj mapp …"), read(said, "Avbryt"))
    assert "finns redan ”Beslut.pdf”" in said[0]
    assert [path.name for path in there.iterdir()] == ["Beslut.pdf"]

    def elsewhere(dialog: QWidget) -> None:
        folder(monkeypatch, tmp_path / "annan")
        answer("Spara på ett annat ställe …")(dialog)

    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    shown.give("archive", answer("Välj mapp …"), answer("Försök igen"), elsewhere, read(said, "Visa mappen"))
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path / "annan"]
    assert "Arkivuppsättningen är klar." in said[1] and str(tmp_path / "annan") in said[1]
    assert len(list((tmp_path / "annan").iterdir())) == 2 and len(list(there.iterdir())) == 1


def test_nothing_is_archived_by_who_thinks_better_of_it(shown: VersionsHand, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lokdesk.session.printing.office", PaperOffice)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: pytest.fail("not asked for"))

    shown.give("archive", answer("Avbryt"))

    assert shown.news == ""


def test_without_a_word_processor_it_is_told_how_to_make_pdf(
    shown: VersionsHand, monkeypatch: pytest.MonkeyPatch
):
    nothing: Callable[[], None] = lambda: None  # noqa: E731
    monkeypatch.setattr("lokdesk.session.printing.office", nothing)
    said: list[str] = []

    shown.give("archive", read(said))

    assert "PDF/A behövs Word eller LibreOffice" in said[0]


def test_what_is_kept_is_saved_with_the_project(shown: VersionsHand, tmp_path: Path):
    shown.screen.save_as(name_file(tmp_path / "a.lokdesk"))

    assert project.open(tmp_path / "a.lokdesk").draft.versions == shown.kept


def test_a_copy_to_sign_is_offered_to_be_kept_as_signed(
    open_window: OpenWindow, library: Library, tmp_path: Path
):
    versions = hand(open_window, library, title="Samverkan", status="beslutad")
    path = tmp_path / "underskriftsexemplar.docx"
    path.write_bytes(b"PK")

    versions.screen.window.documents.made(path, versions.screen.window.session.draft, SIGNING)
    assert versions.news == (
        "När ”underskriftsexemplar.docx” undertecknas kan ni behålla dokumentet som det är."
    )
    versions.take_offer(fill_in({}))

    (version,) = versions.kept
    assert (version.name, version.why) == ("underskriftsexemplar.docx", "undertecknad")


def test_what_was_made_of_another_draft_is_not_offered(open_window: OpenWindow, library: Library):
    versions = hand(open_window, library, status="avstämningsversion")
    window = versions.screen.window
    window.documents.made(Path("a.docx"), window.session.draft, None)
    assert versions.is_offered

    window.session.new()

    assert not versions.is_offered
