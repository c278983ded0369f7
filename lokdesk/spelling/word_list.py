"""The words that users have added on their own: a text file with a word on each line."""

from collections.abc import Callable, Set
from contextlib import suppress
from pathlib import Path

from lokdesk.spelling import words

Write = Callable[[Path, bytes], None]
"""Puts content into a file, in a folder that need not be there; raises OSError."""


class WordList:
    """The words in a file. What others put into it meanwhile is kept."""

    def __init__(self, file: Path, write: Write) -> None:
        """Read *file*. One that does not exist, or cannot be read, holds no words. *write* writes it."""
        self._file = file
        self._write = write
        self._words: frozenset[str] = frozenset()
        with suppress(OSError):
            self._words = self._read()

    @property
    def words(self) -> Set[str]:
        """The words."""
        return self._words

    def add(self, word: str) -> None:
        """Add *word*. Raises OSError when the file cannot be read or written; it counts all the same."""
        self._change(word.strip(), here=True)

    def remove(self, word: str) -> None:
        """Take *word* away, if it is there. Raises OSError as :meth:`add` does."""
        self._change(word.strip(), here=False)

    def _change(self, word: str, here: bool) -> None:
        word = words.usual(word)
        if not word:
            return
        self._words = _changed(self._words, word, here)
        # What cannot be read, such as a file in another encoding, is not written over either.
        self._words = _changed(self._read() | self._words, word, here)
        text = "".join(f"{one}\n" for one in sorted(self._words, key=str.casefold))
        self._write(self._file, text.encode())

    def _read(self) -> frozenset[str]:
        try:
            text = self._file.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return frozenset()
        except UnicodeDecodeError as error:
            raise OSError("the list of words is not in UTF-8") from error
        return frozenset(line.strip() for line in text.splitlines() if line.strip())


def _changed(known: frozenset[str], word: str, here: bool) -> frozenset[str]:
    return known | {word} if here else known - {word}
