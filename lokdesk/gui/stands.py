"""Taking a stand on what came back: asked for in dialogs where words are needed, each one edit."""

from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from lokdesk.agreement.answer import Answer
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.phrase import joined
from lokdesk.agreement.reply import Clash
from lokdesk.gui import rich_html
from lokdesk.gui.dialogs import form, message, target
from lokdesk.gui.dialogs.form import Row, WordsField
from lokdesk.gui.fields.day import DayField
from lokdesk.gui.fields.field import Field
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.look import heading, wrapped
from lokdesk.gui.wizard.desk import Desk
from lokdesk.project.problem import Problem
from lokdesk.session import clash, differing, said, standing, taking, viewpoint, wishes
from lokdesk.session.complaint import Unfit
from lokdesk.session.matters import Matter, Voice
from lokdesk.session.open_list import BODY, forums
from lokdesk.session.unsettled import Overlap

_NOTHING_CHANGED = "Inget har ändrats."
_REASON = "Motivering"
_WORDS = ("text", "line")
_WHY = "Skriv varför."
_SUMMED_UP = "Motiveringen kommer med i sammanställningen."
_WHERE = "Var ska orden stå? Välj en fråga."
_CHOICE = "valet mellan två kopior"
_UNFIT = "Svaret passar inte frågan."
_GUESSED = (
    "Programmet har gissat avsändare utifrån filen, och dagen är den då filen hämtades. Rätta så som det ska "
    "stå i sammanställningen och registreringslistan."
)
_STAYS = "Det som ställningstagandet ändrade står kvar, eftersom texten har ändrats sedan dess."


