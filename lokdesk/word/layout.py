"""The blocks of a flow as what they make: paragraphs, tables, rows and cells, and what belongs to an item."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeAlias

from lokdesk.word.block import PARAGRAPHS, Block


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph."""

    block: Block

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks it is made of."""
        return (self.block,)


@dataclass(frozen=True, eq=False)
class Group:
    """What belongs to a list or an item, by its *address*."""

    address: str
    nodes: tuple["Node", ...]

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The blocks it is made of."""
        return tuple(chain.from_iterable(one.blocks for one in self.nodes))


@dataclass(frozen=True, eq=False)
class Holder:
    """A table, row or cell: the block that begins it, what it holds, and the block that ends it."""

    start: Block
    nodes: tuple["Node", ...]
    end: Block

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The blocks it is made of."""
        return (self.start, *chain.from_iterable(one.blocks for one in self.nodes), self.end)

    @property
    def kind(self) -> str:
        """What it is: "table", "row" or "cell"."""
        return self.start.kind


Node: TypeAlias = Paragraph | Group | Holder
Leaf: TypeAlias = Paragraph | Holder


def laid_out(blocks: Iterable[Block]) -> tuple[Node, ...]:
    """Return *blocks* as nodes."""
    return tuple(_nodes(iter(blocks), ""))


def _nodes(blocks: Iterator[Block], end: str) -> Iterator[Node]:
    for block in blocks:
        if block.kind == end:
            return
        if block.kind in PARAGRAPHS:
            yield Paragraph(block)
        elif block.kind == "open":
            yield Group(block.address, tuple(_nodes(blocks, "close")))
        else:
            inside = tuple(_nodes(blocks, f"{block.kind}_end"))
            yield Holder(block, inside, _ENDS[block.kind])


_ENDS = {
    "table": Block("table_end", "</w:tbl>"),
    "row": Block("row_end", "</w:tr>"),
    "cell": Block("cell_end", "</w:tc>"),
}


def leaves(nodes: Iterable[Node]) -> Iterator[Leaf]:
    """Yield what is in *nodes* without the groups around it."""
    for node in nodes:
        if isinstance(node, Group):
            yield from leaves(node.nodes)
        else:
            yield node
