"""What the registers suggest while an answer is typed, and what else is known once one is picked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lokdesk.handbook.register import Register

_MOST = 12
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Source:
    """A register as the source of one field's answers.

    *suggestions* returns what it offers for the letters typed so far, best first. *answers* returns what is
    known of a suggestion: answers by the names of the fields beside it, itself included; empty for free text.
    """

    suggestions: Callable[[str], tuple[str, ...]]
    answers: Callable[[str], Mapping[str, str]]


def actors(register: Register) -> Source:
    """Return *register* as the source of the names of parties and others who take part."""

    def answers(name: str) -> Mapping[str, str]:
        return next(
            ({"name": name, "kind": one.kind} for one in register.actors if one.name == name), _NOTHING
        )

    return Source(lambda letters: tuple(one.name for one in register.search(letters, limit=_MOST)), answers)


def _acts(register: Register) -> Source:
    # Acts that have ended come last, and with their numbers: many bear the name of what came after them.
    lasting = {act.name: act for act in register.acts.acts if act.valid_to is None}
    offered = lasting | {act.title: act for act in register.acts.acts if act.valid_to is not None}

    def suggestions(letters: str) -> tuple[str, ...]:
        asked = letters.casefold().split()
        found = (
            name
            for name, act in offered.items()
            if all(word in f"{act.title} {act.short or ''}".casefold() for word in asked)
        )
        return tuple(found)[:_MOST] if asked else ()

    def answers(name: str) -> Mapping[str, str]:
        return {"act": name, "sfs": offered[name].sfs} if name in offered else _NOTHING

    return Source(suggestions, answers)


_SOURCES: Mapping[str, Callable[[Register], Source]] = {
    "parties/*/name": actors,
    "collaborators/*/name": actors,
    "legal_references/*/act": _acts,
}


def source(register: Register, pattern: str) -> Source | None:
    """Return where answers at addresses with *pattern* can be picked from, if anywhere."""
    make = _SOURCES.get(pattern)
    return make(register) if make else None
