"""A button that stands above or below a view, for something that is done with what it shows."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def tool(name: str, text: str, run: Callable[[], object]) -> QPushButton:
    """Return a button that says *text* and does *run*, not by Enter elsewhere; *name* is its object's."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: run())
    return button
