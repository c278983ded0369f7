"""Finds the answers in a document: by the tags of their controls, or by the bookmarks beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR, GroupOf, ListOf
from lokdesk.agreement.value import is_id, new_id
from lokdesk.word import anchor, ooxml, speech
from lokdesk.word.anchor import Anchor
from lokdesk.word.ooxml import Element
from lokdesk.word.tag import IGNORED_IN_READING


@dataclass(frozen=True)
class Found:
    """An answer in the document: where it belongs, where it was written, and the elements that hold it.

    *address* differs from *source* in a copy of an item, which has an id of its own.
    """

    address: str
    source: str
    answer: Answer
    elements: tuple[Element, ...]
    placeholder: bool
    anchor: Anchor | None = None
    """The bookmark it was found by, for want of a tag."""
    look_is_lost: bool = False
    """Whether it goes by its words alone: nobody knows whether what they look like is the sender's doing."""


@dataclass(frozen=True)
class _Context:
    """The copies of items that the search is within: the addresses written there, and the ones meant."""

    renamed: tuple[tuple[str, str], ...] = ()
    lists: tuple[str, ...] = ()
    """The lists whose controls the search is within."""

    def meant(self, address: str) -> str:
        for written, meant in reversed(self.renamed):
            if address == written or address.startswith(written + SEPARATOR):
                return meant + address.removeprefix(written)
        return address

    def within_copy(self, written: str, meant: str) -> "_Context":
        return replace(self, renamed=(*self.renamed, (written, meant)))


@dataclass
class Finder:
    """Searches a document for answers, in document order."""

    by_bookmark: Mapping[str, str]
    keeps_structure: bool
    found: list[Found] = field(default_factory=list[Found])
    lists: set[str] = field(default_factory=set[str])
    """The lists whose controls are there."""
    items: dict[str, None] = field(default_factory=dict[str, None])
    """The items whose controls are there."""
    copies: list[str] = field(default_factory=list[str])
    """The items that are copies of others, each before those within it."""
    tags: dict[Element, str] = field(default_factory=dict[Element, str])
    """All controls that there are, in document order, with their tags."""
    homes: dict[Element, str] = field(default_factory=dict[Element, str])
    """The controls of answers, lists and items, with the address that each stands for."""

    def search(self, root: Element) -> None:
        """Find all there is in *root*."""
        self.tags = ooxml.tags(root)
        self._tagged = set(self.tags.values())
        self._taken = {
            segment for tag in self._tagged for segment in tag.split(SEPARATOR) if len(segment) == _ID_LENGTH
        }
        self._root = root
        self._read_by_bookmark: set[str] = set()
        self._visit(ooxml.children(root), _Context())

    @cached_property
    def _bookmarked(self) -> Mapping[str, Sequence[Element]]:
        """The starts of all bookmarks of ours, by what they say that they are of."""
        found: dict[str, list[Element]] = {}
        for start in ooxml.find_all(self._root, "w:bookmarkStart"):
            if named := anchor.parsed(ooxml.val(start, "w:name") or ""):
                found.setdefault(named.address, []).append(start)
        return found

    def _visit(self, elements: Iterable[Element], context: _Context) -> None:
        for element in elements:
            tag = element.tag
            if tag == _CONTROL:
                self._control(element, context)
            elif tag == _BOOKMARK:
                self._bookmark(element, context)
            elif tag not in _HOLDS_NO_FIELD:
                self._visit(ooxml.children(element), context)

    def _control(self, control: Element, context: _Context) -> None:
        tag = self.tags[control]
        if tag.startswith(IGNORED_IN_READING):
            return
        content = ooxml.content_of(control)
        field_, address = what(tag), context.meant(tag)
        if isinstance(field_, Answer):
            placeholder = ooxml.is_on(ooxml.child(control, "w:sdtPr", "w:showingPlcHdr"))
            elements = tuple(content)
            if field_.kind == "text":
                elements = tuple(speech.paragraphs(content))
                if not self.keeps_structure:
                    elements = self._with_strays(tag, elements)
            self.homes[control] = address
            self.found.append(Found(address, tag, field_, elements, placeholder))
            self._hold(address, context)
            return
        if field_ == "item" and not content:
            # Its row has been taken away from within it.
            return
        if isinstance(field_, ListOf):
            self.lists.add(address)
            context = replace(context, lists=(*context.lists, address))
        elif field_ == "item":
            if address in self.items:
                copy = at.join(at.parent(address), new_id(self._taken))
                self._taken.add(at.last(copy))
                self.copies.append(copy)
                context = context.within_copy(tag, copy)
                address = copy
            self.items[address] = None
        if field_ is not None:
            self.homes[control] = address
        self._visit(content, context)

    def _hold(self, address: str, context: _Context) -> None:
        """Let the items of the answer at *address* be there where their lists are, without controls, too."""
        for item in items_around(address):
            if at.parent(item) in context.lists:
                self.items.setdefault(item)

    def _with_strays(self, address: str, inside: tuple[Element, ...]) -> tuple[Element, ...]:
        """Return the paragraphs of a rich text whose control has shrunk, with those now outside of it."""
        paragraphs = [_paragraph_of(start) for start in self._bookmarked.get(anchor.name(address), ())]
        return tuple(dict.fromkeys([*inside, *(one for one in paragraphs if one is not None)]))

    def _bookmark(self, start: Element, context: _Context) -> None:
        named = anchor.parsed(ooxml.val(start, "w:name") or "")
        address = self.by_bookmark.get(named.address) if named else None
        if named is None or address is None or address in self._tagged or address in self._read_by_bookmark:
            return
        self._read_by_bookmark.add(address)
        field_ = what(address)
        if not isinstance(field_, Answer):
            return
        if field_.kind == "text":
            marked = [_paragraph_of(one) for one in self._bookmarked[named.address]]
            elements = with_those_between([one for one in marked if one is not None])
        else:
            elements = tuple(_between(start))
            if _says_something_before(start):
                # The words before the bookmark are where they were, and not drawn into it.
                named = named._replace(preceding="")
        self.found.append(Found(context.meant(address), address, field_, elements, False, named))


