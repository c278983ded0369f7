"""Findings, and dates that are not understood: at their questions, in the list of steps, on the last page."""

import re
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.finding import Finding
from lokdesk.gui.wizard.review import summary
from tests.gui.conftest import TODAY, OpenWindow
from tests.gui.hands import CTRL, click, meanwhile, press, type_text
from tests.gui.pages import answer, dismiss, name_file, read

Key = Qt.Key
NO_FORUM = "Det finns inget forum på strategisk nivå."
CIRCULATED = Draft(agreement=Agreement(status="avstämningsversion"))


def test_a_finding_stands_at_its_question(open_window: OpenWindow):
    screen = open_window()
    screen.field("validity/start").type("2027-01-01")
    screen.field("validity/end").type("2026-01-01")
    screen.field("title").focus()
    screen.rest()

    remarks = [screen.field(f"validity/{name}").remark for name in ("start", "end")]
    assert any(remark.startswith("Måste ordnas: ") for remark in remarks)

    screen.field("validity/end").replace("2028-01-01")
    screen.field("title").focus()
    screen.rest()
    assert [screen.field(f"validity/{name}").remark for name in ("start", "end")] == ["", ""]


def test_a_question_and_the_review_call_what_is_found_the_same(open_window: OpenWindow):
    screen = open_window(CIRCULATED)
    screen.step("review")
    headings = screen.review.panel.findChildren(QLabel)
    titles = [title for one in headings for title, count, _ in (one.text().partition(" ("),) if count]
    assert "Måste ordnas" in titles

    screen.step("organisation")
    remark = screen.items("organisation/forums").items.remark.text()
    assert remark.partition(": ")[0] in titles


def test_the_review_counts_what_the_steps_count_and_what_is_only_missing_by_itself(open_window: OpenWindow):
    screen = open_window()
    screen.field("validity/end").type("2026-01-01")
    screen.step("review")
    screen.rest()
    titles = {
        title: int(count.removesuffix(")"))
        for one in screen.review.panel.findChildren(QLabel)
        for title, opening, count in (one.text().partition(" ("),)
        if opening and title in ("Måste ordnas", "Bör ses över", "Tips", "Svar som saknas")
    }
    in_steps = [
        int(found.group(1))
        for step in screen.window.session.handbook.steps
        if (found := re.search(r"(\d+) att se över", screen.step_text(step.slug)))
    ]

    assert titles["Svar som saknas"] > 1
    assert sum(in_steps) == titles.get("Måste ordnas", 0) + titles.get("Bör ses över", 0) > 0
    told = sum(titles.values()) - titles["Svar som saknas"]
    assert screen.step_text("findings").endswith(f"{told} anmärkning{'ar' if told > 1 else ''}")
    assert (
        f"{titles['Svar som saknas']} anmärkningar gäller svar som saknas."
        in screen.review.panel.summary.text()
    )


def test_a_finding_is_told_to_those_who_cannot_see_it(open_window: OpenWindow):
    screen = open_window()
    screen.field("title").type("Överenskommelse om 19121212-1212")
    press(Key.Key_Tab)
    screen.rest()

    remark = screen.field("title").remark
    line = screen.field("title").row.field.inputs()[0]
    assert remark and remark in line.accessibleDescription()


def test_nothing_moves_while_one_types_in_a_field(open_window: OpenWindow):
    screen = open_window()
    below = screen.field("marking").row
    screen.field("title").focus()
    screen.settle()
    place = below.y()

    type_text("Överenskommelse om 19121212-1212")
    screen.rest()
    screen.settle()
    assert (below.y(), screen.field("title").remark) == (place, "")

    press(Key.Key_Tab)
    screen.rest()
    screen.settle()
    assert screen.field("title").remark != ""
    assert below.y() > place


def test_nothing_moves_while_a_mouse_button_is_held(open_window: OpenWindow):
    screen = open_window()
    screen.field("version_date").type("snart")
    target = screen.field("title").row.field.inputs()[0]
    screen.see(target)
    remark = screen.field("version_date")

    QTest.mousePress(target, Qt.MouseButton.LeftButton)
    QTest.qWait(400)
    assert screen.focus is target
    assert remark.remark == ""

    QTest.mouseRelease(target, Qt.MouseButton.LeftButton)
    screen.rest()
    assert remark.remark != ""


def test_what_has_been_clicked_on_stays_under_the_pointer(open_window: OpenWindow):
    screen = open_window()
    screen.field("version_date").type("snart")
    target = screen.field("validity/start").row.field.inputs()[0]
    screen.see(target)
    place = target.mapToGlobal(target.rect().topLeft())

    click(target)
    screen.rest()
    screen.settle()

    assert screen.field("version_date").remark != ""
    assert target.mapToGlobal(target.rect().topLeft()) == place


