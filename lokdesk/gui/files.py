"""Files from the user's side: new, open, save, and the questions that go with them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from lokdesk.agreement.draft import Draft
from lokdesk.agreement.finding import Finding
from lokdesk.gui import backups, holding
from lokdesk.gui.dialogs import file, message
from lokdesk.gui.dialogs.message import Changed, Copied, Place, Unread, Unsaved
from lokdesk.gui.holding import Hold
from lokdesk.gui.joining import Joining
from lokdesk.gui.recent import RecentFiles
from lokdesk.gui.trouble import Trouble
from lokdesk.gui.waiting import waiting
from lokdesk.gui.watch import Seen, State, Watch
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.unread import EXAMPLES
from lokdesk.project import disk, lock, naming, project
from lokdesk.project.lock import Holder, Lock
from lokdesk.project.problem import ChangedElsewhere, NotOpened, NotWritten, Problem
from lokdesk.project.project import BACKUP_SUFFIX, SUFFIX, Project
from lokdesk.session import accessibility, elsewhere, sharing
from lokdesk.session.companion import Chosen
from lokdesk.session.event import DraftReplaced, Event, Saved
from lokdesk.session.recovery import Recovered
from lokdesk.session.revising import WORD

_PROJECT = f"Lokdesk-projekt (*{SUFFIX})"
_TO_OPEN = f"{_PROJECT};;Word-dokument (*{WORD});;Säkerhetskopior (*{SUFFIX}{BACKUP_SUFFIX});;Alla filer (*)"
_UNNAMED = "Ny överenskommelse"
KEPT = "Det du har skrivit finns kvar i programmet."
_LOST = "Om du inte sparar försvinner det som har ändrats sedan du senast sparade."
_KEPT_A_WHILE = (
    "Det som inte sparas går att få tillbaka på den här datorn i minst 30 dagar, under Arkiv, Återställ "
    "osparat arbete."
)
_TO_SHARE = " – kopia att dela"
_WHOLE = " – hela projektfilen"
_DOCUMENTS = frozenset(
    ".docx .dotx .odt .rtf .txt .pdf .xlsx .ods .csv .pptx .odp .png .jpg .jpeg .svg".split()
)
"""What files are called that can be shown and cannot do anything."""
_FILE, _UNSAVED, _LOCK, _BACKUP = "file", "unsaved", "lock", "backup"
"""What can be wrong with the open file, each for itself."""
_SEEN = {
    State.OUT_OF_REACH: (
        "mappen går inte att nå",
        "Mappen {folder} går inte att nå just nu. Du kan arbeta vidare. Spara när den är tillbaka, eller på "
        "ett annat ställe.",
    ),
    State.GONE: (
        "filen är borta",
        "”{name}” finns inte längre i sin mapp. Du kan arbeta vidare. Spara, så läggs filen tillbaka, eller "
        "spara på ett annat ställe.",
    ),
    State.CHANGED: (
        "ändrad av någon annan",
        "”{name}” har ändrats av någon annan sedan du öppnade den. När du sparar får du se vad som skiljer.",
    ),
}
"""What is said of a file that is not as it was: in the title, and in a sentence."""
_LONGEST_NAME = 80
_HANGING = ("och", "mellan", "om", "i", "för", "med", "till", "av", "på", "mot", "vid", "hos", "inom", "samt")
"""Words that no name ends with where it has been cut off."""
_OPEN = "Öppna den andras"
_COPIES = f"{_PROJECT};;Säkerhetskopior (*{SUFFIX}{BACKUP_SUFFIX});;Alla filer (*)"
_SAVED_TOGETHER = "Den hopslagna filen sparas nu. Sammanslagningen går att ångra med Ctrl+Z."
_MOST_SHOWN = 10
"""So many differences are told in a message at the most."""
_MANY = 5
"""So many findings are told in a message at the most."""


class Files:
    """What the window does with files. Every way out of the open draft asks about what is not saved."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        recent: RecentFiles,
        go_to: Callable[[str], object],
        trouble: Trouble,
    ) -> None:
        """Ask questions on top of *window*, and show the place of an answer with *go_to*.

        What is wrong with the open file for a while is told in *trouble*.
        """
        self._window = window
        self._desk = desk
        self._session = desk.session
        self._recent = recent
        self._go_to = go_to
        self.joining = Joining(window, desk)
        self._told: set[Finding] = set()
        """What the user has been told that some readers could not use."""
        self.kept: Callable[[], bool] = lambda: False
        """Whether what is not saved can be had back later."""
        self.read_word: Callable[[Path], object] = lambda _path: None
        """Reads a Word file that shall be opened."""
        self._proposed: Path | None = None
        """What the file of the open draft may be called, without suffix, while it has none."""
        self._hold, self._coming = Hold(), Hold()
        """How the open file is held, and how the one is that is about to be opened."""
        self._trouble = trouble
        self._watch = Watch(window)
        self._watch.seen.connect(self._show_seen)
        self._session.subscribe(self._told_of)

    @property
    def title(self) -> str:
        """What the open draft is called."""
        return self._session.agreement.title or _UNNAMED

    # Other drafts

    def new(self, draft: Draft | None = None) -> None:
        """Begin with *draft*, or with an empty one, once unsaved changes are taken care of."""
        if self.may_leave():
            self._session.new(draft)

    def open_example(self, name: str) -> None:
        """Open the bundled example *name* as a draft without a file."""
        self.new(self._session.library.example(name))

    def choose_and_open(self) -> None:
        """Let the user choose a project file, and open it."""
        if self.may_leave():
            path = self.choose("Öppna")
            if path is not None:
                self._open(path)

    def choose(self, title: str, kinds: str = _TO_OPEN) -> Path | None:
        """Let the user choose a file in a dialog with that *title*, or return ``None``.

        *kinds* are filters as Qt writes them; without them, it is a project file.
        """
        return file.to_open(self._window, title, self._folder(), kinds)

    def begin(self, begun: Project, path: Path) -> bool:
        """Go on with what has *begun* elsewhere than in this window, and stands in no file yet.

        It is saved in one called as *path* if the user agrees. Returns whether it was done.
        """
        blank = replace(begun, draft=self._session.library.blank())
        done = self._take(None, lambda: self._session.resume(blank, begun.draft, None))
        if done:
            self._proposed = path
        return done

    def open(self, path: Path) -> None:
        """Open the project file at *path*, once unsaved changes are taken care of."""
        if self.may_leave():
            self._open(path)

    def _open(self, path: Path) -> None:
        if path.suffix.casefold() == WORD:
            self.read_word(path)
            return
        self._take(path, lambda: self._session.open(path))

    def resume(self, found: Recovered, copy: bool = False) -> bool:
        """Go on with what was *found*, as it was or as a *copy* without a file. Returns whether it is so."""
        file = None if copy else found.file
        # All of a copy is new: none of it stands in any file.
        begun = replace(found.opened, draft=self._session.library.blank()) if copy else found.opened
        return self._take(file, lambda: self._session.resume(begun, found.draft, file))

    def _take(self, path: Path | None, begin: Callable[[], None], *, told_of_conflicts: bool = True) -> bool:
        """*begin* with another draft, whose file is at *path*. Returns whether it was done.

        *told_of_conflicts* is whether to tell of copies that a synchronised folder has made of the file.
        """
        if path is not None and not self._may_hold(path):
            return False
        try:
            with waiting():
                begin()
        except Problem as problem:
            if not self._copy_is_offered(path, problem):
                message.problem(self._window, str(problem))
            if self._coming is not self._hold:
                self._coming.release()
            return False
        finally:
            self._coming = Hold()
        warnings = list(self._session.warnings)
        if path is not None:
            self._recent.remember(path)
        if warnings:
            message.notice(self._window, "\n\n".join(warnings))
        if path is not None and told_of_conflicts:
            self.joining.tell_of_conflicts(path)
        return True

    def _copy_is_offered(self, path: Path | None, problem: Problem) -> bool:
        """Offer a copy of the file at *path* if it is damaged or gone. Returns whether there is one."""
        if path is None or not (isinstance(problem, NotOpened) or not disk.is_file(path)):
            return False
        said = problem.said if isinstance(problem, NotOpened) else str(problem)
        return backups.offered(self._window, self._session, path, said)

    # Who has the file open

    @property
    def read_only(self) -> bool:
        """Whether somebody else has the file open, so that it is saved under another name."""
        return self._hold.read_only

    def release(self) -> None:
        """Let the open file go: the window closes."""
        self._hold.release()

    def _may_hold(self, path: Path) -> bool:
        """Take hold of the file at *path*. Returns whether to open it."""
        held = self._hold.lock
        # A backup is never written to, and what is not there is told of when it is opened.
        if path.name.endswith(BACKUP_SUFFIX) or not disk.is_file(path):
            self._coming = Hold()
        elif held is not None and held.place == lock.place(path):
            self._coming = self._hold
        else:
            hold = holding.asked(self._window, path, self._desk.settings.name)
            if hold is None:
                return False
            self._coming = hold
        return True

    def _told_of(self, event: Event) -> None:
        match event:
            case DraftReplaced():
                self._proposed = None
                self._hold_as(self._coming)
                self._all_is_well()
            case Saved(path, trouble):
                taken, held = self._coming.lock, self._hold.lock
                if taken is not None and taken.place == lock.place(path):
                    self._hold_as(self._coming)
                elif held is None or held.place != lock.place(path):
                    got = lock.take(path, self._desk.settings.name)
                    self._hold_as(Hold(got if isinstance(got, Lock) else None))
                self._all_is_well()
                if trouble:
                    self._trouble.tell(_BACKUP, "utan säkerhetskopia", f"Sparat, men: {trouble}")
            case _:
                pass

    # How the file is meanwhile

    def look(self) -> None:
        """Look whether the open file still is where it was and as it was: the user has come back."""
        if self._session.path is not None:
            self._watch.look(self._session.path, self._session.project.fingerprint)

    def _show_seen(self, seen: Seen) -> None:
        path = self._session.path
        if path is None or (seen.path, seen.fingerprint) != (path, self._session.project.fingerprint):
            # Another draft is open by now, or it has been saved meanwhile.
            return
        told = _SEEN.get(seen.state)
        if told is None:
            self._trouble.over(_FILE)
        else:
            sign, text = told
            self._trouble.tell(_FILE, sign, text.format(name=path.name, folder=path.parent))
        held = self._hold.lock
        if held is None or seen.state not in (State.SAME, State.CHANGED):
            return
        if seen.holder is not None and seen.holder.mark != held.mark:
            text = f"{lock.told(path, seen.holder)} Kom överens om vem som skriver."
            self._trouble.tell(_LOCK, "öppen hos någon annan", text)
            return
        self._trouble.over(_LOCK)
        if seen.holder is None:
            self._hold_again(path)

    def _hold_again(self, path: Path) -> None:
        """Take the lock anew where it has gone, as from a folder that has been away."""
        got = lock.take(path, self._desk.settings.name)
        if isinstance(got, Lock):
            self._hold_as(Hold(got))

    def _all_is_well(self) -> None:
        for name in (_FILE, _UNSAVED, _LOCK, _BACKUP):
            self._trouble.over(name)

    def _hold_as(self, hold: Hold) -> None:
        if hold is not self._hold:
            self._hold.release()
        self._hold = hold

    def _still_read_only(self, path: Path) -> bool:
        """Return whether somebody else has the file at *path* open still; if not, it is ours from now on."""
        if self._hold.read_only:
            got = lock.take(path, self._desk.settings.name)
            if isinstance(got, Holder):
                return True
            self._hold_as(Hold(got))
        return False

    # The open draft

    def save(self) -> bool:
        """Save the draft, under a name that is asked for where it has none. Returns whether it was done."""
        path = self._session.path
        # A backup is kept as it is, and so is the damaged file that it may have been opened instead of.
        if path is None or path.name.endswith(BACKUP_SUFFIX) or self._still_read_only(path):
            return self.save_as()
        if not self.may_go_on("Spara utan det"):
            return False
        held, there = self._hold.lock, lock.holder(path)
        if held is not None and there is None and path.parent.is_dir():
            self._hold_again(path)
        elif held is not None and there is not None and there.mark != held.mark:
            return self._take_over(path, there, self._session.save)
        return self._save(self._session.save, own=True)

    def _take_over(self, path: Path, there: Holder, save: Callable[[], None]) -> bool:
        """Ask whether to *save* in the file at *path* though somebody has it open.

        Returns whether the draft was saved.
        """
        wish = message.take_over(self._window, lock.told(path, there), KEPT)
        if wish is not Place.OVERWRITE:
            return wish is Place.ELSEWHERE and self._save_as()
        got = lock.take(path, self._desk.settings.name, force=True)
        self._coming = Hold(got if isinstance(got, Lock) else None)
        try:
            return self._save(save)
        finally:
            if self._coming is not self._hold:
                self._coming.release()
            self._coming = Hold()

    def save_as(self) -> bool:
        """Save the draft under another name. Returns whether it was done."""
        return self.may_go_on("Spara utan det") and self._save_as()

    def _save_as(self) -> bool:
        path = file.to_save(self._window, "Spara som", self.suggested(SUFFIX), _PROJECT, SUFFIX)
        if path is None:
            return False
        held, there = self._hold.lock, lock.holder(path)
        if there is not None and (held is None or held.mark != there.mark):
            return self._take_over(path, there, partial(self._session.save_as, path))
        return self._save(partial(self._session.save_as, path))

    def share(self) -> None:
        """Tell what goes along in a copy to send to others, and save it under a name of its own."""
        if not self.may_go_on("Spara utan det"):
            return
        opened = self._session.current
        luggage = sharing.luggage(opened)
        stays = _listed("Lämnas kvar i er egen projektfil:", luggage.stays) or sharing.NOTHING_STAYS
        wish = message.to_share(
            self._window,
            "Skicka den här kopian när någon utanför arbetsgruppen ska ha projektfilen.\n\n"
            f"{_listed('Följer med:', luggage.goes)}\n\n{stays}",
        )
        if wish is Copied.NOT:
            return
        whole = wish is Copied.WHOLE
        path = file.to_save(
            self._window,
            "Spara hela projektfilen" if whole else "Spara en kopia att dela",
            self.suggested(f"{_WHOLE if whole else _TO_SHARE}{SUFFIX}"),
            _PROJECT,
            SUFFIX,
        )
        if path is None:
            return
        try:
            with waiting():
                sharing.save(opened, path, self._session.path, whole=whole)
        except Problem as problem:
            message.problem(self._window, str(problem), KEPT)
            return
        self._session.remember()
        what = f"{sharing.ALL_GOES} " if whole else ""
        message.notice(
            self._window,
            f"{'Hela projektfilen' if whole else 'Kopian att dela'} är sparad som ”{path.name}”.",
            f"{what}Den ligger i mappen {path.parent}. Du arbetar vidare i din egen projektfil.",
        )

    def merge(self) -> None:
        """Let the user choose another copy of the open file, and bring in what it says."""
        if not self.may_go_on("Slå ihop utan det"):
            return
        path = self.choose("Slå ihop med en annan kopia", _COPIES)
        if path is not None:
            self.joining.bring(path)

    def open_together(self, paths: Sequence[Path]) -> None:
        """Open the first of the project files at *paths*, and bring the others in as copies of it.

        What a synchronised folder has made for want of another is brought into that one.
        """
        first, *others = sorted(
            paths, key=lambda one: any(naming.is_conflict(one.name, it.name) for it in paths)
        )
        if not self.may_leave():
            return
        if self._take(first, lambda: self._session.open(first), told_of_conflicts=False):
            self.joining.bring_all(others)

    def _save(self, save: Callable[[], None], own: bool = False) -> bool:
        """Do *save*, and ask what to do where it fails; *own* is whether it is in the draft's own file."""
        try:
            with waiting():
                save()
        except ChangedElsewhere as problem:
            return self._choose(problem)
        except NotWritten as problem:
            return self._again(problem, save, own)
        except Problem as problem:
            # What is there cannot be read, and so not be compared either.
            return self._again(NotWritten(str(problem)), save, own)
        return True

    def _again(self, problem: NotWritten, save: Callable[[], None], own: bool) -> bool:
        """Ask what to do where a file, the *own* one or another, could not be written.

        Returns whether the draft was saved after all.
        """
        if own:
            self._trouble.tell(_UNSAVED, "inte sparad", str(problem))
        wish = message.not_written(
            self._window, str(problem), KEPT, free=problem.instead.name if problem.instead is not None else ""
        )
        if problem.instead is not None and wish is Place.NUMBERED:
            return self._save(partial(self._session.save_as, problem.instead))
        if wish is Place.AGAIN:
            return self._save(save, own)
        return wish is Place.ELSEWHERE and self._save_as()

    def _choose(self, problem: ChangedElsewhere) -> bool:
        """Ask what to do when somebody else has changed the file. Returns whether the draft was saved."""
        while (wish := message.changed_elsewhere(self._window, str(problem))) is Changed.COMPARE:
            self._compare()
        path = self._session.path
        if wish is Changed.MERGE and path is not None:
            # They may have saved again since this was asked: then it is asked again.
            return self.joining.bring(path, _SAVED_TOGETHER) and self._save(
                partial(self._session.save, over=problem.there), own=True
            )
        if wish is Changed.SAVE_AS:
            return self._save_as()
        if wish is Changed.THEIRS and path is not None:
            lost = "Det du har ändrat sedan du senast sparade försvinner."
            if message.agreed(
                self._window, f"Öppna ”{path.name}” som den andra har sparat den?", lost, _OPEN
            ):
                self._open(path)
            return False
        return wish is Changed.OVERWRITE and self._save(
            partial(self._session.save, over=problem.there), own=True
        )

    def _compare(self) -> None:
        """Show what differs between what is in the file now and the draft."""
        assert self._session.path is not None, "a draft without a file has not been changed elsewhere"
        try:
            theirs = project.open(self._session.path).draft
        except Problem as problem:
            message.problem(self._window, str(problem), KEPT)
            return
        found = elsewhere.differences(self._desk.handbook, theirs, self._session.draft)
        lines = list(found) or ["Svaren är desamma."]
        if len(lines) > _MOST_SHOWN:
            lines[_MOST_SHOWN - 1 :] = [f"Och {len(lines) - _MOST_SHOWN + 1} ställen till."]
        message.notice(self._window, "Det här skiljer deras från ditt.", "\n\n".join(lines))

    def may_be_read(self, chosen: Sequence[Chosen]) -> bool:
        """Tell of what some readers could not use in the *chosen* documents, once for each that is new.

        Returns whether to make them.
        """
        try:
            with waiting():
                found = accessibility.findings(self._session.draft, self._session.library, chosen)
        except Problem as problem:
            message.problem(self._window, str(problem), KEPT)
            return False
        if self._told.issuperset(found):
            return True
        self._told.update(found)
        lines = [f"{one.message} {one.action}" for one in found]
        if len(lines) > _MANY:
            lines[_MANY - 1 :] = [f"Och {len(lines) - _MANY + 1} till."]
        count = "en sak" if len(found) == 1 else f"{len(found)} saker"
        what = "dokumentet" if len(chosen) == 1 else "dokumenten"
        first = next((one.address for one in found if one.address), "")
        wish = message.unusable(
            self._window,
            f"Tillgänglighet: {count} att se över, så att alla kan läsa {what}.",
            "\n\n".join(lines),
            "Skapa dokumentet" if len(chosen) == 1 else "Skapa dokumenten",
            leads_somewhere=bool(first),
        )
        if wish is Unread.GO_THERE:
            self._go_to(first)
        return wish is Unread.GO_ON

    def open_outside(self, path: Path) -> None:
        """Let the system open *path*, a folder or a document, in whatever program it has for that.

        What may be a program is not opened: it may have come in a project file from somebody else.
        """
        if not path.is_dir() and path.suffix.lower() not in _DOCUMENTS:
            message.problem(
                self._window,
                f"”{path.name}” öppnas inte härifrån, eftersom den kan vara ett program.",
                "Lokdesk öppnar bara dokument och bilder. Spara en kopia om du vet vad filen är och litar på "
                "den som du har fått den av.",
            )
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            message.problem(
                self._window,
                f"Datorn har inget program som öppnar ”{path.name}”.",
                f"Inget har gått förlorat: {path} finns kvar.",
            )

    def may_leave(self) -> bool:
        """Ask about what is not saved. Returns whether the draft may be left."""
        if not self._session.dirty:
            return self.may_go_on("Lämna ändå")
        wish = message.unsaved(self._window, self.title, _KEPT_A_WHILE if self.kept() else _LOST)
        return self.save() if wish is Unsaved.SAVE else wish is Unsaved.DISCARD

    def may_go_on(self, go_on: str) -> bool:
        """Ask about what was typed and not understood. Returns whether to go on without it."""
        texts = self._desk.unread.texts
        if not texts:
            return True
        address, text = next(iter(texts.items()))
        label = self._desk.handbook.question(address).label
        more = f" Det gäller {len(texts)} datum." if len(texts) > 1 else ""
        wish = message.unread(
            self._window,
            f"”{text}” i ”{label}” går inte att förstå som ett datum.{more}",
            f"Det kommer inte med om det inte rättas. {EXAMPLES}",
            go_on,
        )
        if wish is Unread.GO_THERE:
            self._go_to(address)
        return wish is Unread.GO_ON

    # Names

    def _folder(self) -> Path:
        if self._session.path is not None:
            return self._session.path.parent
        return next((path.parent for path in self._recent.paths()), Path.home())

    def near(self, title: str | None) -> Path:
        """Return where the file of an agreement with that *title* may be, without suffix."""
        return self._folder() / file_name(title or _UNNAMED)

    def suggested(self, suffix: str) -> Path:
        """Return where a file with that *suffix*, made of the draft, goes if the user agrees."""
        path = self._session.path
        if path is None:
            near = self._proposed or self.near(self._session.agreement.title)
            return near.with_name(f"{near.name}{suffix}")
        return path.with_name(path.name.removesuffix(BACKUP_SUFFIX).removesuffix(SUFFIX) + suffix)


def _listed(title: str, lines: Sequence[str]) -> str:
    """Return *lines* under their *title*, a line each; nothing where there are none."""
    return "\n".join([title, *(f"• {line}" for line in lines)]) if lines else ""


def file_name(title: str, longest: int = _LONGEST_NAME) -> str:
    """Return *title* as a file name, without a suffix, that every system takes, no longer than *longest*."""
    kept = "".join(letter if letter not in '<>:"/\\|?*' and letter.isprintable() else " " for letter in title)
    name = " ".join(kept.split())
    if len(name) > longest:
        name = name[: longest + 1]
        # Not within a word, unless there is only one.
        words = (name.rpartition(" ")[0] or name[:longest]).split(" ")
        while len(words) > 1 and words[-1] in _HANGING:
            del words[-1]
        name = " ".join(words)
    return name.strip(" .,;:–-") or _UNNAMED
