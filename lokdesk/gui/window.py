"""The main window: everything in the menus, and the way through the handbook."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QCloseEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
)

from lokdesk import __version__
from lokdesk.gui import appearance, caret, editing
from lokdesk.gui.adopting import Adopting
from lokdesk.gui.agreeing import Agreeing
from lokdesk.gui.backups import Backups
from lokdesk.gui.beside import Beside
from lokdesk.gui.dialogs import message
from lokdesk.gui.documents import Documents
from lokdesk.gui.files import Files
from lokdesk.gui.formatting import Formatting
from lokdesk.gui.guide import Guide
from lokdesk.gui.look import literal
from lokdesk.gui.lookup import Lookup
from lokdesk.gui.menus import Menus
from lokdesk.gui.missing import MissingFiles
from lokdesk.gui.moving import Moving
from lokdesk.gui.opening import Opening
from lokdesk.gui.recent import RecentFiles
from lokdesk.gui.recording import Recording
from lokdesk.gui.recovering import Recovering
from lokdesk.gui.replies import Replies
from lokdesk.gui.revising import Revising
from lokdesk.gui.settings import Settings, next_size
from lokdesk.gui.taking_back import TakingBack
from lokdesk.gui.taking_in import TakingIn
from lokdesk.gui.trouble import Trouble
from lokdesk.gui.versions import Versions
from lokdesk.gui.wizard import grid, here, item, tab_order
from lokdesk.gui.wizard.desk import Desk
from lokdesk.gui.wizard.wizard import Wizard
from lokdesk.gui.workshop.workshop import Workshop
from lokdesk.session import edit, recovery
from lokdesk.session import event as events
from lokdesk.session.event import Event
from lokdesk.session.session import Session, Step

_IN_FIELD = "det senaste i fältet"
"""What undo takes away where more is shown than the answer in the draft."""
_AGENDA = "valet av dagens frågor"
"""What it is called to pick what a workshop takes up."""


class MainWindow(QMainWindow):
    """The window on one open draft."""

    def __init__(self, session: Session, settings: Settings, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self._recent = RecentFiles(settings.store)
        self.desk = Desk(session, settings, today)
        self.desk.unread.setParent(self)
        self.trouble = Trouble()
        self.files = Files(self, self.desk, self._recent, self.go_to, self.trouble)
        self.wizard = Wizard(self.desk)
        self.documents = Documents(self, self.desk, self.files, self.go_to, self.announce)
        self.wizard.export.connect(self.documents.export)
        self.wizard.documents.connect(self.documents.choose)
        self.desk.against.setParent(self)
        self.desk.against.document_wanted.connect(self._make_redline)
        self.beside = Beside(self.wizard, self.announce)
        self.rooms = QStackedWidget()
        self.rooms.addWidget(self.wizard)
        self.lookup = Lookup(self, self.desk, lambda: self.room.page)
        self.lookup.wanted.connect(self.go_to)
        self.lookup.help_wanted.connect(self._show_help)
        self.lookup.said.connect(self.announce)
        self.trouble.changed.connect(self._show_title)
        self.trouble.save_as.connect(self.files.save_as)
        self.centre = self.lookup.above(self.rooms, self.trouble)
        self.setCentralWidget(self.centre)
        self.guide = Guide(self, session.library.guide, settings)
        self.news = QLabel()
        self.statusBar().addWidget(self.news)
        self.versions = Versions(self, self.desk, self.announce, self.files.open_outside)
        self.wizard.stock_taken.connect(self.versions.look)
        self.documents.made = self.versions.made
        self.moving = Moving(self, self.desk, self.announce)
        self.wizard.command.connect(lambda name: self.menus.actions[name].trigger())
        self.desk.wishes.setParent(self)
        self.desk.wishes.command.connect(lambda name: self.menus.actions[name].trigger())
        self.desk.wishes.document.connect(self.documents.companion)
        self.desk.wishes.successor.connect(lambda name: self.lookup.replace_person(name))
        self.statusBar().addWidget(self.versions.offer)
        self.statusBar().setSizeGripEnabled(False)
        self.recording = Recording(self, session, settings.state_folder / recovery.FOLDER, self.trouble)
        self.recovering = Recovering(
            self, session, self.files, self.recording.recorder, settings.state_folder, self.announce
        )
        self.statusBar().addWidget(self.recovering.offer)
        self.files.kept = lambda: not self.recording.recorder.trouble
        self.taking_in = TakingIn(self, self.desk, self.files, self.wizard, self.announce)
        self.files.read_word = self.taking_in.read
        self.files.joining.show = lambda: self.menus.actions["replies"].trigger()
        self.replies = Replies(self, self.desk, self.wizard, self.announce)
        self.statusBar().addWidget(self.replies.offer)
        self.revising = Revising(
            self,
            self.desk,
            self.files,
            self.announce,
            lambda: self.opening.page is None,
            self.taking_in,
        )
        self.opening = Opening(
            self,
            self.rooms,
            self.wizard,
            self.files,
            self._recent,
            self.lookup.own_words,
            self.recovering,
            self.revising,
            self.taking_in,
            self.replies,
            lambda: self._show_room(),
        )
        self.opening.looked.connect(self._remake_workshop)
        self.adopting = Adopting(
            self,
            session,
            settings,
            self.announce,
            lambda: self.opening.page is None,
            self.opening.ask_who,
            self.moving.move,
        )
        self._make_menus()
        self.formatting = Formatting(self)
        self.formatting.fill(self.menus.menus["Text"])
        self.wizard.bar.fill(self.formatting.actions.values())
        self.wizard.focused.connect(self.formatting.follow)
        self.workshop: Workshop | None = None
        self._unsubscribe = session.subscribe(self._told)
        self.opening.restore_layout()
        self._show_room()

    # Menus

    def _make_menus(self) -> None:
        self.menus = Menus(self.menuBar(), self._commands())
        self._recent_actions: dict[Path, QAction] = {}
        self._missing = MissingFiles(self)
        self._missing.found.connect(self._show_missing)
        recent = self.menus.menus["recent"]
        recent.setToolTipsVisible(True)
        recent.aboutToShow.connect(self._fill_recent)
        examples = self.menus.menus["examples"]
        for name, title in self.session.library.example_titles.items():
            action = examples.addAction(literal(title))
            self.menus.actions[f"example-{name}"] = action
            action.triggered.connect(lambda _=False, name=name: self.files.open_example(name))
        edit_menu = self.menus.menus["Redigera"]
        edit_menu.aboutToShow.connect(self._name_undo)
        edit_menu.aboutToShow.connect(lambda: self._offer_columns(here.figures() is not None))
        # Their keys work wherever the focus comes.
        edit_menu.aboutToHide.connect(lambda: self._offer_columns(self.opening.page is None))
        editing.follow(self.menus.menus["Redigera"], self.menus.actions)
        self.beside.follow(self.menus.menus["Visa"], self.menus.actions)
        self.menus.menus["Visa"].aboutToShow.connect(self._show_what_is_shown)

    def _commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command in the menus does, by its name."""
        return {
            **self.opening.commands(),
            "open": self.files.choose_and_open,
            "save": self.files.save,
            "save-as": self.files.save_as,
            "share": self.files.share,
            "merge": self.files.merge,
            **self.documents.commands(),
            **self.versions.commands(),
            **self.moving.commands(),
            **self.revising.commands(),
            **self.adopting.commands(),
            **self.taking_in.commands(),
            **self.replies.commands(),
            "backups": Backups(self, self.desk, self.announce).show,
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            **editing.commands(),
            "item-add": here.add,
            **{f"item-{key}": partial(here.do, key) for key in item.COMMANDS},
            **{key: partial(here.do_with_column, key) for key in grid.COLUMN_COMMANDS},
            "next": lambda: self.room.turn(1),
            "back": lambda: self.room.turn(-1),
            "next-part": self.wizard.focus_next_part,
            "help": lambda: self.room.show_pane("help"),
            "document": lambda: self.wizard.show_pane("document"),
            "figures": lambda: self.wizard.show_pane("figures"),
            "document-view": lambda: self.wizard.go_to_view("document"),
            "differences": lambda: self.wizard.go_to_view("differences"),
            "agenda": lambda: self.wizard.go_to_view("agenda"),
            "redline": self._make_redline,
            "larger": partial(self._resize_text, 1),
            "smaller": partial(self._resize_text, -1),
            "workshop": self._begin_or_end_workshop,
            "aside": lambda: self.wizard.aside.setVisible(not self.wizard.aside.isVisible()),
            "guide": self.guide.show,
            "about": self._about,
            **self.lookup.commands(),
            **self.beside.commands(),
            **TakingBack(self.desk, lambda: self.room, self.announce).commands(),
            **Agreeing(self, self.desk, self.wizard).commands(),
        }

    def _make_redline(self) -> None:
        """Make the document with all changes; where there is nothing to compare with, say what to do."""
        base = self.desk.against.base(self.session.draft)
        if base is None:
            self.wizard.go_to_view("differences")
        else:
            self.documents.redline(base)

    def _show_what_is_shown(self) -> None:
        self.menus.actions["aside"].setChecked(self.wizard.aside.isVisible())
        self.menus.actions["spelling"].setChecked(self.lookup.spelling.on)

    def _offer_columns(self, wanted: bool) -> None:
        for name in grid.COLUMN_COMMANDS:
            self.menus.actions[name].setEnabled(wanted)

    def _fill_recent(self) -> None:
        menu = self.menus.menus["recent"]
        menu.clear()
        self._recent_actions.clear()
        for path in self._recent.paths():
            action = menu.addAction(literal(f"{path.name}  ({path.parent})"))
            action.triggered.connect(lambda _=False, path=path: self.files.open(path))
            self._recent_actions[path] = action
        if menu.isEmpty():
            menu.addAction("Inga filer ännu").setEnabled(False)
        self._missing.ask(list(self._recent_actions))

    def _show_missing(self, path: Path) -> None:
        action = self._recent_actions[path]
        action.setText(literal(f"{path.name}  (finns inte längre i {path.parent})"))
        action.setEnabled(False)

    def _about(self) -> None:
        message.notice(
            self,
            f"Lokdesk {__version__}",
            "Ett program för att arbeta fram överenskommelser om samverkan mellan Arbetsförmedlingen och "
            f"kommuner.\n\n{self.desk.handbook.title}, version {self.desk.handbook.version}.",
        )

    # The work

    @property
    def room(self) -> Wizard | Workshop:
        """What the user works on the agreement in."""
        return self.workshop or self.wizard

    def go_to(self, address: str) -> None:
        """Show the place where *address* is answered, and give it the focus."""
        self.room.go_to(address)

    def _show_help(self) -> None:
        """Show the help to the question that has the focus."""
        aside = self.wizard.aside
        if self.workshop is not None:
            self.workshop.help_button.setChecked(True)
        elif not (aside.isVisible() and aside.slug == "help"):
            self.wizard.show_pane("help")

    def undo(self) -> None:
        """Undo the last edit, say so and show its place.

        What has been typed since, and is no part of the draft, goes first.
        """
        question = here.question()
        if question is not None and question.shows_more:
            question.take_back()
            self.announce(f"Ångrade {_IN_FIELD}.")
            return
        step = self.session.to_undo
        self.session.undo()
        self._show_step(step, "Ångrade")

    def redo(self) -> None:
        """Do the last undone edit again, say so and show its place."""
        step = self.session.to_redo
        self.session.redo()
        self._show_step(step, "Gjorde om")

    def _show_step(self, step: Step | None, did: str) -> None:
        if step is not None:
            self.announce(f"{did} {edit.said(step, self.desk.handbook)}.")
            reply = edit.stand(step) if self.workshop is None else ""
            if reply:
                self.wizard.show_stand(reply)
            elif not (self.wizard.shows_agenda and edit.is_of_revision(step)):
                self.room.show_edit(edit.place(step))

    def _name_undo(self) -> None:
        """Let the menu name what is undone and done again."""
        steps = (("undo", "&Ångra", self.session.to_undo), ("redo", "&Gör om", self.session.to_redo))
        for name, text, step in steps:
            said = literal(f": {edit.said(step, self.desk.handbook)}") if step is not None else ""
            self.menus.actions[name].setText(f"{text}{said}")
        question = here.question()
        if question is not None and question.shows_more:
            self.menus.actions["undo"].setText(f"&Ångra: {_IN_FIELD}")

    def _told(self, event: Event) -> None:
        match event:
            case events.DraftReplaced():
                self.news.clear()
                self.versions.leave()
                self.opening.leave_draft()
                self._leave_workshop()
            case events.Saved():
                self.opening.remember_file()
                self._remember_workshop()
                now = datetime.now()
                self.announce(f"Sparad kl. {now.hour}.{now:%M}")
            case _:
                # What has been said was of the draft as it was before.
                self.news.clear()
                self.versions.edited()
        self.lookup.told(event)
        self.wizard.told(event)
        if self.workshop is not None:
            self.workshop.told(event)
        elif isinstance(event, events.DraftReplaced):
            self.opening.come_to_draft()
            self._go_on_with_workshop()
        self._show_title()

    def _resize_text(self, by: int) -> None:
        """Show all text *by* steps larger; what a workshop is shown in is a size of its own."""
        if self.workshop is None:
            size = self.settings.text_size = next_size(self.settings.text_size, by)
            self.opening.apply_look()
        else:
            size = self.settings.workshop_text_size = next_size(self.settings.workshop_text_size, by)
            self._remake_workshop()
        self.announce(f"Textens storlek är {size} %.")

    # The workshop

    def _begin_or_end_workshop(self) -> None:
        if self.workshop is not None:
            self.end_workshop()
        else:
            self._pick_and_begin_workshop()
        self.menus.actions["workshop"].setChecked(self.workshop is not None)

    def _pick_and_begin_workshop(self) -> None:
        """Let the user pick what the workshop takes up, and begin."""
        # Loaded when it is wanted: the window is opened sooner.
        from lokdesk.gui.workshop import picker

        wish = picker.ask(self, self.desk)
        if wish is None:
            return
        picked, self.settings.workshop_text_size = wish
        draft = self.session.draft
        if picked != draft.discussion.agenda:
            discussion = draft.discussion.model_copy(update={"agenda": picked})
            self.session.change(draft.model_copy(update={"discussion": discussion}), name=_AGENDA)
        self.begin_workshop()

    def begin_workshop(self, place: str = "", filled_in: Collection[str] = ()) -> None:
        """Show the questions on the agenda one at a time, from the address *place* or from the first.

        *filled_in* are items that have been asked about in it already.
        """
        self._leave_workshop()
        appearance.apply(_application(), self.settings.workshop_text_size, self.settings.appearance)
        self.workshop = workshop = Workshop(self.desk, place, filled_in)
        workshop.tools.fill(self.formatting.actions.values())
        workshop.focused.connect(self.formatting.follow)
        self.wizard.stock_taken.connect(workshop.take_stock)
        workshop.moved.connect(self._remember_workshop)
        workshop.ended.connect(self.end_workshop)
        workshop.ask_wanted.connect(self.menus.actions["ask"].trigger)
        workshop.open_wanted.connect(self._end_workshop_with_what_is_open)
        self.rooms.addWidget(workshop)
        self.rooms.setCurrentWidget(workshop)
        self._show_room()
        self._remember_workshop()
        workshop.begin()

    def _remake_workshop(self) -> None:
        """Make the workshop anew, in the size and the colours of now, where it is."""
        if self.workshop is None:
            return
        old, written_at = self.workshop, caret.taken(QApplication.focusWidget())
        place = here.address(QApplication.focusWidget())
        self.begin_workshop(old.address, old.filled_in)
        if not old.address:
            self.workshop.show_end()
        self.workshop.help_button.setChecked(old.help_button.isChecked())
        if place:
            self.workshop.go_to(place)
            caret.put(QApplication.focusWidget(), written_at)

    def end_workshop(self) -> None:
        """Return to the whole agreement, where the workshop was."""
        if self.workshop is None:
            return
        address = self.workshop.address
        self.settings.set_workshop_place(self.session.path, "")
        self._leave_workshop()
        if address:
            self.wizard.go_to(address)

    def _end_workshop_with_what_is_open(self) -> None:
        self.end_workshop()
        self.wizard.go_to_view("open")

    def _leave_workshop(self) -> None:
        if self.workshop is None:
            return
        workshop, self.workshop = self.workshop, None
        self.formatting.follow(None)
        self.rooms.setCurrentWidget(self.wizard)
        self.rooms.removeWidget(workshop)
        workshop.hide()
        workshop.deleteLater()
        appearance.apply(_application(), self.settings.text_size, self.settings.appearance)
        self._show_room()

    def _remember_workshop(self) -> None:
        """Remember where the workshop is: after the break it goes on from there."""
        if self.workshop is not None:
            self.settings.set_workshop_place(self.session.path, self.workshop.address)

    def _go_on_with_workshop(self) -> None:
        """Go on with the workshop that was going on when the agreement was left."""
        place = self.settings.workshop_place(self.session.path)
        if place and self.session.draft.discussion.agenda:
            self.begin_workshop(place)

    def _show_room(self) -> None:
        room = "workshop" if self.workshop else "start" if self.opening.page else "work"
        self.menus.show_room(room)
        if room == "start":
            # What is done with an agreement waits until one can be seen.
            self.lookup.leave()
            self.formatting.follow(None)
        self.menus.actions["workshop"].setChecked(self.workshop is not None)
        self._show_title()

    def announce(self, text: str) -> None:
        """Say *text* at the foot of the window, and to those who cannot see it."""
        self.news.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.news, text))

    def _show_title(self) -> None:
        self.trouble.follow(self.opening.page is None)
        if self.opening.page is not None:
            self.setWindowTitle("Lokdesk")
            self.setWindowModified(False)
            return
        # Qt's sign for unsaved changes means only itself when it is written twice.
        name = self.files.title.replace("[*]", "[*][*]")
        file = f" – {self.session.path.name}" if self.session.path else ""
        if self.files.read_only:
            file += " (skrivskyddad)"
        self.setWindowTitle(f"{name}{file}[*]{self.trouble.signs} – Lokdesk")
        self.setWindowModified(self.session.dirty)
        self.menus.actions["undo"].setEnabled(self.session.undoable is not None)
        self.menus.actions["redo"].setEnabled(self.session.redoable is not None)

    # Keys

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Let the Tab key go through the window as it is laid out."""
        if self.opening.page is None:
            self.room.show_what_is_asked()
        return tab_order.go(self.centre, forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as Space does."""
        button = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(button, QPushButton | QToolButton) and self.isAncestorOf(button):
            if not event.isAutoRepeat():
                button.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Look at the open file when the user comes back to the window, as after the computer has slept."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.files.look()

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready for files that are dropped."""
        super().showEvent(event)
        self.opening.drops.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once unsaved changes are taken care of."""
        if not self.files.may_leave():
            event.ignore()
            return
        self.documents.finish()
        self.taking_in.stop()
        self.replies.stop()
        self.versions.finish()
        self._leave_workshop()
        self.opening.leave_draft()
        self.opening.remember_layout()
        self.opening.stop()
        self.recovering.stop()
        self.wizard.stop()
        self.lookup.stop()
        self.guide.close()
        self.files.release()
        self.recording.stop()
        self._unsubscribe()
        event.accept()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
