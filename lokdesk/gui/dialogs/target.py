"""Which question words are an answer to: searched for among those of the handbook, with the item it is of."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement import schema
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, characters, wrapped
from lokdesk.gui.paragraphs import Paragraphs, Row, Said
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import place, proposed
from lokdesk.session.proposed import Level

_WIDTH, _LINES, _SHARE = 84, 34, 0.9
"""How many characters wide and lines high it is, and how much of the screen it takes at the most."""
_MOST = 3
_NONE = "Ingen fråga innehåller de orden. Pröva med andra ord."
_UNFIT = "Texten går inte att använda som svar på den frågan. Välj en annan fråga."
_FITS = ""
_NEAR = "near:"
"""What the keys of rows begin with that are places and not questions."""
_NEARBY = "Närmast i dokumentet"
_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class TargetDialog(QDialog):
    """A line to search in, the questions found, and below them the items that the question is asked of."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        words: Sequence[str],
        fits: Callable[[str], bool],
        nearest: Sequence[str] = (),
        accept: str = "Flytta hit",
        lead: str = "",
    ) -> None:
        """*words* are what is to be put somewhere; *fits* tells whether they can answer a pattern.

        The addresses of answers that are *nearest* come first. *accept* is what the button says, and *lead*
        what to do, where there is something to say of it.
        """
        super().__init__(parent)
        self._desk = desk
        self._fits = fits
        self._all = {one.pattern: one for one in proposed.targets(desk.handbook)}
        self._nearest = {f"{_NEAR}{one}": one for one in nearest if self._is_there(one)}
        self._levels: list[Level] = []
        self._fresh: dict[str, str] = {}
        self.setWindowTitle(title)
        self.search = QLineEdit()
        self.search.setObjectName("target:search")
        self.search.setAccessibleName("Sök bland frågorna")
        self.search.setPlaceholderText("Sök bland frågorna")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.search.installEventFilter(self)
        self.list = Paragraphs("target:questions", "Frågor")
        self.list.setSelectionMode(Paragraphs.SelectionMode.SingleSelection)
        self.list.itemSelectionChanged.connect(self._chosen)
        self.list.entered.connect(self.accept)
        self.remark = wrapped("")
        self.items = QFormLayout()
        self.items.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.boxes: list[QComboBox] = []
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.buttons.button(standard.Ok).setText(accept)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        if lead:
            column.addWidget(wrapped(lead))
        shown = "\n".join(f"”{one}”" for one in words[:_MOST])
        more = f"\noch {len(words) - _MOST} till" if len(words) > _MOST else ""
        quoted = wrapped(_shortened(shown) + more)
        column.addWidget(quoted)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        nest(column, self.items)
        column.addWidget(self.remark)
        column.addWidget(self.buttons)
        self._show()
        room = self.screen().availableGeometry().size() * _SHARE
        width, height = characters(self, _WIDTH), _LINES * self.fontMetrics().lineSpacing()
        self.resize(min(width, room.width()), min(height, room.height()))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        found = proposed.matching(tuple(self._all.values()), self.search.text())
        rows = self._nearest_rows(self.search.text()) + [
            Row(
                one.pattern,
                (Said(one.label, bold=True), Said(one.where, faint=True), Said(one.prompt, most=2)),
            )
            for one in found
        ]
        self.list.show_rows(rows)
        if self.list.key not in {one.key for one in rows} or not self.list.chosen:
            self.list.clearSelection()
            if rows:
                self.list.choose(rows[0].key)
        self._chosen()

    def _is_there(self, address: str) -> bool:
        """Return whether there is an answer at *address* that the words can go to."""
        try:
            pattern = schema.pattern(address)
        except KeyError:
            return False
        return (
            pattern in self._all
            and self._fits(pattern)
            and place.exists(self._desk.session.agreement, address)
        )

    def _nearest_rows(self, searched: str) -> list[Row]:
        """Return the rows of what is nearest, as long as nothing is searched for."""
        if searched.strip():
            return []
        agreement = self._desk.session.agreement
        return [
            Row(
                key,
                (
                    Said(place.place(self._desk.handbook, agreement, address).words, bold=True),
                    Said(_NEARBY, faint=True),
                ),
            )
            for key, address in self._nearest.items()
        ]

    @property
    def pattern(self) -> str:
        """The pattern of the question that is chosen, or an empty string."""
        chosen = self.list.chosen
        if not chosen:
            return ""
        return schema.pattern(self._nearest[chosen[0]]) if chosen[0] in self._nearest else chosen[0]

    def _chosen(self) -> None:
        while self.items.rowCount():
            self.items.removeRow(0)
        self.boxes.clear()
        if self.pattern:
            for number, list_ in enumerate(proposed.levels(self.pattern)):
                box = QComboBox()
                box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                box.setMinimumContentsLength(20)
                box.setObjectName(f"target:item-{number}")
                box.activated.connect(lambda _=0, number=number: self._fill(number + 1))
                question = self._desk.handbook.question(list_)
                label = QLabel(question.label)
                label.setBuddy(box)
                box.setAccessibleName(question.label)
                self.items.addRow(label, box)
                self.boxes.append(box)
            order = (self.list, *self.boxes, *self.buttons.buttons())
            for before, after in pairwise(order):
                self.setTabOrder(before, after)
            self._fill(0)
            self._point_out()
        fits = bool(self.pattern) and self._fits(self.pattern)
        self.remark.setText(_FITS if fits else _UNFIT if self.pattern else _NONE)
        self.remark.setVisible(not fits)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(fits)

    def _fill(self, first: int) -> None:
        """Offer the items of the lists from the one with that number on, which lies in what is chosen."""
        session = self._desk.session
        for number in range(first, len(self.boxes)):
            box = self.boxes[number]
            list_ = self._list(number)
            level = proposed.level(session.handbook, session.agreement, list_, session.wording)
            box.clear()
            for id_, name in level.items.items():
                box.addItem(name, userData=id_)
            if list_ not in self._fresh:
                self._fresh[list_] = proposed.new_item(session.agreement, tuple(self._fresh.values()))
            box.addItem(level.add, userData=self._fresh[list_])

    def _point_out(self) -> None:
        """Choose the items that what is nearest lies in."""
        address = self._nearest.get(self.list.chosen[0], "")
        ids = [
            id_
            for id_, segment in zip(address.split(SEPARATOR), self.pattern.split(SEPARATOR), strict=False)
            if segment == schema.ANY
        ]
        for number, id_ in enumerate(ids):
            self.boxes[number].setCurrentIndex(self.boxes[number].findData(id_))
            self._fill(number + 1)

    def _list(self, count: int) -> str:
        """Return the address of the list on the level with that number, in the items chosen above it."""
        segments = proposed.levels(self.pattern)[count].split(SEPARATOR)
        ids = [str(box.currentData()) for box in self.boxes[:count]]
        for number, id_ in zip([n for n, one in enumerate(segments) if one == "*"], ids, strict=False):
            segments[number] = id_
        return SEPARATOR.join(segments)

    @property
    def address(self) -> str:
        """The address of the answer that is chosen."""
        segments = self.pattern.split(SEPARATOR)
        ids = iter([str(box.currentData()) for box in self.boxes])
        return SEPARATOR.join(next(ids) if one == "*" else one for one in segments)

    def accept(self) -> None:
        """Agree, where the words fit."""
        if self.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled():
            super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys go through the questions while words are typed."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _KEYS:
                QApplication.sendEvent(self.list, event)
                return True
        return super().eventFilter(watched, event)


def _shortened(text: str, most: int = 400) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def ask(
    parent: QWidget,
    desk: Desk,
    title: str,
    words: Sequence[str],
    fits: Callable[[str], bool],
    nearest: Sequence[str] = (),
    accept: str = "Flytta hit",
    lead: str = "",
) -> str:
    """Let the user choose the answer that *words* are. Returns its address, or an empty string.

    The addresses that are *nearest* are offered first, *accept* is what the button says, and *lead* comes
    before the words.
    """
    dialog = TargetDialog(parent, desk, title, words, fits, nearest, accept, lead)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    address = dialog.address if agreed else ""
    dialog.deleteLater()
    return address
