"""What can go wrong with files, each told to the user as one Swedish sentence."""

from pathlib import Path


class Problem(Exception):
    """A file that cannot be read or written; the message is a sentence for the user."""


class NotWritten(Problem):
    """A file that could not be written in its place.

    *instead* is another place where it can be, if there is one to offer. *takes_no_files* says that the
    folder refused a new file in it.
    """

    def __init__(self, message: str, instead: Path | None = None, *, takes_no_files: bool = False) -> None:
        """Tell *message*, and offer the place *instead*."""
        super().__init__(message)
        self.instead = instead
        self.takes_no_files = takes_no_files

    @property
    def offer(self) -> str:
        """What the user can do, in a sentence; empty when there is nothing to offer."""
        return f"Namnet ”{self.instead.name}” är ledigt." if self.instead is not None else ""


class NotOpened(Problem):
    """A file that holds no project that can be opened.

    *said* is what is the matter with it; the message may go on with what can be done *instead*.
    """

    def __init__(self, said: str, instead: str = "") -> None:
        """Tell *said*, and what can be done *instead*."""
        super().__init__(f"{said}; {instead}" if instead else said)
        self.said = said if said.endswith(".") else f"{said}."


class NotOurs(NotOpened):
    """A file that is not a project file at all."""


class Damaged(NotOpened):
    """A project file that has lost some of what it held."""


class TooNew(Problem):
    """A project file of a format that only a later version of the program knows."""


class ChangedElsewhere(Problem):
    """A project file that is another one than when it was opened; *there* is its fingerprint now."""

    def __init__(self, message: str, there: str = "") -> None:
        """Tell *message*, of the file whose fingerprint is *there*."""
        super().__init__(message)
        self.there = there
