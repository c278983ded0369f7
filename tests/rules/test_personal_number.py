"""Personal and coordination numbers: which are, and which only look alike."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.rules.personal_number import hidden, holds, luhn

SEPARATORS = st.sampled_from(["-", "+", "", " ", "\u2013", "\u2011", "\u00a0"])
AROUND = st.sampled_from(["", " ", "nr ", "(", ", ", "född "])


def check_digit(nine: str) -> str:
    return next(digit for digit in "0123456789" if luhn(nine + digit))


@st.composite
def numbers(draw: st.DrawFn, months: st.SearchStrategy[int] | None = None) -> tuple[str, str, str]:
    """Draw the day, the separator and the last four digits of a number that is right."""
    born = draw(st.dates(date(1800, 1, 1), date(2099, 12, 31)))
    month = born.month if months is None else draw(months)
    day = born.day + draw(st.sampled_from([0, 60]))
    six = f"{born.year % 100:02}{month:02}{day:02}"
    serial = f"{draw(st.integers(0, 999)):03}"
    century = draw(st.sampled_from(["", str(born.year // 100)]))
    return century + six, draw(SEPARATORS), serial + check_digit(six + serial)


@given(numbers(), AROUND, AROUND)
def test_every_right_number_is_found_wherever_it_stands(
    number: tuple[str, str, str], before: str, after: str
):
    # The 29th of February of a year that is one in 1800 but in neither of the centuries taken for granted.
    if number[0][2:] in ("0229", "0289") and len(number[0]) == 6 and int(number[0][:2]) % 4:
        return

    assert holds(before + "".join(number) + after)


@given(numbers())
def test_a_wrong_check_digit_makes_it_another_number(number: tuple[str, str, str]):
    start, separator, last = number
    wrong = str((int(last[-1]) + 1) % 10)

    assert not holds(start + separator + last[:-1] + wrong)


@given(numbers(months=st.integers(20, 99)))
def test_an_organisation_number_has_a_month_that_is_none(number: tuple[str, str, str]):
    assert not holds("".join(number))


@given(numbers(), st.sampled_from("0123456789"))
def test_a_longer_number_is_none(number: tuple[str, str, str], digit: str):
    plain = number[0] + number[2]
    if len(plain) == 12:
        assert not holds(digit + plain)
        assert not holds(plain + digit)
    else:
        assert not holds(f"{digit}{number[0]}-{number[2]}")


@pytest.mark.parametrize(
    "text", ["811218-9876", "19811218-9876", "198112189876", "8112189876", "811218+9876"]
)
def test_numbers_in_all_their_spellings_are_found(text: str):
    assert holds(f"Sökande {text}.")


def test_a_coordination_number_is_found():
    assert holds("701063-2391")
    assert holds("19701063-2391")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "811218",
        "811318-9878",
        "810230-9871",
        "811200-9876",
        "811260-987" + check_digit("811260987"),
        "202100-2114",
        "212000-0142",
        "Af-2020/0001 2345",
        "2026-03-02",
        "070-123 45 67",
        "0771-60 00 00",
    ],
)
def test_other_numbers_are_left_alone(text: str):
    assert not holds(text)


def test_the_day_must_exist_in_the_century_that_is_given():
    last = "123" + check_digit("000229123")

    assert holds("20000229-" + last)
    assert not holds("19000229-" + last)
    assert holds("000229-" + last)


def test_ten_digits_in_a_row_may_be_a_telephone_number():
    last = "238" + check_digit("070101238")

    assert holds("070101" + last)
    assert not holds("070101" + last, telephone=True)
    assert holds("070101-" + last, telephone=True)
    assert holds("20070101" + last, telephone=True)


@given(numbers(), AROUND, AROUND)
def test_a_hidden_number_cannot_be_read(number: tuple[str, str, str], before: str, after: str):
    text = before + "".join(number) + after

    assert not holds(hidden(text))
    assert holds(text) == (hidden(text) != text)


def test_other_numbers_are_not_hidden():
    assert hidden("202100-2114 den 2026-03-02") == "202100-2114 den 2026-03-02"
