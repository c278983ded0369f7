"""How large the text is, and whether the window is light or dark."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel

from lokdesk.gui import appearance, shapes
from lokdesk.gui.settings import Appearance
from lokdesk.handbook.progress import State
from tests.gui.contrast import contrast

Role, Group = QPalette.ColorRole, QPalette.ColorGroup
PAIRS = (
    (Role.WindowText, Role.Window),
    (Role.Text, Role.Base),
    (Role.ButtonText, Role.Button),
    (Role.HighlightedText, Role.Highlight),
    (Role.Link, Role.Window),
    (Role.Link, Role.Base),
    (Role.ToolTipText, Role.ToolTipBase),
)


@pytest.fixture
def application(qapp: QApplication, swedish: None) -> Iterator[QApplication]:
    yield qapp
    appearance.apply(qapp, 100, "system")


def test_text_is_as_large_as_asked_for_however_often_it_changes(application: QApplication):
    usual = application.font().pointSizeF()

    for size in (200, 125, 100):
        appearance.apply(application, size, "system")
        assert QLabel().font().pointSizeF() == pytest.approx(usual * size / 100)


@pytest.mark.parametrize("look", ["system", "light", "dark"])
def test_everything_can_be_read_in_every_look(application: QApplication, look: Appearance):
    appearance.apply(application, 100, look)
    palette = application.palette()

    for group in (Group.Active, Group.Inactive):
        for text, ground in PAIRS:
            assert contrast(palette.color(group, text), palette.color(group, ground)) >= 4.5, (group, text)
    for text, ground in PAIRS[:3]:
        assert contrast(palette.color(Group.Disabled, text), palette.color(Group.Disabled, ground)) >= 4.5, (
            text
        )
    assert contrast(palette.color(Role.PlaceholderText), palette.color(Role.Base)) >= 4.5


@pytest.mark.parametrize("look", ["light", "dark"])
def test_shapes_stand_out_from_their_ground(application: QApplication, look: Appearance):
    appearance.apply(application, 100, look)
    palette = application.palette()

    for state in State:
        for ground in (Role.Window, Role.Base):
            assert contrast(shapes.colour(state, palette), palette.color(ground)) >= 3, state


def test_dark_is_dark_and_light_is_light_also_where_the_system_has_no_dark(application: QApplication):
    for look in ("dark", "light", "dark", "system"):
        appearance.apply(application, 100, look)
        assert appearance.is_dark(application.palette()) == (look == "dark"), look
