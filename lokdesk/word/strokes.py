"""Who changed what: the words of a document as its tracked changes leave them, by the field they stand in."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, TypeAlias

from lokdesk.agreement import normal
from lokdesk.agreement.answer import Answer
from lokdesk.word import anchor, finding, ooxml, speech, typography
from lokdesk.word.echo import Mark, MarkKind
from lokdesk.word.ooxml import Element
from lokdesk.word.tag import IGNORED_IN_READING

Home: TypeAlias = Element | str
"""The field that words stand in: its control, or its address where only bookmarks tell of it."""

_ADDED = ("w:ins", "w:moveTo")
_REMOVED = ("w:del", "w:moveFrom")
_TRACKED = (*_ADDED, *_REMOVED)
_LOOK = ("w:rPrChange", "w:pPrChange")
_NOT_WORDS = ("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:drawing", "w:pict", "w:object", "w:instrText")


class _State(NamedTuple):
    """What tracked changes make of the words at hand."""

    kind: MarkKind = "same"
    author: str = ""
    written: datetime | None = None

    def changed(self, change: Element) -> "_State":
        """Return what becomes of it within *change*."""
        if ooxml.is_a(change, *_ADDED):
            kind: MarkKind = "undone" if self.kind in ("removed", "undone") else "added"
        else:
            kind = "undone" if self.kind in ("added", "undone") else "removed"
        return _State(kind, author(change), moment(change))


class Piece(NamedTuple):
    """Words in the XML, with what tracked changes make of them and the field that they stand in."""

    mark: Mark
    home: Home | None
    element: Element


def author(element: Element) -> str:
    """Return who made a tracked change or a comment."""
    return normal.line(ooxml.val(element, "w:author") or "")


def moment(element: Element) -> datetime | None:
    """Return when a tracked change or a comment was made. Word takes it for the author's own time."""
    try:
        return datetime.fromisoformat(ooxml.val(element, "w:date") or "").replace(tzinfo=None, microsecond=0)
    except ValueError:
        return None


@dataclass(frozen=True)
class Tracked:
    """What tracked changes make of a document.

    *homes* are the words of the fields that they touch, *besides* those that stand outside of fields, by the
    paragraph that they are in when all is accepted, *gone* those of paragraphs that are not there then, each
    with the paragraph before it. *items* are the controls of items that are added or removed as a whole.
    *authors* are all who made one.
    """

    homes: Mapping[Home, tuple[Mark, ...]]
    besides: Mapping[Element, tuple[Mark, ...]]
    gone: tuple[tuple[Element | None, tuple[Mark, ...]], ...]
    items: tuple[tuple[Element, Mark], ...]
    authors: tuple[str, ...]


