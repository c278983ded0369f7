"""Pieces of a text on their way in or out of it."""

from dataclasses import dataclass

from lokdesk.agreement.rich_text import BlockKind, Footnote, Inline


@dataclass(frozen=True)
class Piece:
    """A block as it stands in an editor, white space at its ends and all; it may be empty."""

    kind: BlockKind
    level: int
    runs: tuple[Inline, ...]

    @property
    def says_something(self) -> bool:
        """Whether there is more to it than white space."""
        return any(isinstance(one, Footnote) or one.text.strip() for one in self.runs)
