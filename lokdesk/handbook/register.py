"""Registers: municipalities, counties, other usual parties, and legal acts with their life spans.

Municipalities and counties carry the codes of Statistics Sweden. Organisation numbers are not registered.
"""

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from lokdesk.agreement import vocabulary

MUNICIPALITIES = "municipalities.csv"
COUNTIES = "counties.csv"
NAMES = "names.toml"
LEGAL_ACTS = "legal_acts.toml"

_ACT_NUMBER = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d[:/]\d{1,4}(?!\d)")
_WORD = re.compile(r"[^\W_]+")
# Swedish puts these last, in this order; their code points are in another. The signs follow right after z.
_ALPHABET = str.maketrans("åäö", "{|}")


@dataclass(frozen=True)
class County:
    """A county: SCB's code, its names, its region (``None`` on Gotland) and its länsstyrelse."""

    code: str
    name: str
    short_name: str
    region: str | None
    board: str


@dataclass(frozen=True)
class Municipality:
    """A municipality: SCB's code, the name it uses, its official and short names, and its county's code."""

    code: str
    name: str
    official_name: str
    short_name: str
    county_code: str


@dataclass(frozen=True)
class KnownActor:
    """Someone who can be a party: a name to use, the kind of actor it is, and other names it is found by."""

    name: str
    kind: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Act:
    """A legal act and its life span: its title with the number, and its first and last day in force."""

    sfs: str
    title: str
    short: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str | None = None

    @property
    def name(self) -> str:
        """The title without the number, for where the number stands beside it."""
        return self.title.replace(f" ({self.sfs})", "")

    def in_force(self, on: date) -> bool:
        """Return whether the act is in force on the day *on*, as far as its own life span tells."""
        return (self.valid_from is None or self.valid_from <= on) and not self.ended(on)

    def ended(self, on: date) -> bool:
        """Return whether the act's last day in force lies before *on*."""
        return self.valid_to is not None and self.valid_to < on


@dataclass(frozen=True)
class LegalActs:
    """The register of legal acts."""

    acts: tuple[Act, ...] = ()

    @cached_property
    def by_number(self) -> Mapping[str, Act]:
        """The acts by their number, such as ``2022:811``."""
        return {act.sfs: act for act in self.acts}

    def mentioned(self, text: str) -> tuple[Act, ...]:
        """Return the registered acts whose numbers stand in *text*, each once, in the order they come."""
        if ":" not in text and "/" not in text:
            return ()
        numbers = dict.fromkeys(_ACT_NUMBER.findall(text))
        return tuple(self.by_number[number] for number in numbers if number in self.by_number)

    def successor(self, act: Act) -> Act | None:
        """Return the act that came in the place of *act*, if any and if it is registered."""
        return self.by_number.get(act.replaced_by) if act.replaced_by else None

    def repealed(self, act: Act, on: date) -> bool:
        """Return whether *act* no longer applies on the day *on*: its time is out, or another replaces it."""
        successor = self.successor(act)
        return act.ended(on) or (successor is not None and successor.in_force(on))


