"""A document of somebody else's made into a template: its look and its words kept, and controls put in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lokdesk.agreement import schema
from lokdesk.agreement.schema import SEPARATOR, GroupOf
from lokdesk.recognition import layout, words
from lokdesk.recognition import slots as slots_
from lokdesk.recognition.lexicon import Lexicon
from lokdesk.recognition.passage import Passage, Table
from lokdesk.recognition.slots import Blueprint, Slot
from lokdesk.word import blank, contract, foundation, homes, source
from lokdesk.word.insertion import Insertion
from lokdesk.word.template import BadTemplate, load

_KNOWN = 0.95


@dataclass(frozen=True)
class Adopted:
    """A template made of a document: itself and its manifest, and what has found a place in it.

    *placed* are the slots that are written; *without_place* are the addresses of the answers that it has no
    place for; *without_answer* are its headings that nothing was put below.
    """

    docx: bytes
    manifest: str
    placed: tuple[Slot, ...]
    without_place: tuple[str, ...]
    without_answer: tuple[str, ...]


def raw(docx: bytes) -> bytes:
    """Return *docx* as what a template can be made of, with what it says. Raises source.NotRead."""
    with source.reading():
        return blank.blank(docx)


def blueprint(docx: bytes, lexicon: Lexicon) -> Blueprint:
    """Return what is proposed for the document *docx*. Raises source.NotRead."""
    return slots_.proposed(source.source(docx), lexicon)


def adopted(
    docx: bytes,
    wanted: Blueprint,
    lexicon: Lexicon,
    labels: Mapping[str, str],
    id_: str,
    name: str,
    elsewhere: Collection[str] = (),
    questions: Mapping[str, str] | None = None,
) -> Adopted:
    """Return the template that *docx* becomes with the slots that are *wanted*.

    *labels* are what answers are called by their patterns, *id_* and *name* the template's. *elsewhere* are
    the answers that other documents print, *questions* the template's own ones, by their ids. A slot that
    would break a rule for templates is left out. Raises source.NotRead, and BadTemplate for a document that
    no template can be made of.
    """
    slots, let_go = list(wanted.standing), frozenset[str]()
    while True:
        insertion = Insertion(docx, wanted, lexicon, labels, let_go)
        written, placed = insertion.written(slots)
        left = _left_out(written, elsewhere)
        manifest = foundation.manifest(written, id_, name, left, _asked(questions or {}, placed))
        problems = contract.check(load(written, manifest), elsewhere)
        if not problems:
            rest = _without_answer(wanted, placed, lexicon)
            return Adopted(written, manifest, tuple(placed), left, rest)
        bad = {problem.where for problem in problems}
        going = _to_blame(slots, bad)
        # What is wrong may also be in what stood there before.
        held = insertion.kept
        if not going and (wrong := held & bad or held):
            let_go |= wrong
            continue
        going = going or slots
        if not going:
            raise BadTemplate(problems[0].message)
        slots = [one for one in slots if one not in going]


def _to_blame(slots: Sequence[Slot], bad: Collection[str]) -> list[Slot]:
    """Return those of the *slots* that have put in what is wrong in the places *bad*."""
    found = [one for one in slots if any(_is_of(where, one.address) for where in bad)]
    # What is within the items of a list goes before the list.
    found = [one for one in found if "*" in one.address] or found
    # What is written within the items of a list brings a repeat of that list with it.
    return found or [one for one in slots if any(one.address.startswith(f"{where}/*/") for where in bad)]


def _asked(questions: Mapping[str, str], placed: Sequence[Slot]) -> dict[str, str]:
    """Return those of the *questions* that are *placed*."""
    there = {one.address for one in placed}
    return {id_: asked for id_, asked in questions.items() if f"additional_answers/{id_}/answer" in there}


def _without_answer(wanted: Blueprint, placed: Sequence[Slot], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the headings in the document that nothing was put below, but for those that are known."""
    taken, going = {one.passage for one in placed}, wanted.going
    found: list[str] = []
    last, filled = "", True
    for one in layout.parts(wanted.source, lexicon):
        passages = one.passages if isinstance(one, Table) else (one,)
        if isinstance(one, Passage) and one.kind == "heading" and one.number not in going:
            if not filled:
                found.append(last)
            last, filled = (
                one.text,
                any(
                    words.best(one.text, known.phrases) >= _KNOWN
                    for known in lexicon.headings
                    if known.means in ("purpose", "contents")
                ),
            )
        filled = filled or any(each.number in taken for each in passages)
    return (*found, *([last] if not filled else ()))


def _is_of(where: str, address: str) -> bool:
    return where == address or where.startswith((f"{address}/", address))


def _left_out(written: bytes, elsewhere: Collection[str]) -> tuple[str, ...]:
    """Return the addresses of what has no place in the template, a whole list by its own."""
    root = source.taken(written).root
    # A question of the template's own is no place for those of others.
    home = {one for one in homes.survey(root).addresses if _is_pattern(one)}
    found: list[str] = []
    for pattern, what in schema.patterns().items():
        within = any(pattern.startswith(one + SEPARATOR) for one in found)
        held = pattern in home or any(one.startswith(pattern + SEPARATOR) for one in home)
        if within or held or isinstance(what, GroupOf):
            continue
        if not any(pattern == one or pattern.startswith(one + SEPARATOR) for one in elsewhere):
            found.append(pattern)
    return tuple(found)


def _is_pattern(address: str) -> bool:
    return address in schema.patterns()
