"""One question with the field that takes its answer."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.finding import Finding
from lokdesk.gui.dialogs import message
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.fields.reference import ReferenceField
from lokdesk.gui.look import GAP, muted, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.handbook.book import Question
from lokdesk.session.complaint import Unfit

REQUIREMENTS = {"required": "Ska besvaras", "recommended": "Bör besvaras", "optional": ""}


class QuestionRow(QWidget):
    """A question, how much it matters, the field for its answer, and what there is to say of the answer."""

    def __init__(self, desk: Desk, question: Question, address: str, short: bool) -> None:
        super().__init__()
        self._desk = desk
        self.question = question
        self.address = address
        self._findings: tuple[Finding, ...] = ()
        answer = question.field
        assert isinstance(answer, Answer)
        self.field = desk.field(question.address, answer)
        # The address is the name under which the question, the field and the Word control know the answer.
        self.field.setObjectName(address)
        self.setProperty("address", address)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        top = QHBoxLayout()
        prompt = wrapped(question.label if short else question.prompt)
        prompt.setBuddy(self.field.inputs()[0] if self.field.inputs() else self.field)
        top.addWidget(prompt, 1)
        if REQUIREMENTS[question.requirement]:
            top.addWidget(muted(QLabel(REQUIREMENTS[question.requirement])), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.field)
        self.remark = wrapped("")
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.hide()
        column.addWidget(self.remark)

        self.field.edited.connect(self._take)
        if isinstance(self.field, LineField):
            self.field.chosen.connect(self._fill_from_register)
        if isinstance(self.field, ReferenceField):
            self.field.browse.connect(self._attach)
        self.refresh()
        self._describe()

    def refresh(self) -> None:
        """Show the answer as it stands in the draft."""
        self.field.show_value(self._desk.session.value(self.address))

    def _take(self, value: object) -> None:
        try:
            self._desk.session.set(self.address, value)
        except Unfit as error:
            self._say(error.complaints[0].sentence)
        else:
            self._say("")

    def _fill_from_register(self, text: str) -> None:
        register = self._desk.source(self.question.address)
        for name, value in register.answers(text).items() if register else ():
            beside = at.join(at.parent(self.address), name)
            if beside != self.address and not self._desk.session.value(beside):
                self._desk.session.set(beside, value)

    def _attach(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Bifoga en fil")
        if not chosen:
            return
        try:
            content = Path(chosen).read_bytes()
        except OSError:
            message.problem(self, f"Filen ”{Path(chosen).name}” går inte att läsa. Inget har ändrats.")
            return
        self._desk.session.set(self.address, self._desk.session.attach(Path(chosen).name, content))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the rules say of this answer."""
        if tuple(findings) != self._findings:
            self._findings = tuple(findings)
            self._say("")

    def _say(self, complaint: str) -> None:
        """Show a *complaint* about what has been typed, or else what the rules say."""
        lines = [complaint] if complaint else [finding.message for finding in self._findings]
        text = "\n".join(lines)
        if text != self.remark.text():
            self.remark.setText(text)
            self.remark.setVisible(bool(text))
            self._describe()
            if complaint:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, complaint))

    def _describe(self) -> None:
        parts = (self.question.prompt, REQUIREMENTS[self.question.requirement], self.remark.text())
        self.field.describe(self.question.label, " ".join(part for part in parts if part))
