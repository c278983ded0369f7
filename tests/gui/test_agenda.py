"""The agenda of a revision as its users go through it: goals, people, points ticked off."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from lokdesk.agreement.draft import Draft
from lokdesk.gui.dialogs.replace_person import ReplacePersonDialog
from lokdesk.gui.panes.agenda import AgendaView
from lokdesk.gui.panes.goal import GoalCard, NewGoalCard
from lokdesk.gui.panes.point import PointCard
from lokdesk.project import project
from lokdesk.revision.beginning import begun
from lokdesk.session import agenda, printing
from lokdesk.session.fill import fill
from lokdesk.session.library import Library
from tests.gui.conftest import TODAY, OpenWindow
from tests.gui.hands import CTRL, SHIFT, click, meanwhile, press, type_text, until
from tests.gui.pages import Screen, answer, dismiss, name_file, read

Key = Qt.Key
LAST_YEAR = {
    "title": "Samverkan i Alvesta",
    "parties": [
        {"id": "part0001", "name": "Alvesta kommun", "kind": "kommun"},
        {"id": "part0002", "name": "Växjö kommun", "kind": "kommun"},
        {
            "id": "part0003",
            "name": "Arbetsförmedlingen",
            "contacts": [{"id": "cont0001", "name": "Bo Ek", "role": "Samordnare"}],
        },
    ],
    "goals": [
        {
            "id": "goal0001",
            "title": "Fler i arbete",
            "effect": "Fler försörjer sig.",
            "indicators": [
                {
                    "id": "indi0001",
                    "name": "Andel i arbete",
                    "values": [{"id": "valu0001", "party": "part0001", "baseline": "20 %", "target": "40 %"}],
                    "outcomes": [{"id": "outc0001", "party": "part0001", "period": "T2", "value": "30 %"}],
                }
            ],
        },
        {"id": "goal0002", "title": "Färre i kö"},
    ],
    "organisation": {
        "forums": [
            {
                "id": "foru0001",
                "name": "Styrgrupp",
                "members": [{"id": "memb0001", "name": "Bo Ek", "role": "Ordförande"}],
            }
        ]
    },
    "processes": [{"id": "proc0001", "name": "Unga"}],
}


def revised(library: Library) -> Draft:
    blank = library.blank()
    agreement = fill(blank.agreement, LAST_YEAR)
    return begun(blank.model_copy(update={"agreement": agreement}), TODAY).draft


class AgendaHand:
    """The agenda, with its user."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.go("agenda")
        screen.rest()

    @property
    def view(self) -> AgendaView:
        (view,) = self.screen.window.wizard.seen("agenda")
        assert isinstance(view, AgendaView)
        return view

    @property
    def draft(self) -> Draft:
        return self.screen.window.session.draft

    def see(self, widget: QWidget) -> None:
        self.screen.settle()
        self.view.area.ensureWidgetVisible(widget)
        self.screen.settle()

    def unfold(self, slug: str) -> None:
        self.see(self.view.boxes[slug].head)
        click(self.view.boxes[slug].head)
        self.screen.settle()

    def card(self, key: str) -> PointCard:
        return next(box.cards[key] for box in self.view.boxes.values() if key in box.cards)

    def goal(self, goal_id: str = "goal0001") -> GoalCard:
        card = self.card(f"goal:goals/{goal_id}")
        assert isinstance(card, GoalCard)
        return card

    def press(self, button: QWidget) -> None:
        self.see(button)
        click(button)

    def type(self, widget: QWidget, text: str) -> None:
        self.see(widget)
        widget.setFocus()
        press(Key.Key_A, CTRL)
        press(Key.Key_Delete)
        type_text(text)

    def words(self) -> list[str]:
        return [one.text() for one in self.view.findChildren(QLabel) if one.isVisible()]


@pytest.fixture
def hand(open_window: OpenWindow, library: Library) -> AgendaHand:
    return AgendaHand(open_window(revised(library)))


