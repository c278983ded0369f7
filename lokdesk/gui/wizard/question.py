"""One question with the field that takes its answer."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.finding import Finding
from lokdesk.gui.dialogs import file, message
from lokdesk.gui.fields.attachment import AttachmentField
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.look import GAP, characters, literal, muted, wrapped
from lokdesk.gui.wizard.desk import REQUIREMENTS, Desk
from lokdesk.gui.wizard.remark import Remark
from lokdesk.gui.wizard.unread import RULE as UNREAD
from lokdesk.handbook import asking
from lokdesk.handbook.book import Question
from lokdesk.project import project
from lokdesk.project.problem import Problem

_LABEL_WIDTH = 26
"""How many characters wide the labels are that stand beside their fields."""


class QuestionRow(QWidget):
    """A question, how much it matters, the field for its answer, and what there is to say of the answer.

    A *short* row has the question's label beside the field, any other the whole question above it.
    """

    def __init__(self, desk: Desk, question: Question, address: str, short: bool) -> None:
        super().__init__()
        self._desk = desk
        self.question = question
        self.address = address
        self._findings: tuple[Finding, ...] = ()
        self._typing = False
        answer = question.field
        assert isinstance(answer, Answer)
        self.field = desk.field(question, answer, address)
        # The address is the name under which the question, the field and the Word control know the answer.
        self.field.setObjectName(address)
        self.setProperty("address", address)
        self.remark = Remark()
        prompt = wrapped(literal(question.label if short else question.prompt))
        prompt.setBuddy(self.field)
        if short:
            self._lay_out_beside(prompt)
        else:
            self._lay_out_above(prompt)

        self.field.edited.connect(self._take)
        self.field.left.connect(self._leave)
        if isinstance(self.field, LineField):
            self.field.chosen.connect(self._fill_from_register)
        if isinstance(self.field, AttachmentField):
            self.field.attach.connect(self._attach)
            self.field.copy.connect(self._save_copy)
            self.field.detach.connect(self._detach)
        self.refresh()
        self.show_whether_asked()
        self._describe()

    def _lay_out_above(self, prompt: QLabel) -> None:
        top = QHBoxLayout()
        top.addWidget(prompt, 1)
        if REQUIREMENTS[self.question.requirement]:
            mark = muted(QLabel(REQUIREMENTS[self.question.requirement]))
            top.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        column.addLayout(top)
        column.addWidget(self.field)
        column.addWidget(self.remark)

    def _lay_out_beside(self, prompt: QLabel) -> None:
        prompt.setFixedWidth(characters(self, _LABEL_WIDTH))
        # On a level with the text in the field.
        prompt.setContentsMargins(0, GAP // 2, 0, 0)
        label = QVBoxLayout()
        label.setSpacing(0)
        label.addWidget(prompt)
        if REQUIREMENTS[self.question.requirement]:
            label.addWidget(muted(QLabel(REQUIREMENTS[self.question.requirement])))
        label.addStretch(1)
        answer = QVBoxLayout()
        answer.setSpacing(GAP // 2)
        answer.addWidget(self.field)
        answer.addWidget(self.remark)
        answer.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addLayout(label)
        row.addLayout(answer, 1)

    def refresh(self) -> None:
        """Show the answer as it stands in the draft, unless something not understood waits in the field."""
        if self.address not in self._desk.unread.texts:
            self.field.show_value(self._desk.session.value(self.address))

    def answer_changed(self) -> None:
        """Show the new answer, whatever else stands in the field."""
        self._desk.unread.forget(self.address)
        self.refresh()

    def show_whether_asked(self) -> None:
        """Show the row if the question is one to ask, given what else has been answered."""
        if self.question.when is not None:
            self.setVisible(asking.applies(self.question, self._desk.session.agreement, self.address))

    # Edits

    def _take(self) -> None:
        if self.field.unread:
            self._typing = True
            self._desk.unread.note(self.address, self.field.unread)
            return
        self._desk.unread.forget(self.address)
        # The last that a field says may be that it lost the focus, because its item is gone.
        with suppress(UnknownAddress):
            self._desk.session.set(self.address, self.field.value)

    def _leave(self) -> None:
        self._typing = False

    def _fill_from_register(self, text: str) -> None:
        source = self._desk.source(self.question)
        for name, value in source.answers(text).items() if source else ():
            self._desk.session.set(at.join(at.parent(self.address), name), value)

    def _attach(self) -> None:
        chosen = file.to_open(self, "Bifoga en fil", self._desk.folder)
        if chosen is None:
            return
        try:
            content = chosen.read_bytes()
        except OSError:
            message.problem(self, f"Filen ”{chosen.name}” går inte att läsa. Inget har ändrats.")
            return
        self._desk.session.set(self.address, self._desk.session.attach(chosen.name, content))

    def _save_copy(self) -> None:
        attached = self._desk.session.value(self.address)
        one = next((one for one in self._desk.session.draft.attachments if one.id == attached), None)
        if one is None:
            return
        suggested = self._desk.folder / PurePath(one.name).name
        path = file.to_save(self, "Spara en kopia", suggested, "Alla filer (*)", suggested.suffix)
        if path is None:
            return
        try:
            project.write_other(path, one.content)
        except Problem as problem:
            message.problem(self, str(problem), "Filen finns kvar i projektet.")
            return
        message.notice(self, f"En kopia är sparad som ”{path.name}”.", f"Den ligger i mappen {path.parent}.")

    def _detach(self) -> None:
        attached = self._desk.session.value(self.address)
        if attached in self._desk.session.attachment_names:
            self._desk.session.detach(attached)
        self._desk.session.set(self.address, None)

    # What there is to say

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Take what the rules say of this answer."""
        self._findings = tuple(one for one in findings if one.rule != UNREAD)

    def show_remarks(self) -> None:
        """Show what the rules say, and of what was typed that it is not understood once the user is done."""
        findings = list(self._findings)
        unread = self.address in self._desk.unread.texts and not self._typing
        if unread:
            findings.insert(0, self._desk.unread.finding(self.address))
        if self.remark.show_findings(findings):
            self._describe()
            if unread:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, findings[0].message))

    def _describe(self) -> None:
        parts = (self.question.prompt, REQUIREMENTS[self.question.requirement], self.remark.text())
        self.field.describe(self.question.label, " ".join(part for part in parts if part))
