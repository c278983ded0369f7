"""Parties and other actors: where they are named, and what stands beside their names."""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from lokdesk.agreement import address as at
from lokdesk.recognition import actors, patterns, words
from lokdesk.recognition.outline import Node
from lokdesk.recognition.passage import Passage, Span
from lokdesk.recognition.proposing import Proposing, part, whole

_BODY = re.compile(
    r"(?:genom\s+)?((?:[\w-]+\s){0,5}?[\w-]*(?:nämnden|nämnd|styrelsen|styrelse|fullmäktige)"
    r"(?:\s+för\s+[\wåäö ]+?)?)(?=[,.;()]|$)",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"\bgenom\s+(.+?)(?=[,.;()]|$)")
_CASE = re.compile(r"(?:dnr|diarienummer|diarienr)\.?:?\s*([\w/:.-]*\d[\w/:.-]*)", re.IGNORECASE)
_WITH_BASIS = re.compile(r"([^,;()]+)(?:\(([^)]*)\))?(?:[,;]\s*|$)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:\+46|0)[\d\s-]{6,14}\d")
_PERSON = re.compile(r"[A-ZÅÄÖ][\wåäöé-]+(?: [A-ZÅÄÖ][\wåäöé-]+){1,2}")
_DEPUTY = re.compile(r"[(,]\s*(?:ersättare|suppleant)\s*:?\s*([^)]+?)\s*\)?\s*$", re.IGNORECASE)
_APART = re.compile(r"\s*(?:[,;|]|\s[–—-]\s|:\s|\t)\s*")
_GOES_ON = re.compile(r"(?: [A-ZÅÄÖ][\w-]+){1,2}$")
"""What belongs to a name that stands alone: "Arbetsförmedlingen Kronoberg"."""


def one(to: Proposing, list_: str, name: Span, confidence: float) -> str:
    """Return the address of the party with that *name*, a new one where there is none yet."""
    said = to.text(name).strip(" .:")
    for other in ("parties", "collaborators"):
        known = to.named(other, said)
        if known:
            to.heading(other, name, confidence)
            return known
    address = to.item(list_, name, said)
    span = Span(name.passage, name.start, name.start + len(to.text(name).rstrip(" .:")))
    to.answer(at.join(address, "name"), [span], confidence, list_)
    kind = to.lexicon.kind_of_actor(said)
    if kind:
        to.answer(at.join(address, "kind"), [span], confidence - 0.1, said, value=kind)
    return address


def from_passage(to: Proposing, list_: str, said: Passage, names: frozenset[str]) -> bool:
    """Propose the actor, or the actors, that a point or a paragraph names; return whether it names any."""
    text = said.text
    if list_ == "parties" and words.mentions(text, to.lexicon.phrases["not_signing"]):
        list_ = "collaborators"
    label = words.label(text)
    if label is not None and to.items(list_):
        field, likeness = to.lexicon.items[list_].field(label[0])
        if likeness >= 0.8 and field not in ("@", "name"):
            _beside(to, list_, to.items(list_)[-1], field, said, label[1])
            return True
    found = actors.found(text, names)
    if not found:
        if said.kind == "item" or (said.cell is not None and len(text) < 60):
            end = _first_end(text)
            address = one(to, list_, part(said, 0, end), 0.6)
            _details(to, address, said, end)
            return True
        return False
    if (len(found) > 1 and said.kind != "item") or _several(text, found):
        ends = [start for start, _ in found[1:]] + [len(text)]
        for (start, end), until in zip(found, ends, strict=True):
            address = one(to, list_, part(said, start, end), 0.75)
            number = actors.organisation_number(text[end:until])
            if number is not None:
                place = Span(said.number, end + number[0], end + number[1])
                to.answer(at.join(address, "organisation_number"), [place], 0.85)
        return True
    start, end = found[0]
    if start == 0 and (more := _GOES_ON.match(text, end)) is not None:
        end = more.end()
    if start > 25 and said.kind != "item":
        return False
    stop = _first_end(text)
    if (
        start == 0
        and stop > end
        and said.kind == "item"
        and text[end:stop].strip()
        and not re.match(r"\s+(?:genom|org|dnr|via|med)\b|\s*[–—-]\s", text[end:])
    ):
        end = stop
    address = one(to, list_, part(said, start, end), 0.85)
    _details(to, address, said, end)
    return True


def _several(text: str, found: list[tuple[int, int]]) -> bool:
    """Return whether nothing but commas stands between the names."""
    return len(found) > 1 and all(
        len(text[one[1] : other[0]]) < 12 and not any(char.isdigit() for char in text[one[1] : other[0]])
        for one, other in pairwise(found)
    )


def _first_end(text: str) -> int:
    found = re.search(r"\s*(?:[,;(:]|\s[–—-]\s|\sgenom\s|\.$)", text)
    return found.start() if found and found.start() > 1 else len(text)


def _beside(to: Proposing, list_: str, address: str, field: str, said: Passage, start: int) -> None:
    to.heading(f"{list_}/*/{field}", part(said, 0, start), 0.8)
    _answer(to, address, field, part(said, start))


