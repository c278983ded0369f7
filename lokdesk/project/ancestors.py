"""What a project was before: the states that its saves have replaced, from which two copies find their own.

A state is kept as the few changes that make it of the one after it (:mod:`lokdesk.project.changes`), so
that many of them take little room, and cost a save nothing to speak of. Files are known by their sums only.

How far back they lie is told by their numbers, the first state of a project having 0. The latest are all
there; of those before, the farther back the fewer, at numbers that are the same in every copy: hence two
copies always have one in common, if not the very latest. An older one is right, too.

A copy to share has no states from before it was made, but their sums: what it was made of is told by them.
So do those of another copy tell what has been brought in from there.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, NamedTuple, cast

from lokdesk.agreement.draft import Draft
from lokdesk.project import changes
from lokdesk.project.container import Broken

LATEST = 16
"""How many of the latest states are all there."""
SHARED = 12
"""How many states that a copy to share was made of are there, the latest, however far back they lie."""
LARGEST = 1 << 19
"""How many bytes the states take together at the most; the latest is there whatever it takes."""
SUMS = 256
"""How many sums of other states are there, of each kind, the latest first."""

_OF, _STATES, _NUMBER, _SHARED, _CHANGES = "of", "states", "number", "shared", "changes"
_KNOWN, _WHOLE = "known", "whole"
_HIGHEST = 1 << 31
"""Nobody saves so often."""
_SPARSE = 4
"""There is at least one state in any run of this part of how far back it lies."""

Raw = dict[str, Any]
Marks = Mapping[str, str]
"""What tells a state from another: a sum for each part of it, by address."""


@dataclass(frozen=True)
class State:
    """A state that was replaced: its *number*, and the *changes*, as JSON, that make it of the one after it.

    *shared* says that a copy to share was made of it.
    """

    number: int
    changes: str
    shared: bool = False


@dataclass(frozen=True)
class Ancestors:
    """The *states* before the draft *of*, the latest first; *shared* is whether a copy was made of it.

    *known* are the sums of the answers of other states that have been in it, from before all of them or in
    another copy, and *whole* the sums of all that was in those, where none of it has been left out.
    """

    of: Draft | None = None
    states: tuple[State, ...] = ()
    shared: bool = False
    known: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The number of the state that they are before."""
        return self.states[0].number + 1 if self.states else 0

    @cached_property
    def marks(self) -> tuple[Marks, ...]:
        """What tells each state from another, that of the draft first, as far back as they can be made."""
        return tuple(_marked(self)) if self.of is not None else ()

    def then(self, draft: Draft, *, shared: bool = False) -> "Ancestors":
        """Return what is before *draft*, which has become of the one that these are before.

        *shared* is whether a copy to share has been made of it.
        """
        if self.of is None:
            return replace(self, of=draft, shared=shared)
        news = changes.difference(draft, self.of, {}) if draft is not self.of else []
        if not news:
            return replace(self, of=draft, shared=shared or self.shared)
        replaced = State(self.number, _written(news), self.shared)
        return replace(self, of=draft, states=_thinned((replaced, *self.states)), shared=shared)

    def with_other(self, other: "Ancestors") -> "Ancestors":
        """Return what is before a draft that has become of the one these are before and of an *other*."""
        assert other.of is not None
        sums = other.passed_on(whole=True)
        return replace(
            self.then(other.of), known=_latest(sums.known, self.known), whole=_latest(sums.whole, self.whole)
        )

    def passed_on(self, *, whole: bool = False) -> "Ancestors":
        """Return what is before a copy: nothing but sums of what this is, and was.

        *whole* is whether there is all in the copy that there is in this.
        """
        known = _latest(map(_sum, self.marks), self.known)
        return Ancestors(
            known=known, whole=_latest(map(_sum_of_all, self.marks), self.whole) if whole else ()
        )


def _latest(first: Iterable[str], then: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *then)))[:SUMS]


@dataclass(frozen=True)
class Common:
    """The newest state that two projects both know of.

    *whole* is whether all of it is the same in both; otherwise only the answers are, as where one is a copy
    to share, and nothing of what stands around them is known to have been in both.
    """

    draft: Draft
    whole: bool


# -- in the file


