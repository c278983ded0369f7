"""The main window: everything in the menus, and the way through the handbook."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
)

from lokdesk import __version__
from lokdesk.gui.dialogs import message
from lokdesk.gui.files import Files
from lokdesk.gui.formatting import Formatting
from lokdesk.gui.look import literal
from lokdesk.gui.menus import Menus
from lokdesk.gui.recent import RecentFiles
from lokdesk.gui.settings import Settings
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.wizard import Wizard
from lokdesk.session import event as events
from lokdesk.session.event import Event
from lokdesk.session.session import Session

_SIZE = (1320, 700)


class MainWindow(QMainWindow):
    """The window on one open draft."""

    def __init__(self, session: Session, settings: Settings, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self._recent = RecentFiles(settings.store)
        self.desk = Desk(session, session.library.handbook, settings, today)
        self.desk.unread.setParent(self)
        self.files = Files(self, self.desk, self._recent, self.go_to)
        self.wizard = Wizard(self.desk)
        self.wizard.export.connect(self.files.export)
        self.rooms = QStackedWidget()
        self.rooms.addWidget(self.wizard)
        self.setCentralWidget(self.rooms)
        self.news = QLabel()
        self.statusBar().addWidget(self.news)
        self.statusBar().setSizeGripEnabled(False)
        self._make_menus()
        self.formatting = Formatting(self)
        self.formatting.fill(self.menus.menus["Text"], self.wizard.bar)
        self.wizard.focused.connect(self.formatting.follow)
        screen = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], screen.width()), min(_SIZE[1], screen.height()))
        self._unsubscribe = session.subscribe(self._told)
        self._show_title()

    # Menus

    def _make_menus(self) -> None:
        self.menus = Menus(self.menuBar(), self._commands())
        self.actions_by_name = self.menus.actions
        recent = self.menus.menus["recent"]
        recent.setToolTipsVisible(True)
        recent.aboutToShow.connect(self._fill_recent)
        examples = self.menus.menus["examples"]
        for name, title in self.session.library.example_titles.items():
            action = examples.addAction(literal(title))
            self.menus.actions[f"example-{name}"] = action
            action.triggered.connect(lambda _=False, name=name: self.files.open_example(name))
        self.menus.menus["Visa"].aboutToShow.connect(self._show_what_is_shown)

    def _commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command in the menus does, by its name."""
        return {
            "new": self.files.new,
            "open": self.files.choose_and_open,
            "save": self.files.save,
            "save-as": self.files.save_as,
            "export": self.files.export,
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "next": partial(self.wizard.turn, 1),
            "back": partial(self.wizard.turn, -1),
            "next-part": self.wizard.focus_next_part,
            "help": partial(self.wizard.show_pane, "help"),
            "aside": lambda: self.wizard.aside.setVisible(not self.wizard.aside.isVisible()),
            "about": self._about,
        }

    def _show_what_is_shown(self) -> None:
        self.menus.actions["aside"].setChecked(self.wizard.aside.isVisible())

    def _fill_recent(self) -> None:
        menu = self.menus.menus["recent"]
        menu.clear()
        for path in self._recent.paths():
            action = menu.addAction(literal(f"{path.name}  ({path.parent})"))
            if path.exists():
                action.triggered.connect(lambda _=False, path=path: self.files.open(path))
            else:
                action.setText(literal(f"{path.name}  (finns inte längre i {path.parent})"))
                action.setEnabled(False)
        if menu.isEmpty():
            menu.addAction("Inga filer ännu").setEnabled(False)

    def _about(self) -> None:
        message.notice(
            self,
            f"Lokdesk {__version__}",
            "Ett program för att arbeta fram överenskommelser om samverkan mellan Arbetsförmedlingen och "
            f"kommuner.\n\n{self.desk.handbook.title}, version {self.desk.handbook.version}.",
        )

    # The work

    def go_to(self, address: str) -> None:
        """Show the place where *address* is answered, and give it the focus."""
        self.wizard.go_to(address)

    def undo(self) -> None:
        """Undo the last edit and show its place."""
        edit = self.session.undoable
        self.session.undo()
        self.wizard.show_edit(edit)

    def redo(self) -> None:
        """Do the last undone edit again and show its place."""
        edit = self.session.redoable
        self.session.redo()
        self.wizard.show_edit(edit)

    def _told(self, event: Event) -> None:
        match event:
            case events.DraftReplaced():
                self.news.clear()
            case events.Saved(path):
                self._recent.remember(path)
                self.announce(f"Sparad kl. {datetime.now():%H.%M}")
            case _:
                pass
        self.wizard.told(event)
        self._show_title()

    def announce(self, text: str) -> None:
        """Say *text* at the foot of the window, and to those who cannot see it."""
        self.news.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.news, text))

    def _show_title(self) -> None:
        # Qt's sign for unsaved changes means only itself when it is written twice.
        name = self.files.title.replace("[*]", "[*][*]")
        file = f" – {self.session.path.name}" if self.session.path else ""
        self.setWindowTitle(f"{name}{file}[*] – Lokdesk")
        self.setWindowModified(self.session.dirty)
        self.menus.actions["undo"].setEnabled(self.session.undoable is not None)
        self.menus.actions["redo"].setEnabled(self.session.redoable is not None)

    # Keys

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Let the Tab key go through the window as it is laid out."""
        return self.wizard.focus_next(forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as Space does."""
        button = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(button, QPushButton | QToolButton) and self.isAncestorOf(button):
            if not event.isAutoRepeat():
                button.click()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once unsaved changes are taken care of."""
        if not self.files.may_leave():
            event.ignore()
            return
        self.wizard.stop()
        self._unsubscribe()
        event.accept()
