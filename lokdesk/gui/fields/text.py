"""A longer text: paragraphs, lists, bold, italic, links and footnotes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import ConfigDict, TypeAdapter, ValidationError
from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QTextEdit, QToolTip, QWidget

from lokdesk.agreement.rich_text import DEEPEST_LEVEL, BlockKind, Footnote, RichText, Run
from lokdesk.guard import hypertext as guard
from lokdesk.guard import nesting
from lokdesk.gui.clipboard import typed
from lokdesk.gui.clipboard.piece import Piece
from lokdesk.gui.fields import rich_document
from lokdesk.gui.fields.field import Field, leaves_undo_to_the_window, without_undo
from lokdesk.gui.fields.rich_document import Reading
from lokdesk.gui.look import tip

RICH_TEXT = "application/x-lokdesk-rich-text"
"""What is copied from one text to another within the program: all that a rich text holds."""

KEYS: Mapping[str, str] = {
    "bold": "Ctrl+B",
    "italic": "Ctrl+I",
    "bullet": "Ctrl+Shift+L",
    "number": "Ctrl+Shift+N",
    "deeper": "Alt+Shift+Right",
    "outer": "Alt+Shift+Left",
    "link": "Ctrl+K",
    "footnote": "Ctrl+Alt+F",
}
"""The keys of what can be done with a text. They are the window's, whatever an editor would do with them."""

_ONLY_WORDS = "Texten klistrades in utan fetstil, listor, länkar och fotnoter."
_WHY_ONLY_WORDS = (
    "Det som kopierades är för stort för att klistras in som det ser ut. Dela upp det och kopiera en bit i "
    "taget, om utseendet ska följa med."
)
_ENDS_OF_SENTENCES = (".", "!", "?", "…")
_FEWEST_LINES = 3
_MOST_LINES = 18
_COPIED = TypeAdapter(tuple[Piece, ...], config=ConfigDict(defer_build=True))


