"""The places in a document that is to become a template, in words: what they are for, and what has none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.phrase import capital, joined
from lokdesk.agreement.schema import SEPARATOR, GroupOf, ListOf
from lokdesk.handbook.book import AGREEMENT, Handbook
from lokdesk.recognition.passage import Passage
from lokdesk.recognition.slots import Below, Blueprint, Slot
from lokdesk.session import match
from lokdesk.session.adopting import OWN

if TYPE_CHECKING:
    from lokdesk.word.plan import Mark

_SURE, _LIKELY = 0.9, 0.7
_NAMED = "Namn"
CONFIRMED = "bekräftad"
GONE = "Tas bort, med texten under"
REPEATED = "upprepning"
BELOW: dict[Below, str] = {
    "keep": "står kvar som fast text",
    "prompt": "blir anvisning i fältet",
    "gone": "tas bort",
}
"""What becomes of the text that stands in a place."""
_KINDS = {"heading": "Rubrik", "cell": "Tabell", "item": "Punkt", "header": "Sidhuvud", "footer": "Sidfot"}
_WITHIN = ("parties/*/signatories", "parties/*/contacts", "parties/*/decisions", "goals/*/indicators")
"""Lists within items that have places of their own in many documents."""
_PARENT = "@"


@dataclass(frozen=True)
class Choice:
    """An answer, or a list, that can be given a place: what it is called, and where it is asked for."""

    address: str
    label: str
    where: str
    asked: str = ""
    """The question."""


@dataclass(frozen=True)
class Spot:
    """Something in the document that can be a place: its words, what it is, and what it is a place for."""

    passage: int
    text: str
    kind: str
    slots: tuple[Slot, ...]
    gone: bool = False
    """Whether it is not to be in the template."""


def choices(handbook: Handbook) -> tuple[Choice, ...]:
    """Return all that can be given a place, in the order of the handbook."""
    found: list[Choice] = []
    for step in handbook.steps:
        for section in step.sections:
            for one in section.questions:
                if one.document == AGREEMENT and _has_place(one.address):
                    where = step.title if section.title == step.title else f"{step.title}: {section.title}"
                    found.append(Choice(one.address, label(handbook, one.address), where, one.prompt))
    return tuple(found)


def _has_place(address: str) -> bool:
    what = schema.patterns()[address]
    return address in _WITHIN or ("*" not in address and isinstance(what, Answer | ListOf))


def matching(handbook: Handbook, asked: str) -> tuple[Choice, ...]:
    """Return the choices that have all the words *asked*: those that are called so first."""
    wanted = match.words(asked)
    every = choices(handbook)
    named = [one for one in every if _holds(one.label, wanted)]
    others = [one for one in every if one not in named]
    return (*named, *(one for one in others if _holds(f"{one.label} {one.asked} {one.where}", wanted)))


def _holds(text: str, wanted: Sequence[str]) -> bool:
    folded = match.fold(text)
    return all(word in folded for word in wanted)


def label(handbook: Handbook, address: str) -> str:
    """Return what the answer, or the list, at *address* is called where places are listed."""
    if address.startswith(f"{OWN}{SEPARATOR}"):
        return "En egen fråga i mallen"
    question = handbook.question(address)
    *around, _ = address.split(f"{SEPARATOR}*{SEPARATOR}")
    group = address.split(SEPARATOR)[0]
    if around:
        return f"{handbook.question(around[0]).label}: {_lowered(question.label)}"
    if isinstance(schema.patterns().get(group), GroupOf):
        section = handbook.place(address).section.title
        return (
            question.label
            if section.casefold() == question.label.casefold()
            else f"{question.label} ({section})"
        )
    return question.label


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def called(handbook: Handbook, slot: Slot) -> str:
    """Return what *slot* is a place for."""
    name = label(handbook, slot.address)
    if slot.kind == "table" and slot.columns:
        fields = [_field(handbook, slot.address, one) for _, one in slot.columns if one != _PARENT]
        return f"{name}, en rad för varje: {joined([_lowered(one) for one in fields])}"
    if slot.fields and slot.kind == "list":
        return f"{name}: {joined([_lowered(_field(handbook, slot.address, one)) for one in slot.fields])}"
    return name


def _field(handbook: Handbook, list_: str, name: str) -> str:
    try:
        return handbook.question(f"{list_}/*/{name}").label
    except KeyError:
        return capital(name)


def sureness(blueprint: Blueprint, slot: Slot) -> str:
    """Return in a word how sure it is what *slot* is a place for, or that it repeats an answer."""
    if slot in blueprint.copies:
        return REPEATED
    if slot.state == "confirmed":
        return CONFIRMED
    return "säker" if slot.confidence >= _SURE else "trolig" if slot.confidence >= _LIKELY else "osäker"


def spots(blueprint: Blueprint) -> tuple[Spot, ...]:
    """Return what can be a place, in reading order, with what stands as its places."""
    by_passage: dict[int, list[Slot]] = {}
    for one in (*blueprint.standing, *blueprint.copies):
        by_passage.setdefault(one.passage, []).append(one)
    going = blueprint.going
    return tuple(_spot(going, blueprint, one, by_passage.get(one.number, ())) for one in blueprint.spots)


def spot(blueprint: Blueprint, passage: int) -> Spot:
    """Return what the passage with that number is, whether it is among those or not. Raises KeyError."""
    own = [one for one in (*blueprint.standing, *blueprint.copies) if one.passage == passage]
    return _spot(blueprint.going, blueprint, blueprint.source.by_number[passage], own)


def _spot(going: frozenset[int], blueprint: Blueprint, one: Passage, own: Iterable[Slot]) -> Spot:
    return Spot(one.number, one.text, _kind(blueprint, one), tuple(own), one.number in going)


def _kind(blueprint: Blueprint, one: Passage) -> str:
    if one.number in blueprint.levels:
        return "Rubrik"
    if one.control:
        return "Fält"
    return _KINDS.get(one.kind, "Ledtext" if ":" in one.text or "\t" in one.text else "Stycke")


def marks(handbook: Handbook, blueprint: Blueprint) -> "tuple[Mark, ...]":
    """Return what is written at the places in the document as it is shown."""
    return tuple(_marks(handbook, blueprint))


def _marks(handbook: Handbook, blueprint: Blueprint) -> "Iterator[Mark]":
    from lokdesk.word.plan import Mark

    for number in blueprint.gone:
        yield Mark(number, GONE)
    for one in (*blueprint.standing, *blueprint.copies):
        sure = sureness(blueprint, one)
        if one.kind == "table" and one.columns:
            for number, (column, name) in enumerate(one.columns):
                field = _NAMED if name == _PARENT else _field(handbook, one.address, name)
                told = field if number else f"{label(handbook, one.address)}: {_lowered(field)} – {sure}"
                yield Mark(one.passage, told, column=column)
        else:
            yield Mark(one.passage, f"{called(handbook, one)} – {sure}", beside=one.beside)


def without_place(handbook: Handbook, blueprint: Blueprint) -> tuple[Choice, ...]:
    """Return the answers and lists that have no place in the document, in the order of the handbook."""
    there = {one.address for one in blueprint.standing}
    held = {one.partition(f"{SEPARATOR}*")[0] for one in there}
    return tuple(
        one
        for one in choices(handbook)
        if one.address not in there
        and one.address not in held
        and one.address != OWN
        and not ("*" in one.address and _is_within(one.address, blueprint))
    )


def _is_within(address: str, blueprint: Blueprint) -> bool:
    """Return whether what stands at *address* is written with the items around it."""
    list_, _, name = address.partition(f"{SEPARATOR}*{SEPARATOR}")
    for one in blueprint.standing:
        if one.address == list_:
            if one.kind == "list" and not one.fields:
                return True
            if any(field.startswith(name) for _, field in one.columns):
                return True
    return False
