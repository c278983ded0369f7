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
_SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
_NUMBERS = {name: n for names in (_SHORT_MONTHS, MONTHS) for n, name in enumerate(names, 1)} | {"sept": 9}

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./–]\s*(\d{1,2})\s*[-./–]\s*(\d{1,2})|(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(?:den )?(\d{1,2})\s*[./ ]\s*(\d{1,2})\s*[./ -]\s*(\d{4})")
_MONTH_BY_NAME = re.compile(r"(?:den )?(\d{1,2})(?::e|:a)?\.? ([a-z]+)\.? (\d{4})")


def understood(written: str) -> date | None:
    """Return the date that *written* stands for: "2026-03-01", "1/3 2026" or "den 1 mars 2026".

    Returns ``None`` when it is no date, or could mean more than one.
    """
    text = normal.line(written).casefold()
    year, month, day = 0, 0, 0
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups() if part is not None)
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif (match := _MONTH_BY_NAME.fullmatch(text)) and match[2] in _NUMBERS:
        day, month, year = int(match[1]), _NUMBERS[match[2]], int(match[3])
    try:
        return date(year, month, day)
    except ValueError:
        return None
