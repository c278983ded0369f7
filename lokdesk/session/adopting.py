"""A Word file that becomes a template: what its headings and tables are proposed for, corrected, and made.

All of it is values: the window shows each slot beside the document, and asks for another value.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lokdesk.agreement import schema
from lokdesk.handbook.book import AGREEMENT
from lokdesk.project import project
from lokdesk.project.problem import Problem
from lokdesk.recognition import slots
from lokdesk.recognition.slots import Below, Blueprint
from lokdesk.recognition.words import without_number
from lokdesk.session.library import Library

if TYPE_CHECKING:
    from lokdesk.word.adoption import Adopted

OWN = "additional_answers"
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_PLAIN = str.maketrans("åäöé", "aaoe")


@dataclass(frozen=True)
class Adoption:
    """A Word file, and the slots that are proposed in it."""

    name: str
    docx: bytes = field(repr=False)
    blueprint: Blueprint


def taken_in(docx: bytes, name: str, library: Library) -> Adoption:
    """Return the Word document *docx*, a file called *name*, with what is proposed. Raises Problem."""
    from lokdesk.word import adoption, source

    try:
        raw = adoption.raw(docx)
        return Adoption(name, raw, adoption.blueprint(raw, library.lexicon))
    except source.NotRead as error:
        raise Problem(f"”{name}” kan inte läsas. {error}") from error


def confirm(adoption: Adoption, id_: str) -> Adoption:
    """Return *adoption* with the slot of that id confirmed. Raises KeyError."""
    return replace(adoption, blueprint=slots.confirm(adoption.blueprint, id_))


def reject(adoption: Adoption, id_: str) -> Adoption:
    """Return *adoption* with nothing put in the slot of that id. Raises KeyError."""
    return replace(adoption, blueprint=slots.reject(adoption.blueprint, id_))


def move(adoption: Adoption, id_: str, address: str) -> Adoption:
    """Return *adoption* with the slot of that id for what has the pattern *address*.

    Raises KeyError, and Problem for what is no answer and no list.
    """
    return _known(adoption, address, lambda blueprint: slots.move(blueprint, id_, address))


def place(adoption: Adoption, passage: int, address: str) -> Adoption:
    """Return *adoption* with a slot for what has the pattern *address* by the passage with that number.

    Raises KeyError, and Problem for what is no answer and no list.
    """
    return _known(adoption, address, lambda blueprint: slots.placed(blueprint, passage, address))


def own_question(adoption: Adoption, passage: int) -> str:
    """Return the address of a question of the template's own that the passage with that number asks."""
    source = adoption.blueprint.source
    said = source.by_number[passage].text
    # What is asked in several places in the same words is a question each time.
    before = sum(one.text == said for one in source.passages if one.number < passage)
    asked = f"{said} {before}" if before else said
    return f"{OWN}/{sha256(asked.encode()).hexdigest()[:8]}/answer"


def keep(adoption: Adoption, id_: str, below: Below) -> Adoption:
    """Return *adoption* with what becomes of the text in the slot of that id. Raises KeyError."""
    return replace(adoption, blueprint=slots.keep(adoption.blueprint, id_, below))


def keep_all(adoption: Adoption, below: Below) -> Adoption:
    """Return *adoption* with what becomes of the text wherever there is some in a slot."""
    return replace(adoption, blueprint=slots.keep_all(adoption.blueprint, below))


def take_out(adoption: Adoption, passage: int, *, gone: bool) -> Adoption:
    """Return *adoption* with, or without, what stands at that passage and below it, as it is to be *gone*."""
    return replace(adoption, blueprint=slots.take_out(adoption.blueprint, passage, gone=gone))


def _known(adoption: Adoption, address: str, change: Callable[[Blueprint], Blueprint]) -> Adoption:
    if not _can_be_placed(address):
        raise Problem(f"”{address}” är varken ett svar eller en lista.")
    return replace(adoption, blueprint=change(adoption.blueprint))


def _can_be_placed(address: str) -> bool:
    try:
        found = schema.patterns()[schema.pattern(address)]
    except KeyError:
        return False
    return not isinstance(found, schema.GroupOf)


def adopted(adoption: Adoption, name: str, library: Library) -> "Adopted":
    """Return the template that is made, called *name*. Raises Problem when there can be none."""
    from lokdesk.word import adoption as making
    from lokdesk.word.source import NotRead
    from lokdesk.word.template import BadTemplate

    questions = library.handbook.questions
    labels = {one.address: one.label for one in questions}
    own = _own_questions(adoption)
    labels |= {f"{OWN}/{id_}/answer": asked for id_, asked in own.items()}
    elsewhere = [one.address for one in questions if one.document != AGREEMENT]
    id_ = _NOT_IN_IDS.sub("-", name.casefold().translate(_PLAIN)).strip("-") or "mall"
    try:
        return making.adopted(
            adoption.docx, adoption.blueprint, library.lexicon, labels, id_, name, elsewhere, own
        )
    except (NotRead, BadTemplate) as error:
        raise Problem(f"”{adoption.name}” kan inte bli en mall. {error}") from error


def _own_questions(adoption: Adoption) -> dict[str, str]:
    """Return the questions of the template's own, by their ids: the headings that ask them."""
    return {
        one.address.split("/")[1]: without_number(one.text).strip(" :")
        for one in adoption.blueprint.standing
        if one.address.startswith(f"{OWN}/")
    }


def write(made: "Adopted", path: Path) -> None:
    """Write the template to *path*, and its manifest beside it. Raises Problem."""
    project.write_other(path, made.docx)
    project.write_other(manifest_of(path), made.manifest.encode())


def manifest_of(path: Path) -> Path:
    """Return where the manifest of the template at *path* is."""
    return path.with_suffix(".toml")


def told(made: "Adopted") -> dict[str, Any]:
    """Return what a program is told of the template that was *made*."""
    return {
        "placed": [
            {"text": one.text, "address": one.address, "kind": one.kind, "confidence": one.confidence}
            for one in made.placed
        ],
        "without_answer": list(made.without_answer),
        "without_place": list(made.without_place),
    }