def test_a_list_lacks_items_until_one_of_them_says_something(open_window: OpenWindow):
    screen = open_window(CIRCULATED)
    assert screen.items("parties").items.remark.isVisible()

    party = screen.items("parties").add()
    screen.rest()
    assert screen.items("parties").items.remark.isVisible()
    screen.field(f"{party}/name").type("Alvesta kommun")
    screen.field("title").focus()
    screen.rest()

    assert not screen.items("parties").items.remark.isVisible()


def test_an_empty_draft_does_not_repeat_that_questions_are_unanswered(open_window: OpenWindow):
    screen = open_window()
    screen.rest()

    assert "Ska besvaras" in screen.labels
    assert screen.field("title").remark == ""
    steps = [step.slug for step in screen.window.session.handbook.steps]
    assert not any("att se över" in screen.step_text(slug) for slug in steps)
    button = screen.items("parties").items.add_button
    assert button is not None and "Ska besvaras" in button.accessibleDescription()

    screen.step("review")
    assert NO_FORUM in screen.review.messages
    assert len(screen.review.messages) > 1


def test_what_is_still_to_be_written_in_an_item_is_not_counted(open_window: OpenWindow):
    draft = Draft(agreement=Agreement.model_validate({"parties": [{"id": "part0001", "name": "Växjö"}]}))
    screen = open_window(draft)
    assert screen.items("parties").names == ["Växjö"]

    draft = Draft(agreement=draft.agreement.model_copy(update={"status": "avstämningsversion"}))
    screen = open_window(draft)
    (name,) = screen.items("parties").names
    assert name.startswith("Växjö (") and name.endswith(" att se över)")


def test_a_finding_about_a_list_stands_at_the_list(open_window: OpenWindow):
    screen = open_window(CIRCULATED)
    screen.step("organisation")

    assert NO_FORUM in "\n".join(screen.labels)
    assert screen.step_text("organisation").endswith("1 att se över")


def test_a_card_shows_its_findings_the_first_time_it_is_opened(open_window: OpenWindow):
    agreement = {
        "status": "avstämningsversion",
        "parties": [{"id": "part0001", "name": "19121212-1212", "contacts": [{"id": "cont0001"}]}],
    }
    screen = open_window(Draft(agreement=Agreement.model_validate(agreement)))
    screen.rest()

    screen.open_card("parties/part0001")
    assert screen.field("parties/part0001/name").remark.startswith("Måste ordnas: ")
    screen.open_card("parties/part0001/contacts/cont0001")
    assert screen.field("parties/part0001/contacts/cont0001/role").remark.startswith("Måste ordnas: ")


def test_a_closed_card_tells_how_much_there_is_to_look_at_in_it(open_window: OpenWindow):
    draft = Draft(
        agreement=Agreement.model_validate({"goals": [{"id": "goal0001", "title": "Bättre 19121212-1212"}]})
    )
    screen = open_window(draft)
    screen.step("goals")

    (name,) = screen.items("goals").names

    assert name == "Bättre 19121212-1212 (1 att se över)"


def test_the_last_page_leads_to_the_place_of_a_finding(open_window: OpenWindow):
    screen = open_window()
    screen.step("review")

    screen.review.go(NO_FORUM)

    assert screen.page.step.slug == "organisation"
    assert screen.focus is screen.items("organisation/forums").items.add_button


def test_the_place_of_a_finding_may_be_deep_in_a_closed_card(open_window: OpenWindow):
    agreement = Agreement.model_validate(
        {"goals": [{"id": "goal0001", "title": "Bättre", "indicators": [{"id": "indi0001"}]}]}
    )
    screen = open_window(Draft(agreement=agreement))
    name = "goals/goal0001/indicators/indi0001/name"

    screen.window.go_to(name)
    screen.settle()

    line = screen.field(name).row.field.inputs()[0]
    assert screen.focus is line
    assert screen.page.viewport().rect().contains(line.mapTo(screen.page.viewport(), line.rect().center()))


def test_a_finding_is_set_aside_with_a_reason_and_taken_up_again(open_window: OpenWindow):
    screen = open_window(CIRCULATED)
    screen.step("review")
    before = screen.review.messages

    screen.review.set_aside(NO_FORUM, "Styrgruppen finns i en annan överenskommelse.")
    screen.rest()

    (aside,) = screen.window.session.draft.set_aside
    assert aside.reason == "Styrgruppen finns i en annan överenskommelse."
    assert screen.review.messages[-1] == NO_FORUM
    assert "Satt åt sidan (1)" in screen.labels
    assert "Skäl: Styrgruppen finns i en annan överenskommelse." in screen.labels
    assert "att se över" not in screen.step_text("organisation")

    screen.review.take_up(NO_FORUM)
    screen.rest()
    assert screen.window.session.draft.set_aside == ()
    assert screen.review.messages == before


