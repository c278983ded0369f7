"""What stands below the heading of a list: its items, told in points, paragraphs, headings or tables."""

from collections.abc import Sequence

from lokdesk.agreement.schema import SEPARATOR
from lokdesk.recognition import aside, detail, entry, interior, mandate, patterns, period, prose, table, words
from lokdesk.recognition.lexicon import ItemWords
from lokdesk.recognition.outline import Node
from lokdesk.recognition.passage import Passage, Span, Table
from lokdesk.recognition.proposing import Proposing, whole
from lokdesk.recognition.reading import Reading

_LONGEST_LINE = 300
_SHORT_LABEL = 40
_CONTACT_PATHS = "organisation/contact_paths"


def proposed(reading: Reading, node: Node, list_: str) -> None:
    """Take what stands below *node* for items of *list_*."""
    items = reading.to.lexicon.items[list_]
    named = [one for one in node.content if isinstance(one, Node) and one.names_an_item]
    within: entry.Within | None = None
    pointed = False
    for place, one in enumerate(node.content):
        if isinstance(one, Table):
            table.proposed(reading, one, [list_, *patterns.lists_in(list_, reading.to.lexicon)], within)
        elif isinstance(one, Node):
            if f"{list_}/*/{one.field}" in mandate.PATTERNS and one.heading is not None:
                means = f"{list_}/*/{one.field}"
                reading.to.heading(means, whole(one.heading), one.confidence, one.because)
                mandate.of_parties(reading, one, means)
                continue
            if one.field and one.means == list_:
                last = reading.to.items(list_)
                if last:
                    interior.field(reading, entry.Within(items, last[-1]), one)
                    continue
            if not one.means:
                reading.node(
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
                reading.node(one, "")
        elif aside.passed(reading, one):
            continue
        elif one.kind == "item" and not (within and within.field):
            deeper = one.level > 0 and within is not None
            if deeper and within is not None:
                detail.point(reading.to, within, one)
            else:
                within = entry.begun(reading.to, list_, one)
                pointed = True
        elif pointed and words.label(one.text) is None:
            # The points are over, and what comes after them is not about the last of them.
            within, pointed = None, False
            _introduction(reading.to, list_, one)
        elif not named:
            within = _paragraph(reading, list_, one, within, node.content[place + 1 :])
        else:
            _introduction(reading.to, list_, one)


def _introduction(to: Proposing, list_: str, one: Passage) -> None:
    """Propose for what is said before the items of a list."""
    group = list_.split(SEPARATOR)[0]
    if list_ == _CONTACT_PATHS:
        # Contacts told in a text are no summary of the organisation.
        return
    if group in to.lexicon.holds and not one.text.rstrip().endswith(":"):
        prose.sentences(to, one, group)
    else:
        period.mentioned(to, one, sure=False)


def _paragraph(
    reading: Reading, list_: str, one: Passage, within: entry.Within | None, following: Sequence[object]
) -> entry.Within | None:
    items = reading.to.lexicon.items[list_]
    text = one.text.strip()
    found = words.label(one.text)
    if found is not None and (
        found[0][-1:].isdigit() or (one.block.runs and one.bold_start >= len(found[0]))
    ):
        called = words.stems(found[0])
        if called in items.called or one.bold or one.bold_start:
            return entry.begun(reading.to, list_, one)
    if found is not None and _is_named_before(reading.to, items, found, one) and "*" not in list_:
        return entry.begun(reading.to, list_, one)
    bold = one.bold_start
    if bold and items.field(one.text[:bold])[1] < entry.QUITE:
        return entry.begun(reading.to, list_, one)
    if within is not None and not (within.plain and found is None and len(text) <= _LONGEST_LINE):
        detail.proposed(reading, within, one)
        return within
    if text.endswith(":") or any(
        isinstance(each, Table) or (isinstance(each, Passage) and each.kind == "item")
        for each in following[:2]
    ):
        _introduction(reading.to, list_, one)
        return None
    if list_ == "goals" and len(text) <= _LONGEST_LINE:
        made = entry.begun(reading.to, list_, one)
        made.plain = True
        return made
    _introduction(reading.to, list_, one)
    return None


def _is_named_before(to: Proposing, items: ItemWords, found: tuple[str, int], one: Passage) -> bool:
    """Return whether what stands before a colon is the name of an item, with what it is after it."""
    said, start = found
    return (
        len(said) <= _SHORT_LABEL
        and bool(one.text[start:].strip())
        and items.field(said)[1] < entry.QUITE
        and not to.lexicon.answer(said)
    )


def _name(node: Node) -> Span | None:
    return None if node.heading is None else whole(node.heading)