@dataclass(frozen=True)
class Register:
    """Everything that choices can be picked from."""

    municipalities: tuple[Municipality, ...] = ()
    counties: tuple[County, ...] = ()
    authorities: tuple[KnownActor, ...] = ()
    acts: LegalActs = field(default_factory=LegalActs)

    @cached_property
    def actors(self) -> tuple[KnownActor, ...]:
        """Everyone who can be a party: authorities, municipalities, regions and county boards, sorted."""
        municipalities = (
            KnownActor(one.name, vocabulary.MUNICIPALITY, (one.official_name, one.short_name))
            for one in self.municipalities
        )
        regions = (
            KnownActor(one.region, "region", (one.name, one.short_name))
            for one in self.counties
            if one.region
        )
        boards = (KnownActor(one.board, "länsstyrelse", (one.name, one.short_name)) for one in self.counties)
        known = (*self.authorities, *municipalities, *regions, *boards)
        return tuple(sorted(known, key=lambda actor: alphabetical(actor.name)))

    @cached_property
    def _keys(self) -> "tuple[tuple[KnownActor, tuple[_Key, ...]], ...]":
        return tuple((actor, tuple(map(_key, (actor.name, *actor.also)))) for actor in self.actors)

    @cached_property
    def _keys_by_letter(self) -> "Mapping[str, tuple[tuple[KnownActor, tuple[_Key, ...]], ...]]":
        """The same by each letter that a word in any of the names begins with."""
        found: dict[str, dict[str, tuple[KnownActor, tuple[_Key, ...]]]] = {}
        for actor, keys in self._keys:
            for words in (words for key in keys for words in key):
                for word in words:
                    found.setdefault(word[0], {})[actor.name] = actor, keys
        return {letter: tuple(known.values()) for letter, known in found.items()}

    def search(
        self, letters: str, kind: str | None = None, limit: int | None = None
    ) -> tuple[KnownActor, ...]:
        """Return those actors, of one *kind* or of all, that have words that begin with *letters*.

        Each word of *letters* begins a word of one of the actor's names, in order. Actors whose names begin
        with them come first; what matches only when å, ä and ö are read as a and o comes last, so that names
        can be found from any keyboard. At most *limit* are returned.
        """
        asked = _words(letters)
        found: list[tuple[int, KnownActor]] = []
        known = self._keys_by_letter.get(asked[0][0], ()) if asked else self._keys
        for actor, keys in known:
            if kind is None or actor.kind == kind:
                rank = _rank(asked, keys)
                if rank is not None:
                    found.append((rank, actor))
        found.sort(key=lambda pair: pair[0])
        return tuple(actor for _, actor in found[:limit])


def alphabetical(name: str) -> str:
    """Return what *name* is sorted by in Swedish order."""
    return name.casefold().translate(_ALPHABET)


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFC", name).casefold()))


_Key = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of a name, as they are and without their dots and rings."""


def _key(name: str) -> _Key:
    bare = "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))
    return _words(name), _words(bare)


def _rank(asked: tuple[str, ...], keys: tuple[_Key, ...]) -> int | None:
    """Return how well *asked* finds an actor with *keys*, its own name first; 0 is best, ``None`` not at all.

    Only the names are read loosely, not what was asked for: whoever writes å means å.
    """
    first = len(asked)
    own, bare = keys[0]
    if _begins(asked, own[:first]):
        return 0
    if any(_begins(asked, words) for words, _ in keys):
        return 1
    if _begins(asked, bare[:first]):
        return 2
    return 3 if any(_begins(asked, words) for _, words in keys) else None


def _begins(asked: Iterable[str], name: Iterable[str]) -> bool:
    """Return whether each of *asked* begins a word of *name*, in order."""
    words = iter(name)
    return all(any(word.startswith(letters) for word in words) for letters in asked)


def load(folder: Path) -> Register:
    """Read the registers in *folder*.

    Raises OSError, KeyError, ValueError or TypeError when a file is missing or is not what it should be.
    """
    names = _toml(folder / NAMES)
    municipalities = tuple(
        Municipality(
            code=row["municipality_code"],
            name=names["municipalities"].get(row["municipality_code"], row["municipality_name"]),
            official_name=row["municipality_name"],
            short_name=row["municipality_name_short"],
            county_code=row["county_code"],
        )
        for row in _rows(folder / MUNICIPALITIES)
    )
    counties = tuple(
        County(
            code=row["county_code"],
            name=row["county_name"],
            short_name=row["county_name_short"],
            region=names["regions"].get(row["county_code"]),
            board=names["county_boards"]["name"].format(county=row["county_name"]),
        )
        for row in _rows(folder / COUNTIES)
    )
    authorities = tuple(KnownActor(**one) for one in names["authorities"])
    acts = LegalActs(tuple(Act(**one) for one in _toml(folder / LEGAL_ACTS)["acts"]))
    return Register(municipalities, counties, authorities, acts)


def _toml(file: Path) -> dict[str, Any]:
    with file.open("rb") as opened:
        return tomllib.load(opened)


def _rows(file: Path) -> tuple[dict[str, str], ...]:
    with file.open(encoding="utf-8", newline="") as opened:
        return tuple(csv.DictReader(opened))
