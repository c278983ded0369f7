"""What a draft can be held against, and what differs, arranged for reading: by section and by party."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise, repeat
from pathlib import Path
from typing import Any, NamedTuple

from lokdesk.agreement import address as at
from lokdesk.agreement import phrase, schema, weight
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft, Predecessor
from lokdesk.agreement.schema import SEPARATOR, fields
from lokdesk.agreement.value import Item, Value
from lokdesk.agreement.wording import UNNAMED
from lokdesk.handbook.book import Handbook
from lokdesk.project import project
from lokdesk.revision.comparison import compare
from lokdesk.revision.words import Piece
from lokdesk.session import keeping, place
from lokdesk.session.comparison import Change

EVERYBODY = "Gäller alla parter"
"""The heading of what concerns no party more than any other."""
_ELSEWHERE = "Övrigt"
_LAST, _EARLIER = "Förra överenskommelsen", "Tidigare överenskommelse"
_AROUND = 60
"""How many characters of what is the same are shown on each side of what differs, at the least."""
_SHORT = 3 * _AROUND
"""How many characters of a changed place are shown in full, whoever changed them."""
_LEFT_OUT = " … "
_EDGE = Piece("removed", "")
"""Where a change begins or ends in what stands as it was."""


@dataclass(frozen=True)
class Base:
    """Something that a draft can be held against: an earlier agreement or version, or another file."""

    id: str
    name: str
    draft: Draft


@dataclass(frozen=True)
class Group:
    """Changes under one *title*."""

    title: str
    changes: tuple[Change, ...]


def bases(draft: Draft) -> tuple[Base, ...]:
    """Return what *draft* can be held against, without asking for a file: the agreement before it first."""
    found = [
        Base(one.id, _earlier(one.agreement, before), _as_it_was(draft, one))
        for one, before in zip(reversed(draft.predecessors), chain([_LAST], repeat(_EARLIER)), strict=False)
    ]
    found += [
        Base(
            one.id,
            f"{keeping.titled(one)}, {phrase.small(keeping.happened(one))}",
            _like(draft, one.agreement),
        )
        for one in reversed(draft.versions)
    ]
    return tuple(found)


def opened(path: Path) -> Base:
    """Return the draft in the project file at *path* to hold another against. Raises Problem."""
    return Base(str(path), path.name, project.open(path).draft)


def _as_it_was(draft: Draft, before: Predecessor) -> Draft:
    """Return an agreement before with the template that it was written with, as far as that is still known.

    What has been moved to another template and handbook since it was frozen was made with those before.
    """
    like = _like(draft, before.agreement)
    if before.handbook in (None, draft.handbook.version):
        return like
    then = next((one.template_use for one in draft.earlier if one.handbook == before.handbook), None)
    return like.model_copy(update={"template": then}) if then is not None else like


def _like(draft: Draft, agreement: Agreement) -> Draft:
    """Return *agreement* with the template of *draft* and the files that there are still."""
    return Draft(agreement=agreement, template=draft.template, attachments=draft.attachments)


def _earlier(agreement: Agreement, before: str) -> str:
    """Return what an earlier agreement is called: by its version and its years, as far as they are told."""
    days = (agreement.validity.start, agreement.validity.end)
    years = "–".join(dict.fromkeys(str(one.year) for one in days if one is not None))
    version = f"version {agreement.version}" if agreement.version else ""
    told = f"{version} ({years})" if version and years else version or years
    return f"{before}, {told}" if told else before


# -- what concerns whom


def of_substance(old: Agreement, new: Agreement, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield those of *changes* that bodies decide on: neither contacts nor what is only formal."""
    decided = {one.address for one in compare(weight.substance(old), weight.substance(new))}
    return (one for one in changes if one.address in decided)


def by_section(handbook: Handbook, changes: Iterable[Change]) -> tuple[Group, ...]:
    """Return *changes* by the section of the handbook that they are asked for in, in its order."""
    titles = {
        (step.slug, section.slug): f"{step.title} – {section.title}"
        for step in handbook.steps
        for section in step.sections
    }
    found: dict[tuple[str, str] | None, list[Change]] = {}
    for one in changes:
        asked = place.in_handbook(handbook, one.address)
        key = (asked.step.slug, asked.section.slug) if asked is not None else None
        # What only another version of the handbook asks for stands in no section of this one.
        found.setdefault(key if key in titles else None, []).append(one)
    order = (*titles, None)
    return tuple(
        Group(titles[key] if key else _ELSEWHERE, tuple(found[key])) for key in order if key in found
    )


def by_party(old: Agreement, new: Agreement, changes: Iterable[Change]) -> tuple[Group, ...]:
    """Return *changes* by the parties that they concern, and last those that concern all alike.

    A change concerns a party when it is in the party's own answers, or in an item that names the party. One
    that concerns two parties stands under both.
    """
    names = {one.id: one.name or UNNAMED for one in (*new.parties, *old.parties)}
    names |= {one.id: one.name or UNNAMED for one in new.parties}
    found: dict[str, list[Change]] = {}
    for one in changes:
        for party in concerned(old, new, one) or [""]:
            found.setdefault(party, []).append(one)
    titles = [*names.items(), ("", EVERYBODY)]
    return tuple(Group(title, tuple(found[party])) for party, title in titles if party in found)


