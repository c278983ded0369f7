"""The rooms keep to themselves, also where the import contracts of pyproject.toml cannot see it."""

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
