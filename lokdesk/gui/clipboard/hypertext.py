"""HTML from other programs as text: what a rich text can hold of it, and nothing else.

Word writes its lists as paragraphs whose style names the list (``mso-list:l0 level2 lfo1``), with the bullet
or number as text beside them. A row of a table becomes a paragraph with its cells apart. Headings, whose look
is the template's, become bold paragraphs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lokdesk.agreement.rich_text import DEEPEST_LEVEL, Block, BlockKind, Footnote, Inline, Run
from lokdesk.gui.clipboard import footnote, look, markup, typed
from lokdesk.gui.clipboard.look import Look, Part, inlines
from lokdesk.gui.clipboard.markup import Declarations, Node
from lokdesk.gui.clipboard.piece import Piece

CELLS_APART = "; "
EMPTY_CELL = "–"

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form header hr html legend li main menu nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_WORD_LIST = re.compile(r"(l\d+)\s+level(\d+)", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(?:\d+(?:[.:]\d+)*|[^\W\d_]{1,4})[.):]\)?|\d+(?:\.\d+)*")
_TYPED_ITEM = re.compile(
    r"(?:(?P<outer>[•·▪●■§\uf0b7\uf0a7–-])|(?P<inner>[o◦○])|(?P<number>\w{1,3}[.)]))[ \u00a0]+"
)
_BULLETS, _NUMBERS = "bullet", "decimal"
"""Number formats of lists in Word; all but the first are numbers of a kind."""
_LONGEST_MARKER, _MOST_LETTERS = 20, 4
"""Signs that stand before an item of a list at most, and letters: what says more is text."""
_SPACE = " \t\n\r\f"
_NUMBERED_TYPES = ("decimal", "alpha", "roman", "latin")


def read(html: str) -> tuple[Piece, ...]:
    """Return what a rich text can hold of *html*, block by block; nothing for what says nothing."""
    return _Reading(html).pieces()


@dataclass
class _Open:
    """A block that is being read."""

    kind: BlockKind = "paragraph"
    level: int = 0
    heading: bool = False
    word_list: str = ""
    """The number format of the list in Word that the block is an item of."""
    typed_list: bool = False
    """Whether a bullet or number in its text may be that of a list."""
    parts: list[Part] = field(default_factory=list[Part])


@dataclass
class _Item:
    """A list item whose element is open."""

    kind: BlockKind
    level: int
    block: _Open | None = None


@dataclass
class _Place:
    """Where blocks go: the document, or a cell of a table."""

    blocks: list[_Open] = field(default_factory=list[_Open])
    lists: list[BlockKind] = field(default_factory=list[BlockKind])
    items: list[_Item] = field(default_factory=list[_Item])


class _Reading:
    """One go through a document."""

    def __init__(self, html: str) -> None:
        self._root = markup.parsed(html)
        self._sheet = markup.sheet(self._root)
        self._footnotes = footnote.found(self._root)
        self._place = _Place()
        self._outer: list[_Place] = []
        self._rows: list[list[list[_Open]]] = []
        self._looks = [Look()]
        self._block: _Open | None = None
        self._next = _Open()
        self._has_blocks = False
        self._walk()

    # Going through

    def _leaves_out(self, node: Node) -> bool:
        name = markup.tag(node)
        if name.startswith("-"):
            return name != markup.TEXT
        if name in markup.DROPPED or name == "del" or node.mem_id in self._footnotes.holders:
            return True
        style = self._sheet.of(node)
        return markup.is_hidden(style) or _is_comment(node, style)

    def _walk(self) -> None:
        muted: int | None = None
        for node, entered in markup.walk(self._root, self._leaves_out):
            name = markup.tag(node)
            if muted is not None:
                muted = None if node.mem_id == muted and not entered else muted
            elif name == markup.TEXT:
                self._take_text(node)
            elif name == "br":
                if entered:
                    self._break(node)
            elif not entered:
                self._leave(name)
            elif self._takes_whole(node, name):
                muted = node.mem_id
            else:
                self._enter(node, name)
        self._end_block()

    def _takes_whole(self, node: Node, name: str) -> bool:
        """Take in *node* if it says something else than its words: it marks a list item, or calls a note."""
        said = None
        if self._sheet.of(node).get("mso-list", "").casefold() == "ignore":
            said = markup.short_text(node, _LONGEST_MARKER)
        if said is not None and _is_marker(said):
            block = self._block or self._next
            marker = "".join(said.split())
            if marker and block.word_list:
                block.word_list = _NUMBERS if _NUMBER.fullmatch(marker) else _BULLETS
            return True
        if name != "a":
            return False
        if (note := self._footnotes.texts.get(node.mem_id)) is not None:
            self._open_block().parts.append(Footnote(footnote=note))
            return footnote.is_short(node)
        return footnote.is_mark(node)

    def _enter(self, node: Node, name: str) -> None:
        style = self._sheet.of(node)
        self._looks.append(look.within(self._looks[-1], name, node.attributes.get("href"), style))
        if name not in _BLOCKS:
            return
        self._end_block()
        self._has_blocks = self._has_blocks or name not in ("html", "body")
        if name in _LISTS:
            self._place.lists.append("number" if name == "ol" else "bullet")
        elif name == "li":
            self._place.items.append(self._item(node, style))
        elif name == "tr":
            self._rows.append([])
        elif name in ("td", "th"):
            self._outer.append(self._place)
            self._place = _Place()
        else:
            self._next = self._new_block(node, name, style)

    def _leave(self, name: str) -> None:
        self._looks.pop()
        if name not in _BLOCKS:
            return
        self._end_block()
        if name in _LISTS:
            self._place.lists.pop()
        elif name == "li":
            self._place.items.pop()
        elif name == "tr":
            self._place.blocks.extend(_row(self._rows.pop()))
        elif name in ("td", "th"):
            if self._rows:
                self._rows[-1].append(self._place.blocks)
            self._place = self._outer.pop()

    # Blocks

    def _item(self, node: Node, style: Declarations) -> _Item:
        lists = self._place.lists
        type_ = style.get("list-style-type", "")
        kind: BlockKind = lists[-1] if lists else "bullet"
        if any(one in type_ for one in _NUMBERED_TYPES):
            kind = "number"
        level = len(lists) - 1
        for name in ("aria-level", "data-aria-level"):
            said = node.attributes.get(name) or ""
            if said.isascii() and said.isdigit():
                level = int(said) - 1
        if match := _WORD_LIST.search(style.get("mso-list", "")):
            level = int(match[2]) - 1
        return _Item(kind, min(max(level, 0), DEEPEST_LEVEL))

    def _new_block(self, node: Node, name: str, style: Declarations) -> _Open:
        block = _Open(heading=name in _HEADINGS or node.attributes.get("role") == "heading")
        block.typed_list = (node.attributes.get("class") or "").startswith("MsoListParagraph")
        match = _WORD_LIST.search(style.get("mso-list", ""))
        if match and not block.heading and not self._place.items:
            level = int(match[2])
            block.level = min(max(level - 1, 0), DEEPEST_LEVEL)
            block.word_list = self._sheet.lists.get((match[1].casefold(), level), _BULLETS)
        return block

    def _open_block(self) -> _Open:
        if self._block is not None:
            return self._block
        block, self._next = self._next, _Open()
        item = self._place.items[-1] if self._place.items else None
        if item is not None and item.block is None:
            block.kind, block.level, item.block = item.kind, item.level, block
        elif item is not None and self._place.blocks and self._place.blocks[-1] is item.block:
            # A further paragraph of the same item: a line of its own in it.
            block = self._place.blocks.pop()
            block.parts.append(look.BREAK)
        self._block = block
        return block

    def _end_block(self) -> None:
        if self._block is not None:
            self._place.blocks.append(self._block)
        self._block = None
        self._next = _Open()

    def _take_text(self, node: Node) -> None:
        text = node.text_content or ""
        if self._block is None and not text.strip(_SPACE) and (self._has_blocks or _is_outside(node)):
            return
        if self._block is not None and not text.strip(_SPACE) and _is_outside(node):
            return
        self._open_block().parts.append((text, self._looks[-1]))

    def _break(self, node: Node) -> None:
        """Break the line; a second time in a row, end the paragraph, as people do in mail."""
        block = self._block
        if block is None or "page-break" in (node.attributes.get("style") or ""):
            return
        while isinstance(last := block.parts[-1], tuple) and last is not look.BREAK and not last[0].strip():
            block.parts.pop()
            if not block.parts:
                return
        if block.parts[-1] is not look.BREAK:
            block.parts.append(look.BREAK)
        elif block.kind == "paragraph" and not block.word_list:
            self._end_block()

    # What comes of it

    def pieces(self) -> tuple[Piece, ...]:
        """Return what has been read."""
        pieces = [piece for piece in map(_piece, self._place.blocks) if piece.says_something]
        if self._has_blocks or len(pieces) > 1:
            pieces = [_trimmed(piece) for piece in pieces]
        return typed.with_lists(pieces)


# Rows


def _row(cells: Sequence[Sequence[_Open]]) -> list[_Open]:
    """Return a row as one paragraph with its cells apart; as their blocks where a cell has several."""
    spoken = [[block for block in cell if _piece(block).says_something] for cell in cells]
    while spoken and not spoken[-1]:
        spoken.pop()
    filled = [cell for cell in spoken if cell]
    if len(filled) < 2 or any(len(cell) > 1 for cell in filled):
        return [block for cell in filled for block in cell]
    row = _Open()
    for number, cell in enumerate(spoken):
        if number:
            row.parts.append((CELLS_APART, Look()))
        for part in inlines(cell[0].parts) if cell else (Run(text=EMPTY_CELL),):
            if isinstance(part, Footnote):
                row.parts.append(part)
            else:
                row.parts.append(
                    (part.text.replace("\n", " "), Look(part.bold, part.italic, part.link, keeps_breaks=True))
                )
    return [row]


# Words


def _piece(block: _Open) -> Piece:
    runs = inlines(block.parts)
    kind, level = block.kind, block.level
    if block.word_list:
        kind = "bullet" if block.word_list == _BULLETS else "number"
    elif block.typed_list and kind == "paragraph":
        kind, level, runs = _typed_item(runs)
    if block.heading:
        runs = tuple(run.model_copy(update={"bold": True}) if isinstance(run, Run) else run for run in runs)
    return Piece(kind, level, runs)


def _typed_item(runs: tuple[Inline, ...]) -> tuple[BlockKind, int, tuple[Inline, ...]]:
    """Return what a paragraph with *runs* is: an item of a list, where a bullet stands before its words."""
    whole = Block(runs=runs).runs
    first = whole[0] if whole else None
    match = _TYPED_ITEM.match(first.text) if isinstance(first, Run) else None
    if match is None or not isinstance(first, Run):
        return "paragraph", 0, runs
    rest = (first.with_text(first.text[match.end() :]), *whole[1:])
    return "number" if match["number"] else "bullet", 1 if match["inner"] else 0, rest


def _is_marker(said: str) -> bool:
    """Return whether *said* can stand before an item of a list: a sign, a number, or a word with a number."""
    words = said.split()
    if len(words) == 2 and any(map(str.isdigit, words[1])):
        words = words[1:]
    return sum(map(str.isalpha, "".join(words))) <= _MOST_LETTERS


def _is_outside(node: Node) -> bool:
    """Return whether *node* stands outside of all that was copied, where only line breaks are."""
    return (
        node.parent is not None
        and markup.tag(node.parent) in ("html", "body")
        and "\n" in (node.text_content or "")
    )


def _is_comment(node: Node, style: Declarations) -> bool:
    """Return whether *node* is, or calls, a comment of Word's rather than text."""
    if style.get("mso-element", "").startswith("comment") or style.get("mso-special-character") == "comment":
        return True
    names = (node.attributes.get("class") or "").split()
    return "msocomanchor" in names or "MsoCommentReference" in names


def _trimmed(piece: Piece) -> Piece:
    """Return *piece* without white space at its ends."""
    runs = Block(runs=piece.runs).runs
    return replace(piece, runs=runs)
