"""What a workshop says about its draft, and the list of what is open when it ends."""

import re
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QScrollBar, QWidget

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.goals import Goal
from lokdesk.agreement.parties import Party
from lokdesk.agreement.rich_text import RichText, plain
from lokdesk.gui.dialogs.form import FormDialog
from lokdesk.gui.open_paper import OpenPaper
from lokdesk.gui.wizard import tab_order
from lokdesk.session import discussion
from tests.gui.conftest import TODAY, OpenWindow
from tests.gui.hands import ALT, CTRL, click, meanwhile, press, type_text
from tests.gui.pages import Screen, answer, dismiss, name_file, read, write
from tests.gui.talk import OpenHand, PaneHand, choose_wording, fill_in

Key = Qt.Key
EFFECT = "goals/goal0001/effect"
TITLE = "goals/goal0001/title"
DRAFT = Draft(
    agreement=Agreement(
        title="Vår överenskommelse",
        parties=(
            Party(id="part0001", name="Arbetsförmedlingen"),
            Party(id="part0002", name="Växjö kommun"),
        ),
        goals=(Goal(id="goal0001", title="Fler i arbete", effect=plain("Fler får arbete.")),),
    )
)


@pytest.fixture
def screen(open_window: OpenWindow) -> Screen:
    """Return the window with the focus in a goal's effect, used by Eva of Växjö."""
    screen = open_window(DRAFT)
    screen.window.settings.name = "Eva Ek"
    screen.window.settings.party = "Växjö kommun"
    screen.window.go_to(EFFECT)
    screen.settle()
    return screen


def said(screen: Screen) -> str:
    """Return what the mark beside the goal's effect says."""
    screen.rest()
    screen.settle()
    mark = screen.field(EFFECT).row.said.mark
    return mark.text() if mark is not None and mark.isVisible() else ""


def ask(screen: Screen, text: str = "Hur många?", **more: str) -> None:
    fields = {"Fråga": text} | {label: value for label, value in more.items()}
    meanwhile(lambda: press(Key.Key_Q, CTRL | ALT), fill_in(fields))


def propose(screen: Screen, text: str = "Unga får arbete.") -> None:
    meanwhile(
        lambda: press(Key.Key_W, CTRL | ALT),
        fill_in({"Formulering": text, "Part som föreslår": "Växjö kommun", "Skäl": "De är flest."}),
    )


def effect(screen: Screen) -> str:
    value = screen.value(EFFECT)
    assert isinstance(value, RichText)
    return value.text


# Notes and open questions


def test_a_question_is_asked_from_where_one_writes(screen: Screen):
    pane = PaneHand(screen)
    fields = {
        "Fråga": "Hur många?",
        "Ansvarig: en part, en roll eller en person": "Bo",
        "Klar senast": "1/4 2026",
    }
    screen.field(EFFECT).focus()
    meanwhile(lambda: press(Key.Key_Q, CTRL | ALT), fill_in(fields))

    (question,) = screen.window.session.draft.discussion.open_questions
    assert question.address == EFFECT
    assert (question.owner, question.due, question.asked) == ("Bo", date(2026, 4, 1), TODAY)
    assert question.author == "Eva Ek, Växjö kommun"
    assert "Hur många?" in pane.text
    assert "Ansvarig: Bo. Senast 2026-04-01." in pane.text
    assert "Ställd 2026-03-02 av Eva Ek, Växjö kommun." in pane.text
    assert said(screen) == "1 öppen fråga"


def test_a_day_that_is_not_understood_is_told_and_nothing_is_lost(screen: Screen):
    remarks: list[str] = []
    fields = {"Fråga": "Hur många?", "Klar senast": "nån gång"}

    meanwhile(lambda: press(Key.Key_Q, CTRL | ALT), fill_in(fields, remarks=remarks))
    meanwhile(lambda: press(Key.Key_Q, CTRL | ALT), fill_in({}, remarks=remarks))

    assert "”nån gång” går inte att förstå som ett datum." in remarks[0]
    assert remarks[1] == "”Fråga” ska fyllas i."
    assert screen.window.session.draft.discussion.open_questions == ()


