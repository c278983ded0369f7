"""A card with something that has been said, and the buttons for what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from lokdesk.gui.flow import Flow
from lokdesk.gui.layout import nest
from lokdesk.gui.look import GAP, heading, literal, muted, wrapped


class Card(QFrame):
    """Words and buttons on a card. *about* tells a screen reader what the buttons do something with."""

    def __init__(self, key: str, about: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.key = key
        self._about = about
        self.buttons: dict[str, QPushButton] = {}
        self.column = QVBoxLayout(self)
        self.column.setSpacing(GAP // 2)
        self._flow: Flow | None = None

    def name(self, text: str) -> None:
        """Put *text* on the card as its heading, if there is any."""
        if text:
            self.column.addWidget(heading(text, 1))

    def say(self, text: str, *, faint: bool = False) -> None:
        """Put *text* on the card, if there is any."""
        if text:
            label = wrapped(text)
            self.column.addWidget(muted(label) if faint else label)

    def say_html(self, html: str, spoken: str = "") -> None:
        """Put a rich text on the card; a screen reader says what is *spoken*, if it is something else."""
        label = QLabel(html)
        if spoken:
            label.setAccessibleName(spoken)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        self.column.addWidget(label)

    def offer(self, name: str, text: str, run: Callable[[], object]) -> QPushButton:
        """Offer something to do, under a button that says *text*."""
        if self._flow is None:
            self._flow = Flow()
            nest(self.column, self._flow)
        button = QPushButton(literal(text))
        button.setObjectName(f"{self.key}:{name}")
        button.setAccessibleName(f"{text.removesuffix(' …')}: {self._about}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: run())
        self.buttons[name] = button
        self._flow.addWidget(button)
        return button
