"""A form: the questions of a section, or of one item in it, laid out in their order."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.schema import GroupOf
from lokdesk.gui.look import GAP
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.grid import StatisticsGrid
from lokdesk.gui.wizard.items import ItemList
from lokdesk.gui.wizard.places import Places
from lokdesk.gui.wizard.presets import GroupPresets
from lokdesk.gui.wizard.question import QuestionRow
from lokdesk.gui.wizard.table import ItemTable
from lokdesk.handbook import preset
from lokdesk.handbook.page import Entry, Repeat

_COLUMNS = "mapping/statistics/*/columns"
_ROWS = "mapping/statistics/*/rows"


class Form(QWidget):
    """Everything that is asked at one place."""

    def __init__(self, desk: Desk, entries: Sequence[Entry], prefix: str, places: Places) -> None:
        """*prefix* is the address of the item that is asked about, or empty for the agreement."""
        super().__init__()
        self._desk = desk
        self._prefix = prefix
        self._places = places
        self._depth = schema.pattern(prefix).split(schema.SEPARATOR).count(schema.ANY) if prefix else 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP * 2)
        self._groups: set[str] = set()
        for entry in entries:
            if isinstance(entry, Repeat):
                self._add_list(entry)
            else:
                self._add_row(entry.question.address)

    def _add_row(self, pattern: str) -> None:
        address = self._at(pattern)
        self._offer_presets(at.parent(address))
        shape = "beside" if self._depth > 1 else "above"
        row = QuestionRow(self._desk, self._desk.handbook.question(pattern), address, shape)
        self._places.rows[address] = row
        row.show_findings(self._places.findings.get(address, ()))
        row.show_remarks()
        row.field.unfolded.connect(lambda: self._places.show_unfolded(row, row.field))
        self._column.addWidget(row)
        # Not before it has its place: what is shown without one is a window of its own.
        row.show_whether_asked()

    def _offer_presets(self, group: str) -> None:
        """Offer what there is ready-made for *group*, before the first of its questions."""
        if group and group not in self._groups and isinstance(schema.patterns().get(group), GroupOf):
            self._groups.add(group)
            ready = preset.for_place(self._desk.session.library.presets, group)
            if ready:
                self._column.addWidget(GroupPresets(self._desk.session, group, ready))

    def _add_list(self, entry: Repeat) -> None:
        address = self._at(entry.pattern)
        if entry.pattern == _COLUMNS:
            table = at.parent(address)
            self._places.grids[table] = grid = StatisticsGrid(self._desk, table, self._places)
            grid.show_findings(self._places.findings)
            grid.show_remarks()
            self._column.addWidget(grid)
        elif entry.pattern != _ROWS:
            kind = ItemTable if entry.question is not None and entry.question.columns else ItemList
            items = kind(self._desk, entry, address, self._places, self._inner, nested=self._depth > 0)
            self._places.add_list(items)
            items.show_findings(self._places.findings)
            items.show_remarks()
            self._column.addWidget(items)

    def _inner(self, repeat: Repeat, prefix: str) -> QWidget:
        return Form(self._desk, repeat.entries, prefix, self._places)

    def _at(self, pattern: str) -> str:
        """Return *pattern* with the ids of the item that is asked about."""
        ids = self._prefix.split(schema.SEPARATOR)
        segments = pattern.split(schema.SEPARATOR)
        return at.join(*(ids[n] if segment == schema.ANY else segment for n, segment in enumerate(segments)))
