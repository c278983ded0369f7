"""The document as it will stand in Word, beside the questions or instead of them."""

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import TypeAlias

from PySide6.QtCore import QElapsedTimer, QEvent
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout

from lokdesk.agreement import address as at
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.steps import Steps, finished
from lokdesk.gui import appearance, timer
from lokdesk.gui.document.mark import SHAPES
from lokdesk.gui.document.roll import Reckoned
from lokdesk.gui.document.view import SheetView
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, OneLine, muted, tip, wrapped
from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.stock import Stock
from lokdesk.gui.wizard.desk import Desk, asked
from lokdesk.gui.wizard.remark import SEVERITIES
from lokdesk.handbook.book import AGREEMENT, Step
from lokdesk.project.problem import Problem
from lokdesk.session import event as events
from lokdesk.session.event import Event
from lokdesk.session.preview import Preview
from lokdesk.word.sheet import Place, Sheet

_REST = 60
"""How many milliseconds the user's hands rest before the document is made anew."""
_AT_MOST = 180
"""How many milliseconds an edit waits at the most while they do not rest."""
_SLICE = 0.002
"""How many seconds are worked at a time: so that a key never waits long for its turn."""
_STRIDE = 50
"""How many findings are marked at a time."""
_LET_GO = 200
"""How many parts of the sheet before are thrown away at a time."""
_BAR = "▌"
"""What stands beside fixed text, as far as a character can say it."""
_WAITING = "Dokumentet görs i ordning …"
_TITLE = "Så här står det i Word-dokumentet"
_NOT_YET = "Svaret på frågan syns i dokumentet när det finns något att visa."
_ELSEWHERE = "Svaret på frågan står inte i överenskommelsen."


Marks: TypeAlias = Mapping[Place, Sequence[Finding]]


