"""The period after a period, and the days that move on with it, in whole months."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_YEAR = 12
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
