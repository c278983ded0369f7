"""The words of a text that have a spelling."""

import re
from collections.abc import Iterator

Span = tuple[int, int]
"""Where a word stands in a text: the position of its first character, and that after its last."""

_PIECE = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|@|\\|^www\.|[^\W\d_]\.[^\W\d_]", re.IGNORECASE)
"""What addresses, names of files and abbreviations such as ”t.ex.” have in them."""
_WORD = re.compile(r"\w+(?:[-\u2011:’']\w+)*-?")
_JOINT = re.compile("[-:']")
_USUAL = str.maketrans("\u2011’", "-'")
_LAST_LATIN = "\u024f"
_LONGEST = 40
"""How many characters a word has at the most. What is longer takes long to look up, and is something else."""


def spans(text: str) -> Iterator[Span]:
    """Yield where in *text* the words stand that have a spelling.

    Addresses, what has figures in it, abbreviations in capitals and words in other scripts have none. A
    hyphen at the end belongs to the word: ”kartläggnings- och målarbete”.
    """
    for piece in _PIECE.finditer(text):
        if _ADDRESS.search(piece[0]):
            continue
        for word in _WORD.finditer(piece[0]):
            if _has_spelling(usual(word[0])):
                yield piece.start() + word.start(), piece.start() + word.end()


def _has_spelling(word: str) -> bool:
    letters = _JOINT.sub("", word)
    abbreviation = word.partition(":")[0].isupper()
    latin = letters.isalpha() and max(letters) <= _LAST_LATIN
    return latin and not abbreviation and len(word) <= _LONGEST


def usual(word: str) -> str:
    """Return *word* with one kind of hyphen and of apostrophe."""
    return word.translate(_USUAL)


def parts(word: str) -> list[str]:
    """Return what *word* is put together from with hyphens and the like."""
    return [part for part in _JOINT.split(word) if part]
