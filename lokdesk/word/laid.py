"""A document that came back, laid beside the one that was sent."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from lokdesk.word import census, look, package, reading, recovering, sidebyside, source
from lokdesk.word.baseline import Baseline
from lokdesk.word.echo import Echo, Mark, Remark
from lokdesk.word.hearing import Hearing, comments
from lokdesk.word.package import Damaged, Package
from lokdesk.word.read import NotOurs, Reading
from lokdesk.word.responses import responses
from lokdesk.word.source import Around
from lokdesk.word.strips import Strip, places_of_answers, strips, with_rows_as_lines

_LEAST = 0.5
"""The share of what was sent that must be found again in a document without fields for it to be the whole."""


@dataclass(frozen=True)
class Laid:
    """What came back: its answers, and its strips beside those that were sent *before*.

    *pairs* tells for strips of *sent*, by number, the number of the strip of *now* that each has become.
    *is_part* says that only a part of what was sent came back, or a text of its own: then what is not there
    has not been taken away. *keeps_structure* says whether the program that saved the document keeps controls
    around all that they held. *came* tells who changed what, and *comments* are those that were not there
    when the document went out, each after the one that it answers. *contents* are the lines of its table of
    contents, *lines* all its paragraphs, whatever they are of, and *around* is what it says around its text.
    """

    reading: Reading
    before: recovering.Sent = field(repr=False)
    now: tuple[Strip, ...] = field(repr=False)
    pairs: Mapping[int, int] = field(repr=False)
    is_part: bool = False
    keeps_structure: bool = True
    came: Echo = field(default_factory=Echo, repr=False)
    comments: tuple[Remark, ...] = ()
    contents: tuple[str, ...] = field(default=(), repr=False)
    lines: tuple[str, ...] = field(default=(), repr=False)
    around: tuple[Around, ...] = field(default=(), repr=False)

    @property
    def sent(self) -> tuple[Strip, ...]:
        """The strips of what was sent."""
        return self.before.strips

    @cached_property
    def came_words(self) -> Counter[str]:
        """The words that stand more times beside its contents than they showed in what was sent."""
        came, went = self._differing
        beside = census.counted(*self.contents) + self.before.filled_in
        return census.counted(*came) - census.counted(*went) - beside

    @property
    def new_lines(self) -> tuple[str, ...]:
        """What it says in paragraphs that said nothing like it in what was sent."""
        return self._differing[0]

    @cached_property
    def _differing(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lines that have come, and those that have gone, once for each time."""
        now, was = Counter(self.lines), Counter(self.before.lines)
        return tuple((now - was).elements()), tuple((was - now).elements())

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """The strips of *now* that each answer stands in, by number."""
        return places_of_answers(self.now)

    @property
    def marks(self) -> Mapping[int, tuple[Mark, ...]]:
        """The words outside of fields of strips of *now* with tracked changes in them."""
        return self.came.besides

    @property
    def gone(self) -> tuple[tuple[Mark, ...], ...]:
        """The words of paragraphs outside of fields that a tracked change has taken away."""
        return self.came.gone


def laid(docx: bytes, sent: bytes) -> Laid:
    """Return the document *docx*, which was *sent* as that document, laid beside it. Raises NotOurs."""
    try:
        return _laid(package.opened(docx), recovering.sent(sent))
    except Damaged as error:
        raise NotOurs(str(error)) from error


def besides(docx: bytes) -> Counter[str]:
    """Return how many times each thing stands in the strips of *docx*, a document of ours, beside answers."""
    return Counter(one.beside_key for one in recovering.sent(docx).strips)


def _laid(read: Package, before: recovering.Sent) -> Laid:
    root = reading.whole(read, read.document)
    lines = tuple(census.lines(read, root))
    own = _baseline(read)
    baseline = own or before.baseline
    own_look = look.of(read)
    hearing = Hearing(read, root, own_look, baseline.bookmarks)
    heard = reading.accepted_view(read, root, own_look, baseline)
    has_fields = bool(heard.finder.found)
    if own is None:
        # What was pasted into a new document looks as that does, and has left its notes behind.
        heard.finder.found[:] = [replace(one, look_is_lost=True) for one in heard.finder.found]
    answered = responses(root, heard.finder.tags.values())
    now, elements, contents, _ = strips(root, heard.finder, heard.look, answered.paragraphs, before.listed)
    if not any(one.row >= 0 for one in now):
        before = replace(before, strips=with_rows_as_lines(before.strips))
    pairs = sidebyside.pairs(before.strips, now)
    is_part = not has_fields and len(pairs) < _LEAST * len(before.strips)
    strips_now = recovering.recover(heard.finder, now, elements, before, pairs)
    if heard.finder.found or heard.finder.lists:
        answers = reading.answers(read, heard)
    else:
        answers = Reading(
            before.baseline.agreement, (), before.baseline.template_id, "", before.baseline.agreement
        )
    came = hearing.echo(heard.finder, answers.texts, strips_now, elements, answered)
    return Laid(
        answers,
        before,
        tuple(strips_now),
        pairs,
        is_part,
        heard.finder.keeps_structure,
        came,
        comments(came.margin, before.comments),
        contents,
        lines,
        source.around_text(read, own_look),
    )


def _baseline(read: Package) -> Baseline | None:
    """Return what the document says that it was written with, ``None`` where it says nothing to be had."""
    try:
        return reading.baseline_in(read)
    except (NotOurs, Damaged):
        return None
