"""Paragraphs set one below the other in a column of a given width."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lokdesk.figures import lettering
from lokdesk.figures.drawing import INK, SMALL, Anchor, Colour, Rect, Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in one look; *most* is how many lines they may take."""

    text: str
    size: float = SMALL
    bold: bool = False
    colour: Colour = INK
    most: int | None = None
    before: float = 0.0
    """The distance to what is above, in points."""


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs in lines of at most a given width, ready to be placed."""

    parts: tuple[tuple[Paragraph, tuple[str, ...]], ...]
    height: float

    def placed(self, room: Rect, anchor: Anchor = "start", *, centred: bool = False) -> Iterator[Words]:
        """Yield the words of the block, from the top of *room* or *centred* in it from above to below."""
        y = room.y + ((room.height - self.height) / 2 if centred else 0.0)
        x = {"start": room.x, "middle": room.middle, "end": room.right}[anchor]
        for number, (paragraph, lines) in enumerate(self.parts):
            y += paragraph.before if number else 0.0
            yield Words(
                lines,
                x,
                y + lettering.ASCENT * paragraph.size,
                room,
                paragraph.size,
                paragraph.bold,
                paragraph.colour,
                anchor,
            )
            y += lettering.height(len(lines), paragraph.size)


def block(paragraphs: Iterable[Paragraph], width: float) -> Block:
    """Return *paragraphs* set in lines of at most *width*; those without words are left out."""
    parts: list[tuple[Paragraph, tuple[str, ...]]] = []
    height = 0.0
    for one in paragraphs:
        lines = lettering.wrapped(one.text, width, one.size, one.bold, one.most)
        if lines:
            height += (one.before if parts else 0.0) + lettering.height(len(lines), one.size)
            parts.append((one, lines))
    return Block(tuple(parts), height)
