"""A statistics table as bars: a row for each of its rows, and side by side a field for each of its columns.

Every bar has its number beside it, and every field its name above it, so that nothing is told by a colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lokdesk.agreement import number
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.mapping import StatisticsTable
from lokdesk.agreement.number import Number
from lokdesk.agreement.phrase import capital
from lokdesk.figures import lettering
from lokdesk.figures.block import Block, Paragraph, block
from lokdesk.figures.drawing import (
    ACCENT,
    INK,
    NAME_LINES,
    PAGE,
    QUIET,
    SMALL,
    TINT,
    Box,
    Drawing,
    Path,
    Rect,
    Room,
    Shape,
    Words,
)
from lokdesk.figures.part import Part, drawings, shares, within
from lokdesk.figures.speech import Speech, listed, sentence, speech

TITLE = "Stapeldiagram"
MOST_ROWS = 60
MOST_FIELDS = 12
MOST_BARS = 200
"""How much is drawn at the most; the table tells more than that better."""
_FEWEST = 2
"""How many bars there are at the least: a number alone is better told in words."""
_TOTALS = (
    "total",
    "summa",
    "sammanlagt",
    "samtliga",
    "hela ",
    "alla ",
    "riket",
    "genomsnitt",
    "medel",
)
"""How the name of a row begins that sums the others up, or is their mean."""


@dataclass(frozen=True)
class Bar:
    """What stands in a cell: its words, and how much they stand for if they are a number."""

    words: str
    much: float | None


@dataclass(frozen=True)
class Field:
    """A column of bars, as many as there are rows."""

    name: str
    bars: tuple[Bar, ...]
    share: bool
    """Whether they are per cent, which have a scale of their own."""


@dataclass(frozen=True)
class Statistics:
    """What bars show. *totals* are the rows that sum the others up: they are told, not drawn."""

    name: str
    unit: str
    rows: tuple[str, ...]
    fields: tuple[Field, ...]
    totals: tuple[str, ...]


def content(agreement: Agreement, table: StatisticsTable) -> Statistics | None:
    """Return what the bars of *table* show.

    It is ``None`` when there are less than two numbers to draw, none but zero, or more than can be read.
    """
    speaks = speech(agreement)
    columns = [(one.id, speaks.said(one.name)) for one in table.columns]
    cells = [{cell.id: number.shown(cell.value or "") for cell in row.cells} for row in table.rows]
    rows = [speaks.said(row.label) or f"Rad {n}" for n, row in enumerate(table.rows, 1)]
    grid = [[held.get(id_, "") for id_, _ in columns] for held in cells]
    names = [name for _, name in columns]
    if sum(not _is_total(row) for row in rows) < _FEWEST or (len(names) > MOST_FIELDS >= len(rows)):
        # What stands side by side in a single row, or in more columns than rows, is compared downwards.
        grid = [list(column) for column in zip(*grid, strict=True)]
        rows, names = [name or f"Kolumn {n}" for n, name in enumerate(names, 1)], rows
    drawn = [place for place, row in enumerate(rows) if not _is_total(row)]
    fields = [
        field
        for place, name in enumerate(names)
        if (field := _field(name, [grid[row][place] for row in drawn])) is not None
    ]
    numbers = [bar.much for field in fields for bar in field.bars if bar.much is not None]
    if not _FEWEST <= len(numbers) <= MOST_BARS or not any(numbers):
        return None
    if len(drawn) > MOST_ROWS or len(fields) > MOST_FIELDS:
        return None
    totals = (_told(rows[n], names, grid[n]) for n in range(len(rows)) if n not in drawn)
    return Statistics(
        speaks.said(table.title),
        _unit(table, speaks),
        tuple(rows[place] for place in drawn),
        tuple(fields),
        tuple(told for told in totals if told),
    )


def _is_total(row: str) -> bool:
    return row.casefold().startswith(_TOTALS)


def _field(name: str, values: Sequence[str]) -> Field | None:
    """Return what is drawn of a column; nothing where it has no number, or per cent among others."""
    numbers = [number.understood(value) for value in values]
    shares_ = {one.share for one in numbers if one is not None}
    bars = [Bar(words, _much(one)) for words, one in zip(values, numbers, strict=True)]
    if len(shares_) != 1:
        return None
    return Field(name, tuple(bars), shares_.pop())


def _much(one: Number | None) -> float | None:
    if one is None:
        return None
    much = float(f"{one.whole}.{one.decimals or 0}")
    return -much if one.sign == number.MINUS else much


def _told(row: str, names: Sequence[str], values: Sequence[str]) -> str:
    """Return what a *row* holds in words: "Hela länet: kvinnor 3 749 och män 4 088"."""
    told = [f"{name} {value}".strip() for name, value in zip(names, values, strict=True) if value]
    return f"{row}: {listed(told)}" if told else ""


def _unit(table: StatisticsTable, speaks: Speech) -> str:
    said = [speaks.said(one) for one in (table.population, table.unit, table.period)]
    return capital(", ".join(one for one in said if one))


# -- in words

_TABLE = "Alla siffror finns i tabellen."


def _title(held: Statistics) -> str:
    return f"{TITLE}: {held.name}" if held.name else TITLE


def _said(held: Statistics) -> str:
    return f"{sentence(_title(held))} {_TABLE}"


def _described(held: Statistics) -> str:
    said = [sentence(_title(held)), *([sentence(held.unit)] if held.unit else [])]
    said += [sentence(_main_point(held.rows, field)) for field in held.fields]
    said += [sentence(told) for told in held.totals]
    said.append(_TABLE)
    return " ".join(said)


def _main_point(rows: Sequence[str], field: Field) -> str:
    """Return where a *field* has its highest and its lowest number."""
    numbers = [bar.much for bar in field.bars if bar.much is not None]
    highest, lowest = _where(rows, field, max(numbers)), _where(rows, field, min(numbers))
    told = f"högst är {highest}" + (f", lägst är {lowest}" if max(numbers) > min(numbers) else "")
    return f"{field.name}: {told}" if field.name else capital(told)


def _where(rows: Sequence[str], field: Field, much: float) -> str:
    places = [n for n, bar in enumerate(field.bars) if bar.much == much]
    names = [rows[place] for place in places[:_NAMED]]
    left = len(places) - len(names)
    return f"{listed([*names, f'{left} till'] if left else names)} med {field.bars[places[0]].words}"


_NAMED = 3
"""How many rows with the same number are named."""

# -- drawn

_GAP = 10.0
"""The distance between two fields, and between the names of rows and the first of them."""
_LABEL = 0.34
"""How much of the width the names of rows take at the most."""
_BAR = 9.0
_PAD = 3.0
_LENGTHS = (60.0, 34.0)
"""How long the longest bar of a field is at the least; the first that gives a page is drawn."""
_WIDEST = 260.0
"""How wide a field is at the most."""
_BESIDE = 3.0
"""The distance from a bar to its number."""
_SAID = 70
"""How many letters the first and last row of a part may have together, to be named."""
_BETWEEN = 16.0
"""The distance from fields to those below them."""


def draw(held: Statistics, room: Room = PAGE) -> tuple[Drawing, ...]:
    """Return *held* as a drawing, or as several with some of the fields, or of the rows, in each."""
    parts = [
        Part(one.about, _said(held) if n else _described(held), one.height, tuple(one.shapes()))
        for n, one in enumerate(_sketches(held, room))
    ]
    return drawings(_title(held), room.width, parts)


def _sketches(held: Statistics, room: Room) -> list["_Sketch"]:
    """Return *held* laid out on as few pages as there is room for it on, with all rows where it can be."""
    sketches: list[_Sketch] = []
    for many in range(1, len(held.rows) * len(held.fields) + 1):
        inner = room if many == 1 else within(room)
        for high in (n for n in range(1, many + 1) if many % n == 0 and n <= len(held.rows)):
            if many // high > len(held.fields):
                continue
            fields = list(shares(held.fields, many // high))
            rows = list(shares(range(len(held.rows)), high))
            for length in _LENGTHS:
                sketches = [
                    _Sketch(held, few, some, len(fields[0]), length, inner) for some in fields for few in rows
                ]
                if all(sketch.height <= inner.height for sketch in sketches):
                    return sketches
    return sketches


@dataclass(frozen=True)
class _Scale:
    """Where numbers are in a field: *zero* from its left, and *unit* points for each."""

    zero: float
    unit: float


class _Sketch:
    """Some rows of bars in some fields, laid out; fields with no room beside the others stand below them.

    All fields of a figure are equally wide, so that their scale is the same in all its parts: *most* is how
    many of them there are in the part that has the most.
    """

    def __init__(
        self,
        held: Statistics,
        rows: Sequence[int],
        fields: Sequence[Field],
        most: int,
        length: float,
        room: Room,
    ) -> None:
        self._held = held
        self._rows = rows
        self._fields = fields
        self._width = room.width
        names = [lettering.width(name, SMALL) for name in held.rows]
        self._label = min(max(names) + 1.0, room.width * _LABEL)
        bands = -(-most // self._side_by_side(length))
        across = -(-most // bands)
        self._bands = [fields[n : n + across] for n in range(0, len(fields), across)]
        self._wide = min((room.width - self._label - 2 * _PAD) / across - _GAP, _WIDEST)
        self._scales = {share: self._scale(share) for share in (False, True)}
        self._names = [block([Paragraph(held.rows[row], most=NAME_LINES)], self._label) for row in rows]
        self._highs = [max(one.height, _BAR) + 2 * _PAD for one in self._names]
        self._heads = [[self._head(field) for field in band] for band in self._bands]
        self._top = block([Paragraph(held.unit, colour=QUIET)], room.width)
        notes = [Paragraph(words, colour=QUIET, before=2.0) for words in self._notes()]
        self._note = block(notes, room.width)
        self.height = sum(one.height + _GAP for one in (self._top, self._note) if one.parts)
        self.height += sum(self._band_height(heads) for heads in self._heads)
        self.height += _BETWEEN * (len(self._bands) - 1) + 1.0

    @property
    def about(self) -> str:
        """Which rows, or which fields, there are in it."""
        if len(self._rows) == len(self._held.rows):
            return listed(field.name for field in self._fields if field.name)
        first, last = self._held.rows[self._rows[0]], self._held.rows[self._rows[-1]]
        said = first if len(self._rows) == 1 else f"{first} – {last}"
        return said if len(said) <= _SAID else f"rad {self._rows[0] + 1}–{self._rows[-1] + 1}"

    def _notes(self) -> Iterator[str]:
        several = {field.share for field in self._held.fields}
        if len(several) > 1:
            yield "Andelar har en egen skala. Övriga staplar har samma skala."
        elif len(self._held.fields) > 1:
            yield "Alla staplar har samma skala."
        yield from (f"{capital(told)}." for told in self._held.totals)

    def _side_by_side(self, length: float) -> int:
        """Return how many fields there is room for beside each other, with bars of that *length*."""
        widest = max(sum(self._beside(field.share)) for field in self._held.fields)
        free = self._width - self._label - 2 * _PAD
        return max(1, int(free // (widest + length + _GAP)))

    def _bars(self, share: bool) -> list[Bar]:
        return [bar for field in self._held.fields if field.share == share for bar in field.bars]

    def _beside(self, share: bool) -> tuple[float, float]:
        """Return the room for numbers to the left of bars that are below zero, and to the right of others."""
        left = [_wide(bar) for bar in self._bars(share) if (bar.much or 0.0) < 0.0]
        right = [_wide(bar) for bar in self._bars(share) if (bar.much or 0.0) >= 0.0]
        return max(left, default=0.0), max(right, default=0.0)

    def _scale(self, share: bool) -> _Scale:
        numbers = [bar.much for bar in self._bars(share) if bar.much is not None]
        least, most = min([0.0, *numbers]), max([0.0, *numbers])
        left, right = self._beside(share)
        unit = (self._wide - left - right) / ((most - least) or 1.0)
        return _Scale(left - least * unit, unit)

    def _head(self, field: Field) -> Block:
        return block([Paragraph(field.name, bold=True, most=NAME_LINES)], self._wide)

    def _band_height(self, heads: Sequence[Block]) -> float:
        return max(head.height for head in heads) + _PAD + sum(self._highs)

    # Shapes

    def shapes(self) -> Iterator[Shape]:
        """Yield what is drawn, from the back to the front."""
        y = 0.0
        if self._top.parts:
            yield from self._top.placed(Rect(0.0, 0.0, self._width, self._top.height))
            y = self._top.height + _GAP
        for band, heads in zip(self._bands, self._heads, strict=True):
            yield from self._band(band, heads, y)
            y += self._band_height(heads) + _BETWEEN
        y += _GAP - _BETWEEN
        yield from self._note.placed(Rect(0.0, y, self._width, self._note.height))

    def _band(self, band: Sequence[Field], heads: Sequence[Block], y: float) -> Iterator[Shape]:
        top = y + max(head.height for head in heads) + _PAD
        lefts = [self._label + 2 * _PAD + _GAP + n * (self._wide + _GAP) for n in range(len(band))]
        right = lefts[-1] + self._wide
        for left, head in zip(lefts, heads, strict=True):
            room = Rect(left, top - _PAD - head.height, self._wide, head.height)
            yield from head.placed(room)
        y = top
        for row, name, high in zip(self._rows, self._names, self._highs, strict=True):
            if (row - self._rows[0]) % 2 == 0:
                yield Box(Rect(0.0, y, right, high), TINT, radius=0.0)
            yield from name.placed(Rect(_PAD, y, self._label, high), centred=True)
            for left, field in zip(lefts, band, strict=True):
                yield from self._bar(field.bars[row], self._scales[field.share], left, y, high)
            y += high
        for left, field in zip(lefts, band, strict=True):
            x = left + self._scales[field.share].zero
            yield Path(((x, top), (x, y)), INK, thickness=0.75)

    def _bar(self, bar: Bar, scale: _Scale, left: float, y: float, high: float) -> Iterator[Shape]:
        zero = left + scale.zero
        end = zero + (bar.much or 0.0) * scale.unit
        if end != zero:
            place = Rect(min(zero, end), y + (high - _BAR) / 2, abs(end - zero), _BAR)
            yield Box(place, ACCENT, radius=0.0)
        if bar.words:
            below = end < zero
            wide = _wide(bar)
            room = Rect(end - wide if below else end, y, wide, high)
            x = end - _BESIDE if below else end + _BESIDE
            words = _cut(bar)
            base = y + high / 2 + 0.35 * SMALL
            yield Words((words,), x, base, room, SMALL, False, INK, "end" if below else "start")


_LONG = 60.0
"""How wide what stands beside a bar is at the most."""


def _cut(bar: Bar) -> str:
    return lettering.wrapped(bar.words, _LONG, SMALL, most=1)[0] if bar.words else ""


def _wide(bar: Bar) -> float:
    return lettering.width(_cut(bar), SMALL) + _BESIDE + 2.0 if bar.words else 0.0