def test_a_question_is_changed_settled_opened_and_removed_in_the_pane(screen: Screen):
    ask(screen)
    pane = PaneHand(screen)

    pane.do("Hur många?", "change", fill_in({"Fråga": "Hur många unga?"}))
    assert "Hur många unga?" in pane.text
    pane.do("Hur många unga?", "close")
    assert "Klara frågor (1)" in pane.text
    assert "Klar 2026-03-02." in pane.text
    assert said(screen) == ""
    pane.do("Hur många unga?", "reopen")
    assert "Öppna frågor (1)" in pane.text
    pane.do("Hur många unga?", "remove")
    assert "Hur många unga?" not in pane.text


def test_a_note_is_written_by_whoever_writes_it(screen: Screen):
    pane = PaneHand(screen)

    pane.start("note", fill_in({"Anteckning": "Mätbart?\nFråga Bo.", "Av": "Bo Berg"}))
    (note,) = screen.window.session.draft.discussion.notes
    assert note.text is not None
    assert (note.address, note.text.text, note.author) == (EFFECT, "Mätbart?\nFråga Bo.", "Bo Berg")
    assert note.written is not None and note.written.tzinfo is not None
    assert "av Bo Berg." in pane.text

    pane.do("Mätbart?", "change", fill_in({"Anteckning": "Mätbart."}))
    assert "Mätbart." in pane.text
    pane.do("Mätbart.", "remove")
    assert screen.window.session.draft.discussion.notes == ()


def test_nothing_is_said_when_the_dialog_is_left(screen: Screen):
    meanwhile(lambda: press(Key.Key_N, CTRL | ALT), fill_in({"Anteckning": "Nej"}, agree=False))
    meanwhile(lambda: press(Key.Key_N, CTRL | ALT), dismiss)

    assert screen.window.session.draft is DRAFT


def test_undo_takes_back_what_was_said_and_shows_where(screen: Screen):
    ask(screen)
    screen.window.go_to("title")
    screen.settle()

    screen.undo()
    screen.settle()

    assert screen.window.session.draft is DRAFT
    assert screen.place == EFFECT
    assert said(screen) == ""
    screen.redo()
    assert said(screen) == "1 öppen fråga"


def test_a_mark_leads_to_what_is_said(screen: Screen):
    ask(screen)
    screen.rest()
    mark = screen.field(EFFECT).row.said.mark
    assert mark is not None
    assert mark.accessibleName() == "1 öppen fråga: Effekt"
    screen.see(mark)

    click(mark)
    screen.settle()

    pane = screen.window.wizard.aside.pane("discussion")
    assert pane.isAncestorOf(screen.focus)
    assert "Hur många?" in PaneHand(screen).text


def test_a_list_has_a_mark_for_what_is_said_of_it_and_of_its_items(screen: Screen):
    screen.window.go_to("goals")
    meanwhile(lambda: press(Key.Key_Q, CTRL | ALT), fill_in({"Fråga": "Är de för få?"}))
    discussion.ask(screen.window.session, "goals/goal0001", "Behövs det?", "", None, "Eva", TODAY)
    screen.rest()

    place = screen.items("goals").items.said

    assert place is not None and place.mark is not None
    assert place.mark.text() == "2 öppna frågor"
    pane = PaneHand(screen)
    assert "Är de för få?" in pane.text
    assert "Mål ”Fler i arbete”" in pane.text


def test_no_marks_are_shown_to_the_room(screen: Screen):
    ask(screen)
    screen.window.settings.workshop_text_size = 125
    draft = screen.window.session.draft
    agenda = draft.discussion.model_copy(update={"agenda": ("goals/*/effect",)})
    screen.window.session.change(draft.model_copy(update={"discussion": agenda}))

    screen.window.begin_workshop()
    screen.settle()

    assert screen.window.workshop is not None
    labels = cast("list[QWidget]", screen.window.workshop.findChildren(QWidget))
    assert not [one for one in labels if one.isVisible() and getattr(one, "text", str)() == "1 öppen fråga"]
    screen.window.end_workshop()
    screen.settle()


