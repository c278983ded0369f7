"""A draft at a glance: what it is, what is done and what is missing in each section, and who has agreed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lokdesk.agreement import vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.discussion import STATES, Discussion, PositionState
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.phrase import small
from lokdesk.handbook import progress
from lokdesk.handbook.book import Handbook, Section
from lokdesk.handbook.progress import Progress, State, Tally, state
from lokdesk.session import place, position
from lokdesk.session.position import SectionStanding

MOST_MISSING = 6
"""How many missing answers of a section are named before the rest are counted."""


@dataclass(frozen=True)
class Facts:
    """What a draft is: its title, parties, status and validity, in words; empty where there is no answer."""

    title: str
    parties: tuple[str, ...]
    status: str
    validity: str


@dataclass(frozen=True)
class Missing:
    """An answer that ought to be given: where, and what it is called."""

    address: str
    words: str


@dataclass(frozen=True)
class Part:
    """A section: how far it has come, and where to go for what remains.

    *required* are the first of the required answers that are missing. *recommended*, *to_fix* and *open* are
    where the first is of what is recommended and missing, of what must or should be seen to, and of what
    somebody has to come back to, each with how many there are.
    """

    slug: str
    title: str
    address: str
    progress: Progress
    required: tuple[Missing, ...] = ()
    recommended: tuple[str, int] = ("", 0)
    to_fix: tuple[str, int] = ("", 0)
    open: tuple[str, int] = ("", 0)

    @property
    def state(self) -> State:
        """How the section stands."""
        return state(self.progress, self.to_fix[1])


@dataclass(frozen=True)
class Whole:
    """A step and its sections."""

    slug: str
    title: str
    progress: Progress
    parts: tuple[Part, ...]

    @property
    def state(self) -> State:
        """How the step stands."""
        return state(self.progress, sum(part.to_fix[1] for part in self.parts))


@dataclass(frozen=True)
class Overview:
    """The whole of a draft. *next* is the first required answer that is missing, if there is one."""

    facts: Facts
    progress: Progress
    next: Missing | None
    steps: tuple[Whole, ...]
    positions: tuple[SectionStanding, ...]


def facts(agreement: Agreement) -> Facts:
    """Return what an agreement is, in words."""
    parties = tuple(party.name for party in agreement.parties if party.name)
    status = vocabulary.shown(agreement.status) if agreement.status else ""
    return Facts(agreement.title or "", parties, status, _validity(agreement))


def _validity(agreement: Agreement) -> str:
    validity = agreement.validity
    kind = vocabulary.shown(validity.kind) if validity.kind else ""
    period = " – ".join(str(day) for day in (validity.start, validity.end) if day is not None)
    if validity.start is not None and validity.end is None:
        period = f"från {period}"
    elif validity.end is not None and validity.start is None:
        period = f"till {period}"
    return ", ".join(one for one in (kind, period) if one)


def overview(handbook: Handbook, draft: Draft, tally: Tally, findings: Iterable[Finding]) -> Overview:
    """Return *draft* at a glance, with its *tally* and those of its *findings* that are to be seen to."""
    to_fix = _by_section(handbook, (finding.address for finding in findings))
    open_ = _by_section(handbook, _open(draft.discussion))
    steps = tuple(
        Whole(
            step.slug,
            step.title,
            tally.steps[step.slug],
            tuple(_part(handbook, draft.agreement, one, tally, to_fix, open_) for one in step.sections),
        )
        for step in handbook.steps
    )
    missing = (one for step in steps for part in step.parts for one in part.required)
    return Overview(
        facts(draft.agreement),
        sum(tally.steps.values(), Progress()),
        next(missing, None),
        steps,
        tuple(_positions(handbook, draft)),
    )


def _positions(handbook: Handbook, draft: Draft) -> Iterator[SectionStanding]:
    """Yield how the parties stand to each section that one of them has taken a position on."""
    entered = {one.section for one in draft.discussion.positions}
    for section in (one for step in handbook.steps for one in step.sections if one.slug in entered):
        standing = position.standing(handbook, draft, section.slug)
        if any(one.position is not None for one in standing.parties):
            yield standing


def _part(
    handbook: Handbook,
    agreement: Agreement,
    section: Section,
    tally: Tally,
    to_fix: Mapping[str, tuple[str, int]],
    open_: Mapping[str, tuple[str, int]],
) -> Part:
    come = tally.sections[section.slug]
    required = islice(_missing(section, agreement, "required"), MOST_MISSING if come.required_missing else 0)
    recommended = _missing(section, agreement, "recommended") if come.recommended_missing else iter(())
    return Part(
        section.slug,
        section.title,
        position.address_of(handbook, agreement, section.slug),
        come,
        tuple(Missing(one, place.place(handbook, agreement, one).words) for one in required),
        (next(recommended, ""), come.recommended_missing),
        to_fix.get(section.slug, ("", 0)),
        open_.get(section.slug, ("", 0)),
    )


def _missing(section: Section, agreement: Agreement, requirement: str) -> Iterator[str]:
    questions = (one for one in section.questions if one.requirement == requirement)
    return (address for address, _, answered in progress.asked(questions, agreement) if not answered)


def _open(discussion: Discussion) -> Iterator[str]:
    """Yield the places of what somebody has to come back to."""
    yield from (one.address for one in discussion.open_questions if one.closed is None)
    yield from (one.address for one in discussion.alternatives if one.chosen is None)


def _by_section(handbook: Handbook, addresses: Iterable[str]) -> Mapping[str, tuple[str, int]]:
    """Return the first of *addresses* in each section and how many there are, by the section's slug."""
    found: dict[str, tuple[str, int]] = {}
    for address in addresses:
        asked = place.in_handbook(handbook, address)
        if asked is not None:
            first, count = found.get(asked.section.slug, (address, 0))
            found[asked.section.slug] = first, count + 1
    return found


def named_by_state(standing: SectionStanding) -> Mapping[PositionState, tuple[str, ...]]:
    """Return the names of the parties by the state of their position on a section, the states in order.

    Where the text has been changed since, the name says so.
    """
    names: dict[PositionState, list[str]] = {one: [] for one in STATES}
    for one in standing.parties:
        names[one.state].append(f"{one.name} ({small(position.CHANGED)})" if one.changed else one.name)
    return {one: tuple(found) for one, found in names.items()}
