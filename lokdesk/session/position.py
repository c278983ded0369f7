"""The parties' positions on each section of the agreement, as far as their officials can take one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import draft as drafts
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import AGREED, UNTREATED, Discussion, Position, PositionState
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.parties import Party
from lokdesk.agreement.phrase import capital
from lokdesk.handbook import asking
from lokdesk.handbook.book import Handbook, Section, Step
from lokdesk.session import place

NOT_BINDING = "Binder inte parten"
"""What stands wherever positions are shown, on the screen and in print."""
CHANGED = "Texten har ändrats sedan dess"
"""What stands at a position on a section that has been changed after it was entered."""


@dataclass(frozen=True)
class Standing:
    """The position of one *party* on a section, ``None`` where nothing has been entered.

    *changed* says that the section no longer reads as it did when the position was entered.
    """

    party: str
    name: str
    position: Position | None
    changed: bool

    @property
    def state(self) -> PositionState:
        """How far the party's officials have come."""
        return self.position.state if self.position else UNTREATED

    @property
    def agreed(self) -> bool:
        """Whether they agree with the section as it reads now."""
        return self.state == AGREED and not self.changed


@dataclass(frozen=True)
class SectionStanding:
    """The positions of all parties on one section, in the agreement's order.

    A section is *begun* once something is answered in it.
    """

    step: Step
    section: Section
    parties: tuple[Standing, ...]
    begun: bool

    @property
    def treated(self) -> bool:
        """Whether any party has a position on it."""
        return any(one.position for one in self.parties)

    @property
    def agreed(self) -> bool:
        """Whether all parties' officials agree with the section as it reads now."""
        return all(one.agreed for one in self.parties)


def entered(discussion: Discussion, section: str, party: str) -> Position | None:
    """Return the position of *party* (its id) on the *section* with that slug, if it has been entered."""
    found = (one for one in discussion.positions if (one.section, one.party) == (section, party))
    return next(found, None)


def section_of(handbook: Handbook, slug: str) -> tuple[Step, Section]:
    """Return the section with that *slug*, and the step it is in. Raises KeyError."""
    for step in handbook.steps:
        for section in step.sections:
            if section.slug == slug:
                return step, section
    raise KeyError(slug)


def _answers(section: Section, agreement: Agreement) -> Iterator[tuple[str, Any]]:
    """Yield every answer given in *section*, and which items its lists have in which order."""
    for question in section.questions:
        for address, value in at.found(agreement, question.address):
            if asking.answered(value):
                yield address, [one.id for one in value] if question.kind == "list" else value


def fingerprint(handbook: Handbook, agreement: Agreement, section: str) -> str:
    """Return the fingerprint of the answers in the *section* with that slug. Raises KeyError."""
    return drafts.fingerprint(list(_answers(section_of(handbook, section)[1], agreement)))


def address_of(handbook: Handbook, agreement: Agreement, section: str) -> str:
    """Return the address where the *section* with that slug begins, or nothing where it asks for nothing."""
    try:
        questions = section_of(handbook, section)[1].questions
    except KeyError:
        return ""
    found = (address for one in questions for address in asking.addresses(agreement, one.address))
    return next(found, "")


def standing(handbook: Handbook, draft: Draft, section: str) -> SectionStanding:
    """Return how the parties stand to the *section* with that slug. Raises KeyError."""
    step, found = section_of(handbook, section)
    now = None
    # Backwards, since the first that has been entered counts.
    positions = {one.party: one for one in reversed(draft.discussion.positions) if one.section == section}
    parties: list[Standing] = []
    for party in draft.agreement.parties:
        own = positions.get(party.id)
        if own is not None and own.about is not None and now is None:
            now = fingerprint(handbook, draft.agreement, section)
        changed = own is not None and own.about not in (None, now)
        parties.append(Standing(party.id, _name(handbook, draft.agreement, party), own, changed))
    begun = any(True for _ in _answers(found, draft.agreement))
    return SectionStanding(step, found, tuple(parties), begun)


def _name(handbook: Handbook, agreement: Agreement, party: Party) -> str:
    return party.name or capital(place.words(handbook, agreement, f"parties/{party.id}"))


def standings(handbook: Handbook, draft: Draft) -> tuple[SectionStanding, ...]:
    """Return how the parties stand to each section, in the order of the handbook."""
    return tuple(
        standing(handbook, draft, section.slug) for step in handbook.steps for section in step.sections
    )
