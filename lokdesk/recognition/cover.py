"""What stands before the first part: the title, the version, case numbers and the period."""

import re

from lokdesk.agreement import address as at
from lokdesk.agreement import day, vocabulary
from lokdesk.recognition import actors, period, words
from lokdesk.recognition.outline import Node
from lokdesk.recognition.passage import Passage, Table
from lokdesk.recognition.proposing import Proposing, part, whole

_VERSION = re.compile(
    r"^\s*version\s*:?\s*(\d[\w.:]*)(?:\s*[,;(–-]\s*(?P<status>\w+)\)?)?\s*$", re.IGNORECASE
)
_CASE = re.compile(r"\b(?:dnr|diarienummer|diarienr)\b.*?(\S*\d\S*)", re.IGNORECASE)
_LONGEST_TITLE = 220
_TITLE = 18.0
"""Of what stands on a cover, what is set in at least that size, and larger than all else, is the title."""


def proposed(to: Proposing, root: Node, names: frozenset[str]) -> None:
    """Propose what *root*, a whole document, says before its first part."""
    said: list[Passage] = []
    titled: list[Passage] = []
    for one in root.content:
        if isinstance(one, Table):
            continue
        if isinstance(one, Node):
            heading = one.heading
            if heading is None or one.means not in ("", "cover"):
                break
            if one.means:
                continue
            if said and one.because != "title" and not _names_an_agreement(to, heading):
                break
            said.append(heading)
            if one.because == "title":
                titled.append(heading)
            # What stands below the title is on the cover, too, and may go on with it.
            for each in one.content:
                if isinstance(each, Passage):
                    said.append(each)
                elif isinstance(each, Node) and each.because == "title" and each.heading is not None:
                    said.append(each.heading)
                    titled.append(each.heading)
                    said += [line for line in each.content if isinstance(line, Passage)]
            if one.content:
                break
            continue
        said.append(one)
    title = titled[:2] or _title(to, said)
    if title:
        first, *rest = title
        to.answer("title", [whole(one) for one in (first, *rest)], 0.85, first.style or "first")
    for one in said:
        if one in title:
            continue
        _line(to, one, names)


def _names_an_agreement(to: Proposing, one: Passage) -> bool:
    return any(word in one.text.casefold() for word in to.lexicon.lists["agreement"])


def _title(to: Proposing, said: list[Passage]) -> list[Passage]:
    """Return the passages of the title: what is styled so, or the largest that names an agreement."""
    styled = [one for one in said if one.style in ("title", "titel", "rubrik")]
    if styled:
        return styled[:2]
    naming = [
        one
        for one in said
        if _names_an_agreement(to, one)
        and not (one.kind == "item" and one.text[:1].islower())
        and len(one.text) <= _LONGEST_TITLE
        and one.text.rstrip()[-1:] != "."
        and words.label(one.text) is None
    ]
    largest = max(said, key=lambda one: one.size, default=None)
    if largest is not None and largest.size >= _TITLE and all(one.size < largest.size for one in naming):
        return [largest]
    if not naming:
        return []
    first = max(naming, key=lambda one: (one.kind == "heading", one.size, one.bold))
    place = said.index(first)
    following = said[place + 1 : place + 2]
    goes_on = [
        one
        for one in following
        if one.size >= first.size
        and one.size > 13
        and one.bold == first.bold
        and len(one.text) < _LONGEST_TITLE
    ]
    return [first, *goes_on]


def _line(to: Proposing, one: Passage, names: frozenset[str]) -> None:
    version = _VERSION.match(one.text)
    if version is not None:
        to.answer("version", [part(one, *version.span(1))], 0.85)
        to.heading("version", part(one, 0, version.start(1)), 0.85)
        if version["status"] and version["status"].casefold() in vocabulary.STATUSES:
            to.answer("status", [part(one, *version.span("status"))], 0.8)
        return
    if period.replaces(to, one):
        return
    case = _CASE.search(one.text)
    if case is not None:
        found = actors.found(one.text, names)
        holder = to.actor(one.text[slice(*found[0])], "parties") if found else ""
        if holder:
            item = to.item(at.join(holder, "decisions"), whole(one))
            to.answer(at.join(item, "case_number"), [part(one, *case.span(1))], 0.7)
        return
    if day.understood(one.text) is not None:
        to.answer("version_date", [whole(one)], 0.7)
        return
    if one.text.strip().casefold() in vocabulary.STATUSES:
        to.answer("status", [whole(one)], 0.8)
        return
