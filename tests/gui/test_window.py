"""The window: the way through the steps, and what the pages show of the draft."""

import gc
import weakref
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QPushButton, QWidget

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.agreement.rich_text import plain
from lokdesk.gui.panes.help import VIEWS as HELP
from lokdesk.gui.settings import Settings
from lokdesk.gui.window import MainWindow
from lokdesk.gui.wizard.wizard import ALONE, VIEWS
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.gui.conftest import OpenWindow
from tests.gui.hands import ALT, CTRL, SHIFT, choose, click, meanwhile, press, type_text, until
from tests.gui.pages import Screen, answer, dismiss, name_file, read
from tests.tools import ROOT

Key = Qt.Key


def parties(screen: Screen, *names: str) -> list[str]:
    """Add parties with *names* on the first page, and return their addresses."""
    added: list[str] = []
    for name in names:
        added.append(screen.items("parties").add())
        screen.field(f"{added[-1]}/name").type(name)
    return added


# The way through


def test_the_window_begins_with_the_first_step_and_what_it_is_about(open_window: OpenWindow):
    screen = open_window()

    assert screen.page.step.slug == "parties"
    assert screen.title == "Ny överenskommelse – Lokdesk"
    assert screen.help.startswith("Parter och uppdrag")
    assert not screen.window.wizard.back.isEnabled()


def test_the_steps_are_gone_through_with_the_buttons_below(open_window: OpenWindow):
    screen = open_window()
    slugs = [step.slug for step in screen.window.session.handbook.steps]

    seen = [screen.page.step.slug]
    while screen.window.wizard.next.isEnabled():
        click(screen.window.wizard.next)
        seen.append(screen.page.step.slug)
    assert seen == slugs

    while screen.window.wizard.back.isEnabled():
        click(screen.window.wizard.back)
        seen.pop()
    assert screen.page.step.slug == seen[-1] == "parties"


def test_the_steps_are_gone_through_with_the_keys(open_window: OpenWindow):
    screen = open_window()

    press(Key.Key_PageDown, CTRL)
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_PageUp, CTRL)

    assert screen.page.step.slug == "mapping"


def test_a_new_page_is_ready_to_write_on(open_window: OpenWindow):
    screen = open_window()
    click(screen.window.wizard.next)

    type_text("Vi möts i Växjö.")

    assert screen.value("mapping/mandates") == plain("Vi möts i Växjö.")


def test_any_step_is_gone_to_in_the_list(open_window: OpenWindow):
    screen = open_window()

    screen.step("review")
    screen.step("goals")

    assert screen.help.startswith("Mål")


def test_the_help_follows_the_question_in_use(open_window: OpenWindow):
    screen = open_window()
    question = screen.window.session.handbook.question("version")

    screen.field("version").focus()

    assert question.prompt in screen.help
    assert question.example in screen.help

    press(Key.Key_F1)
    assert not screen.help_text.isVisible()
    press(Key.Key_F1)
    assert screen.help_text.isVisible()


def test_the_help_of_a_view_is_its_own_and_no_question_s(open_window: OpenWindow):
    screen = open_window()
    screen.field("version").focus()
    prompt = screen.window.session.handbook.question("version").prompt

    for view in VIEWS:
        screen.window.wizard.go_to_view(view)
        if view in ALONE:
            # The panes make room for it until they are wanted.
            assert not screen.window.wizard.aside.isVisible()
            screen.window.menus.actions["aside"].trigger()
        screen.settle()
        title, words = HELP[view]
        assert screen.help == f"{title}\n{words}"

    screen.window.wizard.aside.choose("figures")
    screen.window.wizard.go_to_view("overview")
    screen.window.wizard.aside.choose("help")
    assert screen.help.startswith(HELP["overview"][0]), "also when it was not shown at the time"
    screen.window.go_to("version")
    screen.settle()
    assert screen.help.startswith(prompt)
    screen.window.wizard.go_to_view("open")
    screen.step("parties")
    assert screen.help.startswith("Parter")


def test_a_card_of_an_item_from_another_step_has_the_help_of_what_is_asked_there(open_window: OpenWindow):
    screen = open_window()
    (party,) = parties(screen, "Växjö kommun")
    screen.step("review")
    asked = screen.window.desk.handbook.question("parties/*/decisions").prompt

    screen.open_card(f"{party}/decisions")
    screen.page.places.lists("parties")[0].cards[party].opener.setFocus()
    assert screen.help.startswith(asked)

    screen.items(f"{party}/decisions").add()
    press(Key.Key_Tab)
    assert not screen.help.startswith(asked)
    screen.page.places.lists("parties")[0].cards[party].opener.setFocus()
    assert screen.help.startswith(asked)


