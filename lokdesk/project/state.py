"""The folder of the user's own where a program keeps what is no document and is to outlast it."""

import os
import sys
from pathlib import Path

OVERRIDE = "LOKDESK_STATE"
"""The name of what, in the process's environment, puts the folder elsewhere."""


def folder() -> Path:
    """Return the folder, where the system's convention has it. It need not be there yet."""
    if chosen := os.environ.get(OVERRIDE):
        return Path(chosen)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "Lokdesk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Lokdesk"
    given = os.environ.get("XDG_STATE_HOME", "")
    return (Path(given) if Path(given).is_absolute() else Path.home() / ".local" / "state") / "lokdesk"
