"""A Word document that becomes a template in the window: looked through, corrected, saved and used."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lokdesk.gui.dialogs.adopt import AdoptDialog
from lokdesk.gui.dialogs.adopted import AdoptedDialog
from lokdesk.gui.dialogs.moving import MoveDialog
from lokdesk.gui.dialogs.pick import PickDialog
from lokdesk.session import template_file, workpiece
from lokdesk.session.library import Library
from lokdesk.word.leaf import paragraphs
from lokdesk.word.plan import address
from tests.gui import talk
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, click, meanwhile, press, type_text, until
from tests.gui.pages import Act, Screen, answer, name_file, read
from tests.word.foreign.outlines import OUTLINES
from tests.word.foreign.writer import Writer

Key = Qt.Key


class Adopted:
    """The dialog with a document and its places, as its user sees it."""

    def __init__(self, dialog: AdoptDialog) -> None:
        self.dialog = dialog
        until(lambda: not dialog.busy)

    @property
    def places(self) -> list[str]:
        return [self.dialog.places.row(n).spoken for n in range(self.dialog.places.count)]

    @property
    def without(self) -> list[str]:
        return [self.dialog.without.row(n).spoken for n in range(self.dialog.without.count)]

    def place(self, words: str) -> str:
        """Return the row that has *words*."""
        return next(one for one in self.places if words in one)

    def choose(self, words: str) -> None:
        """Go to the row that has *words*, with the arrow keys."""
        view = self.dialog.places
        view.setFocus()
        press(Key.Key_Home)
        for _ in range(view.count):
            if words in view.row(view.current).spoken:
                return
            press(Key.Key_Down)
        raise AssertionError(f"no {words} among {self.places}")

    def on_paper(self) -> str:
        sheet = self.dialog.view.sheet
        assert sheet is not None
        return "\n".join(one.block.text for leaf in sheet.leaves for one in paragraphs(leaf))


def look(*deeds: Callable[[Adopted], object], leave: bool = True) -> Act:
    """Return what does *deeds* in the dialog, and leaves it unless they do."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, AdoptDialog)
        hand = Adopted(dialog)
        for one in deeds:
            one(hand)
        if leave:
            press(Key.Key_Escape)

    return act


