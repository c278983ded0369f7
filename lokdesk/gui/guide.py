"""The user's guide in a window of its own: the same text and pictures as in the folder with documentation."""

import re
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from lokdesk.gui.dialogs import message
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, characters
from lokdesk.gui.search import hits
from lokdesk.gui.settings import Settings

_TITLE = "Användarhandbok"
_LAYOUT = "guide"
"""The part of the layout that the guide's window is."""
_SIZE = (160, 50)
"""How many characters wide and lines high the window is the first time, where the screen has room."""
_CONTENTS = 36
"""How many characters wide the contents are."""
_MOST = 0.35
"""How much of the window's width they take at the most."""
_MARGIN = 20
"""How much room in pixels there is around the text."""
_ABOVE = 64
"""How much room in pixels there would be above a heading of the first level."""
_PICTURE = re.compile(r"^!\[(?P<words>[^\]]+)\]\([^)]+\)$", re.MULTILINE)
_LISTED = 2
"""The level of the headings that the contents list."""
_MISSING = "Användarhandboken följde inte med när programmet installerades."


class Guide:
    """The way to the guide. There is one window of it at a time."""

    def __init__(self, window: QWidget, path: Path, settings: Settings) -> None:
        """*path* is the text, with its pictures beside it. What is wrong is told on top of *window*."""
        self._window = window
        self._path = path
        self._settings = settings
        self.shown: GuideWindow | None = None

    def show(self) -> None:
        """Show the guide, beside the program's window and without holding it up."""
        if self.shown is None or not isValid(self.shown):
            try:
                text = self._path.read_text(encoding="utf-8")
            except OSError:
                message.problem(self._window, _MISSING, "Programmet går att använda ändå.")
                return
            self.shown = GuideWindow(text, self._path.parent, self._settings)
        self.shown.show()
        self.shown.raise_()
        self.shown.activateWindow()

    def close(self) -> None:
        """Close the guide if it is open."""
        if self.shown is not None and isValid(self.shown):
            self.shown.close()
        self.shown = None