def test_where_nothing_is_asked_nothing_can_be_said(open_window: OpenWindow):
    screen = open_window(DRAFT)
    screen.window.wizard.go_to_view("open")
    screen.settle()
    texts: list[str] = []

    meanwhile(lambda: press(Key.Key_N, CTRL | ALT), read(texts))

    assert texts == ["Ställ dig först i den fråga som det gäller."]


# Wordings


def test_a_wording_is_proposed_beside_the_answer(screen: Screen):
    pane = PaneHand(screen)
    screen.field(EFFECT).focus()

    propose(screen)

    assert effect(screen) == "Fler får arbete."
    assert "Som det står" in pane.text
    assert "Eva Ek, Växjö kommun, 2026-03-02" in pane.text
    assert "<p>Unga får arbete.</p>" in pane.text
    assert "Skäl: De är flest." in pane.text
    assert said(screen) == "1 val av formulering"


def test_a_chosen_wording_is_the_answer_and_the_others_are_kept(screen: Screen):
    propose(screen)
    pane = PaneHand(screen)

    pane.do(
        "Växjö kommun", "choose", fill_in({"Vald av": "Styrgruppen", "Datum": "3/3 2026", "Skäl": "Enighet"})
    )

    assert effect(screen) == "Unga får arbete."
    assert screen.place == EFFECT, "one goes on with the answer"
    assert screen.field(EFFECT).text == "Unga får arbete."
    assert "Vald 2026-03-03 av Styrgruppen. Skäl: Enighet" in pane.text
    assert "<p>Fler får arbete.</p>" in pane.text
    matter = screen.window.session.draft.discussion.alternatives[0]
    kept = [pane.pane.cards[one.id] for one in matter.proposals]
    assert [card.buttons for card in kept] == [{}, {}], "what one chose between is not changed or removed"
    screen.field(EFFECT).replace("Alla får arbete.")
    screen.rest()
    assert "Svaret har ändrats sedan formuleringen valdes." in pane.text


def test_a_new_wording_goes_on_where_the_answer_ends(screen: Screen):
    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, FormDialog)
        type_text(" Alla.")
        click(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))

    meanwhile(lambda: press(Key.Key_W, CTRL | ALT), act)

    (matter,) = screen.window.session.draft.discussion.alternatives
    assert matter.proposals[-1].value == plain("Fler får arbete. Alla.")


def test_the_focus_is_back_on_what_opened_a_dialog(screen: Screen):
    propose(screen)
    pane = PaneHand(screen)

    pane.do("Växjö kommun", "change", fill_in({"Skäl": "Enighet"}))

    assert "Skäl: Enighet" in pane.text
    assert screen.focus is pane.button("Växjö kommun", "change")


def test_choosing_is_undone_in_one_go(screen: Screen):
    propose(screen)
    before = screen.window.session.draft
    PaneHand(screen).do("Växjö kommun", "choose", fill_in({}))
    assert effect(screen) == "Unga får arbete."

    screen.undo()

    assert screen.window.session.draft is before
    screen.settle()
    assert screen.field(EFFECT).text == "Fler får arbete."


def test_wordings_are_compared_side_by_side_and_one_is_chosen_there(screen: Screen):
    propose(screen)
    propose(screen, "Äldre får arbete.")

    PaneHand(screen).do("", "compare", choose_wording(2), fill_in({}))

    assert effect(screen) == "Äldre får arbete."


def test_a_choice_is_lifted_and_stands_in_the_list_as_such(screen: Screen):
    propose(screen)
    pane = PaneHand(screen)

    pane.do("", "lift", fill_in({"Lyfts till": "styrgruppen"}))

    assert "Lyft till styrgruppen 2026-03-02 av Eva Ek, Växjö kommun." in pane.text
    assert "Lyfta frågor (1)" in OpenHand(screen).text
    screen.window.go_to(EFFECT)
    PaneHand(screen).do("Lyft till", "take-back")
    assert "Formuleringar att välja mellan (1)" in OpenHand(screen).text