def test_an_agreement_that_revises_none_has_no_agenda_in_the_tree(open_window: OpenWindow, library: Library):
    screen = open_window()
    steps = screen.window.wizard.steps
    assert steps.row("agenda").isHidden()

    screen.window.menus.actions["agenda"].trigger()
    screen.settle()

    (view,) = screen.window.wizard.seen("agenda")
    assert isinstance(view, AgendaView)
    assert view.progress.text() == agenda.NOTHING
    assert view.enclose.isHidden() and not view.revise.isHidden()
    screen.window.session.new(revised(library))
    screen.rest()
    assert not steps.row("agenda").isHidden()
    assert "klara" in screen.step_text("agenda")


def test_the_first_that_is_left_is_unfolded_and_the_others_tell_how_far_they_have_come(hand: AgendaHand):
    unfolded = {slug: box.unfolded for slug, box in hand.view.boxes.items()}

    assert [slug for slug, on in unfolded.items() if on] == ["goals"]
    assert hand.view.progress.text() == f"0 av {len(hand.view.agenda.points)} punkter är klara."
    head = hand.view.boxes["processes"].head
    assert head.accessibleName() == "Processer"
    assert head.accessibleDescription() == "0 av 1 klara, dold"
    hand.unfold("processes")
    assert "process:processes/proc0001" in hand.view.boxes["processes"].cards
    assert head.accessibleDescription() == "0 av 1 klara, visas"
    hand.unfold("processes")
    assert not hand.view.boxes["processes"].cards


def test_an_outcome_is_typed_beside_its_target_and_undone_as_one(hand: AgendaHand):
    row = hand.goal().rows[("indi0001", "part0001")]
    assert row.told.text() == (
        "Alvesta kommun: utgångsläge 20\u00a0%, målvärde 40\u00a0%.\nSenast införda utfall: 30\u00a0% (T2)."
    )
    assert row.standing.text() == "Närmare målet"
    assert row.value.input.accessibleName() == "Utfall: Andel i arbete, Alvesta kommun"
    assert row.value.input.accessibleDescription() == "utgångsläge 20\u00a0%, målvärde 40\u00a0%."

    hand.type(row.value.input, "41 %")

    assert hand.draft.evaluation.of("goal0001").outcomes[0].value == "41 %"
    assert row.standing.text() == "Nått"
    assert QApplication.focusWidget() is row.value.input, "nothing is made anew under the hands"
    press(Key.Key_Z, CTRL)
    assert hand.draft.evaluation.of("goal0001").outcomes == ()
    assert hand.screen.window.wizard.view == "agenda", "one stays where one works"
    assert row.value.input.text() == ""
    assert row.standing.text() == "Närmare målet"
    press(Key.Key_Z, CTRL | SHIFT)
    assert row.value.input.text() == "41 %"


def test_outcomes_can_be_entered_for_more_municipalities(hand: AgendaHand):
    hand.press(hand.goal().more["indi0001"])

    row = hand.goal().rows[("indi0001", "part0002")]
    hand.screen.settle()
    assert QApplication.focusWidget() is row.value.input
    type_text("12 %")

    assert [one.party for one in hand.draft.evaluation.of("goal0001").outcomes] == ["part0002"]
    assert row.told.text() == "Växjö kommun: inget målvärde angivet."


def test_a_goal_is_evaluated_in_words_and_kept(hand: AgendaHand):
    card = hand.goal()
    hand.type(card.helped.line, "Delvis")
    hand.type(card.how.input, "Vi möttes oftare.")
    hand.type(card.why.input, "Det var för brett.")
    hand.press(card.verdicts["keep"])

    said = hand.draft.evaluation.of("goal0001")
    assert (said.helped, said.verdict) == ("delvis", "keep")
    assert said.how and said.how.text == "Vi möttes oftare."
    assert said.why and said.why.text == "Det var för brett."
    assert card.verdicts["keep"].isChecked()
    assert card.title.accessibleName() == "Mål ”Fler i arbete”, klart"
    assert hand.view.boxes["goals"].head.accessibleDescription() == "1 av 3 klara, visas"
    # Once more takes it back.
    hand.press(card.verdicts["keep"])
    assert hand.draft.evaluation.of("goal0001").verdict is None
    assert not card.verdicts["keep"].isChecked()


