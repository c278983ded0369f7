"""References by id: what they can point at, what it is called, and who points at what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Loose:
    """What points at something that is gone.

    *answers* says by address what each answer that does still points at beside it. Those in *widened* point
    at nothing else, and with nothing there they apply to all. *items* are the addresses of list items that
    are about what is gone and nothing else, such as the values of one party.
    """

    answers: Mapping[str, tuple[str, ...]]
    widened: tuple[str, ...]
    items: tuple[str, ...]

    def __bool__(self) -> bool:
        """Return whether there is anything."""
        return bool(self.answers or self.items)


def loose(before: Agreement, after: Agreement) -> Loose:
    """Return what in *after* points at something that there was in *before* and is there no longer.

    What pointed at nothing before already is not among it.
    """
    gone: dict[RefersTo, frozenset[str]] = {}
    answers: dict[str, tuple[str, ...]] = {}
    widened: list[str] = []
    items: list[str] = []
    for address, answer, value in at.answers(after):
        kind = answer.refers_to
        if kind is None or not value:
            continue
        if kind not in gone:
            gone[kind] = frozenset(targets(before, kind)) - frozenset(targets(after, kind))
        pointed: tuple[str, ...] = (value,) if isinstance(value, str) else value
        if gone[kind].isdisjoint(pointed):
            continue
        if answer.scope and answer.kind == "reference":
            items.append(at.parent(address))
            continue
        answers[address] = tuple(one for one in pointed if one not in gone[kind])
        if answer.scope and not answers[address]:
            widened.append(address)
    return Loose(answers, tuple(widened), tuple(items))


def released(agreement: Agreement, found: Loose) -> Agreement:
    """Return *agreement* without what was *found* in it: without those references, and those items."""
    for address, kept in found.answers.items():
        agreement = at.replace(agreement, address, kept or None)
    for item in found.items:
        agreement = at.remove(agreement, item)
    return agreement
