"""One person or unit in the place of another, in all answers at once, with everything shown beforehand."""

from collections.abc import Iterator
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from lokdesk.gui.dialogs.preview import PreviewDialog
from lokdesk.gui.fields.day import DayField
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, wrapped
from lokdesk.gui.marked_list import Row
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.unread import EXAMPLES
from lokdesk.session import deciding, replacing, search
from lokdesk.session.match import Excerpt
from lokdesk.session.replacement import Change
from lokdesk.session.replacing import PERSON, UNIT, Place, Swap

_WIDTH = 110
"""How many characters wide the dialog is on a screen with room for it."""
_MORE_LINES = 10
"""How many lines higher than the least its preview is there."""
_EMPTY = Excerpt("(tomt)", ())
_DECIDED = "kräver nytt beslut"
_WHAT = (
    "Namnet byts i kontakter, forum, ansvariga och texter. En kontakts e-post och telefon byts med namnet. "
    "Det som redan är undertecknat eller beslutat står kvar. Lämna det nya namnet tomt om platsen är vakant."
)


class ReplacePersonDialog(PreviewDialog):
    """Who is to be replaced by whom from which day, and every answer that would change, each to be ticked."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, "Byt person eller enhet", _WHAT, "Byt i de valda")
        self._desk = desk
        self._places: tuple[Place, ...] = ()
        self.told = ""
        """What has been done, in words; empty as long as nothing has."""
        self._make_parts()
        self._show_names()

    def _make_parts(self) -> None:
        self.person, self.unit = QRadioButton("En &person"), QRadioButton("En &enhet")
        self.person.setChecked(True)
        self.person.toggled.connect(self._show_names)
        kinds = QHBoxLayout()
        kinds.setSpacing(GAP * 2)
        for button in (self.person, self.unit):
            kinds.addWidget(button)
        kinds.addStretch(1)
        self.old = QComboBox()
        self.old.setEditable(True)
        self.old.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.old.setMinimumContentsLength(30)
        self.new, self.email, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.day = DayField()
        self.day.show_value(self._desk.today())
        self.day.describe("Från och med", "Kan lämnas tomt.")
        self.form = QFormLayout()
        self.form.setSpacing(GAP)
        self.form.addRow("Vad byts:", kinds)
        rows = (
            ("&Nuvarande:", self.old),
            ("N&y:", self.new),
            ("E-p&ost till den nya:", self.email),
            ("&Telefon till den nya:", self.phone),
        )
        for label, line in rows:
            line.setAccessibleName(label.replace("&", "").rstrip(":"))
            (line.currentTextChanged if isinstance(line, QComboBox) else line.textChanged).connect(
                self._waiting.start
            )
            self.form.addRow(label, line)
        self.form.addRow("&Från och med:", self.day)
        self.weight = wrapped("")
        self.renumber = QCheckBox()
        self.renumber.setChecked(True)
        nest(self.column, self.form)
        for part in (self.count, self.preview, self.weight, self.renumber, self.buttons):
            self.column.addWidget(part, int(part is self.preview))
        self._size(_WIDTH, _MORE_LINES)
        self.old.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_with(self, old: str) -> None:
        """Let *old* be the person who is replaced, and ask who comes instead."""
        self.old.setEditText(old)
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_names(self) -> None:
        """Offer the persons or the units that there are."""
        for line in (self.email, self.phone):
            self.form.setRowVisible(line, self.person.isChecked())
        self.old.clear()
        self.old.addItems(replacing.names(self._desk.session.agreement, self.swap.kind))
        self.old.setCurrentIndex(-1)
        self.old.clearEditText()
        self._plan()

    @property
    def swap(self) -> Swap:
        """Who is to be replaced by whom."""
        person = self.person.isChecked()
        return Swap(
            PERSON if person else UNIT,
            self.old.currentText().strip(),
            self.new.text().strip(),
            self.day.value,
            self.email.text() if person else "",
            self.phone.text() if person else "",
        )

    def _plan(self) -> None:
        """Show what would change."""
        self._waiting.stop()
        self._places = replacing.planned(self._desk.session.agreement, self.swap)
        self.preview.show_rows(self._rows())
        self._show_count()
        if self.swap.old:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.count, self.count.text()))

    def _rows(self) -> Iterator[Row]:
        agreement = self._desk.session.agreement
        weighed = replacing.weighed(agreement, [one.change for one in self._places])
        decided = {one.address for one in weighed.substance} if weighed is not None else set[str]()
        for one in self._places:
            where = search.where(self._desk.handbook, agreement, one.change.address)
            lines = (("Nu: ", _shown(one.change.shown_before)), ("Blir: ", _shown(one.change.shown_after)))
            remark = one.remark or (_DECIDED if one.change.address in decided else "")
            yield Row(f"{where} ({remark})" if remark else where, lines, ticked=one.meant)

    def _chosen(self) -> tuple[Change, ...]:
        return tuple(one.change for n, one in enumerate(self._places) if self.preview.ticked(n))

    def _show_count(self) -> None:
        if self.preview.count < len(self._places):
            return
        chosen = self._chosen()
        self.count.setText(self._summary(chosen))
        weighed = replacing.weighed(self._desk.session.agreement, chosen) if chosen else None
        self.weight.setText(deciding.decide(weighed) if weighed is not None else "")
        self.weight.setVisible(weighed is not None)
        version = weighed.version if weighed is not None and weighed.contacts_only else None
        self.renumber.setText(f"Kalla den nya versionen {version}, med samma dag som versionsdatum")
        self.renumber.setVisible(version is not None)
        self._version = version
        self.ok.setEnabled(bool(chosen))

    def _summary(self, chosen: tuple[Change, ...]) -> str:
        if not self.swap.old:
            return "Välj eller skriv vem eller vad som ska bytas."
        if not self._places:
            return "Inget svar ändras."
        if not chosen:
            return "Inget svar är valt."
        some = f"{len(chosen)} av " if len(chosen) < len(self._places) else ""
        return f"Ändras: {some}{len(self._places)} svar."

    def _change(self) -> None:
        """Replace in the answers that are ticked."""
        if self.day.unread:
            self.count.setText(f"”{self.day.unread}” går inte att förstå som ett datum. {EXAMPLES}")
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        chosen, swap, session = self._chosen(), self.swap, self._desk.session
        version = self._version if self.renumber.isChecked() else None
        author = self._desk.settings.name
        draft = replacing.made(session.draft, swap, chosen, author, datetime.now(UTC), version)
        session.change(draft, name=replacing.name(swap))
        self.told = f"Bytt i {len(chosen)} svar. Dagen står i en anteckning."
        self.accept()


def _shown(text: Excerpt) -> Excerpt:
    return text if text.text else _EMPTY


def ask(parent: QWidget, desk: Desk, old: str = "") -> str:
    """Let the user replace a person or a unit, *old* to begin with.

    Returns what has been done, in words, if anything has.
    """
    dialog = ReplacePersonDialog(parent, desk)
    if old:
        dialog.begin_with(old)
    dialog.exec()
    told = dialog.told
    dialog.deleteLater()
    return told
