"""Any Word document as passages: what it says as somebody reads it, and what is open in it."""

import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lokdesk.agreement import normal
from lokdesk.agreement.rich_text import Block, Footnote, Inline, Run
from lokdesk.recognition.passage import Cell, Kind, Passage, Remark, RemarkKind, Source
from lokdesk.word import accepted, look, ooxml, package, speech
from lokdesk.word.counter import Counter
from lokdesk.word.look import Look
from lokdesk.word.ooxml import Element
from lokdesk.word.package import Damaged, Package
from lokdesk.word.speech import Document

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWINGS = ("diagramData", "chart")
"""Parts with what Word draws: SmartArt and charts."""
_BOX = "w:txbxContent"
_EDGES: dict[Kind, str] = {"header": "header", "footer": "footer"}
_CHANGES: dict[str, RemarkKind] = {
    "w:ins": "added",
    "w:moveTo": "added",
    "w:del": "removed",
    "w:moveFrom": "removed",
}
_LONG = 300
"""A paragraph longer than that is no heading, however large it is set."""
_STANDARD = 22
"""The size of text that names none, in half points."""
_DEEPER = re.compile(r"(?:list|lista)\D*([2-5])$", re.IGNORECASE)
"""Styles of inner points, such as List Bullet 2, often have a list of their own."""
_TYPED = re.compile(r"(?:[-–—•·▪■◦‣⁃*✓✔➢]\s+)+(?=\w)")
"""Signs that somebody has typed before a point, where the word processor was not asked for a list."""
_LISTED = re.compile(r".*\w.*?(?:\.{3,}\s*|\t\s*)\d{1,3}\s*", re.DOTALL)
"""A line of a table of contents that somebody has typed, or pasted."""
_FEWEST = 3
_REMEMBERED = 4
"""A document that many copies come back of is looked at once."""
_COUNTED = {ord(digit): 0xE000 + int(digit) for digit in "0123456789"}
_PLAIN = {sign: digit for digit, sign in _COUNTED.items()}
_COUNTED_RUN = re.compile("[\ue000-\ue009]+")
_PROMPT = re.compile(r"\s*(?:\[.*\]|<.*>|[_.…\-– ]{4,})\s*", re.DOTALL)


class NotRead(ValueError):
    """A file that cannot be read as a Word document; the text says why, in Swedish."""


@dataclass
class Taken:
    """A document taken in: what it says, and the element of each passage by its number."""

    package: Package
    root: Element
    look: Look
    source: Source
    elements: dict[int, Element] = field(repr=False)


def source(docx: bytes) -> Source:
    """Return the Word document *docx* as passages, every tracked change accepted. Raises NotRead."""
    return taken(docx).source


def taken(docx: bytes) -> Taken:
    """Return the Word document *docx* with the elements of its passages. Raises NotRead."""
    with reading():
        read = package.opened(docx)
        return _Taking(read, look.of(read)).taken()


def remarks(docx: bytes) -> tuple[Remark, ...]:
    """Return the open changes and the comments in the Word document *docx*. Raises NotRead."""
    with reading():
        read = package.opened(docx)
        return tuple(one for one, _ in _open(read, read.xml(read.document)))


@dataclass(frozen=True)
class Around:
    """What a document says around its text: a header, a footer, a note, or words of a diagram.

    Two with the same *key* say the same, whatever spaces and numbers of pages they have. *edge* is the part
    that a header or a footer is, and *is_note* tells that it is a footnote.
    """

    text: str
    key: str
    edge: str = ""
    is_note: bool = False


@lru_cache(_REMEMBERED)
def around(docx: bytes) -> tuple[Around, ...]:
    """Return what *docx* says around its text: headers, footers, notes, diagrams. Raises NotRead."""
    with reading():
        read = package.opened(docx)
        return around_text(read, look.of(read))


def around_text(read: Package, own_look: Look) -> tuple[Around, ...]:
    """Return the same of the document *read*, which looks as *own_look*. Raises package.Damaged."""
    return _Taking(read, own_look).around()


@contextmanager
def reading() -> Generator[None]:
    """Raise NotRead for all that can be wrong with a document."""
    try:
        yield
    except Damaged as error:
        raise NotRead(f"{error} {AGAIN}") from error
    except RecursionError as error:
        raise NotRead(f"Filen är byggd i för många lager för att kunna läsas. {AGAIN}") from error


