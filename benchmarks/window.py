"""The window as it is used: keys typed into it and pages turned, on a screen that nobody looks at.

A key counts from its press until the field is painted again, the draft holds the answer, and findings and
progress are those of the new draft. What the window leaves for when the hands rest counts too: a key that
comes in the middle of it has to wait.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import content
from benchmarks.table import Figure, head, show
from lokdesk.agreement.agreement import Agreement
from lokdesk.gui import application
from lokdesk.gui.settings import Settings
from lokdesk.gui.tidying import Tidying
from lokdesk.gui.window import MainWindow
from lokdesk.session.library import Library
from lokdesk.session.session import Session

SIZES = (1, 10)
KEY, PAGE = 16.0, 100.0
"""The aims, in milliseconds: a key at the 99th percentile, and a page."""
_DAY = date(2026, 3, 2)
LETTERS = "vi möts i mars, arbetar ihop och följer upp "
_ROUNDS = 8
"""How many times the letters are typed into each field."""
_REST = 0.7
"""How many seconds the hands rest after each round: longer than the window waits for."""
BUSY = 10.0
"""From how many per cent of the time on, that the machine does something else, it is told of."""
_DOCUMENT = "document"


def main(sizes: tuple[int, ...] = SIZES) -> None:
    app = running()
    head(f"The window: {len(LETTERS) * _ROUNDS} keys into each field, and each page in turn")
    for size in sizes:
        with opened(app, content.grown(content.example(), size)) as window:
            for figure in (*_pages(app, window, f"×{size}"), *_keys(app, window, f"×{size}")):
                show(figure)


def running() -> QApplication:
    """Return the program, in Swedish."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    application.make_swedish(app)
    return app


@contextmanager
def opened(app: QApplication, agreement: Agreement) -> Iterator[MainWindow]:
    """Give the window on *agreement*, painted and with the focus."""
    library = Library(content.ROOT / "resources", content.ROOT / "templates")
    draft = library.blank().model_copy(update={"agreement": agreement})
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(Session(library, draft), Settings(store), lambda: _DAY)
        Tidying(window.session, window)
        window.show()
        window.activateWindow()
        settle(app)
        yield window
        window.session.save_as(Path(folder) / "draft.lokdesk")
        window.close()
        window.deleteLater()
        settle(app)


def settle(app: QApplication, seconds: float = _REST) -> float:
    """Let everything happen that waits to; returns the longest time, in ms, that a key would have waited."""
    longest = 0.0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        longest = max(longest, timed(app.processEvents))
        time.sleep(0.001)
    return longest


def timed(run: Callable[[], object]) -> float:
    """Return how many milliseconds *run* takes."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def _pages(app: QApplication, window: MainWindow, size: str) -> Iterator[Figure]:
    for turn in ("made", "shown again"):
        times: dict[str, float] = {}
        for step in window.desk.handbook.steps[1:] + window.desk.handbook.steps[:1]:
            times[step.title] = timed(lambda slug=step.slug: _turn(app, window, slug))
            settle(app)
        slowest = max(times, key=times.__getitem__)
        yield Figure(f"page {turn}: median", size, statistics.median(times.values()), aim=PAGE)
        yield Figure(f"page {turn}: slowest ({slowest})", size, times[slowest], aim=PAGE)


def _turn(app: QApplication, window: MainWindow, slug: str) -> None:
    window.wizard.go_to_step(slug)
    # Laid out, painted, and laid out again where words wrap.
    for _ in range(3):
        app.processEvents()


def _keys(app: QApplication, window: MainWindow, size: str) -> Iterator[Figure]:
    beside = ""
    if _DOCUMENT in window.wizard.aside.slugs:
        window.wizard.aside.choose(_DOCUMENT)
        window.wizard.aside.show()
        beside = ", document beside"
    for name, address in _places(window.session.agreement).items():
        window.go_to(address)
        settle(app, 2 * _REST)
        keys: list[float] = []
        waits: list[float] = []
        own = 0.0
        for _ in range(_ROUNDS):
            begun = time.process_time()
            keys += [timed(lambda letter=letter: press(app, window, letter)) for letter in LETTERS]
            own += (time.process_time() - begun) * 1000
            waits.append(settle(app))
        others = max(0.0, 100 * (1 - own / sum(keys)))
        keys.sort()
        yield Figure(f"key in {name}{beside}: median", size, statistics.median(keys))
        yield Figure(f"key in {name}{beside}: 99th percentile", size, keys[-1 - len(keys) // 100], aim=KEY)
        yield Figure(f"wait while hands rest after {name}: longest", size, max(waits), aim=KEY)
        if others > BUSY:
            yield Figure("  the machine did other things meanwhile, of the time", size, others, "%")


def _places(agreement: Agreement) -> dict[str, str]:
    goal, table = agreement.goals[0], agreement.mapping.statistics[0]
    cell = f"rows/{table.rows[0].id}/cells/{table.columns[0].id}/value"
    return {
        "rich text": "background",
        "a line": f"goals/{goal.id}/title",
        "the name of a party": f"parties/{agreement.parties[0].id}/name",
        "a cell of a table": f"mapping/statistics/{table.id}/{cell}",
    }


def press(app: QApplication, window: MainWindow, letter: str) -> None:
    """Press a key in *window*, and wait until all that follows from it is there."""
    before = window.session.draft
    target = _focus(window)
    key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        app.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
    if letter != " " and window.session.draft is before:
        raise AssertionError("the key has not reached the draft")
    window.session.review(_DAY)
    _ = window.session.tally
    app.processEvents()


def _focus(window: MainWindow) -> QWidget:
    target = window.focusWidget()
    assert target is not None
    return target


if __name__ == "__main__":
    main()
