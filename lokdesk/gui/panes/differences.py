"""What differs from an earlier agreement: where, and word by word what stood there and what does."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QVBoxLayout

from lokdesk.gui import rich_html
from lokdesk.gui.dialogs import file, message
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, heading, muted, wrapped
from lokdesk.gui.panes.card import Card
from lokdesk.gui.panes.said import SaidPane
from lokdesk.gui.reading import Reading
from lokdesk.gui.tool import tool
from lokdesk.gui.wizard.desk import Desk
from lokdesk.project.problem import Problem
from lokdesk.project.project import SUFFIX
from lokdesk.revision.words import Piece
from lokdesk.session import comparison, differing, place
from lokdesk.session.comparison import KINDS, Change
from lokdesk.session.differing import Base

_PROJECT = f"Lokdesk-projekt (*{SUFFIX})"
_NOTHING_TO_HOLD_AGAINST = (
    "Det finns inget att jämföra med än. När ni reviderar en överenskommelse jämförs den nya med den förra "
    "av sig själv, och versioner som ni behåller under Arkiv, Behåll en version, går att jämföra med. "
    "Ni kan också välja en annan projektfil här."
)
_THE_SAME = "Inget skiljer sig åt."
_REST = "kontakter eller formalia"
_ONLY_REST = f"Inget av det som organen beslutar om skiljer sig åt, bara {_REST}."
_SECTIONS, _PARTIES = "Avsnitt", "Part"
_AT_A_TIME = 80
"""How many changes are shown before more are asked for."""


class DifferencesView(SaidPane):
    """All changes on cards, with what is removed struck out and what is new underlined."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._against = desk.against
        self._most = _AT_A_TIME
        self._shown: tuple[object, ...] = ()
        self.area = Reading()
        column = self.area.column
        column.setSpacing(GAP * 2)
        column.addWidget(heading("Ändringar", 1.6))
        self.summary = wrapped("")
        column.addWidget(self.summary)
        nest(column, self._choices())
        tools = Flow()
        self.other = tool("differences:other", "Jämför med en annan projektfil …", self.choose_file)
        self.document = tool(
            "differences:document", "Skapa dokument med ändringarna …", self._against.document_wanted.emit
        )
        tools.addWidget(self.document)
        tools.addWidget(self.other)
        nest(column, tools)
        nest(column, self.groups)
        self.more = tool("differences:more", "", self._show_more)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def _choices(self) -> QFormLayout:
        """Return the fields for what the draft is held against, and in which order what differs is shown."""
        self.base = _combo("differences:base", "Jämför med")
        self.order = _combo("differences:order", "Ordna efter")
        self.order.addItems([_SECTIONS, _PARTIES])
        self.substance = QCheckBox("Bara sådant som organen beslutar om")
        self.substance.setObjectName("differences:substance")
        self.base.activated.connect(self._choose)
        self.order.activated.connect(lambda _: self.show_said())
        self.substance.toggled.connect(lambda _: self.show_said())
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setHorizontalSpacing(GAP * 2)
        form.setVerticalSpacing(GAP)
        form.addRow("Jämför med", self.base)
        form.addRow("Ordna efter", self.order)
        form.addRow("Visa", self.substance)
        self.form = form
        return form

    # What the user chooses

    def _choose(self, index: int) -> None:
        found = self._against.bases(self.desk.session.draft)
        if index < len(found):
            self._against.choose(found[index])
            self.show_said()

    def choose_file(self) -> None:
        """Let the user choose a project file to compare with."""
        path = file.to_open(self, "Jämför med", self.desk.folder, _PROJECT)
        if path is not None:
            self._open(path)

    def _open(self, path: Path) -> None:
        try:
            self._against.add(differing.opened(path))
        except Problem as problem:
            message.problem(self, str(problem))
            return
        self.show_said()

    def _show_more(self) -> None:
        shown = len(self.cards)
        self._most += _AT_A_TIME
        self.show_said()
        # The one who asked for more goes on with the first of it.
        card = list(self.cards.values())[min(shown, len(self.cards) - 1)]
        next(iter(card.buttons.values()), self.document).setFocus(Qt.FocusReason.OtherFocusReason)

    # What is to be shown

    def begin(self) -> None:
        """Give the focus to the first thing that can be done."""
        first = self.base if self.base.isEnabled() else self.other
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show everything as it is now, from the beginning."""
        self._most = _AT_A_TIME
        self._shown = ()
        self.show_said()

    def show_said(self) -> None:
        """Show what differs now."""
        draft = self.desk.session.draft
        base = self._against.base(draft)
        self._show_bases(base)
        by_party, substance = self.order.currentText() == _PARTIES, self.substance.isChecked()
        now = (base, draft.agreement, by_party, substance, self._most)
        if base is not None and self._is_shown(now):
            return
        self._shown = now
        self.clear()
        self.more.hide()
        if base is None:
            self.summary.setText(_NOTHING_TO_HOLD_AGAINST)
            return
        old, new = base.draft.agreement, draft.agreement
        every = list(comparison.changes(self.desk.handbook, old, new, self.desk.session.attachment_names))
        decided = list(differing.of_substance(old, new, every))
        changes = decided if substance else every
        self.summary.setText(_said(len(decided), len(every), substance))
        groups = (
            differing.by_party(old, new, changes)
            if by_party
            else differing.by_section(self.desk.handbook, changes)
        )
        self._add_groups(groups)

    def _is_shown(self, now: tuple[object, ...]) -> bool:
        # The bases are made anew each time, with the same agreements in them.
        if not self._shown or not isinstance(self._shown[0], Base) or not isinstance(now[0], Base):
            return False
        was, base = self._shown[0], now[0]
        same_base = was.id == base.id and was.draft.agreement is base.draft.agreement
        return same_base and self._shown[1] is now[1] and self._shown[2:] == now[2:]

    def _show_bases(self, base: Base | None) -> None:
        found = self._against.bases(self.desk.session.draft)
        with QSignalBlocker(self.base):
            self.base.clear()
            self.base.addItems([one.name for one in found])
            if base is not None:
                self.base.setCurrentIndex([one.id for one in found].index(base.id))
        # A long name is cut short where there is little room, and then told whole.
        self.base.setToolTip(self.base.currentText())
        for row in range(self.form.rowCount()):
            self.form.setRowVisible(row, base is not None)
        self.document.setVisible(base is not None)

    def _add_groups(self, groups: tuple[differing.Group, ...]) -> None:
        left = self._most
        count = sum(len(one.changes) for one in groups)
        for number, group in enumerate(groups):
            if left <= 0:
                break
            if number:
                self.groups.addSpacing(ROOM)
            self.groups.addWidget(heading(f"{group.title} ({len(group.changes)})", 1.25))
            for one in group.changes[:left]:
                self.add(self._card(f"{number}:{one.kind}:{one.address}", one))
            left -= len(group.changes)
        if count > self._most:
            self.more.setText(f"Visa fler ({count - self._most} till)")
            self.more.show()

    def _card(self, key: str, change: Change) -> Card:
        card = Card(key, change.where)
        kind = KINDS[change.kind]
        card.name(f"{kind}: {change.where}")
        if change.pieces:
            pieces = differing.shortened(change.pieces)
            card.say_html(rich_html.marked(pieces, self.palette()), differing.spoken(pieces))
        for line in change.content:
            came = Piece("removed" if change.kind == "removed" else "added", line)
            card.say_html(rich_html.marked([came], self.palette()), line)
        if change.note:
            label = muted(wrapped(change.note))
            card.column.addWidget(label)
        address = place.nearest(self.desk.session.agreement, change.address)
        if address:
            button = card.offer("go", "Gå dit", lambda: self.wanted.emit(address))
            told = differing.spoken(change.pieces) if change.pieces else " ".join(change.content)
            button.setAccessibleName(f"Gå dit: {change.where}")
            button.setAccessibleDescription(f"{kind}. {told} {change.note}".strip())
        return card


def _combo(name: str, said: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setAccessibleName(said)
    # As wide as the column, whatever is in it.
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(24)
    return combo


def _said(decided: int, count: int, only_decided: bool) -> str:
    """Return how much differs, in a sentence or two: *decided* of *count* changes are for the bodies."""
    if not count:
        return _THE_SAME
    if not decided:
        return _ONLY_REST if only_decided else f"{_changes(count)} {_ONLY_REST}"
    rest = count - decided
    shown = _changes(decided if only_decided else count)
    if not rest:
        return shown
    if only_decided:
        return f"{shown} {'En till gäller' if rest == 1 else f'{rest} till gäller'} bara {_REST}."
    return f"{shown} {'En av dem gäller' if rest == 1 else f'{rest} av dem gäller'} bara {_REST}."


def _changes(count: int) -> str:
    return "En ändring." if count == 1 else f"{count} ändringar."
