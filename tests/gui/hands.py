"""Hands on keyboard and mouse: what a user does, as the events that Qt gets from it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

_PATIENCE = 20_000
"""How many milliseconds a dialog is waited for before the test gives up."""

Modifier = Qt.KeyboardModifier
CTRL, SHIFT, ALT, PLAIN = (
    Modifier.ControlModifier,
    Modifier.ShiftModifier,
    Modifier.AltModifier,
    Modifier.NoModifier,
)


def type_text(text: str) -> None:
    """Type *text* where the focus is, a key at a time; a line break is the Enter key."""
    for letter in text:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        popup = QApplication.activePopupWidget()
        target = popup if popup is not None else focus
        key = _key(letter)
        written = "\r" if letter == "\n" else letter
        # QTest.keyClicks ends the interpreter on letters such as å and ”.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, PLAIN, written))


def _key(letter: str) -> Qt.Key:
    if letter == "\n":
        return Qt.Key.Key_Return
    return Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown


def press(key: Qt.Key, modifiers: Modifier = PLAIN) -> None:
    """Press a key where the focus is."""
    popup = QApplication.activePopupWidget()
    focus = popup or QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None, "nothing has the focus"
    QTest.keyClick(focus, key, modifiers)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click on *widget*, which has to be there to be clicked on."""
    assert widget.isVisible() and widget.isEnabled(), f"{widget.objectName()} cannot be clicked on"
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, PLAIN, at if at is not None else QPoint())


def meanwhile(run: Callable[[], object], *acts: Callable[[QWidget], object]) -> None:
    """Do *run*, which opens dialogs or menus one after the other, and *acts* in them, one in each."""
    window = QApplication.activeWindow()
    waiting = _Waiting(list(acts))
    try:
        run()
    finally:
        waiting.timer.stop()
    if window is not None and window.isVisible() and QApplication.activeModalWidget() is None:
        # As the window managers of real screens do when a dialog is gone.
        window.activateWindow()
        waited = 0
        while not window.isActiveWindow() and waited < _PATIENCE:
            QTest.qWait(5)
            waited += 5
    if waiting.failure is not None:
        raise waiting.failure
    assert not waiting.acts, f"{len(waiting.acts)} dialogs never came"


class _Waiting(QObject):
    def __init__(self, acts: list[Callable[[QWidget], object]]) -> None:
        super().__init__()
        self.acts = acts
        self.failure: BaseException | None = None
        self._seen: list[QWidget] = []
        self._waited = 0
        self.timer = QTimer(self)
        self.timer.setInterval(20)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    def _look(self) -> None:
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if shown is None or any(shown is one for one in self._seen):
            self._waited += self.timer.interval()
            if self._waited > _PATIENCE and shown is not None:
                self._give_up(shown, AssertionError(f"{shown} stayed open"))
            return
        self._waited = 0
        self._seen.append(shown)
        try:
            if not self.acts:
                raise AssertionError(f"a dialog that nobody expected: {_words(shown)}")
            self.acts.pop(0)(shown)
        except BaseException as error:
            self._give_up(shown, error)

    def _give_up(self, shown: QWidget, error: BaseException) -> None:
        self.failure = self.failure or error
        self.acts.clear()
        shown.close()


def _words(widget: QWidget) -> str:
    return " | ".join(
        str(text) for name in ("text", "windowTitle") if (text := getattr(widget, name, lambda: "")())
    )


def choose(name: str) -> Callable[[QWidget], None]:
    """Return what clicks on the choice *name* in a menu that has opened."""

    def act(menu: QWidget) -> None:
        assert isinstance(menu, QMenu)
        action = next((one for one in menu.actions() if one.text().replace("&", "") == name), None)
        assert action is not None, f"no {name} among {[one.text() for one in menu.actions()]}"
        click(menu, menu.actionGeometry(action).center())

    return act
