"""Pages on their side, for tables that have more columns than there is room for on an upright page."""

from dataclasses import dataclass

from lokdesk.word.block import Block
from lokdesk.word.pages import Page

BREAK = "part:page"
"""The address of what divides pages."""


@dataclass(frozen=True, slots=True)
class Landscape:
    """What ends upright pages, what ends pages on their side, and the room for text on those."""

    begin: Block
    end: Block
    page: Page

    def put_around(self, out: list[Block], began: int, floor: int) -> None:
        """Put what has been written in *out* since *began* on pages on their side with its headings.

        Nothing before *floor* is touched.
        """
        while began > floor and out[began - 1].kind == "heading":
            began -= 1
        if began > floor and out[began - 1] is self.end:
            del out[began - 1]
        else:
            out.insert(began, self.begin)
        out.append(self.end)