class Stands:
    """The ways to take a stand on what a voice wants. Each returns whether one was taken."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        """Dialogs lie on *parent*."""
        self._parent = parent
        self._desk = desk
        self._session = desk.session

    @property
    def _by(self) -> str:
        return said.signature(self._desk.settings.name, self._desk.settings.party)

    def take(self, voice: Voice) -> bool:
        """Take what is wanted into the draft; where the same words have been changed, ask what to do."""

        def taken(draft: Draft, instead: bool) -> Draft:
            return standing.take(draft, voice.ref, by=self._by, on=self._desk.today(), instead=instead)

        return self._do_instead(voice, taken)

    def refuse(self, matter: Matter, voice: Voice) -> bool:
        """Refuse what is wanted, for a reason that is asked for."""
        why = WordsField()
        rows = [Row(_REASON, why, required=True)]
        if not self._filled_in("Avvisa", matter, voice, rows, "Avvisa", f"{_WHY} {_SUMMED_UP}"):
            return False
        return self._do(
            voice,
            lambda draft: standing.refuse(draft, voice.ref, why.value, by=self._by, on=self._desk.today()),
        )

    def edit(self, matter: Matter, voice: Voice) -> bool:
        """Let the user write what shall stand there, with what is wanted to begin with."""
        answer = wishes.answer(matter.address)
        if answer is None or matter.gone:
            return self._edited_already(matter, voice)
        value, why = self._field(matter.address, answer), WordsField()
        value.show_value(self._beginning(matter, voice))
        rows = [Row("Så ska det stå", value), Row(_REASON, why)]
        if not self._filled_in("Ändra", matter, voice, rows, "Ändra"):
            return False
        return self._do(
            voice,
            lambda draft: standing.edit(
                draft, voice.ref, value.value, by=self._by, on=self._desk.today(), reason=why.value
            ),
        )

    def _edited_already(self, matter: Matter, voice: Voice) -> bool:
        """Let the user say that what is wanted has been met in another way, which no field here can."""
        why = WordsField()
        rows = [Row(_REASON, why)]
        if not self._filled_in("Tillgodose på annat sätt", matter, voice, rows, "Tillgodose"):
            return False
        return self._do(
            voice,
            lambda draft: standing.edit(
                draft, voice.ref, by=self._by, on=self._desk.today(), reason=why.value
            ),
        )

    def _beginning(self, matter: Matter, voice: Voice) -> object:
        """Return what the user goes on from: the wording that is wanted, or else the one that stands.

        What the draft has changed elsewhere in it since it was sent stays changed, as when it is taken.
        """
        one = voice.viewpoint
        if one.kind == "changed":
            try:
                return taking.merged(matter.address, voice.sent, matter.now, voice.returned)
            except Overlap:
                return voice.returned
        if one.kind == "row" and one.text:
            value = taking.row_value(one, matter.now)
            return wishes.read(matter.address, one.text) if value is None else value
        return matter.now

    def _field(self, address: str, answer: Answer) -> Field:
        return self._desk.field(self._desk.handbook.question(address), answer, address)

    def lift(self, matter: Matter, voice: Voice) -> bool:
        """Lift the matter to those who decide, whom the user may choose."""
        names = forums(self._session.agreement)
        known = {name: id_ for id_, name in names.items() if name}
        offered = tuple(dict.fromkeys((*known, BODY)))
        body, why = LineField(lambda letters: _having(offered, letters)), WordsField()
        body.show_value(offered[0])
        rows = [Row("Lyfts till", body, required=True), Row(_REASON, why)]
        if not self._filled_in("Lyft synpunkten", matter, voice, rows, "Lyft"):
            return False
        to = body.value.strip()
        return self._do(
            voice,
            lambda draft: standing.lift(
                draft,
                voice.ref,
                forum=known.get(to),
                body="" if to in known else to,
                by=self._by,
                on=self._desk.today(),
                reason=why.value,
            ),
        )

    def place(self, voice: Voice) -> bool:
        """Let the user choose the answer that the words belong to, and put them there."""
        words = wishes.words(voice.viewpoint)
        address = target.ask(
            self._parent,
            self._desk,
            "Placera",
            [words],
            _takes_words,
            nearest=voice.viewpoint.nearest,
            accept="Placera här",
            lead=_WHERE,
        )
        if not address:
            return False

        def placed(draft: Draft, instead: bool) -> Draft:
            return standing.place(
                draft, voice.ref, address, by=self._by, on=self._desk.today(), instead=instead
            )

        return self._do_instead(voice, placed)

    def reopen(self, voice: Voice) -> bool:
        """Take the stand back."""
        stays = standing.stays(self._session.draft, voice.ref)
        done = self._do(voice, lambda draft: standing.reopen(draft, voice.ref))
        if done and stays:
            message.notice(self._parent, "Ställningstagandet är borttaget.", _STAYS)
        return done

    # What two copies disagree about

    def settle(self, disputed: Clash, choice: Literal["mine", "theirs"]) -> bool:
        """Let what one of two copies says stand."""
        return self._choose(lambda draft: clash.settle(draft, disputed.id, choice))

    def settle_otherwise(self, matter: Matter, disputed: Clash, beginning: object) -> bool:
        """Let the user write what shall stand instead of what two copies say, from one of them."""
        address = disputed.address
        answer = wishes.answer(address)
        if answer is None:
            return False
        value = self._field(address, answer)
        value.show_value(wishes.read(address, beginning))
        if not form.filled_in(
            self._parent, "Ändra", f"{matter.name}.", [Row("Så ska det stå", value)], "Ändra"
        ):
            return False
        return self._choose(lambda draft: clash.settle(draft, disputed.id, "edited", value.value))

    def unsettle(self, disputed: Clash) -> bool:
        """Let it be open again which of two copies is right."""
        return self._choose(lambda draft: clash.reopen(draft, disputed.id))

    def _choose(self, change: Callable[[Draft], Draft]) -> bool:
        changed = self._changed(change)
        if changed is not None:
            self._session.change(changed, name=_CHOICE)
        return changed is not None

    # Doing it

    def _do_instead(self, voice: Voice, change: Callable[[Draft, bool], Draft]) -> bool:
        try:
            changed = self._changed(lambda draft: change(draft, False))
        except Overlap as overlap:
            go_on = "Ta bort ändå" if voice.viewpoint.kind == "removed" else "Byt ut er text"
            if not message.instead(self._parent, str(overlap), go_on):
                return False
            changed = self._changed(lambda draft: change(draft, True))
        return self._decide(voice, changed)

    def _do(self, voice: Voice, change: Callable[[Draft], Draft]) -> bool:
        """Make the *change* as one edit. Returns whether it could be made."""
        return self._decide(voice, self._changed(change))

    def _changed(self, change: Callable[[Draft], Draft]) -> Draft | None:
        """Return the draft after the *change*; nothing, once it is told why, where it cannot be made."""
        self._session.settle()
        try:
            return change(self._session.draft)
        except Overlap:
            raise
        except Problem as problem:
            message.problem(self._parent, str(problem), _NOTHING_CHANGED)
        except Unfit as unfit:
            message.problem(self._parent, " ".join(map(str, unfit.complaints)), _NOTHING_CHANGED)
        except ValidationError:
            message.problem(self._parent, _UNFIT, _NOTHING_CHANGED)
        return None

    def _decide(self, voice: Voice, changed: Draft | None) -> bool:
        if changed is not None:
            standing.decide(self._session, voice.ref, changed)
        return changed is not None

    def _filled_in(
        self,
        title: str,
        matter: Matter,
        voice: Voice,
        rows: Sequence[Row],
        accept: str,
        lead: str = _SUMMED_UP,
    ) -> bool:
        """Let the user fill in *rows*, below what it is that *voice* and all who want the same want."""
        session, one = self._session, voice.viewpoint
        same = next(voices for voices in matter.wordings if voice in voices)
        pieces = viewpoint.says(session.handbook, session.agreement, session.wording, one)
        shown = differing.shortened(pieces)
        words = QLabel(rich_html.marked(shown, self._parent.palette()))
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        words.setAccessibleName(viewpoint.spoken(one.strokes) if one.strokes else differing.spoken(pieces))
        above = (heading(matter.name, 1), wrapped(f"{joined(_names(same))}:"), words)
        return form.filled_in(self._parent, title, lead, rows, accept, above if shown else above[:2])

    # Whose they are

    def name_senders(self) -> bool:
        """Let the user say who sent each of the files, and when it came."""
        draft = self._session.draft
        parties = tuple(party.name for party in draft.agreement.parties if party.name)
        senders, days = dict[str, LineField](), dict[str, DayField]()
        rows: list[Row] = []
        for reply in draft.replies:
            who, day = LineField(lambda letters: _having(parties, letters)), DayField()
            who.show_value(reply.sender)
            day.show_value(reply.received)
            senders[reply.id], days[reply.id] = who, day
            rows += [
                Row(f"”{reply.name}”", who, told=False),
                Row(f"”{reply.name}” kom in den", day, told=False),
            ]
        if not form.filled_in(self._parent, "Avsändare", _GUESSED, rows, "Spara"):
            return False
        changed = viewpoint.sent_by(
            self._session.draft,
            {id_: field.value or "" for id_, field in senders.items()},
            {id_: field.value for id_, field in days.items()},
        )
        if changed is self._session.draft:
            return False
        self._session.settle()
        self._session.change(changed, name="ändringen av avsändare")
        return True


def _having(names: Sequence[str], letters: str) -> tuple[str, ...]:
    return tuple(one for one in names if letters.casefold() in one.casefold())


def _names(voices: Sequence[Voice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.who for one in voices))


def _takes_words(pattern: str) -> bool:
    answer = wishes.answer(pattern)
    return answer is not None and answer.kind in _WORDS
