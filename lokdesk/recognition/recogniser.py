"""Recognises an agreement: proposes for each heading, table, list and paragraph what it is an answer to."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import SEPARATOR, ListOf
from lokdesk.recognition import (
    cover,
    grid,
    layout,
    legal,
    measure,
    outline,
    party,
    period,
    pieces,
    signing,
    words,
)
from lokdesk.recognition.layout import Part
from lokdesk.recognition.lexicon import PARENT, ItemWords, Lexicon
from lokdesk.recognition.outline import Node
from lokdesk.recognition.passage import Passage, Source, Span, Table
from lokdesk.recognition.proposal import Recognition
from lokdesk.recognition.proposing import Proposing, part, whole

_SURE, _QUITE = 0.8, 0.7
_LONGEST_NAME = 90
_LONGEST_LINE = 300
_SHORT_SENTENCE = 12
_SHORT_LABEL = 40
_CAPTION = re.compile(r"^\s*(?:tabell|diagram)\s*\d*[a-z]?\s*[.:–-]?\s*", re.IGNORECASE)
_LEAD = re.compile(r"^(.{2,80}?)(?:\s+[–—-]\s+|:\s+)(?=\S)")
_FIGURE = re.compile(r"^\s*(?:figur|bild)\s*\d+[a-z]?\s*[.:–-]", re.IGNORECASE)
_APPENDIX = re.compile(r"\s*bilaga\s+\d+\s?[a-z]?\s*[.:–—-]?\s+\S.{0,80}[^\s.;,]\s*", re.IGNORECASE)
_LONGEST_CAPTION = 200
_FORUMS = "organisation/forums"
_CONTACT_PATHS = "organisation/contact_paths"
_STATISTICS = "mapping/statistics"
_MANDATES = ("parties/*/mandate", "parties/*/expectations")
_LETTERED = re.compile(r"\s*(\d+)\s?([a-z])\s*", re.IGNORECASE)
_BODIES = "deciding_bodies/*/name"
_CONTACTS = "contacts/*/name"
_GROUPS = frozenset(
    {"mapping", "organisation", "follow_up", "validity", "organisation/regional", "signatures"}
)


NOTHING = Source()
"""A document that says nothing."""


def recognised(source: Source, lexicon: Lexicon, names: Iterable[str] = ()) -> Recognition:
    """Return what is proposed for the passages of *source*; *names* are those of registered actors."""
    return _Recogniser(source, lexicon, frozenset(names)).recognition()


@dataclass
class _Within:
    """The item that is read: its list, its address, and what was last spoken of."""

    items: ItemWords
    address: str
    field: str = ""
    plain: bool = False
    """Whether it came from a paragraph that is like any other."""
    pointed: bool = False
    """Whether the points of a list of its own are being read."""
    texts: set[str] = dataclasses.field(default_factory=set[str])


class _Recogniser:
    def __init__(self, source: Source, lexicon: Lexicon, names: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._names = names
        self._to = Proposing(source, lexicon)
        self._source = source
        self._caption: Passage | None = None
        self._figures = ""
        self._mentioned = 0
        self._listed = _listed_appendices(source)

    def recognition(self) -> Recognition:
        parts = layout.parts(self._source, self._lexicon)
        root = outline.outlined(parts, self._lexicon)
        self._parties_first(root)
        self._node(root, "")
        if not self._to.proposed("validity/start"):
            period.from_title(self._to)
        return self._to.recognition()

    # -- parties are needed before what refers to them

    def _parties_first(self, root: Node) -> None:
        for node in _all(root):
            if node.means in ("parties", "collaborators") and not node.field:
                self._actors(node)
        if not self._to.items("parties"):
            party.from_sentences(self._to, root, self._names)

    def _actors(self, node: Node) -> None:
        list_ = node.means
        for one in list(node.content):
            if isinstance(one, Table):
                self._table(one, [list_], None)
            elif isinstance(one, Passage):
                party.from_passage(self._to, list_, one, self._names)
            elif one.names_an_item and one.means == list_:
                assert one.named is not None  # it names an item
                item = self._item(list_, one.named, one.confidence)
                self._inside(_Within(self._lexicon.items[list_], item), one.content)
            else:
                continue
            node.content.remove(one)

    # -- parts

    def _node(self, node: Node, means: str) -> None:
        """Propose for a heading, and for what stands below it; *means* is what is around it."""
        heading = node.heading
        here = node.means or means
        if heading is None:
            cover.proposed(self._to, node, self._names)
        elif heading is not None and not node.names_an_item and node.means:
            self._to.heading(node.means, whole(heading), node.confidence, node.because)
        self._below(node, here)

    def _below(self, node: Node, here: str) -> None:
        """Propose for what stands below *node*, in the part *here*."""
        if node.names_an_item:
            self._named(node)
        elif here in _MANDATES:
            self._of_parties(node, here)
        elif here == "contacts":
            self._contacts(node)
        elif here == "signatures":
            signing.proposed(self._to, _flat(node), self._names, self._lexicon)
        elif here == "legal_references":
            self._legal(node)
        elif here == "mapping/statistics":
            self._rest(node, here)
        elif here in ("purpose", "contents"):
            self._known(node, here)
        elif here in self._lexicon.items and "*" not in here:
            self._list(node, here)
        elif _is_text(here):
            self._text(node, here)
        else:
            self._rest(node, here)

    def _children(self, node: Node, means: str) -> None:
        for one in node.content:
            if isinstance(one, Node):
                self._node(one, means)

    def _known(self, node: Node, what: str) -> None:
        for one in node.content:
            if isinstance(one, Passage):
                self._to.known(what, whole(one))
            elif isinstance(one, Table):
                self._table(one, [], None)
        self._children(node, "")

    def _text(self, node: Node, address: str, *, nested: bool = False) -> None:
        """Take all that stands below *node* for one text."""
        if nested and node.heading is not None:
            if node.means == address:
                self._to.heading(address, whole(node.heading), node.confidence, node.because)
            else:
                self._to.answer(address, [whole(node.heading)], 0.6, "below")
        current = address
        for one in node.content:
            if isinstance(one, Node):
                if one.means and one.means != address:
                    self._node(one, "")
                else:
                    self._text(one, current, nested=True)
            elif isinstance(one, Table):
                self._table(one, _beside(address), None)
            elif self._caption_or_purpose(one):
                continue
            elif over := self._stands_over(one, address):
                current = over
            elif not self._labelled(one, "", address):
                self._to.answer(current, [whole(one)], node.confidence or 0.6, node.because)

    def _stands_over(self, one: Passage, address: str) -> str:
        """Return the text that a line of its own is the heading of, in the part that *address* belongs to."""
        said = one.text.strip()
        if one.kind != "paragraph" or len(said) > _SHORT_LABEL or said[-1:] in ".!?,;" or ":" in said[:-1]:
            return ""
        found = self._lexicon.answer(said, 0.95, address)
        if not found or found.split(SEPARATOR)[0] != address.split(SEPARATOR)[0] or not _is_text(found):
            return ""
        self._to.heading(found, whole(one), 0.85, said)
        return found

    def _caption_or_purpose(self, one: Passage) -> bool:
        if self._is_purpose(one):
            self._to.known("purpose", whole(one), 0.95)
            return True
        if _CAPTION.match(one.text) and len(one.text) < _LONGEST_CAPTION and _counted(one.text):
            self._caption = one
            return True
        if one.number in self._listed:
            self._appendix(part(one, 0), 0.75)
            return True
        return (_FIGURE.match(one.text) is not None and len(one.text) < _LONGEST_CAPTION) or self._noted(one)

    def _noted(self, one: Passage) -> bool:
        """Propose what is said below a table of figures: where they are from, of when and of whom."""
        if not self._figures:
            return False
        items = self._lexicon.items[_STATISTICS]
        told = [piece for piece in pieces.pieces(one, "", items) if piece.label is not None]
        for piece in told:
            assert piece.label is not None  # that is what tells it
            self._to.heading(f"{_STATISTICS}/*/{piece.name}", piece.label, 0.8)
            self._to.answer(at.join(self._figures, piece.name), [piece.span], 0.8, "tabell")
        return bool(told)

    def _is_purpose(self, one: Passage) -> bool:
        said = words.stems(one.text)
        phrases = self._lexicon.phrases["purpose"]
        return len(said) < 40 and sum(words.holds(said, phrase) for phrase in phrases) >= len(phrases) - 1

    def _rest(self, node: Node, means: str) -> None:
        """Take what stands below a heading that is no text of its own, by its sentences where those tell."""
        current = ""
        for one in node.content:
            if isinstance(one, Node):
                unknown = not one.means and means in _GROUPS
                self._node(one, means if unknown else "")
            elif isinstance(one, Table):
                self._table(one, _lists_in(means, self._lexicon), None)
            elif self._caption_or_purpose(one) or self._labelled(one, means):
                continue
            elif means in _GROUPS and (over := self._stands_over(one, means)):
                current = over
            elif current:
                self._to.answer(current, [whole(one)], 0.75, current)
            elif means in _GROUPS:
                self._sentences(one, means)
            elif means in ("", "cover"):
                period.mentioned(self._to, one, sure=False)

    def _sentences(self, one: Passage, means: str) -> None:
        """Propose for each sentence of *one* what in the part *means* it is about."""
        if means == "validity" and period.mentioned(self._to, one, sure=True):
            return
        target = self._lexicon.holds.get(means, "")
        spans: list[tuple[str, int, int]] = []
        for start, end in words.sentences(one.text):
            said = one.text[start:end]
            found = next(
                (
                    each.means
                    for each in self._lexicon.answers
                    if each.within == means and words.mentions(said, each.cues)
                ),
                target,
            )
            if found == "follow_up/interval":
                if period.often(self._to, found, one, start, end) and len(said.split()) <= _SHORT_SENTENCE:
                    continue
                found = target
            if spans and spans[-1][0] == found:
                spans[-1] = (found, spans[-1][1], end)
            else:
                spans.append((found, start, end))
        for address, start, end in spans:
            if address and _is_text(address):
                self._to.answer(address, [part(one, start, end)], 0.65, means)
            elif address:
                self._to.answer(address, [part(one, start, end)], 0.5, means)

    def _labelled(self, one: Passage, means: str, around: str = "") -> bool:
        """Propose what stands after a colon, where what stands before it names an answer.

        *means* is the part it stands in, where only answers of that can be meant; *around* where others can.
        """
        found = words.label(one.text)
        if found is None:
            return False
        said, start = found
        address = "" if said[-1:].isdigit() else self._lexicon.answer(said, around=around or means)
        if not address or not one.text[start:].strip():
            return False
        if means not in ("", "cover") and at.join(address).split(SEPARATOR)[0] != means.split(SEPARATOR)[0]:
            return False
        if address == "title" and means not in ("", "cover"):
            return False
        if address in period.ENDS and period.both(self._to, one, start):
            return True
        if self._to.answer(address, [part(one, start)], 0.85, said):
            self._to.heading(address, part(one, 0, start), 0.85, said)
            if address == "validity/start":
                period.kind(self._to, one)
            return True
        return False

    # -- lists

    def _list(self, node: Node, list_: str) -> None:
        """Take what stands below *node* for items of *list_*."""
        items = self._lexicon.items[list_]
        named = [one for one in node.content if isinstance(one, Node) and one.names_an_item]
        within: _Within | None = None
        pointed = False
        for place, one in enumerate(node.content):
            if isinstance(one, Table):
                self._table(one, [list_, *_lists_in(list_, self._lexicon)], within)
            elif isinstance(one, Node):
                if f"{list_}/*/{one.field}" in _MANDATES and one.heading is not None:
                    means = f"{list_}/*/{one.field}"
                    self._to.heading(means, whole(one.heading), one.confidence, one.because)
                    self._of_parties(one, means)
                    continue
                if one.field and one.means == list_:
                    last = self._to.items(list_)
                    if last:
                        self._field_node(_Within(items, last[-1]), one)
                        continue
                if not one.means:
                    self._node(
                        Node(
                            one.heading,
                            one.level,
                            list_,
                            named=_name(one),
                            confidence=0.5,
                            content=one.content,
                        ),
                        list_,
                    )
                else:
                    self._node(one, "")
            elif self._caption_or_purpose(one):
                continue
            elif one.kind == "item" and not (within and within.field):
                deeper = one.level > 0 and within is not None
                if deeper and within is not None:
                    self._bullet(within, one)
                else:
                    within = self._item_from(list_, one)
                    pointed = True
            elif pointed and words.label(one.text) is None:
                # The points are over, and what comes after them is not about the last of them.
                within, pointed = None, False
                self._introduction(list_, one)
            elif not named:
                within = self._paragraph_in_list(list_, one, within, node.content[place + 1 :])
            else:
                self._introduction(list_, one)

    def _introduction(self, list_: str, one: Passage) -> None:
        """Propose for what is said before the items of a list."""
        group = list_.split(SEPARATOR)[0]
        if list_ == _CONTACT_PATHS:
            # Contacts told in a text are no summary of the organisation.
            return
        if group in self._lexicon.holds and not one.text.rstrip().endswith(":"):
            self._sentences(one, group)
        else:
            period.mentioned(self._to, one, sure=False)

    def _paragraph_in_list(
        self, list_: str, one: Passage, within: _Within | None, following: Sequence[object]
    ) -> _Within | None:
        items = self._lexicon.items[list_]
        text = one.text.strip()
        found = words.label(one.text)
        if found is not None and (
            found[0][-1:].isdigit() or (one.block.runs and _bold_start(one) >= len(found[0]))
        ):
            called = words.stems(found[0])
            if called in items.called or one.bold or _bold_start(one):
                return self._item_from(list_, one)
        if found is not None and self._is_named_before(items, found, one) and "*" not in list_:
            return self._item_from(list_, one)
        bold = _bold_start(one)
        if bold and items.field(one.text[:bold])[1] < _QUITE:
            return self._item_from(list_, one)
        if within is not None and not (within.plain and found is None and len(text) <= _LONGEST_LINE):
            self._in_item(within, one)
            return within
        if text.endswith(":") or any(
            isinstance(each, Table) or (isinstance(each, Passage) and each.kind == "item")
            for each in following[:2]
        ):
            self._introduction(list_, one)
            return None
        if list_ == "goals" and len(text) <= _LONGEST_LINE:
            made = self._item_from(list_, one)
            made.plain = True
            return made
        self._introduction(list_, one)
        return None

    def _is_named_before(self, items: ItemWords, found: tuple[str, int], one: Passage) -> bool:
        """Return whether what stands before a colon is the name of an item, with what it is after it."""
        said, start = found
        return (
            len(said) <= _SHORT_LABEL
            and bool(one.text[start:].strip())
            and items.field(said)[1] < _QUITE
            and not self._lexicon.answer(said)
        )

    def _item_from(self, list_: str, one: Passage) -> _Within:
        """Make an item of a paragraph or a point: its name, and what is said of it."""
        items = self._lexicon.items[list_]
        text = one.text
        start = 0
        numbered = re.match(r"\s*(\w+)\s+(\d+\s?[a-z]?|[A-Z])\s*(?:[.:–—-]\s*|\s{1,3})(?=\S)", text)
        prefix = numbered is not None and words.stems(numbered[1]) in items.called
        if numbered is not None and prefix:
            start = numbered.end()
        if list_ == "appendices":
            return _Within(items, self._appendix(part(one, 0), 0.8))
        bold = _bold_start(one)
        split = _LEAD.match(text[start:])
        first = start + next(words.sentences(text[start:]))[1]
        if bold and bold < len(text.rstrip()):
            end = bold
            rest = bold
        elif list_ == "goals" and first < len(text) and not (split and start + split.end(1) < first):
            end = rest = first
        elif split is not None and len(split[1]) <= _LONGEST_NAME:
            end, rest = start + split.end(1), start + split.end()
        elif len(text) - start > _LONGEST_NAME and items.holds and list_ != "goals":
            end = rest = next(words.sentences(text))[1]
        else:
            end = rest = len(text)
        name = part(one, start, end)
        while (
            self._to.text(name).endswith((":", ".", "–")) and name.end - name.start > 1 and rest < len(text)
        ):
            name = Span(name.passage, name.start, name.end - 1)
        address = self._item(list_, name, 0.75)
        if list_ == "resources" and self._to.actor(self._to.text(name), "parties"):
            # "Fagersta kommun: två handledare" is what that party has.
            self._to.answer(at.join(address, "party"), [name], 0.7)
        if start:
            self._to.heading(list_, part(one, 0, start), 0.75)
        within = _Within(items, address)
        if rest < len(text):
            tail = part(one, rest)
            said = self._to.text(tail)
            skipped = len(said) - len(said.lstrip(":–-. "))
            tail = Span(tail.passage, tail.start + skipped, tail.end)
            if bold and end == bold and text[bold - 1].isalnum() and self._to.text(tail)[:1].islower():
                # The name, in bold, begins a sentence that goes on: all of it is what is said.
                tail = part(one, start)
            if list_ == "goals":
                measure.told(self._to, address, one, tail.start)
            elif items.holds:
                self._to.answer(at.join(address, items.holds), [tail], 0.7)
        return within

    def _item(self, list_: str, name: Span, confidence: float) -> str:
        """Return the address of the item with that *name*, a new one where there is none yet."""
        said = self._to.text(name)
        if list_ in ("parties", "collaborators"):
            return party.one(self._to, list_, name, confidence)
        if list_ == "appendices":
            return self._appendix(name, confidence)
        known = self._to.named(list_, said)
        if known:
            self._to.heading(list_, name, confidence)
            return known
        address = self._to.item(list_, name, said)
        named = self._lexicon.items[list_].named
        self._to.answer(at.join(address, named), [name], confidence, list_)
        if list_ == _FORUMS:
            self._level(address, name)
        return address

    def _level(self, address: str, name: Span) -> None:
        said = self._to.text(name)
        for level, cues in self._lexicon.levels.items():
            if any(word.startswith(cue[0]) for word in words.stems(said) for cue in cues):
                self._to.answer(at.join(address, "level"), [name], 0.6, said, value=level)
                return

    def _appendix(self, name: Span, confidence: float) -> str:
        """Make an appendix of words such as "Bilaga 1c. Kontaktlista"."""
        text = self._to.text(name)
        found = re.match(r"\s*(?:bilaga\s+)?(\d+)\s?([a-z]?)\b\s*[.:–—-]?\s*", text, re.IGNORECASE)
        start = found.end() if found else 0
        title = part(self._source.by_number[name.passage], name.start + start, name.end)
        known = self._to.named("appendices", self._to.text(title))
        if known:
            self._to.heading("appendices", name, confidence)
            return known
        address = self._to.item("appendices", name, self._to.text(title))
        if found:
            number = Span(name.passage, name.start + found.start(1), name.start + found.end(1))
            self._to.answer(at.join(address, "number"), [number], confidence)
            if found[2]:
                letter = Span(name.passage, name.start + found.start(2), name.start + found.end(2))
                self._to.answer(at.join(address, "letter"), [letter], confidence)
            self._to.heading(
                "appendices", Span(name.passage, name.start, name.start + found.start(1)), confidence
            )
        self._to.answer(at.join(address, "title"), [title], confidence)
        return address

    # -- within an item

    def _named(self, node: Node) -> None:
        heading = node.heading
        assert heading is not None and node.named is not None  # it names an item
        if node.means in (*_MANDATES, "organisation/narratives"):
            self._of_one_party(node)
            return
        if self._is_over_a_table(node):
            self._to.heading(node.means, whole(heading), node.confidence)
            self._list(node, node.means)
            return
        before = part(heading, 0, node.named.start)
        self._to.heading(node.means, before, node.confidence)
        item = self._item(node.means, node.named, node.confidence)
        if node.means == "appendices":
            self._in_appendix(node, item)
            return
        self._inside(_Within(self._lexicon.items[node.means], item), node.content)

    def _is_over_a_table(self, node: Node) -> bool:
        """Return whether there are but tables below the heading that are items themselves, or have them."""
        caption: Passage | None = None
        many = 0
        for one in node.content:
            if isinstance(one, Passage) and _CAPTION.match(one.text):
                caption = one
            elif isinstance(one, Table):
                found = grid.grid(one, self._lexicon, [node.means])
                told = grid.sheet(one, self._lexicon, [node.means])
                rows = found is not None and found.list == node.means
                named = told is not None and (
                    told.named is not None or self._names_known(node.means, caption)
                )
                if not rows and not (named and told is not None and told.list == node.means):
                    return False
                many += 1
            else:
                return False
        return many > 0

    def _names_known(self, list_: str, caption: Passage | None) -> bool:
        return caption is not None and bool(self._known_in(list_, caption))

    def _in_appendix(self, node: Node, item: str) -> None:
        if node.about and any(not isinstance(one, Passage) for one in node.content):
            # "Bilaga 5: Lokala jobbspår" holds the job tracks of the agreement.
            self._below(replace(node, means=node.about, named=None), node.about)
            return
        for one in node.content:
            if isinstance(one, Node):
                if one.means:
                    self._node(one, "")
                else:
                    self._text(one, at.join(item, "text"), nested=True)
            elif isinstance(one, Table):
                self._table(one, ["parties/*/contacts", "mapping/statistics"], None)
            elif not self._caption_or_purpose(one):
                self._to.answer(at.join(item, "text"), [whole(one)], 0.6, "bilaga")

    def _inside(self, within: _Within, content: "Iterable[Part | Node]") -> None:
        for one in content:
            if isinstance(one, Table):
                self._table(one, self._nested_lists(within), within)
            elif isinstance(one, Node):
                within.field = ""
                if one.field and one.means == within.items.list:
                    self._field_node(within, one)
                elif one.means and not one.field:
                    self._node(one, "")
                elif within.items.holds:
                    self._text(one, at.join(within.address, within.items.holds), nested=True)
                else:
                    self._rest(one, "")
            else:
                self._in_item(within, one)

    def _field_node(self, within: _Within, node: Node) -> None:
        assert node.heading is not None  # it has been taken for an answer
        self._to.heading(_pattern(within, node.field), whole(node.heading), node.confidence, node.because)
        inner = _Within(within.items, within.address, node.field)
        for one in node.content:
            if isinstance(one, Passage):
                if self._caption_or_purpose(one):
                    continue
                label = words.label(one.text)
                if label is not None and one.kind != "item" and within.items.field(label[0])[1] >= _SURE:
                    self._in_item(inner, one)
                elif inner.field:
                    self._in_pieces(inner, inner.field, one, 0.8)
                else:
                    self._in_item(inner, one)
            elif isinstance(one, Table):
                self._table(one, self._nested_lists(within), within)
            elif node.field and _is_text(_pattern(within, node.field)):
                self._text(one, at.join(within.address, node.field), nested=True)
            else:
                self._rest(one, "")

    def _nested_lists(self, within: _Within) -> list[str]:
        nested = [f"{within.items.list}/*/{_list_of(name)}" for name in within.items.words if "*" in name]
        return [*nested, within.items.list, *_lists_in(within.items.list, self._lexicon)]

    def _in_item(self, within: _Within, one: Passage) -> None:
        """Propose for a paragraph or a point below the name of an item."""
        if self._caption_or_purpose(one):
            return
        if one.kind == "item" or one.block.kind != "paragraph":
            self._bullet(within, one)
            within.pointed = True
            return
        if within.pointed and _nested(within.field):
            # The points are over, and what comes after them is none of them.
            within.field = ""
        within.pointed = False
        found = words.label(one.text)
        bold = _bold_start(one)
        if found is None and 0 < bold < len(one.text):
            found = one.text[:bold].strip(" .:"), bold
        if found is not None:
            said, start = found
            name, likeness = within.items.field(said)
            if likeness >= _QUITE and name != PARENT and (likeness >= _SURE or len(said) < 40):
                self._to.heading(_pattern(within, name), part(one, 0, start), likeness, said)
                rest = part(one, start)
                within.field = "" if rest.end > rest.start else name
                if rest.end > rest.start:
                    self._in_pieces(within, name, one, likeness, start)
                    if _nested(name):
                        within.field = self._follows(within, name)
                return
        text = one.text.strip()
        if text.endswith(":") and len(text) < 160:
            name = self._introduces(within, text)
            if name:
                self._to.heading(_pattern(within, name), whole(one), 0.7, name)
                within.field = name
                return
        if within.field:
            self._apply(within, within.field, [whole(one)], 0.7)
            if not _is_text(_pattern(within, within.field)):
                within.field = ""
            return
        self._item_sentences(within, one)

    def _follows(self, within: _Within, name: str) -> str:
        """Return the answer that comes after that called *name* of an item within the item."""
        list_ = _list_of(name)
        inner = self._lexicon.items.get(f"{within.items.list}/*/{list_}")
        return f"{list_}/*/{inner.holds}" if inner is not None and inner.holds else name

    def _introduces(self, within: _Within, text: str) -> str:
        """Return the answer that a sentence with a colon at its end speaks of, or nothing."""
        said = words.stems(text)
        found = ""
        for name, phrases in within.items.words.items():
            if name not in (PARENT, within.items.named) and any(words.holds(said, one) for one in phrases):
                found = name
        return found

    def _item_sentences(self, within: _Within, one: Passage) -> None:
        holds = at.join(within.address, within.items.holds) if within.items.holds else ""
        prefix = f"{within.items.list}/*/"
        spans: list[tuple[str, int, int]] = []
        for start, end in words.sentences(one.text):
            said = one.text[start:end]
            found = next(
                (
                    each.means.removeprefix(prefix)
                    for each in self._lexicon.sentences
                    if each.means.startswith(prefix) and words.mentions(said, each.cues)
                ),
                "",
            )
            address = at.join(within.address, found) if found else holds
            if found == "frequency":
                cues = next(
                    each.cues for each in self._lexicon.sentences if each.means == f"{prefix}frequency"
                )
                if period.often(self._to, address, one, start, end, cues):
                    continue
                address = holds
            elif found == "convenor":
                if period.who(self._to, address, one, start, end):
                    continue
                address = holds
            if spans and spans[-1][0] == address and spans[-1][2] >= start - 2:
                spans[-1] = (address, spans[-1][1], end)
            else:
                spans.append((address, start, end))
        for address, start, end in spans:
            if address:
                self._to.answer(address, [part(one, start, end)], 0.65, within.items.list)
                within.texts.add(address)

    def _bullet(self, within: _Within, one: Passage) -> None:
        """Propose for a point below an item."""
        found = words.label(one.text)
        if found is not None and not within.field:
            name, likeness = within.items.field(found[0])
            if likeness >= _SURE and name != PARENT and one.text[found[1] :].strip():
                self._to.heading(_pattern(within, name), part(one, 0, found[1]), likeness)
                self._apply(within, name, [part(one, found[1])], likeness)
                return
        name = within.field or within.items.bullets
        if name == "composition" and party.begins(self._to, one.text):
            # "Styrgruppen består av:", and then one for each.
            name = "members/*/role"
        if not name and within.items.holds:
            name = within.items.holds
        if (
            not within.field
            and within.items.holds
            and at.join(within.address, within.items.holds) in within.texts
            and not _nested(name)
        ):
            name = within.items.holds
        if name:
            self._in_pieces(within, name, one, 0.7)

    def _in_pieces(self, within: _Within, name: str, one: Passage, confidence: float, start: int = 0) -> None:
        """Propose that *one* is the answer *name* from *start* on, but for what has a label of its own."""
        said = pieces.pieces(one, name, within.items, start)
        if len(said) == 1 and said[0].label is None:
            self._apply(within, name, [part(one, start)], confidence)
            return
        first = _is_text(_pattern(within, name))
        for piece in said:
            if piece.name == name and not first:
                if piece is not said[0]:
                    # A name is told once; what comes after the labels is something else.
                    continue
            if piece.label is not None:
                self._to.heading(_pattern(within, piece.name), piece.label, confidence)
            self._apply(within, piece.name, [piece.span], confidence)

    def _apply(
        self, within: _Within, name: str, spans: Sequence[Span], confidence: float, key: str = ""
    ) -> None:
        """Propose that *spans* are the answer *name* of an item; what is nested is made on the way."""
        address = within.address
        if name == _CONTACTS and within.items.list == "parties":
            for one in spans:
                party.contact_of(self._to, address, one)
            return
        *lists, last = name.split(f"{SEPARATOR}*{SEPARATOR}")
        for nested in lists:
            list_ = at.join(address, nested)
            known = self._to.items(list_)
            if key:
                address = self._to.keyed(list_, key, spans[0])
            elif known and last != self._named_in(within, lists):
                address = known[-1]
            else:
                address = self._to.item(list_, spans[0], self._to.text(spans[0]))
        if name == "members/*/role":
            party.member(self._to, address, spans[0])
            return
        if last == "name" and len(spans) == 1 and party.numbered(self._to, address, spans[0], confidence):
            return
        self._to.answer(at.join(address, last), spans, confidence, name)

    def _named_in(self, within: _Within, lists: Sequence[str]) -> str:
        inner = f"{within.items.list}/*/" + f"{SEPARATOR}*{SEPARATOR}".join(lists)
        found = self._lexicon.items.get(inner)
        return found.named if found else ""

    # -- what stands with a party

    def _of_parties(self, node: Node, means: str) -> None:
        last = at.last(means)
        current = ""
        for one in node.content:
            if isinstance(one, Node):
                self._node(one, "" if one.means else means)
            elif isinstance(one, Table):
                self._table(one, ["parties"], None)
            elif self._caption_or_purpose(one):
                continue
            elif every := party.every(self._to, one.text):
                current = ""
                for address in every:
                    self._to.answer(at.join(address, last), [whole(one)], 0.65, means)
            else:
                found = words.label(one.text)
                lead = found[0] if found else ""
                address = (
                    self._to.actor(lead, "parties") if lead and self._lexicon.kind_of_actor(lead) else ""
                )
                if not address and (bold := _bold_start(one)):
                    address = self._to.actor(one.text[:bold].strip(" .:"), "parties")
                    found = (one.text[:bold], bold)
                if not address and one.kind != "item":
                    address = self._begins_with(one.text)
                    found = ("", 0)
                if address and found is not None:
                    current = address
                    if found[0][-1:].isalnum() and one.text[found[1] :].lstrip()[:1].islower():
                        # "Arbetsförmedlingen ansvarar för …", the name in bold, is one sentence.
                        found = ("", 0)
                    self._to.heading("parties", part(one, 0, found[1]), 0.8)
                    self._to.answer(at.join(current, last), [part(one, found[1])], 0.75, means)
                elif current and words.mentions(one.text, self._lexicon.phrases["each_other"]):
                    # What comes after the parties one by one is of them all.
                    current = ""
                elif current:
                    self._to.answer(at.join(current, last), [whole(one)], 0.7, means)

    def _begins_with(self, text: str) -> str:
        """Return the party that *text* begins with the name of: "Växjö kommun ansvarar för …"."""
        said = words.stems(text)
        best, length = "", 0
        for address in self._to.items("parties"):
            name = words.stems(self._to.name_of(address))
            if name and said[: len(name)] == name and len(name) > length:
                best, length = address, len(name)
        return best

    def _of_one_party(self, node: Node) -> None:
        assert node.heading is not None and node.named is not None  # it names a party
        name = self._to.text(node.named)
        if node.means == "organisation/narratives":
            address = self._to.item(node.means, node.named, name)
            self._to.answer(at.join(address, "party"), [node.named], 0.8)
            self._text(Node(None, 0, content=node.content), at.join(address, "text"))
            return
        address = self._to.actor(name, "parties")
        if not address:
            address = party.one(self._to, "parties", node.named, 0.6)
        else:
            self._to.heading("parties", whole(node.heading), 0.8)
        inner = _Within(self._lexicon.items["parties"], address)
        target = at.join(address, at.last(node.means))
        for one in node.content:
            if isinstance(one, Node):
                name_, likeness = inner.items.field(one.heading.text if one.heading else "")
                if likeness >= _SURE and one.heading is not None:
                    self._to.heading(_pattern(inner, name_), whole(one.heading), likeness)
                    self._text(Node(None, 0, confidence=0.8, content=one.content), at.join(address, name_))
                else:
                    self._text(one, target, nested=True)
            elif isinstance(one, Table):
                self._table(one, ["parties"], None)
            else:
                found = words.label(one.text)
                name_, likeness = inner.items.field(found[0]) if found else ("", 0.0)
                if found is not None and likeness >= _SURE and name_ in ("mandate", "expectations", "unit"):
                    self._to.heading(_pattern(inner, name_), part(one, 0, found[1]), likeness)
                    target = at.join(address, name_) if name_ != "unit" else target
                    self._to.answer(at.join(address, name_), [part(one, found[1])], 0.75)
                else:
                    self._to.answer(target, [whole(one)], 0.75)

    def _contacts(self, node: Node) -> None:
        for one in node.content:
            if isinstance(one, Table):
                self._table(one, ["parties/*/contacts"], None)
            elif isinstance(one, Node):
                self._node(one, "" if one.means else "contacts")
            else:
                party.contact(self._to, one, node.heading)

    def _legal(self, node: Node) -> None:
        for one in node.content:
            if isinstance(one, Table):
                self._table(one, ["legal_references"], None)
            elif isinstance(one, Node):
                self._node(one, "" if one.means else "legal_references")
            else:
                legal.proposed(self._to, one)

    # -- tables

    def _table(self, table: Table, here: list[str], within: _Within | None) -> None:
        found = grid.grid(table, self._lexicon, here)
        if layout.is_signing(table, self._lexicon):
            signing.proposed(self._to, [table], self._names, self._lexicon)
        elif found is not None:
            self._grid(table, found, within)
        elif within is None and (sheet := grid.sheet(table, self._lexicon, here)) is not None:
            self._sheet(table, sheet)
        elif grid.is_of_labels(table, self._lexicon) or within is not None:
            self._labels(table, within)
        elif grid.is_statistics(table):
            self._figures = self._statistics(table)
            self._caption = None
            return
        else:
            self._labels(table, within)
        self._caption, self._figures = None, ""

    def _sheet(self, table: Table, sheet: grid.Sheet) -> None:
        """Propose for a table that tells of one item, its labels to the left."""
        items = self._lexicon.items[sheet.list]
        item = ""
        if sheet.named is not None:
            said = table.cells.get((sheet.named, 1), ())
            self._to.heading(sheet.list, whole(table.cells[sheet.named, 0][0]), 0.85)
            item = self._row_item(sheet.list, sheet.list, [whole(one) for one in said], {})
            if sheet.list == _FORUMS:
                self._level(item, whole(said[0]))
        elif self._caption is not None:
            item = self._captioned(sheet.list, self._caption)
        if not item:
            self._labels(table, None)
            return
        inner = _Within(items, item)
        for row, name in sheet.rows.items():
            label = table.cells[row, 0][0]
            self._to.heading(f"{sheet.list}/*/{name}", whole(label), sheet.likeness)
            said = [one for column in range(1, table.columns) for one in table.cells.get((row, column), ())]
            for one in said:
                if _nested(name) or _is_text(f"{sheet.list}/*/{name}"):
                    self._in_pieces(inner, name, one, 0.85)
            if said and not _nested(name) and not _is_text(f"{sheet.list}/*/{name}"):
                self._cell(inner, name, [whole(one) for one in said], row, {})

    def _captioned(self, list_: str, caption: Passage) -> str:
        """Return the address of the item that a caption names: "Tabell 3. Grunder: Underlag till plan"."""
        known = self._known_in(list_, caption)
        if known:
            self._to.heading(list_, whole(caption), 0.8)
            return known
        found = _CAPTION.match(caption.text)
        return self._item(list_, part(caption, found.end() if found else 0), 0.7)

    def _known_in(self, list_: str, caption: Passage) -> str:
        found = _CAPTION.match(caption.text)
        start = found.end() if found else 0
        after = caption.text.find(": ", start)
        starts = (start, after + 2) if after > 0 else (start,)
        return next((known for one in starts if (known := self._to.named(list_, caption.text[one:]))), "")

    def _labels(self, table: Table, within: _Within | None) -> None:
        """Propose for a table with labels in its left column, or with parts of the agreement there."""
        for row in range(table.rows):
            left = table.cells.get((row, 0), ())
            values = [one for column in range(1, table.columns) for one in table.cells.get((row, column), ())]
            if not left or not values:
                continue
            said = left[0].text.rstrip(": ")
            if within is not None:
                name, likeness = within.items.field(said)
                if likeness >= _QUITE and name != PARENT:
                    self._to.heading(_pattern(within, name), whole(left[0]), likeness)
                    for one in values:
                        self._apply(within, name, [whole(one)], likeness)
                    continue
            address = self._lexicon.answer(said)
            if address:
                if self._to.answer(address, [whole(one) for one in values], 0.85, said):
                    self._to.heading(address, whole(left[0]), 0.85, said)
                    if address == "validity/start":
                        period.kind(self._to, left[0])
                    continue
            if period.mentioned_beside(self._to, left[0], values):
                continue
            sense = outline.outlined(
                (_as_heading(left[0]), *(_as_text(one) for one in values)), self._lexicon
            )
            for node in sense.content:
                if isinstance(node, Node) and node.means and table.columns == 2:
                    if node.means in ("parties", "collaborators"):
                        self._to.heading(node.means, whole(left[0]), node.confidence)
                        for one in values:
                            party.from_passage(self._to, node.means, one, self._names)
                    elif node.means in self._lexicon.items and not any(
                        one.text.rstrip().endswith(".") for one in values
                    ):
                        node.content = [replace(one, kind="item") for one in values]
                        self._node(node, "")
                    else:
                        self._node(node, "")

    def _grid(self, table: Table, found: grid.Grid, within: _Within | None) -> None:
        items = self._lexicon.items[found.list]
        deep = found.list.rpartition("/*/")
        item = ""
        for column, name in found.columns.items():
            for one in table.cells.get((0, column), ()):
                self._to.heading(f"{found.list}/*/{name}", whole(one), min(found.likeness, 1.0))
        for row in range(1, table.rows):
            cells = self._row(table, row, found)
            list_ = found.list
            if deep[1]:
                holder = self._holder(deep[0], deep[2], cells.pop(PARENT, []), within)
                if not holder:
                    continue
                list_ = at.join(holder, deep[2])
            named = cells.get(items.named, [])
            if named:
                item = self._row_item(found.list, list_, named, cells)
            elif not item and not any(cells.values()):
                continue
            elif not item or deep[1]:
                first = next((one[0] for one in cells.values() if one), None)
                if first is None:
                    continue
                item = self._to.item(list_, first)
            inner = _Within(items, item)
            for name, said in cells.items():
                if name != items.named and said:
                    self._cell(inner, name, said, row, cells)
            if named and found.list == _FORUMS:
                self._level(item, named[0])

    def _row(self, table: Table, row: int, found: grid.Grid) -> dict[str, list[Span]]:
        """Return what the cells of a row are the answers to."""
        items = self._lexicon.items[found.list]
        cells: dict[str, list[Span]] = {}
        for column, name in found.columns.items():
            said = table.cells.get((row, column), ())
            if name == PARENT or (name == items.named and found.list in ("parties", "collaborators")):
                cells[name] = [whole(one) for one in said]
                continue
            for piece in pieces.in_cell(said, (name, *found.further.get(column, ())), items):
                if piece.label is not None:
                    self._to.heading(f"{found.list}/*/{piece.name}", piece.label, 0.85)
                cells.setdefault(piece.name, []).append(piece.span)
        return cells

    def _row_item(self, pattern: str, list_: str, named: list[Span], cells: Mapping[str, list[Span]]) -> str:
        if pattern in ("parties", "collaborators", "appendices"):
            address = self._item(pattern, named[0], 0.85)
            if pattern != "appendices":
                for span in named[1:]:
                    party.more(self._to, address, self._source.by_number[span.passage])
            return address
        first = self._source.by_number[named[0].passage]
        name = " ".join(self._to.text(one) for one in named)
        start = 0
        items = self._lexicon.items[pattern]
        numbered = re.match(r"\s*(?:(\w+)\s+)?(\d+)\s*[.:–-]?\s+(?=\S)", self._to.text(named[0]))
        if numbered is not None and (not numbered[1] or words.stems(numbered[1]) in items.called):
            start = numbered.end()
        known = self._to.named(list_, name[start:])
        if known and not self._differs(known, pattern, cells):
            for one in named:
                self._to.heading(pattern, one, 0.8)
            return known
        spans = [part(first, named[0].start + start, named[0].end), *named[1:]]
        address = self._to.item(list_, spans[0], name[start:])
        if pattern == "legal_references" and legal.number(self._to, address, first):
            return address
        self._to.answer(at.join(address, items.named), spans, 0.85, pattern)
        if start:
            self._to.heading(pattern, part(first, named[0].start, named[0].start + start), 0.85)
        return address

    def _differs(self, item: str, pattern: str, cells: Mapping[str, list[Span]]) -> bool:
        """Return whether a row says another thing of an item of the same name: then it is another item."""
        for name, spans in cells.items():
            if _nested(name) or name == self._lexicon.items[pattern].named or _is_text(f"{pattern}/*/{name}"):
                continue
            before = self._to.said(at.join(item, name))
            if before and not words.same(before, " ".join(self._to.text(one) for one in spans)):
                return True
        return False

    def _holder(self, pattern: str, list_: str, said: list[Span], within: _Within | None) -> str:
        """Return the address of the item that a row of its *list_* belongs to."""
        name = " ".join(self._to.text(one) for one in said)
        if name:
            of_actors = pattern == "parties"
            others = ("collaborators",) if f"collaborators/*/{list_}" in schema.patterns() else ()
            found = self._to.actor(name, pattern, *others) if of_actors else self._to.named(pattern, name)
            if found:
                for one in said:
                    self._to.heading(pattern, one, 0.8)
                return found
            if of_actors:
                return ""
            return self._item(pattern, said[0], 0.7)
        return within.address if within is not None and within.items.list == pattern else ""

    def _cell(
        self, within: _Within, name: str, said: list[Span], row: int, cells: Mapping[str, list[Span]]
    ) -> None:
        lettered = _LETTERED.fullmatch(self._to.text(said[0])) if name == "number" else None
        if lettered is not None:
            start = said[0].start
            for part_, last in ((1, "number"), (2, "letter")):
                span = Span(said[0].passage, start + lettered.start(part_), start + lettered.end(part_))
                self._to.answer(at.join(within.address, last), [span], 0.85)
            return
        if name == _BODIES:
            for one in said:
                party.bodies(self._to, within.address, one)
            return
        if name == _CONTACTS:
            for one in said:
                party.contact_of(self._to, within.address, one)
            return
        if not _nested(name):
            answer = schema.patterns().get(_pattern(within, name))
            if not isinstance(answer, Answer):
                return
            if answer.kind == "text":
                for one in said:
                    self._to.answer(at.join(within.address, name), [one], 0.85, name)
            else:
                self._to.answer(at.join(within.address, name), said, 0.85, name)
            return
        beside = {len(one) for other, one in cells.items() if one and _list_of(other) == _list_of(name)}
        if len(said) > 1 and len(beside) == 1:
            for number, one in enumerate(said):
                self._apply(within, name, [one], 0.85, key=f"{row}-{number}")
        else:
            self._apply(within, name, said, 0.85, key=f"{row}-0")

    def _statistics(self, table: Table) -> str:
        """Propose for a table of figures; return the address of it."""
        first = table.passages[0]
        address = self._to.item(_STATISTICS, Span(first.number, 0, 0), "")
        if self._caption is not None:
            found = _CAPTION.match(self._caption.text)
            start = found.end() if found else 0
            self._to.answer(at.join(address, "title"), [part(self._caption, start)], 0.8, "tabell")
            self._to.heading(_STATISTICS, part(self._caption, 0, start), 0.8)
        columns: dict[int, str] = {}
        for column in range(1, table.columns):
            head = table.cells.get((0, column), ())
            if not head:
                continue
            columns[column] = self._to.item(at.join(address, "columns"), whole(head[0]))
            self._to.answer(at.join(columns[column], "name"), [whole(one) for one in head], 0.75, "tabell")
        for row in range(1, table.rows):
            labels = table.cells.get((row, 0), ())
            anything = labels or next(
                (table.cells[row, one] for one in columns if (row, one) in table.cells), ()
            )
            if not anything:
                continue
            own = self._to.item(at.join(address, "rows"), whole(anything[0]))
            self._to.answer(at.join(own, "label"), [whole(one) for one in labels], 0.75, "tabell")
            for column, name in columns.items():
                said = table.cells.get((row, column), ())
                cell = at.join(own, "cells", at.last(name))
                self._to.answer(at.join(cell, "value"), [whole(one) for one in said], 0.75, "tabell")
        return address


def _all(node: Node) -> Iterator[Node]:
    yield node
    for one in node.content:
        if isinstance(one, Node):
            yield from _all(one)


def _flat(node: Node) -> "list[Part]":
    found: list[Part] = []
    for one in node.content:
        if isinstance(one, Node):
            if one.heading is not None:
                found.append(one.heading)
            found += _flat(one)
        else:
            found.append(one)
    return found


def _listed_appendices(source: Source) -> frozenset[int]:
    """Return the passages that name an appendix each, one after the other, wherever they stand."""
    found: set[int] = set()
    for one, other in pairwise(source.passages):
        if all(
            each.kind in ("paragraph", "item") and each.cell is None and _APPENDIX.fullmatch(each.text)
            for each in (one, other)
        ):
            found |= {one.number, other.number}
    return frozenset(found)


def _counted(caption: str) -> bool:
    return any(letter.isdigit() for letter in caption[:12])


def _name(node: Node) -> Span | None:
    return None if node.heading is None else whole(node.heading)


def _is_text(address: str) -> bool:
    try:
        found = schema.patterns().get(schema.pattern(address))
    except KeyError:
        return False
    return isinstance(found, Answer) and found.kind == "text"


def _nested(name: str) -> bool:
    return "*" in name


def _list_of(name: str) -> str:
    return name.split(f"{SEPARATOR}*{SEPARATOR}")[0]


def _pattern(within: _Within, name: str) -> str:
    return f"{within.items.list}/*/{name}"


def _beside(address: str) -> list[str]:
    """Return the lists that stand where the text at *address* does, in the same part."""
    holder = at.parent(address) if SEPARATOR in address else ""
    lists = (one for one, field in schema.patterns().items() if isinstance(field, ListOf))
    return [one for one in lists if holder and at.parent(one) == holder]


def _lists_in(means: str, lexicon: Lexicon) -> list[str]:
    """Return the lists that are usual in the part *means*."""
    group = means.split(SEPARATOR)[0]
    return [one for one in lexicon.items if one.split(SEPARATOR)[0] == group] if group else []


def _bold_start(one: Passage) -> int:
    """Return how much of *one* is bold at its beginning; nothing where all of it is."""
    end = 0
    for run in one.block.runs:
        if not getattr(run, "bold", False):
            break
        end += len(getattr(run, "text", ""))
    return end if 1 < end < len(one.text.rstrip()) else 0


def _as_heading(one: Passage) -> Passage:
    return replace(one, kind="heading", level=1)


def _as_text(one: Passage) -> Passage:
    return replace(one, kind="paragraph" if one.block.kind == "paragraph" else "item")
