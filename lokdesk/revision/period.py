"""The period after a period, days that move on with it in whole months, and the last day of one in words."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from lokdesk.agreement import day as days

_YEAR = 12
_DECEMBER = 12
_FULL = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
_MONTH = re.compile(rf"({'|'.join(days.MONTHS)}) ((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_ONLY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = timedelta(days=1)
_HALF = 15
"""From how many days on a part of a month counts as one."""


class Period(NamedTuple):
    """The first and the last day of a period, as far as they are known."""

    start: date | None = None
    end: date | None = None


def later(day: date, months: int) -> date | None:
    """Return the day so many whole *months* after *day*; the last of its month where there is none like it.

    ``None`` where the calendar ends before.
    """
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months(start: date, end: date) -> int:
    """Return how many whole months there are from *start* to *end*, to the nearest."""
    between = (end.year - start.year) * _YEAR + end.month - start.month
    rest = end.day - start.day
    return between + (rest >= _HALF) - (rest <= -_HALF)


def length(period: Period) -> int | None:
    """Return how many months *period* lasts, at least one; ``None`` where it has no length."""
    if period.start is None or period.end is None or period.end < period.start:
        return None
    return max(1, months(period.start, _after(period.end) or period.end))


def following(old: Period, start: date | None = None, end: date | None = None) -> Period:
    """Return the period that follows on *old*: as *start* and *end* say, else as long and right after it.

    A day that cannot be told is left out.
    """
    first = start or (_after(old.end) if old.end else None)
    if end is not None or first is None:
        return Period(first, end)
    lasts = length(old)
    after = later(first, lasts) if lasts is not None else None
    return Period(first, after - _DAY if after else None)


def shift(old: Period, new: Period) -> int | None:
    """Return how many months the *new* period begins after the *old* one; ``None`` where nobody knows."""
    if old.start and new.start:
        return months(old.start, new.start)
    if old.end and new.end:
        return months(old.end, new.end)
    return None


def _after(day: date) -> date | None:
    return day + _DAY if day < date.max else None


def last_day(period: str | None) -> date | None:
    """Return the last day that *period*, as people write it, can mean; ``None`` where it names no year.

    A year ends with December, also where a part of it is named in words that nobody knows.
    """
    text = period or ""
    whole = days.understood(text)
    if whole is not None:
        return whole
    ends: list[date] = []
    for year, month, day in _FULL.findall(text):
        ends += _ending(int(year), int(month), int(day) if day else 0)
    for name, year in _MONTH.findall(text):
        ends += _ending(int(year), days.MONTHS.index(name.lower()) + 1, 0)
    if not ends:
        ends = [date(int(year), _DECEMBER, 31) for year in _ONLY_YEAR.findall(text)]
    return max(ends, default=None)


def _ending(year: int, month: int, day: int) -> list[date]:
    """Return the day, or the last of the month where *day* is 0; nothing where there is none such."""
    try:
        return [date(year, month, day) if day else _last_of(date(year, month, 1))]
    except ValueError:
        return []


def _last_of(first: date) -> date:
    after = later(first, 1)
    return date.fromordinal(after.toordinal() - 1) if after else date.max
