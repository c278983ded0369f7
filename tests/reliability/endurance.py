"""A working day in the window: is there as much of everything at its end as there was in the morning?

``python -m tests.reliability.endurance`` does in less than an hour what somebody does in eight: 30,000 edits,
200 saves, 50 Word documents and 2,000 page changes, with keys and mouse, and what lies between them: items
that are added, moved and removed, undo, panes, views, dialogs, workshops, a search. Every round of the day
ends where it began, with an agreement as large as it was. Before the day comes half as much for warming
up, and early in that every field is written in. From then on what the process holds must stay level,
both with everything shown, on pages that are older than the day, and when all of it is put away.
"""

import argparse
import faulthandler
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from lokdesk.gui import accessible, appearance, application
from lokdesk.gui.dialogs.form import FormDialog
from lokdesk.gui.fields.choice import ChoiceField
from lokdesk.gui.fields.day import DayField
from lokdesk.gui.fields.flag import FlagField
from lokdesk.gui.fields.frequency import FrequencyField
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.fields.references import ReferencesField
from lokdesk.gui.fields.text import TextField
from lokdesk.gui.panes.document import DocumentPane
from lokdesk.gui.settings import Settings
from lokdesk.gui.tidying import Tidying
from lokdesk.gui.window import MainWindow
from lokdesk.gui.wizard.item import ItemFrame
from lokdesk.gui.wizard.items import ItemList
from lokdesk.gui.wizard.question import QuestionRow
from lokdesk.gui.wizard.wizard import PANES, VIEWS
from lokdesk.gui.workshop.picker import AgendaDialog
from lokdesk.office import finding
from lokdesk.revision.beginning import begun
from lokdesk.session.event import DraftReplaced, Event, Saved
from lokdesk.session.library import Library
from lokdesk.session.session import UNDOABLE, Session
from tests.gui.hands import ALT, CTRL, SHIFT, click, leave_popups, press, type_text, until
from tests.gui.pages import Screen, answer, name_file
from tests.gui.talk import fill_in
from tests.reliability.holding import Holding, growth, holding, steady

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 3, 2)
EXAMPLE = "kronoberg"
SEED = 2026
EDITS = 30_000
EACH_EDITS, EACH_SAVES, EACH_PAGES = 300, 2, 20
"""What is done in a round; a document is made in every other. The day has a hundred of them."""
WARM = 0.5
"""How many rounds there are for warming up, as a share of those of the day: pages are made, caches are
filled, and so is the list of the edits that can be undone."""
NEW = 0.16
"""When in the warming up the pages are made that are old at the end of the day, as a share of it; every field
is written in then."""
EACH_KEPT = 150
"""After how many edits a version is kept while the list of what can be undone is filled."""
LOOK = 10
"""After how many rounds all pages and items are shown, and what is held is compared, once it is warm."""
LAST_RESIZED = 8
"""The text is made larger and smaller again in the first rounds, before the pages are made that grow old, and
then when all is put away."""
MINUTES = 60
"""So long the whole day may take."""
MORE_MEMORY = 0.03
"""How much more memory there may be at the end than after warming up, as a share: so much goes up and down
with what was done last. A kilobyte left behind by each edit would be more."""
MORE_OBJECTS = 0.02
"""How many more widgets and Python objects there may be at the end than after warming up, as a share."""
PUT_AWAY = 3
"""How many times another file is opened, one right after the other, when all is to be put away."""

DIALOGS = ("settings", "about", "documents", "versions", "replace", "figure-large", "share")
"""The commands whose dialogs are opened, one after the other."""

