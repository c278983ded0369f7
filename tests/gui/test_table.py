"""Lists of items as tables: edited in place, folded where there is no room, the rest of a row below."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.gui.fields.cell import CellField
from lokdesk.gui.wizard.table import ItemTable, TableRow
from lokdesk.session.library import Library
from tests.gui.conftest import OpenWindow
from tests.gui.hands import ALT, SHIFT, press, type_text
from tests.gui.pages import ListHand, Screen
from tests.gui.test_accessibility import STEPS

Key = Qt.Key
FORUM = "organisation/forums/foru0001"
MEMBERS = f"{FORUM}/members"
ONE, TWO = f"{MEMBERS}/memb0001", f"{MEMBERS}/memb0002"
GOAL = "goals/goal0001"
INDICATORS = f"{GOAL}/indicators"
INDICATOR = f"{INDICATORS}/indi0001"
VALUES = f"{INDICATOR}/values"


def draft(municipalities: int = 2, **given: Any) -> Draft:
    names = ("Alvesta kommun", "Ljungby kommun", "Växjö kommun")[:municipalities]
    parties: list[dict[str, Any]] = [
        {"id": "afafafaf", "name": "Arbetsförmedlingen", "kind": "Arbetsförmedlingen"}
    ]
    parties += [{"id": f"kommun{n:02}", "name": name, "kind": "kommun"} for n, name in enumerate(names)]
    return Draft.model_validate({"agreement": {"parties": parties, **given}})


def members(open_window: OpenWindow, *roles: str) -> tuple[Screen, ListHand]:
    seats = [{"id": f"memb000{n}", "role": role} for n, role in enumerate(roles, 1)]
    forum = {"id": "foru0001", "name": "Styrgruppen", "members": seats}
    screen = open_window(draft(organisation={"forums": [forum]}))
    screen.step("organisation")
    screen.items("organisation/forums").open(FORUM)
    screen.settle()
    return screen, screen.items(MEMBERS)


def indicators(open_window: OpenWindow, municipalities: int = 2, **given: Any) -> Screen:
    indicator = {"id": "indi0001", "name": "Andel", **given}
    screen = open_window(draft(municipalities, goals=[{"id": "goal0001", "indicators": [indicator]}]))
    screen.step("goals")
    screen.items("goals").open(GOAL)
    screen.items(INDICATORS).open(INDICATOR)
    screen.settle()
    return screen


def row(items: ListHand, address: str) -> TableRow:
    found = items.card(address)
    assert isinstance(found, TableRow)
    return found


def test_the_short_answers_stand_side_by_side_under_their_headings(open_window: OpenWindow):
    screen, items = members(open_window, "Ordförande", "Ledamot")

    assert items.header == ["Part eller aktör", "Roll", "Namn", "Deltagande", "Ersättare"]
    cells = [screen.field(f"{ONE}/{name}").row for name in ("actor", "role", "name", "membership", "deputy")]
    assert len({cell.y() for cell in cells}) == 1
    assert sorted(cell.x() for cell in cells) == [cell.x() for cell in cells]
    below = [screen.field(f"{TWO}/{name}").row for name in ("actor", "role", "name", "membership", "deputy")]
    assert [cell.x() for cell in below] == [cell.x() for cell in cells], "columns are straight"
    table = items.items
    assert isinstance(table, ItemTable)
    labels = [label for label in screen.page.findChildren(type(screen.window.news)) if label.isVisible()]
    heads = {label.text(): label.mapTo(table, label.rect().topLeft()).x() for label in labels
             if table.isAncestorOf(label)}  # fmt: skip
    for cell, name in zip(cells, items.header, strict=True):
        assert abs(heads[name] - cell.mapTo(table, cell.rect().topLeft()).x()) <= 2


def test_a_row_is_edited_in_place(open_window: OpenWindow):
    screen, _ = members(open_window, "Ordförande")

    screen.field(f"{ONE}/role").replace("Vice ordförande")
    screen.field(f"{ONE}/actor").pick("Alvesta kommun")
    screen.field(f"{ONE}/membership").pick("Adjungerad")

    seat = screen.value(ONE)
    assert (seat.role, seat.actor, seat.membership) == ("Vice ordförande", "kommun00", "adjungerad")


def test_the_tab_key_goes_along_the_row_and_to_the_next(open_window: OpenWindow):
    screen, _ = members(open_window, "Ordförande", "Ledamot")
    screen.field(f"{ONE}/actor").focus()
    seen: list[str] = []
    for _ in range(6):
        press(Key.Key_Tab)
        seen.append(screen.place)

    expected = [f"{ONE}/{name}" for name in ("role", "name", "membership", "deputy")]
    assert seen == [*expected, f"{ONE}:more", f"{TWO}/actor"]


def test_enter_goes_down_and_adds_a_row_below_the_last(open_window: OpenWindow):
    screen, items = members(open_window, "Ordförande", "Ledamot")
    screen.field(f"{ONE}/role").focus()

    press(Key.Key_Return)
    assert screen.place == f"{TWO}/role"
    press(Key.Key_Return)
    (*_, new) = items.addresses
    assert new not in (ONE, TWO)
    assert screen.place == f"{new}/actor"

    screen.field(f"{new}/role").focus()
    press(Key.Key_Return)
    assert items.addresses[-1] == new, "below an empty row comes no other"
    assert screen.value(ONE).role == "Ordförande"


def test_the_keys_up_and_down_go_between_the_rows(open_window: OpenWindow):
    screen, _ = members(open_window, "Ordförande", "Ledamot")
    screen.field(f"{ONE}/role").focus()

    press(Key.Key_Down)
    assert screen.place == f"{TWO}/role"
    type_text("Ersättare")
    assert screen.value(TWO).role == "Ersättare", "what is gone to is typed over"
    press(Key.Key_Up)
    assert screen.place == f"{ONE}/role"
    press(Key.Key_Up)
    assert screen.place == f"{ONE}/role"


def test_a_row_is_added_below_the_one_in_use_with_the_keys(open_window: OpenWindow):
    screen, items = members(open_window, "Ordförande", "Ledamot")
    screen.field(f"{ONE}/role").focus()

    press(Key.Key_Insert, ALT)

    first, new, last = items.addresses
    assert (first, last) == (ONE, TWO)
    assert screen.place == f"{new}/actor"


def test_rows_are_moved_copied_and_removed_as_cards_are(open_window: OpenWindow):
    screen, items = members(open_window, "Ordförande", "Ledamot")

    items.drag(TWO, ONE)
    assert [one.role for one in screen.value(MEMBERS)] == ["Ledamot", "Ordförande"]
    screen.field(f"{TWO}/role").focus()
    press(Key.Key_Down, ALT | SHIFT)
    assert screen.place == f"{TWO}/role"
    copy = items.copy(ONE)
    assert items.addresses == [ONE, copy, TWO]
    assert screen.place == f"{copy}/actor"
    items.remove(copy)
    assert items.removed == "Borttaget: ledamot ”Ordförande”."
    items.bring_back()
    assert items.addresses == [ONE, copy, TWO]
    assert screen.place == f"{copy}/actor"


def test_undo_goes_to_the_cell_that_it_changes(open_window: OpenWindow):
    screen, _ = members(open_window, "Ordförande")
    screen.field(f"{ONE}/deputy").type("Rektor")
    screen.step("parties")

    screen.undo()

    assert screen.place == f"{ONE}/deputy"
    assert screen.value(ONE).deputy is None


def test_the_help_follows_the_cell(open_window: OpenWindow):
    screen, _ = members(open_window, "Ordförande")

    screen.field(f"{ONE}/deputy").focus()
    screen.settle()

    question = screen.window.session.handbook.question("organisation/forums/*/members/*/deputy")
    assert screen.help.startswith(question.prompt)


def test_a_screen_reader_is_told_the_column_and_the_row(open_window: OpenWindow):
    screen, items = members(open_window, "Ordförande", "Ledamot")

    assert screen.field(f"{TWO}/role").row.field.inputs()[0].accessibleName() == "Roll, rad 2"
    items.up(TWO)
    assert screen.field(f"{TWO}/role").row.field.inputs()[0].accessibleName() == "Roll, rad 1"


def test_what_there_is_to_say_of_a_cell_stands_below_its_row(open_window: OpenWindow):
    screen, items = members(open_window, "Ordförande 19121212-1212", "Ledamot")
    screen.rest()

    remark = screen.field(f"{ONE}/role").row.remark
    assert remark.isVisible()
    assert remark.text().startswith("Måste ordnas: Under ”Roll” för ledamot ")
    assert remark.width() > screen.field(f"{ONE}/role").row.width()
    assert row(items, ONE).isAncestorOf(remark)


def test_a_table_folds_where_its_columns_have_no_room_and_back(open_window: OpenWindow):
    screen, items = members(open_window, "Ordförande", "Ledamot")
    table = items.items
    assert isinstance(table, ItemTable)
    assert table.per_line == 5

    for width, most in ((1000, 3), (1366, 5)):
        screen.window.resize(width, 768)
        screen.settle()
        assert 1 <= table.per_line <= most
        assert screen.page.widget().width() <= screen.page.viewport().width()
        assert screen.field(f"{ONE}/role").row.width() > 70

    assert table.per_line == 5


def test_a_table_that_is_about_to_go_with_its_agreement_may_still_be_laid_out(open_window: OpenWindow):
    screen, items = members(open_window, "Ordförande", "Ledamot")
    table = items.items
    assert isinstance(table, ItemTable)
    screen.window.session.new()

    table.resize(table.width() - 200, table.height())
    QApplication.sendEvent(table, QResizeEvent(table.size(), table.size()))

    assert table.items() == ()


def test_what_is_removed_may_come_back_as_the_row_beside_it_goes(open_window: OpenWindow):
    screen, items = members(open_window, "Ordförande", "Ledamot")
    before = screen.window.session.draft
    items.add()
    items.remove(TWO)
    assert items.removed

    screen.window.session.change(before)

    assert items.addresses == [ONE, TWO]
    assert not items.removed
    assert row(items, TWO).isAncestorOf(screen.focus)


def test_a_folded_row_has_its_labels_and_all_its_fields(open_window: OpenWindow):
    screen, items = members(open_window, "Ordförande", "Ledamot")
    screen.window.resize(1000, 768)
    screen.settle()

    for name in ("actor", "role", "name", "membership", "deputy"):
        cell = screen.field(f"{ONE}/{name}").row
        assert cell.isVisible()
        assert cell.question.label in screen.labels
    screen.field(f"{ONE}/deputy").type("Rektor")
    assert screen.value(ONE).deputy == "Rektor"
    assert row(items, TWO).y() > row(items, ONE).y() + screen.field(f"{ONE}/role").row.height()


def test_a_long_line_goes_on_below_in_its_cell(open_window: OpenWindow):
    screen, _ = members(open_window, "Ordförande", "Ledamot")
    field = screen.field(f"{ONE}/role").row.field
    assert isinstance(field, CellField)
    before = field.input.height()

    screen.field(f"{ONE}/role").focus()
    press(Key.Key_End)
    type_text(" och sammankallande i arbetsutskottet för unga")

    assert field.input.height() > before
    assert not field.input.verticalScrollBar().maximum()
    assert screen.value(ONE).role == "Ordförande och sammankallande i arbetsutskottet för unga"


def test_a_line_pasted_into_a_cell_is_one_line(open_window: OpenWindow):
    screen, _ = members(open_window, "")
    QApplication.clipboard().setText("  Ordförande \n")
    screen.field(f"{ONE}/role").focus()

    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert screen.value(ONE).role == "Ordförande"


def test_enter_that_picks_a_suggestion_in_a_cell_picks_and_no_more(open_window: OpenWindow):
    screen = open_window()
    screen.step("parties")
    acts = screen.items("legal_references")
    new = acts.add()

    screen.field(f"{new}/act").type_and_pick(
        "finsam", "Lag om finansiell samordning av rehabiliteringsinsatser"
    )

    assert acts.addresses == [new]
    press(Key.Key_Return)
    assert len(acts.addresses) == 2, "there it is a key of the table again"


def test_rows_pasted_from_a_spreadsheet_become_rows(open_window: OpenWindow):
    screen, items = members(open_window, "Ordförande", "Ledamot")
    QApplication.clipboard().setText("Ledamot\tAnna Ek\tordinarie\nLedamot\tBo Al\nSekreterare\t\n")
    screen.field(f"{TWO}/role").focus()

    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    seats = screen.value(MEMBERS)
    assert [seat.role for seat in seats] == ["Ordförande", "Ledamot", "Ledamot", "Sekreterare"]
    assert [seat.name for seat in seats] == [None, "Anna Ek", "Bo Al", None]
    assert seats[1].membership == "ordinarie"
    assert len(items.addresses) == 4
    assert screen.place == f"{TWO}/role"
    assert screen.menu_text("undo") == "Ångra: inklistringen i ”Ledamöter” i forum ”Styrgruppen”"
    screen.undo()
    assert [seat.role for seat in screen.value(MEMBERS)] == ["Ordförande", "Ledamot"]


# What is not in the columns


def test_the_rest_of_a_row_is_unfolded_below_it(open_window: OpenWindow):
    screen = indicators(open_window)
    items = screen.items(INDICATORS)
    opener = row(items, INDICATOR).opener
    assert opener is not None

    assert items.header == ["Indikatorns namn", "Källa", "Ansvarig"]
    assert opener.accessibleName() == "Mätintervall, utgångsläge och målvärden, utfall"
    assert screen.field(f"{INDICATOR}/interval").row.isVisible()
    value = screen.items(VALUES).add()
    screen.field(f"{value}/target").type("48 procent")
    assert screen.value(f"{value}/target") == "48 procent"
    screen.rest()
    assert opener.accessibleName().startswith(
        "Mätintervall, utgångsläge och målvärden, utfall (1 av 3 ifyllda"
    )


def test_going_to_a_cell_unfolds_nothing_and_going_below_does(open_window: OpenWindow):
    values = [{"id": "valu0001", "target": "48 procent"}]
    indicator = {"id": "indi0001", "name": "Andel", "values": values}
    screen = open_window(draft(goals=[{"id": "goal0001", "indicators": [indicator]}]))

    screen.window.go_to(f"{INDICATOR}/name")
    assert screen.place == f"{INDICATOR}/name"
    assert not row(screen.items(INDICATORS), INDICATOR).is_open
    screen.window.go_to(f"{VALUES}/valu0001/target")
    assert screen.place == f"{VALUES}/valu0001/target"
    assert row(screen.items(INDICATORS), INDICATOR).is_open


# Values per municipality


def test_with_one_municipality_nobody_is_asked_whose_value_it_is(open_window: OpenWindow):
    screen = indicators(open_window, municipalities=1)
    items = screen.items(VALUES)
    items.add()

    assert items.header == ["Utgångsläge", "Målvärde"]
    table = items.items
    assert isinstance(table, ItemTable)
    assert table.per_party is not None
    assert not table.per_party.isVisible()


def test_with_several_a_row_for_each_is_added_at_once(open_window: OpenWindow):
    screen = indicators(open_window)
    items = screen.items(VALUES)
    assert items.header == ["Utgångsläge", "Målvärde"]

    items.per_party()
    one, two = items.addresses
    assert items.header == ["Part", "Utgångsläge", "Målvärde"]
    assert screen.place == f"{one}/baseline"
    assert [screen.field(f"{a}/party").text for a in (one, two)] == ["Alvesta kommun", "Ljungby kommun"]
    table = items.items
    assert isinstance(table, ItemTable)
    assert table.per_party is not None
    assert not table.per_party.isVisible(), "every municipality has its row"

    screen.undo()
    assert items.addresses == []


def test_a_value_for_all_together_is_called_so(open_window: OpenWindow):
    values = [{"id": "valu0001", "target": "50"}, {"id": "valu0002", "party": "kommun00", "target": "48"}]
    screen = indicators(open_window, values=values)

    assert screen.field(f"{VALUES}/valu0001/party").text == "Parterna sammantaget"


def test_a_party_that_is_given_is_shown_also_with_one_municipality(open_window: OpenWindow):
    screen = indicators(open_window, 1, values=[{"id": "valu0001", "party": "kommun00"}])

    assert screen.items(VALUES).header == ["Part", "Utgångsläge", "Målvärde"]


@pytest.mark.parametrize("count", [1, 2])
def test_a_scope_is_hidden_while_there_is_nobody_to_leave_out(open_window: OpenWindow, count: int):
    screen = indicators(open_window, municipalities=count)

    assert screen.field(f"{GOAL}/scope").row.isVisible() == (count > 1)


def test_removing_a_municipality_takes_its_rows_along(open_window: OpenWindow):
    screen = indicators(open_window)
    screen.items(VALUES).per_party()
    first, second = screen.items(VALUES).addresses

    screen.window.session.remove("parties/kommun00")
    screen.rest()
    assert screen.items(VALUES).addresses == [second]
    screen.undo()
    assert screen.place == "parties/kommun00:open", "the view goes to what was undone"
    screen.step("goals")
    assert screen.items(VALUES).addresses == [first, second]
    assert at.last(screen.value(f"{first}/party")) == "kommun00"


# Large text


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    large = QFont(before)
    large.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(large)
    yield
    qapp.setFont(before)


@pytest.mark.usefixtures("large_text")
@pytest.mark.parametrize("slug", STEPS)
def test_no_page_is_scrolled_sideways_in_large_text(open_window: OpenWindow, library: Library, slug: str):
    screen = open_window(library.example())
    screen.window.resize(1366, 768)
    screen.step(slug)
    for _ in range(2):
        for items in screen.page.places.all_lists:
            for card in list(items.cards.values())[:1]:
                card.open()
        screen.settle()

    assert screen.page.widget().width() <= screen.page.viewport().width()