class GuideWindow(QWidget):
    """The guide with its contents beside it, and words to find in it."""

    def __init__(self, markdown: str, folder: Path, settings: Settings) -> None:
        """Show *markdown*, whose pictures are named as seen from *folder*."""
        super().__init__()
        self._settings = settings
        self.setWindowTitle(f"{_TITLE} – Lokdesk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The program ends with its own window, whether the guide is open or not.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.text = GuideText(markdown, folder)
        self.text.anchorClicked.connect(lambda url: self.text.go_to(url.fragment()))
        self.contents = QListWidget()
        self.contents.setObjectName("guide:contents")
        self.contents.setAccessibleName("Innehåll")
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.contents.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.contents.setSpacing(GAP // 4)
        self.contents.addItems(list(self.text.sections))
        self.contents.currentRowChanged.connect(self._go)
        self.text.verticalScrollBar().valueChanged.connect(self._follow)
        self.input = QLineEdit()
        self.input.setObjectName("guide:find")
        self.input.setPlaceholderText("Sök i handboken")
        self.input.setAccessibleName("Sök i handboken")
        self.input.setClearButtonEnabled(True)
        self.input.setMaximumWidth(characters(self, 40))
        self.input.textEdited.connect(lambda: self.seek(1, here=True))
        self.count = QLabel()
        self.before = QPushButton("Föregående")
        self.before.clicked.connect(lambda: self.seek(-1))
        self.next = QPushButton("Nästa")
        self.next.clicked.connect(lambda: self.seek(1))
        self.input.returnPressed.connect(self.next.click)
        self._lay_out()
        self._listen()
        self._restore()
        self._follow()
        self.seek(1, here=True)
        self.text.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(GAP, GAP, GAP, GAP)
        top.setSpacing(GAP)
        top.addWidget(self.input, 1)
        for widget in (self.before, self.next, self.count):
            top.addWidget(widget)
        top.addStretch(1)
        self._parts = QSplitter()
        self._parts.setChildrenCollapsible(False)
        for widget in (self.contents, self.text):
            self._parts.addWidget(widget)
        self._parts.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        nest(column, top)
        column.addWidget(self._parts, 1)
        order = (self.input, self.before, self.next, self.contents, self.text)
        for one, after in pairwise(order):
            self.setTabOrder(one, after)

    def _listen(self) -> None:
        keys = QKeySequence.StandardKey
        for key, run in (
            (keys.Find, self._ask),
            (QKeySequence("F3"), lambda: self.seek(1)),
            (QKeySequence("Shift+F3"), lambda: self.seek(-1)),
            (QKeySequence("Ctrl+W"), self.close),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(run)

    def _restore(self) -> None:
        room = self.screen().availableGeometry().size()
        lines = self.fontMetrics().lineSpacing()
        self.resize(QSize(characters(self, _SIZE[0]), lines * _SIZE[1]).boundedTo(room * 0.9))
        if (geometry := self._settings.layout(_LAYOUT)) is not None:
            self.restoreGeometry(geometry)
        beside = min(characters(self, _CONTENTS), round(self.width() * _MOST))
        self._parts.setSizes([beside, self.width() - beside])

    # The contents

    def _go(self, row: int) -> None:
        if row >= 0:
            self.text.show_block(list(self.text.sections.values())[row])

    def _follow(self) -> None:
        """Mark in the contents what is being read."""
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(self.text.section_shown())
        self.contents.blockSignals(False)

    # Finding words

    def _ask(self) -> None:
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.input.selectAll()

    def seek(self, by: int, *, here: bool = False) -> None:
        """Go to the next place with the words, or to the one before where *by* is negative, going round.

        With *here*, the place where the user is counts as the next one.
        """
        words = self.input.text().strip()
        count = self.text.find_words(words, by, here=here) if words else 0
        for button in (self.before, self.next):
            button.setEnabled(count > 0)
        self.count.setText(hits(count) if words else "")
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.input, self.count.text()))

    # The window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by the Escape key."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember where the window was."""
        self._settings.set_layout(_LAYOUT, self.saveGeometry())
        super().hideEvent(event)


class GuideText(QTextBrowser):
    """The text of the guide. Pictures are as wide as they are, or as there is room for."""

    def __init__(self, markdown: str, folder: Path) -> None:
        super().__init__()
        self._markdown = with_captions(markdown)
        self._folder = folder
        self._images: dict[str, QImage] = {}
        self.sections: dict[str, QTextBlock] = {}
        """Where each section begins, by its heading."""
        self.anchors: dict[str, QTextBlock] = {}
        """Where each heading stands, by what links call it."""
        self.setObjectName("guide")
        self.setAccessibleName(_TITLE)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        flag = Qt.TextInteractionFlag
        # With a cursor of its own, so that a screen reader can read it line by line.
        self.setTextInteractionFlags(flag.TextBrowserInteraction | flag.TextSelectableByKeyboard)
        self._fill()

    def _fill(self) -> None:
        document = self.document()
        document.setMarkdown(self._markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        document.setDocumentMargin(_MARGIN)
        headings = [block for block in _blocks(document) if 0 < block.blockFormat().headingLevel()]
        self.anchors = {anchor(block.text()): block for block in headings}
        self.sections = {
            block.text(): block for block in headings if block.blockFormat().headingLevel() == _LISTED
        }
        for block in headings:
            _set_off(block)
        for frame in _frames(document.rootFrame()):
            if isinstance(frame, QTextTable):
                _tidy(frame)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    # Pictures

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture in the size that it is shown in."""
        wanted = QUrl(name).path()
        if kind != QTextDocument.ResourceType.ImageResource.value or not wanted:
            return None
        if wanted not in self._images:
            self._images[wanted] = QImage(str(self._folder / wanted))
        return self._fitted(self._images[wanted])

    def _fitted(self, image: QImage) -> QImage:
        room = self.viewport().width() - 2 * _MARGIN
        if image.isNull() or image.width() <= room:
            return image
        ratio = self.devicePixelRatioF()
        width = min(image.width(), round(max(room, 1) * ratio))
        fitted = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(width / max(room, 1))
        return fitted

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pictures have the room that there is, and what is read stay where it is."""
        top = self._read_last()
        super().resizeEvent(event)
        if event.oldSize().width() == event.size().width():
            return
        document = self.document()
        image = QTextDocument.ResourceType.ImageResource
        for name, whole in self._images.items():
            document.addResource(image, QUrl(name), self._fitted(whole))
        document.markContentsDirty(0, document.characterCount())
        self._show_position(top)

    def changeEvent(self, event: QEvent) -> None:
        """Be in the colours and the size of now, with what is read where it was."""
        kind = event.type()
        if kind not in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) or not hasattr(self, "anchors"):
            super().changeEvent(event)
            return
        top = self._read_last()
        super().changeEvent(event)
        if kind == QEvent.Type.PaletteChange:
            self._fill()
        self._show_position(top)

    # Places

    def _read_last(self) -> int:
        """Return where the first line is that is seen, to be asked before anything is laid out anew."""
        return self.cursorForPosition(QPoint(0, GAP)).position()

    def _top(self, block: QTextBlock) -> float:
        return self.document().documentLayout().blockBoundingRect(block).top()

    def _show_position(self, position: int) -> None:
        self.verticalScrollBar().setValue(round(self._top(self.document().findBlock(position))) - GAP)

    def show_block(self, block: QTextBlock) -> None:
        """Let *block* be the first thing that is seen."""
        self.setTextCursor(QTextCursor(block))
        self._show_position(block.position())

    def go_to(self, name: str) -> None:
        """Show the heading that links call *name*."""
        if name in self.anchors:
            self.show_block(self.anchors[name])

    def section_shown(self) -> int:
        """Return the number of the section that is being read, from the top; -1 before the first."""
        seen = self.verticalScrollBar().value() + self.viewport().height() / 4
        return sum(self._top(block) <= seen for block in self.sections.values()) - 1

    def find_words(self, words: str, by: int, *, here: bool = False) -> int:
        """Select the next place with *words*, or the one before; returns in how many places they are."""
        back = QTextDocument.FindFlag.FindBackward if by < 0 else QTextDocument.FindFlag(0)
        cursor = self.textCursor()
        if here:
            cursor.setPosition(cursor.selectionStart())
        found = self.document().find(words, cursor, back)
        if found.isNull():
            cursor.movePosition(QTextCursor.MoveOperation.End if by < 0 else QTextCursor.MoveOperation.Start)
            found = self.document().find(words, cursor, back)
        if found.isNull():
            return 0
        self.setTextCursor(found)
        return self.toPlainText().casefold().count(words.casefold())


def with_captions(markdown: str) -> str:
    """Return *markdown* with what each picture shows in words below it too.

    A screen reader cannot get at the words of a picture in a text.
    """
    return _PICTURE.sub(lambda found: f"{found[0]}\n\n*Bild: {found['words']}*", markdown)


def anchor(heading: str) -> str:
    """Return what links call *heading*, as on the web."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    found: list[QTextBlock] = []
    block = document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def _frames(frame: QTextFrame) -> list[QTextFrame]:
    return [inner for child in frame.childFrames() for inner in (child, *_frames(child))]


def _set_off(heading: QTextBlock) -> None:
    """Let there be room above *heading*, the more the higher it is."""
    if heading.position():
        look = heading.blockFormat()
        look.setTopMargin(_ABOVE / look.headingLevel())
        QTextCursor(heading).setBlockFormat(look)


def _tidy(table: QTextTable) -> None:
    """Give the cells of *table* some air."""
    look = table.format()
    look.setCellPadding(GAP / 2)
    look.setCellSpacing(0)
    look.setBorderCollapse(True)
    look.setBorder(1)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(QApplication.palette().mid())
    table.setFormat(look)
