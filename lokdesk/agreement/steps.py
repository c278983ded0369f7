"""Work that can be done a little at a time, so that whoever waits for it need not stand still meanwhile."""

from collections.abc import Generator
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Steps: TypeAlias = Generator[None, None, T]
"""A generator that pauses after every little piece of work, and returns what it has made."""


def finished(steps: Steps[T]) -> T:
    """Return what *steps* make, all of them done at one stroke."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value