def test_a_goal_is_dropped_after_it_is_shown_what_goes_and_put_back_again(hand: AgendaHand):
    before = hand.screen.window.session.agreement
    asked: list[str] = []
    meanwhile(lambda: hand.press(hand.goal().verdicts["drop"]), read(asked, "Avbryt"))
    assert "Vill du stryka mål ”Fler i arbete”?" in asked[0]
    assert "med sin indikator" in asked[0]
    assert not hand.goal().verdicts["drop"].isChecked()
    assert hand.screen.window.session.agreement is before

    meanwhile(lambda: hand.press(hand.goal().verdicts["drop"]), answer("Stryk målet"))

    assert [one.id for one in hand.screen.window.session.agreement.goals] == ["goal0002"]
    card = hand.goal()
    assert card.verdicts["drop"].isChecked()
    assert "Målet finns inte i den nya överenskommelsen." in card.told.text()
    assert "go" not in card.buttons, "there is no place to go to"
    # What is said of it can be told still.
    hand.type(card.why.input, "Ingen följde det.")
    assert hand.draft.evaluation.of("goal0001").why is not None
    hand.press(hand.goal().verdicts["keep"])
    assert hand.screen.window.session.agreement == before


def test_undoing_a_dropped_goal_stays_on_the_agenda(hand: AgendaHand):
    meanwhile(lambda: hand.press(hand.goal().verdicts["drop"]), answer("Stryk målet"))

    press(Key.Key_Z, CTRL)

    assert hand.screen.window.wizard.view == "agenda"
    assert not hand.goal().verdicts["drop"].isChecked()
    assert len(hand.screen.window.session.agreement.goals) == 2


def test_a_goal_leads_to_its_place_and_a_new_one_is_told_why(hand: AgendaHand):
    hand.press(hand.goal().buttons["go"])
    assert hand.screen.window.wizard.view == ""
    assert hand.screen.page.step.slug == "goals"

    hand.screen.window.session.add("goals", {"title": "Nytt mål"})
    hand.screen.go("agenda")
    hand.screen.rest()
    (key,) = [one.key for one in hand.view.agenda.points if one.kind == "new_goal"]
    card = hand.card(key)
    assert isinstance(card, NewGoalCard)
    hand.type(card.why.input, "Kartläggningen visar det.")

    assert card.point.done


def test_a_point_is_ticked_off_by_key_and_that_is_undone(hand: AgendaHand):
    hand.unfold("processes")
    card = hand.card("process:processes/proc0001")
    assert card.tick is not None
    hand.see(card.tick)
    card.tick.setFocus()
    assert card.tick.accessibleName() == "Genomgången: Process ”Unga”"

    press(Key.Key_Space)

    assert hand.draft.evaluation.treated == ("process:processes/proc0001",)
    assert card.title.accessibleName() == "Process ”Unga”, klart"
    assert hand.view.progress.text().startswith("1 av ")
    hand.screen.rest()
    assert hand.screen.step_text("agenda").startswith("Revidering, 1 av ")
    press(Key.Key_Z, CTRL)
    assert not card.tick.isChecked()
    assert card.title.accessibleName() == "Process ”Unga”, återstår"


