"""Versions from the user's side: sending one out, keeping one, seeing those that are kept, and archiving."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTemporaryDir
from PySide6.QtWidgets import QPushButton, QWidget

from lokdesk.agreement import vocabulary
from lokdesk.agreement.circulation import Circulation
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.report import SIGNING
from lokdesk.agreement.version import KeptVersion
from lokdesk.gui.dialogs import file, form, message
from lokdesk.gui.dialogs.form import Row, WordsField
from lokdesk.gui.dialogs.message import Made, Place
from lokdesk.gui.dialogs.versions import VersionsDialog
from lokdesk.gui.fields.choice import ChoiceField
from lokdesk.gui.fields.day import DayField
from lokdesk.gui.fields.reference import ReferenceField
from lokdesk.gui.files import waiting
from lokdesk.gui.meantime import Meantime
from lokdesk.gui.wizard.desk import Desk
from lokdesk.project import disk, naming
from lokdesk.project.problem import Problem
from lokdesk.session import archiving, deciding, keeping, printing
from lokdesk.session.archiving import Archive
from lokdesk.session.keeping import Watch

_WORD = ".docx"
_KEEPING = "behållandet av en version"
_REMOVAL = "borttagningen av en version"
_UNCHANGED = "Inget har ändrats."
_KEEP_LEAD = (
    "Dokumentet läggs i projektfilen som det är, tillsammans med svaren som de är nu, och ändras aldrig. "
    "Status, version och datum sätter ni själva."
)
_FOUND = "Den finns under Arkiv, Versioner."
_SIGNED = "För in dag, sätt och undertecknare i sista steget."
_ARCHIVE_LEAD = "Välj en mapp för arkivuppsättningen, helst en ny."
_MADE, _NOW, _FILE = "made", "now", "file"
_OFFERED = frozenset((vocabulary.CIRCULATED, vocabulary.DECISION_VERSION))


@dataclass(frozen=True)
class _JustMade:
    """A document that has been made: where it is, the draft that it was made of, and in which form."""

    path: Path
    draft: Draft
    form: str | None


class Versions:
    """What the window does with versions that are kept."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        announce: Callable[[str], object],
        open_outside: Callable[[Path], object],
    ) -> None:
        """Ask questions on top of *window*; say what goes on with *announce*."""
        self._window = window
        self._desk = desk
        self._session = desk.session
        self._announce = announce
        self._open_outside = open_outside
        self._meantime = Meantime(window)
        self._copies: QTemporaryDir | None = None
        self._made: _JustMade | None = None
        self._watch = Watch(self._session.draft, desk.today())
        self.offer = QPushButton("Behåll versionen …", window)
        self.offer.setObjectName("keep-offered")
        self.offer.setToolTip("Lägg dokumentet som nyss skapades i projektfilen, som det är")
        self.offer.clicked.connect(self._keep_offered)
        self.offer.hide()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each of the commands does, by its name."""
        return {
            "send": self.send,
            "keep": self.keep,
            "versions": self.show,
            "archive": self.archive,
        }

    # What goes on in the window

    def leave(self) -> None:
        """Begin anew: another draft is open."""
        self._made = None
        self.offer.hide()
        self._watch = Watch(self._session.draft, self._desk.today())

    def edited(self) -> None:
        """Offer no longer to keep what was made of the draft as it was before."""
        self.offer.hide()

    def look(self) -> None:
        """Say, once, that what has been edited is approved already, and by whom."""
        said = self._watch.look(self._session.draft, self._desk.today())
        if said:
            self._announce(said)

    def made(self, path: Path, draft: Draft, form: str | None = None) -> None:
        """Remember that the agreement has been made of *draft*, in a *form*, and offer to keep it."""
        self._made = _JustMade(path, draft, form)
        if form == SIGNING or draft.agreement.status in _OFFERED:
            becomes = "undertecknas" if form == SIGNING else "skickas ut"
            self._announce(f"När ”{path.name}” {becomes} kan ni behålla dokumentet som det är.")
            self.offer.show()

    def _keep_offered(self) -> None:
        if self._made is not None and self._made.form == SIGNING:
            self.keep(vocabulary.SIGNED)
        else:
            self.send()

    def finish(self) -> None:
        """Wait for what is being made."""
        self._meantime.finish()

    # Keeping

    def keep(self, why: str = vocabulary.DECIDED) -> None:
        """Let the user keep a document: why, which day and for whom."""
        reason, day, to, document = ChoiceField("kept_why"), DayField(), WordsField(), self._documents()
        reason.show_value(why)
        day.show_value(self._desk.today())
        rows = [
            Row("Dokument", document, required=True),
            Row("Varför", reason, required=True),
            Row("Dag", day, required=True),
            Row("Mottagare, en per rad", to),
        ]
        if form.filled_in(self._window, "Behåll en version", _KEEP_LEAD, rows, "Behåll"):
            self._keep(document.value, reason.value or "", day.value, to.value.splitlines(), None)

    def send(self) -> None:
        """Tell what it means to send a version out, and keep the one that is sent."""
        rounds = {one.id: one for one in self._session.agreement.circulations}
        day, to, document = DayField(), WordsField(), self._documents()
        day.show_value(self._desk.today())
        rows = [
            Row("Dokument", document, required=True),
            Row("Mottagare, en per rad", to),
            Row("Dag", day, required=True),
        ]
        if rounds:
            rows.insert(1, Row("Omgång", _round(rounds, to)))
        lead = (
            f"{keeping.on_sending(self._session.agreement.status)}\n\n"
            "Ni skickar själva. Här behålls det som skickades, till vem och vilken dag."
        )
        if form.filled_in(self._window, "Behåll en utskickad version", lead, rows, "Behåll som skickad"):
            chosen = rows[1].field.value if rounds else None
            self._keep(document.value, vocabulary.SENT, day.value, to.value.splitlines(), chosen)

    def _documents(self) -> ReferenceField:
        """Return a field for which document it is; the one that has just been made, if there is one."""
        names: dict[str, str | None] = {
            _NOW: "Överenskommelsen som den är nu, i Word",
            _FILE: "En annan fil …",
        }
        if self._made is not None:
            names = {_MADE: f"{self._made.path.name}, som nyss skapades", **names}
        field = ReferenceField(lambda: names, "Välj")
        field.show_value(next(iter(names)))
        return field

    def _keep(
        self, document: str | None, why: str, day: date | None, recipients: list[str], circulation: str | None
    ) -> None:
        assert day is not None
        try:
            found = self._content(document)
            if found is None:
                return
            name, content, draft = found
            after, version = keeping.keep(
                self._session.draft,
                name,
                content,
                why,
                day,
                recipients=recipients,
                circulation=circulation,
                agreement=draft.agreement,
            )
        except Problem as problem:
            message.problem(self._window, str(problem), _UNCHANGED)
            return
        self._session.change(after, name=_KEEPING)
        more = _SIGNED if version.why == vocabulary.SIGNED else _FOUND
        self._announce(f"”{version.name}” är behållen. {more}")

    def _content(self, document: str | None) -> tuple[str, bytes, Draft] | None:
        """Return the name and the content of a document, and the draft it was made of. Raises Problem."""
        now = self._session.draft
        if document == _MADE and self._made is not None:
            return self._made.path.name, disk.read(self._made.path), self._made.draft
        if document == _NOW:
            name = naming.safe(f"{now.agreement.title or 'Överenskommelse'}{_WORD}")
            return name, self._session.document(), now
        path = file.to_open(self._window, "Dokument att behålla", self._desk.folder)
        return (path.name, disk.read(path), now) if path is not None else None

    # What has been kept

    def show(self) -> None:
        """Show the versions that are kept."""
        dialog = VersionsDialog(
            self._window,
            lambda: self._session.draft.versions,
            lambda version: self._open(dialog, version),
            lambda version: self._save(dialog, version),
            lambda version: self._remove(dialog, version),
            lambda: deciding.standing(self._desk.handbook, self._session.draft, self._desk.today()),
            self._renumber,
        )
        dialog.exec()
        dialog.deleteLater()

    def _renumber(self, number: str) -> None:
        """Call the version *number*, from today."""
        today = self._desk.today().isoformat()
        self._session.set_many({"version": number, "version_date": today}, name=deciding.NAME)

    def _open(self, dialog: QWidget, version: KeptVersion) -> None:
        """Let the system show a copy; what is done to it there touches nothing that is kept."""
        if self._copies is None:
            self._copies = QTemporaryDir()
        folder = Path(self._copies.filePath(version.id))
        try:
            disk.make_folder(folder)
            disk.write(folder / naming.safe(version.name), version.content)
        except Problem as problem:
            message.problem(dialog, f"En kopia kunde inte läggas undan för att visas. {problem}", _UNCHANGED)
            return
        self._open_outside(folder / naming.safe(version.name))

    def _save(self, dialog: QWidget, version: KeptVersion) -> None:
        suggested = self._desk.folder / naming.safe(version.name)
        file.save_copy(dialog, suggested, version.content, "Versionen finns kvar i projektet.")

    def _remove(self, dialog: QWidget, version: KeptVersion) -> None:
        asked = f"Vill du ta bort ”{version.name}” ur projektfilen?"
        more = (
            "Det som har skickats, beslutats eller undertecknats brukar behållas. Om du ångrar kommer allt "
            "tillbaka."
        )
        if message.remove(dialog, asked, more):
            self._session.change(keeping.without(self._session.draft, version.id), name=_REMOVAL)

    # Archiving

    def archive(self) -> None:
        """Make the archive set in a folder that the user chooses, while the user goes on."""
        office = printing.office()
        if office is None:
            message.problem(self._window, archiving.NO_OFFICE)
            return
        folder = None
        if message.agreed(self._window, _ARCHIVE_LEAD, archiving.WHAT, "Välj mapp …"):
            folder = self._archive_folder()
        if folder is None:
            return
        draft, library = self._session.draft, self._session.library
        made: list[Archive] = []

        def work() -> None:
            made.append(archiving.archive(draft, library, office))
            archiving.save(made[0], folder)

        def then(fault: Exception | None) -> None:
            self._announce("")
            if isinstance(fault, Problem) and made:
                self._archive_elsewhere(made[0], folder, fault)
            elif isinstance(fault, Problem):
                message.problem(self._window, str(fault), _UNCHANGED)
            elif fault is not None:
                raise fault
            else:
                self._archived(made[0], folder)

        self._announce(f"{office.name} hjälper till med arkivuppsättningen. Du kan arbeta vidare så länge.")
        self._meantime.do(work, then)

    def _archive_folder(self) -> Path | None:
        return file.to_choose_folder(self._window, "Mapp för arkivuppsättningen", self._desk.folder)

    def _archive_elsewhere(self, made: Archive, folder: Path, problem: Problem) -> None:
        """Write what has been made where it can be written, as it takes a while to make, or give it up."""
        while True:
            wish = message.not_written(self._window, str(problem), _UNCHANGED)
            if wish is Place.NOWHERE:
                return
            if wish is Place.ELSEWHERE:
                folder = self._archive_folder() or folder
            try:
                with waiting():
                    archiving.save(made, folder)
            except Problem as another:
                problem = another
            else:
                self._archived(made, folder)
                return

    def _archived(self, made: Archive, folder: Path) -> None:
        names = "\n".join(f"• {name}" for name, _ in made.files)
        notes = "".join(f"\n\n{note}" for note in made.notes)
        where = f"Den ligger i mappen {folder}.\n\n{names}{notes}"
        wish = message.made_several(self._window, "Arkivuppsättningen är klar.", where)
        if wish is Made.SHOW_FOLDER:
            self._open_outside(folder)


def _round(rounds: Mapping[str, Circulation], to: WordsField) -> ReferenceField:
    """Return a field for the round that it goes out in, the last one to begin with, which fills *to* in."""
    chosen = ReferenceField(lambda: {id_: _named(one) for id_, one in rounds.items()}, "Ingen omgång")

    def fill_in() -> None:
        one = rounds.get(chosen.value or "")
        if one is not None:
            to.show_value("\n".join(keeping.recipients(one)))

    chosen.show_value(list(rounds)[-1])
    fill_in()
    chosen.edited.connect(fill_in)
    return chosen


def _named(circulation: Circulation) -> str:
    """Return what a round is called where one is chosen."""
    title = vocabulary.shown(circulation.title) if circulation.title else "Omgång"
    return f"{title}, svar senast {circulation.last_day.isoformat()}" if circulation.last_day else title
