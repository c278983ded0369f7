"""Which paragraphs, tables and rows of two documents are the same ones, changed or not.

What belongs to an item is only ever held against what belongs to the same item, whatever its place.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from lokdesk.revision.alignment import aligned
from lokdesk.word.layout import Group, Holder, Leaf, Node, Paragraph, leaves

Pair = tuple[Leaf | None, Leaf | None]
"""What there was and what there is; one of them may be missing."""

_LEAST_ALIKE = 0.5
"""How much of their words two paragraphs that are nobody's answer share at the least, to be one changed."""
_LEAST_ALIKE_ROWS = 0.3
_MOST_TRIED = 40_000
"""How many pairs are tried one by one."""
_PICTURE = re.compile("<w:(?:drawing|pict|object)[ >]")
"""What is in a paragraph that is one with another only if they are the same.

LibreOffice (7.4) takes the end of a paragraph for part of a picture that comes or goes at it.
"""
_LETTERS = re.compile(r"[^\W\d_]+")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def pairs(old: Sequence[Node], new: Sequence[Node]) -> Iterator[Pair]:
    """Yield what is in *old* and *new*, in the order of both; what is the same or has changed in pairs."""
    yield from _paired(old, new, [_exact, _loose])


def _paired(
    old: Sequence[Node], new: Sequence[Node], keys: Sequence[Callable[[Node], Hashable]]
) -> Iterator[Pair]:
    if not old or not new:
        yield from ((one, None) for one in leaves(old))
        yield from ((None, one) for one in leaves(new))
        return
    if not keys:
        yield from _by_likeness(old, new)
        return
    key, *rest = keys
    for stretch in aligned([key(one) for one in old], [key(one) for one in new]):
        if stretch.same:
            for was, now in zip(old[stretch.old], new[stretch.new], strict=True):
                yield from _pair(was, now)
        else:
            yield from _paired(old[stretch.old], new[stretch.new], rest)


def _pair(was: Node, now: Node) -> Iterator[Pair]:
    if isinstance(was, Group) and isinstance(now, Group):
        yield from pairs(was.nodes, now.nodes)
    elif not isinstance(was, Group) and not isinstance(now, Group):
        yield was, now


def _exact(node: Node) -> Hashable:
    if isinstance(node, Group):
        return node.address
    if isinstance(node, Paragraph):
        return node.block.address, node.block.xml
    return node.kind, "".join(block.xml for block in node.blocks)


def _loose(node: Node) -> Hashable:
    """Return what stays of *node* when numbers in it change, as those of pages do, or figures in a table."""
    if isinstance(node, Group):
        return node.address
    if isinstance(node, Paragraph):
        if _PICTURE.search(node.block.xml):
            return _exact(node)
        return node.block.kind, node.block.address, tuple(_LETTERS.findall(node.block.text))
    return node.kind, _whose(node)


def _whose(holder: Holder) -> Hashable:
    """Return what tells a table or a row from others: the items or answers in it, or else its first words."""
    group = next((one.address for one in holder.nodes if isinstance(one, Group)), "")
    if group:
        return group
    addresses = tuple(block.address for block in holder.blocks if block.address)
    return addresses or next((block.text for block in holder.blocks if block.text), "")


def _by_likeness(old: Sequence[Node], new: Sequence[Node]) -> Iterator[Pair]:
    """Yield *old* and *new* so paired that the pairs are as alike as can be."""
    if len(old) * len(new) > _MOST_TRIED:
        half = min(len(old), len(new)) // 2
        yield from _by_likeness(old[:half], new[:half])
        yield from _by_likeness(old[half:], new[half:])
        return
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likeness = [[_likeness(was, now) for now in new] for was in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            both = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    i = j = 0
    while i < len(old) and j < len(new):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            yield from _pair(old[i], new[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield from ((one, None) for one in leaves(old[i : i + 1]))
            i += 1
        else:
            yield from ((None, one) for one in leaves(new[j : j + 1]))
            j += 1
    yield from ((one, None) for one in leaves(old[i:]))
    yield from ((None, one) for one in leaves(new[j:]))


def _likeness(was: Node, now: Node) -> float:
    """Return how alike two nodes are, from 0 for not at all; only what may be one another is at all alike."""
    if isinstance(was, Paragraph) and isinstance(now, Paragraph):
        shared = _shared(_words(was.block.text), _words(now.block.text))
        if was.block.address != now.block.address or any(
            _PICTURE.search(one.block.xml) for one in (was, now)
        ):
            return 0.0
        if was.block.address:
            return 0.5 + shared / 2
        return shared if shared >= _LEAST_ALIKE else 0.0
    if isinstance(was, Holder) and isinstance(now, Holder) and was.kind == now.kind:
        if _columns(was) != _columns(now):
            return 0.0
        shared = _shared(_words_in(was), _words_in(now))
        return shared if shared >= _LEAST_ALIKE_ROWS else 0.0
    return 0.0


def _columns(holder: Holder) -> int:
    """Return how many cells a row has, and the rows of a table at the most."""
    if holder.kind == "row":
        return sum(1 for one in leaves(holder.nodes) if isinstance(one, Holder))
    return max((_columns(one) for one in leaves(holder.nodes) if isinstance(one, Holder)), default=0)


@lru_cache(4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def _words_in(holder: Holder) -> frozenset[str]:
    return frozenset(chain.from_iterable(_words(block.text) for block in holder.blocks if block.text))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0
