"""What is selected in a document, from one place between two characters to another."""

from collections.abc import Sequence
from dataclasses import dataclass

from lokdesk.word.leaf import Leaf, Paragraph, Row, paragraphs
from lokdesk.word.runs import runs
from lokdesk.word.sheet import Place, Sheet

_END = 1_000_000
"""A position after every character of a paragraph."""

Point = tuple[int, int, int]
"""A place between two characters: leaf, paragraph in it, and position."""


@dataclass(frozen=True)
class Selection:
    """What lies between two points, whichever of them comes first."""

    anchor: Point
    end: Point
    origin: Place | None = None
    """The paragraph that the keyboard selects from, if it does."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies between the points."""
        return self.anchor == self.end

    @property
    def last_leaf(self) -> int:
        """The number of the last leaf that something is selected of."""
        return max(self.anchor[0], self.end[0])

    def to(self, end: Point) -> "Selection":
        """Return what is selected when it ends elsewhere."""
        return Selection(self.anchor, end)

    def part(self, place: Place, length: int = _END) -> tuple[int, int] | None:
        """Return from where to where the paragraph at *place*, so many letters long, is selected."""
        if self.is_empty:
            return None
        first, last = sorted((self.anchor, self.end))
        if not first[:2] <= place <= last[:2]:
            return None
        return (first[2] if place == first[:2] else 0, last[2] if place == last[:2] else length)

    def text(self, sheet: Sheet) -> str:
        """Return the text: paragraphs on lines of their own, cells of a row with tabs between."""
        if self.is_empty:
            return ""
        first, last = sorted((self.anchor, self.end))
        lines = [self._line(sheet, number) for number in range(first[0], last[0] + 1)]
        return "\n".join(one for one in lines if one is not None)

    def _line(self, sheet: Sheet, number: int) -> str | None:
        leaf = sheet.leaves[number]
        groups: list[Sequence[Paragraph]] = (
            [cell.paragraphs for cell in leaf.cells] if isinstance(leaf, Row) else [paragraphs(leaf)]
        )
        parts: list[str] = []
        place = 0
        for group in groups:
            said: list[str] = []
            for paragraph in group:
                words = "".join(run.text for run in runs(paragraph, sheet.paper))
                part = self.part((number, place), len(words))
                if part is not None:
                    label = f"{paragraph.label} " if paragraph.label and part[0] == 0 else ""
                    said.append(label + words[part[0] : part[1]])
                place += 1
            if said:
                parts.append("\n".join(said))
        return "\t".join(parts) if parts else None


def whole(leaves: Sequence[Leaf]) -> Selection:
    """Return a selection of all *leaves*, of which there is at least one."""
    last = len(leaves) - 1
    return Selection((0, 0, 0), (last, max(len(paragraphs(leaves[last])) - 1, 0), _END))


def between(origin: Place, current: Place) -> Selection:
    """Return a selection of the paragraphs from *origin* to *current*, whichever of them comes first."""
    first, last = sorted((origin, current))
    return Selection((*first, 0), (*last, _END), origin)
