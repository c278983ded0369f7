"""What stands below the heading of a part that is no list: a text, or a group of answers."""

from lokdesk.recognition import aside, patterns, period, prose, table
from lokdesk.recognition.outline import Node
from lokdesk.recognition.passage import Passage, Table
from lokdesk.recognition.proposing import whole
from lokdesk.recognition.reading import Reading

_GROUPS = frozenset(
    {"mapping", "organisation", "follow_up", "validity", "organisation/regional", "signatures"}
)


def known(reading: Reading, node: Node, what: str) -> None:
    """Take what stands below *node* for *what* is known and is no answer."""
    for one in node.content:
        if isinstance(one, Passage):
            reading.to.known(what, whole(one))
        elif isinstance(one, Table):
            table.proposed(reading, one, [], None)
    for one in node.content:
        if isinstance(one, Node):
            reading.node(one, "")


def text(reading: Reading, node: Node, address: str, *, nested: bool = False) -> None:
    """Take all that stands below *node* for one text."""
    if nested and node.heading is not None:
        if node.means == address:
            reading.to.heading(address, whole(node.heading), node.confidence, node.because)
        else:
            reading.to.answer(address, [whole(node.heading)], 0.6, "below")
    current = address
    for one in node.content:
        if isinstance(one, Node):
            if one.means and one.means != address:
                reading.node(one, "")
            else:
                text(reading, one, current, nested=True)
        elif isinstance(one, Table):
            table.proposed(reading, one, patterns.lists_beside(address), None)
        elif aside.passed(reading, one):
            continue
        elif over := prose.stands_over(reading.to, one, address):
            current = over
        elif not prose.labelled(reading.to, one, "", address):
            reading.to.answer(current, [whole(one)], node.confidence or 0.6, node.because)


def rest(reading: Reading, node: Node, means: str) -> None:
    """Take what stands below a heading that is no text of its own, by its sentences where those tell."""
    current = ""
    for one in node.content:
        if isinstance(one, Node):
            unknown = not one.means and means in _GROUPS
            reading.node(one, means if unknown else "")
        elif isinstance(one, Table):
            table.proposed(reading, one, patterns.lists_in(means, reading.to.lexicon), None)
        elif aside.passed(reading, one) or prose.labelled(reading.to, one, means):
            continue
        elif means in _GROUPS and (over := prose.stands_over(reading.to, one, means)):
            current = over
        elif current:
            reading.to.answer(current, [whole(one)], 0.75, current)
        elif means in _GROUPS:
            prose.sentences(reading.to, one, means)
        elif means in ("", "cover"):
            period.mentioned(reading.to, one, sure=False)
