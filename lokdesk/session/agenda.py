"""The agenda of a revision as the user gets it: of the open draft, as lines of text, and as data."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from lokdesk.agreement.draft import Draft
from lokdesk.revision import agenda
from lokdesk.revision.agenda import Agenda, Books, Point
from lokdesk.session.library import Library

NOTHING = (
    "Överenskommelsen reviderar ingen tidigare överenskommelse, så det finns ingen dagordning. "
    "Välj Arkiv, Revidera, när det är dags."
)
"""What is said where there is no agenda."""
DONE, LEFT = "klart", "återstår"


def of(draft: Draft, library: Library, on: date) -> Agenda:
    """Return the agenda of *draft* on the day *on*; one without points where it revises no agreement."""
    now = library.handbook_of(draft)
    then = library.handbooks.get(agenda.then(draft), now)
    books = Books(now, then, library.handbook)
    return agenda.agenda(draft, books, library.register.acts, library.agenda_words, on)


def progress(found: Agenda) -> str:
    """Return how far one has come, in a sentence."""
    return f"{found.done} av {len(found.points)} punkter är klara."


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


def said(person: agenda.Person) -> str:
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
