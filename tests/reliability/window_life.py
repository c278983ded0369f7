"""The life of the real window, in which somebody types until it is killed, and tells on a pipe of it."""

import random
import time
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lokdesk.gui import appearance, application
from lokdesk.gui.settings import Settings
from lokdesk.gui.tidying import Tidying
from lokdesk.gui.window import MainWindow
from lokdesk.session import recovery
from lokdesk.session.event import Event
from lokdesk.session.session import Session
from tests.gui.hands import CTRL, press, type_text
from tests.gui.pages import Key, Screen
from tests.reliability import life
from tests.reliability.life import FILE, SENT, WORD, Overheard, Start, Teller

_TYPED = ("title", "background")


class WindowLife:
    """Somebody works in a window, by chance."""

    def __init__(self, folder: Path, chance: random.Random, tell: Teller, start: Start) -> None:
        """Open the window, and begin as *start* says."""
        self._chance, self._tell = chance, tell
        self._path, self._word = folder / SENT / FILE, folder / SENT / WORD
        self.session = Session(life.library())
        self._number, self._last = 0, self.session.draft
        # Before the window does: what it keeps in the journal has been told of then.
        self.session.subscribe(self._note)
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        self.window = MainWindow(self.session, settings, date.today)
        Tidying(self.session, self.window)
        self.screen = Screen(self.window)
        self.screen.show()
        self._begin(start)
        self._last = self.session.draft
        tell("begun", life.mark(self._last))
        self.screen.step("parties")

    def _begin(self, start: Start) -> None:
        self._begun = self._over = False
        if start.journal is not None:
            with self._tell.phase("recovering"):
                self._go_on_with(start.journal)
        elif start.opens:
            self.window.files.open(self._path)
        else:
            self.session.new()
        self._begun = True

    def _go_on_with(self, path: Path) -> None:
        restored = recovery.restored(path)
        if restored.file_state in ("none", "same"):
            (found,) = (one for one in recovery.found(path.parent) if one.path == path)
            self.window.recovering.restore(found)
        else:
            # The file is newer, and the user is asked; here, the draft is gone on with all the same.
            self._over = True
            self.session.resume(restored.opened, restored.draft, restored.file)
            life.let_go(self.session, self.window.recording.recorder, path)

    def _note(self, _: Event) -> None:
        if self._begun and self.session.draft is not self._last:
            self._last = self.session.draft
            self._number += 1
            self._tell("will", self._number, life.mark(self._last))
            self._tell("did", self._number)

    def act(self) -> None:
        """Do something, mostly typing."""
        self._chance.choice([self.type_on] * 6 + [self.save] * 3 + [self.undo, self.export])()

    def type_on(self) -> None:
        """Type some words with keys, at the pace of a person; what is shown is in the session at once."""
        field = self.screen.field(self._chance.choice(_TYPED))
        pace = self._chance.randint(1, 50)
        field.focus()
        press(Key.Key_End, CTRL)
        with self._tell.phase("typing"):
            for letter in life.words(self._chance, 4):
                before = self._number
                type_text(letter)
                if letter.strip() and self._number == before:
                    raise AssertionError("a key changed nothing in the session")
                QTest.qWait(pace)

    def undo(self) -> None:
        """Undo with the keyboard."""
        press(Key.Key_Z, CTRL)

    def save(self) -> None:
        """Save with the keyboard; the first time the name is given."""
        with self._tell.phase("saving"):
            self._tell("saving", self._number)
            if self.session.path is None:
                self.session.save_as(self._path)
            elif self._over:
                life.save_over(self.session)
                self._over = False
            else:
                press(Key.Key_S, CTRL)
            if self.session.dirty:
                raise AssertionError("nothing was saved")
            self._tell("saved", self._number)

    def export(self) -> None:
        """Make the agreement as a Word document, and write it."""
        life.export(self.session.draft, self._word, self._tell)


def live(folder: Path, seed: str, pipe: int, start: Start) -> None:
    """Live in *folder* by chance until killed, and tell on *pipe* of it. Never returns."""
    tell = Overheard.telling(pipe)
    of_qt: Any = QApplication([])
    application.make_swedish(of_qt)
    appearance.apply(of_qt, 100, "system")
    window = WindowLife(folder, random.Random(seed), tell, start)
    while True:
        window.act()
        time.sleep(0.01)
