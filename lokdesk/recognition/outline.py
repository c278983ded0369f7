"""The parts of a document and what each of them is about, found out from their headings."""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lokdesk.recognition import words
from lokdesk.recognition.layout import Part
from lokdesk.recognition.lexicon import Lexicon, Phrase
from lokdesk.recognition.passage import Passage, Span, Table

ROOT = ""
_LIKELY, _QUITE, _SURE = 0.5, 0.7, 0.9
_NUMBERED = re.compile(
    r"^\s*(?:\d+(?:\.\d+)*[.)]?\s+)?(\w+)\s+(\d+\s?[a-z]?|[A-Z])\b\s*[.:–—-]?\s*", re.UNICODE
)
_FEW = 3
_ORGANISATION, _FORUMS = "organisation", "organisation/forums"
_HELD = ("contacts", "organisation", "mapping", "mapping/statistics")
_OF_PARTIES = ("parties/*/mandate", "parties/*/expectations", "organisation/narratives")


@dataclass
class Node:
    """A heading and what stands below it.

    *means* is the pattern or the name of what it is about, empty where that is not known. Of a heading that
    names an item, *named* is where in the passage the name stands, and *means* is the list. *field* says that
    it is an answer of the item around it. *about* is the part that an appendix holds, where its title tells.
    """

    heading: Passage | None
    level: int
    means: str = ""
    named: Span | None = None
    field: str = ""
    confidence: float = 0.0
    because: str = ""
    about: str = ""
    content: "list[Part | Node]" = dataclasses.field(default_factory=lambda: [])

    @property
    def names_an_item(self) -> bool:
        """Whether the heading is the name of an item."""
        return self.named is not None

    def nodes(self) -> "Iterator[Node]":
        """Yield it and all the headings below it, in reading order."""
        yield self
        for one in self.content:
            if isinstance(one, Node):
                yield from one.nodes()


@dataclass(frozen=True)
class Sense:
    """What a heading is taken for."""

    means: str = ""
    named: Span | None = None
    field: str = ""
    confidence: float = 0.0
    because: str = ""
    about: str = ""


def outlined(parts: "tuple[Part, ...]", lexicon: Lexicon) -> Node:
    """Return the *parts* of a document as a tree."""
    return _Outlining(lexicon).tree(parts)


