"""What the program remembers from one start to the next, beside the recent files."""

from pathlib import Path
from typing import Literal, cast, get_args

from PySide6.QtCore import QByteArray, QSettings

Appearance = Literal["system", "light", "dark", "contrast"]
WINDOW = "window"
"""The part of the layout that is the window itself: where it is and how large."""
TEXT_SIZES = (100, 125, 150, 175, 200)
"""How large text may be shown, in per cent of the system's size."""
_WORKSHOP_SIZE = 150


def next_size(size: int, by: int) -> int:
    """Return the text size that is *by* steps larger than *size*, or the last there is."""
    place = TEXT_SIZES.index(size) + by
    return TEXT_SIZES[min(max(place, 0), len(TEXT_SIZES) - 1)]


class Settings:
    """The user's own settings. What is stored and cannot be understood counts as not set."""

    def __init__(self, store: QSettings) -> None:
        """Keep the settings in *store*."""
        self.store = store

    @property
    def own_folder(self) -> Path:
        """The folder for what is the user's own beside projects. It is that of settings kept in a file."""
        if self.store.format() == QSettings.Format.IniFormat:
            return Path(self.store.fileName()).parent
        from PySide6.QtCore import QStandardPaths

        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))

    @property
    def state_folder(self) -> Path:
        """The folder for what is to outlast the program. It lies beside settings kept in a file."""
        if self.store.format() == QSettings.Format.IniFormat:
            return self.own_folder / "state"
        # Loaded when it is needed: the start page is there before any of this.
        from lokdesk.project import state

        return state.folder()

    def _text(self, key: str) -> str:
        value = self.store.value(key, "")
        return value if isinstance(value, str) else ""

    def _put(self, key: str, value: object) -> None:
        self.store.setValue(key, value)
        self.store.sync()

    @property
    def name(self) -> str:
        """What the user is called, in notes."""
        return self._text("user/name")

    @name.setter
    def name(self, name: str) -> None:
        self._put("user/name", name)

    @property
    def party(self) -> str:
        """The name of the party that the user works for."""
        return self._text("user/party")

    @party.setter
    def party(self, party: str) -> None:
        self._put("user/party", party)

    @property
    def template_folder(self) -> str:
        """The path of the folder where templates are shared, or an empty string."""
        return self._text("templates/folder")

    @template_folder.setter
    def template_folder(self, folder: str) -> None:
        self._put("templates/folder", folder)

    @property
    def text_size(self) -> int:
        """How large text is shown, one of :data:`TEXT_SIZES`."""
        return self._size("look/text_size", TEXT_SIZES[0])

    def _size(self, key: str, usual: int) -> int:
        stored = str(self.store.value(key, ""))
        return int(stored) if stored.isdigit() and int(stored) in TEXT_SIZES else usual

    @text_size.setter
    def text_size(self, size: int) -> None:
        self._put("look/text_size", size)

    @property
    def workshop_text_size(self) -> int:
        """How large text is shown in a workshop, one of :data:`TEXT_SIZES`."""
        return self._size("workshop/text_size", _WORKSHOP_SIZE)

    @workshop_text_size.setter
    def workshop_text_size(self, size: int) -> None:
        self._put("workshop/text_size", size)

    def workshop_place(self, path: Path | None) -> str:
        """Return the address that the workshop on the project at *path* has come to, if one is going on."""
        return self._text(_workshop_key(path)) if path is not None else ""

    def set_workshop_place(self, path: Path | None, address: str) -> None:
        """Remember how far the workshop on the project at *path* has come; nothing when it has ended."""
        if path is None:
            return
        if address:
            self._put(_workshop_key(path), address)
        else:
            self.store.remove(_workshop_key(path))

    @property
    def appearance(self) -> Appearance:
        """Whether the window is light, dark or high in contrast, or as the system is."""
        stored = self._text("look/appearance")
        return cast("Appearance", stored) if stored in get_args(Appearance) else "system"

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._put("look/appearance", appearance)

    @property
    def spelling(self) -> bool:
        """Whether texts are looked through for misspelled words."""
        return str(self.store.value("text/spelling", "true")) != "false"

    @spelling.setter
    def spelling(self, on: bool) -> None:
        self._put("text/spelling", "true" if on else "false")

    def layout(self, part: str) -> QByteArray | None:
        """Return how the user has arranged a *part* of the window, as Qt saved it."""
        value = self.store.value(f"layout/{part}")
        return value if isinstance(value, QByteArray) else None

    def set_layout(self, part: str, state: QByteArray) -> None:
        """Remember how the user has arranged a *part* of the window."""
        self._put(f"layout/{part}", state)


def _workshop_key(path: Path) -> str:
    # Loaded when it is needed: the start page is there before any of this.
    from hashlib import sha256

    # A path may hold characters that a key may not.
    return f"workshop/place/{sha256(str(path.absolute()).encode()).hexdigest()[:16]}"
