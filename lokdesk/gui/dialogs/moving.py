"""Moving to another version of template and handbook, going back, and answers that have no place."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from lokdesk.gui import rich_html
from lokdesk.gui.dialogs.scrolled import ScrolledDialog
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, bulleted, heading, muted, wrapped
from lokdesk.session import differing, moving
from lokdesk.session.comparison import KINDS, Change
from lokdesk.session.group import Group
from lokdesk.session.moving import Orphan

_WIDTH = 90
_MOST = 40
"""How many differences are shown, each on a line."""
_LEAD = "Så här blir det om överenskommelsen byter till {}. Inget har hänt än."
_NO_ORPHANS = "Alla svar har en plats i handboken."
_ORPHANS = (
    "Handboken frågar inte efter de här svaren, så de syns inte bland frågorna. De ligger kvar i filen, "
    "men mallen skriver oftast inte ut dem. Gör ett svar till en egen fråga om det ska stå i dokumentet."
)
_STANDARD = QDialogButtonBox.StandardButton


class MoveDialog(ScrolledDialog):
    """All that a move would do to the answers, before anything happens."""

    def __init__(self, parent: QWidget, to: str, news: Sequence[str], groups: Sequence[Group]) -> None:
        self.buttons = QDialogButtonBox(_STANDARD.Ok | _STANDARD.Cancel)
        self.buttons.button(_STANDARD.Ok).setText("Byt")
        self.buttons.button(_STANDARD.Cancel).setText("Avbryt")
        super().__init__(parent, "Byt mall och handbok", self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        content = QWidget()
        column = _column(content)
        column.addWidget(wrapped(_LEAD.format(to)))
        for said in news:
            column.addWidget(wrapped(said))
        for group in groups:
            column.addWidget(heading(group.title, 1.15))
            column.addWidget(bulleted(map(wrapped, group.lines)))
        if not groups:
            column.addWidget(wrapped(moving.NOTHING))
        column.addWidget(muted(wrapped(moving.KEPT)))
        column.addStretch(1)
        self.show_content(content, _WIDTH)
        self.buttons.button(_STANDARD.Cancel).setFocus()


class BackDialog(ScrolledDialog):
    """What one goes back to, and what has been changed since."""

    def __init__(self, parent: QWidget, to: str, changed: Sequence[Change]) -> None:
        self.buttons = QDialogButtonBox(_STANDARD.Ok | _STANDARD.Cancel)
        self.buttons.button(_STANDARD.Ok).setText("Gå tillbaka")
        self.buttons.button(_STANDARD.Cancel).setText("Avbryt")
        super().__init__(parent, "Gå tillbaka till före bytet", self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        content = QWidget()
        column = _column(content)
        column.addWidget(wrapped(f"Svaren, mallen och handboken blir som de var: {to}."))
        if changed:
            column.addWidget(heading("Det här skiljer svaren nu från svaren då", 1.15))
            lines = [self._line(one) for one in changed[:_MOST]]
            if (more := len(changed) - _MOST) > 0:
                lines.append(wrapped(f"och {more} till"))
            column.addWidget(bulleted(lines))
        else:
            column.addWidget(wrapped("Svaren är desamma nu som då."))
        column.addWidget(muted(wrapped("Svaren som de är nu behålls också: ni kan gå tillbaka till dem.")))
        column.addStretch(1)
        self.show_content(content, _WIDTH)
        self.buttons.button(_STANDARD.Ok).setFocus()

    def _line(self, change: Change) -> QLabel:
        """Return *change* on a line: what is removed struck out, what is new underlined."""
        about = f"{KINDS[change.kind]}: {change.where}"
        pieces = differing.shortened(change.pieces)
        label = wrapped(f"{about}. {change.note}" if change.note else about)
        if pieces:
            label.setTextFormat(Qt.TextFormat.RichText)
            note = f" {rich_html.plain(change.note)}" if change.note else ""
            label.setText(f"{rich_html.plain(about)}: {rich_html.marked(pieces, self.palette())}{note}")
            label.setAccessibleName(f"{about}: {differing.spoken(pieces)} {change.note}".strip())
        return label


class OrphansDialog(ScrolledDialog):
    """The answers that the handbook does not ask for, and where each can go."""

    def __init__(
        self, parent: QWidget, orphans: Callable[[], Sequence[Orphan]], ways: Sequence["Way"]
    ) -> None:
        """Show what *orphans* returns; *ways* are what can be done with each."""
        below = QDialogButtonBox(_STANDARD.Close)
        below.button(_STANDARD.Close).setText("Stäng")
        super().__init__(parent, "Svar utan plats", below)
        below.rejected.connect(self.reject)
        self.close_button = below.button(_STANDARD.Close)
        self.buttons: dict[str, QPushButton] = {}
        self._orphans = orphans
        self._ways = ways
        self._show()

    def _show(self) -> None:
        self.buttons.clear()
        content = QWidget()
        column = _column(content)
        orphans = self._orphans()
        column.addWidget(wrapped(_ORPHANS if orphans else _NO_ORPHANS))
        for orphan in orphans:
            part = QVBoxLayout()
            part.setSpacing(GAP // 2)
            part.addWidget(heading(orphan.where, 1))
            part.addWidget(wrapped(orphan.says))
            row = Flow()
            for key, text, do in self._ways:
                button = QPushButton(text, self)
                button.setAutoDefault(False)
                button.setObjectName(f"{orphan.address}:{key}")
                button.setAccessibleName(f"{text}: {orphan.where}")
                button.clicked.connect(partial(self._do, do, orphan))
                self.buttons[button.objectName()] = button
                row.addWidget(button)
            nest(part, row)
            nest(column, part)
        column.addStretch(1)
        self.show_content(content, _WIDTH)
        next(iter(self.buttons.values()), self.close_button).setFocus()

    def _do(self, do: "Do", orphan: Orphan) -> None:
        do(orphan)
        # The button that was pressed goes with the rest; it has to have done first.
        QTimer.singleShot(0, self, self._show)


Do = Callable[[Orphan], object]
Way = tuple[str, str, Do]
"""What can be done with an answer: its name in the program, what its button says, and what does it."""


def _column(content: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(content)
    column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
    column.setSpacing(GAP * 2)
    return column
