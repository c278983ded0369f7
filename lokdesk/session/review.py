"""What the rules find in a draft, sorted into what counts and what has been set aside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lokdesk.agreement import approval, weight
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, fingerprint
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.steps import Steps, finished
from lokdesk.session import cells
from lokdesk.session.library import Library

if TYPE_CHECKING:
    # The rules take a while to load, and not everything that has a session needs them.
    from lokdesk.rules.check import Check


@dataclass(frozen=True)
class Review:
    """The findings of one day: those that count, and those set aside, each with the reason."""

    open: tuple[Finding, ...] = ()
    set_aside: tuple[tuple[Finding, str], ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing is left that must be done."""
        return all(finding.severity != "must" for finding in self.open)


def review(draft: Draft, on: date, library: Library) -> Review:
    """Return what the rules find in *draft* on the day *on*."""
    return sorted_out(checked(draft, on, library).findings, draft)


def checked(draft: Draft, on: date, library: Library, before: "Check | None" = None) -> "Check":
    """Return the check of *draft* on the day *on*; the one *before* the latest edits makes it quick."""
    return finished(steps(draft, on, library, before))


def steps(draft: Draft, on: date, library: Library, before: "Check | None" = None) -> Steps["Check"]:
    """Make what :func:`checked` returns, a little at a time."""
    from lokdesk.rules import check, context

    yield
    judged = context.of_draft(draft, on, library.handbook_of(draft), library.register.acts, library.texts)
    return (yield from check.steps(judged, before))


def sorted_out(findings: Iterable[Finding], draft: Draft) -> Review:
    """Return *findings*, in their order, with those taken out that the users of *draft* have set aside."""
    decided = {(aside.rule, aside.address): aside for aside in draft.set_aside}
    still: list[Finding] = []
    aside: list[tuple[Finding, str]] = []
    for finding in findings:
        one = decided.get((finding.rule, finding.address))
        if one is not None and one.about in (None, about(draft.agreement, finding)):
            aside.append((finding, one.reason))
        else:
            still.append(finding)
    return Review(tuple(still), tuple(aside))


def about(agreement: Agreement, finding: Finding) -> str:
    """Return the fingerprint of what *finding* is about: of what stands at its address.

    That something else has been approved is about all that bodies decide on.
    """
    if finding.rule == approval.RULE:
        return fingerprint(weight.substance(agreement))
    return fingerprint(cells.value(agreement, finding.address))
