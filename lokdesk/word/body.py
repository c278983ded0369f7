"""The text of a file that is merged into a document, as blocks."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lokdesk.word import ooxml
from lokdesk.word.block import PARAGRAPHS, PLAIN, Block, Kind, Shape
from lokdesk.word.borrowed import Rejected
from lokdesk.word.counter import Counter
from lokdesk.word.look import Look
from lokdesk.word.names import Names
from lokdesk.word.ooxml import Element

_DEEPEST = 8
"""The deepest outline level, from 0."""


@dataclass(frozen=True)
class Outline:
    """Moves outline levels, from 0, below a heading of *level*, from 1; those *found* then have no gaps."""

    level: int
    found: Sequence[int]

    def __call__(self, written: int) -> int:
        """Return the level, from 0, that what is *written* with another becomes."""
        return min(self.level + bisect_left(self.found, written + 1), _DEEPEST)


def outline(body: Element, look: Look, level: int) -> Outline:
    """Return what moves the headings in *body* below a heading of *level*."""
    paragraphs = (one for one in ooxml.find_all(body, "w:p") if ooxml.own_words(one).strip())
    levels = {look.heading_level(one) or 0 for one in paragraphs}
    return Outline(level, sorted(levels - {0}))


@dataclass(frozen=True)
class Known:
    """A paragraph: the level of a heading or of an item of a list, what stands before it, and its shape."""

    heading: int | None
    item: int | None
    label: str
    shape: Shape
    ends_section: bool

    def without_break(self) -> "Known":
        """Return the same where no section ends any more."""
        return replace(self, shape=self.shape._replace(breaks_after=False)) if self.ends_section else self


def known(body: Element, look: Look, outline: Outline) -> dict[Element, Known]:
    """Return what is to be known of each paragraph in *body*, as long as all go by their own styles."""
    counter = Counter(dict(look.all_list_levels()))
    begun: set[int] = set()
    found: dict[Element, Known] = {}
    for one in ooxml.find_all(body, "w:p"):
        written = look.heading_level(one)
        level = outline(written - 1) + 1 if written and ooxml.own_words(one).strip() else None
        numbering = look.numbering_of(one)
        definition = look.abstract_of(numbering[0]) if numbering else None
        label = ""
        if numbering is not None and definition is not None:
            if numbering[0] not in begun and _begins_anew(look, numbering[0]):
                counter.begin(definition)
            begun.add(numbering[0])
            label = counter.label((definition, numbering[1]))
        shape = look.shape(one)._replace(numbering=None)
        ends = ooxml.child(one, "w:pPr", "w:sectPr") is not None
        found[one] = Known(level, numbering[1] if numbering else None, label, shape, ends)
    return found


def _begins_anew(look: Look, list_id: int) -> bool:
    """Return whether the list with that id has a beginning of its own."""
    for one in () if look.numbering is None else look.numbering.findall(ooxml.name("w:num")):
        if ooxml.number(one, "w:numId", -1) == list_id:
            return next(ooxml.find_all(one, "w:startOverride"), None) is not None
    return False


def blocks(
    body: Element, known: Mapping[Element, Known], names: Names, address: str, contents_levels: int
) -> tuple[Block, ...]:
    """Return *body* as blocks that belong to the answer at *address*.

    Headings down to *contents_levels* are in the table of contents. Raises Rejected for what is not known.
    """
    return tuple(_Writing(known, names, address, contents_levels).written(ooxml.children(body)))


def xml_of(element: Element) -> str:
    """Return *element* as a string that declares what it uses, but for what every document declares."""
    return ooxml.fragment(ooxml.alone(element), ooxml.NAMESPACES)


class _Writing:
    """Writes the text of a file as blocks."""

    def __init__(
        self, known: Mapping[Element, Known], names: Names, address: str, contents_levels: int
    ) -> None:
        self._known = known
        self._names = names
        self._address = address
        self._contents_levels = contents_levels

    def written(self, elements: Iterable[Element]) -> Iterator[Block]:
        """Yield the blocks of *elements*."""
        for element in elements:
            if ooxml.is_a(element, "w:p"):
                yield self._paragraph(element)
            elif ooxml.is_a(element, "w:tbl"):
                yield from self._table(element)
            elif not ooxml.is_a(element, "w:sectPr", "w:tcPr"):
                raise Rejected(f"den innehåller något som inte känns igen ({ooxml.local(element)})")

    def _paragraph(self, element: Element) -> Block:
        known = self._known.get(element)
        if known is not None and known.heading is not None and known.heading <= self._contents_levels:
            self._mark_heading(element)
        xml = xml_of(element)
        text = ooxml.own_words(element)
        if known is None:
            # One that was made to hold the end of a section.
            return self._block("paragraph", xml, 0, text, Shape(1.0, 1.0, breaks_after=True))
        kind: Kind = "heading" if known.heading else "item" if known.item is not None else "paragraph"
        made = self._block(kind, xml, known.heading or known.item or 0, text, known.shape)
        return made._replace(label=known.label)

    def _block(self, kind: Kind, xml: str, level: int = 0, text: str = "", shape: Shape = PLAIN) -> Block:
        return Block(kind, self._names.marked(xml), self._address, level, text, shape)

    def _mark_heading(self, paragraph: Element) -> None:
        """Put the bookmark around *paragraph* by which contents refer to it."""
        start, end = ooxml.made("w:bookmarkStart"), ooxml.made("w:bookmarkEnd")
        start.set(ooxml.name("w:id"), self._names.of("begin"))
        start.set(ooxml.name("w:name"), self._names.of("heading"))
        end.set(ooxml.name("w:id"), self._names.of("end"))
        paragraph.insert(0 if ooxml.child(paragraph, "w:pPr") is None else 1, start)
        paragraph.append(end)

    def _table(self, table: Element) -> Iterator[Block]:
        opening = "<w:tbl>" + "".join(
            xml_of(one) for one in ooxml.children(table) if ooxml.is_a(one, "w:tblPr", "w:tblGrid")
        )
        if ooxml.child(table, "w:tblGrid") is None:
            opening += "<w:tblGrid/>"
        rows = [one for one in ooxml.children(table) if ooxml.is_a(one, "w:tr")]
        if not any(ooxml.child(row, "w:tc") is not None for row in rows):
            return
        yield self._block("table", opening)
        for row in rows:
            if ooxml.child(row, "w:tc") is not None:
                yield from self._row(row)
        yield self._block("table_end", "</w:tbl>")

    def _row(self, row: Element) -> Iterator[Block]:
        properties = [one for one in ooxml.children(row) if ooxml.is_a(one, "w:tblPrEx", "w:trPr")]
        yield self._block("row", "<w:tr>" + "".join(xml_of(one) for one in properties))
        for cell in ooxml.children(row):
            if ooxml.is_a(cell, "w:tc"):
                yield from self._cell(cell)
        yield self._block("row_end", "</w:tr>")

    def _cell(self, cell: Element) -> Iterator[Block]:
        properties = ooxml.child(cell, "w:tcPr")
        width = ooxml.number(ooxml.child(properties, "w:tcW"), "w:w")
        opening = "<w:tc>" + (xml_of(properties) if properties is not None else "")
        yield self._block("cell", opening, width)
        last = None
        for last in self.written(ooxml.children(cell)):
            yield last
        if last is None or last.kind not in PARAGRAPHS:
            yield self._block("paragraph", "<w:p/>")
        yield self._block("cell_end", "</w:tc>")
