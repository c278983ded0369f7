"""What was proposed for the passages of a Word file, in words: by the steps of the handbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.intake import Intake, IntakePassage, IntakeProposal, IntakeRemark
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.schema import ANY, SEPARATOR, GroupOf, ListOf
from lokdesk.agreement.value import Item, new_id
from lokdesk.agreement.wording import Wording
from lokdesk.handbook import naming
from lokdesk.handbook.book import AGREEMENT, Handbook, Question
from lokdesk.recognition import taking
from lokdesk.session import place
from lokdesk.session.intake import recognition

STATES = {"proposed": "att ta ställning till", "confirmed": "bekräftat", "rejected": "avvisat"}
"""What has been done with a proposal, in words."""
_REMARKS = {
    "added": "Spårad ändring, tillagt",
    "removed": "Spårad ändring, borttaget",
    "comment": "Kommentar",
}
_ANSWER = "Svar"
"""What an answer is called that the handbook does not ask for."""
_NOT_ASKED = "Utanför handboken", "Frågas inte efter i handboken"
"""Where such an answer stands: below what, and under which title."""
_ELLIPSIS = " … "
_CELLS = "mapping/statistics/*/rows/*/cells/*"


@dataclass(frozen=True)
class Line:
    """A proposed answer: which *question* it answers and what it *says*, and the words it was read from.

    *source* are those words, and *where* they stand.
    """

    proposal: IntakeProposal
    question: str
    says: str
    source: str
    where: str

    @property
    def spoken(self) -> str:
        """The line as it is read aloud."""
        state = STATES[self.proposal.state]
        return f"{self.question}: {self.says}. {capital(state)}. Ur {self.where}: {self.source}"


@dataclass(frozen=True)
class Group:
    """The proposals for one item, or those of a section that are for none; then *title* is empty."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """The proposals for the questions of a section of the handbook."""

    slug: str
    step: str
    title: str
    groups: tuple[Group, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of its proposals."""
        return tuple(line for group in self.groups for line in group.lines)


@dataclass(frozen=True)
class Target:
    """A question that words of the file can answer: its *pattern* and *label*, and where it is asked."""

    pattern: str
    label: str
    where: str
    prompt: str

    @cached_property
    def searched(self) -> str:
        """The words it is found by."""
        return f"{self.label} {self.where} {self.prompt}".casefold()


@dataclass(frozen=True)
class Level:
    """A list that a question lies within: its address, its items by id, and what adds another."""

    address: str
    items: Mapping[str, str]
    add: str


# -- what was proposed


def sections(
    intake: Intake, agreement: Agreement, handbook: Handbook, wording: Wording
) -> tuple[Section, ...]:
    """Return the proposals that make answers, by the sections of the handbook.

    *wording* is that of *agreement*.
    """
    by_number = {one.number: one for one in intake.passages}
    # What says again what another one says is no answer of its own.
    answering = {one.id for one in taking.answering(recognition(intake))}
    places = [
        (section.slug, step.title, section.title) for step in handbook.steps for section in step.sections
    ]
    known = {slug for slug, _, _ in places}
    found: dict[str, dict[str, list[Line]]] = {}
    for one in intake.proposals:
        if one.id not in answering:
            continue
        asked = place.in_handbook(handbook, one.address)
        slug, item, question = "", "", _ANSWER
        if asked is not None:
            slug, (item, question) = asked.section.slug, _names(handbook, agreement, one.address, wording)
        made = Line(one, question, _says(one, wording), *_source(one, by_number))
        # A section that an earlier handbook had is none of this one's.
        found.setdefault(slug if slug in known else "", {}).setdefault(item, []).append(made)
    return tuple(
        Section(
            slug,
            step,
            title,
            tuple(
                Group(_title(handbook, agreement, item, wording), tuple(lines))
                for item, lines in groups.items()
            ),
        )
        for slug, step, title in (*places, ("", *_NOT_ASKED))
        if (groups := found.get(slug))
    )


def _names(handbook: Handbook, agreement: Agreement, address: str, wording: Wording) -> tuple[str, str]:
    """Return the address of the item that an answer is in, if any, and what its question is called there."""
    label = handbook.question(address).label
    segments = address.split(SEPARATOR)
    pattern = schema.pattern(address).split(SEPARATOR)
    if ANY not in pattern:
        return "", label
    item = SEPARATOR.join(segments[: pattern.index(ANY) + 1])
    holder = SEPARATOR.join(segments[: len(pattern) - pattern[::-1].index(ANY)])
    if holder == item or not place.exists(agreement, holder):
        return item, label
    inner = naming.named(handbook, agreement, holder, wording)[1:]
    return item, " – ".join((label, ", ".join(map(str, inner))))