class Strokes:
    """The words of a document whose tracked changes are still there."""

    def __init__(
        self, root: Element, by_bookmark: Mapping[str, str], *, keeps_structure: bool, placeholder: str = ""
    ) -> None:
        """Take the *root* of its text, and the addresses by the names of their bookmarks.

        *placeholder* is the style of words that stand where there is no answer.
        """
        self._root = root
        self._by_bookmark = by_bookmark
        self._keeps_structure = keeps_structure
        self._placeholder = placeholder
        self._changes = list(ooxml.find_all(root, *_TRACKED, *_LOOK))
        self._rows = _tracked_rows(self._changes)
        self._known: dict[Element, list[Piece]] = {}

    # -- fields

    @cached_property
    def _controls(self) -> Mapping[str, Element]:
        """The first control of each tag."""
        found: dict[str, Element] = {}
        for control, tag in ooxml.tags(self._root).items():
            if tag:
                found.setdefault(tag, control)
        return found

    @cached_property
    def _tagged(self) -> frozenset[str]:
        """The tags of all controls."""
        return frozenset(ooxml.val(one) or "" for one in ooxml.find_all(self._root, "w:tag"))

    @cached_property
    def _bookmarks(self) -> tuple[Mapping[Element, Home], Mapping[Element, str]]:
        """The paragraphs of longer texts, and the starts of other answers, that only bookmarks tell of."""
        marked: dict[str, list[Element]] = {}
        inline: dict[Element, str] = {}
        for start in ooxml.find_all(self._root, "w:bookmarkStart"):
            named = anchor.parsed(ooxml.val(start, "w:name") or "")
            address = self._by_bookmark.get(named.address) if named else None
            if address is None or (self._keeps_structure and address in self._tagged):
                continue
            field = finding.what(address)
            if not isinstance(field, Answer):
                continue
            if field.kind == "text":
                if (paragraph := _paragraph(start)) is not None:
                    marked.setdefault(address, []).append(paragraph)
            elif address not in self._tagged:
                inline[start] = address
        whole: dict[Element, Home] = {}
        for address, paragraphs in marked.items():
            for one in finding.with_those_between(paragraphs):
                whole.setdefault(one, self._controls.get(address, address))
        return whole, inline

    def home(self, element: Element) -> Home | None:
        """Return the field that the paragraph *element*, or what is around it, stands in."""
        for holder in element.iterancestors(ooxml.name("w:sdt")):
            tag = ooxml.tag_of(holder)
            if tag.startswith(IGNORED_IN_READING):
                return None
            if isinstance(finding.what(tag), Answer):
                return None if _is_empty(holder) else holder
        return self._bookmarks[0].get(element)

    # -- words

    def pieces(self, paragraph: Element) -> list[Piece]:
        """Return the words of *paragraph* in reading order, those in boxes that hang on to it left out."""
        if paragraph not in self._known:
            found: list[Piece] = []
            self._gather(paragraph, self._outer(paragraph), self.home(paragraph), [], found)
            self._known[paragraph] = found
        return self._known[paragraph]

    def _outer(self, paragraph: Element) -> _State:
        """Return what becomes of *paragraph* by what is around it."""
        state = _State()
        for holder in reversed(list(paragraph.iterancestors())):
            if ooxml.is_a(holder, *_TRACKED):
                state = state.changed(holder)
            elif holder in self._rows:
                for change in self._rows[holder]:
                    state = state.changed(change)
        return state

    def _gather(
        self, holder: Element, state: _State, home: Home | None, marks: list[str], found: list[Piece]
    ) -> None:
        inline = self._bookmarks[1]
        for one in ooxml.children(holder):
            if ooxml.is_a(one, "w:r"):
                self._run(one, state, marks[-1] if home is None and marks else home, found)
            elif ooxml.is_a(one, *_TRACKED):
                self._gather(one, state.changed(one), home, marks, found)
            elif ooxml.is_a(one, "w:sdt"):
                tag = ooxml.tag_of(one)
                locked = tag.startswith(IGNORED_IN_READING)
                inner = one if not locked and isinstance(finding.what(tag), Answer) else home
                if inner is not one or not _is_empty(one):
                    self._gather(one, state, None if locked else inner, marks, found)
            elif ooxml.is_a(one, "w:bookmarkStart"):
                if one in inline:
                    marks.append(inline[one])
            elif ooxml.is_a(one, "w:bookmarkEnd"):
                if marks and _ends(one, marks[-1], inline):
                    marks.pop()
            elif ooxml.is_a(one, "mc:AlternateContent"):
                for first in ooxml.children(one)[:1]:
                    self._gather(first, state, home, marks, found)
            elif not ooxml.is_a(one, *_NOT_WORDS):
                self._gather(one, state, home, marks, found)

    def _run(self, run: Element, state: _State, home: Home | None, found: list[Piece]) -> None:
        look = ooxml.child(run, "w:rPr")
        if self._placeholder and ooxml.val(ooxml.child(look, "w:rStyle")) == self._placeholder:
            return
        change = ooxml.child(look, "w:rPrChange")
        if change is not None and state.kind == "same":
            state = _State("same", author(change), moment(change))
        for one in ooxml.children(run):
            words = (one.text or "") if ooxml.is_a(one, "w:delText") else speech.said(one)
            if words:
                found.append(Piece(Mark(state.kind, words, state.author, state.written), home, one))

    def _end(self, paragraph: Element) -> Mark:
        """Return what becomes of the end of *paragraph*, as a line break."""
        state = self._outer(paragraph)
        mark = ooxml.child(paragraph, "w:pPr", "w:rPr")
        for one in () if mark is None else ooxml.children(mark):
            if ooxml.is_a(one, *_TRACKED):
                state = state.changed(one)
        return Mark(state.kind, "\n", state.author, state.written)

    def _paragraphs(self, home: Home) -> list[Element]:
        """Return the paragraphs that *home* is in, or that are in it."""
        if isinstance(home, str):
            whole = [one for one, address in self._bookmarks[0].items() if address == home]
            starts = [one for one, address in self._bookmarks[1].items() if address == home]
            return whole or [one for start in starts if (one := _paragraph(start)) is not None][:1]
        around = _paragraph(home)
        if around is not None:
            return [around]
        inside = list(speech.paragraphs(ooxml.content_of(home)))
        strays = [one for one, control in self._bookmarks[0].items() if control is home]
        return list(dict.fromkeys([*inside, *strays]))

    def words(self, home: Home) -> tuple[Mark, ...]:
        """Return all that stands in *home*."""
        found: list[Mark] = []
        end: Mark | None = None
        for paragraph in self._paragraphs(home):
            if end is not None:
                found.append(end)
            found += (one.mark for one in self.pieces(paragraph) if one.home == home)
            end = self._end(paragraph)
        return joined(found)

    def all_words(self, element: Element) -> list[Mark]:
        """Return all that stands in *element*, in fields or not."""
        return [
            mark
            for paragraph in speech.paragraphs([element])
            for mark in (*(one.mark for one in self.pieces(paragraph)), self._end(paragraph))
        ]

    # -- changes

    def tracked(self) -> Tracked:
        """Return what the tracked changes make of the document."""
        touched: dict[Element, None] = {}
        authors: dict[str, None] = {}
        for change in self._changes:
            authors.setdefault(author(change))
            for paragraph in _touched(change):
                touched.setdefault(paragraph)
        homes: dict[Home, tuple[Mark, ...]] = {}
        items: dict[Element, Mark | None] = {}
        for paragraph in touched:
            changed = [one for one in self.pieces(paragraph) if _is_changed(one.mark)]
            met = dict.fromkeys(one.home for one in changed if one.home is not None)
            outer = self.home(paragraph)
            if outer is not None and (_is_changed(self._end(paragraph)) or _has_another_look(paragraph)):
                met.setdefault(outer)
            for home in met:
                if home not in homes:
                    homes[home] = self.words(home)
            for item in _items_around(paragraph):
                if item not in items:
                    items[item] = self._whole(item, touched)
        besides, gone = self._besides(list(touched))
        return Tracked(
            {home: words for home, words in homes.items() if any(map(_is_changed, words))},
            besides,
            gone,
            tuple((control, mark) for control, mark in items.items() if mark is not None),
            tuple(one for one in authors if one),
        )

    def _whole(self, item: Element, touched: Container[Element]) -> Mark | None:
        """Return the change of the *item* with that control, if all that it says is added or removed."""
        if any(one not in touched and ooxml.own_words(one).strip() for one in ooxml.find_all(item, "w:p")):
            return None
        marks = self.all_words(item)
        before, after = rejected(marks), accepted(marks)
        if bool(before.strip()) == bool(after.strip()):
            return None
        kind: MarkKind = "removed" if before.strip() else "added"
        first = next(one for one in marks if one.kind == kind)
        return Mark(kind, (before if kind == "removed" else after).strip(), first.author, first.written)

    def _besides(
        self, touched: list[Element]
    ) -> tuple[Mapping[Element, tuple[Mark, ...]], tuple[tuple[Element | None, tuple[Mark, ...]], ...]]:
        """Return the changed words outside of fields, of paragraphs that are left and of others."""
        besides: dict[Element, tuple[Mark, ...]] = {}
        gone: list[tuple[Element | None, tuple[Mark, ...]]] = []
        carried: dict[Element, list[Mark]] = {}
        for paragraph in touched:
            marks = [one.mark for one in self.pieces(paragraph) if one.home is None]
            marks = [*carried.pop(paragraph, ()), *marks]
            end = self._end(paragraph)
            if end.kind == "removed" and any(one.text.strip() for one in marks):
                following = _next(paragraph)
                if following is not None and any(one.kind in ("same", "added") for one in marks):
                    carried[following] = [*marks, end]
                    if following not in touched:
                        besides[following] = joined([*marks, end, *self._outside(following)])
                    continue
                if not accepted(marks).strip():
                    gone.append((_before(paragraph), joined(marks)))
                    continue
            if any(_is_changed(one) for one in marks):
                besides[paragraph] = joined(marks)
        return besides, tuple(gone)

    def _outside(self, paragraph: Element) -> Iterator[Mark]:
        return (one.mark for one in self.pieces(paragraph) if one.home is None)


