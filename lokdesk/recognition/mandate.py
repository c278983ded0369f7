"""What each party is there for and expects: told of one at a time, or of all of them."""

from lokdesk.agreement import address as at
from lokdesk.recognition import aside, entry, party, section, table, words
from lokdesk.recognition.outline import Node
from lokdesk.recognition.passage import Table
from lokdesk.recognition.proposing import Proposing, part, whole
from lokdesk.recognition.reading import Reading

PATTERNS = ("parties/*/mandate", "parties/*/expectations")


def of_parties(reading: Reading, node: Node, means: str) -> None:
    """Propose what parties can and expect, where a paragraph tells it of each, or of all of them."""
    last = at.last(means)
    current = ""
    for one in node.content:
        if isinstance(one, Node):
            reading.node(one, "" if one.means else means)
        elif isinstance(one, Table):
            table.proposed(reading, one, ["parties"], None)
        elif aside.passed(reading, one):
            continue
        elif every := party.every(reading.to, one.text):
            current = ""
            for address in every:
                reading.to.answer(at.join(address, last), [whole(one)], 0.65, means)
        else:
            found = words.label(one.text)
            lead = found[0] if found else ""
            address = (
                reading.to.actor(lead, "parties") if lead and reading.to.lexicon.kind_of_actor(lead) else ""
            )
            if not address and (bold := one.bold_start):
                address = reading.to.actor(one.text[:bold].strip(" .:"), "parties")
                found = (one.text[:bold], bold)
            if not address and one.kind != "item":
                address = _begins_with(reading.to, one.text)
                found = ("", 0)
            if address and found is not None:
                current = address
                if found[0][-1:].isalnum() and one.text[found[1] :].lstrip()[:1].islower():
                    # "Arbetsförmedlingen ansvarar för …", the name in bold, is one sentence.
                    found = ("", 0)
                reading.to.heading("parties", part(one, 0, found[1]), 0.8)
                reading.to.answer(at.join(current, last), [part(one, found[1])], 0.75, means)
            elif current and words.mentions(one.text, reading.to.lexicon.phrases["each_other"]):
                # What comes after the parties one by one is of them all.
                current = ""
            elif current:
                reading.to.answer(at.join(current, last), [whole(one)], 0.7, means)


def _begins_with(to: Proposing, text: str) -> str:
    """Return the party that *text* begins with the name of: "Växjö kommun ansvarar för …"."""
    said = words.stems(text)
    best, length = "", 0
    for address in to.items("parties"):
        name = words.stems(to.name_of(address))
        if name and said[: len(name)] == name and len(name) > length:
            best, length = address, len(name)
    return best


def of_one_party(reading: Reading, node: Node) -> None:
    """Propose for what stands below a heading that names the party it is about."""
    assert node.heading is not None and node.named is not None  # it names a party
    name = reading.to.text(node.named)
    if node.means == "organisation/narratives":
        address = reading.to.item(node.means, node.named, name)
        reading.to.answer(at.join(address, "party"), [node.named], 0.8)
        section.text(reading, Node(None, 0, content=node.content), at.join(address, "text"))
        return
    address = reading.to.actor(name, "parties")
    if not address:
        address = party.one(reading.to, "parties", node.named, 0.6)
    else:
        reading.to.heading("parties", whole(node.heading), 0.8)
    inner = entry.Within(reading.to.lexicon.items["parties"], address)
    target = at.join(address, at.last(node.means))
    for one in node.content:
        if isinstance(one, Node):
            name_, likeness = inner.items.field(one.heading.text if one.heading else "")
            if likeness >= entry.SURE and one.heading is not None:
                reading.to.heading(inner.pattern(name_), whole(one.heading), likeness)
                section.text(
                    reading, Node(None, 0, confidence=0.8, content=one.content), at.join(address, name_)
                )
            else:
                section.text(reading, one, target, nested=True)
        elif isinstance(one, Table):
            table.proposed(reading, one, ["parties"], None)
        else:
            found = words.label(one.text)
            name_, likeness = inner.items.field(found[0]) if found else ("", 0.0)
            if found is not None and likeness >= entry.SURE and name_ in ("mandate", "expectations", "unit"):
                reading.to.heading(inner.pattern(name_), part(one, 0, found[1]), likeness)
                target = at.join(address, name_) if name_ != "unit" else target
                reading.to.answer(at.join(address, name_), [part(one, found[1])], 0.75)
            else:
                reading.to.answer(target, [whole(one)], 0.75)
