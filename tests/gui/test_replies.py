"""What came back as its user sees it: files taken in, and the list of all there is to take a stand on."""

import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.reply import Reply, Viewpoint
from lokdesk.gui.dialogs.form import FormDialog
from lokdesk.gui.dialogs.pick import PickDialog
from lokdesk.gui.dialogs.target import TargetDialog
from lokdesk.gui.panes.matter import MatterCard
from lokdesk.gui.panes.replies import RepliesView
from lokdesk.gui.panes.voice import VoiceCard, Words
from lokdesk.project.problem import Problem
from lokdesk.session import document, keeping, replies, standing
from lokdesk.session.library import Library
from tests import circulated
from tests.gui.conftest import OpenWindow
from tests.gui.hands import CTRL, click, leave_popups, meanwhile, press, type_text, until
from tests.gui.pages import Act, Screen, name_file, read
from tests.gui.test_entrance import drop
from tests.session.edited import Edited
from tests.word.story import Story

Key = Qt.Key
VAXJO, ALVESTA = "Växjö kommun (Karin Ek)", "Alvesta kommun"


class RepliesHand:
    """The view of what came back, with its user."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    @property
    def view(self) -> RepliesView:
        (view,) = self.screen.window.wizard.seen("replies")
        assert isinstance(view, RepliesView)
        return view

    def card(self, name: str) -> MatterCard:
        return next(one for one in self.view.cards.values() if name in one.title.text())

    def voice(self, name: str, who: str = "") -> VoiceCard:
        found = self.card(name).voices.values()
        return next(one for one in found if who in one.words.findChildren(QLabel)[0].text())

    def says(self, name: str, who: str = "") -> str:
        labels = self.voice(name, who).words.findChildren(QLabel)
        return " | ".join(one.accessibleName() or one.text() for one in labels)

    def press(self, name: str, button: str, *acts: Act, who: str = "") -> None:
        """Click on one of the buttons below a wording."""
        found = self.voice(name, who).buttons[button]
        self.view.area.ensureWidgetVisible(found)
        self.screen.settle()
        meanwhile(lambda: click(found), *acts)
        self.screen.rest()

    def key(self, key: Key, *acts: Act) -> None:
        meanwhile(lambda: press(key), *acts)
        self.screen.rest()

    @property
    def place(self) -> str:
        """Where the focus is: the name of the matter, and who wants what there."""
        words = QApplication.focusWidget()
        assert isinstance(words, Words), words
        card = next(one for one in self.view.cards.values() if one.isAncestorOf(words))
        return f"{card.title.text()}: {words.findChildren(QLabel)[0].text()}"

    @property
    def titles(self) -> list[str]:
        return [one.title.text() for one in self.view.cards.values()]

    @property
    def headings(self) -> list[str]:
        found = [one.text() for one in self.view.area.content.findChildren(QLabel) if one.isVisible()]
        return [one for one in found if " – " in one and one.endswith((" behandlad", " behandlade"))]


@pytest.fixture
def draft(library: Library) -> Draft:
    return circulated.circulated(library.example())


@pytest.fixture
def hand(open_window: OpenWindow, draft: Draft) -> RepliesHand:
    screen = open_window(draft)
    screen.rest()
    press(Key.Key_4, CTRL)
    screen.rest()
    return RepliesHand(screen)


def filled(*texts: str, accept: bool = True) -> Act:
    """Return what writes *texts* in the fields of a dialog, one in each, in the place of what is there."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, FormDialog), dialog
        for row, text in zip(dialog.rows, texts, strict=False):
            leave_popups(input_ := row.field.inputs()[0])
            input_.setFocus()
            press(Key.Key_A, CTRL)
            type_text(text)
        standard = QDialogButtonBox.StandardButton
        click(dialog.buttons.button(standard.Ok if accept else standard.Cancel))

    return act


# -- what is shown


def test_it_says_how_much_came_and_begins_with_the_first_that_is_left(hand: RepliesHand):
    assert hand.view.summary.text() == (
        "4 filer från 4 avsändare: 8 synpunkter, varav 1 kommentar. Inget är ändrat i er text. "
        "0 av 8 är behandlade."
    )
    assert hand.place == f"Titel: {VAXJO}"
    assert hand.screen.step_text("replies") == "Synpunkter, 0 av 8 behandlade"


