"""Other programs, which are run to their end or ended, with all that they have started."""

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress


class Stuck(Exception):
    """A program did not come to its end in time, and has been ended."""


_WINDOWS = sys.platform == "win32"
_UNSEEN: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows, no window opens for a program that writes to a console."""
_running: set[subprocess.Popen[bytes]] = set()


def run(command: Sequence[str], environment: Mapping[str, str], seconds: float) -> None:
    """Run *command* with *environment* besides this program's own, and wait until it ends.

    Nothing that it has started goes on when this returns, or when this program ends. Raises Stuck after so
    many *seconds*, and OSError when it cannot be started.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
        start_new_session=not _WINDOWS,
        creationflags=_UNSEEN,
    )
    _running.add(process)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Stuck from None
    finally:
        _end(process)
        _running.discard(process)


def end_all() -> None:
    """End the programs that are running, with all that they have started."""
    for process in tuple(_running):
        _end(process)


atexit.register(end_all)


def end_by_number(number: int) -> None:
    """End the program with that process number on Windows, if it is running."""
    subprocess.run(
        ["taskkill", "/F", "/T", "/PID", str(number)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        creationflags=_UNSEEN,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    if _WINDOWS:
        if process.poll() is None:
            end_by_number(process.pid)
    else:
        # Its group is named by its own number, and may go on without it.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
