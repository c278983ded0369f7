"""Generated parts of a document, by name: text that follows from the answers and has no answer of its own."""

from collections.abc import Callable, Mapping
from typing import Any

from lokdesk.agreement.follow_up import Appendix
from lokdesk.agreement.parties import Party
from lokdesk.word.manifest import Words
from lokdesk.word.typography import NO_BREAK_SPACE, typeset

CONTENTS = "contents"
"""The table of contents (see contents.py)."""
APPENDIX_CONTENT = "appendix-content"
"""What is attached to an appendix (see enclosure.py). It and the contents are more than a line of text."""

APPENDIX_REFERENCE = "appendix-reference"
"""The appendix that a part of the agreement has been moved to, in the place that it has left."""
APPENDIX_LABEL = "appendix-label"
"""The number of an appendix before its title, over what it holds."""
_ROOM = 60
"""How many signs may hold together: a line beside a label has room for them."""
_FEW = 3
"""How many case numbers there is room for on one line."""

Line = Callable[[Any, Words], str]
"""Takes what the part is about and the template's words; returns the text, empty for nothing to say."""


def case_numbers(parties: tuple[Party, ...], words: Words) -> str:
    """Return the case numbers of the parties' decisions, in order, none broken between lines.

    Each stands once for a party, and with its name where there are several that it could belong to.
    """
    distinct = dict.fromkeys(
        (party.name if len(parties) > 1 else None, decision.case_number.replace(" ", NO_BREAK_SPACE))
        for party in parties
        for decision in party.decisions
        if decision.case_number
    )
    return words.separator.join(
        _unbroken(words.case_number.format(number=number, party=name)) if name else number
        for name, number in distinct
    )


def _unbroken(text: str) -> str:
    """Return *text* with spaces that hold it on one line, where a line has room for it."""
    return text.replace(" ", NO_BREAK_SPACE) if len(text) <= _ROOM else text


def case_numbers_in_short(parties: tuple[Party, ...], words: Words) -> str:
    """Return the case numbers alone, and of many only the first, for a line at the head or foot of a page."""
    numbers = [
        decision.case_number for party in parties for decision in party.decisions if decision.case_number
    ]
    distinct = [number.replace(" ", NO_BREAK_SPACE) for number in dict.fromkeys(numbers)]
    if len(distinct) > _FEW:
        return words.more.format(number=distinct[0])
    return ", ".join(distinct)


def appendix_label(appendix: Appendix, words: Words) -> str:
    """Return what an appendix is called: "Bilaga 1c", or "Bilaga" as long as it has no number."""
    label = words.appendix_label.format(number=appendix.number or "", letter=appendix.letter or "")
    return typeset(label.strip())


def moved_to(appendices: tuple[Appendix, ...]) -> Mapping[str, Appendix]:
    """Return the appendix that each kind of part moves to: the first of that kind with nothing of its own."""
    bare = (one for one in appendices if one.kind and one.attachment is None and one.text is None)
    found: dict[str, Appendix] = {}
    for one in bare:
        found.setdefault(one.kind or "", one)
    return found


def appendix_reference(kind: str, appendices: tuple[Appendix, ...], words: Words) -> str:
    """Return what the appendix with the parts of that *kind* is called within a sentence: "bilaga 2".

    One without a number is called by its title.
    """
    found = moved_to(appendices).get(kind)
    if found is None:
        return ""
    if not found.number and not found.letter and found.title:
        return typeset(words.unnumbered_appendix.format(title=found.title))
    label = appendix_label(found, words)
    return label[:1].lower() + label[1:]


def is_referred_to(name: str) -> bool:
    """Return whether the part called *name* is what references in the text point at."""
    return name == APPENDIX_LABEL


LINES: Mapping[str, tuple[str, Line]] = {
    "case-numbers": ("parties", case_numbers),
    "case-numbers-in-short": ("parties", case_numbers_in_short),
    APPENDIX_LABEL: ("appendices/*", appendix_label),
}
"""For each part: the address of what it is about (an item's ends with ``*``), and what writes it."""

ABOUT: Mapping[str, str] = {
    **{name: address for name, (address, _) in LINES.items()},
    APPENDIX_CONTENT: "appendices/*",
    APPENDIX_REFERENCE: "appendices",
}
"""The address of what each part is about, but for the table of contents, which is about all there is."""

NAMES = frozenset(ABOUT) | {CONTENTS}