def test_there_is_no_row_for_it_until_something_has_come(open_window: OpenWindow):
    screen = open_window()

    assert screen.window.wizard.steps.row("replies").isHidden()
    press(Key.Key_4, CTRL)
    view = RepliesHand(screen).view
    assert view.summary.text().startswith("Inga synpunkter är hämtade än.")
    assert not view.document.isVisible() and not view.remaining.isVisible()
    assert view.take_in.hasFocus()


def test_two_who_want_different_things_of_one_answer_stand_side_by_side(hand: RepliesHand):
    card = hand.card("Titel")
    one, other = card.voices.values()

    assert card.remark.text() == "Avsändarna vill olika saker här."
    assert one.y() == other.y() and one.x() < other.x()
    assert "(borttaget av Karin Ek: Lokal) (tillagt av Karin Ek: Gemensam)" in hand.says("Titel", VAXJO)
    assert "Spårad ändring av Karin Ek, 2026-02-18." in hand.says("Titel", VAXJO)
    assert "Skäl: Så heter den hos oss." in hand.says("Titel", VAXJO)
    assert "(borttaget: Lokal) (tillagt: Vår)" in hand.says("Titel", ALVESTA)
    assert "Ändrat utan spårning." in hand.says("Titel", ALVESTA)


def test_changes_of_several_hands_are_numbered_and_told_apart(hand: RepliesHand):
    words = hand.voice("Mallens text").words.findChildren(QLabel)

    assert "¹" in words[1].text() and "²" in words[1].text()
    assert words[2].text() == "¹ Spårad ändring av Per Alm, 2026-02-18. ² Ändrat utan spårning."
    assert words[1].accessibleName() == ("Parterna (borttaget av Per Alm: ska) (tillagt: bör) samverka.")


def test_a_screen_reader_is_told_all_of_a_wording_when_it_has_the_focus(hand: RepliesHand):
    said = hand.voice("Titel", VAXJO).words.accessibleName()

    assert said.startswith(f"Titel. {VAXJO}. (borttaget av Karin Ek: Lokal)")
    assert said.endswith("Skäl: Så heter den hos oss. Inte behandlad.")
    assert hand.voice("Titel", VAXJO).buttons["take"].accessibleName() == f"Ta in: {VAXJO}, Titel"


def test_by_sender_what_two_want_stands_under_both(hand: RepliesHand):
    assert hand.headings[0].startswith("Parter och uppdrag")

    hand.view.order.setFocus()
    press(Key.Key_Down)
    hand.screen.settle()

    assert hand.headings == [
        "Växjö kommun – 0 av 3 behandlade",
        "Alvesta kommun – 0 av 3 behandlade",
        "Region Kronoberg – 0 av 2 behandlade",
    ]
    assert hand.titles.count("Titel") == 2


def test_what_lacks_a_place_stands_last(hand: RepliesHand):
    assert hand.headings[-1] == "Utan plats i överenskommelsen – 0 av 2 behandlade"
    assert "Text utan plats: efter rubriken ”Mål”" in hand.titles[-2:]


@pytest.mark.parametrize("seen_before", [True, False])
def test_what_comes_is_shown_whole_at_once(
    open_window: OpenWindow, library: Library, draft: Draft, seen_before: bool
):
    screen = open_window(library.example())
    if seen_before:
        press(Key.Key_4, CTRL)
        screen.rest()

    screen.window.session.change(draft)
    screen.window.wizard.begin_view("replies")

    view = RepliesHand(screen).view
    assert view.cards
    for card in view.cards.values():
        assert card.isVisible() and card.title.isVisible()
        assert all(one.words.isVisible() for one in card.voices.values())


# -- the keys


def test_the_arrows_go_between_the_wordings_and_end_goes_to_the_last(hand: RepliesHand):
    press(Key.Key_Down)
    assert hand.place == f"Titel: {ALVESTA}"
    press(Key.Key_Down)
    assert hand.place.startswith("Kommentar: ")
    press(Key.Key_Up)
    assert hand.place == f"Titel: {ALVESTA}"
    press(Key.Key_End)
    assert hand.card(hand.titles[-1]).isAncestorOf(hand.screen.focus)
    press(Key.Key_Home)
    assert hand.place == f"Titel: {VAXJO}"