def _answer(to: Proposing, address: str, field: str, span: Span) -> None:
    head, star, last = field.partition("/*/")
    if star:
        to.answer(at.join(to.item(at.join(address, head), span, to.text(span)), last), [span], 0.75)
    else:
        to.answer(at.join(address, field), [span], 0.75)


def _details(to: Proposing, address: str, said: Passage, start: int) -> None:
    """Propose for what stands after the name: a number, a board, a unit, a case number."""
    rest = said.text[start:]
    number = actors.organisation_number(rest)
    if number is not None:
        to.answer(
            at.join(address, "organisation_number"),
            [Span(said.number, start + number[0], start + number[1])],
            0.9,
        )
    case = _CASE.search(rest)
    if case is not None:
        _answer(
            to,
            address,
            "decisions/*/case_number",
            Span(said.number, start + case.start(1), start + case.end(1)),
        )
    through = _THROUGH.search(rest)
    body = _BODY.search(rest) if through is None else None
    if through is not None:
        is_body = _BODY.match(through[0]) is not None
        field = "deciding_bodies/*/name" if is_body else "unit"
        _answer(to, address, field, part(said, start + through.start(1), start + through.end(1)))
    elif body is not None and address.startswith("parties"):
        _answer(to, address, "deciding_bodies/*/name", part(said, start + body.start(1), start + body.end(1)))


def bodies(to: Proposing, address: str, said: Span) -> None:
    """Propose for the bodies that a cell names, each with its basis in brackets: "KS (reglementet), AMN"."""
    one = to.source.by_number[said.passage]
    for found in _WITH_BASIS.finditer(one.text, said.start, said.end):
        span = part(one, *found.span(1))
        item = to.item(at.join(address, "deciding_bodies"), span, to.text(span))
        basis = found[2] is not None and to.lexicon.is_basis(found[2])
        if found[2] is not None and not basis:
            span = part(one, found.start(1), found.end())
        to.answer(at.join(item, "name"), [span], 0.85)
        if basis:
            to.answer(at.join(item, "basis"), [part(one, *found.span(2))], 0.8)


def numbered(to: Proposing, address: str, said: Span, confidence: float) -> bool:
    """Propose the name and the number of an organisation, where *said* is both; return whether it is."""
    if patterns.answer(at.join(address, "organisation_number")) is None:
        return False
    text = to.text(said)
    number = actors.organisation_number(text)
    if number is None:
        return False
    name = Span(said.passage, said.start, said.start + len(text[: number[0]].rstrip(" ,(")))
    place = Span(said.passage, said.start + number[0], said.start + number[1])
    to.answer(at.join(address, "organisation_number"), [place], confidence)
    return to.answer(at.join(address, "name"), [name], confidence)


def more(to: Proposing, address: str, said: Passage) -> None:
    """Propose for a paragraph below the name of a party in the same cell."""
    before = actors.organisation_number(said.text)
    if before is not None or _CASE.search(said.text):
        _details(to, address, said, 0)
    else:
        to.answer(at.join(address, "unit"), [whole(said)], 0.5)


def from_sentences(to: Proposing, root: Node, names: frozenset[str]) -> None:
    """Propose the parties from a sentence or a title that says whom the agreement is between."""
    beginning = list(_beginning(root))
    for place, said in enumerate(beginning):
        if not words.mentions(said.text, to.lexicon.phrases["naming_parties"]):
            continue
        found = actors.found(said.text, names)
        if len(found) > 1:
            for start, end in found:
                one(to, "parties", part(said, start, end), 0.75)
            return
        listed = list(takewhile(lambda each: each.kind == "item", beginning[place + 1 :]))
        if len(listed) > 1 and all(actors.found(each.text, names) for each in listed):
            for each in listed:
                from_passage(to, "parties", each, names)
            return
    for said in beginning:
        text = said.text
        place = max((text.casefold().find(one) for one in to.lexicon.lists["between"]), default=-1)
        agreed = any(one in text.casefold() for one in to.lexicon.lists["agreement"])
        if place < 0 or not agreed:
            continue
        found = [each for each in actors.found(text, names) if each[0] >= place]
        if len(found) > 1:
            for start, end in found:
                one(to, "parties", part(said, start, end), 0.75)
            return


def _beginning(root: Node, most: int = 40) -> Iterator[Passage]:
    """Yield what the document says at its beginning."""
    left = most
    for node in root.nodes():
        for said in ([node.heading] if node.heading else []) + [
            each for each in node.content if isinstance(each, Passage)
        ]:
            if left == 0:
                return
            left -= 1
            yield said


