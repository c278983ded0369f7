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
from lokdesk.agreement.validity import Signing
from lokdesk.agreement.version import KeptVersion

RULE = "approved_otherwise"
"""The rule that finds bodies which must decide again."""
_RENEWING = (vocabulary.APPROVAL, vocabulary.CHANGE)
"""The kinds of decision by which a body makes a text its own, once it has approved one."""
UNDECIDED_ON = frozenset(
    {"marking", "status", "version", "version_date", "economy", "circulations", "workshops", "signing"}
)
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


def substance(agreement: Agreement) -> Agreement:
    """Return *agreement* with nothing in it but what bodies decide on.

    Contacts and signatories may be others without a decision, and so may what is said of the decisions
    themselves.
    """
    empty = {name: Agreement.model_fields[name].get_default() for name in UNDECIDED_ON - {"signing"}}
    return agreement.model_copy(
        update={
            **empty,
            "signing": Signing(),
            "parties": tuple(map(_party, agreement.parties)),
            "collaborators": tuple(
                one.model_copy(update={"contacts": ()}) if one.contacts else one
                for one in agreement.collaborators
            ),
            "appendices": tuple(one for one in agreement.appendices if one.kind != vocabulary.CONTACT_LIST),
        }
    )


def _party(party: Party) -> Party:
    update: dict[str, object] = {"registrator": None, "contacts": (), "signatories": (), "decisions": ()}
    update["deciding_bodies"] = tuple(
        one.model_copy(update={"memo_name": None}) if one.memo_name else one for one in party.deciding_bodies
    )
    return party.model_copy(update=update)


def differences(before: Agreement, now: Agreement) -> tuple[str, ...]:
    """Return the fields of the agreement in which what bodies decide on is another than *before*."""
    one, other = substance(before), substance(now)
    return tuple(name for name in schema.fields(Agreement) if getattr(one, name) != getattr(other, name))


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