def test_enter_takes_it_in_and_comes_to_the_next_and_undo_brings_one_back(hand: RepliesHand):
    before = hand.screen.value("title")

    hand.key(Key.Key_Return)

    assert hand.screen.value("title") == before.replace("Lokal", "Gemensam")
    assert hand.place == f"Titel: {ALVESTA}"
    assert "Intaget 2026-03-02." in hand.says("Titel", VAXJO)
    assert list(hand.voice("Titel", VAXJO).buttons) == ["reopen"]
    assert hand.screen.step_text("replies") == "Synpunkter, 1 av 8 behandlad"
    assert "Inget är ändrat" not in hand.view.summary.text()

    hand.screen.undo()
    assert hand.screen.value("title") == before
    assert hand.screen.window.wizard.view == "replies"
    assert hand.place == f"Titel: {VAXJO}"
    hand.screen.redo()
    assert hand.screen.value("title") == before.replace("Lokal", "Gemensam")
    assert hand.place == f"Titel: {VAXJO}"


def test_undo_comes_back_to_the_card_from_elsewhere_too(hand: RepliesHand):
    hand.key(Key.Key_Return)
    hand.screen.step("goals")

    hand.screen.undo()

    assert hand.place == f"Titel: {VAXJO}"


def test_delete_refuses_for_a_reason_that_must_be_given(hand: RepliesHand):
    remarks: list[str] = []

    def without_words(dialog: QWidget) -> None:
        assert isinstance(dialog, FormDialog)
        ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
        click(ok)
        remarks.append(dialog.remark.text())
        type_text("Vi har redan enats om namnet.")
        click(ok)

    before = hand.screen.value("title")
    hand.key(Key.Key_Delete, without_words)

    assert remarks == ["”Motivering” ska fyllas i."]
    assert "Avvisat 2026-03-02. Motivering: Vi har redan enats om namnet." in hand.says("Titel", VAXJO)
    assert hand.screen.value("title") == before
    assert hand.place == f"Titel: {ALVESTA}"


def test_whoever_changes_their_mind_in_the_dialog_stays_where_they_were(hand: RepliesHand):
    hand.key(Key.Key_Delete, filled("", accept=False))

    assert hand.place == f"Titel: {VAXJO}"
    assert hand.screen.step_text("replies") == "Synpunkter, 0 av 8 behandlade"


def test_f2_lets_one_write_something_else_from_the_wording_that_is_wanted(hand: RepliesHand):
    begun: list[str] = []

    def write(dialog: QWidget) -> None:
        assert isinstance(dialog, FormDialog)
        begun.append(dialog.rows[0].field.value)
        filled("Överenskommelse i länet", "Enklare så.")(dialog)

    hand.key(Key.Key_F2, write)

    assert begun[0].startswith("Gemensam överenskommelse")
    assert hand.screen.value("title") == "Överenskommelse i länet"
    assert "Intaget med ändring 2026-03-02. Motivering: Enklare så." in hand.says("Titel", VAXJO)
    # It settles what others want there too.
    assert hand.place.startswith("Kommentar: ")


def test_it_is_lifted_to_those_who_decide_and_stands_among_what_is_open(hand: RepliesHand):
    hand.key(Key.Key_L, filled("styrgruppen"))

    assert "Lyft till styrgruppen 2026-03-02." in hand.says("Titel", VAXJO)
    (matter,) = hand.screen.window.session.draft.discussion.alternatives
    assert matter.lifted is not None and len(matter.proposals) == 3


def test_a_stand_is_taken_back_by_its_button_and_by_backspace(hand: RepliesHand):
    before = hand.screen.value("title")
    hand.key(Key.Key_Return)
    hand.press("Titel", "reopen", who=VAXJO)
    assert hand.screen.value("title") == before
    assert hand.place == f"Titel: {VAXJO}"

    hand.key(Key.Key_Return)
    press(Key.Key_Up)
    hand.key(Key.Key_Backspace)
    assert hand.screen.value("title") == before


