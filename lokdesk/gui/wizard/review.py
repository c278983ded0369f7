"""What remains to be done, the way out to Word, and what the rules find: the beginning of the last step."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lokdesk.agreement.finding import Finding
from lokdesk.gui import layout
from lokdesk.gui.dialogs import words
from lokdesk.gui.fields.field import QuietSpinBox
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, Linked, headed, heading, muted, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.drafted import Drafted
from lokdesk.gui.wizard.remark import SEVERITIES
from lokdesk.gui.wizard.unread import RULE as UNREAD
from lokdesk.handbook.progress import Progress
from lokdesk.session import said
from lokdesk.session.review import Review

_MISSING = "Svar som saknas"
"""What findings stand under that say no more than that a question which ought to be answered is not."""
_STILL_OPEN = "Tips: {} står i listan ”Öppna frågor”. Det hindrar inte att dokumentet skapas."
_MANY, _FIRST = 15, 10
"""More findings than these under one title are shown in two goes: so many first, the rest when asked for."""
_SHOW = "Visa dem i översikten"
_LIMIT = "Varna för antal som är mindre än"


class FindingCard(QFrame):
    """One finding, with what can be done about it."""

    def __init__(self, finding: Finding, reason: str | None) -> None:
        """*reason* is why the finding has been set aside, if it has."""
        super().__init__()
        self.finding = finding
        self.reason = reason
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.go = QPushButton("Gå dit")
        self.other = QPushButton("Sätt åt sidan …" if reason is None else "Ta upp igen")
        # What was never understood cannot be set aside: it is no answer to live with.
        self.other.setVisible(finding.rule != UNREAD)
        row = QHBoxLayout()
        for button in (self.go, self.other):
            button.setAccessibleName(f"{button.text()}: {finding.message}")
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(GAP // 2)
        column.addWidget(wrapped(finding.message))
        column.addWidget(muted(wrapped(finding.action if reason is None else f"Skäl: {reason}")))
        nest(column, row)


class ReviewPanel(QWidget):
    """What is not answered yet, the button that makes the document, and what can be done about findings."""

    wanted = Signal(str)
    """The address of a place that the user wants to go to."""
    overview_wanted = Signal()
    """The user wants to see where answers are missing."""
    export = Signal()
    documents = Signal()
    """The user wants to choose among all documents."""
    command = Signal(str)
    """The name of a command that the user gives."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Review | None = None
        self._missing: frozenset[Finding] = frozenset()
        self._unanswered = ""
        self._whole: set[str] = set()
        self.cards: list[FindingCard] = []
        self.more: dict[str, QPushButton] = {}
        """What shows the rest of the findings under a title, where there are many."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROOM)
        review = headed("Granskning", 1.25)
        self.summary = wrapped("")
        review.addWidget(self.summary)
        self.unanswered = Linked("")
        # Nothing to come to until something is known.
        self.unanswered.hide()
        self.unanswered.linkActivated.connect(self.overview_wanted)
        review.addWidget(self.unanswered)
        self.still_open = muted(wrapped(""))
        review.addWidget(self.still_open)
        nest(column, review)
        document = headed("Dokumenten", 1.25)
        document.addWidget(
            wrapped(
                "Överenskommelsen kan skapas när som helst, även när något återstår. "
                "Svaren finns kvar i projektfilen, så ni kan skapa ett nytt dokument efter varje ändring. "
                "Under Fler dokument finns det som hör till, som följebrev och tjänsteskrivelser."
            )
        )
        self.button = QPushButton("Skapa Word-dokument …")
        self.button.setObjectName("export")
        self.button.clicked.connect(self.export)
        self.all_button = QPushButton("Fler dokument …")
        self.all_button.setObjectName("documents")
        self.all_button.clicked.connect(self.documents)
        making = Flow()
        making.setSpacing(GAP)
        making.addWidget(self.button)
        making.addWidget(self.all_button)
        nest(document, making)
        nest(column, document)
        self.drafted = Drafted(desk)
        self.drafted.wanted.connect(self.command)
        column.addWidget(self.drafted)
        found = headed("Anmärkningar", 1.25)
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        nest(found, self._list)
        nest(found, self._setting())
        nest(column, found)

    def _setting(self) -> Flow:
        self.limit = QuietSpinBox()
        self.limit.setRange(1, 100)
        self.limit.setObjectName("small-count-limit")
        self.limit.setAccessibleName(_LIMIT)
        self.limit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.limit.valueChanged.connect(self._set_limit)
        row = Flow()
        row.setSpacing(GAP)
        row.addWidget(QLabel(_LIMIT))
        row.addWidget(self.limit)
        row.addWidget(muted(QLabel("(små antal kan röja enskilda personer)")))
        return row

    def _set_limit(self, limit: int) -> None:
        draft = self._desk.session.draft
        if draft.rule_settings.small_count_limit != limit:
            settings = draft.rule_settings.model_copy(update={"small_count_limit": limit})
            self._desk.session.change(draft.model_copy(update={"rule_settings": settings}))

    def show_review(self, review: Review, steps: Mapping[str, Progress]) -> None:
        """Show *review* and how far the *steps* have come, unless that is what is shown already."""
        self.limit.setValue(self._desk.session.draft.rule_settings.small_count_limit)
        count = said.still_open(self._desk.session.draft.discussion)
        self.still_open.setText(_STILL_OPEN.format(count))
        self.still_open.setVisible(bool(count))
        self.drafted.show_draft()
        self._show_unanswered(steps)
        missing = frozenset(one for one in review.open if not self._desk.adds_to_the_mark(one))
        if (review, missing) == (self._shown, self._missing):
            return
        self._shown, self._missing = review, missing
        self._arrange()

    def _show_unanswered(self, steps: Mapping[str, Progress]) -> None:
        """Tell how many answers are missing in which *steps*."""
        missing = {
            step.title: count
            for step in self._desk.handbook.steps
            if (come := steps.get(step.slug)) and (count := come.required_missing + come.recommended_missing)
        }
        text = said.unanswered(sum(steps.values(), Progress()))
        places = ", ".join(f"{title} ({count})" for title, count in missing.items())
        html = f'{escape(text)} {escape(places)}. <a href="overview">{_SHOW}</a>' if text else ""
        if html != self._unanswered:
            self._unanswered = html
            self.unanswered.setText(html)
        self.unanswered.setVisible(bool(html))
        if self._shown is not None:
            self._summarise(self._shown)

    def _summarise(self, review: Review) -> None:
        told = [one for one in review.open if one not in self._missing]
        self.summary.setText(summary(told, len(self._missing), all_answered=not self._unanswered))

    def _arrange(self) -> None:
        """Make the list anew; the cards of findings that stay are kept."""
        review = self._shown or Review()
        place = next((n for n, card in enumerate(self.cards) if card.isAncestorOf(self._focus())), None)
        kept = {(card.finding, card.reason): card for card in self.cards}
        with layout.at_once(self):
            self._clear()
            groups: dict[str, list[Finding]] = {
                SEVERITIES["must"]: [],
                SEVERITIES["should"]: [],
                _MISSING: [],
                SEVERITIES["tip"]: [],
            }
            for one in review.open:
                groups[_MISSING if one in self._missing else SEVERITIES[one.severity]].append(one)
            for title, findings in groups.items():
                self._add(title, [(one, None) for one in findings], kept)
            self._add("Satt åt sidan", review.set_aside, kept)
            for card in kept.values():
                card.hide()
                card.deleteLater()
        self._summarise(review)
        if place is not None:
            if self.cards:
                _give_focus(self.cards[min(place, len(self.cards) - 1)])
            else:
                self.button.setFocus()

    def _focus(self) -> QWidget:
        return self.window().focusWidget() or self

    def _clear(self) -> None:
        """Take all out of the list, and all but the cards away."""
        self.cards.clear()
        self.more.clear()
        for widget in layout.emptied(self._list):
            if not isinstance(widget, FindingCard):
                widget.hide()
                widget.deleteLater()

    def _add(
        self,
        title: str,
        findings: Sequence[tuple[Finding, str | None]],
        kept: dict[tuple[Finding, str | None], FindingCard],
    ) -> None:
        """Add *findings* under their *title*, with the cards that are *kept* where they have one."""
        if not findings:
            return
        self._list.addWidget(heading(f"{title} ({len(findings)})", 1))
        shown = findings if title in self._whole or len(findings) <= _MANY else findings[:_FIRST]
        for finding, reason in shown:
            card = kept.pop((finding, reason), None) or self._card(finding, reason)
            self.cards.append(card)
            self._list.addWidget(card)
        if len(shown) < len(findings):
            self.more[title] = more = QPushButton(f"Visa {len(findings) - len(shown)} till")
            more.setAccessibleDescription(title)
            more.clicked.connect(partial(self._show_whole, title))
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _card(self, finding: Finding, reason: str | None) -> FindingCard:
        card = FindingCard(finding, reason)
        card.go.clicked.connect(lambda: self.wanted.emit(finding.address))
        other = self._set_aside if reason is None else self._desk.session.take_up
        card.other.clicked.connect(lambda: other(finding))
        return card

    def _show_whole(self, title: str) -> None:
        """Show all findings under *title*, with the focus on the first that was not shown before."""
        before = set(self.cards)
        self._whole.add(title)
        self._arrange()
        _give_focus(next(card for card in self.cards if card not in before))

    def _set_aside(self, finding: Finding) -> None:
        label = f"{finding.message}\n\nVarför kan det vara som det är? Skälet sparas i projektfilen."
        reason = words.ask(self, "Sätt åt sidan", label, several_lines=True, required=True)
        if reason is not None:
            self._desk.session.set_aside(finding, reason)


def _give_focus(card: FindingCard) -> None:
    card.go.setFocus()


def summary(findings: Sequence[Finding], missing: int = 0, *, all_answered: bool = True) -> str:
    """Return how many of *findings* there are of each severity, in a sentence or two.

    So many more are about answers that are *missing*. Where nothing is found it matters whether all is
    answered that shall or ought to be.
    """
    must, should, tips = (sum(one.severity == severity for one in findings) for severity in SEVERITIES)
    about_missing = f"{said.counted(missing, 'anmärkning', 'anmärkningar')} gäller svar som saknas."
    more = [about_missing] if missing else []
    if not findings:
        where = "" if all_answered and not missing else " i det som är besvarat"
        return " ".join((f"Granskningen hittar inget att anmärka på{where}.", *more))
    told = [
        f"{_things(must)} måste ordnas." if must else "Inget måste ordnas.",
        f"{_things(should)} bör ses över." if should else "",
        f"{'Ett' if tips == 1 else tips} tips." if tips else "",
        *more,
    ]
    return " ".join(part for part in told if part)


def _things(count: int) -> str:
    return "En sak" if count == 1 else f"{count} saker"
