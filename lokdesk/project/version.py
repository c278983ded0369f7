"""Versions of the project file's format."""

from typing import NamedTuple


class Version(NamedTuple):
    """A version of the format. A minor step only adds keys and parts; a major one changes what was there."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


FIRST = Version(1, 0)
CURRENT = Version(1, 4)
