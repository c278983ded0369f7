"""The words of what came back beside those that were sent: the same, gone or new, and whose they are.

What somebody has tracked is told with author and time, and kept apart from what was edited silently: the
document as it was before its tracked changes is laid beside what was sent, and what differs there nobody has
put a name to.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from lokdesk.agreement.reply import Stroke
from lokdesk.revision import words
from lokdesk.revision.words import Piece

if TYPE_CHECKING:
    from lokdesk.word.echo import Mark


class Hand(NamedTuple):
    """Whose a change is, and when it was made."""

    author: str | None = None
    written: datetime | None = None


def strokes(pieces: Iterable[Piece]) -> tuple[Stroke, ...]:
    """Return *pieces* as strokes that nobody has put a name to."""
    return tuple(Stroke(kind=one.kind, text=one.text) for one in pieces)


class _Bit(NamedTuple):
    """A bit of a stroke."""

    kind: Literal["same", "removed", "added"]
    text: str
    hand: Hand = Hand()


def woven(sent: str, returned: str, marks: Sequence["Mark"]) -> tuple[Stroke, ...]:
    """Return the words that were *sent* and *returned* as strokes, with the tracked changes among *marks*."""
    return tuple(_joined(_owned(_joined(_woven(sent, returned, marks)))))


def _woven(sent: str, returned: str, marks: Sequence["Mark"]) -> Iterator[_Bit]:
    was = _same(sent, "".join(one.text for one in marks if one.kind in ("same", "removed")))
    now = _same(returned, "".join(one.text for one in marks if one.kind in ("same", "added")))
    before = after = old = new = 0
    for mark in marks:
        by = Hand(mark.author or None, mark.written)
        in_old, in_new = mark.kind in ("same", "removed"), mark.kind in ("same", "added")
        left = len(mark.text)
        while left:
            i = was.get(before) if in_old else None
            j = now.get(after) if in_new else None
            length = 1
            while (
                length < left
                and (not in_old or was.get(before + length) == _further(i, length))
                and (not in_new or now.get(after + length) == _further(j, length))
            ):
                length += 1
            left, before, after = left - length, before + in_old * length, after + in_new * length
            if i is not None:
                yield _Bit("removed", sent[old:i])
                old = i + length
            if j is not None:
                yield _Bit("added", returned[new:j])
                new = j + length
            if i is not None and j is not None:
                yield _Bit("same", returned[j:new])
            elif i is not None:
                yield _Bit("removed", sent[i:old], by if mark.kind == "removed" else Hand())
            elif j is not None:
                yield _Bit("added", returned[j:new], by if mark.kind == "added" else Hand())
    yield _Bit("removed", sent[old:])
    yield _Bit("added", returned[new:])


def _further(place: int | None, length: int) -> int | None:
    return None if place is None else place + length


def _owned(strokes: Iterable[Stroke]) -> Iterator[_Bit]:
    """Yield *strokes* with blanks and line breaks that nobody has put a name to as theirs who changed beside.

    Which of two line breaks has gone with a paragraph, nobody can tell.
    """
    all_ = list(strokes)
    for number, one in enumerate(all_):
        by = Hand(one.author, one.written)
        if one.kind != "same" and by == Hand() and not one.text.strip():
            beside = [*all_[max(number - 1, 0) : number], *all_[number + 1 : number + 2]]
            by = next((Hand(it.author, it.written) for it in beside if it.kind == one.kind), by)
        yield _Bit(one.kind, one.text, by)


def _same(text: str, marked: str) -> dict[int, int]:
    """Return for each sign of *marked* that is one of *text* where it stands there."""
    if text == marked:
        return {place: place for place in range(len(text))}
    mine, theirs = words.tokens(text), words.tokens(marked)
    found: dict[int, int] = {}
    here = there = 0
    plain = [_plain(one) for one in mine], [_plain(one) for one in theirs]
    for one in words.stretches(*plain, weighs=str.isalnum):
        own, other = mine[one.old], theirs[one.new]
        if one.same:
            for a, b in zip(own, other, strict=True):
                found.update((there + place, here + place) for place in range(min(len(a), len(b))))
                here, there = here + len(a), there + len(b)
        else:
            here, there = here + sum(map(len, own)), there + sum(map(len, other))
    return found


def _plain(token: str) -> str:
    return " " if token.isspace() else token


def _joined(bits: Iterable[_Bit]) -> Iterator[Stroke]:
    """Yield the strokes that *bits* are, those of one hand after each other as one."""
    runs: list[_Bit] = []
    for (kind, by), run in groupby((one for one in bits if one.text), key=lambda one: (one.kind, one.hand)):
        runs.append(_Bit(kind, "".join(one.text for one in run), by))
    for (kind, by), run in groupby(_with_spaces(runs), key=lambda one: (one.kind, one.hand)):
        text = "".join(one.text for one in run)
        yield Stroke(kind=kind, text=text, author=by.author, written=by.written)


def _with_spaces(runs: Sequence[_Bit]) -> Iterator[_Bit]:
    """Yield *runs* with the spaces and line breaks that come and go with words in the hand of those."""
    for place, one in enumerate(runs):
        if one.kind != "same" and one.hand.author is None and not one.text.strip():
            beside = (*runs[place + 1 : place + 2], *runs[max(place - 1, 0) : place])
            one = one._replace(hand=next((it.hand for it in beside if it.kind == one.kind), one.hand))
        yield one


def in_lines(strokes: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """Return *strokes*, each of them a paragraph, with a line break between."""
    found: list[Stroke] = []
    for one in strokes:
        if found:
            found[-1] = found[-1].model_copy(update={"text": f"{found[-1].text}\n"})
        found.append(one)
    return tuple(_joined(_Bit(one.kind, one.text, Hand(one.author, one.written)) for one in found))


def hand(strokes: Iterable[Stroke]) -> Hand:
    """Return whose all that has changed in *strokes* is, if it is one's, and when the last of it was made."""
    changed = [one for one in strokes if one.kind != "same" and one.text.strip()]
    authors = {one.author for one in changed}
    if len(authors) != 1 or None in authors:
        return Hand()
    return Hand(changed[0].author, max((one.written for one in changed if one.written), default=None))
