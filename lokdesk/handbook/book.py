"""The handbook as data: steps, sections and questions, read from text files.

Every field of an agreement that can be answered has exactly one question, found by the pattern of its
address. What a question asks for, and in which words, stands in the files and nowhere else.

Several versions lie side by side, each in a folder of its own. A later one says which it is based on, and
holds only what is another there. A version may leave fields out; what they are called then stands in another.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self, cast

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from lokdesk.agreement import address as at
from lokdesk.agreement import piece, schema
from lokdesk.agreement.answer import Answer, AnswerKind, RefersTo
from lokdesk.agreement.schema import ListOf
from lokdesk.agreement.value import Value

CONTENTS = "handbook.toml"
MOVES = "moves.toml"
AGREEMENT = "agreement"

COLUMN_KINDS: frozenset[AnswerKind] = frozenset({"line", "choice", "date", "reference"})
"""Kinds of answer that are short enough for a column of a table."""
MOST_COLUMNS = 5
"""How many columns there is room for."""

QuestionKind = AnswerKind | Literal["list"]
Requirement = Literal["required", "recommended", "optional"]


class HandbookError(Exception):
    """A mistake in one of the handbook's files.

    *file* is the file, *place* the address of the question or the slug of the section where the mistake is,
    or an empty string where it concerns the file as a whole.
    """

    def __init__(self, file: Path, place: str, problem: str) -> None:
        """Remember where the mistake is and put it into one Swedish sentence."""
        super().__init__(f"{file.name}{f', {place}' if place else ''}: {problem}")
        self.file = file
        self.place = place


def _words(text: str) -> str:
    text = text.strip()
    if not text:
        raise PydanticCustomError("empty", "Texten är tom.")
    return text


Words = Annotated[str, AfterValidator(_words)]


class When(Value):
    """A condition on another answer: that it is one of some words, or none of them.

    A ``*`` in the address stands for the same item as in the address of the question that has the condition.
    An answer that has not been given is none of the words.
    """

    address: str
    any_of: Annotated[tuple[str, ...], Field(alias="is")] = ()
    none_of: Annotated[tuple[str, ...], Field(alias="is_not")] = ()

    @model_validator(mode="after")
    def _of_an_answer(self) -> Self:
        if not isinstance(schema.patterns().get(self.address), Answer):
            raise PydanticCustomError("when", "Villkoret ”when” gäller inte något svar i modellen.")
        if bool(self.any_of) == bool(self.none_of):
            raise PydanticCustomError("when", "Villkoret ”when” ska ha antingen ”is” eller ”is_not”.")
        return self


class Question(Value):
    """One question of the handbook, with all that helps the parties to answer it.

    *address* is a pattern (:func:`schema.patterns`). *item*, *add*, *named_by* and *columns* belong to lists:
    what one of them is called, what the button that adds one says, the field that names it (``None``: its
    number does), and the fields that stand in the columns of a table, for a list that is shown as one.
    *document* says which document the answer is printed in.
    """

    address: str
    kind: QuestionKind
    prompt: Words
    label: Words
    why: Words
    how: Words
    example: Words
    requirement: Requirement
    becomes: Words
    document: Words = AGREEMENT
    item: Words | None = None
    add: Words | None = None
    named_by: str | None = None
    columns: tuple[str, ...] = ()
    when: When | None = None

    @model_validator(mode="after")
    def _fits_the_model(self) -> Self:
        field = schema.patterns().get(self.address)
        if not isinstance(field, Answer | ListOf):
            raise PydanticCustomError("address", "Det finns inget fält med den adressen.")
        kind = field.kind if isinstance(field, Answer) else "list"
        if kind != self.kind:
            raise PydanticCustomError(
                "kind",
                "Frågan är av slaget ”{asked}” men fältet av slaget ”{kind}”.",
                {"asked": self.kind, "kind": kind},
            )
        if isinstance(field, Answer):
            if not (self.item is self.add is self.named_by is None) or self.columns:
                raise PydanticCustomError(
                    "list", "Nycklarna item, add, named_by och columns hör bara till listor."
                )
        else:
            if self.item is None or self.add is None:
                raise PydanticCustomError("list", "En lista behöver både item och add.")
            named_by = self.named_by or None
            if named_by and not isinstance(schema.fields(field.item).get(named_by), Answer):
                raise PydanticCustomError(
                    "named_by",
                    "Fältet ”{field}” i named_by finns inte i listans poster.",
                    {"field": named_by},
                )
            object.__setattr__(self, "named_by", named_by)
            for name in self.columns:
                column = schema.fields(field.item).get(name)
                if not isinstance(column, Answer) or column.kind not in COLUMN_KINDS:
                    raise PydanticCustomError(
                        "columns",
                        "Fältet ”{field}” i columns är inget kort svar i listans poster.",
                        {"field": name},
                    )
            if len(self.columns) > MOST_COLUMNS:
                raise PydanticCustomError(
                    "columns", "En tabell får ha högst {most} kolumner.", {"most": MOST_COLUMNS}
                )
        if self.when is not None and not self._same_items(self.when.address):
            raise PydanticCustomError("when", "Villkoret ”when” pekar in i en annan lista än frågans egen.")
        return self

    def _same_items(self, other: str) -> bool:
        """Whether every ``*`` of *other* stands for an item that the question's own address names."""
        lists = other.split(f"{schema.SEPARATOR}{schema.ANY}{schema.SEPARATOR}")[:-1]
        prefix = f"{schema.SEPARATOR}{schema.ANY}{schema.SEPARATOR}".join([*lists, ""])
        return self.address.startswith(prefix)

    @property
    def field(self) -> Answer | ListOf:
        """What the model says about the field that is asked for."""
        return cast("Answer | ListOf", schema.patterns()[self.address])