def test_a_wording_is_changed_and_withdrawn(screen: Screen):
    propose(screen)
    pane = PaneHand(screen)

    pane.do("Växjö kommun", "change", fill_in({"Person som föreslår": "Bo Berg"}))
    assert "Bo Berg, Växjö kommun" in pane.text
    pane.do("Bo Berg", "withdraw")

    assert screen.window.session.draft.discussion.alternatives == ()


def test_a_short_answer_has_wordings_too_and_a_list_has_none(screen: Screen):
    screen.window.go_to(TITLE)
    pane = PaneHand(screen)
    screen.field(TITLE).focus()
    meanwhile(lambda: press(Key.Key_W, CTRL | ALT), fill_in({"Formulering": "Alla i arbete"}))
    assert "<p>Alla i arbete</p>" in pane.text

    screen.window.go_to("goals")
    screen.settle()
    assert not pane.pane.buttons["propose"].isVisible()
    texts: list[str] = []
    meanwhile(lambda: press(Key.Key_W, CTRL | ALT), read(texts))
    assert "Formuleringar kan föreslås för ett svar." in texts[0]


def test_a_wording_is_written_as_richly_as_the_answer(screen: Screen):
    def act(dialog: QWidget) -> None:
        press(Key.Key_A, CTRL)
        press(Key.Key_B, CTRL)
        fill_in({})(dialog)

    meanwhile(lambda: press(Key.Key_W, CTRL | ALT), act)

    (matter,) = screen.window.session.draft.discussion.alternatives
    value = matter.proposals[1].value
    assert isinstance(value, RichText)
    assert [getattr(run, "bold", None) for run in value.blocks[0].runs] == [True]


def test_what_is_typed_in_a_dialog_is_undone_there(screen: Screen):
    def act(dialog: QWidget) -> None:
        type_text("Nytt. ")
        for _ in "Nytt. ":
            press(Key.Key_Z, CTRL)
        press(Key.Key_Z, CTRL)
        fill_in({})(dialog)

    meanwhile(lambda: press(Key.Key_W, CTRL | ALT), act)

    (matter,) = screen.window.session.draft.discussion.alternatives
    assert matter.proposals[1].value == plain("Fler får arbete.")


# Positions


def test_a_position_is_set_with_the_keys_and_says_when_by_whom_and_that_it_does_not_bind(screen: Screen):
    pane = PaneHand(screen)
    assert "Binder inte parten" in pane.text

    pane.position("part0001")
    press(Key.Key_Down)

    (one,) = screen.window.session.draft.discussion.positions
    assert (one.section, one.party, one.state) == ("goals", "part0001", "under diskussion")
    assert "Infört 2026-03-02 av Eva Ek, Växjö kommun." in pane.text
    box = pane.position("part0001")
    assert box.accessibleName() == "Ståndpunkt, Arbetsförmedlingen"
    assert "Binder inte parten." in box.accessibleDescription()
    assert screen.focus is box


def test_a_position_says_when_the_text_has_been_changed_since(screen: Screen):
    pane = PaneHand(screen)
    pane.position("part0001")
    press(Key.Key_End)
    assert "Texten har ändrats sedan dess." not in pane.text

    screen.field(EFFECT).type("!")
    screen.rest()
    assert "Texten har ändrats sedan dess." in pane.text

    screen.undo()
    screen.rest()
    assert "Texten har ändrats sedan dess." not in pane.text


def test_all_parties_take_a_position_at_once(screen: Screen):
    pane = PaneHand(screen)
    table = pane.pane.table
    assert table.everyone is not None
    pane.area.ensureWidgetVisible(table.everyone)
    table.everyone.setFocus()

    press(Key.Key_End)

    states = {one.party: one.state for one in screen.window.session.draft.discussion.positions}
    assert set(states) == {"part0001", "part0002"}
    assert set(states.values()) == {"avstämd på tjänstepersonsnivå"}
    assert table.everyone.currentIndex() == -1
    screen.undo()
    assert screen.window.session.draft is DRAFT


