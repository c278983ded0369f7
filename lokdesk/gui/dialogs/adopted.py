"""A template that has been made of a document: what the check says, what has no place, and what to do now."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from lokdesk.gui.dialogs.scrolled import ScrolledDialog
from lokdesk.gui.look import GAP, ROOM, heading, wrapped

_WIDTH = 84
_BULLET = "• "
_MOST = 30
"""So many are told of each at the most."""


class Next(Enum):
    """What the user wants to do with the new template."""

    BEGIN = auto()
    MOVE = auto()
    NOTHING = auto()


class AdoptedDialog(ScrolledDialog):
    """The template in plain words."""

    def __init__(
        self,
        parent: QWidget,
        said: Sequence[str],
        parts: Sequence[tuple[str, Sequence[str]]],
        *,
        is_open: bool,
    ) -> None:
        """*said* is what there is to say first; then come *parts*, a heading and lines for each.

        *is_open* says whether there is an open agreement that can be moved to it.
        """
        role = QDialogButtonBox.ButtonRole
        below = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        below.button(QDialogButtonBox.StandardButton.Close).setText("Stäng")
        super().__init__(parent, "Mallen är sparad", below)
        self.next = Next.NOTHING
        self.begin = below.addButton("Ny överenskommelse …", role.ActionRole)
        self.begin.setAccessibleName("Ny överenskommelse med mallen")
        self.begin.clicked.connect(lambda _=False: self._choose(Next.BEGIN))
        self.move_button: QPushButton | None = None
        if is_open:
            self.move_button = below.addButton("Byt mall i den öppna …", role.ActionRole)
            self.move_button.setAccessibleName("Byt till mallen i den öppna överenskommelsen")
            self.move_button.clicked.connect(lambda _=False: self._choose(Next.MOVE))
        below.rejected.connect(self.reject)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(GAP * 2)
        for text in said:
            column.addWidget(wrapped(text))
        for title, lines in parts:
            if lines:
                column.addWidget(heading(title, 1.1))
                column.addWidget(wrapped("\n".join(f"{_BULLET}{line}" for line in _few(lines))))
        column.addStretch(1)
        self.show_content(content, _WIDTH)
        self.begin.setFocus()

    def _choose(self, wanted: Next) -> None:
        self.next = wanted
        self.accept()


def _few(lines: Sequence[str]) -> Sequence[str]:
    if len(lines) <= _MOST:
        return lines
    return [*lines[: _MOST - 1], f"och {len(lines) - _MOST + 1} till"]
