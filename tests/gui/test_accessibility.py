"""Every page of the large example with every card open: what a screen reader is told, and what fits."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollBar, QTextEdit, QWidget

from lokdesk.agreement import schema
from lokdesk.agreement.answer import Answer
from lokdesk.agreement.schema import ListOf
from lokdesk.gui.fields.field import Field
from lokdesk.gui.settings import Settings
from lokdesk.gui.window import MainWindow
from lokdesk.gui.wizard import tab_order
from lokdesk.handbook import asking
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.gui.conftest import OpenWindow
from tests.gui.contrast import contrast
from tests.gui.pages import Screen

STEPS = [
    path.stem for path in (Path(__file__).parents[2] / "resources" / "handbook" / "2026.1").glob("*.toml")
]
STEPS = [slug for slug in STEPS if slug not in ("handbook", "presets")]
_IN_GRID = "mapping/statistics/*/"


@pytest.fixture(params=STEPS, scope="module")
def screen(
    request: pytest.FixtureRequest, library: Library, swedish: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Screen]:
    """Return the window on one step of the example, with every card open."""
    settings = QSettings(str(tmp_path_factory.mktemp("gui") / "s.ini"), QSettings.Format.IniFormat)
    window = Screen(MainWindow(Session(library, library.example()), Settings(settings)))
    window.show()
    window.window.wizard.go_to_step(str(request.param))
    opened = -1
    while opened != (opened := sum(len(items.cards) for items in window.page.places.all_lists)):
        for items in window.page.places.all_lists:
            for card in items.cards.values():
                card.open()
    window.settle()
    yield window
    window.window.close()
    window.window.deleteLater()


def in_use(screen: Screen) -> list[QWidget]:
    """Return everything on the page that takes keys."""
    found: list[QWidget] = []
    for widget in cast("list[QWidget]", screen.page.widget().findChildren(QWidget)):
        taken = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if taken and widget.isVisible() and not isinstance(widget, QScrollBar):
            found.append(widget)
    return found


def test_every_input_has_a_name_of_its_own(screen: Screen):
    names = [widget.accessibleName() or getattr(widget, "text", str)() for widget in in_use(screen)]

    assert len(names) > 5
    assert "" not in [name.strip() for name in names]


def test_every_answer_of_the_step_has_one_field_known_by_its_address(screen: Screen):
    handbook, agreement = screen.window.session.handbook, screen.window.session.agreement
    asked: set[str] = set()
    lists: set[str] = set()
    for question in handbook.step(screen.page.step.slug).questions:
        for address in asking.addresses(agreement, question.address):
            if isinstance(question.field, ListOf):
                lists.add(address)
            else:
                asked.add(address)

    fields = [one.objectName() for one in screen.page.findChildren(Field) if one.objectName()]
    cells = {address for grid in screen.page.places.grids.values() for address in grid.inputs}

    assert len(fields) == len(set(fields))
    assert asked <= set(fields) | cells
    shown = {items.address for items in screen.page.places.all_lists if items.editable}
    assert {one for one in lists if not _shown_in_a_grid(one)} == shown


def _shown_in_a_grid(address: str) -> bool:
    return schema.pattern(address).startswith(_IN_GRID)


def test_the_tab_key_reaches_everything_once(screen: Screen):
    order = list(tab_order.stops(screen.page))

    assert len(order) == len(set(order))
    missed = [one for one in in_use(screen) if one.isEnabled() and one not in order]
    assert [_described(one) for one in missed if not _one_of_several(one)] == []


def _described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"


def _one_of_several(widget: QWidget) -> bool:
    """Whether the arrow keys go to *widget* from another of its group."""
    return isinstance(widget, QAbstractButton) and widget.autoExclusive() and not widget.isChecked()


def test_nothing_is_wider_than_the_page_or_cut_off(screen: Screen):
    assert screen.page.widget().width() <= screen.page.viewport().width()
    for label in cast("list[QLabel]", screen.page.widget().findChildren(QLabel)):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for text in cast("list[QTextEdit]", screen.page.widget().findChildren(QTextEdit)):
        hidden = text.document().size().height() - text.viewport().height()
        assert hidden <= 0 or text.verticalScrollBar().isVisible(), text.accessibleName()


def test_every_card_says_what_its_buttons_do_it_to(screen: Screen):
    for items in screen.page.places.all_lists:
        for card in items.cards.values():
            assert card.name
            if items.editable:
                assert card.more is not None
                assert card.more.accessibleName() == f"{card.more.text()}: {card.name}"


def kinds(screen: Screen) -> Iterator[str]:
    for address in screen.page.places.rows:
        field = schema.patterns()[schema.pattern(address)]
        assert isinstance(field, Answer)
        yield field.kind


def test_the_steps_together_have_every_kind_of_field(open_window: OpenWindow):
    window = open_window()
    session = window.window.session
    session.new(session.library.example())
    seen: set[str] = set()
    for slug in STEPS:
        window.window.wizard.go_to_step(slug)
        for items in window.page.places.all_lists:
            for card in items.cards.values():
                card.open()
        seen |= set(kinds(window))

    assert seen == {field.kind for field in schema.patterns().values() if isinstance(field, Answer)}


@pytest.mark.parametrize("slug", STEPS)
def test_all_that_is_written_stands_out_from_its_ground(open_window: OpenWindow, slug: str):
    window = open_window()
    window.window.wizard.go_to_step(slug)
    window.settle()

    for label in window.page.findChildren(QLabel):
        palette = label.palette()
        text, ground = palette.ColorRole.WindowText, palette.ColorRole.Window
        assert contrast(palette.color(text), palette.color(ground)) >= 4.5, label.text()
