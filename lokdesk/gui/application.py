"""The program with a window: Qt's application in Swedish, and the window in it."""

import contextlib
import gc
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QSettings, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from lokdesk import __version__
from lokdesk.gui import accessible, appearance
from lokdesk.gui.entrance import Entrance
from lokdesk.gui.settings import Settings

if TYPE_CHECKING:
    # What takes a while to load waits until it is needed.
    from lokdesk.gui.window import MainWindow
    from lokdesk.session.library import Library

UNUSABLE = 2
_MISTAKE = "Något gick fel i programmet ({})."
_NOT_STARTED = "Lokdesk kunde inte starta ({})."
_UNTOUCHED = "Dina filer är orörda. Försök igen, eller installera om programmet."
_KEPT = "Det du har skrivit finns kvar. Spara det under ett annat namn, och starta sedan om programmet."


def make_swedish(application: QApplication) -> None:
    """Let Qt's own dialogs, dates and numbers be Swedish, whatever the system's language is."""
    speak_swedish(application)
    count_in_swedish()


def count_in_swedish() -> None:
    """Let dates and numbers be Swedish. It takes a while to load, and the start page can do without."""
    from PySide6.QtCore import QLocale

    QLocale.setDefault(QLocale("sv_SE"))


def speak_swedish(application: QApplication) -> None:
    """Let Qt's own words be Swedish."""
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_sv", folder):
        application.installTranslator(translator)


Tell = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def telling(window: QWidget) -> Tell:
    """Return what tells the user, on top of *window*, of a mistake in the program that nobody has foreseen.

    Qt goes on after one, and so does the draft. Only where it happened is written down: what an error says
    may be what a user wrote.
    """
    shown = False

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal shown
        _write_down(kind, trace)
        if not shown:
            shown = True
            from lokdesk.gui.dialogs import message

            message.problem(window, _MISTAKE.format(kind.__name__), _KEPT, error)
            shown = False

    return tell


def _write_down(kind: type[BaseException] | None, trace: TracebackType | None) -> None:
    """Tell on standard error what kind of mistake there was, and where."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        traceback.print_tb(trace)
        print(kind.__name__ if kind else "", file=sys.stderr)


class Elsewhere(QObject):
    """Brings a mistake in a thread, where nothing can be shown, to where it is told."""

    _heard = Signal(object)

    def __init__(self, tell: Tell) -> None:
        """Let *tell* tell of it."""
        super().__init__()
        self._tell = tell
        self._heard.connect(self._bring, Qt.ConnectionType.QueuedConnection)

    def hear(self, told: threading.ExceptHookArgs) -> None:
        """Take what Python says of the mistake; called in the thread."""
        # The program may be about to end.
        if told.exc_value is not None:
            with contextlib.suppress(RuntimeError):
                self._heard.emit(told.exc_value)

    def _bring(self, error: BaseException) -> None:
        self._tell(type(error), error, error.__traceback__)


def listen(window: QWidget) -> None:
    """Let every mistake that nobody has foreseen be told on top of *window*, wherever it happens."""
    tell = telling(window)
    sys.excepthook = tell
    threading.excepthook = Elsewhere(tell).hear
    # Where Python can only go on, as at the end of an object, there is nothing to tell a user.
    sys.unraisablehook = lambda told: _write_down(told.exc_type, told.exc_traceback)


def run(load: "Callable[[], Library]", examples: Mapping[str, str], path: Path | None = None) -> int:
    """Open the window, on the project file at *path* where one is given; returns the exit code.

    *load* gives what comes with the program once it is needed, and *examples* what its examples are called.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Lokdesk")
    application.setOrganizationName("Lokdesk")
    application.setApplicationVersion(__version__)
    speak_swedish(application)
    accessible.install()
    settings = Settings(QSettings())
    appearance.apply(application, settings.text_size, settings.appearance)

    # Loaded in the background while the start page is looked at, and used once it is left.
    library = cache(load)
    # Qt does not keep a window that nobody holds.
    windows: list[QWidget] = []

    def make() -> "MainWindow":
        from lokdesk.gui.tidying import Tidying
        from lokdesk.gui.window import MainWindow
        from lokdesk.session.session import Session

        count_in_swedish()
        window = MainWindow(Session(library()), settings)
        Tidying(window.session, window)
        windows.append(window)
        listen(window)
        return window

    try:
        if path is None:
            entrance = Entrance(settings, examples, partial(prepare, library), make)
            windows.append(entrance)
            listen(entrance)
            entrance.show()
        else:
            window = make()
            window.opening.show_start()
            window.show()
            window.files.open(path)
            gc.freeze()
    except Exception as error:
        return _not_started(error)
    return application.exec()


def _not_started(error: Exception) -> int:
    """Tell that there will be no window."""
    from lokdesk.gui.dialogs import message

    kind = type(error)
    _write_down(kind, error.__traceback__)
    message.problem(None, _NOT_STARTED.format(kind.__name__), _UNTOUCHED, error)
    return UNUSABLE


def prepare(load: "Callable[[], Library]") -> None:
    """Load what the work needs, so that it is there once it is wanted.

    Where it cannot be loaded, that is told of once it is wanted.
    """
    from lokdesk.session import session

    library = load()
    # Each is read when it is first asked for.
    _ = session, library.handbook, library.register
    # What is no longer used is not looked for among all that has been loaded.
    gc.freeze()
