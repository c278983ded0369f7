"""What every test shares."""

import os
from pathlib import Path

import pytest

from tests import tools

# Set before any test imports Qt; a real screen can still be asked for by name.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def ooxml_validator() -> Path:
    """Return the Open XML SDK validator's program."""
    return tools.ooxml_validator()


@pytest.fixture
def soffice() -> Path:
    """Return LibreOffice's program."""
    return tools.soffice()