def test_the_step_list_shows_how_far_each_step_has_come(open_window: OpenWindow):
    screen = open_window()
    screen.rest()
    assert screen.step_text("appendices") == "7. Bilagor, orört, 0 av 2 besvarade"

    screen.field("title").type("Överenskommelse")
    screen.rest()

    assert screen.step_text("parties").endswith(", påbörjat, 1 av 14 besvarad")
    screen.field("version").type("1")
    screen.rest()
    assert screen.step_text("parties").endswith(", påbörjat, 2 av 14 besvarade")


# Answers


def test_what_is_typed_stands_in_the_draft_and_in_the_title(open_window: OpenWindow):
    screen = open_window()

    screen.field("title").type("Överenskommelse – Växjö")

    assert screen.value("title") == "Överenskommelse – Växjö"
    assert screen.title == "Överenskommelse – Växjö* – Lokdesk"


def test_a_party_is_found_by_a_few_letters_and_its_kind_comes_along(open_window: OpenWindow):
    screen = open_window()
    party = screen.items("parties").add()

    screen.field(f"{party}/name").type_and_pick("Väx", "Växjö kommun")

    assert screen.value(f"{party}/name") == "Växjö kommun"
    assert screen.value(f"{party}/kind") == "kommun"
    assert screen.field(f"{party}/kind").text == "Kommun"

    screen.field(f"{party}/name").replace("")
    screen.field(f"{party}/name").type_and_pick("kronob", "Region Kronoberg")
    assert screen.value(f"{party}/kind") == "region"


def test_a_legal_act_brings_its_number(open_window: OpenWindow):
    screen = open_window()
    act = screen.items("legal_references").add()

    screen.field(f"{act}/act").type("skollag")
    press(Key.Key_Down)
    press(Key.Key_Return)

    assert screen.value(f"{act}/sfs") == "2010:800"


def test_questions_come_and_go_with_the_answers_they_depend_on(open_window: OpenWindow):
    screen = open_window()
    assert screen.field("validity/end").row.isVisible()
    assert not screen.field("validity/extension").row.isVisible()

    screen.field("validity/kind").pick("Tills vidare")
    screen.field("validity/start").focus()
    screen.rest()
    assert not screen.field("validity/end").row.isVisible()

    screen.field("validity/kind").pick("Tidsperiod med förlängning")
    screen.field("validity/start").focus()
    screen.rest()
    assert screen.field("validity/end").row.isVisible()
    assert screen.field("validity/extension").row.isVisible()


def test_questions_do_not_come_and_go_under_the_hands_of_the_user(open_window: OpenWindow, library: Library):
    screen = open_window(library.blank("grundmall"))
    screen.step("processes")
    kind = screen.field("dua/preset")
    kind.pick("Dua 2017")
    screen.rest()
    height = kind.row.mapTo(screen.page.viewport(), QPoint()).y()
    assert not screen.field("dua/module_1").row.isVisible()

    press(Key.Key_Tab)

    assert screen.place == "dua/module_1", "what comes is the next to be answered"
    assert kind.row.mapTo(screen.page.viewport(), QPoint()).y() <= height


def test_a_question_that_one_is_in_stays_although_it_no_longer_applies(open_window: OpenWindow):
    screen = open_window()
    end = screen.field("validity/end")
    end.type("2027-12-31")
    screen.field("validity/kind").pick("Tills vidare")

    end.replace("")
    screen.items("parties").items.desk.session.add("goals")
    screen.rest()
    assert end.row.isVisible()

    screen.field("validity/start").focus()
    screen.rest()
    assert not end.row.isVisible()


def test_an_answer_to_a_question_that_no_longer_applies_is_still_shown(open_window: OpenWindow):
    screen = open_window()
    screen.field("validity/end").type("2027-12-31")

    screen.field("validity/kind").pick("Tills vidare")

    assert screen.field("validity/end").row.isVisible()


def test_a_date_is_picked_in_the_calendar(open_window: OpenWindow):
    screen = open_window()

    screen.field("version_date").pick_day(date(2026, 5, 17))

    assert screen.value("version_date") == date(2026, 5, 17)
    assert screen.field("version_date").text == "2026-05-17"


# Lists


