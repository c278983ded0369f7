"""The window as tests get it: on an offscreen screen, in Swedish, and gone without a trace afterwards."""

import gc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from lokdesk.agreement.draft import Draft
from lokdesk.gui import appearance, application
from lokdesk.gui.settings import Settings
from lokdesk.gui.window import MainWindow
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.gui.hands import items_remembered, until
from tests.gui.pages import Screen
from tests.office.standin import SlowOffice

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 3, 2)

OpenWindow = Callable[..., Screen]


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(ROOT / "resources", ROOT / "templates")


@pytest.fixture(scope="session")
def swedish(qapp: QApplication) -> None:
    application.make_swedish(qapp)
    appearance.apply(qapp, 100, "system")


@pytest.fixture
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.topLevelWidgets())
    # As in the program: no thread ends what belongs to the window.
    gc.disable()
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.freeze()
    gc.enable()
    left = [one for one in qapp.topLevelWidgets() if one not in before]
    assert not left, f"left behind: {[(type(one).__name__, one.objectName()) for one in left]}"


@pytest.fixture
def shown(swedish: None, nothing_left_behind: None) -> Iterator[Callable[[QWidget], QWidget]]:
    """Return what shows a widget on its own and gives it the focus."""
    widgets: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        widgets.append(widget)
        widget.show()
        widget.activateWindow()
        until(widget.isActiveWindow)
        widget.setFocus()
        return widget

    yield show
    remembered = items_remembered()
    for widget in widgets:
        widget.close()
        widget.deleteLater()
    assert not remembered, f"items that layouts may throw away: {remembered}"


@pytest.fixture
def open_window(
    library: Library, tmp_path: Path, swedish: None, nothing_left_behind: None
) -> Iterator[OpenWindow]:
    """Return what opens a window, on a draft or an empty one, with hands to use it."""
    screens: list[Screen] = []
    font = QApplication.font()

    def open_(draft: Draft | None = None) -> Screen:
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(Session(library, draft), Settings(settings), lambda: TODAY)
        screens.append(Screen(window))
        screens[-1].show()
        return screens[-1]

    yield open_
    # What goes through layout.nest is not.
    remembered = items_remembered()
    for screen in screens:
        if not isValid(screen.window):
            continue
        screen.throw_away()
        ticking = [timer.parent() for timer in screen.window.findChildren(QTimer) if timer.isActive()]
        assert not ticking, "something still happens by itself in a closed window"
        screen.window.deleteLater()
    if QApplication.font() != font:
        # The size that a user has chosen is that of the whole program: not of the tests after this one.
        QApplication.setFont(font)
    assert not remembered, f"items that layouts may throw away: {remembered}"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowOffice:
    """Return the word processor that there is, which takes its time."""
    office = SlowOffice()
    monkeypatch.setattr("lokdesk.session.printing.office", lambda: office)
    return office