def test_nothing_is_set_aside_by_someone_who_changes_their_mind(open_window: OpenWindow):
    screen = open_window()
    screen.step("review")

    card = screen.review.card(NO_FORUM)
    screen.see(card.other)
    meanwhile(card.other.click, dismiss)

    assert screen.window.session.draft.set_aside == ()


def test_setting_aside_can_be_undone(open_window: OpenWindow):
    screen = open_window()
    screen.step("review")
    screen.review.set_aside(NO_FORUM, "Skäl.")

    screen.undo()

    assert screen.window.session.draft.set_aside == ()


def test_the_limit_for_small_counts_is_the_users(open_window: OpenWindow):
    screen = open_window()
    screen.step("review")
    limit = screen.review.panel.limit
    screen.see(limit)
    limit.setFocus()

    press(Key.Key_Up)

    assert screen.window.session.draft.rule_settings.small_count_limit == 6
    screen.undo()
    screen.rest()
    assert limit.value() == 5


def test_many_findings_are_shown_in_two_goes(open_window: OpenWindow):
    goals = [{"id": f"goal{n:04}", "title": f"Mål {n}"} for n in range(40)]
    screen = open_window(Draft(agreement=Agreement.model_validate({"goals": goals})))
    screen.step("review")
    panel = screen.review.panel
    adds = screen.window.desk.adds_to_the_mark
    asked_for = [one for one in screen.window.session.findings(TODAY) if not adds(one)]
    first = [card for card in panel.cards if not adds(card.finding)]
    more = panel.more["Svar som saknas"]
    assert 0 < len(first) < len(asked_for)
    assert more.text() == f"Visa {len(asked_for) - len(first)} till"

    screen.see(more)
    click(more)
    screen.settle()

    shown = [card for card in panel.cards if not adds(card.finding)]
    assert [card.finding for card in shown] == asked_for
    assert shown[: len(first)] == first
    assert screen.window.focusWidget() is shown[len(first)].go
    assert "Svar som saknas" not in panel.more


def test_the_cards_of_findings_that_stay_are_kept(open_window: OpenWindow):
    screen = open_window()
    screen.step("review")
    before = {card.finding: card for card in screen.review.panel.cards}

    screen.window.session.set("validity/kind", "tillsvidare")
    screen.window.session.set("organisation/forums", [{"id": "foru0001", "level": "strategisk"}])
    screen.rest()

    after = {card.finding: card for card in screen.review.panel.cards}
    assert NO_FORUM not in {one.message for one in after}
    assert set(before) & set(after)
    assert all(after[one] is before[one] for one in set(before) & set(after))


def test_the_summary_counts_in_words():
    def finding(severity: str) -> Finding:
        return Finding("rule", severity, "title", "", "")  # pyright: ignore

    assert summary([]) == "Granskningen hittar inget att anmärka på."
    assert (
        summary([], all_answered=False) == "Granskningen hittar inget att anmärka på i det som är besvarat."
    )
    assert (
        summary([], 1) == "Granskningen hittar inget att anmärka på i det som är besvarat. "
        "1 anmärkning gäller svar som saknas."
    )
    assert (
        summary([finding("should")], 7)
        == "Inget måste ordnas. En sak bör ses över. 7 anmärkningar gäller svar som saknas."
    )
    assert summary([finding("must")]) == "En sak måste ordnas."
    assert (
        summary([finding("must"), finding("must"), finding("should"), finding("tip")])
        == "2 saker måste ordnas. En sak bör ses över. Ett tips."
    )
    assert summary([finding("tip"), finding("tip")]) == "Inget måste ordnas. 2 tips."


# Dates that are not understood


def test_a_date_that_is_not_understood_is_told_of_when_the_question_is_left(open_window: OpenWindow):
    screen = open_window()
    field = screen.field("version_date")

    field.type("1 mras 2026")
    screen.rest()
    assert field.remark == ""
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    screen.rest()

    assert field.remark.startswith("Måste ordnas: ”1 mras 2026” går inte att förstå som ett datum")
    assert field.remark.endswith(" Skriv till exempel 2026-05-05 eller 5 maj 2026.")
    assert screen.value("version_date") is None
    assert field.text == "1 mras 2026"
    field.replace("1 mars 2026")
    screen.field("title").focus()
    screen.rest()
    assert field.remark == ""


