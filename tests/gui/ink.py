"""What is written on a picture, and how well it stands out: measured on what has been painted.

Palettes can lie: a style may paint in other colours than they say, and so may what paints itself.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QTransform
from PySide6.QtWidgets import QWidget

from tests.gui.contrast import contrast

SCALE = 2
"""How many times larger than life it is painted: thin strokes have a pixel of their full colour then."""
_LEAST = 3 * SCALE
"""How many pixels high and wide letters are at least; what is smaller is a line or a dot."""
_APART = 4 * SCALE
"""How many pixels there are between words at least."""


def painted(widget: QWidget, room: QRect | None = None) -> QImage:
    """Return *widget*, or the part of it in *room*, as it is painted."""
    room = widget.rect() if room is None else room.intersected(widget.rect())
    image = QImage(room.size() * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(widget.palette().color(widget.backgroundRole()))
    widget.render(image, QPoint(), room)
    return image


def faintest(image: QImage, room: QRect) -> float:
    """Return the contrast of the word in *room*, in the widget's pixels, that stands out the least.

    Where nothing is written, that is 21.
    """
    part = _part(image, QRect(room.topLeft() * SCALE, room.size() * SCALE).intersected(image.rect()))
    return _faintest(part.width(), bytes(part.constBits()))


@lru_cache(maxsize=1024)
def _faintest(width: int, pixels: bytes) -> float:
    """Return it for a picture of so many *pixels* in *width*: much stands on every page alike."""
    if not width:
        return 21.0
    image = QImage(pixels, width, len(pixels) // 4 // width, QImage.Format.Format_RGB32)
    return min((_contrast(word) for line in _lines(image) for word in _words(line)), default=21.0)


def _part(image: QImage, room: QRect) -> QImage:
    part = image.copy(room)
    part.setDevicePixelRatio(1)
    return part


def _lines(image: QImage) -> Iterator[QImage]:
    """Yield the parts of *image* that something stands on, line by line."""
    for top, bottom in _runs(_rows(image), 1):
        yield image.copy(QRect(0, top, image.width(), bottom - top))


def _words(line: QImage) -> Iterator[QImage]:
    """Yield the parts of *line* that something stands on, from left to right."""
    turned = line.transformed(QTransform().rotate(90))
    for left, right in _runs(_rows(turned), _APART):
        yield line.copy(QRect(left, 0, right - left, line.height()))


def _pixels(image: QImage) -> memoryview:
    return memoryview(image.constBits()).cast("I")


def _rows(image: QImage) -> list[memoryview]:
    width, pixels = image.width(), _pixels(image)
    return [pixels[n * width : (n + 1) * width] for n in range(image.height())]


def _runs(rows: Sequence[memoryview], apart: int) -> Iterator[tuple[int, int]]:
    """Yield where there are *rows* of more than one colour, which are *apart* from the next."""
    start = end = -1
    for n, row in enumerate(rows):
        if row.tobytes() == row[:1].tobytes() * len(row):
            continue
        if start >= 0 and n - end > apart:
            if end - start >= _LEAST:
                yield start, end
            start = -1
        start, end = n if start < 0 else start, n + 1
    if start >= 0 and end - start >= _LEAST:
        yield start, end


def _contrast(word: QImage) -> float:
    colours = Counter(_pixels(word))
    ground = colours.most_common(1)[0][0]
    return max((contrast_of(colour, ground) for colour in colours), default=21.0)


@cache
def contrast_of(colour: int, ground: int) -> float:
    """Return the contrast of two colours given as Qt keeps them in pictures."""
    return contrast(QColor(colour & 0xFFFFFF), QColor(ground & 0xFFFFFF))


def differ(before: QImage, after: QImage, least: int) -> bool:
    """Return whether at *least* so many pixels are not the same in two pictures."""
    if before.size() != after.size():
        return True
    rows = zip(_rows(before), _rows(after), strict=True)
    unlike = (a != b for one, other in rows if one != other for a, b in zip(one, other, strict=True))
    return sum(islice(filter(None, unlike), least)) >= least