AGAIN = "Öppna den i Word, spara den som ett nytt Word-dokument (.docx) och försök igen."


@dataclass(frozen=True)
class _Place:
    """Where the reading has come: the kind of passage, the cell, and the control around it."""

    kind: Kind | None = None
    cell: Cell | None = None
    control: str = ""
    prompt: bool = False


class _Taking:
    """Takes one document in."""

    def __init__(self, read: Package, own_look: Look) -> None:
        self._package = read
        self._look = own_look
        self._counter = Counter(dict(self._look.all_list_levels()))
        self._passages: list[Passage] = []
        self._elements: dict[int, Element] = {}
        self._tables = 0
        self._next = 0
        self._sizes: dict[str, float] = {}
        self._style_bold: dict[str, bool] = {}

    def taken(self) -> Taken:
        """Return it."""
        read = self._package
        root = read.xml(read.document)
        remarks = list(_open(read, root))
        accepted.accept(root)
        body = ooxml.child(root, "w:body")
        self._now = self._document(read.document)
        self._walk([] if body is None else ooxml.children(body), _Place())
        self._contents_typed()
        self._ends()
        self._drawings()
        self._edges()
        return Taken(
            read, root, self._look, Source(tuple(self._passages), self._placed(remarks)), self._elements
        )

    def _placed(self, remarks: "list[tuple[Remark, Element | None]]") -> tuple[Remark, ...]:
        """Return the *remarks*, each with the passage of the paragraph that it was met in."""
        numbers = {element: number for number, element in self._elements.items()}
        return tuple(
            one if paragraph is None else replace(one, passage=numbers.get(paragraph))
            for one, paragraph in remarks
        )

    def around(self) -> tuple[Around, ...]:
        """Return what stands around the text."""
        self._now = self._document(self._package.document)
        notes = [Around(one, _key(one), is_note=True) for one in self._now.notes.values() if one]
        self._ends()
        self._drawings()
        found = [Around(one.said, _key(one.said)) for one in self._passages]
        for name, kind in self._edge_parts():
            before = len(self._passages)
            self._edge(name, kind, marked=True)
            # An edge that says nothing is one, too.
            said = ("", *(one.said for one in self._passages[before:]))
            found += (Around(one.translate(_PLAIN), _key(one), name) for one in said)
        return (*found, *notes)

    def _document(self, part: str) -> Document:
        links = {one.id: one.target for one in self._package.related(part) if one.kind == "hyperlink"}
        notes = self._package.part("footnotes")
        texts: dict[str, str] = {}
        if notes:
            notes_root = self._package.xml(notes)
            accepted.accept(notes_root)
            texts = speech.note_texts(notes_root)
        return Document(self._look, links, texts)

    def _contents_typed(self) -> None:
        """Take lines with a page number at their end, several after each other, for a table of contents."""
        run: list[int] = []
        for place in range(len(self._passages) + 1):
            one = self._passages[place] if place < len(self._passages) else None
            if one is not None and one.kind in ("paragraph", "heading") and _is_listed(one.text):
                run.append(place)
                continue
            if len(run) >= _FEWEST:
                for each in run:
                    self._passages[each] = replace(self._passages[each], kind="contents", level=0)
            run = []

    def _ends(self) -> None:
        """Take in the notes at the end of the document."""
        name = self._package.part("endnotes")
        if name is None:
            return
        root = self._package.xml(name)
        accepted.accept(root)
        for note in root.findall(ooxml.name("w:endnote")):
            self._walk(ooxml.children(note), _Place(kind="note"))

    def _drawings(self) -> None:
        """Take in what stands in diagrams and charts, their figures apart."""
        read = self._package
        for name in (one for kind in _DRAWINGS for one in read.related_parts(kind, read.document)):
            root = read.xml(name)
            paragraphs = (one.iter(f"{_DRAWN}t") for one in root.iter(f"{_DRAWN}p"))
            said = ["".join(text.text or "" for text in one) for one in paragraphs]
            said += (
                value.text or ""
                for cache in root.iter(f"{_CHART}strCache")
                for value in cache.iter(f"{_CHART}v")
            )
            for text in dict.fromkeys(normal.line(one) for one in said):
                if text:
                    self._passages.append(Passage(self._next, "drawing", text, Block(runs=(Run(text=text),))))
                    self._next += 1

    def _edges(self) -> None:
        """Take in headers and footers, what several of them say once."""
        said: set[str] = set()
        for name, kind in self._edge_parts():
            before = len(self._passages)
            self._edge(name, kind)
            fresh: list[Passage] = []
            for one in self._passages[before:]:
                if one.said in said:
                    self._elements.pop(one.number, None)
                else:
                    fresh.append(one)
                    said.add(one.said)
            self._passages[before:] = fresh

    def _edge_parts(self) -> Iterator[tuple[str, Kind]]:
        for kind, related in _EDGES.items():
            for name in dict.fromkeys(self._package.related_parts(related, self._package.document)):
                yield name, kind

    def _edge(self, name: str, kind: Kind, *, marked: bool = False) -> None:
        """Take in a header or a footer; *marked* lets it be seen which numbers are worked out."""
        root = self._package.xml(name)
        accepted.accept(root)
        if marked:
            _mark_counted(root)
        self._now = self._document(name)
        self._walk(ooxml.children(root), _Place(kind=kind))

    # -- going through

    def _walk(self, elements: Iterable[Element], place: _Place) -> None:
        for element in elements:
            if ooxml.is_a(element, "w:p"):
                self._paragraph(element, place)
            elif ooxml.is_a(element, "w:tbl"):
                self._table(element, place)
            elif ooxml.is_a(element, "w:sdt"):
                self._walk(ooxml.content_of(element), self._within(element, place))
            elif ooxml.is_a(element, "mc:AlternateContent"):
                self._walk([child for one in ooxml.children(element)[:1] for child in one], place)
            elif not ooxml.is_a(element, "w:sectPr", "w:tblPr", "w:tblGrid"):
                self._walk(ooxml.children(element), place)

    @staticmethod
    def _within(control: Element, place: _Place) -> _Place:
        if ooxml.is_table_of_contents(control):
            return replace(place, kind="contents")
        shows = ooxml.is_on(ooxml.child(control, "w:sdtPr", "w:showingPlcHdr"))
        named = ooxml.tag_of(control) or ooxml.title_of(control)
        return replace(place, control=named or place.control, prompt=place.prompt or shows)

    def _table(self, table: Element, place: _Place) -> None:
        number = self._tables
        self._tables += 1
        rows = list(_parts(table, "w:tr"))
        wide = max((sum(1 for _ in _parts(row, "w:tc")) for row in rows), default=0)
        for row_number, row in enumerate(rows):
            head = ooxml.is_on(ooxml.child(row, "w:trPr", "w:tblHeader"))
            column = ooxml.number(ooxml.child(row, "w:trPr", "w:gridBefore"))
            for cell in _parts(row, "w:tc"):
                span = max(ooxml.number(ooxml.child(cell, "w:tcPr", "w:gridSpan"), default=1), 1)
                here = (
                    place
                    if place.kind
                    else replace(place, cell=Cell(number, row_number, column, span, head, len(rows), wide))
                )
                around = cell.getparent()
                if around is not None and ooxml.is_a(around, "w:sdtContent"):
                    outer = around.getparent()
                    here = here if outer is None else self._within(outer, here)
                self._walk(ooxml.children(cell), here)
                column += span

    def _paragraph(self, paragraph: Element, place: _Place) -> None:
        block = self._now.block(paragraph)
        numbering = self._look.numbering_of(paragraph)
        abstract = self._look.abstract_of(numbering[0]) if numbering else None
        label = ""
        if numbering is not None and abstract is not None and (block.runs or place.kind is None):
            label = self._counter.label((abstract, numbering[1]))
        controls = [one for one in ooxml.find_all(paragraph, "w:sdt")]
        control, prompt = place.control, place.prompt
        if len(controls) == 1 and ooxml.words(controls[0]).strip() == block.text.strip():
            within = self._within(controls[0], place)
            control, prompt = within.control, within.prompt
        equation = "".join(one.text or "" for one in paragraph.iter(f"{_MATH}t"))
        if block.runs:
            heading = self._look.heading_level(paragraph)
            kind, level = self._kind(paragraph, place, heading, block, numbering)
            style = self._look.style_of(paragraph)
            lines = _lines(block)
            if place.kind is None and kind in ("paragraph", "cell"):
                lines = [_without_sign(line) for line in lines]
            for line in lines:
                bold, size = self._emphasis(paragraph, line, style)
                self._add(
                    paragraph,
                    Passage(
                        number=self._next,
                        kind="item" if kind == "paragraph" and line.kind != "paragraph" else kind,
                        text=_with_tabs(paragraph, line.text) if len(lines) == 1 else line.text,
                        block=line,
                        level=level,
                        label=label,
                        cell=place.cell,
                        bold=bold,
                        size=size,
                        style=self._look.name_of(style).casefold(),
                        control=control,
                        prompt=prompt or _PROMPT.fullmatch(line.text) is not None,
                        notes=tuple(one.footnote for one in line.runs if isinstance(one, Footnote)),
                    ),
                )
        if equation:
            said = normal.line(equation)
            self._add(paragraph, Passage(self._next, "equation", said, Block(runs=(Run(text=said),))))
        for box in _boxes(paragraph):
            self._walk(ooxml.children(box), replace(place, kind=place.kind or "box", cell=None))

    def _kind(
        self,
        paragraph: Element,
        place: _Place,
        heading: int | None,
        block: Block,
        numbering: tuple[int, int] | None,
    ) -> tuple[Kind, int]:
        if place.kind is not None:
            return place.kind, heading or 0
        if self._look.contents_level(paragraph) is not None:
            return "contents", 0
        if place.cell is not None:
            return "cell", heading or 0
        if heading is not None:
            return "heading", heading
        if numbering is not None and block.kind != "paragraph":
            deeper = _DEEPER.search(self._look.name_of(self._look.style_of(paragraph)))
            return "item", max(block.level, int(deeper[1]) - 1 if deeper else 0)
        return "paragraph", 0

    def _add(self, element: Element, passage: Passage) -> None:
        self._elements[passage.number] = element
        self._passages.append(passage)
        self._next += 1

    def _emphasis(self, paragraph: Element, block: Block, style: str) -> tuple[bool, float]:
        """Return whether all of *paragraph* is bold, and how large it is."""
        runs = [one for one in block.runs if isinstance(one, Run) and one.text.strip()]
        if style not in self._style_bold:
            self._style_bold[style] = ooxml.is_on(self._look.of_style(style, "w:rPr", "w:b"))
        bold = bool(runs) and (self._style_bold[style] or all(one.bold for one in runs))
        if len(block.text) > _LONG:
            return bold, self._size_of(style)
        own = [
            ooxml.number(found)
            for run in ooxml.find_all(paragraph, "w:r")
            if (found := ooxml.child(run, "w:rPr", "w:sz")) is not None
        ]
        return bold, (max(own) / 2 if own else self._size_of(style))

    def _size_of(self, style: str) -> float:
        if style not in self._sizes:
            found = self._look.of_style(style, "w:rPr", "w:sz")
            self._sizes[style] = ooxml.number(found, default=_STANDARD) / 2
        return self._sizes[style]


