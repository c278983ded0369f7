"""Gathers proposals: gives items their ids, and makes values of the words in passages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import Any

from pydantic import ValidationError

from lokdesk.agreement import address as at
from lokdesk.agreement import day, schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.rich_text import RichText
from lokdesk.recognition import naming, patterns, words
from lokdesk.recognition.lexicon import Lexicon
from lokdesk.recognition.passage import Passage, Source, Span
from lokdesk.recognition.proposal import Proposal, Recognition, Role, normal, understood

_ID = 4
_MONTH = "|".join(day.MONTHS)
_DAY = re.compile(
    r"\d{4}-\d{2}-\d{2}"
    rf"|(?:den )?\d{{1,2}}(?::e|:a)? (?:{_MONTH}) \d{{4}}|\d{{1,2}}/\d{{1,2}}[ -]\d{{4}}"
    r"|(?<!\d)\d{8}(?!\d)",
    re.IGNORECASE,
)


def days(text: str) -> list[tuple[date, int, int]]:
    """Return the days that stand in *text*, each with where it begins and ends."""
    found = ((day.understood(one[0]), one.start(), one.end()) for one in _DAY.finditer(text))
    return [(understood, start, end) for understood, start, end in found if understood is not None]


def whole(passage: Passage) -> Span:
    """Return all of *passage*."""
    return Span(passage.number, 0, len(passage.text))


def part(passage: Passage, start: int, end: int | None = None) -> Span:
    """Return a part of *passage* without the white space at its ends."""
    text = passage.text[start:end]
    start += len(text) - len(text.lstrip())
    return Span(passage.number, start, start + len(text.strip()))


class Proposing:
    """Proposals under way."""

    def __init__(self, source: Source, lexicon: Lexicon) -> None:
        self.source = source
        self.lexicon = lexicon
        self._proposals: list[Proposal] = []
        self._answers: dict[str, list[Proposal]] = defaultdict(list)
        self._names: dict[str, dict[str, str]] = defaultdict(dict)
        self._keys: dict[tuple[str, str], str] = {}
        self._given: set[str] = set()
        self._references: list[tuple[Proposal, str]] = []
        self._lines: set[str] = set()
        self._signing: set[str] = set()

    # -- words

    def text(self, span: Span) -> str:
        """Return the words of *span*."""
        return self.source.by_number[span.passage].text[span.start : span.end]

    # -- items

    def item(self, list_: str, span: Span, name: str = "") -> str:
        """Return the address of a new item of *list_*, which begins at *span* and is called *name*."""
        seed = f"{list_} {span.passage} {span.start}"
        many = 0
        while (id_ := blake2b(f"{seed} {many}".encode(), digest_size=_ID).hexdigest()) in self._given:
            many += 1
        self._given.add(id_)
        address = at.join(list_, id_)
        self._names[list_][address] = name
        return address

    def keyed(self, list_: str, key: str, span: Span) -> str:
        """Return the address of the item of *list_* that has been met with *key*, a new one if none has."""
        if (list_, key) not in self._keys:
            self._keys[list_, key] = self.item(list_, span, self.text(span))
        return self._keys[list_, key]

    def named(self, list_: str, name: str) -> str:
        """Return the address of the item of *list_* with that *name*, or nothing."""
        known = self._names[list_]
        exact = next((address for address, said in known.items() if words.same(said, name)), "")
        return exact

    def items(self, list_: str) -> list[str]:
        """Return the addresses of the items of *list_*, in the order they were met."""
        return list(self._names[list_])

    def name_of(self, item: str) -> str:
        """Return what the item at that address is called."""
        return self._names[at.parent(item)].get(item, "")

    def actor(self, name: str, *lists: str) -> str:
        """Return the address of the party, or of an actor in other *lists*, that *name* means, or nothing."""
        return naming.item(self._names, name, *(lists or ("parties", "collaborators")))

    def signs(self, party: str) -> None:
        """Remember that the *party* is known only from where it signs."""
        self._signing.add(party)

    def is_signing(self, party: str) -> bool:
        """Return whether the *party* is known only from where it signs."""
        return party in self._signing

    # -- proposals

    def _add(
        self, role: Role, address: str, value: Any, spans: Sequence[Span], confidence: float, because: str
    ) -> Proposal:
        first = spans[0]
        id_ = f"p{first.passage}-{first.start}-{len(self._proposals)}"
        made = Proposal(id_, role, address, value, tuple(spans), min(1.0, round(confidence, 2)), because)
        self._proposals.append(made)
        if role == "answer":
            self._answers[address].append(made)
        return made

    def heading(self, address: str, span: Span, confidence: float, because: str = "") -> None:
        """Propose that *span* is a heading, or a label, of what *address* names."""
        if span.end > span.start:
            self._add("heading", address, None, (span,), confidence, because)

    def known(self, what: str, span: Span, confidence: float = 0.9) -> None:
        """Propose that *span* is *what* is known and no answer."""
        if span.end > span.start:
            self._add("known", what, None, (span,), confidence, what)

    def answer(
        self, address: str, spans: Iterable[Span], confidence: float, because: str = "", value: Any = None
    ) -> bool:
        """Propose that *spans* are the answer at *address*, or the *value* told; return if they can be."""
        spans = tuple(one for one in spans if one.end > one.start)
        if not any(letter.isalnum() for one in spans for letter in self.text(one)):
            # A dash stands where there is no answer.
            return False
        answer = patterns.answer(address)
        if answer is None:
            # A table of parties may name a collaborator, who has no boards that decide.
            return False
        if answer.kind == "text":
            for one in spans:
                self._add("answer", address, self._rich(one), (one,), confidence, because)
            return True
        if address in self._lines:
            return False
        said = " ".join(self.text(one) for one in spans)
        if answer.refers_to is not None:
            made = self._add("answer", address, None, spans, confidence, because)
            self._references.append((made, said))
            self._lines.add(address)
            return True
        found = self._value(answer, said) if value is None else value
        try:
            found = None if found is None else normal(*schema.holder(schema.pattern(address)), found)
        except ValidationError:
            found = None
        if found is None:
            return False
        self._lines.add(address)
        self._add("answer", address, found, spans, confidence, because)
        return True

    def _rich(self, span: Span) -> Any:
        passage = self.source.by_number[span.passage]
        text: RichText | None
        if span.start == 0 and span.end == len(passage.text):
            text = RichText(blocks=(passage.block,))
        else:
            model, name = schema.holder("background")
            text = schema.adapter(model, name).validate_python(self.text(span))
        return None if text is None else text.model_dump(mode="json")

    @staticmethod
    def _value(answer: Answer, said: str) -> Any:
        if answer.kind == "date":
            return next((one.isoformat() for one, _, _ in days(said)), understood(answer, said))
        return understood(answer, said)

    def said(self, address: str) -> str:
        """Return the words that have been proposed for the answer at *address*."""
        found = self.proposed(address)
        return " ".join(self.text(span) for span in found[0].spans) if found else ""

    # -- at the end

    def proposed(self, address: str) -> list[Proposal]:
        """Return what has been proposed for the answer at *address*."""
        return self._answers.get(address, [])

    def recognition(self) -> Recognition:
        """Return all that is proposed, with references to what there is."""
        resolved: dict[str, Any] = {}
        for proposal, said in self._references:
            resolved[proposal.id] = self._target(proposal.address, said)
        found = (
            replace(one, value=resolved[one.id]) if one.id in resolved else one
            for one in self._proposals
            if resolved.get(one.id, True)
        )
        ordered = sorted(found, key=lambda one: (one.spans[0].passage, one.spans[0].start))
        return Recognition(self.source, tuple(ordered))

    def _target(self, address: str, said: str) -> Any:
        model, name = schema.holder(schema.pattern(address))
        answer = schema.fields(model)[name]
        assert isinstance(answer, Answer)
        return naming.referred(self._names, address, answer, said)