def member(to: Proposing, address: str, span: Span) -> None:
    """Propose for a member of a forum told in a few words: "Växjö kommun, chef (Anna Ek)"."""
    passage = to.source.by_number[span.passage]
    if _of_a_person(to, address, passage, span):
        return
    text = to.text(span)
    label = words.label(text)
    comma = text.find(",")
    end = label[1] if label else comma + 1 if comma > 0 else 0
    name = (label[0] if label else text[:comma] if comma > 0 else text).strip()
    if to.actor(name):
        start = span.start + text.index(name)
        to.answer(at.join(address, "actor"), [Span(span.passage, start, start + len(name))], 0.75)
        if not end:
            return
        to.answer(at.join(address, "role"), [part(passage, span.start + end, span.end)], 0.7)
        return
    bracket = re.search(r"\(([^)]+)\)\s*$", text)
    if bracket and to.actor(bracket[1]):
        to.answer(
            at.join(address, "actor"),
            [Span(span.passage, span.start + bracket.start(1), span.start + bracket.end(1))],
            0.7,
        )
        to.answer(at.join(address, "role"), [part(passage, span.start, span.start + bracket.start())], 0.7)
        return
    to.answer(at.join(address, "role"), [span], 0.7)


def _of_a_person(to: Proposing, address: str, passage: Passage, span: Span) -> bool:
    """Propose for a member told by name: "Anna Ek, chef, Växjö kommun (ersättare: Bo Ek)"; return if so."""
    text = to.text(span)
    deputy = _DEPUTY.search(text)
    told = text[: deputy.start()] if deputy else text
    pieces = [(found.start(), found.end()) for found in re.finditer(r"[^,]+", told)]
    first = told[slice(*pieces[0])].strip() if pieces else ""
    vacant = first.casefold() in to.lexicon.lists["vacant"]
    owners = [one for one in pieces[1:] if to.actor(told[slice(*one)].strip())]
    if not owners or not (vacant or _PERSON.fullmatch(first)):
        return False

    def answer(name: str, start: int, end: int) -> None:
        to.answer(at.join(address, name), [part(passage, span.start + start, span.start + end)], 0.7)

    answer("name", *pieces[0])
    answer("actor", *owners[0])
    roles = [one for one in pieces[1:] if one != owners[0]]
    if roles:
        answer("role", roles[0][0], roles[-1][1])
    if deputy is not None:
        to.heading(
            "organisation/forums/*/members/*/deputy",
            part(passage, span.start + deputy.start(), span.start + deputy.start(1)),
            0.7,
        )
        answer("deputy", *deputy.span(1))
    return True


def every(to: Proposing, text: str) -> list[str]:
    """Return all the municipalities among the parties, where *text* begins by speaking of them all."""
    said = words.stems(text)
    if not any(said[: len(one)] == one for one in to.lexicon.phrases["municipalities"]):
        return []
    return [one for one in to.items("parties") if to.lexicon.kind_of_actor(to.name_of(one)) == "kommun"]


def begins(to: Proposing, text: str) -> bool:
    """Return whether *text* begins with the name of an actor and then goes on."""
    found = re.match(r"([^:,–(]{2,60})\s*[:,–(]", text)
    return bool(to.actor(found[1] if found else text))


def contact(to: Proposing, said: Passage, heading: Passage | None) -> bool:
    """Propose a contact told in one line: "Anna Ek, sektionschef, Arbetsförmedlingen, anna.ek@…"."""
    holder = to.actor(heading.text, "parties") if heading is not None else ""
    return _contact(to, said, whole(said), "", holder, 2)


def contact_of(to: Proposing, owner: str, said: Span) -> bool:
    """Propose a contact of the party *owner*, told in one line: "Anna Ek, sektionschef"."""
    return _contact(to, to.source.by_number[said.passage], said, owner, "", 1)


def _contact(to: Proposing, said: Passage, told: Span, owner: str, otherwise: str, least: int) -> bool:
    """Propose a contact of *owner*, of the party that is named, or *otherwise*, told in *least* pieces.

    What is *told* of *said* is the contact.
    """
    text = said.text[: told.end]
    pieces: list[tuple[int, int]] = []
    place = told.start
    for found in (*_APART.finditer(text, told.start), None):
        end = found.start() if found else len(text)
        if text[place:end].strip():
            pieces.append((place, end))
        place = found.end() if found else len(text)
    left: list[tuple[int, int]] = []
    fields: dict[str, tuple[int, int]] = {}
    for start, end in pieces:
        piece = text[start:end]
        mail, phone = _MAIL.search(piece), _PHONE.search(piece)
        if mail is not None:
            fields.setdefault("email", (start + mail.start(), start + mail.end()))
        elif phone is not None:
            fields.setdefault("phone", (start + phone.start(), start + phone.end()))
        elif not owner and (found_ := to.actor(piece, "parties")):
            owner = found_
        else:
            left.append((start, end))
    owner = owner or otherwise
    if not owner or (not fields and len(left) < least):
        return False
    for start, end in left:
        is_name = _PERSON.fullmatch(text[start:end].strip()) is not None
        fields.setdefault(
            "name" if is_name and "name" not in fields else "role" if "role" not in fields else "unit",
            (start, end),
        )
    address = to.item(at.join(owner, "contacts"), told)
    for name, (start, end) in fields.items():
        to.answer(at.join(address, name), [part(said, start, end)], 0.7)
    return True
