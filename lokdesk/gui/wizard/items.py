"""A list of items, each on a card that opens when it is wanted."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.agreement.value import Item
from lokdesk.gui.look import GAP, ElidedButton, heading, muted, wrapped
from lokdesk.gui.wizard import tab_order
from lokdesk.gui.wizard.desk import REQUIREMENTS, Desk
from lokdesk.gui.wizard.places import Places
from lokdesk.gui.wizard.presets import PresetButton
from lokdesk.gui.wizard.remark import Remark
from lokdesk.handbook import preset
from lokdesk.handbook.book import Question
from lokdesk.handbook.page import Entry, Repeat
from lokdesk.handbook.preset import Preset

MakeForm = Callable[[Repeat, str], QWidget]
Findings = Mapping[str, Sequence[Finding]]


class ItemCard(QFrame):
    """One item: its name, what can be done with it, and its questions once it is opened."""

    def __init__(self, owner: "ItemList", address: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.address = address
        self.form: QWidget | None = None
        self._owner = owner
        self.name = ""
        self._left = 0
        self.setProperty("address", address)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(GAP * 2)
        self._column.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        top = QHBoxLayout()
        top.setSpacing(GAP // 2)
        self.opener = ElidedButton()
        self.opener.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.opener.setArrowType(Qt.ArrowType.RightArrow)
        self.opener.setCheckable(True)
        self.opener.setAutoRaise(True)
        self.opener.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.opener.setObjectName(f"{address}:open")
        self.opener.toggled.connect(self._toggle)
        top.addWidget(self.opener, 1)
        self.buttons: dict[str, QToolButton] = {}
        if owner.editable:
            for key, text, run in (
                ("up", "Upp", lambda: owner.shift(self.address, -1)),
                ("down", "Ned", lambda: owner.shift(self.address, 1)),
                ("copy", "Kopiera", lambda: owner.duplicate(self.address)),
                ("remove", "Ta bort", lambda: owner.remove(self.address)),
            ):
                button = QToolButton()
                button.setText(text)
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                button.setObjectName(f"{address}:{key}")
                button.clicked.connect(run)
                self.buttons[key] = button
                top.addWidget(button)
        self._column.addLayout(top)

    def show_name(self, name: str, first: bool, last: bool) -> None:
        """Show what the item is called, and which ways it can be moved."""
        self.name = name
        self._show_title()
        for button in self.buttons.values():
            button.setAccessibleName(f"{button.text()}: {name}")
        if self.buttons:
            self.buttons["up"].setEnabled(not first)
            self.buttons["down"].setEnabled(not last)

    def show_findings(self, findings: Findings) -> None:
        """Show how much there is to look at in the item."""
        prefix = self.address + SEPARATOR
        self._left = sum(len(found) for place, found in findings.items() if place.startswith(prefix))
        self._show_title()

    def _show_title(self) -> None:
        self.opener.show_text(f"{self.name} ({self._left} att se över)" if self._left else self.name)

    def open(self) -> None:
        """Show the questions of the item."""
        self.opener.setChecked(True)

    @property
    def first_input(self) -> QWidget:
        """What has the focus when the user comes to the item to write: its first field, once it is open."""
        return next(tab_order.stops(self.form), self.opener) if self.form is not None else self.opener

    def _toggle(self, wanted: bool) -> None:
        self.opener.setArrowType(Qt.ArrowType.DownArrow if wanted else Qt.ArrowType.RightArrow)
        if wanted and self.form is None:
            self.form = self._owner.make_form(self._owner.repeat, self.address)
            self.form.setContentsMargins(GAP * 2, 0, 0, GAP)
            self._column.addWidget(self.form)
        if self.form is not None:
            self.form.setVisible(wanted)


class ItemList(QWidget):
    """All items of one list in their order, with adding, copying, moving and removing.

    A list whose items are added in another section has a card for each of them here, and no more.
    """

    def __init__(
        self, desk: Desk, repeat: Repeat, address: str, places: Places, make_form: MakeForm, nested: bool
    ) -> None:
        super().__init__()
        self._desk = desk
        self._places = places
        self.repeat = repeat
        self.address = address
        self.make_form = make_form
        self.editable = repeat.question is not None
        self.cards: dict[str, ItemCard] = {}
        self._findings: Sequence[Finding] = ()
        self.setProperty("address", address)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        if repeat.question is not None:
            column.addLayout(_head(repeat.question, nested))
        self.remark = Remark()
        column.addWidget(self.remark)
        self._none_yet = muted(wrapped(_none_yet(desk, repeat)))
        column.addWidget(self._none_yet)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(GAP)
        column.addLayout(self._cards)
        self.add_button: QPushButton | None = None
        if repeat.question is not None:
            column.addLayout(self._adding(repeat.question))
        self.refresh()

    def _adding(self, question: Question) -> QHBoxLayout:
        row = QHBoxLayout()
        self.add_button = QPushButton(question.add or "")
        self.add_button.setObjectName(f"{self.address}:add")
        self.add_button.setAccessibleDescription(_described(question))
        self.add_button.clicked.connect(lambda: self.add())
        row.addWidget(self.add_button)
        ready = preset.for_place(self._desk.session.library.presets, question.address)
        if ready:
            row.addWidget(PresetButton(self.address, ready, self._add_preset))
        row.addStretch(1)
        return row

    def _items(self) -> tuple[Item, ...]:
        return self._desk.session.value(self.address)

    def leads_to(self, address: str) -> bool:
        """Return whether *address*, that of an item or of something in one, is shown in the cards here."""
        return _covers((self.repeat,), schema.pattern(address))

    # What the user does

    def add(self, item: Item | None = None) -> None:
        """Put *item*, or else a new and empty one, last, and open it."""
        self._show_new(self._desk.session.add(self.address, item))

    def _add_preset(self, ready: Preset) -> None:
        self.add(ready.item(at.ids(self._desk.session.agreement)))

    def duplicate(self, address: str) -> None:
        """Put a copy right after the item at *address*, and open it."""
        self._show_new(self._desk.session.duplicate(address))

    def _show_new(self, address: str) -> None:
        card = self.cards[address]
        card.open()
        self._places.bring_into_view(card.first_input)

    def shift(self, address: str, by: int) -> None:
        """Move the item at *address* up (-1) or down (1), and keep the focus on its buttons."""
        place = [item.id for item in self._items()].index(at.last(address))
        self._desk.session.move(address, place + by)
        buttons = self.cards[address].buttons
        wanted, other = ("up", "down") if by < 0 else ("down", "up")
        self._places.bring_into_view(buttons[wanted] if buttons[wanted].isEnabled() else buttons[other])

    def remove(self, address: str) -> None:
        """Take the item at *address* away; undo brings it back."""
        place = list(self.cards).index(address)
        self._desk.session.remove(address)
        left = list(self.cards.values())
        if left:
            self._places.bring_into_view(left[min(place, len(left) - 1)].opener)
        elif self.add_button is not None:
            self._places.bring_into_view(self.add_button)

    # What is shown

    def refresh(self) -> None:
        """Show the items as they stand in the draft; the cards of those that stay are kept."""
        addresses = [at.join(self.address, item.id) for item in self._items()]
        for address in [one for one in self.cards if one not in addresses]:
            card = self.cards.pop(address)
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
            self._places.forget(address)
            self._desk.unread.forget(address)
        kept = self.cards
        self.cards = {one: kept.get(one) or ItemCard(self, one) for one in addresses}
        for place, card in enumerate(self.cards.values()):
            if self._cards.indexOf(card) != place:
                self._cards.insertWidget(place, card)
                # A layout shows what it is given at its leisure; the focus may be wanted there at once.
                card.show()
        self.refresh_names()

    def refresh_names(self) -> None:
        """Show what the items are called now."""
        names = self._desk.names(tuple(self.cards))
        for number, (address, card) in enumerate(self.cards.items(), 1):
            card.show_name(names[address], number == 1, number == len(self.cards))
        self._none_yet.setVisible(not self.cards and not self.editable)

    def show_findings(self, findings: Findings) -> None:
        """Take what the rules say of the list as such, and show how much there is to look at in each item."""
        self._findings = findings.get(self.address, ()) if self.editable else ()
        for card in self.cards.values():
            card.show_findings({a: f for a, f in findings.items() if self._shows(a)})

    def show_remarks(self) -> None:
        """Show what the rules say of the list as such."""
        if self.remark.show_findings(self._findings) and self.add_button and self.repeat.question:
            self.add_button.setAccessibleDescription(_described(self.repeat.question, self.remark.text()))

    def _shows(self, address: str) -> bool:
        return address.startswith(self.address + SEPARATOR) and self.leads_to(address)


def _head(question: Question, nested: bool) -> QHBoxLayout:
    """Return what stands above the cards: what is asked for, and how much it matters."""
    row = QHBoxLayout()
    row.addWidget(heading(question.label, 1) if nested else heading(question.prompt, 1.05), 1)
    if REQUIREMENTS[question.requirement]:
        mark = muted(QLabel(REQUIREMENTS[question.requirement]))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _described(question: Question, remark: str = "") -> str:
    """Return what a screen reader says of the button that adds an item."""
    parts = (question.prompt, REQUIREMENTS[question.requirement], remark)
    return " ".join(part for part in parts if part)


def _none_yet(desk: Desk, repeat: Repeat) -> str:
    """Return what is said in the place of cards for items that are added elsewhere, when there are none."""
    place = desk.handbook.place(repeat.pattern)
    where = f"när det finns någon i avsnittet ”{place.section.title}”"
    return f"Här kommer frågor om varje {place.question.item}, {where}."


def _covers(entries: Sequence[Entry], pattern: str) -> bool:
    """Return whether one of *entries* asks for *pattern*, which may be that of an item of a list."""
    for entry in entries:
        if not isinstance(entry, Repeat):
            if entry.question.address == pattern:
                return True
        elif entry.question is not None and pattern in (entry.pattern, at.join(entry.pattern, schema.ANY)):
            return True
        elif _covers(entry.entries, pattern):
            return True
    return False
