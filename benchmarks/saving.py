"""What it costs that nothing is lost: the journal at each key, and the checked save beside a bare one.

With the journal and without it, keys are typed into the same field of the same window in turns, so that
whatever else the machine does meets both alike. How late a change is on the disk counts from the key to the
end of the call that brings it there.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from benchmarks import content
from benchmarks.table import Figure, head, show
from benchmarks.turns import Way, medians
from benchmarks.window import BUSY, KEY, LETTERS, opened, press, running, settle, timed
from lokdesk.agreement.agreement import Agreement
from lokdesk.gui.window import MainWindow
from lokdesk.project import calls, disk, project
from lokdesk.session.journal import Recorder
from lokdesk.session.library import Library
from lokdesk.session.session import Session

SIZES = (1, 10)
LATE = 1000.0
"""The aim, in milliseconds: within it a change is on the disk."""
_ROUNDS = 12
"""How many times the letters are typed, with the journal and without it each."""
_CHANGES = 20
"""How many changes are waited for until they are on the disk."""
_PLACE = "background"
_PATIENCE = 20.0


def main(sizes: tuple[int, ...] = SIZES) -> None:
    app = running()
    head(f"Nothing is lost: {len(LETTERS) * _ROUNDS} keys with the journal and without it, in turns")
    for size in sizes:
        agreement = content.grown(content.example(), size)
        with opened(app, agreement) as window:
            for figure in _keys(app, window, f"×{size}"):
                show(figure)
    head("Nothing is lost: a save, and the same bytes written with nothing else")
    for size in sizes:
        for figure in _saves(content.grown(content.example(), size), f"×{size}"):
            show(figure)


def _keys(app: QApplication, window: MainWindow, size: str) -> Iterator[Figure]:
    # Here it is kept and not kept in turns.
    window.recording.stop()
    window.go_to(_PLACE)
    settle(app, 1.5)
    without: list[float] = []
    with_: list[float] = []
    own: list[float] = []
    """How much of the machine the program had at each key, in ms."""
    with TemporaryDirectory() as folder:
        for _ in range(_ROUNDS):
            without += _typed(app, window, own)
            with _kept(window.session, Path(folder)):
                with_ += _typed(app, window, own)
        with _kept(window.session, Path(folder)) as recorder, _synced() as moments:
            late = [_late(app, window, recorder, moments) for _ in range(_CHANGES)]
    others = 100 * (1 - sum(own) / sum(without + with_))
    for name, keys in (("without the journal", without), ("with the journal", with_)):
        keys.sort()
        yield Figure(f"key {name}: median", size, statistics.median(keys))
        yield Figure(f"key {name}: 99th percentile", size, keys[-1 - len(keys) // 100], aim=KEY)
    if others > BUSY:
        yield Figure("  the machine did other things meanwhile, of the time", size, others, "%")
    yield Figure("a change is on the disk after: median", size, statistics.median(late))
    yield Figure("a change is on the disk after: longest", size, max(late), aim=LATE)


@contextmanager
def _kept(session: Session, folder: Path) -> Iterator[Recorder]:
    """Let what is done in *session* be kept in a journal, which is begun already."""
    recorder = Recorder(session, folder)
    recorder.flush()
    yield recorder
    recorder.stop()


def _typed(app: QApplication, window: MainWindow, own: list[float]) -> list[float]:
    keys: list[float] = []
    for letter in LETTERS:
        begun = time.process_time()
        keys.append(timed(lambda letter=letter: press(app, window, letter)))
        own.append((time.process_time() - begun) * 1000)
        # As fast as anybody types; what is written meanwhile comes in between.
        settle(app, 0.02)
    settle(app)
    return keys


@contextmanager
def _synced() -> Iterator[list[float]]:
    """Give the moments at which something has been brought to the disk, as they come."""
    moments: list[float] = []
    sync = calls.sync

    def noting(handle: int) -> None:
        sync(handle)
        moments.append(time.perf_counter())

    calls.sync = noting
    try:
        yield moments
    finally:
        calls.sync = sync


def _late(app: QApplication, window: MainWindow, recorder: Recorder, moments: list[float]) -> float:
    """Return how many milliseconds it takes from a key until what it changed is on the disk."""
    recorder.flush()
    moments.clear()
    begun = time.perf_counter()
    press(app, window, "m")
    while not moments and time.perf_counter() < begun + _PATIENCE:
        settle(app, 0.005)
    if not moments:
        raise AssertionError("the change has not come to the disk")
    return (moments[0] - begun) * 1000


def _saves(agreement: Agreement, size: str) -> Iterator[Figure]:
    library = Library(content.ROOT / "resources", content.ROOT / "templates")
    session = Session(library, library.blank().model_copy(update={"agreement": agreement}))
    with TemporaryDirectory() as temporary:
        path, bare = Path(temporary) / "a.lokdesk", Path(temporary) / "bare.lokdesk"
        session.save_as(path)
        raw = path.read_bytes()
        numbers = iter(range(1_000_000))

        def edited() -> None:
            session.set("title", f"Sparad {next(numbers)} gånger")

        ways = {
            "written and nothing else": Way(lambda _: bare.write_bytes(raw)),
            "written, read back and compared": Way(lambda _: disk.write(bare, raw)),
            "all of a save": Way(lambda _: session.save(), edited),
            "  of that the draft as bytes": Way(lambda _: project.dumps(session.project)),
        }
        for name, seconds in medians(ways).items():
            yield Figure(name, size, seconds * 1000)
        yield Figure("  the file", size, len(raw) / 1000, "kB")


if __name__ == "__main__":
    main()