def test_who_enters_a_position_is_asked_once_where_it_is_not_known(screen: Screen):
    screen.window.settings.name = ""
    pane = PaneHand(screen)
    box = pane.position("part0001")

    meanwhile(lambda: press(Key.Key_Down), dismiss)
    assert screen.window.session.draft is DRAFT
    assert box.currentText() == "Ej behandlad"

    box.setFocus()
    meanwhile(lambda: press(Key.Key_Down), write("Bo Berg"))
    assert screen.window.settings.name == "Bo Berg"
    assert screen.window.session.draft.discussion.positions[0].author == "Bo Berg, Växjö kommun"


def test_a_step_shows_the_positions_on_all_its_sections(screen: Screen):
    PaneHand(screen)
    screen.step("follow_up")
    pane = PaneHand(screen)
    pane.pane.show_place(screen.page.step, "")
    screen.settle()

    for section in screen.page.step.sections:
        assert f"<b>{section.title}</b><br/>Ej behandlad: Arbetsförmedlingen, Växjö kommun." in pane.text
    assert "Binder inte parten" in pane.text
    assert "Ställ dig i en fråga" in pane.text


# What is open


def test_the_list_says_what_is_late_and_a_question_is_settled_in_it(screen: Screen):
    ask(screen, **{"Klar senast": "2026-03-01"})
    ask(screen, "Och sedan?")
    view = OpenHand(screen)

    assert view.view.summary.text() == "2 öppna frågor. En fråga är försenad."
    assert "Senast 2026-03-01. Försenad." in view.text
    view.do("Hur många?", "close")

    assert "Hur många?" not in view.text
    assert "Och sedan?" in view.text
    assert view.view.isAncestorOf(screen.focus)
    screen.undo()


def test_the_list_leads_to_each_place(screen: Screen):
    ask(screen)
    screen.window.go_to("title")
    view = OpenHand(screen)

    view.do("Hur många?", "go")

    assert screen.place == EFFECT


def test_what_is_said_of_something_removed_is_still_in_the_list(screen: Screen):
    ask(screen)
    propose(screen)
    screen.window.session.remove("goals/goal0001")
    view = OpenHand(screen)

    assert "Effekt (borttaget)" in view.text
    assert "Hur många?" in view.text
    card = next(one for one in view.cards.values() if "change" in one.buttons)
    assert "go" not in card.buttons
    meanwhile(lambda: click(view.button("Effekt (borttaget)", "compare")), dismiss)


def test_the_list_says_which_sections_the_parties_do_not_agree_on(screen: Screen):
    pane = PaneHand(screen)
    pane.position("part0001")
    press(Key.Key_End)

    view = OpenHand(screen)

    assert "Binder inte parten." in view.text
    lines = view.text
    assert "Avstämd på tjänstepersonsnivå: Arbetsförmedlingen (2026-03-02, Eva Ek, Växjö kommun)." in lines
    assert "Ej behandlad: Växjö kommun." in lines
    assert "Inte behandlade av någon part: ”Framsida”, ”Parter”." in lines


def test_the_review_says_how_much_is_still_open(screen: Screen):
    screen.step("review")
    screen.rest()
    label = screen.review.panel.still_open
    assert not label.isVisible()
    discussion.ask(screen.window.session, EFFECT, "Hur många?", "", None, "Eva", TODAY)
    discussion.propose(screen.window.session, EFFECT, "Annat", on=TODAY)

    screen.rest()

    assert label.isVisible()
    assert "1 öppen fråga och 1 val av formulering står i listan ”Öppna frågor”." in label.text()


def test_an_empty_list_says_so(open_window: OpenWindow):
    screen = open_window()
    screen.window.wizard.go_to_view("open")

    assert "Inget är öppet." in OpenHand(screen).text


# On paper


def test_the_paper_says_what_is_open_and_that_nobody_is_bound(screen: Screen):
    ask(screen, "Hur <många>?", **{"Klar senast": "2026-03-01"})
    propose(screen)
    discussion.take_position(screen.window.session, "goals", ["part0001"], "under diskussion", "Eva", TODAY)

    html = OpenPaper(screen.window.desk).html

    for words in (
        "<h1>Öppna frågor</h1>",
        "Vår överenskommelse",
        "2026-03-02",
        "Hur &lt;många&gt;?",
        "Senast 2026-03-01. Försenad.",
        "Formuleringar att välja mellan (1)",
        "Unga får arbete.",
        "Binder inte parten.",
        "Under diskussion",
    ):
        assert words in html


