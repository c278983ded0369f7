"""Wordings side by side, with room to read them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement.discussion import Alternatives, Proposal
from lokdesk.gui import said
from lokdesk.gui.look import GAP, characters, heading, muted, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import place

_ABREAST = 3
_WIDTH = 44
_LINES = 14


class CompareDialog(QDialog):
    """Up to three wordings abreast and more below, each with proposer, reason and a way to choose it."""

    def __init__(self, parent: QWidget, desk: Desk, matter: Alternatives, choosing: bool) -> None:
        super().__init__(parent)
        self._desk = desk
        self.chosen: Proposal | None = None
        self.buttons: dict[str, QPushButton] = {}
        where = place.place(desk.handbook, desk.session.agreement, matter.address).words
        self.setWindowTitle(f"Jämför formuleringar: {where}")
        columns = QGridLayout()
        columns.setSpacing(GAP * 2)
        for number, proposal in enumerate(matter.proposals):
            holder = self._column(matter, proposal, choosing)
            columns.addWidget(holder, number // _ABREAST, number % _ABREAST)
            columns.setColumnStretch(number % _ABREAST, 1)
        inner = QWidget()
        inner.setLayout(columns)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        standard = QDialogButtonBox.StandardButton
        below = QDialogButtonBox(standard.Close)
        below.button(standard.Close).setText("Stäng")
        below.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        column.addWidget(wrapped(where))
        lifted = said.lifted_line(desk.session, matter)
        if lifted:
            column.addWidget(wrapped(lifted))
        column.addWidget(area, 1)
        column.addWidget(below)
        abreast = min(_ABREAST, len(matter.proposals))
        screen = self.screen().availableGeometry()
        self.resize(
            min(characters(self, _WIDTH) * abreast + 8 * GAP, screen.width() - 8 * GAP),
            min(self.fontMetrics().lineSpacing() * (_LINES + 14), screen.height() - 8 * GAP),
        )

    def _column(self, matter: Alternatives, proposal: Proposal, choosing: bool) -> QWidget:
        who = said.proposer(proposal, self._desk.session.wording)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(heading(who, 1.1))
        text = QTextBrowser()
        text.setHtml(said.proposed(self._desk.session, matter, proposal))
        text.setOpenLinks(False)
        text.setAccessibleName(f"Formulering, {who}")
        text.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        column.addWidget(text, 1)
        reason = said.text(proposal.reason)
        column.addWidget(muted(wrapped(f"Skäl: {reason}" if reason else "Inget skäl angivet.")))
        if choosing:
            button = QPushButton("Välj …")
            button.setObjectName(f"{proposal.id}:choose")
            button.setAccessibleName(f"Välj: {who}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False: self._choose(proposal))
            self.buttons[proposal.id] = button
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _choose(self, proposal: Proposal) -> None:
        self.chosen = proposal
        self.accept()


def compared(parent: QWidget, desk: Desk, matter: Alternatives, choosing: bool) -> Proposal | None:
    """Show the wordings of *matter* side by side. Returns the one that the user wants to choose, if any."""
    dialog = CompareDialog(parent, desk, matter, choosing)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    return chosen
