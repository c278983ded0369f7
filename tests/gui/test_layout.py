"""Layouts that are changed much at a time, and texts that know how high they are."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QVBoxLayout, QWidget

from lokdesk.gui import layout
from lokdesk.gui.flow import Flow
from lokdesk.gui.look import with_dots, wrapped

TEXT = "En text som är så lång att den går över flera rader där det är smalt."


class Column(QVBoxLayout):
    """Counts how many times it lays out what it holds."""

    passes = 0

    def setGeometry(self, rect: QRect) -> None:
        self.passes += 1
        super().setGeometry(rect)


def test_what_comes_at_once_is_laid_out_once_and_can_have_the_focus(qapp: QApplication):
    window, part = QWidget(), QWidget()
    outer = QVBoxLayout(window)
    outer.addWidget(part)
    outer.addStretch(1)
    column = Column(part)
    window.show()
    qapp.processEvents()
    column.passes = 0
    kept, hidden = [QPushButton(str(n)) for n in range(9)], QPushButton("dold")
    hidden.hide()

    with layout.at_once(part):
        for button in (*kept, hidden):
            column.addWidget(button)
    assert all(button.isVisible() for button in kept)
    assert not hidden.isVisible()
    qapp.processEvents()

    assert 0 < column.passes < len(kept) / 2
    assert kept[0].y() < kept[1].y() < kept[8].y()
    window.close()


def test_a_menu_is_not_opened_by_what_comes_beside_it(qapp: QApplication):
    part = QWidget()
    menu, column = QMenu(part), QVBoxLayout(part)
    part.show()

    with layout.at_once(part):
        column.addWidget(QPushButton("En"))

    assert not menu.isVisible()
    part.close()


def test_a_text_is_as_high_as_it_is_in_its_width_whatever_changes(qapp: QApplication):
    label = wrapped(TEXT)

    narrow, wide = label.heightForWidth(100), label.heightForWidth(400)
    assert narrow > wide
    assert label.heightForWidth(100) == narrow

    label.setText(TEXT + TEXT)
    longer = label.heightForWidth(100)
    assert longer > narrow
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    label.setFont(font)
    larger = label.heightForWidth(100)
    assert larger > longer
    with_dots(label)
    assert label.heightForWidth(100) > larger


def test_what_flows_is_as_high_as_what_it_holds(qapp: QApplication):
    widget, flow = QWidget(), Flow()
    widget.setLayout(flow)
    first, second = QPushButton("En"), QPushButton("Två")
    flow.addWidget(first)
    one = flow.heightForWidth(10)
    assert flow.heightForWidth(10) == one

    flow.addWidget(second)
    assert flow.heightForWidth(10) > one
    first.hide()
    assert flow.heightForWidth(10) == one