class Section(Value):
    """A part of a step: questions that belong together, in the order they are asked."""

    slug: str
    title: Words
    lead: Words
    questions: tuple[Question, ...] = ()


class Step(Value):
    """One of the main steps from the first question to the finished document."""

    slug: str
    title: Words
    lead: Words
    sections: tuple[Section, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of all sections, in the order they are asked."""
        return tuple(question for section in self.sections for question in section.questions)


@dataclass(frozen=True)
class Place:
    """Where in the handbook a question is asked."""

    step: Step
    section: Section
    question: Question


class Move(Value):
    """That what was answered at one address is answered at another from a version of the handbook on.

    Both are patterns. Every ``*`` of *to* stands for the same item as in *from_*. The kinds may differ.
    """

    from_: Annotated[str, Field(alias="from")]
    to: str
    why: Words

    @model_validator(mode="after")
    def _of_answers(self) -> Self:
        for address in (self.from_, self.to):
            if not isinstance(schema.patterns().get(address), Answer):
                raise PydanticCustomError(
                    "move", "Flytten gäller ”{address}”, som inte är något svar.", {"address": address}
                )
        if _lists(self.from_)[: len(_lists(self.to))] != _lists(self.to):
            raise PydanticCustomError("move", "Flytten går till en post som svaret inte hör till.")
        return self


def _lists(pattern: str) -> list[str]:
    """Return the patterns of the lists that *pattern* lies in, the outermost first."""
    beginnings = pattern.split(f"{schema.SEPARATOR}{schema.ANY}{schema.SEPARATOR}")[:-1]
    between = f"{schema.SEPARATOR}{schema.ANY}{schema.SEPARATOR}"
    return [between.join(beginnings[: number + 1]) for number in range(len(beginnings))]


@dataclass(frozen=True)
class Handbook:
    """The whole handbook of one version.

    *proposed_title* is what a new agreement may be called, with ``{parties}`` for who they are, or empty.
    *based_on* is the version that this one came after, if any, *moves* what is answered in other places than
    in that one, and *news* what else there is to say of it. *leaves_out* are the patterns of the answers,
    lists and groups that this version does not ask for, and *elsewhere* where other versions do.
    """

    version: str
    title: str
    steps: tuple[Step, ...]
    proposed_title: str = ""
    based_on: str = ""
    news: str = ""
    leaves_out: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    elsewhere: Mapping[str, Place] = field(default_factory=dict[str, Place], repr=False)

    def asks(self, address: str) -> bool:
        """Return whether this version asks for *address*, or for the field with that pattern."""
        return address in self.places or schema.pattern(address) in self.places

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every question with its step and section, by address pattern, in the order they are asked."""
        return {place.question.address: place for place in _places(self.steps)}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The number of every question in the order they are asked, by address pattern."""
        return {pattern: number for number, pattern in enumerate(self.places)}

    @cached_property
    def places_by_piece(self) -> Mapping[str, tuple[Place, ...]]:
        """The places by the pattern of the pieces of an agreement that are asked about there."""
        found: dict[str, list[Place]] = {}
        for pattern, place in self.places.items():
            found.setdefault(piece.owner(pattern), []).append(place)
        return {pattern: tuple(places) for pattern, places in found.items()}

    @cached_property
    def conditions(self) -> Mapping[str, frozenset[str]]:
        """The answers outside a piece that decide what is asked about it, by the pattern of such pieces."""
        return {
            pattern: frozenset(
                place.question.when.address
                for place in places
                if place.question.when is not None and piece.owner(place.question.when.address) != pattern
            )
            for pattern, places in self.places_by_piece.items()
        }

    @cached_property
    def named_after(self) -> Mapping[str, frozenset[RefersTo]]:
        """What items within a piece are called by the name of, by the pattern of such pieces."""
        found: dict[str, set[RefersTo]] = {}
        for question in self.questions:
            if isinstance(question.field, ListOf) and question.named_by is not None:
                by = schema.fields(question.field.item)[question.named_by]
                if isinstance(by, Answer) and by.refers_to is not None:
                    item = at.join(question.address, schema.ANY)
                    found.setdefault(piece.owner(item), set()).add(by.refers_to)
        return {pattern: frozenset(kinds) for pattern, kinds in found.items()}

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order they are asked."""
        return tuple(place.question for place in self.places.values())

    def place(self, address: str) -> Place:
        """Return where *address*, or the field with that pattern, is asked for.

        What this version leaves out, but an agreement may hold all the same, is asked for in another one.
        Raises KeyError when no question asks for it.
        """
        if address in self.places:
            return self.places[address]
        pattern = schema.pattern(address)
        return self.places[pattern] if pattern in self.places else self.elsewhere[pattern]

    def question(self, address: str) -> Question:
        """Return the question that asks for *address*, which may be a pattern.

        Raises KeyError when no question asks for it.
        """
        return self.place(address).question

    def step(self, slug: str) -> Step:
        """Return the step named *slug*. Raises KeyError when there is none."""
        return self.steps[self._number(slug)]

    def after(self, slug: str) -> Step | None:
        """Return the step after the one named *slug*, if any. Raises KeyError for an unknown slug."""
        number = self._number(slug) + 1
        return self.steps[number] if number < len(self.steps) else None

    def before(self, slug: str) -> Step | None:
        """Return the step before the one named *slug*, if any. Raises KeyError for an unknown slug."""
        number = self._number(slug)
        return self.steps[number - 1] if number else None

    def _number(self, slug: str) -> int:
        for number, step in enumerate(self.steps):
            if step.slug == slug:
                return number
        raise KeyError(slug)


def _places(steps: tuple[Step, ...]) -> Iterator[Place]:
    for step in steps:
        for section in step.sections:
            for question in section.questions:
                yield Place(step, section, question)


class _Contents(Value):
    version: Words
    title: Words
    steps: tuple[str, ...]
    proposed_title: str = ""
    based_on: str = ""
    news: str = ""
    leaves_out: tuple[str, ...] = ()


class _Moves(Value):
    moves: tuple[Move, ...] = ()


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            return tomllib.load(opened)
    except OSError as error:
        raise HandbookError(file, "", "Filen går inte att läsa.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise HandbookError(file, "", f"Filen är inte giltig TOML ({error}).") from error


_PROBLEMS = {
    "missing": "Nyckeln ”{key}” saknas.",
    "extra_forbidden": "Nyckeln ”{key}” är okänd.",
    "literal_error": "”{key}” har inte något av de värden som går: {expected}.",
    "string_type": "”{key}” ska vara text.",
    "tuple_type": "”{key}” ska vara en lista.",
    "empty": "”{key}” är tom.",
}


def _problem(file: Path, raw: dict[str, Any], error: ValidationError) -> HandbookError:
    """Return the first of pydantic's complaints as an error that names what it is about."""
    first = error.errors(include_url=False)[0]
    place, key = "", ""
    holder: object = raw
    for part in first["loc"]:
        key = str(part)
        holder = _inside(holder, part)
        if isinstance(part, int):
            place = str(_inside(holder, "address") or _inside(holder, "slug") or place)
    problem = _PROBLEMS.get(first["type"], first["msg"])
    return HandbookError(
        file, place, problem.format(key=key, **first.get("ctx", {})).replace(" or ", " eller ")
    )


def _inside(holder: object, key: str | int) -> object:
    if isinstance(holder, dict):
        return cast("dict[str | int, object]", holder).get(key)
    if isinstance(holder, list) and isinstance(key, int):
        return cast("list[object]", holder)[key]
    return None


def _step(file: Path, slug: str, base: Handbook | None) -> Step:
    raw = _read(file)
    if base is not None:
        raw = raw | {"sections": [_kept(file, one, base) for one in raw.get("sections", ())]}
    try:
        step = Step.model_validate(raw)
    except ValidationError as error:
        raise _problem(file, raw, error) from error
    if step.slug != slug:
        raise HandbookError(file, "", f"Steget heter ”{step.slug}” men filen ”{slug}”.")
    return step


def _kept(file: Path, section: Any, base: Handbook) -> Any:
    """Return *section*, or the one of that slug in *base* where it says that it is kept as it was."""
    if not isinstance(section, dict):
        return section
    raw = cast("dict[str, Any]", section)
    if not raw.get("kept"):
        return raw
    slug = raw.get("slug", "")
    for step in base.steps:
        for one in step.sections:
            if one.slug == slug:
                return one
    raise HandbookError(file, str(slug), f"Avsnittet finns inte i version {base.version}.")


def load(folder: Path) -> Handbook:
    """Read the version of the handbook in *folder*: its table of contents and a file for each step.

    Steps without a file there, and sections that are said to be kept, are those of the version that it is
    based on, in the folder beside. Returns it with every question checked against the model. Raises
    HandbookError, which names the file and the address, at the first mistake.
    """
    return _load(folder, {})


def _load(folder: Path, known: dict[Path, Handbook]) -> Handbook:
    """Return the version in *folder*, which is put into what is *known*."""
    if folder in known:
        return known[folder]
    contents_file = folder / CONTENTS
    raw = _read(contents_file)
    try:
        contents = _Contents.model_validate(raw)
    except ValidationError as error:
        raise _problem(contents_file, raw, error) from error
    base = _load(folder.parent / contents.based_on, known) if contents.based_on else None
    steps = tuple(
        base.step(slug)
        if base is not None and not (folder / f"{slug}.toml").is_file()
        else _step(folder / f"{slug}.toml", slug, base)
        for slug in contents.steps
    )
    _no_name_twice(folder, steps)
    for pattern in contents.leaves_out:
        if pattern not in schema.patterns():
            raise HandbookError(contents_file, pattern, "Det som utelämnas finns inte i modellen.")
    known[folder] = loaded = Handbook(
        contents.version,
        contents.title,
        steps,
        contents.proposed_title,
        contents.based_on,
        contents.news.strip(),
        contents.leaves_out,
        _moves(folder / MOVES),
    )
    return loaded


def _moves(file: Path) -> tuple[Move, ...]:
    if not file.is_file():
        return ()
    raw = _read(file)
    try:
        return _Moves.model_validate(raw).moves
    except ValidationError as error:
        raise _problem(file, raw, error) from error


def load_all(folder: Path) -> Mapping[str, Handbook]:
    """Read all versions of the handbook, each in a folder of its own in *folder*, the newest last.

    Returns them by version. Raises HandbookError.
    """
    folders = [file.parent for file in folder.glob(f"*/{CONTENTS}")]
    if not folders:
        raise HandbookError(folder / CONTENTS, "", "Filen går inte att läsa.")
    known: dict[Path, Handbook] = {}
    loaded = sorted((_load(one, known) for one in folders), key=lambda one: _numbers(one.version))
    return {
        one.version: replace(
            one,
            elsewhere={
                pattern: place
                for other in loaded
                for pattern, place in other.places.items()
                if pattern not in one.places
            },
        )
        for one in loaded
    }


def _numbers(version: str) -> tuple[int, ...]:
    """Return what versions are put in order by: "2026.10" comes after "2026.9"."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def _no_name_twice(folder: Path, steps: tuple[Step, ...]) -> None:
    slugs: set[str] = set()
    addresses: set[str] = set()
    for step in steps:
        file = folder / f"{step.slug}.toml"
        for section in step.sections:
            if section.slug in slugs:
                raise HandbookError(file, section.slug, "Ett annat avsnitt har samma slug.")
            slugs.add(section.slug)
            for question in section.questions:
                if question.address in addresses:
                    raise HandbookError(file, question.address, "En annan fråga har samma adress.")
                addresses.add(question.address)
