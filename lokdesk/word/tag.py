"""What the tag of a content control in a template says that the control is for."""

import re
from dataclasses import dataclass
from typing import Literal

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.report import Report, is_derived
from lokdesk.agreement.schema import ANY, SEPARATOR, Field, ListOf

LONGEST = 64
"""Word's limit for a tag and for a title."""

TagKind = Literal[
    "answer",
    "list",
    "item",
    "section",
    "if",
    "unless",
    "fixed",
    "part",
    "figure",
    "appendix",
    "reply",
    "unknown",
]
SECTION, IF, UNLESS, FIXED, COPY, PART = "section:", "if:", "unless:", "fixed:", "copy:", "part:"
FIGURE, APPENDIX, REPLY = "figure:", "appendix:", "reply:"
IGNORED_IN_READING = (SECTION, IF, UNLESS, FIXED, COPY, PART, FIGURE, APPENDIX, REPLY)
AT_HOME = re.compile(r'<w:tag w:val="([^":]*)"')
"""What finds the addresses that are at home in a written XML: the tags of everything else have a colon."""


@dataclass(frozen=True)
class Tag:
    """A tag taken apart.

    *kind* says what the control is for; *name* is the address for answers, lists and items, and for a
    condition ("if", "unless") that of what is asked about, else the slug. *field* is what the control prints,
    an answer or a list. *copy* says that its home is elsewhere. *value* is what a condition asks for, where
    it is not enough that there is an answer.
    """

    text: str
    kind: TagKind
    name: str
    field: Field | None = None
    copy: bool = False
    value: str = ""

    @property
    def pattern(self) -> str:
        """The address with ``*`` for every id."""
        return schema.pattern(self.name, Report)


def field(address: str) -> Field | None:
    """Return what a template's *address*, with ``*`` or literal ids, names, or ``None``."""
    try:
        return schema.patterns(Report).get(schema.pattern(address, Report))
    except KeyError:
        return None


def parse(text: str) -> Tag:
    """Return what the tag *text* says."""
    for prefix, kind in _PREFIXES.items():
        if text.startswith(prefix):
            return Tag(text, kind, text.removeprefix(prefix))
    for prefix, kind in _CONDITIONS.items():
        if text.startswith(prefix):
            address, _, value = text.removeprefix(prefix).partition("=")
            return Tag(text, kind, address, value=value)
    address = text.removeprefix(COPY)
    # What follows from the answers has no home.
    copy = text.startswith(COPY) or (bool(address) and is_derived(address))
    match field(address) if address else None:
        case Answer() as found:
            return Tag(text, "answer", address, found, copy)
        case ListOf() as found:
            return Tag(text, "list", address, found, copy)
        case _:
            holder, _, last = address.rpartition(SEPARATOR)
            is_item = last == ANY and isinstance(field(holder), ListOf)
            return Tag(text, "item" if is_item else "unknown", address, None, copy)


_PREFIXES: dict[str, TagKind] = {
    SECTION: "section",
    FIXED: "fixed",
    PART: "part",
    FIGURE: "figure",
    APPENDIX: "appendix",
    REPLY: "reply",
}
_CONDITIONS: dict[str, TagKind] = {IF: "if", UNLESS: "unless"}
CONDITIONS = frozenset(_CONDITIONS.values())
