"""What bodies have approved, and whether the agreement is still that.

A body approves the text that it had before it. Where versions are kept, it is known which text that was, and
so whether what the agreement says now has been decided by all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lokdesk.agreement import address as at
from lokdesk.agreement import schema, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.parties import Decision, Party
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.agreement.version import KeptVersion
from lokdesk.agreement.weight import FORMAL, substance

RULE = "approved_otherwise"
"""The rule that finds bodies which must decide again."""
_RENEWING = (vocabulary.APPROVAL, vocabulary.CHANGE)
"""The kinds of decision by which a body makes a text its own, once it has approved one."""
UNDECIDED_ON = frozenset(one for one in FORMAL if SEPARATOR not in one)
"""The fields of an agreement that no body decides on: how it is made, sent and signed."""


@dataclass(frozen=True)
class Approval:
    """A body's latest approval, at the *address* of the decision: who decides, for which party, and when."""

    address: str
    body: str | None
    party: str | None
    day: date


@dataclass(frozen=True)
class Unapproved:
    """What bodies have approved and the agreement is no longer.

    *fields* are those of the agreement that differ from what some body has approved.
    """

    approvals: tuple[Approval, ...] = ()
    fields: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether any body must decide again."""
        return bool(self.approvals)


def differences(before: Agreement, now: Agreement) -> tuple[str, ...]:
    """Return the fields of the agreement in which what bodies decide on is another than *before*."""
    # It is asked at every key, and what is the same as it stands need not be looked into.
    names = tuple(name for name in schema.fields(Agreement) if getattr(before, name) != getattr(now, name))
    if not names:
        return ()
    one, other = (
        substance(Agreement.model_construct(None, **{name: getattr(whole, name) for name in names}))
        for whole in (before, now)
    )
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))


def approvals(agreement: Agreement, on: date) -> tuple[Approval, ...]:
    """Return the latest approval, up to the day *on*, of every body that has approved the agreement."""
    return tuple(one for party in agreement.parties for one in _approvals(party, on))


def _approvals(party: Party, on: date) -> Iterator[Approval]:
    made = [one for one in party.decisions if one.date is not None and one.date <= on]
    for body in dict.fromkeys(one.body for one in made if one.kind == vocabulary.APPROVAL):
        own = (one for one in made if one.body == body and one.kind in _RENEWING)
        latest: Decision = max(own, key=lambda one: one.date or date.min)
        if latest.date is not None:
            name = next((one.name for one in party.deciding_bodies if one.id == body), None)
            yield Approval(
                at.join("parties", party.id, "decisions", latest.id), name, party.name, latest.date
            )


def unapproved(agreement: Agreement, versions: Sequence[KeptVersion], on: date) -> Unapproved:
    """Return which bodies, up to the day *on*, have approved something else than the agreement now says.

    Nothing is known of a body where no version is kept that it can have approved.
    """
    if not versions:
        # So it is most of the time, and the question is asked at every key.
        return Unapproved()
    different: dict[str, tuple[str, ...]] = {}
    found: list[Approval] = []
    fields: dict[str, None] = {}
    for approval in approvals(agreement, on):
        version = decided(versions, approval.day)
        if version is None:
            continue
        if version.id not in different:
            different[version.id] = differences(version.agreement, agreement)
        if different[version.id]:
            found.append(approval)
            fields |= dict.fromkeys(different[version.id])
    return Unapproved(tuple(found), tuple(name for name in schema.fields(Agreement) if name in fields))


def decided(versions: Sequence[KeptVersion], day: date) -> KeptVersion | None:
    """Return the version that a body approved on *day*, as far as can be known; of several, the likeliest.

    That is the last version for decision that had been sent out by then. For want of one it is the first that
    was kept as decided from then on: decisions are entered, and versions kept, some time after. Else it is
    the last that was kept as decided before.
    """
    sent = [one for one in versions if _was_sent_for_decision(one) and one.day <= day]
    if sent:
        return max(sent, key=lambda one: one.day)
    ready = sorted((one for one in versions if one.why in vocabulary.SETTLED), key=lambda one: one.day)
    later = (one for one in ready if one.day >= day)
    return next(later, ready[-1] if ready else None)


def _was_sent_for_decision(version: KeptVersion) -> bool:
    for_decision = vocabulary.stage(version.status) >= vocabulary.stage(vocabulary.DECISION_VERSION)
    return version.why == vocabulary.SENT and for_decision
