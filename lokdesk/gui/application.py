"""The program with a window: Qt's application in Swedish, and the window in it."""

import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from lokdesk import __version__
from lokdesk.gui.dialogs import message
from lokdesk.gui.look import mixed
from lokdesk.gui.settings import Settings
from lokdesk.gui.window import MainWindow
from lokdesk.session.library import Library
from lokdesk.session.session import Session

_DISABLED = 0.6
"""How much of its colour a text keeps that is not in use."""
_MISTAKE = "Något gick fel i programmet ({})."
_KEPT = "Det du har skrivit finns kvar. Spara det under ett annat namn, och starta sedan om programmet."


def make_swedish(application: QApplication) -> None:
    """Let Qt's own dialogs, dates and numbers be Swedish, whatever the system's language is."""
    QLocale.setDefault(QLocale("sv_SE"))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_sv", folder):
        application.installTranslator(translator)


def make_readable(application: QApplication) -> None:
    """Let what cannot be used just now still be read: the usual grey is too faint for a projector."""
    palette = application.palette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for text, ground in (
        (role.WindowText, role.Window),
        (role.ButtonText, role.Button),
        (role.Text, role.Base),
    ):
        palette.setColor(group.Disabled, text, mixed(palette, text, ground, _DISABLED))
    palette.setColor(role.PlaceholderText, mixed(palette, role.Text, role.Base, _DISABLED))
    application.setPalette(palette)


def telling(window: QWidget) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return what tells the user, on top of *window*, of a mistake in the program that nobody has foreseen.

    Qt goes on after one, and so does the draft. Only where it happened is written down: what an error says
    may be what a user wrote.
    """
    telling = False

    def tell(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
        nonlocal telling
        traceback.print_tb(trace)
        print(kind.__name__, file=sys.stderr)
        if not telling:
            telling = True
            message.problem(window, _MISTAKE.format(kind.__name__), _KEPT)
            telling = False

    return tell


def run(load: Callable[[], Library], examples: Mapping[str, str], path: Path | None = None) -> int:
    """Open the window, on the project file at *path* where one is given; returns the exit code.

    *load* gives what comes with the program once it is needed, and *examples* what its examples are called.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Lokdesk")
    application.setOrganizationName("Lokdesk")
    application.setApplicationVersion(__version__)
    make_swedish(application)
    make_readable(application)
    window = MainWindow(Session(load()), Settings(QSettings()))
    sys.excepthook = telling(window)
    window.show()
    if path is not None:
        window.files.open(path)
    return application.exec()
