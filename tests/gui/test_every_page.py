"""All that can be seen of the program, looked at: what fits, what can be read, and what the keys reach.

One window in each look goes through all the shots; what is wrong is told with the name of the shot.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget

from lokdesk import gui
from lokdesk.gui import appearance
from lokdesk.gui.entrance import Entrance
from lokdesk.gui.menus import MENUS
from lokdesk.gui.panes.document import DocumentPane
from lokdesk.gui.panes.pane import Pane
from lokdesk.gui.reading import Reading
from lokdesk.gui.settings import Appearance, Settings
from lokdesk.gui.window import MainWindow
from lokdesk.gui.wizard.wizard import PANES, VIEWS
from lokdesk.session.library import Library
from lokdesk.session.session import Session
from tests.gui import hands, shots, sight
from tests.gui.shots import SHOTS, Shot

_SETTLED = 3
"""How many looks in a row find everything in the same place once all is laid out."""
_MEANWHILE = 15
"""How many milliseconds there are between those looks."""
_DRAWN = 350
"""How many it takes until figures are there, which are drawn when hands rest."""

Eye = Callable[[QWidget], Iterator[str]]
"""Yields what is wrong with what it looks at."""


@dataclass(frozen=True)
class Look:
    """Colours, a screen, and a size of text in per cent."""

    colours: Appearance = "light"
    screen: str = "laptop"
    text: int = 100

    def __str__(self) -> str:
        return f"{self.colours}-{self.screen}-{self.text}"


COMMON = Look()
SCALED = Look(screen="scaled")
"""A screen of 1366 by 768 pixels where everything is shown at 125 per cent."""
LARGE = Look(text=200)
DARK = Look("dark")
CONTRAST = Look("contrast")


@dataclass
class Stage:
    """A window in one look, in which any of the shots can be brought about."""

    look: Look
    window: MainWindow

    def go_to(self, name: str) -> None:
        """Show the window on all of the screen that has the *name*."""
        screen = next(one for one in QApplication.screens() if one.name() == name)
        self.window.setScreen(screen)
        self.window.setGeometry(screen.geometry())

    def show(self, shot: Shot, look_at: Callable[[QWidget], object]) -> None:
        """Bring *shot* about and have it looked at."""
        window = self.window
        window.session.new()
        window.wizard.parts.show_panes()
        window.wizard.parts.show_steps()
        window.activateWindow()

        def seen(root: QWidget) -> None:
            hands.come_back()
            if "figure" in shot.name:
                QTest.qWait(_DRAWN)
            hands.until(lambda: not any(one.busy for one in sight.seen(root, DocumentPane)))
            settle(root)
            assert next(sight.seen(root, shot.shows), None) is not None, f"no {shot.shows.__name__}"
            look_at(root)

        try:
            shot.bring(window, seen)
        except Exception as error:
            error.add_note(f"in the shot {shot.name}")
            raise

    def faults(self, wanted: Iterable[Shot], *eyes: Callable[[Shot], Eye]) -> list[str]:
        """Return what is wrong with what is *wanted*, as each of the *eyes* finds."""
        found: list[str] = []
        for shot in wanted:
            looks = [one(shot) for one in eyes]

            def look_at(root: QWidget, name: str = shot.name, looks: list[Eye] = looks) -> None:
                found.extend(f"{name}: {fault}" for look in looks for fault in look(root))

            self.show(shot, look_at)
        return found


def settle(root: QWidget) -> None:
    """Wait until all in *root* is laid out: cards open within cards, and words wrap within those."""
    before, alike = (), 0
    while alike < _SETTLED:
        QTest.qWait(_MEANWHILE)
        QApplication.sendPostedEvents()
        now = tuple(widget.geometry() for widget in sight.seen(root, QWidget))
        before, alike = now, alike + 1 if now == before else 0


@pytest.fixture(scope="module")
def stage(
    request: pytest.FixtureRequest, library: Library, swedish: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    look: Look = request.param
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with ExitStack() as after:
        after.callback(appearance.apply, application, 100, "system")
        appearance.apply(application, look.text, look.colours)
        store = QSettings(str(tmp_path_factory.mktemp("look") / "s.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.name, settings.party = "Karin Ek", shots.OWN_PARTY
        settings.text_size = settings.workshop_text_size = look.text
        settings.appearance = look.colours
        window = MainWindow(Session(library), settings, lambda: shots.TODAY)
        stage = Stage(look, window)
        stage.go_to(look.screen)
        window.show()
        hands.come_back()
        yield stage
        window.session.new()
        window.close()
        window.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def in_looks(*looks: Look) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("stage", looks, indirect=True, ids=str)


# Everything there is

_SHOWN = {shot.shows for shot in SHOTS}
_NAMES = {shot.name for shot in SHOTS}
_PARTS_OF_WINDOWS = ("Window", "Dialog", "Page", "Pane", "Panel")
"""What the names of those end with that are no part of anything else of ours."""


def _classes(kind: type[QWidget]) -> set[type[QWidget]]:
    """Return the classes of a *kind* in the program that others are not made from."""
    for module in pkgutil.walk_packages(gui.__path__, f"{gui.__name__}."):
        importlib.import_module(module.name)
    found: set[type[QWidget]] = set()
    left = [kind]
    while left:
        below = left.pop().__subclasses__()
        left += below
        found |= {
            one for one in below if one.__module__.startswith(f"{gui.__name__}.") and not one.__subclasses__()
        }
    return found


@pytest.mark.parametrize("kind", [QDialog, QMainWindow, Pane, Reading])
def test_every_page_pane_and_dialog_is_among_the_shots(kind: type[QWidget]):
    found = _classes(kind)

    # The window is behind all of them, and at first it shows the start page and no more.
    assert found
    assert found - {MainWindow, Entrance} <= _SHOWN


def test_what_is_called_a_window_or_a_page_is_among_the_shots():
    found = {one for one in _classes(QWidget) if one.__name__.endswith(_PARTS_OF_WINDOWS)}

    assert len(found) > len(_classes(Pane))
    assert found - {MainWindow} <= _SHOWN


def test_every_pane_and_view_and_menu_that_the_window_has_is_among_the_shots():
    panes = {f"pane-{slug}" for slug, _, _ in PANES}
    menus = {f"menu-{title.replace('&', '').lower()}" for title in MENUS}

    # There is a shot for each kind of figure.
    assert panes - {"pane-figures"} | {f"view-{slug}" for slug in VIEWS} | menus <= _NAMES
    assert "pane-figures" not in panes or any(name.startswith("pane-figures-") for name in _NAMES)


def test_every_step_is_among_the_shots_empty_and_filled_in_and_with_all_cards_open(library: Library):
    slugs = {step.slug for step in library.handbook.steps}

    assert {f"{state}-{slug}" for slug in slugs for state in ("fresh", "step", "open")} <= _NAMES


# What fits, what can be read, and what the keys reach

_SHORT = {
    *("start", "who", "fresh-follow_up", "item-goal", "removed", "pane-document"),
    *("view-overview", "view-document", "view-open", "view-intake", "view-replies", "workshop", "guide"),
    *("dialog-settings", "dialog-replace", "dialog-compare", "dialog-figure", "dialog-propose"),
    *(
        "dialog-footnote",
        "dialog-agenda",
        "dialog-target",
        "message-remove",
        "start-unsaved",
        "dialog-recovery",
    ),
}
_HAVE_EVERY_KIND = _SHORT | {"item-statistics", "search", "pane-discussion", "pane-figures-wheel"}
"""Shots that together have every kind of thing that takes keys; the *short* ones are soon gone through."""
_WALKED_ELSEWHERE = {
    *("item-forum", "remark", "pane-figures-chart", "pane-figures-lanes", "pane-figures-chain"),
}
"""Shots with long ways for the Tab key, past what are the questions and panes of other shots."""
_PAGES = tuple(one for one in SHOTS if one.shows is not QMenu)
_MENUS = tuple(one for one in SHOTS if one.shows is QMenu)
_UNFOLDED = tuple(one for one in _PAGES if not one.name.startswith(("step-", "item-")))
"""Those in which all that stands on a page can be seen at once, and the panes and dialogs."""
_FOLDED = tuple(one for one in SHOTS if not one.open and not one.name.startswith("step-"))
"""Those that show one card of each kind, or none, and the panes, dialogs and menus."""


def _fits(_: Shot) -> Eye:
    def faults(root: QWidget) -> Iterator[str]:
        yield from sight.fits(root)
        yield from sight.cut_off(root)

    return faults


def _can_be_read(_: Shot) -> Eye:
    return sight.faint


def _is_told(_: Shot) -> Eye:
    return sight.unnamed


def _is_come_to(shot: Shot) -> Eye:
    def faults(root: QWidget) -> Iterator[str]:
        # Where every card is open, or closed, there is much to go through by key: the same stands elsewhere,
        # and the order of all that is on such a page is seen to where pages are tested by themselves.
        if shot.open or shot.name.startswith("step-") or shot.name in _WALKED_ELSEWHERE:
            return
        walk = sight.walked(root, looking=shot.name in _HAVE_EVERY_KIND)
        yield from sight.lost(root, walk.stops)
        yield from walk.unseen

    return faults


def test_those_that_have_every_kind_of_thing_that_takes_keys_are_among_the_shots():
    assert _HAVE_EVERY_KIND | _WALKED_ELSEWHERE <= _NAMES


@in_looks(COMMON)
def test_everything_fits_and_can_be_read_and_has_a_name_and_is_come_to_by_key(stage: Stage):
    assert stage.faults(_PAGES, _fits, _can_be_read, _is_told, _is_come_to) == []


@in_looks(COMMON)
def test_nothing_is_cut_off_when_the_window_grows_narrow_and_wide_again(stage: Stage):
    def faults(root: QWidget) -> Iterator[str]:
        for screen in ("scaled", "laptop"):
            stage.go_to(screen)
            settle(root)
            yield from (f"{screen}: {fault}" for fault in sight.cut_off(root))

    names = ("step-organisation", "item-statistics", "view-overview")
    assert stage.faults((one for one in SHOTS if one.name in names), lambda _: faults) == []


@in_looks(SCALED, LARGE)
def test_everything_fits_on_a_small_screen_and_in_large_text(stage: Stage):
    assert stage.faults(_UNFOLDED, _fits) == []


@in_looks(DARK, CONTRAST)
def test_everything_can_be_read_and_the_focus_seen_in_other_colours(stage: Stage):
    def has_seen_focus(shot: Shot) -> Eye:
        looking = shot.name in _SHORT
        return lambda root: iter(sight.walked(root, looking=True).unseen if looking else ())

    assert stage.faults(_FOLDED, _can_be_read, has_seen_focus) == []


@in_looks(COMMON)
def test_every_menu_can_be_read(stage: Stage):
    assert stage.faults(_MENUS, _can_be_read) == []


# Where there is no room for all three parts


@in_looks(LARGE)
def test_the_panes_take_the_place_of_the_steps_where_there_is_no_room_for_both(stage: Stage):
    wizard = stage.window.wizard
    stage.window.session.new()
    wizard.parts.show_panes()
    wizard.parts.show_steps()
    stage.window.activateWindow()
    hands.come_back()
    assert wizard.steps.isVisible() and not wizard.aside.isVisible()

    hands.click(wizard.other_part)
    assert wizard.aside.isVisible() and not wizard.steps.isVisible()
    assert wizard.other_part.text() == "Visa stegen"

    hands.click(wizard.other_part)
    assert wizard.steps.isVisible() and not wizard.aside.isVisible()

    hands.press(Qt.Key.Key_F1)
    assert wizard.aside.isVisible() and not wizard.steps.isVisible()
    hands.press(Qt.Key.Key_0, hands.CTRL)
    assert wizard.steps.isVisible() and not wizard.aside.isVisible()


@in_looks(COMMON)
def test_panes_that_are_put_away_for_want_of_room_come_back_with_it(stage: Stage):
    wizard = stage.window.wizard
    stage.window.session.new()
    wizard.parts.show_panes()
    hands.come_back()
    assert wizard.aside.isVisible() and wizard.steps.isVisible() and not wizard.other_part.isVisible()

    stage.window.resize(700, 700)
    hands.come_back()
    narrow = wizard.aside.isVisible(), wizard.steps.isVisible(), wizard.parts.panes_wanted
    stage.go_to("laptop")
    hands.come_back()

    assert narrow in ((False, True, True), (True, False, True))
    assert wizard.aside.isVisible() and wizard.steps.isVisible()


@in_looks(COMMON)
def test_panes_that_have_been_closed_can_be_had_back_by_a_button(stage: Stage):
    wizard = stage.window.wizard
    stage.window.session.new()
    wizard.parts.show_panes()
    stage.window.activateWindow()
    hands.come_back()

    hands.press(Qt.Key.Key_0, hands.CTRL)
    assert not wizard.aside.isVisible() and not wizard.parts.panes_wanted
    assert wizard.other_part.text() == "Visa hjälp och samtal"
    hands.click(wizard.other_part)

    assert wizard.aside.isVisible()
    assert wizard.aside.isAncestorOf(QApplication.focusWidget() or stage.window)
