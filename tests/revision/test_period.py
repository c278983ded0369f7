"""The period after a period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.revision import period
from lokdesk.revision.period import Period

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def days(start: str | None, end: str | None) -> Period:
    return Period(*(date.fromisoformat(one) if one else None for one in (start, end)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("2026-01-01", "2026-12-31"), ("2027-01-01", "2027-12-31")),
        (("2021-01-01", "2022-12-31"), ("2023-01-01", "2024-12-31")),
        (("2026-03-01", "2027-02-28"), ("2027-03-01", "2028-02-29")),
        # Begun late, it still lasts to the end of a year: so does the next one.
        (("2026-01-12", "2026-12-31"), ("2027-01-01", "2027-12-31")),
        (("2026-07-01", "2026-12-31"), ("2027-01-01", "2027-06-30")),
        ((None, "2026-12-31"), ("2027-01-01", None)),
        (("2026-01-01", None), (None, None)),
        ((None, None), (None, None)),
    ],
)
def test_the_next_period_is_as_long_and_comes_right_after(old: tuple[str, str], new: tuple[str, str]):
    assert period.following(days(*old)) == days(*new)


def test_days_that_are_given_are_the_new_period():
    old = days("2026-01-01", "2026-12-31")
    assert period.following(old, date(2026, 7, 1)) == days("2026-07-01", "2027-06-30")
    assert period.following(old, None, date(2028, 12, 31)) == days("2027-01-01", "2028-12-31")
    assert period.following(old, date(2027, 2, 1), date(2027, 3, 1)) == days("2027-02-01", "2027-03-01")


def test_the_last_day_of_a_month_stays_in_its_month():
    assert period.later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert period.later(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert period.later(date(2025, 3, 31), -1) == date(2025, 2, 28)
    assert period.later(date(9999, 12, 1), 1) is None


@given(DAYS, st.integers(-600, 600))
def test_moved_on_and_back_a_day_is_in_its_month_again(day: date, months: int):
    there = period.later(day, months)
    assert there is not None
    assert period.months(day.replace(day=1), there.replace(day=1)) == months
    back = period.later(there, -months)
    assert back is not None
    assert (back.year, back.month) == (day.year, day.month)
    assert back.day == day.day or there.day < day.day


@given(DAYS, st.integers(0, 4000))
def test_the_next_period_begins_the_day_after_and_lasts_as_many_months(start: date, lasts: int):
    old = Period(start, start + timedelta(days=lasts))
    new = period.following(old)
    assert new.start is not None
    assert old.end is not None
    assert new.end is not None
    assert new.start == old.end + timedelta(days=1)
    assert new.end > new.start
    assert period.length(new) == period.length(old)


def test_a_period_that_ends_before_it_begins_has_no_length():
    assert period.length(days("2026-12-31", "2026-01-01")) is None


def test_how_far_it_moves_is_told_by_the_first_days_or_else_by_the_last():
    assert period.shift(days("2026-01-01", "2026-12-31"), days("2026-07-01", None)) == 6
    assert period.shift(days(None, "2026-12-31"), days("2027-01-01", "2028-12-31")) == 24
    assert period.shift(days("2026-01-01", None), days(None, None)) is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("hösten 2024", date(2024, 12, 31)),
        ("2023–2024", date(2024, 12, 31)),
        ("31 oktober 2020", date(2020, 10, 31)),
        ("oktober 2026", date(2026, 10, 31)),
        ("Januari–december 2021", date(2021, 12, 31)),
        ("2025-02", date(2025, 2, 28)),
        ("2025-01-01–2025-06-30", date(2025, 6, 30)),
        ("2025-13", date(2025, 12, 31)),
        ("9999-12", date(9999, 12, 31)),
        ("varje månad", None),
        (None, None),
    ],
)
def test_the_last_day_of_a_period_is_understood_as_people_write_it(said: str | None, day: date | None):
    assert period.last_day(said) == day
