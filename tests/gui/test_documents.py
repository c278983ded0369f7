"""All documents: which can be chosen, where they end up, and what is told of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.session import companion, keeping
from lokdesk.session.library import Library
from tests.gui.choosing import Choosing, order
from tests.gui.conftest import TODAY, OpenWindow
from tests.gui.hands import CTRL, SHIFT, click, meanwhile, press
from tests.gui.pages import Act, Screen, answer, dismiss, name_file, read
from tests.office.standin import SlowOffice

Key = Qt.Key
BODIES = ("Kommunstyrelsen", "Socialnämnden")
HELD = {
    "title": "Samverkan i Växjö",
    "parties": [
        {"id": "part0001", "name": "Arbetsförmedlingen", "kind": "Arbetsförmedlingen"},
        {
            "id": "part0002",
            "name": "Växjö kommun",
            "kind": "kommun",
            "deciding_bodies": [{"id": f"body000{n}", "name": name} for n, name in enumerate(BODIES)],
        },
    ],
    "circulations": [
        {
            "id": "roun0001",
            "title": "avstämning",
            "last_day": "2026-09-18",
            "recipients": [{"id": "reci0001", "name": "Växjö kommun", "address": "kommun@vaxjo.example"}],
        }
    ],
}


@pytest.fixture
def draft(library: Library) -> Draft:
    held = library.blank().agreement.model_dump() | HELD
    return library.blank().model_copy(update={"agreement": Agreement.model_validate(held)})


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., list[str]]:
    """Return what opens the dialog by its keys, acts in what comes, and returns what is told in the end."""

    def make_(screen: Screen, *acts: Act, button: str = "OK") -> list[str]:
        said: list[str] = []

        def run() -> None:
            press(Key.Key_K, CTRL | SHIFT)
            qtbot.waitUntil(lambda: bool(said), timeout=60_000)

        meanwhile(run, *acts, read(said, button))
        return said

    return make_


Make = Callable[..., list[str]]


def names(path: Path) -> list[str]:
    return sorted(one.name for one in path.glob("*.*"))


def look_into(screen: Screen, look: Callable[[Choosing], object]) -> None:
    """Open the dialog, look, and leave it if that has not been done."""

    def act(dialog: QWidget) -> None:
        hand = Choosing(dialog)
        look(hand)
        if dialog.isVisible():
            hand.leave()

    meanwhile(lambda: press(Key.Key_K, CTRL | SHIFT), act)


# What can be chosen


def test_every_document_that_there_is_can_be_chosen(open_window: OpenWindow, library: Library):
    screen = open_window(library.example())
    ids = [one.id for one in companion.documents(library)]
    found: list[str] = []

    look_into(screen, lambda hand: found.extend(hand.dialog.parts))

    assert set(ids) <= set(found)


def test_every_document_says_what_it_is_for(open_window: OpenWindow, draft: Draft):
    screen = open_window(draft)

    def look(hand: Choosing) -> None:
        for offer in hand.dialog.parts:
            said = hand.said(offer)
            assert any(text.endswith(".") for text in said), offer

    look_into(screen, look)


def test_nothing_is_made_before_something_is_chosen(open_window: OpenWindow, draft: Draft):
    screen = open_window(draft)

    def look(hand: Choosing) -> None:
        assert not hand.can_create
        hand.tick("tjansteskrivelse-godkannande", without=["Kommunstyrelsen, Växjö kommun"])
        assert hand.can_create
        assert hand.ticked("tjansteskrivelse-godkannande") == {
            "Kommunstyrelsen, Växjö kommun": False,
            "Socialnämnden, Växjö kommun": True,
        }
        hand.tick("tjansteskrivelse-uppdrag", without=[f"{one}, Växjö kommun" for one in BODIES])
        hand.tick("tjansteskrivelse-godkannande")
        assert not hand.can_create

    look_into(screen, look)


def test_the_question_that_is_to_be_answered_first_is_one_click_away(open_window: OpenWindow, draft: Draft):
    screen = open_window(draft)

    def look(hand: Choosing) -> None:
        assert "Svara först på frågan ”Vilka jobbspår har ni eller planerar ni?”" in hand.said(
            "avsiktsforklaring"
        )
        hand.go("avsiktsforklaring")

    look_into(screen, look)

    assert screen.page.step.slug == "processes"
    assert screen.place.startswith("job_tracks")


def test_without_a_word_processor_it_is_told_how_a_pdf_is_made(open_window: OpenWindow, draft: Draft):
    screen = open_window(draft)

    def look(hand: Choosing) -> None:
        assert not hand.dialog.pdf.isVisible()
        assert any("För att göra PDF behövs Word" in text for text in texts_in(hand))

    look_into(screen, look)


def texts_in(hand: Choosing) -> list[str]:
    return [one.text() for one in hand.dialog.findChildren(QLabel) if one.isVisible()]


def test_the_dialog_is_come_to_from_the_last_step(open_window: OpenWindow, draft: Draft):
    screen = open_window(draft)
    screen.step("review")
    button = screen.review.panel.all_button
    screen.see(button)

    def look(dialog: QWidget) -> None:
        assert Choosing(dialog).part("overenskommelse").isVisible()
        dismiss(dialog)

    meanwhile(lambda: click(button), look)


# Where they end up


def test_one_document_is_named_by_the_user(open_window: OpenWindow, draft: Draft, tmp_path: Path, make: Make):
    screen = open_window(draft)

    said = make(screen, order("sammanfattning"), name_file(tmp_path / "kort"))

    assert said == [f"Word-dokumentet ”kort.docx” är klart. Det ligger i mappen {tmp_path}."]
    assert names(tmp_path) == ["kort.docx"]


def test_a_name_is_suggested_that_is_not_taken(open_window: OpenWindow, draft: Draft, tmp_path: Path):
    screen = open_window(draft)
    screen.save_as(name_file(tmp_path / "a.lokdesk"))
    (tmp_path / "a-sammanfattning.docx").touch()
    suggested: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        suggested.extend(dialog.selectedFiles())
        dialog.reject()

    meanwhile(lambda: press(Key.Key_K, CTRL | SHIFT), order("sammanfattning"), look)

    assert [Path(one).name for one in suggested] == ["a-sammanfattning (2).docx"]


def test_several_documents_come_into_a_folder(
    open_window: OpenWindow, draft: Draft, tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
):
    screen = open_window(draft)
    there = tmp_path / "beslut"
    there.mkdir()
    shown: list[str] = []

    def open_url(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)

    said = make(screen, order("tjansteskrivelse-godkannande"), name_file(there), button="Visa mappen")

    assert said[0].startswith("2 dokument är klara.")
    assert names(there) == [
        f"Samverkan i Växjö-tjansteskrivelse-godkannande-{slug}-vaxjo-kommun.docx"
        for slug in ("kommunstyrelsen", "socialnamnden")
    ]
    assert [Path(one) for one in shown] == [there]


def test_what_some_readers_could_not_use_in_any_of_them_is_told_before_they_are_made(
    open_window: OpenWindow, draft: Draft, tmp_path: Path, make: Make
):
    screen = open_window(draft)
    vague = {"blocks": [{"runs": [{"text": "här", "link": "https://www.example.se"}]}]}
    screen.window.session.fill({"background": vague})
    before: list[str] = []
    papers = order("tjansteskrivelse-godkannande")

    meanwhile(lambda: press(Key.Key_K, CTRL | SHIFT), papers, name_file(tmp_path), read(before, "Avbryt"))
    assert before[0].startswith("Tillgänglighet: en sak att se över, så att alla kan läsa dokumenten.")
    assert "Tjänsteskrivelse om godkännande: Under ”Bakgrund”: Länken ”här”" in before[0]
    assert names(tmp_path) == []

    make(screen, papers, name_file(tmp_path))
    assert len(names(tmp_path)) == len(BODIES)


@pytest.mark.parametrize("wish", ["Spara med nummer efter namnet", "Skriv över", "Avbryt"])
def test_nothing_is_written_over_unasked(
    open_window: OpenWindow, draft: Draft, tmp_path: Path, make: Make, wish: str
):
    screen = open_window(draft)
    there = tmp_path / "mapp"
    there.mkdir()
    taken = there / "Samverkan i Växjö-tjansteskrivelse-uppdrag-socialnamnden-vaxjo-kommun.docx"
    taken.write_bytes(b"old")
    acts = (order("tjansteskrivelse-uppdrag"), name_file(there), answer(wish))

    if wish == "Avbryt":
        meanwhile(lambda: press(Key.Key_K, CTRL | SHIFT), *acts)
        assert names(there) == [taken.name]
        return
    make(screen, *acts)

    assert (taken.read_bytes() == b"old") is (wish != "Skriv över")
    assert len(names(there)) == (2 if wish == "Skriv över" else 3)
    assert (there / f"{taken.stem} (2).docx").exists() is (wish != "Skriv över")


@pytest.mark.parametrize("wish", ["Spara med nummer efter namnet", "Spara på ett annat ställe …", "Avbryt"])
def test_what_cannot_be_written_is_written_elsewhere(
    open_window: OpenWindow, draft: Draft, tmp_path: Path, make: Make, wish: str
):
    screen = open_window(draft)
    (tmp_path / "kort.docx").mkdir()
    acts = (order("sammanfattning"), name_file(tmp_path / "kort"), answer("Skriv över"), answer(wish))

    if wish == "Avbryt":
        meanwhile(lambda: press(Key.Key_K, CTRL | SHIFT), *acts)
        assert names(tmp_path) == ["kort.docx"]
        return
    elsewhere = () if wish.startswith("Spara med") else (name_file(tmp_path / "annat"),)
    said = make(screen, *acts, *elsewhere)

    name = "annat.docx" if elsewhere else "kort (2).docx"
    assert f"”{name}” är klart" in said[0]
    assert (tmp_path / name).is_file()


def test_what_cannot_be_written_is_tried_again_once_nothing_is_in_the_way(
    open_window: OpenWindow, draft: Draft, tmp_path: Path, make: Make
):
    screen = open_window(draft)
    there, elsewhere = tmp_path / "ett", tmp_path / "två"
    there.mkdir()
    elsewhere.mkdir()
    title = "Samverkan i Växjö"
    for name in ("sammanfattning", "kontaktlista", "oppna-fragor"):
        (there / f"{title}-{name}.docx").mkdir()

    def out_of_the_way(dialog: QWidget) -> None:
        (there / f"{title}-kontaktlista.docx").rmdir()
        answer("Försök igen")(dialog)

    said = make(
        screen,
        order("sammanfattning", "kontaktlista", "oppna-fragor"),
        name_file(there),
        answer("Skriv över"),
        out_of_the_way,
        answer("Spara på ett annat ställe …"),
        name_file(elsewhere),
    )

    assert (there / f"{title}-kontaktlista.docx").is_file()
    assert names(elsewhere) == [f"{title}-oppna-fragor.docx", f"{title}-sammanfattning.docx"]
    assert f"I mappen {there}:\n• {title}-kontaktlista.docx" in said[0]
    assert f"I mappen {elsewhere}:\n• {title}-" in said[0]


def test_of_many_reasons_only_some_are_told(open_window: OpenWindow, draft: Draft, tmp_path: Path):
    open_window(draft)
    papers = ("sammanfattning", "kontaktlista", "oppna-fragor", "registreringslista", "publiceringsexemplar")
    for name in papers:
        (tmp_path / f"Samverkan i Växjö-{name}.docx").mkdir()
    said: list[str] = []

    meanwhile(
        lambda: press(Key.Key_K, CTRL | SHIFT),
        order(*papers),
        name_file(tmp_path),
        answer("Skriv över"),
        read(said, "Avbryt"),
    )

    assert said[0].count("kunde inte sparas") == 3 and "Och 2 till." in said[0]


# What is sent out


def test_what_goes_out_in_a_circulation_is_made_at_once(
    open_window: OpenWindow, draft: Draft, tmp_path: Path, make: Make
):
    screen = open_window(draft)
    there = tmp_path / "utskick"
    there.mkdir()

    make(screen, order("utskick"), name_file(there))

    stem = "Samverkan i Växjö"
    assert names(there) == sorted(
        [f"{stem}.docx", f"{stem}-foljebrev-avstamning.docx", f"{stem}-svarstabell-avstamning.docx"]
    )
    assert screen.window.session.draft.versions == ()


def test_before_it_is_sent_it_is_told_what_becomes_of_it(open_window: OpenWindow, draft: Draft):
    screen = open_window(draft)

    def look(hand: Choosing) -> None:
        assert keeping.FOR_COMMENTS in texts_in(hand)
        assert not hand.part("utskick").choice.isVisible()

    look_into(screen, look)


def test_what_is_sent_is_kept_for_someone_who_wants_that(
    open_window: OpenWindow, draft: Draft, tmp_path: Path, make: Make
):
    screen = open_window(draft)

    said = make(screen, order("utskick", keep="utskick"), name_file(tmp_path))

    (kept,) = screen.window.session.draft.versions
    assert kept.content == (tmp_path / "Samverkan i Växjö.docx").read_bytes()
    assert (kept.why, kept.day, kept.circulation) == ("skickad", TODAY, "roun0001")
    assert kept.recipients == ("Växjö kommun, kommun@vaxjo.example",)
    assert "Versionen är behållen." in said[0]
    assert screen.menu_text("undo") == "Ångra: den behållna versionen"


# Meanwhile


def test_pdfs_are_made_while_the_user_goes_on(
    open_window: OpenWindow, draft: Draft, tmp_path: Path, slow: SlowOffice
):
    screen = open_window(draft)
    meanwhile(
        lambda: press(Key.Key_K, CTRL | SHIFT),
        order("utskick", pdf=True, keep="utskick"),
        name_file(tmp_path),
    )
    assert screen.window.news.text() == "3 dokument skapas. Du kan arbeta vidare så länge."

    screen.field("title").replace("Sedan")
    slow.go_on.set()
    said: list[str] = []
    meanwhile(screen.window.documents.finish, read(said))

    assert said[0].startswith("3 dokument är klara.")
    assert (tmp_path / "Samverkan i Växjö.pdf").read_bytes() == b"%PDF-1.7"
    (kept,) = screen.window.session.draft.versions
    assert kept.agreement.title == "Samverkan i Växjö"
    assert screen.window.session.agreement.title == "Sedan"


def test_what_was_made_of_one_agreement_is_not_kept_in_another(
    open_window: OpenWindow, draft: Draft, tmp_path: Path, slow: SlowOffice
):
    screen = open_window(draft)
    meanwhile(
        lambda: press(Key.Key_K, CTRL | SHIFT),
        order("utskick", pdf=True, keep="utskick"),
        name_file(tmp_path),
    )

    screen.new()
    slow.go_on.set()
    said: list[str] = []
    meanwhile(screen.window.documents.finish, read(said))

    assert "Versionen är inte behållen" in said[0]
    assert screen.window.session.draft.versions == ()


def test_the_window_closes_when_the_documents_are_done(
    open_window: OpenWindow, draft: Draft, tmp_path: Path, slow: SlowOffice
):
    screen = open_window(draft)
    meanwhile(
        lambda: press(Key.Key_K, CTRL | SHIFT), order("sammanfattning", pdf=True), name_file(tmp_path / "a")
    )
    slow.go_on.set()
    said: list[str] = []

    screen.close(read(said))

    assert said[0].startswith("PDF-dokumentet ”a.pdf” är klart.")
    assert not screen.window.isVisible()
