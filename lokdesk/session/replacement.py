"""Finding words in all answers and putting others in their place, with everything shown beforehand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import frequency, normal, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.frequency import Frequency
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.rich_text import Block, Footnote, Inline, RichText
from lokdesk.session import match
from lokdesk.session.match import Excerpt, Span

_SPACE = "[ \n\u00a0]"


@dataclass(frozen=True)
class Wanted:
    """What is to be replaced by what.

    Where *same_case* is off, any case is found, and a capital first letter is kept. *whole_words* finds no
    parts of words, but the genitive of a word with its *s*.
    """

    old: str
    new: str
    same_case: bool = False
    whole_words: bool = False


@dataclass(frozen=True)
class Change:
    """An answer that would be another one: the value *before* and *after*, with excerpts of both."""

    address: str
    before: Any
    after: Any
    shown_before: Excerpt
    shown_after: Excerpt
    times: int


@dataclass(frozen=True)
class _Made:
    """A text with its replacements made: where they stood, and where they stand."""

    before: str
    after: str
    old: tuple[Span, ...]
    new: tuple[Span, ...]


def planned(agreement: Agreement, wanted: Wanted) -> tuple[Change, ...]:
    """Return every answer in *agreement* that would change, in the order of the agreement.

    Lines and texts are looked through, with footnotes, labels and figures, and the own words of choices and
    frequencies. References, dates and the usual words of a choice are what they are.
    """
    found = _pattern(wanted)
    if found is None:
        return ()
    replacing = _Replacing(found, normal.line(wanted.new), wanted)
    return tuple(
        change
        for address, answer, value in at.answers(agreement)
        if value is not None and (change := replacing.change(address, answer, value)) is not None
    )


def _pattern(wanted: Wanted) -> re.Pattern[str] | None:
    words = normal.line(wanted.old).split()
    if not words:
        return None
    pattern = f"{_SPACE}+".join(map(re.escape, words))
    if wanted.whole_words:
        head = r"(?<!\w)" if re.match(r"\w", words[0]) else ""
        tail = r"(?=s?(?!\w))" if re.search(r"\w$", words[-1]) else ""
        pattern = f"{head}{pattern}{tail}"
    return re.compile(pattern, 0 if wanted.same_case else re.IGNORECASE)


class _Replacing:
    def __init__(self, found: re.Pattern[str], new: str, wanted: Wanted) -> None:
        self._found = found
        self._new = new
        self._keeps_capitals = not wanted.same_case and wanted.old.strip()[:1].islower()

    def change(self, address: str, answer: Answer, value: Any) -> Change | None:
        after: Any = None
        if isinstance(value, RichText):
            made = [self._made(text) for text in _texts(value)]
            after = self._rich_text(value)
        elif isinstance(value, Frequency):
            made = [self._made(value.text or "")]
            after = _in_other_words(value, normal.line(made[0].after))
            after = None if after.empty else after
        elif answer.kind == "line" or _own_words(answer, value):
            made = [self._made(value)]
            after = normal.line(made[0].after) or None
        else:
            return None
        whole = _joined(made)
        if not whole.old or after == value:
            return None
        before, changed = match.excerpt(whole.before, whole.old), match.excerpt(whole.after, whole.new)
        return Change(address, value, after, before, changed, len(whole.old))

    def _made(self, text: str) -> _Made:
        old: list[Span] = []
        new: list[Span] = []
        parts: list[str] = []
        done = length = 0
        for one in self._found.finditer(text):
            written = self._written(one[0])
            kept = text[done : one.start()]
            length += len(kept)
            old.append(one.span())
            new.append((length, length + len(written)))
            parts += (kept, written)
            length += len(written)
            done = one.end()
        return _Made(text, "".join((*parts, text[done:])), tuple(old), tuple(new))

    def _written(self, found: str) -> str:
        """Return the new words as they are written in the place of those *found*."""
        if self._keeps_capitals and found[:1].isupper():
            return capital(self._new)
        return self._new

    def _rich_text(self, text: RichText) -> RichText | None:
        # Made anew, the blocks come into normal form: runs that look the same are one.
        blocks = (Block(kind=one.kind, level=one.level, runs=tuple(self._runs(one))) for one in text.blocks)
        made = RichText(blocks=tuple(blocks))
        return made if made.blocks else None

    def _runs(self, block: Block) -> Iterator[Inline]:
        """Yield the runs of *block* with the words replaced, also those that go on from one run to the next.

        What takes their place looks as they began. A footnote that is called within them is called after.
        """
        spans = [one.span() for one in self._found.finditer(block.text)]
        start = 0
        for inline in block.runs:
            if isinstance(inline, Footnote):
                yield Footnote(footnote=self._made(inline.footnote).after)
                continue
            yield inline.with_text(self._within(block.text, start, start + len(inline.text), spans))
            start += len(inline.text)

    def _within(self, text: str, start: int, end: int, spans: list[Span]) -> str:
        """Return what *text* from *start* to *end* becomes: what begins there is replaced there."""
        parts: list[str] = []
        done = start
        for first, last in spans:
            if last <= start or first >= end:
                continue
            if first >= start:
                parts += (text[done:first], self._written(text[first:last]))
            done = min(last, end)
        return normal.text("".join((*parts, text[done:end])))


def _in_other_words(often: Frequency, words: str) -> Frequency:
    """Return *often* with other *words*. An interval that the old ones told is that of the new ones."""
    told = words and often.text is not None and frequency.understood(often.text) == often
    interval = frequency.understood(words) if told else often
    return interval.model_copy(update={"text": words or None})


def _joined(made: Sequence[_Made]) -> _Made:
    """Return what was *made* of several texts as one text, a line for each."""
    old: list[Span] = []
    new: list[Span] = []
    before = after = 0
    for one in made:
        old += ((start + before, end + before) for start, end in one.old)
        new += ((start + after, end + after) for start, end in one.new)
        before += len(one.before) + 1
        after += len(one.after) + 1
    texts = ("\n".join(one.before for one in made), "\n".join(one.after for one in made))
    return _Made(*texts, tuple(old), tuple(new))


def _texts(text: RichText) -> Iterator[str]:
    """Yield the text of each block, and the footnotes called in it."""
    for block in text.blocks:
        yield block.text
        yield from (one.footnote for one in block.runs if isinstance(one, Footnote))


def _own_words(answer: Answer, value: str) -> bool:
    """Return whether *value* is a choice in words that the usual ones do not hold."""
    return answer.kind == "choice" and value not in vocabulary.VOCABULARIES[answer.vocabulary or ""]


def values(changes: tuple[Change, ...]) -> dict[str, object]:
    """Return what *changes* make of the answers, by address, for :meth:`Session.set_many`."""
    return {change.address: change.after for change in changes}


def name(wanted: Wanted) -> str:
    """Return what the edit is called that replaces what is *wanted*."""
    return f"bytet av ”{wanted.old}” mot ”{wanted.new}”" if wanted.new else f"strykningen av ”{wanted.old}”"
