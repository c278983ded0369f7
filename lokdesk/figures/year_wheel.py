"""The year wheel (årshjul): how often the forums meet, when there is follow-up, and the days that count."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import asin, cos, pi, sin

from lokdesk.agreement import day
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.wording import UNNAMED
from lokdesk.figures import lettering
from lokdesk.figures.block import Block, Paragraph, block
from lokdesk.figures.drawing import (
    ACCENT,
    DEEPER,
    INK,
    NAME_LINES,
    PAGE,
    PAPER,
    QUIET,
    RULE,
    SIZE,
    SMALL,
    TINT,
    Disc,
    Drawing,
    Path,
    Rect,
    Room,
    Shape,
    Words,
)
from lokdesk.figures.part import Part, drawings, within
from lokdesk.figures.speech import Speech, listed, sentence, speech

TITLE = "Årshjul"
MOST = 80
"""How many forums and occasions are shown at the most."""
FOLLOW_UP = "Uppföljning av överenskommelsen"
_PER_YEAR: Mapping[str, float] = {
    "vecka": 52,
    "månad": 12,
    "kvartal": 4,
    "tertial": 3,
    "halvår": 2,
    "år": 1,
}
_MONTH = re.compile(
    "|".join(rf"\b{month}s?\b|\b{month[:3]}\b\.?" for month in day.MONTHS) + r"|\bsept\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Round:
    """What comes round at the same interval: how often, how many times a year, and what it is."""

    often: str
    times: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """What falls in some months, from 1; there are none where they are not known."""

    months: tuple[int, ...]
    when: str
    name: str
    by: str = ""


@dataclass(frozen=True)
class Year:
    """What a year wheel shows: what comes round, what falls in a month, and what can be placed in neither."""

    rounds: tuple[Round, ...]
    marks: tuple[Mark, ...]
    others: tuple[tuple[str, str], ...]
    """What it is, and how often or when in the parties' own words."""


def content(agreement: Agreement) -> Year | None:
    """Return what the wheel of *agreement* shows.

    It is ``None`` when there is nothing to place in a year, or more than there is room for.
    """
    if len(agreement.organisation.forums) + len(agreement.follow_up.occasions) > MOST:
        return None
    speaks = speech(agreement)
    often = [(speaks.said(forum.name) or UNNAMED, forum.frequency) for forum in agreement.organisation.forums]
    often.append((FOLLOW_UP, agreement.follow_up.interval))
    rounds: dict[tuple[int, str], list[str]] = {}
    others: list[tuple[str, str]] = []
    for name, frequency in often:
        if frequency is None:
            continue
        if (times := _times(frequency)) and frequency.unit:
            words = str(frequency.model_copy(update={"text": None}))
            rounds.setdefault((times, words), []).append(name)
        else:
            others.append((name, speaks.said(str(frequency))))
    marks: list[Mark] = []
    for one in _marks(agreement, speaks):
        if one.months:
            marks.append(one)
        else:
            others.append((one.name, ", ".join(part for part in (one.when, one.by) if part)))
    if not rounds and not marks:
        return None
    made = (Round(words, times, tuple(names)) for (times, words), names in rounds.items())
    return Year(
        tuple(sorted(made, key=lambda one: -one.times)),
        tuple(sorted(marks, key=lambda one: one.months[0])),
        tuple(one for one in others if one[1]),
    )


def _times(frequency: Frequency) -> int:
    """Return how many times a year, about, something happens; 0 when it is not known, or less than once."""
    if frequency.every is None or frequency.unit is None:
        return 0
    most = frequency.every_most or frequency.every
    times = _PER_YEAR[frequency.unit] / ((frequency.every + most) / 2)
    return round(times) if times >= 1 else 0


def _marks(agreement: Agreement, speaks: Speech) -> Iterator[Mark]:
    for occasion in agreement.follow_up.occasions:
        when, by = speaks.said(occasion.when), speaks.said(occasion.responsible)
        name = speaks.said(occasion.name) or "Uppföljning"
        yield Mark(tuple(months(when)), when, name, by)
    validity = agreement.validity
    for on, name in (
        (validity.start, "Överenskommelsen börjar gälla"),
        (validity.end, "Sista dagen som överenskommelsen gäller"),
        (agreement.follow_up.next_revision, "Nästa revidering"),
    ):
        if on is not None:
            yield Mark((on.month,), day.in_words(on), name)


