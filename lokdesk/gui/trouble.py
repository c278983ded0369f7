"""What keeps the open draft from being as safe as it should be, told for as long as it lasts."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, wrapped


class Trouble(QWidget):
    """A line at the foot of the window with all that is wrong, and a way out: to save under another name.

    What is wrong has a name, by which it is told and taken back again. There is no line when all is well, nor
    when no draft is looked at.
    """

    changed = Signal()
    """Something else is wrong than before, or nothing any more: the title has to say so."""
    save_as = Signal()
    """The user wants to save the draft elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        self._there: dict[str, tuple[str, str]] = {}
        self._open = False
        self.label = wrapped("")
        self.button = QPushButton("Spara som …")
        self.button.setObjectName("trouble:save-as")
        self.button.setAccessibleName("Spara överenskommelsen på ett annat ställe")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.save_as)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        sign = wrapped("")
        style = self.style()
        size = style.pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        warning = style.standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        sign.setPixmap(warning.pixmap(size))
        sign.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setContentsMargins(GAP * 2, GAP // 2, GAP * 2, GAP)
        row.setSpacing(GAP)
        row.addWidget(sign)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        nest(column, row)
        self.hide()

    @property
    def signs(self) -> str:
        """What the title says of it, such as ” – säkras inte”; empty when all is well."""
        return "".join(f" – {sign}" for sign, _ in self._there.values())

    def tell(self, name: str, sign: str, text: str) -> None:
        """Tell of what is called *name* from now on, with a *sign* in the title and a *text* in the line."""
        if self._there.get(name) != (sign, text):
            self._there[name] = sign, text
            self._show()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def over(self, name: str) -> None:
        """Tell no longer of what is called *name*, if it was told of."""
        if self._there.pop(name, None) is not None:
            self._show()

    def follow(self, draft_open: bool) -> None:
        """Let there be a line only while a draft is looked at."""
        self._open = draft_open
        self.setVisible(self._open and bool(self._there))

    def _show(self) -> None:
        text = "\n".join(text for _, text in self._there.values())
        self.label.setText(text)
        self.button.setAccessibleDescription(text)
        self.follow(self._open)
        self.changed.emit()
