"""What a screen reader asks of a part that scrolls is answered, also when it asks too late."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from lokdesk.gui import accessible


class _Area(QScrollArea):
    pass


def test_a_part_that_has_gone_is_no_part(qtbot: QtBot):
    accessible.install()
    area = _Area()
    qtbot.addWidget(area)
    area.setWidget(QLabel("Parter"))
    area.setAccessibleName("Frågor")
    area.show()

    told = QAccessible.queryAccessibleInterface(area)
    parts = [told.child(number) for number in range(told.childCount())]
    shown = [one for one in parts if not one.state().invisible]

    assert told.child(told.childCount()) is None
    assert [one.object() for one in shown] == [area.viewport()]
    assert told.text(QAccessible.Text.Name) == "Frågor"
    assert told.parent() is not None
