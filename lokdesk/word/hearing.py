"""How a document that came back is heard: its tracked changes and comments while they are still in it."""

import itertools
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lokdesk.agreement import address as at
from lokdesk.agreement import normal
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.word import accepted, finding, ooxml, package, reading, remarks, responses, strokes
from lokdesk.word.echo import Echo, Margin, Mark, Remark
from lokdesk.word.finding import Finder
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package
from lokdesk.word.remarks import Anchored, Said
from lokdesk.word.responses import Responses
from lokdesk.word.strips import Strip
from lokdesk.word.strokes import Home, Strokes, Tracked

_PLACEHOLDER = "Placeholder Text"


class Hearing:
    """Listens to a document before its tracked changes are accepted, and tells of it when they are."""

    def __init__(self, source: Package, root: Element, own_look: Look, bookmarks: Mapping[str, str]) -> None:
        """Listen to *source*, whose text is *root*, and which looks as *own_look*.

        *bookmarks* tells addresses by their bookmarks.
        """
        self._source = source
        self._root = root
        self._keeps_structure = reading.keeps_structure(source)
        words = Strokes(
            root,
            bookmarks,
            keeps_structure=self._keeps_structure,
            placeholder=own_look.id_of(_PLACEHOLDER, "character"),
        )
        self._tracked: Tracked = words.tracked()
        self._comments: tuple[Said, ...] = remarks.comments(source)
        self._anchors: Mapping[str, Anchored] = remarks.anchors(root, words) if self._comments else {}

    def echo(
        self,
        finder: Finder,
        texts: Mapping[str, str],
        strips: Sequence[Strip],
        elements: Sequence[Element],
        answered: Responses,
    ) -> Echo:
        """Return what was heard, of a document in whose accepted view *finder* has found the fields.

        *texts* are the words of its answers, *strips* and *elements* its paragraphs as strips and in the XML,
        and *answered* what its tables of responses say.
        """
        homes = _Homes(finder, texts)
        numbers = {element: number for number, element in enumerate(elements)}
        marks: dict[str, tuple[Mark, ...]] = {}
        for home, words in self._tracked.homes.items():
            if address := homes.address(home):
                marks.setdefault(address, words)
        besides: dict[int, tuple[Mark, ...]] = {}
        for paragraph, words in self._tracked.besides.items():
            number = numbers.get(paragraph)
            if number is None:
                continue
            strip = strips[number]
            if strip.is_whole and strip.addresses[0] not in marks:
                # Its field was lost, and has been found again by its words.
                marks[strip.addresses[0]] = words
            else:
                besides[number] = words
        items = _items(self._tracked, finder)
        if not self._keeps_structure:
            items = _emptied(marks, texts) | items
        return Echo(
            marks,
            {address: strokes.rejected(words).strip() for address, words in marks.items()},
            items,
            besides,
            tuple(words for _, words in self._tracked.gone),
            self._margin(homes, _Spots(strips, numbers), answered),
        )

    def said(self) -> tuple[Remark, ...]:
        """Return the comments, each with the words that it, or the one that it answers, was hung on."""
        return tuple(
            replace(one.remark, quoted=self._anchors.get(first.id, Anchored()).quoted)
            for first, others in remarks.threads(self._comments)
            for one in (first, *others)
        )

    def _margin(self, homes: "_Homes", spots: "_Spots", answered: Responses) -> Margin:
        threads = sorted(remarks.threads(self._comments), key=_in_order(self._anchors))
        placed = (_placed(first, others, self._anchors, spots, homes) for first, others in threads)
        authors = (*self._tracked.authors, *(one.remark.author for one in self._comments))
        return Margin(
            tuple(placed),
            answered.rows,
            answered.sender,
            answered.answered,
            tuple(dict.fromkeys(one for one in authors if one)),
            _saved_by(self._source),
            answered.heads,
        )


def answers_in_a_table(docx: bytes) -> bool:
    """Return whether the document *docx* holds a table of responses."""
    return bool(answered(docx).tables)


