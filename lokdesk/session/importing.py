"""A Word file taken in: the answers in it, the words that are in none, and what the handbook asks for too.

A document that Lokdesk wrote is read by its fields. Of any other, what its passages are is proposed, each
proposal beside its passage: to be confirmed, moved or rejected. All of it is values.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.agreement.rich_text import Block, RichText, Run
from lokdesk.agreement.value import Item, new_id
from lokdesk.handbook import progress
from lokdesk.handbook.book import AGREEMENT, Handbook, Requirement
from lokdesk.project.problem import Problem
from lokdesk.recognition import proposal, recogniser, taking
from lokdesk.recognition import tray as trays
from lokdesk.recognition.proposal import Proposal, Recognition
from lokdesk.recognition.tray import Left
from lokdesk.revision import words
from lokdesk.revision.alignment import aligned
from lokdesk.session.fill import fill
from lokdesk.session.library import TEMPLATE, Library

if TYPE_CHECKING:
    from lokdesk.word.outside import Outside
    from lokdesk.word.read import Reading

NAME = "det som hämtades ur Word"
"""What is undone with the answers from a Word file."""
_WORD = re.compile(r"\w")
_ID_AND_NAME = 2
_LOCKED = "låst text som har ändrats"
_OUTSIDE = "text utanför fälten"
_NOT_TAKEN = "fält vars text inte kunde läsas"


@dataclass(frozen=True)
class Gap:
    """A question of the handbook that the document has no answer to, and whether there ought to be one."""

    address: str
    label: str
    section: str
    requirement: Requirement


@dataclass(frozen=True)
class Import:
    """A Word file taken in.

    *recognition* holds the proposals; there are none for a document of *own*, whose answers stand in its
    fields, and of which *left* could not be placed.
    """

    recognition: Recognition
    own: Agreement | None = None
    left: tuple[Left, ...] = ()
    template: TemplateUse = field(default_factory=TemplateUse, repr=False)

    @property
    def is_own(self) -> bool:
        """Whether Lokdesk wrote the document."""
        return self.own is not None

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What is proposed, in reading order."""
        return self.recognition.proposals

    @property
    def agreement(self) -> Agreement:
        """The answers, as far as they have not been rejected."""
        if self.own is not None:
            return self.own
        return fill(Agreement(), taking.answers(self.recognition))

    @property
    def tray(self) -> tuple[Left, ...]:
        """The words that are in no answer; those that fit nowhere stand first."""
        return self.left if self.is_own else trays.tray(self.recognition)

    def place(self, passage: int) -> str:
        """Return in words where the passage with that number stands."""
        return self.recognition.source.places[passage]


def taken_in(content: bytes, name: str, library: Library) -> Import:
    """Return the Word document *content*, a file called *name*, taken in. Raises Problem."""
    from lokdesk.word import read, source

    try:
        return _own(read.read(content), library)
    except read.NotOurs:
        pass
    try:
        passages = source.source(content)
    except source.NotRead as error:
        raise Problem(f"”{name}” kan inte läsas. {error}") from error
    found = recogniser.recognised(passages, library.lexicon, library.actor_names)
    return Import(found, template=library.template_use())


def confirm(imported: Import, id_: str) -> Import:
    """Return *imported* with the proposal of that id confirmed. Raises KeyError."""
    return replace(imported, recognition=proposal.confirm(imported.recognition, id_))


def reject(imported: Import, id_: str) -> Import:
    """Return *imported* with the proposal of that id rejected: its words go to the tray. Raises KeyError."""
    return replace(imported, recognition=proposal.reject(imported.recognition, id_))


def move(imported: Import, id_: str, address: str) -> Import:
    """Return *imported* with the words of the proposal of that id as the answer at *address*.

    An item that the address names need not be there: it is made. Raises KeyError, and Problem when the words
    are no answer of that kind.
    """
    try:
        return replace(imported, recognition=proposal.move(imported.recognition, id_, address))
    except proposal.NoAnswer as error:
        raise Problem(str(error)) from error


def place(imported: Import, passage: int, address: str) -> Import:
    """Return *imported* with the passage of that number, which was in no answer, as the answer at *address*.

    Raises KeyError, and Problem when the words are no answer of that kind.
    """
    try:
        return replace(imported, recognition=proposal.placed(imported.recognition, passage, address))
    except proposal.NoAnswer as error:
        raise Problem(str(error)) from error


def new_item(imported: Import, list_: str) -> str:
    """Return the address of an item of *list_* that is not there yet, to move something to."""
    return at.join(list_, new_id(at.ids(imported.agreement)))


def gaps(agreement: Agreement, handbook: Handbook) -> tuple[Gap, ...]:
    """Return the questions that ought to have an answer in *agreement* and have none."""
    found: list[Gap] = []
    for step in handbook.steps:
        for section in step.sections:
            asked = [
                one
                for one in section.questions
                if one.requirement != "optional" and one.document == AGREEMENT
            ]
            found += (
                Gap(address, question.label, section.title, question.requirement)
                for address, question, answered in progress.asked(asked, agreement)
                if not answered
            )
    return tuple(found)


