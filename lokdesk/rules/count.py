"""Small counts of people: figures so low that they may disclose somebody."""

import re

from lokdesk.rules.texts import Texts

# A number with thousands set apart by spaces and with decimals, or a plain one.
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?")


def is_small(value: str | None, limit: int, texts: Texts) -> bool:
    """Return whether *value* is a count of at least one but below *limit*.

    It is when it holds one whole number and no word that makes the number something else than a count of
    people (a share, a length of time) or says that the count itself has been hidden ("färre än 5").
    """
    if value is None:
        return False
    numbers = _NUMBER.findall(value)
    if len(numbers) != 1 or not numbers[0].isdecimal() or not 1 <= int(numbers[0]) < limit:
        return False
    return not (
        texts.finds("shares", value)
        or texts.finds("other_units", value)
        or texts.finds("hidden_counts", value)
    )


def counts_people(texts: Texts, unit: str | None, *headings: str | None) -> bool:
    """Return whether figures under *headings*, measured in *unit*, may be counts of people."""
    if unit is not None and texts.finds("other_units", unit) and not texts.finds("people", unit):
        return False
    return not any(text is not None and _is_share(text, texts) for text in (unit, *headings))


def _is_share(text: str, texts: Texts) -> bool:
    """Return whether *text* heads shares and the like, and no counts beside them."""
    return texts.finds("shares", text) and not texts.finds("counts", text)