def months(when: str) -> list[int]:
    """Return the months, from 1, that *when* names, in the order it names them."""
    starts = [month[:3] for month in day.MONTHS]
    found = (match[0].casefold()[:3] for match in _MONTH.finditer(when))
    return list(dict.fromkeys(starts.index(one) + 1 for one in found))


# -- in words


def _described(year: Year) -> str:
    said = [f"{TITLE}."]
    for one in year.rounds:
        said.append(f"{capital(one.often)}: {sentence(listed(one.names))}")
    for one in year.marks:
        by = f" ({one.by})" if one.by else ""
        said.append(f"{capital(one.when)}: {sentence(one.name + by)}")
    for name, words in year.others:
        said.append(f"{name}: {sentence(words)}")
    return " ".join(said)


# -- drawn

_NOTE = "Prickarna visar hur ofta något återkommer, inte vilka dagar."
_MONTHS = 24.0
"""How wide the ring with the months is."""
_INNERMOST = 26.0
_STEP = 15.0
_NUMBER = 8.0
"""The radius of the discs with numbers and letters."""
_BESIDE = 5
"""With how many rings at the most the list stands beside the wheel."""
_MOST = 6
"""How many rings there is room for."""
_GAP = 20.0
_HEADING = 17.0
_APART = 6.0
"""The distance from one part of the list to the next."""
_BELOW = 44.0
"""The room below the wheel for what is said of it."""
_NARROWEST = 130.0
"""How wide a list beside the wheel is at the least."""
_NAMES = 20
"""How many lines there are for what comes round at the same interval."""
_DIVIDED = 60.0
"""How much higher a list may be so that what is under one heading is not divided between columns."""


@dataclass(frozen=True)
class _Line:
    """A line of the list, or a heading in it: the sign that it has on the wheel, its words, and its room."""

    sign: str
    filled: bool
    words: Block
    height: float
    said: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return not self.said


def draw(year: Year, room: Room = PAGE) -> tuple[Drawing, ...]:
    """Return *year* as a drawing, or as several where the list goes on after the wheel."""
    for run_in in (False, True):
        sketch = _Sketch(year, room, run_in)
        if sketch.fits:
            part = Part("", _described(year), sketch.height, tuple(sketch.shapes()))
            return drawings(TITLE, room.width, [part])
    return drawings(TITLE, room.width, list(_Sketch(year, within(room)).parts()))


