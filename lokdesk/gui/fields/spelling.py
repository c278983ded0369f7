"""The waves under misspelled words in a text. Neither the text nor its value is touched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat

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


class Waves(QSyntaxHighlighter):
    """The waves of one text.

    They are drawn by the layout of the document, beside its formats. A word gets its wave when it has been
    left: not while it is being typed.
    """

    left = Signal()
    """A word has been left of which it is not known yet whether it is right."""

    def __init__(self, input: TextInput, verdicts: Verdicts) -> None:
        super().__init__(input.document())
        self._input = input
        self._verdicts = verdicts
        self._wave = QTextCharFormat()
        self._wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._wave.setUnderlineColor(_WAVE)
        self._typed = False
        self._spared: Span | None = None
        self.stale = True
        """Whether there are words in the text of which it is not known yet whether they are right."""
        input.document().contentsChange.connect(self._note_change)
        input.cursorPositionChanged.connect(self._note_move)

    def _note_change(self, _at: int, _removed: int, _added: int) -> None:
        self._typed = self._input.hasFocus()

    def _note_move(self) -> None:
        """Look again at the word that was spared while it was typed, once it is left."""
        if self._spared is not None:
            start, end = self._spared
            if not start <= self._input.textCursor().position() <= end:
                self.leave()

    def leave(self) -> None:
        """Take what was being typed for finished."""
        self._typed = False
        if self._spared is not None:
            block = self.document().findBlock(self._spared[0])
            self._spared = None
            if block.isValid():
                self.rehighlightBlock(block)
            if self.stale:
                self.left.emit()

    def redraw(self) -> None:
        """Draw all waves anew, after what is known now."""
        self.stale = False
        self.rehighlight()

    def pieces(self) -> Iterator[str]:
        """Yield the pieces of the text of which nothing is known yet."""
        known = self._verdicts.wrong
        block = self.document().begin()
        while block.isValid():
            yield from (piece for piece in _PIECE.findall(block.text()) if piece not in known)
            block = block.next()

    def highlightBlock(self, text: str) -> None:
        """Draw the waves of one block; Qt calls this at every change of it."""
        if not self._verdicts.on:
            return
        known = self._verdicts.wrong
        cursor = self._place_in(self.currentBlock()) if self._typed else -1
        # Qt counts characters such as emojis twice.
        wide = not text.isascii() and max(text) > "\uffff"
        for piece in _PIECE.finditer(text):
            wrong = known.get(piece[0])
            if wrong == ():
                continue
            begin = piece.start()
            if wide:
                begin = len(text[:begin].encode("utf-16-le")) // 2
            if begin <= cursor <= begin + len(piece[0]):
                block = self.currentBlock().position()
                self._spared = block + begin, block + begin + len(piece[0])
            elif wrong is None:
                self.stale = True
            else:
                for start, end in wrong:
                    self.setFormat(begin + start, end - start, self._wave)

    def _place_in(self, block: QTextBlock) -> int:
        """Return where in *block* the cursor stands, or -1."""
        cursor = self._input.textCursor()
        return cursor.positionInBlock() if cursor.block() == block else -1
