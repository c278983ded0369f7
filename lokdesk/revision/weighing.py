"""What the difference between two agreements means: who must decide, and what the version is called."""

from dataclasses import dataclass
from functools import cached_property

from lokdesk.agreement import vocabulary, weight
from lokdesk.agreement.agreement import Agreement
from lokdesk.revision import numbering
from lokdesk.revision.comparison import Difference, compare

_MAKING = (vocabulary.APPROVAL, vocabulary.CHANGE)


@dataclass(frozen=True)
class Decider:
    """Who decides on an agreement: a body, by name, for a party; the party itself where it names no body."""

    body: str | None
    party: str | None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.body, self.party) if part)


@dataclass(frozen=True)
class Weighed:
    """The difference between an *old* agreement and a *new* one, weighed.

    What is only formal, such as the status and the days of decisions, weighs nothing.
    """

    old: Agreement
    new: Agreement

    @cached_property
    def substance(self) -> tuple[Difference, ...]:
        """What differs that bodies decide on."""
        return tuple(compare(weight.substance(self.old), weight.substance(self.new)))

    @cached_property
    def contacts(self) -> tuple[Difference, ...]:
        """What differs beside that: who it is, and how to reach them."""
        decided = {one.address for one in self.substance}
        found = compare(weight.content(self.old), weight.content(self.new))
        return tuple(one for one in found if one.address not in decided)

    @property
    def contacts_only(self) -> bool:
        """Whether there is a difference, and nobody need decide on it."""
        return bool(self.contacts) and not self.substance

    @property
    def version(self) -> str | None:
        """What the new version is called after the old one; ``None`` where that cannot be told.

        As long as nothing that weighs differs, it is the old one.
        """
        if self.substance:
            return numbering.renewed(self.old.version)
        return numbering.amended(self.old.version) if self.contacts else self.old.version

    @property
    def deciders(self) -> tuple[Decider, ...]:
        """Who must decide on the new agreement: nobody where contacts are all that differs."""
        return deciders(self.new) if self.substance else ()


def deciders(agreement: Agreement) -> tuple[Decider, ...]:
    """Return who decides on *agreement*: the bodies that approve it, as far as it is said which those are."""
    found: dict[Decider, None] = {}
    for party in agreement.parties:
        names = {one.id: one.name for one in party.deciding_bodies}
        making = [names[one.body] for one in party.decisions if one.kind in _MAKING and one.body in names]
        bodies = making or list(names.values()) or [None]
        found |= dict.fromkeys(Decider(body, party.name) for body in bodies)
    return tuple(one for one in found if one.body or one.party)
