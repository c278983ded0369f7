"""What the window offers for finding words: searching, replacing and spelling."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from lokdesk.gui.fields.text import TextField, TextInput
from lokdesk.gui.search import SearchPanel
from lokdesk.gui.spelling import Spelling
from lokdesk.gui.wizard import here
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.page import Page
from lokdesk.session import spelling
from lokdesk.session.event import Event

_WORD_LIST = "ordlista.txt"
_LONGEST = 60
"""How many characters of what is selected are taken for words to search for, at the most."""


class Lookup(QObject):
    """The search panel, the dialog for replacing, and the spelling, on the window's behalf."""

    wanted = Signal(str)
    """The address of a place that the user wants to go to."""
    help_wanted = Signal()
    """The user wants to read the help to that place."""
    said = Signal(str)
    """Words to tell the user."""

    def __init__(self, window: QWidget, desk: Desk, page: Callable[[], Page | None]) -> None:
        """*page* returns the page that is shown."""
        super().__init__(window)
        self._window = window
        self._desk = desk
        self.panel = SearchPanel(desk)
        self.panel.wanted.connect(self.wanted)
        self.panel.help_wanted.connect(self.help_wanted)
        self.panel.replace_wanted.connect(self.replace)
        self.own_words = spelling.own_words(desk.settings.own_folder / _WORD_LIST)
        self.spelling = Spelling(window, desk, self.own_words, lambda: _texts(page()))
        self.spelling.wanted.connect(self.wanted)
        self.spelling.said.connect(self.said)

    def above(self, rooms: QWidget, below: QWidget) -> QWidget:
        """Return a widget with the search panel above *rooms*, and something *below* them."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.panel)
        column.addWidget(rooms, 1)
        column.addWidget(below)
        return both

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each of its commands in the menus does, by name."""
        return {
            "find": lambda: self.panel.start(_selected()),
            "find-next": lambda: self.panel.step(1),
            "find-previous": lambda: self.panel.step(-1),
            "replace": lambda: self.replace(_selected()),
            "replace-person": self.replace_person,
            "vacancies": self.show_vacancies,
            "next-misspelled": lambda: self.spelling.go_to_next(here.address(QApplication.focusWidget())),
            "suggestions": self.spelling.show_suggestions,
            "spelling": lambda: self.spelling.turn(not self.spelling.on),
        }

    def replace_person(self, old: str = "") -> None:
        """Let the user put one person or unit in the place of another, of *old* to begin with."""
        from lokdesk.gui.dialogs import replace_person

        told = replace_person.ask(self._window, self._desk, old)
        if told:
            self.said.emit(told)

    def show_vacancies(self) -> None:
        """Show the roles and seats that nobody has."""
        from lokdesk.gui.dialogs import vacancies

        address = vacancies.ask(self._window, self._desk)
        if address:
            self.wanted.emit(address)

    def replace(self, old: str) -> None:
        """Let the user replace words in all answers, *old* to begin with."""
        # Loaded when it is wanted: the window is opened sooner.
        from lokdesk.gui.dialogs import replace

        replaced = replace.ask(self._window, self._desk, old)
        if replaced:
            self.said.emit(f"Ersatte i {replaced} svar.")

    def leave(self) -> None:
        """Search no more: the agreement is left for another page."""
        self.panel.leave()

    def told(self, event: Event) -> None:
        """Take what the session tells."""
        self.panel.told(event)
        self.spelling.told(event)

    def stop(self) -> None:
        """Let nothing more happen by itself: the window closes."""
        self.panel.stop()
        self.spelling.stop()


def _texts(page: Page | None) -> Iterator[TextInput]:
    """Yield the texts on *page*."""
    for row in page.places.rows.values() if page is not None else ():
        if isinstance(row.field, TextField):
            yield row.field.input


def _selected() -> str:
    """Return the words that are selected where the focus is, unless it is more than a few."""
    focus = QApplication.focusWidget()
    words = ""
    if isinstance(focus, QTextEdit):
        words = focus.textCursor().selectedText()
    elif isinstance(focus, QLineEdit):
        words = focus.selectedText()
    fits = len(words) <= _LONGEST and not any(sign in words for sign in "\u2028\u2029\n")
    return words.strip() if fits else ""
