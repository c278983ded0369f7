"""A process as a swim-lane: a lane for each party, the steps from above to below, an arrow to the next."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.phrase import small
from lokdesk.agreement.processes import Process, ProcessStep
from lokdesk.figures.block import Block, Paragraph, block
from lokdesk.figures.drawing import (
    ACCENT,
    HEIGHT,
    PAPER,
    QUIET,
    SIZE,
    TINT,
    WIDTH,
    Box,
    Drawing,
    Rect,
    Shape,
    arrow,
)
from lokdesk.figures.speech import Speech, sentence, speech

TITLE = "Arbetsgång"
NOBODY = "Ansvarig inte angiven"
OTHERS = "Fler parter och aktörer"
MOST = 20
"""How many steps there is room for in a swim-lane that can be read."""
MOST_LANES = 4
"""How many lanes there is room for side by side."""


@dataclass(frozen=True)
class Step:
    """A step as it is drawn: what it is called, who takes it, in which role, and what is before and after."""

    title: str
    actor: str
    role: str
    trigger: str
    handover: str


@dataclass(frozen=True)
class Course:
    """What a swim-lane shows."""

    name: str
    steps: tuple[Step, ...]


def content(agreement: Agreement, process: Process) -> Course | None:
    """Return what the swim-lane of *process* shows.

    It is ``None`` when there are less than two steps, or more of them than there is room for.
    """
    if not 2 <= len(process.steps) <= MOST:
        return None
    speaks = speech(agreement)
    steps = [_step(number, step, speaks) for number, step in enumerate(process.steps, 1)]
    return Course(speaks.said(process.name), tuple(steps))


def is_telling(course: Course) -> bool:
    """Return whether there are more steps than are seen at a glance in a table."""
    return len(course.steps) > 3


def _step(number: int, step: ProcessStep, speaks: Speech) -> Step:
    actor, role = speaks.actor(step.actor), speaks.said(step.role)
    return Step(
        speaks.said(step.title) or f"Steg {number}",
        actor or role,
        role if actor else "",
        speaks.said(step.trigger),
        speaks.said(step.handover),
    )


# -- in words


def _described(course: Course) -> str:
    said = [f"{_title(course)}, med {len(course.steps)} steg."]
    for number, step in enumerate(course.steps, 1):
        who = f"{step.actor} ({step.role})" if step.role else step.actor or small(NOBODY)
        said.append(f"{number}. {step.title}: {sentence(who)}")
        if step.trigger:
            said.append(f"Startar när: {sentence(step.trigger)}")
        if step.handover:
            said.append(f"Överlämning: {sentence(step.handover)}")
    return " ".join(said)


def _title(course: Course) -> str:
    return f"{TITLE}: {course.name}" if course.name else TITLE


# -- drawn


@dataclass(frozen=True)
class _Look:
    """How much room is spent: on what is before and after a step, on its words, and between the steps."""

    around: bool = True
    title_lines: int = 4
    role_lines: int = 3
    gutter: float = 20.0
    pad: float = 6.0


_LOOKS = (
    _Look(),
    _Look(gutter=15.0, pad=5.0),
    _Look(around=False, gutter=16.0, pad=5.0),
    _Look(around=False, title_lines=3, role_lines=2, gutter=12.0, pad=4.0),
    _Look(around=False, title_lines=2, role_lines=1, gutter=12.0, pad=3.5),
    _Look(around=False, title_lines=2, role_lines=1, gutter=11.0, pad=3.0),
    _Look(around=False, title_lines=1, role_lines=1, gutter=11.0, pad=3.0),
)
"""From the most generous to the tightest; the first that has room on a page is drawn."""

_GAP = 6.0
_EDGE = 8.0
_WIDEST = 240.0
_SHARED = 1.7
"""How much wider than the others the lane is that several share."""


def draw(course: Course) -> Drawing:
    """Return *course* as a drawing."""
    sketches = (_Sketch(course, look) for look in _LOOKS)
    chosen = next((sketch for sketch in sketches if sketch.height <= HEIGHT), None)
    sketch = chosen or _Sketch(course, _LOOKS[-1])
    return Drawing(_title(course), _described(course), WIDTH, sketch.height, tuple(sketch.shapes()))


class _Sketch:
    """A process laid out: a column for each lane, every step further down than the one before it.

    From a step to one in another lane the arrow leaves at the side where the way is free, else from below.
    """

    def __init__(self, course: Course, look: _Look) -> None:
        self._look = look
        self._steps = course.steps
        self._lanes = lanes([step.actor for step in course.steps])
        self._columns = list(self._made_columns())
        self._heads = [
            block([Paragraph(lane, SIZE, True, PAPER, most=3)], column.width - 2 * _EDGE)
            for lane, column in zip(self._lanes, self._columns, strict=True)
        ]
        self._head = max(head.height for head in self._heads) + 10.0
        self._place()

    def _made_columns(self) -> Iterator[Rect]:
        shares = [_SHARED if lane == OTHERS else 1.0 for lane in self._lanes]
        one = (WIDTH - (len(shares) - 1) * _GAP) / sum(shares)
        x = 0.0
        for share in shares:
            yield Rect(x, 0.0, share * one, 0.0)
            x += share * one + _GAP

    def _place(self) -> None:
        look = self._look
        y = self._head + max(look.gutter / 2, 8.0)
        bottoms = [0.0] * len(self._lanes)
        self._boxes: list[Rect] = []
        self._words: list[Block] = []
        self._ways: list[list[tuple[float, float]]] = []
        before: tuple[int, Rect] | None = None
        for number, step in enumerate(self._steps, 1):
            lane = self._lane(step.actor)
            column = self._columns[lane]
            wide = min(column.width - 2 * _EDGE, _WIDEST)
            words = block(self._paragraphs(number, step), wide - 2 * (look.pad + 1.0))
            if before is not None:
                way, y = self._way(before[1], before[0], lane, bottoms)
                self._ways.append(way)
            box = Rect(column.middle - wide / 2, y, wide, words.height + 2 * look.pad)
            bottoms[lane] = box.bottom
            before = lane, box
            self._boxes.append(box)
            self._words.append(words)
        self.height = max(bottoms) + max(look.gutter / 2, 8.0)

    def _way(
        self, start: Rect, lane: int, target: int, bottoms: list[float]
    ) -> tuple[list[tuple[float, float]], float]:
        """Return the way from the box *start* to the next one, in the lane *target*, and the top of that."""
        gutter = self._look.gutter
        x = self._columns[target].middle
        if lane == target:
            y = start.bottom + gutter
            return [(x, start.bottom), (x, y)], y
        step = 1 if target > lane else -1
        passed = max(bottoms[one] for one in range(lane + step, target + step, step)) + 4.0
        side = max(start.y + start.height / 2, passed)
        if side <= start.bottom - 5.0:
            y = side + max(gutter * 0.75, 10.0)
            return [(start.right if step > 0 else start.x, side), (x, side), (x, y)], y
        turn = max(start.bottom, passed) + gutter / 2 - 2.0
        y = turn + gutter / 2 + 2.0
        return [(start.middle, start.bottom), (start.middle, turn), (x, turn), (x, y)], y

    def _paragraphs(self, number: int, step: Step) -> Iterator[Paragraph]:
        look = self._look
        yield Paragraph(f"{number}. {step.title}", SIZE, bold=True, most=look.title_lines)
        shared = step.actor and step.actor not in self._lanes
        who = ", ".join(part for part in (step.actor if shared else "", step.role) if part)
        if who:
            yield Paragraph(who, most=look.role_lines, before=2.0)
        if look.around and step.trigger:
            yield Paragraph(f"Startar när: {step.trigger}", colour=QUIET, most=4, before=3.0)
        if look.around and step.handover:
            yield Paragraph(f"Överlämning: {step.handover}", colour=QUIET, most=4, before=3.0)

    def _lane(self, actor: str) -> int:
        named = actor or NOBODY
        return self._lanes.index(named) if named in self._lanes else len(self._lanes) - 1

    def shapes(self) -> Iterator[Shape]:
        """Yield what is drawn, from the back to the front."""
        for column, head in zip(self._columns, self._heads, strict=True):
            yield Box(Rect(column.x, 0.0, column.width, self.height), TINT, radius=4.0)
            yield Box(Rect(column.x, 0.0, column.width, self._head), ACCENT, radius=4.0)
            room = Rect(column.x + _EDGE, 0.0, column.width - 2 * _EDGE, self._head)
            yield from head.placed(room, "middle", centred=True)
        for way in self._ways:
            yield from arrow(way)
        for box, words in zip(self._boxes, self._words, strict=True):
            yield Box(box, line=ACCENT)
            pad = self._look.pad
            yield from words.placed(Rect(box.x + pad + 1, box.y + pad, box.width - 2 * pad - 2, words.height))


def lanes(actors: Sequence[str]) -> list[str]:
    """Return the lanes for the *actors* of steps, in the order they come in.

    Where there are more than there is room for, those with few steps share the last lane.
    """
    named = [actor or NOBODY for actor in actors]
    steps = Counter(named)
    if len(steps) <= MOST_LANES:
        return list(steps)
    own = {actor for actor, _ in steps.most_common(MOST_LANES - 1)}
    return [*(actor for actor in steps if actor in own), OTHERS]
