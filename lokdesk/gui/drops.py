"""Files that are dropped on a window, whatever lies under them there."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from lokdesk.project import naming

_DROPS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
_WORD = ".docx"
_NOTHING_CHANGED = "Inget har ändrats."


class Drops(QObject):
    """Takes project files and Word files that are dropped on a window, and says why when it is another."""

    def __init__(
        self,
        window: QWidget,
        take: Callable[[Path], object],
        take_copies: Callable[[Sequence[Path]], object],
        take_replies: Callable[[Sequence[Path]], bool] = lambda _: False,
    ) -> None:
        """Give what is dropped on *window* to *take*; Word files first to *take_replies*, which may not.

        Several project files are copies of one, for *take_copies*.
        """
        super().__init__(window)
        self._window = window
        self._take = take
        self._take_copies = take_copies
        self._take_replies = take_replies

    def begin(self) -> None:
        """Take what is dropped from now on: the window is shown."""
        # The system's window is told before any field in it, and a field would take the file's name as text.
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files, and leave what else is dragged to what lies under it."""
        if event.type() not in _DROPS or not isinstance(event, QDropEvent):
            return False
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return False
        if QApplication.activeModalWidget() is not None:
            # A dialog is about the agreement that is open, and has to be answered first.
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            # Where the file comes from waits until this has returned, and there may be questions to answer.
            QTimer.singleShot(0, self, lambda: self._open(paths))
        return True

    def _open(self, paths: Sequence[Path]) -> None:
        if all(_is_word(path) for path in paths) and self._take_replies(paths):
            return
        if len(paths) > 1 and all(naming.is_project(path.name) for path in paths):
            self._take_copies(paths)
            return
        refused = refusal(paths)
        if refused:
            from lokdesk.gui.dialogs import message

            message.problem(self._window, refused, _NOTHING_CHANGED)
        else:
            self._take(paths[0])


def _is_word(path: Path) -> bool:
    return path.suffix.casefold() == _WORD


def refusal(paths: Sequence[Path]) -> str:
    """Return why *paths*, dropped together, are not opened; nothing where they are."""
    if len(paths) > 1:
        return "Det går att öppna en fil i taget."
    if naming.is_project(paths[0].name) or _is_word(paths[0]):
        return ""
    return (
        f"”{paths[0].name}” är varken en projektfil från Lokdesk eller ett Word-dokument. De slutar på "
        f"{naming.SUFFIX} och {_WORD}."
    )
