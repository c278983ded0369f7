"""The view of the document: paper that can be read, pointed at, gone through by keys and copied from."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip

from lokdesk.agreement.finding import Finding
from lokdesk.gui import links, look
from lokdesk.gui.document import mark, selection, speech
from lokdesk.gui.document.hit import Hit, first_address, nearest
from lokdesk.gui.document.painting import Emphasis, Painting
from lokdesk.gui.document.roll import Reckoned
from lokdesk.gui.document.scroll import Scroll
from lokdesk.gui.document.selection import Selection
from lokdesk.gui.document.typesetter import Text
from lokdesk.word.paper import Paper
from lokdesk.word.runs import Run
from lokdesk.word.sheet import Place

FIXED_TIP = "Styrande text. Den är lika för alla och ändras inte i överenskommelsen."
"""What is said of fixed text to those who point at it."""
_COPY, _ALL = QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll


class SheetView(Scroll):
    """A sheet on the screen."""

    wanted = Signal(str)
    """The address of the answer that the user wants to go to."""

    def __init__(self, describe: Callable[[str], str]) -> None:
        """Take what *describes* an address to those who point at its answer."""
        super().__init__()
        self._describe = describe
        self._marks: Mapping[Place, Sequence[Finding]] = {}
        self._focused = ""
        self._current: Place | None = None
        self._come_by_keys = False
        """Whether the focus, if it is here, has not come with the mouse: then there is a place of it."""
        self._selection: Selection | None = None
        self._hovered = ""
        self._pressed: QPoint | None = None
        self.setObjectName("document")
        self.setAccessibleName("Dokumentet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    # -- what is shown

    def show_sheet(self, reckoned: Reckoned) -> None:
        """Show a sheet. What was at the top of the view stays there as far as it is still in it."""
        old = self._leaves
        super().show_sheet(reckoned)
        leaves = self._leaves
        if self._selection is not None:
            # Text that has moved would be another text.
            same = leaves[: self._selection.last_leaf + 1]
            if same != old[: len(same)]:
                self._selection = None
        if self._current is not None and self._current[0] >= len(leaves):
            self._current = None
        if self._current is None and self._come_by_keys and self.hasFocus():
            self._begin()

    def _take_paper(self, paper: Paper) -> None:
        super()._take_paper(paper)
        self._marks = {}
        self._current = self._selection = None

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        roll = self._roll
        if roll is None or roll.sheet is None:
            return
        seen = self._seen()
        current = self._current if self.hasFocus() else None
        emphasis = Emphasis(self._focused, self._hovered, current, self._selection, self._marks)
        ground = self.palette().color(QPalette.ColorRole.Window)
        offset, size = self.verticalScrollBar().value(), self.viewport().rect().toRectF()
        with QPainter(self.viewport()) as painter:
            Painting(painter, roll, self._column(roll), emphasis, ground).paint(seen, offset, size)

    # -- pointing

    def hit(self, point: QPointF) -> Hit | None:
        """Return what is at *point* of the view, or what is nearest to it in its row."""
        if self._roll is None:
            return None
        left = self._column(self._roll).left
        for number, y, setting in self._seen():
            if y <= point.y() < y + setting.height and setting.texts:
                return nearest(number, setting, point - QPointF(left, y))
        return None

    def mark_at(self, point: QPointF) -> Sequence[Finding]:
        """Return the findings whose mark is at *point*."""
        if self._roll is None:
            return ()
        stands = self._column(self._roll)
        for number, y, setting in self._seen():
            inner = point - QPointF(stands.left, y)
            for place, text in enumerate(setting.texts):
                findings = self._marks.get((number, place))
                if findings and mark.area(text, -stands.margin).adjusted(-3, -3, 3, 3).contains(inner):
                    return findings
        return ()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select, or to click."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position().toPoint()
        hit = self.hit(event.position())
        if hit is None:
            return
        here = (*hit.place, hit.position)
        on = self._selection if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else None
        self._selection = on.to(here) if on is not None else Selection(here, here)
        self._current = hit.place
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select on, or show what can be clicked on."""
        hit = self.hit(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton and self._selection is not None:
            if hit is not None:
                self._selection = self._selection.to((*hit.place, hit.position))
                self.viewport().update()
            return
        leads = bool(self.mark_at(event.position())) or (hit is not None and hit.leads)
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self._hover(hit.address if hit is not None and leads else "")

    def _hover(self, address: str) -> None:
        if address != self._hovered:
            self._hovered = address
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        self._hover("")
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the question of what has been clicked on, unless text has been selected."""
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        moved = (event.position().toPoint() - pressed).manhattanLength()
        if moved >= QGuiApplication.styleHints().startDragDistance() or self._has_selected:
            return
        findings = self.mark_at(event.position())
        if findings:
            self.wanted.emit(findings[0].address)
            return
        hit = self.hit(event.position())
        if hit is not None:
            self._follow(hit.run, hit.address)

    def _follow(self, run: Run | None, address: str) -> None:
        if run is not None and run.link.startswith("#"):
            self.go_to(run.link.removeprefix("#"))
        elif address:
            self.wanted.emit(address)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom while Ctrl is held down."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell of what is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip, area = self._tip(QPointF(event.pos()))
            if tip:
                QToolTip.showText(event.globalPos(), look.tip(tip), self.viewport(), area)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _tip(self, point: QPointF) -> tuple[str, QRect]:
        around = QRect(round(point.x()) - 4, round(point.y()) - 4, 8, 8)
        findings = self.mark_at(point)
        if findings:
            return "\n".join(map(mark.spoken, findings)), around
        hit = self.hit(point)
        if hit is None:
            return "", around
        if hit.run is not None and hit.run.note:
            return hit.run.note, around
        if hit.address:
            words = self._describe(hit.address)
            if hit.run is not None and hit.run.link and not hit.run.link.startswith("#"):
                words = f"{hit.run.link}\n{words}"
            return words, around
        if hit.text.paragraph.origin == "fixed" or (hit.run is not None and hit.run.origin == "fixed"):
            return FIXED_TIP, around
        return "", around

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the text."""
        menu = QMenu(self)
        hit = self.hit(QPointF(event.pos()))
        if hit is not None and hit.address:
            address = hit.address
            menu.addAction("Gå till frågan", lambda: self.wanted.emit(address))
            menu.addSeparator()
        if hit is not None and hit.run is not None and hit.run.link and not hit.run.link.startswith("#"):
            target = hit.run.link
            menu.addAction(links.OPEN, lambda: links.open(self, target))
            menu.addSeparator()
        copy = menu.addAction("Kopiera", self.copy)
        copy.setEnabled(self.can_copy)
        menu.addAction("Markera allt", self.select_all)
        menu.exec(event.globalPos())
        menu.deleteLater()

    # -- selecting

    @property
    def _has_selected(self) -> bool:
        return self._selection is not None and not self._selection.is_empty

    @property
    def selected_text(self) -> str:
        """What has been selected: paragraphs on lines of their own, cells of a row with tabs between."""
        sheet = self.sheet
        return self._selection.text(sheet) if self._selection is not None and sheet is not None else ""

    @property
    def can_copy(self) -> bool:
        """Whether there is something to copy."""
        return self._has_selected or self._current is not None

    def copy(self) -> None:
        """Copy what has been selected, or else the paragraph that the keyboard has come to."""
        text = self.selected_text
        if not text and (at := self._current_text()) is not None:
            text = speech.words(at)
        if text:
            QGuiApplication.clipboard().setText(text)

    def select_all(self) -> None:
        """Select the whole document."""
        if self._leaves:
            self._selection = selection.whole(self._leaves)
            self.viewport().update()

    # -- the keyboard

    def event(self, event: QEvent) -> bool:
        """Take the keys for copying, and for the size of the paper, before the menus do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            zooms = ctrl and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus)
            if zooms or any(event.matches(key) for key in (_COPY, _ALL)):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from text to text, select on the way with Shift, go to its question, and copy."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(_COPY):
            self.copy()
            return
        if event.matches(_ALL):
            self.select_all()
            return
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if shift:
                self._select_on(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Up:
                self._move(-1)
            case Qt.Key.Key_Home if ctrl:
                self._move_to(0)
            case Qt.Key.Key_End if ctrl:
                self._move_to(len(self._leaves) - 1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp | Qt.Key.Key_Home | Qt.Key.Key_End:
                bar = self.verticalScrollBar()
                step = bar.pageStep() - 60
                bar.setValue(
                    {
                        Qt.Key.Key_PageDown: bar.value() + step,
                        Qt.Key.Key_PageUp: bar.value() - step,
                        Qt.Key.Key_Home: bar.minimum(),
                        Qt.Key.Key_End: bar.maximum(),
                    }[Qt.Key(event.key())]
                )
                self._seen()
                if event.key() == Qt.Key.Key_End:
                    # What has come into view may be higher than it was reckoned to be, again and again.
                    for _ in self._leaves:
                        if bar.value() == bar.maximum():
                            break
                        bar.setValue(bar.maximum())
                        self._seen()
                self._current = self._first_in_view()
                self._say_current()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case Qt.Key.Key_Plus if ctrl:
                self.zoom_by(1)
            case Qt.Key.Key_Minus if ctrl:
                self.zoom_by(-1)
            case _:
                super().keyPressEvent(event)

    def _enter(self) -> None:
        text = self._current_text()
        if text is not None:
            run = next((one for one in text.runs if one.link.startswith("#")), None)
            self._follow(run, first_address(text.paragraph, text.runs))

    def _current_text(self) -> Text | None:
        return self._text_at(self._current) if self._current is not None else None

    def _text_at(self, place: Place) -> Text | None:
        return self._roll.text(place) if self._roll is not None else None

    def _first_in_view(self) -> Place | None:
        for number, y, setting in self._seen():
            if setting.texts and y >= -setting.height / 2:
                return number, 0
        return None

    def _select_on(self, by: int) -> None:
        """Select the paragraph that the keyboard has come to, and one more each time."""
        origin = self._selection.origin if self._selection is not None else None
        if origin is None:
            origin = self._current = self._current or self._first_in_view()
        else:
            self._go_on(by)
        if origin is not None and self._current is not None:
            self._selection = selection.between(origin, self._current)
        self._show_current()

    def _move(self, by: int) -> None:
        self._selection = None
        if self._current is None:
            self._current = self._first_in_view()
        else:
            self._go_on(by)
        self._show_current()

    def _go_on(self, by: int) -> None:
        if self._roll is not None and self._current is not None:
            self._current = self._roll.next(self._current, by) or self._current

    def _move_to(self, leaf: int) -> None:
        if self._leaves:
            self._selection = None
            self._current = leaf, 0
            self._show_current()

    def _show_current(self) -> None:
        if self._current is not None:
            self._bring_into_view(self._current)
            self._say_current()
        self.viewport().update()

    def spoken_at(self, place: Place) -> str:
        """Return what there is to say, to someone who cannot see it, of the text at *place*."""
        text = self._text_at(place)
        if text is None:
            return ""
        parts = speech.described(self._leaves[place[0]], place[1], text)
        if self._focused and any(run.address == self._focused for run in text.runs):
            parts.append("Svaret på frågan som är framme.")
        if self._selection is not None and self._selection.part(place) is not None:
            parts.append("Markerat")
        return speech.joined([*parts, *map(mark.spoken, self._marks.get(place, ()))])

    def _say_current(self) -> None:
        """Tell screen readers where the keyboard has come to."""
        if self._current is None:
            return
        words = self.spoken_at(self._current)
        self.setAccessibleDescription(words)
        if words and self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the answer that is shown, or at the top of what is in view."""
        super().focusInEvent(event)
        self._come_by_keys = event.reason() != Qt.FocusReason.MouseFocusReason
        if self._come_by_keys:
            self._begin()
        self.viewport().update()

    def _begin(self) -> None:
        """Let the keyboard be at the answer that is shown, or at the top of what is in view."""
        if self._current is None:
            self._current = self._place(self._focused) or self._first_in_view()
        self._say_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no place of the keyboard any more."""
        super().focusOutEvent(event)
        self.viewport().update()

    # -- places

    def go_to(self, address: str) -> bool:
        """Show the place of *address* in the document; returns whether it has one."""
        place = self._place(address)
        if place is None:
            return False
        self._current = place
        self._bring_into_view(place)
        self._say_current()
        return True

    def show_focused(self, address: str) -> bool:
        """Mark the answer at *address*; returns whether it stands in the document."""
        self._focused = address
        self.viewport().update()
        return self._place(address) is not None

    def _place(self, address: str) -> Place | None:
        return self.sheet.place(address) if self.sheet is not None and address else None

    @property
    def focused(self) -> str:
        """The address of the answer that is marked as the one that has the focus."""
        return self._focused

    @property
    def current(self) -> Place | None:
        """The paragraph that the keyboard has come to."""
        return self._current

    @property
    def marks(self) -> Mapping[Place, Sequence[Finding]]:
        """The findings that are marked, by place."""
        return self._marks

    def show_marks(self, marks: Mapping[Place, Sequence[Finding]]) -> None:
        """Mark the places that there are findings on."""
        if marks != self._marks:
            self._marks = marks
            self.viewport().update()
