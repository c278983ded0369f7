"""A list of items, each on a card that opens when it is wanted."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement.value import Item
from lokdesk.gui.look import GAP, heading, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.handbook import preset
from lokdesk.handbook.book import Question
from lokdesk.handbook.page import Repeat

MakeForm = Callable[[Repeat, str], QWidget]


class ItemCard(QFrame):
    """One item: its name, what can be done with it, and its questions once it is opened."""

    def __init__(self, owner: "ItemList", address: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.address = address
        self._owner = owner
        self._form: QWidget | None = None
        self.setProperty("address", address)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(GAP * 2)
        top = QHBoxLayout()
        self.opener = QToolButton()
        self.opener.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.opener.setArrowType(Qt.ArrowType.RightArrow)
        self.opener.setCheckable(True)
        self.opener.setAutoRaise(True)
        self.opener.setObjectName(f"{address}:open")
        self.opener.toggled.connect(self._toggle)
        top.addWidget(self.opener)
        top.addStretch(1)
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
                button.setObjectName(f"{address}:{key}")
                button.clicked.connect(run)
                self.buttons[key] = button
                top.addWidget(button)
        self._column.addLayout(top)

    def show_name(self, name: str, first: bool, last: bool) -> None:
        """Show what the item is called, and which ways it can be moved."""
        # An ampersand in a name is no mnemonic.
        self.opener.setText(name.replace("&", "&&"))
        self.opener.setAccessibleName(name)
        for button in self.buttons.values():
            button.setAccessibleName(f"{button.text()}: {name}")
        if self.buttons:
            self.buttons["up"].setEnabled(not first)
            self.buttons["down"].setEnabled(not last)

    def open(self) -> None:
        """Show the questions of the item."""
        self.opener.setChecked(True)

    def _toggle(self, wanted: bool) -> None:
        self.opener.setArrowType(Qt.ArrowType.DownArrow if wanted else Qt.ArrowType.RightArrow)
        if wanted and self._form is None:
            self._form = self._owner.make_form(self._owner.repeat, self.address + "/")
            self._form.setContentsMargins(GAP * 2, 0, 0, 0)
            self._column.addWidget(self._form)
        if self._form is not None:
            self._form.setVisible(wanted)


class ItemList(QWidget):
    """All items of one list in their order, with adding, copying, moving and removing."""

    def __init__(self, desk: Desk, repeat: Repeat, address: str, make_form: MakeForm, short: bool) -> None:
        super().__init__()
        self._desk = desk
        self.repeat = repeat
        self.address = address
        self.make_form = make_form
        self.editable = repeat.question is not None
        # The question of a list that is asked for elsewhere still knows what its items are called.
        self._question: Question = repeat.question or desk.handbook.question(repeat.pattern)
        self.cards: dict[str, ItemCard] = {}
        self.setProperty("address", address)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        if repeat.question is not None:
            prompt = repeat.question.label if short else repeat.question.prompt
            column.addWidget(wrapped(prompt) if short else heading(prompt, 1.05))
        self._empty = wrapped("")
        column.addWidget(self._empty)
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
        self.add_button.setAccessibleDescription(question.prompt)
        self.add_button.clicked.connect(lambda: self.add({}))
        row.addWidget(self.add_button)
        presets = preset.for_place(self._desk.session.library.presets, question.address)
        if presets:
            more = QPushButton("Välj bland förslag")
            more.setObjectName(f"{self.address}:presets")
            menu = QMenu(more)
            for ready in presets:
                action = menu.addAction(ready.name.replace("&", "&&"))
                action.triggered.connect(lambda _=False, ready=ready: self.add(ready.value.model_dump()))
            more.setMenu(menu)
            row.addWidget(more)
        row.addStretch(1)
        return row

    def _items(self) -> tuple[Item, ...]:
        return self._desk.session.value(self.address)

    def add(self, values: Mapping[str, Any]) -> None:
        """Put a new item with the answers *values* last, and open it."""
        values = {name: value for name, value in values.items() if name != "id"}
        card = self.cards[self._desk.session.add(self.address, values)]
        card.open()
        card.opener.setFocus()

    def shift(self, address: str, by: int) -> None:
        """Move the item at *address* up (-1) or down (1), and keep the focus on the button."""
        place = [item.id for item in self._items()].index(at.last(address))
        self._desk.session.move(address, place + by)
        self.cards[address].buttons["up" if by < 0 else "down"].setFocus()

    def duplicate(self, address: str) -> None:
        """Put a copy right after the item at *address*, and open it."""
        self.cards[self._desk.session.duplicate(address)].open()

    def remove(self, address: str) -> None:
        """Take the item at *address* away; undo brings it back."""
        order = list(self.cards)
        place = order.index(address)
        self._desk.session.remove(address)
        left = list(self.cards)
        if left:
            self.cards[left[min(place, len(left) - 1)]].opener.setFocus()
        elif self.add_button is not None:
            self.add_button.setFocus()

    def refresh(self) -> None:
        """Show the items as they stand in the draft; the cards of those that stay are kept."""
        addresses = [at.join(self.address, item.id) for item in self._items()]
        if addresses != list(self.cards):
            for address in [one for one in self.cards if one not in addresses]:
                card = self.cards.pop(address)
                self._cards.removeWidget(card)
                card.hide()
                card.deleteLater()
            kept = self.cards
            self.cards = {one: kept.get(one) or ItemCard(self, one) for one in addresses}
            for place, card in enumerate(self.cards.values()):
                if self._cards.indexOf(card) != place:
                    self._cards.insertWidget(place, card)
        self.refresh_names()

    def refresh_names(self) -> None:
        """Show what the items are called now."""
        for number, (address, card) in enumerate(self.cards.items(), 1):
            name = self._desk.name(address, self._question.named_by, number)
            card.show_name(name[:1].upper() + name[1:], number == 1, number == len(self.cards))
        self._empty.setVisible(not self.cards)
        if not self.cards:
            item = self._question.item or ""
            where = "Läggs till i ett tidigare steg." if self.repeat.question is None else ""
            self._empty.setText(f"Ingen {item} ännu. {where}".strip() if where else "")
            self._empty.setVisible(bool(where))
