"""A local job track as a chain: from the employers' needs over its four phases to employment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lokdesk.agreement import normal
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.processes import JobTrack
from lokdesk.agreement.rich_text import RichText
from lokdesk.figures.block import Block, Paragraph, block
from lokdesk.figures.drawing import (
    ACCENT,
    PAGE,
    PAPER,
    QUIET,
    SIZE,
    Box,
    Drawing,
    Rect,
    Room,
    Shape,
    arrow,
)
from lokdesk.figures.part import Part, drawings, within
from lokdesk.figures.speech import Speech, listed, sentence, speech

TITLE = "Jobbspår"
_PHASES = (
    ("planning", "Planering"),
    ("recruitment", "Rekrytering"),
    ("implementation", "Genomförande"),
    ("completion", "Avslutning"),
)
_FEW = 3
"""How many employers are named in their link; more of them are counted there, and named below the chain."""
_LONGEST = 400
"""How many characters of a phase are read for its link; the rest stands in the text."""


@dataclass(frozen=True)
class Link:
    """A link of the chain: its name, and what there is to say of it."""

    name: str
    words: tuple[str, ...]
    whole: bool = False
    """Whether all of it is drawn: names, which are not cut short as a text may be."""


@dataclass(frozen=True)
class Track:
    """What a chain shows, and who takes part in it."""

    name: str
    links: tuple[Link, ...]
    around: tuple[tuple[str, str], ...]
    """Who takes part: what they are in it, and their names."""


def content(agreement: Agreement, track: JobTrack) -> Track | None:
    """Return what the chain of *track* shows, or ``None`` when it has less than two links."""
    speaks = speech(agreement)
    employers = [said for one in track.employers if (said := speaks.said(one.name))]
    few = len(employers) <= _FEW
    needs = [*employers] if few else [f"{len(employers)} arbetsgivare"]
    ends = [speaks.said(one) for one in (track.occupation, track.places, track.period)]
    whose = "Arbetsgivarens behov" if len(employers) < 2 else "Arbetsgivarnas behov"
    links = [Link(whose, tuple(needs), whole=True)]
    links += [Link(name, _opening(getattr(track, field), speaks)) for field, name in _PHASES]
    links.append(Link("Anställning", tuple(capital(end) for end in ends if end), whole=True))
    links = [link for link in links if link.words]
    if len(links) < 2:
        return None
    parties = [speaks.actor(id_) for id_ in track.scope]
    around = (
        ("Arbetsgivare", "" if few else listed(employers)),
        ("Koordinator", speaks.said(track.coordinator)),
        ("Parter", listed(parties)),
    )
    return Track(speaks.said(track.name), tuple(links), tuple(one for one in around if one[1]))


def _opening(text: RichText | None, speaks: Speech) -> tuple[str, ...]:
    """Return the beginning of *text*, on one line for each of its paragraphs."""
    said: list[str] = []
    for one in text.blocks if text is not None else ():
        line = speaks.said(normal.line(one.text))
        if line:
            said.append(line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…")
        if sum(map(len, said)) > _LONGEST:
            break
    return tuple(said)


# -- in words


def _described(track: Track) -> str:
    said = [f"{_title(track)}, en kedja med {len(track.links)} led." if track.links else f"{_title(track)}."]
    for link in track.links:
        said.append(f"{link.name}: {' '.join(sentence(words) for words in link.words)}")
    said += [f"{what}: {sentence(who)}" for what, who in track.around]
    return " ".join(said)


def _title(track: Track) -> str:
    return f"{TITLE}: {track.name}" if track.name else TITLE


# -- drawn

_LINES = (9, 7, 5, 3)
"""How many lines of a paragraph are drawn; the first number that gives a figure low enough counts."""
_AROUND = (24, 8, 3)
"""How many lines are given to each of those who take part, where there is room for them."""
_LOW = 300.0
_NAME = 6
"""How many lines there are for a name in a card."""
_GAP = 22.0
_PAD = 8.0
_IN_A_ROW = 3


def draw(track: Track, room: Room = PAGE) -> tuple[Drawing, ...]:
    """Return *track* as a drawing."""
    sketches = [_Sketch(track, lines, room) for lines in _LINES]
    fitting = [one for one in sketches if one.height <= room.height]
    if fitting:
        sketch = next((one for one in fitting if one.low), fitting[0])
        parts = [Part("", _described(track), sketch.height, tuple(sketch.shapes()))]
    else:
        parts = list(_apart(track, within(room)))
    return drawings(_title(track), room.width, parts)


def _apart(track: Track, room: Room) -> Iterator[Part]:
    """Yield the links of *track*, and who takes part in it."""
    links, around = replace(track, around=()), replace(track, links=())
    sketches = [_Sketch(links, lines, room) for lines in _LINES]
    sketch = next((one for one in sketches if one.height <= room.height), sketches[-1])
    yield Part("kedjan", _described(links), sketch.height, tuple(sketch.shapes()))
    notes = [_note(track, most, room) for most in _AROUND]
    note = next((one for one in notes if one.height <= room.height), notes[-1])
    placed = tuple(note.placed(Rect(0.0, 0.0, room.width, note.height)))
    yield Part("de som deltar", _described(around), note.height, placed)


def _note(track: Track, most: int, room: Room) -> Block:
    said = (f"{what}: {who}" for what, who in track.around)
    return block((Paragraph(words, colour=QUIET, most=most, before=2.0) for words in said), room.width)


class _Sketch:
    """A chain laid out in rows of equal cards, read as a text is."""

    def __init__(self, track: Track, lines: int, room: Room) -> None:
        self._links = track.links
        many = len(track.links)
        rows = -(-many // _IN_A_ROW)
        self._in_row = -(-many // rows)
        self._wide = (room.width - 1.0 - (self._in_row - 1) * _GAP) / self._in_row
        inner = self._wide - 2 * _PAD
        self._heads = [block([Paragraph(link.name, SIZE, True, PAPER)], inner) for link in track.links]
        self._bodies = [
            block([Paragraph(words, most=most, before=3.0) for words, most in _shown(link, lines)], inner)
            for link in track.links
        ]
        self._cards = list(self._placed())
        self._note = _note(track, _AROUND[0], room)
        self._room = Rect(0.0, self._cards[-1].bottom + 8.0, room.width, self._note.height)
        self.height = self._room.bottom if self._note.parts else self._cards[-1].bottom + 1.0
        self.low = self._cards[-1].bottom <= _LOW

    def _head(self, row: int) -> float:
        return max(head.height for head in self._of_row(self._heads, row)) + 8.0

    def _of_row(self, blocks: list[Block], row: int) -> list[Block]:
        return blocks[row * self._in_row : (row + 1) * self._in_row]

    def _placed(self) -> Iterator[Rect]:
        y = 0.5
        for row in range(-(-len(self._links) // self._in_row)):
            bodies = self._of_row(self._bodies, row)
            high = self._head(row) + max(body.height for body in bodies) + 2 * _PAD
            for number in range(len(bodies)):
                yield Rect(0.5 + number * (self._wide + _GAP), y, self._wide, high)
            y += high + _GAP

    def shapes(self) -> Iterator[Shape]:
        """Yield what is drawn, from the back to the front."""
        for number, (one, after) in enumerate(zip(self._cards, self._cards[1:], strict=False), 1):
            if number % self._in_row:
                y = one.y + self._head((number - 1) // self._in_row) / 2
                yield from arrow([(one.right, y), (after.x, y)])
            else:
                half = (one.bottom + after.y) / 2 - 2.0
                yield from arrow(
                    [
                        (one.middle, one.bottom),
                        (one.middle, half),
                        (after.middle, half),
                        (after.middle, after.y),
                    ]
                )
        for number, card in enumerate(self._cards):
            head = self._head(number // self._in_row)
            yield Box(card, line=ACCENT)
            yield Box(Rect(card.x, card.y, card.width, head), ACCENT, ACCENT)
            yield Box(Rect(card.x, card.y + head / 2, card.width, head / 2), ACCENT, ACCENT, radius=0.0)
            inner = Rect(card.x + _PAD, card.y, card.width - 2 * _PAD, head)
            yield from self._heads[number].placed(inner, centred=True)
            room = Rect(inner.x, card.y + head + _PAD, inner.width, card.height - head - 2 * _PAD)
            yield from self._bodies[number].placed(room)
        yield from self._note.placed(self._room)


def _shown(link: Link, lines: int) -> Iterator[tuple[str, int]]:
    """Yield the paragraphs of *link* that are drawn, fewer where lines are few, and the lines of each."""
    for number, words in enumerate(link.words):
        if link.whole:
            yield words, max(lines, _NAME)
        elif number < max(1, lines // 2):
            yield words, lines
