"""What is wrong with a drawing, found by measuring it."""

from collections.abc import Iterator

from lokdesk.figures.drawing import PAGE, PAPER, SMALL, Box, Disc, Drawing, Path, Rect, Room, Words


def faults(drawing: Drawing, room: Room = PAGE) -> list[str]:
    """Return what is wrong in *drawing*: words over words, out of their place, or under a line, and so on."""
    return [*_page(drawing, room), *_words(drawing), *_lines(drawing), *_boxes(drawing), *_contrast(drawing)]


def words(drawing: Drawing) -> list[Words]:
    return [shape for shape in drawing.shapes if isinstance(shape, Words)]


def text(*drawings: Drawing) -> str:
    """Return everything that is written in *drawings*, with divided words put together."""
    lines = [line for drawing in drawings for one in words(drawing) for line in one.lines]
    return " ".join(lines).replace("- ", "-")


def letters(words_: str) -> str:
    """Return *words_* without what lines are divided with, to look for a name that goes over several."""
    return words_.replace("-", "").replace(" ", "").replace("\u00a0", "")


def _page(drawing: Drawing, room: Room) -> Iterator[str]:
    page = Rect(0.0, 0.0, drawing.width, drawing.height)
    if drawing.width > room.width or drawing.height > room.height:
        yield f"too large: {drawing.width} x {drawing.height}"
    for shape in drawing.shapes:
        if not _holds(page, _extent(shape)):
            yield f"off the page: {shape}"


def _extent(shape: object) -> Rect:
    match shape:
        case Box(place) | Words(room=place):
            return place
        case Disc(x, y, radius):
            return Rect(x - radius, y - radius, 2 * radius, 2 * radius)
        case Path(points):
            xs, ys = zip(*points, strict=True)
            return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        case _:
            raise TypeError(shape)


def _words(drawing: Drawing) -> Iterator[str]:
    placed = words(drawing)
    for number, one in enumerate(placed):
        if one.size < SMALL:
            yield f"too small: {one.lines}"
        if not _holds(one.room, one.place, 0.5):
            yield f"out of its room: {one.lines} {one.place} {one.room}"
        for other in placed[number + 1 :]:
            if _meet(one.place, other.place):
                yield f"over each other: {one.lines} and {other.lines}"


def _lines(drawing: Drawing) -> Iterator[str]:
    segments = [
        Rect(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
        for shape in drawing.shapes
        if isinstance(shape, Path) and not shape.fill and len(shape.points) > 1
        for a, b in zip(shape.points, shape.points[1:], strict=False)
    ]
    for one in words(drawing):
        for segment in segments:
            if _meet(one.place, segment, -0.01) and (segment.width < 0.01 or segment.height < 0.01):
                yield f"a line over {one.lines}"


def _boxes(drawing: Drawing) -> Iterator[str]:
    """Yield boxes with a line around them that others of the kind lie over."""
    framed = [shape.place for shape in drawing.shapes if isinstance(shape, Box) and shape.fill == PAPER]
    for number, one in enumerate(framed):
        for other in framed[number + 1 :]:
            if _meet(one, other):
                yield f"boxes over each other: {one} and {other}"


def _contrast(drawing: Drawing) -> Iterator[str]:
    for number, shape in enumerate(drawing.shapes):
        if isinstance(shape, Words):
            ground = PAPER
            for below in drawing.shapes[:number]:
                if isinstance(below, Box | Disc) and below.fill and _holds(_extent(below), shape.place):
                    ground = below.fill
            if _ratio(shape.colour, ground) < 4.5:
                yield f"faint: {shape.lines} in {shape.colour} on {ground}"


def _ratio(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _holds(one: Rect, other: Rect, give: float = 0.01) -> bool:
    """Return whether *other* lies within *one*."""
    return (
        one.x - give <= other.x
        and one.y - give <= other.y
        and other.right <= one.right + give
        and other.bottom <= one.bottom + give
    )


def _meet(one: Rect, other: Rect, give: float = 0.01) -> bool:
    """Return whether they have an area in common."""
    return (
        one.x + give < other.right
        and other.x + give < one.right
        and one.y + give < other.bottom
        and other.y + give < one.bottom
    )
