"""Hands on keyboard and mouse: what a user does, as the events that Qt gets from it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QSpacerItem,
    QWidget,
    QWidgetItem,
)
from shiboken6 import createdByPython, dump, getAllValidWrappers, isValid

_PATIENCE = 20_000
"""How many milliseconds a dialog is waited for before the test gives up."""
_DRAG_STEPS = 6
"""In how many steps the mouse is dragged from one place to another."""

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
        target, _held = _target()
        key = _key(letter)
        written = "\r" if letter == "\n" else letter
        # QTest.keyClicks ends the interpreter on letters such as å and ”.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            # A list of suggestions may be gone with the key that was pressed in it.
            if isValid(target):
                QApplication.sendEvent(target, QKeyEvent(kind, key, PLAIN, written))


def _target() -> tuple[QWidget, QWidget | None]:
    """Return what gets the keys: as on a real screen, an open menu or list before all else.

    Beside it stands the open menu or list, which has to be held as long: when Python lets go of that, it also
    takes what it knows of what is in it for gone.
    """
    until(_somewhere)
    popup = QApplication.activePopupWidget()
    target = (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()
    target = target or QApplication.activeWindow()
    assert target is not None, "no window is open"
    return target, popup


def _somewhere() -> bool:
    """Return whether anything gets the keys: between one window and the next, nothing may for a moment."""
    come_back()
    return (QApplication.activePopupWidget() or QApplication.activeWindow()) is not None


def _key(letter: str) -> Qt.Key:
    if letter == "\n":
        return Qt.Key.Key_Return
    return Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown


def press(key: Qt.Key, modifiers: Modifier = PLAIN) -> None:
    """Press a key where the focus is."""
    target, _held = _target()
    QTest.keyClick(target, key, modifiers)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click on *widget*, which has to be there to be clicked on."""
    assert widget.isVisible() and widget.isEnabled(), f"{widget.objectName()} cannot be clicked on"
    leave_popups(widget)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, PLAIN, at if at is not None else QPoint())


def hold(widget: QWidget) -> None:
    """Press the mouse button down on *widget*."""
    assert widget.isVisible(), f"{widget} cannot be taken hold of"
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, PLAIN, widget.rect().center())


def drag(widget: QWidget, to: QPoint) -> None:
    """Move the mouse, held down on *widget*, to a point of the screen, in some steps as a hand does."""
    start = widget.mapToGlobal(widget.rect().center())
    for n in range(1, _DRAG_STEPS + 1):
        here = start + (to - start) * n / _DRAG_STEPS
        which, held = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        local = QPointF(widget.mapFromGlobal(here))
        event = QMouseEvent(QEvent.Type.MouseMove, local, QPointF(here), which, held, PLAIN)
        QApplication.sendEvent(widget, event)
        QApplication.processEvents()


def let_go(widget: QWidget, at: QPoint) -> None:
    """Let the mouse button go that is held down on *widget*, at a point of the screen."""
    # Not an event of one's own: the program would still have the button held down.
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, PLAIN, widget.mapFromGlobal(at))
    QApplication.processEvents()


def leave_popups(for_widget: QWidget) -> None:
    """Close suggestions and menus, as the mouse does that is used elsewhere."""
    while (popup := QApplication.activePopupWidget()) is not None and popup is not for_widget.window():
        popup.close()
    come_back()


def come_back() -> None:
    """Let the window be active again when a menu or a dialog is gone, as on screens with a window manager."""
    QApplication.processEvents()
    active = QApplication.activeWindow()
    if QApplication.activePopupWidget() is not None or (active is not None and active.isVisible()):
        return
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    window = QApplication.activeModalWidget() or next(iter(shown), None)
    if window is not None:
        window.activateWindow()
        until(window.isActiveWindow)


def meanwhile(run: Callable[[], object], *acts: Callable[[QWidget], object]) -> None:
    """Do *run*, which opens dialogs or menus one after the other, and *acts* in them, one in each."""
    waiting = _Waiting(list(acts))
    try:
        run()
        # A menu is shown without waiting for what is chosen in it.
        until(lambda: not waiting.acts)
    finally:
        waiting.timer.stop()
    come_back()
    if waiting.failure is not None:
        raise waiting.failure
    assert not waiting.acts, f"{len(waiting.acts)} dialogs never came"


def until(met: Callable[[], bool]) -> None:
    """Wait until *met* returns true, but not for ever."""
    waited = 0
    while not met() and waited < _PATIENCE:
        QTest.qWait(5)
        waited += 5


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
        popup = QApplication.activePopupWidget()
        # Suggestions below a line come and go while one types in the dialog.
        suggestions = isinstance(popup, QAbstractItemView)
        shown = popup if popup is not None and not suggestions else QApplication.activeModalWidget()
        if shown is None or any(shown is one for one in self._seen):
            self._waited += self.timer.interval()
            if self._waited > _PATIENCE and shown is not None:
                self._give_up(shown, AssertionError(f"{shown} stayed open"))
            return
        self._waited = 0
        self._seen.append(shown)
        if self.acts:
            act = self.acts.pop(0)
            # What is done in one dialog may open the next, and this timer has to see that one too.
            QTimer.singleShot(0, lambda: self._do(act, shown))
        else:
            self._give_up(shown, AssertionError(f"a dialog that nobody expected: {_words(shown)}"))

    def _do(self, act: Callable[[QWidget], object], shown: QWidget) -> None:
        try:
            act(shown)
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


def _said(text: str) -> str:
    """Return what a menu says of a choice, without the keys that give it."""
    return text.replace("&", "").partition("\t")[0]


def choose(name: str) -> Callable[[QWidget], None]:
    """Return what clicks on the choice *name* in a menu that has opened."""

    def act(menu: QWidget) -> None:
        assert isinstance(menu, QMenu)
        action = next((one for one in menu.actions() if _said(one.text()) == name), None)
        assert action is not None, f"no {name} among {[one.text() for one in menu.actions()]}"
        click(menu, menu.actionGeometry(action).center())

    return act


def items_remembered() -> list[str]:
    """Return the items that Python remembers with a layout, which may throw them away without a word.

    Those that a layout of our own keeps are no such: it is told when one goes.
    """
    items = (one for one in getAllValidWrappers() if isinstance(one, QWidgetItem | QSpacerItem))
    return [told for one in items if not createdByPython(one) and "parent." in (told := dump(one))]
