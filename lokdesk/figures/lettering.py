"""How wide words are, and how they are broken into lines.

Figures are lettered in Liberation Sans, which comes with the program; its letters are as wide as those of
Arial and Helvetica, which a reader's own program may have instead.
"""

import re
import struct
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = FONTS / "LiberationSans-Regular.ttf", FONTS / "LiberationSans-Bold.ttf"

ASCENT, DESCENT, LEADING = 0.91, 0.22, 1.2
"""How far letters reach above and below their line, and from one line to the next, in parts of their size."""

_UNKNOWN = 1.4
"""The width of a character that the font lacks, such as a sign of another script, in parts of the size."""
_ELLIPSIS = "…"
_SPACE = re.compile(r"[ \t\n]+")
"""Where a line may end; not at a space that does not break, as in "10 000"."""
_HYPHENS = "-/–"
_VOWELS = frozenset("aeiouyåäöéüAEIOUYÅÄÖ")
_AFTER_JOINING_S = frozenset("bdfghlmrsvj")
_BEFORE_JOINING_S = ("d", "g", "t", "ion")
_FULL = 0.6
"""How much of a line is used at the least where a text is cut short."""
_LEAST = 3
"""How many letters stay together on either side of a break in a word."""


class _Font:
    """The widths of a font's characters, from its TrueType tables."""

    def __init__(self, data: bytes) -> None:
        count = struct.unpack_from(">H", data, 4)[0]
        tables = {
            name: offset
            for name, _, offset, _ in (struct.unpack_from(">4sIII", data, 12 + 16 * n) for n in range(count))
        }
        self._data = data
        self._em = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
        self._widths = tables[b"hmtx"]
        self._many_widths = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
        self._map = self._character_map(tables[b"cmap"])
        segments = struct.unpack_from(">H", data, self._map + 6)[0] // 2
        ends = self._map + 14
        self._segments = segments
        self._ends = struct.unpack_from(f">{segments}H", data, ends)
        self._starts = struct.unpack_from(f">{segments}H", data, ends + 2 + 2 * segments)
        self._deltas = struct.unpack_from(f">{segments}h", data, ends + 2 + 4 * segments)
        self._ranges = ends + 2 + 6 * segments

    def _character_map(self, table: int) -> int:
        """Return where the map of the first 65 536 characters of Unicode begins (format 4)."""
        for n in range(struct.unpack_from(">H", self._data, table + 2)[0]):
            place = table + struct.unpack_from(">I", self._data, table + 4 + 8 * n + 4)[0]
            if struct.unpack_from(">H", self._data, place)[0] == 4:
                return place
        raise ValueError("the font has no map of characters")

    def width(self, character: str) -> float | None:
        """Return how wide *character* is in parts of the size, or ``None`` when the font lacks it."""
        glyph = self._glyph(ord(character))
        if not glyph:
            return None
        place = self._widths + 4 * min(glyph, self._many_widths - 1)
        return struct.unpack_from(">H", self._data, place)[0] / self._em

    def _glyph(self, code: int) -> int:
        segment = bisect_left(self._ends, code)
        if segment == self._segments or self._starts[segment] > code:
            return 0
        offset = struct.unpack_from(">H", self._data, self._ranges + 2 * segment)[0]
        if not offset:
            return (code + self._deltas[segment]) % 65536
        place = self._ranges + 2 * segment + offset + 2 * (code - self._starts[segment])
        glyph = struct.unpack_from(">H", self._data, place)[0]
        return (glyph + self._deltas[segment]) % 65536 if glyph else 0


@cache
def _font(bold: bool) -> _Font:
    return _Font((BOLD if bold else REGULAR).read_bytes())


@cache
def _letter(character: str, bold: bool) -> float:
    width = _font(bold).width(character)
    return _UNKNOWN if width is None else width


def known(text: str) -> bool:
    """Return whether the font has every character of *text*."""
    return all(_font(False).width(character) is not None for character in set(text))