def answered(docx: bytes) -> Responses:
    """Return what the tables of responses in the document *docx* say, nothing where there are none."""
    try:
        source = package.opened(docx)
        root = source.xml(source.document)
    except package.Damaged:
        return Responses()
    accepted.accept(root)
    return responses.responses(root, ooxml.tags(root).values())


def comments(margin: Margin, before: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return the comments in *margin*, each after the one that it answers and with its place.

    As many as were there *before*, by their author and words, are left out: they went out with the document.
    Of several that say the same, it is those on the same words, written at the same time.
    """
    found = [
        one
        for thread in margin.comments
        for one in (thread, *(_with_place_of(thread, answer) for answer in thread.replies))
    ]
    sent = list(before)
    for key in _ALIKE:
        were = Counter(map(key, sent))
        are = Counter(map(key, found))
        found, sent = _beyond(found, key, were), _beyond(sent, key, are)
    return tuple(found)


_ALIKE: tuple[Callable[[Remark], Hashable], ...] = (
    lambda one: (one.author, one.text, one.quoted, one.written),
    lambda one: (one.author, one.text, one.quoted),
    lambda one: (one.author, one.text),
)
"""What two comments have in common that are one, the surest first."""


def _beyond(
    some: Iterable[Remark], key: Callable[[Remark], Hashable], there: Counter[Hashable]
) -> list[Remark]:
    """Return those of *some* for which none is left of those that are *there*, by their *key*."""
    left = Counter(there)
    found: list[Remark] = []
    for one in some:
        if left[key(one)]:
            left[key(one)] -= 1
        else:
            found.append(one)
    return found


def _with_place_of(thread: Remark, answer: Remark) -> Remark:
    return replace(
        answer, address=thread.address, quoted=thread.quoted, place=thread.place, nearest=thread.nearest
    )


# -- fields and items


class _Homes:
    """Tells the address of a field that was met while the tracked changes were still there."""

    def __init__(self, finder: Finder, texts: Mapping[str, str]) -> None:
        self._known = finder.homes
        self._texts = texts

    def address(self, home: Home) -> str:
        """Return the address of *home*; empty where it has moved, and stands elsewhere."""
        if isinstance(home, str):
            return home
        if home in self._known:
            return self._known[home]
        tag = ooxml.tag_of(home)
        return "" if tag in self._texts else tag


def _items(tracked: Tracked, finder: Finder) -> dict[str, tuple[Mark, ...]]:
    """Return the items that were added or removed as a whole, by address."""
    found: dict[str, tuple[Mark, ...]] = {}
    for control, mark in tracked.items:
        address = finder.homes.get(control) or ooxml.tag_of(control)
        found[address] = (*found.get(address, ()), mark)
    return found


def _emptied(marks: Mapping[str, tuple[Mark, ...]], texts: Mapping[str, str]) -> dict[str, tuple[Mark, ...]]:
    """Return the items all of whose words were removed, where no control tells how far an item goes."""
    found: dict[str, tuple[Mark, ...]] = {}
    for item in dict.fromkeys(map(at.parent, marks)):
        inside = [words for address, words in marks.items() if address.startswith(item + SEPARATOR)]
        left = (text for address, text in texts.items() if address.startswith(item + SEPARATOR))
        gone = [one for words in inside for one in words if one.kind == "removed"]
        if gone and finding.what(item) == "item" and not any(one.strip() for one in left):
            text = "\n".join(strokes.rejected(words).strip() for words in inside)
            found[item] = (Mark("removed", text, gone[0].author, gone[0].written),)
    return found


# -- comments


@dataclass(frozen=True)
class _Spot:
    """Where a comment hangs: in words, in or over which item or list, and the answers nearest to it."""

    words: str = ""
    address: str = ""
    nearest: tuple[str, ...] = ()


class _Spots:
    """Tells where paragraphs stand."""

    def __init__(self, strips: Sequence[Strip], numbers: Mapping[Element, int]) -> None:
        self._strips = strips
        self._numbers = numbers

    def spot(self, paragraph: Element | None) -> _Spot:
        """Return where *paragraph* stands; nothing where it is not there any more."""
        if paragraph is None:
            return _Spot()
        number = self._numbers.get(paragraph, self._listed(paragraph))
        if number is None:
            return _Spot()
        strip = self._strips[number]
        before = next((one.addresses[-1] for one in reversed(self._strips[:number]) if one.addresses), "")
        after = next((one.addresses[0] for one in self._strips[number + 1 :] if one.addresses), "")
        address = (_common(self._under(number)) if strip.level else "") or strip.within
        near = dict.fromkeys(one for one in (*strip.addresses, after, before) if one)
        return _Spot(self._words(number), address, tuple(near))

    def _listed(self, paragraph: Element) -> int | None:
        """Return the heading that *paragraph* lists, if it is of a table of contents."""
        words = " ".join(ooxml.own_words(paragraph).split())
        heads = (number for number, one in enumerate(self._strips) if one.level and one.text in words)
        return max(heads, key=lambda number: len(self._strips[number].text), default=None)

    def _under(self, number: int) -> list[str]:
        """Return the answers under the heading with that *number*."""
        level = self._strips[number].level
        under = itertools.takewhile(
            lambda one: not 0 < one.level <= level, itertools.islice(self._strips, number + 1, None)
        )
        return [address for one in under for address in one.addresses]

    def _words(self, number: int) -> str:
        strip = self._strips[number]
        if strip.level:
            return f"rubriken ”{strip.text}”"
        heading = next((one.text for one in reversed(self._strips[:number]) if one.level), "")
        inside = "i en tabell " if strip.table >= 0 else ""
        return f"{inside}under rubriken ”{heading}”" if heading else f"{inside}i dokumentets början"


def _in_order(anchors: Mapping[str, Anchored]) -> Callable[[tuple[Said, tuple[Said, ...]]], int]:
    """Return what puts comments in the order that their words stand in."""
    order = {id_: place for place, id_ in enumerate(anchors)}
    return lambda thread: order.get(thread[0].id, len(order))


def _placed(
    first: Said, others: Iterable[Said], anchors: Mapping[str, Anchored], spots: _Spots, homes: _Homes
) -> Remark:
    """Return the comment *first*, with those that answer it, where it stands."""
    anchored = anchors.get(first.id, Anchored())
    spot = spots.spot(anchored.paragraph)
    weights: dict[str, int] = {}
    for home, weight in anchored.homes.items():
        if address := homes.address(home):
            weights[address] = weights.get(address, 0) + weight
    heaviest = max(weights, key=lambda one: weights[one], default="")
    address = heaviest
    if heaviest and 2 * weights[heaviest] < sum(weights.values()):
        # It is about many things: about what they are all in, where that is something.
        address = _thing(_common(weights)) or heaviest
    address = address or _thing(spot.address)
    nearest = dict.fromkeys(one for one in (*weights, *spot.nearest) if one != address)
    return replace(
        first.remark,
        address=address,
        quoted=anchored.quoted,
        place=spot.words,
        nearest=tuple(nearest),
        replies=tuple(one.remark for one in others),
    )


def _thing(address: str) -> str:
    """Return *address*, or the nearest around it that is an answer, a list or an item."""
    while address and finding.what(address) is None:
        address = at.parent(address)
    return address


def _common(addresses: Iterable[str]) -> str:
    """Return the address of what all of *addresses* are in; empty where that is the whole agreement."""
    found: str | None = None
    for one in addresses:
        found = one if found is None else _shared(found, one)
    return found or ""


def _shared(one: str, other: str) -> str:
    pairs = zip(one.split(SEPARATOR), other.split(SEPARATOR), strict=False)
    return SEPARATOR.join(first for first, _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _saved_by(source: Package) -> str:
    for name in source.related_parts("core-properties"):
        return normal.line(ooxml.words_in(source.xml(name), "lastModifiedBy"))
    return ""
