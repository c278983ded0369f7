"""Where in the view the paper stands, and the column of text on it."""

from dataclasses import dataclass

from lokdesk.word.paper import Paper

_GUTTER, _EDGE = 30.0, 14.0
"""The least room beside the text, in pixels: to the left, where the marks are, and to the right."""
_DESK = 16
"""The room around the paper where there is some to spare, in pixels."""
_MARGIN = 56.0
"""The margins of the paper at the most, in points."""


@dataclass(frozen=True)
class Column:
    """A column of text on paper, in pixels from the left edge of the view."""

    left: float
    width: float
    paper_left: float
    paper_width: float

    @property
    def margin(self) -> float:
        """The room to the left of the text."""
        return self.left - self.paper_left


def column(paper: Paper, room: float, unit: float) -> Column:
    """Return where text stands in a view that is *room* wide, at *unit* pixels to a point."""
    wanted = _whole(paper) * unit
    wide = room if wanted + 2 * _DESK > room + 1 else wanted
    left = (room - wide) / 2
    # As on the page, where there is room for that.
    margin = min((wide - paper.page.width * unit) / 2, _MARGIN * unit)
    gutter, edge = max(_GUTTER, margin), max(_EDGE, margin)
    return Column(left + gutter, wide - gutter - edge, left, wide)


def fitting(paper: Paper, room: float, unit: float) -> float:
    """Return how many times its size, at *unit* pixels to a point, the paper fills *room*."""
    return (room - 2 * _DESK) / (_whole(paper) * unit)


def _whole(paper: Paper) -> float:
    return paper.page.width + 2 * _MARGIN
