"""Cut, copy and paste: commands on whatever is being written in, be it a line, a text or a cell."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from lokdesk.gui.fields.text import TextInput

Input = QLineEdit | QTextEdit | QPlainTextEdit


def commands() -> Mapping[str, Callable[[], object]]:
    """Return what each command does, by its name."""
    return {name: partial(_run, run) for name, (run, _) in _COMMANDS.items()}


def follow(menu: QMenu, actions: Mapping[str, QAction]) -> None:
    """Let *menu*, whenever it is open, offer those of the *actions* that there is something to do for."""
    menu.aboutToShow.connect(lambda: _offer(actions))
    # Their keys work wherever the focus comes.
    menu.aboutToHide.connect(lambda: _offer_all(actions))


def _offer(actions: Mapping[str, QAction]) -> None:
    here = _input()
    for name, (_, makes_sense) in _COMMANDS.items():
        actions[name].setEnabled(here is not None and makes_sense(here))


def _offer_all(actions: Mapping[str, QAction]) -> None:
    for name in _COMMANDS:
        actions[name].setEnabled(True)


def _input() -> Input | None:
    """Return what is being written in: what has the focus, or the line of a box that has it."""
    focus = QApplication.focusWidget()
    if isinstance(focus, Input):
        return focus
    line = focus.findChild(QLineEdit) if isinstance(focus, QWidget) else None
    return line if isinstance(line, QLineEdit) else None


def _run(run: Callable[[Input], object]) -> None:
    here = _input()
    if here is not None:
        run(here)


def _paste_plain(here: Input) -> None:
    if isinstance(here, TextInput):
        here.paste_plain()
    else:
        here.paste()


def _selected(here: Input) -> bool:
    return here.hasSelectedText() if isinstance(here, QLineEdit) else here.textCursor().hasSelection()


def _can_paste(here: Input) -> bool:
    return not here.isReadOnly() and bool(QGuiApplication.clipboard().text())


_COMMANDS: Mapping[str, tuple[Callable[[Input], object], Callable[[Input], bool]]] = {
    "cut": (lambda here: here.cut(), lambda here: _selected(here) and not here.isReadOnly()),
    "copy": (lambda here: here.copy(), _selected),
    "paste": (lambda here: here.paste(), _can_paste),
    "paste-plain": (_paste_plain, _can_paste),
    "select-all": (lambda here: here.selectAll(), lambda _: True),
}
"""What each command does, and when there is something to do for it."""
