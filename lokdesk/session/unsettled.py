"""What is said when a stand on what came back cannot be taken."""

from lokdesk.project.problem import Problem


class Unsettled(Problem):
    """A stand that cannot be taken; the message is a sentence for the user."""


class Overlap(Unsettled):
    """Words that the draft has changed too since they were sent: they can only be taken instead of those."""
