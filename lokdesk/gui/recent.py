"""The project files that were open lately, remembered from one start to the next."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings

_KEY = "recent"
_MOST = 10


class RecentFiles:
    """The latest project files, the last one first."""

    def __init__(self, settings: QSettings) -> None:
        """Keep the list in *settings*."""
        self._settings = settings

    def paths(self) -> tuple[Path, ...]:
        """Return the files, whether they still exist or not."""
        value = self._settings.value(_KEY, [])
        names: Sequence[object] = value if isinstance(value, list) else [value]
        return tuple(Path(name) for name in names if isinstance(name, str) and name)

    def remember(self, path: Path) -> None:
        """Put *path* first."""
        others = [str(one) for one in self.paths() if one != path]
        self._settings.setValue(_KEY, [str(path), *others][:_MOST])
        self._settings.sync()