def dumps(ancestors: Ancestors, parts: Mapping[str, bytes]) -> bytes:
    """Return *ancestors* of the project whose draft stands in *parts*, as a part of its file.

    A program that does not know of them leaves them as they are when it saves: then they are before another
    draft than the one in the file, which the sums tell.
    """
    states = (
        json.dumps({_NUMBER: one.number} | ({_SHARED: True} if one.shared else {}), ensure_ascii=False)[:-1]
        + f', "{_CHANGES}": {one.changes}}}'
        for one in ancestors.states
    )
    of, listed = json.dumps(_sums(parts)), ",\n".join(states)
    sums = f'"{_KNOWN}": {json.dumps(ancestors.known)}'
    if ancestors.whole:
        sums += f',\n"{_WHOLE}": {json.dumps(ancestors.whole)}'
    return f'{{\n"{_OF}": {of},\n{sums},\n"{_STATES}": [\n{listed}\n]\n}}\n'.encode()


def loads(content: bytes, parts: Mapping[str, bytes], draft: Draft) -> Ancestors:
    """Return the ancestors in *content*, of the *draft* in *parts*; no states when they are of another one.

    They are there to be of help, and a project can be opened and saved without: where anything is amiss, or
    has another form than is known, there are none. Nobody is told, since nothing of the draft is lost; who
    brings another copy in is told then that nothing is known to be in both.
    """
    try:
        raw = json.loads(content)
        known, whole = (_latest(map(str, raw.get(key, ())), ()) for key in (_KNOWN, _WHOLE))
        if raw[_OF] != _sums(parts):
            return Ancestors(draft, known=known, whole=whole)
        states = tuple(map(_read, raw[_STATES]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Ancestors(draft)
    if any(one.number <= other.number for one, other in pairwise(states)):
        return Ancestors(draft)
    return Ancestors(draft, states, known=known, whole=whole)


def _read(raw: Raw) -> State:
    """Return the state in *raw*. Raises ValueError, KeyError or TypeError for what cannot be one."""
    number, news = raw[_NUMBER], raw[_CHANGES]
    if type(number) is not int or not 0 <= number < _HIGHEST:
        raise ValueError("no number of a state")
    if not isinstance(news, list) or not all(map(_is_change, cast("list[Any]", news))):
        raise ValueError("not the changes of a state")
    return State(number, _written(cast("list[Raw]", news)), bool(raw.get(_SHARED)))


def _is_change(raw: Any) -> bool:
    way = raw[changes.AT]
    if not isinstance(way, list) or not way or not _are_words(cast("list[Any]", way)):
        return False
    if changes.VALUE in raw:
        return True
    ids, new = raw[changes.IDS], raw[changes.NEW]
    return isinstance(ids, list) and isinstance(new, dict) and _are_words(cast("list[Any]", ids))


def _are_words(some: Sequence[Any]) -> bool:
    return all(isinstance(one, str) for one in some)


def _sums(parts: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}


def _written(news: Sequence[Raw]) -> str:
    return json.dumps(news, ensure_ascii=False)


# -- fewer of them


def _thinned(states: Sequence[State]) -> tuple[State, ...]:
    """Return those of *states* that are to be there still."""
    newest = states[0].number
    shared = [one.number for one in states if one.shared][:SHARED]
    kept: list[State] = []
    passed: list[str] = []
    """The changes of states that have gone, which the next one needs to be reached."""
    total = 0
    for one in states:
        passed.append(one.changes)
        if not _stays(one, newest, shared):
            continue
        try:
            here = one if len(passed) == 1 else replace(one, changes=_joined(passed))
        except (ValueError, KeyError, TypeError):
            # What lies behind changes that nobody can read cannot be reached.
            break
        total += len(here.changes.encode())
        if kept and total > LARGEST:
            break
        kept.append(here)
        passed = []
    return tuple(kept)


def _stays(state: State, newest: int, shared: Collection[int]) -> bool:
    back = newest - state.number
    return back < LATEST or state.number in shared or state.number % _step(back) == 0


def _step(back: int) -> int:
    """Return how far apart states are that lie so far *back*: a power of two."""
    return 1 << ((back // _SPARSE).bit_length() - 1)


def _joined(written: Sequence[str]) -> str:
    """Return changes that are made one after the other as one, without those that a later one overwrites."""
    every: list[Raw] = [one for each in written for one in json.loads(each)]
    last = {tuple(one[changes.AT]): number for number, one in enumerate(every) if changes.VALUE in one}

    def overwritten(number: int, way: Sequence[str]) -> bool:
        return any(last.get(tuple(way[:end]), -1) > number for end in range(1, len(way) + 1))

    return _written([one for number, one in enumerate(every) if not overwritten(number, one[changes.AT])])


# -- what two have in common


def common(mine: Ancestors, theirs: Ancestors) -> Common | None:
    """Return the newest state that *mine* and *theirs*, and what they are before, both know, if there is one.

    The newest one that is wholly the same goes before one with the same answers. A file that is in neither
    of the two any more is empty in it.
    """
    ours, others = list(enumerate(mine.marks)), list(enumerate(theirs.marks))
    while (found := _newest(mine, theirs, ours, others)) is not None:
        past, other = (mine, theirs) if found.mine else (theirs, mine)
        try:
            return Common(_state(past, found.back, other), found.whole)
        except Broken:
            # It has a place for all changes, and is yet no draft; one farther back may be.
            some = ours if found.mine else others
            some[:] = [one for one in some if one[0] != found.back]
    return None


_Marked = tuple[int, Marks]
"""How far back a state is, and what tells it from another."""


class _Found(NamedTuple):
    """A state of *mine*, or else of theirs, so far *back*; *whole* as in :class:`Common`."""

    mine: bool
    back: int
    whole: bool


def _newest(
    mine: Ancestors, theirs: Ancestors, ours: Sequence[_Marked], others: Sequence[_Marked]
) -> _Found | None:
    """Return which of the states that are *ours* and *others* is the newest that both know."""
    for whole, sums, known_here, known_there in (
        (True, _sum_of_all, mine.whole, theirs.whole),
        (False, _sum, mine.known, theirs.known),
    ):
        own, other = ([sums(marks) for _, marks in some] for some in (ours, others))
        first = _first(own, {*other, *known_there})
        second = _first(other, {*own, *known_here})
        if second is not None and (first is None or (own[first] in other and other[second] not in own)):
            # What mine has been known to have in it, but has never been, came after what both have been.
            return _Found(False, others[second][0], whole)
        if first is not None:
            return _Found(True, ours[first][0], whole)
    return None


def _first(some: Sequence[str], among: Collection[str]) -> int | None:
    return next((place for place, one in enumerate(some) if one in among), None)


def known(ancestors: Ancestors, draft: Draft) -> Literal["whole", "answers", ""]:
    """Return whether *draft* is among *ancestors* or what they are before: all of it, or only its answers."""
    marks = _marks(changes.tree(draft, {}))
    found: Literal["answers", ""] = ""
    for one in ancestors.marks:
        if one == marks:
            return "whole"
        if _sum(one) == _sum(marks):
            found = "answers"
    return found


_ANSWERS = "agreement"


def _sum(marks: Marks) -> str:
    """Return what tells the answers of one state from those of another."""
    return _sum_of_all({name: mark for name, mark in marks.items() if name.startswith(f"{_ANSWERS}/")})


def _sum_of_all(marks: Marks) -> str:
    return hashlib.sha256(json.dumps(sorted(marks.items())).encode()).hexdigest()


def _marked(ancestors: Ancestors) -> Iterator[Marks]:
    """Yield what tells each state from another: the draft that *ancestors* are before, and each of them.

    They end where one cannot be made any more, as when a later version of the program has written it.
    """
    assert ancestors.of is not None
    raw = changes.tree(ancestors.of, {})
    marks = _marks(raw)
    yield dict(marks)
    for one in ancestors.states:
        news = _made(raw, one)
        if news is None:
            return
        touched = {_part(change[changes.AT]) for change in news}
        marks |= {address: _mark(part) for address, part in _parts(raw) if address in touched}
        yield dict(marks)


def _marks(raw: Raw) -> dict[str, str]:
    return {address: _mark(part) for address, part in _parts(raw)}


def _part(way: Sequence[str]) -> str:
    return "/".join(way[:2] if way[0] == _ANSWERS else way[:1])


def _parts(raw: Raw) -> Iterator[tuple[str, Any]]:
    for name, part in raw.items():
        if name == _ANSWERS:
            yield from ((f"{name}/{inner}", one) for inner, one in part.items())
        else:
            yield name, part


def _mark(part: Any) -> str:
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()


def _made(raw: Raw, state: State) -> list[Raw] | None:
    """Make *state* of the one after it, *raw*. Returns the changes, ``None`` where they have no place."""
    try:
        news = cast("list[Raw]", json.loads(state.changes))
        changes.apply(raw, news)
    except (Broken, ValueError, RecursionError):
        return None
    return news


def _state(ancestors: Ancestors, back: int, other: Ancestors) -> Draft:
    """Return the state so far *back*, with the files in it that either of the two still has."""
    assert ancestors.of is not None and other.of is not None
    files: dict[str, bytes] = _Files()
    changes.tree(other.of, files)
    raw = changes.tree(ancestors.of, files)
    for one in ancestors.states[:back]:
        _made(raw, one)
    return changes.draft(raw, files)


class _Files(dict[str, bytes]):
    """Contents by their sums; what is not there any more is empty."""

    def __missing__(self, _: str) -> bytes:
        return b""
