"""An answer, or the order of a list, that two have changed from the same beginning: what it becomes of both.

Nothing here decides between two who want different things: then there is no answer to give.
"""

from collections.abc import Hashable, Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from lokdesk.agreement import normal
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.rich_text import Block, Footnote, Inline, RichText, Run
from lokdesk.revision import words
from lokdesk.revision.alignment import moved

T = TypeVar("T", bound=Hashable)
Words = RichText | str | None


class Together(NamedTuple):
    """What two changes make together: *value* is ``None`` where they have left no answer."""

    value: Any


class Order(NamedTuple):
    """The *members* of a list in the order that both want, and whether they want the *same*.

    Where they do not, what both have moved stands as the first of them has it.
    """

    members: tuple[Any, ...]
    same: bool


def merge_answer(answer: Answer, base: Any, a: Any, b: Any) -> Together | None:
    """Return what an answer becomes that was *base*, and that *a* and *b* have made something else of.

    A text or a line is merged by words, references one by one, anything else only where one side has left it
    alone or both want the same. Returns ``None`` where both cannot be had.
    """
    if (alone := _one_sided(base, a, b)) is not None:
        return alone
    if answer.kind in ("text", "line"):
        return merge_words(base, a, b)
    if answer.kind == "references":
        return merge_references(base, a, b, scope=answer.scope)
    return None


def _one_sided(base: Any, a: Any, b: Any) -> Together | None:
    if b is base or a is b or b == base or a == b:
        return Together(a)
    return Together(b) if a is base or a == base else None


def merge_references(
    base: Sequence[str], a: Sequence[str], b: Sequence[str], *, scope: bool = False
) -> Together | None:
    """Return what references become: with those that either side added, without those that either took away.

    Where none at all means all (a *scope*) that is a choice of its own, which nobody has made by leaving out
    one each. Returns ``None`` there, and where the two want different orders.
    """
    there = kept(base, a, b)
    if scope and not (base and a and b and there):
        return None
    order = in_order(base, a, b, there)
    return Together(order.members) if order.same else None


def kept(base: Sequence[T], a: Sequence[T], b: Sequence[T]) -> frozenset[T]:
    """Return the members that either side has added, and those of *base* that neither has taken away."""
    were, are, others = frozenset(base), frozenset(a), frozenset(b)
    return ((are | others) - were) | (were & are & others)


# -- order


def in_order(base: Sequence[T], a: Sequence[T], b: Sequence[T], there: frozenset[T]) -> Order:
    """Return those *there* in the order that follows from what *a* and *b* have done to that of *base*.

    What stands in the same order on both sides holds the rest: each member that only one side has, or has
    moved, follows what it follows there. Of what both have put in the same place that with the lower first
    member comes first, so that it is the same whoever is asked first. No member stands twice in any.
    """
    ours, theirs = ([one for one in side if one in there] for side in (a, b))
    if ours == theirs:
        return Order(tuple(ours), True)
    both = frozenset(ours) & frozenset(theirs)
    mine, others = _moved(base, a, both), _moved(base, b, both)
    by_one = mine ^ others
    held, same = both - by_one, True
    if [one for one in ours if one in held] != (wanted := [one for one in theirs if one in held]):
        astray = moved([one for one in ours if one in held], wanted)
        held, same = held - astray, False
        mine |= astray
    of_theirs = (others - mine) | (frozenset(theirs) - both)
    first = _follow(ours, held, frozenset(ours) - held - of_theirs)
    second = _follow(theirs, held, of_theirs)
    found: list[T] = []
    for anchor in (None, *(one for one in ours if one in held)):
        if anchor is not None:
            found.append(anchor)
        for some in sorted(filter(None, (first.get(anchor), second.get(anchor))), key=_rank):
            found += some
    return Order(tuple(found), same)


def _moved(base: Sequence[T], side: Sequence[T], both: frozenset[T]) -> frozenset[T]:
    """Return those of *both* that one *side* has moved within *base*."""
    was, now = ([one for one in some if one in both] for some in (base, side))
    were = frozenset(was)
    now = [one for one in now if one in were]
    return frozenset(moved(was, now)) if was != now else frozenset()


def _follow(side: Sequence[T], held: frozenset[T], own: frozenset[T]) -> dict[T | None, list[T]]:
    """Return a side's *own* by which of the *held* they follow there, ``None`` for those before all."""
    found: dict[T | None, list[T]] = {}
    last: T | None = None
    for one in side:
        if one in held:
            last = one
        elif one in own:
            found.setdefault(last, []).append(one)
    return found


def _rank(some: Sequence[Hashable]) -> str:
    return min(map(str, some))


# -- words


