"""Picks what a workshop takes up, and how large it is shown."""

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from lokdesk.gui import timer
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, characters, tip, wrapped
from lokdesk.gui.settings import TEXT_SIZES
from lokdesk.gui.wizard.desk import Desk
from lokdesk.handbook import agenda, asking
from lokdesk.handbook.book import Question

_LEAD = (
    "Kryssa för det som ni ska hinna med i dag. Frågorna visas sedan en i taget med stor text. "
    "Anteckningar och senast använda filer syns inte."
)
_PATTERN = Qt.ItemDataRole.UserRole
_SIZE = (84, 38)
"""How many characters wide and lines high the dialog is, where there is room."""
_Check = Qt.CheckState


class AgendaDialog(QDialog):
    """The steps and sections of the handbook with their questions, each with a box to tick."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("Workshop")
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("Frågor att ta upp")
        self._fill(desk.session.draft.discussion.agenda)
        self.tree.expandToDepth(0)
        # A tick at a step ticks all questions in it, one after the other.
        self._counting = timer.once(self, 0, self._count)
        self.tree.itemChanged.connect(lambda *_: self._counting.start(0))
        self.open_button = QPushButton("Välj obesvarade frågor")
        self.open_button.clicked.connect(lambda: self.pick(self._unanswered()))
        self.none_button = QPushButton("Välj inga")
        self.none_button.clicked.connect(lambda: self.pick(()))
        self.count = QLabel()
        self.size_box = QComboBox()
        for size in TEXT_SIZES:
            self.size_box.addItem(f"{size} %", userData=size)
        self.size_box.setCurrentIndex(TEXT_SIZES.index(desk.settings.workshop_text_size))
        self.size_box.setAccessibleName("Textens storlek")
        size_label = QLabel("Textens &storlek:")
        size_label.setBuddy(self.size_box)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.buttons.button(standard.Ok).setText("Börja")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        picks = QHBoxLayout()
        picks.setSpacing(GAP)
        for widget in (self.open_button, self.none_button):
            picks.addWidget(widget)
        picks.addStretch(1)
        picks.addWidget(self.count)
        size_row = QHBoxLayout()
        size_row.setSpacing(GAP)
        size_row.addWidget(size_label)
        size_row.addWidget(self.size_box)
        size_row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        column.addWidget(wrapped(_LEAD))
        column.addWidget(self.tree, 1)
        nest(column, picks)
        nest(column, size_row)
        column.addWidget(self.buttons)
        self._count()
        room = self.screen().availableGeometry()
        width, height = characters(self, _SIZE[0]), _SIZE[1] * self.fontMetrics().lineSpacing()
        self.resize(min(width, room.width()), min(height, room.height()))

    def _fill(self, picked: Collection[str]) -> None:
        for step in self._desk.handbook.steps:
            above = self._branch(self.tree.invisibleRootItem(), step.title)
            for section in step.sections:
                branch = self._branch(above, section.title)
                for question in agenda.offered(section):
                    leaf = QTreeWidgetItem(branch, [_words(question)])
                    leaf.setToolTip(0, tip(question.prompt))
                    leaf.setData(0, _PATTERN, question.address)
                    chosen = _Check.Checked if question.address in picked else _Check.Unchecked
                    leaf.setCheckState(0, chosen)

    def _branch(self, above: QTreeWidgetItem, title: str) -> QTreeWidgetItem:
        branch = QTreeWidgetItem(above, [title])
        branch.setFlags(branch.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
        return branch

    def _leaves(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        iterator = QTreeWidgetItemIterator(self.tree)
        while (item := iterator.value()) is not None:
            if item.data(0, _PATTERN):
                found.append(item)
            iterator += 1
        return found

    def _unanswered(self) -> set[str]:
        """Return the patterns of the questions that lack an answer somewhere."""
        agreement = self._desk.session.agreement
        patterns = [leaf.data(0, _PATTERN) for leaf in self._leaves()]
        return {
            point.entry.question.address
            for point in agenda.points(self._desk.handbook, agreement, patterns)
            if point.entry.question is not None
            and not asking.answered(self._desk.session.value(point.address))
        }

    def pick(self, patterns: Collection[str]) -> None:
        """Tick the questions with *patterns*, and no others."""
        with QSignalBlocker(self.tree):
            for leaf in self._leaves():
                chosen = leaf.data(0, _PATTERN) in patterns
                leaf.setCheckState(0, _Check.Checked if chosen else _Check.Unchecked)
        self._count()

    @property
    def picked(self) -> tuple[str, ...]:
        """The patterns of the questions that are ticked, in the order of the handbook."""
        return tuple(
            leaf.data(0, _PATTERN) for leaf in self._leaves() if leaf.checkState(0) is _Check.Checked
        )

    @property
    def text_size(self) -> int:
        """The size of the text that is chosen, in per cent."""
        return self.size_box.currentData()

    def _count(self) -> None:
        count = len(agenda.points(self._desk.handbook, self._desk.session.agreement, self.picked))
        self.count.setText(f"{count} {'fråga' if count == 1 else 'frågor'} att ta upp")
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(count > 0)


def _words(question: Question) -> str:
    return question.label if question.kind != "list" else f"{question.label} (lista)"


def ask(parent: QWidget, desk: Desk) -> tuple[tuple[str, ...], int] | None:
    """Ask for the agenda and the size of the text; ``None`` when the user has changed their mind."""
    dialog = AgendaDialog(parent, desk)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    result = dialog.picked, dialog.text_size
    dialog.deleteLater()
    return result if agreed else None
