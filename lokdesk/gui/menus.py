"""The menus: every command of the window with its words and its keys, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

_STANDARD = QKeySequence.StandardKey


@dataclass(frozen=True)
class Command:
    """A command: its *name* in the program, what its menu says, and the keys that give it.

    One that is *at_start* can be given when no agreement is open. One that is *checkable* is on or off.
    """

    name: str
    text: str
    keys: tuple[QKeySequence.StandardKey | str, ...] = ()
    at_start: bool = False
    checkable: bool = False


@dataclass(frozen=True)
class Submenu:
    """A place in a menu for a menu whose entries come from elsewhere."""

    name: str
    text: str
    at_start: bool = False


LINE = None
"""A line between commands."""

MENUS: Mapping[str, tuple[Command | Submenu | None, ...]] = {
    "&Arkiv": (
        Command("new", "&Ny överenskommelse", (_STANDARD.New,), at_start=True),
        Command("open", "&Öppna …", (_STANDARD.Open,), at_start=True),
        Submenu("recent", "Senast &använda", at_start=True),
        Submenu("examples", "Öppna ett &exempel", at_start=True),
        LINE,
        Command("save", "&Spara", (_STANDARD.Save,)),
        Command("save-as", "Spara s&om …", ("Ctrl+Shift+S",)),
        LINE,
        Command("export", "Skapa &Word-dokument …", ("Ctrl+Shift+E",)),
        LINE,
        Command("quit", "A&vsluta", ("Ctrl+Q",), at_start=True),
    ),
    "&Redigera": (
        Command("undo", "&Ångra", (_STANDARD.Undo,)),
        Command("redo", "&Gör om", (_STANDARD.Redo, "Ctrl+Y")),
    ),
    "&Text": (),
    "&Visa": (
        Command("next", "&Nästa steg", ("Ctrl+PgDown",)),
        Command("back", "&Föregående steg", ("Ctrl+PgUp",)),
        LINE,
        Command("next-part", "Nästa &del av fönstret", ("F6",)),
        LINE,
        Command("help", "&Hjälp till frågan", ("F1",)),
        Command("aside", "&Sidopanelen", ("Ctrl+0",), checkable=True),
    ),
    "&Hjälp": (Command("about", "&Om Lokdesk", at_start=True),),
}
"""The commands by menu, in order."""


class Menus:
    """The menus of the window, made from the table."""

    def __init__(self, bar: QMenuBar, runs: Mapping[str, Callable[[], object]]) -> None:
        """Fill *bar*; *runs* says what each command does, by name. Raises KeyError where one is missing."""
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        self._commands: dict[str, Command | Submenu] = {}
        for title, entries in MENUS.items():
            menu = bar.addMenu(title)
            self.menus[title.replace("&", "")] = menu
            for entry in entries:
                match entry:
                    case None:
                        menu.addSeparator()
                    case Submenu():
                        self.menus[entry.name] = inner = menu.addMenu(entry.text)
                        self.actions[entry.name] = inner.menuAction()
                        self._commands[entry.name] = entry
                    case Command():
                        self.actions[entry.name] = _action(menu, entry, runs[entry.name])
                        self._commands[entry.name] = entry

    def show_whether_open(self, is_open: bool) -> None:
        """Let only those commands be given that make sense, whether an agreement is open or not."""
        for name, command in self._commands.items():
            self.actions[name].setEnabled(is_open or command.at_start)


def _action(menu: QMenu, command: Command, run: Callable[[], object]) -> QAction:
    action = menu.addAction(command.text)
    action.setObjectName(command.name)
    action.setCheckable(command.checkable)
    action.triggered.connect(lambda _=False: run())
    keys: dict[QKeySequence, None] = {}
    for key in command.keys:
        found = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
        keys |= dict.fromkeys(found)
    action.setShortcuts(list(keys))
    return action