def test_a_new_item_opens_and_is_ready_to_write_on(open_window: OpenWindow):
    screen = open_window()

    party = screen.items("parties").add()
    type_text("Växjö kommun")
    press(Key.Key_Escape)

    assert screen.value(f"{party}/name") == "Växjö kommun"
    assert screen.items("parties").names == ["Växjö kommun"]


def test_items_are_moved_copied_and_removed(open_window: OpenWindow):
    screen = open_window()
    a, b, c = parties(screen, "A", "B", "C")
    items = screen.items("parties")

    items.up(c)
    items.down(a)
    assert items.names == ["C", "A", "B"]
    assert [one.name for one in screen.value("parties")] == ["C", "A", "B"]

    copy = items.copy(a)
    assert items.names == ["C", "A", "A (kopia)", "B"]
    assert items.card(copy).form is not None

    items.remove(b)
    items.remove(a)
    assert items.names == ["C", "A (kopia)"]


def test_the_ends_of_a_list_are_its_ends(open_window: OpenWindow):
    screen = open_window()
    a, b = parties(screen, "A", "B")
    items = screen.items("parties")

    assert items.offered(a) == ["Kopiera", "Flytta ned", "Ta bort"]
    assert items.offered(b) == ["Kopiera", "Flytta upp", "Ta bort"]
    items.up(b)
    assert items.offered(b) == ["Kopiera", "Flytta ned", "Ta bort"]
    assert items.offered(a) == ["Kopiera", "Flytta upp", "Ta bort"]


def test_items_within_items_are_lists_too(open_window: OpenWindow):
    screen = open_window()
    (party,) = parties(screen, "Växjö kommun")

    body = screen.items(f"{party}/deciding_bodies").add()
    type_text("Arbetsmarknadsnämnden")

    assert screen.value(f"{body}/name") == "Arbetsmarknadsnämnden"
    assert screen.items(f"{party}/deciding_bodies").names == ["Arbetsmarknadsnämnden"]
    screen.items(f"{party}/deciding_bodies").remove(body)
    assert screen.value(f"{party}/deciding_bodies") == ()


def test_an_item_without_a_name_is_called_by_its_number(open_window: OpenWindow):
    screen = open_window()

    screen.items("parties").add()
    screen.items("parties").add()

    assert screen.items("parties").names == ["Part nummer 1", "Part nummer 2"]


def test_a_ready_made_item_is_added_again_with_ids_of_its_own(open_window: OpenWindow):
    screen = open_window()
    screen.step("processes")
    name = "Unga och det kommunala aktivitetsansvaret"

    first = screen.items("processes").add_ready_made(name)
    second = screen.items("processes").add_ready_made(name)

    assert screen.items("processes").names[0].startswith(name)
    steps = screen.value(f"{first}/steps")
    assert len(steps) > 1
    assert not {one.id for one in steps} & {one.id for one in screen.value(f"{second}/steps")}


def test_the_group_of_questions_about_dua_is_filled_in_at_once(open_window: OpenWindow, library: Library):
    screen = open_window(library.blank("grundmall"))
    screen.step("processes")
    assert not screen.field("dua/module_1").row.isVisible()
    screen.window.session.set("dua/module_2", "Vår egen text.")
    button = screen.page.findChild(object, "dua:presets")

    screen.see(button)
    meanwhile(lambda: click(button), choose("Dua 2017 (historiskt)"))

    assert screen.value("dua/preset") == "Dua 2017"
    assert screen.field("dua/module_1").row.isVisible()
    assert screen.field("dua/module_1").text.startswith("Den första modulen")
    assert screen.value("dua/module_2") == plain("Vår egen text.")
    assert screen.menu_text("undo") == "Ångra: förslaget ”Dua 2017”"
    screen.undo()
    assert screen.value("dua/preset") is None
    assert screen.field("dua/module_1").text == ""


def test_items_of_one_step_are_asked_about_in_another(open_window: OpenWindow):
    screen = open_window()
    a, _ = parties(screen, "Alvesta kommun", "Växjö kommun")
    screen.items(f"{a}/deciding_bodies").add()
    type_text("Kommunstyrelsen")

    screen.step("review")
    screen.open_card(f"{a}/decisions")
    decision = screen.items(f"{a}/decisions").add()
    screen.field(f"{decision}/body").pick("Kommunstyrelsen")
    screen.field(f"{decision}/case_number").type("KS 2026/1")

    assert screen.value(decision).case_number == "KS 2026/1"
    assert screen.field(f"{decision}/body").text == "Kommunstyrelsen"
    cards = [items for items in screen.page.places.lists("parties") if not items.editable]
    assert [[card.name for card in one.cards.values()] for one in cards] == [
        ["Alvesta kommun", "Växjö kommun"]
    ] * len(cards)


