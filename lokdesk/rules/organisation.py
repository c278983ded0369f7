"""Rules for how the cooperation is organised."""

from collections.abc import Iterator, Sequence

from lokdesk.agreement import address as at
from lokdesk.agreement import vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.organisation import Forum
from lokdesk.rules.context import Context
from lokdesk.rules.rule import AFTER_DRAFT, AGREEMENT, Remark, Rule

FORUMS = "organisation/forums"


def _no_strategic_forum(_: Context, __: str, agreement: Agreement) -> Iterator[Remark]:
    levels = (forum.level or "" for forum in agreement.organisation.forums)
    if not any(vocabulary.STRATEGIC in level.casefold() for level in levels):
        yield Remark(FORUMS)


def _circle(context: Context, __: str, agreement: Agreement) -> Iterator[Remark]:
    for circle in circles(agreement.organisation.forums):
        names = [context.wording.name("forum", forum) for forum in (*circle, circle[0])]
        yield Remark(at.join(FORUMS, circle[0], "reports_to"), values={"circle": " → ".join(names)})


def circles(forums: Sequence[Forum]) -> Iterator[tuple[str, ...]]:
    """Yield the ids of forums that report in a circle, each circle once, from its first forum."""
    above = {forum.id: forum.reports_to for forum in forums}
    order = {forum.id: number for number, forum in enumerate(forums)}
    seen: set[str] = set()
    for forum in forums:
        way: list[str] = []
        here: str | None = forum.id
        while here is not None and here in above and here not in seen:
            seen.add(here)
            way.append(here)
            here = above[here]
        if here in way:
            circle = way[way.index(here) :]
            first = circle.index(min(circle, key=order.__getitem__))
            yield (*circle[first:], *circle[:first])


RULES = (
    Rule(
        "no_strategic_forum",
        "must",
        (AGREEMENT,),
        _no_strategic_forum,
        reads=(FORUMS,),
        covers=(FORUMS,),
        full_from=AFTER_DRAFT,
    ),
    Rule("circle_among_forums", "should", (AGREEMENT,), _circle, reads=(FORUMS,)),
)
