"""Numbers as people type them, and as they are written in Swedish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import normal, number


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("10000", "10\u00a0000"),
        ("10 000", "10\u00a0000"),
        ("10.000", "10\u00a0000"),
        ("10\u202f000", "10\u00a0000"),
        ("1 234 567", "1\u00a0234\u00a0567"),
        ("12,5 %", "12,5\u00a0%"),
        ("12%", "12\u00a0%"),
        ("12.5", "12,5"),
        ("0.125", "0,125"),
        ("1 234,00", "1\u00a0234,00"),
        ("1.234,50", "1\u00a0234,50"),
        ("1,234.50", "1\u00a0234,50"),
        ("1,234,567", "1\u00a0234\u00a0567"),
        ("1234,5", "1\u00a0234,5"),
        ("-5", "\u22125"),
        ("–5", "\u22125"),
        ("+5", "+5"),
        ("64", "64"),
        ("0", "0"),
    ],
)
def test_a_number_is_shown_as_it_is_written_in_swedish(written: str, shown: str):
    assert number.shown(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "",
        "–",
        "..",
        "färre än 5",
        "16–24",
        "12 procent",
        "1 2",
        "1.2.3",
        "0880",
        "2026-03-01",
        "20260301",
        "8001011234",
        "212000-1234",
        "٣",
    ],
)
def test_what_is_no_number_is_kept_as_it_is(written: str):
    assert number.understood(written) is None
    assert number.shown(written) == written


def test_four_digits_may_be_a_year_and_are_grouped_only_by_the_one_who_wrote_them():
    assert number.shown("2025") == "2025"
    assert number.shown("1 234") == "1\u00a0234"


def test_a_point_before_three_digits_is_the_comma_where_it_is_known_to_be():
    assert number.shown("12.345") == "12\u00a0345"
    assert number.shown("12.345", decimal_point=True) == "12,345"
    assert number.shown("1,234", decimal_point=True) == "1\u00a0234"


@pytest.mark.parametrize(
    ("written", "known"), [("12.5", True), ("0.1234", True), ("12.345", False), ("12,5", False)]
)
def test_a_point_shows_by_its_decimals_that_it_is_the_comma(written: str, known: bool):
    assert number.has_decimal_point(written) == known


@given(st.text() | st.from_regex(r"[-+]?[\d .,]{1,12}%?", fullmatch=True))
def test_a_number_that_is_shown_is_shown_the_same_again(written: str):
    shown = number.shown(written)

    assert number.shown(shown) == shown
    assert normal.line(shown) == shown


@given(st.integers(-(10**9) + 1, 10**9 - 1), st.from_regex(r"(,\d{1,4})?", fullmatch=True))
def test_no_digit_is_lost(whole: int, decimals: str):
    number_ = number.understood(f"{whole}{decimals}")

    # Eight digits may be a date.
    if number_ is not None:
        assert str(number_).replace("\u00a0", "").replace("\u2212", "-") == f"{whole}{decimals}"
