"""A step as a page: its sections with their questions, kept in agreement with the draft."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from lokdesk.agreement import address as at
from lokdesk.agreement.finding import Finding
from lokdesk.gui import timer
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, heading, wrapped
from lokdesk.gui.reading import Reading
from lokdesk.gui.wizard import tab_order
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.form import Form
from lokdesk.gui.wizard.item import ItemFrame
from lokdesk.gui.wizard.items import ItemList
from lokdesk.gui.wizard.places import Places
from lokdesk.gui.wizard.question import QuestionRow
from lokdesk.handbook import page
from lokdesk.handbook.book import Step

How = Literal["near", "whole", "unfolded", "top"]
"""How something is gone to: so that it is seen, so that as much of it as can be is, as much of it as can be
below what it has been unfolded with, or at the very top."""
_GROWING = 200
"""For how many milliseconds texts that have been laid out may still find that they need other heights."""
_AROUND = 4 * ROOM
"""How much is shown above and below what has been gone to."""


class Page(Reading):
    """Questions in a column, kept in agreement with the draft."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.places = Places(self.bring_into_view, self.reveal, self._show_unfolded)
        self._wanted: QWidget | None = None
        self._how: How = "near"
        self._pressed: QWidget | None = None
        """What has been unfolded with, and stays in view."""
        self._placed: tuple[QuestionRow | ItemFrame, int] | None = None
        self._held: tuple[QWidget, int] | None = None
        self._laid_out = timer.once(self, 0, self._scroll_to_wanted)
        self._placing = timer.once(self, _GROWING, self._leave_place)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._fill_what_is_seen)

    # What has changed in the draft

    def answer_changed(self, address: str) -> None:
        """Show the answer at *address* as it is now.

        What it makes worth asking comes with :meth:`show_what_is_asked`, once the answer is complete.
        """
        if (grid := self.places.grid(address)) is not None:
            grid.refresh()
        if address in self.places.rows:
            self.places.rows[address].answer_changed()
        # The item that it may be the name of. A page that is not seen learns it when it is.
        for items in self.places.lists(at.parent(at.parent(address))) if self.isVisible() else ():
            items.refresh_names()

    def show_what_is_asked(self) -> None:
        """Show the questions that are worth asking, given what has been answered, and hide the others."""
        for row in self.places.rows.values():
            row.show_whether_asked()

    def items_changed(self, address: str) -> None:
        """Show the list that the item at *address* is, or was, in as it is now."""
        if (grid := self.places.grid(address)) is not None:
            grid.refresh()
        for items in self.places.lists(at.parent(address)):
            items.refresh()
        self.refresh_names()

    def refresh(self) -> None:
        """Show everything as it stands in the draft now."""
        for items in self.places.all_lists:
            # A list may be gone with the card it was on.
            if items in self.places.lists(items.address):
                items.refresh()
        for grid in self.places.grids.values():
            grid.refresh()
        for row in self.places.rows.values():
            row.refresh()
        self.show_what_is_asked()
        self.refresh_names()

    def refresh_names(self) -> None:
        """Show what things are called now, and what can be referred to."""
        for items in self.places.all_lists:
            items.refresh_names()
        for row in self.places.rows.values():
            row.field.refresh()

    def show_findings(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """Take what the rules say, by address, and show how much it is in each card.

        The words at the questions, lists and tables come with :meth:`show_remarks`.
        """
        self.places.findings = findings
        for address, row in self.places.rows.items():
            row.show_findings(findings.get(address, ()))
        for items in self.places.all_lists:
            items.show_findings(findings)
        for grid in self.places.grids.values():
            grid.show_findings(findings)

    def show_remarks(self) -> None:
        """Show what the rules said last at the questions, lists and tables that it is about.

        Questions come and go with it, by what has been answered.
        What has the focus stays where it is on the screen: the next click may be meant for it.
        """
        focus = QApplication.focusWidget()
        if focus is not None and self.content.isAncestorOf(focus) and self._is_laid_out:
            self._held = focus, self._height_of(focus)
            self._laid_out.start()
        self.show_what_is_asked()
        for part in (*self.places.rows.values(), *self.places.all_lists, *self.places.grids.values()):
            part.show_remarks()

    # Going to a place

    def reveal(self, address: str) -> None:
        """Open the cards that *address* lies in, scroll to it and give it the focus."""
        target: QWidget | None = None
        whole: QWidget | None = None
        self.show_what_is_asked()
        for card in self.places.cards(address):
            card.open_for(address)
            target = card.home
            whole = card if card.address == address else None
        if (grid := self.places.grid(address)) is not None:
            target = grid.input(address)
        elif address in self.places.rows:
            target = self.places.rows[address].field
        elif (items := self.places.editable_list(address)) is not None:
            target = items.add_button
        if target is not None:
            self.bring_into_view(target)
            if whole is not None:
                self._wanted, self._how = whole, "whole"

    def show_top(self) -> None:
        """Show the page from its beginning."""
        self._wanted = self._held = self._placed = None
        self.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Show the page from its beginning, with the focus on its first field."""
        self.show_top()
        first = next(tab_order.stops(self.content), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_into_view(self, widget: QWidget) -> None:
        """Give *widget* the focus, and scroll to it once all is laid out."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wanted, self._how, self._placed = widget, "near", None
        self._laid_out.start()

    def _show_unfolded(self, whole: QWidget, pressed: QWidget) -> None:
        """Scroll, once all is laid out, so that what has come in *whole* is seen, and *pressed* still is."""
        self._wanted, self._how, self._placed, self._pressed = whole, "unfolded", None, pressed
        self._laid_out.start()

    def _leave_place(self) -> None:
        self._placed = None

    def _height_of(self, widget: QWidget) -> int:
        return widget.mapTo(self.viewport(), QPoint()).y()

    def _scroll_to_wanted(self) -> None:
        # Whoever has gone on meanwhile has scrolled to where they are now.
        if self._held is not None and self._held[0] is QApplication.focusWidget():
            widget, height = self._held
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._height_of(widget) - height)
        self._held = None
        if self._wanted is not None and isValid(self._wanted):
            self._scroll_to(self._wanted)
        if self._placed is not None and isValid(self._placed[0]):
            widget, height = self._placed
            # Where it has grown, it may no longer be seen whole at the height that it was.
            height = min(height, max(0, self.viewport().height() - widget.height() - ROOM))
            self.verticalScrollBar().setValue(widget.mapTo(self.content, QPoint()).y() - height)
        if self._fill_what_is_seen():
            # What has come may have another height than was thought.
            self._laid_out.start()
        elif self._is_laid_out:
            self._wanted = None
            if self._placed is not None:
                self._placing.start()

    def _scroll_to(self, widget: QWidget) -> None:
        bar = self.verticalScrollBar()
        top = widget.mapTo(self.content, QPoint()).y() - ROOM
        match self._how:
            case "near":
                self.ensureWidgetVisible(widget, 0, _AROUND)
            case "whole":
                bottom = top + widget.height() + 2 * ROOM
                bar.setValue(min(max(bar.value(), bottom - self.viewport().height()), top))
            case "unfolded":
                pressed = self._pressed if self._pressed is not None and isValid(self._pressed) else widget
                highest = pressed.mapTo(self.content, QPoint()).y() - ROOM
                bottom = top + widget.height() + 2 * ROOM
                bar.setValue(max(bar.value(), min(bottom - self.viewport().height(), highest)))
            case "top":
                bar.setValue(top)

    # The place, while the page is made anew

    @property
    def opened(self) -> tuple[str, ...]:
        """The addresses of the items whose questions have been opened, outer ones before those they hold."""
        cards = (card for items in self.places.all_lists for card in items.cards.made.values())
        return tuple(card.address for card in cards if card.opener is not None and card.is_open)

    def open(self, addresses: Iterable[str]) -> None:
        """Open the items at *addresses* that are here."""
        for address in addresses:
            for items in self.places.lists(at.parent(address)):
                if address in items.cards:
                    items.cards[address].open()

    @property
    def seen(self) -> tuple[str, int] | None:
        """What the user looks at, by its address and height on the screen: what has the focus, or the top.

        What is still to be placed is where it will be.
        """
        if self._placed is not None and isValid(self._placed[0]):
            return self._placed[0].address, self._placed[1]
        heights = {one.address: self._height_of(one) for one in self._parts() if one.isVisible()}
        in_view = {one: height for one, height in heights.items() if 0 <= height < self.viewport().height()}
        focus = QApplication.focusWidget()
        focused = next((one.address for one in self._parts() if focus and one.isAncestorOf(focus)), "")
        place = focused if focused in in_view else min(in_view, key=lambda one: in_view[one], default="")
        return (place, in_view[place]) if place else None

    def show_at(self, address: str, height: int) -> None:
        """Show what is about *address* at a *height* on the screen."""
        # What it lies in is made on the way, where that has not been in view.
        card = next(reversed(tuple(self.places.cards(address))), None)
        widget = card if card is not None and card.address == address else self.places.rows.get(address)
        if widget is not None:
            self._wanted, self._placed = None, (widget, height)
            self._laid_out.start()

    def _parts(self) -> Iterator[QuestionRow | ItemFrame]:
        yield from self.places.rows.values()
        for items in self.places.all_lists:
            yield from items.cards.made.values()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look at nothing while there is nothing to see."""
        self._laid_out.stop()
        self._placing.stop()
        if not event.spontaneous():
            # Who comes back to the page has gone on from what was removed on it.
            for items in self.places.all_lists:
                items.forget_removed()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look what has come into view whenever something has been laid out anew."""
        anew = event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize)
        if anew and watched is self.content and self.isVisible():
            self._laid_out.start()
        return super().eventFilter(watched, event)

    @property
    def _is_laid_out(self) -> bool:
        """Whether everything has its place; before that it lies on top of everything else."""
        return self.content.height() >= self.content.minimumSizeHint().height()

    def _fill_what_is_seen(self) -> bool:
        """Fill the items that are in view or soon may be; return whether there were any to fill."""
        if not self._is_laid_out:
            return False
        height = self.viewport().height()
        lists = [one for one in self.places.all_lists if one.isVisible()]
        tops = [-self._height_of(one) for one in lists]
        filled = [
            one.fill_within(top - height, top + 2 * height) for one, top in zip(lists, tops, strict=True)
        ]
        return any(filled)


