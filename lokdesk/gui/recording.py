"""The journal of the open draft, kept while the window is there."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from lokdesk.gui.trouble import Trouble
from lokdesk.session.journal import Recorder
from lokdesk.session.session import Session

_NAME = "journal"
_SIGN = "säkras inte"


class Recording(QObject):
    """Lets what is done to the draft be kept in a journal, and says so while it cannot be."""

    _heard = Signal(str)
    """What is wrong, as a sentence, or nothing. It comes from the thread that writes."""

    def __init__(self, parent: QObject, session: Session, folder: Path, trouble: Trouble) -> None:
        """Keep the journal in *folder*, and tell of it in *trouble* while that is not possible."""
        super().__init__(parent)
        self._trouble = trouble
        self._heard.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self.recorder = Recorder(session, folder, self._hear)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        # The computer is about to be turned off, or the program ends without the window having been closed.
        # What has been written is then offered the next time: nobody has been asked whether to save it.
        application.commitDataRequest.connect(self._write, Qt.ConnectionType.DirectConnection)
        application.aboutToQuit.connect(self._write)

    def _hear(self, text: str) -> None:
        # The window may be gone while the last of it is written.
        with contextlib.suppress(RuntimeError):
            self._heard.emit(text)

    def _show(self, text: str) -> None:
        if text:
            self._trouble.tell(_NAME, _SIGN, text)
        else:
            self._trouble.over(_NAME)

    def _write(self) -> None:
        self.recorder.flush()

    def stop(self) -> None:
        """Write what is left: the window closes, and its user has said what is to be saved."""
        self.recorder.stop()
