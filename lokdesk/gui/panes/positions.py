"""The parties' positions on a section, each set and read in one line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lokdesk.agreement.discussion import STATES
from lokdesk.agreement.vocabulary import shown
from lokdesk.gui import layout
from lokdesk.gui.fields.field import QuietComboBox
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, heading, muted, wrapped
from lokdesk.gui.talk import Talk
from lokdesk.session import said
from lokdesk.session.position import NOT_BINDING, SectionStanding, Standing

_FEWEST = 8
"""How many characters a box shows at least."""
_ALL = "Alla parter"
_CHOOSE = "Välj för alla …"


class PositionTable(QWidget):
    """The positions on one section, a party under the other."""

    def __init__(self, talk: Talk) -> None:
        super().__init__()
        self._talk = talk
        self._shown: SectionStanding | None = None
        self.boxes: dict[str, QuietComboBox] = {}
        self.lines: dict[str, QLabel] = {}
        self.everyone: QuietComboBox | None = None
        self.title = heading("", 1)
        self.words = wrapped(f"{NOT_BINDING}: det är tjänstepersonernas bild av läget i avsnittet.")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.title)
        column.addWidget(self.words)
        nest(column, self._rows)

    def show_standing(self, standing: SectionStanding) -> None:
        """Show how the parties stand to a section."""
        if standing == self._shown:
            return
        before, self._shown = self._shown, standing
        if before is None or _who(before) != _who(standing):
            self._make(standing)
        for party, box in self.boxes.items():
            box.setObjectName(f"position:{standing.section.slug}:{party}")
        self.title.setText(f"Ståndpunkter om ”{standing.section.title}”")
        self._show_states(standing)

    def _show_states(self, standing: SectionStanding) -> None:
        for one in standing.parties:
            box = self.boxes[one.party]
            box.setCurrentIndex(STATES.index(one.state))
            line = said.standing_line(one)
            self.lines[one.party].setText(line)
            self.lines[one.party].setVisible(bool(line))
            box.setAccessibleDescription(f"{line} {NOT_BINDING}.".strip())

    def _make(self, standing: SectionStanding) -> None:
        for widget in layout.emptied(self._rows):
            widget.hide()
            widget.deleteLater()
        self.boxes, self.lines, self.everyone = {}, {}, None
        if not standing.parties:
            self._rows.addWidget(wrapped("Det finns inga parter ännu."))
            return
        if len(standing.parties) > 1:
            self.everyone = self._box(_ALL)
            self.everyone.setObjectName("position:all")
            self.everyone.setPlaceholderText(_CHOOSE)
            self.everyone.setCurrentIndex(-1)
            self.everyone.activated.connect(self._set_all)
            self._rows.addWidget(_row(_ALL, self.everyone))
        for one in standing.parties:
            self._rows.addWidget(self._party(one))

    def _party(self, one: Standing) -> QWidget:
        box = self._box(one.name)
        box.activated.connect(lambda index, one=one: self._set((one.party,), index))
        self.boxes[one.party] = box
        self.lines[one.party] = muted(wrapped(""))
        return _row(one.name, box, self.lines[one.party])

    def _box(self, party: str) -> QuietComboBox:
        box = QuietComboBox()
        # As wide as there is room for: the words are long, and text may be twice as large.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_FEWEST)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.addItems([shown(state) for state in STATES])
        box.setAccessibleName(f"Ståndpunkt, {party}")
        box.setAccessibleDescription(f"{NOT_BINDING}.")
        return box

    def _set_all(self, index: int) -> None:
        if self._shown is not None:
            self._set(tuple(one.party for one in self._shown.parties), index)
        if self.everyone is not None:
            self.everyone.setCurrentIndex(-1)

    def _set(self, parties: tuple[str, ...], index: int) -> None:
        standing = self._shown
        assert standing is not None
        if not self._talk.take_position(standing.section.slug, parties, STATES[index]):
            # The user would not sign: what is shown is what stands in the draft.
            self._show_states(standing)


def _who(standing: SectionStanding) -> tuple[object, ...]:
    """Return what the rows are made for: they serve for every section."""
    return tuple((one.party, one.name) for one in standing.parties)


def _row(name: str, *widgets: QWidget) -> QWidget:
    """Return *widgets* under a *name*."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP // 4)
    column.addWidget(wrapped(name))
    for widget in widgets:
        column.addWidget(widget)
    return holder
