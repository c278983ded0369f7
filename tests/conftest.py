"""What every test shares."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lokdesk.office import finding
from lokdesk.project import state
from tests import tools

# Set before any test imports Qt; a real screen can still be asked for by name.
if os.environ.setdefault("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # A screen as small as any that people sit at.
    screen = Path(__file__).parent / "gui" / "screen.json"
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"

# Word or LibreOffice would be started for every document; the tests that are about them ask for soffice.
os.environ[finding.WITHOUT] = "1"

# A slow machine is no fault of the program's: nothing here is timed. The same commit is tested the same way
# every time; `make explore` goes where nobody has been.
settings.register_profile(
    "lokdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("explore", settings.get_profile("lokdesk"), derandomize=False, max_examples=1000)
settings.load_profile("explore" if tools.exploring() else "lokdesk")


@pytest.fixture(scope="session", autouse=True)
def nobodys_state(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let nothing be kept where whoever runs the tests has what is their own; programs started, too."""
    os.environ.setdefault(state.OVERRIDE, str(tmp_path_factory.mktemp("state")))


@pytest.fixture(scope="module", autouse=True)
def what_is_old_stays() -> None:
    """Let the search for garbage not go through all that tests before these have left in memory."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def ooxml_validator() -> Path:
    """Return the Open XML SDK validator's program."""
    return tools.ooxml_validator()


@pytest.fixture
def soffice(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return LibreOffice's program, and let Lokdesk find it."""
    program = tools.soffice()
    monkeypatch.delenv(finding.WITHOUT)
    return program
