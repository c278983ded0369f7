"""A drawing as SVG: plain shapes and lines of text, as much of the language as every program knows."""

from collections.abc import Iterator

from lokdesk.figures.drawing import Box, Disc, Drawing, Path, Shape, Words
from lokdesk.figures.lettering import LEADING

FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif"
"""Fonts whose letters are equally wide, and what to take where there is none of them."""


def written(drawing: Drawing) -> str:
    """Return *drawing* as SVG. The same drawing gives the same string."""
    wide, high = _number(drawing.width), _number(drawing.height)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt"'
            f' viewBox="0 0 {wide} {high}" font-family="{FAMILY}" role="img" xml:lang="sv">',
            f"<title>{_escaped(drawing.title)}</title>",
            f"<desc>{_escaped(drawing.description)}</desc>",
            f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
            *(line for shape in drawing.shapes for line in _shape(shape)),
            "</svg>",
            "",
        )
    )


def _shape(shape: Shape) -> Iterator[str]:
    match shape:
        case Box(place):
            yield (
                f'<rect x="{_number(place.x)}" y="{_number(place.y)}" width="{_number(place.width)}"'
                f' height="{_number(place.height)}" rx="{_number(shape.radius)}"'
                f"{_paint(shape.fill, shape.line, shape.thickness)}/>"
            )
        case Disc():
            yield (
                f'<circle cx="{_number(shape.x)}" cy="{_number(shape.y)}" r="{_number(shape.radius)}"'
                f"{_paint(shape.fill, shape.line, shape.thickness)}/>"
            )
        case Path():
            points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
            kind = "polygon" if shape.fill else "polyline"
            yield f'<{kind} points="{points}"{_paint(shape.fill, shape.line, shape.thickness)}/>'
        case Words():
            yield from _words(shape)


def _words(words: Words) -> Iterator[str]:
    look = f' font-size="{_number(words.size)}" fill="{words.colour}"'
    look += ' font-weight="bold"' if words.bold else ""
    look += f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
    for number, line in enumerate(words.lines):
        y = words.y + number * LEADING * words.size
        yield f'<text x="{_number(words.x)}" y="{_number(y)}"{look}>{_escaped(line)}</text>'


def _paint(fill: str, line: str, thickness: float) -> str:
    painted = f' fill="{fill or "none"}"'
    return painted + (f' stroke="{line}" stroke-width="{_number(thickness)}"' if line else "")


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