def width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide *text* is on one line, in the unit of *size*."""
    return sum(_letter(character, bold) for character in text) * size


def height(lines: int, size: float) -> float:
    """Return how high that many *lines* are, from the top of the first to the bottom of the last."""
    return (lines - 1) * LEADING * size + (ASCENT + DESCENT) * size if lines else 0.0


@lru_cache(maxsize=4096)
def wrapped(
    text: str, room: float, size: float, bold: bool = False, most: int | None = None
) -> tuple[str, ...]:
    """Return *text* in lines that are at most *room* wide, and *most* many: then the last ends in "…".

    A word that is wider than a line is divided, with a hyphen, where a Swedish compound may come apart.
    """
    lines: list[tuple[str, bool]] = []
    line = ""
    for piece, divided in _pieces(_SPACE.split(text), room, size, bold):
        hyphened = piece + ("-" if divided and piece[-1] not in _HYPHENS else "")
        longer = f"{line} {hyphened}" if line else hyphened
        if line and width(longer, size, bold) > room:
            lines.append((line, False))
            line, longer = "", hyphened
        if divided:
            lines.append((f"{line} {piece}" if line else piece, True))
            line = ""
        else:
            line = longer
    if line:
        lines.append((line, False))
    shown = [one + ("-" if divided and one[-1] not in _HYPHENS else "") for one, divided in lines]
    if most is None or len(lines) <= most:
        return tuple(shown)
    if not most:
        return ()
    (last, divided), (after, _) = lines[most - 1 : most + 1]
    return (*shown[: most - 1], _cut(last, after if divided else f" {after}", room, size, bold))


def _cut(line: str, after: str, room: float, size: float, bold: bool) -> str:
    """Return as much of *line*, and of what comes *after* it, as there is room for before an ellipsis."""
    if width(line, size, bold) < room * _FULL:
        line += after
    while line and width(line + _ELLIPSIS, size, bold) > room:
        line = line[:-1]
    return line.rstrip(" ,;.-") + _ELLIPSIS


def _pieces(words: Iterable[str], room: float, size: float, bold: bool) -> Iterable[tuple[str, bool]]:
    """Yield *words*, and those too wide for a line in pieces; with each whether it is divided after that."""
    for word in words:
        rest = word
        while width(rest, size, bold) > room and len(rest) > 1:
            place = _break(rest, room, size, bold)
            piece, rest = rest[:place], rest[place:]
            yield piece, True
        yield rest, False


def _break(word: str, room: float, size: float, bold: bool) -> int:
    """Return after how many letters *word* is best divided so that the beginning has room on a line."""
    hyphen = width("-", size, bold)
    fits = 1
    while fits < len(word) - 1 and width(word[: fits + 1], size, bold) + hyphen <= room:
        fits += 1
    fits = min(fits, max(len(word) - _LEAST, 1))
    places = range(fits, max(fits // 2, _LEAST) - 1, -1)
    good = next((k for k in range(fits, _LEAST - 1, -1) if word[k - 1] in _HYPHENS), None)
    compound = range(fits, max(fits // 3, _LEAST) - 1, -1)
    good = good or next((k for k in compound if _after_joining_s(word, k)), None)
    return good or next((k for k in places if _between_syllables(word, k)), None) or fits


def _after_joining_s(word: str, place: int) -> bool:
    """Return whether *place* is after an s that looks as if it joined the parts of a compound."""
    if word[place - 1] != "s":
        return False
    joins = word[place] in _VOWELS and word[: place - 1].endswith(_BEFORE_JOINING_S)
    return joins or word[place] in _AFTER_JOINING_S


def _between_syllables(word: str, place: int) -> bool:
    """Return whether a consonant, and then a vowel, follow *place*, and letters are on both sides."""
    around = word[place - 1 : place + 2]
    return len(around) == 3 and around.isalpha() and around[1] not in _VOWELS and around[2] in _VOWELS
