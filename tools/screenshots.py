"""Pictures of every page of the window, in light and dark and in several sizes, to be looked at.

They are written to ``out/screenshots/<look>-<width>x<height>-<text size>/<page>.png``. With names of pages as
arguments, only those are made.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEvent, QSettings  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from lokdesk.gui import appearance, application  # noqa: E402
from lokdesk.gui.settings import Appearance, Settings  # noqa: E402
from lokdesk.gui.window import MainWindow  # noqa: E402
from lokdesk.gui.wizard.wizard import PANES, VIEWS  # noqa: E402
from lokdesk.gui.workshop.picker import AgendaDialog  # noqa: E402
from lokdesk.session.library import Library  # noqa: E402
from lokdesk.session.session import Session  # noqa: E402

OUT = ROOT / "out" / "screenshots"
TODAY = date(2026, 3, 2)
SETTLED = 700
"""How many milliseconds it takes until views have caught up and timers have run out."""


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

Shot = Callable[[MainWindow], QWidget]
"""Brings a page about in a window and returns what is to be pictured."""


def _step(slug: str) -> Shot:
    def shot(window: MainWindow) -> QWidget:
        window.wizard.go_to_step(slug)
        window.wizard.page.begin()
        return window

    return shot


def _place(address: str, pane: str = "help") -> Shot:
    """Return what goes to *address*, a pattern whose items are the first there are, with *pane* beside it."""

    def shot(window: MainWindow) -> QWidget:
        window.wizard.aside.choose(pane)
        window.wizard.aside.show()
        window.wizard.go_to(_first(window, address))
        return window

    return shot


def _first(window: MainWindow, pattern: str) -> str:
    here = ""
    for segment in pattern.split("/"):
        step = segment if segment != "*" else window.session.value(here)[0].id
        here = f"{here}/{step}" if here else step
    return here


def _view(slug: str) -> Shot:
    def shot(window: MainWindow) -> QWidget:
        window.wizard.go_to_view(slug)
        return window

    return shot


def _agenda(window: MainWindow) -> QWidget:
    dialog = AgendaDialog(window, window.desk)
    dialog.pick(("background", "goals", "goals/*/title"))
    dialog.show()
    return dialog


def _workshop(window: MainWindow) -> QWidget:
    draft = window.session.draft
    discussion = draft.discussion.model_copy(update={"agenda": ("background", "goals/*/description")})
    window.session.change(draft.model_copy(update={"discussion": discussion}))
    window.begin_workshop()
    return window


def shots(window: MainWindow) -> Iterator[tuple[str, Shot]]:
    """Yield every page of the window with the example in it: its name, and what brings it about."""
    for step in window.desk.handbook.steps:
        yield f"step-{step.slug}", _step(step.slug)
    for slug in VIEWS:
        yield f"view-{slug}", _view(slug)
    for slug, _, _ in PANES:
        yield f"pane-{slug}", _place("goals/*/title", slug)
    yield "goal", _place("goals/*/indicators")
    yield "forum", _place("organisation/forums/*/members")
    yield "process", _place("processes/*/steps")
    yield "statistics", _place("mapping/statistics/*/columns")
    yield "agenda", _agenda
    yield "workshop", _workshop


def picture(program: QApplication, library: Library, look: Look, wanted: set[str], folder: Path) -> None:
    """Make the *wanted* pictures, or all where nothing in particular is, of the window in one *look*."""
    appearance.apply(program, look.text, look.colours)
    into = folder / str(look)
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        store = QSettings(str(Path(temporary) / "settings.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.name, settings.party = "Karin Ek", "Växjö kommun"
        settings.text_size, settings.appearance = look.text, look.colours
        names = [name for name, _ in shots(_opened(library, settings, look))]
        for name in names:
            if wanted and name not in wanted:
                continue
            window = _opened(library, settings, look)
            shown = dict(shots(window))[name](window)
            QTest.qWait(SETTLED)
            shown.grab().save(str(into / f"{name}.png"))
            if isinstance(shown, QDialog):
                shown.reject()
                shown.deleteLater()
            _throw_away(window)
            appearance.apply(program, look.text, look.colours)


def _opened(library: Library, settings: Settings, look: Look) -> MainWindow:
    window = MainWindow(Session(library, library.example()), settings, lambda: TODAY)
    window.resize(look.width, look.height)
    window.show()
    window.activateWindow()
    return window


def _throw_away(window: MainWindow) -> None:
    window.session.new()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
