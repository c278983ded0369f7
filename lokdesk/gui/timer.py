"""What is done a while after something else."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def once(owner: QObject, wait: int, run: Callable[[], object]) -> QTimer:
    """Return a timer that lets *owner* *run* something once, *wait* milliseconds after it is started."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(run)
    return timer
