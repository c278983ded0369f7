"""A person or a unit in the place of another, vacancies, and what a change since the decision means."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.gui.dialogs.replace_person import ReplacePersonDialog
from lokdesk.gui.dialogs.vacancies import VacanciesDialog
from lokdesk.gui.dialogs.versions import VersionsDialog
from lokdesk.session.library import Library
from tests.gui.conftest import TODAY, OpenWindow
from tests.gui.hands import CTRL, click, meanwhile, press, type_text, until
from tests.gui.pages import Screen
from tests.gui.talk import words_on
from tests.session.test_deciding import DECIDED, NAME, VERSIONS
from tests.session.test_replacing import AGREEMENT, CONTACT, FORUM

Key = Qt.Key
Act = Callable[[ReplacePersonDialog], object]


@pytest.fixture
def screen(open_window: OpenWindow, library: Library) -> Screen:
    return open_window(library.blank().model_copy(update={"agreement": AGREEMENT}))


def replace(screen: Screen, *acts: Act) -> None:
    """Choose the command in the menu, and do *acts* in the dialog."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ReplacePersonDialog), dialog
        for one in acts:
            one(dialog)

    meanwhile(screen.window.menus.actions["replace-person"].trigger, act)
    screen.settle()


def fill(old: str, new: str, email: str = "", day: str = "") -> Act:
    def act(dialog: ReplacePersonDialog) -> None:
        fields = ((dialog.old, old), (dialog.new, new), (dialog.email, email), (dialog.day.input, day))
        for field, text in fields:
            if text:
                field.setFocus()
                press(Key.Key_A, CTRL)
                type_text(text)
        until(lambda: not dialog.busy)

    return act


def agree(dialog: ReplacePersonDialog) -> None:
    click(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))


def leave(dialog: ReplacePersonDialog) -> None:
    press(Key.Key_Escape)
    assert not dialog.isVisible()


def rows(dialog: ReplacePersonDialog) -> dict[str, bool]:
    """Return where something would change, and whether it is ticked."""
    return {dialog.preview.row(n).where: dialog.preview.ticked(n) for n in range(dialog.preview.count)}


def tick_with_keys(dialog: ReplacePersonDialog, numbers: set[int]) -> None:
    """Let just the rows with these numbers be ticked, with the arrow keys and Space."""
    dialog.preview.setFocus()
    press(Key.Key_Home)
    for n in range(dialog.preview.count):
        if dialog.preview.ticked(n) != (n in numbers):
            press(Key.Key_Space)
        press(Key.Key_Down)


def test_a_person_is_replaced_in_all_places_as_one_edit_with_the_day_in_a_note(screen: Screen):
    replace(screen, fill("Eva Ek", "Bo Alm", "bo.alm@alvesta.example", "2026-04-01"), agree)

    assert screen.value(f"{CONTACT}/name") == "Bo Alm"
    assert screen.value(f"{CONTACT}/email") == "bo.alm@alvesta.example"
    assert screen.value(f"{FORUM}/members/memb0001/name") == "Bo Alm"
    (note,) = screen.window.session.draft.discussion.notes
    assert note.text and note.text.text.startswith("Bo Alm efter Eva Ek från och med 2026-04-01")
    assert screen.window.news.text() == "Bytt i 7 svar. Dagen står i en anteckning."
    screen.undo()
    assert screen.window.session.agreement == AGREEMENT
    assert screen.window.session.draft.discussion.notes == ()
    assert screen.window.news.text() == "Ångrade bytet av ”Eva Ek” mot ”Bo Alm”."


def test_what_would_change_is_shown_with_what_it_takes(screen: Screen):
    def look(dialog: ReplacePersonDialog) -> None:
        found = rows(dialog)
        assert [where for where, ticked in found.items() if not ticked] == [
            one for one in found if "undertecknade 2025-12-01" in one
        ]
        decided = [where for where in found if where.endswith("(kräver nytt beslut)")]
        assert [one.split(" › ")[-1] for one in decided] == [
            "Bakgrund (kräver nytt beslut)",
            "Sammankallande (kräver nytt beslut)",
        ]
        assert dialog.weight.text() == "De här behöver besluta: Alvesta kommun."
        assert not dialog.renumber.isVisible()

    replace(screen, fill("Eva Ek", "Bo Alm"), look, leave)
    assert screen.window.session.agreement == AGREEMENT


