"""What the rules find in a draft, sorted into what counts and what has been set aside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lokdesk.agreement.draft import Draft, SetAside
from lokdesk.agreement.finding import Finding
from lokdesk.session.library import Library


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
    from lokdesk.rules import check, context

    judged = context.of_draft(draft, on, library.handbook, library.register.acts, library.texts)
    return sorted_out(check.check(judged), draft.set_aside)


def sorted_out(findings: Iterable[Finding], set_aside: Iterable[SetAside]) -> Review:
    """Return *findings*, in their order, with those taken out that the users have *set_aside*."""
    reasons = {(aside.rule, aside.address): aside.reason for aside in set_aside}
    still: list[Finding] = []
    aside: list[tuple[Finding, str]] = []
    for finding in findings:
        reason = reasons.get((finding.rule, finding.address))
        if reason is None:
            still.append(finding)
        else:
            aside.append((finding, reason))
    return Review(tuple(still), tuple(aside))
