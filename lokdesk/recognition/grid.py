"""Tables: which list their rows are items of, and which answer stands in each column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lokdesk.recognition import words
from lokdesk.recognition.lexicon import PARENT, ItemWords, Lexicon
from lokdesk.recognition.passage import Table

_KNOWN = 0.7
_LEAST = 0.5
_HERE = 0.3
_SURE = 0.9
_AND = re.compile(r"\s*(?:,|/|\boch\b|\beller\b|&)\s*")
_FIGURE = re.compile(r"[<>~]?\s*[-–+]?\s*\d[\d\s.,]*\s*(?:%|procent|st|personer)?|[-–—.]|-")


_COUNTED = re.compile(r"\b(?:19|20)\d\d\b|\d+\s*[–-]\s*\d+|%")
"""A year, an age, or a share: what a column of figures says that it counts."""


@dataclass(frozen=True)
class Grid:
    """What a table is: its *list*, and the answers in its columns by the column's number.

    A column that is headed by several answers, such as "E-post och telefon", has the first in *columns* and
    the others in *further*. *likeness* goes from 0 to 1.
    """

    list: str
    columns: dict[int, str]
    likeness: float
    further: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])


def grid(table: Table, lexicon: Lexicon, here: Iterable[str]) -> Grid | None:
    """Return what *table* is, where the lists *here* are usual, or ``None`` when it is no such table."""
    heads = {column: table.text(0, column) for column in range(table.columns) if table.text(0, column)}
    if not heads or table.rows < 1 or (table.columns < 2 and not table.head):
        return None
    nearby = [one for one in here if one]
    found: Grid | None = None
    for items in lexicon.items.values():
        one = _matched(items, heads, nearby)
        if one is not None and (found is None or one.likeness > found.likeness):
            found = one
    return found


def _matched(items: ItemWords, heads: dict[int, str], here: list[str]) -> Grid | None:
    about, names = _about(items, heads), items.words.get(items.named, ())

    def own(name: str, text: str) -> bool:
        return bool(about) and name.startswith(about) and words.best(text, names) < _SURE

    columns: dict[int, str] = {}
    further: dict[int, tuple[str, ...]] = {}
    total = 0.0
    several = {column: found for column, text in heads.items() if (found := _several(items, text))}
    for column, (name, *others) in several.items():
        if name not in columns.values():
            columns[column] = name
            further[column] = tuple(others)
            total += _SURE
    options = sorted(
        (
            (likeness, own(name, text), -place, -column, name)
            for column, text in heads.items()
            for place, (name, likeness) in enumerate(items.likenesses(text).items())
            if likeness >= _KNOWN
        ),
        reverse=True,
    )
    for likeness, _, _, place, name in options:
        column = -place
        if column not in columns and name not in columns.values():
            columns[column] = name
            total += likeness
    near = any(items.list == one or items.list.startswith(f"{one}/") for one in here)
    deep = "/*/" in items.list
    inside = deep and any(items.list == one for one in here)
    if items.named not in columns.values() or (deep and not inside and PARENT not in columns.values()):
        return None
    if len(columns) < 2 and not (near and len(heads) == 1):
        return None
    likeness = total / len(heads)
    if likeness < (_LEAST - 0.1 if near else _LEAST + 0.1):
        return None
    return Grid(items.list, columns, likeness + (_HERE if near else 0.0), further)


def _several(items: ItemWords, text: str) -> list[str]:
    """Return the answers that a head names one after the other, nothing where it does not name several."""
    said = [one for one in _AND.split(text) if one]
    if len(said) < 2 or max(items.likenesses(text).values()) >= _SURE:
        return []
    named = [
        max(((likeness, name) for name, likeness in items.likenesses(one).items()), default=(0.0, ""))
        for one in said
    ]
    if any(likeness < _SURE for likeness, _ in named):
        return []
    return list(dict.fromkeys(name for _, name in named))


def _about(items: ItemWords, heads: dict[int, str]) -> str:
    """Return the list within the items that the table is about: one of the heads is of that alone."""
    for text in heads.values():
        found = {name for name, likeness in items.likenesses(text).items() if likeness >= _SURE}
        lists = {name.rpartition("/")[0] for name in found if "*" in name}
        if len(found) == 1 and len(lists) == 1:
            return f"{lists.pop()}/"
    return ""


@dataclass(frozen=True)
class Sheet:
    """What a table is that tells of one item of a *list*: the answers in its *rows* by the row's number.

    *named* is the row that its name stands in, if there is one.
    """

    list: str
    rows: dict[int, str]
    named: int | None
    likeness: float


def sheet(table: Table, lexicon: Lexicon, here: Iterable[str]) -> Sheet | None:
    """Return what *table* is, with labels to the left, or ``None`` when it does not tell of one item."""
    if table.columns != 2 or table.rows < 2:
        return None
    labels = {row: table.text(row, 0).strip(" :") for row in range(int(table.head), table.rows)}
    labels = {row: text for row, text in labels.items() if text and table.text(row, 1).strip()}
    nearby = [one for one in here if one]
    found: Sheet | None = None
    for items in lexicon.items.values():
        one = None if "*" in items.list else _told(items, labels, nearby)
        if one is not None and (found is None or one.likeness > found.likeness):
            found = one
    return found


def _told(items: ItemWords, labels: dict[int, str], here: list[str]) -> Sheet | None:
    rows: dict[int, str] = {}
    total = 0.0
    named = next((row for row, text in labels.items() if _names(items, text)), None)
    for row, text in labels.items():
        name, likeness = items.field(text)
        if row != named and likeness >= _SURE and name != PARENT and name not in rows.values():
            rows[row] = name
            total += likeness
    near = items.list in here
    share = (total + (named is not None)) / max(len(labels), 1)
    if len(rows) < (1 if named is not None else 2) or share < (_LEAST if near else _LEAST + 0.1):
        return None
    return Sheet(items.list, rows, named, share + (_HERE if near else 0.0))


def _names(items: ItemWords, text: str) -> bool:
    """Return whether *text* is what an item is called, with a number or without: "Mål 1"."""
    said = words.stems(text.rstrip("0123456789 "))
    return said in items.called or words.best(text, items.words.get(items.named, ())) >= _SURE


def is_statistics(table: Table) -> bool:
    """Return whether *table* is one of figures: most of its cells beside the first column and row are."""
    if table.rows < 2 or table.columns < 2:
        return False
    cells = [
        table.text(row, column).strip() for row in range(1, table.rows) for column in range(1, table.columns)
    ]
    said = [one for one in cells if one]
    return len(said) > 1 and sum(bool(_FIGURE.fullmatch(one)) for one in said) * 2 > len(said)


def figures(table: Table, lexicon: Lexicon) -> float:
    """Return how well the columns of *table* are ones of figures, from 0 to 1, filled in or not.

    At least half of those beside the first say what is counted: years, ages, women and men, or totals.
    """
    if table.rows < 2 or table.columns < 2:
        return 0.0
    heads = [table.text(0, column) for column in range(1, table.columns)]
    said = [
        text
        for row in range(1, table.rows)
        for column in range(1, table.columns)
        if (text := table.text(row, column).strip(" _.…[]"))
    ]
    if not all(_FIGURE.fullmatch(one) for one in said):
        return 0.0
    share = sum(_counts(one, lexicon) for one in heads) / len(heads)
    if said:
        share = max(share, 0.5)
    return share if share >= 0.5 and (len(heads) > 1 or share == 1.0) else 0.0


def _counts(head: str, lexicon: Lexicon) -> bool:
    return bool(_COUNTED.search(head)) or words.best(head, lexicon.phrases["measures"]) >= _KNOWN


def is_of_labels(table: Table, lexicon: Lexicon) -> bool:
    """Return whether *table* has labels in its left column and what they are of in the right one."""
    if table.columns != 2 or not table.rows:
        return False
    labels = [table.text(row, 0).strip().rstrip(":") for row in range(table.rows)]
    known = sum(bool(one) and (bool(lexicon.answer(one)) or _names_a_part(one, lexicon)) for one in labels)
    return known * 2 >= sum(map(bool, labels)) > 0


def _names_a_part(text: str, lexicon: Lexicon) -> bool:
    return any(words.best(text, one.phrases) >= 0.95 for one in lexicon.headings)
