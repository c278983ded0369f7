"""What to go through when an agreement is revised, in the order of the handbook: a pure function of a draft.

Goals are evaluated first; then come figures that have grown old, forums and people, processes, job tracks,
appendices, legal references that apply no longer, and what the handbook asks for and the last agreement does
not answer. The words are data (``resources/revision/agenda.toml``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.steps import Steps, finished
from lokdesk.handbook.register import LegalActs
from lokdesk.revision import evaluation
from lokdesk.revision.finding import Books, Finding, Law
from lokdesk.revision.phrases import Words
from lokdesk.revision.point import Kind, Point


@dataclass(frozen=True)
class Section:
    """Points that belong together."""

    slug: str
    title: str
    lead: str
    points: tuple[Point, ...]

    @property
    def done(self) -> int:
        """How many of the points are done."""
        return sum(point.done for point in self.points)


@dataclass(frozen=True)
class Agenda:
    """All there is to go through. Sections without points are not in it."""

    sections: tuple[Section, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of all sections."""
        return tuple(point for section in self.sections for point in section.points)

    @property
    def done(self) -> int:
        """How many of the points are done."""
        return sum(section.done for section in self.sections)


@dataclass(frozen=True)
class Found:
    """An *agenda* with what it was made of, and what was found in the agreement before.

    *law* are the repealed acts that it speaks of, and *lacks* the answers that it ought to have: by their
    patterns and addresses.
    """

    draft: Draft
    books: Books
    on: date
    agenda: Agenda
    law: Law
    lacks: tuple[tuple[str, str], ...]

    def same_last_year(self, draft: Draft, books: Books, on: date) -> bool:
        """Return whether what has been found in the agreement before holds for *draft*, too."""
        return self.draft.predecessors is draft.predecessors and (self.books, self.on) == (books, on)

    def same_agreement(self, draft: Draft) -> bool:
        """Return whether nothing is another in *draft* but what is said of its goals and its points."""
        mine = self.draft
        return mine.agreement is draft.agreement and mine.attachments is draft.attachments


def agenda(draft: Draft, books: Books, acts: LegalActs, words: Words, on: date) -> Agenda:
    """Return what is to be gone through in *draft* on the day *on*; nothing where it revises no agreement."""
    found = finished(steps(draft, books, acts, words, on))
    return found.agenda if found is not None else Agenda()


def steps(
    draft: Draft, books: Books, acts: LegalActs, words: Words, on: date, known: Found | None = None
) -> Steps[Found | None]:
    """Make the agenda of *draft* a little at a time; what is *known* is not looked for again."""
    before = evaluation.latest(draft)
    if before is None:
        return None
    last_year = known if known is not None and known.same_last_year(draft, books, on) else None
    finding = Finding(draft, before, books, acts, words, on)
    if last_year is not None:
        law, lacks = last_year.law, last_year.lacks
    else:
        law = yield from finding.law(before.agreement)
        lacks = yield from finding.lacks()
    if last_year is not None and last_year.same_agreement(draft):
        points = [*finding.goals(), *map(finding.again, last_year.agenda.points)]
    else:
        points = yield from finding.points(law, lacks)
    return Found(draft, books, on, _arranged(points, words), law, lacks)


def _arranged(points: Iterable[Point], words: Words) -> Agenda:
    """Return *points* in their sections, each once."""
    by_kind: dict[Kind, dict[str, Point]] = {}
    for point in points:
        by_kind.setdefault(point.kind, {}).setdefault(point.key, point)
    sections = (
        Section(
            one.slug,
            one.title,
            one.lead,
            tuple(point for kind in one.kinds for point in by_kind.get(kind, {}).values()),
        )
        for one in words.sections
    )
    return Agenda(tuple(one for one in sections if one.points))


def then(draft: Draft) -> str:
    """Return the version of the handbook that the agreement before was drafted under, as far as known."""
    before = evaluation.latest(draft)
    moved = draft.earlier[0].handbook if draft.earlier else ""
    return (before.handbook if before else None) or moved or draft.handbook.version
