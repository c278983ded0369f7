"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokdesk.agreement import day


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-01",
        " 2026-3-1 ",
        "20260301",
        "2026.03.01",
        "1/3 2026",
        "1/3-2026",
        "1.3.2026",
        "01 03 2026",
        "1 mars 2026",
        "den 1:a mars 2026",
        "1 Mar. 2026",
        "1 mars, 2026",
        "1 mars 2026.",
        "1/3-26",
        "den 1 mars -26",
        "1 mars ’26",
        "söndag 1 mars 2026",
        "Söndagen den 1 mars 2026",
        "sön 1 mars 2026",
        "den 1\u00a0mars\u00a02026",
    ],
)
def test_the_ways_people_write_a_date_are_understood(written: str):
    assert day.understood(written) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "våren 2026",
        "2026-13-01",
        "31/2 2026",
        "1/3",
        "1/3 26",
        "2026",
        "1 mers 2026",
        "måndag 1 mars 2026",
        "mån. 1 mars 2026",
    ],
)
def test_what_is_no_date_is_left_alone(written: str):
    assert day.understood(written) is None


@pytest.mark.parametrize(
    ("written", "lacks"),
    [
        ("1/3", True),
        ("den 1 mars", True),
        ("29/2", True),
        ("1 mars.", True),
        ("söndagen den 1 mars", True),
        ("31/2", False),
        ("1 mers", False),
        ("1/3 2026", False),
    ],
)
def test_a_day_and_a_month_are_known_to_lack_their_year(written: str, lacks: bool):
    assert day.lacks_year(written) == lacks


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_in_words_is_itself(one: date):
    weekday = day.WEEKDAYS[one.weekday()]

    assert day.understood(day.in_words(one)) == one
    assert day.understood(f"{weekday}en den {day.in_words(one)}") == one


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_in_its_standard_form_is_itself(one: date):
    assert day.understood(one.isoformat()) == one


@given(st.text())
def test_any_text_is_a_date_or_none(written: str):
    assert day.understood(written) is None or day.understood(written)
