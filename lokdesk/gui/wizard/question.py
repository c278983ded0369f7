"""One question with the field that takes its answer."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lokdesk.agreement import address as at
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.finding import Finding
from lokdesk.gui.dialogs import file, message
from lokdesk.gui.fields.attachment import AttachmentField
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, characters, heading, literal, muted, wrapped
from lokdesk.gui.wizard.desk import REQUIREMENTS, Desk
from lokdesk.gui.wizard.mark import MarkPlace
from lokdesk.gui.wizard.remark import Remark
from lokdesk.gui.wizard.unread import RULE as UNREAD
from lokdesk.handbook import asking
from lokdesk.handbook.book import Question
from lokdesk.project.problem import Problem
from lokdesk.session import attaching, removal

Shape = Literal["above", "beside", "cell"]
"""Where the words stand: the whole question above its field, the label beside it, or at most the label."""

PROJECTED = 1.3
"""How much larger than other text a question is that is read from the other end of a room."""
_LABEL_WIDTH = 26
"""How many characters wide the labels are that stand beside their fields."""


class QuestionRow(QWidget):
    """A question, how much it matters, the field for its answer, and what there is to say of the answer.

    That of a cell in a table has only the label with its field, and that only where it is shown there. What
    there is to say of its answer has its place elsewhere.
    """

    def __init__(self, desk: Desk, question: Question, address: str, shape: Shape) -> None:
        super().__init__()
        self._desk = desk
        self.question = question
        self.address = address
        self._findings: tuple[Finding, ...] = ()
        self._typing = False
        answer = question.field
        assert isinstance(answer, Answer)
        self.field = (desk.cell if shape == "cell" else desk.field)(question, answer, address)
        # The address is the name under which the question, the field and the Word control know the answer.
        self.field.setObjectName(address)
        self.setProperty("address", address)
        self._place = ""
        self._beside: QBoxLayout | None = None
        self._shape = shape
        self.remark = Remark(question.label if shape == "cell" else "")
        self.said = MarkPlace(desk.marks, desk.former, address, question.label, named=shape == "cell")
        if shape == "above" and desk.projected:
            self._prompt = heading(literal(question.prompt), PROJECTED)
        else:
            self._prompt = wrapped(literal(question.prompt if shape == "above" else question.label))
        self._prompt.setBuddy(self.field)
        match shape:
            case "above":
                self._lay_out_above(self._prompt)
            case "beside":
                self._lay_out_beside(self._prompt)
            case "cell":
                self._lay_out_in_cell(self._prompt)

        self.field.edited.connect(self._take)
        self.field.left.connect(self._leave)
        # Connected by itself, a method of what is no part of Qt is remembered for as long as that is there.
        self.field.parted.connect(lambda: desk.session.settle())
        if isinstance(self.field, LineField):
            self.field.chosen.connect(self._fill_from_register)
        if isinstance(self.field, AttachmentField):
            self.field.attach.connect(self._attach)
            self.field.copy.connect(self._save_copy)
            self.field.detach.connect(self._detach)
        self.refresh()
        if address in desk.unread.texts:
            # What was typed on a page that has been made anew is still there, understood or not.
            self.field.show_unread(desk.unread.texts[address])
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
        nest(column, top)
        column.addWidget(self.field)
        nest(column, self.said)
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
        nest(answer, self.said)
        answer.addWidget(self.remark)
        answer.addStretch(1)
        self._beside = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        nest(row, label)
        nest(row, answer, 1)

    def minimumSizeHint(self) -> QSize:
        """Return what the field needs: its label goes above it where there is no room beside it."""
        least = super().minimumSizeHint()
        return QSize(self.field.minimumSizeHint().width(), least.height()) if self._beside else least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the label beside the field or above it, as there is room."""
        super().resizeEvent(event)
        if self._beside is not None:
            label = characters(self, _LABEL_WIDTH)
            narrow = self.width() < label + max(label, self.field.minimumSizeHint().width())
            ways = QBoxLayout.Direction
            self._beside.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
            self._prompt.setMinimumWidth(0 if narrow else label)
            self._prompt.setMaximumWidth(self.width() if narrow else label)

    def _lay_out_in_cell(self, label: QLabel) -> None:
        muted(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label)
        column.addWidget(self.field)
        column.addStretch(1)
        # How wide it is follows from the table, not from what stands in it.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_label(self, wanted: bool) -> None:
        """Show the label, or leave it to the heading of a column."""
        self._prompt.setVisible(wanted)

    def show_place(self, place: str) -> None:
        """Tell a screen reader where among others with the same label the field is: in which row."""
        if place != self._place:
            self._place = place
            self._describe()

    def refresh(self) -> None:
        """Show the answer as it stands in the draft, unless something not understood waits in the field."""
        if self.address not in self._desk.unread.texts:
            self.field.show_value(self._desk.session.value(self.address))

    @property
    def shows_more(self) -> bool:
        """Whether more is shown than the answer in the draft, such as blank lines that are no part of it."""
        return not self.field.shows(self._desk.session.value(self.address))

    def take_back(self) -> None:
        """Show the answer in the draft, and no more."""
        self._desk.unread.forget(self.address)
        self.field.show_anew(self._desk.session.value(self.address))

    def answer_changed(self) -> None:
        """Show the new answer, whatever else stands in the field."""
        self._desk.unread.forget(self.address)
        self.refresh()

    def show_whether_asked(self) -> None:
        """Show the row if the question is one to ask, given what else has been answered.

        A row that the user is in stays, and a table shows its columns itself.
        """
        if self._shape != "cell" and asking.conditional(self.question):
            wanted = asking.applies(self.question, self._desk.session.agreement, self.address)
            if wanted or not self.isAncestorOf(self.window().focusWidget() or self.window()):
                self.setVisible(wanted)

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
            content = attaching.content(chosen, self._desk.session.draft)
        except Problem as problem:
            message.problem(self, str(problem), "Inget har ändrats.")
            return
        self._desk.session.attach(chosen.name, content, self.address)

    def _save_copy(self) -> None:
        attached = self._desk.session.value(self.address)
        one = next((one for one in self._desk.session.draft.attachments if one.id == attached), None)
        if one is None:
            return
        suggested = self._desk.folder / PurePath(one.name).name
        file.save_copy(self, suggested, one.content, "Filen finns kvar i projektet.")

    def _detach(self) -> None:
        session = self._desk.session
        attached = session.value(self.address)
        if attached not in session.attachment_names:
            session.set(self.address, None)
            return
        others = [one for one in session.refers_to_file(attached) if one != self.address]
        if others:
            name = session.attachment_names[attached]
            more = removal.detached(self._desk.handbook, session.agreement, name, others)
            if not message.remove(self.window(), f"Vill du ta bort filen ”{name}”?", more):
                return
        session.detach(attached)

    # What there is to say

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Take what the rules say of this answer."""
        self._findings = tuple(one for one in findings if one.rule != UNREAD)

    def show_remarks(self) -> None:
        """Show what the rules say, and of what was typed that it is not understood once the user is done."""
        news = False
        if not self._desk.projected:
            self.said.show_marks(self._desk.session.draft.discussion)
            news = self._shape != "cell" and self.said.show_since(self.since)
        findings = list(self._findings)
        unread = self.address in self._desk.unread.texts and not self._typing
        if unread:
            findings.insert(0, self._desk.unread.finding(self.address))
        if self.remark.show_findings(findings):
            self._describe()
            news = False
            if unread:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, findings[0].message))

        if news:
            self._describe()

    @property
    def since(self) -> str:
        """How the answer differs from the one before, in a few words; empty where it does not."""
        return self._desk.former.since.mark(self.address)

    def _describe(self) -> None:
        since = f"{self.since}." if self.since and not self._desk.projected else ""
        requirement = REQUIREMENTS[self.question.requirement]
        parts = (self.question.prompt, requirement, self.remark.text(), since)
        name = ", ".join(part for part in (self.question.label, self._place) if part)
        self.field.describe(name, " ".join(part for part in parts if part))