class _Sketch:
    """A wheel with its list beside it, or below it where the wheel is large or the list is long."""

    def __init__(self, year: Year, room: Room, run_in: bool = False) -> None:
        self._year = year
        self._rounds = year.rounds[:_MOST]
        self._marks = year.marks
        self._room = room
        self._run_in = run_in
        rings = len(self._rounds)
        self._radius = max(_MONTHS + _INNERMOST + _STEP * rings, 104.0)
        most = int((min(room.width, room.height - _BELOW) / 2 - self._radius - 4.0) // (2 * (_NUMBER + 1)))
        layers = max(_layers(year.marks, month, self._radius) for month in range(1, 13))
        self._layers = min(layers, most)
        self._reach = self._radius + (4.0 + self._layers * 2 * (_NUMBER + 1) if layers else 0.5)
        self._place()

    def _place(self) -> None:
        wheel = 2 * self._reach
        beside = self._room.width - wheel - _GAP
        if len(self._rounds) <= _BESIDE and beside >= _NARROWEST:
            self._write(beside)
            high = sum(line.height for line in self._list) + self._note.height
            self.height = max(wheel, high)
            self._x, self._y = self._reach, self.height / 2
            self._tops = [(wheel + _GAP, (self.height - high) / 2, self._list)]
            if self.fits:
                return
        self._write((self._room.width - _GAP) / 2)
        self._x, self._y = self._room.width / 2, self._reach
        self._below(self._list)

    @property
    def fits(self) -> bool:
        """Whether there is room for it."""
        return self.height <= self._room.height

    def _write(self, width: float) -> None:
        """Set the list in a column of that *width*."""
        self._wide = width
        rest = [(one.often, one.names) for one in self._year.rounds[_MOST:]]
        others = [*rest, *((words, (name,)) for name, words in self._year.others)]
        self._list = [line for part in self._made_parts(others) for line in part if len(part) > 1]
        self._note = block([Paragraph(_NOTE if self._rounds else "", colour=QUIET)], width)

    def _below(self, lines: Sequence[_Line]) -> None:
        """Place *lines* in two columns below the wheel."""
        top = 2 * self._reach + 12.0
        columns, high = self._columns(lines, top, self._note.height)
        self._tops, self.height = columns, top + high

    def _columns(
        self, lines: Sequence[_Line], top: float, note: float = 0.0
    ) -> tuple[list[tuple[float, float, Sequence[_Line]]], float]:
        """Return *lines* in two columns from *top*, each with its place, and how high they are."""
        cut = _cut(lines, note)
        left, right = lines[:cut], lines[cut:]
        high = max(sum(line.height for line in left) + note, sum(line.height for line in right))
        return [(0.0, top, left), (self._wide + _GAP, top, right)], high

    def parts(self) -> Iterator[Part]:
        """Yield the wheel with as much of the list as there is room for below it, and then the rest of it."""
        lines = self._list
        many = self._many(lines, 2 * self._reach + 12.0, self._note.height)
        self._below(lines[:many])
        yield Part("hjulet", _said(lines[:many]), self.height, tuple(self.shapes()))
        while lines := lines[many:]:
            many = max(self._many(lines, 0.0), 1)
            columns, high = self._columns(lines[:many], 0.0)
            shapes = [shape for column in columns for shape in self._column(*column)]
            yield Part("mer av det som finns i hjulet", _said(lines[:many]), high, tuple(shapes))

    def _many(self, lines: Sequence[_Line], top: float, note: float = 0.0) -> int:
        """Return how many of *lines* there is room for in two columns from *top*; no heading is the last."""
        for many in range(len(lines), 0, -1):
            if lines[many - 1].is_heading:
                continue
            if top + self._columns(lines[:many], top, note)[1] <= self._room.height:
                return many
        return 0

    # The list

    def _made_parts(self, others: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[list[_Line]]:
        rounds = [(_letter(n), False, one.often, one.names) for n, one in enumerate(self._rounds)]
        marks = [(str(n), True, one.when, (_by(one),)) for n, one in enumerate(self._marks, 1)]
        rest = [("", False, words, names) for words, names in others]
        for title, lines in (("Återkommer", rounds), ("Under året", marks), ("Utan plats i hjulet", rest)):
            heading = block([Paragraph(title, SIZE, bold=True, colour=ACCENT)], self._wide)
            made = [_Line("", False, heading, _HEADING), *(self._line(*line) for line in lines)]
            yield [*made[:-1], replace(made[-1], height=made[-1].height + _APART)]

    def _line(self, sign: str, filled: bool, when: str, names: tuple[str, ...]) -> _Line:
        width = self._wide - _indent(sign)
        what = _as_many(names, width)
        said = f"{capital(when)}: {what}"
        paragraphs = (
            [Paragraph(said, most=_NAMES)]
            if self._run_in
            else [
                Paragraph(capital(when), bold=True, most=NAME_LINES),
                Paragraph(what, most=_NAMES, before=1.0),
            ]
        )
        words = block(paragraphs, width)
        return _Line(sign, filled, words, max(words.height, 2 * _NUMBER) + 5.0, sentence(said))

    def _listed(self) -> Iterator[Shape]:
        for number, (x, y, lines) in enumerate(self._tops):
            yield from self._column(x, y, lines)
            if number == 0:
                below = y + sum(line.height for line in lines)
                yield from self._note.placed(Rect(x, below, self._wide, self._note.height))

    def _column(self, x: float, y: float, lines: Sequence[_Line]) -> Iterator[Shape]:
        for line in lines:
            high = max(line.words.height, 2 * _NUMBER if line.sign else 0.0)
            if line.sign:
                yield from _sign(x + _NUMBER, y + _NUMBER, line.sign, line.filled)
            room = Rect(x + _indent(line.sign), y, self._wide - _indent(line.sign), high)
            yield from line.words.placed(room, centred=line.words.height < high)
            y += line.height

    # The wheel

    def shapes(self) -> Iterator[Shape]:
        """Yield what is drawn, from the back to the front."""
        x, y, radius = self._x, self._y, self._radius
        yield Disc(x, y, radius, DEEPER)
        yield Disc(x, y, radius - _MONTHS, TINT)
        for month in range(12):
            yield Path((self._at(month / 12, radius - _MONTHS), self._at(month / 12, radius)), PAPER)
        for month, name in enumerate(day.MONTHS):
            at_x, at_y = self._at((month + 0.5) / 12, radius - _MONTHS / 2)
            room = Rect(at_x - 14.0, at_y - 8.0, 28.0, 16.0)
            yield Words((name[:3],), at_x, at_y + 0.35 * SMALL, room, SMALL, False, INK, "middle")
        for number, one in enumerate(self._rounds):
            yield from self._ring(number, one)
        yield from self._months_marks()
        yield from self._listed()

    def _ring(self, number: int, one: Round) -> Iterator[Shape]:
        radius = self._radius - _MONTHS - 4.0 - _NUMBER - number * _STEP
        yield Disc(self._x, self._y, radius, "", RULE, 0.75)
        # The letter stands at the turn of the year, and the dots share what is left of the round.
        aside = asin((_NUMBER + 3.0) / 2 / radius) / pi
        for turn in range(one.times):
            x, y = self._at(aside + (turn + 0.5) / one.times * (1 - 2 * aside), radius)
            yield Disc(x, y, 1.8 if one.times > 26 else 2.6 if one.times > 6 else 3.2, ACCENT)
        yield from _sign(*self._at(0.0, radius), _letter(number), False)

    def _months_marks(self) -> Iterator[Shape]:
        for month in range(1, 13):
            signs = [str(n) for n, mark in enumerate(self._marks, 1) if month in mark.months]
            side = _beside(self._radius)
            if len(signs) > self._layers * side:
                # The list tells what else there is in the month.
                signs[self._layers * side - 1 :] = ["…"]
            for place, sign in enumerate(signs):
                layer, inside = divmod(place, side)
                count = min(side, len(signs) - layer * side)
                radius = self._radius + 4.0 + _NUMBER + layer * 2 * (_NUMBER + 1)
                share = (inside + 0.5) / count
                yield from _sign(*self._at((month - 1 + share) / 12, radius), sign, True)

    def _at(self, turn: float, radius: float) -> tuple[float, float]:
        """Return the point at a part of the way round, clockwise from the top."""
        angle = 2 * pi * turn
        return self._x + radius * sin(angle), self._y - radius * cos(angle)


def _said(lines: Sequence[_Line]) -> str:
    return " ".join([f"{TITLE}.", *(line.said for line in lines if line.said)])


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _by(mark: Mark) -> str:
    return f"{mark.name}, {mark.by}" if mark.by else mark.name


def _indent(sign: str) -> float:
    return 2 * _NUMBER + 6.0 if sign else 0.0


def _cut(lines: Sequence[_Line], note: float) -> int:
    """Return after how many *lines* a list is cut in two columns, as even as can be, the *note* in the first.

    A heading stays with what is below it, and what is below it together where it is not much higher so.
    """
    heights = [line.height for line in lines]

    def cost(cut: int) -> float:
        divides = cut < len(lines) and not lines[cut].is_heading
        return max(sum(heights[:cut]) + note, sum(heights[cut:])) + (_DIVIDED if divides else 0.0)

    cuts = (cut for cut in range(1, len(lines) + 1) if not lines[cut - 1].is_heading)
    return min(cuts, key=cost, default=0)


def _as_many(names: Sequence[str], width: float) -> str:
    """Return as many of *names* as there is room for in a line of the list, and how many there are more."""
    for shown in range(len(names), 1, -1):
        left = len(names) - shown
        words = listed([*names[:shown], f"{left} till"] if left else names)
        if len(lettering.wrapped(words, width, SMALL)) <= _NAMES:
            return words
    return listed(names)


def _beside(radius: float) -> int:
    """Return how many discs there is room for side by side in a month outside a wheel of that *radius*."""
    return max(1, int(2 * pi * (radius + _NUMBER) / 12 // (2 * _NUMBER + 2)))


def _layers(marks: Sequence[Mark], month: int, radius: float) -> int:
    return -(-sum(month in mark.months for mark in marks) // _beside(radius))


def _sign(x: float, y: float, sign: str, filled: bool) -> Iterator[Shape]:
    """Yield a disc with a number or a letter in it: filled for what falls on a day, a ring for others."""
    yield Disc(x, y, _NUMBER - 0.5, ACCENT if filled else PAPER, ACCENT, 1.0)
    room = Rect(x - _NUMBER, y - _NUMBER, 2 * _NUMBER, 2 * _NUMBER)
    colour = PAPER if filled else ACCENT
    yield Words((sign,), x, y + 0.35 * SMALL, room, SMALL, True, colour, "middle")
