"""Where text stands in a view."""

import pytest

from lokdesk.gui.document.column import column, fitting
from lokdesk.word import appearance
from tests.word import made

PAPER = appearance.of(made.shipped())


def test_paper_that_has_room_stands_in_the_middle_with_its_text_as_wide_as_on_the_page():
    found = column(PAPER, 1400.0, 1.0)

    assert found.width == pytest.approx(PAPER.page.width)
    assert found.left + found.width / 2 == pytest.approx(700.0)
    assert found.paper_left > 0
    assert found.margin == pytest.approx(56.0)


def test_in_a_narrow_view_the_paper_is_all_of_it_and_there_is_room_for_marks():
    found = column(PAPER, 300.0, 1.0)

    assert (found.paper_left, found.paper_width) == (0.0, 300.0)
    assert found.margin >= 30.0
    assert found.left + found.width <= 300.0


@pytest.mark.parametrize("room", [500.0, 900.0, 1400.0])
def test_paper_that_fits_fills_the_view(room: float):
    unit = fitting(PAPER, room, 1.0)

    assert column(PAPER, room, unit).paper_width == pytest.approx(room - 32.0)
