"""Finding words and putting others in their place in all answers, with everything shown beforehand."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from lokdesk.gui.dialogs.preview import PreviewDialog
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP
from lokdesk.gui.marked_list import Row
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import replacement, search
from lokdesk.session.replacement import Change, Wanted

_WIDTH = 120
"""How many characters wide the dialog is on a screen with room for it."""
_MORE_LINES = 14
"""How many lines higher than the least its preview is there."""
_WHAT = (
    "Alla svar gås igenom: texter med fotnoter, rader, tabeller och siffror. Datum, val ur listor och "
    "hänvisningar ändras inte. Allt går att ångra på en gång."
)


class ReplaceDialog(PreviewDialog):
    """What is to be replaced by what, and every answer that would change, each with a box to tick."""

    def __init__(self, parent: QWidget, desk: Desk, old: str = "") -> None:
        super().__init__(parent, "Sök och ersätt", _WHAT, "Ersätt de valda")
        self._desk = desk
        self._changes: tuple[Change, ...] = ()
        self.replaced = 0
        """In how many answers something has been replaced."""
        self._make_parts(old)
        self._plan()

    def _make_parts(self, old: str) -> None:
        self.old, self.new = QLineEdit(old), QLineEdit()
        self.same_case = QCheckBox("Skilj på &stora och små bokstäver")
        self.whole_words = QCheckBox("Bara &hela ord, även med s på slutet")
        form = QFormLayout()
        form.setSpacing(GAP)
        for label, line in (("&Sök efter:", self.old), ("&Ersätt med:", self.new)):
            line.setAccessibleName(label.replace("&", "").rstrip(":"))
            line.textChanged.connect(self._waiting.start)
            form.addRow(label, line)
        options = QHBoxLayout()
        options.setSpacing(GAP * 2)
        for box in (self.same_case, self.whole_words):
            box.toggled.connect(self._plan)
            options.addWidget(box)
        options.addStretch(1)
        self.all = QPushButton("Välj &alla")
        self.none = QPushButton("Välj i&nga")
        self.all.clicked.connect(lambda: self.preview.tick(True))
        self.none.clicked.connect(lambda: self.preview.tick(False))
        above = QHBoxLayout()
        above.setSpacing(GAP)
        above.addWidget(self.count, 1)
        above.addWidget(self.all)
        above.addWidget(self.none)
        nest(self.column, form)
        nest(self.column, options)
        nest(self.column, above)
        self.column.addWidget(self.preview, 1)
        self.column.addWidget(self.buttons)
        self._size(_WIDTH, _MORE_LINES)
        (self.new if old else self.old).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def wanted(self) -> Wanted:
        """What is to be replaced by what."""
        return Wanted(
            self.old.text(), self.new.text(), self.same_case.isChecked(), self.whole_words.isChecked()
        )

    def _plan(self) -> None:
        """Show what would change."""
        self._waiting.stop()
        session = self._desk.session
        self._changes = replacement.planned(session.agreement, self.wanted)
        self.preview.show_rows(self._rows())
        for button in (self.all, self.none):
            button.setEnabled(bool(self._changes))
        self._show_count()
        if self.old.text().strip():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.count, self.count.text()))

    def _rows(self) -> Iterator[Row]:
        for change in self._changes:
            where = search.where(self._desk.handbook, self._desk.session.agreement, change.address)
            lines = (("Nu: ", change.shown_before), ("Blir: ", change.shown_after))
            more = f" ({change.times} ställen)" if change.times > 1 else ""
            yield Row(where + more, lines, ticked=True)

    def _chosen(self) -> tuple[Change, ...]:
        return tuple(one for n, one in enumerate(self._changes) if self.preview.ticked(n))

    def _show_count(self) -> None:
        if self.preview.count < len(self._changes):
            return
        chosen = self._chosen()
        self.count.setText(self._summary(chosen))
        self.ok.setEnabled(bool(chosen))

    def _summary(self, chosen: tuple[Change, ...]) -> str:
        if not self.old.text().strip():
            return "Skriv vad som ska ersättas."
        if not self._changes:
            return "Inget svar ändras."
        if not chosen:
            return "Inget svar är valt."
        times = sum(one.times for one in chosen)
        some = f"{len(chosen)} av " if len(chosen) < len(self._changes) else ""
        return f"Valda: {times} {'ställe' if times == 1 else 'ställen'} i {some}{len(self._changes)} svar."

    def _change(self) -> None:
        """Replace in the answers that are ticked."""
        chosen = self._chosen()
        name = replacement.name(self.wanted)
        self._desk.session.set_many(replacement.values(chosen), name=name)
        self.replaced = len(chosen)
        self.accept()


def ask(parent: QWidget, desk: Desk, old: str = "") -> int:
    """Let the user replace words in all answers, *old* to begin with; returns in how many they did."""
    dialog = ReplaceDialog(parent, desk, old)
    dialog.exec()
    replaced = dialog.replaced
    dialog.deleteLater()
    return replaced
