"""Rules for follow-up and revision."""

from collections.abc import Iterator

from lokdesk.agreement import address as at
from lokdesk.agreement.follow_up import FollowUp
from lokdesk.rules.context import Context
from lokdesk.rules.rule import Remark, Rule


def _revision_past(context: Context, address: str, follow_up: FollowUp) -> Iterator[Remark]:
    day = follow_up.next_revision
    if day is not None and day < context.on and not context.over:
        yield Remark(at.join(address, "next_revision"), values={"day": str(day)})


RULES = (Rule("revision_past", "should", ("follow_up",), _revision_past, reads=("status",)),)
