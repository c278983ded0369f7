from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lokdesk.gui.flow import Flow
from lokdesk.gui.wizard import tab_order
from tests.gui.conftest import OpenWindow
from tests.gui.hands import items_remembered


def _row(*names: str, layout: QLayout) -> QLayout:
    for name in names:
        layout.addWidget(QPushButton(name))
    return layout


def test_the_order_is_the_one_in_which_things_are_laid_out(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit("first"))
    column.addWidget(QLabel("never"))
    column.addStretch(1)
    column.addLayout(_row("second", "third", layout=QHBoxLayout()))
    inner = QVBoxLayout()
    inner.addLayout(_row("fourth", "fifth", layout=Flow()))
    column.addLayout(inner)
    column.addWidget(QPushButton("last"))
    column.insertWidget(1, QPushButton("in between"))
    aside = QPushButton("in no layout", window)
    qtbot.addWidget(window)
    window.show()
    found = [one.text() for one in tab_order.stops(window) if isinstance(one, QLineEdit | QPushButton)]
    assert found == ["first", "in between", "second", "third", "fourth", "fifth", "last"]
    assert aside.isVisible()


def test_nothing_that_a_layout_may_throw_away_is_remembered(open_window: OpenWindow) -> None:
    # What is remembered of an item that Qt has thrown away ends the program when something else is there.
    screen = open_window()
    screen.go("goals")
    assert list(tab_order.stops(screen.window))
    assert not items_remembered()
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(QLabel("never"))
    assert column.itemAt(0) is not None
    assert len(items_remembered()) == 1