class _Outlining:
    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._title: Node | None = None
        self._last: Node | None = None
        self._below_title = False

    def tree(self, parts: "tuple[Part, ...]") -> Node:
        root = Node(None, 0, ROOT)
        stack = [root]
        for place, one in enumerate(parts):
            if isinstance(one, Table) or one.kind != "heading":
                stack[-1].content.append(one)
                self._below_title |= self._title is not None
                continue
            empty = place + 1 < len(parts) and _is_heading(parts[place + 1])
            level = one.level
            while len(stack) > 1 and stack[-1].level >= level:
                last = stack[-1]
                if last.level == level and (sense := self._beneath(one, stack)) is not None:
                    # All headings look the same: this one belongs to what the one before it began.
                    level = last.level + (0 if last.names_an_item or last.field else 1)
                    if last.names_an_item or last.field:
                        stack.pop()
                    self._add(stack, Node(one, level, **vars(sense)))
                    break
                stack.pop()
            else:
                sense = self._sense(one, stack, empty)
                self._add(stack, Node(one, level, **vars(sense)))
        return root

    def _add(self, stack: list[Node], node: Node) -> None:
        stack[-1].content.append(node)
        stack.append(node)
        self._last = node
        if node.because == "title":
            self._title = node

    # -- one heading

    def known(self, text: str, around: list[Node]) -> Sense:
        """Return what is known to stand below a heading that says *text*."""
        said = words.stems(text)
        found = Sense()
        for heading in self._lexicon.headings:
            if heading.within and all(node.means.split("/")[0] != heading.within for node in around):
                continue
            likeness = words.nearest(said, heading.phrases)
            if heading.within:
                likeness += 0.01
            elif heading.means in ("purpose", "cover"):
                # "Syfte och mål" holds goals.
                likeness -= 0.02 if likeness < 1 else 0
            elif likeness < 1 and any(said[: len(one)] == one for one in heading.phrases):
                # Otherwise what a heading begins with tells most: "Oenighet mellan parterna".
                likeness += 0.02
            if likeness > found.confidence:
                found = Sense(heading.means, confidence=min(likeness, 1.0), because=heading.means)
        return found if found.confidence >= _LIKELY else Sense()

    def _sense(self, one: Passage, around: list[Node], empty: bool) -> Sense:
        text = one.text
        known = self.known(text, around)
        goes_on = around[-1] is self._title or self._last is self._title is not None
        if not any(node.means for node in around) and (
            (known.confidence < _SURE and self._title is None and self._is_title(one))
            or (goes_on and not self._below_title and one.text[:1].islower())
        ):
            return Sense(because="title")
        numbered = self._numbered(one)
        if numbered is not None and known.confidence < 1.0:
            return numbered
        parent = around[-1]
        if parent.about:
            around = [*around[:-1], Node(parent.heading, parent.level, parent.about)]
            parent = around[-1]
        list_ = _list_around(around)
        if list_ in self._lexicon.items and any(node.names_an_item for node in around):
            name, likeness = self._lexicon.items[list_].field(text)
            if likeness >= _QUITE and likeness >= known.confidence - 0.25:
                return Sense(list_, field=name, confidence=likeness, because=name)
        if parent.means in self._lexicon.items and (labelled := self._labelled(one)) is not None:
            return labelled
        if parent.means in self._lexicon.items and not parent.field:
            natural = known.means.startswith(parent.means) or not known.means
            again = known.means == parent.means and known.confidence == 1.0 and not parent.names_an_item
            if again or (known.confidence >= _SURE and not natural):
                return self._settled(known, parent)
            name, likeness = self._lexicon.items[parent.means].field(text)
            if likeness >= _SURE and name != self._lexicon.items[parent.means].named and not empty:
                return Sense(parent.means, field=name, confidence=likeness, because=name)
            if not parent.names_an_item:
                return Sense(parent.means, _whole(one), confidence=0.8, because="below")
        if parent.means.split("/")[0] == _ORGANISATION or parent.means == _FORUMS:
            if self._lexicon.is_forum(text) and known.confidence < 1.0:
                return Sense(_FORUMS, _whole(one), confidence=0.85, because="forum")
        if parent.means in _OF_PARTIES and (self._lexicon.kind_of_actor(text)):
            return Sense(parent.means, _whole(one), confidence=0.9, because="actor")
        alone = not any(node.means for node in around) and known.confidence < _QUITE and _is_short(text)
        if alone and self._lexicon.is_forum(text):
            return Sense(_FORUMS, _whole(one), confidence=0.6, because="forum")
        if known.means:
            return self._settled(known, parent)
        if self._lexicon.is_forum(text) and any(node.means.startswith(_ORGANISATION) for node in around):
            return Sense(_FORUMS, _whole(one), confidence=0.7, because="forum")
        return Sense()

    def _is_title(self, one: Passage) -> bool:
        said = one.text.casefold()
        return one.style in ("title", "titel") or any(
            word in said for word in self._lexicon.lists["agreement"]
        )

    @staticmethod
    def _settled(known: Sense, parent: Node) -> Sense:
        """Return what is *known*, but for what means another thing below its *parent*."""
        if known.means == "mapping/measures" and parent.means.split("/")[0] not in ("mapping", ""):
            return Sense()
        return known

    def _numbered(self, one: Passage) -> Sense | None:
        """Return what a heading such as "Mål 1: Fler i arbete" is, if it is one."""
        found = _NUMBERED.match(one.text)
        if found is None:
            return None
        called: Phrase = words.stems(found[1])
        list_ = next((items.list for items in self._lexicon.items.values() if called in items.called), None)
        if list_ is None or "*" in list_:
            return None
        start = found.end() if one.text[found.end() :].strip() else 0
        about = ""
        if list_ == "appendices":
            about = self._held(one.text[start:])
            start = 0
        return Sense(
            list_, Span(one.number, start, len(one.text)), confidence=0.95, because=found[1], about=about
        )

    def _labelled(self, one: Passage) -> Sense | None:
        """Return what a heading such as "Lokalt jobbspår: Svetsare" is, if it is one."""
        found = words.label(one.text)
        if found is None or not one.text[found[1] :].strip():
            return None
        called: Phrase = words.stems(found[0])
        list_ = next((items.list for items in self._lexicon.items.values() if called in items.called), "")
        if not list_ or "*" in list_ or list_ == "appendices":
            return None
        return Sense(list_, Span(one.number, found[1], len(one.text)), confidence=0.9, because=found[0])

    def _held(self, title: str) -> str:
        """Return the part of the agreement that an appendix of that *title* holds, or nothing."""
        known = self.known(title, [])
        holds = known.means in self._lexicon.items or known.means in _HELD
        return known.means if holds and known.confidence >= _QUITE and "*" not in known.means else ""

    def _beneath(self, one: Passage, stack: list[Node]) -> Sense | None:
        """Return what *one* is if it belongs to the last part though it looks just like its heading."""
        last = stack[-1]
        list_ = last.means
        if self.known(one.text, stack).confidence >= 0.8 or not list_ or _counts_on(last.heading, one):
            return None
        labelled = self._labelled(one)
        if labelled is not None and labelled.means != list_:
            return None
        numbered = self._numbered(one)
        if numbered is not None:
            return numbered if numbered.means == list_ or list_.startswith(_ORGANISATION) else None
        if last.field and list_ in self._lexicon.items:
            name, likeness = self._lexicon.items[list_].field(one.text)
            if likeness >= _QUITE:
                return Sense(list_, field=name, confidence=likeness, because=name)
        if list_.split("/")[0] == _ORGANISATION and self._lexicon.is_forum(one.text):
            return Sense(_FORUMS, _whole(one), confidence=0.75, because="forum")
        if list_ in self._lexicon.items and "*" not in list_ and (last.names_an_item or not last.content):
            return Sense(list_, _whole(one), confidence=0.6, because="below")
        if list_ in _OF_PARTIES and self._lexicon.kind_of_actor(one.text):
            return Sense(list_, _whole(one), confidence=0.8, because="actor")
        return None


def _counts_on(before: Passage | None, one: Passage) -> bool:
    """Return whether *one* has the number that comes after that of the heading *before* it."""
    if before is None:
        return False
    last, own = words.number(before.text), words.number(one.text)
    if not last or not own:
        return False
    *outer, number = last.split(".")
    return own == ".".join((*outer, str(int(number) + 1)))


def _is_short(text: str) -> bool:
    return len(words.stems(text)) <= _FEW


def _is_heading(one: Part) -> bool:
    return isinstance(one, Passage) and one.kind == "heading"


def _whole(one: Passage) -> Span:
    start = len(one.text) - len(words.without_number(one.text))
    return Span(one.number, start, len(one.text))


def _list_around(around: list[Node]) -> str:
    """Return the list of the nearest item around."""
    return next((node.means for node in reversed(around) if node.names_an_item and node.means), "")
