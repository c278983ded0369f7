"""What can be done with the text that is being written: in the menu, in a bar of tools, and by keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from lokdesk.gui.dialogs import words
from lokdesk.gui.fields.text import KEYS, TextInput

TEXTS = (
    ("bold", "&Fet", True),
    ("italic", "&Kursiv", True),
    ("bullet", "&Punktlista", True),
    ("number", "&Numrerad lista", True),
    ("deeper", "Flytta &in", False),
    ("outer", "Flytta &ut", False),
    ("link", "&Länk …", False),
    ("footnote", "Fotno&t …", False),
)
"""What can be done: its name, what its menu and its tool say, and whether it is on or off."""


class Formatting(QObject):
    """The commands on the text that has the focus. There is one set of them for all texts of the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._input: TextInput | None = None
        self.actions: dict[str, QAction] = {}
        runs: dict[str, Callable[[TextInput], object]] = {
            "bold": lambda text: text.set_bold(not text.bold),
            "italic": lambda text: text.set_italic(not text.italic),
            "bullet": lambda text: text.toggle_list("bullet"),
            "number": lambda text: text.toggle_list("number"),
            "deeper": lambda text: text.indent(1),
            "outer": lambda text: text.indent(-1),
            "link": _ask_link,
            "footnote": _ask_footnote,
        }
        for name, text, checkable in TEXTS:
            action = QAction(text, self)
            action.setObjectName(name)
            key = QKeySequence(KEYS[name])
            action.setShortcut(key)
            plain = text.replace("&", "").removesuffix(" …")
            action.setToolTip(f"{plain} ({key.toString(QKeySequence.SequenceFormat.NativeText)})")
            action.setCheckable(checkable)
            action.triggered.connect(lambda _=False, run=runs[name]: self._run(run))
            self.actions[name] = action
        self.follow(None)

    def fill(self, menu: QMenu) -> None:
        """Put the commands into *menu*."""
        for name, action in self.actions.items():
            if name in ("bullet", "link"):
                menu.addSeparator()
            menu.addAction(action)

    def follow(self, focus: QWidget | None) -> None:
        """Work on *focus* from now on, when it is a text."""
        if self._input is not None and isValid(self._input):
            self._input.looked.disconnect(self._show)
        self._input = focus if isinstance(focus, TextInput) else None
        if self._input is not None:
            self._input.looked.connect(self._show)
        for action in self.actions.values():
            action.setEnabled(self._input is not None)
        self._show()

    def _run(self, run: Callable[[TextInput], object]) -> None:
        if self._input is not None and isValid(self._input):
            self._input.parted.emit()
            run(self._input)
            self._input.parted.emit()
            self._show()

    def _show(self) -> None:
        text = self._input
        kind = text.list_kind if text else "paragraph"
        self.actions["bold"].setChecked(text is not None and text.bold)
        self.actions["italic"].setChecked(text is not None and text.italic)
        self.actions["bullet"].setChecked(kind == "bullet")
        self.actions["number"].setChecked(kind == "number")


_LINK = "Länkens webbadress eller e-postadress. Lämna tomt för att ta bort länken."
_FOOTNOTE = "Fotnotens text. Lämna tomt för att ta bort fotnoten."


def _ask_link(text: TextInput) -> None:
    target = text.select_link()
    written = words.ask(text, "Länk", _LINK, target)
    if written is not None:
        text.set_link(as_target(written))


def _ask_footnote(text: TextInput) -> None:
    note = text.select_footnote()
    written = words.ask(text, "Fotnot", _FOOTNOTE, note, several_lines=True)
    if written is not None:
        text.set_footnote(written)


def as_target(written: str) -> str:
    """Return where a link leads for which people have *written* a web or mail address as they say it."""
    written = "".join(written.split())
    if not written or ":" in written:
        return written
    return f"mailto:{written}" if "@" in written else f"https://{written}"
