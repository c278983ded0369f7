"""What came back from a circulation, and what two copies disagree about: one list to take a stand on."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import joined
from lokdesk.agreement.reply import Clash
from lokdesk.gui import layout, timer
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, ROOM, heading, muted, wrapped
from lokdesk.gui.panes.matter import MatterCard
from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.reading import Reading
from lokdesk.gui.stands import Stands
from lokdesk.gui.stock import Stock
from lokdesk.gui.tool import tool
from lokdesk.gui.wizard.desk import Desk
from lokdesk.session import matters, viewpoint
from lokdesk.session.event import AnswerChanged, DraftReplaced, Event
from lokdesk.session.matters import Group, Matter, Voice
from lokdesk.session.said import counted
from lokdesk.session.wishes import SEPARATOR

_NOTHING = (
    "Inga synpunkter är hämtade än. När de ni skickade överenskommelsen till har svarat i Word-filen hämtar "
    "ni deras filer här, en eller flera åt gången. Inget ändras i er text förrän ni har tagit ställning."
)
_LEAD = "Bläddra med piltangenterna. Enter tar in, Delete avvisar, F2 ändrar."
_LEAD_OF_CLASHES = "Bläddra med piltangenterna. Enter väljer texten, F2 ändrar."
_CHOOSE = "Välj vad som ska gälla. Tills dess gäller er text."
_SECTIONS, _SENDERS = "Avsnitt", "Avsändare"
_SUMMARY = "sammanstallning-synpunkter"
"""The id of the document that tells what was made of all that came."""
_AT_A_TIME = 30
"""How many matters are shown before more are asked for."""


class RepliesView(Pane):
    """The matters on cards. The arrow keys go between them, and further ones come when they are reached."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.stands = Stands(self, desk)
        self.cards: dict[str, MatterCard] = {}
        self._shown: tuple[object, ...] = ()
        self._matters: tuple[Draft, tuple[Matter, ...]] | None = None
        self._rows: tuple[tuple[str, Matter], ...] = ()
        """All matters that there are to be shown, by the keys of their cards, in order."""
        self._others: Mapping[str, tuple[str, ...]] = {}
        """Who wants a change at the place of each matter, on another card, by the keys of the matters."""
        self._titles: list[QLabel] = []
        self._most = _AT_A_TIME
        self._following: tuple[str, ...] = ()
        """The keys of what comes after the matter that something is being done with, and itself first."""
        self._coming: QWidget | None = None
        self._bringing = timer.once(self, 0, self._bring)
        self.area = Reading()
        column = self.area.column
        column.setSpacing(GAP * 2)
        column.addWidget(heading("Synpunkter", 1.6))
        self.summary = wrapped("")
        self.lead = muted(wrapped(_LEAD))
        said = QVBoxLayout()
        said.setSpacing(GAP // 2)
        said.addWidget(self.summary)
        said.addWidget(self.lead)
        nest(column, said)
        nest(column, self._tools())
        self.groups = QVBoxLayout()
        self.groups.setSpacing(GAP * 2)
        nest(column, self.groups)
        self.more = tool("replies:more", "", self._show_more)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        # Also while it cannot be seen: nothing of another draft may be hidden when it comes to be.
        self.destroyed.connect(desk.session.subscribe(self._begin_anew))

    def _choices(self) -> tuple[QWidget, ...]:
        """Return what decides which matters are shown, and in which order."""
        self.order = QComboBox()
        self.order.setObjectName("replies:order")
        self.order.setAccessibleName("Ordna efter")
        self.order.addItems([_SECTIONS, _SENDERS])
        self.remaining = QCheckBox("Bara de som återstår")
        self.remaining.setObjectName("replies:remaining")
        self.order.activated.connect(lambda _: self._start_over())
        self.remaining.toggled.connect(lambda _: self._start_over())
        ordered = QWidget()
        row = QHBoxLayout(ordered)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        label = QLabel("Ordna efter")
        label.setBuddy(self.order)
        row.addWidget(label)
        row.addWidget(self.order)
        return ordered, self.remaining

    def _tools(self) -> Flow:
        """Return what can be done with all of it, and how it is shown, on a row where there is room."""
        tools = Flow()
        tools.setSpacing(GAP)
        self.take_in = tool(
            "replies:take-in", "Hämta ändringar från Word …", lambda: self.command.emit("take-replies")
        )
        self.senders = tool("replies:senders", "Avsändare …", self.stands.name_senders)
        self.document = tool(
            "replies:document", "Skapa sammanställning …", lambda: self.desk.wishes.document.emit(_SUMMARY)
        )
        self.choices = self._choices()
        for one in (self.take_in, self.senders, self.document, *self.choices):
            tools.addWidget(one)
        return tools

    # What is shown

    def told(self, event: Event) -> None:
        """Show what has been done since; what only an answer changes comes when the hands rest."""
        if not isinstance(event, AnswerChanged):
            self.show_matters()

    def take_stock(self, stock: Stock) -> None:
        """Show what the answers have changed."""
        self.show_matters()

    def refresh(self) -> None:
        """Show everything as it is now, from the beginning."""
        self.show_matters()

    def _begin_anew(self, event: Event) -> None:
        """Hide nothing, and show the first in their usual order, once another draft is open."""
        if isinstance(event, DraftReplaced):
            self.order.setCurrentText(_SECTIONS)
            with QSignalBlocker(self.remaining):
                self.remaining.setChecked(False)
            self._start_over()

    def _start_over(self) -> None:
        self._most = _AT_A_TIME
        self.show_matters()

    def _found(self) -> tuple[Matter, ...]:
        draft = self.desk.session.draft
        if self._matters is None or self._matters[0] is not draft:
            self._matters = draft, matters.matters(draft, self.desk.handbook)
            self._others = matters.others(self._matters[1])
        return self._matters[1]

    def show_matters(self) -> None:
        """Show the matters as they are now; cards that are there stay where they are."""
        draft = self.desk.session.draft
        by_sender, remaining = self.order.currentText() == _SENDERS, self.remaining.isChecked()
        now = (by_sender, remaining, self._most)
        if self._shown and self._shown[0] is draft and self._shown[1:] == now:
            return
        self._shown = (draft, *now)
        found = self._found()
        there = bool(draft.replies or draft.clashes)
        self.lead.setVisible(there)
        self.lead.setText(_LEAD if draft.replies else _LEAD_OF_CLASHES)
        for button in (self.senders, self.document):
            button.setVisible(bool(draft.replies))
        for choice in self.choices:
            choice.setVisible(there)
        self.summary.setText(self._told() if there else _NOTHING)
        wanted = [one for one in found if one.state == "open"] if remaining else found
        groups = (
            matters.by_sender(draft, wanted) if by_sender else matters.by_section(self.desk.handbook, wanted)
        )
        self._lay_out(groups)

    def _told(self) -> str:
        draft = self.desk.session.draft
        done, count = viewpoint.progress(draft, self.desk.handbook)
        parts = [viewpoint.came(draft.replies)] if draft.replies else []
        if draft.replies and not any(one.stand for reply in draft.replies for one in reply.viewpoints):
            parts.append(viewpoint.UNCHANGED)
        if draft.clashes:
            parts.append(_disagreement(draft.clashes))
        return " ".join((*parts, viewpoint.progress_sentence(done, count)))

    def _lay_out(self, groups: Sequence[Group]) -> None:
        """Put the cards of *groups* under their headings, as many as are shown at a time."""
        self._rows = tuple((f"{group.key}:{one.key}", one) for group in groups for one in group.matters)
        shown = self._rows[: self._most]
        keys = tuple(key for key, _ in shown)
        titles = _titles(groups, self._most)
        if keys == tuple(self.cards) and len(titles) == len(self._titles):
            for label, title in zip(self._titles, titles, strict=True):
                if label.text() != title:
                    label.setText(title)
            for key, one in shown:
                self._fill(self.cards[key], one)
        else:
            self._rearrange(groups, dict(shown), titles)
        self._go_on()
        left = len(self._rows) - len(shown)
        self.more.setText(f"Visa fler ({left} till)")
        self.more.setVisible(left > 0)

    def _rearrange(self, groups: Sequence[Group], shown: dict[str, Matter], titles: Sequence[str]) -> None:
        height = self.area.verticalScrollBar().value()
        old, self.cards, gone = self.cards, {}, self._titles
        layout.emptied(self.groups)
        self._titles = []
        # It is the column that holds the cards: shown by it at once, none is empty for a moment.
        holder = self.groups.parentWidget()
        assert holder is not None
        with layout.at_once(holder):
            for number, (group, title) in enumerate(zip(groups, titles, strict=False)):
                if number:
                    self.groups.addSpacing(ROOM // 2)
                self._titles.append(label := heading(title, 1.25))
                self.groups.addWidget(label)
                for one in group.matters:
                    key = f"{group.key}:{one.key}"
                    if key in shown:
                        self.cards[key] = card = old.pop(key, None) or self._card(key)
                        self._fill(card, one)
                        self.groups.addWidget(card)
        self.area.verticalScrollBar().setValue(height)
        # What comes next has the focus before what had it goes.
        self._go_on()
        for widget in (*gone, *old.values()):
            widget.hide()
            widget.deleteLater()

    def _fill(self, card: MatterCard, matter: Matter) -> None:
        card.show_matter(matter, self._others.get(matter.key, ()))

    def _card(self, key: str) -> MatterCard:
        card = MatterCard(key, self.desk, self._run, self.wanted.emit)
        card.stepped.connect(self._step)
        card.ended.connect(self._end)
        return card

    def _show_more(self) -> None:
        shown = len(self.cards)
        self._most += _AT_A_TIME
        self.show_matters()
        # The one who asked for more goes on with the first of it.
        self._come_to(list(self.cards)[min(shown, len(self.cards) - 1)])

    # Where the user is

    def begin(self) -> None:
        """Give the focus to the first matter that nobody has taken a stand on, or to what can be done."""
        self.show_matters()
        first = next((key for key, one in self._rows if one.state == "open"), "")
        if first:
            self._come_to(first)
        else:
            self.take_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def _come_to(self, key: str, ref: str = "") -> None:
        """Give the focus to the card with that *key*, at the wording known by *ref* or the first left."""
        if key not in self.cards:
            self._most = [one for one, _ in self._rows].index(key) + _AT_A_TIME
            self.show_matters()
        words = self.cards[key].words(ref)
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        words.setFocus(Qt.FocusReason.OtherFocusReason)
        self._coming = words
        self._bringing.start()

    def _bring(self) -> None:
        """Scroll to what has come to have the focus, once all is laid out."""
        coming, self._coming = self._coming, None
        if coming is not None and isValid(coming):
            self.area.ensureWidgetVisible(coming, 0, ROOM * 2)

    def _step(self, card: MatterCard, ref: str, by: int) -> None:
        """Go on from a wording to the next, or back to the one before."""
        refs = list(card.voices)
        beside = refs.index(ref) + by
        keys = [key for key, _ in self._rows]
        other = keys.index(card.key) + by
        if 0 <= beside < len(refs):
            self._come_to(card.key, refs[beside])
        elif 0 <= other < len(keys):
            self._come_to(keys[other])
            if by < 0:
                self._come_to(keys[other], list(self.cards[keys[other]].voices)[-1])

    def _end(self, last: bool) -> None:
        if self._rows:
            self._come_to(self._rows[-1 if last else 0][0])

    # What is done

    def _run(self, card: MatterCard, ref: str, name: str) -> None:
        """Do what is called *name* with a wording, and go on to the next that is left."""
        matter = card.matter
        if matter is None:
            return
        keys = [key for key, _ in self._rows]
        here = keys.index(card.key)
        if name != "reopen":
            self._following = (*keys[here:], *keys[:here])
        if matter.clash is not None:
            self._settle(matter, matter.clash, ref, name)
        else:
            self._stand(matter, next(one for one in matter.voices if one.ref == ref), name)
        self._following = ()

    def _settle(self, matter: Matter, clash: Clash, ref: str, name: str) -> None:
        side = ref.rpartition(SEPARATOR)[2]
        match name:
            case "take":
                self.stands.settle(clash, "theirs" if side == "theirs" else "mine")
            case "edit":
                self.stands.settle_otherwise(matter, clash, clash.theirs if side == "theirs" else clash.mine)
            case _:
                self.stands.unsettle(clash)

    def _stand(self, matter: Matter, voice: Voice, name: str) -> None:
        does: Mapping[str, Callable[[], bool]] = {
            "take": lambda: self.stands.take(voice),
            "refuse": lambda: self.stands.refuse(matter, voice),
            "edit": lambda: self.stands.edit(matter, voice),
            "lift": lambda: self.stands.lift(matter, voice),
            "place": lambda: self.stands.place(voice),
            "reopen": lambda: self.stands.reopen(voice),
        }
        does[name]()

    def _go_on(self) -> None:
        """Come to the first of what follows that is left, or stay where the user is."""
        following, self._following = self._following, ()
        if not following:
            return
        states = {key: one.state for key, one in self._rows}
        there = [key for key in following if key in states]
        left = next((key for key in there if states[key] == "open"), "")
        if left or there:
            self._come_to(left or there[0])
        else:
            self.take_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_edit(self, changed: str) -> None:
        """Come to the wording or the clash with that ref: the stand on it has been undone, or done again."""
        ref = changed
        self.show_matters()
        found = [key for key, one in self._rows if ref in (voice.ref for voice in one.voices)]
        found += [key for key, one in self._rows if one.clash is not None and one.clash.id == ref]
        if found:
            self._come_to(found[0], ref)
        elif self._rows:
            self._come_to(self._rows[0][0])


def _disagreement(clashes: Sequence[Clash]) -> str:
    """Return where two copies say different things, and what to do about it."""
    copies = joined(tuple(dict.fromkeys(f"”{one.name}”" if one.name else "en kopia" for one in clashes)))
    where = counted(len(clashes), "ställe", "ställen")
    told = f"Er fil och {copies} säger olika saker på {where}."
    return f"{told} {_CHOOSE}" if any(one.settled is None for one in clashes) else told


def _titles(groups: Sequence[Group], most: int) -> list[str]:
    """Return the headings of those of *groups* that have a place among so many matters."""
    found: list[str] = []
    for group in groups:
        if most <= 0:
            break
        found.append(f"{group.title} – {viewpoint.progress_line(*group.progress)}")
        most -= len(group.matters)
    return found
