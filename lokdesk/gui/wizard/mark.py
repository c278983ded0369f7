"""The mark beside a question that something is said about, and the way from it to what is said."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from lokdesk.agreement.discussion import Discussion
from lokdesk.gui.look import ElidedButton, characters
from lokdesk.session import said

_AROUND = 3.5
"""How much room there is around the words, in heights of a line."""
_FEWEST = 12


class Marks(QObject):
    """What is said about the open draft, counted in words by address."""

    wanted = Signal(str)
    """The address of a question that the user wants to see the discussion about."""

    def __init__(self) -> None:
        super().__init__()
        self._counted: tuple[Discussion, Mapping[str, str]] | None = None

    def words(self, discussion: Discussion, address: str) -> str:
        """Return how much in *discussion* is about *address*, empty where nothing is."""
        if self._counted is None or self._counted[0] is not discussion:
            self._counted = discussion, said.counts(discussion)
        return self._counted[1].get(address, "")


class Mark(ElidedButton):
    """A small button, as wide as its words where there is room; else it cuts them short."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)

    def say(self, words: str, name: str) -> None:
        """Show *words*, and tell a screen reader *name*."""
        self.show_text(words)
        self.setAccessibleName(name)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room that all the words take."""
        line = self.fontMetrics()
        width = line.horizontalAdvance(self._whole) + round(_AROUND * line.height())
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for the first of them."""
        return QSize(min(characters(self, _FEWEST), self.sizeHint().width()), self.sizeHint().height())


class MarkPlace(QHBoxLayout):
    """The place of the mark at one question. It holds nothing for as long as nothing is said there.

    A *named* mark says which question it is about: it stands where several have their marks.
    """

    def __init__(self, marks: Marks, address: str, label: str, *, named: bool = False) -> None:
        super().__init__()
        self._marks = marks
        self._address = address
        self._label = label
        self._named = named
        self.mark: Mark | None = None

    def show_marks(self, discussion: Discussion) -> None:
        """Show how much in *discussion* is about the question."""
        words = self._marks.words(discussion, self._address)
        if self.mark is None:
            if not words:
                return
            self.mark = self._made()
        self.mark.say(f"{self._label}: {words}" if self._named else words, f"{words}: {self._label}")
        self.mark.setVisible(bool(words))

    def _made(self) -> Mark:
        mark = Mark()
        mark.setObjectName(f"{self._address}:said")
        mark.clicked.connect(lambda: self._marks.wanted.emit(self._address))
        self.addWidget(mark)
        self.addStretch(1)
        return mark
