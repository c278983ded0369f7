"""A Word document on its way to be a template: the document, and beside it what its places are for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from lokdesk.agreement.steps import finished
from lokdesk.gui import appearance
from lokdesk.gui.dialogs import message, pick
from lokdesk.gui.document.view import SheetView
from lokdesk.gui.fields.field import QuietComboBox
from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, characters, muted, wrapped
from lokdesk.gui.marked_list import MarkedList, Row
from lokdesk.gui.meantime import Meantime
from lokdesk.handbook.book import Handbook
from lokdesk.project.problem import Problem
from lokdesk.recognition.slots import Below, Slot
from lokdesk.session import adopting, blueprint, match
from lokdesk.session.adopting import Adoption
from lokdesk.session.blueprint import BELOW, Choice, Spot
from lokdesk.session.match import Excerpt
from lokdesk.word.plan import Plan, address, passage

_LEAD = (
    "Till höger står vad Lokdesk föreslår att ställena i dokumentet är till för. Gå igenom dem, och rätta "
    "det som inte stämmer. Det du rättar sparas hela tiden."
)
_READING = "Dokumentet läses …"
_PLACES, _WITHOUT = "Platser i dokumentet", "Svar utan plats"
_WITHOUT_LEAD = "Handboken frågar efter det här, men dokumentet skriver inte ut det."
_NOTHING_WITHOUT = "Alla svar har en plats."
_NO_ANSWER = "Inget svar. Texten står kvar som den är."
_GONE = "Inget svar. Texten tas bort ur mallen."
_OWN = "own"
_SHARE = 0.96
"""How much of the screen the dialog takes."""
_WIDTH = 230
_LINES = 64
_MOST_SAID = 90
"""So many characters of what stands in a place are shown."""

Made = tuple[Adoption, Plan]


@dataclass(frozen=True)
class _Entry:
    """A row in the list of places: a spot, and one of its slots if it has any."""

    spot: Spot
    slot: Slot | None


class AdoptDialog(QDialog):
    """The document at the left; its places, and the answers that have none, at the right."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        handbook: Handbook,
        read: Callable[[], Made],
        keep: Callable[[Adoption], None],
        begin_anew: Callable[[], Made],
        save: Callable[[QWidget, Adoption], bool],
    ) -> None:
        """*read* reads the document, called *name*, and is called in a thread, as is *begin_anew*.

        *keep* is told of every correction. *save* saves the template, with questions on top of the dialog,
        and returns whether it has been done.
        """
        super().__init__(parent)
        self.setWindowTitle(f"Gör en mall av ”{name}”")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._handbook = handbook
        self._keep = keep
        self._begin_anew = begin_anew
        self._save = save
        self._plan: Plan | None = None
        self.adoption: Adoption | None = None
        """The document with its places as they are corrected; nothing until it has been read."""
        self._past: list[Adoption] = []
        self._own_spots: dict[int, None] = {}
        """Passages that the user has pointed at, and that would not be listed otherwise."""
        self._entries: list[_Entry] = []
        self._choices: tuple[Choice, ...] = ()
        self._showing = False
        self.fault: Exception | None = None
        """Why the document could not be read."""
        self._meantime = Meantime(self)
        self._make_parts()
        self._size()
        self._read(read)

    # -- parts

    def _make_parts(self) -> None:
        self.view = SheetView(self._describe)
        self.view.wanted.connect(self._point_at)
        self.summary = wrapped(_READING)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.view)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Platser och svar")
        self.tabs.tabBar().setAccessibleName("Platser och svar")
        self.tabs.addTab(self._make_places(), _PLACES)
        self.tabs.addTab(self._make_without(), _WITHOUT)
        self.parts.addWidget(self.tabs)
        self.parts.setStretchFactor(0, 1)
        self.parts.setStretchFactor(1, 1)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Close)
        self.save_button = self.buttons.button(standard.Save)
        self.save_button.setText("&Spara mallen …")
        self.buttons.button(standard.Close).setText("Stäng")
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.undo_button = self.buttons.addButton("&Ångra", role)
        self.anew_button = self.buttons.addButton("&Börja om …", role)
        for button in self.buttons.buttons():
            button.setAutoDefault(False)  # type: ignore[attr-defined]
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.undo_button.clicked.connect(self.undo)
        self.anew_button.clicked.connect(self._anew)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.undo)
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        column.addWidget(muted(wrapped(_LEAD)))
        column.addWidget(self.summary)
        column.addWidget(self.parts, 1)
        column.addWidget(self.buttons)
        self._let(False)

    def _make_places(self) -> QWidget:
        self.places = MarkedList(_PLACES)
        self.places.selectionModel().currentChanged.connect(lambda *_: self._chosen())
        self.places.doubleClicked.connect(lambda _: self.change())
        self.chosen = wrapped("")
        self.chosen.setAccessibleName("Det valda stället")
        self.right = self._button("Stä&mmer", self.confirm)
        self.other = self._button("&Välj ett annat svar …", self.change)
        self.more = self._button("&Lägg till ett svar här …", self.add)
        self.none = self._button("&Inget svar här", self.leave_out)
        row = Flow()
        for button in (self.right, self.other, self.more, self.none):
            row.addWidget(button)
        self.below = QuietComboBox()
        self.below.addItems([text.capitalize() for text in BELOW.values()])
        self.below.setAccessibleName("Texten som står där nu")
        self.below.currentIndexChanged.connect(self._say_below)
        self.below_label = QLabel("&Texten som står där nu:")
        self.below_label.setBuddy(self.below)
        self.said = muted(wrapped(""))
        texts = Flow()
        texts.addWidget(self.below_label)
        texts.addWidget(self.below)
        self.everywhere = self._button("Gör li&kadant överallt", self.keep_everywhere)
        texts.addWidget(self.everywhere)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(GAP)
        column.addWidget(self.places, 1)
        column.addWidget(self.chosen)
        nest(column, row)
        nest(column, texts)
        column.addWidget(self.said)
        return page

    def _make_without(self) -> QWidget:
        self.without_lead = wrapped(_WITHOUT_LEAD)
        self.without = MarkedList(_WITHOUT)
        self.without.doubleClicked.connect(lambda _: self.give_place())
        self.give = self._button("&Ge svaret en plats …", self.give_place)
        row = Flow()
        row.addWidget(self.give)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(GAP)
        column.addWidget(self.without_lead)
        column.addWidget(self.without, 1)
        nest(column, row)
        return page

    @staticmethod
    def _button(text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: do())
        return button

    def _size(self) -> None:
        room = self.screen().availableGeometry().size() * _SHARE
        wanted = QSize(characters(self, _WIDTH), _LINES * self.fontMetrics().lineSpacing())
        self.resize(wanted.boundedTo(room))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.view.set_scale(appearance.scale(application))
        self.parts.setSizes([self.width() // 2, self.width() // 2])

    # -- reading

    def _read(self, read: Callable[[], Made]) -> None:
        found: list[Made] = []

        def then(fault: Exception | None) -> None:
            if fault is not None:
                self.fault = fault
                self.reject()
                return
            self.adoption, self._plan = found[0]
            self._own_spots.clear()
            self._let(True)
            self._show()
            self.places.choose(0)
            self.places.setFocus(Qt.FocusReason.OtherFocusReason)
            self._announce(self.summary.text())

        # What is taken back while it is read would be kept in the place of what comes.
        self._past.clear()
        self._let(False)
        self.summary.setText(_READING)
        self._meantime.do(lambda: found.append(read()), then)

    @property
    def busy(self) -> bool:
        """Whether the document is being read."""
        return self._meantime.busy

    def _let(self, able: bool) -> None:
        for one in (self.tabs, self.view, self.save_button, self.anew_button, self.undo_button):
            one.setEnabled(able)

    def _anew(self) -> None:
        if message.remove(
            self,
            "Vill du börja om med Lokdesks förslag?",
            "Det du har rättat i det här dokumentet försvinner.",
            "Börja om",
        ):
            self._read(self._begin_anew)

    # -- what is shown

    def _show(self) -> None:
        """Show everything as it is now, and stay where the user is."""
        adoption, plan = self.adoption, self._plan
        if adoption is None or plan is None:
            return
        self._showing = True
        at, without = self.places.current, self.without.current
        before = self._entries[at] if 0 <= at < len(self._entries) else None
        spots = list(blueprint.spots(adoption.blueprint))
        there = {one.passage for one in spots}
        spots += [blueprint.spot(adoption.blueprint, one) for one in self._own_spots if one not in there]
        order = {one.number: n for n, one in enumerate(adoption.blueprint.source.passages)}
        spots.sort(key=lambda one: order[one.passage])
        self._entries = [_Entry(one, slot) for one in spots for slot in one.slots or (None,)]
        self.places.show_rows(self._row(one) for one in self._entries)
        self._choices = blueprint.without_place(self._handbook, adoption.blueprint)
        self.without.show_rows(
            Row(one.where, (("", Excerpt(one.label, ((0, len(one.label)),))),)) for one in self._choices
        )
        self.without_lead.setText(_WITHOUT_LEAD if self._choices else _NOTHING_WITHOUT)
        self.give.setEnabled(bool(self._choices))
        self.tabs.setTabText(1, f"{_WITHOUT} ({len(self._choices)})")
        self.summary.setText(self._summed_up())
        self.undo_button.setEnabled(bool(self._past))
        sheet = plan.sheet(blueprint.marks(self._handbook, adoption.blueprint))
        self.view.show_sheet(finished(self.view.steps(sheet)))
        self._showing = False
        self._choose_again(before, at)
        if self._choices:
            self.without.choose(min(max(without, 0), len(self._choices) - 1))
        self._chosen()

    def _choose_again(self, before: _Entry | None, at: int) -> None:
        if before is None or not self._entries:
            return
        same = [n for n, one in enumerate(self._entries) if one.spot.passage == before.spot.passage]
        slot = before.slot.id if before.slot is not None else ""
        kept = [n for n in same if (one := self._entries[n].slot) is not None and one.id == slot]
        self.places.choose((kept or same or [min(at, len(self._entries) - 1)])[0])

    def _row(self, one: _Entry) -> Row:
        where = f"{one.spot.kind}: {_shortened(one.spot.text)}"
        assert self.adoption is not None, "there are places once it has been read"
        if one.slot is None:
            return Row(where, (("", Excerpt(_GONE if one.spot.gone else _NO_ANSWER)),))
        called = blueprint.called(self._handbook, one.slot)
        sure = blueprint.sureness(self.adoption.blueprint, one.slot).capitalize()
        return Row(where, ((f"▸ {sure}: ", Excerpt(called, ((0, len(called)),))),))

    def _summed_up(self) -> str:
        assert self.adoption is not None, "it has been read"
        slots = [one.slot for one in self._entries if one.slot is not None]
        words = [blueprint.sureness(self.adoption.blueprint, one) for one in slots]
        counted = ((words.count(word), word) for word in dict.fromkeys((*_ORDER, *words)))
        parts = [f"{many} {_PLURAL.get(word, word) if many > 1 else word}" for many, word in counted if many]
        places = "1 plats" if len(slots) == 1 else f"{len(slots)} platser"
        without = len(self._choices)
        return f"{places}: {', '.join(parts)}. {without} svar utan plats." if slots else "Inga platser än."

    def _chosen(self) -> None:
        """Show what can be done with the chosen place, and where in the document it is."""
        if self._showing:
            return
        entry = self._entry
        slot = entry.slot if entry is not None else None
        for button, able in (
            (self.right, slot is not None and slot.state != "confirmed"),
            (self.other, entry is not None),
            (self.more, slot is not None),
            (self.none, slot is not None),
        ):
            button.setEnabled(able)
        self.other.setText("&Välj ett annat svar …" if slot is not None else "&Välj ett svar …")
        self.chosen.setText(self._row(entry).spoken if entry is not None else "")
        self._show_below(entry)
        if entry is not None:
            here = address(entry.spot.passage)
            self.view.show_focused(here)
            self.view.go_to(here)

    def _show_below(self, entry: _Entry | None) -> None:
        """Show what stands in the chosen place, and what becomes of it."""
        stands: tuple[str, ...] = ()
        at, able = 0, False
        if entry is not None and self.adoption is not None:
            plan = self.adoption.blueprint
            if entry.slot is None:
                stands = tuple(one.text for one in plan.part(entry.spot.passage))
                at, able = (_OUT if entry.spot.gone else 0), True
            else:
                stands = tuple(one.text for one in plan.stands(entry.slot))
                at = list(BELOW).index(entry.slot.below)
                able = bool(stands)
        self.below.setEnabled(able)
        self.everywhere.setEnabled(able and entry is not None and entry.slot is not None)
        said = " ".join(stands)
        self.said.setText(f"”{_shortened(said, _MOST_SAID)}”" if able and said else "")
        self._showing = True
        self.below.setCurrentIndex(at)
        self._showing = False

    @property
    def _entry(self) -> _Entry | None:
        at = self.places.current
        return self._entries[at] if 0 <= at < len(self._entries) else None

    def _describe(self, at: str) -> str:
        """Return what a click on the words at that address of the sheet does."""
        return "Visa stället i listan"

    def _point_at(self, at: str) -> None:
        """Choose the place that has been clicked on in the document."""
        if self.adoption is None:
            return
        number = passage(at)
        self.tabs.setCurrentIndex(0)
        if not any(one.spot.passage == number for one in self._entries):
            self._own_spots[number] = None
            self._show()
        found = next(n for n, one in enumerate(self._entries) if one.spot.passage == number)
        self.places.choose(found)
        entry = self._entries[found]
        self._announce(self._row(entry).spoken)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.summary, text))

    # -- corrections

    def _correct(self, changed: Adoption) -> None:
        assert self.adoption is not None
        self._past.append(self.adoption)
        self.adoption = changed
        self._keep(changed)
        self._show()

    def undo(self) -> None:
        """Take the last correction back."""
        if self._past:
            self.adoption = self._past.pop()
            self._keep(self.adoption)
            self._show()
            self._announce("Ångrade det senaste.")

    def confirm(self) -> None:
        """Say that the chosen proposal is right, and go on to the next that nobody has looked at."""
        entry = self._entry
        if entry is None or entry.slot is None or self.adoption is None:
            return
        self._correct(adopting.confirm(self.adoption, entry.slot.id))
        self._go_on()

    def leave_out(self) -> None:
        """Let the chosen place be without an answer."""
        entry = self._entry
        if entry is not None and entry.slot is not None and self.adoption is not None:
            self._own_spots[entry.spot.passage] = None
            self._correct(adopting.reject(self.adoption, entry.slot.id))

    def change(self) -> None:
        """Let the user pick another answer for the chosen place."""
        entry = self._entry
        if entry is None or self.adoption is None:
            return
        picked = self._picked(entry.spot)
        if not picked:
            return
        if entry.slot is None:
            self._place(entry.spot.passage, picked)
        else:
            self._try(lambda done: adopting.move(done, entry.slot.id if entry.slot else "", picked))

    def add(self) -> None:
        """Let the user pick one more answer for the chosen place."""
        entry = self._entry
        if entry is not None and (picked := self._picked(entry.spot)):
            self._place(entry.spot.passage, picked)

    def give_place(self) -> None:
        """Let the user pick where the chosen answer without a place is to stand."""
        at = self.without.current
        if not 0 <= at < len(self._choices):
            return
        choice = self._choices[at]
        picked = pick.ask(
            self,
            f"Var ska ”{choice.label}” stå?",
            "Svaret skrivs under rubriken, efter ledtexten eller i tabellen som du väljer.",
            self._found_spots,
        )
        if picked:
            self._place(int(picked), choice.address)

    def _place(self, number: int, wanted: str) -> None:
        self._try(lambda done: adopting.place(done, number, wanted))

    def _try(self, change: Callable[[Adoption], Adoption]) -> None:
        assert self.adoption is not None
        try:
            changed = change(self.adoption)
        except Problem as problem:
            message.problem(self, str(problem))
            return
        self._correct(changed)

    def _picked(self, spot: Spot) -> str:
        """Return the pattern of the answer that the user picks for *spot*, or nothing."""
        assert self.adoption is not None
        picked = pick.ask(
            self,
            "Välj ett svar",
            f"Vad är ”{_shortened(spot.text)}” en plats för? Skriv några bokstäver, och välj i listan.",
            lambda asked: [*self._found_choices(asked), (_OWN, _own_row(spot))],
        )
        return adopting.own_question(self.adoption, spot.passage) if picked == _OWN else picked

    def _found_choices(self, asked: str) -> Sequence[tuple[str, Row]]:
        wanted = match.words(asked)
        return [
            (
                one.address,
                Row(one.where, (("", Excerpt(one.label, match.spans(match.fold(one.label), wanted))),)),
            )
            for one in blueprint.matching(self._handbook, asked)
        ]

    def _found_spots(self, asked: str) -> Sequence[tuple[str, Row]]:
        wanted = match.words(asked)
        found: list[tuple[str, Row]] = []
        for one in dict.fromkeys(one.spot for one in self._entries):
            text = _shortened(one.text)
            marks = match.spans(match.fold(text), wanted)
            if marks or not wanted:
                found.append((str(one.passage), Row(one.kind, (("", Excerpt(text, marks)),))))
        return found

    def _say_below(self, at: int) -> None:
        entry = self._entry
        if self._showing or entry is None or self.adoption is None:
            return
        if entry.slot is None:
            self._correct(adopting.take_out(self.adoption, entry.spot.passage, gone=at == _OUT))
            return
        wanted: Below = list(BELOW)[at]
        self._correct(adopting.keep(self.adoption, entry.slot.id, wanted))

    def keep_everywhere(self) -> None:
        """Let the same become of the text in all places as in the chosen one."""
        entry = self._entry
        if entry is not None and entry.slot is not None and self.adoption is not None:
            self._correct(adopting.keep_all(self.adoption, entry.slot.below))

    def _go_on(self) -> None:
        """Go to the next place that is only proposed, if there is one."""
        here = self.places.current
        order = [*range(here + 1, len(self._entries)), *range(here)]
        waiting = (n for n in order if (one := self._entries[n].slot) is not None and one.state == "proposed")
        found = next(waiting, None)
        if found is not None:
            self.places.choose(found)
            QTimer.singleShot(0, self, lambda: self._announce(self.chosen.text()))

    # -- the end

    def accept(self) -> None:
        """Save the template, and close if that has been done."""
        if self.adoption is not None and not self.busy and self._save(self, self.adoption):
            super().accept()

    def done(self, result: int) -> None:
        """Close when nothing happens in the background any more."""
        while self._meantime.busy:
            self._meantime.finish()
        super().done(result)


_OUT = list(BELOW).index("gone")
_ORDER = ("säker", "trolig", "osäker", blueprint.CONFIRMED)
_PLURAL = {
    blueprint.REPEATED: "upprepningar",
    "säker": "säkra",
    "trolig": "troliga",
    "osäker": "osäkra",
    blueprint.CONFIRMED: "bekräftade",
}


def _own_row(spot: Spot) -> Row:
    said = f"En egen fråga i mallen: ”{_shortened(spot.text)}”"
    return Row("Frågan ställs i steget Bilagor", (("", Excerpt(said)),))


def _shortened(text: str, most: int = 70) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[:most].rpartition(' ')[0]} …"
