"""Puts the program together: finds what comes with it, and starts the window or the command line."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lokdesk.cli import stream
from lokdesk.project import naming
from lokdesk.session import example

if TYPE_CHECKING:
    # What takes a while to load waits until it is known to be needed.
    from PySide6.QtCore import QMessageLogContext, QtMsgType

    from lokdesk.session.library import Library

# Nobody's plug-ins have a part in this program, and to look for them takes a while.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

UNUSABLE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with *arguments*, by default those of the process, and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    resources, templates = _folder("resources"), _folder("templates")
    if resources is None or templates is None:
        stream.message("Lokdesk är inte fullständigt installerat: mappen resources eller templates saknas.")
        return UNUSABLE
    load = partial(_library, resources, templates)
    if not given:
        return _window(load, resources, None)
    if naming.is_project(given[0]):
        if len(given) > 1:
            stream.message("Det går att öppna en projektfil i taget. Se lokdesk --help.")
            return UNUSABLE
        return _window(load, resources, Path(given[0]))
    from lokdesk.cli import main as cli

    return cli.run(given, load())


def _library(resources: Path, templates: Path) -> "Library":
    from lokdesk.session.library import Library

    return Library(resources, templates)


def _folder(name: str) -> Path | None:
    """Return the folder beside the code, as in an installed program, or beside the package, as in a clone."""
    package = Path(__file__).resolve().parent
    return next((folder for folder in (package / name, package.parent / name) if folder.is_dir()), None)


def _window(load: "Callable[[], Library]", resources: Path, path: Path | None) -> int:
    if not _has_screen():
        stream.message(
            "Fönstret kan inte öppnas eftersom det inte finns någon skärm. "
            "Se lokdesk --help för det som kan göras utan."
        )
        return UNUSABLE
    # What is loaded at start stays, and to look for garbage in it takes a tenth of the time.
    gc.disable()
    try:
        from PySide6.QtCore import qInstallMessageHandler

        from lokdesk.gui import application
    except ImportError as error:
        stream.message(
            f"Fönstret kan inte öppnas eftersom något som det behöver saknas ({error.name or error})."
        )
        return UNUSABLE
    qInstallMessageHandler(_told_by_qt)
    return application.run(load, example.titles(resources), path)


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
