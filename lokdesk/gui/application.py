"""The program with a window: Qt's application in Swedish, and the window in it."""

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from lokdesk import __version__
from lokdesk.gui.recent import RecentFiles
from lokdesk.gui.window import MainWindow
from lokdesk.session.library import Library
from lokdesk.session.session import Session


def make_swedish(application: QApplication) -> None:
    """Let Qt's own dialogs, dates and numbers be Swedish, whatever the system's language is."""
    QLocale.setDefault(QLocale("sv_SE"))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_sv", folder):
        application.installTranslator(translator)


def run(library: Library, path: Path | None = None) -> int:
    """Open the window, on the project file at *path* where one is given; returns the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Lokdesk")
    application.setOrganizationName("Lokdesk")
    application.setApplicationVersion(__version__)
    make_swedish(application)
    window = MainWindow(Session(library), RecentFiles(QSettings()))
    window.show()
    if path is not None:
        window.open(path)
    return application.exec()
