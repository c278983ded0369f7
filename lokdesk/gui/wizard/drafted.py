"""Which template and handbook the agreement is drafted under, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from lokdesk.agreement.draft import Draft
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, headed, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import moving

BUTTONS = {
    "move": "Byt till nyare mall och handbok …",
    "move-back": "Gå tillbaka till före bytet …",
    "orphans": "Svar utan plats …",
}
"""What the buttons say, by the command that they give."""
_NEWER = "Det finns en nyare: {}. Ni får se vad ett byte gör med svaren innan något händer."


class Drafted(QWidget):
    """The versions in words, and a button for each thing that can be done."""

    wanted = Signal(str)
    """The name of the command that the user gives."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Draft | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        inner = headed("Mall och handbok", 1.25)
        self.now = wrapped("")
        self.newer = wrapped("")
        self.left = wrapped("")
        for label in (self.now, self.newer, self.left):
            inner.addWidget(label)
        row = Flow()
        row.setSpacing(GAP)
        self.buttons = {name: QPushButton(text) for name, text in BUTTONS.items()}
        for name, button in self.buttons.items():
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
            row.addWidget(button)
        nest(inner, row)
        nest(column, inner)

    def show_draft(self) -> None:
        """Show what there is to say of the draft as it is now."""
        session = self._desk.session
        draft, library = session.draft, session.library
        if self._shown is None or (draft.template, draft.handbook) != (
            self._shown.template,
            self._shown.handbook,
        ):
            self.now.setText(
                f"Överenskommelsen skrivs efter "
                f"{moving.called(library, draft.template, draft.handbook.version)}."
            )
            newer = moving.newer(library, draft)
            to = moving.called(library, newer[0], newer[1].version) if newer else ""
            self.newer.setText(_NEWER.format(to))
            self.newer.setVisible(bool(to))
            self.buttons["move"].setVisible(bool(to))
        left = len(moving.orphans(session))
        self.left.setText(f"{'Ett svar' if left == 1 else f'{left} svar'} har ingen plats i handboken.")
        self.left.setVisible(bool(left))
        self.buttons["orphans"].setVisible(bool(left))
        self.buttons["move-back"].setVisible(bool(draft.earlier))
        self._shown = draft
