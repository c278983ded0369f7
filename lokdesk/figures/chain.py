"""A local job track as a chain: from the employers' needs over its four phases to employment."""

from collections.abc import Iterator
from dataclasses import dataclass

from lokdesk.agreement import normal
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.processes import JobTrack
from lokdesk.agreement.rich_text import RichText
from lokdesk.figures.block import Block, Paragraph, block
from lokdesk.figures.drawing import (
    ACCENT,
    HEIGHT,
    PAPER,
    QUIET,
    SIZE,
    WIDTH,
    Box,
    Drawing,
    Rect,
    Shape,
    arrow,
)
from lokdesk.figures.speech import Speech, listed, sentence, speech

TITLE = "Jobbspår"
_PHASES = (
    ("planning", "Planering"),
    ("recruitment", "Rekrytering"),
    ("implementation", "Genomförande"),
    ("completion", "Avslutning"),
)
_LONGEST = 400
"""How many characters of a phase are read for its link; the rest stands in the text."""


@dataclass(frozen=True)
class Link:
    """A link of the chain: its name, and what there is to say of it."""

    name: str
    words: tuple[str, ...]


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
    needs = [listed(employers)] if employers else []
    ends = [speaks.said(one) for one in (track.occupation, track.places, track.period)]
    links = [Link("Arbetsgivarens behov" if len(employers) < 2 else "Arbetsgivarnas behov", tuple(needs))]
    links += [Link(name, _opening(getattr(track, field), speaks)) for field, name in _PHASES]
    links.append(Link("Anställning", tuple(capital(end) for end in ends if end)))
    links = [link for link in links if link.words]
    if len(links) < 2:
        return None
    parties = [speaks.actor(id_) for id_ in track.scope]
    around = (("Koordinator", speaks.said(track.coordinator)), ("Parter", listed(parties)))
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
    said = [f"{_title(track)}, en kedja med {len(track.links)} led."]
    for link in track.links:
        said.append(f"{link.name}: {' '.join(sentence(words) for words in link.words)}")
    said += [f"{what}: {sentence(who)}" for what, who in track.around]
    return " ".join(said)


def _title(track: Track) -> str:
    return f"{TITLE}: {track.name}" if track.name else TITLE


# -- drawn

_LINES = (9, 7, 5, 3)
"""How many lines of a paragraph are drawn; the first number that gives a figure low enough counts."""
_LOW = 300.0
_GAP = 22.0
_PAD = 8.0
_IN_A_ROW = 3


def draw(track: Track) -> Drawing:
    """Return *track* as a drawing."""
    sketches = [_Sketch(track, lines) for lines in _LINES]
    sketch = next((one for one in sketches if one.height <= min(_LOW, HEIGHT)), sketches[-1])
    return Drawing(_title(track), _described(track), WIDTH, sketch.height, tuple(sketch.shapes()))


class _Sketch:
    """A chain laid out in rows of equal cards, read as a text is."""

    def __init__(self, track: Track, lines: int) -> None:
        self._links = track.links
        many = len(track.links)
        rows = -(-many // _IN_A_ROW)
        self._in_row = -(-many // rows)
        self._wide = (WIDTH - 1.0 - (self._in_row - 1) * _GAP) / self._in_row
        inner = self._wide - 2 * _PAD
        self._heads = [block([Paragraph(link.name, SIZE, True, PAPER)], inner) for link in track.links]
        self._bodies = [
            block([Paragraph(words, most=lines, before=3.0) for words in _shown(link, lines)], inner)
            for link in track.links
        ]
        self._cards = list(self._placed())
        self._note = block(
            (Paragraph(f"{what}: {who}", colour=QUIET, most=3, before=2.0) for what, who in track.around),
            WIDTH,
        )
        self._note_top = self._cards[-1].bottom + 8.0
        self.height = self._cards[-1].bottom + (8.0 + self._note.height if self._note.parts else 1.0)

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
        yield from self._note.placed(Rect(0.0, self._note_top, WIDTH, self._note.height))


def _shown(link: Link, lines: int) -> tuple[str, ...]:
    """Return the paragraphs of *link* that are drawn: fewer of them where lines are few."""
    return link.words[: max(1, lines // 2)]
