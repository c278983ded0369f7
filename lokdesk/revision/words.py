"""The difference between two texts, word by word."""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar

from lokdesk.revision.alignment import Stretch, aligned

T = TypeVar("T", bound=Hashable)

FIGURE = r"\d+(?:[.,:/-]\d+)+"
"""A figure with its decimals, a day, a version or a number of a statute: one word, as a pattern."""
_TOKEN = re.compile(rf"{FIGURE}|\w+|\s|[^\w\s]")
_WORD = re.compile(r"\w")


class Piece(NamedTuple):
    """A piece of two texts: in both, only in the old one or only in the new one."""

    kind: Literal["same", "removed", "added"]
    text: str


def tokens(text: str) -> list[str]:
    """Return the words, signs and spaces that *text* is made of; together they are the text."""
    return _TOKEN.findall(text)


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Return what is the same in *old* and *new*, and what was removed and added, in reading order."""
    return tuple(_pieces(tokens(old), tokens(new)))


def stretches(old: Sequence[T], new: Sequence[T], weighs: Callable[[T], object]) -> list[Stretch]:
    """Return the stretches of two texts as tokens; a change is not broken by what does not weigh.

    "två nya mål" and "ett gammalt mål" differ in one place, not in two with a space between them.
    """
    found: list[Stretch] = []
    for one in aligned(old, new):
        if not found:
            found.append(one)
            continue
        last = found[-1]
        if not one.same and not last.same:
            found[-1] = _joined(last, one)
        elif (
            not one.same
            and len(found) > 1
            and not found[-2].same
            and not any(weighs(token) for token in old[last.old])
        ):
            found[-2:] = [_joined(found[-2], one)]
        else:
            found.append(one)
    return found


def _joined(first: Stretch, last: Stretch) -> Stretch:
    return Stretch(False, slice(first.old.start, last.old.stop), slice(first.new.start, last.new.stop))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for one in stretches(old, new, _WORD.search):
        if one.same:
            yield Piece("same", "".join(new[one.new]))
            continue
        if removed := "".join(old[one.old]):
            yield Piece("removed", removed)
        if added := "".join(new[one.new]):
            yield Piece("added", added)
