"""The words of figures: answers as they may stand in a drawing, without the names of persons."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lokdesk.agreement import normal, phrase
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.wording import Wording

_LOOSE = " ,;:–-/"
"""What is left hanging when a name has been taken out of a text."""
PERSONS = ("parties", "collaborators", "organisation", "job_tracks")
"""The fields of an agreement that name persons, and those that they act for."""


@dataclass(frozen=True)
class Speech:
    """Says what stands in an agreement by roles: a person's name in it is replaced by the person's role."""

    wording: Wording
    roles: Mapping[str, str]
    """The role, which may be empty, of each person that the agreement names."""

    def said(self, text: str | None) -> str:
        """Return *text* on one line without persons, empty when nothing else is in it."""
        line = normal.line(text) if text else ""
        if line in self.roles:
            return self.roles[line]
        return _tidied(self._names.sub(" ", line)) if self._names.search(line) else line

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """What the names of persons are found with in a text, the longer of two that begin alike first."""
        # A word alone, such as a title in the place of a name, is only taken for a name when it is all.
        names = sorted((name for name in self.roles if " " in name), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})s?(?!\w)")

    @cached_property
    def parties(self) -> frozenset[str]:
        """The names of those who sign."""
        return frozenset(self.actor(id_) for id_ in self.wording.names("party"))

    def actor(self, id_: str | None) -> str:
        """Return the name of a party or an actor, empty for none."""
        return normal.line(self.wording.name("actor", id_)) if id_ is not None else ""


class _Same:
    """An agreement that is compared by being the very same one, which takes no time."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement

    def __hash__(self) -> int:
        return id(self.agreement)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.agreement is other.agreement


def speech(agreement: Agreement) -> Speech:
    """Return how to speak of *agreement*; it is found out once for all figures of the same one."""
    return _speech(_Same(agreement))


@lru_cache(maxsize=2)
def _speech(same: _Same) -> Speech:
    agreement = same.agreement
    roles: dict[str, str] = {}
    for name, role in _persons(agreement):
        if name and (line := normal.line(name)):
            said = normal.line(role) if role else ""
            roles[line] = roles.get(line) or ("" if said == line else said)
    return Speech(Wording(agreement), roles)


def _persons(agreement: Agreement) -> Iterator[tuple[str | None, str | None]]:
    for forum in agreement.organisation.forums:
        yield from ((member.name, member.role) for member in forum.members)
    for actor in (*agreement.parties, *agreement.collaborators):
        yield from ((contact.name, contact.role) for contact in actor.contacts)
    for party in agreement.parties:
        yield from ((one.name, one.title) for one in party.signatories)
    for track in agreement.job_tracks:
        yield from ((one.signatory, one.signatory_title) for one in track.employers)


def _tidied(line: str) -> str:
    return normal.line(line.replace("( )", " ").replace("()", " ")).strip(_LOOSE).replace(" ,", ",")


def listed(parts: Iterable[str]) -> str:
    """Return *parts* as people write them: "a, b och c", or "a, b; c" where one has a comma in it."""
    several = list(parts)
    return "; ".join(several) if any("," in part for part in several) else phrase.joined(several)


def sentence(text: str) -> str:
    """Return *text* with a full stop at its end, if there is none."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