def draft(imported: Import, library: Library) -> Draft:
    """Return *imported* as a new draft."""
    own = library.started(imported.template)
    agreement = imported.agreement
    if not agreement.additional_answers:
        kept = own.agreement.additional_answers
        agreement = agreement.model_copy(update={"additional_answers": kept})
    return own.model_copy(update={"agreement": agreement})


# -- documents of our own


def _own(reading: "Reading", library: Library) -> Import:
    agreement = reading.agreement
    left = [
        Left(one.text, f"{_NOT_TAKEN}: {one.address}", None, understood=False) for one in reading.unplaced
    ]
    known = reading.template_id in library.template_ids
    typed, locked = _typed(reading, library) if known else (list(reading.outside), [])
    agreement, astray = _placed_by_neighbours(agreement, typed)
    left += (Left(text, _OUTSIDE, None, understood=False) for text in astray)
    left += (Left(text, _LOCKED, None, understood=False) for text in locked)
    use = library.template_use(reading.template_id if known else TEMPLATE)
    return Import(Recognition(_NOTHING), agreement, tuple(left), use)


def _typed(reading: "Reading", library: Library) -> tuple[list["Outside"], list[str]]:
    """Return what has been typed outside of the fields, and what has been changed in what is locked."""
    from lokdesk.session import document
    from lokdesk.word import read

    use = library.template_use(reading.template_id)
    written = read.read(document.render(Draft(agreement=reading.written, template=use), library))
    before = [one.text for one in written.outside]
    now = [one.text for one in reading.outside]
    # LibreOffice leaves what is locked without its lock.
    unlocked = Counter(written.printed)
    typed: list[Outside] = []
    for stretch in aligned(before, now):
        if stretch.same:
            continue
        old, new = before[stretch.old], reading.outside[stretch.new]
        for number, one in enumerate(new):
            if not _WORD.search(one.text):
                continue
            if unlocked[one.text]:
                unlocked[one.text] -= 1
            elif len(old) == len(new):
                typed.append(replace(one, text=_added(old[number], one.text), after=""))
            else:
                typed.append(one)
    changed = Counter(reading.printed) - Counter(written.printed) - Counter(now)
    return typed, [one for one in changed.elements() if _WORD.search(one)]


def _added(before: str, now: str) -> str:
    """Return the words that have come into a sentence of the template's, without the sentence."""
    pieces = [one.text for one in words.difference(before, now) if one.kind == "added"]
    return " ".join("".join(f"{one} " for one in pieces).split()) or now


def _placed_by_neighbours(agreement: Agreement, typed: "list[Outside]") -> tuple[Agreement, list[str]]:
    """Put paragraphs and rows that a program has left outside of the fields by those they stand after."""
    left: list[str] = []
    rows: dict[int, list[Outside]] = {}
    for one in typed:
        if one.row >= 0 and one.column:
            rows.setdefault(one.row, []).append(one)
        elif one.after and (grown := _with_paragraph(agreement, one.after, one.text)) is not None:
            agreement = grown
        else:
            left.append(one.text)
    behind: dict[str, str] = {}
    for cells in rows.values():
        made = _with_row(agreement, cells, behind)
        if made is None:
            left += (one.text for one in cells)
        else:
            agreement, astray = made
            left += astray
    return agreement, left


def _with_paragraph(agreement: Agreement, address: str, text: str) -> Agreement | None:
    try:
        before = at.get(agreement, address)
    except at.UnknownAddress:
        return None
    if not isinstance(before, RichText):
        return None
    more = Block(runs=(Run(text=text),))
    return at.replace(agreement, address, RichText(blocks=(*before.blocks, more)))


def _with_row(
    agreement: Agreement, cells: "list[Outside]", behind: dict[str, str]
) -> tuple[Agreement, list[str]] | None:
    """Return *agreement* with an item for a row without fields, after the item of the row above it."""
    above = next((one.column.rpartition(schema.SEPARATOR)[0] for one in cells), "")
    list_ = at.parent(above) if above else ""
    try:
        items: tuple[Item, ...] = at.get(agreement, list_) if list_ else ()
    except at.UnknownAddress:
        return None
    last = behind.get(above, at.last(above)) if above else ""
    place = next((number for number, one in enumerate(items) if one.id == last), None)
    if place is None:
        return None
    kind = type(items[place])
    taken = at.ids(agreement)
    data: dict[str, Any] = {}
    left: list[str] = []
    for one in cells:
        name, *inner = one.column.removeprefix(above + schema.SEPARATOR).split(schema.SEPARATOR)
        value = [{"id": new_id(taken), inner[-1]: one.text}] if len(inner) == _ID_AND_NAME else one.text
        if one.column.startswith(above) and name not in data and name in schema.fields(kind):
            try:
                data[name] = schema.adapter(kind, name).validate_python(value)
                continue
            except ValueError:
                pass
        left.append(one.text)
    if not data:
        return None
    made = kind.model_validate({"id": new_id(taken), **data})
    behind[above] = made.id
    return at.replace(agreement, list_, (*items[: place + 1], made, *items[place + 1 :])), left


_NOTHING = recogniser.NOTHING
