"""A copy of the project to send to others: the answers, and nothing of how the group came to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lokdesk.agreement import reference
from lokdesk.agreement.discussion import Discussion
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import joined
from lokdesk.project import project
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project


@dataclass(frozen=True)
class Luggage:
    """What goes along in a copy and what stays behind, as Swedish sentences."""

    goes: str
    stays: str


def shared(draft: Draft) -> Draft:
    """Return *draft* as others get it: its answers, the files that they refer to, and its template."""
    wanted = _referred_to(draft)
    return draft.model_copy(
        update={
            "discussion": Discussion(),
            "set_aside": (),
            "predecessors": (),
            "versions": (),
            "attachments": tuple(one for one in draft.attachments if one.id in wanted),
        }
    )


def save(draft: Draft, path: Path, own: Path | None) -> None:
    """Write a copy of *draft* to share to the file at *path*.

    What only a newer version of the program knows stays behind, since nobody can tell what it is. Raises
    Problem when it cannot be written, or when *path* is the draft's *own* file.
    """
    if own is not None and path.resolve() == own.resolve():
        raise Problem(f"”{path.name}” är projektfilen själv. Ge kopian ett annat namn, så förlorar ni inget.")
    project.write_other(path, project.dumps(Project(shared(draft))))


def luggage(draft: Draft) -> Luggage:
    """Return what goes along in a copy of *draft* to share, and what stays behind."""
    copy = shared(draft)
    goes = ["svaren, också namn, kontaktuppgifter, utskick och möten som ni har skrivit in"]
    if copy.attachments:
        files = joined([f"”{one.name}”" for one in copy.attachments])
        goes.append(f"{_count(len(copy.attachments), 'bilaga', 'bilagor')} som de är: {files}")
    if copy.template.content is not None:
        goes.append("er egen mall")
    said = draft.discussion
    left = [
        _count(len(said.notes), "anteckning", "anteckningar"),
        _count(len(said.open_questions), "öppen fråga", "öppna frågor"),
        _count(
            len(said.alternatives),
            "svar med förslag till formuleringar",
            "svar med förslag till formuleringar",
        ),
        _count(len(said.positions), "ställningstagande", "ställningstaganden"),
        _count(len(said.agenda), "fråga på dagordningen", "frågor på dagordningen"),
        _count(len(draft.set_aside), "anmärkning satt åt sidan", "anmärkningar satta åt sidan"),
        _count(len(draft.versions), "behållen version", "behållna versioner"),
        _count(len(draft.predecessors), "tidigare överenskommelse", "tidigare överenskommelser"),
        _count(
            len(draft.attachments) - len(copy.attachments),
            "fil som inget svar hänvisar till",
            "filer som inget svar hänvisar till",
        ),
    ]
    return Luggage(f"Följer med: {'; '.join(goes)}.", _left(left))


def _left(counts: Iterable[str]) -> str:
    named = [one for one in counts if one]
    if not named:
        return (
            "Inget behöver lämnas kvar: här finns inga anteckningar, öppna frågor, ställningstaganden "
            "eller versioner."
        )
    return f"Lämnas kvar: {joined(named)}. De finns kvar i er egen projektfil."


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}" if number else ""


def _referred_to(draft: Draft) -> set[str]:
    return {target for _, kind, target in reference.references(draft.agreement) if kind == "attachment"}
