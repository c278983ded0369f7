"""Dates as people write them."""

import re
from datetime import date

from lokdesk.agreement import normal

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_CENTURY = 2000
"""The century of a year in two digits: no agreement is older."""
_LEAP_YEAR = 2000
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
_NUMBERS = {name: n for names in (_SHORT_MONTHS, MONTHS) for n, name in enumerate(names, 1)} | {"sept": 9}

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./–]\s*(\d{1,2})\s*[-./–]\s*(\d{1,2})|(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[./ ]\s*(\d{1,2})\s*[./ –-]\s*(\d{4})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})|(\d{1,2})(?::e|:a)?\.? ([a-z]+)\.?")
_SHORT_YEAR = re.compile(r"\s*[-–'’](\d{2})")
_YEAR = re.compile(r",? (\d{4})|\s*[-–](\d{4})")
_WEEKDAY = "|".join(rf"{name}(?:en)?|{name[:-3]}\.?|{name[:3]}\.?" for name in WEEKDAYS)
_BEFORE = re.compile(rf"(?:({_WEEKDAY}),? )?(?:den )?")


def understood(written: str) -> date | None:
    """Return the date that *written* stands for: "2026-03-01", "1/3 2026" or "söndagen den 1 mars 2026".

    A year in two digits is taken for one where it is marked as such: "1/3-26". Returns ``None`` when it is
    no date, could mean more than one, or names another weekday than the date has.
    """
    weekday, text = _taken_apart(written)
    found = _found(text)
    if found is None or not WEEKDAYS[found.weekday()].startswith(weekday):
        return None
    return found


def _taken_apart(written: str) -> tuple[str, str]:
    """Return how the weekday begins that *written* begins with, if it does, and what comes after it."""
    text = normal.spaced(written).casefold().removesuffix(".")
    before = _BEFORE.match(text)
    assert before is not None
    return (before[1] or "")[:3], text[before.end() :]


def _found(text: str) -> date | None:
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups() if part is not None)
        return _date(year, month, day)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        return _date(year, month, day)
    if (match := _DAY_AND_MONTH.match(text)) and (named := _day_and_month(match)) is not None:
        day, month = named
        rest = text[match.end() :]
        if year := _YEAR.fullmatch(rest):
            return _date(int(year[1] or year[2]), month, day)
        if year := _SHORT_YEAR.fullmatch(rest):
            return _date(_CENTURY + int(year[1]), month, day)
    return None


def _day_and_month(match: re.Match[str]) -> tuple[int, int] | None:
    if match[1]:
        return int(match[1]), int(match[2])
    return (int(match[3]), _NUMBERS[match[4]]) if match[4] in _NUMBERS else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def lacks_year(written: str) -> bool:
    """Return whether *written* is a day and a month, as "1/3" or "1 mars", which only want a year."""
    _, text = _taken_apart(written)
    match = _DAY_AND_MONTH.fullmatch(text)
    named = _day_and_month(match) if match else None
    return named is not None and _date(_LEAP_YEAR, named[1], named[0]) is not None


def in_words(day: date) -> str:
    """Return *day* as it is said: "1 mars 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
