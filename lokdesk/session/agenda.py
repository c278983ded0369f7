"""The agenda of a revision as the user gets it: of the open draft, as lines of text, and as data."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from lokdesk.agreement import rich_text
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.evaluation import Verdict
from lokdesk.agreement.report import ReportedGoal, ReportedOutcome, ReportedPoint, ReportedSection
from lokdesk.agreement.steps import Steps, finished
from lokdesk.agreement.vocabulary import shown
from lokdesk.agreement.wording import TOGETHER, UNNAMED, Wording
from lokdesk.revision import agenda, evaluation
from lokdesk.revision.agenda import Agenda, Found
from lokdesk.revision.evaluation import Evaluated, Standing
from lokdesk.revision.finding import Books
from lokdesk.revision.point import Person, Point
from lokdesk.session.library import Library

NOTHING = (
    "Överenskommelsen reviderar ingen tidigare överenskommelse, så det finns ingen dagordning. "
    "Välj Arkiv, Revidera, när det är dags."
)
"""What is said where there is no agenda."""
VERDICTS: dict[Verdict, str] = {
    "keep": "Behåll målet",
    "reformulate": "Formulera om målet",
    "drop": "Stryk målet",
}
"""What can become of a goal, as it is chosen."""
BECAME: dict[Verdict, str] = {"keep": "Behålls", "reformulate": "Formuleras om", "drop": "Stryks"}
"""What becomes of a goal, as a document tells it."""
STANDINGS: dict[Standing, str] = {
    "reached": "Nått",
    "short": "Inte nått",
    "nearer": "Närmare målet",
    "not nearer": "Inte närmare målet",
}
"""How an outcome stands to its target, in words."""
_NOTHING = "–"
DONE, LEFT = "klart", "återstår"


def of(draft: Draft, library: Library, on: date) -> Agenda:
    """Return the agenda of *draft* on the day *on*; one without points where it revises no agreement."""
    found = finished(steps(draft, library, on))
    return found.agenda if found is not None else Agenda()


def steps(draft: Draft, library: Library, on: date, known: Found | None = None) -> Steps[Found | None]:
    """Make the agenda a little at a time; what is *known* from before some edits is not looked for again."""
    now = library.handbook_of(draft)
    then = library.handbooks.get(agenda.then(draft), now)
    books = Books(now, then, library.handbook)
    return agenda.steps(draft, books, library.register.acts, library.agenda_words, on, known)


def progress(found: Agenda) -> str:
    """Return how far one has come, in a sentence."""
    return f"{found.done} av {len(found.points)} punkter är klara."


def told(draft: Draft, library: Library) -> dict[str, Any]:
    """Return what a report of *draft* tells of its revision, by field; nothing where it revises none.

    It is the same on whatever day the document is made: figures are old as seen from when the revision began.
    """
    before = evaluation.latest(draft)
    if before is None:
        return {}
    names = Wording(before.agreement)
    return {
        "evaluated": tuple(_goal(one, names) for one in evaluation.evaluated(draft)),
        "new_goals": tuple(
            ReportedGoal(id=one.id, title=one.title or UNNAMED, why=draft.evaluation.of(one.id).why)
            for one in evaluation.new_goals(draft)
        ),
        "agenda": tuple(
            ReportedSection(
                id=f"{number:08}",
                title=section.title,
                lead=section.lead,
                points=tuple(_reported(n, one) for n, one in enumerate(section.points)),
            )
            for number, section in enumerate(of(draft, library, before.frozen or date.min).sections)
        ),
    }


def _goal(one: Evaluated, names: Wording) -> ReportedGoal:
    rows = [row for rows in one.rows.values() for row in rows]
    outcomes = (
        ReportedOutcome(
            id=f"{number:08}",
            indicator=row.indicator.name or UNNAMED,
            party=names.name("party", row.party) if row.party else TOGETHER,
            baseline=row.baseline or _NOTHING,
            target=row.target or _NOTHING,
            outcome=f"{row.shown or _NOTHING}{f' ({row.period})' if row.period else ''}",
            standing=STANDINGS[row.standing] if row.standing else _NOTHING,
        )
        for number, row in enumerate(rows)
    )
    said = one.said
    return ReportedGoal(
        id=one.goal.id,
        title=one.goal.title or UNNAMED,
        helped=shown(said.helped) if said.helped else None,
        how=said.how,
        verdict=BECAME[said.verdict] if said.verdict else None,
        why=said.why,
        outcomes=tuple(outcomes),
    )


def _reported(number: int, point: Point) -> ReportedPoint:
    told = [*point.told, *(said(one) for one in point.people)]
    return ReportedPoint(
        id=f"{number:08}",
        title=point.title,
        told=rich_text.plain("\n".join(told) or _NOTHING),
        todo=_NOTHING if point.done else point.todo,
        done="Ja" if point.done else "Nej",
    )


def lines(found: Agenda) -> Iterator[str]:
    """Yield the agenda as lines of plain text."""
    yield progress(found)
    for section in found.sections:
        yield ""
        yield f"{section.title} ({section.done} av {len(section.points)})"
        for point in section.points:
            yield f"[{'x' if point.done else ' '}] {point.title}"
            for one in point.told:
                yield f"    {one}"
            for one in point.people:
                yield f"    – {said(one)}"
            if not point.done:
                yield f"    {point.todo}"


def said(person: Person) -> str:
    """Return who it is and what their role is."""
    return ", ".join(one for one in (person.name, person.what) if one)


def listed(found: Agenda) -> dict[str, Any]:
    """Return the agenda as JSON data."""
    return {
        "done": found.done,
        "points": len(found.points),
        "sections": [
            {
                "slug": section.slug,
                "title": section.title,
                "done": section.done,
                "points": [_point(one) for one in section.points],
            }
            for section in found.sections
        ],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "key": point.key,
        "kind": point.kind,
        "address": point.address,
        "title": point.title,
        "told": list(point.told),
        "todo": point.todo,
        "done": point.done,
        "links": list(point.links),
        "people": [{"address": one.address, "name": one.name, "role": one.what} for one in point.people],
    }
