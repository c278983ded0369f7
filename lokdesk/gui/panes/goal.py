"""A goal of the agreement before on a card of the agenda, evaluated right there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QRadioButton, QSizePolicy, QVBoxLayout

from lokdesk.agreement import address as at
from lokdesk.agreement import number
from lokdesk.agreement.evaluation import DROP, Verdict
from lokdesk.agreement.goals import Indicator
from lokdesk.agreement.wording import TOGETHER, Wording
from lokdesk.gui.dialogs import message
from lokdesk.gui.fields.choice import ChoiceField
from lokdesk.gui.fields.field import Field
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.fields.text import TextField
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, heading, muted, wrapped
from lokdesk.gui.panes.point import PointCard
from lokdesk.gui.wizard.desk import Desk
from lokdesk.revision import evaluation
from lokdesk.revision.evaluation import GOALS, Evaluated, Row
from lokdesk.revision.point import Point
from lokdesk.session import agenda, evaluating, removal

_HELPED, _HOW, _WHAT, _WHY = (
    "Hjälpte målet?",
    "Vad hjälpte eller hindrade?",
    "Vad gör ni med målet?",
    "Varför?",
)
_OUTCOME, _PERIOD = "Utfall", "Avser"
_FEWEST = 8
"""How many characters a field for a figure shows at the least."""


class OutcomeRow:
    """The fields for an outcome, with what it is held against."""

    def __init__(self, card: "GoalCard", row: Row, name: str) -> None:
        self._card = card
        self._indicator = row.indicator.id
        self._party = row.party
        self.name = name
        # What has no parent yet would be a window of its own when it is shown.
        self.told = wrapped("", card)
        self.standing = muted(wrapped("", card))
        self.value, self.period = LineField(), LineField()
        about = f"{row.indicator.name or 'indikatorn'}, {name}"
        for field, said in ((self.value, _OUTCOME), (self.period, _PERIOD)):
            field.describe(f"{said}: {about}", _targets(row))
            field.input.setObjectName(f"{card.key}:{said}:{self._indicator}:{row.party or ''}")
            field.input.setMinimumWidth(field.fontMetrics().averageCharWidth() * _FEWEST)
            field.edited.connect(self._enter)
            field.parted.connect(lambda: card.desk.session.settle())
        self.show_row(row)

    def _enter(self) -> None:
        self._card.enter(self._indicator, self._party, self.value.value, self.period.value)

    def show_row(self, row: Row) -> None:
        """Show the outcome as it is now."""
        told = [f"{self.name}: {_targets(row)}"]
        if not row.own and row.shown is not None:
            period = f" ({row.period})" if row.period else ""
            told.append(f"Senast införda utfall: {number.shown(row.shown)}{period}.")
        self.told.setText("\n".join(told))
        self.value.show_value(row.value if row.own else None)
        self.period.show_value(row.period if row.own else None)
        self.standing.setText(agenda.STANDINGS[row.standing] if row.standing else "")
        self.standing.setVisible(row.standing is not None)


def _targets(row: Row) -> str:
    """Return what an outcome is held against."""
    told = [
        f"{label} {number.shown(value)}"
        for label, value in (("utgångsläge", row.baseline), ("målvärde", row.target))
        if value
    ]
    return f"{', '.join(told)}." if told else "inget målvärde angivet."


class GoalCard(PointCard):
    """A goal with its outcomes, whether it helped, what becomes of it and why."""

    def __init__(self, desk: Desk, point: Point, one: Evaluated, wanted: Callable[[str], object]) -> None:
        self.one = one
        self.rows: dict[tuple[str, str | None], OutcomeRow] = {}
        self.verdicts: dict[Verdict, QRadioButton] = {}
        self.more: dict[str, QPushButton] = {}
        self._grids: dict[str, QGridLayout] = {}
        self._names = _party_names(desk)
        super().__init__(desk, point, wanted)

    def _make(self, point: Point) -> None:
        super()._make(point)
        goal = self.one.goal
        if goal.effect is not None:
            self.say(f"Effekt: {goal.effect.text}", faint=True)
        for why in self.one.reasons:
            self.say(f"Så motiverades målet: {why.text}")
        for indicator in goal.indicators:
            nest(self.column, self._indicator(indicator))
        self.helped, self.how, self.why = ChoiceField("helped"), TextField(), TextField()
        self._ask(_HELPED, self.helped, lambda: self._say(helped=self.helped.value))
        self._ask(_HOW, self.how, lambda: self._say(how=self.how.value))
        self.column.addWidget(wrapped(_WHAT))
        choices = Flow()
        choices.setSpacing(GAP * 2)
        for verdict, words in agenda.VERDICTS.items():
            # By the keys one comes to each, and none is chosen in passing: it may take the goal away.
            button = QRadioButton(words)
            button.setAutoExclusive(False)
            button.setObjectName(f"{self.key}:{verdict}")
            button.setAccessibleName(f"{words}: {point.title}")
            button.clicked.connect(partial(self._judge, verdict))
            self.verdicts[verdict] = button
            choices.addWidget(button)
        nest(self.column, choices)
        self._ask(_WHY, self.why, lambda: self._say(why=self.why.value))

    def _indicator(self, indicator: Indicator) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GAP // 2)
        column.addWidget(heading(f"Indikator: {indicator.name or 'utan namn'}", 1))
        if indicator.source:
            column.addWidget(muted(wrapped(f"Källa: {indicator.source}")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 2)
        for place, words in enumerate((_OUTCOME, _PERIOD), 1):
            label = muted(QLabel(words))
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(label, 0, place)
        self._grids[indicator.id] = grid
        for row in self.one.rows[indicator.id]:
            self._add_row(row)
        nest(column, grid)
        left = self._left(indicator)
        if left:
            button = QPushButton("Skriv utfall för fler kommuner")
            button.setAutoDefault(False)
            button.setObjectName(f"{self.key}:more:{indicator.id}")
            button.setAccessibleName(
                f"Skriv utfall för fler kommuner: {indicator.name or 'indikator utan namn'}"
            )
            button.clicked.connect(lambda _=False: self._show_more(indicator))
            self.more[indicator.id] = button
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _left(self, indicator: Indicator) -> tuple[str, ...]:
        before = evaluation.latest(self.desk.session.draft)
        return evaluation.municipalities_left(self.one, indicator, before.agreement) if before else ()

    def _show_more(self, indicator: Indicator) -> None:
        left = [party for party in self._left(indicator) if (indicator.id, party) not in self.rows]
        for party in left:
            self._add_row(Row(indicator, party))
        self.more[indicator.id].hide()
        if left:
            self.rows[(indicator.id, left[0])].value.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, row: Row) -> None:
        grid = self._grids[row.indicator.id]
        shown = OutcomeRow(self, row, self._names(row.party))
        self.rows[(row.indicator.id, row.party)] = shown
        place = grid.rowCount()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(shown.told)
        words.addWidget(shown.standing)
        nest(grid, words, place, 0)
        for column, field in enumerate((shown.value, shown.period), 1):
            grid.addWidget(field, place, column, Qt.AlignmentFlag.AlignTop)

    def _ask(self, words: str, field: Field, run: Callable[[], object]) -> None:
        label = wrapped(words)
        self.column.addWidget(label)
        field.describe(f"{words.rstrip('?')}: {self.point.title}", "")
        for one in field.inputs()[:1]:
            one.setObjectName(f"{self.key}:{words}")
        field.edited.connect(run)
        field.parted.connect(lambda: self.desk.session.settle())
        self.column.addWidget(field)

    # What the user says

    def enter(self, indicator: str, party: str | None, value: str, period: str) -> None:
        """Take an outcome that has been entered."""
        evaluating.enter_outcome(self.desk.session, self.point.goal, indicator, party, value, period)

    def _say(self, **fields: object) -> None:
        evaluating.say(self.desk.session, self.point.goal, **fields)

    def _judge(self, verdict: Verdict, _: bool = False) -> None:
        """Let the goal become what the button says; once more on it takes that back."""
        session = self.desk.session
        again = self.one.said.verdict == verdict
        if verdict == DROP and not again and self.one.there and not self._may_go():
            self._show_verdict()
            return
        evaluating.judge(session, self.point.goal, None if again else verdict)
        # Nothing has changed where the same is said of it, but the button has.
        self._show_verdict()

    def _may_go(self) -> bool:
        session, address = self.desk.session, at.join(GOALS, self.point.goal)
        count = len(session.value(address).indicators)
        more = [
            f"Målet tas bort ur den nya överenskommelsen{_with(count)}. Det ni har skrivit om målet här står "
            "kvar, och målet kan tas tillbaka med Behåll målet."
        ]
        found = evaluating.would_go(session, self.point.goal)
        if found:
            more.append(removal.consequences(self.desk.handbook, session.agreement, address, found))
        question = removal.asked(self.desk.handbook, session.agreement, address).replace("ta bort", "stryka")
        return message.remove(self.window(), question, "\n\n".join(more), "Stryk målet")

    # What is shown

    def show_evaluated(self, one: Evaluated) -> None:
        """Show what is said of the goal now."""
        self.one = one
        for rows in one.rows.values():
            for row in rows:
                if (row.indicator.id, row.party) not in self.rows:
                    self._add_row(row)
                self.rows[(row.indicator.id, row.party)].show_row(row)
        told = {(row.indicator.id, row.party) for rows in one.rows.values() for row in rows}
        for (indicator, party), shown in self.rows.items():
            if (indicator, party) not in told:
                # Asked for and not filled in, or taken back.
                bare = next(it for it in one.goal.indicators if it.id == indicator)
                shown.show_row(Row(bare, party))
        self.helped.show_value(one.said.helped)
        self.how.show_value(one.said.how)
        self.why.show_value(one.said.why)
        self._show_verdict()

    def _show_verdict(self) -> None:
        for verdict, button in self.verdicts.items():
            button.setChecked(verdict == self.one.said.verdict)

    def show_point(self, point: Point) -> None:
        """Show what is told of the goal now."""
        super().show_point(point)
        self.show_evaluated(self.one)


class NewGoalCard(PointCard):
    """A goal that is new, and why it has been set."""

    def _make(self, point: Point) -> None:
        super()._make(point)
        self.why = TextField()
        words = "Varför behövs målet?"
        self.column.addWidget(wrapped(words))
        self.why.describe(f"{words.rstrip('?')}: {point.title}", "")
        self.why.input.setObjectName(f"{self.key}:{words}")
        self.why.edited.connect(self._say)
        self.why.parted.connect(lambda: self.desk.session.settle())
        self.column.addWidget(self.why)

    def _say(self) -> None:
        evaluating.say(self.desk.session, self.point.goal, why=self.why.value)

    def show_point(self, point: Point) -> None:
        """Show what is told of the goal now."""
        super().show_point(point)
        self.why.show_value(self.desk.session.draft.evaluation.of(point.goal).why)


def _with(count: int) -> str:
    if not count:
        return ""
    return ", med sin indikator" if count == 1 else f", med sina {count} indikatorer"


def _party_names(desk: Desk) -> Callable[[str | None], str]:
    """Return what tells the name of a party of the agreement before; of none, that it is about all."""
    before = evaluation.latest(desk.session.draft)
    assert before is not None, "a goal of the agreement before is evaluated"
    wording = Wording(before.agreement)
    return lambda party: wording.name("party", party) if party else TOGETHER
