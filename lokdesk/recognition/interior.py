"""What stands below the name of an item: paragraphs, tables, and headings of its answers."""

from collections.abc import Iterable

from lokdesk.agreement import address as at
from lokdesk.recognition import aside, detail, entry, patterns, section, table, words
from lokdesk.recognition.layout import Part
from lokdesk.recognition.outline import Node
from lokdesk.recognition.passage import Passage, Table
from lokdesk.recognition.proposing import Proposing, whole
from lokdesk.recognition.reading import Reading


def proposed(reading: Reading, within: entry.Within, content: "Iterable[Part | Node]") -> None:
    """Propose for all that stands below the name of an item."""
    for one in content:
        if isinstance(one, Table):
            table.proposed(reading, one, _nested_lists(reading.to, within), within)
        elif isinstance(one, Node):
            within.field = ""
            if one.field and one.means == within.items.list:
                field(reading, within, one)
            elif one.means and not one.field:
                reading.node(one, "")
            elif within.items.holds:
                section.text(reading, one, at.join(within.address, within.items.holds), nested=True)
            else:
                section.rest(reading, one, "")
        else:
            detail.proposed(reading, within, one)


def field(reading: Reading, within: entry.Within, node: Node) -> None:
    """Propose for what stands below a heading that is an answer of an item."""
    assert node.heading is not None  # it has been taken for an answer
    reading.to.heading(within.pattern(node.field), whole(node.heading), node.confidence, node.because)
    inner = entry.Within(within.items, within.address, node.field)
    for one in node.content:
        if isinstance(one, Passage):
            if aside.passed(reading, one):
                continue
            label = words.label(one.text)
            if label is not None and one.kind != "item" and within.items.field(label[0])[1] >= entry.SURE:
                detail.proposed(reading, inner, one)
            elif inner.field:
                detail.in_pieces(reading.to, inner, inner.field, one, 0.8)
            else:
                detail.proposed(reading, inner, one)
        elif isinstance(one, Table):
            table.proposed(reading, one, _nested_lists(reading.to, within), within)
        elif node.field and patterns.is_text(within.pattern(node.field)):
            section.text(reading, one, at.join(within.address, node.field), nested=True)
        else:
            section.rest(reading, one, "")


def _nested_lists(to: Proposing, within: entry.Within) -> list[str]:
    nested = [f"{within.items.list}/*/{patterns.list_of(name)}" for name in within.items.words if "*" in name]
    return [*nested, within.items.list, *patterns.lists_in(within.items.list, to.lexicon)]
