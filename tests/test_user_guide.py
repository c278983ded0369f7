"""The user's guide: what it names is there, in the program and beside it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QApplication

from lokdesk.gui import application
from lokdesk.gui.fields.text import KEYS
from lokdesk.gui.formatting import TEXTS
from lokdesk.gui.guide import anchor
from lokdesk.gui.menus import MENUS, Command, Submenu
from tools import guide_commands, guide_pictures

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "anvandarhandbok.md"
PICTURES = ROOT / "docs" / "bilder"
LARGEST = 1_500_000
"""How many bytes all pictures are together at the most."""
INSIDE = " › "
ON_THE_PAGE = {
    *("Tab", "Skift+Tab", "Enter", "Ctrl+Enter", "Esc", "Alt"),
    *("Upp", "Ned", "Skift+Upp", "Skift+Ned", "F2", "Delete", "Backsteg", "L", "P"),
}
"""Keys that are no command's, but a field's or a dialog's."""


@pytest.fixture(scope="module")
def guide() -> str:
    return GUIDE.read_text(encoding="utf-8")


def named_pictures(text: str) -> list[tuple[str, str]]:
    """Return the words for each picture in *text*, and its file."""
    return re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)


def test_every_picture_that_the_guide_names_is_there_and_every_picture_there_is_named(guide: str):
    named = [file for _, file in named_pictures(guide)]

    assert sorted(named) == sorted(f"bilder/{file.name}" for file in PICTURES.iterdir())


def test_every_picture_is_made_by_the_tool(guide: str):
    assert {file.stem for file in PICTURES.iterdir()} == set(guide_pictures.PICTURES)


def test_every_picture_is_told_in_words(guide: str):
    for words, file in named_pictures(guide):
        assert len(words) > 40 and words.endswith("."), file


def test_pictures_are_no_wider_than_the_window_and_not_heavy():
    files = list(PICTURES.iterdir())

    assert sum(file.stat().st_size for file in files) < LARGEST
    for file in files:
        image = QImage(str(file))
        assert 0 < image.width() <= guide_pictures.SIZE[0], file.name
        assert 0 < image.height() <= guide_pictures.SIZE[1], file.name


def test_every_link_leads_to_a_heading(guide: str):
    links = re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", guide)
    headings = {f"#{anchor(line)}" for line in re.findall(r"^#+ (.+)$", guide, re.MULTILINE)}

    assert links
    assert [link for link in links if link not in headings] == []


# What is quoted


def plain(text: str) -> str:
    return text.replace("&", "")


def strings(value: Any) -> Iterator[str]:
    """Yield every text within *value*, as TOML has it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@pytest.fixture(scope="module")
def shown() -> set[str]:
    """Return every text that stands whole in the program: in its code and in the handbook."""
    found: set[str] = set()
    for file in (ROOT / "lokdesk").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(plain(node.value).rstrip(":"))
    for file in (ROOT / "resources" / "handbook").rglob("*.toml"):
        found.update(strings(tomllib.loads(file.read_text(encoding="utf-8"))))
    return found


def in_menu(title: str) -> set[str]:
    """Return what can be chosen in the menu with that *title*."""
    found = {plain(text) for _, text, _ in TEXTS} if title == "Text" else set[str]()
    for menu, entries in MENUS.items():
        if plain(menu) == title:
            found |= {plain(one.text) for one in entries if isinstance(one, Command | Submenu)}
    return found


def test_every_command_that_the_guide_quotes_is_in_its_menu(guide: str):
    quoted = [text for text in re.findall(r"\*\*(.+?)\*\*", guide) if INSIDE in text]

    assert len(quoted) > 10
    for text in quoted:
        title, _, command = text.partition(INSIDE)
        assert command in in_menu(title), text


def test_every_text_that_the_guide_quotes_from_the_screen_is_in_the_program(guide: str, shown: set[str]):
    quoted = [text for text in re.findall(r"\*\*(.+?)\*\*", guide) if INSIDE not in text]

    assert len(quoted) > 40
    assert [text for text in quoted if text not in shown] == []


def test_every_key_that_the_guide_names_does_something(guide: str):
    keys = {key for menu in MENUS.values() for one in menu if isinstance(one, Command) for key in one.keys}
    known = {key if isinstance(key, str) else guide_commands.STANDARD[key] for key in keys} | set(
        KEYS.values()
    )
    pressed = set(re.findall(r"`([^`.]+)`", guide))

    assert pressed - ON_THE_PAGE <= {guide_commands.in_swedish(key) for key in known}


def test_a_command_and_its_keys_are_named_together_only_when_they_belong_together(guide: str):
    named = re.findall(r"\*\*(\w+) › ([^*]+)\*\* \(`([^`]+)`\)", guide)

    assert len(named) > 10
    for title, command, key in named:
        row = re.search(rf"^\| {re.escape(command)} \| (.*) \|$", guide, re.MULTILINE)
        assert row is not None and f"`{key}`" in row[1], (title, command, key)


# The table of commands


def test_the_table_of_commands_is_what_the_tool_writes_now(guide: str):
    assert guide_commands.with_tables(guide) == guide, "run make guide"


def test_the_table_has_every_command():
    tables = guide_commands.tables()
    commands = [one for menu in MENUS.values() for one in menu if isinstance(one, Command)]

    assert [one.text for one in commands if f"| {plain(one.text)} |" not in tables] == []


def test_a_guide_without_room_for_the_table_is_refused():
    with pytest.raises(ValueError, match="no place"):
        guide_commands.with_tables("# Handbok\n")


def test_keys_are_named_as_the_menus_name_them(qapp: QApplication):
    application.make_swedish(qapp)
    keys = {key for menu in MENUS.values() for one in menu if isinstance(one, Command) for key in one.keys}

    for key in keys:
        written = key if isinstance(key, str) else guide_commands.STANDARD[key]
        native = QKeySequence(written).toString(QKeySequence.SequenceFormat.NativeText)
        assert guide_commands.in_swedish(written) == native
        if not isinstance(key, str):
            assert QKeySequence(written) in QKeySequence.keyBindings(key)
