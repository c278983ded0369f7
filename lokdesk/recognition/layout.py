"""The passages of a document as they are read: paragraphs, headings that only look so, and tables."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lokdesk.recognition import words
from lokdesk.recognition.lexicon import Lexicon
from lokdesk.recognition.passage import Passage, Source, Table

Part = Passage | Table

_LONGEST_HEADING = 110
_LETTERS = 4
_LARGER = 1.5
_TEXT, _LARGEST_TEXT = 11.0, 13.0
"""The size of text that has none, and that beyond which nobody sets a text, in points."""
_SURE, _LIKELY = 0.95, 0.6
_TEXT_FROM = 60
_CAPTION = 160


@dataclass(frozen=True)
class _Look:
    """How a paragraph that may be a heading looks; those that look more come further out."""

    size: float
    capitals: bool
    bold: bool

    @property
    def order(self) -> tuple[float, int, int]:
        return (-self.size, -int(self.capitals), -int(self.bold))


def parts(source: Source, lexicon: Lexicon) -> tuple[Part, ...]:
    """Return what is in the text of *source*, with headings as headings and layout tables taken apart."""
    found: list[Part] = []
    cells: dict[int, list[Passage]] = defaultdict(list)
    for one in source.passages:
        if one.cell is not None:
            if one.cell.table not in cells:
                found.append(Table(one.cell.table, {}))
            cells[one.cell.table].append(one)
        elif one.kind in ("heading", "paragraph", "item", "box"):
            found.append(one)
    laid: list[Part] = []
    for one in found:
        if isinstance(one, Table):
            table = _table(one.number, cells[one.number])
            laid += _taken_apart(table) if _is_layout(table, lexicon) else [table]
        else:
            laid.append(one)
    return tuple(_headed(laid, lexicon))


def _table(number: int, passages: Iterable[Passage]) -> Table:
    cells: dict[tuple[int, int], list[Passage]] = defaultdict(list)
    spans: dict[tuple[int, int], int] = {}
    rows = columns = 0
    head = False
    for one in passages:
        at = one.cell
        assert at is not None  # it is gathered by it
        cells[at.row, at.column].append(one)
        spans[at.row, at.column] = at.span
        rows, columns = max(rows, at.row + 1, at.rows), max(columns, at.column + at.span, at.columns)
        head |= at.head and at.row == 0
    return Table(number, {place: tuple(said) for place, said in cells.items()}, rows, columns, head, spans)


def _is_layout(table: Table, lexicon: Lexicon) -> bool:
    """Return whether *table* only places texts on the page: its cells are parts of a text of their own."""
    if table.head:
        return False
    if table.columns == 1:
        return True
    if table.rows == 1 and any(len(one) > 1 for one in table.cells.values()):
        return not is_signing(table, lexicon)
    if any(
        one.level and one.kind == "cell" and one.style.startswith(("heading", "rubrik"))
        for one in table.passages
    ):
        return True
    return sum(len(one) > 2 and _has_heading(one, lexicon) for one in table.cells.values()) > 1


def _has_heading(cell: Sequence[Passage], lexicon: Lexicon) -> bool:
    first = cell[0]
    return first.bold and any(words.best(first.text, one.phrases) >= _SURE for one in lexicon.headings)


def is_signing(table: Table, lexicon: Lexicon) -> bool:
    """Return whether *table* is where the parties sign."""
    said = [one.text.casefold() for one in table.passages]
    lines = sum((one.prompt and "__" in one.text) or "....." in one.text for one in table.passages)
    marks = sum(any(mark in one for mark in lexicon.lists["signature"][:6]) for one in said)
    return lines + marks > 1


def _taken_apart(table: Table) -> Iterator[Passage]:
    """Yield what the cells of a layout *table* say, as if there were no table."""
    for one in table.passages:
        is_heading = one.level > 0 and one.style.startswith(("heading", "rubrik"))
        is_item = one.block.kind != "paragraph"
        kind = "heading" if is_heading else "item" if is_item else "paragraph"
        yield replace(one, kind=kind)


# -- headings that only look like headings


def _headed(laid: Sequence[Part], lexicon: Lexicon) -> Iterator[Part]:
    body = _body_size(laid)
    looks: dict[int, _Look] = {}
    for place, one in enumerate(laid):
        following = laid[place + 1] if place + 1 < len(laid) else None
        before = laid[place - 1] if place else None
        if isinstance(one, Passage) and _looks_so(one, before, following, body, lexicon):
            looks[one.number] = _Look(one.size, one.text.isupper(), one.bold)
    ranks = {
        look: rank for rank, look in enumerate(sorted(set(looks.values()), key=lambda one: one.order), 1)
    }
    styled = 0
    numbered = 0
    for one in laid:
        if isinstance(one, Table):
            yield one
        elif one.kind == "heading":
            styled = one.level
            numbered = 0
            yield one
        elif one.number in looks:
            own = words.number(one.text) or one.label.strip(" .)")
            depth = own.count(".") + 1 if own[:1].isdigit() else 0
            numbered = depth or numbered
            rank = depth or ranks[looks[one.number]] + (numbered if not depth and numbered else 0)
            yield replace(one, kind="heading", level=styled + rank)
        else:
            yield one


def _body_size(laid: Iterable[Part]) -> float:
    """Return the size of most of the text."""
    many: dict[float, int] = defaultdict(int)
    for one in laid:
        if isinstance(one, Passage) and one.kind != "heading":
            many[one.size] += len(one.text)
    return min(max(many, key=lambda size: many[size], default=_TEXT), _LARGEST_TEXT)


def _looks_so(
    one: Passage, before: Part | None, following: Part | None, body: float, lexicon: Lexicon
) -> bool:
    text = one.text.strip()
    if one.kind not in ("paragraph", "item") or one.prompt or "\n" in text:
        return False
    if not text or len(text) > _LONGEST_HEADING:
        return False
    if text[-1] in ".,;!" or following is None or not any(letter.isalpha() for letter in text):
        return False
    if re.match(rf"(?:{'|'.join(lexicon.lists['captions'])})\s+\d", text, re.IGNORECASE):
        return False
    known = lexicon.heading_likeness(text)
    typed = words.number(text)
    large = one.size >= body + _LARGER
    if text[-1] == "?" and not (one.bold or large or known >= _SURE or (typed and known >= _LIKELY)):
        # A question is asked in running text, too.
        return False
    if one.style.startswith(("heading", "rubrik")) or large:
        return not text.endswith(":")
    if one.kind == "item":
        alone = not (isinstance(following, Passage) and following.kind == "item" and not following.bold)
        counted = one.label[:1].isdigit()
        return counted and (one.bold or (alone and known >= _LIKELY))
    if text.endswith(":"):
        return False
    labelled = words.label(text)
    if labelled is not None and not typed and labelled[0].casefold().split()[0:1] and ":" in text:
        # "Mötesfrekvens: varje månad" is an answer; "Mål 1: Fler i arbete" is a heading where it is bold.
        return one.bold and any(letter.isdigit() for letter in labelled[0])
    if one.bold:
        return True
    if text.isupper() and sum(letter.isalpha() for letter in text) >= _LETTERS:
        return True
    if typed and (known >= _LIKELY or "." in typed or _begins_a_part(following)):
        return True
    return known >= _SURE and _stands_alone(before) and not _is_short(following)


def _begins_a_part(following: Part) -> bool:
    """Return whether what comes after a numbered line is no further point, but text or a deeper part."""
    if isinstance(following, Table) or following.kind == "heading":
        return True
    number = words.number(following.text)
    return "." in number or (
        not number and following.kind == "paragraph" and len(following.text) > _TEXT_FROM
    )


def _stands_alone(before: Part | None) -> bool:
    return (
        before is None
        or isinstance(before, Table)
        or before.text.rstrip()[-1:] in ".!?:"
        or (before.kind == "item")
    )


def _is_short(following: Part | None) -> bool:
    return isinstance(following, Passage) and following.kind == "paragraph" and len(following.text) < 25