def concerned(old: Agreement, new: Agreement, change: Change) -> frozenset[str]:
    """Return the ids of the parties that *change* concerns; none where it concerns all alike."""
    parties = {one.id for one in (*old.parties, *new.parties)}
    named: set[str] = set()
    field = schema.patterns().get(schema.pattern(change.address))
    answer = field if isinstance(field, Answer) and change.kind != "moved" else None
    for agreement in (old, new):
        named.update(_named_around(agreement, change.address))
    for value in (change.difference.old, change.difference.new):
        if isinstance(value, Item):
            named |= {value.id, *_named_in(value)}
        elif answer is not None:
            named.update(_targets(answer, value))
    return frozenset(named & parties)


def _named_around(agreement: Agreement, address: str) -> Iterator[str]:
    """Yield the ids of what *address* lies in, and those that the items it lies in point at themselves."""
    segments = address.split(SEPARATOR)
    for count in range(1, len(segments) + 1):
        try:
            holder = at.get(agreement, SEPARATOR.join(segments[:count]))
        except UnknownAddress:
            return
        if isinstance(holder, Item):
            yield holder.id
            yield from _pointed_at(holder)


def _named_in(value: Value) -> Iterator[str]:
    for _, answer, said in at.answers(value):
        yield from _targets(answer, said)


def _pointed_at(item: Item) -> Iterator[str]:
    for name, field in fields(type(item)).items():
        if isinstance(field, Answer):
            yield from _targets(field, getattr(item, name))


def _targets(answer: Answer, value: Any) -> Sequence[str]:
    if answer.refers_to is None or not value:
        return ()
    return (value,) if isinstance(value, str) else value


# -- in words


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return *pieces* with no more of what is the same than tells where the rest is."""
    last = len(pieces) - 1
    found: list[Piece] = []
    for place_, one in enumerate(pieces):
        if one.kind != "same" or not last:
            found.append(one)
            continue
        before = one.text[:_AROUND] if place_ else ""
        after = one.text[-_AROUND:] if place_ < last else ""
        if len(one.text) <= len(before) + len(after) + _AROUND:
            found.append(one)
        else:
            # Words are left whole.
            before = before.rpartition(" ")[0] or before
            after = after.partition(" ")[2] or after
            found.append(Piece("same", f"{before}{_LEFT_OUT}{after}"))
    return tuple(found)


def touched(pieces: Sequence[Piece], by: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return *pieces*, shortened, with the places in full that the change *by* of the same old text touches.

    What others have changed elsewhere reads as if it had always been so, and is cut short like the rest.
    Where the two are not changes of the same text, nothing is known of what is whose.
    """
    if _old(pieces) != _old(by):
        return shortened(pieces)
    changes = tuple(_changes(by))
    edges = sorted({edge for one in changes for edge in (one.start, one.stop)})
    found: list[Piece] = []
    start = 0
    for unit in _units(pieces):
        stop = start + len(_old(unit))
        if unit[0].kind == "same":
            within = [edge for edge in edges if start <= edge <= stop]
            for first, last in pairwise([start, *within, stop]):
                found += [Piece("same", unit[0].text[first - start : last - start]), _EDGE]
            found.pop()
        elif near := [one.new for one in changes if one.start <= stop and start <= one.stop]:
            found += _in_place(unit, near)
        else:
            found.append(Piece("same", _new(unit)))
        start = stop
    return tuple(one for one in shortened(_run_together(found)) if one.text)


def _in_place(unit: Sequence[Piece], wanted: Sequence[str]) -> Iterator[Piece]:
    """Yield a place that has changed; in a long one only what is *wanted* has, as far as it stands there."""
    left = _new(unit)
    if len(left) <= _SHORT or not any(one and one in left for one in wanted):
        yield from unit
        return
    yield from (one for one in unit if one.kind == "removed")
    for one in filter(None, wanted):
        before, its, after = left.partition(one)
        if its:
            yield from (Piece("same", before), Piece("added", its))
            left = after
    yield Piece("same", left)


class _Change(NamedTuple):
    """What has been put in the place of an old text's characters from *start* to *stop*."""

    start: int
    stop: int
    new: str


def _changes(pieces: Sequence[Piece]) -> Iterator[_Change]:
    start = 0
    for unit in _units(pieces):
        stop = start + len(_old(unit))
        if unit[0].kind != "same":
            yield _Change(start, stop, _new(unit))
        start = stop


def _units(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield each of *pieces* that is the same alone, and what was removed and added in one place together."""
    for is_same, group in groupby(pieces, lambda one: one.kind == "same"):
        some = list(group)
        yield from ([one] for one in some) if is_same else [some]


def _new(pieces: Iterable[Piece]) -> str:
    return "".join(one.text for one in pieces if one.kind != "removed")


def _old(pieces: Iterable[Piece]) -> str:
    return "".join(one.text for one in pieces if one.kind != "added")


def _run_together(pieces: Iterable[Piece]) -> list[Piece]:
    """Return *pieces* without empty ones, but for the edges, and each stretch of what is the same as one."""
    found: list[Piece] = []
    for one in pieces:
        if found and found[-1].kind == one.kind == "same":
            found[-1] = Piece("same", found[-1].text + one.text)
        elif one.text or one is _EDGE:
            found.append(one)
    return found


def spoken(pieces: Iterable[Piece]) -> str:
    """Return *pieces* as they are read out: what came and went is said to have."""
    return " ".join("".join(_SPOKEN[one.kind].format(one.text) for one in pieces).split())


_SPOKEN = {"same": "{}", "removed": " (borttaget: {}) ", "added": " (tillagt: {}) "}
