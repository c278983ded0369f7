"""The kinds of figure that are drawn from an agreement, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lokdesk.agreement.agreement import Agreement
from lokdesk.figures import chain, organisation, svg, swim_lane, year_wheel
from lokdesk.figures.drawing import Drawing
from lokdesk.figures.speech import PERSONS


@dataclass(frozen=True)
class Figure:
    """A figure that is ready to be shown: its name, the same in words, the picture, its size in points."""

    title: str
    description: str
    svg: str
    width: float
    height: float


@dataclass(frozen=True)
class Kind:
    """A kind of figure. *about* is the list whose items have one each, empty for one of the whole agreement.

    *reads* are the fields of an agreement that it is made from. *content* takes the agreement, and the item,
    and returns what there is to draw, which is hashable, or ``None``; *draw* draws it.
    """

    title: str
    about: str
    reads: tuple[str, ...]
    content: Callable[..., Any]
    draw: Callable[[Any], Drawing]
    is_telling: Callable[[Any], bool] = lambda _: True
    """Whether there is enough in a content for the figure to tell more than the text beside it."""


KINDS: Mapping[str, Kind] = {
    "organisation": Kind(organisation.TITLE, "", PERSONS, organisation.content, organisation.draw),
    "swim-lane": Kind(
        swim_lane.TITLE,
        "processes",
        ("processes", *PERSONS),
        swim_lane.content,
        swim_lane.draw,
        swim_lane.is_telling,
    ),
    "chain": Kind(chain.TITLE, "job_tracks", PERSONS, chain.content, chain.draw),
    "year-wheel": Kind(
        year_wheel.TITLE, "", ("follow_up", "validity", *PERSONS), year_wheel.content, year_wheel.draw
    ),
}
"""The kinds by the names that templates use."""


def figure(kind: str, agreement: Agreement, item: Any = None, *, telling: bool = False) -> Figure | None:
    """Return the figure of that *kind* of *agreement*, or of an *item* in it; ``None`` if it would be empty.

    With *telling* also when it would say no more than the text it stands beside. The same content is only
    drawn once.
    """
    one = KINDS[kind]
    content = one.content(agreement, item) if one.about else one.content(agreement)
    if content is None or (telling and not one.is_telling(content)):
        return None
    return _drawn(kind, content)


@lru_cache(maxsize=256)
def _drawn(kind: str, content: Any) -> Figure:
    drawing = KINDS[kind].draw(content)
    return Figure(drawing.title, drawing.description, svg.written(drawing), drawing.width, drawing.height)