def accepted(marks: Iterable[Mark]) -> str:
    """Return the words when every change is accepted."""
    return "".join(one.text for one in marks if one.kind in ("same", "added"))


def rejected(marks: Iterable[Mark]) -> str:
    """Return the words as they were before every change."""
    return "".join(one.text for one in marks if one.kind in ("same", "removed"))


def joined(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return *marks* in the words of answers, with those after each other by the same hand as one."""
    runs: list[list[Mark]] = []
    for one in marks:
        if runs and _hand(runs[-1][0]) == _hand(one):
            runs[-1].append(one)
        else:
            runs.append([one])
    whole = normal_words("".join(one.text for run in runs for one in run))
    found: list[Mark] = []
    place = 0
    for run in runs:
        length = sum(len(one.text) for one in run)
        text = whole[place : place + length] if whole else "".join(one.text for one in run)
        found.append(Mark(run[0].kind, text, run[0].author, run[0].written))
        place += length
    return tuple(found)


def normal_words(text: str) -> str:
    """Return *text* off a page as an answer has it, as long as it was; empty where that cannot be."""
    plain = typography.restored(normal.text(text))
    return plain if len(plain) == len(text) else ""


def _hand(mark: Mark) -> tuple[object, ...]:
    return mark.kind, mark.author, mark.written


def _is_changed(mark: Mark) -> bool:
    return mark.kind != "same" or bool(mark.author)


def _has_another_look(paragraph: Element) -> bool:
    return ooxml.child(paragraph, "w:pPr", "w:pPrChange") is not None


def _is_empty(control: Element) -> bool:
    """Return whether a field only shows what is to be filled in."""
    return ooxml.is_on(ooxml.child(control, "w:sdtPr", "w:showingPlcHdr"))


def _paragraph(element: Element) -> Element | None:
    return next(element.iterancestors(ooxml.name("w:p")), None)


def _tracked_rows(changes: Iterable[Element]) -> Mapping[Element, list[Element]]:
    """Return the rows that are added or removed as a whole, with those of the *changes* that say so."""
    found: dict[Element, list[Element]] = {}
    for change in changes:
        properties = change.getparent() if ooxml.is_a(change, "w:ins", "w:del") else None
        if properties is not None and ooxml.is_a(properties, "w:trPr"):
            row = properties.getparent()
            if row is not None:
                found.setdefault(row, []).append(change)
    return found


def _touched(change: Element) -> Iterator[Element]:
    """Yield the paragraphs that *change* is about."""
    around = _paragraph(change)
    if around is not None:
        yield around
        return
    properties = change.getparent()
    if properties is not None and ooxml.is_a(properties, "w:trPr"):
        row = properties.getparent()
        yield from () if row is None else ooxml.find_all(row, "w:p")
        return
    yield from ooxml.find_all(change, "w:p")


def _items_around(paragraph: Element) -> Iterator[Element]:
    """Yield the controls of the items that *paragraph* is in, innermost first, and of those within it."""
    for control in paragraph.iterancestors(ooxml.name("w:sdt")):
        if finding.what(ooxml.tag_of(control)) == "item":
            yield control


def _ends(end: Element, address: str, starts: Mapping[Element, str]) -> bool:
    id_ = ooxml.val(end, "w:id")
    return any(found == address and ooxml.val(start, "w:id") == id_ for start, found in starts.items())


def _next(paragraph: Element) -> Element | None:
    return next(paragraph.itersiblings(ooxml.name("w:p")), None)


def _before(paragraph: Element) -> Element | None:
    return next(paragraph.itersiblings(ooxml.name("w:p"), preceding=True), None)
