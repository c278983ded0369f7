"""The mark beside a question that something is said about, and the way from it to what is said."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from lokdesk.agreement.discussion import Discussion
from lokdesk.gui.look import ElidedButton, characters
from lokdesk.gui.wizard.former import FormerAnswers
from lokdesk.session import said

_AROUND = 3.5
"""How much room there is around the words, in heights of a line."""
_FEWEST = 12
_TIP = "Visa det förra svaret (F5)"


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
    """The place of the marks at one question. It holds nothing for as long as there is nothing to say.

    A *named* mark says which question it is about: it stands where several have their marks.
    """

    def __init__(
        self, marks: Marks, former: FormerAnswers, address: str, label: str, *, named: bool = False
    ) -> None:
        super().__init__()
        self._marks = marks
        self._former = former
        self._address = address
        self._label = label
        self._named = named
        self.mark: Mark | None = None
        self.since: Mark | None = None
        self._since = ""

    def show_marks(self, discussion: Discussion) -> None:
        """Show how much in *discussion* is about the question."""
        words = self._marks.words(discussion, self._address)
        if self.mark is None:
            if not words:
                return
            self.mark = self._made("said", self._marks.wanted)
        self.mark.say(f"{self._label}: {words}" if self._named else words, f"{words}: {self._label}")
        self.mark.setVisible(bool(words))

    def show_since(self, words: str) -> bool:
        """Show how the answer differs from the one before; return whether that is another than it was."""
        if self.since is None:
            if not words:
                return False
            self.since = self._made("since", self._former.wanted)
            # A revision has many of them. One who tabs on has the command for it, with its keys.
            self.since.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.since.setToolTip(_TIP)
        if words == self._since:
            return False
        self._since = words
        self.since.say(words, f"{words}: {self._label}")
        self.since.setVisible(bool(words))
        return True

    def _made(self, name: str, wanted: SignalInstance) -> Mark:
        mark = Mark()
        mark.setObjectName(f"{self._address}:{name}")
        mark.clicked.connect(lambda: wanted.emit(self._address))
        # The room that is left is last.
        if not self.count():
            self.addStretch(1)
        self.insertWidget(self.count() - 1, mark)
        return mark