class TextInput(QTextEdit):
    """An editor that holds exactly what a rich text can hold and grows with it."""

    looked = Signal()
    """What stands at the cursor, or how it looks, is another than before."""
    parted = Signal()
    """What is done next is undone on its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._look)
        self.cursorPositionChanged.connect(self._stay_in_sight)
        self.currentCharFormatChanged.connect(self._look)
        self._looking = False
        rich_document.show(self.document(), None)
        self._fit()

    def _fit(self) -> None:
        line = QFontMetricsF(self.document().defaultFont()).lineSpacing()
        edges = 2 * (self.frameWidth() + self.document().documentMargin())
        wanted = self.document().size().height() + 2 * self.frameWidth()
        height = int(max(_FEWEST_LINES * line + edges, min(wanted, _MOST_LINES * line + edges)))
        if height != self.height():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """Return the height of the text within bounds."""
        return QSize(400, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay in sight once everything around has found its place too."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._stay_in_sight)

    def _stay_in_sight(self) -> None:
        """Let the page show the line that is written on, and not move while that can be seen."""
        page: QWidget | None = self.parentWidget() if self.hasFocus() else None
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        content = page.widget() if isinstance(page, QScrollArea) else None
        if isinstance(page, QScrollArea) and content is not None:
            cursor = self.cursorRect()
            place = self.viewport().mapTo(content, cursor.center())
            page.ensureVisible(place.x(), place.y(), 0, cursor.height())

    # What is left to the window

    def event(self, event: QEvent) -> bool:
        """Pass undo, redo and the commands on."""
        if leaves_undo_to_the_window(event):
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._tell_target(event):
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if any(pressed == QKeySequence(key) for key in KEYS.values()):
                event.ignore()
                return True
        return super().event(event)

    def _tell_target(self, event: QHelpEvent) -> bool:
        """Show where the link that is pointed at leads. Returns whether there is one."""
        target = self.anchorAt(self.viewport().mapFromGlobal(event.globalPos()))
        if target:
            QToolTip.showText(event.globalPos(), tip(target), self.viewport())
        return bool(target)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the text."""
        menu = without_undo(self.createStandardContextMenu())
        if target := self.anchorAt(event.pos()):
            from lokdesk.gui import links

            way = QAction(links.OPEN, menu)
            way.triggered.connect(lambda: links.open(self, target))
            first = menu.actions()[0]
            menu.insertAction(first, way)
            menu.insertSeparator(first)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    # What stands at the cursor

    def _look(self) -> None:
        """Let neither a footnote's call nor a link run on into what is typed beside it."""
        if self._looking:
            return
        self._looking = True
        look = self.currentCharFormat()
        outside = look.isAnchor() and not self._within_link()
        if not self.textCursor().hasSelection() and (outside or look.hasProperty(rich_document.FOOTNOTE)):
            plain = QTextCharFormat()
            plain.setFontWeight(look.fontWeight())
            plain.setFontItalic(look.fontItalic())
            self.setCurrentCharFormat(plain)
        self._looking = False
        self.looked.emit()

    def _within_link(self) -> bool:
        cursor = self.textCursor()
        before, after = _format_before(cursor), _format_after(cursor)
        return before is not None and after is not None and before.anchorHref() == after.anchorHref()

    @property
    def bold(self) -> bool:
        """Whether what is typed now is bold."""
        return self.currentCharFormat().fontWeight() > QFont.Weight.Medium

    @property
    def italic(self) -> bool:
        """Whether what is typed now is italic."""
        return self.currentCharFormat().fontItalic()

    @property
    def list_kind(self) -> BlockKind:
        """What the block at the cursor is."""
        return rich_document.kind_and_level(self.textCursor().block())[0]

    # Commands

    def set_bold(self, on: bool) -> None:
        """Make what is selected, or typed from now on, bold or not."""
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold if on else QFont.Weight.Normal)
        self.mergeCurrentCharFormat(look)

    def set_italic(self, on: bool) -> None:
        """Make what is selected, or typed from now on, italic or not."""
        look = QTextCharFormat()
        look.setFontItalic(on)
        self.mergeCurrentCharFormat(look)

    def toggle_list(self, kind: BlockKind) -> None:
        """Make the selected blocks a list of *kind*, or paragraphs where the first is one already."""
        cursor = self.textCursor()
        blocks = self._selected_blocks()
        away = rich_document.kind_and_level(blocks[0])[0] == kind
        cursor.beginEditBlock()
        for block in blocks:
            if away:
                rich_document.leave_list(block)
            else:
                _, level = rich_document.kind_and_level(block)
                QTextCursor(block).createList(rich_document.list_format(kind, level))
        cursor.endEditBlock()
        rich_document.tidy(self.document())

    def indent(self, by: int) -> None:
        """Move the selected items of lists *by* levels inwards, or outwards where it is negative."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for block in self._selected_blocks():
            kind, level = rich_document.kind_and_level(block)
            wanted = min(max(level + by, 0), DEEPEST_LEVEL)
            if kind != "paragraph" and wanted != level:
                QTextCursor(block).createList(rich_document.list_format(kind, wanted))
        cursor.endEditBlock()
        rich_document.tidy(self.document())

    def _selected_blocks(self) -> list[QTextBlock]:
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        found: list[QTextBlock] = []
        while block.isValid() and block.position() <= last.position():
            found.append(block)
            block = block.next()
        return found

    def select_link(self) -> str:
        """Select the link that the cursor stands in or at, if any, and return where it leads."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return cursor.charFormat().anchorHref()
        looks = (_format_after(cursor), _format_before(cursor))
        target = next((look.anchorHref() for look in looks if look is not None and look.isAnchor()), "")
        if target:
            start, end = QTextCursor(cursor), QTextCursor(cursor)
            while (look := _format_before(start)) is not None and look.anchorHref() == target:
                start.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            while (look := _format_after(end)) is not None and look.anchorHref() == target:
                end.movePosition(QTextCursor.MoveOperation.NextCharacter)
            cursor.setPosition(start.position())
            cursor.setPosition(end.position(), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        return target

    def set_link(self, target: str) -> None:
        """Let what is selected lead to *target*, or nowhere; with no selection, insert *target* itself."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            look = QTextCharFormat()
            look.setAnchor(bool(target))
            look.setAnchorHref(target)
            look.setFontUnderline(bool(target))
            cursor.mergeCharFormat(look)
            cursor.setPosition(cursor.selectionEnd())
        elif target:
            cursor.insertText(target, rich_document.run_format(Run(text=target, link=target)))
        self.setTextCursor(cursor)
        self._look()

    def select_footnote(self) -> str:
        """Select the call of a footnote beside the cursor, if any, and return the footnote's text."""
        cursor = self.textCursor()
        before, after = _format_before(cursor), _format_after(cursor)
        if before is not None and before.hasProperty(rich_document.FOOTNOTE):
            cursor.setPosition(cursor.position() - 1)
        elif after is None or not after.hasProperty(rich_document.FOOTNOTE):
            return ""
        cursor.setPosition(cursor.position() + 1, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return str(cursor.charFormat().property(rich_document.FOOTNOTE))

    def set_footnote(self, text: str) -> None:
        """Call a footnote with *text* after what is selected, in the place of a call that is selected."""
        cursor = self.textCursor()
        if cursor.hasSelection() and cursor.charFormat().hasProperty(rich_document.FOOTNOTE):
            cursor.removeSelectedText()
        cursor.setPosition(cursor.selectionEnd())
        if text:
            cursor.insertText(rich_document.MARK, rich_document.footnote_format(text))
        self.setTextCursor(cursor)
        self._look()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, and part what is typed into edits: sentences, line breaks, what a selection gives way to."""
        apart = event.matches(QKeySequence.StandardKey.InsertParagraphSeparator) or (
            self.textCursor().hasSelection() and bool(event.text())
        )
        ended = event.text().isspace() and self._before_cursor() in _ENDS_OF_SENTENCES
        if apart:
            self.parted.emit()
        self._press(event)
        if apart or ended:
            self.parted.emit()

    def _before_cursor(self) -> str:
        place = self.textCursor().position()
        return self.document().characterAt(place - 1) if place else ""

    def _press(self, event: QKeyEvent) -> None:
        """End a list by an empty item, as everywhere else, and keep lists numbered."""
        cursor = self.textCursor()
        empty = self.list_kind != "paragraph" and not cursor.block().text() and not cursor.hasSelection()
        if empty and event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            _, level = rich_document.kind_and_level(cursor.block())
            if level:
                self.indent(-1)
            else:
                rich_document.leave_list(cursor.block())
                rich_document.tidy(self.document())
            return
        before = self.document().blockCount(), self.list_kind
        super().keyPressEvent(event)
        if before != (self.document().blockCount(), self.list_kind):
            rich_document.tidy(self.document())

    # The clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy for other programs, and with footnotes for this one."""
        selected, for_others = QTextDocument(), QTextDocument()
        QTextCursor(selected).insertFragment(self.textCursor().selection())
        copied = rich_document.pieces(selected)
        rich_document.insert(QTextCursor(for_others), [_without_footnotes(piece) for piece in copied])
        # Qt's own object: one made here would outlive Python on the clipboard. It fills itself in once, when
        # it is first asked, and then keeps what it is given.
        data = super().createMimeDataFromSelection()
        data.html()
        data.clear()
        data.setData(RICH_TEXT, _COPIED.dump_json(copied))
        data.setHtml(for_others.toHtml())
        data.setText(for_others.toPlainText())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text of any kind, and nothing else."""
        return source.hasFormat(RICH_TEXT) or source.hasHtml() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what a rich text can hold and drop the rest."""
        own = _copied_here(bytes(source.data(RICH_TEXT).data())) if source.hasFormat(RICH_TEXT) else ()
        if own and self._insert(own):
            return
        html = source.html() if source.hasHtml() else ""
        too_much = not guard.is_honest(html)
        if not (html and not too_much and self._insert(_read(html))):
            self._insert(self._looking_as_here(typed.from_text(source.text())))
        if too_much:
            # Not in the midst of what is dropped or pasted.
            QTimer.singleShot(0, self, self._tell_of_plain_text)

    def _tell_of_plain_text(self) -> None:
        from lokdesk.gui.dialogs import message

        message.notice(self, _ONLY_WORDS, _WHY_ONLY_WORDS)

    def paste_plain(self) -> None:
        """Paste the words alone, in the look of their place."""
        text = QGuiApplication.clipboard().text()
        self._insert(self._looking_as_here(typed.from_text(text, lists=False)))

    def _insert(self, pieces: Sequence[Piece]) -> bool:
        """Put *pieces* in the place of what is selected; return whether there were any."""
        if not pieces:
            return False
        self.parted.emit()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        rich_document.insert(cursor, pieces)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.parted.emit()
        return True

    def _looking_as_here(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        look = Run(
            text="", bold=self.bold, italic=self.italic, link=self.currentCharFormat().anchorHref() or None
        )
        return tuple(
            replace(piece, runs=tuple(look.with_text(run.text) for run in piece.runs if isinstance(run, Run)))
            for piece in pieces
        )


def _format_before(cursor: QTextCursor) -> QTextCharFormat | None:
    """Return the look of the character before *cursor* in its block, if there is one."""
    if cursor.atBlockStart():
        return None
    # A cursor's own format is that of the character before it.
    one = QTextCursor(cursor)
    one.setPosition(cursor.position() - 1)
    one.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
    return one.charFormat()


def _format_after(cursor: QTextCursor) -> QTextCharFormat | None:
    """Return the look of the character after *cursor* in its block, if there is one."""
    if cursor.atBlockEnd():
        return None
    one = QTextCursor(cursor)
    one.setPosition(cursor.position() + 1)
    return one.charFormat()


def _copied_here(content: bytes) -> tuple[Piece, ...]:
    """Return what was copied within the program, nothing where *content* is not that."""
    try:
        nesting.check(content)
        return _COPIED.validate_json(content)
    except (nesting.Excessive, ValidationError):
        return ()


def _read(html: str) -> Sequence[Piece]:
    """Return what a rich text can hold of *html*."""
    # What reads HTML takes a while to load, and the window is opened without.
    from lokdesk.gui.clipboard import hypertext

    return hypertext.read(html)


def _without_footnotes(piece: Piece) -> Piece:
    """Return *piece* with its footnotes in brackets, since no clipboard format has room for them."""
    runs = (Run(text=f" [{run.footnote}]") if isinstance(run, Footnote) else run for run in piece.runs)
    return replace(piece, runs=tuple(runs))


class TextField(Field):
    """A rich text. What can be done with it is offered by the window's formatting bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = TextInput(self)
        self.row.addWidget(self.input)
        self.setFocusProxy(self.input)
        self._showing = False
        self._value: RichText | None = None
        self._reading = Reading(self.input.document())
        self.input.textChanged.connect(self._tell)
        self.input.parted.connect(self.parted)

    def _tell(self) -> None:
        if self._showing:
            return
        meaning = self._reading.text
        if meaning != self._value:
            self._value = meaning
            self.edited.emit()

    @property
    def value(self) -> RichText | None:
        """The text in normal form."""
        return self._value

    def show_value(self, value: RichText | None) -> None:
        """Show *value*, and leave the cursor alone where it is shown already."""
        if value != self._value:
            self._show(value)

    def _show(self, value: RichText | None) -> None:
        self._value = value
        self._showing = True
        place = self.input.textCursor().position()
        rich_document.show(self.input.document(), value)
        cursor = self.input.textCursor()
        cursor.setPosition(min(place, self.input.document().characterCount() - 1))
        self.input.setTextCursor(cursor)
        self._showing = False

    def shows(self, value: RichText | None) -> bool:
        """Return whether no blank lines, and no spaces, are shown that are no part of *value*."""
        anew = QTextDocument()
        rich_document.show(anew, value)
        return rich_document.looks(self.input.document()) == rich_document.looks(anew)

    def show_anew(self, value: RichText | None) -> None:
        """Show *value*, without other lines and spaces."""
        self._show(value)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the editor."""
        return (self.input,)
