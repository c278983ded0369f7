"""The eyes that look at every page see what is wrong with one, and nothing else."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tests.gui import hands, ink, sight


@pytest.fixture
def board(swedish: None) -> Iterator[QWidget]:
    """Return a page with a button and a word on it."""
    board = QWidget()
    column = QVBoxLayout(board)
    column.addWidget(QLabel("Ett ord som kan läsas"))
    column.addWidget(QPushButton("Tryck här"))
    column.addWidget(QPushButton("Eller här"))
    board.show()
    hands.come_back()
    yield board
    board.close()
    board.deleteLater()


def _label(board: QWidget) -> QLabel:
    label = board.findChild(QLabel)
    assert label is not None
    return label


def test_a_page_that_is_as_it_should_be_has_no_faults(board: QWidget):
    assert [*sight.cut_off(board), *sight.faint(board), *sight.unnamed(board)] == []


def test_words_that_are_too_faint_are_seen(board: QWidget):
    palette = _label(board).palette()
    palette.setColor(QPalette.ColorRole.WindowText, palette.color(QPalette.ColorRole.Window).darker(130))
    _label(board).setPalette(palette)

    assert [one.partition(":")[0][:8] for one in sight.faint(board)] == ["contrast"]


def test_one_faint_word_among_others_is_seen(board: QWidget):
    _label(board).setText('Ett ord <span style="color: #999999">som inte</span> kan läsas')

    assert len(list(sight.faint(board))) == 1


def test_words_that_have_no_room_are_seen(board: QWidget):
    _label(board).setFixedWidth(40)
    button = board.findChild(QPushButton)
    assert button is not None
    button.setFixedWidth(30)
    hands.come_back()

    assert len([one for one in sight.cut_off(board) if one.startswith("cut off")]) == 2


def test_words_that_lie_over_others_are_seen(board: QWidget):
    _label(board).setGeometry(board.findChildren(QPushButton)[0].geometry())

    assert any("lies over" in one for one in sight.cut_off(board))


def test_buttons_without_names_and_with_the_same_name_are_told_of(board: QWidget):
    first, second = board.findChildren(QPushButton)
    first.setText("")
    assert [one.partition(":")[0] for one in sight.unnamed(board)] == ["no name"]

    first.setText(second.text())
    assert list(sight.unnamed(board)) == ["2 with one name: Eller här"]


def test_the_focus_is_not_seen_where_nothing_shows_it(board: QWidget):
    class Plain(QPushButton):
        def paintEvent(self, event: object) -> None:
            """Paint nothing."""

    column = board.layout()
    assert column is not None
    column.addWidget(Plain("Osynlig"))
    hands.come_back()

    walk = sight.walked(board, looking=True)
    assert [one.partition(" ”")[2] for one in walk.unseen] == ["Osynlig”"]
    assert [sight.called(one) for one in walk.stops] == [sight.called(one) for one in sight.in_use(board)]


def test_contrast_is_measured_on_what_is_painted(board: QWidget):
    board.setStyleSheet("QLabel { background: #777777; color: #777777 }")
    room = QRect(_label(board).geometry())

    assert ink.faintest(ink.painted(board), room) == 21.0
    board.setStyleSheet("QLabel { background: #777777; color: #ffffff }")
    assert (
        4.2
        < ink.faintest(ink.painted(board), room)
        < ink.contrast_of(QColor("#777777").rgb(), QColor("#ffffff").rgb()) + 0.01
    )
