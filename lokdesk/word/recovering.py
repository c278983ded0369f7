"""Answers whose controls are lost: found by laying the document beside the one that was sent.

A control may have been deleted with its words kept, and all of a document may have been pasted into a new
one. Then the words stand where they stood, or have been moved; which of them are an answer follows from the
words around them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from lokdesk.agreement import address as at
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.value import Item
from lokdesk.revision.alignment import aligned
from lokdesk.word import census, look, ooxml, package, reading
from lokdesk.word.baseline import Baseline
from lokdesk.word.echo import Remark
from lokdesk.word.finding import Finder, Found, items_around, what
from lokdesk.word.hearing import Hearing
from lokdesk.word.ooxml import Element
from lokdesk.word.read import NotOurs
from lokdesk.word.responses import responses
from lokdesk.word.strips import TOKEN, Said, Strip, places_of_answers, strips

_REMEMBERED = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Sent:
    """A document that was sent out: what it was written with, its strips and comments.

    *listed* are the headings in its contents, *lines* what it says in all its paragraphs, and *filled_in* the
    words that show in it besides, which programs fill in.

    A companion of the agreement, such as a table of responses, has no answers.
    """

    baseline: Baseline
    strips: tuple[Strip, ...]
    comments: tuple[Remark, ...] = ()
    listed: frozenset[str] = frozenset()
    lines: tuple[str, ...] = ()
    filled_in: Counter[str] = field(default_factory=Counter[str])

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """The strips that each answer stands in, by number."""
        return places_of_answers(self.strips)

    @cached_property
    def index(self) -> Mapping[str, frozenset[str]]:
        """The answers that each word, in small letters, stood in, or under a heading with it."""
        index: dict[str, set[str]] = defaultdict(set)
        heading = frozenset[str]()
        for one in self.strips:
            if one.level:
                heading = distinct_words(one.text)
            if one.addresses:
                for word in distinct_words(one.text) | heading:
                    index[word].update(one.addresses)
        return {word: frozenset(places) for word, places in index.items()}


def distinct_words(text: str) -> frozenset[str]:
    """Return the words that *text* says, in small letters."""
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(_REMEMBERED)
def sent(docx: bytes) -> Sent:
    """Return the document *docx* as it was sent out. Raises NotOurs, and package.Damaged."""
    source = package.opened(docx)
    root = reading.whole(source, source.document)
    try:
        baseline = reading.baseline_in(source)
    except NotOurs:
        baseline = Baseline(Agreement(), "", "")
    lines = tuple(census.lines(source, root))
    filled_in = census.shown(source, root) - census.counted(*lines)
    own_look = look.of(source)
    said = Hearing(source, root, own_look, baseline.bookmarks).said() if source.part("comments") else ()
    heard = reading.accepted_view(source, root, own_look, baseline)
    without = responses(root, heard.finder.tags.values()).paragraphs
    cut = strips(root, heard.finder, heard.look, without)
    return Sent(baseline, tuple(cut.strips), said, cut.listed, lines, filled_in)


def recover(
    finder: Finder, now: Sequence[Strip], elements: Sequence[Element], before: Sent, pairs: Mapping[int, int]
) -> list[Strip]:
    """Let *finder* know of the answers, and the words of answers, that it has not found.

    They are among the strips *now*, of the paragraphs *elements*. *before* is the document as it was sent,
    and *pairs* tells which of its strips have become which. Returns the strips with the answers in them.
    """
    known = {found.address for found in finder.found}
    lost = {address for one in before.strips for address in one.addresses if address not in known}
    return _Recovery(finder, now, elements, before, lost, pairs).done()


class _Recovery:
    def __init__(
        self,
        finder: Finder,
        now: Sequence[Strip],
        elements: Sequence[Element],
        before: Sent,
        lost: set[str],
        pairs: Mapping[int, int],
    ) -> None:
        self._finder = finder
        self._now = list(now)
        self._elements = elements
        self._before = before
        self._lost = lost
        self._pairs = pairs
        self._found: dict[str, list[int]] = {}
        """The strips that each answer has come to stand in."""
        self._shows_prompt: set[str] = set()

    def done(self) -> list[Strip]:
        for number, there in sorted(self._pairs.items(), key=lambda pair: pair[1]):
            old, new = self._before.strips[number], self._now[there]
            if old.addresses and (
                old.key != new.key or self._lost.intersection(old.addresses) or self._strayed(old, there)
            ):
                # What stands within an item is of no other item, though it says the same.
                if not new.within or any(_is_within(one, new.within) for one in old.addresses):
                    self._relabel(old, there)
        if not self._found:
            return self._now
        for address in list(self._found):
            places = [number for number, one in enumerate(self._now) if address in one.addresses]
            if places:
                self._found[address] = self._with_those_between(address, places)
            else:
                # Not a word of it is left where it stood.
                del self._found[address]
        self._tell()
        return self._now

    def _relabel(self, old: Strip, there: int) -> None:
        """Tell which words of a strip are which answer, as far as they are known from the one that was sent.

        Those that somebody has typed right beside a field, and not into it, are of it as well.
        """
        strip = self._now[there]
        wanted = [
            one
            for one in old.addresses
            if one in self._lost or one in strip.addresses or self._strayed(old, there)
        ]
        if old.is_whole and wanted:
            pieces = tuple(one if one.address else one._replace(address=wanted[0]) for one in strip.pieces)
        else:
            pieces = tuple(transferred(old, strip, set(wanted)))
        now = replace(strip, pieces=pieces)
        self._now[there] = now
        for address in wanted:
            if address in self._lost or now.said(address) != strip.said(address):
                self._found.setdefault(address, []).append(there)
        for piece in old.pieces:
            if piece.placeholder and piece.address in self._lost and now.said(piece.address) == _bare(piece):
                self._shows_prompt.add(piece.address)

    def _strayed(self, old: Strip, there: int) -> bool:
        """Return whether a paragraph of a longer text stands beside others of it without its bookmark."""
        if self._finder.keeps_structure or not old.is_whole or self._now[there].addresses:
            return False
        beside = (*self._now[max(there - 1, 0) : there], *self._now[there + 1 : there + 2])
        return any(old.addresses[0] in one.addresses for one in beside)

    def _with_those_between(self, address: str, places: list[int]) -> list[int]:
        """Return *places* with the paragraphs that have come between two of a longer text: they are of it."""
        field = what(address)
        if not isinstance(field, Answer) or field.kind != "text":
            return places
        taken = set(self._pairs.values())
        more: list[int] = []
        for first, last in pairwise(places):
            between = range(first + 1, last)
            if all(
                one not in taken and not self._now[one].addresses and self._now[one].table < 0
                for one in between
            ):
                more += between
        for one in more:
            pieces = tuple(piece._replace(address=address) for piece in self._now[one].pieces)
            self._now[one] = replace(self._now[one], pieces=pieces)
        return sorted([*places, *more])

    # -- for the finder

    def _tell(self) -> None:
        where = {
            address: number
            for number in range(len(self._now) - 1, -1, -1)
            for address in self._now[number].addresses
        }
        placed: list[tuple[float, Found]] = []
        last = -1.0
        for found in self._finder.found:
            if found.address in self._found:
                continue
            last = where.get(found.address, last)
            placed.append((last, found))
        placed += [
            (min(places), found)
            for address, places in self._found.items()
            if (found := self._field(address, places)) is not None
        ]
        placed.sort(key=lambda one: one[0])
        self._finder.found[:] = [found for _, found in placed]
        self._keep_silentitems_around()
        self._keep_homes()

    def _field(self, address: str, places: list[int]) -> Found | None:
        field = what(address)
        if not isinstance(field, Answer):
            return None
        if address in self._shows_prompt:
            return Found(address, address, field, (), True, look_is_lost=True)
        elements: list[Element] = []
        for place in places:
            strip = self._now[place]
            if strip.is_whole:
                elements.append(self._elements[place])
            else:
                elements.append(_paragraph(strip.said(address)))
        return Found(address, address, field, tuple(elements), False, look_is_lost=True)

    def _keep_silentitems_around(self) -> None:
        """Let items that say nothing stay where they were: nobody can have taken away what is not seen."""
        there = {item for found in self._finder.found for item in items_around(found.address)}
        said = {
            item for one in self._before.strips for address in one.addresses for item in items_around(address)
        }
        agreement: Agreement = self._before.baseline.agreement
        for address, _ in at.items(agreement):
            if address in there or address in said or at.parent(address) in self._finder.lists:
                continue
            holder = at.parent(at.parent(address))
            if what(holder) == "item" and holder not in there:
                continue
            found = _silent(agreement, address)
            if found is None:
                continue
            there.add(address)
            after = _before(agreement, address)
            place = max(
                (
                    number + 1
                    for number, one in enumerate(self._finder.found)
                    if after and (one.address == after or one.address.startswith(f"{after}/"))
                ),
                default=0,
            )
            self._finder.found.insert(place, found)

    def _keep_homes(self) -> None:
        """Let items whose answers have been found again be in the lists whose controls are left, in order."""
        met = {item: None for found in self._finder.found for item in items_around(found.address)}
        again = {item for address in self._found for item in items_around(address)}
        here = [one for one in met if one in again or one in self._finder.items]
        here = [one for one in here if at.parent(one) in self._finder.lists]
        self._finder.items = dict.fromkeys([*here, *self._finder.items])


def _is_within(address: str, item: str) -> bool:
    return f"{address}/".startswith(f"{item}/")


def _silent(agreement: Agreement, address: str) -> Found | None:
    """Return a field that says nothing, of the item at *address*."""
    item: Item = at.get(agreement, address)
    for inner, answer, _ in at.answers(item, f"{address}/"):
        return Found(inner, inner, answer, (), True, look_is_lost=True)
    return None


def _before(agreement: Agreement, address: str) -> str:
    items: tuple[Item, ...] = at.get(agreement, at.parent(address))
    ids = [one.id for one in items]
    place = ids.index(at.last(address))
    return at.join(at.parent(address), ids[place - 1]) if place else ""


def _bare(piece: Said) -> str:
    return " ".join(piece.text.split())


def _paragraph(text: str) -> Element:
    paragraph, run, said = ooxml.made("w:p"), ooxml.made("w:r"), ooxml.made("w:t")
    said.text = text
    run.append(said)
    paragraph.append(run)
    return paragraph


# Which of the words are which answer


def transferred(old: Strip, new: Strip, wanted: set[str]) -> Iterator[Said]:
    """Yield the pieces of *new* with the answers *wanted* told in them, as they are told in *old*.

    Words that are the same are of the same answer. Those that have come are of the answer whose words they
    have come in the place of, else of the one that they stand right beside.
    """
    mine = [(word, label) for word, label, *_ in _words(old)]
    theirs = list(_words(new))
    labels: list[str] = []
    for stretch in aligned([word for word, _ in mine], [word for word, *_ in theirs]):
        if stretch.same:
            labels += (label for _, label in mine[stretch.old])
        else:
            labels += [_label(mine, stretch.old)] * (stretch.new.stop - stretch.new.start)
    text = new.text
    last, start = ("", False), 0
    for (_, own, counted, begin, _), label in zip(theirs, labels, strict=True):
        here = (own or (label if label in wanted else ""), counted)
        if here != last:
            if begin > start:
                yield Said(text[start:begin], last[0], counted=last[1])
            last, start = here, begin
    if start < len(text):
        yield Said(text[start:], last[0], counted=last[1])


def _label(mine: Sequence[tuple[str, str]], gone: slice) -> str:
    """Return whose words they are that stand instead of *gone*, in a strip of the words *mine*."""
    own = [label for _, label in mine[gone] if label]
    if own:
        return own[0]
    if gone.start < gone.stop:
        # Words of the template's own that have been changed.
        return ""
    sides = [mine[place][1] for place in (int(gone.start) - 1, int(gone.stop)) if 0 <= place < len(mine)]
    return next((one for one in sides if one), "")


def _words(strip: Strip) -> Iterator[tuple[str, str, bool, int, int]]:
    """Yield the words of a strip, the answer that each is of, if it is counted, and where it stands."""
    place = 0
    text = strip.text
    for piece in strip.pieces:
        for found in TOKEN.finditer(piece.text):
            word = found[0]
            begin = text.index(word, place)
            place = begin + len(word)
            yield word, piece.address, piece.counted, begin, place
