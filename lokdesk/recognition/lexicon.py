"""The words that things in agreements go by, read from ``resources/recognition``."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lokdesk.recognition import words

Phrase = tuple[str, ...]
PARENT = "@"
"""The item of the list around, among the words of an item."""
_SHORT = 3
_REMEMBERED = 2000


@dataclass(frozen=True)
class Heading:
    """What stands below headings of some words: *means* is an address, or what is known but no answer."""

    means: str
    phrases: tuple[Phrase, ...]
    within: str = ""


@dataclass(frozen=True)
class ItemWords:
    """What the items of a list are like; see ``resources/recognition/items.toml``."""

    list: str
    called: tuple[Phrase, ...]
    named: str
    holds: str
    bullets: str
    words: Mapping[str, tuple[Phrase, ...]]
    beside: Mapping[str, str]

    def likenesses(self, text: str) -> Mapping[str, float]:
        """Return how well *text* names each answer of an item."""
        if text not in self._asked:
            if len(self._asked) > _REMEMBERED:
                self._asked.clear()
            said = words.stems(text)
            self._asked[text] = {name: words.nearest(said, phrases) for name, phrases in self.words.items()}
        return self._asked[text]

    @cached_property
    def _asked(self) -> dict[str, Mapping[str, float]]:
        return {}

    def field(self, text: str) -> tuple[str, float]:
        """Return the answer of an item, besides its name, that *text* names best, and how well."""
        found = (one for one in self.likenesses(text).items() if one[0] not in (PARENT, self.named))
        return max(found, key=lambda one: one[1], default=("", 0.0))


@dataclass(frozen=True)
class AnswerWords:
    """What an answer outside of lists is called, and what sentences about it say *within* some part.

    Where *below* names a part, it goes by these words below the heading of that alone.
    """

    means: str
    phrases: tuple[Phrase, ...] = ()
    cues: tuple[Phrase, ...] = ()
    within: str = ""
    below: str = ""


@dataclass(frozen=True)
class ActorWords:
    """The words by which an actor is of a *kind*."""

    kind: str
    has: tuple[Phrase, ...]


@dataclass(frozen=True)
class Lexicon:
    """All the words there are."""

    headings: tuple[Heading, ...]
    items: Mapping[str, ItemWords]
    answers: tuple[AnswerWords, ...]
    holds: Mapping[str, str]
    sentences: tuple[AnswerWords, ...]
    actors: tuple[ActorWords, ...]
    levels: Mapping[str, tuple[Phrase, ...]]
    lists: Mapping[str, tuple[str, ...]]
    """The lists of words in ``words.toml`` as they are written there."""

    @cached_property
    def phrases(self) -> Mapping[str, tuple[Phrase, ...]]:
        """The same lists as phrases."""
        return {name: _phrases(written) for name, written in self.lists.items()}

    def answer(self, text: str, least: float = 0.8, around: str = "") -> str:
        """Return the address of the answer outside of lists that *text* is the label of, or nothing.

        *around* is the part of the document that it stands in.
        """
        found = (
            (one.means, words.best(text, one.phrases) + (0.01 if one.below else 0.0))
            for one in self.answers
            if around.startswith(one.below)
        )
        means, likeness = max(found, key=lambda one: one[1], default=("", 0.0))
        return means if likeness >= least else ""

    def heading_likeness(self, text: str) -> float:
        """Return how well *text* says what the best known heading does."""
        said = words.stems(text)
        return max(words.nearest(said, one.phrases) for one in self.headings)

    def kind_of_actor(self, name: str) -> str:
        """Return what kind of actor the one called *name* is, or nothing."""
        return next((one.kind for one in self.actors if words.mentions(name, one.has)), "")

    def is_forum(self, name: str) -> bool:
        """Return whether *name* is that of a group that meets."""
        said = words.stems(name)
        last = {phrase[-1] for phrase in self.phrases["forums"]}
        # "Idégrupp" is a group, but "område" no "råd".
        long = tuple(one for one in last if len(one) > _SHORT)
        return any(one in last or one.endswith(long) for one in said)

    def is_basis(self, text: str) -> bool:
        """Return whether *text* tells what a decision is made by: "Intern delegation"."""
        return any(one in text.casefold() for one in self.lists["bases"])

    def is_prompt(self, text: str) -> bool:
        """Return whether *text* says what is to be filled in."""
        said = text.casefold().lstrip(" [<(…")
        return said.startswith(self.lists["prompts"])


def _phrases(written: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(words.stems(one) for one in written))


def load(folder: Path) -> Lexicon:
    """Return the words in the files of *folder*."""

    def read(name: str) -> dict[str, Any]:
        return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))

    answers, plain = read("answers"), read("words")
    items = (
        ItemWords(
            one["list"],
            _phrases(one.get("called", ())),
            one["named"],
            one.get("holds", ""),
            one.get("bullets", ""),
            {name: _phrases(written) for name, written in one["words"].items()},
            one.get("beside", {}),
        )
        for one in read("items")["items"]
    )
    return Lexicon(
        tuple(
            Heading(one["is"], _phrases(one["words"]), one.get("within", ""))
            for one in read("headings")["headings"]
        ),
        {one.list: one for one in items},
        tuple(_answer(one) for one in answers["answers"]),
        answers["holds"],
        tuple(_answer(one) for one in answers["sentences"]),
        tuple(ActorWords(one["kind"], _phrases(one["has"])) for one in plain["actors"]),
        {name: _phrases(written) for name, written in plain["levels"].items()},
        {name: tuple(one) for name, one in plain.items() if isinstance(one, list) and name != "actors"},
    )


def _answer(one: Mapping[str, Any]) -> AnswerWords:
    return AnswerWords(
        one["is"],
        _phrases(one.get("words", ())),
        _phrases(one.get("cues", ())),
        one.get("within", ""),
        one.get("below", ""),
    )
