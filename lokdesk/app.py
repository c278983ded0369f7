"""Puts the program together: finds what comes with it, and starts the window or the command line."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lokdesk.cli import main as cli
from lokdesk.cli import stream
from lokdesk.project import project
from lokdesk.session.library import Library

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

UNUSABLE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with *arguments*, by default those of the process, and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    resources, templates = _folder("resources"), _folder("templates")
    if resources is None or templates is None:
        stream.message("Lokdesk är inte fullständigt installerat: mappen resources eller templates saknas.")
        return UNUSABLE
    library = Library(resources, templates)
    if not given:
        return _window(library, None)
    if len(given) == 1 and _is_project(given[0]):
        return _window(library, Path(given[0]))
    return cli.run(given, library)


def _folder(name: str) -> Path | None:
    """Return the folder beside the code, as in an installed program, or beside the package, as in a clone."""
    package = Path(__file__).resolve().parent
    return next((folder for folder in (package / name, package.parent / name) if folder.is_dir()), None)


def _is_project(argument: str) -> bool:
    return argument.endswith((project.SUFFIX, project.SUFFIX + project.BACKUP_SUFFIX))


def _window(library: Library, path: Path | None) -> int:
    if not _has_screen():
        stream.message(
            "Fönstret kan inte öppnas eftersom det inte finns någon skärm. "
            "Se lokdesk --help för det som kan göras utan."
        )
        return UNUSABLE
    try:
        from PySide6.QtCore import qInstallMessageHandler

        from lokdesk.gui import application
    except ImportError as error:
        stream.message(
            f"Fönstret kan inte öppnas eftersom något som det behöver saknas ({error.name or error})."
        )
        return UNUSABLE
    qInstallMessageHandler(_told_by_qt)
    return application.run(library, path)


def _told_by_qt(kind: "QtMsgType", _: "QMessageLogContext", text: str) -> None:
    """Say in Swedish that there will be no window, where Qt is about to end the process for want of a screen.

    What Qt says besides, once there is a window, goes to standard error as usual.
    """
    from PySide6.QtCore import QtMsgType
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.platformName():
        stream.message(text)
    elif kind == QtMsgType.QtFatalMsg:
        stream.message(
            "Fönstret kan inte öppnas: skärmen går inte att nå, eller så saknas något som behövs för att "
            "visa det."
        )
        os._exit(UNUSABLE)


def _has_screen() -> bool:
    """Return whether a window can be shown; asked first, since Qt ends the process where it cannot."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
