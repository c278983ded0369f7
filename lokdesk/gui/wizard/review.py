"""What the rules find, and the way out to Word: the end of the last step."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement.finding import Finding, Severity
from lokdesk.gui.look import GAP, ROOM, heading, muted, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session.review import Review

_TITLES: dict[Severity, str] = {
    "must": "Måste ordnas",
    "should": "Bör ses över",
    "tip": "Tips",
}


class ReviewPanel(QWidget):
    """The findings with what can be done about each, and the button that makes the Word document."""

    wanted = Signal(str)
    """The address of a place that the user wants to go to."""
    export = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Review | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROOM)
        column.addWidget(heading("Granskning", 1.25))
        self.summary = wrapped("")
        column.addWidget(self.summary)
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        column.addLayout(self._list)
        self.limit = QSpinBox()
        self.limit.setRange(1, 100)
        self.limit.setObjectName("small-count-limit")
        self.limit.setAccessibleName("Varna för antal under")
        self.limit.valueChanged.connect(self._set_limit)
        form = QFormLayout()
        form.addRow("Varna för antal under", self.limit)
        column.addLayout(form)
        column.addWidget(heading("Word-dokumentet", 1.25))
        column.addWidget(
            wrapped(
                "Dokumentet kan skapas när som helst, även när något återstår. "
                "Svaren finns kvar i projektfilen, så ni kan skapa ett nytt dokument efter varje ändring."
            )
        )
        row = QHBoxLayout()
        self.button = QPushButton("Skapa Word-dokument …")
        self.button.setObjectName("export")
        self.button.clicked.connect(self.export)
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)

    def _set_limit(self, limit: int) -> None:
        draft = self._desk.session.draft
        if draft.rule_settings.small_count_limit != limit:
            settings = draft.rule_settings.model_copy(update={"small_count_limit": limit})
            self._desk.session.change(draft.model_copy(update={"rule_settings": settings}))

    def show_review(self, review: Review) -> None:
        """Show *review*, unless it is what is shown already."""
        limit = self._desk.session.draft.rule_settings.small_count_limit
        if self.limit.value() != limit:
            self.limit.setValue(limit)
        if review == self._shown:
            return
        self._shown = review
        while (taken := self._list.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for severity, title in _TITLES.items():
            found = [finding for finding in review.open if finding.severity == severity]
            if found:
                self._list.addWidget(heading(f"{title} ({len(found)})", 1.05))
                for finding in found:
                    self._list.addWidget(self._row(finding, None))
        if review.set_aside:
            self._list.addWidget(heading(f"Satt åt sidan ({len(review.set_aside)})", 1.05))
            for finding, reason in review.set_aside:
                self._list.addWidget(self._row(finding, reason))
        self.summary.setText(_summary(review.open))

    def _row(self, finding: Finding, reason: str | None) -> QWidget:
        card = QFrame()
        card.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout(card)
        column.addWidget(wrapped(finding.message))
        column.addWidget(muted(wrapped(finding.action if reason is None else f"Skäl: {reason}")))
        row = QHBoxLayout()
        go = QPushButton("Gå dit")
        go.setAccessibleDescription(finding.message)
        go.clicked.connect(lambda: self.wanted.emit(finding.address))
        other = QPushButton("Sätt åt sidan …" if reason is None else "Ta upp igen")
        other.setAccessibleDescription(finding.message)
        if reason is None:
            other.clicked.connect(lambda: self._set_aside(finding))
        else:
            other.clicked.connect(lambda: self._desk.session.take_up(finding))
        row.addWidget(go)
        row.addWidget(other)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _set_aside(self, finding: Finding) -> None:
        label = f"{finding.message}\n\nVarför kan det vara som det är?"
        reason, agreed = QInputDialog.getText(self, "Sätt åt sidan", label)
        if agreed and reason.strip():
            self._desk.session.set_aside(finding, reason.strip())


def _summary(findings: Sequence[Finding]) -> str:
    must = sum(finding.severity == "must" for finding in findings)
    should = sum(finding.severity == "should" for finding in findings)
    if not findings:
        return "Granskningen hittar inget att anmärka på."
    if not must:
        saker = "en sak" if should == 1 else f"{should} saker"
        return f"Inget måste ordnas. {saker.capitalize()} bör ses över." if should else "Inget måste ordnas."
    return f"{'En sak' if must == 1 else f'{must} saker'} måste ordnas och {should} bör ses över."