def test_the_other_wording_can_only_be_taken_instead_of_the_one_that_stands(hand: RepliesHand):
    hand.key(Key.Key_Return)
    said: list[str] = []

    hand.press("Titel", "take", read(said, "Byt ut er text"), who=ALVESTA)

    assert "Ni har ändrat samma ord sedan versionen skickades." in said[0]
    assert hand.screen.value("title").startswith("Vår ")


def test_words_without_a_place_are_put_into_the_nearest_or_any_other(hand: RepliesHand, draft: Draft):
    goal = draft.agreement.goals[0]
    offered: list[str] = []

    def put(dialog: QWidget) -> None:
        assert isinstance(dialog, TargetDialog)
        offered.extend(dialog.list.row(key).said[0].text for key in dialog.list.leaves[:2])
        press(Key.Key_Return)

    hand.press("Text utan plats", "place", put)

    assert offered[0].endswith(f"mål ”{goal.title}”") and offered[1].startswith("Bakgrund")
    description = hand.screen.value(f"goals/{goal.id}/description")
    assert description.text.endswith("Vi vill ha ett stycke om feriejobb.")
    where = f"Beskrivning – mål ”{goal.title}”"
    assert f"Placerat under {where} 2026-03-02." in hand.says("Text utan plats")


def test_a_new_item_comes_where_it_was_put_and_one_that_is_not_wanted_goes(hand: RepliesHand, draft: Draft):
    assert hand.voice("Fler unga i studier").buttons["take"].text() == "Lägg till"
    hand.press("Fler unga i studier", "take")
    assert "Tillagt 2026-03-02." in hand.says("Fler unga i studier")
    ids = [one.title for one in hand.screen.value("goals")]
    assert ids[1] == "Fler unga i studier"

    other = draft.agreement.goals[1].title or ""
    assert hand.voice(other, ALVESTA).buttons["take"].text() == "Ta bort"
    assert "Vill ta bort." in hand.says(other, ALVESTA)
    hand.press(other, "take", who=ALVESTA)
    assert "Borttaget 2026-03-02." in hand.says(other, ALVESTA)
    assert draft.agreement.goals[1].id not in {one.id for one in hand.screen.value("goals")}


def test_a_card_leads_to_its_question(hand: RepliesHand):
    press(Key.Key_G)

    assert hand.screen.place == "title"


# -- what is left


