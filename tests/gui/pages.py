"""The window's pages, fields and lists as a user sees them: what can be read off them and done with them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from lokdesk.gui.dialogs.words import WordsDialog
from lokdesk.gui.fields.attachment import AttachmentField
from lokdesk.gui.fields.cell import CellField
from lokdesk.gui.fields.choice import ChoiceField
from lokdesk.gui.fields.day import DayField
from lokdesk.gui.fields.field import Field
from lokdesk.gui.fields.flag import FlagField
from lokdesk.gui.fields.frequency import FrequencyField
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.fields.reference import ReferenceField
from lokdesk.gui.fields.references import ReferencesField
from lokdesk.gui.fields.text import TextField
from lokdesk.gui.panes.help import HelpPane
from lokdesk.gui.window import MainWindow
from lokdesk.gui.wizard.grid import StatisticsGrid
from lokdesk.gui.wizard.item import COMMANDS, ItemFrame
from lokdesk.gui.wizard.items import ItemCard, ItemList
from lokdesk.gui.wizard.question import QuestionRow
from lokdesk.gui.wizard.review import FindingCard, ReviewPanel
from lokdesk.gui.wizard.table import ItemTable
from tests.gui.hands import (
    ALT,
    CTRL,
    SHIFT,
    choose,
    click,
    drag,
    hold,
    leave_popups,
    let_go,
    meanwhile,
    press,
    type_text,
    until,
)

Key = Qt.Key
Act = Callable[[QWidget], None]
F = TypeVar("F", bound=Field)

_ROUNDS = 5
"""How many rounds of events it takes, with room to spare, until forms within forms are laid out."""


# Dialogs


def answer(button: str) -> Act:
    """Return what presses the button that says *button* in a message."""

    def act(box: QWidget) -> None:
        assert isinstance(box, QMessageBox), box
        wanted = next((one for one in box.buttons() if one.text().replace("&", "") == button), None)
        assert wanted is not None, [one.text() for one in box.buttons()]
        click(wanted)

    return act


def read(texts: list[str], button: str = "OK") -> Act:
    """Return what adds the words of a message to *texts* and presses *button*."""

    def act(box: QWidget) -> None:
        assert isinstance(box, QMessageBox), box
        texts.append(f"{box.text()} {box.informativeText()}".strip())
        answer(button)(box)

    return act


def write(text: str, agree: bool = True) -> Act:
    """Return what writes *text* in a dialog that asks for words."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, WordsDialog), dialog
        dialog.input.setFocus()
        dialog.input.selectAll()
        press(Key.Key_Delete)
        type_text(text)
        standard = QDialogButtonBox.StandardButton
        click(dialog.buttons.button(standard.Ok if agree else standard.Cancel))

    return act


