"""What is selected in a document."""

import pytest

from lokdesk.agreement.agreement import Agreement
from lokdesk.gui.document.selection import Selection, between, whole
from lokdesk.word import appearance, sheet
from lokdesk.word.flow import flow
from tests.word import made
from tests.word.made import cell, p, row, table

TEMPLATE = made.template(p("Ett"), table(row(cell(p("a"), p("b")), cell(p("c")))), p("Två"))
SHEET = sheet.sheet(flow(Agreement(), TEMPLATE), appearance.of(TEMPLATE))


def test_all_is_lines_with_tabs_between_cells():
    assert whole(SHEET.leaves).text(SHEET) == "Ett\na\nb\tc\nTvå"


@pytest.mark.parametrize("turned", [False, True])
def test_it_is_the_same_whichever_end_comes_first(turned: bool):
    first, last = (0, 0, 1), (1, 0, 1)
    selection = Selection(last, first) if turned else Selection(first, last)

    assert selection.text(SHEET) == "tt\na"
    assert selection.last_leaf == 1


def test_between_two_paragraphs_both_are_selected():
    assert between((1, 2), (0, 0)).text(SHEET) == "Ett\na\nb\tc"
    assert between((2, 0), (2, 0)).text(SHEET) == "Två"


def test_nothing_is_selected_between_a_place_and_itself():
    selection = Selection((0, 0, 1), (0, 0, 1))

    assert selection.is_empty
    assert selection.text(SHEET) == ""
    assert selection.part((0, 0), 3) is None
    assert selection.to((0, 0, 3)).part((0, 0), 3) == (1, 3)
