"""What is told of something that is about to be done: lines that belong together, under a title."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """A *title* and what is told under it, a line each."""

    title: str
    lines: tuple[str, ...]
