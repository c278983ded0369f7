"""The steps at the left, each with how far it has come."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from lokdesk.gui.look import characters
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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSpacing(3)
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
            lines = [f"{row + 1}. {step.title}", answered(progress[step.slug])]
            if findings.get(step.slug):
                lines.append(f"{findings[step.slug]} att se över")
            self.item(row).setText("\n    ".join(lines))

    def sizeHint(self) -> QSize:
        """Return a width that the titles fit in."""
        return QSize(characters(self, 32), super().sizeHint().height())


def answered(progress: Progress) -> str:
    """Return *progress* in words: "1 av 14 besvarad", "2 av 14 besvarade"."""
    return f"{progress.answered} av {progress.total} {'besvarad' if progress.answered == 1 else 'besvarade'}"
