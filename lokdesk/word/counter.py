"""What a word processor writes before the items of its lists: numbers, letters, and the dots of bullets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LETTERS = 26
_SYMBOLS = re.compile("[\ue000-\uf8ff]")
"""Where fonts of symbols have their bullets; in any other font there is nothing to be seen."""


@dataclass(frozen=True)
class ListLevel:
    """One level of a list: how it counts, such as ``bullet``, from where, and the pattern of its label."""

    format: str
    start: int
    pattern: str


Counts = tuple[tuple[int, tuple[tuple[int, int], ...]], ...]
"""For each list that has been met, by its definition: the number that each level has come to."""
Levels = Mapping[tuple[int, int], ListLevel]
"""The levels of list definitions, by the definition's id and the level from 0."""


def _roman(number: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        many, number = divmod(number, worth)
        written += letters * many
    return written


def _letter(number: int) -> str:
    """Return *number* as Word writes it in letters: after z comes aa, then bb."""
    repeated, letter = divmod(number - 1, _LETTERS)
    return chr(ord("a") + letter) * (repeated + 1) if number > 0 else ""


def _written(number: int, format_: str) -> str:
    match format_:
        case "lowerLetter":
            return _letter(number)
        case "upperLetter":
            return _letter(number).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
        case _:
            return str(number)


class Counter:
    """Counts the items of lists in the order they stand in."""

    def __init__(self, levels: Levels) -> None:
        """Take the *levels* there are. Paragraphs on others have no label."""
        self._levels = levels
        self._counts: dict[int, dict[int, int]] = {}

    @property
    def state(self) -> Counts:
        """How far each level of each list has been counted."""
        return tuple((one, tuple(counts.items())) for one, counts in self._counts.items())

    def go_on_from(self, state: Counts) -> None:
        """Count on from where another, or this one, has come to."""
        self._counts = {one: dict(counts) for one, counts in state}

    def begin(self, definition: int) -> None:
        """Let the list with that *definition* begin anew."""
        self._counts.pop(definition, None)

    def label(self, numbered: tuple[int, int] | None) -> str:
        """Return the label of the next paragraph that is *numbered* so, empty for one without."""
        level_look = self._levels.get(numbered) if numbered is not None else None
        if numbered is None or level_look is None:
            return ""
        if level_look.format == "bullet":
            return _SYMBOLS.sub("•", level_look.pattern)
        definition, level = numbered
        counts = self._counts.setdefault(definition, {})
        counts[level] = counts[level] + 1 if level in counts else level_look.start
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if level_look.format == "none":
            return ""
        label = level_look.pattern
        for one in range(level + 1):
            mark = f"%{one + 1}"
            if mark in label:
                outer = self._levels.get((definition, one))
                number = counts.get(one, outer.start if outer else 1)
                label = label.replace(mark, _written(number, outer.format if outer else "decimal"))
        return label