Key = Qt.Key
T = TypeVar("T")
_WRITTEN = (LineField, TextField, ChoiceField, DayField, FrequencyField)
_WORDS = (
    "samverkan mellan kommunen och Arbetsförmedlingen är långsiktig och följs upp varje år av styrgruppen "
    "som beslutar om målen för unga i länet ”på riktigt” – ingen ska stå utan insats eller sysselsättning"
).split()
_LONGEST = 120
"""How many letters an answer may have before it is written anew."""
_YES = (
    "Skriv över",
    "Spara kopian …",
    "Skapa dokumentet",
    "Ta bort",
    "Spara",
    "Spara utan det",
    "Skapa utan det",
    "OK",
)
"""What is answered to messages, what comes first before what comes later."""


# -- what is answered to dialogs


class Answers(QObject):
    """Does in every dialog and menu that opens what is to be done in it."""

    def __init__(self) -> None:
        super().__init__()
        self.file = Path()
        """What is written where the name of a file is asked for."""
        self.act: Callable[[QWidget], object] | None = None
        """What is done in the next dialog that is none of the system's."""
        self.count = 0
        self._seen: QWidget | None = None
        self._answered: list[QWidget] = []
        """What is being answered: what opens over a dialog is answered first."""
        self._timer = QTimer(self)
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """Answer no more."""
        self._timer.stop()

    def _look(self) -> None:
        popup = QApplication.activePopupWidget()
        menu = popup if isinstance(popup, QMenu) else None
        shown = menu or QApplication.activeModalWidget()
        if shown is None:
            self._seen = None
        elif shown is not self._seen:
            self._seen = shown
            QTimer.singleShot(0, self, lambda: self._do(shown))

    def _do(self, shown: QWidget) -> None:
        if shown in self._answered or not isValid(shown) or not shown.isVisible():
            # What opens and closes over a dialog lets it be seen twice, the second time in mid-answer.
            return
        active = QApplication.activeWindow()
        if active is None or (isinstance(shown, QDialog) and active is not shown):
            # It is there, but has no keys yet.
            shown.activateWindow()
            QTimer.singleShot(self._timer.interval(), self, lambda: self._do(shown))
            return
        self.count += 1
        act, self.act = self.act, None
        self._answered.append(shown)
        try:
            self._answer(shown, act)
        except BaseException:
            # One that is left open would hold up all that follows.
            shown.close()
            raise
        finally:
            self._answered.remove(shown)

    def _answer(self, shown: QWidget, act: Callable[[QWidget], object] | None) -> None:
        match shown:
            case QFileDialog():
                self.act = act
                name_file(self.file)(shown)
            case QMessageBox():
                self.act = act
                said = [one.text().replace("&", "") for one in shown.buttons()]
                answer(next(one for one in _YES if one in said))(shown)
            case _ if act is not None:
                act(shown)
            case QDialog():
                shown.reject()
            case _:
                shown.close()


# -- the day