def test_it_stays_in_its_field_and_among_the_findings_until_it_is_put_right(open_window: OpenWindow):
    screen = open_window()
    screen.field("version_date").type("snart")

    screen.step("review")
    message = (
        "”snart” går inte att förstå som ett datum och kommer därför inte med. "
        "Skriv till exempel 2026-05-05 eller 5 maj 2026."
    )
    assert screen.review.messages[0] == message
    assert not screen.review.card(message).other.isVisible()

    screen.review.go(message)
    assert screen.field("version_date").text == "snart"
    assert screen.field("version_date").remark != ""
    press(Key.Key_A, CTRL)
    press(Key.Key_Backspace)
    screen.step("review")
    assert message not in screen.review.messages


def test_it_is_there_in_a_row_that_is_made_later_too(open_window: OpenWindow):
    decisions = [{"id": f"deci{n:04}", "case_number": str(n)} for n in range(30)]
    parties = [{"id": "part0001", "name": "Växjö kommun", "decisions": decisions}]
    screen = open_window(Draft(agreement=Agreement.model_validate({"parties": parties})))
    address = "parties/part0001/decisions/deci0025/date"
    screen.window.go_to(address)
    screen.field(address).type("snart")
    screen.step("parties")

    screen.window.wizard.remake()
    screen.window.go_to(address)

    assert screen.field(address).text == "snart"
    screen.rest()
    assert screen.window.desk.unread.texts == {address: "snart"}


def test_it_survives_changes_elsewhere_and_gives_way_to_undo(open_window: OpenWindow):
    screen = open_window()
    field = screen.field("version_date")
    field.type("2026-03-01")
    screen.field("version").type("1")
    field.type("x")
    assert field.text == "2026-03-01x"

    screen.field("version").focus()
    screen.undo()  # the version
    assert field.text == "2026-03-01x"
    field.focus()
    screen.undo()  # what is no date
    assert field.text == "2026-03-01"
    screen.undo()  # the date
    assert (screen.value("version_date"), field.text) == (None, "")
    assert screen.window.desk.unread.texts == {}


def test_saving_asks_about_it(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    screen.field("version_date").type("snart")
    screen.step("goals")
    said: list[str] = []

    screen.save(read(said, "Gå dit"))
    assert "”snart” i ”Versionsdatum” går inte att förstå som ett datum." in said[0]
    assert screen.page.step.slug == "parties"
    assert screen.window.session.path is None

    screen.save(answer("Avbryt"))
    assert screen.window.session.path is None

    screen.save(answer("Spara utan det"), name_file(tmp_path / "a.lokdesk"))
    assert screen.window.session.path == tmp_path / "a.lokdesk"
    assert screen.field("version_date").text == "snart"


def test_closing_asks_about_it_even_when_all_else_is_saved(open_window: OpenWindow):
    screen = open_window()
    screen.field("version_date").type("snart")
    assert not screen.window.session.dirty

    screen.close(answer("Avbryt"))
    assert screen.window.isVisible()
    screen.close(answer("Lämna ändå"))
    assert not screen.window.isVisible()


def test_it_goes_with_the_item_it_was_typed_for(open_window: OpenWindow):
    screen = open_window()
    replaced = screen.items("validity/replaces").add()
    screen.field(f"{replaced}/date").type("snart")

    screen.items("validity/replaces").remove(replaced)

    assert screen.window.desk.unread.texts == {}


def test_what_is_not_answered_is_counted_and_leads_to_the_overview(open_window: OpenWindow):
    screen = open_window()
    screen.step("review")
    panel = screen.review.panel
    come = screen.window.session.tally.steps
    required = sum(one.required_missing for one in come.values())
    recommended = sum(one.recommended_missing for one in come.values())
    goals = come["goals"].required_missing + come["goals"].recommended_missing

    text = panel.unanswered.text()
    assert (
        f"{required} frågor som ska besvaras och {recommended} frågor som bör besvaras saknar svar." in text
    )
    assert f"Mål ({goals})" in text

    panel.unanswered.setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Return)
    assert screen.window.wizard.view == "overview"


def test_what_remains_and_the_document_come_first_in_the_last_step(open_window: OpenWindow):
    screen = open_window()
    steps = screen.window.wizard.steps
    screen.step("review")
    screen.settle()
    first = steps.row("review").child(0)
    assert first is not None and first.text(0) == "Granskning"

    field = screen.field("signing/note").row
    panel = screen.review.panel
    places = [one.mapTo(screen.page.content, QPoint()).y() for one in (panel.summary, panel.button, field)]
    assert places == sorted(places)

    field.field.setFocus()
    steps.setCurrentItem(first)
    steps.setFocus()
    press(Key.Key_Return)
    assert screen.page.verticalScrollBar().value() == 0
    assert panel.isAncestorOf(screen.window.focusWidget())
