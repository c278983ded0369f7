"""Blocks of cells from spreadsheets and tables."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.gui.clipboard import cells

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> cells.Cells:
    return cells.from_html((SAMPLES / f"{name}.html").read_text(encoding="utf-8"))


def test_cells_copied_in_excel_are_read_from_its_html():
    assert sample("excel_table") == (
        ("Inskrivna arbetslösa", "2024", "2025", "Andel"),
        ("Högsby", "1 234", "12 345", "8,4%"),
        ("Mönsterås", "987", "", "-0,5%"),
        ("Båda kommunerna", "2 221", "12 345", ""),
    )


def test_cells_copied_in_other_programs_are_read_too():
    assert sample("libreoffice_calc")[1:] == (("Högsby", "12 345", "8,4%"), ("Mönsterås", "färre än 5", ""))
    assert sample("google_sheets") == (("", "Kvinnor", "Män"), ("16–24 år", "1 234,50", "31"))
    assert sample("word_table")[2] == ("Uppföljning", "", "varje tertial")


def test_a_cell_over_several_rows_and_columns_leaves_room():
    html = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>1<td>2</table>"

    assert cells.from_html(html) == (("a", "b", ""), ("", "1", "2"))


def test_plain_text_has_tabs_between_cells_and_quotes_around_odd_ones():
    assert cells.from_text('a\tb\r\n"x\ny"\t"sagt ""så"""\r\n\t3\r\n') == (
        ("a", "b"),
        ("x y", 'sagt "så"'),
        ("", "3"),
    )


@pytest.mark.parametrize("text", ['"citat" och mer\t2', '"oavslutad\t2'])
def test_quotes_that_belong_to_the_words_stay(text: str):
    assert cells.from_text(text) == (tuple(text.split("\t")),)


def test_what_is_empty_at_the_end_and_the_right_falls_away():
    assert cells.from_text("a\t\t\n\t\t\n") == (("a",),)
    assert cells.from_text("\t\n") == ()


def test_html_without_a_table_leaves_the_text_to_be_read():
    assert cells.from_clipboard("<p>a</p>", "a\tb") == (("a", "b"),)


def test_numbers_are_written_in_swedish():
    assert cells.in_swedish((("Kommun", "10.000"), ("x", "12,5%"))) == (
        ("Kommun", "10\u00a0000"),
        ("x", "12,5\u00a0%"),
    )


def test_a_point_is_the_comma_in_a_block_that_shows_it():
    assert cells.in_swedish((("12.345", "0.5"),)) == (("12,345", "0,5"),)


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("Kommun\t2024\t2025\nHögsby\t1\t2", True, True),
        ("\tKvinnor\tMän\n16–24 år\t1\t2", True, True),
        ("Kvinnor\tMän\n1\t2", True, False),
        ("Högsby\t1\t2\nMönsterås\t3\t4", False, True),
        ("1\t2\n3\t4", False, False),
        ("1\t2", False, False),
        ("Högsby\t1", False, True),
        ("År\tAntal\n2024\t11\n2025\t12", True, True),
    ],
)
def test_headings_are_known_by_being_words_or_years(text: str, columns: bool, rows: bool):
    block = cells.from_text(text)

    assert (cells.has_column_headings(block), cells.has_row_headings(block)) == (columns, rows)


@given(st.lists(st.lists(st.text("ab ,<&", max_size=5), min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_is_copied_comes_back(rows: list[list[str]]):
    block = cells.from_text("\n".join("\t".join(row) for row in rows))

    assert cells.from_text(cells.as_text(block)) == block
    assert cells.from_html(cells.as_html(block)) == tuple(
        tuple(" ".join(one.split()) for one in row) for row in block
    )


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["<table>", "<tr>", "<td rowspan=9>", "<th>", "x", "\t", "\n", '"', "</td>", "</table>"]
        ),
        max_size=30,
    ).map("".join)
)
def test_whatever_comes_is_a_block_or_nothing(text: str):
    for block in (cells.from_text(text), cells.from_html(text)):
        assert len({len(row) for row in block}) <= 1