def _mark_counted(root: Element) -> None:
    """Write the digits in fields, which a word processor works out, as signs that nobody writes."""
    open_ = 0
    for one in ooxml.find_all(root, "w:fldChar", "w:t"):
        if ooxml.is_a(one, "w:fldChar"):
            open_ += {"begin": 1, "end": -1}.get(ooxml.val(one, "w:fldCharType") or "", 0)
        elif open_ > 0 or next(one.iterancestors(ooxml.name("w:fldSimple")), None) is not None:
            one.text = (one.text or "").translate(_COUNTED)


def _key(text: str) -> str:
    return _COUNTED_RUN.sub("#", "".join(text.split()))


def _lines(block: Block) -> list[Block]:
    """Return *block* as one block for each of its lines: people break lines where they mean paragraphs."""
    if "\n" not in block.text:
        return [block]
    lines: list[list[Inline]] = [[]]
    for one in block.runs:
        if isinstance(one, Footnote):
            lines[-1].append(one)
            continue
        first, *others = one.text.split("\n")
        lines[-1].append(one.with_text(first))
        for text in others:
            lines.append([one.with_text(text)])
    made = [
        Block(kind=block.kind, level=block.level, runs=tuple(one for one in line if _says(one)))
        for line in lines
    ]
    return [one for one in made if one.runs]


