"""What there is to say of the draft as it is now, taken together for all that show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lokdesk.agreement.finding import Finding
from lokdesk.agreement.steps import Steps
from lokdesk.gui.wizard.desk import Desk, asked
from lokdesk.handbook.progress import Progress
from lokdesk.session import viewpoint
from lokdesk.session.review import Review


@dataclass(frozen=True)
class Stock:
    """Findings and progress, made from one and the same draft.

    *by_address* holds the findings that say more than the mark beside their question, and *by_step* and
    *by_section* how many of them there must or should be seen to. *open_count* is how many matters somebody
    has to come back to, and *revision* how many points of the agenda of a revision are done, of how many.
    *replies* says the same of what came back: how much of it has been dealt with.
    """

    review: Review = field(default_factory=Review)
    by_address: Mapping[str, Sequence[Finding]] = field(default_factory=dict[str, Sequence[Finding]])
    by_step: Mapping[str, int] = field(default_factory=dict[str, int])
    by_section: Mapping[str, int] = field(default_factory=dict[str, int])
    progress: Mapping[str, Progress] = field(default_factory=dict[str, Progress])
    sections: Mapping[str, Progress] = field(default_factory=dict[str, Progress])
    open_count: int = 0
    revision: tuple[int, int] = (0, 0)
    replies: tuple[int, int] = (0, 0)


def steps(desk: Desk) -> Steps[Stock]:
    """Make what there is to say of the draft on *desk* today, a little at a time."""
    review = yield from desk.reviewing()
    by_address: dict[str, list[Finding]] = {}
    by_step: dict[str, int] = {}
    by_section: dict[str, int] = {}
    for finding in filter(desk.adds_to_the_mark, review.open):
        by_address.setdefault(finding.address, []).append(finding)
        if finding.severity != "tip":
            place = desk.handbook.place(asked(finding.address))
            for counts, slug in ((by_step, place.step.slug), (by_section, place.section.slug)):
                counts[slug] = counts.get(slug, 0) + 1
    yield
    yield from desk.former.looking(desk.session.draft)
    yield
    tally = desk.session.tally
    said = desk.session.draft.discussion
    open_count = sum(one.closed is None for one in said.open_questions)
    open_count += sum(one.chosen is None for one in said.alternatives)
    yield
    found = yield from desk.session.agenda_steps(desk.today())
    revision = found.done, len(found.points)
    yield
    replies = viewpoint.progress(desk.session.draft, desk.handbook)
    return Stock(
        review, by_address, by_step, by_section, tally.steps, tally.sections, open_count, revision, replies
    )
