"""What comes before the work: the start page, and the first question of a new agreement.

It also remembers how the window was arranged, and where in each file its user was.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from lokdesk.agreement.address import UnknownAddress
from lokdesk.gui import appearance, entrance, recovered
from lokdesk.gui.dialogs import message
from lokdesk.gui.dialogs.settings import SettingsDialog
from lokdesk.gui.drops import Drops
from lokdesk.gui.files import Files
from lokdesk.gui.recent import RecentFiles, Summary
from lokdesk.gui.recovering import Recovering
from lokdesk.gui.replies import Replies
from lokdesk.gui.revising import Revising
from lokdesk.gui.settings import WINDOW
from lokdesk.gui.start import StartPage
from lokdesk.gui.taking_in import TakingIn
from lokdesk.gui.who import WhoPage
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.wizard import Wizard
from lokdesk.handbook.progress import Progress
from lokdesk.project.problem import Problem
from lokdesk.session import beginning, overview, template_file
from lokdesk.session.session import Session
from lokdesk.spelling.word_list import WordList

_PARTS = "parts"
_ASIDE = "layout/aside"
_NO_ASIDE = "-"


class Opening(QObject):
    """The start page and the first question of a new agreement, in the place of the work."""

    looked = Signal()
    """Everything has been given another size or other colours."""

    def __init__(
        self,
        window: QMainWindow,
        rooms: QStackedWidget,
        wizard: Wizard,
        files: Files,
        recent: RecentFiles,
        own_words: WordList,
        recovering: Recovering,
        revising: Revising,
        taking_in: TakingIn,
        replies: Replies,
        changed: Callable[[], None],
    ) -> None:
        """*rooms* is where pages stand, *wizard* the work; *changed* is told when another room is shown."""
        super().__init__(window)
        self._window = window
        self._rooms = rooms
        self._wizard = wizard
        self._files = files
        self._recent = recent
        self._own_words = own_words
        self._recovering = recovering
        self._revising = revising
        self._taking_in = taking_in
        self._replies = replies
        self._changed = changed
        self._desk: Desk = wizard.desk
        self._session: Session = wizard.desk.session
        self._settings = wizard.desk.settings
        self._path: Path | None = self._session.path
        self._applying = False
        wizard.known.connect(self.remember_file)
        self.drops = Drops(window, files.open, files.open_together, self._take_replies)
        self.start: StartPage | None = None
        self.who: WhoPage | None = None
        self._share()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command does that is about beginning and leaving, by its name."""
        return {
            "new": lambda: self.ask_who(),
            "close": self.close_agreement,
            "recover": self.show_kept,
            "settings": self.change_settings,
            "overview": lambda: self._wizard.go_to_view("overview"),
        }

    def _take_replies(self, paths: Sequence[Path]) -> bool:
        """Take in Word files that were dropped on an open agreement; elsewhere they are one of their own."""
        if self.page is not None:
            return False
        self._replies.take_in(paths)
        return True

    # Rooms

    @property
    def page(self) -> StartPage | WhoPage | None:
        """The page that stands in the place of the work, if one does."""
        shown = self._rooms.currentWidget()
        return shown if isinstance(shown, StartPage | WhoPage) else None

    def show_start(self) -> None:
        """Show the start page."""
        self._leave_who()
        if self.start is None:
            look = partial(recovered.to_offer, self._settings.state_folder)
            self.start = StartPage(self._recent, self._session.library.example_titles, look)
            self.start.new.connect(lambda: self.ask_who())
            self.start.open.connect(self._files.choose_and_open)
            self.start.example.connect(self._files.open_example)
            self.start.recent.connect(self.go_on)
            self.start.take_in.connect(self._taking_in.choose)
            self.start.revise.connect(self._revising.choose)
            self.start.revise_recent.connect(self._revising.revise_file)
            self.start.restore.connect(self._recovering.restore)
            self.start.all_kept.connect(self.show_kept)
            self._rooms.addWidget(self.start)
        else:
            self.start.refresh()
        self._rooms.setCurrentWidget(self.start)
        self.start.look()
        self.start.focus_first()
        self._changed()

    def show_work(self) -> None:
        """Show the open agreement."""
        self._rooms.setCurrentWidget(self._wizard)
        self._leave_who()
        self._changed()

    def go_on(self, path: Path) -> None:
        """Open a recent file, or show that it is missing now."""
        if path.is_file():
            self._files.open(path)
        else:
            self.show_start()

    def close_agreement(self) -> None:
        """Leave the open agreement for the start page, once unsaved changes are taken care of."""
        if self.page is not None or self._files.may_leave():
            if self.page is None:
                self._session.new()
            self.show_start()

    def show_kept(self) -> None:
        """Show all that is kept of what was not saved."""
        self._recovering.show()
        if self.start is not None and self.page is self.start:
            self.start.look()

    # A new agreement

    def ask_who(self, template: Path | None = None) -> None:
        """Begin a new agreement by asking who the parties are; a *template* is chosen where one is told."""
        if self.who is not None or not self._files.may_leave():
            return
        folder = self._settings.template_folder
        self.who = WhoPage(self._session.library, self._settings.party, folder, template)
        self.who.begun.connect(self._begin)
        self.who.skipped.connect(lambda: self._begin(skip=True))
        self.who.left.connect(self._change_mind)
        self._came_from = self._rooms.currentWidget()
        self._rooms.addWidget(self.who)
        self._rooms.setCurrentWidget(self.who)
        self.who.focus_first()
        self._changed()

    def _change_mind(self) -> None:
        if self._came_from is self._wizard:
            self.show_work()
        else:
            self.show_start()

    def _begin(self, skip: bool = False) -> None:
        """Open a new draft between the parties that have been named, made with the template chosen."""
        page, library = self.who, self._session.library
        if page is None:
            return
        names = () if skip else tuple(page.names)
        try:
            path = page.template_path
            use = template_file.use(path) if path is not None else library.template_use()
            draft = library.started(use)
        except Problem as problem:
            message.problem(
                self._window, str(problem), "Välj en annan mall, eller fråga den som har gjort mallen."
            )
            return
        self._session.new(draft)
        if names:
            answers = beginning.answers(library.handbook, library.register, names)
            self._session.fill(answers, beginning.NAME)
            self._session.settle()
        self._wizard.page.begin()

    def _leave_who(self) -> None:
        if self.who is not None:
            page, self.who = self.who, None
            self._rooms.removeWidget(page)
            page.hide()
            page.deleteLater()

    # Where the user is in each file

    def stop(self) -> None:
        """Wait for what is being looked for: the window closes."""
        if self.start is not None:
            self.start.stop()

    def leave_draft(self) -> None:
        """Remember where the user was: another draft is open, or the window closes."""
        if self._path is not None:
            self._recent.remember_place(self._path, self._wizard.step.slug, self._wizard.last)
        self._path = self._session.path

    def come_to_draft(self) -> None:
        """Show the draft that is open now, where its user last was."""
        known = self._recent.file(self._path) if self._path is not None else None
        # The file may have been changed elsewhere since, or the handbook.
        with suppress(KeyError, UnknownAddress):
            self._wizard.go_to_step(known.step if known else "")
        self.show_work()
        with suppress(KeyError, UnknownAddress):
            self._go_back(known.address if known else "")
        # What it holds is counted once it can be seen.
        self._path = self._session.path
        if self._path is not None:
            self._recent.remember(self._path)

    def _go_back(self, address: str) -> None:
        # The work begins at a question: the focus of the start page would go on to just anything.
        self._wizard.page.begin()
        if address:
            self._session.value(address)
            self._wizard.go_to(address)

    def remember_file(self) -> None:
        """Remember what the draft holds, for the start page, if it has a file."""
        self._path = self._session.path
        if self._path is None:
            return
        facts = overview.facts(self._session.agreement)
        come = sum(self._session.tally.steps.values(), Progress())
        summary = Summary(facts.title, facts.parties, facts.status, come.answered, come.total)
        self._recent.remember(self._path, summary)

    # How the window is arranged

    def restore_layout(self) -> None:
        """Arrange the window as it was when it was closed."""
        entrance.arrange(self._window, self._settings)
        parts = self._settings.layout(self._parts)
        if parts is not None:
            self._wizard.parts.restoreState(parts)
        slug = self._settings.store.value(_ASIDE, "")
        if slug in self._wizard.aside.slugs:
            self._wizard.aside.choose(str(slug))
        self._wizard.aside.setVisible(slug != _NO_ASIDE)

    @property
    def _parts(self) -> str:
        # Large text needs the parts divided in another way.
        return f"{_PARTS}-{self._settings.text_size}"

    def remember_layout(self) -> None:
        """Remember how the window is arranged."""
        self._settings.set_layout(WINDOW, self._window.saveGeometry())
        self._settings.set_layout(self._parts, self._wizard.layout_state)
        aside = self._wizard.aside
        self._settings.store.setValue(_ASIDE, aside.slug if self._wizard.parts.panes_wanted else _NO_ASIDE)

    # Settings

    def change_settings(self) -> None:
        """Let the user change the settings."""
        dialog = SettingsDialog(self._window, self._settings, self._session.library.register, self._own_words)
        dialog.look_changed.connect(self.apply_look)
        dialog.exec()
        dialog.deleteLater()
        self._share()

    def _share(self) -> None:
        """Let the templates that others share be there, too."""
        folder = self._settings.template_folder
        self._session.library.share(Path(folder) if folder else None)

    def apply_look(self) -> None:
        """Show everything in the size and the colours that the settings say."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._applying = True
        appearance.apply(application, self._settings.text_size, self._settings.appearance)
        self._applying = False
        self._wizard.remake()
        if self.start is not None:
            self.start.refresh()
        if self.who is not None:
            self.who.remake()
        self.looked.emit()

    def _follow_system(self) -> None:
        """Follow the system's colours, as when the day ends."""
        if not self._applying and self._settings.appearance == "system":
            self.apply_look()
