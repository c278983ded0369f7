"""The names that a merged file has for its ids while it is taken apart, and the marks that stand for them."""

import re

from lokdesk.word.block import BOOKMARK, BOOKMARK_END, CONTROL, HEADING, LINK, MARK_END
from lokdesk.word.borrowed import Rejected, mark

_NUMBERED = {"id": CONTROL, "begin": BOOKMARK, "end": BOOKMARK_END, "heading": f"_Toc{HEADING}"}
"""What the writer numbers as it does in the rest of the document."""


def name(key: str, kind: str, own: str = "") -> str:
    """Return the name, in the file with that *key*, of what is called *own* among its *kind*."""
    return f"{key}~{kind}~{own}~"


class Names:
    """The names in one file, and the pages and mailboxes that it leads to."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._links: list[str] = []
        self._name = re.compile(rf"{key}~(\w+)~(\w*)~")

    def of(self, kind: str, own: str = "") -> str:
        """Return the name of what is called *own* among its *kind*."""
        return name(self._key, kind, own)

    def link(self, target: str) -> str:
        """Return the name of a link to *target*."""
        if target not in self._links:
            self._links.append(target)
        return self.of("link", str(self._links.index(target)))

    def marked(self, xml: str) -> str:
        """Return *xml* with marks in the place of names. Raises Rejected if there are others in it."""
        if self._key not in xml:
            return xml
        return self._name.sub(lambda found: self._mark(found[1], found[2]), xml)

    def _mark(self, kind: str, own: str) -> str:
        match kind:
            case "id" | "begin" | "end" | "heading":
                return _NUMBERED[kind]
            case "link":
                return f"{LINK}{self._links[int(own)]}{MARK_END}"
            case "list" | "note" | "bookmark":
                return mark(kind, self._key, own)
            case _:
                raise Rejected("den innehåller tecken som Lokdesk använder för sig självt")
