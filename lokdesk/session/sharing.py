"""A copy of the project to send to others: the answers, and nothing of how the group came to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lokdesk.agreement import address as at
from lokdesk.agreement import reference
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, RuleSettings
from lokdesk.agreement.phrase import joined
from lokdesk.project import project
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project

GOES = ("agreement", "rule_settings", "attachments", "template", "handbook")
"""The fields of a draft that go along in a copy; of its attachments only those that an answer refers to."""
_MOST_NAMED = 5


@dataclass(frozen=True)
class Luggage:
    """What goes along in a copy and what stays behind, each in words and with its number."""

    goes: tuple[str, ...]
    stays: tuple[str, ...]

    @property
    def told(self) -> str:
        """Both, as Swedish sentences."""
        if not self.stays:
            return f"Följer med: {'; '.join(self.goes)}. {NOTHING_STAYS}"
        return f"Följer med: {'; '.join(self.goes)}. Lämnas kvar: {'; '.join(self.stays)}."


NOTHING_STAYS = (
    "Inget behöver lämnas kvar: här finns inga anteckningar, öppna frågor, ställningstaganden eller "
    "behållna versioner."
)


ALL_GOES = (
    "Hela projektfilen är skriven, med anteckningar, öppna frågor, ställningstaganden och behållna versioner."
)


def shared(draft: Draft) -> Draft:
    """Return *draft* as others get it: its answers, the files that they refer to, and its template."""
    wanted = {target for _, kind, target in reference.references(draft.agreement) if kind == "attachment"}
    goes = {name: getattr(draft, name) for name in GOES}
    goes["attachments"] = tuple(one for one in draft.attachments if one.id in wanted)
    # What is not named stays behind, also what nobody has thought of.
    return Draft().model_copy(update=goes)


def save(opened: Project, path: Path, own: Path | None, *, whole: bool = False) -> None:
    """Write a copy of the project *opened* to the file at *path*: one to share, or if *whole* all of it.

    What has been taken out of it before goes along in neither: of what it was there are only sums.
    What only a newer version of the program knows stays behind in a copy to share, since nobody can tell
    what it is. Raises Problem when it cannot be written, or when *path* is the project's *own* file.
    """
    if own is not None and path.resolve() == own.resolve():
        raise Problem(f"”{path.name}” är projektfilen själv. Ge kopian ett annat namn, så förlorar ni inget.")
    past = opened.past.passed_on(whole=whole)
    copy = replace(opened, ancestors=past) if whole else Project(shared(opened.draft), ancestors=past)
    project.write_other(path, project.dumps(copy))


def luggage(opened: Project) -> Luggage:
    """Return what goes along in a copy of the project *opened* to share, and what stays behind."""
    copy = shared(opened.draft)
    goes = [*_answers(copy.agreement), *_files(copy)]
    if copy.template.content is not None:
        goes.append("er egen mall som den är")
    if copy.rule_settings != RuleSettings():
        goes.append("granskningens gräns för små tal")
    stays = [said for count in STAYS.values() for said in count(opened.draft) if said]
    left = len(opened.draft.attachments) - len(copy.attachments)
    if left:
        stays.append(_count(left, "fil som inget svar hänvisar till", "filer som inget svar hänvisar till"))
    if opened.unknown or opened.others:
        stays.append("det som en nyare version av Lokdesk har lagt till: det kan vara anteckningar")
    return Luggage(tuple(goes), tuple(stays))


def _answers(agreement: Agreement) -> list[str]:
    answered = sum(value is not None and value != () for _, _, value in at.answers(agreement))
    people = sum(len(one.contacts) for one in (*agreement.parties, *agreement.collaborators))
    sent = sum(len(one.recipients) for one in agreement.circulations)
    counts = (
        _count(answered, "svar", "svar"),
        _count(people, "kontakt med namn och adress", "kontakter med namn och adresser"),
        _count(sent, "mottagare av utskick", "mottagare av utskick"),
        _count(len(agreement.workshops), "träff med hemuppgifter", "träffar med hemuppgifter"),
    )
    return [one for one in counts if one] or ["mallen: här finns inga svar än"]


def _files(copy: Draft) -> list[str]:
    names = [f"”{one.name}”" for one in copy.attachments]
    if not names:
        return []
    if len(names) > _MOST_NAMED + 1:
        names[_MOST_NAMED:] = [f"{len(names) - _MOST_NAMED} till"]
    counted = _count(len(copy.attachments), "bifogad fil", "bifogade filer")
    return [f"{counted} som de är, också med kommentarer i dem: {joined(names)}"]


def _said(draft: Draft) -> list[str]:
    said = draft.discussion
    counts = (
        _count(len(said.notes), "anteckning", "anteckningar"),
        _count(len(said.open_questions), "öppen fråga", "öppna frågor"),
        _count(
            len(said.alternatives),
            "svar med förslag till formuleringar",
            "svar med förslag till formuleringar",
        ),
        _count(len(said.positions), "ställningstagande", "ställningstaganden"),
        _count(len(said.agenda), "fråga på dagordningen", "frågor på dagordningen"),
    )
    return [one for one in counts if one]


STAYS: Mapping[str, Callable[[Draft], list[str]]] = {
    "discussion": _said,
    "evaluation": lambda draft: [
        _count(len(draft.evaluation.goals), "utvärdering av ett mål", "utvärderingar av mål"),
        _count(
            len(draft.evaluation.treated),
            "punkt som är genomgången i revideringen",
            "punkter som är genomgångna i revideringen",
        ),
    ],
    "set_aside": lambda draft: [
        _count(len(draft.set_aside), "anmärkning satt åt sidan", "anmärkningar satta åt sidan")
    ],
    "versions": lambda draft: [_count(len(draft.versions), "behållen version", "behållna versioner")],
    "predecessors": lambda draft: [
        _count(len(draft.predecessors), "tidigare överenskommelse", "tidigare överenskommelser")
    ],
    "earlier": lambda draft: [
        _count(
            len(draft.earlier),
            "uppsättning svar från före ett byte av mall eller handbok",
            "uppsättningar svar från före byten av mall eller handbok",
        )
    ],
    "intakes": lambda draft: [
        _count(
            len(draft.intakes),
            "Word-fil som svaren hämtades ur, med det som inte fick någon plats",
            "Word-filer som svaren hämtades ur, med det som inte fick någon plats",
        )
    ],
    "replies": lambda draft: [
        _count(
            len(draft.replies),
            "fil som kom tillbaka, med synpunkterna och vad ni svarade",
            "filer som kom tillbaka, med synpunkterna och vad ni svarade",
        )
    ],
    "clashes": lambda draft: [
        _count(
            len(draft.clashes),
            "ställe som två kopior har ändrat olika",
            "ställen som två kopior har ändrat olika",
        )
    ],
}
"""The fields of a draft that stay behind, each with what is said of how much is in it."""


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}" if number else ""
