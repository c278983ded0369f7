"""A pane with what is said about the draft, on cards under each other."""

from PySide6.QtWidgets import QVBoxLayout

from lokdesk.gui import layout
from lokdesk.gui.look import GAP
from lokdesk.gui.panes.card import Card
from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.stock import Stock
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session.event import AnswerChanged, Event


class SaidPane(Pane):
    """What is said, kept up to date. *cards* are those that are shown, by what they are about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.cards: dict[str, Card] = {}
        self.groups = QVBoxLayout()
        self.groups.setSpacing(GAP)

    def show_said(self) -> None:
        """Show what is said now."""
        raise NotImplementedError

    def told(self, event: Event) -> None:
        """Show what has been said since; what only an answer changes comes when the hands rest."""
        if not isinstance(event, AnswerChanged):
            self.show_said()

    def take_stock(self, stock: Stock) -> None:
        """Show what the answers have changed."""
        self.show_said()

    def refresh(self) -> None:
        """Show everything as it is now."""
        self.show_said()

    def clear(self) -> None:
        """Take all cards away, with the headings between them."""
        self.cards.clear()
        for widget in layout.emptied(self.groups):
            widget.hide()
            widget.deleteLater()

    def add(self, card: Card) -> None:
        """Put *card* after those that are there."""
        self.cards[card.key] = card
        self.groups.addWidget(card)
