"""Wordings side by side, with room to read them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement.discussion import Alternatives, Proposal
from lokdesk.gui import rich_html
from lokdesk.gui.look import GAP, characters, heading, muted, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import place, said

_ABREAST = 3
_WIDTH = 44
_LINES = 28
_FEWEST_LINES = 6
_PARTS = 4
"""How many rows of the grid a wording takes."""


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
        columns.setSpacing(GAP)
        columns.setHorizontalSpacing(GAP * 2)
        for number, proposal in enumerate(matter.proposals):
            column, row = number % _ABREAST, number // _ABREAST * _PARTS
            columns.setColumnStretch(column, 1)
            columns.setRowStretch(row + 1, 1)
            for part, widget in enumerate(self._parts(matter, proposal, choosing)):
                columns.addWidget(widget, row + part, column)
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
        lifted = said.lifted_line(desk.session.agreement, matter)
        if lifted:
            column.addWidget(wrapped(lifted))
        column.addWidget(area, 1)
        column.addWidget(below)
        abreast = min(_ABREAST, len(matter.proposals))
        screen = self.screen().availableGeometry()
        self.resize(
            min(characters(self, _WIDTH) * abreast + 8 * GAP, screen.width() - 8 * GAP),
            min(self.fontMetrics().lineSpacing() * _LINES, screen.height() - 8 * GAP),
        )

    def _parts(self, matter: Alternatives, proposal: Proposal, choosing: bool) -> list[QWidget]:
        """Return who proposes a wording, the wording, the reason for it, and the button that chooses it."""
        who = said.proposer(self._desk.session.agreement, matter, proposal, self._desk.session.wording)
        number = matter.proposals.index(proposal) + 1
        text = QTextBrowser()
        text.setHtml(rich_html.proposed(self._desk.session.wording, matter, proposal))
        text.setOpenLinks(False)
        text.setAccessibleName(f"Formulering {number}, {who}")
        text.setMinimumHeight(self.fontMetrics().lineSpacing() * _FEWEST_LINES)
        reason = said.text(proposal.reason)
        parts: list[QWidget] = [heading(who, 1.1), text, muted(wrapped(f"Skäl: {reason}" if reason else ""))]
        if choosing:
            button = QPushButton("Välj …")
            button.setObjectName(f"{proposal.id}:choose")
            button.setAccessibleName(f"Välj: formulering {number}, {who}")
            button.setAutoDefault(False)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False: self._choose(proposal))
            self.buttons[proposal.id] = button
            parts.append(button)
        return parts

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
