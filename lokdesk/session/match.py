"""Where words occur in a text, whatever case, accents and kinds of space they are written with."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]
"""Where something stands in a text: the position of its first character, and that after its last."""

_UNUSUAL = re.compile("[^ -~åäö]")
_OWN = "åäö"
"""Letters of their own, which are not a and o with something on top."""
_ALIKE = str.maketrans("–—‐‑−”“„’‘", '-----"""\'\'')
_BEFORE, _AFTER = 40, 80
"""About how many characters of a text are shown before and after what was found in it."""
_CUT = "…"


def fold(text: str) -> str:
    """Return *text* as it is compared: in lower case, without accents, with one kind of space and dash.

    The result has the same length, so that a place in it is the same place in *text*. Å, ä and ö are letters
    of their own.
    """
    return _UNUSUAL.sub(_folded, _lower(text))


def _lower(text: str) -> str:
    lower = text.lower()
    # A few letters of other languages become two when they are made small.
    return lower if len(lower) == len(text) else "".join(one.lower()[0] for one in text)


def _folded(found: re.Match[str]) -> str:
    one = found[0]
    if one.isspace():
        return " "
    if unicodedata.normalize("NFC", one) in _OWN:
        return one
    return unicodedata.normalize("NFD", one)[0].translate(_ALIKE)


def words(asked: str) -> tuple[str, ...]:
    """Return the words that are asked for, folded, each once."""
    return tuple(dict.fromkeys(fold(unicodedata.normalize("NFC", asked)).split()))


def spans(folded: str, asked: Sequence[str]) -> tuple[Span, ...]:
    """Return where the words *asked* stand in the text that *folded* is: together where they do, or each.

    The result is empty unless all of them are there. No two spans overlap.
    """
    if not asked or not all(word in folded for word in asked):
        return ()
    phrase = re.escape(" ".join(asked))
    together = tuple(one.span() for one in re.finditer(phrase, folded))
    if together:
        return together
    longest_first = sorted(asked, key=len, reverse=True)
    return tuple(one.span() for one in re.finditer("|".join(map(re.escape, longest_first)), folded))


@dataclass(frozen=True)
class Excerpt:
    """A piece of a text on one line, and where in it something of interest stands."""

    text: str
    marks: tuple[Span, ...] = ()


def excerpt(text: str, marks: Sequence[Span]) -> Excerpt:
    """Return what stands around the first of *marks* in *text*, cut between words, with all marks in it."""
    first, last = marks[0] if marks else (0, 0)
    start = _word_start(text, first - _BEFORE, first)
    end = _word_end(text, last + _AFTER, last)
    head = _CUT if start else ""
    shown = head + text[start:end].replace("\n", " ") + (_CUT if end < len(text) else "")
    by = len(head) - start
    return Excerpt(shown, tuple((s + by, e + by) for s, e in marks if start <= s and e <= end))


def _word_start(text: str, wanted: int, latest: int) -> int:
    if wanted <= 0:
        return 0
    place = text.find(" ", wanted, latest)
    return place + 1 if place >= 0 else wanted


def _word_end(text: str, wanted: int, earliest: int) -> int:
    if wanted >= len(text):
        return len(text)
    place = text.rfind(" ", earliest, wanted)
    return place if place > earliest else wanted
