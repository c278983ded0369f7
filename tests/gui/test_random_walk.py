"""A random walk through the window, which must show what the draft holds at every step of the way."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import QEvent, Qt, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton

from lokdesk.agreement import address as at
from lokdesk.agreement import normal
from lokdesk.gui.fields.choice import ChoiceField
from lokdesk.gui.fields.day import DayField
from lokdesk.gui.fields.flag import FlagField
from lokdesk.gui.fields.line import LineField
from lokdesk.gui.fields.text import TextField
from lokdesk.gui.wizard.items import ItemList
from lokdesk.gui.wizard.page import StepPage
from lokdesk.gui.wizard.question import QuestionRow
from lokdesk.gui.wizard.wizard import PANES, VIEWS
from lokdesk.project import project
from lokdesk.project.project import Project
from lokdesk.session import cells
from lokdesk.session.library import Library
from tests import tools
from tests.gui.conftest import OpenWindow
from tests.gui.hands import ALT, CTRL, SHIFT, click, press, type_text
from tests.gui.pages import Screen

Key = Qt.Key

WALKS, STEPS = 12, 20
WRITTEN = (LineField, TextField, ChoiceField, DayField)
T = TypeVar("T")
number = st.integers(0, 1000)
words = st.text(alphabet="abc åÄé”– 123.\n", min_size=1, max_size=12)


@contextmanager
def agreeing() -> Iterator[None]:
    """Say yes to whatever is asked meanwhile."""

    def agree() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QMessageBox):
            yes = QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.DestructiveRole
            buttons = [one for one in dialog.buttons() if dialog.buttonRole(one) in yes] or dialog.buttons()
            buttons[0].click()
        elif isinstance(dialog, QDialog):
            dialog.accept()

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(agree)
    timer.start()
    try:
        yield
    finally:
        timer.stop()


def walk(open_window: OpenWindow, library: Library, folder: Path) -> type[RuleBasedStateMachine]:
    """Return a walk through a window of its own."""

    class Walk(RuleBasedStateMachine):
        screen: Screen

        @initialize(name=st.sampled_from(["tva-kommuner", "kronoberg", ""]))
        def begin(self, name: str) -> None:
            self.screen = open_window(library.example(name) if name else None)
            self.first = self.screen.window.session.draft

        # What a user does

        @rule(which=number)
        def go_to_a_step(self, which: int) -> None:
            steps = self.screen.window.desk.handbook.steps
            self.screen.step(steps[which % len(steps)].slug)

        @rule(which=number)
        def look_at_something_else(self, which: int) -> None:
            slugs = [slug for slug, _, _ in PANES]
            if which % 2:
                self.screen.window.wizard.aside.choose(slugs[which % len(slugs)])
                self.screen.window.wizard.aside.show()
            else:
                self.screen.window.wizard.go_to_view(list(VIEWS)[which % len(VIEWS)])

        @rule(which=number, text=words, instead=st.booleans())
        def write(self, which: int, text: str, instead: bool) -> None:
            row = self._pick([row for row in self._rows() if isinstance(row.field, WRITTEN)], which)
            if row is None:
                return
            self.screen.see(row.field)
            row.field.setFocus()
            if instead:
                press(Key.Key_A, CTRL)
            type_text(text if isinstance(row.field, TextField) else text.replace("\n", " "))
            if text.endswith("1"):
                press(Key.Key_B, CTRL)
                type_text("fet")

        @rule(which=number, answer=st.sampled_from([True, False, None]))
        def mark(self, which: int, answer: bool | None) -> None:
            row = self._pick([row for row in self._rows() if isinstance(row.field, FlagField)], which)
            if row is not None and isinstance(row.field, FlagField):
                self.screen.see(row.field.buttons[answer])
                row.field.buttons[answer].click()

        @rule(which=number)
        def add(self, which: int) -> None:
            items = self._pick(self._lists(), which)
            if items is not None and isinstance(items.add_button, QPushButton):
                self.screen.see(items.add_button)
                click(items.add_button)

        @rule(which=number)
        def open_or_close_a_card(self, which: int) -> None:
            cards = [card for items in self._lists() for card in items.cards.values() if card.opener]
            card = self._pick(cards, which)
            if card is not None and card.opener is not None:
                self.screen.see(card.opener)
                card.opener.click()

        @rule(which=number, keys=st.sampled_from([(Key.Key_D, CTRL), (Key.Key_Up, ALT), (Key.Key_Down, ALT)]))
        def copy_or_move(self, which: int, keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
            if self._stand_at_an_item(which):
                press(*keys)

        @rule(which=number)
        def remove(self, which: int) -> None:
            if self._stand_at_an_item(which):
                with agreeing():
                    press(Key.Key_Delete, CTRL | SHIFT)

        @rule(times=st.integers(1, 4))
        def undo(self, times: int) -> None:
            for _ in range(times):
                self.screen.window.undo()

        @rule(times=st.integers(1, 4))
        def redo(self, times: int) -> None:
            for _ in range(times):
                self.screen.window.redo()

        @rule()
        def rest(self) -> None:
            self.screen.rest()

        @rule()
        def save_and_open_again(self) -> None:
            session = self.screen.window.session
            file = folder / "vandring.lokdesk"
            session.save_as(file)
            draft = session.draft
            with agreeing():
                self.screen.window.files.open(file)
            assert session.draft == draft
            # A file that is open already stays as it is, with all that can be undone.
            if session.to_undo is None:
                self.first = session.draft

        # What must hold

        @invariant()
        def the_window_agrees_with_the_draft(self) -> None:
            if not hasattr(self, "screen"):
                return
            self.screen.settle()
            window = self.screen.window
            agreement = window.session.agreement
            for page in window.wizard.findChildren(StepPage):
                for address, row in page.places.rows.items():
                    if address not in window.desk.unread.texts:
                        assert cells.replaced(agreement, address, row.field.value) == agreement, address
                for items in page.places.all_lists:
                    there = at.get(agreement, items.address)
                    assert list(items.cards) == [at.join(items.address, one.id) for one in there]
                for grid in page.places.grids.values():
                    for address, cell in grid.inputs.items():
                        shown = normal.line(cell.text())
                        assert cells.replaced(agreement, address, shown) == agreement, address
            assert window.isWindowModified() == window.session.dirty
            undo, redo = window.menus.actions["undo"], window.menus.actions["redo"]
            assert undo.isEnabled() == (window.session.to_undo is not None)
            assert redo.isEnabled() == (window.session.to_redo is not None)

        def teardown(self) -> None:
            if not hasattr(self, "screen"):
                return
            session = self.screen.window.session
            raw = project.dumps(Project(session.draft))
            assert project.loads(raw).draft == session.draft
            while session.to_undo is not None:
                session.undo()
            assert session.draft == self.first
            self.screen.throw_away()
            running = [one for one in self.screen.window.findChildren(QTimer) if one.isActive()]
            assert not running, [(one.parent(), one.interval()) for one in running]
            self.screen.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

        # Where things are

        def _rows(self) -> list[QuestionRow]:
            page = self.screen.window.wizard.page
            if self.screen.window.wizard.view:
                return []
            return [row for row in page.places.rows.values() if row.isVisible() and row.field.isEnabled()]

        def _lists(self) -> list[ItemList]:
            page = self.screen.window.wizard.page
            if self.screen.window.wizard.view:
                return []
            return [items for items in page.places.all_lists if items.isVisible() and items.editable]

        def _stand_at_an_item(self, which: int) -> bool:
            cards = [card for items in self._lists() for card in items.cards.values() if card.more]
            card = self._pick(cards, which)
            if card is None or card.more is None:
                return False
            self.screen.see(card.more)
            card.more.setFocus()
            return True

        def _pick(self, among: Sequence[T], which: int) -> T | None:
            return among[which % len(among)] if among else None

    return Walk


@pytest.mark.hypothesis
def test_the_window_agrees_with_the_draft_wherever_one_goes(
    open_window: OpenWindow, library: Library, tmp_path: Path
):
    threads = set(threading.enumerate())
    machine = walk(open_window, library, tmp_path)

    walks = WALKS * 10 if tools.exploring() else WALKS
    # A walk is told as it went: to make it shorter takes longer than to follow it.
    phases = [phase for phase in Phase if phase is not Phase.shrink]
    run_state_machine_as_test(
        machine, settings=settings(max_examples=walks, stateful_step_count=STEPS, phases=phases)
    )

    QThreadPool.globalInstance().waitForDone()
    assert set(threading.enumerate()) <= threads