def _is_listed(text: str) -> bool:
    return text.rstrip()[-1:].isdigit() and _LISTED.fullmatch(text) is not None


def _without_sign(line: Block) -> Block:
    """Return *line* as a point, without the sign that somebody has typed before it."""
    found = _TYPED.match(line.text) if line.kind == "paragraph" and isinstance(line.runs[0], Run) else None
    first = line.runs[0]
    if found is None or not isinstance(first, Run) or len(first.text) < found.end():
        return line
    rest = (first.with_text(first.text[found.end() :]), *line.runs[1:])
    return Block(kind="bullet", runs=tuple(one for one in rest if _says(one)))


def _with_tabs(paragraph: Element, text: str) -> str:
    """Return *text*, which *paragraph* says, with tabs where they are: what stands before one is a label."""
    if next(ooxml.find_all(paragraph, "w:tab"), None) is None:
        return text
    said: list[str] = []
    for one in ooxml.find_all(paragraph, "w:t", "w:tab"):
        if ooxml.is_a(one, "w:t"):
            said.append(one.text or "")
        elif (holder := one.getparent()) is not None and ooxml.is_a(holder, "w:r"):
            said.append("\t")
    whole = "".join(said).strip()
    return whole if whole.replace("\t", " ") == text else text


def _says(one: Inline) -> bool:
    return isinstance(one, Footnote) or bool(one.text)


