"""Which stretches of two sequences are the same, and which of their members stay in order."""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

T = TypeVar("T", bound=Hashable)


class Stretch(NamedTuple):
    """A stretch of an *old* and a *new* sequence, and whether it is the *same* in both."""

    same: bool
    old: slice
    new: slice


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Stretch]:
    """Return *old* and *new* as stretches that are the same or not; in order, they are all of both."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    found: list[Stretch] = []
    if start:
        found.append(Stretch(True, slice(0, start), slice(0, start)))
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if middle_old and middle_new:
        matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
        for tag, *places in matcher.get_opcodes():
            a, b, c, d = (place + start for place in places)
            found.append(Stretch(tag == "equal", slice(a, b), slice(c, d)))
    elif middle_old or middle_new:
        found.append(Stretch(False, slice(start, len(old) - end), slice(start, len(new) - end)))
    if end:
        found.append(Stretch(True, slice(len(old) - end, len(old)), slice(len(new) - end, len(new))))
    return found


def _alike(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """Return how many members the two begin with alike."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def moved(old: Sequence[T], new: Sequence[T]) -> set[T]:
    """Return the fewest members of both *old* and *new* that must be moved for the rest to be in order.

    No member stands twice in either.
    """
    places = {one: place for place, one in enumerate(old)}
    common = [one for one in new if one in places]
    return set(common) - set(_rising(common, [places[one] for one in common]))


def _rising(members: Sequence[T], places: Sequence[int]) -> Iterator[T]:
    """Yield, last first, a longest choice of *members* whose *places* rise."""
    tops: list[int] = []
    at_top: list[int] = []
    before: list[int] = []
    for number, place in enumerate(places):
        level = bisect_left(tops, place)
        before.append(at_top[level - 1] if level else -1)
        tops[level : level + 1] = [place]
        at_top[level : level + 1] = [number]
    here = at_top[-1] if at_top else -1
    while here >= 0:
        yield members[here]
        here = before[here]


def together(old: Sequence[T], new: Sequence[T]) -> list[T]:
    """Return the members of *new* in order, with those that only *old* has after the one they came after."""
    result, place = list(new), {one: number for number, one in enumerate(new)}
    gone: dict[int, list[T]] = {}
    last = -1
    for one in old:
        if one in place:
            last = place[one]
        else:
            gone.setdefault(last, []).append(one)
    for number in sorted(gone, reverse=True):
        result[number + 1 : number + 1] = gone[number]
    return result
