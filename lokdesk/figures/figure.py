"""The kinds of figure that are drawn from an agreement, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lokdesk.agreement.agreement import Agreement
from lokdesk.figures import bars, chain, organisation, svg, swim_lane, year_wheel
from lokdesk.figures.drawing import PAGE, Drawing, Room
from lokdesk.figures.part import stacked
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
    and returns what there is to draw, which is hashable, or ``None``; *draw* draws it in the room on a page,
    in several parts where it is too much for one.
    """

    title: str
    about: str
    reads: tuple[str, ...]
    content: Callable[..., Any]
    draw: Callable[[Any, Room], tuple[Drawing, ...]]
    is_telling: Callable[[Any], bool] = lambda _: True
    """Whether there is enough in a content for the figure to tell more than the text beside it."""


KINDS: Mapping[str, Kind] = {
    "bars": Kind(bars.TITLE, "mapping/statistics", ("mapping", *PERSONS), bars.content, bars.draw),
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
_KEPT = 64
"""How many figures are kept: those of the largest agreement, and some that were drawn while somebody typed.
Each takes some ten kilobytes, and with its content some hundred."""


def figure(kind: str, agreement: Agreement, item: Any = None, *, telling: bool = False) -> Figure | None:
    """Return the figure of that *kind* of *agreement*, or of an *item* in it; ``None`` if it would be empty.

    With *telling* also when it would say no more than the text it stands beside. What has no room on a page
    goes on below. The same content is only drawn once.
    """
    content = _content(kind, agreement, item, telling)
    return None if content is None else _whole(kind, content)


def figures(
    kind: str, agreement: Agreement, item: Any = None, *, telling: bool = False, room: Room = PAGE
) -> tuple[Figure, ...]:
    """Return the same as `figure`, in so many parts that each has *room* on a page; none if it is empty."""
    content = _content(kind, agreement, item, telling)
    return () if content is None else _drawn(kind, content, room)


def _content(kind: str, agreement: Agreement, item: Any, telling: bool) -> Any:
    one = KINDS[kind]
    content = one.content(agreement, item) if one.about else one.content(agreement)
    return None if content is None or (telling and not one.is_telling(content)) else content


@lru_cache(maxsize=_KEPT)
def _drawn(kind: str, content: Any, room: Room) -> tuple[Figure, ...]:
    return tuple(map(_figure, KINDS[kind].draw(content, room)))


@lru_cache(maxsize=_KEPT)
def _whole(kind: str, content: Any) -> Figure:
    parts = _drawn(kind, content, PAGE)
    if len(parts) == 1:
        return parts[0]
    return _figure(stacked(KINDS[kind].draw(content, PAGE)))


def _figure(drawing: Drawing) -> Figure:
    return Figure(drawing.title, drawing.description, svg.written(drawing), drawing.width, drawing.height)