def test_with_only_what_is_left_a_card_goes_when_it_is_dealt_with(hand: RepliesHand):
    click(hand.view.remaining, QPoint(8, hand.view.remaining.height() // 2))
    count = len(hand.titles)
    comment = next(one for one in hand.titles if one.startswith("Kommentar"))

    hand.press("Kommentar", "take")

    assert len(hand.titles) == count - 1 and comment not in hand.titles
    assert hand.place.startswith(hand.titles[1])
    hand.screen.undo()
    assert hand.place.startswith(comment)


def test_what_the_draft_says_now_is_told_when_it_has_changed_since(hand: RepliesHand):
    hand.screen.window.session.set("title", "Överenskommelsen")
    hand.screen.rest()

    said = "Ni har ändrat texten sedan den skickades. Nu står det ”Överenskommelsen”."
    assert hand.card("Titel").remark.text().endswith(said)


def test_the_change_that_was_just_taken_in_is_not_said_to_be_made_since(hand: RepliesHand):
    hand.key(Key.Key_Return)

    said = "Ni har tagit in en annan lydelse. Nu står det ”Gemensam "
    assert said in hand.card("Titel").remark.text() and "skickades" not in hand.card("Titel").remark.text()


def test_another_draft_is_shown_whole_whatever_was_hidden_of_the_one_before(hand: RepliesHand, draft: Draft):
    refused = standing.refuse(draft, "reply001/vp000001", "Nej.")
    click(hand.view.remaining, QPoint(8, hand.view.remaining.height() // 2))
    hand.view.order.setFocus()
    press(Key.Key_Down)
    hand.screen.step("goals")

    hand.screen.window.session.new(refused)
    hand.screen.rest()
    press(Key.Key_4, CTRL)
    hand.screen.rest()

    assert not hand.view.remaining.isChecked() and hand.view.order.currentText() == "Avsnitt"
    assert "Avvisat" in hand.says("Titel", VAXJO)


def test_of_senders_who_want_the_same_each_is_said_to_have_tracked_it_or_not(
    open_window: OpenWindow, library: Library
):
    draft = library.example()
    word = (draft.agreement.title or "").split()[0]
    came = tuple(
        circulated.reply(f"reply{n:03}", who, circulated.changed(draft, "vp000001", "title", word, "Vår", by))
        for n, (who, by) in enumerate((("Arbetsförmedlingen", "Anna Berg"), ("Hultsfreds kommun", "")))
    )
    open_window(draft.model_copy(update={"replies": came})).rest()
    press(Key.Key_4, CTRL)
    (view,) = [one for one in QApplication.allWidgets() if isinstance(one, RepliesView) and one.isVisible()]
    (card,) = view.cards.values()
    (voice,) = card.voices.values()
    said = [one.text() for one in voice.words.findChildren(QLabel)]

    assert said[2:] == [
        "Arbetsförmedlingen: spårad ändring av Anna Berg, 2026-02-18.",
        "Hultsfreds kommun: utan spårning.",
    ]


def test_a_row_that_quotes_words_is_written_otherwise_from_the_answer_with_its_own_for_those(
    open_window: OpenWindow, library: Library
):
    draft = library.example()
    draft = draft.model_copy(
        update={"agreement": at.replace(draft.agreement, "title", "Lokal plan för unga")}
    )
    row = Viewpoint(id="vp000001", kind="row", address="title", quoted="Lokal plan", text="Gemensam plan")
    came = circulated.reply("reply001", "Växjö kommun", row)
    screen = open_window(draft.model_copy(update={"replies": (came,)}))
    press(Key.Key_4, CTRL)
    screen.rest()
    begun: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, FormDialog)
        begun.append(dialog.rows[0].field.value)
        click(dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel))

    RepliesHand(screen).key(Key.Key_F2, look)

    assert begun == ["Gemensam plan för unga"]


def test_who_wants_a_change_there_on_another_card_is_told_on_both(hand: RepliesHand, draft: Draft):
    goal = draft.agreement.goals[0]
    word = (goal.title or "").split()[0]
    one = circulated.changed(draft, "vp000001", f"goals/{goal.id}/title", word, "Alla")
    replies = (*draft.replies, circulated.reply("reply005", "Hultsfreds kommun", one))
    hand.screen.window.session.change(draft.model_copy(update={"replies": replies}))
    hand.screen.rest()

    remarks = {card.title.text().partition(" – ")[0]: card.remark.text() for card in hand.view.cards.values()}
    assert remarks["Målet"] == "Fler vill ändra här: Region Kronoberg."
    assert remarks["Rad i svarstabellen: Målet"] == "Fler vill ändra här: Hultsfreds kommun."


def test_the_dialog_shows_what_is_refused(hand: RepliesHand):
    shown: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, FormDialog)
        shown.extend(one.accessibleName() or one.text() for one in dialog.findChildren(QLabel))
        click(dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel))

    hand.key(Key.Key_Delete, look)

    assert shown[:2] == ["Titel", f"{VAXJO}:"]
    assert shown[2].startswith("(borttaget av Karin Ek: Lokal) (tillagt av Karin Ek: Gemensam)")
    assert shown[3] == "Skriv varför. Motiveringen kommer med i sammanställningen."


def test_of_a_long_answer_the_card_tells_only_where_senders_and_draft_cannot_be_had_together(
    open_window: OpenWindow, library: Library
):
    title = " ".join(f"ord{number}" for number in range(200))
    draft = library.example()
    draft = draft.model_copy(update={"agreement": at.replace(draft.agreement, "title", title)})
    wants = {"Växjö kommun": "ord150", "Alvesta kommun": "ord180"}
    came = [
        circulated.reply(f"reply{n:03}", who, circulated.changed(draft, "vp000001", "title", word, "nytt"))
        for n, (who, word) in enumerate(wants.items())
    ]
    screen = open_window(draft.model_copy(update={"replies": tuple(came)}))
    press(Key.Key_4, CTRL)
    screen.rest()
    hand = RepliesHand(screen)
    (card,) = hand.view.cards.values()

    assert len(card.voices) == 2 and card.remark.text() == ""
    screen.window.session.set("title", title.replace("ord150 ", "eget "))
    screen.rest()
    (card,) = hand.view.cards.values()
    assert " ord149 eget ord151 " in card.remark.text()
    assert "ord1 " not in card.remark.text() and "ord199" not in card.remark.text()


