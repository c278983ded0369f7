"""A statistics table as a grid."""

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement.mapping import Cell, Column, Row, StatisticsTable
from lokdesk.session import grid

TABLE = StatisticsTable(
    id="tabell01",
    columns=(Column(id="kol00001", name="Högsby"), Column(id="kol00002", name="Länet")),
    rows=(
        Row(id="rad00001", label="16–24 år", cells=(Cell(id="kol00002", value="72"),)),
        Row(id="rad00002", cells=(Cell(id="borta001", value="kvar"),)),
    ),
)


def test_a_table_has_its_headings_above_and_its_labels_at_the_left():
    assert grid.lines(TABLE) == (("", "Högsby", "Länet"), ("16–24 år", "", "72"), ("", "", ""))


def test_a_block_is_laid_over_what_stands_there():
    laid = grid.laid_over(TABLE, (("1", ""), ("2", "3")), 1, 1)

    assert grid.lines(laid) == (("", "Högsby", "Länet"), ("16–24 år", "1", ""), ("", "2", "3"))
    assert [row.id for row in laid.rows] == ["rad00001", "rad00002"]


def test_cells_whose_column_is_missing_are_left_alone():
    laid = grid.laid_over(TABLE, (("1",),), 2, 1)

    assert {cell.id: cell.value for cell in laid.rows[1].cells} == {"kol00001": "1", "borta001": "kvar"}


def test_a_table_grows_with_what_is_laid_over_it():
    laid = grid.laid_over(TABLE, (("a", "b"), ("c", "d")), 2, 2)

    assert grid.lines(laid) == (
        ("", "Högsby", "Länet", ""),
        ("16–24 år", "", "72", ""),
        ("", "", "a", "b"),
        ("", "", "c", "d"),
    )


_BLOCKS = st.lists(st.lists(st.sampled_from(["", "a", "1"]), min_size=3, max_size=3), min_size=1, max_size=4)


@given(_BLOCKS, st.integers(0, 3), st.integers(0, 3))
def test_what_is_laid_over_stands_there_and_all_else_as_it_stood(
    block: list[list[str]], row: int, column: int
):
    laid = grid.laid_over(TABLE, block, row, column)

    before, after = grid.lines(TABLE), grid.lines(laid)
    assert StatisticsTable.model_validate(laid.model_dump()) == laid
    assert len({one.id for one in (*laid.columns, *laid.rows)}) == len(laid.columns) + len(laid.rows)
    for r, line in enumerate(after):
        for c, text in enumerate(line):
            if (r or c) and row <= r < row + len(block) and column <= c < column + 3:
                assert text == block[r - row][c - column]
            elif r < len(before) and c < len(before[0]):
                assert text == before[r][c]
            else:
                assert not text
