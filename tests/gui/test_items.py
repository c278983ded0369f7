"""Lists of items on cards: adding, copying, moving by mouse and keys, and taking away with a way back."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from tests.gui.conftest import OpenWindow
from tests.gui.hands import ALT, CTRL, SHIFT, click, drag, hold, let_go, press, type_text, until
from tests.gui.pages import ListHand, Screen, answer, read

Key = Qt.Key
A, B, C = (f"goals/goal000{n}" for n in (1, 2, 3))
PARTY = "parties/alvesta1"


def draft(**given: Any) -> Draft:
    goals = [{"id": at.last(address), "title": title} for address, title in ((A, "A"), (B, "B"), (C, "C"))]
    parties = [
        {"id": "afafafaf", "name": "Arbetsförmedlingen", "kind": "Arbetsförmedlingen"},
        {"id": "alvesta1", "name": "Alvesta kommun", "kind": "kommun"},
        {"id": "ljungby1", "name": "Ljungby kommun", "kind": "kommun"},
    ]
    return Draft.model_validate({"agreement": {"goals": goals, "parties": parties, **given}})


def goals(open_window: OpenWindow) -> tuple[Screen, ListHand]:
    screen = open_window(draft())
    screen.step("goals")
    screen.settle()
    return screen, screen.items("goals")


# Moving


def test_an_item_is_dragged_up_and_down_by_its_handle(open_window: OpenWindow):
    screen, items = goals(open_window)

    items.drag(C, A)
    assert items.names == ["C", "A", "B"]
    assert screen.focus is items.card(C).home

    items.drag(C, A, below=True)
    assert items.names == ["A", "C", "B"]
    items.drag(A, B, below=True)
    assert [goal.title for goal in screen.value("goals")] == ["C", "B", "A"]


def test_a_mark_shows_where_the_dragged_item_will_come_and_nothing_moves_before(open_window: OpenWindow):
    _, items = goals(open_window)
    mark = items.items.reordering.mark
    heights = [items.card(one).y() for one in (A, B, C)]

    items.drag(C, B, drop=False)
    assert mark.isVisible()
    assert items.card(A).geometry().bottom() < mark.geometry().center().y() < items.card(B).y()
    assert [items.card(one).y() for one in (A, B, C)] == heights

    items.drag(C, A, drop=False)
    assert mark.geometry().center().y() < items.card(A).geometry().center().y()

    handle = items.card(C).handle
    assert handle is not None
    let_go(handle, handle.mapToGlobal(QPoint(4, 4)))
    assert not mark.isVisible()


def test_dragging_is_given_up_with_escape(open_window: OpenWindow):
    screen, items = goals(open_window)

    items.drag(C, A, drop=False)
    press(Key.Key_Escape)
    assert not items.items.reordering.mark.isVisible()
    handle = items.card(C).handle
    assert handle is not None
    let_go(handle, items.card(A).mapToGlobal(QPoint(4, 4)))

    assert items.names == ["A", "B", "C"]
    assert screen.window.session.undoable is None


def test_a_click_on_the_handle_moves_nothing(open_window: OpenWindow):
    screen, items = goals(open_window)
    handle = items.card(B).handle
    assert handle is not None

    click(handle)

    assert items.names == ["A", "B", "C"]
    assert screen.window.session.undoable is None


def test_the_page_scrolls_while_an_item_is_held_at_its_edge(open_window: OpenWindow):
    many = [{"id": f"goal{n:04}", "title": f"Mål {n}"} for n in range(40)]
    screen = open_window(draft(goals=many))
    screen.step("goals")
    items = screen.items("goals")
    first = items.addresses[0]
    screen.see(items.card(first))
    handle = items.card(first).handle
    assert handle is not None
    bar = screen.page.verticalScrollBar()
    before = bar.value()

    hold(handle)
    port = screen.page.viewport()
    bottom = port.mapToGlobal(QPoint(port.width() // 2, port.height() - 4))
    drag(handle, bottom)
    scrolled(bar, before)
    let_go(handle, bottom)

    assert items.addresses.index(first) > 3
    assert items.names.index("Mål 0") == items.addresses.index(first)


def scrolled(bar: Any, before: int) -> None:
    until(lambda: bar.value() > before + 300)
    assert bar.value() > before + 300


def test_an_only_item_cannot_be_dragged(open_window: OpenWindow):
    screen = open_window(draft(goals=[{"id": "goal0001", "title": "A"}]))
    screen.step("goals")
    screen.settle()
    handle = screen.items("goals").card(A).handle

    assert handle is not None
    assert not handle.isVisible()
    screen.items("goals").copy(A)
    assert handle.isVisible()


def test_the_keys_move_the_item_that_has_the_focus_and_keep_it(open_window: OpenWindow):
    screen, items = goals(open_window)
    items.open(A)
    screen.field(f"{A}/title").focus()

    press(Key.Key_Down, ALT | SHIFT)
    assert items.names == ["B", "A", "C"]
    assert screen.place == f"{A}/title"

    press(Key.Key_Down, ALT)
    assert items.names == ["B", "C", "A"]
    press(Key.Key_Down, ALT)
    assert items.names == ["B", "C", "A"], "the end of a list is its end"
    press(Key.Key_Up, ALT | SHIFT)
    press(Key.Key_Up, ALT)
    assert items.names == ["A", "B", "C"]


def test_the_keys_for_a_list_in_a_field_are_the_fields_own(open_window: OpenWindow):
    screen = open_window(draft())
    first, _, _ = screen.items("parties").addresses
    screen.items("parties").open(first)
    field = screen.field(f"{first}/kind")
    field.focus()

    press(Key.Key_Down, ALT)

    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    assert screen.items("parties").addresses[0] == first


def test_the_innermost_item_is_the_one_that_is_moved(open_window: OpenWindow):
    indicators = [{"id": f"indi000{n}", "name": name} for n, name in enumerate("XY")]
    screen = open_window(draft(goals=[{"id": "goal0001", "indicators": indicators}, {"id": "goal0002"}]))
    screen.step("goals")
    screen.items("goals").open(A)
    screen.field(f"{A}/indicators/indi0000/name").focus()

    press(Key.Key_Down, ALT | SHIFT)

    assert [one.name for one in screen.value(f"{A}/indicators")] == ["Y", "X"]
    assert screen.items("goals").addresses == [A, B]


def test_an_item_is_added_copied_and_removed_with_the_keys(open_window: OpenWindow):
    screen, items = goals(open_window)
    items.open(A)
    screen.field(f"{A}/title").focus()

    press(Key.Key_Insert, ALT)
    type_text("Nytt")
    assert items.names == ["A", "Nytt", "B", "C"]
    press(Key.Key_D, CTRL)
    assert items.names == ["A", "Nytt", "Nytt (kopia)", "B", "C"]
    press(Key.Key_Delete, CTRL | SHIFT)
    assert items.names == ["A", "Nytt", "B", "C"]


def test_the_commands_do_nothing_where_there_is_no_item(open_window: OpenWindow):
    screen = open_window(draft())
    screen.field("title").focus()

    for key, modifiers in ((Key.Key_D, CTRL), (Key.Key_Delete, CTRL | SHIFT), (Key.Key_Insert, ALT)):
        press(key, modifiers)

    assert screen.window.session.undoable is None


# Taking away


def test_what_has_been_removed_is_told_in_its_place_and_brought_back_from_there(open_window: OpenWindow):
    screen, items = goals(open_window)

    items.remove(B)
    assert items.names == ["A", "C"]
    assert items.removed == "Borttaget: mål ”B”."
    line = items.items.removed
    assert line is not None
    screen.settle()
    assert items.card(A).y() < line.y() < items.card(C).y()
    assert screen.focus is line.button

    items.bring_back()
    assert items.names == ["A", "B", "C"]
    assert items.removed == ""
    assert items.card(B).is_open
    assert items.card(B).isAncestorOf(screen.focus)


def test_the_line_stays_as_long_as_the_page_is_shown_so_that_nothing_moves(open_window: OpenWindow):
    screen, items = goals(open_window)
    items.open(A)
    items.remove(B)
    line = items.items.removed
    assert line is not None
    screen.settle()
    height = items.card(C).y()

    screen.field(f"{A}/title").replace("Ny")
    items.bring_back()
    assert items.names == ["Ny", "C"], "another edit is not what the button is about"
    items.card(C).home.setFocus()
    screen.rest()
    assert not line.button.isEnabled()
    assert items.removed == "Borttaget: mål ”B”."
    assert items.card(C).y() == height
    screen.undo()
    screen.rest()
    assert line.button.isEnabled(), "now it is what undo does"

    screen.step("parties")
    screen.step("goals")
    assert screen.items("goals").removed == ""


def test_a_new_item_is_marked_in_the_tree_and_a_copy_has_a_name_of_its_own(open_window: OpenWindow):
    screen, items = goals(open_window)
    tree = screen.window.wizard.steps

    items.copy(A)
    assert items.names == ["A", "A (kopia)", "B", "C"]
    assert tree.currentIndex().data() == "A (kopia)"
    screen.rest()
    assert tree.currentIndex().data() == "A (kopia)"

    items.add()
    screen.rest()
    assert tree.currentIndex().data() == "Mål nummer 5"


def test_the_line_goes_with_undo_and_with_the_next_removal(open_window: OpenWindow):
    screen, items = goals(open_window)

    items.remove(B)
    items.remove(A)
    assert items.removed == "Borttaget: mål ”A”."
    screen.undo()
    screen.rest()
    assert items.removed == ""
    assert items.names == ["A", "C"]


def test_the_last_item_can_be_removed_and_brought_back(open_window: OpenWindow):
    screen = open_window(draft(goals=[{"id": "goal0001", "title": "A"}]))
    screen.step("goals")
    items = screen.items("goals")

    items.remove(A)
    assert items.names == []
    assert items.removed == "Borttaget: mål ”A”."
    items.bring_back()
    assert items.names == ["A"]


def test_the_user_is_told_where_a_removed_item_is_referred_to_and_may_think_again(open_window: OpenWindow):
    screen = open_window(draft(goals=[{"id": "goal0001", "title": "Fler i arbete", "scope": ["alvesta1"]}]))
    said: list[str] = []

    screen.items("parties").remove(PARTY, read(said, "Avbryt"))
    assert PARTY in screen.items("parties").addresses
    assert said[0].startswith("Vill du ta bort part ”Alvesta kommun”? ”Alvesta kommun” nämns här")
    assert "Mål ”Fler i arbete”: Gäller för" in said[0]

    screen.items("parties").remove(PARTY, answer("Ta bort"))
    assert screen.items("parties").removed == "Borttaget: part ”Alvesta kommun”."
    assert screen.value(f"{A}/scope") == ()
    screen.items("parties").bring_back()
    assert screen.value(f"{A}/scope") == ("alvesta1",)


def test_what_is_taken_along_is_shown_as_gone_and_as_back(open_window: OpenWindow):
    screen = open_window(draft(appendices=[{"id": "appe0001", "owner": "alvesta1"}]))
    screen.step("appendices")
    screen.items("appendices").open("appendices/appe0001")
    owner = screen.field("appendices/appe0001/owner")
    assert owner.text == "Alvesta kommun"

    screen.step("parties")
    screen.items("parties").remove(PARTY, answer("Ta bort"))
    assert owner.text == "–"
    screen.undo()
    assert owner.text == "Alvesta kommun"


# Undo and redo


def test_undo_is_named_in_the_menu_and_told_of(open_window: OpenWindow):
    screen, items = goals(open_window)
    items.remove(B)

    assert screen.menu_text("undo") == "Ångra: borttagningen av mål ”B”"
    assert screen.menu_text("redo") == "Gör om"
    screen.undo()
    assert screen.window.news.text() == "Ångrade borttagningen av mål ”B”."
    assert screen.menu_text("redo") == "Gör om: borttagningen av mål ”B”"
    screen.redo()
    assert screen.window.news.text() == "Gjorde om borttagningen av mål ”B”."


def test_undo_goes_to_what_it_changes_also_where_many_answers_do(open_window: OpenWindow):
    screen, _ = goals(open_window)
    screen.window.session.set_many({f"{B}/title": "Bytt", f"{C}/title": "Också"})
    screen.step("parties")

    screen.undo()

    assert screen.page.step.slug == "goals"
    assert screen.place == f"{B}/title"


def test_undo_of_a_removal_opens_the_card_that_comes_back(open_window: OpenWindow):
    screen, items = goals(open_window)
    items.remove(B)
    screen.step("parties")

    screen.undo()

    assert screen.page.step.slug == "goals"
    assert items.card(B).is_open
    assert items.card(B).isAncestorOf(screen.focus)


def test_undo_of_a_move_goes_to_the_item(open_window: OpenWindow):
    screen, items = goals(open_window)
    items.up(B)
    screen.step("parties")

    screen.undo()

    assert items.names == ["A", "B", "C"]
    assert items.card(B).isAncestorOf(screen.focus)


# Many items

MANY = tuple(f"goals/many{n:04}" for n in range(200))


def many_goals(open_window: OpenWindow) -> tuple[Screen, ListHand]:
    goals = [{"id": at.last(address), "title": f"Mål {n}"} for n, address in enumerate(MANY)]
    screen = open_window(draft(goals=goals))
    screen.step("goals")
    screen.settle()
    return screen, screen.items("goals")


def test_cards_out_of_view_are_not_made_and_the_list_keeps_room_for_them(open_window: OpenWindow):
    screen, items = many_goals(open_window)
    made = items.items.cards.made
    height = items.items.height()

    assert MANY[0] in made
    assert MANY[-1] not in made
    screen.page.verticalScrollBar().setValue(screen.page.verticalScrollBar().maximum() // 2)
    screen.settle()
    assert len(made) < len(MANY) // 2
    assert any(card.isVisible() and card.visibleRegion().boundingRect().isValid() for card in made.values())
    assert items.names == [f"Mål {n}" for n in range(200)]
    screen.settle()
    assert abs(items.items.height() - height) < height // 10


def test_any_item_among_many_is_gone_to_without_making_those_on_the_way(open_window: OpenWindow):
    screen, items = many_goals(open_window)
    screen.window.go_to(f"{MANY[150]}/title")
    screen.settle()

    field = screen.field(f"{MANY[150]}/title").row.field
    assert field.isAncestorOf(screen.focus)
    assert not screen.focus.visibleRegion().isEmpty()
    assert MANY[100] not in items.items.cards.made


def test_an_item_is_moved_and_removed_among_many_that_have_not_been_made(open_window: OpenWindow):
    screen, items = many_goals(open_window)
    screen.window.go_to(MANY[150])
    screen.settle()
    order = list(MANY)

    items.drag(MANY[150], MANY[152], below=True)
    order.insert(152, order.pop(150))
    assert items.addresses == order

    items.remove(MANY[151])
    order.remove(MANY[151])
    assert items.addresses == order
    assert items.removed == "Borttaget: mål ”Mål 151”."
    items.bring_back()
    assert len(items.addresses) == len(MANY)
    assert MANY[100] not in items.items.cards.made


# What opens


def at_the_bottom(screen: Screen, widget: QWidget) -> None:
    """Scroll so that *widget* is the last that is seen."""
    bar = screen.page.verticalScrollBar()
    below = widget.mapTo(screen.page.viewport(), widget.rect().bottomLeft()).y()
    bar.setValue(bar.value() + below - screen.page.viewport().height() + 4)
    screen.settle()


def seen_whole(screen: Screen, widget: QWidget) -> bool:
    corner = widget.mapTo(screen.page.viewport(), QPoint())
    return bool(screen.page.viewport().rect().contains(widget.rect().translated(corner)))


def test_a_card_that_is_opened_at_the_bottom_of_the_view_is_scrolled_into_it(open_window: OpenWindow):
    screen, items = goals(open_window)
    opener = items.card(C).opener
    assert opener is not None
    at_the_bottom(screen, opener)

    click(opener)
    screen.settle()

    assert seen_whole(screen, opener)
    assert seen_whole(screen, screen.page.places.rows[f"{C}/title"])
    assert opener.mapTo(screen.page.viewport(), QPoint()).y() < screen.page.viewport().height() // 4


def test_a_card_that_has_room_opens_without_moving_anything(open_window: OpenWindow):
    given = [{"id": f"persp00{n}", "name": f"Perspektiv {n}"} for n in range(1, 10)]
    screen = open_window(draft(perspectives=given))
    screen.step("goals")
    card = screen.items("perspectives").card("perspectives/persp001")
    assert card.opener is not None
    screen.see(card.opener)
    bar = screen.page.verticalScrollBar()
    bar.setValue(bar.value() + card.opener.mapTo(screen.page.viewport(), QPoint()).y() - 100)
    screen.settle()
    before = card.opener.mapTo(screen.page.viewport(), QPoint()).y()

    click(card.opener)
    screen.settle()

    assert card.form is not None and seen_whole(screen, card.form)
    assert card.opener.mapTo(screen.page.viewport(), QPoint()).y() == before


def test_an_interval_that_is_unfolded_at_the_bottom_of_the_view_is_scrolled_into_it(open_window: OpenWindow):
    screen = open_window(draft())
    screen.go("follow_up")
    field = screen.page.places.rows["follow_up/interval"].field
    at_the_bottom(screen, field.button)

    click(field.button)
    screen.settle()

    assert field.interval.isVisible()
    assert seen_whole(screen, field)


def test_an_item_that_has_gone_may_come_into_view_once_more(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
):
    many = [{"id": f"goal{n:04}", "title": f"Mål {n}"} for n in range(60)]
    screen = open_window(Draft.model_validate({"agreement": {"goals": many}}))
    screen.step("goals")
    screen.settle()
    items, page = screen.items("goals"), screen.page
    told, last = page.items_changed, items.addresses[-1]
    assert last not in items.items.cards.made

    # As when the focus goes on, and the page with it, from a card that goes.
    def come_into_view(address: str) -> None:
        items.items.fill_within(0, 1_000_000)
        told(address)

    monkeypatch.setattr(page, "items_changed", come_into_view)
    screen.window.session.remove(last)

    assert last not in items.addresses
    assert len(items.items.cards.made) == len(many) - 1
