"""Two documents as strips laid side by side: which strip of one is which of the other, whatever was edited.

Strips go together by the answers in them where their controls are left, else by what they say, by what stands
around them and by how alike their words are. What has been moved is found where it has come to stand.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lokdesk.revision.alignment import Stretch, aligned
from lokdesk.word.strips import TOKEN, Strip

ALIKE = 0.5
"""How alike two strips are that say the same in other words: of all their words, the share that both have."""
_SAME_AWAY = 0.75
"""How alike they must be to be the same where nothing that stands around them is."""
_FEWEST_AWAY = 4
"""Fewer words than that say nothing of where they come from."""
_MOST_PAIRS = 40_000
_ROUNDS = 12


def pairs(old: Sequence[Strip], new: Sequence[Strip]) -> dict[int, int]:
    """Return for strips of *old*, by their number, the number of the strip of *new* that each has become."""
    there = {address for one in new for address in one.addresses} | {one.within for one in new}
    before = [_name(one, there) for one in old]
    now = [_name(one, there) for one in new]
    found: dict[int, int] = {}
    gaps: list[Stretch] = []
    for one in aligned(before, now):
        if one.same:
            found.update(zip(_range(one.old), _range(one.new), strict=True))
        else:
            gaps.append(one)
    _moved_as_one(before, now, old, found)
    for gap in gaps:
        _within(old, new, _left(gap.old, found), _left(gap.new, set(found.values())), found)
    _far(old, new, found)
    return found


def _name(strip: Strip, there: set[str]) -> str:
    """Return what a strip is known by: an answer that both documents know the place of, else its words.

    Labels say the same in many items: they are known by the item as well.
    """
    for address in strip.addresses:
        if address in there:
            return f"@{address}"
    return f"{strip.within}@{strip.key}" if strip.within in there else strip.key


def _range(places: slice) -> range:
    return range(places.start, places.stop)


def _left(places: slice, taken: Mapping[int, int] | set[int]) -> list[int]:
    return [one for one in _range(places) if one not in taken]


def _moved_as_one(
    before: Sequence[str], now: Sequence[str], old: Sequence[Strip], found: dict[int, int]
) -> None:
    """Find the parts of the text that have been moved as they are, the longest order first."""
    for _ in range(_ROUNDS):
        taken = set(found.values())
        left, right = (
            [one for one in range(len(before)) if one not in found],
            [one for one in range(len(now)) if one not in taken],
        )
        common = {before[one] for one in left} & {now[one] for one in right}
        left = [one for one in left if before[one] in common]
        right = [one for one in right if now[one] in common]
        stretches = [
            one
            for one in aligned([before[one] for one in left], [now[one] for one in right])
            if one.same and _is_telling([old[left[place]] for place in _range(one.old)])
        ]
        if not stretches:
            return
        for one in stretches:
            found.update(zip(left[one.old], right[one.new], strict=True))


def _is_telling(strips: Sequence[Strip]) -> bool:
    """Return whether *strips* say enough to be known elsewhere, and not just what many others say."""
    return any(one.level for one in strips) or sum(len(words(one.text)) for one in strips) >= _FEWEST_AWAY


def _within(
    old: Sequence[Strip], new: Sequence[Strip], left: list[int], right: list[int], found: dict[int, int]
) -> None:
    """Find which strips between two that are the same have become which."""
    if not left or not right:
        return
    if [_shape(old[one]) for one in left] == [_shape(new[one]) for one in right] and (
        len(left) == 1 or all(old[one].table >= 0 for one in left)
    ):
        found.update(zip(left, right, strict=True))
        return
    if len(left) * len(right) <= _MOST_PAIRS:
        found.update(_likeliest(old, new, left, right))
    # One heading that has gone and one of the same level that has come are one that has been renamed.
    gone = [one for one in left if old[one].level and one not in found]
    taken = set(found.values())
    come = [one for one in right if new[one].level and one not in taken]
    if len(gone) == len(come) == 1 and old[gone[0]].level == new[come[0]].level:
        found[gone[0]] = come[0]


def _shape(strip: Strip) -> tuple[bool, int, bool]:
    return strip.table >= 0, strip.cell, strip.level > 0


def _likeliest(
    old: Sequence[Strip], new: Sequence[Strip], left: list[int], right: list[int]
) -> Iterator[tuple[int, int]]:
    """Yield what goes together in order so that together they are as alike as they can be."""
    mine = [Counter(words(old[one].text)) for one in left]
    theirs = [Counter(words(new[one].text)) for one in right]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for a in range(len(left) - 1, -1, -1):
        for b in range(len(right) - 1, -1, -1):
            alike = _likeness(mine[a], theirs[b])
            if 0 < old[left[a]].level == new[right[b]].level:
                # A heading is short: another that holds all of its words is that one, with more words.
                alike = max(alike, _share(mine[a], theirs[b]))
            together = alike + best[a + 1][b + 1] if alike >= ALIKE else 0.0
            best[a][b] = max(best[a + 1][b], best[a][b + 1], together)
    a = b = 0
    while a < len(left) and b < len(right):
        if best[a][b] == best[a + 1][b]:
            a += 1
        elif best[a][b] == best[a][b + 1]:
            b += 1
        else:
            yield left[a], right[b]
            a, b = a + 1, b + 1


def _far(old: Sequence[Strip], new: Sequence[Strip], found: dict[int, int]) -> None:
    """Find what has been moved and edited as well."""
    taken = set(found.values())
    right = {
        one: Counter(words(new[one].text))
        for one in range(len(new))
        if one not in taken and len(words(new[one].text)) >= _FEWEST_AWAY
    }
    left = [one for one in range(len(old)) if one not in found]
    if not right or len(left) * len(right) > _MOST_PAIRS:
        return
    for one in left:
        mine = Counter(words(old[one].text))
        if sum(mine.values()) < _FEWEST_AWAY:
            continue
        likely = max(right, key=lambda there: _likeness(mine, right[there]), default=None)
        if likely is not None and _likeness(mine, right[likely]) >= _SAME_AWAY:
            found[one] = likely
            del right[likely]


def _likeness(mine: Counter[str], theirs: Counter[str]) -> float:
    whole = sum(mine.values()) + sum(theirs.values())
    return 2 * sum((mine & theirs).values()) / whole if whole else 0.0


def _share(mine: Counter[str], theirs: Counter[str]) -> float:
    fewest = min(sum(mine.values()), sum(theirs.values()))
    return sum((mine & theirs).values()) / fewest if fewest else 0.0


def words(text: str) -> list[str]:
    """Return the words of *text*, as they are compared."""
    return [one for one in TOKEN.findall(text.casefold()) if one[0].isalnum()]
