"""Picking one of many things by a few letters of what it is called."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from lokdesk.gui.look import GAP, characters, wrapped
from lokdesk.gui.marked_list import MarkedList, Row

_WIDTH = 76
_LINES = 22
_SHARE = 0.9
"""How much of the screen the dialog takes at the most."""
_NOTHING = "Inget passar. Skriv något annat."
_STANDARD = QDialogButtonBox.StandardButton


class PickDialog(QDialog):
    """A line to write in, and below it what fits what is written."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        lead: str,
        find: Callable[[str], Sequence[tuple[str, Row]]],
        go_on: str,
    ) -> None:
        """*find* returns what fits, each with what it is in the program; *go_on* is what the button says."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._find = find
        self._found: Sequence[tuple[str, Row]] = ()
        self.line = QLineEdit()
        self.line.setAccessibleName("Sök")
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        label = QLabel("&Sök:")
        label.setBuddy(self.line)
        self.list = MarkedList(title)
        self.nothing = wrapped(_NOTHING)
        self.nothing.hide()
        self.buttons = QDialogButtonBox(_STANDARD.Ok | _STANDARD.Cancel)
        self.ok = self.buttons.button(_STANDARD.Ok)
        self.ok.setText(go_on)
        self.buttons.button(_STANDARD.Cancel).setText("Avbryt")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.doubleClicked.connect(lambda _: self.accept())
        self.line.textChanged.connect(self._show)
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        column.addWidget(wrapped(lead))
        column.addWidget(label)
        column.addWidget(self.line)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        room = self.screen().availableGeometry().size() * _SHARE
        high = _LINES * self.fontMetrics().lineSpacing()
        self.resize(QSize(characters(self, _WIDTH), high).boundedTo(room))
        self._show("")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, asked: str) -> None:
        self._found = self._find(asked)
        self.list.show_rows(row for _, row in self._found)
        self.nothing.setVisible(not self._found)
        self.ok.setEnabled(bool(self._found))
        if self._found:
            self.list.choose(0)

    @property
    def picked(self) -> str:
        """What has been picked, or nothing."""
        at = self.list.current
        return self._found[at][0] if 0 <= at < len(self._found) else ""

    def accept(self) -> None:
        """Agree, where something is picked."""
        if self.picked:
            super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys go through the list while one writes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None and self._found:
                self.list.choose(min(max(self.list.current + by, 0), len(self._found) - 1))
                return True
        return super().eventFilter(watched, event)


def ask(
    parent: QWidget,
    title: str,
    lead: str,
    find: Callable[[str], Sequence[tuple[str, Row]]],
    go_on: str = "Välj",
) -> str:
    """Let the user pick one of what *find* returns, or return nothing."""
    dialog = PickDialog(parent, title, lead, find, go_on)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    picked = dialog.picked if agreed else ""
    dialog.deleteLater()
    return picked
