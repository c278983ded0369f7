"""What stands outside of answers in a document that came back, and did not stand so when it was sent."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lokdesk.agreement import address as at
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.revision import words
from lokdesk.revision.alignment import aligned
from lokdesk.word import typography
from lokdesk.word.echo import Aside, CameBack, Margin, Mark, Remark, Standing

_WORD = re.compile(r"\w")
_DIGITS = re.compile(r"\d+")
_ALIKE = 0.4
"""How much two sentences must have in common for one to be the other, changed."""
_EDGES = ("header", "footer")
"""Where numbers of pages stand, however they are counted."""


def since(came: CameBack, sent: Standing) -> CameBack:
    """Return *came* with only what differs from what was *sent*; see echo."""
    return replace(
        came,
        asides=tuple(_Differing(came, sent).all()),
        margin=_margin(came.margin, sent.comments),
    )


def _margin(margin: Margin, before: Iterable[Remark]) -> Margin:
    """Return *margin* with the comments that were there *before* told as ours."""
    known = Counter(_said(one) for one in _all(before))

    def told(one: Remark) -> Remark:
        ours = known[_said(one)] > 0
        known[_said(one)] -= ours
        return replace(one, ours=ours, replies=tuple(map(told, one.replies)))

    return replace(margin, comments=tuple(map(told, margin.comments)))


def _all(remarks: Iterable[Remark]) -> Iterable[Remark]:
    for one in remarks:
        yield one
        yield from _all(one.replies)


def _said(one: Remark) -> tuple[str, str]:
    return one.author, " ".join(one.text.split())


def _key(one: Aside) -> str:
    """Return what *one* says, whatever the word processor has counted and however it is set."""
    said = typography.typeset(one.text)
    return _DIGITS.sub("#", said) if one.counted or one.kind in _EDGES else said


@dataclass
class _Differing:
    """Compares what stands in *came* outside of answers with what stood there when it was *sent*."""

    came: CameBack
    sent: Standing
    found: list[tuple[int, Aside]] = field(default_factory=list[tuple[int, Aside]])

    def all(self) -> Iterable[Aside]:
        """Return what differs, in reading order."""
        now = [one for one in self.came.asides if _WORD.search(one.text)]
        gone = [one for one in self.came.asides if not one.text]
        before = [one for one in self.sent.asides if _WORD.search(one.text)]
        left_old: list[Aside] = []
        left_new: list[tuple[int, Aside]] = []
        for stretch in aligned([_key(one) for one in before], [_key(one) for one in now]):
            if stretch.same:
                continue
            old = before[stretch.old]
            new = list(zip(range(stretch.new.start, stretch.new.stop), now[stretch.new], strict=True))
            self._pair(old, new, left_old, left_new)
        left_old, left_new = self._moved(left_old, left_new)
        left_old = [one for one in left_old if self._was_to_stay(one)]
        self.found += ((place, one) for place, one in left_new if not self._came_along(one))
        self._taken_away(left_old, gone, now)
        self.found.sort(key=lambda held: held[0])
        return list(self._following(now))

    def _following(self, now: Sequence[Aside]) -> Iterable[Aside]:
        """Yield what differs; what the template says itself parts it from the answer that it stands after."""
        new = {place for place, one in self.found if not one.was}
        for place, one in self.found:
            first = place
            while first in new and first and now[first - 1].follows == one.follows:
                first -= 1
            parted = bool(one.follows) and first not in new
            yield replace(one, follows="") if parted or one.was else one

    def _pair(
        self,
        old: Sequence[Aside],
        new: list[tuple[int, Aside]],
        left_old: list[Aside],
        left_new: list[tuple[int, Aside]],
    ) -> None:
        """Take each of *new* that is one of *old*, changed, for that; leave the others."""
        rest = list(old)
        for place, one in new:
            best = max(rest, key=lambda other: _likeness(other.text, one.text), default=None)
            if best is None or _likeness(best.text, one.text) < _ALIKE or _key(best) == _key(one):
                left_new.append((place, one))
                continue
            # What stands before it has gone, or comes later.
            left_old += rest[: rest.index(best)]
            del rest[: rest.index(best) + 1]
            if not self._says_the_same(best, one):
                self.found.append((place, replace(one, was=best.text, locked=one.locked or best.locked)))
        left_old += rest

    def _says_the_same(self, old: Aside, new: Aside) -> bool:
        """Return whether only the words of a field have been drawn into *new*, or out of it."""
        pieces = words.difference(old.text, new.text)
        added = " ".join("".join(one.text for one in pieces if one.kind == "added").split())
        removed = " ".join("".join(one.text for one in pieces if one.kind == "removed").split())
        return not _WORD.search(added) and not _WORD.search(removed)

    def _moved(
        self, old: list[Aside], new: list[tuple[int, Aside]]
    ) -> tuple[list[Aside], list[tuple[int, Aside]]]:
        """Take what stands elsewhere now for moved: what of it is a heading is told."""
        waiting: dict[str, list[Aside]] = {}
        for one in old:
            waiting.setdefault(_key(one), []).append(one)
        left: list[tuple[int, Aside]] = []
        met: set[int] = set()
        for place, one in new:
            same = waiting.get(_key(one))
            if not same:
                left.append((place, one))
                continue
            was = same.pop(0)
            met.add(id(was))
            if one.kind == "heading":
                self.found.append((place, replace(one, was=one.text)))
        return [one for one in old if id(one) not in met], left

    def _was_to_stay(self, one: Aside) -> bool:
        """Return whether the item that *one* stood in is still there; labels go with their item."""
        return not one.within or self._is_there(one.within)

    def _is_there(self, item: str) -> bool:
        try:
            at.get(self.came.reading.agreement, item)
        except at.UnknownAddress:
            return False
        return True

    def _came_along(self, one: Aside) -> bool:
        """Return whether *one* is a label of an item that has come, as those of its like have it."""
        if not one.within or any(other.within == one.within for other in self.sent.asides):
            return False
        list_ = at.parent(one.within) + SEPARATOR
        return any(other.within.startswith(list_) and _key(other) == _key(one) for other in self.sent.asides)

    def _taken_away(self, old: list[Aside], gone: list[Aside], now: Sequence[Aside]) -> None:
        """Tell of what is left of *old*: gone, by somebody where a tracked change says by whom."""
        removed: dict[str, list[Aside]] = {}
        for one in gone:
            removed.setdefault(_plain(one.marks), []).append(one)
        for one in old:
            told = removed.get(" ".join(one.text.split()))
            marks = told.pop(0).marks if told else ()
            self.found.append((_place(one, now), replace(one, text="", was=one.text, marks=marks)))


def _place(one: Aside, now: Sequence[Aside]) -> int:
    """Return before which of those that stand there *now* what has gone would stand."""
    same = (place for place, other in enumerate(now) if one.after and other.after == one.after)
    return next(same, len(now))


def _plain(marks: Iterable[Mark]) -> str:
    return " ".join("".join(one.text for one in marks if one.kind in ("same", "removed")).split())


def _likeness(one: str, other: str) -> float:
    """Return how much of two sentences is the same, from 0 to 1."""
    first, second = Counter(_words(one)), Counter(_words(other))
    most = max(first.total(), second.total())
    return (first & second).total() / most if most else 0.0


def _words(text: str) -> list[str]:
    return [one.casefold() for one in words.tokens(text) if _WORD.search(one)]
