"""What can go wrong with files, each told to the user as one Swedish sentence."""


class Problem(Exception):
    """A file that cannot be read or written; the message is a sentence for the user."""


class NotOurs(Problem):
    """A file that is not a project file at all."""


class Damaged(Problem):
    """A project file that has lost some of what it held."""


class TooNew(Problem):
    """A project file of a format that only a later version of the program knows."""


class ChangedElsewhere(Problem):
    """A project file that is another one than when it was opened."""
