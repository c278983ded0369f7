"""Bookmarks beside the content controls: anchors that survive programs which lose the controls' tags.

A bookmark spans at most one paragraph. Its name is a hash of the answer's address, followed by the number of
the paragraph where the answer has several, or by a fingerprint of the placeholder where there is no answer.
"""

import re
from hashlib import blake2b
from zlib import crc32

PREFIX = "lok"
LONGEST = 40
_NAME = re.compile(rf"({PREFIX}[0-9a-f]{{16}})(?:_(\d+)|_p([0-9a-f]{{8}}))?")


def name(address: str) -> str:
    """Return the name of the bookmark for the answer at *address*."""
    return PREFIX + blake2b(address.encode(), digest_size=8).hexdigest()


def placeholder_mark(text: str) -> str:
    """Return the ending of the name of a bookmark around the placeholder *text*."""
    return f"_p{crc32(text.encode()):08x}"


def split(bookmark: str) -> tuple[str, str] | None:
    """Return what stands for the address in a bookmark's name, and the rest; ``None`` if not ours."""
    match = _NAME.fullmatch(bookmark)
    return (match[1], bookmark.removeprefix(match[1])) if match else None
