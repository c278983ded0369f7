"""An item of a list: known by its name, or begun by a paragraph that tells the name and more."""

import dataclasses
import re
from dataclasses import dataclass

from lokdesk.agreement import address as at
from lokdesk.recognition import appendix, measure, party, words
from lokdesk.recognition.lexicon import ItemWords
from lokdesk.recognition.passage import Passage, Span
from lokdesk.recognition.proposing import Proposing, part

SURE, QUITE = 0.8, 0.7
"""How like what an answer of an item is called a label is, to be taken for it anyway, or with other signs."""
FORUMS = "organisation/forums"
_LONGEST_NAME = 90
_LEAD = re.compile(r"^(.{2,80}?)(?:\s+[–—-]\s+|:\s+)(?=\S)")


@dataclass
class Within:
    """The item that is read: its list, its address, and what was last spoken of."""

    items: ItemWords
    address: str
    field: str = ""
    plain: bool = False
    """Whether it came from a paragraph that is like any other."""
    pointed: bool = False
    """Whether the points of a list of its own are being read."""
    texts: set[str] = dataclasses.field(default_factory=set[str])

    def pattern(self, name: str) -> str:
        """Return the pattern of the answer called *name* in such an item."""
        return f"{self.items.list}/*/{name}"


def named(to: Proposing, list_: str, name: Span, confidence: float) -> str:
    """Return the address of the item with that *name*, a new one where there is none yet."""
    said = to.text(name)
    if list_ in ("parties", "collaborators"):
        return party.one(to, list_, name, confidence)
    if list_ == "appendices":
        return appendix.one(to, name, confidence)
    known = to.named(list_, said)
    if known:
        to.heading(list_, name, confidence)
        return known
    address = to.item(list_, name, said)
    to.answer(at.join(address, to.lexicon.items[list_].named), [name], confidence, list_)
    if list_ == FORUMS:
        level(to, address, name)
    return address


def level(to: Proposing, address: str, name: Span) -> None:
    """Propose the level of the forum at *address*, where its *name* tells it."""
    said = to.text(name)
    for known, cues in to.lexicon.levels.items():
        if any(word.startswith(cue[0]) for word in words.stems(said) for cue in cues):
            to.answer(at.join(address, "level"), [name], 0.6, said, value=known)
            return


def begun(to: Proposing, list_: str, one: Passage) -> Within:
    """Make an item of a paragraph or a point: its name, and what is said of it."""
    items = to.lexicon.items[list_]
    text = one.text
    start = 0
    numbered = re.match(r"\s*(\w+)\s+(\d+\s?[a-z]?|[A-Z])\s*(?:[.:–—-]\s*|\s{1,3})(?=\S)", text)
    prefix = numbered is not None and words.stems(numbered[1]) in items.called
    if numbered is not None and prefix:
        start = numbered.end()
    if list_ == "appendices":
        return Within(items, appendix.one(to, part(one, 0), 0.8))
    bold = one.bold_start
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
    while to.text(name).endswith((":", ".", "–")) and name.end - name.start > 1 and rest < len(text):
        name = Span(name.passage, name.start, name.end - 1)
    address = named(to, list_, name, 0.75)
    if list_ == "resources" and to.actor(to.text(name), "parties"):
        # "Fagersta kommun: två handledare" is what that party has.
        to.answer(at.join(address, "party"), [name], 0.7)
    if start:
        to.heading(list_, part(one, 0, start), 0.75)
    within = Within(items, address)
    if rest < len(text):
        tail = part(one, rest)
        said = to.text(tail)
        skipped = len(said) - len(said.lstrip(":–-. "))
        tail = Span(tail.passage, tail.start + skipped, tail.end)
        if bold and end == bold and text[bold - 1].isalnum() and to.text(tail)[:1].islower():
            # The name, in bold, begins a sentence that goes on: all of it is what is said.
            tail = part(one, start)
        if list_ == "goals":
            measure.told(to, address, one, tail.start)
        elif items.holds:
            to.answer(at.join(address, items.holds), [tail], 0.7)
    return within
