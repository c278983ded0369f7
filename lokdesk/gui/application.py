"""The program with a window: Qt's application in Swedish, and the window in it."""

import gc
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QSettings, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from lokdesk import __version__
from lokdesk.gui import accessible, appearance
from lokdesk.gui.entrance import Entrance
from lokdesk.gui.settings import Settings

if TYPE_CHECKING:
    # What takes a while to load waits until it is needed.
    from lokdesk.gui.window import MainWindow
    from lokdesk.session.library import Library

_MISTAKE = "Något gick fel i programmet ({})."
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


def telling(window: QWidget) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return what tells the user, on top of *window*, of a mistake in the program that nobody has foreseen.

    Qt goes on after one, and so does the draft. Only where it happened is written down: what an error says
    may be what a user wrote.
    """
    shown = False

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal shown
        traceback.print_tb(trace)
        print(kind.__name__, file=sys.stderr)
        if not shown:
            shown = True
            from lokdesk.gui.dialogs import message

            message.problem(window, _MISTAKE.format(kind.__name__), _KEPT, error)
            shown = False

    return tell


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
        sys.excepthook = telling(window)
        return window

    if path is None:
        entrance = Entrance(settings, examples, partial(prepare, library), make)
        windows.append(entrance)
        sys.excepthook = telling(entrance)
        entrance.show()
    else:
        window = make()
        window.opening.show_start()
        window.show()
        window.files.open(path)
        _look_for_garbage()
    return application.exec()


def prepare(load: "Callable[[], Library]") -> None:
    """Load what the work needs, so that it is there once it is wanted.

    Where it cannot be loaded, that is told of once it is wanted.
    """
    try:
        from lokdesk.session import session

        library = load()
        # Each is read when it is first asked for.
        _ = session, library.handbook, library.register
    finally:
        _look_for_garbage()


def _look_for_garbage() -> None:
    """Let Python look for what is no longer used from now on, but not among all that has been loaded."""
    gc.freeze()
    gc.enable()
