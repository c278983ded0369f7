"""The rooms keep to themselves, also where the import contracts of pyproject.toml cannot see it."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


def contracts() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return {
            contract["id"]: contract for contract in tomllib.load(file)["tool"]["importlinter"]["contracts"]
        }


def rooms() -> set[str]:
    folders = (folder.parent.name for folder in (ROOT / "lokdesk").glob("*/__init__.py"))
    return {f"lokdesk.{name}" for name in folders} | {"lokdesk.app"}


@pytest.mark.parametrize("room", ["lokdesk.session", "lokdesk.cli"])
def test_what_works_without_a_screen_never_loads_qt(room: str):
    program = f"import sys, {room}; sys.exit('PySide6' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    ("contract", "free"),
    [("qt", {"lokdesk.app", "lokdesk.gui"}), ("docx", {"lokdesk.word"})],
)
def test_no_room_is_forgotten_by_a_contract(contract: str, free: set[str]):
    assert set(contracts()[contract]["source_modules"]) == rooms() - free


@pytest.mark.parametrize("room", ["gui", "recognition", "session", "word"])
def test_a_large_room_tells_where_each_of_its_modules_belongs(room: str):
    folder = ROOT / "lokdesk" / room
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    named = [
        name for names in re.findall(r"^    ([\w, ]+):", told, re.MULTILINE) for name in names.split(", ")
    ]

    assert sorted(named) == sorted(file.stem for file in folder.glob("*.py") if file.stem != "__init__")
