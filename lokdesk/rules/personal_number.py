"""Swedish personal and coordination numbers: finding them in text."""

import re
from datetime import date

# Year, month and day with or without century, a separator or none, and four digits, not within a longer
# number. A coordination number has 60 added to the day; an organisation number has 20 or more for a month.
_NUMBER = re.compile(
    r"(?<!\d)(?P<century>1[89]|20)?(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-36-9]\d)"
    r"(?P<separator>[-+\u2010-\u2013\u2212 \u00a0])?(?P<last>\d{4})(?!\d)"
)
_SIX_DIGITS = re.compile(r"\d{6}")
"""What every number begins with. To look for it alone is quick, and few texts hold it."""
_COORDINATION = 60
_HIDDEN = "******-****"


def holds(text: str, telephone: bool = False) -> bool:
    """Return whether a personal or coordination number with a real date and a right check digit is in *text*.

    Where a *telephone* number is expected, ten digits without a hyphen or century are taken for one.
    """
    return _SIX_DIGITS.search(text) is not None and any(
        _is_right(match) and not (telephone and _may_be_telephone(match)) for match in _NUMBER.finditer(text)
    )


def hidden(text: str) -> str:
    """Return *text* with every personal or coordination number in it made unreadable."""
    if _SIX_DIGITS.search(text) is None:
        return text
    return _NUMBER.sub(lambda match: _HIDDEN if _is_right(match) else match[0], text)


def _is_right(match: re.Match[str]) -> bool:
    ten = match["year"] + match["month"] + match["day"] + match["last"]
    return luhn(ten) and _is_day(match["century"], match["year"], match["month"], match["day"])


def _may_be_telephone(match: re.Match[str]) -> bool:
    return not match["century"] and not (match["separator"] or "").strip()


def luhn(digits: str) -> bool:
    """Return whether the last of *digits* is the check digit of the others, by the Luhn algorithm."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_day(century: str | None, year: str, month: str, day: str) -> bool:
    """Return whether there is such a day, in any century that it may be where none is given."""
    number = int(day)
    if number > _COORDINATION:
        number -= _COORDINATION
    return any(
        _exists(int(one) * 100 + int(year), int(month), number)
        for one in ((century,) if century else ("19", "20"))
    )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