class _Word(NamedTuple):
    """A word, a sign or a space of a text, with its look."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


class _Note(NamedTuple):
    """A footnote, where it is called."""

    footnote: str


class _End(NamedTuple):
    """The end of a block, which says what kind of block it was."""

    kind: Any
    level: int


_Token = _Word | _Note | _End


def merge_words(base: Words, a: Words, b: Words) -> Together | None:
    """Return what a text or a line becomes of the words that *a* and *b* have changed in *base*.

    Each word has its look, and each block its kind, so that these are merged like the words. Returns ``None``
    where the two have changed the same words or neighbouring ones differently; there is then nothing but
    white space between the changes, or they stand in what is written as one word.
    """
    if (alone := _one_sided(base, a, b)) is not None:
        return alone
    rich = any(isinstance(one, RichText) for one in (base, a, b))
    were, ours, theirs = (_tokens(one) for one in (base, a, b))
    found = _merged(were, ours, theirs)
    if found is None:
        return None
    if rich:
        return Together(_text(found))
    line = normal.line("".join(one.text for one in found if isinstance(one, _Word)))
    return Together(line or None)


def _tokens(value: Words) -> list[_Token]:
    if value is None:
        return []
    if isinstance(value, str):
        return [_Word(one) for one in words.tokens(value)]
    return list(chain.from_iterable(map(_of_block, value.blocks)))


def _of_block(block: Block) -> list[_Token]:
    found: list[_Token] = []
    for run in block.runs:
        if isinstance(run, Run):
            found += [_Word(one, run.bold, run.italic, run.link) for one in words.tokens(run.text)]
        else:
            found.append(_Note(run.footnote))
    found.append(_End(block.kind, block.level))
    return found


def _text(tokens: Sequence[_Token]) -> RichText | None:
    blocks: list[Block] = []
    runs: list[Inline] = []
    for one in tokens:
        if isinstance(one, _End):
            blocks.append(Block(kind=one.kind, level=one.level, runs=tuple(runs)))
            runs = []
        elif isinstance(one, _Note):
            runs.append(Footnote(footnote=one.footnote))
        else:
            runs.append(Run(text=one.text, bold=one.bold, italic=one.italic, link=one.link))
    text = RichText(blocks=tuple(blocks))
    return text if text.blocks else None


class _Change(NamedTuple):
    """What one side has put in the place of the tokens from *start* to *stop* of the beginning."""

    start: int
    stop: int
    new: Sequence[_Token]


def _changes(base: Sequence[_Token], side: Sequence[_Token]) -> list[_Change]:
    return [
        _Change(one.old.start, one.old.stop, side[one.new])
        for one in words.stretches(base, side, _weighs)
        if not one.same
    ]


def _weighs(token: _Token) -> bool:
    return not isinstance(token, _Word) or token.text.isalnum() or len(token.text) > 1


def _merged(base: Sequence[_Token], a: Sequence[_Token], b: Sequence[_Token]) -> list[_Token] | None:
    """Return *base* with the changes of both, ``None`` where two that are not the same are not apart."""
    ours, theirs = _changes(base, a), _changes(base, b)
    found: list[_Token] = []
    place = 0
    while ours or theirs:
        if ours and theirs and not _apart(base, ours[0], theirs[0]):
            if ours[0] != theirs[0]:
                return None
            theirs.pop(0)
        first = ours if not theirs or (ours and ours[0].start < theirs[0].start) else theirs
        change = first.pop(0)
        found += base[place : change.start]
        found += change.new
        place = change.stop
    found += base[place:]
    return found


def _apart(base: Sequence[_Token], one: _Change, other: _Change) -> bool:
    """Whether words stand between two changes, and they are not changes of what is written as one word."""
    first, second = sorted((one, other), key=lambda change: (change.start, change.stop))
    between = base[first.stop : second.start]
    if any(isinstance(one, _End) for one in between):
        return True
    spaces = [isinstance(one, _Word) and one.text.isspace() for one in between]
    return any(spaces) and not all(spaces)


# -- a quotation


_AROUND = " \n\t\u00a0\"”“„»«'’‘….[]"
"""What is put around a quotation, and is no part of it."""


def exchanged(value: Words, quoted: str, new: str) -> Words:
    """Return *value* with the words *new*, in the look of what was there, for those that are *quoted* of it.

    White space counts for nothing. Returns ``None`` where it does not say that, or says it more than once.
    """
    held = _tokens(value)
    places = [n for n, one in enumerate(held) if isinstance(one, _Word) and not one.text.isspace()]
    said = _solid(held)
    for quote in (_solid(_tokens(quoted)), _solid(_tokens(quoted.strip(_AROUND)))):
        count = len(quote)
        starts = [n for n in range(len(said) - count + 1) if count and said[n : n + count] == quote]
        if len(starts) == 1:
            start, stop = places[starts[0]], places[starts[0] + count - 1] + 1
            found = [*held[:start], *_in_place(held, start, new), *_notes(held[start:stop]), *held[stop:]]
            if isinstance(value, RichText):
                return _text(found)
            return normal.line("".join(one.text for one in found if isinstance(one, _Word))) or None
    return None


def _solid(held: Sequence[_Token]) -> list[str]:
    return [one.text for one in held if isinstance(one, _Word) and not one.text.isspace()]


def _notes(held: Sequence[_Token]) -> list[_Token]:
    return [one for one in held if isinstance(one, _Note)]


def _in_place(held: Sequence[_Token], start: int, new: str) -> list[_Token]:
    """Return the words *new* in the look of what stands at *start*, a block like that one for each line."""
    look = held[start]
    end = next((one for one in held[start:] if isinstance(one, _End)), None)
    found: list[_Token] = []
    for line in filter(str.strip, new.split("\n")):
        if found:
            found.append(end if end is not None else _Word(" "))
        words_ = words.tokens(line.strip())
        found += [look._replace(text=one) if isinstance(look, _Word) else _Word(one) for one in words_]
    return found
