"""The figures of a statistics table: typed, pasted from a spreadsheet, copied, and gone through by keys."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from lokdesk.session import grid
from tests.gui import sight
from tests.gui.conftest import OpenWindow
from tests.gui.hands import ALT, CTRL, SHIFT, meanwhile, press, type_text
from tests.gui.pages import GridHand, Screen, read

Key = Qt.Key
EXCEL = "Kommun\t2024\t2025\r\nHögsby\t1 234\t12345\r\nMönsterås\t-0,5%\tfärre än 5\r\n"
PASTED = [
    ["2024", "2025"],
    ["Högsby", "1\u00a0234", "12\u00a0345"],
    ["Mönsterås", "\u22120,5\u00a0%", "färre än 5"],
]


@pytest.fixture
def screen(open_window: OpenWindow) -> Screen:
    screen = open_window()
    screen.step("mapping")
    return screen


@pytest.fixture
def table(screen: Screen) -> GridHand:
    return screen.grid(screen.items("mapping/statistics").add())


def on_clipboard(text: str) -> None:
    QApplication.clipboard().setText(text)


def kept(table: GridHand) -> tuple[tuple[str, ...], ...]:
    """Return what the draft holds of the table."""
    return grid.lines(table.screen.value(table.grid.address))


def figures(table: GridHand) -> GridHand:
    """Fill in two columns and two rows."""
    for name in ("A", "B"):
        table.add_column(name)
    for label, one, two in (("x", "1", "2"), ("y", "3", "4")):
        table.add_row(label, one, two)
    return table


def focused(table: GridHand) -> tuple[int, int]:
    return table.place(table.screen.focus.objectName())


def focus(table: GridHand, row: int, column: int) -> None:
    address = next(one for one in table.grid.inputs if table.place(one) == (row, column))
    table.screen.see(table.grid.inputs[address])
    table.grid.inputs[address].setFocus(Qt.FocusReason.MouseFocusReason)


# Numbers


@pytest.mark.parametrize(
    ("written", "shown"),
    [("10000", "10\u00a0000"), ("12.5 %", "12,5\u00a0%"), ("2025", "2025"), ("färre än 5", "färre än 5")],
)
def test_a_number_is_written_in_swedish_when_it_is_left(table: GridHand, written: str, shown: str):
    table.add_column("A")
    table.add_row("x", written)
    assert table.shown[1][1] == written

    press(Key.Key_Tab)

    assert table.shown[1][1] == shown
    assert kept(table)[1][1] == shown


def test_headings_are_kept_as_they_are_typed(table: GridHand):
    table.add_column("10000")
    table.add_row("20000")
    press(Key.Key_Tab)

    assert kept(table) == (("", "10000"), ("20000", ""))


# Pasting


def test_a_table_from_excel_is_pasted_whole_with_its_headings(table: GridHand):
    on_clipboard(EXCEL)

    table.do("paste")

    assert table.shown == PASTED
    table.screen.undo()
    assert table.shown == []
    table.screen.redo()
    assert table.shown == PASTED


def test_a_table_without_headings_leaves_room_for_them(table: GridHand):
    on_clipboard("1\t2\n3\t4")

    table.do("paste")

    assert table.shown == [["", ""], ["", "1", "2"], ["", "3", "4"]]


def test_cells_are_pasted_from_the_one_with_the_focus_on_and_the_table_grows(table: GridHand):
    figures(table)
    focus(table, 2, 2)
    on_clipboard("5\t10.000\n7\t8")

    press(Key.Key_V, CTRL)

    assert table.shown == [
        ["A", "B", ""],
        ["x", "1", "2", ""],
        ["y", "3", "5", "10\u00a0000"],
        ["", "", "7", "8"],
    ]
    table.screen.undo()
    assert table.shown == [["A", "B"], ["x", "1", "2"], ["y", "3", "4"]]


def test_one_cell_is_pasted_into_the_one_with_the_focus(table: GridHand):
    figures(table)
    focus(table, 1, 1)
    press(Key.Key_A, CTRL)
    on_clipboard("10000\r\n")

    press(Key.Key_V, CTRL)
    press(Key.Key_Tab)

    assert table.shown[1] == ["x", "10\u00a0000", "2"]


def test_headings_are_pasted_over_headings(table: GridHand):
    figures(table)
    focus(table, 0, 1)
    on_clipboard("2024\t2025")

    press(Key.Key_V, CTRL)

    assert table.shown[0] == ["2024", "2025"]


def test_nothing_to_paste_is_said(table: GridHand):
    QApplication.clipboard().clear()
    said: list[str] = []

    meanwhile(lambda: table.do("paste"), read(said))

    assert said[0].startswith("Det finns ingen tabell att klistra in.")


def test_a_table_is_copied_for_spreadsheets_and_documents(table: GridHand):
    figures(table)

    table.do("copy")

    data: QMimeData = QApplication.clipboard().mimeData()
    assert data.text() == "\tA\tB\nx\t1\t2\ny\t3\t4"
    assert "<th>A</th>" in data.html()


def test_a_table_that_is_copied_can_be_pasted_into_another(screen: Screen, table: GridHand):
    figures(table).do("copy")
    other = screen.grid(screen.items("mapping/statistics").add())

    other.do("paste")

    assert other.shown == table.shown


# Keys


def test_the_keys_go_from_cell_to_cell(table: GridHand):
    figures(table)
    focus(table, 1, 1)
    press(Key.Key_Home)

    places: list[tuple[int, int]] = []
    for key in (Key.Key_Left, Key.Key_Down, Key.Key_End, Key.Key_Right, Key.Key_Return, Key.Key_Up):
        press(key)
        places.append(focused(table))

    assert places == [(1, 0), (2, 0), (2, 0), (2, 1), (2, 1), (1, 1)]
    press(Key.Key_Return)
    press(Key.Key_Return, SHIFT)
    assert focused(table) == (1, 1)


def test_the_arrows_move_within_a_figure_first(table: GridHand):
    table.add_column("A")
    table.add_row("x", "72")

    press(Key.Key_Left)
    press(Key.Key_Left)
    assert focused(table) == (1, 1)
    press(Key.Key_Left)
    assert focused(table) == (1, 0)


def test_ctrl_enter_puts_a_new_row_below(table: GridHand):
    figures(table)
    focus(table, 1, 2)

    press(Key.Key_Return, CTRL)
    type_text("ny")

    assert [row[0] for row in table.shown[1:]] == ["x", "ny", "y"]


# Room


def test_columns_are_as_wide_as_their_headings_and_narrow_down_before_one_has_to_scroll(
    screen: Screen, table: GridHand
):
    names = ("Kvinnor", "Män", "Utrikes födda", "18–24 år", "55 år och äldre")
    for name in names:
        table.add_column(name)
    table.add_row("Uppvidinge kommun", *(["3 749"] * len(names)))
    heads = {one.text(): one for one in table.grid.inputs.values() if one.text() in names}
    screen.window.resize(1920, 768)
    screen.settle()
    assert not any(one.toolTip() for one in heads.values())
    wide = heads["Utrikes födda"].width()

    screen.window.resize(1093, 614)
    screen.settle()

    assert heads["Män"].width() < heads["Utrikes födda"].width() < wide
    assert [text for text, one in heads.items() if one.toolTip() == text]
    assert not list(sight.cut_off(table.grid))


# Source and date


def test_where_the_figures_are_from_is_asked_right_below_them(screen: Screen, table: GridHand):
    below = [screen.page.places.rows[f"{table.grid.address}/{name}"] for name in ("source", "retrieved")]
    figures(table)
    screen.settle()

    bottom = table.grid.mapTo(screen.page.widget(), table.grid.rect().bottomLeft()).y()
    tops = [row.mapTo(screen.page.widget(), row.rect().topLeft()).y() for row in below]
    others = [
        row.mapTo(screen.page.widget(), row.rect().topLeft()).y()
        for address, row in screen.page.places.rows.items()
        if address.startswith(table.grid.address) and row not in below
    ]
    assert bottom < tops[0] < tops[1]
    assert not [top for top in others if bottom < top < tops[1]]


# Commands


def test_the_commands_for_an_item_are_for_the_row_in_a_table_of_figures(screen: Screen, table: GridHand):
    figures(table)
    focus(table, 1, 1)
    tables = len(screen.value("mapping/statistics"))

    press(Key.Key_Insert, ALT)
    type_text("ny")
    assert [row[0] for row in table.shown[1:]] == ["x", "ny", "y"]
    press(Key.Key_Up, ALT | SHIFT)
    assert [row[0] for row in table.shown[1:]] == ["ny", "x", "y"]
    press(Key.Key_Down, ALT | SHIFT)
    press(Key.Key_Delete, CTRL | SHIFT)
    assert [row[0] for row in table.shown[1:]] == ["x", "y"]
    assert focused(table) == (2, 0)
    press(Key.Key_D, CTRL)

    assert table.shown[1:] == [["x", "1", "2"], ["y", "3", "4"], ["y", "3", "4"]]
    assert focused(table) == (3, 0)
    focus(table, 0, 1)
    press(Key.Key_Delete, CTRL | SHIFT)
    assert len(table.shown) == 4, "the headings are no row"
    assert len(screen.value("mapping/statistics")) == tables


def test_columns_have_commands_of_their_own(table: GridHand):
    figures(table)
    focus(table, 1, 1)

    press(Key.Key_Insert, ALT | SHIFT)
    type_text("C")
    assert table.shown[0] == ["A", "B", "C"]
    press(Key.Key_Left, ALT)
    assert table.shown[0] == ["A", "C", "B"]
    press(Key.Key_Right, ALT)
    press(Key.Key_Delete, ALT | SHIFT)
    assert table.shown[0] == ["A", "B"]
    focus(table, 1, 0)
    press(Key.Key_Delete, ALT | SHIFT)
    assert table.shown[0] == ["A", "B"], "the labels are no column"


def test_the_menu_offers_what_is_done_with_columns_only_in_a_table(screen: Screen, table: GridHand):
    figures(table)
    menu, actions = screen.window.menus.menus["Redigera"], screen.window.menus.actions

    def offered() -> bool:
        menu.aboutToShow.emit()
        wanted = actions["column-remove"].isEnabled()
        menu.aboutToHide.emit()
        return wanted

    assert offered()
    screen.page.places.rows[f"{table.grid.address}/source"].field.setFocus()
    assert not offered()
    assert actions["column-remove"].isEnabled(), "its keys work wherever the focus comes"


def test_a_column_or_row_is_not_removed_once_the_focus_is_elsewhere(screen: Screen, table: GridHand):
    figures(table)
    remove = [table.grid.buttons[name] for name in ("remove-row", "remove-column")]
    focus(table, 1, 1)
    assert all(one.isEnabled() for one in remove)
    table.grid.buttons["copy"].setFocus()
    assert all(one.isEnabled() for one in remove), "one goes through the buttons with the Tab key"

    screen.page.places.rows[f"{table.grid.address}/source"].field.setFocus()
    assert not any(one.isEnabled() for one in remove)


def test_headings_stand_to_the_right_above_their_figures(table: GridHand):
    figures(table)
    for address, line in table.grid.inputs.items():
        _, column = table.place(address)
        assert bool(line.alignment() & Qt.AlignmentFlag.AlignRight) == (column > 0)


def test_what_was_pasted_is_told_and_that_the_corner_did_not_come_along(table: GridHand):
    on_clipboard(EXCEL)
    table.do("paste")
    assert table.grid.pasted.isVisible()
    assert table.grid.pasted.text() == (
        "2 rader och 2 kolumner har klistrats in. "
        "”Kommun” i hörnet följde inte med: där har tabellen ingen rubrik."
    )

    focus(table, 1, 1)
    on_clipboard("5\t6\t7")
    press(Key.Key_V, CTRL)
    assert table.grid.pasted.text() == "1 rad och 3 kolumner har klistrats in."
    type_text("8")
    assert not table.grid.pasted.isVisible()
