"""Swedish spelling: what is misspelled, and what it should have been."""

import unicodedata
from collections.abc import Iterable, Set
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Protocol, cast

# It comes without types; they stand below.
from hunspell import Hunspell  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from lokdesk.spelling import words
from lokdesk.spelling.words import Span

LANGUAGE = "sv_SE"
SUGGESTIONS = 5
"""How many suggestions there are at the most."""
_REMEMBERED = 20_000
_CLOSE = 0.7
_ADVANTAGE = 0.15
"""How much more like the misspelled word another must be to come before a name that is known here."""

NONE: Set[str] = frozenset()


class _Dictionary(Protocol):
    def spell(self, word: str) -> bool: ...
    def suggest(self, word: str) -> tuple[str, ...]: ...
    def add(self, word: str) -> int: ...
    def add_with_affix(self, word: str, example: str) -> int: ...


class Speller:
    """The dictionary, with words and *names* of its own. To load it takes a tenth of a second and more.

    Compounds of words are words. *known* in the methods are words that are right besides, such as the names
    in one agreement. The genitives of names and of *known* words are right too.
    """

    def __init__(self, folder: Path, own: Iterable[str] = (), names: Iterable[str] = ()) -> None:
        """Load the dictionary in *folder* and teach it its *own* words.

        Each is a word alone, or a new word and one that it is inflected and joined with others as. Raises
        OSError when there is no dictionary.
        """
        # On Windows, only a path in UTF-8 may have Swedish letters in it.
        loaded = Hunspell(LANGUAGE, hunspell_data_dir=str(folder), system_encoding="UTF-8")  # pyright: ignore[reportUnknownVariableType]
        self._dictionary = cast("_Dictionary", loaded)
        for one in own:
            new, _, like = one.partition(" ")
            if like:
                self._dictionary.add_with_affix(new, like)
            else:
                self._dictionary.add(new)
        self._names = frozenset(names)
        self._in_dictionary = lru_cache(_REMEMBERED)(self._dictionary.spell)

    def correct(self, word: str, known: Set[str] = NONE) -> bool:
        """Return whether *word* is right, as a whole or in each of its parts."""
        word = words.usual(unicodedata.normalize("NFC", word))
        if self._right(word, known):
            return True
        parts = words.parts(word)
        return parts != [word] and all(part.isupper() or self._right(part, known) for part in parts)

    def _right(self, word: str, known: Set[str]) -> bool:
        return self._in_dictionary(word) or _among(word, self._names) or _among(word, known)

    def misspelled(self, text: str, known: Set[str] = NONE) -> tuple[Span, ...]:
        """Return where in *text* the misspelled words stand."""
        return tuple(
            (start, end) for start, end in words.spans(text) if not self.correct(text[start:end], known)
        )

    def suggestions(self, word: str, known: Set[str] = NONE) -> tuple[str, ...]:
        """Return what *word* may have been meant to be, best first. This can take a quarter of a second."""
        names = get_close_matches(word, sorted(self._names | known), n=2, cutoff=_CLOSE)
        found = self._dictionary.suggest(words.usual(unicodedata.normalize("NFC", word)))
        likeness = {one: _likeness(one, word) for one in found}
        likeness |= {one: _likeness(one, word) + _ADVANTAGE for one in names}
        # Sorting is stable: between those that are equally like, names come first and Hunspell's order rules.
        offered = sorted(dict.fromkeys((*names, *found)), key=lambda one: -likeness[one])
        return tuple(offered[:SUGGESTIONS])


def _likeness(suggestion: str, word: str) -> float:
    """Return how like *word* a *suggestion* is, from 0 to 1, whatever letters are capitals."""
    return SequenceMatcher(None, suggestion.casefold(), word.casefold(), autojunk=False).ratio()


def _among(word: str, known: Set[str]) -> bool:
    """Return whether *word* is one of *known*: with a capital at the start of a sentence, or in genitive."""
    small = word[:1].lower() + word[1:]
    return any(one in known or (one[-1:] == "s" and one[:-1] in known) for one in (word, small))
