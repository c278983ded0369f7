"""The whole agreement at a glance: what is done, what is missing, what is open, and who has agreed."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement.discussion import AGREED, DISCUSSED, STATES, UNTREATED, PositionState
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import capital, joined
from lokdesk.agreement.vocabulary import shown
from lokdesk.gui import shapes
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, Linked, headed, heading, muted, wrapped
from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.reading import Reading
from lokdesk.gui.shapes import StateMark
from lokdesk.gui.stock import Stock
from lokdesk.gui.tile import Tile
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.steps import said
from lokdesk.handbook.book import Step
from lokdesk.handbook.progress import State
from lokdesk.session import overview, place, position
from lokdesk.session.overview import Overview, Part, Whole
from lokdesk.session.position import NOT_BINDING, SectionStanding
from lokdesk.session.review import Review

_WIDE = 150
"""How wide in characters the overview grows at the most."""
_NO_TITLE = "Överenskommelse utan titel"
_BETWEEN = " · "
_TITLE = "text-decoration: none; font-weight: bold"
_SHAPES = {UNTREATED: State.UNTOUCHED, DISCUSSED: State.UNDER_WAY, AGREED: State.COMPLETE}
"""The shapes of the parties' positions."""


class OverviewView(Pane):
    """The overview. Everything in it that remains to be done leads to its place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: tuple[Overview, str] | None = None
        self._made_for: tuple[Draft, Review, str] | None = None
        self._last = ""
        self._scroll = Reading(_WIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def show_place(self, step: Step, address: str) -> None:
        """Remember where the user was."""
        self._last = address

    def take_stock(self, stock: Stock) -> None:
        """Show how far everything has come, where that is news."""
        session = self.desk.session
        now = session.draft, stock.review, self._last
        if self._made_for is not None and all(a is b for a, b in zip(now, self._made_for, strict=True)):
            return
        self._made_for = now
        to_fix = (one for found in stock.by_address.values() for one in found if one.severity != "tip")
        seen = overview.overview(self.desk.handbook, session.draft, session.tally, to_fix)
        if (seen, self._last) != self._shown:
            self._shown = seen, self._last
            self._make(seen)

    # What it looks like

    def _make(self, seen: Overview) -> None:
        height = self._scroll.verticalScrollBar().value()
        column = self._scroll.start_over()
        nest(column, self._facts(seen))
        nest(column, self._next(seen))
        column.addWidget(heading("Steg för steg", 1.25))
        for number, step in enumerate(seen.steps, 1):
            column.addWidget(self._step(number, step))
        nest(column, self._positions(seen))
        column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(height)

    def _facts(self, seen: Overview) -> QVBoxLayout:
        facts = seen.facts
        column = QVBoxLayout()
        column.setSpacing(GAP // 2)
        column.addWidget(heading(facts.title or _NO_TITLE, 1.6))
        if facts.parties:
            column.addWidget(wrapped(joined(facts.parties)))
        if more := _BETWEEN.join(one for one in (facts.status, facts.validity) if one):
            column.addWidget(wrapped(more))
        come = seen.progress
        column.addWidget(muted(wrapped(f"{come.answered} av {come.total} frågor besvarade")))
        return column

    def _next(self, seen: Overview) -> QVBoxLayout:
        """Return what to go on with: where the user was, and the first of what is missing."""
        column = headed("Fortsätt", 1.25)
        last = (
            place.place(self.desk.handbook, self.desk.session.agreement, self._last) if self._last else None
        )
        if last is not None and not last.gone:
            column.addWidget(self._tile("Fortsätt där ni var", f"{last.step}: {last.words}", self._last))
        if seen.next is not None:
            question = self.desk.handbook.question(seen.next.address)
            column.addWidget(self._tile("Nästa fråga som ska besvaras", question.prompt, seen.next.address))
        elif first := next(_recommended(seen), ""):
            question = self.desk.handbook.question(first)
            column.addWidget(self._tile("Nästa fråga som bör besvaras", question.prompt, first))
        else:
            column.addWidget(wrapped("Alla frågor som ska eller bör besvaras är besvarade."))
        return column

    def _tile(self, title: str, more: str, address: str) -> Tile:
        tile = Tile(title)
        tile.setObjectName(f"overview:{title}")
        tile.say(more)
        tile.clicked.connect(lambda: self.wanted.emit(address))
        return tile

    def _step(self, number: int, step: Whole) -> QWidget:
        box = QFrame()
        box.setFrameShape(QFrame.Shape.StyledPanel)
        grid = QGridLayout(box)
        grid.setContentsMargins(GAP * 2, GAP * 3 // 2, GAP * 2, GAP * 3 // 2)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(2, 1)
        to_fix = sum(part.to_fix[1] for part in step.parts)
        title = heading(f"{number}. {step.title}", 1.1)
        standing = wrapped(capital(f"{shapes.WORDS[step.state]}{_BETWEEN}{said(step.progress, to_fix)}"))
        grid.addWidget(StateMark(step.state), 0, 0, Qt.AlignmentFlag.AlignVCenter)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(title)
        head.addWidget(muted(standing))
        nest(grid, head, 0, 1, 1, 2)
        for row, part in enumerate(step.parts, 1):
            grid.addWidget(StateMark(part.state), row, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._part(part), row, 2)
        return box

    def _part(self, part: Part) -> QLabel:
        """Return a section in words: how it stands, and a link to each thing that remains."""
        title = _link(part.address, part.title, _TITLE)
        lines = [f"{title}{_BETWEEN}{said(part.progress, 0)}"]
        if part.required:
            named = [_link(one.address, one.words) for one in part.required]
            if (more := part.progress.required_missing - len(named)) > 0:
                named.append(f"{more} till")
            lines.append(f"Ska besvaras: {', '.join(named)}")
        rest = (
            (part.recommended, "bör besvaras"),
            (part.to_fix, "att se över"),
            (part.open, "att komma tillbaka till"),
        )
        if left := [_link(address, f"{count} {words}") for (address, count), words in rest if count]:
            lines.append(_BETWEEN.join(left))
        label = self._linked("<br>".join(lines))
        told = said(part.progress, part.to_fix[1])
        label.setAccessibleName(f"{part.title}, {shapes.WORDS[part.state]}, {told}")
        return label

    def _linked(self, html: str) -> Linked:
        label = Linked(html)
        label.linkActivated.connect(self.wanted)
        return label

    def _positions(self, seen: Overview) -> QVBoxLayout:
        column = headed("Ståndpunkter", 1.25)
        if not seen.positions:
            column.addWidget(wrapped("Ingen part har tagit ställning till något avsnitt än."))
            return column
        column.addWidget(wrapped(f"{NOT_BINDING}: det är tjänstepersonernas bild av läget i varje avsnitt."))
        column.addWidget(self._position_table(seen.positions))
        sections = sum(len(step.parts) for step in seen.steps)
        if (left := sections - len(seen.positions)) > 0:
            others = "det avsnitt som återstår" if left == 1 else f"de {left} avsnitt som återstår"
            column.addWidget(muted(wrapped(f"Ingen part har tagit ställning till {others}.")))
        return column

    def _position_table(self, positions: Sequence[SectionStanding]) -> QWidget:
        """Return the positions, a section on each row: which parties have come how far with it."""
        box = QFrame()
        box.setFrameShape(QFrame.Shape.StyledPanel)
        grid = QGridLayout(box)
        grid.setContentsMargins(GAP * 2, GAP * 3 // 2, GAP * 2, GAP * 3 // 2)
        grid.setHorizontalSpacing(ROOM)
        grid.setVerticalSpacing(GAP * 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for row, standing in enumerate(positions):
            address = position.address_of(
                self.desk.handbook, self.desk.session.agreement, standing.section.slug
            )
            told = {state: names for state, names in _in_words(standing).items() if names}
            section = self._linked(_link(address, standing.section.title, _TITLE))
            said_of = "; ".join(f"{state}: {names}" for state, names in told.items())
            section.setAccessibleName(f"{standing.section.title}: {said_of}. {NOT_BINDING}.")
            grid.addWidget(section, row, 0, Qt.AlignmentFlag.AlignTop)
            states = QGridLayout()
            states.setHorizontalSpacing(GAP)
            states.setVerticalSpacing(GAP // 2)
            states.setColumnStretch(1, 1)
            for line, (state, names) in enumerate(told.items()):
                states.addWidget(StateMark(_SHAPES[state]), line, 0, Qt.AlignmentFlag.AlignTop)
                states.addWidget(wrapped(f"{shown(state)}: {names}"), line, 1)
            nest(grid, states, row, 1)
        return box


def _in_words(standing: SectionStanding) -> Mapping[PositionState, str]:
    """Return which parties have come how far with a section, by state."""
    names = overview.named_by_state(standing)
    if any(one.changed for one in standing.parties):
        return {state: ", ".join(names[state]) for state in STATES}
    return {
        state: "Alla" if len(names[state]) == len(standing.parties) > 1 else ", ".join(names[state])
        for state in STATES
    }


def _recommended(seen: Overview) -> Iterator[str]:
    return (part.recommended[0] for step in seen.steps for part in step.parts if part.recommended[1])


def _link(address: str, words: str, style: str = "") -> str:
    if not address:
        return f'<span style="{style}">{escape(words)}</span>'
    return f'<a href="{escape(address)}" style="{style}">{escape(words)}</a>'
