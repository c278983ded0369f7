"""Cut, copy and paste: commands on whatever is being written in, be it a line, a text or a cell.

What is only read can be copied from.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from lokdesk.gui.fields.text import TextInput

Input = QLineEdit | QTextEdit | QPlainTextEdit


@runtime_checkable
class Readable(Protocol):
    """What is read and not written in, such as the document."""

    @property
    def can_copy(self) -> bool:
        """Whether there is something to copy."""
        ...

    def copy(self) -> None:
        """Copy what is selected."""

    def select_all(self) -> None:
        """Select everything there is to read."""


def commands() -> Mapping[str, Callable[[], object]]:
    """Return what each command does, by its name."""
    return {name: partial(_run, name) for name in _COMMANDS}


def follow(menu: QMenu, actions: Mapping[str, QAction]) -> None:
    """Let *menu*, whenever it is open, offer those of the *actions* that there is something to do for."""
    menu.aboutToShow.connect(lambda: _offer(actions))
    # Their keys work wherever the focus comes.
    menu.aboutToHide.connect(lambda: _offer_all(actions))


def _offer(actions: Mapping[str, QAction]) -> None:
    here, read = _input(), _read()
    for name, (_, makes_sense) in _COMMANDS.items():
        if here is None and read is not None and name in _READING:
            actions[name].setEnabled(_READING[name][1](read))
        else:
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


def _read() -> Readable | None:
    """Return what is being read: what has the focus, where one cannot write in it."""
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, Readable) else None


def _run(name: str) -> None:
    here, read = _input(), _read()
    if here is not None:
        _COMMANDS[name][0](here)
    elif read is not None and name in _READING:
        _READING[name][0](read)


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

_READING: Mapping[str, tuple[Callable[[Readable], object], Callable[[Readable], bool]]] = {
    "copy": (lambda read: read.copy(), lambda read: read.can_copy),
    "select-all": (lambda read: read.select_all(), lambda _: True),
}
"""The same of those commands that there are for what is only read."""
