"""Bookmarks beside the content controls: anchors that survive programs which lose the controls' tags.

A bookmark spans at most one paragraph. Its name is a hash of the answer's address and, where there is need,
a fingerprint of the words before it in its paragraph, and the number of the paragraph when an answer has
several, or a fingerprint of the placeholder when there is no answer.
"""

import re
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from lokdesk.word.block import MARK, MARK_END

PREFIX = "lok"
LONGEST = 40
_NAME = re.compile(rf"({PREFIX}[0-9a-f]{{16}})(?:_([sn][0-9a-f]{{8}}))?(?:_\d+|_p([0-9a-f]{{8}}))?")
_STANDING, _NUMBERED = "s", "n"
"""Of words that are the same in every document, and of those with numbers among them that are not."""
_KEPT = 16384
"""How many names are kept; a document on the screen asks for the same ones at every change."""
_DIGITS = re.compile("[0-9]")
_MARKED = re.compile(f"{MARK}.[^{MARK_END}]*{MARK_END}")


class Anchor(NamedTuple):
    """A bookmark's name taken apart: what stands for the address, and the fingerprints, empty if none."""

    address: str
    preceding: str
    placeholder: str

    def is_placeholder(self, text: str) -> bool:
        """Return whether *text* is the placeholder that the bookmark was put around."""
        return self.placeholder == _print(text)

    def without_preceding(self, text: str) -> str:
        """Return *text* without the words that stood before the bookmark, if it begins with them."""
        if self.preceding:
            for end in range(1, len(text) + 1):
                words = "".join(text[:end].split())
                if self.preceding.startswith(_NUMBERED):
                    words = _DIGITS.sub("", words)
                if _print(words) == self.preceding[1:]:
                    return text[end:].lstrip()
        return text


@lru_cache(_KEPT)
def name(address: str) -> str:
    """Return the name of the bookmark for the answer at *address*."""
    return PREFIX + blake2b(address.encode(), digest_size=8).hexdigest()


def placeholder_mark(text: str) -> str:
    """Return the ending of the name of a bookmark around the placeholder *text*."""
    return f"_p{_print(text)}"


def preceding_mark(text: str) -> str:
    """Return the ending, before any other, for a bookmark that follows the words *text* in its paragraph."""
    words = "".join(text.split())
    if MARK in words:
        words = _DIGITS.sub("", _MARKED.sub("", words))
        return f"_{_NUMBERED}{_print(words)}"
    return f"_{_STANDING}{_print(words)}" if words else ""


def _print(text: str) -> str:
    return f"{crc32(text.encode()):08x}"


@lru_cache(_KEPT)
def parsed(bookmark: str) -> Anchor | None:
    """Return what a bookmark's name says, ``None`` when the bookmark is not ours."""
    match = _NAME.fullmatch(bookmark)
    return Anchor(match[1], match[2] or "", match[3] or "") if match else None
