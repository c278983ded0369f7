"""The rows of a table of responses: which part of the agreement each of them is about."""

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lokdesk.word.echo import ResponseRow
    from lokdesk.word.strips import Strip

_WORD = re.compile(r"\w+")
_NO_VIEWPOINTS = ("inga synpunkter", "vi har inga synpunkter")
"""What those write in a row who have nothing to say."""
_MOST_NEAR = 3
_FEWEST = 3
"""A current wording of fewer words than that stands in too many places to tell of one."""


def says_nothing(row: "ResponseRow") -> bool:
    """Return whether *row* says no more than that its sender has no viewpoints."""
    said = " ".join(f"{row.current} {row.wording} {row.reason}".split())
    return said.casefold().rstrip(" .!") in _NO_VIEWPOINTS


class Placing:
    """Finds what rows are about in the document that they answer."""

    def __init__(self, content: bytes) -> None:
        """Take the document that was sent out."""
        self._content = content

    def place(self, row: "ResponseRow") -> tuple[str, tuple[str, ...]]:
        """Return the answer that *row* is about, empty where it does not say, and what it may be about.

        It says so where it quotes the wording that is there. Else its section tells what is near, and in that
        what has most words in common with it.
        """
        quoted = " ".join(row.current.split()).casefold().strip(' .”"')
        if len(_WORD.findall(quoted)) >= _FEWEST:
            there = [one for one, text in self._texts.items() if quoted in text.casefold()]
            if len(there) == 1:
                return there[0], ()
        section = self._under(row.section)
        said = Counter(_WORD.findall(f"{row.current} {row.wording}".casefold()))

        def shared(address: str) -> int:
            return sum((said & Counter(_WORD.findall(self._texts[address].casefold()))).values())

        return "", tuple(sorted(section, key=shared, reverse=True)[:_MOST_NEAR])

    @cached_property
    def _strips(self) -> "tuple[Strip, ...]":
        from lokdesk.word import recovering

        return recovering.sent(self._content).strips

    @cached_property
    def _texts(self) -> dict[str, str]:
        """What each answer says, in order."""
        found: dict[str, str] = {}
        for one in self._strips:
            for address in one.addresses:
                found[address] = f"{found.get(address, '')} {one.said(address)}".strip()
        return found

    def _under(self, section: str) -> list[str]:
        """Return the answers that stand under the heading called *section*."""
        wanted = " ".join(section.split()).casefold()
        level = 0
        found: dict[str, None] = {}
        for one in self._strips:
            if one.level and level and one.level <= level:
                level = 0
            if one.level and not level and wanted and one.text.casefold() == wanted:
                level = one.level
            if level:
                found |= dict.fromkeys(one.addresses)
        return list(found)
