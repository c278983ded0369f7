"""Numbers as people type them and spreadsheets copy them, and as they are written in Swedish.

A Swedish number has a decimal comma, thousands set apart by a space that does not break, and a real minus
sign. Four digits are grouped only where the writer has grouped them, so that a year stays a year.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from lokdesk.agreement import day, normal

SPACE = "\u00a0"
MINUS = "\u2212"
_LONGEST = 9
"""So many digits a number has at most when nothing sets them apart; a longer row of digits is an id."""

_SIGNS = {"-": MINUS, "–": MINUS, MINUS: MINUS, "+": "+"}
_SIGNED = re.compile(r"(?P<sign>[-–\u2212+])? ?(?P<digits>\d[\d .,]*?)(?P<share> ?%)?", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+", re.ASCII)
_POINTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+", re.ASCII)
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
_PLAIN = re.compile(r"0|[1-9]\d*", re.ASCII)
_POINT_AS_COMMA = re.compile(r"[-–\u2212+]?\d[\d ,]*\.(?:\d{1,2}|\d{4,})(?: ?%)?", re.ASCII)


@dataclass(frozen=True)
class Number:
    """A number digit by digit, as exact as it was written; ``str`` gives it as it is written in Swedish."""

    whole: str
    decimals: str = ""
    sign: str = ""
    share: bool = False
    """Whether it is followed by a per cent sign."""
    grouped: bool = False
    """Whether the writer has set the thousands apart."""

    def __str__(self) -> str:
        year_like = len(self.whole) == 4 and not (self.grouped or self.decimals or self.share)
        whole = self.whole if year_like else f"{int(self.whole):,}".replace(",", SPACE)
        decimals = f",{self.decimals}" if self.decimals else ""
        return f"{self.sign}{whole}{decimals}{SPACE + '%' if self.share else ''}"


@lru_cache(4096)
def understood(written: str, *, decimal_point: bool = False) -> Number | None:
    """Return the number that *written* stands for: "10 000", "10.000", "12,5 %" or "1,234.50".

    A point before exactly three digits sets thousands apart, unless *decimal_point* says that it stands for
    the comma. Returns ``None`` for what is no number, and for what only looks like one: codes that begin
    with a zero, dates and long ids.
    """
    text = normal.spaced(written)
    match = _SIGNED.fullmatch(text)
    if match is None:
        return None
    parts = _taken_apart(match["digits"], decimal_point)
    if parts is None:
        return None
    whole, decimals = parts
    bare = whole.replace(" ", "")
    grouped = bare != whole
    if not grouped and (len(bare) > _LONGEST or day.understood(text) is not None):
        return None
    return Number(bare, decimals, _SIGNS.get(match["sign"], ""), bool(match["share"]), grouped)


def _taken_apart(digits: str, decimal_point: bool) -> tuple[str, str] | None:
    """Return the whole part of *digits*, its groups parted by spaces, and the decimals."""
    if not decimal_point and _POINTED.fullmatch(digits):
        return digits.replace(".", " "), ""
    for point, grouping, separator in ((",", _POINTED, "."), (".", _ENGLISH, ","), (",", _GROUPED, " ")):
        whole, found, decimals = digits.rpartition(point)
        if found and grouping.fullmatch(whole) and _is_digits(decimals):
            return whole.replace(separator, " "), decimals
    if _ENGLISH.fullmatch(digits) and (decimal_point or digits.count(",") > 1):
        return digits.replace(",", " "), ""
    if _GROUPED.fullmatch(digits):
        return digits, ""
    whole, found, decimals = digits.replace(".", ",").partition(",")
    if _PLAIN.fullmatch(whole) and (not found or _is_digits(decimals)):
        return whole, decimals
    grouped, found, decimals = digits.partition(".")
    if _GROUPED.fullmatch(grouped) and found and _is_digits(decimals):
        return grouped, decimals
    return None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def shown(written: str, *, decimal_point: bool = False) -> str:
    """Return *written* as it is shown: a number in Swedish form, anything else as it is, in normal form."""
    number = understood(written, decimal_point=decimal_point)
    return normal.line(written) if number is None else str(number)


def has_decimal_point(written: str) -> bool:
    """Return whether the point in *written* cannot but stand for the decimal comma: "12.5" or "0.1234"."""
    return _POINT_AS_COMMA.fullmatch(normal.spaced(written)) is not None
