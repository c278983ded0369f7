"""What has the focus shows it."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from lokdesk.gui.fields.cell import CellInput
from lokdesk.gui.fields.choice import ChoiceField
from lokdesk.gui.fields.text import TextInput

Shown = Callable[[QWidget], QWidget]


def is_ringed(widget: QWidget) -> bool:
    """Return whether the left edge of *widget* has the colour of what is selected."""
    image = widget.grab().toImage()
    colour = image.pixelColor(1, image.height() // 2)
    return colour.name() == widget.palette().color(QPalette.ColorRole.Highlight).name()


@pytest.mark.parametrize("make", [TextInput, CellInput])
def test_a_text_has_a_ring_around_it_for_as_long_as_it_has_the_focus(
    shown: Shown, make: Callable[[], QWidget]
):
    window, text, other = QWidget(), make(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(text)
    column.addWidget(other)
    shown(window)

    other.setFocus()
    assert not is_ringed(text)
    text.setFocus()
    assert is_ringed(text)
    other.setFocus()
    assert not is_ringed(text)


def test_nothing_lies_on_the_words_of_a_list_that_pops_up(shown: Shown):
    field = ChoiceField("status")
    shown(field)

    field.input.showPopup()
    words = field.input.view()
    QApplication.processEvents()
    assert words.isVisible()
    assert not is_ringed(words)
    field.input.hidePopup()
