"""Beginning a revision: the period of the new agreement, and all that will be another in it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lokdesk.gui.dialogs.form import FormDialog, Row
from lokdesk.gui.fields.day import DayField
from lokdesk.gui.look import GAP, bulleted, heading, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.project.problem import Problem
from lokdesk.project.project import Project
from lokdesk.revision.period import Period, following
from lokdesk.session import revising
from lokdesk.session.group import Group
from lokdesk.session.revising import Revision

_LEAD = (
    "Den förra överenskommelsen fryses i den nya filen. Den nya börjar som en kopia av den, som utkast, med "
    "samma mål, forum och texter. Filen som ni reviderar ändras inte."
)


class ReviseDialog(FormDialog):
    """The period of the new agreement, as proposed, and below it what happens."""

    def __init__(self, parent: QWidget, desk: Desk, old: Project) -> None:
        self._desk = desk
        self._old = old
        self._end_is_own = False
        validity = old.draft.agreement.validity
        self._last = Period(validity.start, validity.end)
        self.start, self.end = DayField(), DayField()
        proposed = following(self._last)
        self.start.show_value(proposed.start)
        self.end.show_value(proposed.end)
        self.told = QWidget()
        self._column = QVBoxLayout(self.told)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self.revision: Revision | None = None
        """The revision for the period as it stands; nothing while that cannot be."""
        self._begin()
        rows = (Row("Ny period från och med", self.start), Row("Ny period till och med", self.end))
        super().__init__(parent, "Revidera överenskommelsen", _LEAD, rows, "Börja revidera", self.told)
        self.start.edited.connect(self._start_edited)
        self.end.edited.connect(self._end_edited)

    def _start_edited(self) -> None:
        if not self._end_is_own:
            self.end.show_value(following(self._last, self.start.value).end)
        self._begin()

    def _end_edited(self) -> None:
        self._end_is_own = True
        self._begin()

    def _begin(self) -> None:
        """Begin the revision for the period as it stands, and show what is another in it."""
        try:
            self.revision = revising.begin(self._old, self._desk.today(), self.start.value, self.end.value)
        except Problem as problem:
            self.revision = None
            self._show((Group("Det går inte", (str(problem),)),))
        else:
            self._show(revising.told(self._desk.handbook, self.revision.begun))

    def _show(self, groups: tuple[Group, ...]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for group in groups:
            self._column.addSpacing(GAP)
            self._column.addWidget(heading(group.title, 1))
            self._column.addWidget(bulleted(map(wrapped, group.lines)))

    def accept(self) -> None:
        """Agree, unless there can be no such period."""
        if self.revision is not None:
            super().accept()


def ask(parent: QWidget, desk: Desk, old: Project) -> Revision | None:
    """Let the user begin a revision of *old*, or return ``None``."""
    dialog = ReviseDialog(parent, desk, old)
    agreed = dialog.exec() == ReviseDialog.DialogCode.Accepted
    revision = dialog.revision if agreed else None
    dialog.deleteLater()
    return revision
