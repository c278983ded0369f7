"""What in a document that came back stands outside of its answers: fixed text that was changed, words beside.

Words that stand right after a longer text, or in a new row of a table, are given to it. Others are proposed
the places nearest to them, by the words that they share with what was sent and by where they stand.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.reply import Stroke
from lokdesk.agreement.value import Item
from lokdesk.revision import alignment, words
from lokdesk.session import place, returned, rewording, wishes

if TYPE_CHECKING:
    from lokdesk.word.laid import Laid
    from lokdesk.word.strips import Strip

_WORD = re.compile(r"\w+")
_PAGE = re.compile(r"\d+$")
_FEWEST = 3
"""So many lines of a table of contents stand together at least."""
_APART = 2
"""So far from the one before a line of it stands at most: what lies between may have been found elsewhere."""
_MOST_NEAR = 3
_LEAST_SHARED = 4.0
"""What the words that something shares with an answer must weigh for it to be near that one."""


@dataclass(frozen=True)
class Stray:
    """Words outside of every answer: *sent* is what stood there, and *text* what stands there now.

    *where* says in words where that is, and *nearest* are the addresses that it may belong to. *strokes* are
    its words with who changed them. *stood_for* is the answer, not yet given, that it was said in the place
    of: it tells more than where that was.
    """

    text: str
    sent: str = ""
    where: str = ""
    nearest: tuple[str, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    stood_for: str = ""

    @property
    def is_fixed(self) -> bool:
        """Whether it is the template's text that was changed, or taken away."""
        return bool(self.sent)


Printed = Callable[[Agreement], Mapping[str, int]]
"""How many times the template would say each thing beside the answers of an agreement."""


def strays(
    laid: "Laid", printed: Printed | None = None
) -> tuple[Agreement, tuple[Stray, ...], Mapping[str, Sequence[int]]]:
    """Return the answers that came back, with what was found beside them, and what is no answer's.

    Last come the numbers of the strips that have been given to answers as paragraphs, by address. Where
    *printed* can be asked, the template's words have only gone along with an answer that it would not say
    them without.
    """
    searching = _Searching(laid, printed)
    searching.search()
    return searching.agreement, tuple(searching.found), searching.given


