"""What a paragraph answers: by the line above it, the label before it, or what its sentences say."""

from lokdesk.agreement import address as at
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.recognition import patterns, period, words
from lokdesk.recognition.passage import Passage
from lokdesk.recognition.proposing import Proposing, part, whole

_SHORT_SENTENCE = 12
_SHORT_LABEL = 40


def stands_over(to: Proposing, one: Passage, address: str) -> str:
    """Return the text that a line of its own is the heading of, in the part that *address* belongs to."""
    said = one.text.strip()
    if one.kind != "paragraph" or len(said) > _SHORT_LABEL or said[-1:] in ".!?,;" or ":" in said[:-1]:
        return ""
    found = to.lexicon.answer(said, 0.95, address)
    if not found or found.split(SEPARATOR)[0] != address.split(SEPARATOR)[0] or not patterns.is_text(found):
        return ""
    to.heading(found, whole(one), 0.85, said)
    return found


def sentences(to: Proposing, one: Passage, means: str) -> None:
    """Propose for each sentence of *one* what in the part *means* it is about."""
    if means == "validity" and period.mentioned(to, one, sure=True):
        return
    target = to.lexicon.holds.get(means, "")
    spans: list[tuple[str, int, int]] = []
    for start, end in words.sentences(one.text):
        said = one.text[start:end]
        found = next(
            (
                each.means
                for each in to.lexicon.answers
                if each.within == means and words.mentions(said, each.cues)
            ),
            target,
        )
        if found == "follow_up/interval":
            if period.often(to, found, one, start, end) and len(said.split()) <= _SHORT_SENTENCE:
                continue
            found = target
        if spans and spans[-1][0] == found:
            spans[-1] = (found, spans[-1][1], end)
        else:
            spans.append((found, start, end))
    for address, start, end in spans:
        if address and patterns.is_text(address):
            to.answer(address, [part(one, start, end)], 0.65, means)
        elif address:
            to.answer(address, [part(one, start, end)], 0.5, means)


def labelled(to: Proposing, one: Passage, means: str, around: str = "") -> bool:
    """Propose what stands after a colon, where what stands before it names an answer.

    *means* is the part it stands in, where only answers of that can be meant; *around* where others can.
    """
    found = words.label(one.text)
    if found is None:
        return False
    said, start = found
    address = "" if said[-1:].isdigit() else to.lexicon.answer(said, around=around or means)
    if not address or not one.text[start:].strip():
        return False
    if means not in ("", "cover") and at.join(address).split(SEPARATOR)[0] != means.split(SEPARATOR)[0]:
        return False
    if address == "title" and means not in ("", "cover"):
        return False
    if address in period.ENDS and period.both(to, one, start):
        return True
    if to.answer(address, [part(one, start)], 0.85, said):
        to.heading(address, part(one, 0, start), 0.85, said)
        if address == "validity/start":
            period.kind(to, one)
        return True
    return False
