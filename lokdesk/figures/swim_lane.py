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
    NAME_LINES,
    PAGE,
    PAPER,
    QUIET,
    SIZE,
    TINT,
    Box,
    Drawing,
    Rect,
    Room,
    Shape,
    arrow,
)
from lokdesk.figures.part import Part, drawings, shares, within
from lokdesk.figures.speech import Speech, sentence, speech

TITLE = "Arbetsgång"
NOBODY = "Ansvarig inte angiven"
OTHERS = "Fler parter och aktörer"
MOST = 40
"""How many steps are drawn at the most; with more of them nobody sees the way for the steps."""
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

_Numbered = tuple[int, Step]


def _described(course: Course, steps: Sequence[_Numbered]) -> str:
    all_ = len(steps) == len(course.steps)
    said = [f"{_title(course)}, med {len(steps)} steg." if all_ else f"{_title(course)}."]
    for number, step in steps:
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
    role_lines: int = 4
    gutter: float = 20.0
    pad: float = 6.0


_LOOKS = (
    _Look(),
    _Look(gutter=15.0, pad=5.0),
    _Look(around=False, gutter=16.0, pad=5.0),
    _Look(around=False, role_lines=2, gutter=12.0, pad=4.0),
    _Look(around=False, role_lines=1, gutter=12.0, pad=3.5),
    _Look(around=False, role_lines=1, gutter=11.0, pad=3.0),
)
"""From the most generous to the tightest; the first that has room on a page is drawn."""

_GAP = 6.0
_EDGE = 8.0
_WIDEST = 240.0
_SHARED = 1.7
"""How much wider than the others the lane is that several share."""


def draw(course: Course, room: Room = PAGE) -> tuple[Drawing, ...]:
    """Return *course* as a drawing, or as several that go on where the one before ended."""
    return drawings(_title(course), room.width, [_part(course, one) for one in _sketches(course, room)])


def _part(course: Course, sketch: "_Sketch") -> Part:
    steps = sketch.steps
    about = f"steg {steps[0][0]}" + (f"–{steps[-1][0]}" if len(steps) > 1 else "")
    return Part(about, _described(course, steps), sketch.height, tuple(sketch.shapes()))


def _sketches(course: Course, room: Room) -> list["_Sketch"]:
    """Return *course* laid out on as few pages as there is room for it on."""
    steps = list(enumerate(course.steps, 1))
    sketches: list[_Sketch] = []
    for many in range(1, len(steps) + 1):
        inner = room if many == 1 else within(room)
        for look in _LOOKS:
            sketches = [_Sketch(course, share, look, inner) for share in shares(steps, many)]
            if all(sketch.height <= inner.height for sketch in sketches):
                return sketches
    return sketches


class _Sketch:
    """A process, or a part of one, laid out: a column for each lane, each step below the one before it.

    From a step to one in another lane the arrow leaves at the side where the way is free, else from below.
    """

    def __init__(self, course: Course, steps: Sequence[_Numbered], look: _Look, room: Room) -> None:
        self.steps = steps
        self._look = look
        self._width = room.width
        everywhere = dict.fromkeys(step.actor or NOBODY for step in course.steps)
        self._lanes = lanes([step.actor for _, step in steps], list(everywhere))
        self._columns = list(self._made_columns())
        self._heads = [
            block([Paragraph(lane, SIZE, True, PAPER, most=NAME_LINES)], column.width - 2 * _EDGE)
            for lane, column in zip(self._lanes, self._columns, strict=True)
        ]
        self._head = max(head.height for head in self._heads) + 10.0
        self._place()

    def _made_columns(self) -> Iterator[Rect]:
        widths = [_SHARED if lane == OTHERS else 1.0 for lane in self._lanes]
        one = (self._width - (len(widths) - 1) * _GAP) / sum(widths)
        x = 0.0
        for width in widths:
            yield Rect(x, 0.0, width * one, 0.0)
            x += width * one + _GAP

    def _place(self) -> None:
        look = self._look
        y = self._head + max(look.gutter / 2, 8.0)
        bottoms = [0.0] * len(self._lanes)
        self._boxes: list[Rect] = []
        self._words: list[Block] = []
        self._ways: list[list[tuple[float, float]]] = []
        before: tuple[int, Rect] | None = None
        for number, step in self.steps:
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
        yield Paragraph(f"{number}. {step.title}", SIZE, bold=True, most=NAME_LINES)
        if step.actor and step.actor not in self._lanes:
            yield Paragraph(step.actor, most=NAME_LINES, before=2.0)
        if step.role:
            yield Paragraph(step.role, most=look.role_lines, before=2.0)
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


def lanes(actors: Sequence[str], order: Sequence[str] = ()) -> list[str]:
    """Return the lanes for the *actors* of steps, in the *order* of all parts, else that they come in.

    Where there are more than there is room for, those with few steps share the last lane.
    """
    steps = Counter(actor or NOBODY for actor in actors)
    own = set(steps)
    if len(steps) > MOST_LANES:
        own = {actor for actor, _ in steps.most_common(MOST_LANES - 1)}
    named = [actor for actor in order or steps if actor in own]
    return named if len(own) == len(steps) else [*named, OTHERS]
