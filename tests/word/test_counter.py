"""Labels of lists, as word processors count them."""

import pytest

from lokdesk.word.counter import Counter, ListLevel

LEVELS = {
    (1, 0): ListLevel("decimal", 1, "%1"),
    (1, 1): ListLevel("decimal", 1, "%1.%2"),
    (1, 2): ListLevel("lowerLetter", 1, "%3)"),
    (2, 0): ListLevel("bullet", 1, "\uf0b7"),
    (3, 0): ListLevel("upperRoman", 4, "%1."),
    (4, 1): ListLevel("decimal", 1, "%1.%2"),
    (5, 0): ListLevel("none", 1, ""),
}


def labels(*numbered: tuple[int, int] | None) -> list[str]:
    counter = Counter(LEVELS)
    return [counter.label(one) for one in numbered]


def test_levels_count_within_one_another():
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)]

    assert labels(*places) == ["1", "1.1", "1.2", "a)", "2", "2.1"]


def test_lists_count_on_their_own_and_from_where_they_are_told():
    assert labels((3, 0), (1, 0), (3, 0), (1, 0)) == ["IV.", "1", "V.", "2"]


def test_a_level_whose_outer_level_has_not_been_met_counts_in_its_first_item():
    assert labels((1, 1), (4, 1)) == ["1.1", "1.1"]


def test_bullets_from_a_font_of_symbols_are_dots():
    assert labels((2, 0)) == ["•"]


def test_what_is_on_no_list_has_no_label():
    assert labels(None, (9, 0), (5, 0)) == ["", "", ""]


def test_a_list_can_begin_anew():
    counter = Counter(LEVELS)
    counter.label((1, 0))
    counter.begin(1)

    assert counter.label((1, 0)) == "1"


def test_another_counter_can_go_on_from_one():
    counter, other = Counter(LEVELS), Counter(LEVELS)
    counter.label((1, 0))
    state = counter.state
    other.go_on_from(state)

    assert other.label((1, 1)) == counter.label((1, 1)) == "1.1"
    assert state == ((1, ((0, 1),)),)


@pytest.mark.parametrize(
    ("format_", "number", "written"),
    [
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 49, "xlix"),
        ("decimalZero", 7, "07"),
        ("ordinal", 3, "3"),
    ],
)
def test_numbers_are_written_as_their_level_writes_them(format_: str, number: int, written: str):
    assert Counter({(1, 0): ListLevel(format_, number, "%1")}).label((1, 0)) == written
