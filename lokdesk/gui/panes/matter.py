"""A matter on a card: where it is, all that is wanted there side by side, and what can be done with each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lokdesk.agreement.phrase import joined
from lokdesk.agreement.reply import Clash
from lokdesk.gui import layout, rich_html
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, characters, heading, muted, wrapped
from lokdesk.gui.panes.voice import VoiceCard, Words
from lokdesk.gui.tool import tool
from lokdesk.gui.wizard.desk import Desk
from lokdesk.revision.words import Piece, difference
from lokdesk.session import differing, place, viewpoint, wishes
from lokdesk.session.matters import Matter, Voice

_BESIDE = 44
"""How many characters wide a wording is at least, to stand beside another."""
_DIFFER = "Avsändarna vill olika saker här."
_MORE = "Fler vill ändra här: {}."
_CHANGED = "Ni har ändrat texten sedan den skickades."
_TAKEN_IN = "Ni har tagit in en annan lydelse."
_NOW = "Nu står det ”{}”."
_EMPTIED = "Ni har tagit bort svaret sedan texten skickades."
_GONE = "Stället finns inte längre i er text."
_THERE = "Så står det redan i er text."
_MOST = 400
"""How many characters of what the draft says now are shown at the most."""
_WORDS = ("text", "line")
_TAKES = {"added": "Lägg till", "removed": "Ta bort", "moved": "Flytta"}
"""What the button says that does as somebody wants with an item."""
_SIDES = (
    ("mine", "Er text", "Behåll er text"),
    ("theirs", "Den andra kopian, ”{}”", "Ta den andra kopians text"),
)
"""The two copies that disagree: what they are called, and what the button for choosing one says."""
_SETTLED = {
    "mine": "Er text står kvar.",
    "theirs": "Den andra kopians text är intagen.",
    "edited": "Ni har skrivit en annan text.",
}

Run = Callable[["MatterCard", str, str], object]
"""Does something with the wording of a card that has a ref: what is called so."""


@dataclass(frozen=True)
class Wording:
    """What is shown of a wording: *who* wants it, the words, and all that is said of it.

    *ref* is what it is known by; it is *open* while nobody has taken a stand on it. *pieces* are the words
    with their marks, *spoken* how they are read out. *offers* are what can be done, by name, with what the
    buttons say.
    """

    ref: str
    open: bool
    who: str
    quoted: str
    pieces: tuple[Piece, ...]
    spoken: str
    notes: tuple[str, ...]
    decided: str
    offers: tuple[tuple[str, str], ...]

    @property
    def read_out(self) -> str:
        """All of it, as it is read out."""
        about = f"Om ”{self.quoted}”" if self.quoted else ""
        parts = (self.who, about, self.spoken, *self.notes, self.decided or "Inte behandlad")
        return ". ".join(part.rstrip(". ") for part in parts if part) + "."


class MatterCard(QFrame):
    """A matter, with a :class:`VoiceCard` for each wording that is wanted."""

    stepped = Signal(object, str, int)
    """The user goes so many wordings on, or back, from the one of this card with that ref."""
    ended = Signal(bool)
    """The user goes to the last wording of all, or to the first."""

    def __init__(self, key: str, desk: Desk, run: Run, go: Callable[[str], object]) -> None:
        """*run* does something with a wording, and *go* goes to the place of an address."""
        super().__init__()
        self.key = key
        self._desk = desk
        self._run = run
        self._to = go
        self._address = ""
        self._shown: tuple[Wording, ...] = ()
        self.matter: Matter | None = None
        self.voices: dict[str, VoiceCard] = {}
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP * 2, GAP * 2, GAP * 2, GAP * 2)
        self.column.setSpacing(GAP)
        self.title = heading("", 1)
        self.remark = muted(wrapped(""))
        self.go = tool(f"{key}:go", "Gå dit", lambda: self._to(self._address))
        self.go.setToolTip("G när synpunkten är markerad")
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.title, 1)
        head.addWidget(self.go, 0, Qt.AlignmentFlag.AlignTop)
        nest(self.column, head)
        self.column.addWidget(self.remark)
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(GAP * 2)
        nest(self.column, self._sides)

    def show_matter(self, matter: Matter, others: Sequence[str] = ()) -> None:
        """Show *matter* as it is now, and which *others* want a change there on cards of their own.

        What has the focus keeps it, as far as it is still there.
        """
        session = self._desk.session
        self.matter = matter
        name = matter.name
        self._address = place.nearest(session.agreement, matter.address)
        if self.title.text() != name:
            self.title.setText(name)
            self.go.setAccessibleName(f"Gå dit: {name}")
        self.go.setVisible(bool(self._address))
        remark = self._remark(matter, others)
        if self.remark.text() != remark:
            self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        if matter.clash is not None:
            shown = self._sides_of(matter.clash)
        else:
            shown = tuple(self._wording(matter, voices) for voices in matter.wordings)
        if shown != self._shown:
            self._shown = shown
            self._show(name, shown)

    def _show(self, name: str, shown: tuple[Wording, ...]) -> None:
        focus = QApplication.focusWidget()
        held = next((ref for ref, one in self.voices.items() if _holds(one, focus)), "")
        old = layout.emptied(self._sides)
        self.voices = {one.ref: self._voice(name, one) for one in shown}
        for one in self.voices.values():
            self._sides.addWidget(one, 1)
            one.show()
        if held:
            # The new one has the focus before the old one goes: nothing else ever has.
            taking = self.voices.get(held) or next(iter(self.voices.values()))
            taking.words.setFocus(Qt.FocusReason.OtherFocusReason)
        for widget in old:
            widget.hide()
            widget.deleteLater()
        self._turn()

    def words(self, ref: str = "") -> Words:
        """Return the words known by *ref*, or the first that nobody has taken a stand on."""
        left = next((one.ref for one in self._shown if one.open), "")
        voice = self.voices.get(ref) or self.voices.get(left) or next(iter(self.voices.values()))
        return voice.words

    # What is said

    def _remark(self, matter: Matter, others: Sequence[str]) -> str:
        """Return what to know before one takes a stand: that wishes differ, or that the text has changed."""
        parts: list[str] = []
        if matter.at_odds:
            parts.append(_DIFFER)
        if others:
            parts.append(_MORE.format(joined(others)))
        one = matter.voices[0] if matter.voices else None
        if one is None or one.viewpoint.kind == "added" or matter.state != "open":
            return " ".join(parts)
        if matter.gone:
            parts.append(_GONE)
        elif matter.conflict and one.viewpoint.kind == "changed" and matter.now != one.sent:
            wording = self._desk.session.wording
            sent, now = (viewpoint.plain(wording, matter.address, it) for it in (one.sent, matter.now))
            taken_in = any(it.viewpoint.stand is not None for it in matter.voices)
            why = _TAKEN_IN if taken_in else _CHANGED
            parts.append(f"{why} {_NOW.format(_changed(sent, now))}" if now else _EMPTIED)
        return " ".join(parts)

    def _wording(self, matter: Matter, voices: tuple[Voice, ...]) -> Wording:
        session, one = self._desk.session, voices[0].viewpoint
        pieces = viewpoint.says(session.handbook, session.agreement, session.wording, one)
        spoken = viewpoint.spoken(one.strokes) if one.strokes else differing.spoken(pieces)
        wanted = [(wishes.sender(it.reply), it.viewpoint) for it in voices]
        tracked = [(wishes.sender(it.reply), it.viewpoint.strokes) for it in voices if it.viewpoint.strokes]
        notes = [*viewpoint.lines(wanted), *viewpoint.hands_of_all(tracked)]
        notes += [f"Skäl: {reason}" for reason in dict.fromkeys(v.viewpoint.reason for v in voices) if reason]
        states = {voice.state for voice in voices}
        stands = [voice.viewpoint.stand for voice in voices if voice.viewpoint.stand is not None]
        told = [viewpoint.stand_line(session.handbook, session.agreement, one, each) for each in stands]
        decided = " ".join(dict.fromkeys(told))
        if not decided and states == {"there"}:
            decided = _THERE
        return Wording(
            voices[0].ref,
            "open" in states,
            joined(tuple(dict.fromkeys(voice.who for voice in voices))),
            one.quoted,
            differing.shortened(pieces),
            spoken,
            tuple(note for note in notes if note),
            decided,
            (("reopen", "Ångra ställningstagandet"),) if stands else tuple(_offers(matter, voices[0])),
        )

    def _sides_of(self, clash: Clash) -> tuple[Wording, ...]:
        """Return what the own copy and the other one say."""
        session, found = self._desk.session, list[Wording]()
        for which, who, keep in _SIDES:
            data = clash.mine if which == "mine" else clash.theirs
            pieces = viewpoint.side(
                session.handbook, session.agreement, session.wording, clash.address, clash.base, data
            )
            offers: tuple[tuple[str, str], ...] = (("take", keep), ("edit", "Ändra …"))
            decided = ""
            if clash.settled is not None:
                chosen = clash.settled == which or (clash.settled == "edited" and which == "mine")
                offers = (("reopen", "Ångra valet"),) if chosen else ()
                decided = _SETTLED[clash.settled] if chosen else ""
            elif wishes.answer(clash.address) is None:
                offers = offers[:1]
            ref = f"{clash.id}{wishes.SEPARATOR}{which}"
            shown = differing.shortened(pieces)
            is_open = clash.settled is None
            found.append(
                Wording(
                    ref,
                    is_open,
                    who.format(clash.name),
                    "",
                    shown,
                    differing.spoken(pieces),
                    (),
                    decided,
                    offers,
                )
            )
        return tuple(found)

    def _voice(self, name: str, one: Wording) -> VoiceCard:
        card = VoiceCard(f"{self.key}:{one.ref}", one.ref, f"{one.who}, {name}", f"{name}. {one.read_out}")
        words = card.words
        words.name(one.who)
        if one.quoted:
            words.say(f"Om ”{one.quoted}”:", faint=True)
        if one.pieces:
            words.say_html(rich_html.marked(one.pieces, self.palette()), one.spoken)
        for note in one.notes:
            words.say(note, faint=True)
        words.say(one.decided)
        for offer, text in one.offers:
            card.can(offer, text, lambda offer=offer: self._run(self, one.ref, offer))
        words.pressed.connect(lambda pressed: self._to(self._address) if pressed == "go" else None)
        words.pressed.connect(card.press)
        words.stepped.connect(lambda by: self.stepped.emit(self, one.ref, by))
        words.ended.connect(self.ended)
        return card

    # Side by side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let wordings stand side by side where there is room for them."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.width() >= characters(self, _BESIDE) * len(self.voices)
        way = QBoxLayout.Direction
        direction = way.LeftToRight if wide else way.TopToBottom
        if self._sides.direction() != direction:
            self._sides.setDirection(direction)


def _offers(matter: Matter, voice: Voice) -> list[tuple[str, str]]:
    """Return what can be done with what *voice* wants, that nobody has taken a stand on."""
    one, answer = voice.viewpoint, wishes.answer(matter.address) if matter.address else None
    can_stand = answer is not None and not matter.gone
    can_be_put = bool(wishes.words(one)) and one.kind in ("changed", "outside", "row")
    has_words = bool(one.text) and answer is not None and answer.kind in _WORDS
    found: list[tuple[str, str]] = []
    if one.kind in ("added", "removed", "moved") or (
        can_stand and (one.kind == "changed" or (one.kind == "row" and has_words))
    ):
        found.append(("take", _TAKES.get(one.kind, "Ta in")))
    else:
        if can_be_put:
            found.append(("place", "Placera …"))
        if one.kind in ("comment", "fixed") or (one.kind == "row" and not matter.gone):
            found.append(("take", "Beakta"))
    found.append(("edit", "Ändra …" if can_stand else "Tillgodose på annat sätt …"))
    found.append(("refuse", "Avvisa …"))
    found.append(("lift", "Lyft till styrgruppen …"))
    return found


def _changed(sent: str, now: str) -> str:
    """Return what the draft says *now*; of a long answer the part that is another than was *sent*."""
    if len(now) > _MOST:
        shown = differing.shortened(difference(sent, now))
        now = "".join(piece.text for piece in shown if piece.kind != "removed").strip()
    return now if len(now) <= _MOST else f"{now[:_MOST].rstrip()} …"


def _holds(widget: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and widget.isAncestorOf(focus)
