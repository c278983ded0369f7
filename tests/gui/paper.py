"""The document beside the questions, as a user sees it: what can be read in it and done with it."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from lokdesk.gui.document.view import SheetView
from lokdesk.gui.panes.document import DocumentPane
from lokdesk.word.leaf import paragraphs
from lokdesk.word.runs import runs
from lokdesk.word.sheet import Place
from tests.gui.hands import CTRL, PLAIN, come_back, press, until
from tests.gui.pages import Screen


class PaperHand:
    """The document in a pane."""

    def __init__(self, screen: Screen, pane: DocumentPane) -> None:
        self.screen = screen
        self.pane = pane
        self.rest()

    @property
    def view(self) -> SheetView:
        """What shows the document."""
        return self.pane.view

    def rest(self) -> None:
        """Wait until the document is as the draft is."""
        until(lambda: not self.pane.busy and self.pane.view.sheet is not None)
        self.screen.settle()

    @property
    def words(self) -> list[str]:
        """What the paragraphs of the document say, with their labels."""
        assert self.view.sheet is not None
        return [
            f"{one.label} {text}".strip()
            for leaf in self.view.sheet.leaves
            for one in paragraphs(leaf)
            for text in ("".join(run.text for run in runs(one, self.view.sheet.paper)),)
        ]

    def place(self, address: str) -> Place:
        """Return where *address* stands first."""
        assert self.view.sheet is not None
        place = self.view.sheet.place(address)
        assert place is not None, f"{address} does not stand in the document"
        return place

    def sees(self, address: str) -> bool:
        """Return whether the place of *address* is in view."""
        area = self.view.area(self.place(address))
        return area is not None and bool(area.intersects(self.view.viewport().rect().toRectF()))

    def point(self, address: str) -> QPoint:
        """Return a point on the words of *address*, scrolling there first."""
        self.view.go_to(address)
        self.screen.settle()
        area = self.view.area(self.place(address))
        assert area is not None
        for x in range(round(area.left()) + 1, round(area.right()), 3):
            hit = self.view.hit(QPointF(x, area.top() + 4))
            if hit is not None and hit.on_words and hit.run is not None and hit.run.address == address:
                return QPoint(x + 2, round(area.top()) + 4)
        raise AssertionError(f"{address} cannot be pointed at")

    def click(self, address: str) -> None:
        """Click on the words of *address*."""
        self.click_at(self.point(address))

    def click_at(self, point: QPoint) -> None:
        """Click at *point* of the view."""
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, PLAIN, point)
        self.screen.settle()
        come_back()

    def point_at(self, point: QPoint) -> None:
        """Move the mouse to *point* of the view."""
        viewport = self.view.viewport()
        where = QPointF(viewport.mapToGlobal(point))
        none = Qt.MouseButton.NoButton
        QApplication.sendEvent(
            viewport, QMouseEvent(QEvent.Type.MouseMove, QPointF(point), where, none, none, PLAIN)
        )

    def tip(self, point: QPoint) -> str:
        """Return what is said of what the mouse rests on at *point*."""
        viewport = self.view.viewport()
        QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, point, viewport.mapToGlobal(point)))
        text = QToolTip.text()
        QToolTip.hideText()
        return text

    def drag(self, begin: QPoint, end: QPoint) -> None:
        """Drag the mouse from one point to another."""
        viewport = self.view.viewport()
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(viewport, left, PLAIN, begin)
        where = QPointF(viewport.mapToGlobal(end))
        QApplication.sendEvent(
            viewport,
            QMouseEvent(QEvent.Type.MouseMove, QPointF(end), where, Qt.MouseButton.NoButton, left, PLAIN),
        )
        QTest.mouseRelease(viewport, left, PLAIN, end)

    def copied(self) -> str:
        """Copy what is selected, and return it."""
        self.view.setFocus()
        QApplication.clipboard().clear()
        press(Qt.Key.Key_C, CTRL)
        return QApplication.clipboard().text()

    def wheel(self, up: bool) -> None:
        """Turn the wheel while Ctrl is held down."""
        viewport = self.view.viewport()
        middle = QPointF(viewport.rect().center())
        turned = QPoint(0, 120 if up else -120)
        event = QWheelEvent(
            middle,
            QPointF(viewport.mapToGlobal(middle.toPoint())),
            QPoint(),
            turned,
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)


def beside(screen: Screen) -> PaperHand:
    """Return the document beside the questions, shown."""
    screen.window.wizard.aside.choose("document")
    pane = screen.window.wizard.aside.pane("document")
    assert isinstance(pane, DocumentPane)
    return PaperHand(screen, pane)


def instead(screen: Screen) -> PaperHand:
    """Return the document in the place of the questions."""
    screen.window.wizard.go_to_view("document")
    screen.settle()
    pane = screen.window.wizard.stack.currentWidget()
    assert isinstance(pane, DocumentPane)
    return PaperHand(screen, pane)