class StepPage(Page):
    """The questions of one step. Pages are made from the handbook and know no step by name."""

    def __init__(self, desk: Desk, step: Step, first: QWidget | None = None) -> None:
        """*first* is what stands before the questions."""
        super().__init__(desk)
        self.step = step
        head = QVBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(heading(step.title, 1.6))
        head.addWidget(wrapped(step.lead))
        nest(self.column, head)
        if first is not None:
            self.column.addWidget(first)
        self._sections: dict[str, tuple[QWidget, Form]] = {}
        for section in step.sections:
            head = QVBoxLayout()
            head.setSpacing(GAP // 2)
            title = heading(section.title, 1.25)
            head.addWidget(title)
            head.addWidget(wrapped(section.lead))
            nest(self.column, head)
            form = Form(desk, page.entries(section), "", self.places)
            form.setAccessibleName(section.title)
            self.column.addWidget(form)
            self._sections[section.slug] = title, form
        self.column.addStretch(1)

    def begin_section(self, slug: str) -> None:
        """Show the section with that *slug* from its heading, with the focus on its first field, if any."""
        title, form = self._sections[slug]
        self.show_what_is_asked()
        if (items := form.findChild(ItemList)) is not None and items.cards:
            # What has not come into view has nothing yet that could have the focus.
            _ = next(iter(items.cards.values()))
        first = next(tab_order.stops(form), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wanted, self._how, self._placed = title, "top", None
        self._laid_out.start()
