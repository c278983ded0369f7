"""How soon the program is there, beside a bare PySide6 window and with files of several sizes; its memory."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import content
from benchmarks.table import Figure, head, show
from lokdesk.agreement.draft import Draft
from lokdesk.project import project
from lokdesk.project.project import Project

SIZES = (1, 10)
_ROUNDS = 9
_START, _OPEN = 1.5, 500.0
"""The aims: the start page against a bare window, and milliseconds that a file may take more than it."""
_BARE, _EMPTY = "bare", "start"


def main(sizes: tuple[int, ...] = SIZES) -> None:
    head("Start: from the command until the window is painted and answers a click, in turns")
    with tempfile.TemporaryDirectory() as folder:
        ways = {_BARE: [_BARE], _EMPTY: ["program"]}
        for size in sizes:
            path = Path(folder) / f"{size}.lokdesk"
            project.save(Project(Draft(agreement=content.grown(content.example(), size))), path)
            ways[f"×{size}"] = ["program", str(path)]
        times: dict[str, list[float]] = {name: [] for name in ways}
        memory: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(_ROUNDS + 1):
            for name, arguments in ways.items():
                seconds, taken = _run(arguments, Path(folder))
                # The first round warms up.
                if number:
                    times[name].append(seconds * 1000)
                    memory[name].append(taken / 2**20)
    middle = {name: statistics.median(found) for name, found in times.items()}
    room = {name: statistics.median(found) for name, found in memory.items()}
    show(Figure("bare PySide6 window", "", middle[_BARE]))
    show(Figure("start page", "", middle[_EMPTY]))
    show(Figure("start page, of the time of a bare window", "", middle[_EMPTY] / middle[_BARE], "x", _START))
    for size in sizes:
        more = middle[f"×{size}"] - middle[_EMPTY]
        show(Figure("a file opened, more than the start page", f"×{size}", more, aim=_OPEN))
    show(Figure("memory of a bare window", "", room[_BARE], "MB"))
    show(Figure("memory at the start page", "", room[_EMPTY], "MB"))
    for size in sizes:
        show(Figure("memory with a file open", f"×{size}", room[f"×{size}"], "MB"))


def _run(arguments: list[str], home: Path) -> tuple[float, int]:
    """Return the seconds until the program tells that it is ready, and the bytes of memory it tells of."""
    # The user's own settings stay out of it, and modules are compiled once and not each time.
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "benchmarks.started", *arguments]
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=content.ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - start
    if not line:
        raise RuntimeError(f"{' '.join(arguments)} ended without a window")
    return seconds, int(line)


if __name__ == "__main__":
    main()
