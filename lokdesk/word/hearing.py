"""How a document that came back is heard: its tracked changes and comments first, then its answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from lokdesk.agreement import address as at
from lokdesk.agreement import normal
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.word import accepted, asides, finding, look, ooxml, reading, remarks, responses, strokes
from lokdesk.word.asides import Asides, Position
from lokdesk.word.baseline import Baseline
from lokdesk.word.echo import CameBack, Foreign, Margin, Mark, Remark
from lokdesk.word.finding import Finder
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Package
from lokdesk.word.read import NotOurs
from lokdesk.word.remarks import Anchored, Said
from lokdesk.word.responses import Responses
from lokdesk.word.strokes import Home, Strokes, Tracked

_PLACEHOLDER = "Placeholder Text"


def came_back(source: Package, lost: Agreement | None = None) -> CameBack:
    """Return what *source* has come back with; see echo. Raises NotOurs, and package.Damaged."""
    root = reading.whole(source, source.document)
    baseline = _baseline(source, lost)
    bookmarks = finding.addresses(baseline.agreement)
    before = _Before(source, root, bookmarks)
    heard = reading.accepted_view(source, root, baseline)
    said = reading.answers(source, heard)
    answered = responses.responses(root)
    walk = Asides(
        heard.look,
        heard.finder,
        before.tracked,
        passed_over=answered.tables,
        asked=before.asked,
    )
    found = walk.of_text(root)
    found += asides.around(source, heard.look, asides.notes_of_fields(heard.finder))
    homes = _Homes(heard.finder, said.texts)
    marks = {
        address: words for home, words in before.tracked.homes.items() if (address := homes.address(home))
    }
    items = _items(before.tracked, heard.finder, said.texts)
    if not heard.finder.keeps_structure:
        items = _emptied(marks, said.texts) | items
    return CameBack(
        said,
        _margin(source, before, walk, homes, answered),
        said.texts,
        {address: strokes.rejected(words).strip() for address, words in marks.items()},
        marks,
        items,
        found,
    )


def foreign(source: Package) -> Foreign:
    """Return what stands in *source*, which is none of ours. Raises package.Damaged."""
    root = reading.whole(source, source.document)
    before = _Before(source, root, {})
    accepted.accept(root)
    answered = responses.responses(root)
    seen = look.of(source)
    walk = Asides(seen, None, before.tracked, passed_over=answered.tables, asked=before.asked)
    found = walk.of_text(root) + asides.around(source, seen, frozenset())
    return Foreign(found, _margin(source, before, walk, _Homes(None, {}), answered))


def _baseline(source: Package, lost: Agreement | None) -> Baseline:
    try:
        return reading.baseline_in(source)
    except NotOurs:
        if lost is None:
            raise
        return Baseline(lost, "", "")


class _Before:
    """What is seen of a document before its tracked changes are accepted."""

    def __init__(self, source: Package, root: Element, bookmarks: Mapping[str, str]) -> None:
        words = Strokes(
            root,
            bookmarks,
            keeps_structure=reading.keeps_structure(source),
            placeholder=look.of(source).id_of(_PLACEHOLDER, "character"),
        )
        self.tracked: Tracked = words.tracked()
        self.comments: tuple[Said, ...] = remarks.comments(source)
        self.anchors: Mapping[str, Anchored] = remarks.anchors(root, words) if self.comments else {}

    @property
    def asked(self) -> frozenset[Element]:
        """The paragraphs that comments begin in."""
        paragraphs = (one.paragraph for one in self.anchors.values())
        return frozenset(one for one in paragraphs if one is not None)


class _Homes:
    """Tells the address of a field that was met while the tracked changes were still there."""

    def __init__(self, finder: Finder | None, texts: Mapping[str, str]) -> None:
        self._known: Mapping[Element, str] = finder.homes if finder is not None else {}
        self._texts = texts

    def address(self, home: Home) -> str:
        """Return the address of *home*; empty where it has moved, and stands elsewhere."""
        if isinstance(home, str):
            return home
        if home in self._known:
            return self._known[home]
        tag = ooxml.tag_of(home)
        return "" if tag in self._texts else tag


def _items(tracked: Tracked, finder: Finder, texts: Mapping[str, str]) -> dict[str, tuple[Mark, ...]]:
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


# -- the margin


def _margin(source: Package, before: _Before, walk: Asides, homes: _Homes, answered: Responses) -> Margin:
    threads = remarks.threads(before.comments)
    placed = [
        _placed(first, others, before.anchors, walk, homes)
        for first, others in sorted(threads, key=_in_order(before.anchors))
    ]
    authors = (*before.tracked.authors, *(one.remark.author for one in before.comments))
    return Margin(
        tuple(placed),
        answered.rows,
        answered.sender,
        answered.answered,
        tuple(dict.fromkeys(one for one in authors if one)),
        _saved_by(source),
    )


def _in_order(anchors: Mapping[str, Anchored]) -> Callable[[tuple[Said, tuple[Said, ...]]], int]:
    """Return what puts comments in the order that their words stand in."""
    order = {id_: place for place, id_ in enumerate(anchors)}
    return lambda thread: order.get(thread[0].id, len(order))


def _placed(
    first: Said, others: Iterable[Said], anchors: Mapping[str, Anchored], walk: Asides, homes: _Homes
) -> Remark:
    """Return the comment *first*, with those that answer it, where it stands."""
    anchored = anchors.get(first.id, Anchored())
    spot = walk.position(anchored.paragraph) if anchored.paragraph is not None else Position()
    weights: dict[str, int] = {}
    for home, weight in anchored.homes.items():
        if address := homes.address(home):
            weights[address] = weights.get(address, 0) + weight
    heaviest = max(weights, key=lambda one: weights[one], default="")
    address = heaviest
    if heaviest and 2 * weights[heaviest] < sum(weights.values()):
        # It is about many things: about what they are all in, where that is something.
        address = _thing(asides.common(weights)) or heaviest
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


def _saved_by(source: Package) -> str:
    for name in source.related_parts("core-properties"):
        return normal.line(ooxml.words_in(source.xml(name), "lastModifiedBy"))
    return ""