def name_file(path: Path) -> Act:
    """Return what writes the name of a file or a folder in Qt's own file dialog."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog), dialog
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        line.setFocus()
        line.clear()
        # The names that the dialog suggests meanwhile would get the keys.
        line.setCompleter(None)  # pyright: ignore[reportArgumentType]
        type_text(f"{path}\n")

    return act


def dismiss(dialog: QWidget) -> None:
    """Leave a dialog by the Escape key."""
    assert isinstance(dialog, QDialog)
    press(Key.Key_Escape)


# Fields


class FieldHand:
    """The field for the answer at one address, with the words around it."""

    def __init__(self, screen: "Screen", row: QuestionRow) -> None:
        self.screen = screen
        self.row = row

    def _is(self, kind: type[F]) -> F:
        assert isinstance(self.row.field, kind), f"{self.row.address} is no {kind.__name__}"
        return self.row.field

    @property
    def remark(self) -> str:
        return self.row.remark.text() if self.row.remark.isVisible() else ""

    @property
    def text(self) -> str:
        """What is shown in the field, as text."""
        field = self.row.field
        if isinstance(field, LineField | CellField | DayField):
            return field.input.text()
        if isinstance(field, TextField):
            return field.input.toPlainText()
        if isinstance(field, ChoiceField | ReferenceField):
            return field.input.currentText()
        raise AssertionError(type(field))

    def focus(self) -> None:
        """Come to the field as with the mouse."""
        widget = self.row.field.inputs()[0]
        leave_popups(widget)
        self.screen.see(widget)
        assert widget.isVisible(), f"{self.row.address} cannot be seen"
        widget.setFocus(Qt.FocusReason.MouseFocusReason)

    def type(self, text: str) -> None:
        """Type *text* in the field, after what may be there."""
        self.focus()
        type_text(text)

    def replace(self, text: str) -> None:
        """Type *text* in the place of what is there."""
        self.focus()
        press(Key.Key_A, CTRL)
        press(Key.Key_Backspace)
        type_text(text)

    def type_and_pick(self, letters: str, suggestion: str) -> None:
        """Type some letters and pick one of the suggestions with the keys."""
        self.type(letters)
        completer = self._is(LineField).input.completer()
        assert completer is not None, "nothing is ever suggested here"
        popup = completer.popup()
        assert popup is not None and popup.isVisible(), "nothing is suggested"
        model = completer.completionModel()
        names = [model.index(n, 0).data() for n in range(model.rowCount())]
        for _ in range(names.index(suggestion) + 1):
            press(Key.Key_Down)
        press(Key.Key_Return)

    def pick(self, word: str) -> None:
        """Pick *word* from a list, with the keys."""
        box = self._is(ChoiceField).input if isinstance(self.row.field, ChoiceField) else None
        box = box or self._is(ReferenceField).input
        self.focus()
        names = [box.itemText(n) for n in range(box.count())]
        press(Key.Key_Down, ALT)
        view = box.view()
        assert view.isVisible()
        names = [box.itemText(n) for n in range(box.count())]
        row = names.index(word)
        click_at = view.visualRect(box.model().index(row, 0)).center()
        click(view.viewport(), click_at)

    def pick_day(self, day: date) -> None:
        """Pick *day* in the calendar."""
        field = self._is(DayField)
        self.screen.see(field.button)
        click(field.button)
        calendar = field.findChild(QCalendarWidget)
        assert calendar is not None
        calendar.setCurrentPage(day.year, day.month)
        calendar.setSelectedDate(day)  # pyright: ignore[reportArgumentType]
        calendar.setFocus()
        press(Key.Key_Return)

    def mark(self, value: bool | None) -> None:
        """Mark yes, no or no answer."""
        button = self._is(FlagField).buttons[value]
        self.screen.see(button)
        click(button, QPoint(8, button.height() // 2))

    def tick(self, *names: str) -> None:
        """Tick, or untick, the boxes with *names*."""
        field = self._is(ReferencesField)
        if field.some.isVisible():
            self.screen.see(field.some)
            click(field.some)
        for name in names:
            box = next(one for one in field.inputs() if one.property("role") == name)
            self.screen.see(box)
            click(box, QPoint(8, box.height() // 2))

    @property
    def ticked(self) -> list[str]:
        """The names of the boxes that are ticked."""
        field = self._is(ReferencesField)
        boxes = [field.all, *field.boxes.values()] if field.inputs()[0] is field.all else field.boxes.values()
        return [str(box.property("role")) for box in boxes if box.isChecked()]

    def every(self, count: str, unit: str) -> None:
        """Give an interval by hand: type the number and choose the unit with the keys."""
        field = self._is(FrequencyField)
        if not field.button.isChecked():
            self.screen.see(field.button)
            click(field.button)
        self.screen.see(field.every)
        field.every.setFocus(Qt.FocusReason.TabFocusReason)
        field.every.selectAll()
        type_text(count)
        field.unit.setFocus()
        while field.unit.currentText() != unit:
            before = field.unit.currentIndex()
            press(Key.Key_Down)
            assert field.unit.currentIndex() != before, f"no unit {unit}"

    def words(self, text: str) -> None:
        """Give a frequency in words, in the place of what is there."""
        field = self._is(FrequencyField)
        self.screen.see(field.words)
        field.words.setFocus()
        press(Key.Key_A, CTRL)
        type_text(text)

    def attach(self, path: Path) -> None:
        """Bring in a file."""
        button = self._is(AttachmentField).attach_button
        self.screen.see(button)
        meanwhile(lambda: click(button), name_file(path))

    def save_copy(self, *acts: Act) -> None:
        """Save a copy of the file, and answer the dialogs that come."""
        button = self._is(AttachmentField).copy_button
        self.screen.see(button)
        meanwhile(lambda: click(button), *acts)

    def detach(self) -> None:
        """Take the file out of the project."""
        button = self._is(AttachmentField).detach_button
        self.screen.see(button)
        click(button)

    # Longer texts

    def tool(self, name: str) -> None:
        """Click on one of the tools above the page."""
        action = self.screen.window.formatting.actions[name]
        button = self.screen.window.wizard.bar.button(action)
        click(button)

    def footnote(self, text: str) -> None:
        """Call a footnote where the cursor is."""
        meanwhile(lambda: self.tool("footnote"), write(text))

    def link(self, target: str) -> None:
        """Let what is selected be a link."""
        meanwhile(lambda: self.tool("link"), write(target))


# Lists


class ListHand:
    """A list whose items are added, copied, moved and removed."""

    def __init__(self, screen: "Screen", items: ItemList) -> None:
        self.screen = screen
        self.items = items

    @property
    def addresses(self) -> list[str]:
        """The addresses of the items, in the order they are shown."""
        return list(self.items.cards)

    @property
    def names(self) -> list[str]:
        """What the items are called, in the order they are shown."""
        shown = self.items.cards.values()
        return [card.home.accessibleName() if isinstance(card, ItemCard) else card.name for card in shown]

    def add(self) -> str:
        """Click on the button that adds an item, and return its address."""
        return self._new(lambda: click(self._button))

    @property
    def _button(self) -> QPushButton:
        assert self.items.add_button is not None
        self.screen.see(self.items.add_button)
        return self.items.add_button

    def add_ready_made(self, name: str) -> str:
        """Add one of the ready-made items, and return its address."""
        button = self.items.findChild(QPushButton, f"{self.items.address}:presets")
        assert isinstance(button, QPushButton)
        self.screen.see(button)
        return self._new(lambda: meanwhile(lambda: click(button), choose(name)))

    def _new(self, run: Callable[[], object]) -> str:
        before = set(self.addresses)
        run()
        (new,) = set(self.addresses) - before
        return new

    def card(self, address: str) -> ItemFrame:
        """Return the card or the row of an item."""
        return self.items.cards[address]

    def open(self, address: str) -> None:
        """Open the card of an item with the mouse, if it is closed."""
        self.screen.unfold(self.card(address))

    def _do(self, address: str, key: str, *acts: Act) -> None:
        self.screen.see(self.card(address))
        button = self.card(address).more
        assert button is not None
        self.screen.see(button)
        meanwhile(lambda: click(button), choose(COMMANDS[key][0]), *acts)

    def offered(self, address: str) -> list[str]:
        """What the menu of an item offers that can be done now."""
        found: list[str] = []

        def read_(menu: QWidget) -> None:
            found.extend(a.text().partition("\t")[0] for a in menu.actions() if a.isEnabled())
            press(Key.Key_Escape)

        self.screen.see(self.card(address))
        button = self.card(address).more
        assert button is not None
        self.screen.see(button)
        meanwhile(lambda: click(button), read_)
        return found

    def up(self, address: str) -> None:
        """Move an item up."""
        self._do(address, "up")

    def down(self, address: str) -> None:
        """Move an item down."""
        self._do(address, "down")

    def copy(self, address: str) -> str:
        """Copy an item, and return the address of the copy."""
        return self._new(lambda: self._do(address, "copy"))

    def remove(self, address: str, *acts: Act) -> None:
        """Remove an item, and answer what is asked about it."""
        self._do(address, "remove", *acts)

    @property
    def removed(self) -> str:
        """What is said of an item that has just been removed."""
        line = self.items.removed
        return line.label.text() if line is not None and line.isVisible() else ""

    def bring_back(self) -> None:
        """Press the button beside what is said of an item that has just been removed."""
        assert self.items.removed is not None
        click(self.items.removed.button)

    def drag(self, address: str, onto: str, below: bool = False, *, drop: bool = True) -> None:
        """Drag an item by its handle to just above, or *below*, the middle of another."""
        self.screen.see(self.card(address))
        handle, other = self.card(address).handle, self.card(onto)
        assert handle is not None
        self.screen.see(handle)
        self.screen.see(other)
        middle = other.mapToGlobal(other.rect().center())
        target = middle + QPoint(0, 4 if below else -4)
        hold(handle)
        drag(handle, target)
        if drop:
            let_go(handle, target)

    @property
    def header(self) -> list[str]:
        """The headings of the columns that are shown."""
        assert isinstance(self.items, ItemTable)
        return self.items.headings

    def per_party(self) -> None:
        """Click on the button that adds a row for each municipality."""
        assert isinstance(self.items, ItemTable) and self.items.per_party is not None
        self.screen.see(self.items.per_party)
        click(self.items.per_party)


class GridHand:
    """The figures of a statistics table."""

    def __init__(self, screen: "Screen", grid: StatisticsGrid) -> None:
        self.screen = screen
        self.grid = grid

    def do(self, key: str) -> None:
        """Click on one of the buttons below the table."""
        self.screen.see(self.grid.buttons[key])
        click(self.grid.buttons[key])

    def add_column(self, name: str) -> None:
        """Add a column and type its name where the focus comes."""
        self.do("add-column")
        type_text(name)

    def add_row(self, label: str, *figures: str) -> None:
        """Add a row and type its label and figures, going on with the Tab key."""
        self.do("add-row")
        type_text(label)
        for figure in figures:
            press(Key.Key_Tab)
            type_text(figure)

    @property
    def shown(self) -> list[list[str]]:
        """The table as it is shown, row by row."""
        rows: dict[int, dict[int, str]] = {}
        for address, line in self.grid.inputs.items():
            row, column = self.place(address)
            rows.setdefault(row, {})[column] = line.text()
        return [[text for _, text in sorted(row.items())] for _, row in sorted(rows.items())]

    def place(self, address: str) -> tuple[int, int]:
        """Return the row and the column that *address* is shown in."""
        return self.grid.place(address)


class ReviewHand:
    """What the rules find, at the end of the last step."""

    def __init__(self, screen: "Screen", panel: ReviewPanel) -> None:
        self.screen = screen
        self.panel = panel

    @property
    def messages(self) -> list[str]:
        """What the findings say, those that are set aside too."""
        return [card.finding.message for card in self.panel.cards]

    def card(self, message: str) -> FindingCard:
        """Return the card of the finding that says *message*."""
        return next(card for card in self.panel.cards if card.finding.message == message)

    def go(self, message: str) -> None:
        """Go to the place of a finding."""
        self.screen.see(self.card(message).go)
        click(self.card(message).go)

    def set_aside(self, message: str, reason: str) -> None:
        """Set a finding aside with a reason."""
        self.screen.see(self.card(message).other)
        meanwhile(lambda: click(self.card(message).other), write(reason))

    def take_up(self, message: str) -> None:
        """Let a finding count again."""
        self.screen.see(self.card(message).other)
        click(self.card(message).other)


# The window


class Screen:
    """The window with its user."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def show(self) -> None:
        """Show the window and let it have the focus."""
        # The offscreen screen is smaller than any that people sit at.
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        until(self.window.isActiveWindow)
        self.rest()

    def throw_away(self) -> None:
        """Close the window without saving."""
        if self.window.isVisible():
            if self.asks_before_leaving:
                meanwhile(
                    self.window.close, answer("Spara inte" if self.window.session.dirty else "Lämna ändå")
                )
            else:
                self.window.close()
        # What was about to happen at once has happened; what goes on after this goes on for ever.
        self.settle()

    @property
    def asks_before_leaving(self) -> bool:
        """Whether there is something that has not been saved."""
        return self.window.session.dirty or bool(self.window.desk.unread.texts)

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self.window.wizard.page

    @property
    def title(self) -> str:
        """The title of the window, with a star for unsaved changes."""
        return self.window.windowTitle().replace("[*]", "*" if self.window.isWindowModified() else "")

    def see(self, widget: QWidget) -> None:
        """Scroll to *widget*, as a user does before using it."""
        self.settle()
        self.page.ensureWidgetVisible(widget)

    def settle(self) -> None:
        """Wait until everything is laid out and scrolled to."""
        for _ in range(_ROUNDS):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        QTest.qWait(1)

    def rest(self) -> None:
        """Wait until findings and progress are shown for what was typed last."""
        until(lambda: not self.window.wizard.busy)
        # What is shown anew is seen once it has been laid out.
        self.settle()

    def step(self, slug: str) -> None:
        """Go to a step in the tree at the left."""
        self.go(slug)
        assert self.page.step.slug == slug

    def go(self, slug: str) -> None:
        """Click on a step, a section or a view in the tree at the left."""
        steps = self.window.wizard.steps
        row = steps.row(slug)
        steps.scrollToItem(row)
        click(steps.viewport(), steps.visualItemRect(row).center())

    def step_text(self, slug: str) -> str:
        """Return what the tree at the left says of a step, a section or a view."""
        return self.window.wizard.steps.text(slug)

    def value(self, address: str) -> Any:
        """Return what the draft has at *address*."""
        return self.window.session.value(address)

    def field(self, address: str) -> FieldHand:
        """Return the field for *address*, which is on the page that is shown."""
        return FieldHand(self, self.page.places.rows[address])

    def tickable(self, address: str) -> list[str]:
        """Return the names of the boxes that can be seen in the field for *address*."""
        field = self.field(address).row.field
        assert isinstance(field, ReferencesField)
        boxes = [one for one in field.inputs() if one.isVisible() and one is not field.some]
        return [str(box.property("role")) for box in boxes]

    def items(self, address: str) -> ListHand:
        """Return where items are added to the list at *address* on the page that is shown."""
        items = self.page.places.editable_list(address)
        assert items is not None, f"{address} is not added to on this page"
        return ListHand(self, items)

    def open_card(self, address: str) -> None:
        """Open the cards that an item, or what is in it, lies in, with the mouse."""
        for card in self.page.places.cards(address):
            if address not in self.page.places.rows:
                self.unfold(card)

    def unfold(self, card: ItemFrame) -> None:
        """Show the questions of an item with the mouse, if they are not shown."""
        self.see(card)
        if not card.is_open:
            assert card.opener is not None
            self.see(card.opener)
            click(card.opener)

    def grid(self, table: str) -> GridHand:
        """Return the figures of the table at *table*."""
        return GridHand(self, self.page.places.grids[table])

    @property
    def review(self) -> ReviewHand:
        """The findings on the last page."""
        panel = self.page.findChild(ReviewPanel)
        assert panel is not None
        return ReviewHand(self, panel)

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        return focus

    @property
    def place(self) -> str:
        """The name of what has the focus: for a field, the address of its answer."""
        widget: QWidget | None = self.focus
        while widget is not None and not widget.objectName():
            widget = widget.parentWidget()
        return widget.objectName() if widget is not None else ""

    @property
    def help_text(self) -> QTextBrowser:
        """The text of the help."""
        pane = self.window.wizard.aside.pane("help")
        assert isinstance(pane, HelpPane)
        return pane.text

    @property
    def help(self) -> str:
        """What the help says."""
        return self.help_text.toPlainText()

    @property
    def labels(self) -> list[str]:
        """Everything that is written on the page."""
        self.settle()
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]

    def menu_text(self, name: str) -> str:
        """Return what the menu says of a command once it has been opened."""
        action = self.window.menus.actions[name]
        menu = next(m for m in self.window.menus.menus.values() if action in m.actions())
        menu.aboutToShow.emit()
        return action.text().replace("&", "")

    # Commands, by their keys

    def undo(self) -> None:
        """Press Ctrl+Z where the focus is."""
        press(Key.Key_Z, CTRL)

    def redo(self) -> None:
        """Press Ctrl+Shift+Z where the focus is."""
        press(Key.Key_Z, CTRL | SHIFT)

    def save(self, *acts: Act) -> None:
        """Press Ctrl+S, and answer the dialogs that come."""
        meanwhile(lambda: press(Key.Key_S, CTRL), *acts)

    def save_as(self, *acts: Act) -> None:
        """Press Ctrl+Shift+S, and answer the dialogs that come."""
        meanwhile(lambda: press(Key.Key_S, CTRL | SHIFT), *acts)

    def open(self, *acts: Act) -> None:
        """Press Ctrl+O, and answer the dialogs that come."""
        meanwhile(lambda: press(Key.Key_O, CTRL), *acts)

    def new(self, *acts: Act) -> None:
        """Press Ctrl+N, answer the dialogs that come, and begin without saying who the parties are."""
        meanwhile(lambda: press(Key.Key_N, CTRL), *acts)
        if (who := self.window.opening.who) is not None:
            click(who.skip)

    def export(self, *acts: Act) -> None:
        """Press Ctrl+Shift+E, and answer the dialogs that come."""
        meanwhile(lambda: press(Key.Key_E, CTRL | SHIFT), *acts)

    def close(self, *acts: Act) -> None:
        """Press Ctrl+Q, and answer the dialogs that come."""
        meanwhile(lambda: press(Key.Key_Q, CTRL), *acts)


def saved(screen: Screen, path: Path, title: str = "Vår överenskommelse") -> Path:
    """Write a title and save the draft at *path*."""
    screen.field("title").replace(title)
    screen.save_as(name_file(path))
    assert path.is_file()
    return path
