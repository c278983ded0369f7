"""Rich text as a Qt document and back: exactly what the model holds, nothing more."""

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

FOOTNOTE = QTextFormat.Property.UserProperty + 1
"""The property of a character that holds the text of the footnote called there."""
MARK = "\u2217"
"""The character that calls a footnote in the editor."""
LINE_BREAK = "\u2028"

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
    look.setToolTip(text)
    look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    return look


def list_format(kind: BlockKind, level: int) -> QTextListFormat:
    """Return the format of a list of *kind* at *level*, counted from zero."""
    made = QTextListFormat()
    made.setStyle(_STYLES[kind])
    made.setIndent(level + 1)
    return made


def insert(cursor: QTextCursor, text: RichText) -> None:
    """Insert *text* at *cursor*; its first block continues the one that the cursor stands in."""
    cursor.beginEditBlock()
    open_lists: dict[tuple[BlockKind, int], QTextList] = {}
    for number, block in enumerate(text.blocks):
        if number:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        elif cursor.currentList() is not None and block.kind == "paragraph":
            pass
        if block.kind == "paragraph":
            open_lists.clear()
        else:
            # A new number at an outer level starts the inner lists anew.
            for key in [key for key in open_lists if key[1] > block.level]:
                del open_lists[key]
            key = (block.kind, block.level)
            if key in open_lists:
                open_lists[key].add(cursor.block())
            else:
                open_lists[key] = cursor.createList(list_format(block.kind, block.level))
        for inline in block.runs:
            if isinstance(inline, Footnote):
                cursor.insertText(MARK, footnote_format(inline.footnote))
            else:
                cursor.insertText(inline.text.replace("\n", LINE_BREAK), run_format(inline))
    cursor.setCharFormat(QTextCharFormat())
    cursor.endEditBlock()


def show(document: QTextDocument, text: RichText | None) -> None:
    """Let *document* hold *text* and nothing else."""
    document.clear()
    if text is not None:
        insert(QTextCursor(document), text)


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
            note = str(look.property(FOOTNOTE))
            # Text typed against a call takes its look; only the mark itself is the call.
            before, *rest = words.split(MARK)
            result.append(Run(text=before))
            for after in rest:
                result.extend((Footnote(footnote=note), Run(text=after)))
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


def _kind(block: QTextBlock) -> tuple[BlockKind, int]:
    in_list = block.textList()
    if in_list is None:
        return "paragraph", 0
    listed = in_list.format()
    level = min(max(listed.indent() - 1, 0), DEEPEST_LEVEL)
    return ("number" if listed.style() in _NUMBERED else "bullet"), level


def read(document: QTextDocument) -> RichText | None:
    """Return what *document* holds as rich text in normal form, or ``None`` where there are no words."""
    blocks: list[Block] = []
    block = document.begin()
    while block.isValid():
        kind, level = _kind(block)
        blocks.append(Block(kind=kind, level=level, runs=tuple(_inlines(block))))
        block = block.next()
    text = RichText(blocks=tuple(blocks))
    return text if text.blocks else None
