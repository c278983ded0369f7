"""What every test shares."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import tools

# Set before any test imports Qt; a real screen can still be asked for by name.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A slow machine is no fault of the program's: nothing here is timed.
settings.register_profile("lokdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lokdesk")


@pytest.fixture
def ooxml_validator() -> Path:
    """Return the Open XML SDK validator's program."""
    return tools.ooxml_validator()


@pytest.fixture
def soffice() -> Path:
    """Return LibreOffice's program."""
    return tools.soffice()
