"""What the handbook asks for and the agreement lacks: links to the questions, the required ones first."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal

from lokdesk.gui import layout
from lokdesk.gui.look import GAP, Linked, heading, wrapped
from lokdesk.gui.reading import Reading
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import importing, place

_LEAD = (
    "Det här frågar handboken efter, men det står inte i överenskommelsen. Välj en fråga för att gå till "
    "den. När ni har svarat försvinner den härifrån."
)
_NONE = "Överenskommelsen har svar på allt som handboken säger att ni ska eller bör besvara."
_REQUIREMENTS = (("required", "Ska besvaras"), ("recommended", "Bör besvaras"))
_TOGETHER = 10
"""So many links stand in a text at the most."""


class Gaps(Reading):
    """The questions that ought to have an answer and have none."""

    wanted = Signal(str)
    """The address of a question that the user wants to go to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def show_gaps(self) -> int:
        """Show what the agreement lacks now, and return how much that is."""
        session = self._desk.session
        found = importing.gaps(session.agreement, self._desk.handbook)
        for widget in layout.emptied(self.column):
            widget.hide()
            widget.deleteLater()
        self.column.setSpacing(GAP)
        self.column.addWidget(heading("Det här saknas i överenskommelsen", 1.25))
        self.column.addWidget(wrapped(_LEAD if found else _NONE))
        for requirement, title in _REQUIREMENTS:
            some = [one for one in found if one.requirement == requirement]
            if not some:
                continue
            self.column.addSpacing(GAP)
            self.column.addWidget(heading(f"{title} ({len(some)})", 1.1))
            for section in dict.fromkeys(one.section for one in some):
                asked = [one.address for one in some if one.section == section]
                for first in range(0, len(asked), _TOGETHER):
                    title = section if not first else ""
                    self.column.addWidget(self._links(title, asked[first : first + _TOGETHER]))
        self.column.addStretch(1)
        return len(found)

    def _links(self, title: str, addresses: Sequence[str]) -> Linked:
        """Return a link to each of the questions at *addresses*, below a *title* if there is one."""
        session = self._desk.session
        names = {one: place.place(session.handbook, session.agreement, one).words for one in addresses}
        lines = [f"<b>{escape(title)}</b>"] if title else []
        lines += (f'<a href="{escape(one)}">{escape(name)}</a>' for one, name in names.items())
        label = Linked("<br>".join(lines))
        label.setAccessibleName(". ".join(filter(None, (title, *names.values()))))
        label.linkActivated.connect(self.wanted)
        return label