class Day:
    """Somebody who works in a window all day."""

    def __init__(self, folder: Path, seed: int = SEED, draft: str = EXAMPLE) -> None:
        """Begin the revision of the example *draft*, and save it in *folder*."""
        self.chance = random.Random(seed)
        self.edits = self.saves = self.documents = self.pages = self.steps_back = 0
        self.did: Counter[str] = Counter()
        self.faults: list[str] = []
        self._excepthook, sys.excepthook = sys.excepthook, self._note_fault
        self.library = Library(ROOT / "resources", ROOT / "templates")
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        session = Session(self.library, begun(self.library.example(draft), TODAY).draft)
        self.window = MainWindow(session, Settings(settings), lambda: TODAY)
        Tidying(session, self.window)
        self.screen = Screen(self.window)
        self.screen.show()
        self.folder = folder
        self.answers = Answers()
        self._undoing = False
        self.session.subscribe(self._told)
        self.file = self.answers.file = folder / "overenskommelse.lokdesk"
        press(Key.Key_S, CTRL | SHIFT)
        until(lambda: self.session.path == self.file)
        self.other = folder / "annan.lokdesk"
        Session(self.library, self.library.example("tva-kommuner")).save_as(self.other)
        self.morning = session.draft

    @property
    def session(self) -> Session:
        """What is open."""
        return self.window.session

    def _note_fault(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        self.faults.append(f"{kind.__name__}: {error}")
        self._excepthook(kind, error, trace)  # pyright: ignore[reportArgumentType]

    def _told(self, event: Event) -> None:
        if not isinstance(event, Saved | DraftReplaced):
            if self._undoing:
                self.steps_back += 1
            else:
                self.edits += 1

    def finish(self) -> None:
        """Close the window, and let everything be gone."""
        self.answers.stop()
        self.screen.throw_away()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        sys.excepthook = self._excepthook

    # One round

    def round(self, number: int, edits: int = EACH_EDITS) -> None:
        """Do one round of the day, with so many *edits*."""
        deeds = [*self._deeds(number)]
        self.chance.shuffle(deeds)
        goal = self.edits + edits
        for left, (name, deed) in zip(range(len(deeds), 0, -1), deeds, strict=True):
            self._do(name, deed)
            until_ = self.edits + max(0, goal - self.edits) // left
            for _ in range(40):
                if self.edits >= until_:
                    break
                self._do("write", self.write)
        self._do("tidy", self.tidy)
        while self.edits < goal:
            self._do("go", self.go_to_a_step)
            self.pages -= 1
            self._do("write", self.write)
        self._do("overview", lambda: press(Key.Key_1, CTRL))
        self._do("rest", self.screen.rest)

    def _do(self, name: str, deed: Callable[[], object]) -> None:
        began = time.perf_counter()
        self._come_back()
        self.answers.act = None
        deed()
        self._events()
        self.did[name] += 1
        self.did[f"{name} (ms)"] += round(1000 * (time.perf_counter() - began))

    def _deeds(self, number: int) -> Iterator[tuple[str, Callable[[], object]]]:
        for _ in range(EACH_PAGES - 6):
            yield "go", self.go_to_a_step
        for _ in range(3):
            yield "turn", self.turn
            yield "view", self.look_at_a_view
        for _ in range(EACH_SAVES):
            yield "save", self.save
        for _ in range(4):
            yield "undo", self.undo_and_redo
            yield "pane", self.look_at_a_pane
            yield "mark", self.mark
            yield "tick", self.tick
            yield "add", self.add
            yield "card", self.open_or_close_a_card
        for _ in range(2):
            yield "move", self.move
            yield "copy", self.copy
            yield "remove", self.remove
            yield "paste", self.paste
        yield "note", self.note
        yield "search", self.search
        yield "menu", self.open_a_menu
        yield "dialog", self.open_a_dialog
        # One after the other: whatever the chance, everything is done in the time of warming up too.
        if number % 2:
            yield "document", self.make_the_document
        match number % 5:
            case 0:
                yield "workshop", self.hold_a_workshop
            case 1 if number < LAST_RESIZED:
                # Everything is made anew, and what the pages hold would not be seen to grow.
                yield "size", self.resize_the_text
            case 2:
                yield "reader", self.read_as_a_screen_reader_does
            case 3:
                yield "guide", self.look_into_the_guide
            case _:
                yield "keep", self.keep_a_version

    # Where to work

    def _come_back(self) -> None:
        """Let the window have the keys, whatever was open on top of it."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            until(self.window.isActiveWindow)

    def _events(self) -> None:
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def _rows(self, *kinds: type[QWidget]) -> list[QuestionRow]:
        if self.window.wizard.view:
            return []
        rows = self.screen.page.places.rows.values()
        return [r for r in rows if isinstance(r.field, kinds) and r.isVisible() and r.field.isEnabled()]

    def _lists(self) -> list[ItemList]:
        if self.window.wizard.view:
            return []
        return [one for one in self.screen.page.places.all_lists if one.isVisible() and one.editable]

    def _pick(self, among: Sequence[T]) -> T | None:
        return self.chance.choice(among) if among else None

    def _cards(self) -> list[ItemFrame]:
        return [card for items in self._lists() for card in items.cards.values() if card.opener is not None]

    # Writing

    def write(self) -> None:
        """Write some words, a key at a time, in a field that can be seen."""
        row = self._pick(self._rows(*_WRITTEN))
        if row is None:
            self.go_to_a_step()
            self.pages -= 1
        else:
            self._write_in(row)

    def write_everywhere(self) -> None:
        """Write in every field that there is: what it makes when it is written in is there from then on."""
        for step in self.window.desk.handbook.steps:
            self._show_step(step.slug)
            for row in self._rows(*_WRITTEN):
                if isValid(row):
                    self._write_in(row)
            self.tidy()
        self.screen.rest()

    def edit_until_edits_are_forgotten(self) -> None:
        """Fill the list of what can be undone with edits as heavy as any: among them whole documents kept.

        How many of them it holds later goes up and down with chance, but never above this.
        """
        goal = self.edits + UNDOABLE
        while self.edits < goal:
            self._do("keep", self.keep_a_version)
            until_ = self.edits + EACH_KEPT
            while self.edits < until_:
                self._do("go", self.go_to_a_step)
                self.pages -= 1
                self._do("write", self.write)
        self._do("tidy", self.tidy)

    def _write_in(self, row: QuestionRow) -> None:
        input_ = self.chance.choice([one for one in row.field.inputs() if one.isEnabled()] or [row.field])
        leave_popups(input_)
        self.screen.page.ensureWidgetVisible(input_)
        if not input_.isVisible():
            return
        input_.setFocus(Qt.FocusReason.MouseFocusReason)
        if isinstance(row.field, DayField):
            press(Key.Key_A, CTRL)
            year, month, day = (self.chance.randrange(*one) for one in ((2026, 2030), (1, 10), (10, 29)))
            type_text(f"{year}-0{month}-{day}")
            return
        words = " ".join(self.chance.choices(_WORDS, k=self.chance.randrange(1, 5)))
        written = row.field.value
        if (
            not isinstance(row.field, TextField)
            or len(str(written)) > 8 * _LONGEST
            or self.chance.random() < 0.2
        ):
            press(Key.Key_A, CTRL)
            press(Key.Key_Backspace)
        else:
            press(Key.Key_End, CTRL)
            if self.chance.random() < 0.2:
                words = f"\n{words}"
            if self.chance.random() < 0.1:
                press(self.chance.choice([Key.Key_B, Key.Key_I]), CTRL)
        type_text(words)
        for _ in range(self.chance.randrange(4)):
            press(Key.Key_Backspace)

    def mark(self) -> None:
        """Answer yes, no or nothing."""
        row = self._pick(self._rows(FlagField))
        if row is not None and isinstance(row.field, FlagField):
            button = self.chance.choice(list(row.field.buttons.values()))
            self.screen.see(button)
            button.click()

    def tick(self) -> None:
        """Tick or untick one that is referred to."""
        row = self._pick(self._rows(ReferencesField))
        box = self._pick([one for one in row.field.inputs() if one.isVisible()]) if row is not None else None
        if box is not None:
            self.screen.see(box)
            box.setFocus()
            press(Key.Key_Space)

    def paste(self) -> None:
        """Copy a text and put it in another, or in the same one again."""
        row = self._pick(self._rows(TextField))
        if row is None:
            return
        row.field.inputs()[0].setFocus()
        press(Key.Key_A, CTRL)
        press(Key.Key_C, CTRL)
        row = self._pick(self._rows(TextField)) or row
        row.field.inputs()[0].setFocus()
        press(Key.Key_A, CTRL)
        press(Key.Key_V, CTRL)

    def undo_and_redo(self) -> None:
        """Undo some edits, and do some of them again."""
        back = self.chance.randrange(1, 5)
        self._undoing = True
        for _ in range(back):
            press(Key.Key_Z, CTRL)
        for _ in range(self.chance.randrange(back + 1)):
            press(Key.Key_Z, CTRL | SHIFT)
        self._undoing = False

    # Items

    def add(self) -> None:
        """Add an item, and give it a name."""
        items = self._pick([one for one in self._lists() if len(one.cards) < 12])
        if items is None or items.add_button is None:
            return
        self.screen.see(items.add_button)
        click(items.add_button)
        focus = QApplication.focusWidget()
        if focus is not None and focus is not items.add_button and items.isAncestorOf(focus):
            type_text(self.chance.choice(_WORDS))

    def _stand_at_an_item(self, item: str = "") -> bool:
        cards = [card for items in self._lists() for card in items.cards.values() if card.more]
        card = self._pick([card for card in cards if item in ("", card.address)])
        if card is None or card.more is None:
            return False
        self.screen.see(card.more)
        card.more.setFocus()
        return card.more.hasFocus()

    def move(self) -> None:
        """Move an item up or down."""
        if self._stand_at_an_item():
            press(self.chance.choice([Key.Key_Up, Key.Key_Down]), ALT)

    def copy(self) -> None:
        """Copy an item."""
        if self._stand_at_an_item():
            press(Key.Key_D, CTRL)

    def remove(self) -> None:
        """Remove an item."""
        if self._stand_at_an_item():
            press(Key.Key_Delete, CTRL | SHIFT)

    def open_or_close_a_card(self) -> None:
        """Open the questions of an item, or close them."""
        card = self._pick(self._cards())
        if card is not None and card.opener is not None:
            self.screen.see(card.opener)
            card.opener.click()

    def tidy(self) -> None:
        """Let the agreement be what it was in the morning, so that rounds can be compared."""
        self.session.change(self.morning, name="det som var i morse")

    # Pages, panes and views

    def go_to_a_step(self) -> None:
        """Click on a step."""
        self._show_step(self.chance.choice(self.window.desk.handbook.steps).slug)
        self.pages += 1

    def _show_step(self, slug: str) -> None:
        self.screen.go(slug)
        self._events()

    def turn(self) -> None:
        """Go to the next page, or back."""
        press(self.chance.choice([Key.Key_PageDown, Key.Key_PageUp]), CTRL)
        self._events()
        self.pages += 1

    def _views(self) -> list[str]:
        """Return the views that this agreement has."""
        return [slug for slug in VIEWS if not self.window.wizard.steps.row(slug).isHidden()]

    def look_at_a_view(self) -> None:
        """Look at something in the place of the questions, and go back."""
        self.screen.go(self.chance.choice(self._views()))
        self._events()
        self.screen.settle()
        click(self.window.wizard.back)
        self._events()
        self.pages += 1

    def look_at_a_pane(self) -> None:
        """Choose what is seen beside the questions."""
        self.window.wizard.aside.show()
        self.window.wizard.aside.choose(self.chance.choice(PANES)[0])
        self.screen.settle()

    def resize_the_text(self) -> None:
        """Let all text be larger, and smaller again, which makes everything anew."""
        press(Key.Key_Plus, CTRL)
        self.screen.rest()
        press(Key.Key_Minus, CTRL)
        self.screen.rest()

    # Files

    def save(self) -> None:
        """Save with the keys."""
        press(Key.Key_S, CTRL)
        self._events()
        self.saves += not self.session.dirty

    def make_the_document(self) -> None:
        """Make the Word document."""
        self.answers.file = path = self.folder / "overenskommelse.docx"
        path.unlink(missing_ok=True)
        press(Key.Key_E, CTRL | SHIFT)
        until(path.is_file)
        until(lambda: QApplication.activeModalWidget() is None)
        self.answers.file = self.file
        self.documents += path.is_file()

    def take_a_break(self) -> None:
        """Save, open another file, write a little in it, and come back."""
        self.tidy()
        # What is opened again is shown at the place where it was left, with the item open that one was in:
        # always at the first question here.
        self._show_step(self.window.desk.handbook.steps[0].slug)
        self._rows(*_WRITTEN)[0].field.inputs()[0].setFocus()
        self.screen.settle()
        self.save()
        self.window.files.open(self.other)
        self.screen.rest()
        self.write()
        self.save()
        self.window.files.open(self.file)
        self.screen.rest()
        if self.session.draft != self.morning:
            raise AssertionError("what was saved is not what was opened")
        self.morning = self.session.draft
        # Whatever has been shown before, now it is the same. The cards of items are made when they come into
        # view: how many do at the top of a page depends on how long the answers above them are.
        for step in reversed(self.window.desk.handbook.steps):
            self._show_step(step.slug)
            self._go_through(self.screen.page.verticalScrollBar(), self.screen.settle)
        self._look_beside()

    def _look_beside(self) -> None:
        """Look at all panes and views, and at all of the document: it is set in type when it is seen."""
        aside = self.window.wizard.aside
        aside.show()
        for slug, _, _ in (*PANES[1:], PANES[0]):
            aside.choose(slug)
            self._look_through(aside.pane(aside.slug))
        for slug in (*self._views(), "overview"):
            self.screen.go(slug)
            self._look_through(self.window.wizard.stack.currentWidget() or self.window)

    def _look_through(self, shown: QWidget) -> None:
        self.screen.rest()
        if isinstance(shown, DocumentPane):
            until(lambda: not shown.busy)
            self._go_through(shown.view.verticalScrollBar(), self.screen.settle)

    def look_at_everything(self) -> None:
        """Open the questions of all items, on all pages, so that the same is shown each time.

        Items are made when they come into view: each page is gone through from its beginning to its end.
        """
        for step in self.window.desk.handbook.steps:
            self._show_step(step.slug)
            self._go_through(self.screen.page.verticalScrollBar(), self._open_cards)
        self._look_beside()

    def _go_through(self, bar: QScrollBar, look: Callable[[], object]) -> None:
        """Scroll with *bar* from its beginning to its end, and *look* at each place."""
        place = 0
        while True:
            bar.setValue(place)
            self.screen.settle()
            look()
            if place >= bar.maximum():
                break
            place += bar.pageStep()

    def _open_cards(self) -> None:
        for card in self._cards():
            if card.opener is not None and not card.is_open:
                card.opener.click()
        self.screen.settle()

    # Dialogs and windows

    def note(self) -> None:
        """Note something at a question."""
        row = self._pick(self._rows(*_WRITTEN))
        if row is not None:
            row.field.inputs()[0].setFocus()
            self.answers.act = _noted
            press(Key.Key_N, CTRL | ALT)

    def search(self) -> None:
        """Search for a word, and leave it."""
        press(Key.Key_F, CTRL)
        type_text(self.chance.choice(_WORDS))
        until(lambda: not self.window.lookup.panel.busy)
        press(Key.Key_F3)
        press(Key.Key_F, CTRL)
        press(Key.Key_Escape)

    def open_a_menu(self) -> None:
        """Open each of the menus, and close it again."""
        for menu in self.window.menuBar().findChildren(QMenu):
            menu.popup(self.window.mapToGlobal(self.window.rect().center()))
            self._events()
            menu.close()

    def open_a_dialog(self) -> None:
        """Open a dialog, and leave it."""
        name = DIALOGS[self.did["dialog"] % len(DIALOGS)]
        before = self.answers.count
        self.window.menus.actions[name].trigger()
        until(lambda: QApplication.activeModalWidget() is None)
        self.did[f"dialog {name}"] += self.answers.count > before

    def keep_a_version(self) -> None:
        """Keep a version of the agreement."""
        self.answers.act = _agree_or_leave
        self.window.menus.actions["keep"].trigger()
        until(lambda: QApplication.activeModalWidget() is None)

    def hold_a_workshop(self) -> None:
        """Pick some questions, answer them one after the other, and come back."""
        self.answers.act = _begin
        press(Key.Key_W, CTRL | SHIFT)
        workshop = self.window.workshop
        assert workshop is not None, "no workshop has begun"
        for turn in range(6):
            self.screen.settle()
            if turn % 2 == 0:
                workshop.begin()
                if isinstance(QApplication.focusWidget(), QLineEdit | QTextEdit):
                    type_text(self.chance.choice(_WORDS))
            if workshop.address:
                click(workshop.next)
        click(workshop.help_button)
        self.screen.settle()
        click(workshop.end_button)
        self.screen.settle()

    def read_as_a_screen_reader_does(self) -> None:
        """Ask for the words of everything that is shown."""
        root = QAccessible.queryAccessibleInterface(self.window)
        waiting: list[QAccessibleInterface] = [root] if root is not None else []
        while waiting:
            one = waiting.pop()
            if not one.isValid() or one.state().invisible:
                continue
            for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
                one.text(kind)
            waiting += [
                inner for n in range(min(one.childCount(), 200)) if (inner := one.child(n)) is not None
            ]
            self.did["read"] += 1

    def look_into_the_guide(self) -> None:
        """Open the guide, search in it, and close it."""
        press(Key.Key_F1, SHIFT)
        guide = self.window.guide.shown
        assert guide is not None
        guide.input.setText("workshop")
        self._events()
        guide.close()
        self._events()


def _noted(dialog: QWidget) -> None:
    """Write a note in the dialog for that, which on a busy machine has the keys only after a while."""
    dialog.activateWindow()
    until(dialog.isActiveWindow)
    fill_in({"Anteckning": " ".join(_WORDS[:5])})(dialog)


def _agree_or_leave(dialog: QWidget) -> None:
    """Agree to a dialog, or leave it: what chance has written decides whether there is a version to keep."""
    assert isinstance(dialog, FormDialog), dialog
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    fill_in({}, agree=ok.isEnabled())(dialog)


def _begin(dialog: QWidget) -> None:
    """Pick some questions in the dialog for that, and begin."""
    assert isinstance(dialog, AgendaDialog), dialog
    dialog.pick(("title", "background", "goals", "goals/*/title", "processes"))
    click(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))


# -- the verdict


@dataclass
class Course:
    """What was held in the course of a day, once it was warm."""

    looks: list[Holding] = field(default_factory=list[Holding])
    """Each time everything was shown, on the same pages as before."""
    breaks: list[Holding] = field(default_factory=list[Holding])
    """While warming up and at the end of the day, when all has been put away and opened again."""

    @property
    def more(self) -> dict[str, float]:
        """How much more there was of everything at the end than after warming up, as a share."""
        found: dict[str, float] = {}
        for name in ("megabytes", "widgets", "object_count"):
            numbers = [number for one in self.looks if (number := getattr(one, name)) is not None]
            if numbers:
                found[name] = growth(numbers) / numbers[0]
        return found

    @property
    def faults(self) -> list[str]:
        """What there was more of at the end, as sentences."""
        found: list[str] = []
        most = {"megabytes": MORE_MEMORY, "widgets": MORE_OBJECTS, "object_count": MORE_OBJECTS}
        for name, more in self.more.items():
            if more > most[name]:
                found.append(f"{name}: {more:+.1%} in the course of the day")
        first, last = self.breaks[0], self.breaks[-1]
        for name in ("handles", "threads"):
            before, after = getattr(first, name), getattr(last, name)
            if before != after:
                found.append(f"{name}: {before} became {after}")
        if last.widgets > first.widgets * (1 + MORE_OBJECTS):
            found.append(f"widgets when all is put away: {first.widgets} became {last.widgets}")
        if last.object_count > first.object_count * (1 + MORE_OBJECTS):
            grown = Counter(last.objects)
            grown.subtract(first.objects)
            found.append(f"objects when all is put away: {grown.most_common(8)}")
        return found


def spend(day: Day, count: int, tell: Callable[[str], None] = lambda _: None) -> Course:
    """Spend the *day* on *count* edits, and return what was held once it was warm."""
    course = Course()
    day_long = max(1, round(count / EACH_EDITS))
    warm = max(1, round(day_long * WARM))
    rounds, made_new = warm + day_long, round(warm * NEW)
    for number in range(rounds):
        day.round(number)
        seen = holding(day.edits)
        tell(f"{'warming up: ' if number < warm else ''}{seen}, {seen.object_count} objects")
        if number < made_new and number % 5 == 4:
            day.take_a_break()
        if number == made_new:
            # From here on the pages grow old.
            course.breaks.append(_put_away(day))
            day.look_at_everything()
            day.write_everywhere()
        since = number - (warm - 1)
        if since == 0:
            day.edit_until_edits_are_forgotten()
        if number >= made_new and (since % LOOK == 0 or number in (made_new, rounds - 1)):
            day.look_at_everything()
            seen = holding(day.edits)
            tell(f"all shown: {seen}, {seen.object_count} objects")
            if since >= 0:
                course.looks.append(seen)
    course.breaks.append(_put_away(day))
    for one in course.breaks:
        tell(f"all put away: {one}, {one.object_count} objects")
    grown = Counter(course.breaks[-1].objects)
    grown.subtract(course.breaks[0].objects)
    tell(f"more when all is put away: {grown.most_common(20)}")
    return course


def _put_away(day: Day) -> Holding:
    """Return what is held when all has been put away, the least that was found: something is always shown."""
    found: list[Holding] = []
    for _ in range(PUT_AWAY):
        day.resize_the_text()
        day.take_a_break()
        found.append(holding(day.edits))
    return min(found, key=lambda one: (one.widgets, one.object_count))


def main() -> int:
    """Do the whole day, and tell what was held in the course of it."""
    parser = argparse.ArgumentParser(description="Work for a day, and see that nothing is left behind.")
    parser.add_argument("--count", type=int, default=EDITS, help="how many edits")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--tell", action="store_true", help="tell what there is after each round")
    given = parser.parse_args()
    # Where Qt itself ends the program, it is told where that was.
    faulthandler.enable()
    steady()
    began = time.monotonic()

    def tell(text: str) -> None:
        if given.tell:
            print(f"{time.monotonic() - began:.0f} s {text}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        prepare()
        day = Day(Path(folder), given.seed)
        course = spend(day, given.count, tell)
        tell(str(sorted(day.did.items())))
        day.finish()
    minutes = (time.monotonic() - began) / 60
    faults = [*day.faults, *course.faults]
    if minutes > MINUTES:
        faults.append(f"it took {minutes:.0f} minutes")
    for fault in faults:
        print(fault)
    first, last = course.breaks[0], course.breaks[-1]
    print(
        f"{day.edits} edits, {day.steps_back} undone or done again, {day.saves} saves, {day.documents} "
        f"documents, {day.pages} page changes in {minutes:.0f} minutes, seed {given.seed}: "
        f"{len(faults)} faults. From {course.looks[0].megabytes or 0:.0f} MB after warming up: "
        f"{', '.join(f'{name} {share:+.1%}' for name, share in course.more.items())}. All put away: handles "
        f"{first.handles} and {last.handles}, threads {first.threads} and {last.threads}, "
        f"widgets {first.widgets} and {last.widgets}."
    )
    return 1 if faults else 0


def prepare() -> None:
    """Begin the program as ever, on a screen that is not there."""
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={ROOT / 'tests' / 'gui' / 'screen.json'}")
    os.environ[finding.WITHOUT] = "1"
    made = QApplication.instance() or QApplication([])
    assert isinstance(made, QApplication)
    accessible.install()
    application.make_swedish(made)
    appearance.apply(made, 100, "system")
    # What an offscreen screen cannot do is said each time.
    qInstallMessageHandler(lambda *_: None)


if __name__ == "__main__":
    sys.exit(main())
