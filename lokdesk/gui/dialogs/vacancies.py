"""The roles and seats that nobody has, with a way to each."""

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from lokdesk.gui.look import GAP, characters, wrapped
from lokdesk.gui.marked_list import MarkedList, Row
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import replacing
from lokdesk.session.match import Excerpt

_WIDTH = 90
_LINES = 30
_SHARE = 0.9
"""How much of the screen it takes at the most."""
_LEAD = "De här rollerna och platserna har inget namn. Det kan vara meningen: rollen räcker ofta i ett forum."
_NONE = "Alla roller och platser har ett namn."


class VacanciesDialog(QDialog):
    """The vacancies under each other."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("Vakanser")
        self.wanted = ""
        """The address that the user wants to go to."""
        self._found = replacing.vacancies(desk.handbook, desk.session.agreement)
        self.list = MarkedList("Vakanser")
        self.list.show_rows(Row(one.where, (("", Excerpt(one.what, ())),)) for one in self._found)
        self.list.activated.connect(self._go)
        self.go = QPushButton("&Gå dit")
        self.go.setEnabled(bool(self._found))
        self.go.clicked.connect(lambda: self._go(self.list.currentIndex()))
        close = QDialogButtonBox.StandardButton.Close
        buttons = QDialogButtonBox(close)
        buttons.button(close).setText("Stäng")
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        column.addWidget(wrapped(_LEAD if self._found else _NONE))
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        room = self.screen().availableGeometry().size() * _SHARE
        height = _LINES * self.fontMetrics().lineSpacing()
        self.resize(QSize(characters(self, _WIDTH), height).boundedTo(room))
        if self._found:
            self.list.choose(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.wanted = self._found[index.row()].address
            self.accept()


def ask(parent: QWidget, desk: Desk) -> str:
    """Show the vacancies. Returns the address that the user wants to go to, if any."""
    dialog = VacanciesDialog(parent, desk)
    dialog.exec()
    wanted = dialog.wanted
    dialog.deleteLater()
    return wanted
