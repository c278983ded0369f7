"""Searching answers, questions and help at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from lokdesk.agreement import address as at
from lokdesk.agreement import day
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.rich_text import Footnote, RichText
from lokdesk.agreement.schema import ANY, SEPARATOR
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import asking, naming
from lokdesk.handbook.book import Handbook, Place, Question
from lokdesk.session import match
from lokdesk.session.match import Excerpt

Kind = Literal["answer", "question", "help"]
KINDS: tuple[Kind, ...] = ("answer", "question", "help")
"""Where something can be found, what users look for most often first."""
MOST = 100
"""How many hits of each kind are returned at the most. Nobody reads more; they are counted all the same."""

_BETWEEN = " › "
_HELP = ("why", "how", "example", "becomes")


@dataclass(frozen=True)
class Hit:
    """Something found.

    *address* is where to go: that of an answer, or of a list where it has no items to go to. *where* says in
    words where that is. *times* is how often what was asked for stands in the text found.
    """

    kind: Kind
    address: str
    where: str
    excerpt: Excerpt
    times: int


@dataclass(frozen=True)
class Found:
    """The first hits of each kind, one kind after the other, and how many there are of it in all."""

    hits: tuple[Hit, ...] = ()
    totals: Mapping[Kind, int] = field(default_factory=dict[Kind, int])

    @property
    def total(self) -> int:
        """How many hits there are in all."""
        return sum(self.totals.values())


@dataclass(frozen=True)
class _Text:
    """A text that can be searched: what it says as it is shown and folded, and the question it belongs to."""

    kind: Kind
    address: str
    place: Place
    shown: str
    folded: str


class Index:
    """All texts of one agreement and its handbook, made ready to be searched again and again."""

    def __init__(self, agreement: Agreement, handbook: Handbook, wording: Wording) -> None:
        """*wording* has the words for the answers of *agreement*."""
        self._agreement = agreement
        self._handbook = handbook
        self._wording = wording

    def search(self, asked: str, most: int = MOST) -> Found:
        """Return what holds all the words of *asked*, each kind in the order of the window.

        At most *most* hits of each kind are returned. The help to a question that has been found itself is
        no hit of its own. Without words, nothing is found.
        """
        words = match.words(asked)
        if not words:
            return Found()
        found: dict[Kind, list[_Text]] = {kind: [] for kind in KINDS}
        questions: set[str] = set()
        for text in self._texts:
            if all(word in text.folded for word in words):
                pattern = text.place.question.address
                if text.kind == "question":
                    questions.add(pattern)
                if text.kind != "help" or pattern not in questions:
                    found[text.kind].append(text)
        hits = tuple(self._hit(text, words) for texts in found.values() for text in texts[:most])
        return Found(hits, {kind: len(texts) for kind, texts in found.items()})

    def _hit(self, text: _Text, words: tuple[str, ...]) -> Hit:
        spans = match.spans(text.folded, words)
        address = text.address if text.kind == "answer" else text.place.question.address
        where = _where(self._handbook, self._agreement, text.place, address, self._wording)
        return Hit(text.kind, text.address, where, match.excerpt(text.shown, spans), len(spans))

    @cached_property
    def _texts(self) -> tuple[_Text, ...]:
        steps = {step.slug: number for number, step in enumerate(self._handbook.steps)}
        answers = sorted(self._answers(), key=lambda text: steps[text.place.step.slug])
        asked = tuple(self._asked())
        rest = (text for kind in KINDS for text in asked if text.kind == kind)
        return (*answers, *rest)

    def _answers(self) -> Iterator[_Text]:
        for address, answer, value in at.answers(self._agreement):
            if asking.answered(value) and answer.kind != "flag":
                shown = words(self._wording, answer, value)
                yield _Text("answer", address, self._handbook.place(address), shown, match.fold(shown))

    def _asked(self) -> Iterator[_Text]:
        """Yield the texts of the questions that there is somewhere to answer."""
        for place in self._handbook.places.values():
            address = self._goal(place.question)
            if address is None:
                continue
            texts: Mapping[Kind, str] = {
                "question": _lines(place.question.prompt, place.question.label),
                "help": _lines(*(getattr(place.question, name) for name in _HELP)),
            }
            for kind, shown in texts.items():
                yield _Text(kind, address, place, shown, match.fold(shown))

    def _goal(self, question: Question) -> str | None:
        """Return where *question* is answered: the first place of it, or the list that has no items yet.

        Returns ``None`` when it is not to be asked anywhere.
        """
        places = tuple(asking.addresses(self._agreement, question.address))
        if places:
            return next((one for one in places if asking.applies(question, self._agreement, one)), None)
        return next(_empty_lists(self._agreement, question.address), None)


def where(handbook: Handbook, agreement: Agreement, address: str) -> str:
    """Return where the answer at *address* is given: the step, the section, the items and the question."""
    return _where(handbook, agreement, handbook.place(address), address)


def _where(
    handbook: Handbook, agreement: Agreement, place: Place, address: str, wording: Wording | None = None
) -> str:
    items = () if ANY in address else map(str, naming.named(handbook, agreement, address, wording))
    parts = (place.step.title, place.section.title, *items, place.question.label)
    # What says the same as what comes before it says nothing.
    return _BETWEEN.join(dict.fromkeys(map(capital, parts)))


def _empty_lists(agreement: Agreement, pattern: str) -> Iterator[str]:
    """Yield the addresses of the lists without items that *pattern* goes through, outer lists first."""
    segments = pattern.split(SEPARATOR)
    for n, segment in enumerate(segments):
        if segment == ANY:
            for address, items in at.found(agreement, SEPARATOR.join(segments[:n])):
                if not items:
                    yield address


def _lines(*texts: str) -> str:
    return "\n".join(texts)


def words(wording: Wording, answer: Answer, value: Any) -> str:
    """Return *value* as it can be searched: footnotes after the text, a day in figures and in words."""
    if isinstance(value, RichText):
        notes = (one.footnote for block in value.blocks for one in block.runs if isinstance(one, Footnote))
        return _lines(value.text, *notes)
    if isinstance(value, date):
        return f"{value.isoformat()} ({day.in_words(value)})"
    return wording.plain(answer, value)
