"""What is at a point of the view."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from lokdesk.gui.document.typesetter import Setting, Text
from lokdesk.word.leaf import Paragraph
from lokdesk.word.runs import Run
from lokdesk.word.sheet import Place


@dataclass(frozen=True)
class Hit:
    """What is at a point of the view."""

    leaf: int
    paragraph: int
    position: int
    text: Text
    run: Run | None
    on_words: bool
    """Whether the point is on the line of words itself, and not beside or below it."""

    @property
    def place(self) -> Place:
        """The paragraph."""
        return self.leaf, self.paragraph

    @property
    def address(self) -> str:
        """The answer that the point belongs to: that of the words there, or the first of the paragraph."""
        if self.run is not None and self.run.address and self.on_words:
            return self.run.address
        return first_address(self.text.paragraph, self.text.runs)

    @property
    def leads(self) -> bool:
        """Whether a click there leads somewhere: to a question, or to another place in the document."""
        return bool(self.address) or (self.run is not None and self.run.link.startswith("#"))


def nearest(leaf: int, setting: Setting, point: QPointF) -> Hit:
    """Return what of a leaf with texts, set in type as *setting*, is at *point* or nearest to it."""
    texts = setting.texts
    place = min(range(len(texts)), key=lambda one: _distance(texts[one].area, point))
    text = texts[place]
    position, on_words = _position(text, point)
    return Hit(leaf, place, position, text, text.run_at(position) if on_words else None, on_words)


def first_address(paragraph: Paragraph, runs: Sequence[Run]) -> str:
    """Return the answer that a paragraph is about, empty for text that belongs to none."""
    if is_answer(paragraph):
        return paragraph.block.address
    return next((run.address for run in runs if run.address), "")


def is_answer(paragraph: Paragraph) -> bool:
    """Return whether the whole of *paragraph* is an answer, or stands where one is missing."""
    return paragraph.origin in ("answer", "missing") and bool(paragraph.block.address)


def _distance(area: QRectF, point: QPointF) -> float:
    across = max(area.left() - point.x(), 0.0, point.x() - area.right())
    down = max(area.top() - point.y(), 0.0, point.y() - area.bottom())
    return across * across + down * down


def _position(text: Text, point: QPointF) -> tuple[int, bool]:
    """Return the character of *text* at *point*, and whether the point is on words."""
    layout = text.layout
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if point.y() < line.y() + line.height() or number == layout.lineCount() - 1:
            position = line.xToCursor(point.x())
            if isinstance(position, tuple):
                position = position[0]
            beside = line.naturalTextRect().adjusted(-4, -2, 4, 2)
            return int(position), beside.contains(point)
    return 0, False
