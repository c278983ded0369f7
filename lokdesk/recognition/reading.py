"""A document that is being read: what is proposed so far, and what was last passed."""

from collections.abc import Callable
from dataclasses import dataclass

from lokdesk.recognition.outline import Node
from lokdesk.recognition.passage import Passage
from lokdesk.recognition.proposing import Proposing


@dataclass
class Reading:
    """A document under way: *names* are those of registered actors.

    *appendices* are the passages that name an appendix each. *reader* is what reads a heading with all below
    it, also for those who meet one within what they read.
    """

    to: Proposing
    names: frozenset[str]
    appendices: frozenset[int]
    reader: Callable[["Reading", Node, str], None]
    caption: Passage | None = None
    """The caption that was last met, before its table."""
    figures: str = ""
    """The address of the table of figures that was last read, before what comes after its notes."""

    def node(self, node: Node, means: str) -> None:
        """Propose for a heading, and for what stands below it; *means* is what is around it."""
        self.reader(self, node, means)
