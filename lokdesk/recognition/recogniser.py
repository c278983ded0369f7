"""Recognises an agreement: proposes for each heading, table, list and paragraph what it is an answer to."""

from collections.abc import Iterable
from dataclasses import replace

from lokdesk.agreement import address as at
from lokdesk.recognition import (
    appendix,
    aside,
    cover,
    entry,
    enumeration,
    interior,
    layout,
    legal,
    mandate,
    outline,
    party,
    patterns,
    period,
    section,
    signing,
    table,
)
from lokdesk.recognition.layout import Part
from lokdesk.recognition.lexicon import Lexicon
from lokdesk.recognition.outline import Node
from lokdesk.recognition.passage import Passage, Source, Table
from lokdesk.recognition.proposal import Recognition
from lokdesk.recognition.proposing import Proposing, part, whole
from lokdesk.recognition.reading import Reading

NOTHING = Source()
"""A document that says nothing."""


def recognised(source: Source, lexicon: Lexicon, names: Iterable[str] = ()) -> Recognition:
    """Return what is proposed for the passages of *source*; *names* are those of registered actors."""
    to = Proposing(source, lexicon)
    reading = Reading(to, frozenset(names), appendix.listed(source), _read)
    root = outline.outlined(layout.parts(source, lexicon), lexicon)
    _parties_first(reading, root)
    reading.node(root, "")
    if not to.proposed("validity/start"):
        period.from_title(to)
    return to.recognition()


def _parties_first(reading: Reading, root: Node) -> None:
    """Propose the parties, and take out what tells them: they are needed before what refers to them."""
    for node in root.nodes():
        if node.means in ("parties", "collaborators") and not node.field:
            _actors(reading, node)
    if not reading.to.items("parties"):
        party.from_sentences(reading.to, root, reading.names)


def _actors(reading: Reading, node: Node) -> None:
    list_ = node.means
    for one in list(node.content):
        if isinstance(one, Table):
            table.proposed(reading, one, [list_], None)
        elif isinstance(one, Passage):
            party.from_passage(reading.to, list_, one, reading.names)
        elif one.names_an_item and one.means == list_:
            assert one.named is not None  # it names an item
            item = entry.named(reading.to, list_, one.named, one.confidence)
            interior.proposed(reading, entry.Within(reading.to.lexicon.items[list_], item), one.content)
        else:
            continue
        node.content.remove(one)


def _read(reading: Reading, node: Node, means: str) -> None:
    """Propose for a heading, and for what stands below it; *means* is what is around it."""
    heading = node.heading
    here = node.means or means
    if heading is None:
        cover.proposed(reading.to, node, reading.names)
    elif not node.names_an_item and node.means:
        reading.to.heading(node.means, whole(heading), node.confidence, node.because)
    _below(reading, node, here)


def _below(reading: Reading, node: Node, here: str) -> None:
    """Propose for what stands below *node*, in the part *here*."""
    if node.names_an_item:
        _named(reading, node)
    elif here in mandate.PATTERNS:
        mandate.of_parties(reading, node, here)
    elif here == "contacts":
        _contacts(reading, node)
    elif here == "signatures":
        signing.proposed(reading.to, _flat(node), reading.names, reading.to.lexicon)
    elif here == "legal_references":
        _legal(reading, node)
    elif here == "mapping/statistics":
        section.rest(reading, node, here)
    elif here in ("purpose", "contents"):
        section.known(reading, node, here)
    elif here in reading.to.lexicon.items and "*" not in here:
        enumeration.proposed(reading, node, here)
    elif patterns.is_text(here):
        section.text(reading, node, here)
    else:
        section.rest(reading, node, here)


def _named(reading: Reading, node: Node) -> None:
    heading = node.heading
    assert heading is not None and node.named is not None  # it names an item
    if node.means in (*mandate.PATTERNS, "organisation/narratives"):
        mandate.of_one_party(reading, node)
        return
    if table.is_all_below(reading.to, node):
        reading.to.heading(node.means, whole(heading), node.confidence)
        enumeration.proposed(reading, node, node.means)
        return
    before = part(heading, 0, node.named.start)
    reading.to.heading(node.means, before, node.confidence)
    item = entry.named(reading.to, node.means, node.named, node.confidence)
    if node.means == "appendices":
        _in_appendix(reading, node, item)
        return
    interior.proposed(reading, entry.Within(reading.to.lexicon.items[node.means], item), node.content)


def _in_appendix(reading: Reading, node: Node, item: str) -> None:
    """Propose for what stands below the title of the appendix *item*."""
    if node.about and any(not isinstance(one, Passage) for one in node.content):
        # "Bilaga 5: Lokala jobbspår" holds the job tracks of the agreement.
        _below(reading, replace(node, means=node.about, named=None), node.about)
        return
    for one in node.content:
        if isinstance(one, Node):
            if one.means:
                _read(reading, one, "")
            else:
                section.text(reading, one, at.join(item, "text"), nested=True)
        elif isinstance(one, Table):
            table.proposed(reading, one, ["parties/*/contacts", "mapping/statistics"], None)
        elif not aside.passed(reading, one):
            reading.to.answer(at.join(item, "text"), [whole(one)], 0.6, "bilaga")


def _contacts(reading: Reading, node: Node) -> None:
    for one in node.content:
        if isinstance(one, Table):
            table.proposed(reading, one, ["parties/*/contacts"], None)
        elif isinstance(one, Node):
            _read(reading, one, "" if one.means else "contacts")
        else:
            party.contact(reading.to, one, node.heading)


def _legal(reading: Reading, node: Node) -> None:
    for one in node.content:
        if isinstance(one, Table):
            table.proposed(reading, one, ["legal_references"], None)
        elif isinstance(one, Node):
            _read(reading, one, "" if one.means else "legal_references")
        else:
            legal.proposed(reading.to, one)


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
