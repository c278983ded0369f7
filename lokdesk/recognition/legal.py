"""References to law: an act, its number, the provision and what it means."""

import re

from lokdesk.agreement import address as at
from lokdesk.recognition.passage import Passage, Span
from lokdesk.recognition.proposing import Proposing, part

_NUMBER = re.compile(r"\(?\b((?:1[6-9]|20)\d\d:\d{1,4})\b\)?")
_PROVISION = re.compile(
    r"(?:\d+ ?(?:[a-z] )?kap\.? ?)?(?:\d+(?: ?[a-z])?(?: ?(?:[–-]|och|,) ?\d+(?: ?[a-z])?)* ?§+)|\d+ kap\.?"
)
_ACT = re.compile(r"[\wåäö]*(?:lag|lagen|förordning|förordningen|balken|balk)\b", re.IGNORECASE)
_MEANING = re.compile(r"\s[–—-]\s|:\s|,\s(?=som|vilken|där)")


def number(to: Proposing, address: str, one: Passage) -> bool:
    """Propose the act and its number for the reference at *address*, where *one* has both."""
    found = _NUMBER.search(one.text)
    if found is None:
        return False
    spans = [part(one, 0, found.start()), part(one, found.end())]
    to.answer(at.join(address, "act"), [span for span in spans if span.end > span.start], 0.85)
    to.answer(at.join(address, "sfs"), [Span(one.number, *found.span(1))], 0.9)
    return True


def proposed(to: Proposing, one: Passage) -> bool:
    """Propose the act that *one* refers to; return whether it refers to one."""
    text = one.text
    sfs = _NUMBER.search(text)
    act = _ACT.search(text)
    if sfs is None and (act is None or len(text) > 160):
        return False
    meaning = _MEANING.search(text, sfs.end() if sfs else 0)
    end = meaning.start() if meaning else len(text)
    provision = _PROVISION.search(text, 0, end)
    address = to.item("legal_references", Span(one.number, 0, 0), text)
    holes = sorted(
        (found.start(), found.end())
        for found in (sfs, provision)
        if found is not None and found.start() < end
    )
    spans: list[Span] = []
    place = 0
    for start, stop in (*holes, (end, end)):
        span = part(one, place, start)
        said = to.text(span)
        span = Span(
            span.passage,
            span.start + len(said) - len(said.lstrip(" ,;")),
            span.end - (len(said) - len(said.rstrip(" ,;."))),
        )
        if span.end > span.start and any(letter.isalpha() for letter in to.text(span)):
            spans.append(span)
        place = stop
    done = to.answer(at.join(address, "act"), spans, 0.75)
    if sfs is not None:
        done |= to.answer(at.join(address, "sfs"), [Span(one.number, *sfs.span(1))], 0.9)
    if provision is not None:
        to.answer(at.join(address, "provision"), [part(one, *provision.span())], 0.8)
    if meaning is not None:
        to.answer(at.join(address, "meaning"), [part(one, meaning.end())], 0.7)
    return done
