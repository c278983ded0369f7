"""The document as a view on a screen takes it: the blocks of a flow as paragraphs and the rows of tables.

A sheet is made of the very blocks that the Word writer writes down, numbered as a word processor would. What
a paragraph says is only taken apart where someone looks at it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from lokdesk.agreement.steps import Steps, finished
from lokdesk.word.block import (
    CAPTION,
    FOOTNOTE,
    HEADING,
    LINK,
    LIST,
    MARK_END,
    PARAGRAPHS,
    SAME_LIST,
    SEQUENCE,
    Block,
)
from lokdesk.word.contents import FIRST_HEADING
from lokdesk.word.counter import Counter, Counts
from lokdesk.word.flow import Flow
from lokdesk.word.paper import Align, Indent, Paper, ParagraphLook, RunLook
from lokdesk.word.tag import AT_HOME, COPY, FIGURE, FIXED, PART, parse

Origin = Literal["template", "fixed", "answer", "missing", "made"]
"""Whose the words are: the template's own, or its fixed text; an answer, what stands where there is none yet;
or made from the answers, as contents are."""

_STRIDE = 100
"""How many blocks are gone through at a time."""


class Run(NamedTuple):
    """Words that look alike and belong together.

    *link* is where they lead: an address on the web, or a bookmark after a number sign. *note* is the text of
    the footnote that they are the mark of.
    """

    text: str
    look: RunLook = RunLook()
    origin: Origin = "template"
    address: str = ""
    link: str = ""
    note: str = ""


class Paragraph(NamedTuple):
    """A paragraph: its block, its number or bullet, the list and level it is on, and whose words it holds.

    *notes* is how many footnotes there are before it in the document.
    """

    block: Block
    label: str = ""
    listed: tuple[int, int] | None = None
    origin: Origin = "template"
    notes: int = 0


class Cell(NamedTuple):
    """A cell of a table: its width in points, and its paragraphs, those of a table within it among them."""

    width: float
    paragraphs: tuple[Paragraph, ...]


class Row(NamedTuple):
    """A row of a table in the table style with the id *style*, of which it may be the first or the last.

    *heads* is what stands at the head of each column, if the table has a head and columns; *longest* how many
    characters there are in the longest word of each.
    """

    style: str
    cells: tuple[Cell, ...]
    head: bool
    first: bool
    last: bool
    heads: tuple[str, ...]
    longest: tuple[int, ...]


Leaf: TypeAlias = Paragraph | Row
"""What stands below one another in a document. Equal leaves look the same."""
Place: TypeAlias = tuple[int, int]
"""A paragraph: the number of its leaf, and its own within it."""


class State(NamedTuple):
    """What goes on from one part of a document into the next: what lists, notes and captions have come to."""

    counts: Counts = ()
    notes: int = 0
    headings: int = 0
    captions: tuple[tuple[str, int], ...] = ()


class Strip(NamedTuple):
    """A part of a sheet, made from one piece of the flow, and in which state that began and ended.

    *places* tells the first paragraph of every answer, item and list that stands in it by address, and that
    of every heading which contents refer to by its bookmark.
    """

    blocks: list[Block]
    before: State
    leaves: Sequence[Leaf]
    notes: Sequence[Paragraph]
    places: Mapping[str, Place]
    after: State


@dataclass(frozen=True)
class Sheet:
    """A document on the screen: parts that stand below one another."""

    paper: Paper
    strips: tuple[Strip, ...]

    @cached_property
    def leaves(self) -> list[Leaf]:
        """What stands below one another, the footnotes last."""
        leaves: list[Leaf] = []
        for strip in self.strips:
            leaves += strip.leaves
        for strip in self.strips:
            leaves += strip.notes
        return leaves

    @cached_property
    def many_notes(self) -> int:
        """How many of the leaves are footnotes."""
        return sum(len(strip.notes) for strip in self.strips)

    def place(self, address: str) -> Place | None:
        """Return where *address* stands first, ``None`` where it does not: it may not be answered yet."""
        before = 0
        for strip in self.strips:
            if address in strip.places:
                leaf, paragraph = strip.places[address]
                return before + leaf, paragraph
            before += len(strip.leaves)
        return None


def paragraphs(leaf: Leaf) -> tuple[Paragraph, ...]:
    """Return the paragraphs of *leaf* in the order they are read."""
    if isinstance(leaf, Paragraph):
        return (leaf,)
    return tuple(chain.from_iterable(cell.paragraphs for cell in leaf.cells))


def sheet(flow: Flow, paper: Paper) -> Sheet:
    """Return the text of *flow* on *paper*."""
    return finished(steps(flow, paper))


def steps(flow: Flow, paper: Paper, former: Sheet | None = None) -> Steps[Sheet]:
    """Make what :func:`sheet` returns, some blocks at a time.

    What is the same in the *former* sheet on the same paper is taken from there.
    """
    known = {id(strip.blocks): strip for strip in (former.strips if former is not None else ())}
    state, strips = State(), list[Strip]()
    for blocks in flow.pieces:
        strip = known.get(id(blocks))
        if strip is None or strip.before != state:
            strip = yield from _strip(blocks, state, paper)
        strips.append(strip)
        state = strip.after
    return Sheet(paper, tuple(strips))


def _strip(blocks: list[Block], state: State, paper: Paper) -> Steps[Strip]:
    laying = _Laying(paper, state)
    for place, block in enumerate(blocks, 1):
        laying.lay(block)
        if not place % _STRIDE:
            yield
    yield
    return Strip(blocks, state, laying.leaves, laying.notes, laying.places, laying.state)


class _Laying:
    """Lays the blocks of a piece, one after the other."""

    def __init__(self, paper: Paper, state: State) -> None:
        self.leaves: list[Leaf] = []
        self.notes: list[Paragraph] = []
        self.places: dict[str, Place] = {}
        self._paper = paper
        self._counter = Counter(paper.levels)
        self._counter.go_on_from(state.counts)
        self._noted = state.notes
        self._headings = state.headings
        self._captions = dict(state.captions)
        self._origins: list[Origin] = ["template"]
        self._waiting: list[str] = []
        """What has been opened and whose first paragraph is still to come."""
        self._depth = 0
        """How many tables there are around what comes next."""
        self._style = ""
        self._rows: list[tuple[bool, tuple[Cell, ...]]] = []
        self._head = False
        self._cells: list[Cell] = []
        self._width = 0.0
        self._cell: list[Paragraph] = []
        self._in_row = 0

    @property
    def state(self) -> State:
        return State(self._counter.state, self._noted, self._headings, tuple(self._captions.items()))

    def lay(self, block: Block) -> None:
        kind = block.kind
        if kind in PARAGRAPHS:
            self._paragraph(block)
        elif kind == "open":
            self._open(block)
        elif kind == "close":
            self._origins.pop()
        elif kind == "table":
            self._depth += 1
            if self._depth == 1:
                self._style, self._rows = _value(_TABLE_STYLE, block.xml), []
        elif kind == "table_end":
            self._depth -= 1
            if self._depth == 0:
                self.leaves += _rows(self._style, self._rows)
        elif self._depth == 1:
            self._table(block)

    def _table(self, block: Block) -> None:
        """Lay what divides a table, unless it is one within another: that one is read as part of its cell."""
        match block.kind:
            case "row":
                self._head, self._cells, self._in_row = _HEAD in block.xml, [], 0
            case "row_end":
                self._rows.append((self._head, tuple(self._cells)))
            case "cell":
                self._width, self._cell = block.level / 20, []
            case "cell_end":
                self._cells.append(Cell(self._width, tuple(self._cell)))
            case _:
                pass

    def _open(self, block: Block) -> None:
        origin, address = _belongs(block.address)
        outer = self._origins[-1]
        if outer == "fixed" or origin == "template":
            origin = outer
        elif origin == "answer" and _SHOWING in block.xml:
            origin = "missing"
        self._origins.append(origin)
        if address:
            self._waiting.append(address)

    def _captioned(self, block: Block) -> Block:
        """Return *block*, which is a caption, with its number."""
        for sequence in _CAPTION.findall(block.xml):
            self._captions[sequence] = self._captions.get(sequence, 0) + 1

        def number(found: re.Match[str]) -> str:
            return str(self._captions.get(found[1], 0))

        return block._replace(xml=_COUNTED.sub(number, block.xml), text=_COUNTED.sub(number, block.text))

    def _paragraph(self, block: Block) -> None:
        if SEQUENCE in block.xml:
            block = self._captioned(block)
        listed, label = self._number(block)
        xml = block.xml
        made = Paragraph(block, label, listed, self._origins[-1], self._noted)
        if self._depth:
            here = len(self.leaves) + len(self._rows), self._in_row
            self._in_row += 1
            self._cell.append(made)
        else:
            here = len(self.leaves), 0
            self.leaves.append(made)
        places = self.places
        if self._waiting:
            for address in self._waiting:
                places.setdefault(address, here)
            self._waiting.clear()
        if block.address:
            places.setdefault(block.address, here)
        if _CONTROL in xml:
            for address in AT_HOME.findall(xml):
                places.setdefault(address, here)
        if HEADING in xml:
            self._headings += 1
            places[f"_Toc{FIRST_HEADING + self._headings}"] = here
        if FOOTNOTE in xml:
            for note in _NOTE.findall(xml):
                text = f'{self._paper.note}<w:r><w:t xml:space="preserve"> </w:t>{note}</w:r></w:p>'
                self._noted += 1
                block = Block("paragraph", text, block.address)
                self.notes.append(Paragraph(block, str(self._noted), None, "answer"))

    def _number(self, block: Block) -> tuple[tuple[int, int] | None, str]:
        if block.label:
            return None, block.label
        listed = block.shape.numbering
        if _NUMBERING in block.xml:
            found = _OWN_NUMBER.search(block.xml)
            if found is not None:
                listed = self._own_number(found[2], int(found[1] or 0))
        if listed is None:
            return None, ""
        return listed, self._counter.label(listed)

    def _own_number(self, list_: str, level: int) -> tuple[int, int] | None:
        """Return the list definition and level of what is on the list that is written so."""
        if list_ == LIST:
            self._counter.begin(self._paper.numbered)
        if list_ in (LIST, SAME_LIST):
            return self._paper.numbered, level
        definition = self._paper.lists.get(int(list_)) if list_.isdecimal() else None
        return (definition, level) if definition is not None else None


_HEAD = "<w:tblHeader/>"


def _rows(style: str, rows: Sequence[tuple[bool, tuple[Cell, ...]]]) -> Iterator[Row]:
    heads, longest = tuple[str, ...](), tuple[int, ...]()
    if rows and all(len(cells) == len(rows[0][1]) for _, cells in rows):
        longest = tuple(
            max(map(_longest, column)) for column in zip(*(cells for _, cells in rows), strict=True)
        )
        if rows[0][0]:
            heads = tuple(" ".join(one.block.text for one in cell.paragraphs) for cell in rows[0][1])
    last = len(rows) - 1
    for place, (head, cells) in enumerate(rows):
        yield Row(style, cells, head, place == 0, place == last, heads, longest)


def _longest(cell: Cell) -> int:
    """Return how many characters the longest word in *cell* has."""
    return max((len(word) for one in cell.paragraphs for word in one.block.text.split()), default=0)


# -- taking a paragraph apart


_CONTROL, _SHOWING, _NUMBERING = "<w:sdt>", "<w:showingPlcHdr/>", "<w:numPr>"
_TABLE_STYLE = re.compile(r'<w:tblStyle w:val="([^"]*)"')
_PARAGRAPH_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_RUN_STYLE = re.compile(r'<w:rStyle w:val="([^"]*)"')
_OWN_NUMBER = re.compile(r'<w:numPr>(?:<w:ilvl w:val="(\d)"/>)?<w:numId w:val="([^"]*)"/></w:numPr>')
_NOTE = re.compile(f"{FOOTNOTE}(.*?){MARK_END}", re.DOTALL)
_CAPTION = re.compile(f"{CAPTION}([^=]*)=")
_COUNTED = re.compile(f"{SEQUENCE}([^{MARK_END}]*){MARK_END}")
_LINK = re.compile(f"{LINK}(.*?){MARK_END}")
_BOOKMARK = re.compile(r'w:anchor="([^"]*)"')
_INDENT = re.compile(r"<w:ind ([^>]*)/>")
_LENGTH = re.compile(r'w:(\w+)="(-?\d+)"')
_ALIGNED = re.compile(r'<w:jc w:val="(\w+)"')
_PROPERTY = re.compile(r'<w:(b|i|u|color|sz|vertAlign)(?: w:val="(\w+)")?[ /]')
_TOKEN = re.compile(
    r"<w:sdtPr>(?P<control>.*?)</w:sdtPr>"
    r"|<w:rPr>(?P<look>.*?)</w:rPr>"
    r"|<w:t(?: [^>]*)?>(?P<text>[^<]*)</w:t>"
    r"|<w:hyperlink (?P<link>[^>]*)>"
    r"|<(?P<drawn>w:drawing|w:pict|w:object|mc:AlternateContent)[ >].*?</(?P=drawn)>"
    r"|<(?P<other>/?w:(?:sdt|r|hyperlink|tab|br|cr|noBreakHyphen|footnoteReference))\b(?P<rest>[^>]*)>",
    re.DOTALL,
)
_CHARACTERS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}


def _value(pattern: re.Pattern[str], xml: str) -> str:
    found = pattern.search(xml)
    return found[1] if found is not None else ""


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


@lru_cache(4096)
def _belongs(tag: str) -> tuple[Origin, str]:
    """Return whose words a control with that *tag* holds, and the address it has at home."""
    if tag.startswith(FIXED):
        return "fixed", ""
    if tag.startswith((PART, FIGURE)):
        return "made", ""
    found = parse(tag)
    if found.kind == "answer":
        return "answer", "" if found.copy else found.name
    return "template", "" if tag.startswith(COPY) else tag


@lru_cache(4096)
def _answered(tag: str) -> tuple[Origin, str]:
    """Return whose words an inline control with that *tag* holds, and the address of the answer."""
    origin, address = _belongs(tag)
    return origin, address or (tag.removeprefix(COPY) if origin == "answer" else "")


@lru_cache(1024)
def _look(properties: str) -> tuple[str, RunLook]:
    """Return the style that run *properties* name, and the look that they give themselves."""
    found = dict[str, str]((one[1], one[2] or "") for one in _PROPERTY.finditer(properties))

    def switch(name: str) -> bool | None:
        return found[name] not in _OFF if name in found else None

    color, size = found.get("color", ""), found.get("sz", "")
    return _value(_RUN_STYLE, properties), RunLook(
        switch("b"),
        switch("i"),
        switch("u"),
        color if len(color) == 6 else None,
        int(size) / 2 if size.isdecimal() and int(size) else None,
        found["vertAlign"] == "superscript" if "vertAlign" in found else None,
    )


_OFF = frozenset({"0", "false", "off", "none"})


def runs(paragraph: Paragraph, paper: Paper) -> tuple[Run, ...]:
    """Return what *paragraph* says, without its label."""
    xml = paragraph.block.xml
    notes: list[str] = []
    if FOOTNOTE in xml:
        notes = _NOTE.findall(xml)
        xml = _NOTE.sub("", xml)
    whole = paragraph.origin in ("answer", "missing")
    belongs: list[tuple[Origin, str]] = [(paragraph.origin, paragraph.block.address if whole else "")]
    result: list[Run] = []
    look, link, met = RunLook(), "", paragraph.notes

    def say(text: str, raised: bool | None = None, note: str = "") -> None:
        origin, address = belongs[-1]
        shown = look if raised is None else look._replace(raised=raised)
        run = Run(text, shown, origin, address, link, note)
        if result and result[-1]._replace(text=text) == run:
            result[-1] = run._replace(text=result[-1].text + text)
        elif text:
            result.append(run)

    start = xml.find("</w:pPr>")
    for token in _TOKEN.finditer(xml, max(start, 0)):
        match token.lastgroup:
            case "text":
                say(_unescaped(token["text"]))
            case "look":
                style, own = _look(token["look"])
                look = own.over(paper.runs[style]) if style in paper.runs else own
            case "control":
                belongs[-1] = _within(belongs[-2], token["control"])
            case "link":
                found = _LINK.search(token["link"])
                link = found[1] if found is not None else f"#{_value(_BOOKMARK, token['link'])}"
            case "rest":
                other = token["other"]
                if other == "w:r":
                    look = RunLook()
                elif other == "w:sdt":
                    belongs.append(belongs[-1])
                elif other == "/w:sdt":
                    belongs.pop()
                elif other == "/w:hyperlink":
                    link = ""
                elif other == "w:footnoteReference":
                    met += 1
                    note = notes.pop(0) if notes else ""
                    say(str(met), True, _unescaped("".join(_words(note))))
                elif other in _CHARACTERS and 'w:type="page"' not in token["rest"]:
                    say(_CHARACTERS[other])
            case _:
                pass
    return tuple(result)


def _words(xml: str) -> Iterator[str]:
    return (token["text"] for token in _TOKEN.finditer(xml) if token.lastgroup == "text")


def _within(outer: tuple[Origin, str], control: str) -> tuple[Origin, str]:
    """Return whose words stand in a *control*, given its properties, that is in one of *outer*'s."""
    origin, address = _answered(_value(_ANY_TAG, control))
    if outer[0] == "fixed" or origin == "template":
        return outer
    if origin == "answer" and _SHOWING in control:
        return "missing", address
    return origin, address