_ID_LENGTH = 8
_CONTROL, _BOOKMARK = ooxml.name("w:sdt"), ooxml.name("w:bookmarkStart")
_HOLDS_NO_FIELD = frozenset(
    ooxml.name(one)
    for one in (
        *("w:r", "w:pPr", "w:rPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr", "w:bookmarkEnd"),
        *("w:drawing", "w:pict", "w:object"),
    )
)

_KEPT = 16384
"""How many addresses are remembered for what they name; several copies of a document have the same."""


@lru_cache(_KEPT)
def what(address: str) -> Answer | ListOf | str | None:
    """Return what *address* names: an answer, a list, an "item", or nothing we know."""
    try:
        pattern = schema.pattern(address)
    except KeyError:
        return None
    if not _has_ids(address, pattern):
        return None
    if pattern.endswith(f"{SEPARATOR}{schema.ANY}"):
        return "item"
    found = schema.patterns()[pattern]
    return None if isinstance(found, GroupOf) else found


@lru_cache(_KEPT)
def items_around(address: str) -> tuple[str, ...]:
    """Return the items that *address* lies in, outermost first."""
    segments = address.split(SEPARATOR)
    around = (SEPARATOR.join(segments[:end]) for end in range(2, len(segments)))
    return tuple(one for one in around if what(one) == "item")


def _has_ids(address: str, pattern: str) -> bool:
    """Return whether items stand in *address* by their ids, and not as in a template."""
    pairs = zip(address.split(SEPARATOR), pattern.split(SEPARATOR), strict=True)
    return all(is_id(own) for own, meant in pairs if meant == schema.ANY)


def _paragraph_of(element: Element) -> Element | None:
    return next(element.iterancestors(ooxml.name("w:p")), None)


def with_those_between(marked: list[Element]) -> tuple[Element, ...]:
    """Return the *marked* paragraphs with those that have come in between, where they stand side by side."""
    if len(marked) < 2:
        return tuple(marked)
    first, last = marked[0], marked[-1]
    holder = first.getparent()
    if holder is None or last.getparent() is not holder:
        return tuple(dict.fromkeys(marked))
    beside = ooxml.children(holder)
    stretch = beside[beside.index(first) : beside.index(last) + 1]
    return tuple(one for one in stretch if ooxml.is_a(one, "w:p"))


def _says_something_before(start: Element) -> bool:
    """Return whether there are words in the paragraph of the bookmark's *start* before it."""
    paragraph = _paragraph_of(start)
    for element in () if paragraph is None else paragraph.iter():
        if element is start:
            break
        if ooxml.is_element(element) and ooxml.is_a(element, "w:t") and (element.text or "").strip():
            return True
    return False


def _between(start: Element) -> Iterator[Element]:
    """Yield the runs from the bookmark's *start* to its end, within its paragraph."""
    paragraph = _paragraph_of(start)
    id_ = ooxml.val(start, "w:id")
    inside = False
    for element in () if paragraph is None else paragraph.iter():
        if element is start:
            inside = True
        elif inside and ooxml.is_element(element):
            if ooxml.is_a(element, "w:bookmarkEnd") and ooxml.val(element, "w:id") == id_:
                return
            if ooxml.is_a(element, "w:r"):
                yield element
