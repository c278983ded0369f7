"""A list of items as a table edited in place, which folds where it is too narrow for its columns."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement import address as at
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.phrase import capital
from lokdesk.agreement.wording import TOGETHER
from lokdesk.gui import layout
from lokdesk.gui.fields.cell import CellField
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, characters, muted, wrapped
from lokdesk.gui.wizard import handle, tab_order
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.item import Findings, ItemFrame, more_width
from lokdesk.gui.wizard.items import ItemList, MakeForm
from lokdesk.gui.wizard.mark import MarkPlace
from lokdesk.gui.wizard.places import Places
from lokdesk.gui.wizard.question import QuestionRow
from lokdesk.handbook import asking
from lokdesk.handbook.book import Question
from lokdesk.handbook.page import Ask, Entry, Repeat
from lokdesk.session import municipal, pasting

_NARROWEST = 14
"""How many characters wide a column is at least; where there is no room for all, the table folds."""
_WIDEST = 40
"""How many characters wide a column is at the most for the sake of what has been chosen in it."""
_FOLDED = 24
"""How many characters wide a field is at least in a folded table."""
_CHOSEN = ("reference", "choice")
"""Kinds of answer that are shown on one line, with an arrow beside them."""
_ARROW = 2.6
"""How wide the arrow and the frame are, in heights of a line."""
_LONG, _SHORT = 3, 2
"""How wide columns with much to show are, compared with the others."""
_FEW = 3
"""How many columns leave room for one to be wider."""
_AROUND = 10
"""How many pixels there are above and below the text in a field."""
_PER_PARTY = "Ange per kommun"


class TableRow(ItemFrame):
    """One item: its short answers side by side, and the rest of its questions below once it is opened."""

    def __init__(self, owner: "ItemTable", address: str) -> None:
        super().__init__(owner, address)
        self.table = owner
        self.parts: tuple[str, ...] | None = None
        self.cells: dict[str, QuestionRow] = {}
        """The fields by the names of the columns."""
        self._addresses = {
            at.last(one.address): at.join(address, at.last(one.address)) for one in owner.columns
        }
        self._left = 0
        self._number = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP // 2)
        nest(self.column, self._grid)
        places = owner.places
        for question in owner.columns:
            name = at.last(question.address)
            cell = QuestionRow(owner.desk, question, self._addresses[name], "cell")
            cell.setParent(self)
            places.rows[cell.address] = cell
            self.cells[name] = cell
            self._listen(cell, name)
            nest(self.column, cell.said)
            self.column.addWidget(cell.remark)
            cell.show_findings(places.findings.get(cell.address, ()))
            cell.show_remarks()
        self.since = MarkPlace(owner.desk.marks, owner.desk.former, address, "")
        nest(self.column, self.since)
        self.show_since()
        if owner.rest.entries:
            indented = QHBoxLayout()
            indented.addSpacing(owner.before)
            indented.addWidget(self.make_opener(), 1)
            nest(self.column, indented)
        self.lay_out(owner.shown, owner.per_line)

    def _listen(self, cell: QuestionRow, name: str) -> None:
        """Go between the rows with the keys in *cell*, in the column *name*."""
        if isinstance(cell.field, LineField):
            cell.field.entered.connect(lambda: self.table.enter(self.address, name))
        elif isinstance(cell.field, CellField):
            cell.field.input.entered.connect(lambda: self.table.enter(self.address, name))
            cell.field.input.stepped.connect(lambda by: self.table.step(self.address, name, by))
            cell.field.input.pasted.connect(lambda cells: self.table.paste(self.address, name, cells))

    def make_form(self) -> QWidget:
        """Return a new form with the questions that are in no column."""
        return self.table.make_form(self.table.rest, self.address)

    def lay_out(self, shown: Sequence[str], per_line: int) -> None:
        """Lay out the cells named *shown*, so many to a line; a folded table has its labels at the cells."""
        self.parts = tuple(shown)
        layout.emptied(self._grid)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        folded = per_line < len(shown)
        self.setFrameShape(QFrame.Shape.StyledPanel if folded else QFrame.Shape.NoFrame)
        margin = GAP if folded else 0
        self.column.setContentsMargins(margin, margin, margin, margin)
        if self.handle is not None:
            self._grid.addWidget(self.handle, 0, 0, Qt.AlignmentFlag.AlignTop)
        for number, name in enumerate(shown):
            stretch = 1 if folded else self.table.widths[name]
            self._grid.setColumnStretch(1 + number % per_line, stretch)
            self._grid.addWidget(self.cells[name], number // per_line, 1 + number % per_line)
        if self.more is not None:
            self._grid.addWidget(self.more, 0, per_line + 1, Qt.AlignmentFlag.AlignTop)
        for name, cell in self.cells.items():
            cell.show_label(folded)
            cell.setVisible(name in shown)

    @property
    def home(self) -> QWidget:
        """The first of the fields."""
        stops = (stop for name in self.table.shown for stop in tab_order.stops(self.cells[name]))
        return next(stops, self)

    @property
    def first_input(self) -> QWidget:
        """The first of the fields."""
        return self.home

    def begin(self) -> None:
        """Be ready to be filled in: the fields are all that is needed."""

    def open_for(self, address: str) -> None:
        """Show the question for *address*, unless it is in a column or is the item itself."""
        if address != self.address and address not in self._addresses.values():
            self.open()

    def show_name(self, name: str, number: int, count: int) -> None:
        """Tell which row the fields are in."""
        super().show_name(name, number, count)
        self._number = number
        for cell in self.cells.values():
            cell.show_place(f"rad {number}")
        self._show_rest()

    def show_findings(self, findings: Findings) -> None:
        """Show how much there is to look at in what is not in the columns."""
        columns = self._addresses.values()
        self._left = self.within({a: found for a, found in findings.items() if a not in columns})
        self._show_rest()

    def show_since(self) -> None:
        """Show which of the fields differ from the agreement before, if the row is not new altogether."""
        if self.table.desk.projected:
            return
        since = self.table.desk.former.since
        if words := since.of_item(self.address):
            labels = [cell.question.label for cell in self.cells.values() if cell.since]
            words = f"{capital(words)}: {', '.join(labels)}" if labels else capital(words)
        self.since.show_since(words)

    def _show_rest(self) -> None:
        """Show what more there is of the item, and how much of it has been answered."""
        if self.opener is None:
            return
        asked = [self._rest_of(question) for question in self.table.rest_questions]
        labels = ", ".join(label if n == 0 else _uncapitalised(label) for n, (label, _) in enumerate(asked))
        answered = sum(done for _, done in asked)
        more = [f"{answered} av {len(asked)} ifyllda"] if answered else []
        more += [f"{self._left} att se över"] if self._left else []
        text = f"{labels} ({', '.join(more)})" if more else labels
        self.opener.show_text(text)
        if len(asked) == 1:
            # The field that is opened has the same label.
            self.opener.setAccessibleName(f"Mer: {text}")
        self.opener.setAccessibleDescription(self.name)

    def _rest_of(self, question: Question) -> tuple[str, bool]:
        value = self.table.desk.session.value(at.join(self.address, at.last(question.address)))
        return question.label, asking.answered(value)


class ItemTable(ItemList):
    """All items of one list in their order, a row for each."""

    def __init__(
        self, desk: Desk, repeat: Repeat, address: str, places: Places, make_form: MakeForm, nested: bool
    ) -> None:
        question = repeat.question
        assert question is not None
        self.question = question
        self.columns = _columns(repeat, question)
        self._kinds = {at.last(one.address): one.kind for one in self.columns}
        self._answers = {
            at.last(one.address): one.field for one in self.columns if isinstance(one.field, Answer)
        }
        self.rest = Repeat(repeat.pattern, None, _rest(repeat, self.columns))
        self.rest_questions = tuple(one.question for one in self.rest.entries if one.question is not None)
        self.shown: tuple[str, ...] = ()
        self.per_line = 0
        self.widths: Mapping[str, int] = {}
        """How wide in pixels each column has to be, by its name; they share what more room there is."""
        self.before = self.after = 0
        self._owner = municipal.owner(question)
        self.per_party: QPushButton | None = None
        self._header = QWidget()
        self._labels: dict[str, QLabel] = {}
        super().__init__(desk, repeat, address, places, make_form, nested)

    def _make_header(self) -> None:
        self.arranged.setSpacing(GAP)
        self.before = handle.width(self) + GAP
        self.after = more_width(self) + GAP
        grid = QGridLayout(self._header)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        for question in self.columns:
            label = muted(wrapped(question.label, self._header))
            label.setAlignment(Qt.AlignmentFlag.AlignBottom)
            policy = label.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            label.setSizePolicy(policy)
            self._labels[at.last(question.address)] = label
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.arranged), self._header)

    def make_card(self, address: str) -> ItemFrame:
        """Return the row of the item at *address*."""
        return TableRow(self, address)

    def rows(self) -> tuple[TableRow, ...]:
        """Return the rows that have been made."""
        return tuple(row for row in self.cards.made.values() if isinstance(row, TableRow))

    def row(self, address: str) -> TableRow:
        """Return the row of the item at *address*."""
        row = self.cards[address]
        assert isinstance(row, TableRow)
        return row

    def room(self) -> int:
        """Return how high in pixels a row is thought to be before it is made."""
        line = self.fontMetrics().height() + _AROUND
        return 2 * line if self.rest.entries else line

    @property
    def headings(self) -> list[str]:
        """What stands above the columns, when the table is not folded."""
        return [label.text() for name, label in self._labels.items() if name in self.shown]

    def _share(self, name: str) -> int:
        """Return how wide the column *name* is at least, compared with others: names have most to say."""
        long = self._kinds[name] == "reference" or (
            name == self.question.named_by and len(self.shown) <= _FEW
        )
        return _LONG if long else _SHORT

    # What the user does

    def step(self, address: str, name: str, by: int) -> bool:
        """Go to the field *name* so many rows below that at *address*; return whether there is one."""
        addresses = list(self.cards)
        place = addresses.index(address) + by
        if not 0 <= place < len(addresses):
            return False
        field = self.row(addresses[place]).cells[name].field
        self.places.bring_into_view(field)
        if isinstance(field, CellField):
            field.input.selectAll()
        return True

    def enter(self, address: str, name: str) -> None:
        """Go to the row below; below the last one comes a new one, unless the last one is empty."""
        if not self.step(address, name, 1) and not asking.empty(self.desk.session.value(address)):
            self.add()

    def paste(self, address: str, name: str, cells: Sequence[Sequence[str]]) -> None:
        """Lay *cells* over the table from the field *name* of the row at *address* on, adding rows."""
        columns = self.shown[self.shown.index(name) :]
        items = pasting.pasted(self.desk.session, address, columns, cells)
        self.desk.session.set(self.address, items, pasting.NAME)
        self.places.bring_into_view(self.row(address).cells[name].field)

    def _add_per_party(self) -> None:
        before = set(self.cards)
        rows = municipal.with_rows(self.desk.session.agreement, self.address, self.question)
        self.desk.session.set(self.address, rows)
        new = self.row(next(one for one in self.cards if one not in before))
        # Whose row it is has been filled in already.
        fields = [cell for name, cell in new.cells.items() if name != self._owner]
        self.places.bring_into_view(fields[0].field)

    # What is shown

    def refresh(self) -> None:
        """Show the items as they stand in the draft, in the columns that matter now."""
        if not self._labels:
            self._make_header()
        super().refresh()

    def show_remarks(self) -> None:
        """Show what there is to say of the list and of its rows."""
        super().show_remarks()
        for row in self.rows():
            row.show_since()

    def refresh_names(self) -> None:
        """Show what the items are called now, and the columns that matter now."""
        super().refresh_names()
        shown = tuple(name for name in (at.last(one.address) for one in self.columns) if self._matters(name))
        changed = shown != self.shown or any(row.parts != shown for row in self.rows())
        self.shown = shown
        self._fold(anew=changed)
        self._show_header()
        self._offer_per_party()

    def _matters(self, name: str) -> bool:
        """Return whether the column *name* is needed: whose the values are, only once they are someone's."""
        return name != self._owner or any(getattr(item, name) is not None for item in self.items())

    def _offer_per_party(self) -> None:
        if self._owner is None or self.add_button is None:
            return
        if self.per_party is None:
            self.per_party = QPushButton(_PER_PARTY)
            self.per_party.setObjectName(f"{self.address}:per-party")
            self.per_party.setToolTip("Lägg till en rad för varje kommun")
            self.per_party.setAccessibleName(f"{_PER_PARTY}: {self.question.label}")
            self.per_party.clicked.connect(self._add_per_party)
            self.beside_add.addWidget(self.per_party)
        agreement = self.desk.session.agreement
        self.per_party.setVisible(bool(municipal.without_row(agreement, self.address, self.question)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold as the room demands."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self, anew: bool = False) -> None:
        """Lay the rows out with as many fields to a line as there is room for."""
        room = self.width() - self.before - self.after
        widths = {name: self._width(name) for name in self.shown}
        fits = room >= sum(widths.values()) + GAP * len(widths)
        folded = max((characters(self, _FOLDED), *widths.values())) + GAP
        per_line = len(self.shown) if fits else min(room // folded, len(self.shown) - 1)
        per_line = max(1, per_line)
        if (per_line, widths) == (self.per_line, self.widths) and not anew:
            return
        self.per_line, self.widths = per_line, widths
        for row in self.rows():
            row.lay_out(self.shown, per_line)
        self._show_header()

    def _width(self, name: str) -> int:
        """Return how wide in pixels the column *name* has to be for its heading and what is chosen in it."""
        metrics = self.fontMetrics()
        words = self._labels[name].text().split()
        answer = self._answers[name]
        least = max(metrics.horizontalAdvance(word) for word in words)
        if answer.kind in _CHOSEN:
            plain = self.desk.session.wording.plain
            chosen = {getattr(item, name) for item in self.items()}
            shown = [
                plain(answer, one) if one is not None or not answer.scope else TOGETHER for one in chosen
            ]
            longest = max(map(metrics.horizontalAdvance, shown), default=0)
            arrow = round(_ARROW * metrics.height())
            least = max(least, min(longest, characters(self, _WIDEST)) + arrow)
        return max(least, characters(self, _NARROWEST) * self._share(name) // _SHORT)

    def _show_header(self) -> None:
        grid = self._header.layout()
        assert isinstance(grid, QGridLayout)
        grid.setContentsMargins(self.before, 0, self.after, 0)
        layout.emptied(grid)
        for column in range(grid.columnCount()):
            grid.setColumnStretch(column, 0)
        for number, name in enumerate(self.shown):
            grid.addWidget(self._labels[name], 0, number)
            grid.setColumnStretch(number, self.widths[name])
        for name, label in self._labels.items():
            label.setVisible(name in self.shown)
        self._header.setVisible(self.per_line == len(self.shown) and bool(self.cards))


def _columns(repeat: Repeat, question: Question) -> tuple[Question, ...]:
    """Return the questions that stand in the columns of the table."""
    asked = {at.last(one.question.address): one.question for one in repeat.entries if isinstance(one, Ask)}
    return tuple(asked[name] for name in question.columns if name in asked)


def _rest(repeat: Repeat, columns: Sequence[Question]) -> tuple[Entry, ...]:
    addresses = {one.address for one in columns}
    return tuple(
        one for one in repeat.entries if isinstance(one, Repeat) or one.question.address not in addresses
    )


def _uncapitalised(label: str) -> str:
    """Return *label* as it stands within a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
