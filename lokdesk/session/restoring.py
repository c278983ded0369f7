"""The open draft's file as it has been: what differs from it, and letting a copy of it be the draft again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.wording import Wording
from lokdesk.handbook.book import Handbook
from lokdesk.project import backups, disk, project
from lokdesk.project.backups import Copy
from lokdesk.project.container import Broken, NoContainer
from lokdesk.project.problem import Problem, TooNew
from lokdesk.project.project import Project
from lokdesk.session import edit, place
from lokdesk.session.session import Session

NAME = "återställningen av en säkerhetskopia"
"""What it is called to let a copy take the place of the draft."""
_NO_ANSWER = "Inget svar"
_PARTS = {
    "discussion": "Anteckningar, öppna frågor, förslag och ståndpunkter",
    "evaluation": "Utvärderingen av målen och vad som är genomgånget i revideringen",
    "set_aside": "Anmärkningar som är satta åt sidan",
    "rule_settings": "Granskningens inställningar",
    "attachments": "Bifogade filer",
    "predecessors": "Tidigare överenskommelser",
    "versions": "Behållna versioner",
    "earlier": "Svaren som de var före ett byte av mall eller handbok",
    "intakes": "Det som hämtades från Word",
    "replies": "Inkomna synpunkter",
    "clashes": "Ställen som två kopior har ändrat olika",
    "template": "Mallen",
    "handbook": "Handboken",
}
"""What stands around the agreement, and what it is called."""
_OTHERS = "Skiljer sig åt."


@dataclass(frozen=True)
class Difference:
    """A place where a copy and the draft are not the same, and what stands there *then* and *now*.

    Where that cannot be said in words both are empty, and *told* is what there is to say.
    """

    where: str
    then: str = ""
    now: str = ""
    told: str = ""


def read(copy: Copy) -> Project:
    """Return the project that *copy* is. Raises Problem."""
    try:
        return project.loads(backups.read(copy))
    except TooNew as error:
        raise Problem(f"Säkerhetskopian {error}") from error
    except (NoContainer, Broken) as error:
        raise Problem("Säkerhetskopian är skadad och går inte att öppna. Välj en annan.") from error


def latest(path: Path) -> tuple[Copy, Project] | None:
    """Return the latest copy of the file at *path* that can be opened, and what is in it."""
    for copy in backups.found(path):
        try:
            return copy, read(copy)
        except Problem:
            continue
    return None


def differences(handbook: Handbook, then: Draft, now: Draft) -> tuple[Difference, ...]:
    """Return each place where the draft as it was *then* is another than the one *now*, in words."""
    return tuple(_differences(handbook, then, now))


def _differences(handbook: Handbook, then: Draft, now: Draft) -> Iterator[Difference]:
    for address in edit.differences(then.agreement, now.agreement):
        there = now.agreement if place.exists(now.agreement, address) else then.agreement
        where = capital(place.words(handbook, there, address))
        answer = schema.patterns().get(schema.pattern(address))
        if isinstance(answer, Answer):
            said = [_said(answer, one.agreement, address) for one in (then, now)]
            yield Difference(where, *said)
        else:
            yield Difference(where, told=_came_or_went(then.agreement, now.agreement, address))
    for part, called in _PARTS.items():
        if getattr(then, part) != getattr(now, part):
            yield Difference(called, told=_OTHERS)


def _came_or_went(then: Agreement, now: Agreement, address: str) -> str:
    if not place.exists(now, address):
        return "Finns bara i säkerhetskopian."
    return "Har tillkommit sedan dess." if not place.exists(then, address) else "Står i en annan ordning."


def _said(answer: Answer, agreement: Agreement, address: str) -> str:
    try:
        return Wording(agreement).plain(answer, at.get(agreement, address)).strip() or _NO_ANSWER
    except UnknownAddress:
        return _NO_ANSWER


def restore(session: Session, copy: Copy) -> str:
    """Let the draft be as it was in *copy*, as one edit that can be undone; the file is as it was.

    The draft as it is now is kept among the copies first. Returns what users should know of that, as a
    sentence, or nothing. Raises Problem when the copy cannot be opened.
    """
    then = read(copy)
    trouble = ""
    if session.path is not None and session.dirty:
        try:
            backups.keep(session.path, project.dumps(session.current))
        except Problem as problem:
            trouble = str(problem)
    # What has been saved since is no part of what the draft comes from any more.
    session.join(replace(session.current, draft=then.draft, ancestors=then.past), NAME)
    return trouble


def go_on(session: Session, opened: Project, path: Path) -> None:
    """Open the draft in *opened*, a copy of the file at *path* that cannot be opened itself.

    It is a change that has not been saved: until then what there is of the file lies where it is.
    """
    there = project.fingerprint(disk.read(path)) if disk.is_file(path) else ""
    session.resume(replace(opened, fingerprint=there), opened.draft.model_copy(), path)
