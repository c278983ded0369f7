"""Rich text as a Qt document and back: exactly what the model holds, nothing more."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextList,
    QTextListFormat,
)

from lokdesk.agreement.rich_text import DEEPEST_LEVEL, Block, BlockKind, Footnote, Inline, RichText, Run
from lokdesk.gui.clipboard.piece import Piece
from lokdesk.gui.look import tip

FOOTNOTE = QTextFormat.Property.UserProperty + 1
"""The property of a character that holds the text of the footnote called there."""
MARK = "\u2217"
"""The character that calls a footnote in the editor."""
LINE_BREAK = "\u2028"
_BELOW = 3

_STYLES: dict[BlockKind, QTextListFormat.Style] = {
    "bullet": QTextListFormat.Style.ListDisc,
    "number": QTextListFormat.Style.ListDecimal,
}
_NUMBERED = {
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListLowerRoman,
    QTextListFormat.Style.ListUpperRoman,
}


def run_format(run: Run) -> QTextCharFormat:
    """Return how *run* looks in an editor."""
    look = QTextCharFormat()
    if run.bold:
        look.setFontWeight(QFont.Weight.Bold)
    if run.italic:
        look.setFontItalic(True)
    if run.link:
        look.setAnchor(True)
        look.setAnchorHref(run.link)
        look.setFontUnderline(True)
    return look


def footnote_format(text: str) -> QTextCharFormat:
    """Return how the call of a footnote with *text* looks in an editor."""
    look = QTextCharFormat()
    look.setProperty(FOOTNOTE, text)
    look.setToolTip(tip(text))
    look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    return look


def list_format(kind: BlockKind, level: int) -> QTextListFormat:
    """Return the format of a list of *kind* at *level*, counted from zero."""
    made = QTextListFormat()
    made.setStyle(_STYLES[kind])
    made.setIndent(level + 1)
    return made


def block_format() -> QTextBlockFormat:
    """Return the format of every block: a little room below sets paragraphs apart from lines."""
    made = QTextBlockFormat()
    made.setBottomMargin(_BELOW)
    return made


# Reading


def kind_and_level(block: QTextBlock) -> tuple[BlockKind, int]:
    """Return what *block* is, and at which level of a list it stands."""
    in_list = block.textList()
    if in_list is None:
        return "paragraph", 0
    listed = in_list.format()
    level = min(max(listed.indent() - 1, 0), DEEPEST_LEVEL)
    return ("number" if listed.style() in _NUMBERED else "bullet"), level


def _inlines(block: QTextBlock) -> list[Inline]:
    result: list[Inline] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        iterator += 1
        look = fragment.charFormat()
        words = fragment.text()
        if look.isImageFormat():
            continue
        if look.hasProperty(FOOTNOTE):
            result.extend(Footnote(footnote=str(look.property(FOOTNOTE))) for _ in range(words.count(MARK)))
            continue
        result.append(
            Run(
                text=words,
                bold=look.fontWeight() > QFont.Weight.Medium,
                italic=look.fontItalic(),
                link=look.anchorHref() or None,
            )
        )
    return result


def pieces(document: QTextDocument) -> tuple[Piece, ...]:
    """Return what *document* holds of what a rich text can hold, block by block."""
    return tuple(Piece(*kind_and_level(block), tuple(_inlines(block))) for block in _blocks(document))


def read(document: QTextDocument) -> RichText | None:
    """Return what *document* holds as rich text in normal form, or ``None`` where there are no words."""
    text = RichText(blocks=tuple(map(_meaning, _blocks(document))))
    return text if text.blocks else None


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _meaning(block: QTextBlock) -> Block:
    kind, level = kind_and_level(block)
    return Block(kind=kind, level=level, runs=tuple(_inlines(block)))


def looks(document: QTextDocument) -> list[tuple[BlockKind, int, str]]:
    """Return the blocks of *document* as they are seen, those that say nothing too."""
    return [(*kind_and_level(block), block.text()) for block in _blocks(document)]


class Reading:
    """What a document holds, read again only where it changes, so that a long text types as a short one."""

    def __init__(self, document: QTextDocument) -> None:
        """Follow *document* from now on."""
        self._document = document
        self._blocks = [_meaning(block) for block in _blocks(document)]
        document.contentsChange.connect(self._take)

    def _take(self, position: int, _removed: int, added: int) -> None:
        document = self._document
        first = document.findBlock(position)
        last = document.findBlock(min(position + added, document.characterCount() - 1))
        start, end = first.blockNumber(), last.blockNumber() + 1
        gone = end - (document.blockCount() - len(self._blocks))
        fresh: list[Block] = []
        block = first
        while len(fresh) < end - start and block.isValid():
            fresh.append(_meaning(block))
            block = block.next()
        self._blocks[start:gone] = fresh
        if len(self._blocks) != document.blockCount():
            self._blocks = [_meaning(block) for block in _blocks(document)]

    @property
    def text(self) -> RichText | None:
        """The text in normal form, or ``None`` where there are no words."""
        blocks = tuple(block for block in self._blocks if block.runs)
        # They are in normal form already; looking at each of them again would cost a long text its speed.
        return RichText.model_construct(blocks=blocks) if blocks else None


# Writing


def insert(cursor: QTextCursor, blocks: Sequence[Block | Piece]) -> None:
    """Insert *blocks* at *cursor*.

    The first continues the block that the cursor stands in, unless that one is empty. One paragraph alone
    becomes an item where it is put into an empty item of a list.
    """
    cursor.beginEditBlock()
    for number, block in enumerate(blocks):
        if number:
            cursor.insertBlock(block_format(), QTextCharFormat())
        if number or not cursor.block().text():
            if block.kind != "paragraph":
                cursor.createList(list_format(block.kind, block.level))
            elif len(blocks) > 1:
                leave_list(cursor.block())
        for inline in block.runs:
            if isinstance(inline, Footnote):
                cursor.insertText(MARK, footnote_format(inline.footnote))
            else:
                cursor.insertText(inline.text.replace("\n", LINE_BREAK), run_format(inline))
    cursor.endEditBlock()
    tidy(cursor.document())


def show(document: QTextDocument, text: RichText | None) -> None:
    """Let *document* hold *text* and nothing else."""
    document.clear()
    QTextCursor(document).setBlockFormat(block_format())
    if text is not None:
        insert(QTextCursor(document), text.blocks)


def leave_list(block: QTextBlock) -> None:
    """Make *block* a paragraph."""
    in_list = block.textList()
    if in_list is not None:
        in_list.remove(block)
    QTextCursor(block).setBlockFormat(block_format())


def tidy(document: QTextDocument) -> None:
    """Number lists as they will be numbered in print.

    Items of one kind and level that follow each other are one list that starts at one, with only deeper items
    between them. Blocks that left a list leave its indent behind.
    """
    open_lists: dict[int, tuple[BlockKind, QTextList]] = {}
    done: set[int] = set()
    block = document.begin()
    while block.isValid():
        kind, level = kind_and_level(block)
        here = block.textList()
        for deeper in [one for one in open_lists if one > level or here is None]:
            del open_lists[deeper]
        if here is None:
            if block.blockFormat().indent():
                QTextCursor(block).setBlockFormat(block_format())
        elif level in open_lists and open_lists[level][0] == kind:
            going_on = open_lists[level][1]
            if here.objectIndex() != going_on.objectIndex():
                going_on.add(block)
        else:
            if here.objectIndex() in done:
                here = QTextCursor(block).createList(list_format(kind, level))
            done.add(here.objectIndex())
            open_lists[level] = kind, here
        block = block.next()