@dataclass
class _Searching:
    laid: "Laid"
    printed: Printed | None = None
    found: list[Stray] = field(default_factory=list[Stray])
    given: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def __post_init__(self) -> None:
        self.agreement = self.laid.reading.agreement
        self._back = {now: sent for sent, now in self.laid.pairs.items()}
        self._behind: dict[str, str] = {}
        self._wanted: Mapping[str, int] | None = None
        self._to_come: dict[tuple[str, str], int] = {}

    def search(self) -> None:
        if not self.laid.is_part:
            self._gone()
            self._moved()
        rows: dict[int, list[int]] = {}
        last, there = "", (-1, -1, -1)
        for number, one in enumerate(self.laid.now):
            if number in self._back:
                self._compare(self._back[number], number)
                last, there = _text_at_end(one), _place(one)
            elif one.addresses:
                if self._is_copy(one):
                    self._astray(number, one.text)
                else:
                    self._beside_new(number)
                last, there = _text_at_end(one), _place(one)
            elif _WORD.search(one.text) and not self._came_along(one) and number not in self._contents:
                if one.row >= 0 and one.row not in self._known_rows and self._column(number):
                    rows.setdefault(one.row, []).append(number)
                elif (
                    last
                    and not one.level
                    and _place(one) == there
                    and (grown := returned.with_paragraph(self.agreement, last, one.text)) is not None
                ):
                    self.agreement = grown
                    self.given.setdefault(last, []).append(number)
                else:
                    self._astray(number, one.text)
        for numbers in rows.values():
            self._row(numbers)

    # -- the template's own words

    def _compare(self, sent: int, now: int) -> None:
        old, new = self.laid.sent[sent], self.laid.now[now]
        if old.key == new.key:
            return
        self._emptied(sent, now)
        if old.beside_key == new.beside_key:
            return
        if not old.beside:
            self._astray(now, new.beside)
            return
        pieces = words.difference(old.beside, new.beside)
        marks = self.laid.marks.get(now, ())
        strokes = rewording.woven(old.beside, new.beside, marks) if marks else rewording.strokes(pieces)
        added = any(one.kind == "added" and _WORD.search(one.text) for one in pieces)
        if not added and not self.laid.keeps_structure and not _counted(old.beside) - _counted(new.text):
            # A program has drawn the words of a label into the field beside it.
            return
        if added or any(one.kind == "removed" and _WORD.search(one.text) for one in pieces):
            where = _under(self.laid.sent, sent)
            self._add(Stray(new.beside, old.beside, where, self._around(now), strokes))

    def _emptied(self, sent: int, now: int) -> None:
        """Find what was said where nothing is answered, such as that something applies to all, and is gone.

        The answer is as it was, and tells nothing of it.
        """
        old, new = self.laid.sent[sent], self.laid.now[now]
        for address in old.addresses:
            said = old.said(address)
            if new.said(address) or not _counted(said) - _counted(new.text):
                continue
            was = wishes.now(self.laid.reading.written, address)
            if was == wishes.now(self.agreement, address):
                marks = self.laid.came.marks.get(address, ())
                strokes = rewording.woven(said, "", marks) if marks else (Stroke(kind="removed", text=said),)
                stray = Stray("", said, _under(self.laid.sent, sent), (address,), strokes)
                self._add(stray if was else replace(stray, stood_for=address))

    def _moved(self) -> None:
        """Find the headings that stand in another order."""
        heads = [one for one, strip in enumerate(self.laid.sent) if strip.level and one in self.laid.pairs]
        now = sorted(heads, key=lambda one: self.laid.pairs[one])
        for one in sorted(alignment.moved(heads, now)):
            there = self.laid.pairs[one]
            said = self.laid.now[there].text
            if said == self.laid.sent[one].text and not self.laid.sent[one].addresses:
                was, now_ = _behind(self.laid.sent, one), _behind(self.laid.now, there)
                where = f"rubriken ”{said}”, flyttad från {was} till {now_}"
                self._add(Stray(said, said, where, self._around(there), (Stroke(kind="same", text=said),)))

    def _gone(self) -> None:
        """Find the template's words that are gone, those that stood together as one."""
        run: list[int] = []
        for number, one in enumerate(self.laid.sent):
            if number in self.laid.pairs:
                self._gone_together(run)
                run = []
            elif _WORD.search(one.text) and not self._went_along(one):
                if one.level:
                    self._gone_together(run)
                    run = []
                run.append(number)
        self._gone_together(run)

    def _went_along(self, strip: "Strip") -> bool:
        """Return whether it went with the item that it stood in, or with another in its row.

        Of what an answer stands in it is so where the answer is another now, or stands elsewhere. What says
        nothing of its own, such as that something applies to all, can go without that. Which of
        rows with the same label has gone, laying them side by side cannot tell: another of its list will do.
        """
        if strip.within and not strip.addresses and (_list(strip.within), strip.key) in self._labels_gone:
            return True
        within = {strip.within, *(self._rows.get(strip.row, ()) if strip.row >= 0 else ())} - {""}
        if any(not place.exists(self.agreement, one) for one in within):
            return True
        if not strip.addresses:
            return False
        were, are = self._counted
        written = self.laid.reading.written
        if are[strip.key] >= were[strip.key] or any(one in self.laid.places for one in strip.addresses):
            return True
        changed = any(wishes.now(written, one) != wishes.now(self.agreement, one) for one in strip.addresses)
        return changed and not self._stays(strip)

    def _stays(self, strip: "Strip") -> bool:
        """Return whether the template would say what stands beside the answers in *strip* without them."""
        if self.printed is None or not _WORD.search(strip.beside):
            return False
        if self._wanted is None:
            self._wanted = self.printed(self.agreement)
        key = strip.beside_key
        return self._wanted.get(key, 0) > sum(one.beside_key == key for one in self.laid.now)

    @cached_property
    def _rows(self) -> Mapping[int, set[str]]:
        """The items that stood in each row."""
        found: dict[int, set[str]] = defaultdict(set)
        for one in self.laid.sent:
            if one.row >= 0 and one.within and one.addresses:
                found[one.row].add(one.within)
        return found

    @cached_property
    def _counted(self) -> tuple[Counter[str], Counter[str]]:
        """How many times each strip stands in what was sent, and in what came back."""
        return Counter(one.key for one in self.laid.sent), Counter(one.key for one in self.laid.now)

    @cached_property
    def _labels_gone(self) -> frozenset[tuple[str, str]]:
        within = {one.within for one in self.laid.sent if one.within}
        gone = {one for one in within if not place.exists(self.agreement, one)}
        return frozenset((_list(one.within), one.key) for one in self.laid.sent if one.within in gone)

    def _gone_together(self, run: list[int]) -> None:
        if not run:
            return
        sent = "\n".join(self.laid.sent[one].text for one in run)
        where = _under(self.laid.sent, run[0])
        near = _neighbours(self.laid.sent, run[0], range(len(self.laid.sent)))
        lines = [self._taken_away(self.laid.sent[one]) for one in run]
        stray = Stray("", sent, where, near, rewording.in_lines(lines))
        first = self.laid.sent[run[0]]
        if len(run) == 1 and first.is_whole and not wishes.now(self.laid.reading.written, first.addresses[0]):
            stray = replace(stray, nearest=first.addresses, stood_for=first.addresses[0])
        self._add(stray)

    def _taken_away(self, strip: "Strip") -> Stroke:
        """Return a paragraph of the template's that is gone, with who tracked that."""
        said = strip.text.split(), strip.beside.split()
        for marks in self.laid.gone:
            if "".join(one.text for one in marks if one.kind == "removed").split() in said:
                by = next(one for one in marks if one.kind == "removed")
                return Stroke(kind="removed", text=strip.text, author=by.author or None, written=by.written)
        return Stroke(kind="removed", text=strip.text)

    # -- what was typed

    def _is_copy(self, strip: "Strip") -> bool:
        """Return whether *strip* says once more what was sent, of the same answers: the answers hide it."""
        if not self._more[strip.key] or not self.laid.before.places.keys() >= set(strip.addresses):
            return False
        self._more[strip.key] -= 1
        return True

    @cached_property
    def _more(self) -> Counter[str]:
        """How many times more than in what was sent each strip of that stands there."""
        were, are = self._counted
        return Counter({key: many - were[key] for key, many in are.items() if 0 < were[key] < many})

    def _beside_new(self, number: int) -> None:
        beside = self.laid.now[number].beside
        if _WORD.search(beside) and self.laid.now[number].beside_key not in self._sent_beside:
            self._astray(number, beside)

    def _came_along(self, strip: "Strip") -> bool:
        """Return whether *strip* is a label of an item that has come, as others of its list have it.

        As many of a label come as there are new items: one more is somebody's own.
        """
        if not strip.within:
            return False
        label = _list(strip.within), strip.key
        if label not in self._labels:
            return False
        if label not in self._to_come:
            self._to_come[label] = self._new_items(strip.within)
        self._to_come[label] -= 1
        return self._to_come[label] >= 0

    def _new_items(self, item: str) -> int:
        """Return how many items have come into lists such as that of the *item* at an address."""
        pattern = schema.pattern(item)
        were, are = (
            {address for address, _ in at.found(root, pattern)}
            for root in (self.laid.reading.written, self.agreement)
        )
        return len(are - were)

    @cached_property
    def _labels(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (_list(one.within), one.key) for one in self.laid.sent if one.within and not one.addresses
        )

    @cached_property
    def _contents(self) -> frozenset[int]:
        """The strips that are lines of the table of contents, which was pasted as text.

        Several stand together, with pages that grow: one alone may be what somebody has written.
        """
        from lokdesk.word import strips

        runs: list[list[tuple[int, int]]] = [[]]
        for number, one in enumerate(self.laid.now):
            page = None if number in self._back else _PAGE.search(one.text)
            if page is None or strips.title(one.text) not in self._headings:
                continue
            last = runs[-1][-1] if runs[-1] else (number, 0)
            if number - last[0] > _APART or int(page[0]) < last[1]:
                runs.append([])
            runs[-1].append((number, int(page[0])))
        return frozenset(number for run in runs if len(run) >= _FEWEST for number, _ in run)

    @cached_property
    def _headings(self) -> frozenset[str]:
        from lokdesk.word import strips

        both = (*self.laid.sent, *self.laid.now)
        return frozenset(strips.title(one.text) for one in both if one.level)

    @cached_property
    def _sent_beside(self) -> frozenset[str]:
        return frozenset(one.beside_key for one in self.laid.sent)

    def _astray(self, number: int, text: str) -> None:
        like, around = tuple(self._like(text)), self._around(number)
        # What somebody has written in the document stands where it is meant; a text of its own does not.
        near = dict.fromkeys((*like, *around) if self.laid.is_part else (*around, *like))
        marks = self.laid.marks.get(number, ())
        strokes = rewording.woven("", text, marks) if marks else ()
        self._add(Stray(text, "", self._where(number), tuple(near)[:_MOST_NEAR], strokes))

    def _add(self, stray: Stray) -> None:
        self.found.append(stray)

    def _where(self, number: int) -> str:
        return _under(self.laid.now, number)

    def _around(self, number: int) -> tuple[str, ...]:
        return tuple(
            one for one in _neighbours(self.laid.now, number, self._back) if place.exists(self.agreement, one)
        )

    # -- rows

    def _column(self, number: int) -> str:
        """Return the address of the answer above a cell of a row without answers."""
        strip = self.laid.now[number]
        for other in reversed(self.laid.now[:number]):
            if other.table != strip.table:
                return ""
            if other.row != strip.row and other.cell == strip.cell:
                found = other.addresses[0] if other.addresses else self._repeated(other)
                if found:
                    return found
        return ""

    @cached_property
    def _known_rows(self) -> frozenset[int]:
        """The rows with something in them that was sent, or that is in an item's control."""
        return frozenset(
            one.row for number, one in enumerate(self.laid.now) if number in self._back or one.addresses
        )

    def _repeated(self, cell: "Strip") -> str:
        """Return the address of what a cell without answers repeats of the item that its row is about."""
        row = (one for one in self.laid.now if (one.table, one.row) == (cell.table, cell.row))
        item = next((at.parent(one.addresses[0]) for one in row if one.addresses), "")
        held = wishes.now(self.agreement, item)
        if not isinstance(held, Item):
            return ""
        names = (name for name, field in schema.fields(type(held)).items() if isinstance(field, Answer))
        return next((at.join(item, name) for name in names if getattr(held, name) == cell.text), "")

    def _row(self, numbers: list[int]) -> None:
        from lokdesk.word.outside import Outside

        strips = [self.laid.now[one] for one in numbers]
        cells = [
            Outside(strip.text, "", strip.row, self._column(number))
            for number, strip in zip(numbers, strips, strict=True)
        ]
        made = returned.with_row(self.agreement, cells, self._behind)
        left = [one.text for one in cells]
        if made is not None:
            self.agreement, left = made
        for number, strip in zip(numbers, strips, strict=True):
            if strip.text in left:
                left.remove(strip.text)
                self._astray(number, strip.text)

    # -- likeness

    def _like(self, text: str) -> Iterator[str]:
        """Yield the answers that share with *text* the words that say most, the likest first."""
        from lokdesk.word import recovering

        weights: dict[str, float] = defaultdict(float)
        said = recovering.distinct_words(text)
        before = self.laid.before
        # In order, so that the same is said each time.
        for word in sorted(said):
            places = before.index.get(word, ())
            for address in places:
                weights[address] += math.log(1 + len(before.places) / len(places))
        for address in sorted(weights, key=lambda one: (-weights[one], one)):
            if weights[address] < _LEAST_SHARED * math.sqrt(len(said)):
                return
            if place.exists(self.agreement, address):
                yield address


