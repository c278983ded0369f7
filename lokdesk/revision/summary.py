"""A revision in a few sentences, for those who decide on it: how many goals are new, worded otherwise, gone.

The words and how they are inflected are data (``resources/revision/summary.toml``).
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from lokdesk.agreement import phrase, schema
from lokdesk.agreement.schema import ANY, SEPARATOR
from lokdesk.handbook.book import Handbook
from lokdesk.revision.comparison import Difference
from lokdesk.revision.weighing import Weighed

Happened = Literal["added", "reworded", "changed", "moved", "removed"]
_KINDS: tuple[Happened, ...] = get_args(Happened)
"""What can have happened to an item, in the order in which it is told."""
_WEIGHT: Mapping[Happened, int] = {"moved": 0, "changed": 1, "reworded": 2, "added": 3, "removed": 3}
"""What is told of an item that more than one thing has happened to: what weighs most."""


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Gender(_Words):
    """Words as they are inflected for a gender: the number *one*, and what has happened to something."""

    one: str = ""
    added: str
    reworded: str
    changed: str
    moved: str
    removed: str


class ListWords(_Words):
    """What the items of a list are called, one of them and many.

    One is worded otherwise when one of the answers in *texts* is another.
    """

    gender: Literal["common", "neuter"]
    one: str
    many: str
    texts: tuple[str, ...] = ()


class Words(_Words):
    """The words that a summary is put together of. In a pattern, ``{}`` is what is filled in."""

    numbers: tuple[str, ...]
    nothing: str
    rest: str
    contacts: Annotated[tuple[str, ...], Field(min_length=2, max_length=2)]
    no_decision: str
    deciders: str
    gender: Mapping[Literal["common", "neuter", "many"], Gender]
    lists: Mapping[str, ListWords]


def load(path: Path) -> Words:
    """Return the words in the file at *path*."""
    return Words.model_validate(tomllib.loads(path.read_text("utf-8")))


def summary(weighed: Weighed, handbook: Handbook, words: Words) -> tuple[str, ...]:
    """Return in sentences what differs that bodies decide on, then the rest, and last who decides."""
    return tuple(_sentences(weighed, handbook, words))


def _sentences(weighed: Weighed, handbook: Handbook, words: Words) -> Iterator[str]:
    counts, rest = _counted(weighed.substance, words)
    for pattern, found in counts.items():
        yield _told(words, words.lists[pattern], found)
    if rest:
        labels = dict.fromkeys(f"”{handbook.question(one).label}”" for one in rest)
        yield words.rest.format(phrase.joined(list(labels)))
    if not weighed.substance:
        yield words.nothing
    if count := len(weighed.contacts):
        yield words.contacts[count > 1].format(_number(words, count, ""))
    if weighed.deciders:
        yield words.deciders.format(phrase.joined([_named(one.body, one.party) for one in weighed.deciders]))
    elif not weighed.substance:
        yield words.no_decision


def _named(body: str | None, party: str | None) -> str:
    """Return what a body is called within a list; its party's name is held apart from the next body's."""
    return f"{body} ({party})" if body and party else body or party or ""


def _counted(
    differences: Sequence[Difference], words: Words
) -> tuple[Mapping[str, Mapping[Happened, int]], Sequence[str]]:
    """Return how many items of each list something has happened to, and the patterns of the other answers.

    An item counts once: as moved only where nothing else in it has changed, and as changed only where its
    texts are as they were.
    """
    happened: dict[str, dict[str, Happened]] = {one: {} for one in words.lists}
    rest: dict[str, None] = {}
    for one in differences:
        list_, item = _nearest(one.address, words)
        if not item:
            rest[schema.pattern(one.address).removesuffix(SEPARATOR + ANY)] = None
            continue
        kind = _happened(one, item, words.lists[list_])
        known = happened[list_].get(item)
        if known is None or _WEIGHT[kind] > _WEIGHT[known]:
            happened[list_][item] = kind
    counts: dict[str, Mapping[Happened, int]] = {
        list_: {kind: sum(1 for one in found.values() if one == kind) for kind in _KINDS}
        for list_, found in happened.items()
        if found
    }
    return counts, tuple(rest)


def _happened(one: Difference, item: str, list_: ListWords) -> Happened:
    if one.address == item:
        assert one.kind != "changed", "an item comes, goes or moves"
        return one.kind
    return "reworded" if one.address.removeprefix(item + SEPARATOR) in list_.texts else "changed"


def _nearest(address: str, words: Words) -> tuple[str, str]:
    """Return the innermost list with words of its own that *address* is in, and the item; else nothing."""
    segments = address.split(SEPARATOR)
    for count in range(len(segments), 1, -1):
        item = SEPARATOR.join(segments[:count])
        list_, is_item, _ = schema.pattern(item).rpartition(SEPARATOR + ANY)
        if is_item and schema.pattern(item) == list_ + SEPARATOR + ANY and list_ in words.lists:
            return list_, item
    return "", ""


def _told(words: Words, list_: ListWords, counts: Mapping[Happened, int]) -> str:
    """Return what has happened to the items of a list: "Två mål är nya och ett är borttaget."."""
    parts: list[str] = []
    for kind in _KINDS:
        count = counts[kind]
        if not count:
            continue
        forms = words.gender["many" if count > 1 else list_.gender]
        number = _number(words, count, words.gender[list_.gender].one)
        # The noun is told once; after that its number is enough.
        noun = "" if parts else f" {list_.many if count > 1 else list_.one}"
        parts.append(f"{number}{noun} {getattr(forms, kind)}")
    return f"{phrase.capital(phrase.joined(parts))}."


def _number(words: Words, count: int, one: str) -> str:
    if count == 1:
        return one
    return words.numbers[count] if count < len(words.numbers) else str(count)
