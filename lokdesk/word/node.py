"""The nodes of a program: each writes blocks, without looking at the template again.

A node holds finished XML and knows which answer goes where; writing it is joining strings.
"""

from abc import ABC, abstractmethod
from typing import Protocol

from lokdesk.agreement.steps import Steps, finished
from lokdesk.word.block import Block
from lokdesk.word.inline import CONTROL_CLOSE, Scope

CLOSE = Block("close", CONTROL_CLOSE)


class Node(Protocol):
    """Writes blocks."""

    def write(self, out: list[Block], scope: Scope) -> None:
        """Write blocks to *out*."""
        ...


class Divided(ABC):
    """A node with others within it, which can be written a little at a time."""

    __slots__ = ()

    @abstractmethod
    def steps(self, out: list[Block], scope: Scope) -> Steps[None]:
        """Write blocks to *out*, with a pause after each node within."""

    def write(self, out: list[Block], scope: Scope) -> None:
        """Write blocks to *out* at one stroke."""
        finished(self.steps(out, scope))


def steps(node: Node, out: list[Block], scope: Scope) -> Steps[None]:
    """Write *node* with a pause after each node within it; an item is written at one stroke."""
    if isinstance(node, Divided):
        yield from node.steps(out, scope)
    else:
        node.write(out, scope)
        yield