def test_whoever_has_left_is_replaced_everywhere(hand: AgendaHand):
    hand.unfold("organisation")
    card = hand.card("forum:organisation/forums/foru0001")
    (button,) = card.left.values()
    assert button.accessibleName() == "Har slutat: Bo Ek, Ordförande"

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ReplacePersonDialog), dialog
        assert dialog.old.currentText() == "Bo Ek"
        assert QApplication.focusWidget() is dialog.new
        type_text("Eva Lind")
        until(lambda: not dialog.busy)
        click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))

    meanwhile(lambda: hand.press(button), act)

    assert hand.screen.value("organisation/forums/foru0001/members/memb0001/name") == "Eva Lind"
    assert hand.screen.value("parties/part0003/contacts/cont0001/name") == "Eva Lind"
    hand.screen.settle()
    (again,) = hand.card("forum:organisation/forums/foru0001").left.values()
    assert again.accessibleName() == "Har slutat: Eva Lind, Ordförande"
    assert QApplication.focusWidget() is again, "the focus is where it was"


def test_the_focus_and_what_is_unfolded_stay_when_something_else_comes(hand: AgendaHand):
    hand.unfold("processes")
    tick = hand.card("process:processes/proc0001").tick
    assert tick is not None
    tick.setFocus()

    hand.screen.window.session.add("processes", {"name": "Vuxna"})
    hand.screen.rest()

    assert {slug for slug, box in hand.view.boxes.items() if box.unfolded} == {"goals", "processes"}
    assert QApplication.focusWidget() is hand.card("process:processes/proc0001").tick


def test_the_evaluation_is_put_among_the_appendices_with_one_click(hand: AgendaHand):
    hand.press(hand.goal().verdicts["keep"])

    hand.press(hand.view.enclose)

    session = hand.screen.window.session
    (appendix,) = session.agreement.appendices
    assert (appendix.number, appendix.title) == ("1", "Utvärdering av målen")
    assert hand.screen.window.news.text().startswith("Utvärderingen är nu bilaga 1.")
    hand.screen.settle()
    assert QApplication.focusWidget() is hand.view.enclose
    session.undo()
    assert session.agreement.appendices == () and session.draft.attachments == ()


def test_without_an_evaluation_there_is_nothing_to_put_there(open_window: OpenWindow):
    screen = open_window()
    told: list[str] = []

    meanwhile(screen.window.menus.actions["enclose-evaluation"].trigger, read(told))

    assert told[0].startswith("Det finns ingen utvärdering")
    assert not screen.window.session.dirty


def test_the_agenda_becomes_a_document(hand: AgendaHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(printing, "office", lambda: None)
    path = tmp_path / "dagordning.docx"

    meanwhile(lambda: hand.press(hand.view.document), name_file(path))
    meanwhile(hand.screen.window.documents.finish, dismiss)

    assert path.read_bytes().startswith(b"PK")


def test_the_newer_handbook_leads_to_the_move(open_window: OpenWindow, library: Library):
    draft = begun(library.example(), TODAY).draft
    hand = AgendaHand(open_window(draft))
    hand.unfold("questions")
    card = next(one for one in hand.view.boxes["questions"].cards.values() if one.point.kind == "handbook")
    seen: list[str] = []

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, QDialog)
        seen.append(dialog.windowTitle())
        press(Key.Key_Escape)

    meanwhile(lambda: hand.press(card.buttons["move"]), act)

    assert seen and "handbok" in seen[0].lower()


def test_it_is_saved_with_the_file_and_there_again(hand: AgendaHand, tmp_path: Path):
    hand.type(hand.goal().why.input, "Ord.")
    path = tmp_path / "ny.lokdesk"
    hand.screen.window.session.save_as(path)

    draft = project.open(path).draft

    assert draft.evaluation == hand.draft.evaluation
    assert draft.evaluation.of("goal0001").why is not None


def test_why_a_goal_was_set_last_time_is_read_in_the_next_revision(open_window: OpenWindow, library: Library):
    hand = AgendaHand(open_window(revised(library)))
    hand.type(hand.goal().why.input, "Styrgruppen ville det.")
    again = begun(hand.draft, date(2028, 1, 1)).draft

    hand.screen.window.session.new(again)
    later = AgendaHand(hand.screen)

    assert "Så motiverades målet: Styrgruppen ville det." in later.words()