def _title(handbook: Handbook, agreement: Agreement, item: str, wording: Wording) -> str:
    if not item:
        return ""
    if not place.exists(agreement, item):
        return capital(place.words(handbook, agreement, item))
    return capital(str(naming.named(handbook, agreement, item, wording)[-1]))


def _says(one: IntakeProposal, wording: Wording) -> str:
    model, name = schema.holder(schema.pattern(one.address))
    answer = schema.fields(model)[name]
    assert isinstance(answer, Answer), "what is proposed is an answer"
    return wording.plain(answer, schema.adapter(model, name).validate_python(one.value)) or "–"


def _source(one: IntakeProposal, passages: Mapping[int, IntakePassage]) -> tuple[str, str]:
    said = [passages[span.passage].text[span.start : span.end] for span in one.spans]
    return _ELLIPSIS.join(" ".join(words.split()) for words in said), passages[one.spans[0].passage].place


# -- the file


def used(intake: Intake, handbook: Handbook) -> Mapping[int, str]:
    """Return what each passage is taken for, in words, by its number, as far as it is."""
    found: dict[int, dict[str, None]] = {}
    for one in intake.proposals:
        if one.state == "rejected":
            continue
        if one.role == "answer":
            asked = place.in_handbook(handbook, one.address)
            label = asked.question.label if asked is not None else _ANSWER
        elif one.role == "heading":
            label = "Rubrik"
        else:
            label = "Återkommande text"
        for span in one.spans:
            found.setdefault(span.passage, {})[label] = None
    return {
        number: ", ".join(one for one in labels if len(labels) == 1 or one != "Rubrik")
        for number, labels in found.items()
    }


def remark(one: IntakeRemark, intake: Intake) -> str:
    """Return what *one*, in the file of *intake*, is, who made it and when, and where it stands."""
    by = f"av {one.author}" if one.author else ""
    said = " ".join(part for part in (_REMARKS.get(one.kind, one.kind), by, one.day) if part)
    where = next((each.place for each in intake.passages if each.number == one.passage), "")
    return f"{said}, i {where}" if where else said


# -- where something can go


def targets(handbook: Handbook) -> tuple[Target, ...]:
    """Return the questions that words of a file can be an answer to, in the order of the handbook."""
    return tuple(
        Target(question.address, question.label, f"{step.title} – {section.title}", question.prompt)
        for step in handbook.steps
        for section in step.sections
        for question in section.questions
        if _takes_words(question)
    )


def _takes_words(question: Question) -> bool:
    pattern = question.address
    answer = schema.patterns()[pattern]
    if isinstance(answer, ListOf | GroupOf) or question.document != AGREEMENT:
        return False
    return answer.refers_to is None and not pattern.startswith(_CELLS)


def matching(found: Sequence[Target], words: str) -> tuple[Target, ...]:
    """Return those of *found* that have all of *words*, first those whose label begins with them."""
    wanted = words.casefold().split()
    hits = [one for one in found if all(word in one.searched for word in wanted)]
    if not wanted:
        return tuple(hits)
    first = wanted[0]
    return tuple(
        sorted(
            hits,
            key=lambda one: (not one.label.casefold().startswith(first), first not in one.label.casefold()),
        )
    )


def levels(pattern: str) -> tuple[str, ...]:
    """Return the patterns of the lists that *pattern* lies within, outermost first."""
    segments = pattern.split(SEPARATOR)
    return tuple(SEPARATOR.join(segments[:n]) for n, one in enumerate(segments) if one == ANY)


def level(handbook: Handbook, agreement: Agreement, list_: str, wording: Wording) -> Level:
    """Return the items of the list at *list_*, which need not be there yet."""
    question = handbook.question(list_)
    there = place.exists(agreement, list_)
    names = naming.listed(handbook, agreement, list_, wording) if there else ()
    items: tuple[Item, ...] = at.get(agreement, list_) if there else ()
    named = {item.id: capital(name.name or str(name)) for item, name in zip(items, names, strict=True)}
    return Level(list_, named, question.add or "Lägg till")


def new_item(agreement: Agreement, taken: Iterator[str] | Sequence[str] = ()) -> str:
    """Return an id for an item that is to be made, none of those *taken*."""
    return new_id(at.ids(agreement) | frozenset(taken))
