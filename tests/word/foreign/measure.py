"""How well something is recognised: facts that are expected, and facts that were found."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import GroupOf, ListOf
from lokdesk.agreement.wording import Wording

_SPACE = re.compile(r"\s+")

Fact = tuple[str, str, str]
"""An answer: its pattern, the names of the items around it, and its words."""


@dataclass(frozen=True)
class Score:
    """How many facts there are, how many were found, and how many of those are right."""

    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.expected + other.expected, self.found + other.found, self.right + other.right)


def score(expected: Iterable[Fact], found: Iterable[Fact]) -> Score:
    wanted, got = Counter(expected), Counter(found)
    return Score(wanted.total(), got.total(), (wanted & got).total())


def of_agreement(agreement: Agreement) -> list[Fact]:
    """Return the facts in *agreement*; what an item refers to is told by name."""
    return list(_facts(agreement, Agreement, "", "", Wording(agreement)))


def _facts(value: Any, model: Any, prefix: str, around: str, wording: Wording) -> Iterator[Fact]:
    for name, field in schema.fields(model).items():
        held = getattr(value, name)
        if isinstance(field, Answer):
            if held not in (None, ()):
                yield prefix + name, around, _plain(wording.plain(field, held))
        elif isinstance(field, GroupOf):
            yield from _facts(held, field.value, f"{prefix}{name}/", around, wording)
        else:
            for item in held:
                inner = f"{around}/{_name(item, field.item, wording)}"
                yield from _facts(item, field.item, f"{prefix}{name}/*/", inner, wording)


def _name(item: Any, model: Any, wording: Wording) -> str:
    for name, field in schema.fields(model).items():
        if isinstance(field, Answer) and getattr(item, name):
            return _plain(wording.plain(field, getattr(item, name)))
    return ""


def of_data(
    data: Mapping[str, Any], model: Any = Agreement, prefix: str = "", around: str = ""
) -> list[Fact]:
    """Return the facts in *data*, written by hand: references are names there."""
    found: list[Fact] = []
    for name, field in schema.fields(model).items():
        held = data.get(name)
        if held is None:
            continue
        if isinstance(field, ListOf):
            for item in cast("list[Mapping[str, Any]]", held):
                inner = f"{around}/{_named(item, field.item)}"
                found += of_data(item, field.item, f"{prefix}{name}/*/", inner)
        elif isinstance(field, GroupOf):
            found += of_data(held, field.value, f"{prefix}{name}/", around)
        else:
            found.append((prefix + name, around, _plain(str(held))))
    return found


def _named(item: Mapping[str, Any], model: Any) -> str:
    own = (item.get(name) for name, field in schema.fields(model).items() if isinstance(field, Answer))
    return _plain(str(next((one for one in own if one), "")))


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" .:").casefold()
