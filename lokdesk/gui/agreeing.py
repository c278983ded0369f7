"""The window's commands for what is said about the draft: to say something, and to see it."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QApplication, QWidget

from lokdesk.gui.dialogs import message
from lokdesk.gui.panes.open import OpenView
from lokdesk.gui.talk import Talk, can_be_worded
from lokdesk.gui.wizard import here
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.wizard import Wizard

_NOWHERE = "Ställ dig först i den fråga som det gäller."
_NO_WORDING = "Formuleringar kan föreslås för ett svar. Ställ dig först i svaret som det gäller."


class Agreeing:
    """What can be done from the menu Samtal."""

    def __init__(self, window: QWidget, desk: Desk, wizard: Wizard) -> None:
        self._window = window
        self._wizard = wizard
        self.talk = Talk(window, desk)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each of the commands does, by its name."""
        return {
            "ask": lambda: self._say(self.talk.ask),
            "propose": self._propose,
            "note": lambda: self._say(self.talk.note),
            "discussion": lambda: self._wizard.show_pane("discussion"),
            "open-list": lambda: self._wizard.go_to_view("open"),
            "open-print": lambda: self._open_list().print_out(),
            "open-pdf": lambda: self._open_list().save_pdf(),
        }

    def _open_list(self) -> OpenView:
        """Show the list of what is open, and return it."""
        self._wizard.go_to_view("open")
        (view,) = self._wizard.seen("open")
        assert isinstance(view, OpenView)
        return view

    def _say(self, say: Callable[[str], object]) -> None:
        address = here.address(QApplication.focusWidget())
        if address:
            say(address)
        else:
            message.notice(self._window, _NOWHERE)

    def _propose(self) -> None:
        address = here.address(QApplication.focusWidget())
        if can_be_worded(address):
            self.talk.propose(address)
        else:
            message.notice(self._window, _NO_WORDING)
