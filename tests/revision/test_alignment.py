"""What stays in order, and what had to be moved."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from lokdesk.revision.alignment import aligned, moved, together


def test_as_few_as_can_be_have_moved() -> None:
    for new in permutations("abcde"):
        still = [one for one in new if one not in moved("abcde", new)]
        assert still == sorted(still)
        longest = max(
            (keep for size in range(6) for keep in permutations("abcde", size) if _in_order(keep, new)),
            key=len,
        )
        assert len(still) == len(longest)


def _in_order(kept: tuple[str, ...], new: tuple[str, ...]) -> bool:
    return list(kept) == sorted(kept) and [one for one in new if one in kept] == list(kept)


def test_what_came_or_went_has_not_moved() -> None:
    assert moved("abc", "xbyc") == set()


def test_what_is_gone_stands_after_what_it_came_after() -> None:
    assert together("abc", "ac") == ["a", "b", "c"]
    assert together("abc", "c") == ["a", "b", "c"]
    assert together("abc", "cxa") == ["c", "x", "a", "b"]


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_stretches_are_all_of_both_and_the_same_ones_are_alike(old: list[int], new: list[int]) -> None:
    stretches = aligned(old, new)
    assert [one for stretch in stretches for one in old[stretch.old]] == old
    assert [one for stretch in stretches for one in new[stretch.new]] == new
    assert all(old[one.old] == new[one.new] for one in stretches if one.same)