def test_hundreds_of_matters_come_a_few_at_a_time(open_window: OpenWindow, library: Library):
    screen = open_window(circulated.many(library.example(), 300))
    press(Key.Key_4, CTRL)
    screen.rest()
    hand = RepliesHand(screen)
    shown = len(hand.titles)

    assert 0 < shown < 100
    assert hand.view.more.text() == f"Visa fler ({300 - shown} till)"
    press(Key.Key_End)
    assert len(hand.titles) == 300
    assert "Kommentar nummer" in hand.screen.focus.accessibleName()


# -- two copies


def test_what_two_copies_disagree_about_is_chosen_written_and_reopened(
    open_window: OpenWindow, library: Library
):
    screen = open_window(circulated.clashed(library.example()))
    screen.rest()
    press(Key.Key_4, CTRL)
    screen.rest()
    hand = RepliesHand(screen)
    before = screen.value("title")
    assert hand.place == "Titel: Er text"
    assert hand.view.summary.text() == (
        "Er fil och ”Kopia.lokdesk” säger olika saker på 3 ställen. Välj vad som ska gälla. Tills dess "
        "gäller er text. 0 av 3 är behandlade."
    )
    assert "avvisar" not in hand.view.lead.text() and "Enter väljer texten" in hand.view.lead.text()

    press(Key.Key_Down)
    hand.key(Key.Key_Return)
    assert screen.value("title") == "Samverkan i länet"
    assert "Den andra kopians text är intagen." in hand.says("Titel", "Den andra")
    screen.undo()
    assert screen.value("title") == before and hand.place.startswith("Titel")

    hand.press("Titel", "edit", filled("En tredje"), who="Er text")
    assert screen.value("title") == "En tredje"
    hand.press("Titel", "reopen")
    assert screen.value("title") == before
    assert screen.step_text("replies") == "Synpunkter, 0 av 3 behandlade"


def test_what_two_copies_disagree_about_around_the_agreement_is_told_in_words(
    open_window: OpenWindow, library: Library
):
    screen = open_window(circulated.clashed(library.example()))
    press(Key.Key_4, CTRL)
    screen.rest()
    hand = RepliesHand(screen)
    name = "Anteckning"

    assert hand.headings[-1] == "Anteckningar och annat runt överenskommelsen – 0 av 1 behandlade"
    assert hand.says(name, "Er text") == "Er text | Fråga socialtjänsten i Alvesta."
    assert hand.says(name, "Den andra") == "Den andra kopian, ”Kopia.lokdesk” | (borttagen)"
    assert not hand.card(name).go.isVisible()


# -- whose they are


def test_the_sender_that_was_guessed_can_be_corrected(hand: RepliesHand):
    def correct(dialog: QWidget) -> None:
        assert isinstance(dialog, FormDialog)
        assert [row.label for row in dialog.rows][-2:] == ["”Ok.docx”", "”Ok.docx” kom in den"]
        filled("Växjö kommun", "2026-02-26", "Lessebo kommun", "2026-02-27")(dialog)

    meanwhile(lambda: click(hand.view.senders), correct)
    hand.screen.rest()

    assert hand.voice("Titel", "Lessebo kommun").isVisible()
    parties = {one.name: one.id for one in hand.screen.window.session.agreement.parties}
    second = hand.screen.window.session.draft.replies[1]
    assert second.party == parties.get("Lessebo kommun")
    assert second.received == date(2026, 2, 27)
    hand.screen.undo()
    assert hand.voice("Titel", ALVESTA).isVisible()


# -- taking in


Taken = Callable[[Draft, str, bytes, Library, date], Reply]


