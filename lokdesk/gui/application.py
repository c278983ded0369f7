"""The program with a window: Qt's application in Swedish, and the window in it."""

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from lokdesk import __version__
from lokdesk.gui.look import mixed
from lokdesk.gui.recent import RecentFiles
from lokdesk.gui.window import MainWindow
from lokdesk.session.library import Library
from lokdesk.session.session import Session

_DISABLED = 0.6
"""How much of its colour a text keeps that is not in use."""


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


def run(library: Library, path: Path | None = None) -> int:
    """Open the window, on the project file at *path* where one is given; returns the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Lokdesk")
    application.setOrganizationName("Lokdesk")
    application.setApplicationVersion(__version__)
    make_swedish(application)
    make_readable(application)
    window = MainWindow(Session(library), RecentFiles(QSettings()))
    window.show()
    if path is not None:
        window.files.open(path)
    return application.exec()
