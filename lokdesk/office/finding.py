"""Which word processor there is."""

import os
import sys
from pathlib import Path

from lokdesk.office import libreoffice, word
from lokdesk.office.office import Office

WITHOUT = "LOKDESK_WITHOUT_OFFICE"
"""The variable that lets the program do as if there were none."""


def found() -> Office | None:
    """Return the word processor of this computer: Word rather than LibreOffice, or ``None``."""
    if os.environ.get(WITHOUT):
        return None
    home = Path.home()
    return word.find() or libreoffice.find(sys.platform, os.environ, home, Path(home.anchor))