def _list(item: str) -> str:
    """Return the pattern of the list that an item is in."""
    return schema.pattern(item)


def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _text_at_end(strip: "Strip") -> str:
    """Return the longer text that *strip* is all of, empty where it is none."""
    from lokdesk.word import finding

    answer = finding.what(strip.addresses[0]) if strip.is_whole else None
    return strip.addresses[0] if isinstance(answer, Answer) and answer.kind == "text" else ""


def _place(strip: "Strip") -> tuple[int, int, int]:
    """Return the cell that a strip stands in."""
    return strip.table, strip.row, strip.cell


def _neighbours(strips: Sequence["Strip"], number: int, sent: Container[int]) -> tuple[str, ...]:
    """Return the answers nearest to a strip: those in it, before it and after it.

    They are of the section that it stands in, the innermost that has any. Sections are those whose headings
    are among the strips that were *sent*: around one that somebody has made there are others.
    """
    own = strips[number].addresses
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    for section in _sections(strips, number, sent):
        ahead = (strips[one] for one in range(number - 1, section.start - 1, -1))
        before = next((one.addresses[-1:] for one in ahead if one.addresses), ())
        behind = (strips[one] for one in range(number + 1, section.stop))
        after = next((one.addresses[:1] for one in behind if one.addresses), ())
        if before or after:
            break
    # Under a heading, what comes after it is nearer than what came before.
    around = (*after, *before) if strips[number].level else (*before, *after)
    return tuple(dict.fromkeys((*own, *around)))


def _sections(strips: Sequence["Strip"], number: int, sent: Container[int]) -> Iterator[range]:
    """Yield the sections that a strip stands in, the innermost first; where it is in none, the whole."""
    level = math.inf
    for start in range(number, -1, -1):
        if 0 < strips[start].level < level and start in sent:
            level = strips[start].level
            ends = (one for one in range(number + 1, len(strips)) if 0 < strips[one].level <= level)
            yield range(start, next(ends, len(strips)))
    if level == math.inf:
        yield range(len(strips))


def _behind(strips: Sequence["Strip"], number: int) -> str:
    """Return in words which heading that of a section stands after."""
    level = strips[number].level
    before = next((one.text for one in reversed(strips[:number]) if 0 < one.level <= level), "")
    return f"efter ”{before}”" if before else "början"


def _under(strips: Sequence["Strip"], number: int) -> str:
    """Return in words where a strip stands."""
    strip = strips[number]
    heading = next((one.text for one in reversed(strips[: number + 1]) if one.level), "")
    inside = "i en tabell " if strip.table >= 0 else ""
    if strip.level:
        return f"rubriken ”{heading}”"
    return f"{inside}under rubriken ”{heading}”" if heading else f"{inside}i dokumentets början"
