"""The window that the program opens with, until an agreement is begun or opened.

It is there at once: what the work needs is loaded while one looks at it, and then a window for the work takes
its place.
"""

import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from lokdesk.gui import recovered
from lokdesk.gui.drops import Drops
from lokdesk.gui.look import literal
from lokdesk.gui.menus import MENUS, Command, Menus
from lokdesk.gui.recent import RecentFiles
from lokdesk.gui.settings import WINDOW, Settings
from lokdesk.gui.start import StartPage

if TYPE_CHECKING:
    from lokdesk.gui.window import MainWindow

SIZE = (1320, 700)
"""How large the window is in pixels, the first time and where the screen has room."""
_SETTLED = 50
"""How many milliseconds after the window has been shown the rest begins to be loaded."""


class Entrance(QMainWindow):
    """The start page with its menus. Whatever is chosen there opens the window for the work."""

    def __init__(
        self,
        settings: Settings,
        examples: Mapping[str, str],
        prepare: Callable[[], object],
        make: Callable[[], "MainWindow"],
    ) -> None:
        """*prepare* loads what the work needs, in a thread; *make* makes the window for the work."""
        super().__init__()
        self._settings = settings
        self._prepare = prepare
        self._make = make
        self.setWindowTitle("Lokdesk")
        self.start = StartPage(
            RecentFiles(settings.store), examples, partial(recovered.to_offer, settings.state_folder)
        )
        self.start.new.connect(lambda: self.give("new"))
        self.start.open.connect(lambda: self.give("open"))
        self.start.take_in.connect(lambda: self.give("take-in"))
        self.start.revise.connect(lambda: self.give("revise"))
        self.start.revise_recent.connect(
            lambda path: self.enter(lambda window: window.revising.revise_file(path))
        )
        self.start.example.connect(lambda name: self.give(f"example-{name}"))
        self.start.recent.connect(lambda path: self.enter(lambda window: window.opening.go_on(path)))
        self.start.restore.connect(lambda found: self.enter(lambda window: window.recovering.restore(found)))
        self.start.all_kept.connect(lambda: self.give("recover"))
        self.setCentralWidget(self.start)
        # The window for the work has a line at its foot; nothing moves when it comes.
        self.statusBar().setSizeGripEnabled(False)
        self._make_menus(examples)
        self._drops = Drops(
            self,
            lambda path: self.enter(lambda window: window.files.open(path)),
            lambda paths: self.enter(lambda window: window.files.open_together(paths)),
        )
        arrange(self, settings)

    def _make_menus(self, examples: Mapping[str, str]) -> None:
        names = [entry.name for menu in MENUS.values() for entry in menu if isinstance(entry, Command)]
        runs: dict[str, Callable[[], object]] = {name: partial(self.give, name) for name in names}
        runs["quit"] = self.close
        self.menus = Menus(self.menuBar(), runs)
        recent = self.menus.menus["recent"]
        for path in self.start.rows:
            action = recent.addAction(literal(f"{path.name}  ({path.parent})"))
            action.triggered.connect(lambda _=False, path=path: self.start.recent.emit(path))
        recent.setEnabled(bool(self.start.rows))
        for name, title in examples.items():
            action = self.menus.menus["examples"].addAction(literal(title))
            action.triggered.connect(lambda _=False, name=name: self.start.example.emit(name))
        self.menus.show_room("start")
        for entry in MENUS["&Redigera"]:
            if isinstance(entry, Command):
                # There is nothing here to write in, and their keys open no window.
                self.menus.actions[entry.name].setEnabled(False)

    def give(self, command: str) -> None:
        """Open the window for the work, and give *command* there."""
        self.enter(lambda window: window.menus.actions[command].trigger())

    def enter(self, then: "Callable[[MainWindow], object]") -> None:
        """Let the window for the work take the place of this one, and do *then* with it."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            window = self._make()
            window.opening.show_start()
            window.restoreGeometry(self.saveGeometry())
            window.show()
            self.hide()
        finally:
            QApplication.restoreOverrideCursor()
        then(window)
        self.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to load the rest once the page has been painted."""
        super().showEvent(event)
        self._drops.begin()
        QTimer.singleShot(_SETTLED, self, self._load)

    def _load(self) -> None:
        self.start.look()
        # The program must be able to end before all is loaded.
        threading.Thread(target=self._prepare, daemon=True).start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was."""
        self._settings.set_layout(WINDOW, self.saveGeometry())
        event.accept()


def arrange(window: QMainWindow, settings: Settings) -> None:
    """Let *window* be where the program's window was last, or of a good size."""
    screen = window.screen().availableGeometry()
    window.resize(min(SIZE[0], screen.width()), min(SIZE[1], screen.height()))
    geometry = settings.layout(WINDOW)
    if geometry is not None:
        window.restoreGeometry(geometry)