class DocumentPane(Pane):
    """The agreement as it will stand in Word. It is made anew a little at a time when hands rest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._preview = Preview(desk.session.library)
        self._steps: Steps[None] | None = None
        self._draft: Draft | None = None
        self._findings: Mapping[str, Sequence[Finding]] = {}
        self._address = ""
        self._stands = False
        """Whether the answer that has the focus stands in the document."""
        self._led = False
        """Whether the view has been led to where it stands, or would."""
        self._waited = QElapsedTimer()
        self._resting = timer.once(self, 0, self._begin)
        self._working = timer.once(self, 0, self._work)
        self.view = SheetView(self._describe)
        self.view.wanted.connect(self.wanted)
        self.view.zoomed.connect(self._show_zoom)
        self.notice = wrapped("")
        self.notice.setContentsMargins(GAP * 2, GAP, GAP * 2, GAP)
        self.notice.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        nest(column, self._bar())
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        column.addWidget(_legend())
        self.setFocusProxy(self.view)
        self._show_zoom()

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(GAP * 2, GAP, GAP, GAP)
        title = OneLine()
        title.show_text(_TITLE)
        bar.addWidget(muted(title), 1)
        self.smaller = self._button("document-smaller", "−", "Mindre", lambda: self.view.zoom_by(-1))
        self.sizes = self._button("document-size", "100 %", "Storlek", self._offer_sizes)
        self.larger = self._button("document-larger", "+", "Större", lambda: self.view.zoom_by(1))
        for one in (self.smaller, self.sizes, self.larger):
            bar.addWidget(one)
        return bar

    def _button(self, name: str, text: str, described: str, run: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(tip(described))
        button.setAccessibleName(described)
        button.setAutoRaise(True)
        button.clicked.connect(lambda _=False: run())
        return button

    def _offer_sizes(self) -> None:
        menu = QMenu(self)
        menu.addAction("Naturlig storlek", lambda: self.view.set_zoom(1.0))
        menu.addAction("Anpassa till bredden", self.view.fit_width)
        menu.exec(self.sizes.mapToGlobal(self.sizes.rect().bottomLeft()))
        menu.deleteLater()

    def _show_zoom(self) -> None:
        self.sizes.setText(f"{round(self.view.zoom * 100)} %")
        self.sizes.setAccessibleDescription(self.sizes.text())

    # -- keeping up

    @property
    def busy(self) -> bool:
        """Whether the document is still to be made anew for the latest edit."""
        return self._resting.isActive() or self._working.isActive()

    def refresh(self) -> None:
        """Show the document as it is now."""
        self._scale()
        if self.view.sheet is None:
            self._say(_WAITING)
        self._resting.start(0)

    def told(self, event: Event) -> None:
        """Make the document anew when hands rest."""
        if isinstance(event, events.Saved):
            return
        if not self._resting.isActive():
            self._waited.start()
        self._resting.start(max(0, min(_REST, _AT_MOST - self._waited.elapsed())))

    def _begin(self) -> None:
        """Begin to make the document of the draft as it is now, unless one is still being made."""
        if self._steps is not None:
            return
        draft = self.desk.session.draft
        if draft is self._draft:
            self._say_where()
            return
        self._draft = draft
        self._steps = self._made(draft)
        self._work()

    def _made(self, draft: Draft) -> Steps[None]:
        sheet = yield from self._preview.steps(draft)
        reckoned = yield from self.view.steps(sheet)
        marks = yield from _marks(sheet, self._findings)
        # As long as they are held on to, the thousands of parts of the sheet before do not go at one stroke.
        before = self.view.sheet
        leaves = [*before.leaves] if before is not None else []
        strips = [*before.strips] if before is not None else []
        del before
        self._show(reckoned, marks)
        while strips or leaves:
            yield
            del strips[-1:], leaves[-_LET_GO:]

    def _work(self) -> None:
        """Work for a moment, and go on when what else there is to do has been done."""
        assert self._steps is not None
        until = perf_counter() + _SLICE
        try:
            while perf_counter() < until:
                next(self._steps)
        except StopIteration:
            self._steps = None
            if self._draft is not self.desk.session.draft and not self._resting.isActive():
                self._resting.start(0)
        except Problem as problem:
            self._steps = None
            self._say(str(problem))
        else:
            self._working.start(0)

    def _show(self, reckoned: Reckoned, marks: Marks) -> None:
        self.view.show_sheet(reckoned)
        self.view.show_marks(marks)
        self._follow()
        self._say_where()

    def hideEvent(self, event: QHideEvent) -> None:
        """Do nothing while nobody sees it."""
        super().hideEvent(event)
        self._resting.stop()
        self._working.stop()
        if self._steps is not None:
            self._steps.close()
            self._steps = self._draft = None

    def changeEvent(self, event: QEvent) -> None:
        """Show the paper as much larger as all other text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "view"):
            self._scale()

    def _scale(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.view.set_scale(appearance.scale(application))

    # -- places

    def show_place(self, step: Step, address: str) -> None:
        """Show the answer to the question that has the focus."""
        self._address = address
        self._stands = self._led = False
        self._follow()
        self._say_where()

    def _follow(self) -> None:
        """Mark the answer that has the focus, and bring it into view when it has come to stand there.

        What is not answered yet would stand where the others of its item do: there the view is led once.
        """
        stood, self._stands = self._stands, self.view.show_focused(self._address)
        if not self._address or self.view.sheet is None:
            return
        if (self._stands and not stood) or not self._led:
            self._led = True
            _ = any(self.view.go_to(one) for one in (self._address, *_around(self._address)))

    def _say_where(self) -> None:
        if self.view.sheet is None:
            return
        words = ""
        if self._address and not self._stands:
            words = _NOT_YET if self._stands_in_agreement() else _ELSEWHERE
        self._say(words)

    def _stands_in_agreement(self) -> bool:
        return self.desk.handbook.question(asked(self._address)).document == AGREEMENT

    def _say(self, words: str) -> None:
        if words != self.notice.text():
            self.notice.setText(words)
        self.notice.setVisible(bool(words))

    def _describe(self, address: str) -> str:
        """Return what a click on the answer at *address* does."""
        try:
            return f"Gå till frågan ”{self.desk.handbook.question(asked(address)).prompt}”"
        except KeyError:
            return ""

    # -- findings

    def take_stock(self, stock: Stock) -> None:
        """Mark the places that there are findings on."""
        self._findings = stock.by_address
        if self.view.sheet is not None:
            self.view.show_marks(finished(_marks(self.view.sheet, self._findings)))


def _marks(sheet: Sheet, by_address: Mapping[str, Sequence[Finding]]) -> Steps[Marks]:
    """Return where in *sheet* the findings are marked: at their answers, or at what those are within."""
    marks: dict[Place, list[Finding]] = {}
    for number, (address, findings) in enumerate(by_address.items(), 1):
        places = (sheet.place(one) for one in (address, *_around(address)))
        place = next((one for one in places if one is not None), None)
        if place is not None:
            marks.setdefault(place, []).extend(findings)
        if not number % _STRIDE:
            yield
    return marks


def _legend() -> QLabel:
    """Return what the signs in the document mean."""
    parts = [f"{_BAR} Styrande text"]
    parts += [f"{shape} {SEVERITIES[severity]}" for severity, shape in SHAPES.items()]
    # What belongs together stays on one line.
    legend = muted(wrapped("    ".join(one.replace(" ", "\N{NO-BREAK SPACE}") for one in parts)))
    legend.setContentsMargins(GAP * 2, GAP, GAP * 2, GAP)
    legend.setAccessibleName("Tecken i dokumentet")
    return legend


def _around(address: str) -> Sequence[str]:
    """Return the addresses of what *address* is within, from the inside out."""
    found: list[str] = []
    while "/" in address:
        address = at.parent(address)
        found.append(address)
    return found
