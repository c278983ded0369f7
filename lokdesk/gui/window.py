"""The main window: the way through the handbook, and everything in the menus."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lokdesk import __version__
from lokdesk.agreement.address import UnknownAddress
from lokdesk.agreement.finding import Finding
from lokdesk.gui.dialogs import message
from lokdesk.gui.look import GAP
from lokdesk.gui.recent import RecentFiles
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.help import HelpPane
from lokdesk.gui.wizard.page import StepPage
from lokdesk.gui.wizard.review import ReviewPanel
from lokdesk.gui.wizard.steps import StepList
from lokdesk.handbook import progress
from lokdesk.project.problem import Problem
from lokdesk.session import event as events
from lokdesk.session.event import Event
from lokdesk.session.session import Session

_PROJECT_FILES = "Lokdesk-projekt (*.lokdesk);;Alla filer (*)"
_WORD_FILES = "Word-dokument (*.docx)"
_REST = 250
"""How many milliseconds the user's hands rest before findings and progress are made anew."""
_LAST_STEP = "review"


class MainWindow(QMainWindow):
    """The window on one open draft."""

    def __init__(self, session: Session, recent: RecentFiles, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.session = session
        self._recent = recent
        self._handbook = session.library.handbook
        self._desk = Desk(session, self._handbook, today)
        self._pages: dict[str, StepPage] = {}
        self._shown: StepPage | None = None
        self._review: ReviewPanel | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST)
        self._resting.timeout.connect(self.take_stock)

        self.steps = StepList(self._handbook)
        self.steps.chosen.connect(self.go_to_step)
        self.stack = QStackedWidget()
        self.help = HelpPane()
        self.back = QPushButton("Tillbaka")
        self.back.setObjectName("back")
        self.back.clicked.connect(lambda: self._turn(-1))
        self.next = QPushButton("Nästa")
        self.next.setObjectName("next")
        self.next.clicked.connect(lambda: self._turn(1))
        below = QHBoxLayout()
        below.setContentsMargins(GAP * 2, GAP, GAP * 2, GAP)
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.next)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack, 1)
        column.addLayout(below)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        for widget in (self.steps, middle, self.help):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        self._splitter = splitter
        self.setCentralWidget(splitter)
        self._make_menus()
        self.resize(1280, 720)

        QApplication.instance().focusChanged.connect(self._follow_focus)  # pyright: ignore
        self._unsubscribe = session.subscribe(self._told)
        self._show_draft()

    # Menus

    def _make_menus(self) -> None:
        bar = self.menuBar()
        file = bar.addMenu("&Arkiv")
        self.actions_by_name: dict[str, QAction] = {}
        standard = QKeySequence.StandardKey
        self._action(file, "new", "&Ny överenskommelse", self.new, standard.New)
        self._action(file, "open", "&Öppna …", self.choose_and_open, standard.Open)
        self.recent_menu = QMenu("Senast &använda", self)
        self.recent_menu.aboutToShow.connect(self._fill_recent)
        file.addMenu(self.recent_menu)
        examples = file.addMenu("Öppna ett &exempel")
        for name, title in self.session.library.example_titles.items():
            self._action(examples, f"example-{name}", title, partial(self.open_example, name))
        file.addSeparator()
        self._action(file, "save", "&Spara", self.save, standard.Save)
        self._action(file, "save-as", "Spara s&om …", self.save_as, QKeySequence("Ctrl+Shift+S"))
        file.addSeparator()
        self._action(file, "export", "Skapa &Word-dokument …", self.export, QKeySequence("Ctrl+E"))
        file.addSeparator()
        self._action(file, "quit", "A&vsluta", self.close, QKeySequence("Ctrl+Q"))
        edit = bar.addMenu("&Redigera")
        self._action(edit, "undo", "&Ångra", self.undo, standard.Undo)
        redo = self._action(edit, "redo", "&Gör om", self.redo, standard.Redo)
        redo.setShortcuts([QKeySequence(standard.Redo), QKeySequence("Ctrl+Y")])
        view = bar.addMenu("&Visa")
        self._action(view, "next", "&Nästa steg", lambda: self._turn(1), QKeySequence("Ctrl+PgDown"))
        self._action(view, "back", "&Föregående steg", lambda: self._turn(-1), QKeySequence("Ctrl+PgUp"))
        show_help = self._action(view, "help", "&Hjälp till frågan", self._toggle_help, QKeySequence("F1"))
        show_help.setCheckable(True)
        show_help.setChecked(True)
        about = bar.addMenu("&Hjälp")
        self._action(about, "about", "&Om Lokdesk", self._about)

    def _action(
        self,
        menu: QMenu,
        name: str,
        text: str,
        run: Callable[[], object],
        key: QKeySequence | QKeySequence.StandardKey | None = None,
    ) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(lambda _=False: run())
        if key is not None:
            action.setShortcut(QKeySequence(key))
        self.actions_by_name[name] = action
        return action

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for path in self._recent.paths():
            action = self.recent_menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            if path.exists():
                action.triggered.connect(lambda _=False, path=path: self.open(path))
            else:
                action.setText(f"{action.text()} (finns inte längre)")
                action.setEnabled(False)
        if self.recent_menu.isEmpty():
            self.recent_menu.addAction("Inga filer ännu").setEnabled(False)

    def _toggle_help(self) -> None:
        self.help.setVisible(self.actions_by_name["help"].isChecked())

    def _about(self) -> None:
        message.notice(
            self,
            f"Lokdesk {__version__}\n\nEtt program för att arbeta fram överenskommelser om samverkan mellan "
            "Arbetsförmedlingen och kommuner.\n\n"
            f"{self._handbook.title}, version {self._handbook.version}.",
        )

    # Pages

    @property
    def page(self) -> StepPage:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, StepPage)
        return shown

    def _page_of(self, slug: str) -> StepPage:
        if slug not in self._pages:
            extra = None
            if slug == _LAST_STEP:
                extra = self._review = ReviewPanel(self._desk)
                self._review.wanted.connect(self.go_to)
                self._review.export.connect(self.export)
            self._pages[slug] = StepPage(self._desk, self._handbook.step(slug), extra)
            self.stack.addWidget(self._pages[slug])
        return self._pages[slug]

    def go_to_step(self, slug: str) -> None:
        """Show the page of the step *slug*."""
        page = self._page_of(slug)
        if self._shown is not page:
            self._shown = page
            self.session.settle()
            self.stack.setCurrentWidget(page)
            self.help.show_step(page.step)
        self.steps.show_step(slug)
        self.back.setEnabled(self._handbook.before(slug) is not None)
        self.next.setEnabled(self._handbook.after(slug) is not None)
        self.take_stock()

    def _turn(self, by: int) -> None:
        slug = self.page.step.slug
        other = self._handbook.after(slug) if by > 0 else self._handbook.before(slug)
        if other is not None:
            self.go_to_step(other.slug)
            self.page.verticalScrollBar().setValue(0)
            self.page.setFocus()

    def go_to(self, address: str) -> None:
        """Show the place where *address* is answered, and give it the focus."""
        try:
            place = self._handbook.place(_asked(address))
        except KeyError:
            return
        self.go_to_step(place.step.slug)
        self.page.reveal(address)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Let the help follow the question that has the focus."""
        widget = new
        while widget is not None and widget is not self:
            address = widget.property("address")
            if address:
                try:
                    self.help.show_question(self._handbook.question(_asked(address)))
                except KeyError:
                    return
                return
            widget = widget.parentWidget()

    def _show_draft(self) -> None:
        """Make all pages anew for the draft that is open now, at the step that is shown."""
        slug = self._handbook.steps[0].slug
        if isinstance(self.stack.currentWidget(), StepPage):
            slug = self.page.step.slug
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()
        self._review = None
        self.go_to_step(slug)
        self._show_title()

    # What the session tells

    def _told(self, event: Event) -> None:
        match event:
            case events.AnswerChanged(address):
                for page in self._pages.values():
                    page.answer_changed(address)
            case events.ItemAdded(address) | events.ItemRemoved(address) | events.ItemMoved(address):
                for page in self._pages.values():
                    page.items_changed(address)
            case events.PartsChanged(parts):
                if parts & {"agreement", "attachments"}:
                    self._show_draft()
            case events.DraftReplaced():
                self._show_draft()
            case events.Saved(path):
                self._recent.remember(path)
        self._show_title()
        self._resting.start()

    def take_stock(self) -> None:
        """Make findings and progress anew, and show them."""
        review = self.session.review(self._desk.today())
        by_address: dict[str, list[Finding]] = {}
        by_step: dict[str, int] = {}
        for finding in review.open:
            by_address.setdefault(finding.address, []).append(finding)
            if finding.severity != "tip":
                try:
                    slug = self._handbook.place(_asked(finding.address)).step.slug
                except KeyError:
                    slug = _LAST_STEP
                by_step[slug] = by_step.get(slug, 0) + 1
        self.page.show_findings(by_address)
        self.steps.show_progress(progress.by_step(self._handbook, self.session.agreement), by_step)
        if self._review is not None:
            self._review.show_review(review)

    def _name(self) -> str:
        return self.session.agreement.title or "Ny överenskommelse"

    def _show_title(self) -> None:
        file = f" – {self.session.path.name}" if self.session.path else ""
        self.setWindowTitle(f"{self._name()}[*]{file} – Lokdesk")
        self.setWindowModified(self.session.dirty)
        self.actions_by_name["undo"].setEnabled(self.session.undoable is not None)
        self.actions_by_name["redo"].setEnabled(self.session.redoable is not None)

    # Commands

    def undo(self) -> None:
        """Undo the last edit and show its place."""
        edit = self.session.undoable
        self.session.undo()
        self._show_place(edit)

    def redo(self) -> None:
        """Do the last undone edit again and show its place."""
        edit = self.session.redoable
        self.session.redo()
        self._show_place(edit)

    def _show_place(self, edit: events.Edit | None) -> None:
        if edit is not None and not isinstance(edit, events.PartsChanged):
            try:
                self.session.value(edit.address)
            except UnknownAddress:
                self.go_to(edit.address.rpartition("/")[0])
            else:
                self.go_to(edit.address)

    def new(self) -> None:
        """Start a new agreement, once unsaved changes are taken care of."""
        if self._may_leave():
            self.session.new()
            self.go_to_step(self._handbook.steps[0].slug)

    def choose_and_open(self) -> None:
        """Let the user choose a project file, and open it."""
        if not self._may_leave():
            return
        chosen, _ = QFileDialog.getOpenFileName(self, "Öppna", self._folder(), _PROJECT_FILES)
        if chosen:
            self._open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open the project file at *path*, once unsaved changes are taken care of."""
        if self._may_leave():
            self._open(path)

    def _open(self, path: Path) -> None:
        try:
            self.session.open(path)
        except Problem as problem:
            message.problem(self, str(problem))
            return
        self._recent.remember(path)
        self.go_to_step(self._handbook.steps[0].slug)
        if self.session.warnings:
            message.notice(self, "\n\n".join(self.session.warnings))

    def open_example(self, name: str) -> None:
        """Open the bundled example *name* as a draft without a file."""
        if self._may_leave():
            self.session.new(self.session.library.example(name))
            self.go_to_step(self._handbook.steps[0].slug)

    def save(self) -> bool:
        """Save the draft, under a name that is asked for the first time. Returns whether it was done."""
        if self.session.path is None:
            return self.save_as()
        return self._try_saving(self.session.save)

    def save_as(self) -> bool:
        """Save the draft under another name. Returns whether it was done."""
        suggested = self.session.path or Path(self._folder()) / f"{_file_name(self._name())}.lokdesk"
        chosen, _ = QFileDialog.getSaveFileName(self, "Spara som", str(suggested), _PROJECT_FILES)
        if not chosen:
            return False
        path = Path(chosen)
        if path.suffix != ".lokdesk":
            path = path.with_name(f"{path.name}.lokdesk")
        return self._try_saving(partial(self.session.save_as, path))

    def _try_saving(self, save: Callable[[], None]) -> bool:
        try:
            save()
        except Problem as problem:
            message.problem(self, f"{problem} Det du har skrivit finns kvar i programmet.")
            return False
        return True

    def export(self) -> None:
        """Make the Word document where the user wants it."""
        base = self.session.path.stem if self.session.path else _file_name(self._name())
        suggested = Path(self._folder()) / f"{base}.docx"
        chosen, _ = QFileDialog.getSaveFileName(self, "Skapa Word-dokument", str(suggested), _WORD_FILES)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != ".docx":
            path = path.with_name(f"{path.name}.docx")
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.session.export(path)
        except Problem as problem:
            QApplication.restoreOverrideCursor()
            message.problem(self, str(problem))
            return
        QApplication.restoreOverrideCursor()
        message.notice(self, f"Word-dokumentet är klart:\n{path}")

    def _folder(self) -> str:
        if self.session.path is not None:
            return str(self.session.path.parent)
        recent = self._recent.paths()
        return str(recent[0].parent if recent else Path.home())

    def _may_leave(self) -> bool:
        """Ask about unsaved changes. Returns whether the draft may be left."""
        if not self.session.dirty:
            return True
        wish = message.unsaved(self, self._name())
        if wish is message.Unsaved.SAVE:
            return self.save()
        return wish is message.Unsaved.DISCARD

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once unsaved changes are taken care of."""
        if self._may_leave():
            self._resting.stop()
            self._unsubscribe()
            event.accept()
        else:
            event.ignore()


def _asked(address: str) -> str:
    """Return the address, or that of the list, that a question asks for: an item itself is not asked for."""
    from lokdesk.agreement import schema

    return address if schema.pattern(address) in schema.patterns() else address.rpartition("/")[0]


def _file_name(title: str) -> str:
    """Return *title* as a file name that every system takes."""
    kept = "".join(letter if letter not in '<>:"/\\|?*' and letter.isprintable() else " " for letter in title)
    return " ".join(kept.split())[:80].strip(" .") or "Överenskommelse"
