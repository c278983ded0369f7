"""What a paragraph or a point says of the item that it stands below."""

from collections.abc import Sequence

from lokdesk.agreement import address as at
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.recognition import aside, entry, party, patterns, period, pieces, words
from lokdesk.recognition.lexicon import PARENT
from lokdesk.recognition.passage import Passage, Span
from lokdesk.recognition.proposing import Proposing, part, whole
from lokdesk.recognition.reading import Reading

CONTACTS = "contacts/*/name"
"""The answer in which contacts are told by all of their particulars."""


def proposed(reading: Reading, within: entry.Within, one: Passage) -> None:
    """Propose for a paragraph or a point below the name of an item."""
    if aside.passed(reading, one):
        return
    if one.kind == "item" or one.block.kind != "paragraph":
        point(reading.to, within, one)
        within.pointed = True
        return
    if within.pointed and patterns.is_nested(within.field):
        # The points are over, and what comes after them is none of them.
        within.field = ""
    within.pointed = False
    found = words.label(one.text)
    bold = one.bold_start
    if found is None and 0 < bold < len(one.text):
        found = one.text[:bold].strip(" .:"), bold
    if found is not None:
        said, start = found
        name, likeness = within.items.field(said)
        if likeness >= entry.QUITE and name != PARENT and (likeness >= entry.SURE or len(said) < 40):
            reading.to.heading(within.pattern(name), part(one, 0, start), likeness, said)
            rest = part(one, start)
            within.field = "" if rest.end > rest.start else name
            if rest.end > rest.start:
                in_pieces(reading.to, within, name, one, likeness, start)
                if patterns.is_nested(name):
                    within.field = _follows(reading.to, within, name)
            return
    text = one.text.strip()
    if text.endswith(":") and len(text) < 160:
        name = _introduces(within, text)
        if name:
            reading.to.heading(within.pattern(name), whole(one), 0.7, name)
            within.field = name
            return
    if within.field:
        applied(reading.to, within, within.field, [whole(one)], 0.7)
        if not patterns.is_text(within.pattern(within.field)):
            within.field = ""
        return
    _sentences(reading.to, within, one)


def _follows(to: Proposing, within: entry.Within, name: str) -> str:
    """Return the answer that comes after that called *name* of an item within the item."""
    list_ = patterns.list_of(name)
    inner = to.lexicon.items.get(f"{within.items.list}/*/{list_}")
    return f"{list_}/*/{inner.holds}" if inner is not None and inner.holds else name


def _introduces(within: entry.Within, text: str) -> str:
    """Return the answer that a sentence with a colon at its end speaks of, or nothing."""
    said = words.stems(text)
    found = ""
    for name, phrases in within.items.words.items():
        if name not in (PARENT, within.items.named) and any(words.holds(said, one) for one in phrases):
            found = name
    return found


def _sentences(to: Proposing, within: entry.Within, one: Passage) -> None:
    holds = at.join(within.address, within.items.holds) if within.items.holds else ""
    prefix = f"{within.items.list}/*/"
    spans: list[tuple[str, int, int]] = []
    for start, end in words.sentences(one.text):
        said = one.text[start:end]
        found = next(
            (
                each.means.removeprefix(prefix)
                for each in to.lexicon.sentences
                if each.means.startswith(prefix) and words.mentions(said, each.cues)
            ),
            "",
        )
        address = at.join(within.address, found) if found else holds
        if found == "frequency":
            if period.often(to, address, one, start, end):
                continue
            address = holds
        elif found == "convenor":
            if period.who(to, address, one, start, end):
                continue
            address = holds
        if spans and spans[-1][0] == address and spans[-1][2] >= start - 2:
            spans[-1] = (address, spans[-1][1], end)
        else:
            spans.append((address, start, end))
    for address, start, end in spans:
        if address:
            to.answer(address, [part(one, start, end)], 0.65, within.items.list)
            within.texts.add(address)


def point(to: Proposing, within: entry.Within, one: Passage) -> None:
    """Propose for a point below an item."""
    found = words.label(one.text)
    if found is not None and not within.field:
        name, likeness = within.items.field(found[0])
        if likeness >= entry.SURE and name != PARENT and one.text[found[1] :].strip():
            to.heading(within.pattern(name), part(one, 0, found[1]), likeness)
            applied(to, within, name, [part(one, found[1])], likeness)
            return
    name = within.field or within.items.bullets
    if name == "composition" and party.begins(to, one.text):
        # "Styrgruppen består av:", and then one for each.
        name = "members/*/role"
    if not name and within.items.holds:
        name = within.items.holds
    if (
        not within.field
        and within.items.holds
        and at.join(within.address, within.items.holds) in within.texts
        and not patterns.is_nested(name)
    ):
        name = within.items.holds
    if name:
        in_pieces(to, within, name, one, 0.7)


def in_pieces(
    to: Proposing, within: entry.Within, name: str, one: Passage, confidence: float, start: int = 0
) -> None:
    """Propose that *one* is the answer *name* from *start* on, but for what has a label of its own."""
    said = pieces.pieces(one, name, within.items, start)
    if len(said) == 1 and said[0].label is None:
        applied(to, within, name, [part(one, start)], confidence)
        return
    first = patterns.is_text(within.pattern(name))
    for piece in said:
        if piece.name == name and not first:
            if piece is not said[0]:
                # A name is told once; what comes after the labels is something else.
                continue
        if piece.label is not None:
            to.heading(within.pattern(piece.name), piece.label, confidence)
        applied(to, within, piece.name, [piece.span], confidence)


def applied(
    to: Proposing, within: entry.Within, name: str, spans: Sequence[Span], confidence: float, key: str = ""
) -> None:
    """Propose that *spans* are the answer *name* of an item; what is nested is made on the way."""
    address = within.address
    if name == CONTACTS and within.items.list == "parties":
        for one in spans:
            party.contact_of(to, address, one)
        return
    *lists, last = name.split(f"{SEPARATOR}*{SEPARATOR}")
    for nested in lists:
        list_ = at.join(address, nested)
        known = to.items(list_)
        if key:
            address = to.keyed(list_, key, spans[0])
        elif known and last != _named_in(to, within, lists):
            address = known[-1]
        else:
            address = to.item(list_, spans[0], to.text(spans[0]))
    if name == "members/*/role":
        party.member(to, address, spans[0])
        return
    if last == "name" and len(spans) == 1 and party.numbered(to, address, spans[0], confidence):
        return
    to.answer(at.join(address, last), spans, confidence, name)


def _named_in(to: Proposing, within: entry.Within, lists: Sequence[str]) -> str:
    inner = f"{within.items.list}/*/" + f"{SEPARATOR}*{SEPARATOR}".join(lists)
    found = to.lexicon.items.get(inner)
    return found.named if found else ""