@pytest.fixture
def files(tmp_path: Path, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return files that are read as the replies made by hand."""
    known = {f"{number} {one.name}": one for number, one in enumerate(draft.replies[:2])}

    def taken_in(draft: Draft, name: str, content: bytes, library: Library, day: date) -> Reply:
        if name not in known:
            raise Problem(f"”{name}” kan inte läsas.")
        if any(one.id == known[name].id for one in draft.replies):
            raise Problem(f"”{name}” är redan hämtad.")
        return known[name]

    monkeypatch.setattr(replies, "taken_in", taken_in)
    paths = [tmp_path / name for name in (*known, "trasig.docx")]
    for path in paths:
        path.write_bytes(b"PK")
    return paths


def test_many_files_are_dropped_at_once_and_what_came_is_told_in_a_sentence(
    open_window: OpenWindow, library: Library, files: list[Path]
):
    screen = open_window(library.example())
    before = screen.window.session.agreement
    screen.rest()

    drop(screen.window, *files[:2])
    until(lambda: bool(screen.window.session.draft.replies) and not screen.window.replies.busy)
    screen.rest()

    told = "2 filer från 2 avsändare: 6 synpunkter, varav 1 kommentar. Inget är ändrat i er text."
    assert screen.window.news.text() == told
    assert screen.window.session.agreement == before
    assert screen.window.wizard.view == "replies"
    assert RepliesHand(screen).place == f"Titel: {VAXJO}"
    screen.undo()
    assert not screen.window.session.draft.replies


def test_one_that_cannot_be_read_is_told_by_name_and_the_others_are_taken(
    open_window: OpenWindow, library: Library, files: list[Path]
):
    screen = open_window(library.example())
    said: list[str] = []

    meanwhile(lambda: screen.window.replies.take_in([files[2], files[0], files[0]]), read(said))
    screen.rest()

    assert "”trasig.docx” kan inte läsas." in said[0] and f"”{files[0].name}” är redan hämtad." in said[0]
    assert "De andra filerna är hämtade." in said[0]
    assert [one.id for one in screen.window.session.draft.replies] == ["reply001"]


def test_a_mistake_in_the_program_costs_only_the_file_that_it_happens_with(
    open_window: OpenWindow, library: Library, files: list[Path], monkeypatch: pytest.MonkeyPatch
):
    whole: Taken = replies.taken_in

    def taken_in(draft: Draft, name: str, content: bytes, library: Library, day: date) -> Reply:
        if name == files[2].name:
            raise ZeroDivisionError
        return whole(draft, name, content, library, day)

    monkeypatch.setattr(replies, "taken_in", taken_in)
    heard: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: heard.append(kind))
    screen = open_window(library.example())
    said: list[str] = []

    meanwhile(lambda: screen.window.replies.take_in([files[2], files[0]]), read(said))
    screen.rest()

    assert "”trasig.docx” kunde inte hämtas" in said[0] and "De andra filerna är hämtade." in said[0]
    assert [one.id for one in screen.window.session.draft.replies] == ["reply001"]
    assert heard == [ZeroDivisionError]


def test_files_are_chosen_in_the_menu(open_window: OpenWindow, library: Library, files: list[Path]):
    screen = open_window(library.example())

    meanwhile(screen.window.menus.actions["take-replies"].trigger, name_file(files[0]))
    until(lambda: not screen.window.replies.busy)

    assert len(screen.window.session.draft.replies) == 1


def test_reading_goes_on_meanwhile_and_can_be_stopped(
    open_window: OpenWindow, library: Library, files: list[Path], monkeypatch: pytest.MonkeyPatch
):
    at_once: Taken = replies.taken_in
    go_on = threading.Event()

    def slowly(draft: Draft, name: str, content: bytes, library: Library, day: date) -> Reply:
        go_on.wait()
        return at_once(draft, name, content, library, day)

    monkeypatch.setattr(replies, "taken_in", slowly)
    screen = open_window(library.example())
    screen.window.replies.take_in(files[:2])
    try:
        assert screen.window.news.text() == f"Läser fil 1 av 2: ”{files[0].name}” …"
        screen.field("title").replace("Under tiden")
        assert screen.value("title") == "Under tiden"
        click(screen.window.replies.offer)
        assert not screen.window.replies.busy and not screen.window.replies.offer.isVisible()
    finally:
        go_on.set()
    screen.rest()

    assert screen.window.news.text() == "Läsningen är avbruten. Inget är hämtat."
    assert not screen.window.session.draft.replies


def test_another_agreement_that_is_opened_meanwhile_gets_nothing(
    open_window: OpenWindow, library: Library, files: list[Path]
):
    screen = open_window(library.example())
    screen.window.replies.take_in(files[:1])

    screen.window.session.new()
    until(lambda: "en annan överenskommelse är öppen nu" in screen.window.news.text())
    screen.window.replies.stop()

    assert not screen.window.session.draft.replies


# -- out and back


def test_files_that_were_edited_are_taken_in_and_decided_on_and_summed_up(
    open_window: OpenWindow, library: Library, tmp_path: Path
):
    before = library.example("tva-kommuner")
    content = document.render(before, library)
    names = [party.name or "" for party in before.agreement.parties]
    assert len(before.agreement.circulations) == 1
    sent, _ = keeping.keep(before, "ut.docx", content, "skickad", date(2026, 1, 10), recipients=names)
    goal = before.agreement.goals[0]
    assert goal.effect is not None
    paths = [tmp_path / f"Svar {name}.docx" for name in names[:2]]
    for path, more in zip(paths, (" Det syns i statistiken.", " Det följs upp varje år."), strict=True):
        edited = Edited(content)
        edited.replace(goal.effect.text, goal.effect.text + more)
        path.write_bytes(edited.docx())
    screen = open_window(sent)
    screen.rest()

    drop(screen.window, *paths)
    until(lambda: not screen.window.replies.busy and screen.window.wizard.view == "replies")
    screen.rest()
    hand = RepliesHand(screen)

    assert hand.headings == ["Mål – 0 av 2 behandlade"]
    (card,) = hand.view.cards.values()
    assert [one.words.findChildren(QLabel)[0].text() for one in card.voices.values()] == names[:2]
    hand.key(Key.Key_Return)
    effect = screen.value(f"goals/{goal.id}/effect")
    assert effect.text == f"{goal.effect.text} Det syns i statistiken."
    hand.key(Key.Key_Delete, filled("Styrgruppen följer upp varje termin."))
    assert hand.headings == ["Mål – 2 av 2 behandlade"]

    made, told = tmp_path / "Sammanställning.docx", list[str]()
    meanwhile(lambda: (click(hand.view.document), until(lambda: bool(told))), name_file(made), read(told))
    words = "\n".join(Story(made.read_bytes()).lines())
    assert "Det syns i statistiken." in words and "Styrgruppen följer upp varje termin." in words


def test_without_a_circulation_the_summary_leads_to_where_one_is_entered(
    open_window: OpenWindow, library: Library
):
    draft = circulated.circulated(library.example())
    bare = draft.agreement.model_copy(update={"circulations": ()})
    screen = open_window(draft.model_copy(update={"agreement": bare}))
    press(Key.Key_4, CTRL)
    screen.rest()
    said: list[str] = []

    meanwhile(lambda: click(RepliesHand(screen).view.document), read(said, "Gå dit"))
    screen.rest()

    assert "Sammanställning av synpunkter" in said[0]
    assert screen.place.startswith("circulations")


def test_of_several_circulations_one_is_picked(open_window: OpenWindow, library: Library, tmp_path: Path):
    draft = circulated.circulated(library.example())
    (one,) = draft.agreement.circulations
    other = one.model_copy(update={"id": "circ0002", "title": "avstämning"})
    both = draft.agreement.model_copy(update={"circulations": (one, other)})
    screen = open_window(draft.model_copy(update={"agreement": both}))
    press(Key.Key_4, CTRL)
    screen.rest()
    made, told = tmp_path / "Sammanställning.docx", list[str]()

    def pick(dialog: QWidget) -> None:
        assert isinstance(dialog, PickDialog)
        type_text("avstämning")
        press(Key.Key_Return)

    meanwhile(
        lambda: (click(RepliesHand(screen).view.document), until(lambda: bool(told))),
        pick,
        name_file(made),
        read(told),
    )

    # What came in no circulation that is known came in the last one.
    assert "Vi vill ha ett stycke om feriejobb." in "\n".join(Story(made.read_bytes()).lines())