def pick(letters: str, *, down: int = 0, agree: bool = True) -> Act:
    """Return what picks the first that fits *letters*, or one further *down*."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, PickDialog)
        type_text(letters)
        for _ in range(down):
            press(Key.Key_Down)
        press(Key.Key_Return if agree else Key.Key_Escape)

    return act


def save(hand: Adopted) -> None:
    click(hand.dialog.save_button)


def document(folder: Path) -> Path:
    path = folder / "nationell mall.docx"
    writer = Writer()
    writer.title("Överenskommelse om samverkan")
    writer.h("Bakgrund")
    writer.p("[Beskriv bakgrunden.]")
    writer.h("Mål och indikatorer")
    writer.table(("Mål", "Indikator", "Målvärde"), ("", "", ""))
    writer.h("Ekonomisk redovisning")
    writer.p("Här redovisas kostnader.")
    writer.h("Uppföljning")
    path.write_bytes(writer.docx())
    return path


@pytest.fixture
def screen(open_window: OpenWindow, library: Library) -> Screen:
    return open_window(library.example("tva-kommuner"))


def adopt(screen: Screen, path: Path, *acts: Act) -> None:
    """Choose the command in the menu, and the document at *path*."""
    meanwhile(screen.window.menus.actions["adopt"].trigger, name_file(path), *acts)
    screen.settle()


def test_the_document_is_shown_with_what_its_places_are_for(screen: Screen, tmp_path: Path):
    def looked(hand: Adopted) -> None:
        assert hand.place("Bakgrund") == "Rubrik: Bakgrund. ▸ Säker: Bakgrund"
        assert "Inget svar" in hand.place("Ekonomisk redovisning")
        assert "Mål, en rad för varje" in hand.place("Tabell: Mål")
        assert "Bakgrund\n▸ Bakgrund – säker\n[Beskriv bakgrunden.]" in hand.on_paper()
        assert any("Processer" in one for one in hand.without)
        assert "svar utan plats" in hand.dialog.summary.text()

    adopt(screen, document(tmp_path), look(looked))


def test_a_click_in_the_document_finds_the_place_in_the_list(screen: Screen, tmp_path: Path):
    def clicked(hand: Adopted) -> None:
        view = hand.dialog.view
        assert view.sheet is not None and hand.dialog.adoption is not None
        passages = hand.dialog.adoption.blueprint.source.passages
        heading = next(one for one in passages if one.text == "Uppföljning")
        plain = next(one for one in passages if one.text == "Här redovisas kostnader.")
        for one in (heading, plain):
            view.go_to(address(one.number))
            place = view.sheet.place(address(one.number))
            assert place is not None
            area = view.area(place)
            assert area is not None
            point = QPointF(area.left() + 20, area.center().y()).toPoint()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
            entry = hand.dialog.places.row(hand.dialog.places.current)
            assert one.text in entry.spoken

    adopt(screen, document(tmp_path), look(clicked))


def test_proposals_are_confirmed_changed_left_out_and_added_by_keyboard(screen: Screen, tmp_path: Path):
    def corrected(hand: Adopted) -> None:
        dialog = hand.dialog
        hand.choose("Rubrik: Bakgrund")
        press(Key.Key_Tab)
        assert dialog.right.hasFocus()
        press(Key.Key_Space)
        assert hand.place("Rubrik: Bakgrund") == "Rubrik: Bakgrund. ▸ Bekräftad: Bakgrund"
        # It goes on to the next that nobody has looked at.
        assert "Bakgrund" not in dialog.places.row(dialog.places.current).spoken
        hand.choose("Ekonomisk redovisning")
        click(dialog.other)
        assert "En egen fråga" in hand.place("Ekonomisk redovisning")
        click(dialog.other)
        assert "Resurserna sammantagna" in hand.place("Ekonomisk redovisning")
        hand.choose("Rubrik: Uppföljning")
        click(dialog.none)
        assert "Inget svar" in hand.place("Rubrik: Uppföljning")
        press(Key.Key_Z, CTRL)
        assert "Metod" in hand.place("Rubrik: Uppföljning")
        hand.choose("Rubrik: Uppföljning")
        click(dialog.more)
        assert sum("Rubrik: Uppföljning" in one for one in hand.places) == 2

    picks = pick("det här finns inte"), pick("resurserna samman"), pick("nästa revidering")
    adopt(screen, document(tmp_path), look(corrected), *picks)


def test_an_answer_without_a_place_is_given_one(screen: Screen, tmp_path: Path):
    def given(hand: Adopted) -> None:
        dialog = hand.dialog
        dialog.tabs.setCurrentIndex(1)
        at = next(n for n, one in enumerate(hand.without) if one.endswith("Processer"))
        dialog.without.setFocus()
        press(Key.Key_Home)
        for _ in range(at):
            press(Key.Key_Down)
        click(dialog.give)
        assert "Processer" in hand.place("Ekonomisk redovisning")
        assert not any(one.endswith("Processer") for one in hand.without)

    adopt(screen, document(tmp_path), look(given), pick("ekonomisk"))


def test_what_is_corrected_is_kept_and_gone_on_with(screen: Screen, tmp_path: Path):
    path = document(tmp_path)
    folder = screen.window.settings.state_folder / workpiece.FOLDER

    def corrected(hand: Adopted) -> None:
        hand.choose("Rubrik: Bakgrund")
        click(hand.dialog.none)

    adopt(screen, path, look(corrected))
    assert [one.name for one in workpiece.found(folder)] == ["nationell mall.docx"]
    path.unlink()
    told: list[str] = []

    def looked(hand: Adopted) -> None:
        assert "Inget svar" in hand.place("Rubrik: Bakgrund")
        click(hand.dialog.anew_button)
        until(lambda: not hand.dialog.busy)
        assert "Säker" in hand.place("Rubrik: Bakgrund")

    command = screen.window.menus.actions["adopt"]
    meanwhile(command.trigger, read(told, "Fortsätt"), look(looked), answer("Börja om"))

    assert "nationell mall.docx" in told[0]
    assert workpiece.found(folder) == ()


def test_the_template_is_saved_checked_and_used_for_a_new_agreement(
    screen: Screen, tmp_path: Path, library: Library
):
    target = tmp_path / "T"
    said: list[str] = []

    def begin(dialog: QWidget) -> None:
        assert isinstance(dialog, AdoptedDialog)
        said.append(talk.words_on(dialog))
        click(dialog.begin)

    adopt(screen, document(tmp_path), look(save, leave=False), name_file(target), begin)

    made = target.with_suffix(".docx")
    assert template_file.mismatches(made, library) == []
    assert target.with_suffix(".toml").is_file()
    assert "kontrollerad och går att använda" in said[0]
    assert "Ekonomisk redovisning" in said[0]
    who = screen.window.opening.who
    assert who is not None and who.template_path == made
    click(who.begin)
    screen.settle()
    assert screen.window.session.draft.template.content == made.read_bytes()


def test_the_open_agreement_can_be_moved_to_the_template(screen: Screen, tmp_path: Path):
    before = screen.window.session.agreement

    def move(dialog: QWidget) -> None:
        assert isinstance(dialog, AdoptedDialog) and dialog.move_button is not None
        click(dialog.move_button)

    def agree(dialog: QWidget) -> None:
        assert isinstance(dialog, MoveDialog)
        assert "Svar som inte längre har någon plats" in talk.words_on(dialog)
        click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))

    adopt(screen, document(tmp_path), look(save, leave=False), name_file(tmp_path / "T.docx"), move, agree)

    assert screen.window.session.draft.template.id == "t"
    assert screen.window.session.agreement == before


def test_nothing_is_overwritten_unasked(screen: Screen, tmp_path: Path):
    (tmp_path / "T.toml").write_text("egen = 1", encoding="utf-8")
    asked: list[str] = []

    adopt(
        screen,
        document(tmp_path),
        look(save),
        name_file(tmp_path / "T.docx"),
        read(asked, "Avbryt"),
    )

    assert "T.toml" in asked[0]
    assert (tmp_path / "T.toml").read_text(encoding="utf-8") == "egen = 1"
    assert not (tmp_path / "T.docx").exists()


def test_what_is_no_word_document_is_told(screen: Screen, tmp_path: Path):
    path = tmp_path / "anteckning.docx"
    path.write_bytes(b"hej")
    told: list[str] = []

    def wait(dialog: QWidget) -> None:
        assert isinstance(dialog, AdoptDialog)

    adopt(screen, path, wait, read(told))

    assert "anteckning.docx" in told[0]


def test_what_becomes_of_the_text_in_a_place_is_chosen(screen: Screen, tmp_path: Path):
    def chosen(hand: Adopted) -> None:
        dialog = hand.dialog
        hand.choose("Rubrik: Bakgrund")
        assert dialog.below.currentText() == "Blir anvisning i fältet"
        assert "Beskriv bakgrunden" in dialog.said.text()
        dialog.below.setFocus()
        press(Key.Key_Down)
        assert dialog.below.currentText() == "Tas bort"
        adoption = dialog.adoption
        assert adoption is not None
        slot = next(one for one in adoption.blueprint.standing if one.address == "background")
        assert slot.below == "gone"
        hand.choose("Rubrik: Uppföljning")
        assert not dialog.everywhere.isEnabled()
        hand.choose("Rubrik: Bakgrund")
        click(dialog.everywhere)
        adoption = dialog.adoption
        assert adoption is not None
        plan = adoption.blueprint
        assert {one.below for one in plan.standing if plan.stands(one)} == {"gone"}

    adopt(screen, document(tmp_path), look(chosen))


@pytest.mark.parametrize("size", [100, 200])
def test_the_dialog_fits_on_a_small_screen(screen: Screen, tmp_path: Path, size: int):
    path = tmp_path / "mall.docx"
    path.write_bytes(OUTLINES[0].docx())
    screen.window.settings.text_size = size
    screen.window.opening.apply_look()

    def fits(hand: Adopted) -> None:
        least = hand.dialog.minimumSizeHint()
        assert least.width() <= 1366
        assert least.height() <= 700
        unnamed = [
            one
            for one in hand.dialog.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (one.accessibleName() or getattr(one, "text", str)())
            and one.isVisible()
        ]
        assert [type(one).__name__ for one in unnamed if type(one).__name__ != "QTabBar"] == []

    adopt(screen, path, look(fits))
