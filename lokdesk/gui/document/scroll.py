"""A roll of paper in a view, which can be scrolled and shown larger.

Only what can be seen is set in type; how high the rest will be is estimated. So a long agreement costs no
more than a short one, and an edit no more than what it changes.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from lokdesk.agreement.steps import Steps, finished
from lokdesk.gui.document import zoom
from lokdesk.gui.document.column import Column, column, fitting
from lokdesk.gui.document.roll import Reckoned, Roll, Seen
from lokdesk.gui.document.typesetter import Typesetter
from lokdesk.word.leaf import Leaf
from lokdesk.word.paper import Paper
from lokdesk.word.sheet import Place, Sheet

_NEAR = 0.3
"""How far down a place is shown that is gone to, in parts of the height of the view."""


class Scroll(QAbstractScrollArea):
    """Shows a part of a sheet that is longer than the view."""

    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._roll: Roll | None = None
        self._zoom = self._scale = 1.0
        self._fits = False
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its width decides the height of everything: it must not come and go.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.viewport().setAutoFillBackground(True)
        self.verticalScrollBar().setSingleStep(40)

    # -- the sheet

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is shown."""
        return self._roll.sheet if self._roll is not None else None

    @property
    def _leaves(self) -> Sequence[Leaf]:
        return self._roll.leaves if self._roll is not None else ()

    def steps(self, sheet: Sheet) -> Steps[Reckoned]:
        """Reckon how high everything in *sheet* will be, a little at a time; then it can be shown."""
        if self._roll is None or sheet.paper is not self._roll.setter.paper:
            self._take_paper(sheet.paper)
        assert self._roll is not None
        return (yield from self._roll.steps(sheet))

    def show_sheet(self, reckoned: Reckoned) -> None:
        """Show a sheet. What was at the top of the view stays there as far as it is still in it."""
        roll = self._roll
        assert roll is not None
        if reckoned.setter is not roll.setter:
            # The view has got another size in the meantime.
            reckoned = finished(roll.steps(reckoned.sheet))
        old, top = roll.leaves, self._top()
        roll.take(reckoned)
        self._set_range()
        self._keep_top(old, top)
        self.viewport().update()

    def _take_paper(self, paper: Paper) -> None:
        """Show nothing until there is a sheet on this *paper*."""
        self._roll = Roll(self._typesetter(paper))

    def _typesetter(self, paper: Paper) -> Typesetter:
        """Return what sets text for the view as it is now."""
        room, natural = self.viewport().width(), self._scale * self.logicalDpiY() / 72
        if self._fits:
            self._zoom = zoom.within(fitting(paper, room, natural))
        wide = column(paper, room, self._zoom * natural).width
        return Typesetter(paper, wide, self._zoom * self._scale, self.logicalDpiY(), self.font().family())

    def _make_anew(self) -> None:
        """Set everything in type anew, for another width or size, and keep the place."""
        if self._roll is None:
            return
        (leaf, down), old = self._top(), self._roll.setter
        self._roll.set_anew(self._typesetter(old.paper))
        self._set_range()
        self._keep_top(self._leaves, (leaf, down if old.unit == self._roll.setter.unit else 0.0))
        self.viewport().update()

    # -- what is in view

    def _column(self, roll: Roll) -> Column:
        """Return where the text stands in the view."""
        return column(roll.setter.paper, self.viewport().width(), roll.setter.unit)

    def _seen(self) -> Sequence[Seen]:
        """Return the leaves in view, all set in type."""
        if self._roll is None:
            return ()
        before = self._roll.height
        seen = self._roll.seen(self.verticalScrollBar().value(), self.viewport().height())
        if self._roll.height != before:
            self._set_range()
        return seen

    def area(self, place: Place) -> QRectF | None:
        """Return where the paragraph at *place* is in the view, ``None`` if it is not in view."""
        if self._roll is None:
            return None
        left = self._column(self._roll).left
        for number, y, setting in self._seen():
            if number == place[0] and place[1] < len(setting.texts):
                return setting.texts[place[1]].words.translated(left, y)
        return None

    # -- scrolling

    def _set_range(self) -> None:
        if self._roll is not None:
            bar, page = self.verticalScrollBar(), self.viewport().height()
            bar.setPageStep(page)
            bar.setRange(0, max(0, round(self._roll.height) - page))

    def _top(self) -> tuple[int, float]:
        """Return the leaf at the top of the view, and how far down in it the view begins."""
        return self._roll.at(self.verticalScrollBar().value()) if self._roll is not None else (0, 0.0)

    def _keep_top(self, old: Sequence[Leaf], top: tuple[int, float]) -> None:
        leaf, down = top
        if self._roll is not None and old and self._leaves:
            self.verticalScrollBar().setValue(round(self._roll.top(self._roll.moved(old, leaf)) + down))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint what has come into view."""
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the text for the new width, and keep the place."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._make_anew()
        else:
            self._set_range()

    def _bring_into_view(self, place: Place) -> None:
        """Scroll so that *place* can be seen, if it cannot."""
        roll = self._roll
        if roll is None:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        text = roll.text(place)
        area = text.area if text is not None else QRectF(0, 0, 0, roll.setting(place[0]).height)
        begin, end = roll.top(place[0]) + area.top(), roll.top(place[0]) + area.bottom()
        if begin >= bar.value() + 8 and min(end, begin + height / 2) <= bar.value() + height - 8:
            return
        bar.setValue(round(begin - height * _NEAR))

    # -- size

    @property
    def zoom(self) -> float:
        """How large the paper is shown."""
        return self._zoom

    @property
    def fits(self) -> bool:
        """Whether the paper is as wide as the view."""
        return self._fits

    def set_zoom(self, size: float) -> None:
        """Show the paper so many times its own size."""
        self._resize(size, fits=False)

    def fit_width(self) -> None:
        """Let the paper be as wide as the view."""
        self._resize(self._zoom, fits=True)

    def zoom_by(self, steps: int) -> None:
        """Show the paper a step larger, or smaller where *steps* is negative."""
        other = zoom.stepped(self._zoom, steps)
        if other != self._zoom:
            self.set_zoom(other)

    def _resize(self, size: float, *, fits: bool) -> None:
        if (size, fits) == (self._zoom, self._fits):
            return
        self._zoom, self._fits = size, fits
        self._make_anew()
        self.zoomed.emit()

    def set_scale(self, scale: float) -> None:
        """Take how much larger than usual all text in the window is shown."""
        if scale != self._scale:
            self._scale = scale
            self._make_anew()

    def sizeHint(self) -> QSize:
        """Return a width that reads well."""
        return QSize(self.fontMetrics().averageCharWidth() * 60, 400)
