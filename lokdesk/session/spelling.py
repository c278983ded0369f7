"""What spelling is about in an agreement: its texts, and the names in it that are spelled as they are."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.handbook.book import Handbook
from lokdesk.handbook.register import Register
from lokdesk.project import disk
from lokdesk.project.problem import Problem
from lokdesk.spelling import words
from lokdesk.spelling.word_list import WordList

_NAMED = (
    "parties/*/name",
    "parties/*/unit",
    "parties/*/registrator",
    "parties/*/deciding_bodies/*/name",
    "parties/*/decisions/*/rapporteur",
    "parties/*/signatories/*/name",
    "parties/*/contacts/*/name",
    "parties/*/contacts/*/unit",
    "collaborators/*/name",
    "collaborators/*/unit",
    "collaborators/*/contacts/*/name",
    "collaborators/*/contacts/*/unit",
    "organisation/forums/*/name",
    "organisation/forums/*/members/*/name",
    "organisation/forums/*/members/*/deputy",
    "organisation/networks/*/name",
    "job_tracks/*/employers/*/name",
    "job_tracks/*/employers/*/signatory",
)
"""Where names of people, places and organisations stand."""


def names_of_actors(register: Register) -> frozenset[str]:
    """Return the words with a capital in the names of all actors in *register*."""
    return _capitals(name for actor in register.actors for name in (actor.name, *actor.also))


def names(agreement: Agreement) -> frozenset[str]:
    """Return the words with a capital in the names that *agreement* holds, of people and of others."""
    return _capitals(
        name for pattern in _NAMED for _, name in at.found(agreement, pattern) if name is not None
    )


def named_in(agreement: Agreement) -> tuple[object, ...]:
    """Return the parts of *agreement* that hold names: as long as they are the same, so are the names."""
    fields = dict.fromkeys(pattern.partition(SEPARATOR)[0] for pattern in _NAMED)
    return tuple(getattr(agreement, name) for name in fields)


def _capitals(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _capitals_in(text))


@lru_cache(maxsize=10_000)
def _capitals_in(text: str) -> tuple[str, ...]:
    """Return the words with a capital in *text*; most names are the same at the next look."""
    return tuple(word for word in _words(text) if word[0].isupper())


def _words(text: str) -> Iterator[str]:
    return (text[start:end] for start, end in words.spans(text))


def texts(agreement: Agreement, handbook: Handbook) -> tuple[tuple[str, str], ...]:
    """Return the address and the words of every longer text in *agreement*, in the order of the steps."""
    steps = {step.slug: number for number, step in enumerate(handbook.steps)}
    found = (
        (address, value.text)
        for address, answer, value in at.answers(agreement)
        if answer.kind == "text" and value is not None
    )
    return tuple(sorted(found, key=lambda one: steps[handbook.place(one[0]).step.slug]))


def own_words(file: Path) -> WordList:
    """Return the words in *file* that the user has added, which are written as carefully as a project."""
    return WordList(file, _written)


def _written(file: Path, content: bytes) -> None:
    try:
        disk.make_folder(file.parent)
        disk.write(file, content)
    except Problem as problem:
        raise OSError("the list of words could not be written") from problem