_ANY_TAG = re.compile(r'<w:tag w:val="([^"]*)"')


def look(paragraph: Paragraph, paper: Paper) -> ParagraphLook:
    """Return how *paragraph* looks, by its style and by itself."""
    xml, shape = paragraph.block.xml, paragraph.block.shape
    properties = xml[: xml.find("</w:pPr>") + 1]
    own, indent, align = _paragraph_look(properties)
    styled = paper.paragraph(own)
    if indent is None and _NUMBERING in properties and paragraph.listed is not None:
        listed = paper.list_looks.get(paragraph.listed)
        indent = listed.indent if listed is not None else None
    return styled._replace(
        before=shape.before,
        after=shape.after,
        indent=indent if indent is not None else styled.indent,
        align=align or styled.align,
    )


@lru_cache(1024)
def _paragraph_look(properties: str) -> tuple[str, Indent | None, Align | None]:
    """Return the style that paragraph *properties* name, and their own indent and alignment."""
    found = _INDENT.search(properties)
    indent: Indent | None = None
    if found is not None:
        lengths = {one[1]: int(one[2]) / 20 for one in _LENGTH.finditer(found[1])}
        indent = Indent(
            lengths.get("left", lengths.get("start", 0.0)),
            -lengths["hanging"] if "hanging" in lengths else lengths.get("firstLine", 0.0),
            lengths.get("right", lengths.get("end", 0.0)),
        )
    return _value(_PARAGRAPH_STYLE, properties), indent, _ALIGNED_AS.get(_value(_ALIGNED, properties))


_ALIGNED_AS: Mapping[str, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
}
