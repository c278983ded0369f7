"""The way through the handbook: the steps, the page of one of them or a view, and the panes beside it."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenuBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.schema import GroupOf
from lokdesk.gui import caret, stock, timer
from lokdesk.gui.fields.field import Field
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP
from lokdesk.gui.panes.agenda import AgendaView
from lokdesk.gui.panes.aside import Aside
from lokdesk.gui.panes.differences import DifferencesView
from lokdesk.gui.panes.discussion import DiscussionPane
from lokdesk.gui.panes.former import FormerPane
from lokdesk.gui.panes.help import HelpPane
from lokdesk.gui.panes.open import OpenView
from lokdesk.gui.panes.overview import OverviewView
from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.panes.watched import MakePane, Watched
from lokdesk.gui.stock import Stock
from lokdesk.gui.tool_row import ToolRow
from lokdesk.gui.wizard import tab_order
from lokdesk.gui.wizard.desk import Desk, asked
from lokdesk.gui.wizard.page import StepPage
from lokdesk.gui.wizard.parts import Parts
from lokdesk.gui.wizard.review import ReviewPanel
from lokdesk.gui.wizard.steps import AGENDA, OVERVIEW, REPLIES, REVIEWED, StepTree
from lokdesk.gui.wizard.stocktaking import Stocktaking
from lokdesk.handbook.book import Step
from lokdesk.session import event as events
from lokdesk.session import place, position
from lokdesk.session.event import Event

_SEEN = 50
"""How many milliseconds the first page of a draft that is opened has to be painted before anything else."""
_HELD = 20
"""How many milliseconds there are between two looks at whether a mouse button is still held down."""
_PAUSE = 1500
"""How many milliseconds they rest before what is typed next is undone on its own."""
_SHOW_STEPS, _SHOW_PANES = "Visa stegen", "Visa hjälp och samtal"


def _document(desk: Desk) -> Pane:
    # What documents are made with takes a while to load, and is only needed where one is looked at.
    from lokdesk.gui.panes.document import DocumentPane

    return DocumentPane(desk)


def _intake(desk: Desk) -> Pane:
    # And so does what recognises a document.
    from lokdesk.gui.panes.intake import IntakeView

    return IntakeView(desk)


def _replies(desk: Desk) -> Pane:
    # And what compares what came back.
    from lokdesk.gui.panes.replies import RepliesView

    return RepliesView(desk)


def _figures(desk: Desk) -> Pane:
    # So does what figures are drawn with.
    from lokdesk.gui.panes.figures import FiguresPane

    return FiguresPane(desk)


PANES: tuple[tuple[str, str, MakePane], ...] = (
    ("help", "Hjälp", HelpPane),
    ("discussion", "Samtal", DiscussionPane),
    ("former", "Förra svaret", FormerPane),
    ("document", "Dokument", _document),
    ("figures", "Figurer", _figures),
)
"""The panes beside the questions: slug, title, and what makes it from the desk."""
VIEWS: Mapping[str, MakePane] = {
    "overview": OverviewView,
    "agenda": AgendaView,
    "open": OpenView,
    "document": _document,
    "differences": DifferencesView,
    "intake": _intake,
    "replies": _replies,
}
"""What can be shown in the place of the questions, by slug."""
ALONE = frozenset({"intake"})
"""The views that need the room of the panes beside them, unless the user wants those."""


class Wizard(QWidget):
    """The open draft as its users work on it."""

    export = Signal()
    """The user wants the Word document."""
    documents = Signal()
    """The user wants to choose among all documents."""
    command = Signal(str)
    """The name of a command of the menus that the user gives on a page."""
    stock_taken = Signal()
    """Findings and progress have been made anew."""
    known = Signal()
    """Stock has been taken of a draft that has been opened, for the first time."""
    focused = Signal(QWidget)
    """What has the focus on the page now; nothing when another page has come."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._session = desk.session
        self._laid_out = desk.handbook
        self._pages: dict[str, StepPage] = {}
        self._views: dict[str, Watched] = {}
        self._shown: StepPage | None = None
        self._view = ""
        self._review: ReviewPanel | None = None
        self._place = ""
        self.last = ""
        """The address of what had the focus last on a page, or an empty string."""
        self._rearranged = True
        self._unknown = True
        """Whether stock has never been taken of the draft that is open. The first time takes a while, and
        waits until its page can be seen."""
        self._opened: dict[str, tuple[str, ...]] = {}
        # Where nothing but an answer has changed, all stays in its place as long as the focus does.
        self._stocktaking = Stocktaking(self, lambda: self._take_stock(remarks=self._rearranged))
        self._moving = timer.once(self, 0, self._move)
        self._pausing = timer.once(self, _PAUSE, self._session.settle)
        self.desk.unread.changed.connect(lambda: self._stocktaking.wait())
        self.desk.marks.wanted.connect(self._show_said)
        self.desk.former.wanted.connect(self._show_former)
        self._make_parts()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def _make_parts(self) -> None:
        self.steps = StepTree(self.desk, VIEWS)
        self.steps.begun.connect(self._begin_step)
        self.steps.chosen.connect(self._show_step)
        self.steps.section_chosen.connect(self._begin_section)
        self.steps.view_chosen.connect(self.go_to_view)
        self.steps.wanted.connect(self.go_to)
        self.stack = QStackedWidget()
        self.aside = Aside(self.desk)
        for slug, title, make in PANES:
            self.aside.add(slug, title, make)
        self._offer_former()
        self.aside.wanted.connect(self.go_to)
        self.back = QPushButton("Tillbaka")
        self.back.setObjectName("back")
        self.back.clicked.connect(lambda: self.turn(-1))
        self.next = QPushButton("Nästa")
        self.next.setObjectName("next")
        self.next.clicked.connect(lambda: self.turn(1))
        self.other_part = QPushButton()
        self.other_part.setObjectName("other-part")
        self.other_part.clicked.connect(self._show_other_part)
        below = QHBoxLayout()
        below.setContentsMargins(GAP * 2, GAP, GAP * 2, GAP)
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.other_part)
        below.addStretch(1)
        below.addWidget(self.next)
        self.bar = ToolRow("Verktyg för text")
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        nest(column, below)
        self.parts = Parts(self.steps, middle, self.aside)
        self.parts.changed.connect(self._offer_other_part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)

    @property
    def layout_state(self) -> QByteArray:
        """How the user has divided the room between the parts."""
        return self.parts.saveState()

    # Pages and views

    @property
    def busy(self) -> bool:
        """Whether findings and progress are still to be made for the latest edit."""
        return self._stocktaking.busy or self._moving.isActive()

    @property
    def typing(self) -> bool:
        """Whether what is typed next is undone together with what was typed last."""
        return self._pausing.isActive()

    @property
    def page(self) -> StepPage:
        """The page of the step that the user is at, which a view may stand in the place of.

        A draft that has just been opened is at the first step, whose page is made when it is wanted.
        """
        if self._shown is None:
            self.go_to_step(self.desk.handbook.steps[0].slug)
        assert self._shown is not None
        return self._shown

    @property
    def step(self) -> Step:
        """The step that the user is at."""
        return self._shown.step if self._shown is not None else self.desk.handbook.steps[0]

    @property
    def view(self) -> str:
        """The slug of the view that stands in the place of the page, or an empty string."""
        return self._view

    @property
    def shows_agenda(self) -> bool:
        """Whether the agenda of the revision stands in the place of the page."""
        return self._view == AGENDA and self.isVisible()

    def _page_of(self, slug: str) -> StepPage:
        if slug not in self._pages:
            first = None
            if slug == REVIEWED:
                first = self._review = ReviewPanel(self.desk)
                self._review.wanted.connect(self.go_to)
                self._review.overview_wanted.connect(lambda: self.go_to_view(OVERVIEW))
                self._review.export.connect(self.export)
                self._review.documents.connect(self.documents)
                self._review.command.connect(self.command)
            self._pages[slug] = page = StepPage(self.desk, self.desk.handbook.step(slug), first)
            self.stack.addWidget(page)
            page.open(self._opened.pop(slug, ()))
        return self._pages[slug]

    def go_to_step(self, slug: str) -> None:
        """Show the page of the step *slug*."""
        page, first = self._page_of(slug), self._shown is None
        if self._shown is not page or self._view:
            self._shown = page
            self._view = ""
            self._session.settle()
            self.focused.emit(None)
            page.refresh_names()
            # The question that has the focus on the page, if any, tells of itself after this.
            self._show_place(page.step, "")
            self.stack.setCurrentWidget(page)
            self.parts.show_alone(False)
            self.back.setEnabled(self.desk.handbook.before(slug) is not None)
            self.next.setEnabled(self.desk.handbook.after(slug) is not None)
            if first and self._unknown:
                self._stocktaking.wait(_SEEN)
            else:
                self.take_stock()
        elif self.busy and not self._unknown:
            self.take_stock()

    def _begin_step(self, slug: str) -> None:
        """Show the page of the step *slug* from its beginning."""
        self.go_to_step(slug)
        self.page.begin()

    def _show_step(self, slug: str) -> None:
        """Show the page of the step *slug* from its beginning."""
        self.go_to_step(slug)
        self.page.show_top()
        self._show_place(self.page.step, "")

    def _begin_section(self, slug: str) -> None:
        """Show the section *slug* from its heading."""
        self.go_to_step(position.section_of(self.desk.handbook, slug)[0].slug)
        self.page.begin_section(slug)
        self.steps.show_section(slug)

    def go_to_view(self, slug: str) -> None:
        """Show the view *slug* in the place of the page, until a step or a place is gone to."""
        if slug not in self._views:
            self._views[slug] = Watched(self.desk, VIEWS[slug], self.go_to)
            self.stack.addWidget(self._views[slug].made())
            self._views[slug].made().command.connect(self.command)
        view = self._views[slug]
        view.show_place(self.page.step, self.last)
        self._view = slug
        self._session.settle()
        self.focused.emit(None)
        self.stack.setCurrentWidget(view.made())
        self.parts.show_alone(slug in ALONE)
        view.refresh()
        self.steps.show_view(slug)
        self.aside.show_view(slug)
        self.back.setEnabled(True)
        self.take_stock()

    def begin_view(self, slug: str) -> None:
        """Show the view *slug* from its beginning, and give it the focus."""
        self.go_to_view(slug)
        self._views[slug].made().begin()

    def _leave_view(self) -> None:
        """Return from a view to the page, where one was."""
        page = self.page
        self.go_to_step(page.step.slug)
        address = place.nearest(self._session.agreement, self.last) if self.last else ""
        if address and self.desk.handbook.place(asked(address)).step is page.step:
            page.reveal(address)
        else:
            page.begin()

    def turn(self, by: int) -> None:
        """Go to the next step, or back to the one before where *by* is negative; from a view, to the page."""
        if self._view and by < 0:
            self._leave_view()
            return
        slug = self.page.step.slug
        other = self.desk.handbook.after(slug) if by > 0 else self.desk.handbook.before(slug)
        if other is not None:
            self._begin_step(other.slug)

    def go_to(self, address: str) -> None:
        """Show the place where *address* is answered, and give it the focus."""
        address = self._first_in(address)
        self.go_to_step(self.desk.handbook.place(asked(address)).step.slug)
        self.page.reveal(address)

    def _first_in(self, address: str) -> str:
        """Return the address of the first answer in the group at *address*, or *address* of anything else."""
        pattern = schema.pattern(address)
        if not isinstance(schema.patterns().get(pattern), GroupOf):
            return address
        inner = pattern + schema.SEPARATOR
        first = next(one for one in self.desk.handbook.questions if one.address.startswith(inner))
        return at.join(address, first.address.removeprefix(inner))

    def _offer_other_part(self) -> None:
        """Offer the part that is not shown, for want of room or because the user has put it away."""
        steps_gone = self.steps.isHidden()
        text = _SHOW_STEPS if steps_gone else _SHOW_PANES
        if self.other_part.text() != text:
            self.other_part.setText(text)
        self.other_part.setVisible(steps_gone or self.aside.isHidden())

    def _show_other_part(self) -> None:
        if self.steps.isHidden():
            self.parts.show_steps()
            part: QWidget = self.steps
        else:
            self.parts.show_panes()
            part = self.aside
        if self.other_part.isHidden():
            tab_order.give_focus(next(tab_order.stops(part)))

    def show_pane(self, slug: str) -> None:
        """Show the pane *slug* beside the questions; hide the panes when it is what is shown already."""
        if self.aside.isVisible() and self.aside.slug == slug:
            self.aside.hide()
        else:
            self.aside.choose(slug)
            self.aside.show()

    def seen(self, slug: str) -> tuple[Pane, ...]:
        """Return what shows *slug* and can be seen: in the place of the page, beside it, both or neither."""
        panes: list[Pane] = []
        if slug == self._view:
            panes.append(self._views[slug].made())
        if self.aside.isVisible() and self.aside.slug == slug:
            panes.append(self.aside.pane(slug))
        return tuple(one for one in panes if one.isVisible())

    def _show_said(self, address: str) -> None:
        self._show_beside("discussion", address)

    def _show_former(self, address: str) -> None:
        self._show_beside("former", address)

    def _show_beside(self, slug: str, address: str) -> None:
        """Show the pane *slug* with the question at *address*, and give it the focus."""
        self.aside.choose(slug)
        self.aside.show()
        self._show_place(self.page.step, address)
        pane = self.aside.pane(slug)
        if isinstance(pane, DiscussionPane | FormerPane):
            pane.begin()

    def show_former(self) -> None:
        """Show what stood before where the user is, and go there; put it away when one is there already."""
        focus = QApplication.focusWidget()
        shown = self.seen("former")
        if not shown or focus is None or not shown[0].isAncestorOf(focus):
            if self._stocktaking.busy and not self._unknown:
                self.take_stock()
            self._show_beside("former", self._place or self.last)
        else:
            self.aside.hide()
            if self.last:
                self.page.reveal(self.last)

    def _offer_former(self) -> None:
        """Have a tab for what stood before where there is an agreement before this one."""
        self.aside.offer("former", bool(self._session.draft.predecessors))

    # The focus

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Let the panes and the tools follow what has the focus on the page."""
        if new is None or new.window() is not self.window():
            return
        place = self._place_of(new)
        if place != self._place:
            self._place = place
            self._moving.start(0)
        if not self.stack.isAncestorOf(new):
            # In the menus one still works on what had the focus before.
            if self.isVisible() and not isinstance(new, QMenuBar):
                self.focused.emit(None)
            return
        self._session.settle()
        self.focused.emit(new)
        if place:
            self._show_place(self.page.step, place)

    def _show_place(self, step: Step, address: str) -> None:
        self.last = address or self.last
        self.steps.show_place(step, address)
        self.aside.show_place(step, address)
        for view in self._views.values():
            view.show_place(step, address)

    def _place_of(self, widget: QWidget | None) -> str:
        """Return the address of what *widget* belongs to on the page, or nothing where it is not on it."""
        place = ""
        while widget is not None and widget is not self.stack:
            place = place or widget.property("address") or ""
            widget = widget.parentWidget()
        return place if widget is self.stack else ""

    def _move(self) -> None:
        """Show what there is to say of the question that has been left.

        What is pressed with the mouse stays where it is until it is let go.
        """
        if QApplication.mouseButtons():
            self._moving.start(_HELD)
        elif self._stocktaking.busy and not self._unknown:
            self.take_stock()
        else:
            self.page.show_remarks()

    def show_what_is_asked(self) -> None:
        """Show the questions that come because of the answer one is about to leave: one may be the next."""
        if not self._view and self._shown is not None:
            self._shown.show_what_is_asked()

    def focus_next_part(self) -> None:
        """Give the focus to the next part: from the steps to the page, to the panes, and round again."""
        parts = [
            part for part in map(self.parts.widget, range(self.parts.count())) if part and part.isVisible()
        ]
        focus = QApplication.focusWidget()
        here = next((n for n, one in enumerate(parts) if focus is not None and one.isAncestorOf(focus)), -1)
        for n in range(1, len(parts) + 1):
            part = parts[(here + n) % len(parts)]
            # The page itself, not the tools above it.
            inner: QWidget = self.stack if part.isAncestorOf(self.stack) else part
            first = next(tab_order.stops(inner), None)
            if first is not None:
                tab_order.give_focus(first)
                return

    # The draft

    def show_draft(self) -> None:
        """Let everything be made anew for the draft that is open now, once a page of it is wanted."""
        self.desk.unread.clear()
        self.desk.against.clear()
        self._offer_former()
        self._drop_pages()
        self._opened.clear()
        self.last = ""
        self._unknown = self._rearranged = True
        self._stocktaking.forget()
        self._show_stock(Stock())
        self.aside.refresh()
        # Where nobody goes to a place in it, its first page is shown.
        self._moving.start(0)

    def _lay_out(self) -> None:
        """Follow the handbook of the draft, which is another version than what is shown was made from."""
        self._laid_out = self.desk.handbook
        self.steps.lay_out()

    def remake(self) -> None:
        """Make everything anew, in the size and the colours of now, and show the same place."""
        slug, view, last, seen = self.page.step.slug, self._view, self.last, self.page.seen
        if slug not in {step.slug for step in self.desk.handbook.steps}:
            slug, last, seen = self.desk.handbook.steps[0].slug, "", None
        self._opened = {slug: page.opened for slug, page in self._pages.items()}
        focus = QApplication.focusWidget()
        on_page = focus is not None and self.stack.isAncestorOf(focus)
        written_at = caret.taken(focus) if on_page else None
        self._drop_pages()
        for watched in self._views.values():
            if watched.pane is not None:
                self.stack.removeWidget(watched.pane)
            watched.forget()
        self._views.clear()
        self.steps.remake()
        self.aside.remake()
        self.go_to_step(slug)
        if last:
            self.page.reveal(last)
        if seen is not None:
            self.page.show_at(*seen)
        if view:
            self.go_to_view(view)
        if on_page:
            caret.put(QApplication.focusWidget(), written_at)
        elif focus is not None and isValid(focus) and focus.isVisible():
            focus.setFocus()

    def _drop_pages(self) -> None:
        # The focus goes on when a page is hidden, and what it leaves is not asked about another draft.
        pages = list(self._pages.values())
        self._pages.clear()
        self._shown = self._review = None
        self._view = ""
        for page in pages:
            # What a field says when the focus leaves it would by now be said of another draft.
            for field in page.findChildren(Field):
                field.blockSignals(True)
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self.focused.emit(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Have a page to show."""
        _ = self.page
        super().showEvent(event)

    def told(self, event: Event) -> None:
        """Take what the session tells."""
        if isinstance(event, events.PartsChanged):
            self._offer_former()
        other_handbook = self.desk.handbook is not self._laid_out
        if other_handbook:
            self._lay_out()
        match event:
            case events.PartsChanged() if other_handbook:
                self._rearranged = True
                self.remake()
            case events.AnswerChanged(address):
                for page in self._pages.values():
                    page.answer_changed(address)
            case events.ItemAdded(address) | events.ItemRemoved(address) | events.ItemMoved(address):
                self._rearranged = True
                for page in self._pages.values():
                    page.items_changed(address)
            case events.PartsChanged(parts):
                self._rearranged = True
                # What is said about the answers changes none of them.
                for page in () if parts <= {"discussion", "evaluation"} else self._pages.values():
                    page.refresh()
            case events.DraftReplaced():
                self.show_draft()
            case events.Saved():
                pass
        self.aside.told(event)
        for view in self._views.values():
            view.told(event)
        self._stocktaking.begin_anew()
        self._pausing.start()

    def take_stock(self, remarks: bool = True) -> None:
        """Make findings and progress anew, and show them and what things are called now.

        Without *remarks*, what there is to say at the questions waits until the focus moves.
        """
        self._stocktaking.stop()
        for _ in self._take_stock(remarks):
            pass

    def _take_stock(self, remarks: bool) -> Iterator[None]:
        """Take stock with a pause after each part of it."""
        taken = yield from stock.steps(self.desk)
        yield
        self.page.refresh_names()
        yield
        self.page.show_findings(taken.by_address)
        if remarks:
            self._rearranged = False
            self.page.show_remarks()
        yield
        self._show_stock(taken)
        self.stock_taken.emit()
        if self._unknown:
            self._unknown = False
            self.known.emit()

    def _show_stock(self, taken: Stock) -> None:
        self.steps.take_stock(taken)
        if self._review is not None and self.page.step.slug == REVIEWED:
            self._review.show_review(taken.review, taken.progress)
        self.aside.take_stock(taken)
        for view in self._views.values():
            view.take_stock(taken)

    def show_edit(self, address: str) -> None:
        """Show *address*, the place that an edit just undone or done again has changed, or where it was."""
        address = place.nearest(self._session.agreement, address)
        if address:
            self.go_to(address)

    def show_stand(self, ref: str) -> None:
        """Show what came back under *ref*: an edit just undone or done again has changed the stand on it."""
        self.go_to_view(REPLIES)
        self._views[REPLIES].made().show_edit(ref)

    def stop(self) -> None:
        """Let nothing more happen by itself: the window closes."""
        self._stocktaking.stop()
        self._moving.stop()
        self._pausing.stop()
