"""The parts of a figure that is more than there is room for on a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lokdesk.agreement.phrase import capital
from lokdesk.figures import lettering
from lokdesk.figures.block import Paragraph, block
from lokdesk.figures.drawing import ACCENT, SIZE, Drawing, Rect, Room, Shape, moved

T = TypeVar("T")

HEAD = 20.0
"""How high the line is that says which part it is."""
_APART = 24.0
"""The distance between parts that are shown one below the other."""


@dataclass(frozen=True)
class Part:
    """A part of a figure: what of it there is in it, the same said in words, and what is drawn."""

    about: str
    words: str
    height: float
    shapes: tuple[Shape, ...]


def drawings(title: str, width: float, parts: Sequence[Part]) -> tuple[Drawing, ...]:
    """Return a drawing of each of *parts*; where they are several, each says which it is."""
    if len(parts) == 1:
        return tuple(Drawing(title, one.words, width, one.height, one.shapes) for one in parts)
    titles = [f"{title}{_number(n, len(parts))}" for n in range(1, len(parts) + 1)]
    heads = [f"{one}: {part.about}" for one, part in zip(titles, parts, strict=True)]
    short = any(lettering.width(head, SIZE, bold=True) > width for head in heads)
    return tuple(
        Drawing(
            titles[n],
            f"{heads[n]}. {part.words.removeprefix(f'{title}. ')}",
            width,
            part.height + HEAD,
            # The caption tells what has no room above.
            tuple(_headed(capital(heads[n].removeprefix(f"{title}, ")) if short else heads[n], width, part)),
        )
        for n, part in enumerate(parts)
    )


def _number(part: int, many: int) -> str:
    return f", del {part} av {many}"


def _headed(head: str, width: float, part: Part) -> Iterator[Shape]:
    words = block([Paragraph(head, SIZE, bold=True, colour=ACCENT, most=1)], width)
    yield from words.placed(Rect(0.0, 0.0, width, HEAD))
    yield from (moved(shape, HEAD) for shape in part.shapes)


def stacked(parts: Sequence[Drawing]) -> Drawing:
    """Return *parts* as one drawing, from above to below, for a surface that is not divided into pages."""
    shapes: list[Shape] = []
    down = 0.0
    for one in parts:
        shapes += (moved(shape, down) for shape in one.shapes)
        down += one.height + _APART
    title = parts[0].title.removesuffix(_number(1, len(parts)))
    described = " ".join(one.description for one in parts)
    return Drawing(title, described, max(one.width for one in parts), down - _APART, tuple(shapes))


def within(room: Room) -> Room:
    """Return the room that is left in *room* for what is in a part."""
    return Room(room.width, room.height - HEAD)


def shares(items: Sequence[T], many: int) -> Iterator[Sequence[T]]:
    """Yield *items* in so *many* shares, as alike in length as they can be, the longer ones first."""
    fewest, longer = divmod(len(items), many)
    start = 0
    for number in range(many):
        end = start + fewest + (number < longer)
        yield items[start:end]
        start = end
