"""An agreement taken in from Word: its passages, what they are taken for, and what has no place yet."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.intake import Intake
from lokdesk.agreement.phrase import joined
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.gui.dialogs import file, message, target
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, characters, heading, wrapped
from lokdesk.gui.panes.gaps import Gaps
from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.paragraphs import Paragraphs, Row, Said
from lokdesk.gui.stock import Stock
from lokdesk.gui.tool import tool
from lokdesk.gui.wizard.desk import Desk
from lokdesk.handbook.progress import State
from lokdesk.project.problem import Problem
from lokdesk.recognition.passage import Span
from lokdesk.recognition.tray import Left
from lokdesk.session import intake, place, proposed
from lokdesk.session.event import AnswerChanged, Event
from lokdesk.session.proposed import Line, Section

_NOTHING = (
    "Ingen överenskommelse är hämtad från Word. Välj Arkiv, Hämta en överenskommelse från Word, så blir den "
    "ett utkast som ni går igenom här."
)
_BESIDE = 92
"""How wide in characters it must be for the document to stand beside the answers."""
_SHAPES = {"proposed": State.UNTOUCHED, "confirmed": State.COMPLETE}
_LEFT_TITLE = "Ännu inte placerat"
_UNDERSTOOD = "Rubriker, ledtexter och annat som inte är egna svar"
_KEPT = "Filen finns kvar i projektet."
_CONTENTS = "Innehållsförteckning"
_UNDERSTOOD_KEY, _LEFT_KEY = "understood", "left"


class IntakeView(Pane):
    """The file beside what it was taken for, to confirm, move or reject; then what the agreement lacks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: tuple[Draft, ...] = ()
        self._said: tuple[Agreement, dict[str, str]] | None = None
        """What the gaps and what is left over were found for."""
        self._lines: dict[str, Line] = {}
        self._left: dict[str, Left] = {}
        self._of_passage: dict[int, str] = {}
        """The proposal to show for each passage."""
        self.summary = wrapped("")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("Hämtat från Word")
        self.tabs.addTab(self._work(), "Gå igenom")
        self.gaps = Gaps(desk)
        self.gaps.wanted.connect(self.wanted)
        self.tabs.addTab(self.gaps, "Det som saknas")
        self.empty = wrapped(_NOTHING)
        head = QVBoxLayout()
        head.setContentsMargins(ROOM, ROOM, ROOM, GAP)
        head.setSpacing(GAP)
        self.title = heading("Hämtat från Word", 1.6)
        head.addWidget(self.title)
        head.addWidget(self.empty)
        head.addWidget(self.summary)
        nest(head, self._tools())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        nest(column, head)
        column.addWidget(self.tabs, 1)
        column.addStretch(0)

    # How it is laid out

    def _tools(self) -> Flow:
        tools = Flow()
        self.go_on = tool(
            "intake:go-on", "Visa det som saknas", lambda: self.tabs.setCurrentWidget(self.gaps)
        )
        self.revise_button = tool("intake:revise", "Börja revidera …", lambda: self.command.emit("revise"))
        for button in (self.go_on, self.revise_button):
            tools.addWidget(button)
        return tools

    def _work(self) -> QScrollArea:
        self.document = Paragraphs("intake:document", "Dokumentet")
        self.remarks = Paragraphs("intake:remarks", "Öppna ändringar och kommentarer")
        self.proposals = Paragraphs("intake:proposals", "Svar")
        self.left = Paragraphs("intake:left", _LEFT_TITLE)
        self.document.reached.connect(self._come_to_passage)
        self.document.entered.connect(self._go_to_answer)
        self.remarks.reached.connect(self._come_to_remark)
        self.proposals.reached.connect(self._come_to_proposal)
        self.proposals.itemSelectionChanged.connect(self._offer)
        self.proposals.entered.connect(self.confirm_chosen)
        self.proposals.deleted.connect(self.reject_chosen)
        self.proposals.renamed.connect(self.move_chosen)
        self.left.reached.connect(self._come_to_left)
        self.left.itemSelectionChanged.connect(self._offer)
        self.left.entered.connect(self.place_chosen)
        self.left.renamed.connect(self.place_chosen)
        self.confirm_button = tool("intake:confirm", "Bekräfta", self.confirm_chosen)
        self.move_button = tool("intake:move", "Flytta …", self.move_chosen)
        self.reject_button = tool("intake:reject", "Avvisa", self.reject_chosen)
        self.place_button = tool("intake:place", "Placera …", self.place_chosen)
        self.confirm_button.setToolTip("Enter i listan")
        self.move_button.setToolTip("F2 i listan")
        self.reject_button.setToolTip("Delete i listan")
        self.place_button.setToolTip("Enter i listan")
        self.save_button = tool("intake:save", "Spara Word-filen …", self._save_file)
        self.remove_button = tool("intake:remove", "Ta bort ur projektet …", self._remove_file)
        self.document_title = heading("Dokumentet", 1.1)
        self.remarks_title = heading("", 1.1)
        self.proposals_title = heading("Svar", 1.1)
        self.left_title = heading(_LEFT_TITLE, 1.1)
        self.remarks_part = _part(self.remarks_title, self.remarks)
        self.proposals_part = _part(
            self.proposals_title,
            self.proposals,
            self.confirm_button,
            self.move_button,
            self.reject_button,
        )
        self.left_part = _part(self.left_title, self.left, self.place_button)
        self.source = _splitter(
            Qt.Orientation.Vertical,
            _part(self.document_title, self.document, self.save_button, self.remove_button),
            self.remarks_part,
        )
        answers = _splitter(Qt.Orientation.Vertical, self.proposals_part, self.left_part)
        answers.setStretchFactor(0, 3)
        answers.setStretchFactor(1, 2)
        self.source.setStretchFactor(0, 3)
        self.source.setStretchFactor(1, 1)
        self.sides = _splitter(Qt.Orientation.Horizontal, self.source, answers)
        self.sides.setStretchFactor(0, 2)
        self.sides.setStretchFactor(1, 3)
        for one in (self.document, self.remarks, self.proposals, self.left):
            one.installEventFilter(self)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(ROOM, GAP, ROOM, GAP)
        column.addWidget(self.sides)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        return self.area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the document stand below the answers where there is no room for it beside them."""
        super().resizeEvent(event)
        way = Qt.Orientation
        beside = self.width() >= characters(self, _BESIDE)
        self.sides.setOrientation(way.Horizontal if beside else way.Vertical)
        self.sides.insertWidget(0 if beside else 1, self.source)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the list that gets the focus into view, with what stands around it."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Paragraphs):
            self.area.ensureWidgetVisible(watched.parentWidget() or watched, 0, 0)
        return super().eventFilter(watched, event)

    # What is shown

    def begin(self) -> None:
        """Give the focus to the first answer that nobody has taken a stand on, or to what is left."""
        self.refresh()
        first = self._first_waiting
        self.tabs.setCurrentWidget(self.area)
        if first:
            self.proposals.choose(first)
            self._come_to_proposal(first)
        shown = self.proposals if self.proposals.keys else self.left
        shown.choose_first()
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def told(self, event: Event) -> None:
        """Show what has been done since; what only an answer changes comes when the hands rest."""
        if not isinstance(event, AnswerChanged):
            self.refresh()

    def take_stock(self, stock: Stock) -> None:
        """Show what the answers have changed."""
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        draft = self.desk.session.draft
        if self._shown and self._shown[0] is draft:
            return
        self._shown = (draft,)
        taken = intake.of(draft)
        there = taken is not None
        for widget in (self.tabs, self.summary, self.go_on):
            widget.setVisible(there)
        self.empty.setVisible(not there)
        # What revises another agreement already is not revised from here.
        self.revise_button.setVisible(there and not draft.predecessors)
        if taken is None:
            return
        session = self.desk.session
        sections = proposed.sections(taken, draft.agreement, session.handbook, session.wording)
        before = self._lines
        self._lines = {line.proposal.id: line for section in sections for line in section.lines}
        came_back = [key for key in self._lines if key not in before] if before else []
        said = draft.agreement, {one.id: one.address for one in taken.proposals if one.state != "rejected"}
        if said != self._said:
            # Otherwise nothing has been done but to confirm.
            self._said = said
            self._left = {_left_key(one): one for one in intake.tray(taken)}
            self.tabs.setTabText(1, f"Det som saknas ({self.gaps.show_gaps()})")
        come_anew = not self.proposals.keys
        self._show_document(taken)
        self._show_proposals(taken, sections)
        if come_anew and (first := self._first_waiting):
            # Whoever comes back goes on where there is something left to do.
            self.proposals.choose(first)
            self._come_to_proposal(first)
        if came_back:
            # What has been undone is where the user goes on from.
            self.proposals.clearSelection()
            self.proposals.choose(came_back[0])
        self._show_left()
        self._show_summary(taken)
        self._offer()

    def _show_document(self, taken: Intake) -> None:
        used = proposed.used(taken, self.desk.handbook)
        self._of_passage = {}
        for one in self._lines.values():
            for span in one.proposal.spans:
                self._of_passage.setdefault(span.passage, one.proposal.id)
        self.document_title.setText("Dokumentet" if not taken.own else "Dokumentet är skrivet med Lokdesk")
        rows: list[Row] = []
        for one in taken.passages:
            words = f"{one.label} {one.text}" if one.label else one.text
            what = used.get(one.number, "") or (_CONTENTS if one.kind == "contents" else "")
            note = f"→ {what}" if what else "Inte placerat"
            said = (Said(words, bold=one.kind == "heading", most=6), Said(note, faint=True, most=2))
            rows.append(Row(str(one.number), said, f"{words}. {one.place}. {what or 'Inte placerat'}"))
        self.document.show_rows(rows)
        self.remarks_part.setVisible(bool(taken.remarks))
        self.remarks_title.setText(f"Öppna ändringar och kommentarer ({len(taken.remarks)})")
        self.remarks.show_rows(
            [
                Row(
                    str(number),
                    (Said(one.text, most=6), Said(proposed.remark(one, taken), faint=True, most=2)),
                )
                for number, one in enumerate(taken.remarks)
            ]
        )

    def _show_proposals(self, taken: Intake, sections: Sequence[Section]) -> None:
        waiting = sum(line.proposal.state == "proposed" for line in self._lines.values())
        self.proposals_part.setVisible(bool(taken.proposals))
        told = f"{waiting} att ta ställning till" if waiting else "allt är genomgånget"
        self.proposals_title.setText(f"Svar ({told})")
        rows: list[Row] = []
        for section in sections:
            inner: list[Row] = []
            for group in section.groups:
                lines = tuple(self._line(line) for line in group.lines)
                if group.title:
                    key = f"item:{section.slug}:{_item_of(group.lines[0])}"
                    inner.append(Row(key, (Said(group.title, bold=True, most=2),), rows=lines))
                else:
                    inner += lines
            rows.append(_branch(section, tuple(inner)))
        self.proposals.show_rows(rows)

    def _line(self, line: Line) -> Row:
        said = (
            Said(line.question, bold=True, most=2),
            Said(line.says, most=4),
            Said(f"Ur {line.where}: ”{line.source}”", faint=True, most=2),
        )
        return Row(line.proposal.id, said, line.spoken, _SHAPES[line.proposal.state])

    def _show_left(self) -> None:
        left = self._left.values()
        nowhere = [one for one in left if not one.understood]
        rows = [_left_row(one) for one in nowhere]
        understood = tuple(_left_row(one) for one in left if one.understood)
        if understood:
            title = f"{_UNDERSTOOD} ({len(understood)})"
            rows.append(Row(_UNDERSTOOD_KEY, (Said(title, bold=True, most=2),), rows=understood, folded=True))
        self.left_title.setText(f"{_LEFT_TITLE} ({len(nowhere)})")
        self.left.show_rows(rows)

    def _show_summary(self, taken: Intake) -> None:
        states = [one.proposal.state for one in self._lines.values()]
        nowhere = sum(not one.understood for one in self._left.values())
        day = f" den {taken.day.isoformat()}" if taken.day else ""
        if taken.own:
            said = [
                f"Hämtat ur ”{taken.name}”{day}.",
                "Dokumentet är skrivet med Lokdesk, och svaren i dess fält är hämtade som de är.",
            ]
        else:
            done, waiting = states.count("confirmed"), states.count("proposed")
            parts = [_counted(done, "är bekräftat", "är bekräftade")] * bool(done)
            parts += [f"{waiting} att ta ställning till"] * bool(waiting)
            said = [
                f"Hämtat ur ”{taken.name}”{day}.",
                f"{len(states)} svar hittades: {joined(parts)}."
                if states
                else ("Inga svar hittades." if taken.passages else "Dokumentet har ingen text."),
            ]
        said.append(
            f"{_counted(nowhere, 'textbit har', 'textbitar har')} inte fått någon plats än."
            if nowhere
            else "Allt i dokumentet har en plats."
        )
        self.summary.setText(" ".join(said))

    def _offer(self) -> None:
        """Offer what can be done with what is chosen."""
        chosen = self._chosen()
        self.confirm_button.setEnabled(any(self._is_waiting(one) for one in chosen))
        many = "" if len(chosen) <= 1 else f" ({len(chosen)})"
        self.confirm_button.setText(f"Bekräfta{many}")
        self.move_button.setEnabled(bool(chosen))
        self.reject_button.setText(f"Avvisa{many}")
        self.reject_button.setEnabled(bool(chosen))
        self.place_button.setEnabled(bool(self._chosen_left()))

    @property
    def _first_waiting(self) -> str:
        return next((key for key in self.proposals.leaves if self._is_waiting(key)), "")

    def _is_waiting(self, key: str) -> bool:
        line = self._lines.get(key)
        return line is not None and line.proposal.state == "proposed"

    def _chosen(self) -> list[str]:
        return [key for key in self.proposals.chosen_leaves if key in self._lines]

    def _chosen_left(self) -> list[Left]:
        return [self._left[key] for key in self.left.chosen if key in self._left]

    # The three lists follow each other

    def _come_to_proposal(self, key: str) -> None:
        leaves = [one for one in _leaves(self.proposals.row(key)) if one in self._lines]
        if leaves:
            self._show_source(self._lines[leaves[0]].proposal.spans[0].passage)

    def _come_to_left(self, key: str) -> None:
        one = self._left.get(key)
        if one is not None and one.passage is not None:
            self._show_source(one.passage)

    def _come_to_remark(self, key: str) -> None:
        taken = intake.of(self.desk.session.draft)
        passage = taken.remarks[int(key)].passage if taken is not None else None
        if passage is not None:
            self._show_source(passage)
            self._come_to_passage(str(passage))

    def _show_source(self, passage: int) -> None:
        self.document.clearSelection()
        self.document.choose(str(passage))

    def _come_to_passage(self, key: str) -> None:
        number = int(key)
        if number in self._of_passage:
            self.proposals.clearSelection()
            self.proposals.choose(self._of_passage[number])
            return
        found = next((key for key, one in self._left.items() if one.passage == number), "")
        if found:
            self.left.clearSelection()
            self.left.choose(found)

    def _go_to_answer(self) -> None:
        """Give the focus to what the passage was taken for, or to where it is left over."""
        number = int(self.document.key)
        shown = self.proposals if number in self._of_passage else self.left
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done

    def confirm_chosen(self) -> None:
        """Confirm what is chosen: an answer, or all of an item or a section."""
        ids = [one for one in self._chosen() if self._is_waiting(one)]
        if ids:
            name = f"bekräftelsen av {_counted(len(ids), 'svar', 'svar')}"
            self._do(lambda draft: intake.confirmed(draft, ids), name)

    def reject_chosen(self) -> None:
        """Reject what is chosen: its words are left over."""
        ids = self._chosen()
        if ids:
            name = f"avvisandet av {_counted(len(ids), 'svar', 'svar')}"
            self._do(lambda draft: intake.rejected(draft, ids), name)

    def move_chosen(self) -> None:
        """Let the user choose another question that what is chosen answers."""
        lines = [self._lines[one] for one in self._chosen()]
        spans = [
            tuple(Span(one.passage, one.start, one.end) for one in line.proposal.spans) for line in lines
        ]
        address = self._asked("Flytta till en annan fråga", [line.source for line in lines], spans)
        if not address:
            return

        def moved(draft: Draft) -> Draft:
            for line, there in zip(lines, self._addresses(address, len(lines)), strict=True):
                draft = intake.moved(draft, line.proposal.id, there)
            return draft

        self._do(moved, f"flytten av {_counted(len(lines), 'svar', 'svar')}")

    def place_chosen(self) -> None:
        """Let the user choose a question that the words left over answer."""
        chosen = self._chosen_left()
        if not chosen:
            return
        taken = intake.of(self.desk.session.draft)
        assert taken is not None, "what is left over is of a file that was taken in"
        spans = [(intake.span(taken, one),) for one in chosen]
        address = self._asked("Placera", [one.text for one in chosen], spans)
        if not address:
            return

        def placed(draft: Draft) -> Draft:
            for one, there in zip(chosen, self._addresses(address, len(chosen)), strict=True):
                draft = intake.placed(draft, one, there)
            return draft

        self._do(placed, f"placeringen av {_counted(len(chosen), 'textbit', 'textbitar')}")

    def _asked(self, title: str, words: Sequence[str], spans: Sequence[Sequence[Span]]) -> str:
        taken = intake.of(self.desk.session.draft)
        if taken is None or not words:
            return ""
        known = intake.recognition(taken)
        return target.ask(
            self,
            self.desk,
            title,
            words,
            lambda pattern: all(intake.fits(known, one, pattern) for one in spans),
        )

    def _addresses(self, address: str, count: int) -> Iterator[str]:
        """Yield where each of several goes: into a text one after the other, or each into a new item."""
        agreement = self.desk.session.agreement
        yield address
        item = at.parent(address)
        pattern = schema.pattern(address)
        answer = schema.patterns()[pattern]
        each = (
            isinstance(answer, Answer)
            and answer.kind != "text"
            and schema.ANY in pattern.split(SEPARATOR)
            and not place.exists(agreement, item)
        )
        fresh = [at.last(item)]
        for _ in range(count - 1):
            if each:
                fresh.append(proposed.new_item(agreement, fresh))
                yield at.join(at.parent(item), fresh[-1], at.last(address))
            else:
                yield address

    def _do(self, change: Callable[[Draft], Draft], name: str) -> None:
        """Make the *change* as one edit, and come to what is next."""
        session = self.desk.session
        leaves = self.proposals.leaves
        chosen = set(self._chosen())
        last = max((n for n, one in enumerate(leaves) if one in chosen), default=-1)
        following = (*leaves[last + 1 :], *leaves[: last + 1])
        session.settle()
        try:
            session.change(change(session.draft), name=name)
        except Problem as problem:
            message.problem(self, str(problem), "Inget har ändrats.")
            return
        if chosen:
            coming = next((one for one in following if self._is_waiting(one)), "")
            still = coming or next((one for one in following if one in self._lines), "")
            if still:
                self.proposals.clearSelection()
                self.proposals.choose(still)
                self._come_to_proposal(still)
        self._offer()

    # The file

    def _save_file(self) -> None:
        taken = intake.of(self.desk.session.draft)
        if taken is not None:
            file.save_copy(self, self.desk.folder / PurePath(taken.name).name, taken.content, _KEPT)

    def _remove_file(self) -> None:
        left = sum(not one.understood for one in self._left.values())
        more = "Svaren i utkastet står kvar. Det går att ångra."
        if left:
            bits = _counted(left, "textbit", "textbitar")
            more = f"{bits} som inte har fått någon plats följer med den bort. {more}"
        if message.remove(self, "Vill du ta bort Word-filen och det som hämtades ur den?", more):
            session = self.desk.session
            session.settle()
            session.change(intake.without(session.draft), name="borttagningen av Word-filen")


def _part(title: QWidget, list_: Paragraphs, *buttons: QPushButton) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP // 2)
    column.addWidget(title)
    column.addWidget(list_, 1)
    if buttons:
        row = Flow()
        for button in buttons:
            row.addWidget(button)
        nest(column, row)
    return part


def _splitter(way: Qt.Orientation, *parts: QWidget) -> QSplitter:
    splitter = QSplitter(way)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(GAP * 2)
    for part in parts:
        splitter.addWidget(part)
        # A splitter puts each part below the ones before, and a screen reader reads from the bottom.
        part.raise_()
    return splitter


def _branch(section: Section, rows: tuple[Row, ...]) -> Row:
    waiting = sum(line.proposal.state == "proposed" for line in section.lines)
    told = f"{waiting} att ta ställning till" if waiting else "klart"
    said = (Said(section.title, bold=True, most=2), Said(f"{section.step} – {told}", faint=True, most=2))
    return Row(f"section:{section.slug}", said, rows=rows)


def _item_of(line: Line) -> str:
    segments = line.proposal.address.split(SEPARATOR)
    pattern = schema.pattern(line.proposal.address).split(SEPARATOR)
    return SEPARATOR.join(segments[: pattern.index(schema.ANY) + 1])


def _leaves(row: Row) -> Iterator[str]:
    if not row.rows:
        yield row.key
    for one in row.rows:
        yield from _leaves(one)


def _left_key(one: Left) -> str:
    where = f"{one.span.start}-{one.span.end}" if one.span is not None else one.text
    return f"{_LEFT_KEY}:{one.passage}:{where}"


def _left_row(one: Left) -> Row:
    said = (Said(one.text, most=6), Said(one.source, faint=True, most=2))
    return Row(_left_key(one), said, f"{one.text}. {one.source}")


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
