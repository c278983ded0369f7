"""Searching the agreement and the handbook: a panel above the questions."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from lokdesk.gui import timer
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, characters
from lokdesk.gui.marked_list import MarkedList, Row
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import match
from lokdesk.session.event import DraftReplaced, Event, Saved
from lokdesk.session.search import Found, Hit, Index, Kind

_WAIT = 100
"""How many milliseconds the hands rest before what has been typed is searched for."""
_LINES = 11
_SHARE = 0.3
"""How high the list of hits is: so many lines of text, but at most such a share of the window."""
_KINDS: dict[Kind, str] = {"answer": "Svar", "question": "Frågor", "help": "Hjälptexter"}
_STEPS = {
    Qt.Key.Key_Down: Qt.Key.Key_Down,
    Qt.Key.Key_Up: Qt.Key.Key_Up,
    Qt.Key.Key_PageDown: Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp: Qt.Key.Key_PageUp,
}


class SearchPanel(QFrame):
    """Where words to search for are typed, and what has been found.

    The list folds away when the user goes to a hit, and comes back with the focus.
    """

    wanted = Signal(str)
    """The address of a place that the user wants to go to."""
    help_wanted = Signal()
    """The user wants to read the help to that place."""
    replace_wanted = Signal(str)
    """The user wants to replace the words in all answers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("Sök")
        self._desk = desk
        self._index: Index | None = None
        self._found = Found()
        self._rows: list[int] = []
        self._asked = ""
        self._place = -1
        """Which hit the user has gone to, or -1."""
        self._nth = 0
        self._in_place = 0
        self._came_from: QWidget | None = None
        self._waiting = timer.once(self, _WAIT, self._search)
        self._make_parts()
        self.hide()

    def _make_parts(self) -> None:
        self.input = QLineEdit()
        self.input.setObjectName("search-words")
        self.input.setPlaceholderText("Sök i svar, frågor och hjälptexter")
        self.input.setAccessibleName("Sök i svar, frågor och hjälptexter")
        self.input.setClearButtonEnabled(True)
        self.input.setMinimumWidth(characters(self, 24))
        self.input.textEdited.connect(self._waiting.start)
        self.input.textChanged.connect(self._ask_if_cleared)
        self.input.installEventFilter(self)
        self.count = QLabel()
        self.count.setMinimumWidth(characters(self, 12))
        self.before = self._button("search-previous", "Föregående", lambda: self.step(-1))
        self.next = self._button("search-next", "Nästa", lambda: self.step(1))
        self.replace = self._button(
            "search-replace", "Ersätt …", lambda: self.replace_wanted.emit(self.input.text())
        )
        self.shut = self._button("search-close", "Stäng", self.leave)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.input, 1)
        for widget in (self.count, self.before, self.next, self.replace, self.shut):
            row.addWidget(widget)
        self.hits = MarkedList("Träffar")
        self.hits.setObjectName("search-hits")
        self.hits.activated.connect(self._activate)
        self.hits.clicked.connect(self._activate)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP * 2, GAP, GAP * 2, GAP)
        column.setSpacing(GAP)
        nest(column, row)
        column.addWidget(self.hits)
        self._show_found(Found())
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def _button(self, name: str, text: str, run: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(run)
        return button

    @property
    def busy(self) -> bool:
        """Whether what has been typed is still to be searched for."""
        return self._waiting.isActive()

    # Coming and going

    def start(self, words: str = "") -> None:
        """Show the panel and let the user type, with *words* where some are given."""
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._came_from = focus
        self.show()
        if words:
            self.input.setText(words)
        if words or (self._asked and self._index is None):
            # What was found last may stand no longer, or in another agreement.
            self._search()
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.input.selectAll()
        self._fold()

    def leave(self) -> None:
        """Hide the panel, and give the focus back if it is here."""
        focus = QApplication.focusWidget()
        here = focus is not None and self.isAncestorOf(focus)
        self.stop()
        self.hide()
        if here and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    def stop(self) -> None:
        """Let nothing more happen by itself."""
        self._waiting.stop()

    def told(self, event: Event) -> None:
        """Take what the session tells: what has been found may stand no longer."""
        if isinstance(event, Saved):
            return
        self._index = None
        if isinstance(event, DraftReplaced):
            self._place = -1
        if self.isVisible() and self._asked:
            self._waiting.start()

    def _follow_focus(self, _: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isVisible():
            self._fold()

    def _fold(self) -> None:
        """Show the list of hits while the user is here, and leave the room to the questions otherwise."""
        focus = QApplication.focusWidget()
        here = focus is not None and self.isAncestorOf(focus)
        self.hits.setVisible(here and bool(self._found.hits))
        if self.hits.isVisible():
            room = int(self.window().height() * _SHARE)
            self.hits.setFixedHeight(min(_LINES * self.fontMetrics().lineSpacing(), room))

    # Searching

    def _ask_if_cleared(self, text: str) -> None:
        if not text:
            self._search()

    def _search(self) -> None:
        """Search for what has been typed, and keep to the hit that the user has gone to."""
        self._waiting.stop()
        if self._index is None:
            session = self._desk.session
            self._index = Index(session.agreement, self._desk.handbook, session.wording)
        asked = self.input.text()
        kept = self._found.hits[self._place] if self._place >= 0 and asked == self._asked else None
        self._asked = asked
        found = self._index.search(asked)
        self._place = -1
        if kept is not None:
            alike = ((one.kind, one.address) for one in found.hits)
            self._place = next((n for n, one in enumerate(alike) if one == (kept.kind, kept.address)), -1)
        self._show_found(found)

    def _show_found(self, found: Found) -> None:
        self._found = found
        rows: list[Row] = []
        self._rows = []
        kind: Kind | None = None
        for hit in found.hits:
            if hit.kind != kind:
                kind = hit.kind
                rows.append(Row(self._heading(kind), heading=True))
            self._rows.append(len(rows))
            rows.append(Row(hit.where, (("", hit.excerpt),)))
        self.hits.show_rows(rows)
        if self._rows:
            self.hits.choose(self._rows[max(self._place, 0)])
        for button in (self.before, self.next):
            button.setEnabled(bool(self._rows))
        self._show_count()
        self._fold()
        if self.input.hasFocus() and self._asked:
            _announce(self.input, self._summary())

    def _heading(self, kind: Kind) -> str:
        total = self._found.totals[kind]
        shown = sum(hit.kind == kind for hit in self._found.hits)
        more = f", de första {shown} visas" if shown < total else ""
        return f"{_KINDS[kind]} ({total}{more})"

    def _show_count(self) -> None:
        if not match.words(self._asked):
            self.count.setText("")
        elif self._place >= 0:
            self.count.setText(f"{self._place + 1} av {len(self._found.hits)}")
        else:
            self.count.setText(hits(self._found.total))

    def _summary(self) -> str:
        """Return how much has been found, in words to be read aloud."""
        total = self._found.total
        kinds = [f"{_KINDS[kind].lower()} {n}" for kind, n in self._found.totals.items() if n]
        return f"{hits(total)}: {', '.join(kinds)}" if len(kinds) > 1 else hits(total)

    # Going to what has been found

    def step(self, by: int) -> None:
        """Go to the next place that was found, or to the one before where *by* is negative, going round."""
        if self._waiting.isActive() or self._index is None:
            self._search()
        if not match.words(self._asked):
            self.start()
            return
        if not self._found.hits:
            _announce(self, self._summary())
            return
        self.show()
        if self._place >= 0 and 0 <= self._nth + by < self._in_place and self._still_there():
            self._go(self._place, self._nth + by)
        else:
            first = self._place < 0
            place = (0 if by > 0 else -1) if first else self._place + by
            self._go(place % len(self._found.hits), 0 if by > 0 else -1)

    def _still_there(self) -> bool:
        """Return whether the focus is still where the last step led."""
        focus = QApplication.focusWidget()
        return focus is not None and not self.isAncestorOf(focus)

    def _activate(self, index: QModelIndex) -> None:
        if index.row() in self._rows:
            self._go(self._rows.index(index.row()), 0)

    def _go(self, place: int, nth: int) -> None:
        """Go to the hit number *place* and mark the words there for the time number *nth*, or the last."""
        hit: Hit = self._found.hits[place]
        self._place = place
        self._came_from = None
        self.hits.choose(self._rows[place])
        self._show_count()
        self.wanted.emit(hit.address)
        if hit.kind == "help":
            self.help_wanted.emit()
        self._in_place = 0
        focus = QApplication.focusWidget()
        if hit.kind == "answer" and focus is not None and not self.isAncestorOf(focus):
            self._in_place = mark(focus, self._asked, nth)
        self._nth = nth if nth >= 0 else max(self._in_place - 1, 0)
        self._fold()

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys go through the hits, and Enter go to one, while the user types."""
        if watched is self.input and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS and self._rows:
                self._walk(key)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._waiting.isActive():
                    self._search()
                if self.hits.current in self._rows:
                    self._go(self._rows.index(self.hits.current), 0)
                return True
        return super().eventFilter(watched, event)

    def _walk(self, key: Qt.Key) -> None:
        by = 1 if key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            by *= _LINES // 2
        here = self._rows.index(self.hits.current) if self.hits.current in self._rows else 0
        there = min(max(here + by, 0), len(self._rows) - 1)
        self.hits.choose(self._rows[there])
        _announce(self.input, self.hits.row(self._rows[there]).spoken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by the Escape key."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def hits(count: int) -> str:
    """Return in words how many hits there are."""
    return "Inga träffar" if not count else "1 träff" if count == 1 else f"{count} träffar"


def mark(widget: QWidget, asked: str, nth: int) -> int:
    """Select in *widget* the words *asked* for the time number *nth*, the last where it is negative.

    Returns how often they are there.
    """
    line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if isinstance(line, QTextEdit | QPlainTextEdit):
        text = line.toPlainText()
    elif isinstance(line, QLineEdit):
        text = line.text()
    else:
        return 0
    spans = match.spans(match.fold(text), match.words(asked))
    if spans:
        select(line, text, spans[min(nth, len(spans) - 1)])
    return len(spans)


def select(widget: QTextEdit | QPlainTextEdit | QLineEdit, text: str, span: match.Span) -> None:
    """Select the *span* of the *text* in *widget*. Qt counts some characters twice, such as emojis."""
    start, end = (len(text[:place].encode("utf-16-le")) // 2 for place in span)
    if isinstance(widget, QLineEdit):
        widget.setSelection(start, end - start)
        return
    cursor = widget.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    widget.setTextCursor(cursor)
    widget.ensureCursorVisible()


def _announce(widget: QWidget, text: str) -> None:
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
