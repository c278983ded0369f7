"""Windows that tools take pictures of: with settings of their own, and gone without a trace afterwards."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from lokdesk.gui.settings import Settings
from lokdesk.gui.window import MainWindow
from lokdesk.project import state
from lokdesk.session.session import Session
from tests.gui.hands import until

SETTLED = 700
"""How many milliseconds it takes until views have caught up and timers have run out."""


@contextmanager
def own_settings() -> Iterator[Settings]:
    """Yield settings that are nobody's, and forgotten afterwards."""
    with tempfile.TemporaryDirectory() as temporary:
        os.environ[state.OVERRIDE] = temporary
        yield Settings(QSettings(str(Path(temporary) / "settings.ini"), QSettings.Format.IniFormat))


@contextmanager
def shown(
    session: Session, settings: Settings, size: tuple[int, int], today: Callable[[], date]
) -> Iterator[MainWindow]:
    """Yield a window on *session* of that *size* in pixels, which has the focus."""
    window = MainWindow(session, settings, today)
    window.resize(*size)
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    yield window
    window.session.new()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def first(window: MainWindow, pattern: str) -> str:
    """Return the address of *pattern* in the first items there are."""
    here = ""
    for segment in pattern.split("/"):
        step = segment if segment != "*" else window.session.value(here)[0].id
        here = f"{here}/{step}" if here else step
    return here
