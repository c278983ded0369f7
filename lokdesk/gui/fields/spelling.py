"""The waves under misspelled words in a text. Neither the text nor its value is touched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextLayout

from lokdesk.gui.fields.text import TextInput
from lokdesk.spelling.words import Span

_PIECE = re.compile(r"\S+")
_WAVE = QColor(224, 27, 36)
"""Seen on light ground as on dark: more than 3:1 against both."""


@dataclass
class Verdicts:
    """What is known of the pieces of texts: where in a piece without spaces the misspelled words stand.

    Nothing is marked unless it is *on*.
    """

    on: bool
    wrong: dict[str, tuple[Span, ...]] = field(default_factory=dict[str, tuple[Span, ...]])


class Waves(QObject):
    """The waves of one text.

    They stand in the layout of the document, beside its formats, and are laid out together with what is
    typed. A word gets its wave when it has been left: not while it is being typed.
    """

    left = Signal()
    """A word has been left of which it is not known yet whether it is right."""

    def __init__(self, input: TextInput, verdicts: Verdicts) -> None:
        super().__init__(input)
        self.input = input
        self._verdicts = verdicts
        self._wave = QTextCharFormat()
        self._wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._wave.setUnderlineColor(_WAVE)
        self._typed = input.hasFocus() and not input.textCursor().hasSelection()
        self._spared: Span | None = None
        self._blocks_known = input.document().blockCount()
        self.stale = True
        """Whether there are words in the text of which it is not known yet whether they are right."""
        input.document().contentsChange.connect(self._follow)
        input.cursorPositionChanged.connect(self._note_move)

    def pieces(self) -> Iterator[str]:
        """Yield the pieces of the text of which nothing is known yet."""
        known = self._verdicts.wrong
        for block in self._blocks(0, self.input.document().characterCount()):
            yield from (piece for piece in _PIECE.findall(block.text()) if piece not in known)

    def _blocks(self, start: int, end: int) -> Iterator[QTextBlock]:
        """Yield the blocks of the text that stand between two positions."""
        block = self.input.document().findBlock(start)
        while block.isValid() and block.position() <= end:
            yield block
            block = block.next()

    # When what is drawn changes

    def _follow(self, at: int, removed: int, added: int) -> None:
        """Keep the waves to their words. The document has changed and is about to be laid out."""
        self._typed = self.input.hasFocus()
        blocks = tuple(self._blocks(at, at + added))
        if len(blocks) == 1 and self._blocks_known == self.input.document().blockCount():
            self._follow_within(blocks[0], at - blocks[0].position(), removed, added)
        else:
            for block in blocks:
                block.layout().setFormats(self._wanted(block))
        self._blocks_known = self.input.document().blockCount()

    def _follow_within(self, block: QTextBlock, at: int, removed: int, added: int) -> None:
        """Look at what has changed in *block*, and move the waves after it along."""
        text = block.text()
        if _is_wide(block, text):
            block.layout().setFormats(self._wanted(block))
            return
        start, end = at, min(at + added, len(text))
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        grown = added - removed
        waves: list[QTextLayout.FormatRange] = []
        before = block.layout().formats()
        for one in before:
            if one.start + one.length <= start:
                waves.append(one)
            elif one.start >= end - grown:
                one.start += grown
                waves.append(one)
        waves += self._within(block, text, start, end)
        if waves or before:
            block.layout().setFormats(waves)

    def _note_move(self) -> None:
        """Look again at the word that was spared while it was typed, once it is left."""
        if self._spared is not None:
            start, end = self._spared
            if not start <= self.input.textCursor().position() <= end:
                self.leave()

    def leave(self) -> None:
        """Take what was being typed for finished."""
        self._typed = False
        if self._spared is not None:
            start, end = self._spared
            self._spared = None
            self._redraw(start, end)
            if self.stale:
                self.left.emit()

    def redraw(self) -> None:
        """Draw all waves anew, after what is known now."""
        self.stale = False
        self._redraw(0, self.input.document().characterCount())

    def _redraw(self, start: int, end: int) -> None:
        for block in self._blocks(start, end):
            wanted = self._wanted(block)
            if _places(wanted) != _places(block.layout().formats()):
                block.layout().setFormats(wanted)
                self.input.document().markContentsDirty(block.position(), block.length())

    # What is drawn

    def _wanted(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        """Return the waves of *block*."""
        text = block.text()
        return self._within(block, text, 0, len(text))

    def _within(self, block: QTextBlock, text: str, start: int, end: int) -> list[QTextLayout.FormatRange]:
        """Return the waves of *block* from *start* to *end* in its *text*."""
        found: list[QTextLayout.FormatRange] = []
        if not self._verdicts.on:
            return found
        known = self._verdicts.wrong
        typed = self._place_in(block) if self._typed else -1
        wide = _is_wide(block, text)

        def place(index: int) -> int:
            return len(text[:index].encode("utf-16-le")) // 2 if wide else index

        for piece in _PIECE.finditer(text, start, end):
            wrong = known.get(piece[0])
            if wrong == ():
                continue
            begin, stop = place(piece.start()), place(piece.end())
            if begin <= typed <= stop:
                self._spared = block.position() + begin, block.position() + stop
            elif wrong is None:
                self.stale = True
            else:
                at = piece.start()
                found += (self._range(place(at + first), place(at + last)) for first, last in wrong)
        return found

    def _place_in(self, block: QTextBlock) -> int:
        """Return where in *block* the cursor stands, or -1."""
        cursor = self.input.textCursor()
        return cursor.positionInBlock() if cursor.block() == block else -1

    def _range(self, start: int, end: int) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = start
        made.length = end - start
        made.format = self._wave
        return made


def _is_wide(block: QTextBlock, text: str) -> bool:
    """Return whether there are characters in *block* that Qt counts twice, such as emojis."""
    return block.length() != len(text) + 1


def _places(ranges: list[QTextLayout.FormatRange]) -> list[Span]:
    return [(one.start, one.length) for one in ranges]
