"""What the agreement before said at the question that has the focus, beside what this one says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame

from lokdesk.agreement import schema
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.rich_text import RichText
from lokdesk.agreement.schema import SEPARATOR
from lokdesk.agreement.steps import finished
from lokdesk.gui import rich_html
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, Linked, heading, muted, wrapped
from lokdesk.gui.panes.card import Card
from lokdesk.gui.panes.follower import Follower
from lokdesk.gui.wizard.desk import Desk
from lokdesk.handbook import naming
from lokdesk.handbook.book import Step
from lokdesk.session import differing, former, place, retrieval
from lokdesk.session.comparison import KINDS, Change, Compared
from lokdesk.session.event import AnswerChanged, Event
from lokdesk.session.former import Since

BACK = "Ta tillbaka förra svaret"
_NONE = "Den här överenskommelsen reviderar ingen tidigare, så det finns inget förra svar att visa."
_NOWHERE = "Ställ dig i en fråga för att se vad som stod där i den förra överenskommelsen."
_LEGEND = "Det överstrukna stod där förut. Det understrukna är nytt."
_SAME = "Svaret är detsamma som i den förra överenskommelsen."
_SAME_LIST = "Samma poster i samma ordning som i den förra överenskommelsen."
_SAME_ITEM = "Inget har ändrats här sedan den förra överenskommelsen."
_SAME_STEP = "Inget i det här steget skiljer sig från den förra överenskommelsen."
_ONLY_FORMAL = (
    "Bara version, status, beslut, underskrifter och annat som är nytt varje gång skiljer sig från den förra "
    "överenskommelsen."
)
_NEW = "Det här fanns inte i den förra överenskommelsen."
UNANSWERED = "Frågan var inte besvarad i den förra överenskommelsen."
POINTLESS = "Det går inte att ta tillbaka: det som det handlade om finns inte längre i överenskommelsen."
TAKEN = "Det som stod i den förra överenskommelsen är tillbaka."
_MOST = 40
"""How many links to what differs in a step there are at the most."""
_MOST_CARDS = 25
"""How many changes within one item are shown at the most."""


@dataclass(frozen=True)
class _Shown:
    """Everything that the pane says: nothing is made anew as long as it is the same."""

    title: str = ""
    base: str = ""
    lead: str = ""
    address: str = ""
    changes: tuple[Change, ...] = ()
    lost: tuple[str | None, ...] = ()
    """Of each change what is lost when it is taken back, if it can be at all."""
    step: Step | None = None


class FormerPane(Follower):
    """What stood at the question that has the focus, word by word, and the way to have it back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: _Shown | None = None
        self.title = heading("", 1.1)
        self.base = muted(wrapped(""))
        self.lead = wrapped("")
        self.links = Linked("")
        self.links.linkActivated.connect(self._go)
        for part in (self.title, self.base, self.lead):
            self.column.addWidget(part)
        nest(self.column, self.groups)
        self.column.addWidget(self.links)
        self.column.addStretch(1)

    # Where the user is

    def show_view(self, slug: str) -> None:
        """Say that it is at a question that something can be shown."""
        self._stand(None, "")

    def told(self, event: Event) -> None:
        """Show what has changed; what an answer changes comes when the hands rest."""
        if not isinstance(event, AnswerChanged):
            self.look()

    def look(self) -> None:
        """Find what differs at this moment, and show it."""
        finished(self.desk.former.looking(self.desk.session.draft))
        self.show_said()

    def begin(self) -> None:
        """Give the focus to the first thing that can be done, and tell those who cannot see what is shown."""
        super().begin()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.spoken))

    @property
    def spoken(self) -> str:
        """What there is to say, as it is read out."""
        told = [_told(one) for one in self._shown.changes] if self._shown else []
        return " ".join(part for part in (self.title.text(), self.lead.text(), *told) if part)

    # What is to be shown

    def show_said(self) -> None:
        """Show what stood there, where that is another thing than what is shown."""
        shown = self._found()
        if shown == self._shown:
            return
        self._shown = shown
        focus = self.window().focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        self.title.setText(shown.title)
        self.title.setVisible(bool(shown.title))
        self.base.setText(shown.base)
        self.base.setVisible(bool(shown.base))
        self.lead.setText(shown.lead)
        self.lead.setVisible(bool(shown.lead))
        self.clear()
        self.links.setText(_links(shown.changes) if shown.step else "")
        self.links.setVisible(bool(self.links.text()))
        if shown.step is None:
            self._add_changes(shown)
        for card in self.cards.values():
            # What is not seen yet cannot have the focus.
            card.show()
        if held:
            super().begin()

    def _found(self) -> _Shown:
        draft, since = self.desk.session.draft, self.desk.former.since
        if since.agreement is None:
            return _Shown(lead=_NONE)
        if self._step is None:
            return _Shown(lead=_NOWHERE)
        session = self.desk.session
        compared = Compared(self.desk.handbook, since.agreement, draft.agreement, session.attachment_names)
        base = differing.bases(draft)[0].name
        if not self.address:
            ones = tuple(self._in_step(since, self._step))
            told = [one for one in ones if not former.is_formal(one.address)]
            lead = _in_step(len(told)) if told else _ONLY_FORMAL if ones else _SAME_STEP
            changes = tuple(map(compared.change, told[:_MOST]))
            return _Shown(self._step.title, base, lead, "", changes, step=self._step)
        here = place.place(self.desk.handbook, draft.agreement, self.address)
        changes, lead = self._here(compared, since)
        lost = tuple(self._lost(since, one) for one in changes)
        return _Shown(here.words, base, lead, self.address, changes, lost)

    def _in_step(self, since: Since, step: Step) -> Iterator[former.Difference]:
        for address, one in since.differences.items():
            asked = place.in_handbook(self.desk.handbook, address)
            if asked is not None and asked.step.slug == step.slug:
                yield one

    def _here(self, compared: Compared, since: Since) -> tuple[tuple[Change, ...], str]:
        """Return what differs at the question, and what there is to say of it before that."""
        field = schema.patterns().get(schema.pattern(self.address))
        if since.is_new(self.address):
            return (), _NEW
        if table := former.table_of(self.address):
            ones, same = since.within(table), _SAME_ITEM
            ones = tuple(one for one in ones if former.table_of(one.address))
        elif isinstance(field, Answer):
            one = since.differences.get(self.address)
            ones, same = (one,) if one is not None else (), _SAME
        elif field is not None:
            ones, same = since.items.get(self.address, ()), _SAME_LIST
        else:
            ones, same = since.within(self.address), _SAME_ITEM
        changes = tuple(map(compared.change, ones[:_MOST_CARDS]))
        if not changes:
            return (), same
        return changes, _LEGEND if any(one.pieces for one in changes) else ""

    def _lost(self, since: Since, change: Change) -> str | None:
        """Return what is lost when *change* is taken back, or ``None`` where it cannot be."""
        if since.agreement is None:
            return None
        found = retrieval.kept(self.desk.session, since.agreement, change.difference)
        return retrieval.lost_in_words(found) if found is not None else None

    # Cards

    def _add_changes(self, shown: _Shown) -> None:
        if any(one.kind == "moved" for one in shown.changes):
            self.add(self._order(shown))
        if table := former.table_of(shown.address):
            if shown.changes:
                self.add(self._figures(table, shown))
            return
        for change, lost in zip(shown.changes, shown.lost, strict=True):
            if change.kind != "moved":
                self.add(self._card(shown, change, lost))

    def _card(self, shown: _Shown, change: Change, lost: str | None) -> Card:
        alone = change.address == shown.address
        card = Card(f"former:{change.kind}:{change.address}", change.where)
        if alone:
            card.setFrameShape(QFrame.Shape.NoFrame)
            card.column.setContentsMargins(0, 0, 0, 0)
        else:
            card.name(f"{KINDS[change.kind]}: {change.where}")
        self._say(card, change)
        if change.note:
            card.say(change.note, faint=True)
        if lost is not None:
            button = card.offer("back", BACK if alone else "Ta tillbaka", lambda: self.take_back(change))
            button.setAccessibleDescription(_told(change))
            card.say(lost, faint=True)
        elif change.kind == "added" and change.pieces:
            card.say(UNANSWERED, faint=True)
        elif change.kind != "added":
            card.say(POINTLESS, faint=True)
        if not alone and place.exists(self.desk.session.agreement, change.address):
            card.offer("go", "Gå dit", lambda: self.wanted.emit(change.address))
        if change.kind == "removed":
            # Struck out it could not be read, and it is to be judged whether to have it back.
            for line in change.content:
                card.say(line)
        old = change.difference.old
        added_to = {one.kind for one in change.pieces} == {"same", "added"}
        if alone and isinstance(old, RichText) and not added_to:
            card.column.addSpacing(GAP)
            card.name("Hela det förra svaret")
            card.say_html(rich_html.html(old))
        return card

    def _say(self, card: Card, change: Change) -> None:
        """Put on *card* word by word what *change* is."""
        if change.pieces:
            pieces = differing.shortened(change.pieces)
            card.say_html(rich_html.marked(pieces, self.palette()), differing.spoken(pieces))

    def _order(self, shown: _Shown) -> Card:
        """Return the card that tells which items have moved, and gives them the order they had."""
        moved = [one for one in shown.changes if one.kind == "moved"]
        list_address = moved[0].address.rpartition(SEPARATOR)[0]
        card = Card(f"former:order:{list_address}", shown.title)
        card.name("Ordningen är en annan")
        for one in moved:
            card.say(f"{one.where}. {one.note}")
        card.offer("back", "Ta tillbaka ordningen", lambda: self._take_order_back(list_address))
        return card

    def _figures(self, table: str, shown: _Shown) -> Card:
        """Return the card with all that differs in a table of figures."""
        card = Card(f"former:figures:{table}", shown.title)
        for one in shown.changes:
            card.say(f"{KINDS[one.kind]}: {self._within_table(one)}")
            self._say(card, one)
        button = card.offer("back", "Ta tillbaka de förra siffrorna", lambda: self._take_figures_back(table))
        button.setAccessibleDescription(" ".join(map(_told, shown.changes)))
        return card

    def _within_table(self, change: Change) -> str:
        """Return where in its table of figures *change* is."""
        old, new = self.desk.former.since.agreement, self.desk.session.agreement
        holder = new if old is None or place.exists(new, change.address) else old
        try:
            _, *names = naming.named(self.desk.handbook, holder, change.address)
        except UnknownAddress:
            return change.where
        return ", ".join(map(str, names))

    # Taking back

    def take_back(self, change: Change) -> None:
        """Take back what *change* tells of, and go to where it stands."""
        old = self.desk.former.since.agreement
        if old is not None:
            self._do(lambda: retrieval.take_back(self.desk.session, old, change.difference), change.address)

    def _take_order_back(self, list_address: str) -> None:
        old = self.desk.former.since.agreement
        if old is not None:
            self._do(lambda: retrieval.take_order_back(self.desk.session, old, list_address), self.address)

    def _take_figures_back(self, table: str) -> None:
        old = self.desk.former.since.agreement
        if old is not None:
            self._do(lambda: retrieval.take_figures_back(self.desk.session, old, table), self.address)

    def _do(self, run: Callable[[], object], address: str) -> None:
        run()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, TAKEN))
        self._go(address)

    def _go(self, address: str) -> None:
        """Go to *address*, or to what it lay in where it is gone."""
        self.wanted.emit(place.nearest(self.desk.session.agreement, address))


def _told(change: Change) -> str:
    """Return *change* as it is read out."""
    said = differing.spoken(change.pieces) if change.pieces else " ".join(change.content)
    return f"{KINDS[change.kind]}: {change.where}. {said} {change.note}".strip()


def _in_step(count: int) -> str:
    said = "En sak" if count == 1 else f"{count} saker"
    return f"{said} i det här steget skiljer sig från den förra överenskommelsen:"


def _links(changes: tuple[Change, ...]) -> str:
    lines = [f'{KINDS[one.kind]}: <a href="{one.address}">{escape(one.where)}</a>' for one in changes]
    return "".join(f"<p>{line}</p>" for line in lines)
