"""A list of items, each on a card that opens when it is wanted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.finding import Finding
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.agreement.value import Item
from lokdesk.gui import layout
from lokdesk.gui.dialogs import message
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, heading, muted, wrapped
from lokdesk.gui.wizard.desk import REQUIREMENTS, Desk
from lokdesk.gui.wizard.item import ADD_KEYS, Findings, ItemFrame, ItemMenu
from lokdesk.gui.wizard.mark import MarkPlace
from lokdesk.gui.wizard.places import Places
from lokdesk.gui.wizard.presets import PresetButton
from lokdesk.gui.wizard.question import PROJECTED
from lokdesk.gui.wizard.remark import Remark
from lokdesk.gui.wizard.removed import Removed
from lokdesk.gui.wizard.reordering import Reordering
from lokdesk.handbook import naming, preset
from lokdesk.handbook.book import Question
from lokdesk.handbook.page import Entry, Repeat
from lokdesk.handbook.preset import Preset
from lokdesk.session import removal

MakeForm = Callable[[Repeat, str], QWidget]

_ASKED = 1.05
"""How much larger than other text it is that asks for the items of a list."""
_AROUND = 21
"""How many pixels there are above and below the name on a card."""
_AT_ONCE = 8
"""How many items are made at once in a list that the user has just come to by opening a card."""


class ItemCard(ItemFrame):
    """One item: its name, what can be done with it, and its questions once it is opened."""

    def __init__(self, owner: "ItemList", address: str) -> None:
        super().__init__(owner, address)
        self.setProperty("address", owner.stands_for(address))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._left = 0
        self._since = ""
        self.column.setSpacing(GAP * 2)
        self.column.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        top = QHBoxLayout()
        top.setSpacing(GAP // 2)
        if self.handle is not None:
            top.addWidget(self.handle)
        top.addWidget(self.make_opener(), 1)
        if self.more is not None:
            top.addWidget(self.more)
        nest(self.column, top)

    def make_form(self) -> QWidget:
        """Return a new form with all questions about the item."""
        return self.owner.make_form(self.owner.repeat, self.address)

    def show_name(self, name: str, number: int, count: int) -> None:
        """Show what the item is called."""
        super().show_name(name, number, count)
        self._show_title()

    def show_findings(self, findings: Findings) -> None:
        """Show how much there is to look at in the item."""
        self._left = self.within(findings)
        desk = self.owner.desk
        self._since = "" if desk.projected else desk.former.since.of_item(self.address)
        self._show_title()

    def _show_title(self) -> None:
        if self.opener is not None:
            left = f"{self._left} att se över" if self._left else ""
            more = ", ".join(part for part in (self._since, left) if part)
            self.opener.show_text(f"{self.name} ({more})" if more else self.name)


class Cards(Mapping[str, ItemFrame]):
    """The cards of a list by the addresses of its items, in order; each is made once it is asked for."""

    def __init__(self, make: Callable[[Sequence[str]], object]) -> None:
        """*make* makes the cards of the items at some addresses, and puts them in *made*."""
        self._make = make
        self.addresses: tuple[str, ...] = ()
        self.made: dict[str, ItemFrame] = {}
        """Those that have been made, in no particular order."""

    def __getitem__(self, address: str) -> ItemFrame:
        if address not in self.made:
            if address not in self.addresses:
                raise KeyError(address)
            self._make((address,))
        return self.made[address]

    def __contains__(self, address: object) -> bool:
        return address in self.addresses

    def __iter__(self) -> Iterator[str]:
        return iter(self.addresses)

    def __len__(self) -> int:
        return len(self.addresses)


class ItemList(QWidget):
    """All items of one list in their order, with adding, copying, moving and removing.

    A list whose items are added in another section has a card for each of them here, and no more. Cards are
    made when they come into view or are gone to; until then the list keeps room for them.
    """

    def __init__(
        self, desk: Desk, repeat: Repeat, address: str, places: Places, make_form: MakeForm, nested: bool
    ) -> None:
        super().__init__()
        self.desk = desk
        self.places = places
        self.repeat = repeat
        self.address = address
        self.make_form = make_form
        self.editable = repeat.question is not None
        self.nested = nested
        self.menu = ItemMenu(self)
        self.cards = Cards(self._make)
        self._gaps: list[tuple[QSpacerItem, Sequence[str]]] = []
        self.reordering = Reordering(self, self._in_order, self._put)
        self.removed: Removed | None = None
        self._findings: Sequence[Finding] = ()
        self._within: Mapping[str, Findings] = {}
        self.setProperty("address", address)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        if repeat.question is not None:
            nest(column, _head(repeat.question, nested, desk.projected))
        self.said: MarkPlace | None = None
        if repeat.question is not None:
            self.said = MarkPlace(desk.marks, desk.former, address, repeat.question.label)
            nest(column, self.said)
        self.remark = Remark()
        column.addWidget(self.remark)
        self._none_yet = muted(wrapped(_none_yet(desk, repeat)))
        column.addWidget(self._none_yet)
        self.arranged = QVBoxLayout()
        self.arranged.setSpacing(GAP)
        nest(column, self.arranged)
        self.add_button: QPushButton | None = None
        self.beside_add = Flow()
        if repeat.question is not None:
            nest(column, self._adding(repeat.question))
        self.refresh()

    def _adding(self, question: Question) -> Flow:
        row = self.beside_add
        self.add_button = QPushButton(question.add or "")
        self.add_button.setObjectName(f"{self.address}:add")
        self.add_button.setAccessibleDescription(_described(question))
        self.add_button.setToolTip(f"{question.add} ({ADD_KEYS})")
        self.add_button.clicked.connect(lambda: self.add())
        row.addWidget(self.add_button)
        ready = preset.for_place(self.desk.session.library.presets, question.address)
        if ready:
            presets = PresetButton(self.address, ready, self._add_preset)
            presets.setAccessibleDescription(question.label)
            row.addWidget(presets)
        return row

    def make_card(self, address: str) -> ItemFrame:
        """Return what shows the item at *address*."""
        return ItemCard(self, address)

    def room(self) -> int:
        """Return how high in pixels a card is thought to be before it is made."""
        return self.fontMetrics().height() + _AROUND

    def _make(self, addresses: Iterable[str]) -> bool:
        """Make the cards of the items at *addresses*, in their places; return whether there were any."""
        items = {at.join(self.address, item.id): item for item in self.items()}
        # An item may come into view once more after it has gone from the draft, before the list is told.
        names = self.desk.names([one for one in self.cards.addresses if one in items])
        numbers = {address: number for number, address in enumerate(self.cards, 1)}
        wanted = [one for one in addresses if one in items]
        for address in wanted:
            self.cards.made[address] = card = self.make_card(address)
            card.follow(items[address], names[address], numbers[address], len(numbers))
            card.show_findings(self._within.get(address, {}))
        self._arrange()
        return bool(wanted)

    def _in_order(self) -> tuple[ItemFrame, ...]:
        """Return the cards that have been made, in the order of the list."""
        return tuple(self.cards.made[one] for one in self.cards if one in self.cards.made)

    def items(self) -> tuple[Item, ...]:
        """Return the items as they stand in the draft; none where the list itself is gone."""
        try:
            return self.desk.session.value(self.address)
        except UnknownAddress:
            # With the item that it was in, or with the whole agreement: it may be laid out once more before
            # it is gone from the window, too.
            return ()

    def leads_to(self, address: str) -> bool:
        """Return whether *address*, that of an item or of something in one, is shown in the cards here."""
        return _covers((self.repeat,), schema.pattern(address))

    def stands_for(self, address: str) -> str:
        """Return what the card of the item at *address* is about here.

        Where items are added elsewhere it is the first that is asked about them here, not the item itself.
        """
        asked = (one for one in self.repeat.entries if one.question is not None)
        first = None if self.editable else next(asked, None)
        if first is None or first.question is None:
            return address
        item = at.join(self.repeat.pattern, schema.ANY)
        return at.join(address, first.question.address.removeprefix(item + SEPARATOR))

    # What the user does

    def add(self, item: Item | None = None, index: int | None = None) -> None:
        """Put *item*, or else a new and empty one, last or before position *index*, ready to be filled in."""
        self._show_new(self.desk.session.add(self.address, item, index))

    def _add_preset(self, ready: Preset) -> None:
        self.add(ready.item(at.ids(self.desk.session.agreement)))

    def _show_new(self, address: str) -> None:
        card = self.cards[address]
        card.begin()
        self.places.bring_into_view(card.first_input)

    def can(self, key: str, address: str) -> bool:
        """Return whether the command *key* (:data:`item.COMMANDS`) can be given for the item at *address*."""
        place = list(self.cards).index(address)
        match key:
            case "up":
                return self.editable and place > 0
            case "down":
                return self.editable and place < len(self.cards) - 1
            case _:
                return self.editable

    def do(self, key: str, address: str) -> None:
        """Do what the command *key* says with the item at *address*, where it can be done."""
        if not self.can(key, address):
            return
        match key:
            case "copy":
                self._show_new(self.desk.session.duplicate(address))
            case "up":
                self._shift(address, -1)
            case "down":
                self._shift(address, 1)
            case _:
                self.remove(address)

    def _shift(self, address: str, by: int) -> None:
        """Move the item at *address* up (-1) or down (1), and keep the focus where it is in it."""
        focus = self.focused_in(address)
        self.desk.session.move(address, list(self.cards).index(address) + by)
        card = self.cards[address]
        self.places.bring_into_view(focus if focus is not None else card.home)

    def focused_in(self, address: str) -> QWidget | None:
        """Return what has the focus in the item at *address*, if anything has."""
        focus = self.window().focusWidget()
        card = self.cards.made.get(address)
        return focus if focus is not None and card is not None and card.isAncestorOf(focus) else None

    def _put(self, card: QWidget, place: int) -> None:
        """Move *card* to *place* among the cards that have been made."""
        assert isinstance(card, ItemFrame)
        shown = [one.address for one in self._in_order() if one is not card]
        others = [one for one in self.cards if one != card.address]
        index = others.index(shown[place]) if place < len(shown) else others.index(shown[-1]) + 1
        self.desk.session.move(card.address, index)
        self.places.bring_into_view(card.home)

    def remove(self, address: str) -> None:
        """Take the item at *address* away, and say so in its place; undo brings it back.

        Where something else refers to it, the user is told where and what will happen, and may think again.
        """
        session, handbook = self.desk.session, self.desk.handbook
        if found := session.refers_to(address):
            asked = removal.asked(handbook, session.agreement, address)
            more = removal.consequences(handbook, session.agreement, address, found)
            if not message.remove(self.window(), asked, more):
                return
        place = list(self.cards).index(address)
        name = str(naming.named(handbook, session.agreement, address)[-1])
        session.remove(address)
        self._show_removed(Removed(session, address, name, place))

    def _show_removed(self, removed: Removed) -> None:
        self.forget_removed()
        self.removed = removed
        removed.button.clicked.connect(self._bring_back)
        self._arrange()
        removed.tell()
        self.places.bring_into_view(removed.button)

    def _bring_back(self) -> None:
        removed = self.removed
        if removed is None:
            return
        if removed.latest:
            self.desk.session.undo()
            self.places.reveal(removed.address)
        else:
            removed.show_whether_latest()

    def forget_removed(self) -> None:
        """Say no more of what has been taken away."""
        if self.removed is None:
            return
        gone, self.removed = self.removed, None
        had_focus = gone.isAncestorOf(self.window().focusWidget() or self)
        place = gone.place
        gone.hide()
        self.arranged.removeWidget(gone)
        gone.deleteLater()
        if had_focus:
            left = self.cards.addresses
            target = self.cards[left[min(place, len(left) - 1)]].home if left else self.add_button
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown

    def refresh(self) -> None:
        """Show the items as they stand in the draft; the cards of those that stay are kept."""
        addresses = tuple(at.join(self.address, item.id) for item in self.items())
        for address in set(self.cards).difference(addresses):
            if (card := self.cards.made.pop(address, None)) is not None:
                self.arranged.removeWidget(card)
                card.hide()
                card.deleteLater()
            self.places.forget(address)
            self.desk.unread.forget(address)
        self.cards.addresses = addresses
        if self.removed is not None and self.removed.address in addresses:
            self.forget_removed()
        self._arrange()
        self.refresh_names()
        if self.nested:
            self._make([one for one in addresses[:_AT_ONCE] if one not in self.cards.made])

    def fill_within(self, top: int, bottom: int) -> bool:
        """Make the cards that lie between two heights in the list; return whether there were any to make."""
        room = self._room_with_gap()
        wanted: list[str] = []
        for gap, addresses in self._gaps:
            place = gap.geometry()
            # One that is new has no place before it has been laid out.
            if place.height() and place.top() < bottom and place.bottom() >= top:
                first = max(0, top - place.top()) // room
                wanted += addresses[first : -(-(bottom - place.top()) // room)]
        return bool(wanted) and self._make(wanted)

    def _room_with_gap(self) -> int:
        return self.room() + self.arranged.spacing()

    def _arrange(self) -> None:
        """Lay the cards out in their order, with gaps for those that have not been made."""
        with layout.at_once(self):
            self._put_in_order()

    def _put_in_order(self) -> None:
        for gap, _ in self._gaps:
            self.arranged.removeItem(gap)
        self._gaps.clear()
        shown: list[QWidget | str] = [self.cards.made.get(one, one) for one in self.cards]
        if self.removed is not None:
            shown.insert(self.removed.place, self.removed)
        place = 0
        for not_made, run in groupby(shown, lambda one: isinstance(one, str)):
            if not_made:
                self._keep_room(place, [one for one in run if isinstance(one, str)])
                place += 1
                continue
            for widget in run:
                assert isinstance(widget, QWidget)
                if self.arranged.indexOf(widget) != place:
                    self.arranged.insertWidget(place, widget)
                place += 1

    def _keep_room(self, place: int, addresses: Sequence[str]) -> None:
        """Keep room at *place* for the cards of the items at *addresses*."""
        policy = QSizePolicy.Policy
        gap = QSpacerItem(0, len(addresses) * self._room_with_gap(), policy.Minimum, policy.Fixed)
        self._gaps.append((gap, addresses))
        self.arranged.insertItem(place, gap)

    def refresh_names(self) -> None:
        """Show what the items are called now."""
        names = self.desk.names(self.cards.addresses)
        for number, (address, item) in enumerate(zip(self.cards, self.items(), strict=True), 1):
            if (card := self.cards.made.get(address)) is not None:
                card.follow(item, names[address], number, len(names))
        self._none_yet.setVisible(not self.cards and not self.editable)

    def show_findings(self, findings: Findings) -> None:
        """Take what the rules say of the list as such, and show how much there is to look at in each item."""
        self._findings = findings.get(self.address, ()) if self.editable else ()
        self._within = self._within_items(findings)
        for address, card in self.cards.made.items():
            card.show_findings(self._within.get(address, {}))

    def show_remarks(self) -> None:
        """Show what the rules say of the list as such, and what has been removed as something to undo."""
        if self.removed is not None:
            self.removed.show_whether_latest()
        if self.said is not None and not self.desk.projected:
            self.said.show_marks(self.desk.session.draft.discussion)
            self.said.show_since(self.desk.former.since.mark(self.address))
        if self.remark.show_findings(self._findings) and self.add_button and self.repeat.question:
            self.add_button.setAccessibleDescription(_described(self.repeat.question, self.remark.text()))

    def _within_items(self, findings: Findings) -> Mapping[str, Findings]:
        """Return those of *findings* that are shown in the cards here, by the address of the item."""
        within: dict[str, dict[str, Sequence[Finding]]] = {}
        prefix = self.address + SEPARATOR
        for address, found in findings.items():
            if address.startswith(prefix) and self.leads_to(address):
                item = at.join(self.address, address.removeprefix(prefix).partition(SEPARATOR)[0])
                within.setdefault(item, {})[address] = found
        return within


def _head(question: Question, nested: bool, projected: bool) -> QHBoxLayout:
    """Return what stands above the cards: what is asked for, and how much it matters."""
    row = QHBoxLayout()
    size = PROJECTED if projected else _ASKED
    row.addWidget(heading(question.label, 1) if nested else heading(question.prompt, size), 1)
    if REQUIREMENTS[question.requirement]:
        mark = muted(QLabel(REQUIREMENTS[question.requirement]))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _described(question: Question, remark: str = "") -> str:
    """Return what a screen reader says of the button that adds an item."""
    parts = (question.prompt, REQUIREMENTS[question.requirement], remark)
    return " ".join(part for part in parts if part)


def _none_yet(desk: Desk, repeat: Repeat) -> str:
    """Return what is said in the place of cards for items that are added elsewhere, when there are none."""
    place = desk.handbook.place(repeat.pattern)
    where = f"när det finns någon i avsnittet ”{place.section.title}”"
    return f"Här kommer frågor om varje {place.question.item}, {where}."


def _covers(entries: Sequence[Entry], pattern: str) -> bool:
    """Return whether one of *entries* asks for *pattern*, which may be that of an item of a list."""
    for entry in entries:
        if not isinstance(entry, Repeat):
            if entry.question.address == pattern:
                return True
        elif entry.question is not None and pattern in (entry.pattern, at.join(entry.pattern, schema.ANY)):
            return True
        elif _covers(entry.entries, pattern):
            return True
    return False