def test_what_is_asked_about_elsewhere_follows_when_items_come_and_go(open_window: OpenWindow):
    screen = open_window()
    screen.step("review")
    lists = [items for items in screen.page.places.lists("parties")]
    assert len(lists) > 1
    screen.step("parties")

    (party,) = parties(screen, "Växjö kommun")
    assert all(list(items.cards) == [party] for items in lists)

    screen.items("parties").remove(party)
    assert all(list(items.cards) == [] for items in lists)


def test_a_name_is_enough_for_a_card_unless_another_has_the_same(open_window: OpenWindow):
    parties = [
        {"id": "part0001", "name": "Växjö kommun", "kind": "kommun", "organisation_number": "2120000662"},
        {"id": "part0002", "kind": "region"},
        {
            "id": "part0003",
            "name": "Alvesta kommun",
            "contacts": [
                {"id": "cont0001", "role": "samordnare", "name": "Åsa", "unit": "Enheten"},
                {"id": "cont0002", "role": "samordnare", "name": "Bo", "unit": "Enheten"},
                {"id": "cont0003", "role": "chef", "name": "Cia"},
            ],
        },
    ]
    screen = open_window(Draft(agreement=Agreement.model_validate({"parties": parties})))
    screen.open_card("parties/part0003")

    first, second, third = screen.items("parties").names
    assert (first, third) == ("Växjö kommun", "Alvesta kommun")
    assert second == "Part nummer 2 · Region"
    assert screen.items("parties/part0003/contacts").names == [
        "Samordnare · Åsa",
        "Samordnare · Bo",
        "Chef",
    ]

    screen.open_card("parties/part0002")
    screen.field("parties/part0002/name").type("Växjö kommun")
    assert screen.items("parties").names[:2] == ["Växjö kommun · Kommun", "Växjö kommun · Region"]


# References


def test_what_is_referred_to_is_offered_under_its_latest_name(open_window: OpenWindow):
    screen = open_window()
    a, b = parties(screen, "Alvesta kommun", "Växjö kommun")
    screen.step("appendices")
    appendix = screen.items("appendices").add()
    screen.field(f"{appendix}/owner").pick("Växjö kommun")
    assert f"parties/{screen.value(f'{appendix}/owner')}" == b

    screen.step("parties")
    screen.open_card(b)
    screen.field(f"{b}/name").replace("Ljungby kommun")
    screen.step("appendices")
    assert screen.field(f"{appendix}/owner").text == "Ljungby kommun"

    screen.step("parties")
    screen.items("parties").remove(b, answer("Ta bort"))
    screen.step("appendices")
    assert screen.field(f"{appendix}/owner").text == "–"
    assert a in [f"parties/{one.id}" for one in screen.value("parties")]


def test_names_on_the_same_page_follow_too(open_window: OpenWindow):
    screen = open_window()
    screen.step("organisation")
    forum = screen.items("organisation/forums").add()
    type_text("Styrgruppen")
    other = screen.items("organisation/forums").add()

    screen.field(f"{other}/reports_to").pick("Styrgruppen")
    screen.field(f"{forum}/name").replace("Ledningsgruppen")
    screen.rest()

    assert screen.field(f"{other}/reports_to").text == "Ledningsgruppen"
    screen.field(f"{forum}/reports_to").focus()
    box = screen.field(f"{forum}/reports_to").row.field.inputs()[0]
    names = [box.itemText(n) for n in range(box.count())]  # pyright: ignore
    assert "Ledningsgruppen" not in names, "a forum cannot report to itself"


def test_a_scope_is_all_parties_until_some_are_ticked(open_window: OpenWindow):
    screen = open_window()
    a, _, _ = parties(screen, "Alvesta kommun", "Växjö kommun", "Ljungby kommun")
    screen.step("goals")
    goal = screen.items("goals").add()
    screen.rest()
    scope = screen.field(f"{goal}/scope")
    assert scope.ticked == ["Alla parter"]
    assert screen.tickable(f"{goal}/scope") == ["Alla parter"]

    scope.tick("Alvesta kommun")
    assert screen.value(f"{goal}/scope") == (a.removeprefix("parties/"),)
    assert scope.ticked == ["Alvesta kommun"]

    scope.tick("Alla parter")
    assert screen.value(f"{goal}/scope") == ()


