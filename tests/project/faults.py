"""Every call to the file system counted, and one of them made to fail."""

import errno
import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from lokdesk.project import calls

ERRORS = {
    name: getattr(errno, name) for name in ("ENOSPC", "EIO", "EACCES", "EROFS", "ENOENT", "EINTR", "EPERM")
}
SHORT = "short write"
KINDS = (*ERRORS, SHORT)
NAMES = tuple(name for name, _ in inspect.getmembers(calls, inspect.isfunction) if not name.startswith("_"))


class Faults:
    """The calls that were made, in their order; the one with number *at* fails as *kind* says."""

    def __init__(self, kind: str, at: int, sticky: bool = False, under: Path | None = None) -> None:
        """With *sticky* later calls of the same name fail too, with *under* all that are for a path there."""
        self.made: list[str] = []
        self._kind, self._at, self._sticky, self._under = kind, at, sticky, under
        self._failed = ""

    @property
    def happened(self) -> bool:
        """Whether the call came to be made."""
        return bool(self._failed)

    def _fails(self, name: str, given: tuple[Any, ...]) -> bool:
        if self._under is not None:
            return any(isinstance(one, Path) and one.is_relative_to(self._under) for one in given)
        return len(self.made) - 1 == self._at or (self._sticky and name == self._failed)

    def call(self, name: str, real: Callable[..., Any], *given: Any) -> Any:
        """Make the call called *name*, or fail it."""
        self.made.append(name)
        if not self._fails(name, given):
            return real(*given)
        self._failed = name
        if self._kind != SHORT:
            if name == "close":
                # A handle is gone whatever the system says of it.
                real(*given)
            raise OSError(ERRORS[self._kind], os.strerror(ERRORS[self._kind]))
        if name == "write":
            handle, content = given
            return real(handle, content[: len(content) // 2 or 1])
        if name == "read":
            return real(given[0], 1)
        return real(*given)


@contextmanager
def injected(
    kind: str = "EIO", at: int = -1, sticky: bool = False, under: Path | None = None
) -> Iterator[Faults]:
    """Let the call with number *at* fail, or all for paths *under* a folder; none does unless it is given."""
    faults = Faults(kind, at, sticky, under)
    with pytest.MonkeyPatch.context() as patched:
        for name in NAMES:
            real = getattr(calls, name)
            patched.setattr(calls, name, lambda *given, name=name, real=real: faults.call(name, real, *given))
        yield faults
