"""The forums as an organisation chart: on their levels, with who chairs, who takes part and the reporting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from lokdesk.agreement import vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.organisation import Forum
from lokdesk.agreement.phrase import small
from lokdesk.agreement.wording import UNNAMED
from lokdesk.figures import lettering
from lokdesk.figures.block import Block, Paragraph, block
from lokdesk.figures.drawing import (
    ACCENT,
    DEEPER,
    NAME_LINES,
    PAGE,
    QUIET,
    SIZE,
    SMALL,
    TINT,
    WIDTH,
    Box,
    Drawing,
    Path,
    Rect,
    Room,
    Shape,
    arrow,
)
from lokdesk.figures.part import Part, drawings, shares, within
from lokdesk.figures.speech import Speech, listed, sentence, speech

TITLE = "Organisationsschema"
MOST = 60
"""How many forums are drawn at the most: a county with one for each municipality, and some."""


@dataclass(frozen=True)
class Group:
    """A forum as it is drawn. *above* is the place of the one it reports to, among all groups."""

    name: str
    level: str
    convenor: str
    roles: tuple[str, ...]
    members: tuple[str, ...]
    """Who takes part, each party or actor with its roles; said, not drawn."""
    above: int | None = None
    reports_to: str = ""
    """The name of the one it reports to where that one is drawn in another part."""


@dataclass(frozen=True)
class Chart:
    """What an organisation chart shows."""

    groups: tuple[Group, ...]


def content(agreement: Agreement) -> Chart | None:
    """Return what the chart of *agreement* shows.

    It is ``None`` when there is no forum with a name, or more of them than there is room for.
    """
    forums = [forum for forum in agreement.organisation.forums if forum.name or forum.members or forum.level]
    if len(forums) > MOST or not any(forum.name for forum in forums):
        return None
    speaks = speech(agreement)
    places = {forum.id: place for place, forum in enumerate(forums)}
    return Chart(tuple(_group(forum, speaks, places.get(forum.reports_to or "")) for forum in forums))


def _group(forum: Forum, speaks: Speech, above: int | None) -> Group:
    actors_by_role: dict[str, dict[str, None]] = {}
    roles_by_actor: dict[str, dict[str, None]] = {}
    for member in forum.members:
        actor, role = speaks.actor(member.actor), speaks.said(member.role)
        if role or actor:
            actors_by_role.setdefault(role or actor, {}).setdefault(actor)
            roles_by_actor.setdefault(actor, {}).setdefault(role)
    roles = (
        (role, len(actors), speaks.parties.issuperset(actors)) for role, actors in actors_by_role.items()
    )
    return Group(
        speaks.said(forum.name) or UNNAMED,
        forum.level or "",
        speaks.said(forum.convenor),
        tuple(_role(*role) for role in roles),
        tuple(_member(actor, [role for role in roles if role]) for actor, roles in roles_by_actor.items()),
        above,
    )


def _role(role: str, actors: int, all_parties: bool) -> str:
    return f"{role} från {actors} {'parter' if all_parties else 'aktörer'}" if actors > 1 else role


def _member(actor: str, roles: Sequence[str]) -> str:
    if not actor:
        return listed(roles)
    return f"{actor} ({', '.join(roles)})" if roles else actor


# -- in words


def _described(chart: Chart) -> str:
    many = len(chart.groups)
    said = [f"{TITLE} med {many} forum."]
    for group in chart.groups:
        level = f", {small(_level(group.level))}" if group.level else ""
        said.append(f"{group.name}{level}.")
        above = group.reports_to if group.above is None else chart.groups[group.above].name
        if above:
            said.append(f"Rapporterar till {sentence(above)}")
        if group.convenor:
            said.append(f"Sammankallande: {sentence(group.convenor)}")
        if group.members:
            said.append(f"Deltar: {sentence(listed(group.members))}")
    return " ".join(said)


def _named(level: str) -> str:
    return _level(level) if level else "Utan angiven nivå"


def _level(word: str) -> str:
    named = vocabulary.shown(word)
    return f"{named} nivå" if word in vocabulary.VOCABULARIES["level"] and "nivå" not in word else named


# -- drawn

_NOTE = "Pilen går till det forum som får rapporten."
_NOTE_GAP = 6.0
_GAP = 12.0
_PAD = 7.0
_LABEL = 72.0
_BAND_PAD = 8.0
_IN_A_ROW = 3
_WIDEST = {1: 230.0, 2: 165.0, 3: WIDTH}
"""How wide a forum is drawn, by how many there are in a row."""


@dataclass(frozen=True)
class _Look:
    """How much room is spent: on rows for the reporting within a level, on lines of what is not a name."""

    ranks: bool = True
    convenor_lines: int = 4
    role_lines: int | None = None


_LOOKS = (
    _Look(),
    *(_Look(role_lines=lines) for lines in (8, 6, 5, 4, 3, 2)),
    _Look(convenor_lines=2, role_lines=0),
    _Look(convenor_lines=0, role_lines=0),
    _Look(ranks=False, convenor_lines=2, role_lines=0),
    _Look(ranks=False, convenor_lines=0, role_lines=0),
)
"""From the most generous to the tightest; the first that has room on a page is drawn."""


def draw(chart: Chart, room: Room = PAGE) -> tuple[Drawing, ...]:
    """Return *chart* as a drawing, or as several with some of the forums in each."""
    sketch = _fitting(chart, room)
    if sketch is not None:
        return drawings(TITLE, room.width, [_part(chart, sketch)])
    inner = within(room)
    made: list[Part] = []
    for places in _divided(chart, inner):
        some = _some(chart, places)
        made.append(_part(some, _fitting(some, inner) or _Sketch(some, _LOOKS[-1], inner)))
    return drawings(TITLE, room.width, made)


def _part(chart: Chart, sketch: "_Sketch") -> Part:
    levels = listed(small(_named(level)) for level, _ in _bands(chart.groups))
    return Part(levels, _described(chart), sketch.height, tuple(sketch.shapes()))


def _fitting(chart: Chart, room: Room) -> "_Sketch | None":
    sketches = (_Sketch(chart, look, room) for look in _LOOKS)
    return next((sketch for sketch in sketches if sketch.height <= room.height), None)


def _some(chart: Chart, places: Sequence[int]) -> Chart:
    """Return the chart of the groups at *places*, with the names of those they report to elsewhere."""
    new = {place: number for number, place in enumerate(places)}

    def taken(group: Group) -> Group:
        if group.above is None or group.above in new:
            return replace(group, above=new.get(group.above) if group.above is not None else None)
        return replace(group, above=None, reports_to=chart.groups[group.above].name)

    return Chart(tuple(taken(chart.groups[place]) for place in places))


def _divided(chart: Chart, room: Room) -> list[list[int]]:
    """Return the places of the groups of *chart*, page by page: whole levels together as far as they go."""
    pages: list[list[int]] = []
    for _, places in _bands(chart.groups):
        if pages and _fitting(_some(chart, [*pages[-1], *places]), room) is not None:
            pages[-1] += places
            continue
        ordered = [place for rank in _ranks(chart.groups, places) for place in rank]
        pages += _shared_out(chart, ordered, room)
    return pages


def _shared_out(chart: Chart, places: Sequence[int], room: Room) -> list[list[int]]:
    """Return *places* on as few pages as there is room for them on."""
    pages: list[list[int]] = []
    for many in range(1, len(places) + 1):
        pages = [list(share) for share in shares(places, many)]
        if all(_fitting(_some(chart, page), room) is not None for page in pages):
            break
    return pages


@dataclass(frozen=True)
class _Row:
    """Groups drawn side by side, by their places, in the band of a level."""

    groups: tuple[int, ...]
    band: int
    in_band: int
    """How many there are at most in a row of the band."""


class _Sketch:
    """A chart laid out: rows of boxes, and between and beside them the lines of the reporting.

    The lines go in the gutters between the rows and in lanes to the right of them, and never over a box. All
    lines to one forum share a track; another forum's lines have another.
    """

    def __init__(self, chart: Chart, look: _Look, room: Room) -> None:
        self._groups = chart.groups
        self._look = look
        self._width = room.width
        self._bands = _bands(chart.groups)
        self._rows = list(self._made_rows())
        self._row_of = {group: n for n, row in enumerate(self._rows) for group in row.groups}
        self._ways = list(self._made_ways())
        self._lanes = list(dict.fromkeys(above for _, above, _, _, beside in self._ways if beside))
        self._left = _LABEL + _GAP if any(level for level, _ in self._bands) else 0.0
        self._right = room.width - (8.0 + 5.0 * len(self._lanes) if self._lanes else 0.0)
        self._place()

    # Rows

    def _made_rows(self) -> Iterator[_Row]:
        for number, (_, groups) in enumerate(self._bands):
            ranks = _ranks(self._groups, groups) if self._look.ranks else [groups]
            rows = [row for rank in ranks for row in shares(rank, -(-len(rank) // _IN_A_ROW))]
            most = max(len(row) for row in rows)
            yield from (_Row(tuple(row), number, most) for row in rows)

    def _place(self) -> None:
        left, right = self._left + _BAND_PAD, self._right - _BAND_PAD
        widths = {n: min(_WIDEST[n], (right - left - (n - 1) * _GAP) / n) for n in range(1, _IN_A_ROW + 1)}
        self._blocks = {
            group: self._block(self._groups[group], widths[row.in_band] - 2 * _PAD)
            for row in self._rows
            for group in row.groups
        }
        y = self._gutter(0)
        self._boxes: dict[int, Rect] = {}
        self._edges: list[tuple[float, float]] = []
        for number, row in enumerate(self._rows):
            high = max(self._blocks[group].height for group in row.groups) + 2 * _PAD
            label = self._label(row.band)
            if self._is_alone(number):
                high = max(high, label.height - _BAND_PAD)
            wide = widths[row.in_band]
            x = (left + right - len(row.groups) * wide - (len(row.groups) - 1) * _GAP) / 2
            for group in row.groups:
                self._boxes[group] = Rect(x, y, wide, high)
                x += wide + _GAP
            self._edges.append((y, y + high))
            y += high + self._gutter(number + 1)
        self._bottom = y
        self._note = block([Paragraph(_NOTE, colour=QUIET)] if self._ways else [], self._width)
        self.height = y + (_NOTE_GAP + self._note.height if self._ways else 0.0)

    def _is_alone(self, row: int) -> bool:
        return sum(other.band == self._rows[row].band for other in self._rows) == 1

    def _label(self, band: int) -> Block:
        words = _named(self._bands[band][0])
        return block([Paragraph(words, bold=True, colour=ACCENT, most=5)], _LABEL - 2 * _PAD)

    def _block(self, group: Group, width: float) -> Block:
        look = self._look
        lines = [Paragraph(group.name, SIZE, bold=True, most=NAME_LINES)]
        if group.reports_to:
            lines.append(Paragraph(f"Rapporterar till {group.reports_to}", most=NAME_LINES, before=3.0))
        if group.convenor:
            words = f"Sammankallande: {group.convenor}"
            lines.append(Paragraph(words, most=look.convenor_lines, before=3.0))
        if group.roles:
            words = _participants(group.roles, width, look.role_lines)
            lines.append(Paragraph(words, colour=QUIET, most=look.role_lines, before=3.0))
        return block(lines, width)

    def _gutter(self, number: int) -> float:
        """Return how high the gutter above the row of that *number* is, or that below the last row."""
        outermost = number in (0, len(self._rows))
        tracks = self._tracks(number)
        apart = _BAND_PAD if outermost else 0.0
        if not outermost and self._rows[number - 1].band != self._rows[number].band:
            apart = 2 * _BAND_PAD + 4.0
        needed = 14.0 + self._step(len(tracks)) * len(tracks) if tracks else 0.0
        return max(needed, apart, 0.5 if outermost else 10.0)

    # Lines

    def _made_ways(self) -> Iterator[tuple[int, int, int, int, bool]]:
        """Yield for each line its two groups, its two gutters, and whether it goes beside the rows."""
        for group, one in enumerate(self._groups):
            above = one.above
            if above is None or above == group:
                continue
            own, other = self._row_of[group], self._row_of[above]
            leaves, comes = (own, other + 1) if other < own else (own + 1, other)
            yield group, above, leaves, comes, leaves != comes

    def _tracks(self, gutter: int) -> list[int]:
        """Return whose lines run in a *gutter*, each in a track of its own."""
        return list(dict.fromkeys(above for _, above, *ends, _ in self._ways if gutter in ends))

    @staticmethod
    def _step(tracks: int) -> float:
        return min(5.0, 30.0 / max(tracks, 1))

    def _track(self, gutter: int, above: int) -> tuple[float, float]:
        """Return where the track of lines to *above* is in a *gutter*, and how far aside its ends are."""
        tracks = self._tracks(gutter)
        number, step = tracks.index(above), self._step(len(tracks))
        top = self._edges[gutter - 1][1] if gutter else 0.0
        bottom = self._edges[gutter][0] if gutter < len(self._edges) else self._bottom
        y = (top + bottom) / 2 + (number - (len(tracks) - 1) / 2) * step
        narrowest = min(box.width for box in self._boxes.values())
        aside = min(8.0, (narrowest - 20.0) / max(len(tracks), 1))
        return y, (number - (len(tracks) - 1) / 2) * aside

    def _line(self, group: int, above: int, leaves: int, comes: int, beside: bool) -> tuple[Shape, ...]:
        start, end = self._boxes[group], self._boxes[above]
        y, aside = self._track(leaves, above)
        from_y = start.y if leaves == self._row_of[group] else start.bottom
        # A line that goes past other rows leaves at the side, so that it is not taken for one of theirs.
        x = start.middle + aside + (start.width / 4 if beside else 0.0)
        points = [(x, from_y), (x, y)]
        if beside:
            lane = self._right + 8.0 + 5.0 * self._lanes.index(above) - 2.0
            y, aside = self._track(comes, above)
            points += [(lane, points[-1][1]), (lane, y)]
        to_y = end.bottom if comes == self._row_of[above] + 1 else end.y
        points += [(end.middle + aside, y), (end.middle + aside, to_y)]
        return arrow(points)

    # Shapes

    def shapes(self) -> Iterator[Shape]:
        """Yield what is drawn, from the back to the front."""
        for number in range(len(self._bands)):
            yield from self._band(number)
        lines = [shape for way in self._ways for shape in self._line(*way)]
        yield from dict.fromkeys(one for one in lines if isinstance(one, Path))
        for group, box in self._boxes.items():
            yield Box(box, line=ACCENT)
            room = Rect(box.x + _PAD, box.y + _PAD, box.width - 2 * _PAD, box.height - 2 * _PAD)
            yield from self._blocks[group].placed(room, "middle", centred=True)
        yield from self._note.placed(Rect(0.0, self._bottom + _NOTE_GAP, self._width, self._note.height))

    def _band(self, number: int) -> Iterator[Shape]:
        edges = [edge for row, edge in zip(self._rows, self._edges, strict=True) if row.band == number]
        top, bottom = edges[0][0] - _BAND_PAD, edges[-1][1] + _BAND_PAD
        yield Box(Rect(0.0, top, self._right, bottom - top), TINT, radius=4.0)
        if self._left:
            yield Box(Rect(0.0, top, _LABEL, bottom - top), DEEPER, radius=4.0)
            room = Rect(_PAD, top, _LABEL - 2 * _PAD, bottom - top)
            yield from self._label(number).placed(room, centred=True)


def _participants(roles: Sequence[str], width: float, most: int | None) -> str:
    """Return who takes part, as many of them as there is room for in *most* lines, and how many there are."""
    for named in range(len(roles), 0, -1):
        left = len(roles) - named
        parts = [*roles[:named], f"{left} till"] if left else roles
        words = f"Deltar: {listed(parts)}"
        if most is None or len(lettering.wrapped(words, width, SMALL)) <= most:
            return words
    return f"Deltar: {len(roles)} funktioner"


def _bands(groups: Sequence[Group]) -> list[tuple[str, list[int]]]:
    """Return the levels, each with its groups: the usual ones in their order, others by the reporting."""
    usual = vocabulary.VOCABULARIES["level"]
    members: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        members.setdefault(group.level, []).append(place)
    above = {group.above for group in groups}

    def order(level: str) -> float:
        if level in usual:
            return usual.index(level)
        depth = max(_depth(groups, place) for place in members[level])
        return depth - 0.5 if level and (depth or not above.isdisjoint(members[level])) else len(usual)

    return [(level, members[level]) for level in sorted(members, key=order)]


def _depth(groups: Sequence[Group], place: int, within: Iterable[int] | None = None) -> int:
    """Return how many groups there are above the one at *place*; those that report in a ring count once."""
    inside = set(range(len(groups)) if within is None else within)
    seen = {place}
    for depth in count():
        above = groups[place].above
        if above is None or above in seen or above not in inside:
            return depth
        seen.add(above)
        place = above
    raise AssertionError


def _ranks(groups: Sequence[Group], places: Sequence[int]) -> list[list[int]]:
    """Return the *places* of one level by how many of the same level they have above them."""
    ranks: dict[int, list[int]] = {}
    for place in places:
        ranks.setdefault(_depth(groups, place, places), []).append(place)
    return [ranks[depth] for depth in sorted(ranks)]
