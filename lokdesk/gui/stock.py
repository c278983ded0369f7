"""What there is to say of the draft as it is now, taken together for all that show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lokdesk.agreement.finding import Finding
from lokdesk.gui.wizard.desk import Desk, asked
from lokdesk.handbook import progress
from lokdesk.handbook.progress import Progress
from lokdesk.session.review import Review


@dataclass(frozen=True)
class Stock:
    """Findings and progress, made from one and the same draft.

    *by_address* holds the findings that say more than the mark beside their question, and *by_step* how many
    of them in each step must or should be seen to.
    """

    review: Review = field(default_factory=Review)
    by_address: Mapping[str, Sequence[Finding]] = field(default_factory=dict[str, Sequence[Finding]])
    by_step: Mapping[str, int] = field(default_factory=dict[str, int])
    progress: Mapping[str, Progress] = field(default_factory=dict[str, Progress])


def taken(desk: Desk) -> Stock:
    """Return what there is to say of the draft on *desk* today."""
    review = desk.review()
    by_address: dict[str, list[Finding]] = {}
    by_step: dict[str, int] = {}
    for finding in filter(desk.adds_to_the_mark, review.open):
        by_address.setdefault(finding.address, []).append(finding)
        if finding.severity != "tip":
            slug = desk.handbook.place(asked(finding.address)).step.slug
            by_step[slug] = by_step.get(slug, 0) + 1
    return Stock(review, by_address, by_step, progress.by_step(desk.handbook, desk.session.agreement))
