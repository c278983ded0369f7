"""Writes the table of all commands and their keys into the user's guide, from the menus themselves."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtGui import QKeySequence  # noqa: E402

from lokdesk.gui.fields.text import KEYS  # noqa: E402
from lokdesk.gui.formatting import TEXTS  # noqa: E402
from lokdesk.gui.menus import MENUS, Command, Submenu  # noqa: E402

GUIDE = ROOT / "docs" / "anvandarhandbok.md"
BEGIN, END = "### Arkiv\n", "### Tangenter på sidan\n"
"""Between these lines of the guide the tables stand."""

_Standard = QKeySequence.StandardKey
STANDARD = {
    _Standard.New: "Ctrl+N",
    _Standard.Open: "Ctrl+O",
    _Standard.Save: "Ctrl+S",
    _Standard.Undo: "Ctrl+Z",
    _Standard.Redo: "Ctrl+Shift+Z",
    _Standard.Cut: "Ctrl+X",
    _Standard.Copy: "Ctrl+C",
    _Standard.Paste: "Ctrl+V",
    _Standard.SelectAll: "Ctrl+A",
    _Standard.Find: "Ctrl+F",
}
"""The keys that are the same on Windows and Linux, of commands that every system has keys of its own for."""
_IN_SWEDISH = {"Shift": "Skift", "Up": "Upp", "Down": "Ned", "Left": "Vänster", "Right": "Höger"}
_NO_KEYS = "–"
_HEAD = "| Kommando | Tangenter |\n|---|---|\n"


def tables() -> str:
    """Return the commands of each menu in a table under its title, as Markdown."""
    return "\n".join(
        f"### {_plain(title)}\n\n{_HEAD}{''.join(_rows(title))}"
        for title, entries in MENUS.items()
        if entries or title == _TEXT
    )


_TEXT = "&Text"


def _rows(title: str) -> Iterator[str]:
    if title == _TEXT:
        for name, text, _ in TEXTS:
            yield _row(text, [KEYS[name]])
    for entry in MENUS[title]:
        match entry:
            case Command():
                yield _row(entry.text, [key if isinstance(key, str) else STANDARD[key] for key in entry.keys])
            case Submenu():
                yield _row(f"{entry.text} (undermeny)", [])
            case None:
                pass


def _row(text: str, keys: list[str]) -> str:
    shown = " eller ".join(f"`{in_swedish(key)}`" for key in dict.fromkeys(keys))
    return f"| {_plain(text)} | {shown or _NO_KEYS} |\n"


def _plain(text: str) -> str:
    return text.replace("&", "")


def in_swedish(keys: str) -> str:
    """Return *keys* as the menus name them in Swedish."""
    if keys.endswith("++"):
        return f"{in_swedish(keys[:-2])}++"
    return "+".join(_IN_SWEDISH.get(key, key) for key in keys.split("+"))


def with_tables(guide: str) -> str:
    """Return the *guide* with the tables as they are now. Raises ValueError without a place for them."""
    found = re.fullmatch(f"(.*^){BEGIN}.*^({END}.*)", guide, re.DOTALL | re.MULTILINE)
    if found is None:
        raise ValueError("the guide has no place for the commands")
    return f"{found[1]}{tables()}\n{found[2]}"


def main() -> None:
    GUIDE.write_text(with_tables(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
