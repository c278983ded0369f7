"""Appendices as a document names them: "Bilaga 1c. Kontaktlista"."""

import re
from itertools import pairwise

from lokdesk.agreement import address as at
from lokdesk.recognition.passage import Source, Span
from lokdesk.recognition.proposing import Proposing, part

_APPENDIX = re.compile(r"\s*bilaga\s+\d+\s?[a-z]?\s*[.:–—-]?\s+\S.{0,80}[^\s.;,]\s*", re.IGNORECASE)


def one(to: Proposing, name: Span, confidence: float) -> str:
    """Make an appendix of words such as "Bilaga 1c. Kontaktlista"."""
    text = to.text(name)
    found = re.match(r"\s*(?:bilaga\s+)?(\d+)\s?([a-z]?)\b\s*[.:–—-]?\s*", text, re.IGNORECASE)
    start = found.end() if found else 0
    title = part(to.source.by_number[name.passage], name.start + start, name.end)
    known = to.named("appendices", to.text(title))
    if known:
        to.heading("appendices", name, confidence)
        return known
    address = to.item("appendices", name, to.text(title))
    if found:
        number = Span(name.passage, name.start + found.start(1), name.start + found.end(1))
        to.answer(at.join(address, "number"), [number], confidence)
        if found[2]:
            letter = Span(name.passage, name.start + found.start(2), name.start + found.end(2))
            to.answer(at.join(address, "letter"), [letter], confidence)
        to.heading("appendices", Span(name.passage, name.start, name.start + found.start(1)), confidence)
    to.answer(at.join(address, "title"), [title], confidence)
    return address


def listed(source: Source) -> frozenset[int]:
    """Return the passages that name an appendix each, one after the other, wherever they stand."""
    found: set[int] = set()
    for one, other in pairwise(source.passages):
        if all(
            each.kind in ("paragraph", "item") and each.cell is None and _APPENDIX.fullmatch(each.text)
            for each in (one, other)
        ):
            found |= {one.number, other.number}
    return frozenset(found)
