"""Which documents to make: all that can be made, by what they are for, each with a box to tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from lokdesk.gui.dialogs.scrolled import ScrolledDialog
from lokdesk.gui.fields.tick import TickBox
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, headed, muted, wrapped
from lokdesk.session import making, printing
from lokdesk.session.companion import GROUPS
from lokdesk.session.making import Offer, Picked

_WIDTH = 84
_INDENT = 3 * GAP
_MANY = 4
"""When there are more to choose among than these, all can be chosen or none at a time."""
_LEAD = "Kryssa för det som ska skapas. Allt skrivs av svaren som de är just nu."
_WHICH = "Format"
_KEEP = "Behåll den här versionen"
_KEPT = (
    "Överenskommelsen sparas som den är i projektfilen, med dag, mottagare och kontrollsumma. "
    "Då kan ni alltid visa vad som skickades."
)


@dataclass(frozen=True)
class Wish:
    """What the user wants: the documents *picked*, as *pdf* or not.

    What is sent out is kept in the project if they want to *keep* it. Or else they want to go to the question
    at *address*.
    """

    picked: tuple[Picked, ...] = ()
    pdf: bool = False
    keep: bool = False
    address: str = ""


class OfferPart(QWidget):
    """One offer: its box to tick, what it is for, and whom to make it for once it is ticked."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        self.tick: TickBox | None = None
        """What chooses the offer, unless it cannot be chosen."""
        self.go: QPushButton | None = None
        """What leads to the question that is to be answered first."""
        self.some: dict[str, TickBox] = {}
        """The boxes for the items it can be made for, by their addresses."""
        self.keep: TickBox | None = None
        """What lets the project keep what is sent out."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        within = QVBoxLayout()
        within.setContentsMargins(_INDENT, 0, 0, 0)
        within.setSpacing(GAP // 2)
        if offer.lack is None:
            self.tick = _ticked(offer.name)
            self.tick.setAccessibleDescription(offer.purpose)
            column.addWidget(self.tick)
        else:
            name = wrapped(offer.name)
            name.setIndent(_INDENT)
            column.addWidget(name)
        if offer.purpose:
            within.addWidget(muted(wrapped(offer.purpose)))
        if offer.lack is not None:
            within.addWidget(wrapped(offer.lack.words))
            self.go = QPushButton("Gå till frågan")
            self.go.setAccessibleName(f"Gå till frågan: {offer.name}")
            self.go.setAccessibleDescription(offer.lack.words)
            self.go.setAutoDefault(False)
            within.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        if offer.subjects:
            within.addWidget(self._make_choice())
        nest(column, within)

    def _make_choice(self) -> QWidget:
        """Return the boxes for what the offer can be made for, which show when it is chosen."""
        self.choice = QWidget()
        self.choice.setAccessibleName(self.offer.name)
        column = QVBoxLayout(self.choice)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(GAP // 2)
        if len(self.offer.subjects) > _MANY:
            nest(column, self._all_or_none())
        for one in self.offer.subjects:
            box = self.some[one.address] = _ticked(one.name)
            box.setChecked(True)
            column.addWidget(box)
        if self.offer.note:
            column.addWidget(muted(wrapped(self.offer.note)))
        if self.offer.is_sent:
            self.keep = _ticked(_KEEP)
            self.keep.setAccessibleDescription(_KEPT)
            column.addSpacing(GAP)
            column.addWidget(self.keep)
            why = muted(wrapped(_KEPT))
            why.setIndent(_INDENT)
            column.addWidget(why)
        self.choice.hide()
        assert self.tick is not None
        self.tick.toggled.connect(self.choice.setVisible)
        return self.choice

    def _all_or_none(self) -> Flow:
        row = Flow()
        row.setSpacing(GAP)
        for words, value in (("Välj alla", True), ("Välj inga", False)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._tick_all, value))
            row.addWidget(button)
        return row

    def _tick_all(self, value: bool) -> None:
        for box in self.some.values():
            box.setChecked(value)

    @property
    def picked(self) -> Picked | None:
        """What has been chosen of the offer, if anything."""
        if self.tick is None or not self.tick.isChecked():
            return None
        subjects = tuple(one for one in self.offer.subjects if self.some[one.address].isChecked())
        return Picked(self.offer, subjects) if subjects or not self.offer.subjects else None


def _ticked(words: str) -> TickBox:
    box = TickBox()
    box.show_text(words)
    box.setAccessibleName(words)
    return box


class DocumentsDialog(ScrolledDialog):
    """All that can be made of a draft, by group."""

    def __init__(
        self, parent: QWidget, offers: Sequence[Offer], notes: dict[str, str], *, can_print: bool
    ) -> None:
        """Show *offers* in their groups, with the *notes* on these; PDF, too, if the computer *can_print*."""
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        super().__init__(parent, "Skapa dokument", buttons)
        self.buttons = buttons
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.create_button = buttons.button(standard.Ok)
        self.address = ""
        """The question that the user wants to go to."""
        self.parts: dict[str, OfferPart] = {}
        """The offers by their ids."""
        self.word, self.pdf = QRadioButton("Word"), QRadioButton("PDF")
        self.word.setChecked(True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(ROOM)
        column.addWidget(wrapped(_LEAD))
        if can_print:
            column.addWidget(self._format())
        for group, title in GROUPS.items():
            there = [one for one in offers if one.group == group]
            if there:
                nest(column, self._group(title, notes.get(group, ""), there))
        if not can_print:
            column.addWidget(muted(wrapped(printing.NO_OFFICE)))
        column.addStretch(1)
        self._count()
        self.show_content(content, _WIDTH)
        next(part.tick for part in self.parts.values() if part.tick is not None).setFocus()

    def _format(self) -> QWidget:
        row = QWidget()
        row.setAccessibleName(_WHICH)
        within = QHBoxLayout(row)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(GAP * 2)
        within.addWidget(QLabel(f"{_WHICH}:"))
        within.addWidget(self.word)
        within.addWidget(self.pdf)
        within.addStretch(1)
        return row

    def _group(self, title: str, note: str, offers: Sequence[Offer]) -> QVBoxLayout:
        column = headed(title, 1.15, note)
        for offer in offers:
            part = self.parts[offer.id] = OfferPart(offer)
            for box in (part.tick, *part.some.values()):
                if box is not None:
                    box.toggled.connect(self._count)
            if part.go is not None:
                part.go.clicked.connect(partial(self._go, offer))
            column.addWidget(part)
        return column

    def _go(self, offer: Offer) -> None:
        assert offer.lack is not None
        self.address = offer.lack.address
        self.accept()

    @property
    def picked(self) -> tuple[Picked, ...]:
        """What has been chosen."""
        return tuple(picked for part in self.parts.values() if (picked := part.picked) is not None)

    @property
    def keeps(self) -> bool:
        """Whether what is sent out is to be kept."""
        parts = self.parts.values()
        return any(one.picked is not None and one.keep is not None and one.keep.isChecked() for one in parts)

    def _count(self) -> None:
        """Let the button say how much there is to make, if anything."""
        count = making.count(self.picked)
        self.create_button.setEnabled(count > 0)
        self.create_button.setText(f"Skapa {count} dokument …" if count > 1 else "Skapa …")


def ask(parent: QWidget, offers: Sequence[Offer], notes: dict[str, str], *, can_print: bool) -> Wish | None:
    """Ask which of *offers* to make; ``None`` when the user has changed their mind."""
    dialog = DocumentsDialog(parent, offers, notes, can_print=can_print)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    wish = Wish(dialog.picked, dialog.pdf.isChecked(), dialog.keeps, dialog.address)
    dialog.deleteLater()
    return wish if agreed else None
