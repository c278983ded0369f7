"""A pane: something that shows the draft in another way than the questions do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lokdesk.gui.stock import Stock
from lokdesk.gui.wizard.desk import Desk
from lokdesk.handbook.book import Step
from lokdesk.session.event import Event


class Pane(QWidget):
    """What stands beside the questions, or instead of them.

    A pane is told of what happens only while it can be seen, and is asked to :meth:`refresh` when it comes to
    be. It does nothing in the meantime.
    """

    wanted = Signal(str)
    """The address of a place that the user wants to go to."""
    command = Signal(str)
    """The name of a command of the menus that the user gives in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def begin(self) -> None:
        """Give the focus to the first thing that can be done."""

    def show_edit(self, changed: str) -> None:
        """Come to what an edit just undone or done again has *changed* of what the pane shows."""

    def show_place(self, step: Step, address: str) -> None:
        """Follow what has the focus: the question at *address*, or the *step* itself where it is empty."""

    def show_view(self, slug: str) -> None:
        """Follow what stands in the place of the questions now: the view *slug*."""

    def told(self, event: Event) -> None:
        """Take what the session tells."""

    def take_stock(self, stock: Stock) -> None:
        """Take the findings and the progress as they are now."""

    def refresh(self) -> None:
        """Show everything as it is now: the pane has come into view, or another draft is open."""
