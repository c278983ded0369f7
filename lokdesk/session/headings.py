"""The headings of the document: which of them what the agreement says stands under, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lokdesk.agreement import address as at
from lokdesk.agreement import schema

if TYPE_CHECKING:
    from lokdesk.word.template import Template


@dataclass(frozen=True)
class Headings:
    """The outermost headings of a document: *under* tells which each heading stands under, in their order.

    *homes* are the patterns of what is printed, each with the headings that it stands under.
    """

    under: Mapping[str, str] = field(repr=False)
    homes: Mapping[str, tuple[str, ...]] = field(repr=False)

    @property
    def titles(self) -> tuple[str, ...]:
        """The outermost headings, in the order of the document."""
        return tuple(dict.fromkeys(self.under.values()))

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {pattern: number for number, pattern in enumerate(self.homes)}

    def over(self, address: str) -> str:
        """Return the outermost heading over what stands at *address*, empty where there is none."""
        while address:
            found = self.homes.get(_pattern(address))
            if found is not None:
                return next(iter(found), "")
            address = at.parent(address)
        return ""

    def named_in(self, words: str) -> str:
        """Return the outermost heading over the one that *words*, which tell a place, name."""
        if words in self.under:
            return self.under[words]
        named = (one for one in self.under if f"”{one}”" in words)
        return self.under.get(max(named, key=len, default=""), "")

    def way(self, address: str, ranks: Mapping[str, int]) -> tuple[int, ...]:
        """Return what tells the order of the document: the number of each list and item down to *address*.

        *ranks* are the numbers of items, by their addresses.
        """
        found: list[int] = []
        here = ""
        for segment in address.split(schema.SEPARATOR) if address else ():
            here = at.join(here, segment)
            pattern = _pattern(here)
            if pattern.endswith(schema.ANY):
                found.append(ranks.get(here, len(ranks)))
            elif pattern in self._numbers:
                found.append(self._numbers[pattern])
        return tuple(found) or (len(self._numbers),)


def headings(template: "Template") -> Headings:
    """Return the headings of the documents that are made with *template*."""
    from lokdesk.word import chapters

    return Headings(chapters.headings(template), chapters.chapters(template))


def _pattern(address: str) -> str:
    try:
        return schema.pattern(address)
    except KeyError:
        return ""