def test_a_file_is_attached_and_taken_away(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    file = tmp_path / "bilaga åäö.txt"
    file.write_bytes(b"innehall")
    screen.step("appendices")
    appendix = screen.items("appendices").add()

    screen.field(f"{appendix}/attachment").attach(file)

    (attached,) = screen.window.session.draft.attachments
    assert (attached.name, attached.content) == ("bilaga åäö.txt", b"innehall")
    assert screen.value(f"{appendix}/attachment") == attached.id
    assert screen.field(f"{appendix}/attachment").text == "bilaga åäö.txt"

    screen.field(f"{appendix}/attachment").detach()
    assert screen.window.session.draft.attachments == ()
    assert screen.value(f"{appendix}/attachment") is None


def test_a_file_is_taken_out_again_as_a_copy(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    file = tmp_path / "bilaga.TXT"
    file.write_bytes(b"innehall")
    screen.save(name_file(tmp_path / "a.lokdesk"))
    screen.step("appendices")
    field = screen.field(f"{screen.items('appendices').add()}/attachment")
    buttons = {one.text(): one for one in field.row.findChildren(QPushButton)}
    assert not buttons["Spara en kopia …"].isEnabled()
    field.attach(file)
    said: list[str] = []

    field.save_copy(name_file(tmp_path / "kopia"), read(said))
    assert (tmp_path / "kopia.TXT").read_bytes() == b"innehall"
    assert said[0].startswith("En kopia är sparad som ”kopia.TXT”.")

    field.save_copy(name_file(tmp_path / "finns inte" / "kopia"), read(said))
    assert "kopia.TXT" in said[1] and "Filen finns kvar i projektet." in said[1]


def test_the_dialogs_for_attached_files_begin_where_the_project_is(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    assert screen.window.desk.folder == Path.home()
    screen.save(name_file(tmp_path / "a.lokdesk"))
    screen.step("appendices")
    field = screen.field(f"{screen.items('appendices').add()}/attachment")
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        seen.append(dialog.directory().absolutePath())
        dismiss(dialog)

    button = {one.text(): one for one in field.row.findChildren(QPushButton)}["Bifoga en fil …"]
    meanwhile(lambda: click(button), look)

    assert [Path(one) for one in seen] == [tmp_path]


# Statistics


def table(screen: Screen) -> str:
    screen.step("mapping")
    return screen.items("mapping/statistics").add()


def test_figures_are_typed_into_a_table(open_window: OpenWindow):
    screen = open_window()
    at = table(screen)
    grid = screen.grid(at)

    grid.add_column("Kvinnor")
    grid.add_column("Män")
    grid.add_row("16–24 år", "118", "97")
    grid.add_row("25–65 år", "", "12 5")

    assert grid.shown == [["Kvinnor", "Män"], ["16–24 år", "118", "97"], ["25–65 år", "", "12 5"]]
    (women, men), rows = screen.value(f"{at}/columns"), screen.value(f"{at}/rows")
    assert [[(cell.id, cell.value) for cell in row.cells] for row in rows] == [
        [(women.id, "118"), (men.id, "97")],
        [(men.id, "12 5")],
    ]
    names = [cell.accessibleName() for cell in grid.grid.inputs.values()]
    assert "16–24 år, Män" in names


def test_rows_and_columns_are_moved_and_removed(open_window: OpenWindow):
    screen = open_window()
    at = table(screen)
    grid = screen.grid(at)
    for name in ("A", "B"):
        grid.add_column(name)
    for name in ("1", "2"):
        grid.add_row(name, f"a{name}", f"b{name}")

    grid.do("up")
    grid.do("left")
    assert grid.shown == [["B", "A"], ["2", "b2", "a2"], ["1", "b1", "a1"]]

    grid.do("remove-column")
    assert grid.shown == [["A"], ["2", "a2"], ["1", "a1"]]
    grid.do("remove-row")
    assert grid.shown == [["A"], ["1", "a1"]]
    screen.undo()
    screen.undo()
    assert grid.shown == [["B", "A"], ["2", "b2", "a2"], ["1", "b1", "a1"]]


def test_the_keys_go_up_and_down_in_a_table(open_window: OpenWindow):
    screen = open_window()
    at = table(screen)
    grid = screen.grid(at)
    grid.add_column("A")
    grid.add_row("1", "x")
    grid.add_row("2", "y")

    press(Key.Key_Up)
    type_text("X")
    type_text("\n")
    type_text("Y")
    press(Key.Key_Down)
    type_text("!")

    assert grid.shown == [["A"], ["1", "X"], ["2", "Y!"]]


# Undo


def test_undo_and_redo_are_the_drafts_also_with_the_focus_in_a_field(open_window: OpenWindow):
    screen = open_window()
    screen.field("title").type("Första")
    screen.field("version").type("1.0")

    screen.undo()
    assert (screen.value("version"), screen.field("version").text) == (None, "")
    screen.undo()
    assert (screen.value("title"), screen.field("title").text) == (None, "")
    assert not screen.window.menus.actions["undo"].isEnabled()
    screen.redo()
    press(Key.Key_Y, CTRL)
    assert (screen.value("title"), screen.value("version")) == ("Första", "1.0")


def test_undo_goes_to_the_place_that_it_changes(open_window: OpenWindow):
    screen = open_window()
    screen.field("title").type("Titel")
    screen.step("follow_up")
    screen.field("follow_up/responsible").type("Styrgruppen")
    screen.step("goals")

    screen.undo()
    assert screen.page.step.slug == "follow_up"
    assert screen.field("follow_up/responsible").row.field.isAncestorOf(screen.focus)
    screen.undo()
    assert screen.page.step.slug == "parties"


def test_an_undone_removal_brings_everything_back(open_window: OpenWindow):
    screen = open_window()
    a, b = parties(screen, "A", "B")
    body = screen.items(f"{a}/deciding_bodies").add()
    type_text("Nämnden")

    screen.items("parties").remove(a)
    assert screen.items("parties").names == ["B"]
    screen.undo()

    assert screen.items("parties").addresses == [a, b]
    screen.open_card(f"{body}/name")
    assert screen.field(f"{body}/name").text == "Nämnden"


def test_a_longer_text_is_undone_in_its_place(open_window: OpenWindow):
    screen = open_window()
    field = screen.field("background")
    field.type("Ett stycke.")
    screen.window.session.settle()
    field.tool("bold")
    field.type(" Fet.")

    screen.undo()
    assert screen.value("background") == plain("Ett stycke.")
    assert field.text == "Ett stycke."
    screen.redo()
    assert field.text == "Ett stycke. Fet."


@pytest.mark.parametrize("extra", ["\n", "\n\n", " ", "\n "])
def test_what_is_typed_and_is_no_part_of_the_answer_is_undone_before_anything_else(
    open_window: OpenWindow, extra: str
):
    screen = open_window()
    screen.window.session.set("background", plain("Ett"))
    screen.window.session.set("title", "Titel")
    screen.field("background").focus()
    press(Key.Key_End, CTRL)

    type_text(extra)
    assert screen.menu_text("undo") == "Ångra: det senaste i fältet"
    screen.undo()
    assert screen.field("background").text == "Ett"
    assert screen.value("title") == "Titel"
    assert screen.place == "background"

    screen.undo()
    assert screen.value("title") is None


def test_what_was_typed_before_a_line_break_is_left_by_undo_of_it(open_window: OpenWindow):
    screen = open_window()
    screen.field("background").focus()
    type_text("Ett.")
    screen.window.session.settle()
    type_text("\n")

    screen.undo()
    assert screen.field("background").text == "Ett."
    type_text(" Två.")
    screen.undo()
    assert screen.value("background") == plain("Ett.")


def test_a_space_in_a_line_and_a_date_that_is_none_are_undone_before_anything_else(open_window: OpenWindow):
    screen = open_window()
    screen.window.session.set("title", "Titel")
    screen.field("title").type("  ")
    screen.undo()
    assert screen.field("title").text == "Titel"

    screen.field("validity/start").type("32 maj")
    screen.undo()
    assert screen.field("validity/start").text == ""
    assert not screen.window.desk.unread.texts
    assert screen.value("title") == "Titel"


def test_a_pause_ends_what_is_undone_at_once(open_window: OpenWindow):
    screen = open_window()
    screen.field("title").type("Första")
    until(lambda: not screen.window.wizard.typing)
    type_text(" andra")

    screen.undo()

    assert screen.value("title") == "Första"


# Keys


def test_the_tab_key_goes_through_the_window_as_it_is_laid_out(open_window: OpenWindow):
    screen = open_window()
    a, _ = parties(screen, "A", "B")
    screen.items("parties").down(a)
    screen.field("version_date").focus()

    seen: list[str] = []
    for _ in range(60):
        press(Key.Key_Tab)
        seen.append(screen.place)
    ids = {address: name for address, name in zip(screen.items("parties").addresses, "BA", strict=True)}
    for address, name in ids.items():
        seen = [one.replace(address, name) for one in seen]

    assert seen[:3] == ["version_date", "B:open", "B:more"]
    assert seen.index("B/name") < seen.index("B/kind") < seen.index("B/deciding_bodies:add")
    assert seen.index("B/contacts:add") < seen.index("A:open") < seen.index("A/name")
    assert seen.index("A/contacts:add") < seen.index("parties:add")


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_enter_presses_a_button_as_space_does(open_window: OpenWindow, key: Qt.Key):
    screen = open_window()
    add = screen.items("parties").items.add_button
    assert add is not None
    add.setFocus()
    press(key)
    (party,) = screen.items("parties").addresses

    card = screen.items("parties").card(party)
    assert card.opener is not None
    card.opener.setFocus()
    press(key)
    assert not card.opener.isChecked()
    assert card.more is not None
    card.more.setFocus()
    meanwhile(lambda: press(key), choose("Kopiera"))
    assert len(screen.items("parties").addresses) == 2

    screen.step("goals")
    ready = screen.page.findChild(QPushButton, "perspectives:presets")
    ready.setFocus()
    meanwhile(lambda: press(key), dismiss_menu)

    screen.window.wizard.next.setFocus()
    press(key)
    assert screen.page.step.slug == "organisation"


def dismiss_menu(menu: QWidget) -> None:
    assert isinstance(menu, QMenu)
    menu.close()


def test_enter_in_a_field_presses_nothing(open_window: OpenWindow):
    screen = open_window()
    screen.field("title").type("Titel\n")

    assert screen.place == "title"
    assert screen.items("parties").addresses == []
    assert screen.page.step.slug == "parties"


def test_the_tab_key_goes_round_and_back(open_window: OpenWindow):
    screen = open_window()
    screen.window.wizard.steps.setFocus()

    press(Key.Key_Tab)
    assert screen.field("title").row.field.isAncestorOf(screen.focus)
    press(Key.Key_Tab, SHIFT)
    assert screen.focus is screen.window.wizard.steps
    press(Key.Key_Tab, SHIFT)
    assert screen.focus is screen.help_text
    press(Key.Key_Tab, SHIFT)
    assert screen.focus is screen.window.wizard.aside.tabBar()
    press(Key.Key_Tab, SHIFT)
    assert screen.focus is screen.window.wizard.next


def test_the_menus_and_tools_are_there_for_the_text_in_use(open_window: OpenWindow):
    screen = open_window()
    bold = screen.window.formatting.actions["bold"]
    assert not bold.isEnabled()

    screen.field("background").focus()
    assert bold.isEnabled()
    press(Key.Key_R, ALT)
    press(Key.Key_Escape)
    assert bold.isEnabled()

    screen.field("title").focus()
    assert not bold.isEnabled()


@pytest.mark.parametrize("leave", ["step", "view", "start"])
def test_the_tools_leave_a_text_alone_that_is_no_longer_shown(
    open_window: OpenWindow, library: Library, leave: str
):
    screen = open_window(library.example())
    screen.field("background").focus()
    press(Key.Key_A, CTRL)
    before = screen.value("background")

    if leave == "start":
        screen.window.opening.show_start()
    else:
        screen.go({"step": "review", "view": "overview"}[leave])
    press(Key.Key_B, CTRL)

    assert screen.value("background") == before
    assert not screen.window.formatting.actions["bold"].isEnabled()


def test_no_part_of_a_page_is_ever_a_window_of_its_own(open_window: OpenWindow, library: Library):
    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                alone.append(type(watched).__name__)
            return False

    alone: list[str] = []
    screen = open_window(library.example())
    watch = Watch()
    QApplication.instance().installEventFilter(watch)  # pyright: ignore[reportOptionalMemberAccess]
    for step in library.handbook.steps:
        screen.window.wizard.go_to_step(step.slug)
        screen.settle()
        for items in screen.page.places.all_lists:
            for card in list(items.cards.values())[:1]:
                card.open()
        screen.settle()
    QApplication.instance().removeEventFilter(watch)  # pyright: ignore[reportOptionalMemberAccess]

    assert not alone


def test_no_menu_has_two_entries_with_the_same_key(open_window: OpenWindow):
    screen = open_window()
    keys = [
        key.toString()
        for action in (*screen.window.menus.actions.values(), *screen.window.formatting.actions.values())
        for key in action.shortcuts()
    ]

    assert len(keys) == len(set(keys))
    for menu in screen.window.menuBar().actions():
        held = menu.menu()
        texts = [one.text() for one in held.actions() if not one.isSeparator()]  # pyright: ignore
        letters = [text[text.index("&") + 1].casefold() for text in texts if "&" in text]
        assert len(letters) == len(set(letters)), texts


def test_a_closed_window_is_gone(library: Library, swedish: None, tmp_path: Path):
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Session(library, library.example()), Settings(settings))
    window.show()
    window.wizard.turn(1)
    timers = window.findChildren(QTimer)
    left = weakref.ref(window)

    window.close()
    assert timers and not any(timer.isActive() for timer in timers)
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del window, timers
    gc.collect()

    assert left() is None


def test_a_long_name_does_not_widen_the_page(open_window: OpenWindow):
    screen = open_window()
    (party,) = parties(screen, "En part med ett mycket långt namn " * 10)
    screen.settle()

    assert screen.page.widget().width() <= screen.page.viewport().width()
    opener = screen.items("parties").card(party).opener
    assert opener is not None
    assert opener.text().endswith("…")
    assert opener.toolTip().startswith("En part med")
    assert isinstance(screen.field(f"{party}/name").row.field.inputs()[0], QLineEdit)


def test_f6_goes_from_part_to_part(open_window: OpenWindow):
    screen = open_window()
    wizard = screen.window.wizard
    wizard.steps.setFocus()

    press(Key.Key_F6)
    assert wizard.stack.isAncestorOf(screen.focus)
    press(Key.Key_F6)
    assert screen.focus is wizard.aside.tabBar()
    press(Key.Key_F6)
    assert screen.focus is wizard.steps


def test_the_panes_beside_the_questions_can_be_put_away(open_window: OpenWindow):
    screen = open_window()
    screen.field("background").focus()

    press(Key.Key_0, CTRL)
    assert not screen.window.wizard.aside.isVisible()
    press(Key.Key_F1)
    assert screen.help_text.isVisible()
    assert screen.field("background").row.question.prompt in screen.help


def test_the_help_tells_whose_text_it_is(open_window: OpenWindow):
    screen = open_window()
    screen.step("goals")
    goal = screen.items("goals").add()
    screen.field(f"{goal}/title").focus()
    until(lambda: "Er text och mallens" in screen.help)
    assert "Målen beskriver den effekt som parterna vill nå tillsammans." in screen.help

    screen.step("parties")
    screen.field("title").focus()
    assert "Mallen har ingen styrande text intill det." in screen.help


def test_a_question_of_the_templates_own_is_asked_with_its_own_reason(
    open_window: OpenWindow, library: Library
):
    shipped = library.templates / "grundmall"
    questions = (
        '[questions.egen0001]\nprompt = "Hur medverkar näringslivskontoret?"\nwhy = "Det vet först."\n'
    )
    manifest = shipped.with_suffix(".toml").read_text(encoding="utf-8") + questions
    own = TemplateUse(id="egen", content=shipped.with_suffix(".docx").read_bytes(), manifest=manifest)
    screen = open_window(library.started(own))

    screen.step("appendices")
    screen.open_card("additional_answers/egen0001/answer")
    screen.field("additional_answers/egen0001/answer").focus()

    assert "Hur medverkar näringslivskontoret?" in screen.help
    assert "Det vet först." in screen.help
    assert "Frågan ställs av mallen" in screen.help


def test_a_project_file_with_notes_is_not_attached(open_window: OpenWindow, tmp_path: Path):
    screen = open_window()
    ours = tmp_path / "vår.lokdesk"
    ours.write_bytes((ROOT / "tests/project/files/v1.0.lokdesk").read_bytes())
    screen.step("appendices")
    field = screen.field(f"{screen.items('appendices').add()}/attachment")
    told: list[str] = []
    button = {one.text(): one for one in field.row.findChildren(QPushButton)}["Bifoga en fil …"]

    meanwhile(lambda: click(button), name_file(ours), read(told))

    assert "”vår.lokdesk” är en projektfil" in told[0]
    assert "Inget har ändrats." in told[0]
    assert screen.window.session.draft.attachments == ()


def test_pages_that_are_gone_leave_nothing_with_the_session(open_window: OpenWindow, library: Library):
    screen = open_window(library.example("tva-kommuner"))
    session = screen.window.session

    def remembered() -> int:
        # All pages are made anew.
        for key in (Key.Key_Plus, Key.Key_Minus):
            press(key, CTRL)
            screen.rest()
        screen.go("parties")
        screen.rest()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return weakref.getweakrefcount(session)

    before = remembered()
    assert remembered() == before
