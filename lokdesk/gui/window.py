"""The main window: the way through the handbook, and everything in the menus."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lokdesk import __version__
from lokdesk.agreement.address import UnknownAddress, parent
from lokdesk.agreement.finding import Finding
from lokdesk.gui.dialogs import message
from lokdesk.gui.files import Files
from lokdesk.gui.formatting import Formatting
from lokdesk.gui.look import GAP, literal
from lokdesk.gui.recent import RecentFiles
from lokdesk.gui.wizard import tab_order
from lokdesk.gui.wizard.desk import Desk, asked
from lokdesk.gui.wizard.help import HelpPane
from lokdesk.gui.wizard.page import StepPage
from lokdesk.gui.wizard.review import ReviewPanel
from lokdesk.gui.wizard.steps import StepList
from lokdesk.handbook import progress
from lokdesk.session import event as events
from lokdesk.session.event import Event
from lokdesk.session.session import Session

_REST = 250
"""How many milliseconds the user's hands rest before findings and progress are made anew."""
_HELD = 20
"""How many milliseconds there are between two looks at whether a mouse button is still held down."""
_PAUSE = 1500
"""How many milliseconds they rest before what is typed next is undone on its own."""
_LAST_STEP = "review"
_SIZE = (1320, 700)


class MainWindow(QMainWindow):
    """The window on one open draft."""

    def __init__(self, session: Session, recent: RecentFiles, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.session = session
        self._recent = recent
        self._handbook = session.library.handbook
        self.desk = Desk(session, self._handbook, today)
        self.desk.unread.setParent(self)
        self.files = Files(self, self.desk, recent, self.go_to)
        self._pages: dict[str, StepPage] = {}
        self._shown: StepPage | None = None
        self._review: ReviewPanel | None = None
        self._place = ""
        self._rearranged = False
        self._resting = self._timer(_REST, self._rest)
        self._moving = self._timer(0, self._move)
        self._pausing = self._timer(_PAUSE, session.settle)
        self.desk.unread.changed.connect(self._resting.start)

        self._make_parts()
        self.formatting = Formatting(self)
        self._make_menus()
        screen = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], screen.width()), min(_SIZE[1], screen.height()))

        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        self._unsubscribe = session.subscribe(self._told)
        self._show_draft()

    def _timer(self, interval: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(run)
        return timer

    def _make_parts(self) -> None:
        self.steps = StepList(self._handbook)
        self.steps.chosen.connect(self.go_to_step)
        self.stack = QStackedWidget()
        self.help = HelpPane()
        self.back = QPushButton("Tillbaka")
        self.back.setObjectName("back")
        self.back.clicked.connect(lambda: self.turn(-1))
        self.next = QPushButton("Nästa")
        self.next.setObjectName("next")
        self.next.clicked.connect(lambda: self.turn(1))
        below = QHBoxLayout()
        below.setContentsMargins(GAP * 2, GAP, GAP * 2, GAP)
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.next)
        self.bar = QToolBar("Text")
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        column.addLayout(below)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        for widget in (self.steps, middle, self.help):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        self._parts = splitter
        self.setCentralWidget(splitter)
        self.news = QLabel()
        self.statusBar().addWidget(self.news)
        self.statusBar().setSizeGripEnabled(False)

    # Menus

    def _make_menus(self) -> None:
        bar = self.menuBar()
        self.actions_by_name: dict[str, QAction] = {}
        standard = QKeySequence.StandardKey
        file = bar.addMenu("&Arkiv")
        self._action(file, "new", "&Ny överenskommelse", self.files.new, standard.New)
        self._action(file, "open", "&Öppna …", self.files.choose_and_open, standard.Open)
        self.recent_menu = QMenu("Senast &använda", self)
        self.recent_menu.setToolTipsVisible(True)
        self.recent_menu.aboutToShow.connect(self._fill_recent)
        file.addMenu(self.recent_menu)
        examples = file.addMenu("Öppna ett &exempel")
        for name, title in self.session.library.example_titles.items():
            run = partial(self.files.open_example, name)
            self._action(examples, f"example-{name}", literal(title), run)
        file.addSeparator()
        self._action(file, "save", "&Spara", self.files.save, standard.Save)
        self._action(file, "save-as", "Spara s&om …", self.files.save_as, "Ctrl+Shift+S")
        file.addSeparator()
        self._action(file, "export", "Skapa &Word-dokument …", self.files.export, "Ctrl+Shift+E")
        file.addSeparator()
        self._action(file, "quit", "A&vsluta", self.close, "Ctrl+Q")
        edit = bar.addMenu("&Redigera")
        self._action(edit, "undo", "&Ångra", self.undo, standard.Undo)
        redo = self._action(edit, "redo", "&Gör om", self.redo, standard.Redo)
        redo.setShortcuts(list(dict.fromkeys([*redo.shortcuts(), QKeySequence("Ctrl+Y")])))
        self.formatting.fill(bar.addMenu("&Text"), self.bar)
        view = bar.addMenu("&Visa")
        self._action(view, "next", "&Nästa steg", lambda: self.turn(1), "Ctrl+PgDown")
        self._action(view, "back", "&Föregående steg", lambda: self.turn(-1), "Ctrl+PgUp")
        view.addSeparator()
        show_help = self._action(view, "help", "&Hjälp till frågan", self._toggle_help, "F1")
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
        key: QKeySequence.StandardKey | str | None = None,
    ) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(lambda _=False: run())
        if isinstance(key, str):
            action.setShortcut(QKeySequence(key))
        elif key is not None:
            action.setShortcuts(key)
        self.actions_by_name[name] = action
        return action

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for path in self._recent.paths():
            action = self.recent_menu.addAction(literal(f"{path.name}  ({path.parent})"))
            if path.exists():
                action.triggered.connect(lambda _=False, path=path: self.files.open(path))
            else:
                action.setText(literal(f"{path.name}  (finns inte längre i {path.parent})"))
                action.setEnabled(False)
        if self.recent_menu.isEmpty():
            self.recent_menu.addAction("Inga filer ännu").setEnabled(False)

    def _toggle_help(self) -> None:
        self.help.setVisible(self.actions_by_name["help"].isChecked())

    def _about(self) -> None:
        message.notice(
            self,
            f"Lokdesk {__version__}",
            "Ett program för att arbeta fram överenskommelser om samverkan mellan Arbetsförmedlingen och "
            f"kommuner.\n\n{self._handbook.title}, version {self._handbook.version}.",
        )

    # Pages

    @property
    def busy(self) -> bool:
        """Whether findings and progress are still to be made for the latest edit."""
        return self._resting.isActive() or self._moving.isActive()

    @property
    def typing(self) -> bool:
        """Whether what is typed next is undone together with what was typed last."""
        return self._pausing.isActive()

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
                extra = self._review = ReviewPanel(self.desk)
                self._review.wanted.connect(self.go_to)
                self._review.export.connect(self.files.export)
            self._pages[slug] = StepPage(self.desk, self._handbook.step(slug), extra)
            self.stack.addWidget(self._pages[slug])
        return self._pages[slug]

    def go_to_step(self, slug: str) -> None:
        """Show the page of the step *slug*."""
        page = self._page_of(slug)
        if self._shown is not page:
            self._shown = page
            self.session.settle()
            page.refresh_names()
            # The question that has the focus on the page, if any, tells of itself after this.
            self.help.show_step(page.step)
            self.stack.setCurrentWidget(page)
        self.steps.show_step(slug)
        self.back.setEnabled(self._handbook.before(slug) is not None)
        self.next.setEnabled(self._handbook.after(slug) is not None)
        self.take_stock()

    def turn(self, by: int) -> None:
        """Go to the next step, or back to the one before where *by* is negative."""
        slug = self.page.step.slug
        other = self._handbook.after(slug) if by > 0 else self._handbook.before(slug)
        if other is not None:
            self.go_to_step(other.slug)
            self.page.begin()

    def go_to(self, address: str) -> None:
        """Show the place where *address* is answered, and give it the focus."""
        self.go_to_step(self._handbook.place(asked(address)).step.slug)
        self.page.reveal(address)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Let the help and the tools follow what has the focus on the page."""
        if new is None or new.window() is not self:
            return
        place = self._place_of(new)
        if place != self._place:
            self._place = place
            self._moving.start(0)
        if not self.stack.isAncestorOf(new):
            return
        self.session.settle()
        self.formatting.follow(new)
        if place:
            self._show_help(asked(place))

    def _show_help(self, address: str) -> None:
        """Show the help to the question for *address*.

        The cards of items that are added in another step belong to no question of this one.
        """
        step = self.page.step
        if self._handbook.place(address).step.slug == step.slug:
            self.help.show_question(self._handbook.question(address))
        else:
            self.help.show_step(step)

    def _place_of(self, widget: QWidget | None) -> str:
        """Return the address of what *widget* belongs to on the page, or nothing where it is not on it."""
        place = ""
        while widget is not None and widget is not self.stack:
            place = place or widget.property("address") or ""
            widget = widget.parentWidget()
        return place if widget is self.stack else ""

    def _move(self) -> None:
        """Show what there is to say of the question that has been left.

        What is pressed with the mouse stays where it is until it is let go.
        """
        if QApplication.mouseButtons():
            self._moving.start(_HELD)
        elif self._resting.isActive():
            self.take_stock()
        else:
            self.page.show_remarks()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Let the Tab key go through the window as it is laid out."""
        target = tab_order.after(self._parts, QApplication.focusWidget(), forwards)
        if target is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as Space does."""
        button = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(button, QPushButton | QToolButton) and self.isAncestorOf(button):
            if not event.isAutoRepeat():
                button.click()
            return
        super().keyPressEvent(event)

    def _show_draft(self) -> None:
        """Make everything anew, from the first step, for the draft that is open now."""
        self.desk.unread.clear()
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()
        self._shown = self._review = None
        self.formatting.follow(None)
        self.go_to_step(self._handbook.steps[0].slug)
        self._show_title()

    # What the session tells

    def _told(self, event: Event) -> None:
        match event:
            case events.AnswerChanged(address):
                for page in self._pages.values():
                    page.answer_changed(address)
            case events.ItemAdded(address) | events.ItemRemoved(address) | events.ItemMoved(address):
                self._rearranged = True
                for page in self._pages.values():
                    page.items_changed(address)
            case events.PartsChanged():
                self._rearranged = True
                for page in self._pages.values():
                    page.refresh()
            case events.DraftReplaced():
                self.news.clear()
                self._show_draft()
            case events.Saved(path):
                self._recent.remember(path)
                self._announce(f"Sparad kl. {datetime.now():%H.%M}")
        self._show_title()
        self._resting.start()
        self._pausing.start()

    def _announce(self, text: str) -> None:
        """Say *text* at the foot of the window, and to those who cannot see it."""
        self.news.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.news, text))

    def _rest(self) -> None:
        """Take stock while the hands rest.

        Where nothing but an answer has changed, all stays in its place as long as the focus does.
        """
        if QApplication.mouseButtons():
            self._resting.start()
        else:
            self.take_stock(remarks=self._rearranged)

    def take_stock(self, remarks: bool = True) -> None:
        """Make findings and progress anew, and show them and what things are called now.

        Without *remarks*, what there is to say at the questions waits until the focus moves.
        """
        self._resting.stop()
        review = self.desk.review()
        by_address: dict[str, list[Finding]] = {}
        by_step: dict[str, int] = {}
        for finding in filter(self.desk.adds_to_the_mark, review.open):
            by_address.setdefault(finding.address, []).append(finding)
            if finding.severity != "tip":
                slug = self._handbook.place(asked(finding.address)).step.slug
                by_step[slug] = by_step.get(slug, 0) + 1
        self.page.refresh_names()
        self.page.show_findings(by_address)
        if remarks:
            self._rearranged = False
            self.page.show_remarks()
        self.steps.show_progress(progress.by_step(self._handbook, self.session.agreement), by_step)
        if self._review is not None and self.page.step.slug == _LAST_STEP:
            self._review.show_review(review)

    def _show_title(self) -> None:
        # Qt's sign for unsaved changes means only itself when it is written twice.
        name = self.files.title.replace("[*]", "[*][*]")
        file = f" – {self.session.path.name}" if self.session.path else ""
        self.setWindowTitle(f"{name}{file}[*] – Lokdesk")
        self.setWindowModified(self.session.dirty)
        self.actions_by_name["undo"].setEnabled(self.session.undoable is not None)
        self.actions_by_name["redo"].setEnabled(self.session.redoable is not None)

    # Undo

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
        if edit is None or isinstance(edit, events.PartsChanged):
            return
        try:
            self.session.value(edit.address)
        except UnknownAddress:
            self.go_to(parent(edit.address))
        else:
            self.go_to(edit.address)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once unsaved changes are taken care of."""
        if not self.files.may_leave():
            event.ignore()
            return
        for timer in (self._resting, self._moving, self._pausing):
            timer.stop()
        self._unsubscribe()
        event.accept()
