"""JSON that came from somebody else, measured before it is read: how long, how deep and of how many things.

Only what is read with care takes little memory: a megabyte of brackets becomes a hundred megabytes of lists.
"""

import re
from itertools import accumulate

LARGEST = 64 << 20
"""Bytes; some fifty times the largest draft that has been seen."""
DEEPEST = 100
"""The answers themselves are twelve deep."""
MOST = 2_000_000
"""So many values there may be."""
LONGEST = 5_000_000
"""Bytes in one text: some two thousand pages."""

_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_BRACKETS = b"[]{}"
_OTHERS = bytes(one for one in range(256) if one not in _BRACKETS)
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


class Excessive(ValueError):
    """JSON that is not read; the message is the rest of a Swedish sentence about the file it is in."""


def check(content: bytes) -> None:
    """Raise Excessive when *content* is more than any honest JSON."""
    if len(content) > LARGEST or content.count(b",") > MOST:
        raise Excessive("den innehåller orimligt många uppgifter")
    outside = _TEXT.sub(b"", content)
    if len(content) - len(outside) > LONGEST and any(
        text.end() - text.start() > LONGEST for text in _TEXT.finditer(content)
    ):
        raise Excessive("en text i den är orimligt lång")
    brackets = outside.translate(None, _OTHERS)
    if len(brackets) > 2 * MOST:
        raise Excessive("den innehåller orimligt många uppgifter")
    if max(accumulate(map(_STEP.__getitem__, brackets)), default=0) > DEEPEST:
        raise Excessive("uppgifterna i den ligger i orimligt många lager")
