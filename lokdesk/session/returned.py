"""A document of ours that comes back from a word processor: its answers, and what was written besides."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lokdesk.agreement import address as at
from lokdesk.agreement import normal, reference, schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft, TemplateUse
from lokdesk.agreement.mapping import Cell
from lokdesk.agreement.rich_text import Block, Footnote, RichText, Run
from lokdesk.agreement.schema import ListOf
from lokdesk.agreement.value import Item, new_id
from lokdesk.recognition import tray
from lokdesk.recognition.tray import Left
from lokdesk.revision import words
from lokdesk.revision.alignment import aligned
from lokdesk.session.library import TEMPLATE, Library

if TYPE_CHECKING:
    from lokdesk.word.outside import Outside
    from lokdesk.word.read import Reading, Surroundings
    from lokdesk.word.source import Around

_WORD = re.compile(r"\w")
_ID_AND_NAME = 2
_LOCKED = "låst text som har ändrats"
_OUTSIDE = "text utanför fälten"
_NOT_TAKEN = "fält vars text inte kunde läsas"
_ENCLOSED = "bifogad fil, som inte följer med tillbaka ur dokumentet"
AROUND = "sidhuvud, sidfot, fotnot eller diagram"
"""Where text stands that is neither in a paragraph nor in a table."""


def returned(
    content: bytes, reading: "Reading", library: Library
) -> tuple[Agreement, tuple[Left, ...], TemplateUse]:
    """Return what *content*, which has been read, comes back with.

    These are the answers, what could not be placed, and the template that it was written after.
    """
    from lokdesk.session import document
    from lokdesk.word import read, source
    from lokdesk.word.outside import Outside

    known = reading.template_id in library.template_ids
    use = library.template_use(reading.template_id if known else TEMPLATE)
    left = [_left(one.text, f"{_NOT_TAKEN}: {one.address}") for one in reading.unplaced]
    agreement = reading.agreement
    if known:
        written = document.render(Draft(agreement=reading.written, template=use), library)
        before = read.surroundings(written)
        typed, locked = _typed(reading, before)
        enclosed = [one for one in reading.enclosed if one not in before.printed]
        around = new(source.around(content), source.around(written))
    else:
        typed, locked, enclosed = list(reading.outside), [], list(reading.enclosed)
        around = new(source.around(content), ())
    if not known or use.version != reading.template_version:
        # What the template says itself cannot be told from what was typed, and is nobody's answer.
        typed = [Outside(one.text) for one in typed]
    agreement, astray = _placed_by_neighbours(agreement, typed)
    left += (_left(text, _OUTSIDE) for text in astray)
    left += (_left(text, _LOCKED) for text in locked)
    left += (_left(text, AROUND) for text in beside_notes(once(around), footnotes(agreement)))
    left += (_left(text, _ENCLOSED) for text in enclosed)
    left += (tray.remark(one) for one in source.remarks(content))
    return agreement, tuple(left), use


def _left(text: str, source: str) -> Left:
    return Left(text, source, None, understood=False)


def new(now: "Iterable[Around]", before: "Iterable[Around]") -> "list[Around]":
    """Return what is said *now* and was not *before*, whatever the numbers of the pages.

    What is said more often than before is new, unless a program has made more headers and footers of them.
    """
    now, before = list(now), list(before)
    counted = Counter(one.key for one in before)
    edges = {one.edge for one in now}, {one.edge for one in before}
    same_edges = len(edges[0]) == len(edges[1])
    found: list[Around] = []
    for one in now:
        if counted[one.key]:
            if same_edges or not one.edge:
                counted[one.key] -= 1
        elif _WORD.search(one.text):
            found.append(one)
    return found


def once(around: "Iterable[Around]") -> "Iterator[Around]":
    """Yield what is said *around*, what several headers or footers say only once."""
    said: set[str] = set()
    for one in around:
        if not one.edge or one.key not in said:
            yield one
        if one.edge:
            said.add(one.key)


def footnotes(agreement: Agreement) -> Counter[str]:
    """Return the footnotes in the answers of *agreement*, and how many times each is there."""
    texts = (value for _, _, value in at.answers(agreement) if isinstance(value, RichText))
    runs = (run for text in texts for block in text.blocks for run in block.runs)
    return Counter(run.footnote for run in runs if isinstance(run, Footnote))


def beside_notes(around: "Iterable[Around]", notes: Mapping[str, int]) -> Iterator[str]:
    """Yield what *around* says besides the *notes* of answers."""
    left = Counter(notes)
    for one in around:
        if one.is_note and left[one.text]:
            left[one.text] -= 1
        else:
            yield one.text


def _typed(reading: "Reading", written: "Surroundings") -> tuple[list["Outside"], list[str]]:
    """Return what has been typed outside of the fields, and what has been changed in what is locked.

    *written* is the document as it was before anybody worked in it.
    """
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
            if not _WORD.search(one.text) or any(_says_all(former, one.text) for former in old):
                # Nothing is new where a program has drawn the words of a label into the field beside it.
                continue
            if unlocked[one.text]:
                unlocked[one.text] -= 1
            elif len(old) == len(new):
                typed.append(replace(one, text=_added(old[number], one.text), after=""))
            else:
                typed.append(one)
    changed = Counter(reading.printed) - Counter(written.printed) - Counter(now) - Counter(reading.enclosed)
    return typed, [one for one in changed.elements() if _WORD.search(one)]


def _says_all(before: str, now: str) -> bool:
    return all(one.kind != "added" or not _WORD.search(one.text) for one in words.difference(before, now))


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
        elif one.after and (grown := with_paragraph(agreement, one.after, one.text)) is not None:
            agreement = grown
        else:
            left.append(one.text)
    behind: dict[str, str] = {}
    for cells in rows.values():
        made = with_row(agreement, cells, behind)
        if made is None:
            left += (one.text for one in cells)
        else:
            agreement, astray = made
            left += astray
    return agreement, left


def with_paragraph(agreement: Agreement, address: str, text: str) -> Agreement | None:
    """Return *agreement* with *text* last in the longer text at *address*, ``None`` where there is none."""
    try:
        before = at.get(agreement, address)
    except at.UnknownAddress:
        return None
    if not isinstance(before, RichText):
        return None
    more = Block(runs=(Run(text=text),))
    return at.replace(agreement, address, RichText(blocks=(*before.blocks, more)))


def _answer(agreement: Agreement, kind: type[Item], name: str, text: str) -> Any:
    """Return *text* as the answer called *name* of items of that *kind*, ``None`` where it is none."""
    answer = schema.fields(kind).get(name)
    if not isinstance(answer, Answer):
        return None
    if answer.refers_to is not None:
        said = normal.spaced(text).casefold()
        names = reference.targets(agreement, answer.refers_to)
        found = next((id_ for id_, it in names.items() if it and normal.spaced(it).casefold() == said), None)
        return found if answer.kind == "reference" or found is None else (found,)
    try:
        return schema.adapter(kind, name).validate_python(text)
    except ValueError:
        return None


def with_row(
    agreement: Agreement, cells: "list[Outside]", behind: dict[str, str]
) -> tuple[Agreement, list[str]] | None:
    """Return *agreement* with an item for a row without fields, after the item of the row above it.

    *behind* remembers what came after which. With the agreement come the words that were no answers in it;
    ``None`` is returned where there is no item above.
    """
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
        field = schema.fields(kind).get(name) if one.column.startswith(above) else None
        held = data.get(name, [])
        if isinstance(field, ListOf) and len(inner) == _ID_AND_NAME and (not held or field.item is Cell):
            # A cell has the id of its column.
            id_ = inner[0] if field.item is Cell else new_id(taken)
            value = _answer(agreement, field.item, inner[1], one.text)
            if value is not None:
                data[name] = [*held, {"id": id_, inner[1]: value}]
                continue
        elif isinstance(field, Answer) and name not in data:
            value = _answer(agreement, kind, name, one.text)
            if value is not None:
                data[name] = value
                continue
        left.append(one.text)
    if not data:
        return None
    made = kind.model_validate({"id": new_id(taken), **data})
    behind[above] = made.id
    return at.replace(agreement, list_, (*items[: place + 1], made, *items[place + 1 :])), left