def test_where_contacts_are_all_that_changes_the_version_gets_the_next_number(screen: Screen):
    def contacts(dialog: ReplacePersonDialog) -> None:
        meant = {n for n, where in enumerate(rows(dialog)) if "Kontakt " in where}
        tick_with_keys(dialog, meant)
        assert dialog.weight.text() == "Bara kontakter ändras: inget organ behöver besluta igen."
        assert dialog.renumber.text() == "Kalla den nya versionen 2.1, med samma dag som versionsdatum"

    replace(screen, fill("Eva Ek", "Bo Alm", day="2026-04-01"), contacts, agree)
    assert (screen.value("version"), screen.value("version_date")) == ("2.1", date(2026, 4, 1))
    assert screen.value(f"{FORUM}/convenor") == "Eva Ek"


def test_a_unit_is_replaced_without_asking_how_to_reach_it(screen: Screen):
    def unit(dialog: ReplacePersonDialog) -> None:
        click(dialog.unit)
        assert not dialog.email.isVisible()

    replace(screen, unit, fill("Arbetsmarknadsenheten", "Vuxenenheten"), agree)
    assert screen.value("parties/part0001/unit") == "Vuxenenheten"
    assert screen.value(f"{CONTACT}/unit") == "Vuxenenheten"


def test_who_leaves_without_a_successor_leaves_a_vacancy_that_is_listed_and_can_be_gone_to(screen: Screen):
    replace(screen, fill("Eva Ek", ""), agree)
    assert screen.value(f"{CONTACT}/name") is None
    seen: list[str] = []

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, VacanciesDialog), dialog
        seen.extend(dialog.list.row(n).where for n in range(dialog.list.count))
        assert dialog.list.hasFocus()
        click(dialog.go)

    meanwhile(screen.window.menus.actions["vacancies"].trigger, act)
    screen.settle()
    assert seen[0] == "Part ”Alvesta kommun”, kontakt ”Samordnare”"
    assert screen.place == f"{CONTACT}/name"


def test_a_day_that_is_no_day_is_objected_to(screen: Screen):
    def no_day(dialog: ReplacePersonDialog) -> None:
        fill("Eva Ek", "Bo Alm", day="i våras")(dialog)
        agree(dialog)
        assert "i våras" in dialog.count.text()
        assert dialog.isVisible()

    replace(screen, no_day, leave)
    assert screen.window.session.agreement == AGREEMENT


def test_where_everybody_has_a_name_that_is_told(open_window: OpenWindow):
    screen = open_window()
    said: list[str] = []

    def act(dialog: QWidget) -> None:
        said.append(words_on(dialog))
        press(Key.Key_Escape)

    meanwhile(screen.window.menus.actions["vacancies"].trigger, act)
    assert said == ["Alla roller och platser har ett namn."]


def test_the_versions_tell_what_has_changed_since_and_propose_a_number_for_new_contacts(
    open_window: OpenWindow,
):
    changed = at.replace(DECIDED, NAME, "Bo Alm")
    screen = open_window(Draft(agreement=changed, versions=VERSIONS))
    said: list[str] = []

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, VersionsDialog), dialog
        said.append(words_on(dialog))
        click(dialog.buttons["renumber"])
        until(lambda: "renumber" not in dialog.buttons)
        said.append(words_on(dialog))
        click(dialog.close_button)

    meanwhile(screen.window.menus.actions["versions"].trigger, act)
    assert "har bara kontakter ändrats" in said[0]
    assert (screen.value("version"), screen.value("version_date")) == ("1.1", TODAY)
    screen.undo()
    assert screen.value("version") == "1.0"


def test_the_versions_name_those_who_must_decide_again(open_window: OpenWindow):
    changed = at.replace(DECIDED, "title", "Samverkan om unga")
    screen = open_window(Draft(agreement=changed, versions=VERSIONS))

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, VersionsDialog), dialog
        assert "De här behöver besluta: Kommunstyrelsen, Alvesta kommun." in words_on(dialog)
        assert "renumber" not in dialog.buttons
        click(dialog.close_button)

    meanwhile(screen.window.menus.actions["versions"].trigger, act)
