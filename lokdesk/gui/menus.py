"""The menus: every command of the window with its words and its keys, as data."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

_STANDARD = QKeySequence.StandardKey

Room = Literal["start", "work", "workshop"]
"""What the window shows: the start page, an agreement, or an agreement on a projector."""
EVERYWHERE: frozenset[Room] = frozenset({"start", "work", "workshop"})
OPEN: frozenset[Room] = frozenset({"work", "workshop"})
NOT_PROJECTED: frozenset[Room] = frozenset({"start", "work"})
WORK: frozenset[Room] = frozenset({"work"})


class Command(NamedTuple):
    """A command: its *name* in the program, what its menu says, and the keys that give it.

    It can be given in *rooms*. One that is *checkable* is on or off.
    """

    name: str
    text: str
    keys: tuple[QKeySequence.StandardKey | str, ...] = ()
    rooms: frozenset[Room] = OPEN
    checkable: bool = False


class Submenu(NamedTuple):
    """A place in a menu for a menu whose entries come from elsewhere."""

    name: str
    text: str
    rooms: frozenset[Room] = OPEN


LINE = None
"""A line between commands."""

MENUS: Mapping[str, tuple[Command | Submenu | None, ...]] = {
    "&Arkiv": (
        Command("new", "&Ny överenskommelse", (_STANDARD.New,), NOT_PROJECTED),
        Command("open", "&Öppna …", (_STANDARD.Open,), NOT_PROJECTED),
        Command("take-in", "H&ämta en överenskommelse från Word …", rooms=NOT_PROJECTED),
        Command("take-replies", "Hämta ändringar &från Word …", rooms=WORK),
        Command("revise", "Revidera …", rooms=NOT_PROJECTED),
        Submenu("recent", "Senast &använda", NOT_PROJECTED),
        Submenu("examples", "Öppna ett &exempel", NOT_PROJECTED),
        Command("recover", "&Återställ osparat arbete …", rooms=NOT_PROJECTED),
        LINE,
        Command("save", "&Spara", (_STANDARD.Save,)),
        Command("save-as", "Spara s&om …", ("Ctrl+Shift+S",)),
        Command("backups", "Säker&hetskopior …", rooms=WORK),
        Command("share", "Spara en kopia att de&la …", rooms=WORK),
        Command("merge", "Slå iho&p med en annan kopia …", rooms=WORK),
        Command("close", "Stän&g överenskommelsen", ("Ctrl+W",), WORK),
        LINE,
        Command("export", "Skapa &Word-dokument …", ("Ctrl+Shift+E",)),
        Command("documents", "Skapa fler &dokument …", ("Ctrl+Shift+K",)),
        Command("export-comments", "Skapa Word-dokument med &kommentarer …", rooms=WORK),
        Command("redline", "Skapa dokument &med ändringarna …", rooms=WORK),
        LINE,
        Command("keep", "&Behåll en version …", rooms=WORK),
        Command("send", "Behåll en &utskickad version …", rooms=WORK),
        Command("versions", "Ve&rsioner …", rooms=WORK),
        Command("archive", "Arkivuppsä&ttning …", rooms=WORK),
        LINE,
        Command("enclose-evaluation", "Lägg utvärderingen bland bilagorna", rooms=WORK),
        LINE,
        Command("move", "B&yt till nyare mall och handbok …", rooms=WORK),
        Command("move-back", "Gå tillbaka till före bytet …", rooms=WORK),
        Command("orphans", "Svar utan plats …", rooms=WORK),
        Command("adopt", "Gör en mall av ett Word-dokument …", rooms=NOT_PROJECTED),
        LINE,
        Command("settings", "&Inställningar …", ("Ctrl+,",), NOT_PROJECTED),
        LINE,
        Command("quit", "A&vsluta", ("Ctrl+Q",), EVERYWHERE),
    ),
    "&Redigera": (
        Command("undo", "&Ångra", (_STANDARD.Undo,)),
        Command("redo", "&Gör om", (_STANDARD.Redo, "Ctrl+Y")),
        Command("take-back", "Ta tillbaka förra svaret", ("Ctrl+Alt+Z",)),
        LINE,
        Command("cut", "Kli&pp ut", (_STANDARD.Cut,), EVERYWHERE),
        Command("copy", "K&opiera", (_STANDARD.Copy,), EVERYWHERE),
        Command("paste", "Kl&istra in", (_STANDARD.Paste,), EVERYWHERE),
        Command("paste-plain", "Klistra in utan for&matering", ("Ctrl+Shift+V",), EVERYWHERE),
        Command("select-all", "Marker&a allt", (_STANDARD.SelectAll,), EVERYWHERE),
        LINE,
        Command("find", "&Sök …", (_STANDARD.Find,)),
        Command("find-next", "Sök n&ästa", ("F3",)),
        Command("find-previous", "Sök &föregående", ("Shift+F3",)),
        Command("replace", "Sök och e&rsätt …", ("Ctrl+H",)),
        Command("replace-person", "B&yt person eller enhet …", rooms=WORK),
        Command("vacancies", "Vakanser …", rooms=WORK),
        Command("next-misspelled", "Nästa felsta&vade ord", ("F7",)),
        Command("suggestions", "Stavningsf&örslag", ("Shift+F7",)),
        LINE,
        Command("item-add", "&Lägg till i listan", ("Alt+Ins",)),
        Command("item-copy", "&Kopiera posten", ("Ctrl+D",)),
        Command("item-up", "Flytta posten &upp", ("Alt+Shift+Up", "Alt+Up")),
        Command("item-down", "Flytta posten ne&d", ("Alt+Shift+Down", "Alt+Down")),
        Command("item-remove", "&Ta bort posten", ("Ctrl+Shift+Del",)),
        LINE,
        Command("column-add", "Lägg till e&n kolumn", ("Alt+Shift+Ins",)),
        Command("column-left", "Flytta kolumnen åt vänst&er", ("Alt+Left",)),
        Command("column-right", "Flytta kolumnen åt &höger", ("Alt+Right",)),
        Command("column-remove", "Ta &bort kolumnen", ("Alt+Shift+Del",)),
    ),
    "&Text": (),
    "&Samtal": (
        Command("ask", "Ny öppen &fråga …", ("Ctrl+Alt+Q",)),
        Command("propose", "Ny f&ormulering …", ("Ctrl+Alt+W",)),
        Command("note", "Ny &anteckning …", ("Ctrl+Alt+N",), WORK),
        LINE,
        Command("discussion", "&Samtalet om frågan", ("Ctrl+Shift+D",), WORK),
        Command("open-list", "&Listan över det som är öppet", ("Ctrl+Shift+O",), WORK),
        Command("open-print", "Skriv &ut listan …", ("Ctrl+P",), WORK),
        Command("open-pdf", "Spara listan som &PDF …", rooms=WORK),
    ),
    "&Visa": (
        Command("overview", "Öve&rsikt", ("Ctrl+1",), WORK),
        Command("next", "&Nästa steg", ("Ctrl+PgDown",)),
        Command("back", "&Föregående steg", ("Ctrl+PgUp",)),
        LINE,
        Command("next-part", "Nästa &del av fönstret", ("F6",), WORK),
        LINE,
        Command("workshop", "&Workshop …", ("Ctrl+Shift+W",), checkable=True),
        LINE,
        Command("help", "&Hjälp till frågan", ("F1",)),
        Command("former", "Förra svaret bredvid fr&ågorna", ("F5",)),
        Command("document", "Do&kumentet bredvid frågorna", ("F8",), WORK),
        Command("document-view", "Dokumentet &i stället för frågorna", ("Shift+F8",), WORK),
        Command("figures", "Fi&gurer bredvid frågorna", ("F9",), WORK),
        Command("agenda", "Dagordning för revideringen", ("Ctrl+3",), WORK),
        Command("differences", "&Ändringar sedan förra överenskommelsen", ("Ctrl+2",), WORK),
        Command("replies", "S&ynpunkter", ("Ctrl+4",), WORK),
        Command("intake", "Det som hämtades från Word", rooms=WORK),
        Command("aside", "&Sidopanelen", ("Ctrl+0",), WORK, checkable=True),
        LINE,
        Command("document-larger", "Dokumentet s&törre", rooms=WORK),
        Command("document-smaller", "Dokum&entet mindre", rooms=WORK),
        Command("document-natural", "Dokumentet i nat&urlig storlek", rooms=WORK),
        Command("document-width", "Dokumentet &anpassat till bredden", rooms=WORK),
        LINE,
        Command("figure-large", "Visa figuren i stort f&ormat", rooms=WORK),
        Command("figure-copy", "Ko&piera figuren som bild", ("Ctrl+Shift+C",), WORK),
        Command("figure-save", "Spara figuren som &bild …", rooms=WORK),
        LINE,
        Command("larger", "St&örre text", ("Ctrl++", "Ctrl+="), EVERYWHERE),
        Command("smaller", "&Mindre text", ("Ctrl+-",), EVERYWHERE),
        Command("spelling", "Sta&vningskontroll", checkable=True),
    ),
    "&Hjälp": (
        Command("guide", "&Användarhandbok", ("Shift+F1",), EVERYWHERE),
        LINE,
        Command("about", "&Om Lokdesk", rooms=EVERYWHERE),
    ),
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

    def show_room(self, room: Room) -> None:
        """Let those commands be given that make sense in *room*.

        What is not for a projector is not seen on it.
        """
        for name, command in self._commands.items():
            here = room in command.rooms
            self.actions[name].setEnabled(here)
            self.actions[name].setVisible(here or room != "workshop")


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
