"""Captions of tables, and the items that they name."""

import re

from lokdesk.recognition import entry
from lokdesk.recognition.passage import Passage
from lokdesk.recognition.proposing import Proposing, part, whole

_CAPTION = re.compile(r"^\s*(?:tabell|diagram)\s*\d*[a-z]?\s*[.:–-]?\s*", re.IGNORECASE)


def start(text: str) -> int:
    """Return where the title begins in the caption of a table, after "Tabell 3."; 0 if *text* is none."""
    found = _CAPTION.match(text)
    return found.end() if found else 0


def item(to: Proposing, list_: str, caption: Passage) -> str:
    """Return the address of the item that a caption names: "Tabell 3. Grunder: Underlag till plan"."""
    address = known(to, list_, caption)
    if address:
        to.heading(list_, whole(caption), 0.8)
        return address
    return entry.named(to, list_, part(caption, start(caption.text)), 0.7)


def known(to: Proposing, list_: str, caption: Passage) -> str:
    """Return the address of the item of *list_* that a caption names, if it has been met, or nothing."""
    first = start(caption.text)
    after = caption.text.find(": ", first)
    starts = (first, after + 2) if after > 0 else (first,)
    return next((address for one in starts if (address := to.named(list_, caption.text[one:]))), "")
