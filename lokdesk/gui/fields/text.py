"""A longer text: paragraphs, lists, bold, italic, links and footnotes."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFont,
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QInputDialog,
    QSizePolicy,
    QTextEdit,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement.rich_text import DEEPEST_LEVEL, BlockKind, RichText, plain
from lokdesk.gui.fields import rich_document
from lokdesk.gui.fields.field import Field, leave_undo_to_the_window

_FEWEST_LINES = 3
_MOST_LINES = 18


class TextInput(QTextEdit):
    """An editor that holds exactly what a rich text can hold and grows with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.currentCharFormatChanged.connect(self._do_not_go_on)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        margins = 2 * (self.frameWidth() + int(self.document().documentMargin()))
        wanted = int(self.document().size().height()) + 2 * self.frameWidth()
        height = max(_FEWEST_LINES * line + margins, min(wanted, _MOST_LINES * line + margins))
        if height != self.height():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """Return the height of the text within bounds."""
        return QSize(400, self.height())

    def event(self, event: QEvent) -> bool:
        """Pass undo and redo on."""
        return leave_undo_to_the_window(event) or super().event(event)

    def _do_not_go_on(self, look: QTextCharFormat) -> None:
        """Let neither a footnote's call nor a link run on into what is typed after it."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return
        ends = not QTextCursor(cursor).movePosition(QTextCursor.MoveOperation.NextCharacter)
        following = QTextCursor(cursor)
        following.movePosition(QTextCursor.MoveOperation.NextCharacter)
        goes_on = (
            not ends and following.charFormat().anchorHref() == look.anchorHref() and not cursor.atBlockEnd()
        )
        if look.hasProperty(rich_document.FOOTNOTE) or (look.isAnchor() and not goes_on):
            plain_look = QTextCharFormat()
            plain_look.setFontWeight(look.fontWeight())
            plain_look.setFontItalic(look.fontItalic())
            self.setCurrentCharFormat(plain_look)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what a rich text can hold and drop the rest."""
        if source.hasHtml():
            pasted = QTextDocument()
            pasted.setHtml(source.html())
            text = rich_document.read(pasted)
        else:
            text = plain(source.text())
        if text is None:
            return
        cursor = self.textCursor()
        cursor.removeSelectedText()
        rich_document.insert(cursor, text)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy with line breaks as other programs know them."""
        return super().createMimeDataFromSelection()


class TextField(Field):
    """A rich text with its tools above it."""

    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = TextInput(self)
        self.tools = QToolBar(self)
        self.tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.input)
        self.row.addLayout(column)
        self.setFocusProxy(self.input)
        self._showing = False
        self._value: RichText | None = None
        self.bold = self._tool("Fet", QKeySequence("Ctrl+B"), self._toggle_bold, checkable=True)
        self.italic = self._tool("Kursiv", QKeySequence("Ctrl+I"), self._toggle_italic, checkable=True)
        self.bullets = self._tool("Punktlista", QKeySequence("Ctrl+Shift+L"), lambda: self._list("bullet"))
        self.numbers = self._tool(
            "Numrerad lista", QKeySequence("Ctrl+Shift+N"), lambda: self._list("number")
        )
        self.deeper = self._tool("Flytta in", QKeySequence("Ctrl+Alt+Right"), lambda: self._indent(1))
        self.outer = self._tool("Flytta ut", QKeySequence("Ctrl+Alt+Left"), lambda: self._indent(-1))
        self.link = self._tool("Länk …", QKeySequence("Ctrl+K"), self._ask_link)
        self.note = self._tool("Fotnot …", QKeySequence("Ctrl+Alt+F"), self._ask_footnote)
        self.input.textChanged.connect(self._tell)
        self.input.cursorPositionChanged.connect(self._follow)
        self.input.currentCharFormatChanged.connect(self._follow)

    def _tool(self, text: str, key: QKeySequence, run: object, checkable: bool = False) -> QAction:
        action = QAction(text, self)
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(
            f"{text.removesuffix(' …')} ({key.toString(QKeySequence.SequenceFormat.NativeText)})"
        )
        action.setCheckable(checkable)
        action.triggered.connect(run)
        self.tools.addAction(action)
        button = self.tools.widgetForAction(action)
        if isinstance(button, QToolButton):
            # The tools are reached by their keys; the tab key goes from question to question.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(text)
        return action

    def _tell(self) -> None:
        if self._showing:
            return
        meaning = rich_document.read(self.input.document())
        if meaning != self._value:
            self._value = meaning
            self.edited.emit(meaning)

    def _follow(self) -> None:
        look = self.input.currentCharFormat()
        self.bold.setChecked(look.fontWeight() > QFont.Weight.Medium)
        self.italic.setChecked(look.fontItalic())

    def _merge(self, look: QTextCharFormat) -> None:
        self.input.mergeCurrentCharFormat(look)
        self._tell()

    def _toggle_bold(self, on: bool) -> None:
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold if on else QFont.Weight.Normal)
        self._merge(look)

    def _toggle_italic(self, on: bool) -> None:
        look = QTextCharFormat()
        look.setFontItalic(on)
        self._merge(look)

    def _list(self, kind: BlockKind) -> None:
        """Make the selected blocks a list of *kind*, or paragraphs where they are one already."""
        cursor = self.input.textCursor()
        current = cursor.currentList()
        cursor.beginEditBlock()
        if current is not None and current.format().style() == rich_document.list_format(kind, 0).style():
            for block in self._blocks(cursor):
                in_list = block.block().textList()
                if in_list is not None:
                    in_list.remove(block.block())
                block.setBlockFormat(QTextBlockFormat())
        else:
            level = current.format().indent() - 1 if current is not None else 0
            cursor.createList(rich_document.list_format(kind, level))
        cursor.endEditBlock()
        self._tell()

    def _blocks(self, cursor: QTextCursor) -> list[QTextCursor]:
        document = self.input.document()
        block = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        found: list[QTextCursor] = []
        while block.isValid() and block.position() <= last.position():
            found.append(QTextCursor(block))
            block = block.next()
        return found

    def _indent(self, by: int) -> None:
        cursor = self.input.textCursor()
        current = cursor.currentList()
        if current is None:
            return
        listed = current.format()
        level = min(max(listed.indent() - 1 + by, 0), DEEPEST_LEVEL)
        listed.setIndent(level + 1)
        cursor.createList(listed)
        self._tell()

    def _ask_link(self) -> None:
        cursor = self.input.textCursor()
        current = self.input.currentCharFormat().anchorHref()
        target, agreed = QInputDialog.getText(
            self, "Länk", "Adress, till exempel https://www.example.se", text=current
        )
        if agreed:
            self._set_link(cursor, target.strip())

    def _set_link(self, cursor: QTextCursor, target: str) -> None:
        if cursor.hasSelection():
            look = QTextCharFormat()
            look.setAnchor(bool(target))
            look.setAnchorHref(target)
            look.setFontUnderline(bool(target))
            cursor.mergeCharFormat(look)
        elif target:
            text = RichText.model_validate({"blocks": [{"runs": [{"text": target, "link": target}]}]})
            rich_document.insert(cursor, text)
        self._tell()

    def _ask_footnote(self) -> None:
        text, agreed = QInputDialog.getMultiLineText(self, "Fotnot", "Fotnotens text")
        if agreed and text.strip():
            self.insert_footnote(text)

    def insert_footnote(self, text: str) -> None:
        """Call a footnote with *text* where the cursor stands."""
        cursor = self.input.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        cursor.insertText(rich_document.MARK, rich_document.footnote_format(text))
        cursor.setCharFormat(QTextCharFormat())
        self.input.setTextCursor(cursor)
        self._tell()

    def show_value(self, value: RichText | None) -> None:
        """Show *value*, and leave the cursor alone where it is shown already."""
        if value == self._value:
            return
        self._value = value
        self._showing = True
        rich_document.show(self.input.document(), value)
        self._showing = False

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the editor."""
        return (self.input,)
