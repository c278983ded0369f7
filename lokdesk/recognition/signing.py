"""Where the parties sign: who signs for whom."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from lokdesk.agreement import address as at
from lokdesk.agreement import day
from lokdesk.recognition import actors, party, words
from lokdesk.recognition.layout import Part
from lokdesk.recognition.lexicon import Lexicon
from lokdesk.recognition.passage import Passage, Span, Table
from lokdesk.recognition.proposing import Proposing, part, whole

_PERSON = re.compile(r"[A-ZÅÄÖ][\wåäöé-]+(?: (?:von |af |de )?[A-ZÅÄÖ][\wåäöé-]+){1,2}")
_LINE = re.compile(r"[\s_.…]*")
_FOR = re.compile(r"^\s*För\s+", re.IGNORECASE)
_PLACE = re.compile(r"^\s*([A-ZÅÄÖ][\wåäö-]+)\s*(?:,|den)?\s*(\d{4}-\d{2}-\d{2}|\d{1,2} \w+ \d{4})\s*$")
_MANY = r"\d+|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w+ton"
_EXEMPLARS = re.compile(rf"\b({_MANY})\s+(?:likalydande\s+)?(?:original)?exemplar", re.IGNORECASE)


def proposed(to: Proposing, parts: Iterable[Part], names: frozenset[str], lexicon: Lexicon) -> None:
    """Propose who signs, after what stands where the parties do."""
    block: list[Passage] = []
    for one in parts:
        if isinstance(one, Table):
            if block and not any(actors.found(each.text, names) for each in one.passages):
                # The party stands above the table that it signs in.
                _block(to, [*block, *one.passages], names)
                block = []
                continue
            _block(to, block, names)
            block = []
            for group in _blocks(one):
                _block(to, group, names)
        elif one.kind == "heading" or _FOR.match(one.text) or _is_party(one, names):
            _block(to, block, names)
            block = [one]
        elif (said := words.label(one.text)) is not None and (
            address := lexicon.answer(said[0], around="signatures")
        ).startswith("signing/"):
            to.heading(address, part(one, 0, said[1]), 0.85)
            to.answer(address, [part(one, said[1])], 0.85)
        elif (found := _EXEMPLARS.search(one.text)) is not None:
            to.answer("signing/originals", [Span(one.number, *found.span(1))], 0.7)
        else:
            block.append(one)
    _block(to, block, names)


def _is_party(one: Passage, names: frozenset[str]) -> bool:
    found = actors.found(one.text, names)
    return bool(found) and found[0][1] - found[0][0] > len(one.text.strip()) - 6


def _blocks(table: Table) -> list[list[Passage]]:
    """Return what belongs together in a table: its columns, or its rows where names stand to the left."""
    heads = [table.text(0, column) for column in range(table.columns)]
    by_row = sum(bool(actors.found(table.text(row, 0))) for row in range(1, table.rows)) > 0
    if by_row and len([one for one in heads if actors.found(one)]) < 2:
        return [
            [one for column in range(table.columns) for one in table.cells.get((row, column), ())]
            for row in range(table.rows)
        ]
    groups: dict[int, list[list[Passage]]] = defaultdict(list)
    for row in range(table.rows):
        for column in range(table.columns):
            said = list(table.cells.get((row, column), ()))
            if not said:
                continue
            if actors.found(said[0].text) or not groups[column]:
                groups[column].append([])
            groups[column][-1] += said
    return [one for column in sorted(groups) for one in groups[column]]


def _block(to: Proposing, said: Sequence[Passage], names: frozenset[str]) -> None:
    if not said:
        return
    holder = ""
    person: Span | None = None
    title: Span | None = None
    place: tuple[Span, Span] | None = None
    others: dict[str, Span] = {}
    for one in said:
        text = one.text
        if _LINE.fullmatch(text):
            to.known("signature", whole(one))
            continue
        begins = _FOR.match(text)
        found = actors.found(text, names)
        if not holder and found and found[0][0] <= (begins.end() if begins else 0) + 1:
            span = part(one, *found[0])
            holder = to.actor(to.text(span), "parties") or _new_party(to, span)
            to.heading("parties/*/signatories", whole(one), 0.75)
            continue
        label = words.label(text)
        start = 0
        if label is not None:
            signatory = to.lexicon.items["parties/*/signatories"]
            field, likeness = signatory.field(label[0])
            if (named := words.best(label[0], signatory.words[signatory.named])) > likeness:
                field, likeness = signatory.named, named
            start = label[1]
            value = text[start:].strip(" _.")
            if likeness >= 0.7 and field != "@" and (not value or field not in ("place", "signed")):
                to.heading(f"parties/*/signatories/*/{field}", part(one, 0, start), likeness)
                if value and field == "name":
                    person = part(one, start)
                elif value and field == "title":
                    title = part(one, start)
                elif value:
                    others[field] = part(one, start)
                continue
        where = _PLACE.match(text[start:])
        if where is not None and day.understood(where[2]):
            town, signed = where.span(1), where.span(2)
            place = (
                Span(one.number, start + town[0], start + town[1]),
                Span(one.number, start + signed[0], start + signed[1]),
            )
        elif any(
            text.casefold().strip(" :._").startswith(mark) for mark in to.lexicon.lists["signature"][:6]
        ):
            to.known("signature", whole(one))
        elif (
            person is None
            and (name := _PERSON.match(text)) is not None
            and (name.end() == len(text.strip()) or text[name.end()] in ",(")
        ):
            person = part(one, *name.span())
            rest = part(one, name.end())
            extra = to.text(rest)
            if extra.strip(" ,"):
                skip = len(extra) - len(extra.lstrip(" ,"))
                title = Span(rest.passage, rest.start + skip, rest.end)
        elif person is not None and title is None and len(text) < 80:
            title = whole(one)
    if not holder or (person is None and title is None):
        return
    first = person or title
    assert first is not None  # one of them is there
    address = to.item(at.join(holder, "signatories"), first)
    if person is not None:
        to.answer(at.join(address, "name"), [person], 0.75, "signatures")
    if title is not None:
        to.answer(at.join(address, "title"), [title], 0.7, "signatures")
    for field, span in others.items():
        to.answer(at.join(address, field), [span], 0.75, "signatures")
    if place is not None:
        to.answer(at.join(address, "place"), [place[0]], 0.7)
        to.answer(at.join(address, "signed"), [place[1]], 0.75)


def _new_party(to: Proposing, span: Span) -> str:
    """Return a new party for one that signs, where the document names none elsewhere."""
    signed = to.items("parties")
    named = [one for one in signed if not to.is_signing(one)]
    if named:
        return ""
    address = party.one(to, "parties", span, 0.6)
    to.signs(address)
    return address
