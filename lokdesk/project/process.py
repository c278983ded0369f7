"""Processes on this computer, and who runs them."""

import getpass
import os
import platform
import sys
from typing import Any


def alive(number: int) -> bool:
    """Return whether there is a process with that *number*; also when that cannot be known."""
    if number <= 0:
        return False
    if sys.platform == "win32":
        return _alive_on_windows(number)
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        # Somebody else's: it is there.
        return True
    except OverflowError:
        return False
    return True


def _alive_on_windows(number: int) -> bool:
    # There, to ask in the way of other systems would end the process.
    import ctypes

    look, still_active, no_such_process = 0x1000, 259, 87
    of_windows: Any = ctypes
    kernel = of_windows.WinDLL("kernel32", use_last_error=True)
    handle = kernel.OpenProcess(look, False, number)
    if not handle:
        return bool(of_windows.get_last_error() != no_such_process)
    try:
        code = ctypes.c_ulong()
        return not kernel.GetExitCodeProcess(handle, ctypes.byref(code)) or code.value == still_active
    finally:
        kernel.CloseHandle(handle)


def user() -> str:
    """Return what the system calls the user, or nothing where it does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def computer() -> str:
    """Return the name of this computer, or nothing where it has none."""
    return platform.node()
