"""The discussion as its users see it: the pane beside a question, its dialogs, the list of what is open."""

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialogButtonBox, QLabel, QScrollArea, QWidget

from lokdesk.gui.dialogs.compare import CompareDialog
from lokdesk.gui.dialogs.form import FormDialog
from lokdesk.gui.panes.card import Card
from lokdesk.gui.panes.discussion import DiscussionPane
from lokdesk.gui.panes.open import OpenView
from tests.gui.hands import CTRL, click, meanwhile, press, type_text, until
from tests.gui.pages import Act, Screen

Key = Qt.Key


def fill_in(fields: Mapping[str, str], agree: bool = True, remarks: list[str] | None = None) -> Act:
    """Return what types into the *fields* of a dialog, by their labels, and agrees.

    With *remarks*, the dialog is expected to object; what it says is added to them, and the dialog is left.
    """

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, FormDialog), dialog
        for row in dialog.rows:
            if row.label in fields:
                field = row.field.inputs()[0]
                field.setFocus()
                if isinstance(field, QComboBox):
                    _pick(field, fields[row.label])
                else:
                    press(Key.Key_A, CTRL)
                    press(Key.Key_Delete)
                    type_text(fields[row.label])
        assert fields.keys() <= {row.label for row in dialog.rows}
        standard = QDialogButtonBox.StandardButton
        button = dialog.buttons.button(standard.Ok if agree else standard.Cancel)
        # What was typed last counts when it has been met.
        until(button.isEnabled)
        click(button)
        if remarks is not None:
            assert dialog.isVisible(), "nothing was objected to"
            remarks.append(dialog.remark.text())
            click(dialog.buttons.button(standard.Cancel))

    return act


def _pick(box: QComboBox, text: str) -> None:
    box.setFocus()
    for _ in range(box.count()):
        press(Key.Key_Up)
    while box.currentText() != text:
        before = box.currentIndex()
        press(Key.Key_Down)
        assert box.currentIndex() != before, f"{text} cannot be picked"


def choose_wording(number: int) -> Act:
    """Return what chooses a wording, by its number, where they stand side by side."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, CompareDialog), dialog
        click(list(dialog.buttons.values())[number])

    return act


def words_on(widget: QWidget) -> str:
    """Return everything that is written on *widget*, a line for each label that can be seen."""
    labels = cast("list[QLabel]", widget.findChildren(QLabel))
    return "\n".join(label.text() for label in labels if label.isVisible() and label.text())


class _Cards:
    """Cards with things that have been said."""

    def __init__(self, screen: Screen, cards: Mapping[str, Card], area: QScrollArea) -> None:
        self.screen = screen
        self.cards = cards
        self.area = area

    def button(self, text: str, button: str) -> QAbstractButton:
        """Return the button called *button* on the card that says *text*."""
        for card in self.cards.values():
            if text in words_on(card) or (card.frameShape() == Card.Shape.NoFrame and not text):
                if button in card.buttons:
                    found = card.buttons[button]
                    self.screen.settle()
                    self.area.ensureWidgetVisible(found)
                    return found
        raise AssertionError(
            f"no {button} on a card with ”{text}”: {list(map(words_on, self.cards.values()))}"
        )

    def do(self, text: str, button: str, *acts: Act) -> None:
        """Press a button on the card that says *text*, and answer the dialogs that come."""
        found = self.button(text, button)
        meanwhile(lambda: click(found), *acts)
        self.screen.settle()


class PaneHand(_Cards):
    """The pane Samtal."""

    def __init__(self, screen: Screen) -> None:
        wizard = screen.window.wizard
        if not wizard.aside.isVisible() or wizard.aside.slug != "discussion":
            press(Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
        screen.settle()
        pane = wizard.aside.pane("discussion")
        assert isinstance(pane, DiscussionPane)
        self.pane = pane
        super().__init__(screen, pane.cards, pane.area)

    @property
    def text(self) -> str:
        """Everything that the pane says."""
        self.screen.settle()
        return words_on(self.pane)

    def start(self, name: str, *acts: Act) -> None:
        """Press one of the buttons that begin something new, and answer the dialogs that come."""
        meanwhile(lambda: click(self.pane.buttons[name]), *acts)
        self.screen.settle()

    def position(self, party: str) -> QComboBox:
        """Return where the position of the party with that id is set."""
        box = self.pane.table.boxes[party]
        self.area.ensureWidgetVisible(box)
        box.setFocus()
        return box


class OpenHand(_Cards):
    """The list of what is open."""

    def __init__(self, screen: Screen) -> None:
        press(Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
        screen.settle()
        view = screen.window.wizard.stack.currentWidget()
        assert isinstance(view, OpenView)
        self.view = view
        super().__init__(screen, view.cards, view.area)

    @property
    def text(self) -> str:
        """Everything that the list says."""
        self.screen.settle()
        return words_on(self.view)