def test_what_there_is_room_for_stands_on_one_page(screen: Screen):
    ask(screen)
    discussion.take_position(screen.window.session, "goals", ["part0001"], "under diskussion", "Eva", TODAY)

    assert len(re.findall(rb"/Type /Page\b", OpenPaper(screen.window.desk).pdf)) == 1


def test_notes_do_not_go_on_paper(screen: Screen):
    meanwhile(lambda: press(Key.Key_N, CTRL | ALT), fill_in({"Anteckning": "Bara för oss"}))
    view = OpenHand(screen)

    assert "Bara för oss" in view.text
    assert "De kommer inte med på utskriften." in view.text
    assert "Bara för oss" not in OpenPaper(screen.window.desk).html


def test_the_list_is_saved_as_a_pdf(screen: Screen, tmp_path: Path):
    ask(screen)
    view = OpenHand(screen)
    texts: list[str] = []

    meanwhile(lambda: click(view.view.save), name_file(tmp_path / "lista"), read(texts))

    assert (tmp_path / "lista.pdf").read_bytes().startswith(b"%PDF")
    assert "lista.pdf" in texts[0]


def test_what_is_printed_is_seen_first(screen: Screen):
    ask(screen)
    view = OpenHand(screen)
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QPrintPreviewDialog)
        seen.append(dialog.windowTitle())
        dialog.close()

    meanwhile(lambda: click(view.view.print), look)

    assert seen == ["Skriv ut: Öppna frågor"]


def test_the_list_is_printed_and_saved_by_commands_from_anywhere(screen: Screen, tmp_path: Path):
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        seen.append(dialog.windowTitle())
        dialog.close()

    screen.step("organisation")
    meanwhile(lambda: press(Key.Key_P, CTRL), look)
    assert seen == ["Skriv ut: Öppna frågor"]
    assert screen.window.wizard.view == "open"

    screen.step("organisation")
    save = screen.window.menus.actions["open-pdf"].trigger
    meanwhile(save, name_file(tmp_path / "lista"), read([]))
    assert (tmp_path / "lista.pdf").is_file()


# In Word


def test_comments_go_into_a_word_document_only_by_a_command_of_their_own(screen: Screen, tmp_path: Path):
    ask(screen, "Frågeord?")
    texts: list[str] = []

    meanwhile(
        screen.window.menus.actions["export-comments"].trigger, name_file(tmp_path / "med"), read(texts)
    )
    screen.export(name_file(tmp_path / "utan"), answer("OK"))

    assert (tmp_path / "med.docx").read_bytes() == screen.window.session.document(comments=True)
    assert (tmp_path / "utan.docx").read_bytes() == screen.window.session.document()
    assert "Kommentarerna är arbetsgruppens egna" in texts[0]


# For everyone


@pytest.mark.parametrize("where", ["pane", "view"])
def test_everything_has_a_name_can_be_reached_and_is_whole(screen: Screen, where: str):
    ask(screen)
    propose(screen, "Ett mycket långt förslag till formulering. " * 10)
    meanwhile(
        lambda: press(Key.Key_N, CTRL | ALT), fill_in({"Anteckning": "Ordet arbetsmarknadspolitik. " * 8})
    )
    hand = PaneHand(screen) if where == "pane" else OpenHand(screen)
    content = hand.area.widget()
    assert content is not None
    screen.settle()

    widgets = cast("list[QWidget]", content.findChildren(QWidget))
    in_use = [
        one
        for one in widgets
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(one, QScrollBar)
    ]
    names = [one.accessibleName() or getattr(one, "text", str)() for one in in_use]
    assert len(in_use) > 5
    assert "" not in names
    assert set(in_use) == set(tab_order.stops(content))
    assert content.width() <= hand.area.viewport().width()
    for label in cast("list[QLabel]", content.findChildren(QLabel)):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
