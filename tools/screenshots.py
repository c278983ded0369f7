"""Pictures of every page of the window, in light and dark and in several sizes, to be looked at.

They are written to ``out/screenshots/<look>-<width>x<height>-<text size>/<page>.png``. With names of pages as
arguments, only those are made.
"""

import argparse
import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from lokdesk.gui import appearance, application  # noqa: E402
from lokdesk.gui.settings import Appearance  # noqa: E402
from lokdesk.session.library import Library  # noqa: E402
from lokdesk.session.session import Session  # noqa: E402
from tests.gui.shots import OWN_PARTY, SHOTS, TODAY  # noqa: E402
from tools.windows import SETTLED, own_settings, shown  # noqa: E402

OUT = ROOT / "out" / "screenshots"


@dataclass(frozen=True)
class Look:
    """What the window looks like: its colours, its size in pixels and the size of its text in per cent."""

    colours: Appearance
    width: int
    height: int
    text: int

    def __str__(self) -> str:
        return f"{self.colours}-{self.width}x{self.height}-{self.text}"


LOOKS = tuple(
    Look(colours, width, height, text)
    for colours in ("light", "dark")
    for width, height, text in ((1366, 768, 100), (1920, 1080, 100), (1366, 768, 200))
)


def picture(program: QApplication, library: Library, look: Look, wanted: set[str], folder: Path) -> None:
    """Make the *wanted* pictures, or all where nothing in particular is, of the window in one *look*."""
    appearance.apply(program, look.text, look.colours)
    into = folder / str(look)
    into.mkdir(parents=True, exist_ok=True)
    with own_settings() as settings:
        settings.name, settings.party = "Karin Ek", OWN_PARTY
        settings.text_size, settings.appearance = look.text, look.colours
        for shot in SHOTS:
            if shot.name in wanted or (not wanted and not shot.open):
                size = look.width, look.height
                with shown(Session(library), settings, size, lambda: TODAY) as window:
                    shot.bring(window, partial(_save, into / f"{shot.name}.png"))


def _save(path: Path, shown: QWidget) -> None:
    QTest.qWait(SETTLED)
    shown.grab().save(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="names of pages; all where none is given")
    parser.add_argument("--look", help="only looks that begin with this, such as light-1366")
    arguments = parser.parse_args()
    program = QApplication(sys.argv[:1])
    application.make_swedish(program)
    library = Library(ROOT / "resources", ROOT / "templates")
    for look in LOOKS:
        if str(look).startswith(arguments.look or ""):
            picture(program, library, look, set(arguments.pages), OUT)
            print(OUT.relative_to(ROOT) / str(look))


if __name__ == "__main__":
    main()
