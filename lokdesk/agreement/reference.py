"""References by id: what they can point at, what it is called, and who points at what."""

from collections.abc import Iterator, Mapping

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import RefersTo

Names = Mapping[str, str | None]
"""What can be referred to: names by id, in the order of the agreement; ``None`` where there is none yet."""


def targets(agreement: Agreement, kind: RefersTo) -> Names:
    """Return what a reference of *kind* can point at within *agreement*.

    Attachments are no part of an agreement; for them the result is empty.
    """
    parties = {party.id: party.name for party in agreement.parties}
    match kind:
        case "party":
            return parties
        case "actor":
            return parties | {actor.id: actor.name for actor in agreement.collaborators}
        case "target_group":
            return {group.id: group.name for group in agreement.target_groups}
        case "forum":
            return {forum.id: forum.name for forum in agreement.organisation.forums}
        case "information_flow":
            return {flow.id: flow.name for flow in agreement.information_flows}
        case "body":
            return {body.id: body.name for party in agreement.parties for body in party.deciding_bodies}
        case "attachment":
            return {}


def references(agreement: Agreement) -> Iterator[tuple[str, RefersTo, str]]:
    """Yield the address, kind and target id of every reference in *agreement*."""
    for address, answer, value in at.answers(agreement):
        if answer.refers_to is not None and value is not None:
            for target in (value,) if isinstance(value, str) else value:
                yield address, answer.refers_to, target


def referring(agreement: Agreement, target: str) -> tuple[str, ...]:
    """Return the addresses of the answers that refer to the item with the id *target*."""
    return tuple(address for address, _, pointed in references(agreement) if pointed == target)
