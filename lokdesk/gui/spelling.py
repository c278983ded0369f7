"""Spelling in the window: texts are looked through while the hands rest, and misspelled words put right."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import is_not
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from lokdesk.gui import timer
from lokdesk.gui.dialogs import message
from lokdesk.gui.fields.field import without_undo
from lokdesk.gui.fields.spelling import Verdicts, Waves
from lokdesk.gui.fields.text import TextInput
from lokdesk.gui.look import literal
from lokdesk.gui.search import select
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import spelling
from lokdesk.session.event import DraftReplaced, Event, Saved
from lokdesk.spelling.word_list import WordList

if TYPE_CHECKING:
    # Hunspell is loaded only when the dictionary is, and is not everywhere.
    from lokdesk.spelling.speller import Speller

_REST = 400
"""How many milliseconds the hands rest before words are looked up."""
_LONG_REST = 1200
"""How many they rest before the dictionary is loaded, which cannot be done in slices."""
_SLICE = 0.004
"""For how many seconds words are looked up at a time."""
_NONE = "Inga felstavade ord hittades i texterna."
_UNAVAILABLE = "Stavningskontrollen finns inte på den här datorn."


class Spelling(QObject):
    """Looks through the texts on the page, marks what is misspelled and offers what it may mean."""

    wanted = Signal(str)
    """The address of a text that the user wants to go to."""
    said = Signal(str)
    """Words to tell the user."""

    def __init__(
        self, window: QWidget, desk: Desk, own: WordList, shown: Callable[[], Iterable[TextInput]]
    ) -> None:
        """*shown* returns the texts that are on the page now."""
        super().__init__(window)
        self._shown = shown
        self._window = window
        self._desk = desk
        self.own = own
        self._speller: Speller | None = None
        self._missing = self._ended = False
        self._ignored: frozenset[str] = frozenset()
        self._named_in: tuple[object, ...] = ()
        self._names: frozenset[str] = frozenset()
        self._known: frozenset[str] = frozenset()
        self._verdicts = Verdicts(desk.settings.spelling)
        self._waves: list[Waves] = []
        self._queue: Iterator[str] | None = None
        self._resting = timer.once(self, _REST, self._begin)
        self._loading = timer.once(self, _LONG_REST, self._load)
        self._slicing = timer.once(self, 0, self._look_up)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        self._rest()

    # On and off

    @property
    def on(self) -> bool:
        """Whether misspelled words are marked."""
        return self._verdicts.on

    def turn(self, on: bool) -> None:
        """Mark misspelled words from now on, or no longer."""
        self._desk.settings.spelling = self._verdicts.on = on
        self._halt()
        self._redraw()
        self._rest()

    def stop(self) -> None:
        """Let nothing more happen by itself: the window closes."""
        self._ended = True
        self._halt()

    def _halt(self) -> None:
        self._queue = None
        for one in (self._resting, self._loading, self._slicing):
            one.stop()

    @property
    def busy(self) -> bool:
        """Whether there is, or may be, something that is still to be looked through."""
        return any(timer.isActive() for timer in (self._resting, self._loading, self._slicing))

    # When to work

    def told(self, event: Event) -> None:
        """Take what the session tells: somebody works, so wait."""
        if isinstance(event, DraftReplaced):
            self._ignored = frozenset()
        if not isinstance(event, Saved):
            self._rest()

    def _follow_focus(self, old: QWidget | None, _: QWidget | None) -> None:
        if old is not None and isValid(old) and isinstance(old, TextInput):
            waves = self._waves_of(old)
            if waves is not None:
                waves.leave()
        self._rest()

    def _rest(self) -> None:
        """Work once the hands have rested."""
        if not self.on or self._missing or self._ended:
            return
        self._halt()
        if self._speller is None:
            self._loading.start()
        else:
            self._resting.start()

    def _load(self) -> None:
        if self._ready() is not None:
            self._begin()

    def _ready(self) -> "Speller | None":
        """Return the dictionary, loaded if it has not been; ``None`` where there is none."""
        if self._speller is None and not self._missing:
            self._speller = self._desk.session.library.speller
            self._missing = self._speller is None
        return self._speller

    # Looking through the texts

    def _begin(self) -> None:
        self._renew_known()
        self._queue = self._unknown()
        self._slicing.start()

    def _renew_known(self) -> None:
        """Learn the names that the agreement holds now, and the user's own words."""
        agreement = self._desk.session.agreement
        named_in = spelling.named_in(agreement)
        if len(named_in) != len(self._named_in) or any(map(is_not, named_in, self._named_in)):
            self._named_in = named_in
            self._names = spelling.names(agreement)
        known = self._names | self.own.words | self._ignored
        if known != self._known:
            self._known = known
            self._verdicts.wrong.clear()
            self._redraw()

    def _unknown(self) -> Iterator[str]:
        """Yield what is to be looked up, text by text; a text is drawn anew when all of it is known."""
        self._waves = [one for one in self._waves if isValid(one)]
        for input_ in tuple(self._shown()):
            # Between one look and the next, fields come and go.
            if not isValid(input_) or not input_.isVisible():
                continue
            waves = self._waves_of(input_) or self._attach(input_)
            if waves.stale:
                yield from tuple(waves.pieces())
                if isValid(waves):
                    waves.redraw()
                yield ""

    def _look_up(self) -> None:
        """Look up words for a moment, and go on after what else there is to do."""
        speller, queue = self._speller, self._queue
        if speller is None or queue is None:
            return
        until = perf_counter() + _SLICE
        for piece in queue:
            self._verdicts.wrong[piece] = speller.misspelled(piece, self._known)
            if perf_counter() > until:
                self._slicing.start()
                return
        self._queue = None

    def _attach(self, input_: TextInput) -> Waves:
        waves = Waves(input_, self._verdicts)
        waves.left.connect(self._rest)
        input_.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        input_.customContextMenuRequested.connect(partial(self._show_menu, input_))
        self._waves.append(waves)
        return waves

    def _waves_of(self, input_: TextInput) -> Waves | None:
        return next((one for one in self._waves if isValid(one) and one.input is input_), None)

    def _redraw(self) -> None:
        for waves in self._waves:
            if isValid(waves):
                waves.redraw()

    # Putting a word right

    def word_at(self, cursor: QTextCursor) -> QTextCursor | None:
        """Return a cursor that selects the misspelled word that *cursor* stands in, if it does."""
        speller = self._ready()
        if speller is None or not self.on:
            return None
        block = cursor.block()
        for span in speller.misspelled(block.text(), self._known):
            word = QTextCursor(block)
            start, end = (len(block.text()[:place].encode("utf-16-le")) // 2 for place in span)
            word.setPosition(block.position() + start)
            word.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
            if word.selectionStart() <= cursor.position() <= word.selectionEnd():
                return word
        return None

    def menu(self, input_: TextInput, at: QPoint) -> QMenu:
        """Return the menu for the place *at* in a text, with what a misspelled word may mean at the top."""
        menu = without_undo(input_.createStandardContextMenu(at))
        word = self.word_at(input_.cursorForPosition(at))
        speller = self._ready()
        if word is None or speller is None:
            return menu
        first = menu.actions()[0] if menu.actions() else None
        wrong = word.selectedText()
        offered = QMenu(menu)
        for suggestion in speller.suggestions(wrong, self._known):
            action = offered.addAction(literal(suggestion))
            action.triggered.connect(partial(self._put, word, suggestion))
            font = action.font()
            font.setBold(True)
            action.setFont(font)
        if offered.isEmpty():
            offered.addAction("Inga förslag").setEnabled(False)
        offered.addSeparator()
        offered.addAction("Lägg till i &ordlistan").triggered.connect(partial(self.learn, wrong))
        offered.addAction("&Godta i den här överenskommelsen").triggered.connect(partial(self.ignore, wrong))
        offered.addSeparator()
        menu.insertActions(first, offered.actions()) if first else menu.addActions(offered.actions())
        return menu

    def show_suggestions(self) -> None:
        """Open the menu for the place of the cursor in the text that has the focus."""
        focus = QApplication.focusWidget()
        if isinstance(focus, TextInput):
            self._show_menu(focus, focus.cursorRect().center())

    def _show_menu(self, input_: TextInput, at: QPoint) -> None:
        menu = self.menu(input_, at)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(input_.viewport().mapToGlobal(at))

    def _put(self, word: QTextCursor, right: str, _: bool = False) -> None:
        """Let *right* take the place of the selected *word*, in the look that it begins with, as one edit."""
        self._desk.session.settle()
        first = QTextCursor(word)
        first.setPosition(word.selectionStart() + 1)
        word.insertText(right, first.charFormat())
        self._desk.session.settle()

    def learn(self, word: str, _: bool = False) -> None:
        """Put *word* into the user's own list."""
        try:
            self.own.add(word)
        except OSError:
            message.problem(
                self._window,
                "Ordlistan går inte att spara.",
                "Ordet räknas som rättstavat tills programmet avslutas.",
            )
        self._renew_known()
        self._rest()

    def ignore(self, word: str, _: bool = False) -> None:
        """Take *word* for right as long as this agreement is open."""
        self._ignored |= {word}
        self._renew_known()
        self._rest()

    # Going from one to the next

    def go_to_next(self, address: str) -> None:
        """Select the next misspelled word after the cursor, in the text that has the focus or one after it.

        *address* is the place that has the focus.
        """
        if self._ready() is None:
            self.said.emit(_UNAVAILABLE)
            return
        self._renew_known()
        focus = QApplication.focusWidget()
        if isinstance(focus, TextInput) and self._select_in(focus, focus.textCursor().selectionEnd()):
            return
        for target in self._texts_after(address):
            self.wanted.emit(target)
            focus = QApplication.focusWidget()
            if isinstance(focus, TextInput) and self._select_in(focus, 0):
                return
        self.said.emit(_NONE)

    def _texts_after(self, address: str) -> Iterator[str]:
        """Yield where texts with misspelled words stand, those after *address* first, going round."""
        session = self._desk.session
        speller = self._ready()
        texts = spelling.texts(session.agreement, self._desk.handbook)
        addresses = [one for one, _ in texts]
        here = addresses.index(address) + 1 if address in addresses else 0
        for one, text in (*texts[here:], *texts[:here]):
            if speller is not None and speller.misspelled(text, self._known):
                yield one

    def _select_in(self, input_: TextInput, after: int) -> bool:
        """Select the first misspelled word in *input_* that begins *after* a position, if there is one."""
        speller = self._ready()
        text = input_.toPlainText()
        spans = speller.misspelled(text, self._known) if speller is not None else ()
        for span in spans:
            if len(text[: span[0]].encode("utf-16-le")) // 2 >= after:
                select(input_, text, span)
                self._tell(text[slice(*span)])
                return True
        return False

    def _tell(self, word: str) -> None:
        speller = self._ready()
        found = speller.suggestions(word, self._known) if speller is not None else ()
        offered = f" Förslag: {', '.join(found)}." if found else " Det finns inga förslag."
        self.said.emit(f"Felstavat? {word}.{offered}")
