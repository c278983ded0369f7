"""The steps at the left, each with how far it has come."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from lokdesk.handbook.book import Handbook
from lokdesk.handbook.progress import Progress


class StepList(QListWidget):
    """The handbook's steps. Any of them can be gone to at any time."""

    chosen = Signal(str)
    """The slug of the step that the user has gone to."""

    def __init__(self, handbook: Handbook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._handbook = handbook
        self.setObjectName("steps")
        self.setAccessibleName("Steg")
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for step in handbook.steps:
            item = QListWidgetItem(step.title, self)
            item.setData(Qt.ItemDataRole.UserRole, step.slug)
        self.currentItemChanged.connect(self._tell)

    def _tell(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(current.data(Qt.ItemDataRole.UserRole))

    def show_step(self, slug: str) -> None:
        """Mark the step *slug* as the one that is shown."""
        for row, step in enumerate(self._handbook.steps):
            if step.slug == slug and row != self.currentRow():
                self.setCurrentRow(row)

    def show_progress(self, progress: Mapping[str, Progress], findings: Mapping[str, int]) -> None:
        """Show how far each step has come, and how many things in it are left to look at."""
        for row, step in enumerate(self._handbook.steps):
            item = self.item(row)
            done = progress[step.slug]
            lines = [f"{row + 1}. {step.title}", f"{done.answered} av {done.total} besvarade"]
            if findings.get(step.slug):
                lines[1] += f", {findings[step.slug]} att se över"
            item.setText("\n".join(lines))

    def sizeHint(self) -> QSize:
        """Return a width that the titles fit in."""
        return QSize(self.fontMetrics().averageCharWidth() * 34, super().sizeHint().height())
