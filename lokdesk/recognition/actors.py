"""Names of actors in a text: municipalities, authorities and others that can be parties."""

import re
from collections.abc import Iterable
from functools import lru_cache

_CAPITAL = "A-ZÅÄÖÉ"
_NAME = rf"[{_CAPITAL}][\w’'-]+"
_NAMES = rf"{_NAME}(?:[ -]{_NAME}){{0,2}}"
_PATTERNS = (
    r"Arbetsförmedlingen(?: i [A-ZÅÄÖ]\w+)?",
    rf"(?:Kommunalförbundet|Samordningsförbundet|Folkhögskolan) {_NAMES}",
    rf"{_NAMES} samordningsförbund",
    rf"Länsstyrelsen(?: i)? {_NAMES}(?: län)?",
    rf"Region {_NAMES}",
    rf"{_NAMES} (?:kommun|stad)\b",
    rf"Företagarna {_NAMES}",
    r"Försäkringskassan|Migrationsverket|Skatteverket|Kriminalvården|Statens servicecenter",
)
_ORGANISATION_NUMBER = re.compile(r"(?<!\d)\d{6}-?\d{4}(?!\d)")
_LISTED = re.compile(
    rf"kommunerna\s+({_NAME}(?: {_NAME})?(?:,\s*{_NAME}(?: {_NAME})?)*\s+(?:och|samt)\s+{_NAME}(?: {_NAME})?)"
)
_ONE = re.compile(rf"{_NAME}(?: {_NAME})?")


@lru_cache(4)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    known = sorted((re.escape(one) for one in names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join((*known, *_PATTERNS))})")


def found(text: str, names: Iterable[str] = ()) -> list[tuple[int, int]]:
    """Return where in *text* the names of actors stand; *names* are those that are registered."""
    places = [(one.start(), one.end()) for one in _pattern(frozenset(names)).finditer(text)]
    for listed in _LISTED.finditer(text):
        places += [
            (listed.start(1) + one.start(), listed.start(1) + one.end()) for one in _ONE.finditer(listed[1])
        ]
    places.sort(key=lambda one: (one[0], -one[1]))
    kept: list[tuple[int, int]] = []
    for start, end in places:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def organisation_number(text: str) -> tuple[int, int] | None:
    """Return where an organisation number stands in *text*."""
    one = _ORGANISATION_NUMBER.search(text)
    return (one.start(), one.end()) if one else None
