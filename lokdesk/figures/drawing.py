"""A drawing: shapes and words on a page, before it is known how they will be shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from lokdesk.figures import lettering

WIDTH = 453.5
"""How wide a drawing is at the most, in points: 160 mm, the text of an A4 page."""
HEIGHT = 640.0
"""How high it is at the most, so that it has room on a page with its caption."""
SIZE, SMALL = 9.5, 9.0
"""The sizes of type, in points. Nothing is smaller than the latter."""
LEAST = 7.0
"""How small type may be on paper, where a drawing is made smaller."""
NAME_LINES = 14
"""How many lines a name is given: enough for 80 characters where a column is as narrow as it gets."""

Colour = str
INK: Colour = "#1f2a33"
QUIET: Colour = "#4a5a66"
"""Words that are less important; still much more than 4.5:1 against every ground there is."""
RULE: Colour = "#8296a3"
ACCENT: Colour = "#1b5872"
PAPER: Colour = "#ffffff"
TINT: Colour = "#eef4f7"
DEEPER: Colour = "#d9e6ec"

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Room:
    """How wide and high a drawing may be, in points."""

    width: float = WIDTH
    height: float = HEIGHT


PAGE = Room()
"""The room on an A4 page."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, in points from the top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half-way between left and right."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with rounded corners."""

    place: Rect
    fill: Colour = PAPER
    line: Colour = ""
    thickness: float = 1.0
    radius: float = 3.0


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle around a point, filled or as a line."""

    x: float
    y: float
    radius: float
    fill: Colour = ""
    line: Colour = ""
    thickness: float = 1.0


@dataclass(frozen=True, slots=True)
class Path:
    """A line from point to point, or the outline of what is filled."""

    points: tuple[tuple[float, float], ...]
    line: Colour = RULE
    fill: Colour = ""
    thickness: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text, already broken. *y* is the baseline of the first; *room* is what they have to lie in."""

    lines: tuple[str, ...]
    x: float
    y: float
    room: Rect
    size: float = SMALL
    bold: bool = False
    colour: Colour = INK
    anchor: Anchor = "start"

    @property
    def place(self) -> Rect:
        """The rectangle that the letters take up."""
        wide = max(lettering.width(line, self.size, self.bold) for line in self.lines)
        left = {"start": self.x, "middle": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        top = self.y - lettering.ASCENT * self.size
        return Rect(left, top, wide, lettering.height(len(self.lines), self.size))


Shape = Box | Disc | Path | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure, or a part of one: its size, its shapes from the back to the front, and the same in words."""

    title: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


def moved(shape: Shape, down: float) -> Shape:
    """Return *shape* so much further *down*."""
    match shape:
        case Box(place):
            return replace(shape, place=replace(place, y=place.y + down))
        case Disc():
            return replace(shape, y=shape.y + down)
        case Path(points):
            return replace(shape, points=tuple((x, y + down) for x, y in points))
        case Words(room=room):
            return replace(shape, y=shape.y + down, room=replace(room, y=room.y + down))


def arrow(points: Iterable[tuple[float, float]], colour: Colour = QUIET) -> tuple[Shape, ...]:
    """Return a line through *points*, across or up and down, with its head at the last of them."""
    way = list(dict.fromkeys(points))
    (x, y), (before_x, before_y) = way[-1], way[-2]
    across, down = _sign(x - before_x), _sign(y - before_y)
    length, half = 6.0, 3.2
    base = (x - across * length, y - down * length)
    head = (
        (x, y),
        (base[0] + down * half, base[1] + across * half),
        (base[0] - down * half, base[1] - across * half),
    )
    return (Path((*way[:-1], base), colour, thickness=1.2), Path(head, "", colour))


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