def _parts(holder: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row, also those that stand in controls."""
    for element in ooxml.children(holder):
        if ooxml.is_a(element, wanted):
            yield element
        elif ooxml.is_a(element, "w:sdt"):
            content = ooxml.child(element, "w:sdtContent")
            yield from () if content is None else _parts(content, wanted)
        elif ooxml.is_a(element, "w:customXml", "w:sdtContent"):
            yield from _parts(element, wanted)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the boxes that hang on to *paragraph*: of those in two forms only the first."""
    met: set[Element] = set()
    for box in ooxml.find_all(paragraph, _BOX):
        around = [one for one in box.iterancestors(ooxml.name("mc:AlternateContent"))]
        if any(one is not paragraph and one in met for one in box.iterancestors(ooxml.name(_BOX))):
            continue
        if around and any(not _is_first(box, one) for one in around):
            continue
        met.add(box)
        yield box


def _is_first(inner: Element, alternatives: Element) -> bool:
    first = next(iter(ooxml.children(alternatives)), None)
    return first is not None and any(one is first for one in inner.iterancestors())


def _open(read: Package, root: Element) -> "Iterator[tuple[Remark, Element | None]]":
    """Yield what is open in a document with that *root*, each with the paragraph that it stands in."""
    yield from _changes(root)
    yield from _comments(read, root)


def _changes(root: Element) -> "Iterator[tuple[Remark, Element | None]]":
    """Yield the open changes in *root*, each with its words and the paragraph around it."""
    for change in ooxml.find_all(root, *_CHANGES):
        holder = change.getparent()
        if holder is None or ooxml.is_a(holder, "w:rPr", "w:trPr", "w:tcPr"):
            continue
        texts = ooxml.find_all(change, "w:t", "w:delText", "w:tab", "w:br")
        said = "".join((one.text or "") if not ooxml.is_a(one, "w:tab", "w:br") else " " for one in texts)
        said = normal.line(said)
        if said:
            kind: RemarkKind = next(kind for name, kind in _CHANGES.items() if ooxml.is_a(change, name))
            yield (
                Remark(kind, said, _attribute(change, "w:author"), _attribute(change, "w:date")[:10]),
                _paragraph(change),
            )


def _paragraph(inner: Element) -> Element | None:
    return next(inner.iterancestors(ooxml.name("w:p")), None)


def _comments(read: Package, root: Element) -> "Iterator[tuple[Remark, Element | None]]":
    """Yield the comments, each with the paragraph where what it is about begins."""
    name = read.part("comments")
    if name is None:
        return
    places: dict[str, Element | None] = {}
    for mark in ooxml.find_all(root, "w:commentRangeStart", "w:commentReference"):
        places.setdefault(_attribute(mark, "w:id"), _paragraph(mark))
    for comment in read.xml(name).findall(ooxml.name("w:comment")):
        lines = (ooxml.own_words(one) for one in ooxml.find_all(comment, "w:p"))
        said = normal.text("\n".join(lines)).strip()
        if said:
            yield (
                Remark("comment", said, _attribute(comment, "w:author"), _attribute(comment, "w:date")[:10]),
                places.get(_attribute(comment, "w:id")),
            )


def _attribute(element: Element, name: str) -> str:
    return normal.line(ooxml.val(element, name) or "")
